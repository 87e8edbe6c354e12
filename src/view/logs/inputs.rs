//! The inputs that were read, with how they spread.

use super::Seen;
use crate::forecast::calibrate::Calibrated;
use crate::scenario::{Kind, field};
use crate::view::controls;
use crate::view::format::plural;
use crate::view::html::{each, escape};

/// More digits than these say nothing of a mean over sessions.
const DIGITS: i32 = 3;

/// A table that is narrow enough for a phone, and what is the preset's still.
pub(super) fn inputs(seen: &Seen, all: &[Calibrated], from_preset: &[&str]) -> String {
    let rows: String = all.iter().map(|input| row(seen, input)).collect();
    format!(
        "<div class=\"scroll logs-inputs\" tabindex=\"0\" role=\"region\" aria-label=\"Inputs from the logs\"><table>\
         <caption>Inputs from the logs</caption><thead><tr><th scope=\"col\">Input</th><th scope=\"col\">in the scenario</th>\
         <th scope=\"col\">8 of 10 lie between</th></tr></thead><tbody>{rows}</tbody></table></div>\
         <div class=\"figure-notes\">{}</div>",
        each("p", &notes(all, from_preset))
    )
}

fn row(seen: &Seen, input: &Calibrated) -> String {
    let spread = match input.low < input.high {
        true => range(seen, input),
        false => "–".into(),
    };
    format!(
        "<tr><th scope=\"row\">{} <span class=\"kicker\">from {}</span></th><td>{}</td><td>{}</td></tr>",
        escape(label(input.key)),
        seen.locale.fixed(input.from as f64, 0),
        escape(&said(seen, input.key, input.value)),
        escape(&spread),
    )
}

fn label(key: &str) -> &str {
    controls::of(key).map_or(key, |control| control.label)
}

/// "7.09 sessions", "1 session", "41K tokens".
fn said(seen: &Seen, key: &str, value: f64) -> String {
    let (Some(field), Some(control)) = (field(key), controls::of(key)) else { return String::new() };
    let unit = control.unit;
    match field.kind {
        Kind::Tokens | Kind::Share => controls::spoken(key, value, seen.locale),
        // The sign says the unit.
        Kind::Money => {
            format!("${}{}", seen.locale.value(field, tidy(value)), unit.strip_prefix("USD").unwrap_or(unit))
        }
        Kind::Number | Kind::Count => {
            let one = unit.strip_suffix('s').unwrap_or(unit);
            plural(&seen.locale.value(field, tidy(value)), one, unit)
        }
    }
}

/// "0.5 to 2 sessions": the unit stands once.
fn range(seen: &Seen, input: &Calibrated) -> String {
    let [low, high] = [input.low, input.high].map(|value| said(seen, input.key, value));
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
            "Outside of what 8 of 10 have: {}. The scenario has one number for all of them: not the middle one, but the one with \
             which it sends as many tokens and costs as much as all of them together, where few large ones weigh most.",
            out.join("; ")
        ));
    }
    if ["hit", "reported"].iter().all(|key| all.iter().any(|input| input.key == *key)) {
        notes.push(
            "The cache hit rate is the chance that a context is still cached when the next request sends it; the reported one \
             is the share of all prompt tokens that came from it, new ones too: the two are not the same number."
                .into(),
        );
    }
    if !from_preset.is_empty() {
        let labels: Vec<&str> = from_preset.iter().map(|key| label(key)).collect();
        notes.push(format!("The average preset’s: {}.", labels.join("; ")));
    }
    notes
}
