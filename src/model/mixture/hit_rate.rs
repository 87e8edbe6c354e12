//! The chance that the carried part is still cached, from whatever the person knows.

use crate::scenario::{HitSource, Lifetime, Problem, Scenario, Trouble};

/// Slack for an h that only rounding takes outside of 0..1.
const ROUNDING: f64 = 1e-9;

/// Prompts of a mean session in tokens, in all; of them what was carried, and what other sessions
/// had left in the cache.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cached {
    pub prompt: f64,
    pub carried: f64,
    pub warm: f64,
}

impl Cached {
    pub(super) fn add_times(&mut self, other: &Cached, times: f64) {
        self.prompt += other.prompt * times;
        self.carried += other.carried * times;
        self.warm += other.warm * times;
    }

    /// Cache reads over prompts, at the least and at the most.
    pub(super) fn bounds(&self) -> (f64, f64) {
        match self.prompt > 0.0 {
            true => (self.warm / self.prompt, (self.warm + self.carried) / self.prompt),
            false => (0.0, 0.0),
        }
    }

    pub(super) fn reported(&self, hit_rate: Option<f64>) -> f64 {
        match self.prompt > 0.0 {
            true => (self.warm + hit_rate.unwrap_or(0.0) * self.carried) / self.prompt,
            false => 0.0,
        }
    }

    /// h from whichever the scenario gives (MODEL.md section 3).
    pub(super) fn hit_rate(&self, scenario: &Scenario, turns: f64) -> Result<Option<f64>, Problem> {
        hit_rate(scenario, turns, self.prompt, self.carried, self.warm, self.bounds())
    }
}

/// The scenario's h, or `None` where nothing is carried or cached.
fn hit_rate(
    scenario: &Scenario,
    turns: f64,
    prompt: f64,
    carried: f64,
    warm: f64,
    bounds: (f64, f64),
) -> Result<Option<f64>, Problem> {
    if !scenario.cache.on || carried <= 0.0 {
        return Ok(None);
    }
    match scenario.cache.source {
        HitSource::Given => Ok(Some(scenario.cache.hit_rate)),
        HitSource::Rhythm => Ok(rhythm(scenario, turns)),
        HitSource::Reported => {
            let hit = (scenario.cache.reported * prompt - warm) / carried;
            if (-ROUNDING..=1.0 + ROUNDING).contains(&hit) {
                return Ok(Some(hit.clamp(0.0, 1.0)));
            }
            let trouble = Trouble::ImpossibleHitRate { low: bounds.0, high: bounds.1 };
            Err(Problem { field: "reported", trouble })
        }
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
