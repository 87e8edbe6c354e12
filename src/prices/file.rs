//! The rate file as a whole: how it becomes a table.

use super::model::ModelInFile;
use super::{Family, Model, PriceRow, RateTable, json};
use serde::Deserialize;
use std::collections::BTreeMap;

const SCHEMA: &str = "sawtooth-rates/1";
const UNIT: &str = "USD per million tokens";

/// Short keys for the sources that rows share, and what they stand for.
pub(super) type Sources = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    unit: String,
    revision: u32,
    sources: Sources,
    models: Vec<ModelInFile>,
}

pub(super) fn parse(json: &str) -> Result<RateTable, String> {
    let file: File = json::read("rate table", json)?;
    file.check()?;
    let table = file.table();
    for model in &table.models {
        disjoint(&model.prices).map_err(|wrong| format!("{}: {wrong}", model.id))?;
    }
    unique_ids(&table.models)?;
    Ok(table)
}

impl File {
    fn check(&self) -> Result<(), String> {
        for (key, found, expected) in [("schema", &self.schema, SCHEMA), ("unit", &self.unit, UNIT)] {
            if found != expected {
                return Err(format!("rate table: {key} {found:?} is not {expected:?}"));
            }
        }
        self.models.iter().try_for_each(|model| model.check(self.revision, &self.sources))
    }

    fn table(self) -> RateTable {
        let models = self.models.into_iter().map(|model| model.with_sources(&self.sources));
        let mut models: Vec<Model> = models.collect();
        mark_current(&mut models);
        RateTable { revision: self.revision, models }
    }
}

/// Two rows of one revision that hold on the same day would leave the price to their order.
fn disjoint(rows: &[PriceRow]) -> Result<(), String> {
    for (at, row) in rows.iter().enumerate() {
        let clash = |other: &&PriceRow| {
            other.revision == row.revision && (other.holds(row.from) || row.holds(other.from))
        };
        if let Some(other) = rows[..at].iter().find(clash) {
            let (a, b) = (other.from, row.from);
            return Err(format!("prices from {a} and from {b} hold on the same day"));
        }
    }
    Ok(())
}

fn unique_ids(models: &[Model]) -> Result<(), String> {
    let twice = |(at, model): &(usize, &Model)| models[..*at].iter().any(|other| other.id == model.id);
    match models.iter().enumerate().find(twice) {
        Some((_, model)) => Err(format!("{}: id appears twice", model.id)),
        None => Ok(()),
    }
}

/// The picker leads with these. Mythos is left out because it is not sold to everyone.
fn mark_current(models: &mut [Model]) {
    for family in [Family::Fable, Family::Opus, Family::Sonnet, Family::Haiku] {
        let candidates = models
            .iter_mut()
            .filter(|model| model.family == family && model.prices.iter().any(|row| !row.provisional));
        if let Some(newest) = candidates.max_by_key(|model| model.released) {
            newest.current = true;
        }
    }
}
