//! The range of one input as it is entered.

use super::labels;
use crate::scenario::{Field, Kind, Range, Scenario};
use crate::view::Locale;

/// The two fields of an input's range.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub low: String,
    pub high: String,
}

/// The range in force, typed or the preset's; empty fields where the input is exact by itself.
pub fn entry(scenario: &Scenario, field: &'static Field, locale: &Locale) -> Entry {
    let own = scenario.ranges.own(field.key);
    let found = scenario.uncertain().into_iter().find(|input| input.field.key == field.key);
    let shown = own.or_else(|| found.map(|input| input.range((field.get)(scenario))));
    let end = |value: f64| locale.value(field, if own.is_some() { value } else { tidy(field, value) });
    shown.map(|range| Entry { low: end(range.low), high: end(range.high) }).unwrap_or_default()
}

/// Three digits are enough of a number that nobody typed.
fn tidy(field: &Field, value: f64) -> f64 {
    let digits = match field.kind {
        Kind::Share => 1e4,
        _ if value >= 1e3 => 1e-2,
        _ if value >= 10.0 => 10.0,
        _ => 100.0,
    };
    libm::round(value * digits) / digits
}

/// The range that two texts say, or why they say none.
///
/// # Errors
/// What is wrong with them, as a sentence for the field.
pub fn read(field: &Field, low: &str, high: &str, locale: &Locale) -> Result<Range, &'static str> {
    let why = if field.kind == Kind::Share { labels::REFUSED_SHARE } else { labels::REFUSED };
    let (low, high) = locale.parse(field, low).zip(locale.parse(field, high)).ok_or(why)?;
    let range = Range { low, high };
    if field.allows_range(range) { Ok(range) } else { Err(why) }
}
