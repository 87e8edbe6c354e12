//! What a person pays of list prices, and in what money: discount, the client's own setting,
//! currency and tax; and what a session runs with: window and effort.

#[path = "pricing/discount.rs"]
mod discount;
#[path = "pricing/effort.rs"]
mod effort;
#[path = "pricing/local.rs"]
mod local;
#[path = "pricing/setting.rs"]
mod setting;
#[path = "pricing/window.rs"]
mod window;

use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{Class, PriceTier, RateTable, date};
use sawtooth::scenario::link::{decode, encode, file};
use sawtooth::scenario::{Preset, PriceKey, Scenario};

fn typical() -> Scenario {
    Preset::Average.scenario(date(2026, 11, 21), 1)
}

fn answer(scenario: &Scenario) -> Answer {
    estimate(&RateTable::shipped(), scenario).answer.expect("a price")
}

fn month(scenario: &Scenario) -> f64 {
    answer(scenario).month.total
}

/// The lower rate of a class.
fn rate_of(model: &str, class: Class) -> PriceKey {
    PriceKey { model: model.into(), tier: PriceTier::Lower, class }
}

/// Through a link and through a file; the pair stands in the link as given.
fn comes_back(scenario: &Scenario, pair: &str) {
    let link = encode(scenario);
    assert!(link.contains(pair), "{link}");
    assert_eq!(decode(&link).scenario.as_ref(), Some(scenario), "{link}");
    assert_eq!(file::read(&file::write(scenario)).scenario.as_ref(), Some(scenario));
}
