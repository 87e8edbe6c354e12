//! Price changes ahead: rows of the price table that begin or end after the scenario's day, and models
//! that retire. Each counts or not, as the budget's year has it.

use super::dates::{Event, events};
use crate::model::price::named;
use crate::prices::{Date, Model, PriceRow, RateTable};
use crate::scenario::{PriceSwitch, Scenario, Share, in_order};

/// What a day changes for one model.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceChange {
    pub model: String,
    pub name: String,
    pub on: Date,
    pub what: Change,
    pub status: Status,
    /// Whether the year is priced with it.
    pub counts: bool,
    /// USD a month that are paid from then on; `None` where it does not count.
    pub month: Option<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Its work moves to the current model of its family, by id and name. Without one its last price
    /// stands.
    Retires { to: Option<(String, String)> },
    /// Other prices of what the scenario uses.
    Prices { events: Vec<Event>, row: Box<PriceRow> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Confirmed,
    /// By one source.
    Announced,
    /// A later revision of the table took it back.
    Cancelled,
}

impl PriceChange {
    pub fn switch(&self) -> PriceSwitch {
        PriceSwitch { model: self.model.clone(), on: self.on }
    }
}

/// All between the scenario's day and another one, the nearest first, of the models that it uses and of
/// those that work moves to.
pub fn changes(table: &RateTable, scenario: &Scenario, until: Date) -> Vec<PriceChange> {
    let groups = scenario.other_groups();
    let others: Vec<&Scenario> = groups.iter().map(|(one, _)| one).collect();
    let mut ids: Vec<String> = named(scenario, &others).into_iter().map(String::from).collect();
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(id) = ids.get(at) {
        at += 1;
        let Some(model) = table.model(id) else { continue };
        all.extend(of_prices(model, scenario, until));
        let Some(on) = model.retires.filter(|on| (scenario.priced_on < *on) && (*on < until)) else {
            continue;
        };
        let to = successor(table, model, scenario, on).map(|next| (next.id.clone(), next.name.clone()));
        if let Some((next, _)) = to.as_ref().filter(|(next, _)| !ids.contains(next)) {
            ids.push(next.clone());
        }
        all.push(change(model, scenario, on, Change::Retires { to }, Status::Confirmed));
    }
    in_order::by_key(all, |change| change.on)
}

fn change(model: &Model, scenario: &Scenario, on: Date, what: Change, status: Status) -> PriceChange {
    let is_switched = |switch: &PriceSwitch| switch.model == model.id && switch.on == on;
    let counts = (status != Status::Cancelled) != scenario.budget.switched.iter().any(is_switched);
    PriceChange { model: model.id.clone(), name: model.name.clone(), on, what, status, counts, month: None }
}

/// Those of a model's price, in order. What a row changes that another outranks is cancelled, where
/// the other one changes nothing on that day.
fn of_prices(model: &Model, scenario: &Scenario, until: Date) -> Vec<PriceChange> {
    let revision = scenario.price_revision;
    let known = || model.prices.iter().filter(|row| row.revision <= revision);
    let days = known().flat_map(|row| [Some(row.from), row.to]).flatten();
    let days = in_order::distinct(days.filter(|on| scenario.priced_on < *on && *on < until));
    let Some(mut before) = model.price(scenario.priced_on, revision) else { return Vec::new() };
    let mut all = Vec::new();
    for on in days {
        let Some(after) = model.price(on, revision) else { continue };
        let outranked = known().filter(|row| row.from == on && *row != after);
        let status = if after.provisional { Status::Announced } else { Status::Confirmed };
        let mut rows = std::iter::once((after, status)).chain(outranked.map(|row| (row, Status::Cancelled)));
        all.extend(rows.find_map(|(row, status)| {
            let events = events(scenario, before, row);
            let what = Change::Prices { events: events.clone(), row: Box::new(row.clone()) };
            (!events.is_empty()).then(|| change(model, scenario, on, what, status))
        }));
        before = after;
    }
    all
}

/// The current model of the same family, where it has a price on that day.
fn successor<'a>(table: &'a RateTable, model: &Model, scenario: &Scenario, on: Date) -> Option<&'a Model> {
    let is_next = |next: &&Model| {
        let has_place = !scenario.us_only || next.us_only;
        next.current && next.family == model.family && next.id != model.id && has_place && !next.retired(on)
    };
    table.models.iter().find(is_next).filter(|next| next.price(on, scenario.price_revision).is_some())
}

/// The table in which the changes that count hold, and no others. A row that is put last outranks those
/// of its own revision.
pub fn switched(table: &RateTable, scenario: &Scenario, all: &[PriceChange]) -> RateTable {
    let mut table = table.clone();
    let revision = scenario.price_revision;
    for model in &mut table.models {
        let Some(mut current) = model.price(scenario.priced_on, revision).cloned() else { continue };
        for change in all.iter().filter(|change| change.model == model.id) {
            let Change::Prices { row, .. } = &change.what else { continue };
            let to = if change.counts { row.to } else { None };
            if change.counts {
                current.clone_from(row);
            }
            model.prices.push(PriceRow { from: change.on, to, revision, ..current.clone() });
        }
    }
    table
}

/// The scenario on a later day: the work of models that retired by then has moved.
pub fn on_day(scenario: &Scenario, all: &[PriceChange], day: Date) -> Scenario {
    let mut later = Scenario { baseline: None, ..scenario.clone() };
    for change in all.iter().filter(|change| change.counts && change.on <= day) {
        if let Change::Retires { to: Some((to, _)) } = &change.what {
            for group in 0..later.count_groups() {
                later.edit_group(group, |one| one.each_kind(|kind| replace(kind, &change.model, to)));
            }
        }
    }
    Scenario { priced_on: day, ..later }
}

fn replace(one: &mut Scenario, from: &str, to: &str) {
    for id in [&mut one.agents.model, &mut one.batch.model].into_iter().filter(|id| *id == from) {
        *id = to.into();
    }
    let Some(at) = one.mix.iter().position(|share| share.model == from) else { return };
    let share = one.mix.remove(at).share;
    match one.mix.iter_mut().find(|other| other.model == to) {
        Some(other) => other.share += share,
        None => one.mix.insert(at, Share { model: to.into(), share }),
    }
}
