//! The chance that the carried part is still cached, from whatever the person knows.

use crate::model::session::idle::unpaused;
use crate::scenario::{HitSource, Lifetime, Problem, Scenario, Trouble};

/// Slack for an h that only rounding takes outside of 0..1.
const ROUNDING: f64 = 1e-9;

/// Prompts of a mean session in tokens, in all; of them what was carried, and what is surely read:
/// what other sessions had left in the cache, and what is compacted in a pause.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cached {
    pub prompt: f64,
    pub carried: f64,
    pub warm: f64,
    /// What was carried over gaps that were surely no long pauses, by the chance of such a pause.
    pub unpaused: Vec<Unpaused>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unpaused {
    pub long_pauses: f64,
    pub tokens: f64,
}

impl Cached {
    pub(super) fn add_times(&mut self, other: &Cached, times: f64) {
        self.prompt += other.prompt * times;
        self.carried += other.carried * times;
        self.warm += other.warm * times;
        let more = other.unpaused.iter().map(|one| Unpaused { tokens: one.tokens * times, ..*one });
        self.unpaused.extend(more);
    }

    /// All that is found in the cache by chance.
    pub(super) fn by_chance(&self) -> f64 {
        self.unpaused.iter().fold(self.carried, |all, one| all + one.tokens)
    }

    /// Cache reads over prompts, at the least and at the most.
    pub(super) fn bounds(&self) -> (f64, f64) {
        match self.prompt > 0.0 {
            true => (self.warm / self.prompt, (self.warm + self.by_chance()) / self.prompt),
            false => (0.0, 0.0),
        }
    }

    pub(super) fn reported(&self, hit_rate: Option<f64>) -> f64 {
        let hit = hit_rate.unwrap_or(0.0);
        let read = |one: &Unpaused| unpaused(hit, one.long_pauses) * one.tokens;
        let reads = self.unpaused.iter().fold(self.warm + hit * self.carried, |all, one| all + read(one));
        if self.prompt > 0.0 { reads / self.prompt } else { 0.0 }
    }

    /// h from whichever the scenario gives (MODEL.md section 3), or `None` where nothing is carried
    /// or cached.
    pub(super) fn hit_rate(&self, scenario: &Scenario, turns: f64) -> Result<Option<f64>, Problem> {
        if !scenario.cache.on || self.by_chance() <= 0.0 {
            return Ok(None);
        }
        match scenario.cache.source {
            HitSource::Given => Ok(Some(scenario.cache.hit_rate)),
            HitSource::Rhythm => Ok(rhythm(scenario, turns)),
            HitSource::Reported => {
                let hit = self.solved(scenario.cache.reported * self.prompt - self.warm);
                if (-ROUNDING..=1.0 + ROUNDING).contains(&hit) {
                    return Ok(Some(hit.clamp(0.0, 1.0)));
                }
                let (low, high) = self.bounds();
                Err(Problem { field: "reported", trouble: Trouble::ImpossibleHitRate { low, high } })
            }
        }
    }

    /// The chance at which so many tokens are read by chance. Reads rise in straight lines: what
    /// comes after no long pause is all read once h is the chance of no such pause.
    fn solved(&self, reads: f64) -> f64 {
        let sure_from = |one: &Unpaused| 1.0 - one.long_pauses;
        let mut bends: Vec<f64> = self.unpaused.iter().map(sure_from).collect();
        bends.sort_by(f64::total_cmp);
        let (mut sure, mut hit) = (0.0, f64::INFINITY);
        for bend in bends.into_iter().chain([f64::INFINITY]) {
            let below = self.unpaused.iter().filter(|one| sure_from(one) >= bend);
            let slope = below.fold(self.carried, |all, one| all + one.tokens / sure_from(one));
            hit = match slope > 0.0 {
                true => (reads - sure) / slope,
                // Nothing more to read, so that only rounding may be left.
                false if reads - sure <= ROUNDING * sure => hit.min(1.0),
                false => f64::INFINITY,
            };
            if hit <= bend {
                break;
            }
            sure = self.unpaused.iter().filter(|one| sure_from(one) <= bend).map(|one| one.tokens).sum();
        }
        hit
    }
}

/// Each pause longer than the lifetime loses the prefix of one request.
fn rhythm(scenario: &Scenario, turns: f64) -> Option<f64> {
    let pauses = match scenario.lifetime() {
        Lifetime::FiveMinutes => scenario.cache.pauses_5m,
        Lifetime::OneHour => scenario.cache.pauses_60m,
    };
    (turns > 1.0).then(|| (1.0 - pauses / (turns - 1.0)).max(0.0))
}
