//! The prices in use, where they are from, and which models can be chosen.

use super::format::plural;
use super::{Locale, labels, words};
use crate::model::estimate::OLD_PRICE_DAYS;
use crate::prices::{Class, Date, Model, PriceRow, PriceTier, RateTable};
use crate::scenario::{PriceKey, Scenario};

/// Models to choose from: current ones first.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub label: &'static str,
    pub models: Vec<(String, String)>,
}

/// The picker's groups on the scenario's day.
pub fn picker(table: &RateTable, scenario: &Scenario) -> Vec<Group> {
    let day = scenario.priced_on;
    let row = |m: &&Model| m.price(day, scenario.price_revision).cloned();
    let group = |label, belongs: &dyn Fn(&Model, &PriceRow) -> bool| {
        let models = table.models.iter().filter(|m| row(m).is_some_and(|row| belongs(m, &row)));
        Group { label, models: models.map(|m| (m.id.clone(), named(m, day))).collect() }
    };
    vec![
        group("Current models", &|m, _| m.current),
        group("Unconfirmed prices", &|m, row| !m.current && row.provisional),
        group("Older models", &|m, row| !m.current && !row.provisional && !m.retired(day)),
        group("Retired", &|m, row| !m.current && !row.provisional && m.retired(day)),
        unpriced(table, scenario),
    ]
}

/// What the scenario names and has no price on its day: by its name all the same.
fn unpriced(table: &RateTable, scenario: &Scenario) -> Group {
    let (day, revision) = (scenario.priced_on, scenario.price_revision);
    let models = scenario.models().into_iter().filter_map(|id| table.model(id));
    let models = models.filter(|m| m.price(day, revision).is_none());
    Group { label: "No price on this day", models: models.map(|m| (m.id.clone(), m.name.clone())).collect() }
}

fn named(model: &Model, day: Date) -> String {
    match model.retires {
        Some(on) if model.retired(day) => format!("{}, retired {on}", model.name),
        Some(on) => format!("{}, retires {on}", model.name),
        None => model.name.clone(),
    }
}

/// One line of the price list: the rates of a model in one tier.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceLine {
    /// The model, and the tier where it is not the ordinary one.
    pub name: String,
    /// A rate per class, each with what it would be set by.
    pub cells: Vec<Cell>,
    pub source: String,
}

/// A rate and the input that shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub key: PriceKey,
    pub label: String,
    pub text: String,
    /// The list's rate, where another is in force.
    pub replaced: Option<String>,
}

impl Cell {
    /// The id of its input.
    pub fn id(&self) -> String {
        let PriceKey { model, tier, class } = &self.key;
        format!(
            "rate-{model}-{}-{}",
            crate::scenario::link::tier(*tier),
            crate::scenario::link::class(*class)
        )
    }
}

/// The price list of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    pub head: Vec<String>,
    pub lines: Vec<PriceLine>,
}

pub fn prices(table: &RateTable, scenario: &Scenario, locale: &Locale) -> Prices {
    let classes = Class::ALL.map(labels::class);
    Prices {
        head: std::iter::once(labels::prices::MODEL).chain(classes).map(String::from).collect(),
        lines: lines(table, scenario, locale),
    }
}

/// "2 own rates"; empty where there are none.
pub fn own(scenario: &Scenario) -> String {
    match scenario.overrides.len() {
        0 => String::new(),
        own => plural(&own.to_string(), "own rate", "own rates"),
    }
}

/// What may stand in a field of the price list.
pub fn not_a_rate(text: &str) -> String {
    format!("“{text}” is not a price. Type a number above 0, up to 100,000 dollars per million tokens.")
}

/// The prices of the scenario's models, in the mix's order.
pub fn lines(table: &RateTable, scenario: &Scenario, locale: &Locale) -> Vec<PriceLine> {
    let known = scenario.models().into_iter().filter_map(|id| {
        let model = table.model(id)?;
        Some((model, model.price(scenario.priced_on, scenario.price_revision)?))
    });
    known.flat_map(|(model, row)| tiers(scenario, model, row, locale)).collect()
}

fn tiers(scenario: &Scenario, model: &Model, row: &PriceRow, locale: &Locale) -> Vec<PriceLine> {
    let all = [Some(row.rates), row.step.map(|s| s.rates), row.fast.filter(|_| scenario.fast)];
    let some = PriceTier::ALL.into_iter().zip(all).filter_map(|(tier, rates)| Some((tier, rates?)));
    some.map(|(tier, rates)| {
        let in_words = words::tier(tier, row.step.map(|s| s.above), locale);
        let name = in_words.map_or_else(|| model.name.clone(), |tier| format!("{}, {tier}", model.name));
        let cell = |class| {
            let key = PriceKey { model: model.id.clone(), tier, class };
            cell(scenario, key, &name, rates.of(class), locale)
        };
        PriceLine { cells: Class::ALL.map(cell).to_vec(), source: source(row), name }
    })
    .collect()
}

fn cell(scenario: &Scenario, key: PriceKey, name: &str, rate: f64, locale: &Locale) -> Cell {
    let own = scenario.overrides.get(&key).copied();
    let text = |rate| locale.short(rate, 5);
    Cell {
        label: format!("{name}, {}, USD per million tokens", labels::class(key.class).to_ascii_lowercase()),
        text: text(own.unwrap_or_else(|| scenario.negotiated(rate))),
        replaced: own.map(|_| text(rate)),
        key,
    }
}

fn source(row: &PriceRow) -> String {
    let state = if row.provisional { "Unconfirmed. " } else { "" };
    format!("{state}Since {}; checked {}. {}", row.from, row.checked, row.source)
}

/// When the prices were last looked up, and whether that is long ago on `today`.
pub fn checked(table: &RateTable, scenario: &Scenario, today: Date) -> Option<(String, bool)> {
    let rows = scenario
        .models()
        .into_iter()
        .filter_map(|id| table.model(id)?.price(scenario.priced_on, scenario.price_revision));
    let oldest = rows.map(|row| row.checked).min()?;
    let days = oldest.days_until(today);
    let old = days > OLD_PRICE_DAYS;
    let text = if old {
        format!(
            "Prices were last checked on {}, {days} days ago. Check them before you rely on them.",
            words::day(oldest)
        )
    } else {
        format!("Prices checked on {}.", words::day(oldest))
    };
    Some((text, old))
}
