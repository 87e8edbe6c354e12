//! Calibrate: real work pooled into one scenario.
//!
//! A session of the scenario stands for the mean session of the logs: its requests, prompts,
//! output and dollars are theirs under the nine-point spread. What real sessions are like
//! beside their mean stands with every input as its own spread.
//!
//! Why the straightforward pooling (means over sessions, 90th percentile over median) misses:
//! long sessions grow slower than short ones, so growth is weighted by requests; and what
//! counts for cost is not how far the long sessions stand out in length but how much context
//! they gather, so the spread is the one that gives the prompts that were really sent.

pub use crate::forecast::interval::FEW_DAYS;
use crate::forecast::what_ifs::WhatIf;
use crate::logs::ledger::{Ledger, Terms};
use crate::logs::spend::{Account, Books};
use crate::logs::{Call, Logs};
use crate::prices::{Date, RateTable};
use crate::scenario::{Scenario, Trigger};

mod agents;
mod batch;
mod cautions;
mod compacting;
mod counted;
mod days;
mod inputs;
mod kinds;
mod lifetime;
mod marks;
mod means;
mod mix;
mod pool;
mod reports;
mod solve;
mod sums;
#[cfg(feature = "tables")]
pub mod tables;
mod trial;

pub use days::Days;
pub use inputs::Calibrated;
pub use mix::Mixed;
pub use reports::{Anchored, MetBy, from_reports};

/// Fewer say little of how sessions differ.
pub const FEW_SESSIONS: usize = 10;
/// Days from the first to the last under which a month cannot be told from them.
pub const SHORT_SPAN: i64 = 7;

/// A scenario made of logs, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    pub scenario: Scenario,
    /// Every number that came from the logs.
    pub inputs: Vec<Calibrated>,
    /// Every choice that did, by its key, with "mix" and "agentModel".
    pub choices: Vec<&'static str>,
    pub mix: Vec<Mixed>,
    /// Main conversations with a call that counts, and their calls.
    pub sessions: usize,
    pub calls: usize,
    /// Sub-agents' conversations.
    pub agents: usize,
    /// Days with a call that counts.
    pub active_days: usize,
    pub first: Date,
    pub last: Date,
    pub residual: Residual,
    /// Share of the main conversations' cache writes that have the 1-hour lifetime.
    pub hour_share: f64,
    /// Cache reads over what was carried, as the logs have it: the scenario's chance also
    /// makes up for what its one lifetime and its mix miss.
    pub hit_rate: Option<f64>,
    /// What 8 months of 10 cost, at least and at most, as factors of the scenario's month;
    /// nothing with fewer than [`FEW_DAYS`].
    pub band: Option<(f64, f64)>,
    /// Models left out, by their place in [`Logs::models`], with their calls.
    pub left_out: Vec<(usize, usize)>,
    /// Other habits, by the calls and by the scenario; nothing where only the cost was asked for.
    pub what_ifs: Vec<WhatIf>,
    pub cautions: Vec<Caution>,
}

/// USD per session: main conversation, sub-agents and searches.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Residual {
    /// At the list prices of their days.
    pub listed: f64,
    /// The same tokens at the scenario's prices, each call at the speed and the place it had.
    pub real: f64,
    /// The same, all of it at the scenario's speed and place.
    pub termed: f64,
    /// What no line of the logs holds, beyond the compactions of the scenario.
    pub unlogged: f64,
    /// By which share of `real` the scenario's one speed makes it cheaper, and its one place.
    pub less: [f64; 2],
    /// What the scenario says, without `compactions`.
    pub modelled: f64,
    /// Its compaction requests, which no log counts: where sessions were compacted, they come on
    /// top. Where none was, they are in `modelled`, and this is 0.
    pub compactions: f64,
    /// USD of the main conversations by class ([`crate::prices::Class::ALL`]), real and modelled.
    pub classes: [(f64, f64); 5],
    /// Prompt tokens of a main conversation: those that cost what the real ones did at the mean
    /// rates of the scenario, and modelled.
    pub prompts: (f64, f64),
}

impl Residual {
    /// Adds a share of the sessions.
    fn add_times(&mut self, other: &Residual, share: f64) {
        let add = |sum: &mut f64, more: f64| *sum += more * share;
        for (sum, more) in [
            (&mut self.listed, other.listed),
            (&mut self.real, other.real),
            (&mut self.termed, other.termed),
            (&mut self.unlogged, other.unlogged),
            (&mut self.modelled, other.modelled),
            (&mut self.compactions, other.compactions),
            (&mut self.prompts.0, other.prompts.0),
            (&mut self.prompts.1, other.prompts.1),
        ] {
            add(sum, more);
        }
        for (sum, more) in self.classes.iter_mut().zip(other.classes) {
            add(&mut sum.0, more.0);
            add(&mut sum.1, more.1);
        }
    }

    /// What the scenario misses of the same tokens at its prices, as a share of them.
    pub fn error(&self) -> f64 {
        if self.real > 0.0 { self.modelled / self.real - 1.0 } else { 0.0 }
    }

    /// The same beside what its one speed and its one place miss.
    pub fn missed(&self) -> f64 {
        if self.real > 0.0 { self.modelled / self.termed - 1.0 } else { 0.0 }
    }
}

/// What the user should know of a calibration.
#[derive(Clone, Debug, PartialEq)]
pub enum Caution {
    /// The inputs are these sessions' own; how sessions differ is not known.
    FewSessions { sessions: usize },
    /// What a month costs, and how months differ, is not known.
    FewDays { days: usize },
    /// From the first to the last day it is so short that the active days a month are the
    /// preset's.
    ShortSpan { days: i64 },
    /// Of so many sessions only sub-agents are left. Neither they nor days that have nothing else are
    /// in the scenario.
    Orphans { sessions: usize },
    /// So many whole weeks between the first and the last day are without work, and lower the days of
    /// a month.
    IdleWeeks { weeks: usize },
    /// Of so many whole weeks between the first and the last day only sub-agents are left: they count
    /// neither as work nor as time off.
    SweptWeeks { weeks: usize },
    /// The logs begin within a week, of which so many days count, and fewer than two whole ones follow.
    PartWeek { days: i64 },
    /// No typed prompt is in the logs: requests per message are the preset's.
    NoPrompts,
    /// Both lifetimes were written; the scenario has one of them.
    MixedLifetimes { hour_share: f64 },
    /// Some of the cost ran in fast mode; the scenario has all of it or none, and so costs that
    /// share less than it really did (more, below zero).
    PartlyFast { share: f64, less: f64 },
    /// The same of inference in the US only.
    PartlyUs { share: f64, less: f64 },
    /// Sub-agents ran on several models; the scenario has the one whose work comes nearest.
    SeveralAgentModels { models: usize },
    /// Batch jobs ran on several models, or this share of their cost was of what a cache held: the
    /// scenario's are on one of them and have none, and cost the same.
    BatchJobs { models: usize, cached: f64 },
    /// The scenario could not be made to cost what the logs did.
    NotMet { error: f64 },
    /// It costs what the logs did, but sends this share more prompt tokens (less, below zero):
    /// contexts beyond what the models' windows hold now.
    OtherPrompts { error: f64 },
    /// Calls of models that the price list does not have, which a scenario cannot name. Their
    /// share of the dollars, where the user gave some of them a price.
    LeftOut { calls: usize, share: Option<f64> },
    /// Rows of reports of such models. Their share of the dollars that the reports give.
    LeftOutRows { rows: usize, share: Option<f64> },
    /// There are reports beside the transcripts, and they are not in the scenario.
    ReportsBeside { reports: usize },
}

/// Nothing can be made of it, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TooLittle {
    pub why: Little,
    /// As in [`Calibration::left_out`].
    pub left_out: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Little {
    /// Nothing was spent at all.
    #[default]
    NothingSpent,
    /// None of the models is in the price list.
    NoKnownModel,
    /// Only sub-agents have models that are: their main conversations are missing.
    OnlySubAgents,
}

/// The logs as one scenario that starts from `base`: its name, day of prices, plans, levers,
/// goal and team stay.
///
/// # Errors
/// [`TooLittle`] where no main conversation has a call of a model that the scenario can price.
pub fn calibrate(
    table: &RateTable,
    logs: &Logs,
    ledger: &Ledger,
    terms: &Terms,
    base: &Scenario,
) -> Result<Calibration, TooLittle> {
    calibrated(table, logs, ledger, (terms, base), None)
}

fn calibrated(
    table: &RateTable,
    logs: &Logs,
    ledger: &Ledger,
    (terms, base): (&Terms, &Scenario),
    by_kind: Option<ByKind>,
) -> Result<Calibration, TooLittle> {
    let pool = pool::Pool::new(table, logs, ledger, terms, base);
    let days = Days::of(logs, ledger, &terms.zone, |call| pool.counts(call));
    let Some((jobs, others)) = batch::apart(&pool) else {
        return of_sessions(pool, &days, &[], (terms, base), by_kind);
    };
    let ledger = Ledger::new(table, &others, terms);
    let pool = pool::Pool::new(table, &others, &ledger, terms, base);
    let by_kind = by_kind.map(|by_kind| ByKind { account: None, ..by_kind });
    of_sessions(pool, &days, &jobs, (terms, base), by_kind)
}

/// What kinds of session are found with.
#[derive(Clone, Copy)]
struct ByKind<'a> {
    table: &'a RateTable,
    /// Where there is one already: it takes as much memory as the calls.
    account: Option<&'a Account>,
}

/// Of logs without batch jobs, and of those.
fn of_sessions(
    pool: pool::Pool,
    days: &Days,
    jobs: &[Call],
    (terms, base): (&Terms, &Scenario),
    by_kind: Option<ByKind>,
) -> Result<Calibration, TooLittle> {
    if !pool.main.is_empty() {
        return Ok(pooled(&pool, days, jobs, (terms, base), by_kind));
    }
    if !jobs.is_empty() {
        return Ok(batch::alone(&pool, days, jobs, base));
    }
    let has_agents = !pool.agents.is_empty() || pool.orphans > 0;
    let why = match (has_agents, pool.left_out.is_empty()) {
        (true, _) => Little::OnlySubAgents,
        (false, false) => Little::NoKnownModel,
        (false, true) => Little::NothingSpent,
    };
    Err(TooLittle { why, left_out: pool.left_out })
}

/// The same with as many kinds of session as it takes to answer what-ifs as the calls do.
///
/// # Errors
/// As of [`calibrate`].
pub fn calibrate_kinds(
    table: &RateTable,
    logs: &Logs,
    ledger: &Ledger,
    terms: &Terms,
    base: &Scenario,
) -> Result<Calibration, TooLittle> {
    calibrated(table, logs, ledger, (terms, base), Some(ByKind { table, account: None }))
}

/// The same of logs that have an account.
///
/// # Errors
/// As of [`calibrate`].
pub fn calibrate_books(
    table: &RateTable,
    books: &Books,
    terms: &Terms,
    base: &Scenario,
) -> Result<Calibration, TooLittle> {
    let by_kind = ByKind { table, account: Some(books.account) };
    calibrated(table, books.logs, &books.account.ledger, (terms, base), Some(by_kind))
}

fn pooled(
    pool: &pool::Pool,
    days: &Days,
    jobs: &[Call],
    (terms, base): (&Terms, &Scenario),
    by_kind: Option<ByKind>,
) -> Calibration {
    let (mut made, mut residual, hit_rate) = solved(pool, days, terms, base);
    let mut compared = Vec::new();
    if let Some(ByKind { table, account }) = by_kind {
        let own;
        let account = match account {
            Some(account) => account,
            None => {
                own = Account::new(table, pool.logs, terms);
                &own
            }
        };
        let books = Books { logs: pool.logs, account };
        let found = kinds::best(table, pool, &books, (&made, residual));
        if found.scenario != made.scenario {
            (made.scenario, residual) = (found.scenario, found.residual);
            made.settle_all();
        }
        compared = found.what_ifs;
    }
    if !jobs.is_empty() {
        batch::set(pool, jobs, days, &mut made);
    }
    lifetime::caution(pool, &mut made);
    cautions::add(pool, days, Some(&residual), &mut made.cautions);
    let month = made.scenario.work.active_days;
    Calibration {
        mix: mix::mixed(pool, &made.scenario),
        band: days.band(month),
        sessions: pool.main.len(),
        calls: pool.main.iter().map(|fit| fit.calls.len()).sum(),
        agents: pool.agents.len(),
        active_days: days.usd.len(),
        first: days.first(),
        last: days.last(),
        residual,
        hour_share: pool.hour_share(),
        hit_rate,
        left_out: pool.left_out.clone(),
        scenario: made.scenario,
        inputs: made.inputs,
        choices: made.choices,
        what_ifs: compared,
        cautions: made.cautions,
    }
}

/// With a threshold of its own where sessions stopped at one. Where they were compacted by hand, at
/// contexts of all sizes, the mean session may have no room below it: then without.
fn solved(
    pool: &pool::Pool,
    days: &Days,
    terms: &Terms,
    base: &Scenario,
) -> (inputs::Made, Residual, Option<f64>) {
    let mut made = inputs::Made::new(pool, base);
    days.set(pool, &terms.zone, &mut made);
    let means = means::Means::of(pool, &made);
    solved_for(pool, &means, &made)
}

/// The same of means, from a scenario on that has its terms and its days.
fn solved_for(
    pool: &pool::Pool,
    means: &means::Means,
    start: &inputs::Made,
) -> (inputs::Made, Residual, Option<f64>) {
    let with = |own_threshold: bool| {
        let mut made = start.clone();
        compacting::set(&means.compacted, &pool.prices, &mut made, own_threshold);
        agents::set(&means.sums, &agents::Single::of(pool, &made), &mut made);
        let (residual, hit_rate) = solve::solve(pool, means, &mut made);
        (made, residual, hit_rate)
    };
    let first = with(true);
    let is_met = |residual: &Residual| residual.missed().abs() <= NOT_MET;
    if is_met(&first.1) || first.0.scenario.compaction.trigger != Trigger::Threshold {
        return first;
    }
    let other = with(false);
    if other.1.missed().abs() < first.1.missed().abs() { other } else { first }
}

/// Differences that the user is told of: more than rounding and clamped shares make.
const NOT_MET: f64 = 0.02;
/// Mean over conversations.
fn mean(fits: &[counted::Counted], of: impl Fn(&counted::Counted) -> f64) -> f64 {
    fits.iter().map(of).sum::<f64>() / fits.len().max(1) as f64
}
