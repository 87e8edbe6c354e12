//! Tables: an organisation's sessions as a scenario, from the sums of their rows alone.
//!
//! Rows are priced as they stand, in their bands of prompts, and added up session by session. Sessions of like size
//! go into one cell, and kinds are cells added up: what a kind needs of a session are sums
//! ([`super::sums`]). What other habits would change, calls tell that have the totals of some sessions, each as
//! likely as any other; every dollar is the table's. People become groups ([`people`]) with kinds of their own.

mod cells;
mod list;
mod people;
mod rates;
mod session;
mod survey;

use super::inputs::{Made, tidy};
use super::kinds::{self, By, Found, Real};
use super::lifetime;
use super::pool::Pool;
use super::{Calibration, Caution, Days, Little, Residual, TooLittle, batch, cautions, mix, solved_for};
use crate::forecast::what_ifs::{Replayed, WhatIf};
use crate::logs::Logs;
use crate::logs::ledger::Terms;
use crate::logs::spend::{Account, Books};
use crate::logs::tables::again;
use crate::logs::tables::packed::{Packed, Unpacked};
use crate::prices::RateTable;
use crate::scenario::Scenario;
use cells::{Cells, Counts, Session};
use list::List;
use people::{Groups, NAMES};
use session::Part;
use survey::Survey;

/// Sessions and calls of which what-ifs are replayed: of the whole, and of one group.
const SAMPLE: (usize, u64) = (2_000, 100_000);
const OF_GROUP: (usize, u64) = (500, 25_000);
/// Kinds of session of one group: four groups are more to read than one.
const KINDS_OF_GROUP: usize = 3;
/// Of a cost: what rounding leaves and is not made up for, and what more sessions a day make up for.
const ROUNDED: f64 = 2e-4;
const MADE_UP: f64 = 0.01;

/// A table of sessions with its prices.
pub struct Tables<'a> {
    table: &'a RateTable,
    sessions: &'a Packed,
    terms: &'a Terms,
    list: List<'a>,
    survey: Survey,
}

/// The part of a table that is calibrated: its days, those before one (since 1970-01-01), and whether as kinds and
/// groups or as one of each.
#[derive(Clone, Copy)]
struct Span<'a> {
    days: &'a Days,
    until: i64,
    in_full: bool,
}

/// Some sessions as calls.
struct Sample {
    logs: Logs,
    /// Whether it has all of them.
    is_whole: bool,
}

/// A group, or all of them: its scenario, and what it rests on.
struct OfGroup {
    made: Made,
    found: Found,
    counts: Counts,
    /// Of all that was carried, what was read.
    hit_rate: Option<f64>,
}

impl<'a> Tables<'a> {
    pub fn new(table: &'a RateTable, sessions: &'a Packed, terms: &'a Terms) -> Tables<'a> {
        let list = List::new(table, sessions, terms);
        let survey = Survey::new(sessions, &list);
        Tables { table, sessions, terms, list, survey }
    }

    pub fn days(&self) -> &Days {
        &self.survey.days
    }

    /// The sessions as a scenario of kinds and groups.
    ///
    /// # Errors
    /// [`TooLittle`] where no main conversation has a row of a model that the scenario can price.
    pub fn calibrate(&self, base: &Scenario) -> Result<Calibration, TooLittle> {
        self.calibrated(base, Span { days: &self.survey.days, until: i64::MAX, in_full: true })
    }

    /// What was done before a day (since 1970-01-01), as one kind of session.
    ///
    /// # Errors
    /// As of [`Tables::calibrate`].
    pub fn calibrate_before(&self, day: i64, base: &Scenario) -> Result<Calibration, TooLittle> {
        let days = self.survey.days.before(day);
        self.calibrated(base, Span { days: &days, until: day, in_full: false })
    }

    fn calibrated(&self, base: &Scenario, span: Span) -> Result<Calibration, TooLittle> {
        let groups = self.survey.people.groups();
        let filled = groups.filled();
        let is_grouped = span.in_full && filled.len() > 1;
        // All of them first, and then each group.
        let mut of: Vec<Option<usize>> = vec![None];
        of.extend(filled.iter().filter(|_| is_grouped).map(|group| Some(*group)));
        let most = |of: &Option<usize>| if of.is_none() { SAMPLE } else { OF_GROUP };
        let samples: Vec<Sample> = of.iter().map(|of| self.sample(span, (&groups, *of), most(of))).collect();
        let accounts: Vec<Account> =
            samples.iter().map(|sample| Account::new(self.table, &sample.logs, self.terms)).collect();
        let pools: Vec<Pool> =
            samples.iter().zip(&accounts).map(|(s, a)| self.pool((&s.logs, a), base)).collect();
        let [whole, ..] = pools.as_slice() else { return Err(TooLittle::default()) };
        if pools.iter().any(|pool| pool.main.is_empty()) {
            return Err(self.too_little(whole));
        }
        let books: Vec<Books> = samples
            .iter()
            .zip(&accounts)
            .map(|(sample, account)| Books { logs: &sample.logs, account })
            .collect();
        let starts: Vec<Made> = pools.iter().map(|pool| self.start(pool, span.days, base)).collect();
        let parts = pools.iter().zip(&starts).zip(&samples);
        let mut cells: Vec<Cells> = parts
            .map(|((pool, start), sample)| Cells::new((pool, start), &self.list, sample.is_whole))
            .collect();
        self.add_up(span, &groups, &of, &mut cells);
        let made = (0..of.len()).map(|at| {
            let people = of[at].map_or(groups.people.iter().sum(), |group: usize| groups.people[group]);
            let depth = match of[at] {
                None if is_grouped || !span.in_full => 0,
                None => usize::MAX,
                Some(_) => KINDS_OF_GROUP,
            };
            self.kinds(span, &cells[at], (&books[at], samples[at].is_whole), (people, depth))
        });
        let mut made: Vec<OfGroup> = made.collect();
        let others = made.split_off(1);
        let Some(all) = made.pop() else { return Err(TooLittle::default()) };
        let names: Vec<(&str, usize)> =
            of.iter().flatten().map(|group| (NAMES[*group], groups.people[*group])).collect();
        Ok(self.calibration(span, whole, all, (others, &names)))
    }

    fn pool<'p>(&self, (logs, account): (&'p Logs, &'p Account), base: &Scenario) -> Pool<'p> {
        let mut pool = Pool::new(self.table, logs, &account.ledger, self.terms, base);
        pool.left_out.clone_from(&self.survey.left_out);
        pool.orphans = self.survey.orphans;
        pool.has_times = self.survey.has_times;
        pool
    }

    fn too_little(&self, pool: &Pool) -> TooLittle {
        let why = match (self.survey.orphans > 0, self.survey.left_out.is_empty()) {
            (true, _) => Little::OnlySubAgents,
            (false, false) => Little::NoKnownModel,
            (false, true) => Little::NothingSpent,
        };
        TooLittle { why, left_out: pool.left_out.clone() }
    }

    /// The first sessions of a group in the order of their hashes, which is any order, that have a main
    /// conversation with a price.
    fn sample(
        &self,
        span: Span,
        (groups, of): (&Groups, Option<usize>),
        (most, most_calls): (usize, u64),
    ) -> Sample {
        let (mut rows, mut taken, mut calls) = (Vec::new(), 0, 0);
        let mut is_whole = true;
        for session in self.sessions.sessions() {
            let known = session.rows().filter(|found| found.terms.day < span.until);
            let parts: Vec<Part> = known.map(|found| Part::new(&self.list, found)).collect();
            let is_mine = |part: &Part| of.is_none_or(|group| groups.of(part.found.person) == group);
            if !parts.iter().any(|part| part.is_main() && part.usd.is_some() && is_mine(part)) {
                continue;
            }
            if taken == most || calls > most_calls {
                is_whole = false;
                break;
            }
            taken += 1;
            calls += parts.iter().map(|part| part.found.row.calls).sum::<u64>();
            let is_known =
                |found: &Unpacked| !self.list.of(self.list.kind(found)).batch && found.terms.day < span.until;
            let known = session.rows().map(|found| is_known(&found));
            rows.extend(
                session.whole().into_iter().zip(known).filter(|(_, known)| *known).map(|(row, _)| row),
            );
        }
        let mut logs = Logs { models: self.list.models.clone(), ..Logs::default() };
        again::add(self.table, &mut logs, rows);
        Sample { logs, is_whole }
    }

    fn add_up(&self, span: Span, groups: &Groups, of: &[Option<usize>], cells: &mut [Cells]) {
        let Some((whole, others)) = cells.split_first_mut() else { return };
        // Where sessions cost the same in their group, they are added up there alone.
        let is_apart = others.is_empty() || !others.iter().all(|group| group.is_like(whole));
        let mut parts: Vec<Part> = Vec::new();
        for session in self.sessions.sessions() {
            parts.clear();
            let known = session.rows().filter(|found| found.terms.day < span.until);
            parts.extend(known.map(|found| Part::new(&self.list, found)));
            let Some(first) = parts.first() else { continue };
            let group = groups.of(first.found.person);
            let usual = self.survey.usual.get(first.found.project as usize).copied().flatten();
            let session = Session {
                parts: &parts,
                headless: first.of.headless,
                usual: usual.unwrap_or(self.survey.usual_of_all),
                is_known: !self.survey.has_totals || parts.iter().any(|part| part.found.row.totals.is_some()),
            };
            if is_apart {
                whole.add(&session);
            }
            let mine = others.iter_mut().zip(of.iter().skip(1)).find(|(_, of)| **of == Some(group));
            mine.into_iter().for_each(|(cells, _)| cells.add(&session));
        }
        if !is_apart {
            others.iter().for_each(|group| whole.take_in(group));
        }
    }

    /// Terms, days, and what single sessions are like: a scenario that nothing is solved for yet.
    fn start(&self, pool: &Pool, days: &Days, base: &Scenario) -> Made {
        let mut made = Made::new(pool, base);
        days.set(pool, &self.terms.zone, &mut made);
        made
    }

    /// With as many kinds as it takes, one at least; `depth` 0 is one kind that is compared with nothing.
    fn kinds(
        &self,
        span: Span,
        cells: &Cells,
        (books, is_whole): (&Books, bool),
        (people, depth): (usize, usize),
    ) -> OfGroup {
        let (units, means) = cells.units();
        let counts = cells.counts.clone();
        let mut start = cells.made.clone();
        let of_people = (people, self.survey.has_times);
        set_counts(span.days, &mut start, (&counts, means.sums.messages), of_people);
        let (made, one, _) = solved_for(cells.pool, &means, &start);
        let measured = kinds::measured(cells.pool, books, &made);
        let replayed = match depth {
            0 => Replayed(Vec::new()),
            _ => Replayed::new(self.table, books, &made.scenario),
        };
        let real = Real { table: self.table, replayed, compactions: means.sums.cuts / means.sums.sessions };
        // Where nothing is compared, one kind that costs what its sessions did is enough.
        let all = || vec![(0..units.len()).collect::<Vec<usize>>()];
        let shaped = (depth == 0 && one.missed().abs() > ROUNDED)
            .then(|| kinds::Solved::default().of_parts(&units, &measured, &all()));
        let (scenario, residual) = shaped.flatten().unwrap_or_else(|| (made.scenario.clone(), one));
        let start = Found::new(&real, scenario, Residual { less: one.less, ..residual });
        let most = kinds::most_kinds(counts.sessions).min(depth);
        let by = if is_whole { By::EntryAndSize } else { By::EntryAndSizeAlone };
        let mut found = kinds::best_of(&real, &units, (&measured, one.less), (start, most), by);
        made_up(&mut found);
        let hit_rate = (means.sums.carried > 0.0).then(|| means.sums.read / means.sums.carried);
        OfGroup { made, found, counts, hit_rate }
    }

    fn calibration(
        &self,
        span: Span,
        pool: &Pool,
        all: OfGroup,
        (groups, names): (Vec<OfGroup>, &[(&str, usize)]),
    ) -> Calibration {
        let (days, counts) = (span.days, &all.counts);
        let OfGroup { mut made, found, .. } = all;
        let (mut residual, mut what_ifs) = (found.residual, found.what_ifs);
        made.scenario = found.scenario;
        made.settle_all();
        let mix = mix::counted(pool, &made.scenario, &counts.of_model);
        if !groups.is_empty() {
            residual = Residual::default();
            let share = |group: &OfGroup| group.counts.sessions as f64 / counts.sessions.max(1) as f64;
            groups.iter().for_each(|group| residual.add_times(&group.found.residual, share(group)));
            what_ifs = weighed(&groups);
            made.scenario = team(&groups, names).unwrap_or(made.scenario);
        }
        if counts.job_count > 0.0 {
            let a_month = made.scenario.work.active_days / days.usd.len().max(1) as f64;
            let jobs =
                batch::Jobs { work: &counts.jobs, count: counts.job_count, searches: counts.job_searches };
            batch::set_sums(&jobs, a_month, &mut made);
        }
        let hour_share = counts.hour_share();
        if lifetime::is_mixed(hour_share) {
            made.cautions.push(Caution::MixedLifetimes { hour_share });
        }
        cautions::add(pool, days, Some(&residual), &mut made.cautions);
        Calibration {
            mix,
            band: days.band(made.scenario.work.active_days),
            sessions: counts.sessions,
            calls: counts.calls,
            agents: counts.agents,
            active_days: days.usd.len(),
            first: days.first(),
            last: days.last(),
            residual,
            hour_share,
            hit_rate: all.hit_rate.filter(|_| made.scenario.cache.on),
            left_out: self.survey.left_out.clone(),
            scenario: made.scenario,
            inputs: made.inputs,
            choices: made.choices,
            what_ifs,
            cautions: made.cautions,
        }
    }
}

/// Sessions, people, messages and pauses, of which a sample knows less.
fn set_counts(
    days: &Days,
    made: &mut Made,
    (counts, messages): (&Counts, f64),
    (people, has_times): (usize, bool),
) {
    let (active, people, sessions) =
        (days.usd.len().max(1) as f64, people.max(1) as f64, counts.sessions as f64);
    let began = days.usd.iter().map(|(day, _)| counts.began.get(day).copied().unwrap_or(0.0) / people);
    made.set("sessions", tidy(sessions / active / people, 7), &began.collect::<Vec<f64>>());
    made.inputs.retain(|input| input.key != "developers");
    made.scenario.team.own = 1.0;
    if people > 1.0 {
        made.set("developers", people, &[]);
    }
    for (key, pauses) in ["pauses5m", "pauses60m"].into_iter().zip(counts.pauses) {
        made.set_value(key, tidy(pauses / sessions.max(1.0), 3));
    }
    // Of the gaps between two requests of a session, those that were longer than an hour.
    let gaps = counts.calls.saturating_sub(counts.sessions) as f64;
    if has_times && gaps > 0.0 {
        made.set_value("longPauses", tidy(counts.pauses[1] / gaps, 4));
    }
    if messages > 0.0 {
        made.set_value("perMessage", tidy(counts.calls as f64 / messages, 3));
    }
}

/// As many sessions more or less as cost what rounding leaves.
fn made_up(found: &mut Found) {
    let error = found.residual.error();
    if (ROUNDED..MADE_UP).contains(&error.abs()) {
        found.scenario.work.sessions_per_day = tidy(found.scenario.work.sessions_per_day / (1.0 + error), 7);
    }
}

/// The groups as one team: first the one that most is spent on, as the scenario's own.
fn team(groups: &[OfGroup], names: &[(&str, usize)]) -> Option<Scenario> {
    let usd = |at: usize| groups[at].found.residual.real * groups[at].counts.sessions as f64;
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|a, b| usd(*b).total_cmp(&usd(*a)));
    let mut order = order.into_iter();
    let first = order.next()?;
    let mut scenario = groups[first].found.scenario.clone();
    scenario.name_group(0, names[first].0);
    for at in order {
        let (name, people) = names[at];
        let group = scenario.group_of(&groups[at].found.scenario, name.into(), people as f64);
        group.into_iter().for_each(|group| scenario.add_group(group));
    }
    Some(scenario)
}

/// What-ifs of all groups, by what each costs.
fn weighed(groups: &[OfGroup]) -> Vec<WhatIf> {
    let usd = |group: &OfGroup| group.found.residual.real * group.counts.sessions as f64;
    let all: f64 = groups.iter().map(usd).sum();
    let Some(first) = groups.first() else { return Vec::new() };
    let of = |at: usize| {
        let share = |of: fn(&WhatIf) -> Option<f64>| {
            groups.iter().map(|group| Some(of(group.found.what_ifs.get(at)?)? * usd(group) / all)).sum()
        };
        let without_room =
            groups.iter().filter_map(|group| group.found.what_ifs.get(at)).map(|w| w.without_room);
        WhatIf {
            habit: first.found.what_ifs[at].habit,
            replay: share(|what_if| what_if.replay),
            scenario: share(|what_if| what_if.scenario),
            without_room: without_room.sum(),
        }
    };
    (0..first.found.what_ifs.len()).map(of).collect()
}
