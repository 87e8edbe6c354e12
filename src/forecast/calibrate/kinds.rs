//! Kinds: how many kinds of session it takes for a scenario to answer what-ifs as the calls do.
//!
//! Sessions are cut by how they were started, by whether they were compacted, and by the largest context
//! that they came to, since cost and what-ifs depend on how context is distributed (MODEL.md section 9).
//! As few parts are kept as answer every habit within [`CLOSE`] of the replay and are compacted about as
//! often.

mod cuts;
mod names;

pub(super) use cuts::By;

use super::counted::Counted;
use super::inputs::Made;
use super::pool::Pool;
use super::sums::{self, Sums};
use super::{FEW_SESSIONS, Residual, agents, compacting, days, solve};
use crate::forecast::what_ifs::{Replayed, WhatIf, what_ifs_of};
use crate::logs::spend::Books;
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::prices::RateTable;
use crate::scenario::{MOST_KINDS, Scenario};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Points between the replay's change and the scenario's that are good enough.
const CLOSE: f64 = 0.03;
/// A tenth of a percent of the cost weighs as much as three points of a change.
const COST_COUNTS: f64 = 30.0;
/// Compactions that are off by a fifth weigh as much as three points of a change.
const COMPACTIONS_COUNT: f64 = 0.15;
/// Points by which more kinds must come nearer, and by which kinds that say how a session was started may
/// be further.
const NEARER: f64 = 0.005;

/// Sessions of which more are cut by what they have in common: each way to cut a thousand single ones takes as long
/// as all of the kinds of one.
const MANY: usize = 1_000;
/// Units for each doubling of the largest context, and of the base context.
const STEPS: (f64, f64) = (64.0, 32.0);

/// As many sessions there are for each kind on average, at least.
const FEWEST: usize = 3;

/// A scenario of one kind or of several, with its what-ifs.
pub(super) struct Found {
    pub scenario: Scenario,
    pub residual: Residual,
    pub what_ifs: Vec<WhatIf>,
    /// By how much it compacts more or less often than the sessions did, as a share.
    compactions_off: f64,
}

/// Sessions that are cut together: one, or some that are alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Unit {
    pub sums: Sums,
    /// Whether they were begun without a terminal.
    pub headless: bool,
    /// Tokens: the largest context and the base context, of several their mean.
    pub peak: f64,
    pub floor: f64,
    /// USD at list price of their main conversations.
    pub usd: f64,
}

impl Unit {
    fn compacted(&self) -> bool {
        self.sums.cuts > 0.0
    }

    /// Adds sessions that were begun alike; sizes are sums until [`Unit::of_mean_size`].
    pub fn add(&mut self, other: &Unit) {
        self.headless = other.headless;
        self.peak += other.peak;
        self.floor += other.floor;
        self.usd += other.usd;
        self.sums.add(&other.sums);
    }

    pub fn of_mean_size(self) -> Unit {
        let sessions = self.sums.sessions;
        Unit { peak: self.peak / sessions, floor: self.floor / sessions, ..self }
    }

    /// What sessions have in common that are cut together: how they were begun, whether they were compacted, and
    /// their sizes, in so many steps for each doubling of the largest context and of the base context.
    pub fn alike(&self, (peaks, floors): (f64, f64)) -> (bool, bool, i32, i32) {
        let steps = |size: f64, of: f64| libm::round(libm::log2(size.max(1.0)) * of) as i32;
        (self.headless, self.compacted(), steps(self.peak, peaks), steps(self.floor, floors))
    }
}

/// What a scenario is held against.
pub(super) struct Real<'a> {
    pub table: &'a RateTable,
    pub replayed: Replayed,
    /// Compactions a session.
    pub compactions: f64,
}

impl Found {
    pub fn new(real: &Real, scenario: Scenario, residual: Residual) -> Found {
        let what_ifs = what_ifs_of(real.table, &real.replayed, &scenario);
        let prices = Prices::new(real.table, &scenario, &[]);
        let compactions = expected(&prices, &scenario).map_or(0.0, |expected| expected.compactions);
        let off = (compactions - real.compactions).abs();
        let compactions_off = if real.compactions > 0.0 { off / real.compactions } else { 0.0 };
        Found { scenario, residual, what_ifs, compactions_off }
    }

    /// The largest difference between replay and scenario, a share of the cost that is missed counting
    /// [`COST_COUNTS`] times, and one of the compactions [`COMPACTIONS_COUNT`] times.
    fn apart(&self) -> f64 {
        let apart = self.what_ifs.iter().filter_map(WhatIf::difference).map(f64::abs);
        let beside =
            (self.residual.missed().abs() * COST_COUNTS).max(self.compactions_off * COMPACTIONS_COUNT);
        apart.fold(beside, f64::max)
    }
}

/// Of calls: the scenario with the fewest kinds that answers well, or else the one that answers best. `one` is
/// the whole as one kind.
pub(super) fn best(table: &RateTable, pool: &Pool, books: &Books, one: (&Made, Residual)) -> Found {
    let compacted: usize = pool.main.iter().map(|fit| fit.segments.len().saturating_sub(1)).sum();
    let real = Real {
        table,
        replayed: Replayed::new(table, books, &one.0.scenario),
        compactions: compacted as f64 / pool.main.len().max(1) as f64,
    };
    let measured = measured(pool, books, one.0);
    let units = units(pool, books, &measured);
    let start = Found::new(&real, one.0.scenario.clone(), one.1);
    best_of(&real, &units, (&measured, one.1.less), (start, most_kinds(pool.main.len())), By::EntryAndSize)
}

/// With what compactions leave, as these calls show it.
pub(super) fn measured(pool: &Pool, books: &Books, one: &Made) -> Made {
    let mut measured = one.clone();
    compacting::set_left(pool, &mut measured, &books.after());
    measured
}

/// Each session for itself; of many, those that are alike.
fn units(pool: &Pool, books: &Books, measured: &Made) -> Vec<Unit> {
    let floor = |fit: &Counted| fit.calls.first().map_or(0.0, |call| books.step(*call).floor as f64);
    let floors: Vec<f64> = pool.main.iter().map(floor).collect();
    let sums = sums::of_each(pool, measured, &floors);
    let unit = |((fit, sums), floor): ((&Counted, Sums), f64)| Unit {
        sums,
        headless: pool.is_headless(fit),
        peak: fit.peak,
        floor,
        usd: fit.listed(pool) - fit.searched(),
    };
    let units = pool.main.iter().zip(sums).zip(floors).map(unit);
    if pool.main.len() <= MANY { units.collect() } else { together(units) }
}

/// Sessions that were begun alike, compacted or not, and of about one size. Cuts fall between such units, and what is
/// in them is added up exactly.
fn together(units: impl Iterator<Item = Unit>) -> Vec<Unit> {
    let mut cells: BTreeMap<_, Unit> = BTreeMap::new();
    for unit in units {
        match cells.entry(unit.alike(STEPS)) {
            Entry::Vacant(cell) => _ = cell.insert(unit),
            Entry::Occupied(mut cell) => cell.get_mut().add(&unit),
        }
    }
    cells.into_values().map(Unit::of_mean_size).collect()
}

/// The same of units, with at most so many kinds, from a scenario on that is there already. `less` is what one
/// speed and one place miss.
pub(super) fn best_of(
    real: &Real,
    units: &[Unit],
    (measured, less): (&Made, [f64; 2]),
    (start, most): (Found, usize),
    first: By,
) -> Found {
    let mut best = start;
    let mut solved = Solved::default();
    for count in 1..=most {
        if best.apart() <= CLOSE {
            break;
        }
        let enough = best.apart() - if count > 1 { NEARER } else { 0.0 };
        let mut of_count: Option<(f64, Found)> = None;
        for by in [first, By::Compaction] {
            // Sizes alone come near enough as a rule.
            let is_off = |found: &Found| found.compactions_off * COMPACTIONS_COUNT > CLOSE;
            let needs = of_count.as_ref().is_none_or(|(_, found)| is_off(found));
            for cut in cuts::cuts(units, count, by).into_iter().filter(|_| needs) {
                let Some((scenario, mut residual)) = solved.of_parts(units, measured, &cut.parts) else {
                    continue;
                };
                residual.less = less;
                let found = Found::new(real, scenario, residual);
                let rank = found.apart() - if cut.by_entry { NEARER } else { 0.0 };
                if found.apart() < enough && of_count.as_ref().is_none_or(|(least, _)| rank < *least) {
                    of_count = Some((rank, found));
                }
            }
        }
        best = of_count.map_or(best, |(_, found)| found);
    }
    best
}

/// Few sessions show no kinds: what they are apart in may be chance, and the page says so of them.
pub(super) fn most_kinds(sessions: usize) -> usize {
    if sessions < FEW_SESSIONS { 1 } else { MOST_KINDS.min(sessions / FEWEST) }
}

/// The kinds that were solved: different cuts have some parts in common.
#[derive(Default)]
pub(super) struct Solved(Vec<(Vec<usize>, OfPart)>);

/// The session of a kind, and what it misses; nothing where none costs what its sessions did.
type OfPart = Option<(Scenario, Residual)>;

impl Solved {
    /// Largest first, so that the first kind is the one most money is spent on.
    pub fn of_parts(
        &mut self,
        units: &[Unit],
        one: &Made,
        parts: &[Vec<usize>],
    ) -> Option<(Scenario, Residual)> {
        let names = names::names(units, parts);
        let sessions = |part: &Vec<usize>| part.iter().map(|place| units[*place].sums.sessions).sum::<f64>();
        let all: f64 = parts.iter().map(sessions).sum();
        let mut kinds = Vec::new();
        let mut residual = Residual::default();
        for (part, name) in parts.iter().zip(names) {
            let place = self.0.iter().position(|(known, _)| known == part).unwrap_or_else(|| {
                self.0.push((part.clone(), of_part(units, one, part)));
                self.0.len() - 1
            });
            let (mut kind, found) = self.0.get(place)?.1.clone()?;
            let share = sessions(part) / all;
            kind.kind_name = name.into();
            residual.add_times(&found, share);
            kinds.push((kind, share));
        }
        kinds.reverse();
        let mut scenario = one.scenario.clone();
        scenario.set_kinds(kinds);
        Some((scenario, residual))
    }
}

/// The session of one kind, and what it misses.
fn of_part(units: &[Unit], one: &Made, part: &[usize]) -> OfPart {
    let mut of_part = Sums::default();
    part.iter().for_each(|place| of_part.add(&units[*place].sums));
    let mut made = one.clone();
    made.inputs.clear();
    days::set_messages(&of_part, &mut made);
    agents::set(&of_part, &agents::Single::default(), &mut made);
    let found = solve::as_shaped(&of_part, &mut made)?;
    Some((made.scenario, found))
}
