//! Other vendors’ list beside the `genai-prices` crate, probed as a black box: rates come from prices of
//! requests of one token class.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use genai_prices::{PriceRequest, Usage, UsageKey};
use sawtooth::prices::vendors::{ListPrice, ListRates, ListStep, OtherPrice, VendorList, VendorModel};
use sawtooth::prices::{Date, date};

use super::differences::Difference;

/// Both sides of every step of either list.
const PROMPTS: [u32; 8] = [1_000, 128_001, 199_999, 200_000, 200_001, 272_000, 272_001, 512_001];
/// Days on both sides of every change that is listed, none of them on a weekend or a holiday in China.
const DAYS: [Date; 4] = [date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 4), date(2027, 5, 6)];
/// UTC: one of DeepSeek's peak hours on a working day, and one that is none.
const HOURS: [u64; 2] = [2, 12];
const CLASSES: [UsageKey; 4] = [
    UsageKey::INPUT_TOKENS,
    UsageKey::OUTPUT_TOKENS,
    UsageKey::CACHE_READ_TOKENS,
    UsageKey::CACHE_WRITE_TOKENS,
];

fn provider(vendor: &str) -> Option<&'static str> {
    Some(match vendor {
        "Cursor" => "cursor",
        "DeepSeek" => "deepseek",
        "Google" => "google",
        "Meta" => "meta",
        "MiniMax" => "minimax",
        "Mistral" => "mistral",
        "Moonshot AI" => "moonshotai",
        "OpenAI" => "openai",
        "xAI" => "x-ai",
        "Z.ai" => "zai",
        _ => return None,
    })
}

/// Every disagreement of both lists.
pub fn differences(list: &VendorList) -> Vec<Difference> {
    list.models.iter().flat_map(of_model).collect()
}

fn of_model(model: &VendorModel) -> Vec<Difference> {
    let difference = |what: &str, ours: String, theirs: String| Difference {
        model: model.id.clone(),
        what: what.into(),
        ours,
        theirs,
    };
    if !is_theirs(model) {
        return vec![difference("the model", "listed".into(), "none".into())];
    }
    let mut found: Vec<Difference> = Vec::new();
    for day in DAYS.into_iter().filter(|day| !model.has_ended(*day)) {
        for prompt in PROMPTS {
            let ours = ours(model.price(day).expect("a price"), prompt);
            let [early, noon] = HOURS.map(|hour| theirs(model, (day, hour), prompt));
            let theirs = if early == noon { noon } else { format!("{early} or {noon}") };
            // A day or a prompt that differs as the one before is the same difference.
            if ours != theirs && !found.iter().any(|d| (&d.ours, &d.theirs) == (&ours, &theirs)) {
                found.push(difference(&format!("prompt {prompt} on {day}"), ours, theirs));
            }
        }
    }
    found
}

fn ours(price: &ListPrice, prompt: u32) -> String {
    let at = |rates: &ListRates, step: Option<&ListStep>| {
        let above = step.filter(|step| f64::from(prompt) > step.above).map(|step| step.rates);
        let rates = above.unwrap_or(*rates);
        let by_class = rates.by_class();
        cell([by_class.input, by_class.output, by_class.read, by_class.write_5m])
    };
    let other = |other: &OtherPrice| at(&other.rates, other.step.as_ref());
    let first = at(&price.rates, price.step.as_ref());
    price.or.as_ref().map_or(first.clone(), |or| format!("{first} or {}", other(or)))
}

fn cell(rates: [f64; 4]) -> String {
    rates.map(|rate| ((rate * 1e6).round() / 1e6).to_string()).join(" ")
}

fn is_theirs(model: &VendorModel) -> bool {
    let Some(provider) = provider(&model.vendor) else { return false };
    let usage = Usage::from([(UsageKey::INPUT_TOKENS, 1.0)]);
    let request = PriceRequest::new(&model.id, &usage).with_provider_id(provider);
    let named = genai_prices::calculate(&request).map(|price| price.model_id);
    named.is_ok_and(|id| id.eq_ignore_ascii_case(&model.id) || id == model.id.trim_end_matches("-preview"))
}

fn theirs(model: &VendorModel, at: (Date, u64), prompt: u32) -> String {
    cell(CLASSES.map(|class| their_rate(model, at, prompt, class)))
}

/// USD per million; a class that has no price of its own costs what input does.
fn their_rate(model: &VendorModel, at: (Date, u64), prompt: u32, class: UsageKey) -> f64 {
    let tokens = f64::from(prompt);
    let input = price(model, at, &Usage::from([(UsageKey::INPUT_TOKENS, tokens)]));
    let both = price(model, at, &Usage::from([(UsageKey::INPUT_TOKENS, tokens), (class.clone(), tokens)]));
    // Cached tokens are among the input there, and output is beside it.
    let own = if class == UsageKey::OUTPUT_TOKENS { both - input } else { both };
    own / tokens * 1e6
}

fn price(model: &VendorModel, at: (Date, u64), usage: &Usage) -> f64 {
    let request = PriceRequest::new(&model.id, usage);
    let request = request.with_provider_id(provider(&model.vendor).expect("theirs"));
    let price = genai_prices::calculate(&request.with_timestamp(time(at)));
    price.expect("a matched model has a price").total_price
}

fn time((day, hour): (Date, u64)) -> SystemTime {
    let days = date(1970, 1, 1).days_until(day);
    UNIX_EPOCH + Duration::from_hours(24 * u64::from(days.cast_unsigned()) + hour)
}
