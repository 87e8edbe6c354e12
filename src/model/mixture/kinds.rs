//! The mean session over all kinds of session.

use super::{Cached, Expected, Mean, hold, lengths, routes};
use crate::model::price::Prices;
use crate::scenario::{HitSource, KIND_KEYS, Problem, Scenario};

/// Each kind's expected session, in proportion to its share of the sessions. A hit rate that was
/// reported is that of all kinds together, and so is the chance that follows from it.
pub(super) fn expected(prices: &Prices, scenario: &Scenario) -> Result<Expected, Problem> {
    let mut kinds = Vec::new();
    for (kind, (one, share)) in scenario.by_kind().enumerate().filter(|(_, (_, share))| *share > 0.0) {
        let mean = gathered(prices, &one).map_err(|problem| of_kind(problem, kind))?;
        kinds.push((one, share, mean, kind));
    }
    if scenario.cache.source == HitSource::Reported {
        let mut cached = Cached::default();
        kinds.iter().for_each(|(one, share, mean, _)| cached.add_times(&mean.cached(prices, one), *share));
        let found = cached.hit_rate(scenario, 0.0)?;
        kinds.iter_mut().for_each(|(one, ..)| hold(one, found));
    }
    let mut all = Expected::default();
    let mut largest = 0.0;
    for (one, share, mean, kind) in kinds {
        let found = mean.finish(prices, &one).map_err(|problem| of_kind(problem, kind))?;
        if share > largest {
            (largest, all.median_peak) = (share, found.median_peak);
        }
        all.add_times(found, share);
    }
    Ok(all)
}

/// Every kind's scenario at the chance of a hit that its sessions have, with its share of the
/// sessions. A rate that was reported is that of all kinds together.
pub fn held(prices: &Prices, scenario: &Scenario) -> Result<Vec<(Scenario, f64)>, Problem> {
    let of_all = match scenario.cache.source {
        HitSource::Reported => Some(super::expected(prices, scenario)?.hit_rate),
        _ => None,
    };
    let hold = |(mut one, share): (Scenario, f64)| {
        if one.cache.source != HitSource::Given && share > 0.0 {
            let found = match of_all {
                Some(found) => found,
                None => super::expected(prices, &one)?.hit_rate,
            };
            hold(&mut one, found);
        }
        Ok((one, share))
    };
    scenario.by_kind().map(hold).collect()
}

/// The same as one scenario.
pub fn with_chances(prices: &Prices, scenario: &Scenario) -> Result<Scenario, Problem> {
    let mut next = scenario.clone();
    let mut kinds = held(prices, scenario)?.into_iter();
    next.each_kind(|one| {
        let held = kinds.next().map(|(held, _)| held.cache);
        if let Some(held) = held.filter(|_| one.compaction.idle) {
            one.cache.long_pauses = held.long_pauses;
        }
        one.hold_chance(held.map(|held| held.hit_rate));
    });
    Ok(next)
}

fn gathered(prices: &Prices, one: &Scenario) -> Result<Mean, Problem> {
    Mean::along(prices, one, &routes(prices, one)?, &lengths(one))
}

/// A problem of another kind than the first stands at that kind.
fn of_kind(problem: Problem, kind: usize) -> Problem {
    match KIND_KEYS.get(kind) {
        Some(key) if kind > 0 => Problem { field: key, ..problem },
        _ => problem,
    }
}

impl Expected {
    /// Adds a share of the sessions that are like another one.
    fn add_times(&mut self, other: Expected, share: f64) {
        let carried = |of: &Expected| of.hit_rate.map_or(0.0, |_| of.cached.by_chance());
        let (before, more) = (carried(self), carried(&other) * share);
        if let Some(hit_rate) = other.hit_rate.filter(|_| more > 0.0) {
            let all = self.hit_rate.unwrap_or(0.0) * before + hit_rate * more;
            self.hit_rate = Some(all / (before + more));
        }
        let read = self.reported * self.cached.prompt + other.reported * other.cached.prompt * share;
        self.usage.add_times(&other.usage, share);
        self.turns += other.turns * share;
        self.compactions += other.compactions * share;
        self.note_pauses(&other, share);
        self.peak = self.peak.max(other.peak);
        self.thrashing |= other.thrashing;
        self.forced_by = self.forced_by.or(other.forced_by);
        self.cached.add_times(&other.cached, share);
        self.reported_bounds = self.cached.bounds();
        // Reads after no long pause are no multiple of the mean chance.
        self.reported = match self.cached.unpaused.is_empty() {
            true => self.cached.reported(self.hit_rate),
            false => read / self.cached.prompt,
        };
    }
}
