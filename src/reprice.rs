//! Repricing: what a scenario cost by the prices of its day, and what it costs today.

use crate::estimate::estimate;
use crate::rates::{Band, Class, Date, PriceRow, RateTable};
use crate::scenario::Scenario;

/// The month's USD then and now, and every rate that moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Repriced {
    pub then: f64,
    pub now: f64,
    pub moved: Vec<Moved>,
}

/// One rate, USD per million tokens; `None` where the model had or has no such price.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub name: String,
    pub band: Band,
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
    let month = |s: &Scenario| estimate(table, s).answer.map_or(f64::NAN, |a| a.month.total);
    Some(Repriced { then: month(scenario), now: month(&later), moved })
}

fn moved(table: &RateTable, then: &Scenario, now: &Scenario) -> Vec<Moved> {
    let mut all = Vec::new();
    for model in then.models().into_iter().filter_map(|id| table.model(id)) {
        let old = model.price(then.priced_on, then.price_revision);
        let new = model.price(now.priced_on, now.price_revision);
        for (band, class) in Band::ALL.into_iter().flat_map(|b| Class::ALL.map(|c| (b, c))) {
            let (from, to) = (rate(old, band, class), rate(new, band, class));
            if from != to {
                all.push(Moved { name: model.name.clone(), band, class, from, to });
            }
        }
    }
    all
}

fn rate(row: Option<&PriceRow>, band: Band, class: Class) -> Option<f64> {
    let row = row?;
    let rates = match band {
        Band::Lower => Some(row.rates),
        Band::Upper => row.step.map(|step| step.rates),
        Band::Fast => row.fast,
    };
    rates.map(|rates| rates.of(class))
}
