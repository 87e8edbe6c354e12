//! Managed: the client's own setting of negotiated prices, to a scenario and back.
//!
//! A row of the setting is charged as it is written, in fast mode and in the US too, times the
//! setting's multiplier; its one cache write holds for both lifetimes (claude-agent-sdk 0.3.332,
//! `sdk.d.ts`). Own rates of a scenario are what is paid, before what US-only inference adds.

use crate::model::price::{self, Price, Prices};
use crate::prices::{Class, Model, PriceTier, RateTable, Rates};
use crate::scenario::link::managed::{MOST, Managed, RATES, Wrong};
use crate::scenario::{Basis, Lifetime, Own, PriceKey, Scenario, Share, field};

/// What a setting cannot say of a scenario's prices, by the name of the model.
#[derive(Clone, Debug, PartialEq)]
pub enum Lost {
    /// Its cache writes differ, and the setting has one rate: that of this lifetime.
    Writes { model: String, kept: Lifetime },
    /// A tier costs another price than the ordinary one, which the setting has for all.
    Tier { model: String, tier: PriceTier },
    /// It has no price on the scenario's day, or a rate above what a row may have.
    Row { model: String },
}

/// The scenario with the setting's prices in the place of its own.
///
/// # Errors
/// All that keeps the setting from being taken over whole.
pub fn take(table: &RateTable, scenario: &Scenario, managed: &Managed) -> Result<Scenario, Vec<Wrong>> {
    let (mut wrong, mut overrides) = (Vec::new(), Own::default());
    let mut seen: Vec<&str> = Vec::new();
    for (id, rates) in &managed.rows {
        let Some(model) = known(table, id) else {
            wrong.push(Wrong::UnknownModel { id: id.clone() });
            continue;
        };
        if seen.contains(&model.id.as_str()) {
            wrong.push(Wrong::Repeated { id: id.clone() });
        }
        seen.push(&model.id);
        for (name, _) in RATES.iter().zip(rates).filter(|(_, rate)| **rate == 0.0) {
            wrong.push(Wrong::Zero { place: [id, ".", name].concat() });
        }
        let times = managed.multiplier / price::added_to_own(scenario, model);
        for tier in tiers(scenario, model) {
            for class in Class::ALL {
                let key = PriceKey { model: model.id.clone(), tier, class };
                overrides.insert(key, tidy(rates[place(class)] * times));
            }
        }
    }
    let discount = tidy(1.0 - managed.multiplier);
    if !field("discount").is_some_and(|field| field.allows(discount)) {
        wrong.push(Wrong::Zero { place: "multiplier".into() });
    }
    if wrong.is_empty() { Ok(Scenario { discount, overrides, ..scenario.clone() }) } else { Err(wrong) }
}

/// The scenario's prices as the setting, and what of them it cannot say.
pub fn give(table: &RateTable, scenario: &Scenario) -> (Managed, Vec<Lost>) {
    let mut asked = Scenario { basis: Basis::Totals, mix: Vec::new(), ..scenario.clone() };
    asked.batch.jobs = 0.0;
    for key in scenario.overrides.keys() {
        if asked.mix.last().is_none_or(|share| share.model != key.model) {
            asked.mix.push(Share { model: key.model.clone(), share: 0.0 });
        }
    }
    let prices = Prices::new(table, &asked, &[]);
    let multiplier = tidy(scenario.negotiated(1.0));
    let (mut managed, mut lost) = (Managed { multiplier, rows: Vec::new() }, Vec::new());
    for Share { model, .. } in asked.mix {
        let price = prices.0.iter().find(|price| price.id == model);
        match price.and_then(|price| Some((price, row(price, scenario, multiplier)?))) {
            Some((price, rates)) => {
                lost.extend(lost_of(price, scenario));
                managed.rows.push((model, rates));
            }
            None => lost.push(Lost::Row { model }),
        }
    }
    (managed, lost)
}

fn row(price: &Price, scenario: &Scenario, multiplier: f64) -> Option<[f64; 4]> {
    let ordinary = price.tiers[PriceTier::Lower as usize]?;
    let classes = [Class::Input, Class::Output, Class::Read, write(scenario)];
    let rates = classes.map(|class| libm::round(ordinary.of(class) / multiplier * 1e10) / 1e10);
    rates.iter().all(|rate| *rate <= MOST).then_some(rates)
}

fn lost_of(price: &Price, scenario: &Scenario) -> Vec<Lost> {
    let model = || price.name.clone();
    let [ordinary, upper, fast] = price.tiers;
    let mut lost = Vec::new();
    if ordinary.is_some_and(|rates| rates.write_5m != rates.write_1h) {
        lost.push(Lost::Writes { model: model(), kept: scenario.lifetime() });
    }
    let others = [(PriceTier::Upper, upper), (PriceTier::Fast, fast.filter(|_| price.fast))];
    let differs = |rates: &Option<Rates>| rates.is_some() && *rates != ordinary;
    let tiers = others.into_iter().filter(|(_, rates)| differs(rates));
    lost.extend(tiers.map(|(tier, _)| Lost::Tier { model: model(), tier }));
    lost
}

/// The tiers that a model has on the scenario's day: a row holds in all of them.
fn tiers(scenario: &Scenario, model: &Model) -> Vec<PriceTier> {
    let row = model.price(scenario.priced_on, scenario.price_revision);
    let has = |tier: &PriceTier| match tier {
        PriceTier::Lower => true,
        PriceTier::Upper => row.is_some_and(|row| row.step.is_some()),
        PriceTier::Fast => row.is_some_and(|row| row.fast.is_some()),
    };
    PriceTier::ALL.into_iter().filter(has).collect()
}

/// The class of the main conversation's cache writes.
fn write(scenario: &Scenario) -> Class {
    match scenario.lifetime() {
        Lifetime::FiveMinutes => Class::Write5m,
        Lifetime::OneHour => Class::Write1h,
    }
}

/// The place of a class's rate in a row.
fn place(class: Class) -> usize {
    match class {
        Class::Input => 0,
        Class::Output => 1,
        Class::Read => 2,
        Class::Write5m | Class::Write1h => 3,
    }
}

/// The model of an id, also as clouds and dates dress it up: what the client takes for one of its
/// own models. A gateway's name is none.
fn known<'a>(table: &'a RateTable, id: &str) -> Option<&'a Model> {
    let id = id.to_ascii_lowercase();
    let (before, id) = id.split_at(id.find("claude-")?);
    let id = id.split(['@', ':']).next().unwrap_or_default();
    let id = undated(id.trim_end_matches("-v1").trim_end_matches("-v2"));
    let is_one = |model: &&Model| undated(&model.id) == id || model.id.strip_suffix("-0") == Some(id);
    table.models.iter().find(is_one).filter(|_| before.is_empty() || before.ends_with("anthropic."))
}

/// Without a final "-20250514".
fn undated(id: &str) -> &str {
    let day =
        id.rsplit_once('-').filter(|(_, day)| day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()));
    day.map_or(id, |(id, _)| id)
}

/// Without the last binary digits.
fn tidy(value: f64) -> f64 {
    libm::round(value * 1e9) / 1e9
}
