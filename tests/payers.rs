//! Who is paid, and what: keys of the scenario, what leaves the account, and the words for it.

#[path = "payers/broken.rs"]
mod broken;
#[path = "payers/clouds.rs"]
mod clouds;
#[path = "payers/headlines.rs"]
mod headlines;
#[path = "payers/keys.rs"]
mod keys;
#[path = "payers/limits.rs"]
mod limits;
#[path = "payers/one_total.rs"]
mod one_total;
#[path = "payers/paying.rs"]
mod paying;
#[path = "payers/table.rs"]
mod table;

use sawtooth::decisions::payment::{Paid, paid};
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::plans::{self, Plan};
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{PayWith, Preset, Scenario};

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

pub fn pays(scenario: &Scenario) -> Paid {
    paid(&listed(), &answer(scenario))
}

/// A preset on a plan of which a full week is said to use a share of the limit.
pub fn on(plan: &str, work: Preset, used: Option<(f64, f64)>) -> Scenario {
    let mut scenario = preset(work);
    scenario.pay_with(PayWith::Plan(plan.into()));
    if let Some((low, high)) = used {
        let answer = answer(&scenario);
        assert!(sawtooth::decisions::payment::state_capacity(&mut scenario, &answer, low, high, None));
    }
    scenario
}

pub fn close(one: f64, other: f64) {
    assert!((one - other).abs() <= 1e-9 * other.abs().max(1.0), "{one} is not {other}");
}
