//! Calibration and back-test on logs that the model itself makes, so that the truth is known.

use sawtooth::forecast::backtest::{BackTest, backtest};
use sawtooth::forecast::calibrate::{Calibration, TooLittle, calibrate};
use sawtooth::logs::Logs;
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::prices::{Date, RateTable, date};
use sawtooth::scenario::{Preset, Scenario};

#[path = "calibrate/agents.rs"]
mod agents;
#[path = "calibrate/batch.rs"]
mod batch;
#[path = "calibrate/bills.rs"]
mod bills;
#[path = "calibrate/cautions.rs"]
mod cautions;
#[path = "calibrate/corners.rs"]
mod corners;
#[path = "calibrate/days.rs"]
mod days;
#[path = "calibrate/kinds.rs"]
mod kinds;
#[path = "calibrate/laws.rs"]
mod laws;
#[path = "calibrate/made.rs"]
mod made;
#[path = "calibrate/reports.rs"]
mod reports;
#[path = "calibrate/tables.rs"]
mod tables;
#[path = "calibrate/truth.rs"]
mod truth;

const TODAY: Date = date(2026, 11, 21);

fn table() -> &'static RateTable {
    static TABLE: std::sync::OnceLock<RateTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(RateTable::shipped)
}

fn base() -> Scenario {
    Preset::Average.scenario(TODAY, table().revision)
}

fn calibrated(logs: &Logs) -> Result<Calibration, TooLittle> {
    let terms = Terms::default();
    calibrate(table(), logs, &Ledger::new(table(), logs, &terms), &terms, &base())
}

fn tested(logs: &Logs) -> Option<BackTest> {
    let terms = Terms::default();
    backtest(table(), logs, &Ledger::new(table(), logs, &terms), &terms, &base()).ok()
}

/// The value of an input that came from the logs.
fn input(found: &Calibration, key: &str) -> f64 {
    let input = found.inputs.iter().find(|input| input.key == key);
    input.unwrap_or_else(|| panic!("{key} did not come from the logs")).value
}

fn near(found: f64, truth: f64, slack: f64, what: &str) {
    assert!((found - truth).abs() <= slack * truth.abs().max(1e-9), "{what}: {found}, not {truth}");
}
