//! Where idle compaction has an effect, and how likely the pauses are that bring it.

use super::{Expected, Route};
use crate::model::price::Price;
use crate::model::session::idle;
use crate::scenario::{HitSource, Lifetime, Routing, Scenario};

/// Why idle compaction is switched on and changes nothing, or not all that it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoIdle {
    /// The session is given by its totals.
    Totals,
    NotCached,
    /// Cache writes live five minutes.
    FiveMinutes,
    /// Each request may go to another model.
    Routed,
    /// History is pruned, not summarised.
    Pruned,
    NoLongPauses,
    /// No context before a session's last request is large enough.
    TooSmall,
    /// Sessions of more than [`idle::MOST_REQUESTS`] are priced without it.
    TooLong,
}

/// The chance that a gap between two requests is longer than an hour, in sessions of so many
/// requests on average. What each pause does to one request, the rhythm says (MODEL.md section 3).
pub(super) fn long_pauses(scenario: &Scenario, turns: f64) -> f64 {
    match scenario.cache.source {
        HitSource::Given | HitSource::Reported => scenario.cache.long_pauses,
        HitSource::Rhythm if turns > 1.0 => (scenario.cache.pauses_60m / (turns - 1.0)).min(1.0),
        HitSource::Rhythm => 0.0,
    }
}

/// What keeps idle compaction from a scenario whose switch is on.
pub(super) fn missing(scenario: &Scenario) -> Option<NoIdle> {
    if !scenario.cache.on {
        Some(NoIdle::NotCached)
    } else if scenario.lifetime() != Lifetime::OneHour {
        Some(NoIdle::FiveMinutes)
    } else if scenario.routing == Routing::PerRequest {
        Some(NoIdle::Routed)
    } else {
        None
    }
}

/// The context from which one model's sessions compact in a pause, in the scenario's tokens.
pub(super) fn from(scenario: &Scenario, price: &Price) -> f64 {
    match scenario.compaction.idle && missing(scenario).is_none() {
        true => idle::FROM / price.scale,
        false => f64::INFINITY,
    }
}

impl Expected {
    /// Notes why the switch has no effect in sessions along these routes, where it has none.
    pub(super) fn note_no_idle(&mut self, scenario: &Scenario, routes: &[Route], chance: f64) {
        if !scenario.compaction.idle || self.no_idle.is_some() {
            return;
        }
        let pruned = || routes.iter().any(|route| !route.course.summarises()).then_some(NoIdle::Pruned);
        let never = || (chance <= 0.0).then_some(NoIdle::NoLongPauses);
        let small = || (self.in_pauses <= 0.0).then_some(NoIdle::TooSmall);
        self.no_idle = missing(scenario).or_else(pruned).or_else(never).or_else(small);
    }

    /// Adds those of a share of the sessions.
    pub(super) fn note_pauses(&mut self, other: &Expected, share: f64) {
        self.in_pauses += other.in_pauses * share;
        let too_long = other.no_idle.filter(|why| *why == NoIdle::TooLong);
        self.no_idle = too_long.or(self.no_idle).or(other.no_idle);
    }

    /// Why idle compaction does not do what its switch says.
    pub fn idle_misses(&self) -> Option<NoIdle> {
        self.no_idle.filter(|why| self.in_pauses <= 0.0 || *why == NoIdle::TooLong)
    }
}

/// Holds a scenario's chance of a hit at what was found, and that of a long pause with it.
pub fn hold(scenario: &mut Scenario, found: Option<f64>) {
    if scenario.compaction.idle {
        scenario.cache.long_pauses = long_pauses(scenario, super::lengths(scenario).mean());
    }
    scenario.hold_chance(found);
}
