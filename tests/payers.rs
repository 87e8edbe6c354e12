//! Who is paid, and what: keys of the scenario, what leaves the account, and the words for it.

#[path = "payers/keys.rs"]
mod keys;

use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::plans::{self, Plan};
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{Preset, Scenario};

/// A preset under the prices of the golden links.
pub fn preset(preset: Preset) -> Scenario {
    preset.scenario(date(2026, 11, 21), 1)
}

pub fn typical() -> Scenario {
    preset(Preset::Average)
}

pub fn answer(scenario: &Scenario) -> Answer {
    estimate(&RateTable::shipped(), scenario).answer.expect("the scenario has a price")
}

pub fn listed() -> Vec<Plan> {
    plans::shipped()
}
