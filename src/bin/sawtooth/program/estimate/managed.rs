//! Negotiated prices from and for Claude Code's own setting.

use crate::program::output::aside;
use sawtooth::prices::RateTable;
use sawtooth::scenario::Scenario;
use sawtooth::view::managed::{given, taken};
use std::path::Path;

pub fn take(table: &RateTable, scenario: &Scenario, file: &Path) -> Result<Scenario, String> {
    let name = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name} cannot be read ({error})"))?;
    taken(table, scenario, &text)
        .map_err(|wrong| format!("the prices of {name} cannot be taken over: {}", wrong.join("; ")))
}

/// The setting; what it cannot say goes to the error output.
pub fn give(table: &RateTable, scenario: &Scenario) -> String {
    let (text, lost) = given(table, scenario);
    lost.iter().for_each(|sentence| aside(sentence));
    text
}
