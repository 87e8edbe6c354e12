//! The rate file as a whole: how it becomes a table.

use super::fields::Fields;
use super::{Family, Model, RateTable, model};
use crate::json::Value;

const SCHEMA: &str = "sawtooth-rates/1";
const UNIT: &str = "USD per million tokens";

/// Short keys for the sources that rows share, and what they stand for.
pub(super) type Sources = Vec<(String, String)>;

pub(super) fn parse(json: &str) -> Result<RateTable, String> {
    let file =
        Value::read(json).map_err(|wrong| format!("rate table: not JSON from line {} on", wrong.line))?;
    let mut file = Fields::of("rate table: ", file);
    for (key, expected) in [("schema", SCHEMA), ("unit", UNIT)] {
        let own = file.text(key);
        if own != expected {
            file.refuse(&format!("{key} {own:?} is not {expected:?}"));
        }
    }
    let revision = file.count("revision");
    let sources = sources(file.need("sources"))?;
    let models = file.list("models");
    file.done()?;
    let models = models.into_iter().map(|value| model::read(value, revision, &sources));
    let mut models = models.collect::<Result<Vec<_>, _>>()?;
    unique_ids(&models)?;
    mark_current(&mut models);
    Ok(RateTable { revision, models })
}

fn sources(value: Value) -> Result<Sources, String> {
    let Value::Object(pairs) = value else { return Err("rate table: sources is not an object".into()) };
    let text = |(key, value)| match value {
        Value::Text(text) => Ok((key, text)),
        _ => Err(format!("rate table: source {key} is not a text")),
    };
    pairs.into_iter().map(text).collect()
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
