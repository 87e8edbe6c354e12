//! Days: what was spent on each, and how sessions, messages and pauses lie in them.

use super::counted::Counted;
use super::inputs::{Made, each, quantile, tidy};
use super::pool::Pool;
use super::sums::Sums;
use super::{Caution, SHORT_SPAN};
use crate::forecast::interval::{Outlook, SessionDay};
use crate::logs::ledger::Ledger;
use crate::logs::sorted;
use crate::logs::{Call, Logs, Zone, date_of};
use crate::prices::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Days of a mean month of the Gregorian calendar.
const MONTH: f64 = 365.2425 / 12.0;
const WEEK: i64 = 7;
/// Fewer do not tell a busy one from a common one.
const FEW_WEEKS: usize = 4;

/// The days with a main conversation and a call that counts, in order, as days since 1970-01-01, and
/// USD of each. What is left of deleted sessions is no day of work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Days {
    pub usd: Vec<(i64, f64)>,
    /// What each session did on each of them, in their order.
    pub parts: Vec<SessionDay>,
    /// Weeks, from Monday on, in which nothing but the sub-agents of deleted sessions is left.
    swept: BTreeSet<i64>,
}

impl Days {
    /// Days of the calls that count, by the user's calendar.
    pub fn of(logs: &Logs, ledger: &Ledger, zone: &Zone, counts: impl Fn(usize) -> bool) -> Days {
        let mut all: BTreeMap<i64, OfDay> = BTreeMap::new();
        let mut worked = BTreeSet::new();
        // Neighbours mostly are of one day: few of them are looked up.
        let mut at = 0;
        while let Some(first) = logs.calls.get(at) {
            let (day, from) = (zone.day(first.answered), at);
            let is_alike = |call: &Call| call.session == first.session && zone.day(call.answered) == day;
            while logs.calls.get(at).is_some_and(is_alike) {
                at += 1;
            }
            let is_worked = logs.calls[from..at].iter().any(|call| call.chain == 0);
            if is_worked {
                worked.insert(day);
            }
            let priced = (from..at).filter(|call| counts(*call));
            let usd: Vec<f64> = priced.filter_map(|call| ledger.usd(logs, call)).collect();
            if !usd.is_empty() {
                let headless = logs.sessions.get(first.session as usize).is_some_and(|s| s.headless);
                all.entry(day).or_default().add(first.session, headless, &usd);
            }
        }
        let swept = swept(all.keys().copied(), &worked);
        let mut days = Days { swept, ..Days::default() };
        for (day, of) in all.into_iter().filter(|(day, _)| worked.contains(day)) {
            days.usd.push((day, of.usd));
            let part = |(_, headless, usd)| SessionDay { day, headless, usd };
            days.parts.extend(of.sessions.into_iter().map(part));
        }
        days
    }

    /// Those before a day.
    #[cfg(feature = "tables")]
    pub(super) fn before(&self, day: i64) -> Days {
        Days {
            usd: self.usd.iter().copied().filter(|(of, _)| *of < day).collect(),
            parts: self.parts.iter().copied().filter(|part| part.day < day).collect(),
            swept: self.swept.iter().copied().filter(|of| *of < week(day)).collect(),
        }
    }

    pub fn first(&self) -> Date {
        date_of(self.usd.first().map_or(0, |(day, _)| *day))
    }

    pub fn last(&self) -> Date {
        date_of(self.usd.last().map_or(0, |(day, _)| *day))
    }

    /// Calendar days from the first to the last, both counted.
    pub fn span(&self) -> i64 {
        let ends = self.usd.first().zip(self.usd.last());
        ends.map_or(0, |(first, last)| last.0.saturating_sub(first.0).saturating_add(1))
    }

    /// Sessions a day, active days a month, messages and pauses.
    pub(super) fn set(&self, pool: &Pool, zone: &Zone, made: &mut Made) {
        let active = self.usd.len();
        // Of each developer, on the days on which any of them worked.
        let people = pool.people();
        let by_day = self.sessions(pool, zone).into_iter().map(|count| count / people).collect::<Vec<f64>>();
        made.set("sessions", tidy(pool.main.len() as f64 / active.max(1) as f64 / people, 5), &by_day);
        if people > 1.0 {
            made.set("developers", people, &[]);
        }
        self.set_days(made);
        pauses(pool, made);
        messages(pool, made);
    }

    /// Active days a month, and how weeks differ.
    pub(super) fn set_days(&self, made: &mut Made) {
        if let Some(days) = self.a_month() {
            made.set("days", tidy(days, 4), &[]);
            made.rests_on("days", self.usd.len());
        }
        self.set_weeks(made);
    }

    /// Active days of a mean month: for each weekday the share of its occurrences from the first day
    /// to the last that were worked. Active days over all days would count ten days of twelve for two working weeks.
    fn of_a_month(&self) -> f64 {
        let Some((first, last)) = self.usd.first().zip(self.usd.last()) else { return 0.0 };
        let share = |weekday: i64| {
            let until = |day: i64| day.saturating_sub(weekday).div_euclid(WEEK);
            let all = until(last.0) - until(first.0.saturating_sub(1));
            let all = all - self.swept.len() as i64;
            let worked =
                self.usd.iter().filter(|(day, _)| day.saturating_sub(weekday).rem_euclid(WEEK) == 0).count();
            if all > 0 { worked as f64 / all as f64 } else { 0.0 }
        };
        (0..WEEK).map(share).sum::<f64>() * MONTH / WEEK as f64
    }

    /// Weeks from Monday to Sunday without work, between others.
    pub(super) fn idle_weeks(&self) -> usize {
        let weeks = sorted::set(self.usd.iter().map(|(day, _)| week(*day)));
        let between = weeks
            .first()
            .zip(weeks.last())
            .map_or(0, |(first, last)| last.saturating_sub(*first).saturating_add(1));
        usize::try_from(between).unwrap_or(0).saturating_sub(weeks.len()).saturating_sub(self.swept.len())
    }

    /// Weeks between of which only sub-agents of deleted sessions are left: neither work nor time off.
    pub(super) fn swept_weeks(&self) -> usize {
        self.swept.len()
    }

    /// The days of a first week that began after Monday, where fewer than two whole ones follow it;
    /// nothing where the first day is a Monday.
    pub(super) fn part_week(&self) -> Option<i64> {
        let first = self.usd.first()?.0;
        let days = WEEK - first.saturating_add(3).rem_euclid(WEEK);
        let is_short = (SHORT_SPAN..3 * WEEK).contains(&self.span());
        (is_short && days < WEEK).then_some(days)
    }

    /// What 8 of 10 months of so many active days cost, over the mean month.
    pub(super) fn band(&self, active_days: f64) -> Option<(f64, f64)> {
        let outlook = self.outlook(active_days);
        match self.span() < SHORT_SPAN {
            true => outlook.month_of(active_days),
            false => outlook.month(self.idle_weeks()),
        }
    }

    /// The same days as a forecast of those to come, tried on stretches of a month.
    pub fn outlook(&self, active_days: f64) -> Outlook<'_> {
        Outlook::new(&self.usd, &self.parts, libm::round(active_days).max(1.0) as usize)
    }

    /// Active days of a mean month, where the days are enough to tell.
    pub fn a_month(&self) -> Option<f64> {
        (self.span() >= SHORT_SPAN).then(|| self.of_a_month())
    }

    /// How busy weeks stand out, which decides what a plan carries: of whole weeks from the
    /// first day on, those with work.
    fn set_weeks(&self, made: &mut Made) {
        let mut weeks = self.weeks();
        if weeks.len() < FEW_WEEKS {
            return;
        }
        weeks.sort_by(f64::total_cmp);
        let middle_and_busy = quantile(&weeks, 0.5).zip(quantile(&weeks, 0.9));
        if let Some((middle, busy)) = middle_and_busy.filter(|(middle, _)| *middle > 0.0) {
            made.set("weekSpread", tidy(busy / middle, 3), &[]);
            made.rests_on("weekSpread", weeks.len());
        }
    }

    /// USD of each whole week in which somebody worked.
    fn weeks(&self) -> Vec<f64> {
        let (first, whole) = (self.usd.first().map_or(0, |(day, _)| *day), self.span() / WEEK);
        let mut weeks: Vec<(i64, f64)> = Vec::new();
        for (day, usd) in &self.usd {
            let week = (day - first) / WEEK;
            match weeks.last_mut() {
                Some((last, sum)) if *last == week => *sum += usd,
                _ => weeks.push((week, *usd)),
            }
        }
        weeks.into_iter().filter(|(week, _)| *week < whole).map(|(_, usd)| usd).collect()
    }

    /// Sessions that began on each of the days.
    fn sessions(&self, pool: &Pool, zone: &Zone) -> Vec<f64> {
        let mut began = vec![0.0; self.usd.len()];
        for call in pool.main.iter().filter_map(|fit| fit.of(pool.logs).next()) {
            if let Ok(at) = self.usd.binary_search_by_key(&zone.day(call.answered), |(day, _)| *day) {
                began[at] += 1.0;
            }
        }
        began
    }
}

/// What a day came to: USD, and of each session in their order whether it is headless.
#[derive(Default)]
struct OfDay {
    usd: f64,
    sessions: Vec<(u32, bool, f64)>,
}

impl OfDay {
    /// Adds calls of a session one by one, in the order of the logs.
    fn add(&mut self, session: u32, headless: bool, calls: &[f64]) {
        if self.sessions.last().is_none_or(|(last, ..)| *last != session) {
            self.sessions.push((session, headless, 0.0));
        }
        for usd in calls {
            self.usd += usd;
            self.sessions.last_mut().into_iter().for_each(|(_, _, sum)| *sum += usd);
        }
    }
}

/// Days of which the sums are there already: USD of each, those with a main conversation, and what each session
/// did on them.
#[cfg(feature = "tables")]
pub(super) fn of_sums(usd: BTreeMap<i64, f64>, worked: &BTreeSet<i64>, parts: Vec<SessionDay>) -> Days {
    let swept = swept(usd.keys().copied(), worked);
    let mut parts: Vec<SessionDay> = parts.into_iter().filter(|part| worked.contains(&part.day)).collect();
    parts.sort_by_key(|part| part.day);
    Days { usd: usd.into_iter().filter(|(day, _)| worked.contains(day)).collect(), parts, swept }
}

/// Weeks between those with work that have days of other work alone.
fn swept(all: impl Iterator<Item = i64>, worked: &BTreeSet<i64>) -> BTreeSet<i64> {
    let (mut weeks, mut left) = (BTreeSet::new(), BTreeSet::new());
    for day in all {
        let of = if worked.contains(&day) { &mut weeks } else { &mut left };
        of.insert(week(day));
    }
    let ends = weeks.first().copied().zip(weeks.last().copied());
    let is_between = |week: &i64| ends.is_some_and(|(first, last)| first < *week && *week < last);
    left.retain(|week| is_between(week) && !weeks.contains(week));
    left
}

/// The week of a day, from Monday on: 1970-01-01 was a Thursday.
fn week(day: i64) -> i64 {
    day.saturating_add(3).div_euclid(WEEK)
}

/// The same of one kind of session, where a person typed in it.
pub(super) fn set_messages(of: &Sums, made: &mut Made) {
    if of.messages > 0.0 {
        made.set("perMessage", tidy(of.turns / of.messages, 3), &[]);
    }
}

/// Requests per message that was typed; the messages themselves follow from the requests.
fn messages(pool: &Pool, made: &mut Made) {
    let typed = each(&pool.main, |fit| prompts(pool, fit));
    let all: f64 = typed.iter().sum();
    if all == 0.0 {
        made.cautions.push(Caution::NoPrompts);
        return;
    }
    let calls: f64 = pool.main.iter().map(|fit| fit.turns()).sum();
    let by_session = pool.main.iter().zip(&typed).filter(|(_, typed)| **typed > 0.0);
    let ratios: Vec<f64> = by_session.map(|(fit, typed)| fit.turns() / typed).collect();
    made.set("perMessage", tidy(calls / all, 3), &ratios);
}

/// Messages that a person typed in the session of a main conversation.
pub(super) fn prompts(pool: &Pool, fit: &Counted) -> f64 {
    let from = pool.logs.prompts.partition_point(|prompt| prompt.session < fit.session);
    pool.logs.prompts[from..].iter().take_while(|prompt| prompt.session == fit.session).count() as f64
}

fn pauses(pool: &Pool, made: &mut Made) {
    for (key, at) in [("pauses5m", 0), ("pauses60m", 1)] {
        let longer = each(&pool.main, |fit| fit.pauses[at]);
        made.set(key, tidy(longer.iter().sum::<f64>() / longer.len().max(1) as f64, 3), &longer);
    }
    // Which gap is a long pause is chance (MODEL.md section 6): of all gaps, those that were.
    let of_gaps = pool.main.iter().filter(|fit| fit.turns() > 1.0);
    let shares: Vec<f64> = of_gaps.map(|fit| fit.pauses[1] / (fit.turns() - 1.0)).collect();
    if pool.has_times && !shares.is_empty() {
        let gaps: f64 = pool.main.iter().map(|fit| fit.turns() - 1.0).sum();
        let long: f64 = pool.main.iter().map(|fit| fit.pauses[1]).sum();
        made.set("longPauses", tidy(long / gaps, 4), &shares);
    }
}
