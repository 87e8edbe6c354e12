//! A scenario from a link, a file or standard input, and its price.

use sawtooth::logs::{Moment, Zone};
use sawtooth::model::estimate::{Estimate, estimate};
use sawtooth::prices::{Date, RateTable};
use sawtooth::scenario::link::{self, Fault, Opened};
use sawtooth::scenario::{Preset, Scenario};
use sawtooth::view::{Locale, answer, words};
use std::ffi::OsStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// Standard input in the place of a file.
pub const STANDARD_INPUT: &str = "-";

/// The average preset on the day its prices were checked.
pub fn default(table: &RateTable) -> Scenario {
    let checked = table.models.iter().flat_map(|m| &m.prices).map(|row| row.checked).max();
    Preset::Average.scenario(checked.expect("the table has rows"), table.revision)
}

/// What is a file is read as one; all else must be a link, however it was escaped on its way.
pub fn read(place: &OsStr) -> Result<Scenario, String> {
    let written = place.to_string_lossy();
    let is_input = place == STANDARD_INPUT;
    let text =
        if is_input { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(place) };
    let opened = match text {
        Ok(text) if is_link(text.trim()) => link::decode(text.trim()),
        Ok(text) => link::file::read(&text),
        Err(_) if is_link(&written) => link::decode(&written),
        Err(error) => {
            return Err(format!("{written} is neither a link nor a file that can be read ({error})"));
        }
    };
    match opened {
        Opened { scenario: Some(scenario), faults } if faults.is_empty() => Ok(scenario),
        Opened { faults, .. } => {
            let why: Vec<String> = faults.iter().map(words::fault).collect();
            Err(format!("this scenario cannot be read whole: {}", why.join("; ")))
        }
    }
}

/// A file is JSON, in whose texts a link may stand.
fn is_link(text: &str) -> bool {
    !text.starts_with('{') && link::decode(text).faults != [Fault::NotOurs]
}

/// An estimate that has an answer, or why there is none.
pub fn price(table: &RateTable, scenario: &Scenario) -> Result<Estimate, String> {
    let estimate = estimate(table, scenario);
    let why = || answer::no_price(table, &estimate, &Locale::default());
    match &estimate.answer {
        Some(_) => Ok(estimate),
        None => Err(why().unwrap_or_else(|| "there is no price".into())),
    }
}

/// The day by universal time.
pub fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Zone::default().date(since.as_millis() as Moment)
}
