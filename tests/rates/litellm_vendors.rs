//! Other vendors’ list beside LiteLLM's, which knows only today.

use std::collections::BTreeMap;

use sawtooth::prices::Date;
use sawtooth::prices::vendors::{ListRates, ListStep, VendorList, VendorModel};
use serde_json::{Map, Value};

use super::differences::Difference;

type Entry = Map<String, Value>;

/// Every disagreement on `day` about a model that is served then: rates, step, last day, and models
/// that are not theirs. Models that are not ours are none: theirs lists thousands.
///
/// # Errors
/// A sentence about JSON that is no price list.
pub fn differences(list: &VendorList, json: &str, day: Date) -> Result<Vec<Difference>, String> {
    let all: BTreeMap<String, Entry> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let all: BTreeMap<String, Entry> = all.into_iter().map(|(key, e)| (key.to_lowercase(), e)).collect();
    let served = list.models.iter().filter(|model| !model.has_ended(day));
    Ok(served.flat_map(|model| of_model(model, all.get(&key(model)), day)).collect())
}

/// Theirs names a model with its provider, but for OpenAI's.
fn key(model: &VendorModel) -> String {
    let provider = match model.vendor.as_str() {
        "OpenAI" => "",
        "Google" => "gemini/",
        "Moonshot AI" => "moonshot/",
        "Z.ai" => "zai/",
        "Alibaba" => "dashscope/",
        other => &format!("{other}/"),
    };
    format!("{provider}{}", model.id).to_lowercase()
}

fn of_model(model: &VendorModel, entry: Option<&Entry>, day: Date) -> Vec<Difference> {
    let difference = |(what, ours, theirs): (&str, String, String)| Difference {
        model: model.id.clone(),
        what: what.into(),
        ours,
        theirs,
    };
    let Some((entry, price)) = entry.zip(model.price(day)) else {
        return vec![difference(("the model", "listed".into(), "none".into()))];
    };
    let end = entry.get("deprecation_date").and_then(Value::as_str).unwrap_or("none");
    let pairs = [
        ("rates", ours(&price.rates), theirs(entry, "")),
        ("above the step", step(price.step.as_ref()), their_step(entry)),
        ("ends", model.ends.map_or("none".into(), |day| day.to_string()), end.into()),
    ];
    pairs.into_iter().filter(|(_, ours, theirs)| ours != theirs).map(difference).collect()
}

/// Input, output, reads and writes.
fn ours(rates: &ListRates) -> String {
    cell([Some(rates.input), Some(rates.output), rates.read, rates.write])
}

fn theirs(entry: &Entry, suffix: &str) -> String {
    let names = ["input_cost_per_token", "output_cost_per_token", "cache_read_input_token_cost"];
    let of = |name: &str| entry.get(&format!("{name}{suffix}")).and_then(Value::as_f64);
    // Where storing costs nothing, theirs says 0, and what is written is billed as input.
    let write = of("cache_creation_input_token_cost").filter(|usd| *usd > 0.0);
    let [input, output, read] = names.map(of);
    cell([input, output, read, write].map(|usd| usd.map(|usd| usd * 1e6)))
}

fn cell(rates: [Option<f64>; 4]) -> String {
    let text = |rate: Option<f64>| rate.map_or("none".into(), |r| ((r * 1e6).round() / 1e6).to_string());
    rates.map(text).join(" ")
}

/// Theirs names a step by its thousands: ours of 199,999 is the same as theirs of 200K.
fn step(step: Option<&ListStep>) -> String {
    step.map_or("none".into(), |step| format!("{}K {}", (step.above / 1e3).round(), ours(&step.rates)))
}

fn their_step(entry: &Entry) -> String {
    let size = |field: &String| {
        let rest = field.strip_prefix("input_cost_per_token_above_")?;
        rest.strip_suffix("k_tokens")?.parse::<u32>().ok()
    };
    let Some(thousands) = entry.keys().find_map(size) else { return "none".into() };
    format!("{thousands}K {}", theirs(entry, &format!("_above_{thousands}k_tokens")))
}
