//! The rate file: its serialized shape, and how a whole file becomes a table.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::model::FileModel;
use super::{Family, Model, RateTable};

const SCHEMA: &str = "sawtooth-rates/1";
const UNIT: &str = "USD per million tokens";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    unit: String,
    revision: u32,
    /// Short keys for the sources that rows share.
    sources: BTreeMap<String, String>,
    models: Vec<FileModel>,
}

pub(super) fn parse(json: &str) -> Result<RateTable, String> {
    let file: File = serde_json::from_str(json).map_err(|error| format!("rate table: {error}"))?;
    if file.schema != SCHEMA {
        return Err(format!("rate table: schema {:?} is not {SCHEMA:?}", file.schema));
    }
    if file.unit != UNIT {
        return Err(format!("rate table: unit {:?} is not {UNIT:?}", file.unit));
    }
    let (revision, sources) = (file.revision, &file.sources);
    let models = file.models.into_iter().map(|model| model.check(revision, sources));
    let mut models = models.collect::<Result<Vec<_>, _>>()?;
    unique_ids(&models)?;
    mark_current(&mut models);
    Ok(RateTable { revision, models })
}

fn unique_ids(models: &[Model]) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    match models.iter().find(|model| !seen.insert(&model.id)) {
        Some(model) => Err(format!("{}: id appears twice", model.id)),
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
