//! Kinds: how many kinds of session it takes for a scenario to answer what-ifs as the calls do.
//!
//! Sessions are cut by the largest context that they came to into parts of equal cost, since cost
//! and what-ifs depend on how context is distributed (MODEL.md section 9). As few parts are kept as
//! answer every habit within [`CLOSE`] of the replay.

use super::inputs::Made;
use super::pool::Pool;
use super::sums::{self, Sums};
use super::{Residual, agents, compacting, days, solve};
use crate::forecast::session_fit::Fit;
use crate::forecast::what_ifs::{Replayed, WhatIf, what_ifs_of};
use crate::logs::sorted;
use crate::logs::spend::Books;
use crate::prices::RateTable;
use crate::scenario::{MOST_KINDS, Scenario};

/// Points between the replay's change and the scenario's that are good enough.
const CLOSE: f64 = 0.03;
/// A tenth of a percent of the cost weighs as much as three points of a change.
const COST_COUNTS: f64 = 30.0;
/// Points by which more kinds must come nearer.
const NEARER: f64 = 0.005;
/// Fewer sessions are no kind.
const FEWEST: usize = 3;

/// A scenario of one kind or of several, with its what-ifs.
pub(super) struct Found {
    pub scenario: Scenario,
    pub residual: Residual,
    pub what_ifs: Vec<WhatIf>,
}

impl Found {
    fn new(table: &RateTable, replayed: &Replayed, scenario: Scenario, residual: Residual) -> Found {
        let what_ifs = what_ifs_of(table, replayed, &scenario);
        Found { scenario, residual, what_ifs }
    }

    /// The largest difference between replay and scenario, a share of the cost that is missed counting
    /// [`COST_COUNTS`] times.
    fn apart(&self) -> f64 {
        let apart = self.what_ifs.iter().filter_map(WhatIf::difference).map(f64::abs);
        apart.fold(self.residual.missed().abs() * COST_COUNTS, f64::max)
    }
}

/// The scenario with the fewest kinds that answers well, or else the one that answers best. `one` is
/// the whole as one kind.
pub(super) fn best(table: &RateTable, pool: &mut Pool, books: &Books, one: (&Made, Residual)) -> Found {
    let replayed = Replayed::new(table, books, &one.0.scenario);
    let floor = |fit: &Fit| fit.calls.first().map_or(0.0, |call| books.step(*call).floor as f64);
    pool.floors = pool.main.iter().map(floor).collect();
    let mut measured = one.0.clone();
    compacting::set_left(pool, &mut measured, &books.after());
    let peaks: Vec<f64> = pool.main.iter().map(|fit| peak(pool, fit)).collect();
    let sums = sums::of_each(pool, &measured);
    let mut best = Found::new(table, &replayed, one.0.scenario.clone(), one.1);
    for count in 1..=MOST_KINDS.min(pool.main.len() / FEWEST) {
        if best.apart() <= CLOSE {
            break;
        }
        let enough = best.apart() - if count > 1 { NEARER } else { 0.0 };
        let mut of_count: Option<Found> = None;
        for parts in cuts(pool, &peaks, count) {
            let Some((scenario, mut residual)) = of_parts(pool, &sums, &measured, parts) else { continue };
            residual.less = one.1.less;
            let found = Found::new(table, &replayed, scenario, residual);
            if found.apart() < of_count.as_ref().map_or(enough, Found::apart) {
                of_count = Some(found);
            }
        }
        best = of_count.unwrap_or(best);
    }
    best
}

/// Ways to cut all sessions into so many parts: by the largest context; by the base context, which
/// decides whether a threshold leaves room; and each of them, and both, with sessions moved to the part
/// that they are most like.
fn cuts(pool: &Pool, peaks: &[f64], count: usize) -> Vec<Vec<Vec<usize>>> {
    let sizes: Vec<[f64; 2]> = peaks.iter().zip(&pool.floors).map(|(peak, floor)| [*peak, *floor]).collect();
    let all: Vec<usize> = (0..pool.main.len()).collect();
    let logs: Vec<[f64; 2]> = sizes.iter().map(|sizes| sizes.map(|size| libm::log(size.max(1.0)))).collect();
    let mut found = Vec::new();
    for by in 0..2 {
        let sizes: Vec<f64> = sizes.iter().map(|sizes| sizes[by]).collect();
        let mut alone = [0.0; 2];
        alone[by] = 1.0;
        let cut = parts(&all, count, &sizes, |place| pool.main[place].usd);
        let even = parts(&all, count, &sizes, |_| 1.0);
        for start in [&cut, &even] {
            found.extend([alone, [1.0; 2]].map(|weights| alike(pool, start, &logs, weights)));
        }
        found.push(cut);
    }
    found.iter_mut().for_each(|parts| parts.retain(|part| !part.is_empty()));
    found.retain(|parts| parts.len() == count);
    let mut distinct: Vec<Vec<Vec<usize>>> = Vec::new();
    for parts in found {
        if !distinct.contains(&parts) {
            distinct.push(parts);
        }
    }
    distinct
}

/// Rounds after which hardly a session still moves.
const ROUNDS: usize = 12;

/// Lloyd's algorithm: each session in the part whose mean, weighted by cost, it is nearest to.
fn alike(pool: &Pool, cut: &[Vec<usize>], sizes: &[[f64; 2]], weights: [f64; 2]) -> Vec<Vec<usize>> {
    let mut parts = cut.to_vec();
    for _ in 0..ROUNDS {
        let centre = |part: &Vec<usize>| {
            let usd: f64 = part.iter().map(|place| pool.main[*place].usd).sum();
            let sum =
                |of: usize| part.iter().map(|place| sizes[*place][of] * pool.main[*place].usd).sum::<f64>();
            [sum(0) / usd, sum(1) / usd]
        };
        let centres: Vec<[f64; 2]> = parts.iter().map(centre).collect();
        let off = |size: &[f64; 2], centre: &[f64; 2]| {
            (0..2).map(|of| weights[of] * (size[of] - centre[of]) * (size[of] - centre[of])).sum::<f64>()
        };
        let mut next = vec![Vec::new(); parts.len()];
        for (place, size) in sizes.iter().enumerate() {
            let nearer =
                |a: usize, b: usize| if off(size, &centres[b]) < off(size, &centres[a]) { b } else { a };
            let nearest = (0..centres.len()).reduce(nearer).unwrap_or_default();
            next[nearest].push(place);
        }
        if next == parts {
            break;
        }
        parts = next;
    }
    parts
}

/// Places of main conversations, cut by a size into so many parts of equal weight, the smallest first.
fn parts(places: &[usize], count: usize, sizes: &[f64], weight: impl Fn(usize) -> f64) -> Vec<Vec<usize>> {
    let mut order = places.to_vec();
    sorted::by(&mut order, |a, b| sizes[*a].total_cmp(&sizes[*b]));
    let all: f64 = places.iter().map(|place| weight(*place)).sum();
    let mut parts = vec![Vec::new(); count];
    let mut before = 0.0;
    for place in order {
        let usd = weight(place);
        let middle = if all > 0.0 { (before + usd / 2.0) / all } else { 0.0 };
        parts[((middle * count as f64) as usize).min(count - 1)].push(place);
        before += usd;
    }
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}

/// Largest first, so that the first kind is the one most money is spent on.
fn of_parts(pool: &Pool, sums: &[Sums], one: &Made, parts: Vec<Vec<usize>>) -> Option<(Scenario, Residual)> {
    let count = parts.len();
    let mut kinds = Vec::new();
    let mut residual = Residual::default();
    for (place, part) in parts.iter().enumerate() {
        let share = part.len() as f64 / pool.main.len() as f64;
        let mut of_part = Sums::default();
        part.iter().for_each(|place| of_part.add(&sums[*place]));
        let part = pool.part(part);
        let mut made = one.clone();
        made.inputs.clear();
        made.scenario.kind_name = name(place, count).into();
        days::set_messages(&part, &mut made);
        agents::set_as(&part, &of_part.agents, &mut made);
        let found = solve::as_shaped(&part, &of_part, &mut made)?;
        residual.add_times(&found, share);
        kinds.push((made.scenario, share));
    }
    kinds.reverse();
    let mut scenario = one.scenario.clone();
    scenario.set_kinds(kinds);
    Some((scenario, residual))
}

/// By the size of its contexts: logs tell nothing else of what a session was for.
fn name(place: usize, count: usize) -> &'static str {
    match (place, count) {
        (_, 1) => "",
        (0, _) => "Small sessions",
        (last, _) if last + 1 == count => "Large sessions",
        (1, 3) => "Medium sessions",
        (1, _) => "Smaller sessions",
        (2, 4) => "Larger sessions",
        (2, _) => "Medium sessions",
        (3, 5) => "Larger sessions",
        _ => "Fairly large sessions",
    }
}

fn peak(pool: &Pool, fit: &Fit) -> f64 {
    fit.of(pool.logs).map(|call| call.context() as f64).fold(0.0, f64::max)
}
