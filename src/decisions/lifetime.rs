//! Lifetime: 5-minute against 1-hour cache writes, by the pauses in the work.
//!
//! A pause that is longer than the lifetime loses the prefix of one request (MODEL.md
//! section 3, the rhythm of work). Cost is linear in the chance of a hit, so that two months
//! at each lifetime, with nothing and with everything kept, say all others exactly.
//!
//! Where logs tell both the hit rate and the pauses, prefixes are lost for other reasons too,
//! or pauses lose nothing. What the hit rate says beyond the pauses then counts at both
//! lifetimes: the month at the lifetime in force is the month of the answer, and only the
//! pauses between five minutes and an hour tell the two apart.
//!
//! With idle compaction (MODEL.md section 6) a pause over an hour does more than lose a prefix:
//! then the month at one hour is priced at its pauses, and at those with one more a day.

use crate::model::bill;
use crate::model::estimate::sessions_a_month;
use crate::model::mixture::{along, expected, held, lengths, routes};
use crate::model::price::Prices;
use crate::scenario::{Basis, HitSource, Lifetime, Scenario};

/// Enough for the last digit.
const HALVINGS: usize = 60;

/// USD a month of one developer at one lifetime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Writes {
    /// With every prefix lost, and with none.
    pub lost: f64,
    pub kept: f64,
}

/// One kind of session at both lifetimes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct OfKind {
    five_minutes: Writes,
    one_hour: OneHour,
    pauses: f64,
    long_pauses: f64,
    later_requests: f64,
    /// Share of the later requests that lose their prefix beyond what pauses lose; below zero
    /// where pauses lose less. 0 unless logs tell the hit rate and the pauses.
    beyond_pauses: f64,
}

/// USD a month with 1-hour writes, over the long pauses.
#[derive(Clone, Copy, Debug, PartialEq)]
enum OneHour {
    Lost(Writes),
    /// The month as it is, and how it changes with each more long pause a session.
    Idle {
        month: f64,
        a_pause: f64,
    },
}

/// Both lifetimes at the pauses of a scenario, whatever its hit rate comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifetimes {
    kinds: Vec<OfKind>,
    /// Pauses a mean session longer than five minutes, those longer than an hour among them.
    pub pauses: f64,
    pub long_pauses: f64,
    /// Requests of a mean session before which a pause may come.
    pub later_requests: f64,
    /// Pauses longer than five minutes a session at which both cost the same, the long ones
    /// as they are; `None` where one lifetime is cheaper however many there are.
    pub even: Option<f64>,
    /// The lifetime in force.
    pub now: Lifetime,
    /// USD a month of one more pause an active day, of 5 to 60 minutes and of over an hour,
    /// at the lifetime in force.
    pub coffee: f64,
    pub lunch: f64,
}

impl Writes {
    fn at(&self, lost: f64) -> f64 {
        self.kept + (self.lost - self.kept) * lost.clamp(0.0, 1.0)
    }
}

/// The comparison; `None` for totals, without caching, where sessions have one request, and
/// for what has no price.
pub fn lifetimes(prices: &Prices, scenario: &Scenario) -> Option<Lifetimes> {
    if scenario.basis == Basis::Totals || !scenario.cache.on {
        return None;
    }
    let mut all = Lifetimes {
        kinds: Vec::new(),
        pauses: 0.0,
        long_pauses: 0.0,
        later_requests: 0.0,
        even: None,
        now: scenario.lifetime(),
        coffee: 0.0,
        lunch: 0.0,
    };
    for (one, share) in held(prices, scenario).ok()?.iter().filter(|(_, share)| *share > 0.0) {
        let of = OfKind::new(prices, one, *share)?;
        all.pauses += of.pauses * share;
        all.long_pauses += of.long_pauses * share;
        all.later_requests += of.later_requests * share;
        all.kinds.push(of);
    }
    if all.later_requests <= 0.0 {
        return None;
    }
    all.even = all.even();
    if scenario.work.sessions_per_day > 0.0 {
        let more = 1.0 / scenario.work.sessions_per_day;
        all.coffee = all.in_force(more, 0.0) - all.in_force(0.0, 0.0);
        all.lunch = all.in_force(more, more) - all.in_force(0.0, 0.0);
    }
    Some(all)
}

impl OfKind {
    fn new(prices: &Prices, one: &Scenario, share: f64) -> Option<OfKind> {
        let later_requests = lengths(one).mean() - 1.0;
        let long_pauses = one.cache.pauses_60m;
        Some(OfKind {
            five_minutes: writes(prices, one, Lifetime::FiveMinutes, share)?,
            one_hour: match one.compaction.idle {
                true => idle(prices, one, share)?,
                false => OneHour::Lost(writes(prices, one, Lifetime::OneHour, share)?),
            },
            // Where the pauses are not in force, nothing has checked their order.
            pauses: one.cache.pauses_5m.max(long_pauses),
            long_pauses,
            later_requests,
            beyond_pauses: beyond_pauses(prices, one, later_requests),
        })
    }

    /// The month where so many pauses a session lose their prefix.
    fn at(&self, writes: Writes, pauses: f64) -> f64 {
        if self.later_requests <= 0.0 {
            return writes.kept;
        }
        writes.at(pauses / self.later_requests + self.beyond_pauses)
    }
}

impl Lifetimes {
    /// USD a month with so many pauses longer than five minutes a mean session: those of every kind
    /// in proportion.
    pub fn at_five_minutes(&self, pauses: f64) -> f64 {
        let of = |kind: &OfKind| {
            kind.at(kind.five_minutes, self.of_kind(pauses, (kind.pauses, self.pauses), kind))
        };
        self.kinds.iter().map(of).sum()
    }

    /// The same with the 1-hour lifetime, which only the long ones outlast. With idle compaction
    /// that is exact for those that there are and for one more a day, and near between the two.
    pub fn at_one_hour(&self, long_pauses: f64) -> f64 {
        let of = |kind: &OfKind| {
            let now = (kind.long_pauses, self.long_pauses);
            let long_pauses = self.of_kind(long_pauses, now, kind);
            match kind.one_hour {
                OneHour::Lost(writes) => kind.at(writes, long_pauses),
                OneHour::Idle { month, a_pause } => month + (long_pauses - kind.long_pauses) * a_pause,
            }
        };
        self.kinds.iter().map(of).sum()
    }

    /// A kind's part of so many pauses, by what it and the mean session have of them now; by its
    /// requests where there are none.
    fn of_kind(&self, pauses: f64, (own, mean): (f64, f64), kind: &OfKind) -> f64 {
        match self.kinds.len() {
            1 => pauses,
            _ if mean > 0.0 => pauses * own / mean,
            _ => pauses * kind.later_requests / self.later_requests,
        }
    }

    /// USD a month as it is, at five minutes and at an hour.
    pub fn months(&self) -> (f64, f64) {
        (self.at_five_minutes(self.pauses), self.at_one_hour(self.long_pauses))
    }

    /// The share of later requests that so many pauses a session are.
    pub fn share(&self, pauses: f64) -> f64 {
        pauses / self.later_requests
    }

    fn in_force(&self, more: f64, more_long: f64) -> f64 {
        match self.now {
            Lifetime::FiveMinutes => self.at_five_minutes(self.pauses + more),
            Lifetime::OneHour => self.at_one_hour(self.long_pauses + more_long),
        }
    }

    fn even(&self) -> Option<f64> {
        let hour = self.at_one_hour(self.long_pauses);
        let [only] = self.kinds.as_slice() else { return self.even_of_kinds(hour) };
        let Writes { lost, kept } = only.five_minutes;
        let (least, most) = (self.share(self.long_pauses).min(1.0), 1.0);
        let share = (hour - kept) / (lost - kept) - only.beyond_pauses;
        // With nothing carried both never meet, or always.
        (lost > kept && (least..=most).contains(&share)).then_some(share * self.later_requests)
    }

    /// A kind whose every request lost its prefix loses no more, so this is no straight line.
    fn even_of_kinds(&self, hour: f64) -> Option<f64> {
        let (mut low, mut high) = (self.long_pauses.min(self.later_requests), self.later_requests);
        if self.at_five_minutes(low) > hour || self.at_five_minutes(high) < hour {
            return None;
        }
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            *(if self.at_five_minutes(middle) < hour { &mut low } else { &mut high }) = middle;
        }
        Some(high)
    }
}

/// Whether logs tell how many pauses there are, beside a hit rate that is no reading of them.
pub fn pauses_are_known(scenario: &Scenario) -> bool {
    let known = |key| scenario.mark(key).is_some();
    scenario.cache.source != HitSource::Rhythm && known("pauses5m") && known("pauses60m")
}

/// The chance of a hit at the other lifetime, where pauses are known: those between five
/// minutes and an hour are lost at one and not at the other.
pub fn chance_at_the_other(scenario: &Scenario, hit_rate: f64) -> Option<f64> {
    let later = lengths(scenario).mean() - 1.0;
    if !pauses_are_known(scenario) || later <= 0.0 {
        return None;
    }
    let between = (scenario.cache.pauses_5m - scenario.cache.pauses_60m).max(0.0) / later;
    Some(match scenario.lifetime() {
        Lifetime::FiveMinutes => (hit_rate + between).min(1.0),
        Lifetime::OneHour => (hit_rate - between).max(0.0),
    })
}

fn beyond_pauses(prices: &Prices, scenario: &Scenario, later_requests: f64) -> f64 {
    if !pauses_are_known(scenario) || later_requests <= 0.0 {
        return 0.0;
    }
    let Some(hit_rate) = expected(prices, scenario).ok().and_then(|found| found.hit_rate) else { return 0.0 };
    let pauses = match scenario.lifetime() {
        Lifetime::FiveMinutes => scenario.cache.pauses_5m.max(scenario.cache.pauses_60m),
        Lifetime::OneHour => scenario.cache.pauses_60m,
    };
    1.0 - hit_rate - pauses / later_requests
}

fn writes(prices: &Prices, scenario: &Scenario, lifetime: Lifetime, share: f64) -> Option<Writes> {
    let mut other = scenario.clone();
    other.cache.lifetime = Some(lifetime);
    other.cache.source = HitSource::Given;
    let routes = routes(prices, &other).ok()?;
    let (sessions, lengths) = (sessions_a_month(scenario) * share, lengths(scenario));
    let mut month = |hit_rate: f64| {
        other.cache.hit_rate = hit_rate;
        let session = along(prices, &other, &routes, &lengths).ok()?;
        Some(bill::total(prices, &session.usage) * sessions)
    };
    Some(Writes { lost: month(0.0)?, kept: month(1.0)? })
}

/// The month at one hour where long pauses compact, of the chance of a hit and of a long pause
/// that the pauses are. Beside a hit rate from logs, the chance of a long pause is an input.
fn idle(prices: &Prices, scenario: &Scenario, share: f64) -> Option<OneHour> {
    let lengths = lengths(scenario);
    let (sessions, later) = (sessions_a_month(scenario) * share, lengths.mean() - 1.0);
    let mut other = scenario.clone();
    other.cache.lifetime = Some(Lifetime::OneHour);
    other.cache.source = HitSource::Given;
    let routes = routes(prices, &other).ok()?;
    let beyond = beyond_pauses(prices, scenario, later);
    let of_input = match pauses_are_known(scenario) {
        true => scenario.cache.long_pauses,
        false => lost(scenario.cache.pauses_60m, later),
    };
    let mut month = |more: f64| {
        let lost_now = lost(scenario.cache.pauses_60m + more, later);
        other.cache.hit_rate = (1.0 - lost_now - beyond).clamp(0.0, 1.0);
        other.cache.long_pauses = (of_input + lost(more, later)).min(1.0);
        let session = along(prices, &other, &routes, &lengths).ok()?;
        Some(bill::total(prices, &session.usage) * sessions)
    };
    let more = match scenario.work.sessions_per_day {
        none if none <= 0.0 => 1.0,
        sessions => 1.0 / sessions,
    };
    let now = month(0.0)?;
    Some(OneHour::Idle { month: now, a_pause: (month(more)? - now) / more })
}

/// The share of the later requests that so many pauses a session are.
fn lost(pauses: f64, later_requests: f64) -> f64 {
    if later_requests > 0.0 { (pauses / later_requests).min(1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::lifetimes;
    use crate::decisions::actions::{Standing, actions};
    use crate::decisions::savings::{Lever, What};
    use crate::model::estimate::{Answer, estimate};
    use crate::prices::{RateTable, date};
    use crate::scenario::{FromLogs, Lifetime, Mark, Preset, Scenario};

    /// As logs tell it: more is lost than pauses explain.
    fn calibrated(lifetime: Lifetime, hit_rate: f64) -> Scenario {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 1);
        (scenario.cache.lifetime, scenario.cache.hit_rate) = (Some(lifetime), hit_rate);
        (scenario.cache.pauses_5m, scenario.cache.pauses_60m) = (1.6, 0.4);
        let mark = |key| Mark { key, range: None };
        let marks = ["hit", "lifetime", "pauses5m", "pauses60m"].map(mark).to_vec();
        scenario.from_logs =
            Some(FromLogs { sessions: 40.0, days: 20.0, inputs: 4.0, band: None, later: None, marks });
        scenario
    }

    fn answer(scenario: &Scenario) -> Answer {
        estimate(&RateTable::shipped(), scenario).answer.expect("a price")
    }

    /// The month at the lifetime in force is the month of the answer, and what the list of
    /// actions says of the other one is the difference.
    #[test]
    fn calibrated_scenario_has_one_answer_about_lifetimes() {
        for (now, other, hit_rate) in [
            (Lifetime::FiveMinutes, Lifetime::OneHour, 0.93),
            (Lifetime::FiveMinutes, Lifetime::OneHour, 0.99),
            (Lifetime::OneHour, Lifetime::FiveMinutes, 0.97),
        ] {
            let mut scenario = calibrated(now, hit_rate);
            Lever::ALL.into_iter().for_each(|lever| {
                let tick = crate::scenario::choice(lever.key()).expect("a tick");
                (tick.set)(&mut scenario, "no");
            });
            let answer = answer(&scenario);
            let found = lifetimes(&answer.prices, &answer.scenario).expect("a comparison");
            let (five, hour) = found.months();
            let (mine, theirs) = if now == Lifetime::FiveMinutes { (five, hour) } else { (hour, five) };
            assert!((mine - answer.developer_month).abs() < 1e-9, "{mine} {}", answer.developer_month);
            let all = actions(&RateTable::shipped(), &answer);
            let row = all.rows.iter().find(|row| row.lever == Lever::Hour).expect("a row");
            assert_eq!(row.what, Some(What::Lifetime { to: other }));
            let Standing::Offered { saves } = row.standing else { panic!("{row:?}") };
            assert!((saves - (mine - theirs)).abs() < 1e-3 * mine, "{saves}, not {}", mine - theirs);
        }
    }

    /// Nothing but pauses that are known may compare lifetimes (MODEL.md section 3).
    #[test]
    fn unknown_pauses_compare_no_lifetimes() {
        let mut scenario = calibrated(Lifetime::FiveMinutes, 0.93);
        scenario.from_logs = None;
        let all = actions(&RateTable::shipped(), &answer(&scenario));
        let row = all.rows.iter().find(|row| row.lever == Lever::Hour).expect("a row");
        assert_eq!((row.what, row.standing), (None, Standing::Idle));
    }
}
