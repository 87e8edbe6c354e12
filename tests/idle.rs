//! Idle compaction (MODEL.md section 6): the pass over a session against a walk and against
//! simulated sessions, and what the rest of the model makes of it.

use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{HitSource, Payment, Preset, Scenario, Share};

#[path = "idle/effects.rs"]
mod effects;
mod seeded;
#[path = "idle/simulated.rs"]
mod simulated;
#[path = "idle/walked.rs"]
mod walked;

fn table() -> &'static RateTable {
    static TABLE: std::sync::OnceLock<RateTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(RateTable::shipped)
}

/// A subscriber's long sessions on one model, with idle compaction.
fn long(model: &str, requests: f64) -> Scenario {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 1);
    scenario.payment = Payment::Subscription;
    scenario.mix = vec![Share { model: model.into(), share: 1.0 }];
    (scenario.work.messages, scenario.work.requests_per_message) = (requests, 1.0);
    (scenario.agents.count, scenario.background) = (0.0, 0.0);
    scenario.compaction.idle = true;
    scenario
}

fn with_pauses(mut scenario: Scenario, pauses_60m: f64) -> Scenario {
    scenario.cache.source = HitSource::Rhythm;
    (scenario.cache.pauses_5m, scenario.cache.pauses_60m) = (pauses_60m * 3.0, pauses_60m);
    scenario
}

fn answer(scenario: &Scenario) -> Answer {
    let found = estimate(table(), scenario);
    found.answer.unwrap_or_else(|| panic!("{:?}", found.problems))
}

fn usd(scenario: &Scenario) -> f64 {
    answer(scenario).session.total
}
