//! The client's own setting of negotiated prices in words: what was taken over, what was not, and
//! what the setting cannot say.

use super::{Locale, at_prices, labels, words};
use crate::model::managed::{self, Lost};
use crate::prices::{PriceTier, RateTable};
use crate::scenario::link::managed::{self as setting, Wrong};
use crate::scenario::{Lifetime, Scenario};

/// The scenario with a setting's prices.
///
/// # Errors
/// A line for all that is wrong with it.
pub fn taken(table: &RateTable, scenario: &Scenario, text: &str) -> Result<Scenario, Vec<String>> {
    let read = setting::read(text).and_then(|managed| managed::take(table, scenario, &managed));
    read.map_err(|all| all.iter().map(wrong).collect())
}

/// What is said of prices that were taken over.
pub fn done(scenario: &Scenario, locale: &Locale) -> String {
    format!("Prices taken over: {}. Undo brings yours back.", at_prices::of(scenario, locale))
}

/// The setting's text, and a sentence for all that it cannot say.
pub fn given(table: &RateTable, scenario: &Scenario) -> (String, Vec<String>) {
    let (managed, lost) = managed::give(table, scenario);
    (setting::write(&managed), lost.iter().map(self::lost).collect())
}

fn wrong(wrong: &Wrong) -> String {
    let cut = words::cut;
    match wrong {
        Wrong::Broken { line } => format!("it breaks off or is not JSON from line {line} on"),
        Wrong::None => "it has no modelPricing".into(),
        Wrong::Unknown { place } => format!("“{}” is no part of modelPricing", cut(place)),
        Wrong::Missing { place } => format!("“{}” is missing or of another kind", cut(place)),
        Wrong::Value { place, value, most } => {
            format!("“{}” is {}, not a number from 0 to {most}", cut(place), cut(value))
        }
        Wrong::Zero { place } => format!("“{}” is 0, and Sawtooth needs a price above 0", cut(place)),
        Wrong::UnknownModel { id } => format!("the price list has no model “{}”", cut(id)),
        Wrong::Repeated { id } => format!("“{}” is in it twice, by two ids", cut(id)),
    }
}

fn lost(lost: &Lost) -> String {
    match lost {
        Lost::Writes { model, kept } => {
            let kept = match kept {
                Lifetime::FiveMinutes => "5-minute",
                Lifetime::OneHour => "1-hour",
            };
            format!("{model}: modelPricing has one cache write, here the {kept} rate.")
        }
        Lost::Tier { model, tier } => {
            let tier = match tier {
                PriceTier::Fast => labels::input::FAST,
                _ => "Long prompts",
            };
            format!("{model}: modelPricing has one price. {tier} cost another here.")
        }
        Lost::Row { model } => {
            format!("{model}: no price on this day, or one above $10,000. It is left out.")
        }
    }
}
