//! Repricing: what a scenario cost by the prices of its day, and what it costs today.

use crate::model::estimate::estimate;
use crate::model::price::named;
use crate::prices::{Class, Date, Model, PriceRow, PriceTier, RateTable};
use crate::scenario::{PriceKey, Scenario};

/// The month's USD then and now, `None` without a price, and every rate that moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Repriced {
    pub then: Option<f64>,
    pub now: Option<f64>,
    pub moved: Vec<Moved>,
}

/// One rate, USD per million tokens; `None` where the model had or has no such price.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub name: String,
    pub tier: PriceTier,
    pub class: Class,
    pub from: Option<f64>,
    pub to: Option<f64>,
}

impl Scenario {
    /// The same scenario by the newest prices of a day.
    pub fn priced_today(&self, table: &RateTable, today: Date) -> Scenario {
        Scenario { priced_on: today, price_revision: table.revision, ..self.clone() }
    }
}

/// `None` where today's prices of its models are those of the scenario's day.
pub fn reprice(table: &RateTable, scenario: &Scenario, today: Date) -> Option<Repriced> {
    let later = scenario.priced_today(table, today);
    let moved = moved(table, scenario, &later);
    if moved.is_empty() {
        return None;
    }
    let month = |s: &Scenario| estimate(table, s).answer.map(|a| a.month.total);
    Some(Repriced { then: month(scenario), now: month(&later), moved })
}

/// Whether nothing that the scenario is priced by is another today: rates, the windows that the
/// agent was known to have, and where it was known to compact.
pub fn is_of_today(table: &RateTable, scenario: &Scenario, today: Date) -> bool {
    let later = scenario.priced_today(table, today);
    let limits = |s: &Scenario, model: &Model| (s.window_of(model), s.auto_compact_of(model));
    let is_same = |model: &Model| limits(scenario, model) == limits(&later, model);
    let groups = scenario.other_groups();
    let others: Vec<&Scenario> = groups.iter().map(|(s, _)| s).collect();
    let models = named(scenario, &others).into_iter().filter_map(|id| table.model(id));
    moved(table, scenario, &later).is_empty() && models.into_iter().all(is_same)
}

/// The rates that differ, of those that something in the scenario or its team is priced by.
fn moved(table: &RateTable, then: &Scenario, now: &Scenario) -> Vec<Moved> {
    let groups = then.other_groups();
    let others: Vec<&Scenario> = groups.iter().map(|(s, _)| s).collect();
    let mut all = Vec::new();
    for model in named(then, &others).into_iter().filter_map(|id| table.model(id)) {
        let old = model.price(then.priced_on, then.price_revision);
        let new = model.price(now.priced_on, now.price_revision);
        for (tier, class) in PriceTier::ALL.into_iter().flat_map(|b| Class::ALL.map(|c| (b, c))) {
            let [from, to] = [old, new].map(|row| rate(row, tier, class).map(|rate| then.negotiated(rate)));
            let key = PriceKey { model: model.id.clone(), tier, class };
            let counts = (tier != PriceTier::Fast || then.fast) && !then.overrides.contains_key(&key);
            if from != to && counts {
                all.push(Moved { name: model.name.clone(), tier, class, from, to });
            }
        }
    }
    all
}

fn rate(row: Option<&PriceRow>, tier: PriceTier, class: Class) -> Option<f64> {
    let row = row?;
    let rates = match tier {
        PriceTier::Lower => Some(row.rates),
        PriceTier::Upper => row.step.map(|step| step.rates),
        PriceTier::Fast => row.fast,
    };
    rates.map(|rates| rates.of(class))
}

#[cfg(test)]
mod tests {
    use super::reprice;
    use crate::prices::{Class, PriceTier, RateTable, date};
    use crate::scenario::{Preset, PriceKey, Scenario};

    /// A day before and a day after Haiku 5.5, of which the light preset has a fifth.
    fn before_and_after() -> (RateTable, Scenario, crate::prices::Date) {
        let table = RateTable::shipped();
        let haiku = table.model("claude-haiku-5-5").expect("a model of the light preset");
        let before = date(haiku.released.year(), haiku.released.month(), haiku.released.day() - 1);
        let scenario = Preset::Heavy.scenario(before, table.revision);
        let today = date(2026, 11, 21);
        (table, scenario, today)
    }

    #[test]
    fn a_model_without_a_price_then_has_no_price_and_no_nan() {
        let (table, mut scenario, today) = before_and_after();
        scenario.mix[0].model = "claude-haiku-5-5".into();
        let change = reprice(&table, &scenario, today).expect("a price appeared");
        assert_eq!(change.then, None);
        assert!(change.now.is_some_and(f64::is_finite));
        assert!(change.moved.iter().any(|m| m.from.is_none() && m.to.is_some()));
    }

    #[test]
    fn the_team_s_models_count() {
        let (table, mut scenario, today) = before_and_after();
        scenario.mix.truncate(1);
        scenario.mix[0].share = 1.0;
        scenario.mix[0].model = "claude-sonnet-4-6".into();
        assert_eq!(reprice(&table, &scenario, today), None);
        scenario.team.set_like(Preset::Light, 2.0);
        let change = reprice(&table, &scenario, today).expect("the light users' Haiku");
        assert!(change.moved.iter().any(|m| m.name.contains("Haiku")), "{change:?}");
    }

    #[test]
    fn a_rate_of_one_s_own_never_moves() {
        let (table, mut scenario, today) = before_and_after();
        scenario.mix.truncate(1);
        (scenario.mix[0].share, scenario.mix[0].model) = (1.0, "claude-haiku-5-5".into());
        let all = reprice(&table, &scenario, today).expect("all its rates").moved.len();
        let key = PriceKey { model: "claude-haiku-5-5".into(), tier: PriceTier::Lower, class: Class::Read };
        scenario.overrides.insert(key, 1.0);
        assert_eq!(reprice(&table, &scenario, today).expect("the others").moved.len(), all - 1);
    }
}
