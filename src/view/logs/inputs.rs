//! The inputs that were read, with how they spread.

use super::{Detail, LogsState};
use crate::forecast::calibrate::Calibrated;
use crate::scenario::{Kind, field};
use crate::view::format::plural;
use crate::view::labels::logs as labels;
use crate::view::{Table, inputs};

/// More digits than these say nothing of a mean over sessions.
const DIGITS: i32 = 3;

/// A value each, its range, and how many it is from; and what is still the preset's.
pub(super) fn inputs(state: &LogsState, all: &[Calibrated], from_preset: &[&str]) -> Detail {
    let range = |input: &Calibrated| if input.low < input.high { range(state, input) } else { "–".into() };
    let row = |input: &Calibrated| {
        let from = state.locale.fixed(input.from as f64, 0);
        vec![label(input.key).into(), said(state, input.key, input.value), range(input), from]
    };
    let table = Table {
        caption: labels::INPUTS.into(),
        head: ["Input", "Value", labels::RANGE, "Samples"].map(String::from).to_vec(),
        rows: all.iter().map(row).collect(),
    };
    Detail { table: Some(table), notes: notes(all, from_preset), ..Detail::default() }
}

fn label(key: &str) -> &str {
    inputs::input(key).map_or(key, |input| input.label)
}

/// "7.09 sessions", "1 session", "41K tokens".
fn said(state: &LogsState, key: &str, value: f64) -> String {
    let (Some(field), Some(input)) = (field(key), inputs::input(key)) else { return String::new() };
    let unit = input.unit();
    match field.kind {
        Kind::Tokens | Kind::Share => inputs::spoken(key, value, state.locale),
        // The sign says the unit.
        Kind::Money => {
            format!("${}{}", state.locale.value(field, tidy(value)), unit.strip_prefix("USD").unwrap_or(unit))
        }
        Kind::Number | Kind::Count => {
            let one = unit.strip_suffix('s').unwrap_or(unit);
            plural(&state.locale.value(field, tidy(value)), one, unit)
        }
    }
}

/// "0.5 to 2 sessions": the unit stands once.
fn range(state: &LogsState, input: &Calibrated) -> String {
    let [low, high] = [input.low, input.high].map(|value| said(state, input.key, value));
    let unit = high.find(' ').map_or("", |at| &high[at..]);
    let number = low.find(' ').map_or(low.as_str(), |at| &low[..at]);
    if unit.is_empty() { format!("{low} to {high}") } else { format!("{number} to {high}") }
}

fn tidy(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let step = libm::pow(10.0, f64::from(DIGITS - 1) - libm::floor(libm::log10(value.abs())));
    libm::round(value * step) / step
}

fn notes(all: &[Calibrated], from_preset: &[&str]) -> Vec<String> {
    let mut notes = Vec::new();
    let is_out =
        |input: &&Calibrated| input.low < input.high && !(input.low..=input.high).contains(&input.value);
    let out: Vec<&str> = all.iter().filter(is_out).map(|input| label(input.key)).collect();
    if !out.is_empty() {
        notes.push(format!(
            "Outside its own 80% range: {}. The value is not the median but the one that reproduces all tokens and dollars, \
             where few large sessions weigh most.",
            out.join("; ")
        ));
    }
    if ["hit", "reported"].iter().all(|key| all.iter().any(|input| input.key == *key)) {
        notes.push(
            "Cache hit rate: how often a request finds its context cached. Reported hit rate: the share of all prompt tokens \
             read from the cache. They differ."
                .into(),
        );
    }
    if !from_preset.is_empty() {
        let labels: Vec<&str> = from_preset.iter().map(|key| label(key)).collect();
        notes.push(format!("From the preset: {}.", labels.join("; ")));
    }
    notes
}
