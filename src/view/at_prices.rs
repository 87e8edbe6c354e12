//! Whose prices the dollars are at: the list's, less what was negotiated, or one's own.

use super::{Locale, labels, prices};
use crate::scenario::Scenario;

/// "list prices", "list prices less 15%", "list prices plus 5% and 2 own rates".
pub fn of(scenario: &Scenario, locale: &Locale) -> String {
    let mut text = String::from(labels::foot::LIST_PRICES);
    let off = scenario.discount;
    if off != 0.0 {
        let way = if off > 0.0 { "less" } else { "plus" };
        text += &format!(" {way} {}%", locale.share(off.abs()));
    }
    if !scenario.overrides.is_empty() {
        text += &format!(" and {}", prices::own(scenario));
    }
    text
}

/// What is said where those are not the list's; nothing else is said beside the price.
pub fn note(scenario: &Scenario, locale: &Locale) -> Option<String> {
    (scenario.discount != 0.0).then(|| format!("Priced at {}.", of(scenario, locale)))
}

/// Beside the price list: "list prices less 15%", "2 own rates"; empty where both are the list's.
pub fn mark(scenario: &Scenario, locale: &Locale) -> String {
    if scenario.discount == 0.0 { prices::own(scenario) } else { of(scenario, locale) }
}

/// Once on the page: "US dollars, list prices, before tax."
pub fn foot(scenario: &Scenario, locale: &Locale) -> String {
    format!("US dollars, {}, before tax. {}", of(scenario, locale), labels::foot::DEFAULTS)
}
