//! A scenario as a JSON file: the same pairs as in a link, all of them, with numbers as numbers.

use super::{Fault, Opened, SCHEMA, pairs, rebuild, text};
use crate::scenario::{Scenario, field};
use serde_json::{Map, Value, json};

/// Far more than a scenario needs; a larger file is not one.
pub const LONGEST: usize = 100_000;

/// The file's text.
pub fn write(scenario: &Scenario) -> String {
    let mut values = Map::new();
    for (key, value) in pairs(scenario) {
        values.insert(key.into(), readable(key, value));
    }
    let file = json!({
        "sawtooth": SCHEMA,
        "preset": scenario.base.key(),
        "on": scenario.priced_on.to_string(),
        "rev": scenario.price_revision,
        "values": values,
    });
    format!("{file:#}\n")
}

/// Reads a file's text as [`super::decode`] reads a link.
pub fn read(input: &str) -> Opened {
    let nothing = |fault| Opened { scenario: None, faults: vec![fault] };
    if input.len() > LONGEST {
        return nothing(Fault::TooLong { length: input.len() });
    }
    let Ok(Value::Object(file)) = serde_json::from_str(input) else { return nothing(Fault::NotOurs) };
    match file.get("sawtooth").and_then(Value::as_u64) {
        Some(schema) if schema > u64::from(SCHEMA) => {
            return nothing(Fault::TooNew { schema: schema.to_string() });
        }
        Some(1) => {}
        _ => return nothing(Fault::NotOurs),
    }
    let word = |key: &str| file.get(key).map(plain).unwrap_or_default();
    let mut all = vec![("on".to_string(), word("on")), ("rev".to_string(), word("rev"))];
    if let Some(Value::Object(values)) = file.get("values") {
        all.extend(values.iter().map(|(key, value)| (key.clone(), as_pair(key, value))));
    }
    rebuild(&word("preset"), all, Vec::new())
}

fn readable(key: &str, value: String) -> Value {
    match key {
        "name" | "note" => text::unescape(&value).unwrap_or_default().into(),
        _ if field(key).is_some() => value.parse::<f64>().map_or(Value::Null, Value::from),
        _ => value.into(),
    }
}

fn as_pair(key: &str, value: &Value) -> String {
    match (key, value) {
        ("name" | "note", Value::String(words)) => text::escape(words),
        _ => plain(value),
    }
}

/// A word or a number as it would stand in a link.
fn plain(value: &Value) -> String {
    match value {
        Value::String(word) => word.clone(),
        Value::Number(number) => number.as_f64().map(super::number).unwrap_or_default(),
        other => other.to_string(),
    }
}

/// What a file is that is not even read, for its size in bytes.
pub fn too_long(length: usize) -> Opened {
    Opened { scenario: None, faults: vec![Fault::TooLong { length }] }
}
