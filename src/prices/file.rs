//! The rate file as a whole: how it becomes a table.

use super::model::ModelInFile;
use super::{Family, Model, RateTable, json};
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

pub(super) fn shipped() -> RateTable {
    checked(json::shipped(include_str!("data/claude.json"))).expect("the embedded table is valid")
}

pub(super) fn parse(json: &str) -> Result<RateTable, String> {
    checked(json::read("rate table", json)?)
}

fn checked(file: File) -> Result<RateTable, String> {
    for (key, found, expected) in [("schema", file.schema, SCHEMA), ("unit", file.unit, UNIT)] {
        if found != expected {
            return Err(format!("rate table: {key} {found:?} is not {expected:?}"));
        }
    }
    let models = file.models.into_iter().map(|model| model.checked(file.revision, &file.sources));
    let mut models = models.collect::<Result<Vec<_>, _>>()?;
    unique_ids(&models)?;
    mark_current(&mut models);
    Ok(RateTable { revision: file.revision, models })
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
