//! Our table beside LiteLLM's price list, which knows only today.

use std::collections::BTreeMap;

use sawtooth::prices::{Class, Date, Model, RateTable, Rates};
use serde_json::{Map, Value};

use super::differences::{Difference, cell, rates};

type Entries = BTreeMap<String, Map<String, Value>>;

/// Every disagreement on `day`: rates, step, fast mode, sizes, and models only one side has.
/// A model that we call retired may be absent there.
///
/// # Errors
/// A sentence about JSON that is no price list.
pub fn differences(table: &RateTable, json: &str, day: Date) -> Result<Vec<Difference>, String> {
    let entries = entries(json)?;
    let mut found = Vec::new();
    for model in &table.models {
        let theirs: Vec<_> = entries.iter().filter(|(key, _)| same(key, &model.id)).collect();
        if theirs.is_empty() && !model.retired(day) {
            found.push(difference(&model.id, "the model", "listed", "none"));
        }
        for (key, entry) in theirs {
            found.extend(compare(table.revision, model, day, key, entry));
        }
    }
    let ours = |key: &String| table.models.iter().any(|model| same(key, &model.id));
    let unknown = entries.keys().filter(|key| !ours(key));
    found.extend(unknown.map(|key| difference(key, "the model", "none", "listed")));
    Ok(found)
}

/// The provider's own models: resold ones carry other prices.
fn entries(json: &str) -> Result<Entries, String> {
    let all: Entries = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let own = |entry: &Map<String, Value>| {
        entry.get("litellm_provider").and_then(Value::as_str) == Some("anthropic")
    };
    let own: Entries = all.into_iter().filter(|(_, entry)| own(entry)).collect();
    match own.is_empty() {
        true => Err("no model of the provider anthropic in it".to_owned()),
        false => Ok(own),
    }
}

/// A key names a model by its id, or by its id and the day of its snapshot.
fn same(key: &str, id: &str) -> bool {
    let dated = |rest: &str| rest.len() == 9 && rest[1..].bytes().all(|byte| byte.is_ascii_digit());
    key.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('-') && dated(rest))
}

fn compare(
    revision: u32,
    model: &Model,
    day: Date,
    key: &str,
    entry: &Map<String, Value>,
) -> Vec<Difference> {
    let row = model.price(day, revision);
    let step = row.and_then(|row| row.step);
    let fast = row.and_then(|row| row.fast);
    let their_step = their_step(entry);
    let their_fast = factor(entry, "fast").map(|times| rates(|class| rate(entry, class, "") * times));
    let above = |tokens: Option<f64>| tokens.map_or("none".to_owned(), |tokens| tokens.to_string());
    let us = |offered: bool| if offered { "1.1" } else { "none" }.to_owned();
    let their_us = factor(entry, "us").map_or("none".to_owned(), |times| times.to_string());
    let pairs = [
        ("rates", cell(row.map(|row| row.rates)), cell(Some(rates(|class| rate(entry, class, ""))))),
        ("step", above(step.map(|step| step.above)), above(their_step.map(|step| step.0))),
        ("rates above the step", cell(step.map(|step| step.rates)), cell(their_step.map(|step| step.1))),
        ("fast", cell(fast), cell(their_fast)),
        ("US only", us(model.us_only), their_us),
        ("window", above(Some(model.window)), above(number(entry, "max_input_tokens"))),
        ("max output", above(model.max_output), above(number(entry, "max_output_tokens"))),
    ];
    let unlike = pairs.into_iter().filter(|(_, ours, theirs)| ours != theirs);
    unlike.map(|(what, ours, theirs)| difference(key, what, &ours, &theirs)).collect()
}

fn difference(model: &str, what: &str, ours: &str, theirs: &str) -> Difference {
    let [model, what, ours, theirs] = [model, what, ours, theirs].map(str::to_owned);
    Difference { model, what, ours, theirs }
}

fn number(entry: &Map<String, Value>, field: &str) -> Option<f64> {
    entry.get(field).and_then(Value::as_f64)
}

fn factor(entry: &Map<String, Value>, name: &str) -> Option<f64> {
    entry.get("provider_specific_entry")?.get(name)?.as_f64()
}

/// USD per million tokens; NaN where theirs has no such rate, which equals none of ours.
fn rate(entry: &Map<String, Value>, class: Class, suffix: &str) -> f64 {
    let field = match class {
        Class::Input => "input_cost_per_token",
        Class::Write5m => "cache_creation_input_token_cost",
        Class::Write1h => "cache_creation_input_token_cost_above_1hr",
        Class::Read => "cache_read_input_token_cost",
        Class::Output => "output_cost_per_token",
    };
    number(entry, &format!("{field}{suffix}")).map_or(f64::NAN, |usd| usd * 1e6)
}

/// Theirs spells the step in its field names: `input_cost_per_token_above_100k_tokens`.
fn their_step(entry: &Map<String, Value>) -> Option<(f64, Rates)> {
    let size = |field: &String| {
        let rest = field.strip_prefix("input_cost_per_token_above_")?;
        rest.strip_suffix("k_tokens")?.parse::<u32>().ok()
    };
    let thousands = entry.keys().find_map(size)?;
    let suffix = format!("_above_{thousands}k_tokens");
    Some((f64::from(thousands) * 1e3, rates(|class| rate(entry, class, &suffix))))
}
