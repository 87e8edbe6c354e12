//! Our table beside the `genai-prices` crate, probed as a black box: its data are private, so
//! rates come from prices of requests of one token class.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use genai_prices::{Calculator, PriceRequest, Usage, UsageKey};
use sawtooth::prices::{Class, Date, Model, PriceRow, RateTable, Rates, date};

use super::differences::{Difference, cell, rates};

/// Both sides of every step either list has, and a prompt near the largest window.
const PROMPTS: [u32; 6] = [1_000, 100_000, 100_001, 200_000, 200_001, 900_000];

/// Far enough to meet every change that a list of today has scheduled.
const LAST: Date = date(2027, 12, 31);

/// One request as both lists can price it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Probe {
    Prompt(u32),
    Fast,
}

/// Every disagreement: rates on each day since our first row, and models only one side has.
pub fn differences(table: &RateTable) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut matched = BTreeSet::new();
    for model in &table.models {
        match matching(&model.id) {
            Some(theirs) => {
                found.extend(rate_differences(table.revision, model));
                matched.insert(theirs);
            }
            None => found.push(missing(&model.id, "listed", "none")),
        }
    }
    let only_theirs = their_models().filter(|id| !matched.contains(id));
    found.extend(only_theirs.map(|id| missing(&id, "none", "listed")));
    found
}

fn missing(id: &str, ours: &str, theirs: &str) -> Difference {
    let [model, what, ours, theirs] = [id, "the model", ours, theirs].map(str::to_owned);
    Difference { model, what, ours, theirs }
}

fn their_models() -> impl Iterator<Item = String> {
    let providers = Calculator::bundled().providers();
    let anthropic = providers.filter(|provider| provider.id() == "anthropic");
    anthropic.flat_map(|provider| provider.models().map(|model| model.id().to_owned()))
}

/// Their id for a model of ours.
fn matching(id: &str) -> Option<String> {
    let usage = Usage::from([(UsageKey::INPUT_TOKENS, 1.0)]);
    let request = PriceRequest::new(id, &usage).with_provider_id("anthropic");
    genai_prices::calculate(&request).ok().map(|price| price.model_id)
}

/// Days that differ alike, in a row, become one difference; so do probes that differ alike.
fn rate_differences(revision: u32, model: &Model) -> Vec<Difference> {
    let mut alike: BTreeMap<(Date, Date, String, String), Vec<Probe>> = BTreeMap::new();
    for probe in PROMPTS.map(Probe::Prompt).into_iter().chain([Probe::Fast]) {
        for (from, to, ours, theirs) in stretches(revision, model, probe) {
            if ours != theirs {
                alike.entry((from, to, ours, theirs)).or_default().push(probe);
            }
        }
    }
    let difference = |((from, to, ours, theirs), probes): (_, Vec<Probe>)| Difference {
        model: model.id.clone(),
        what: what(&probes, from, to),
        ours,
        theirs,
    };
    alike.into_iter().map(difference).collect()
}

fn what(probes: &[Probe], from: Date, to: Date) -> String {
    let names = probes.iter().map(|probe| match probe {
        Probe::Prompt(tokens) => format!("prompt {tokens}"),
        Probe::Fast => "fast".to_owned(),
    });
    let names = names.collect::<Vec<_>>().join(", ");
    match to > LAST {
        true => format!("{names}; from {from}"),
        false => format!("{names}; {from} to {to}"),
    }
}

/// The days since our first row, cut where either side changes; a day that no row of ours holds
/// counts as a difference.
fn stretches(revision: u32, model: &Model, probe: Probe) -> Vec<(Date, Date, String, String)> {
    let mut cut: Vec<(Date, Date, String, String)> = Vec::new();
    let mut print = None;
    for day in days(model) {
        let row = model.price(day, revision);
        let ours = cell(row.and_then(|row| our_rates(row, probe)));
        let now = fingerprint(&model.id, day, probe);
        let same = cut.last().is_some_and(|last| last.1 == day && last.2 == ours && print == now);
        if same {
            cut.last_mut().expect("there is one to extend").1 = after(day);
        } else {
            cut.push((day, after(day), ours, cell(their_rates(&model.id, day, probe))));
        }
        print = now;
    }
    cut
}

fn days(model: &Model) -> impl Iterator<Item = Date> {
    let first = model.prices.iter().map(|row| row.from).min();
    std::iter::successors(first, |day| Some(after(*day))).take_while(|day| *day <= LAST)
}

fn after(day: Date) -> Date {
    let (year, month) = (day.year(), day.month());
    let next = Date::new(year, month, day.day() + 1).or(Date::new(year, month + 1, 1));
    next.unwrap_or(date(year + 1, 1, 1))
}

fn our_rates(row: &PriceRow, probe: Probe) -> Option<Rates> {
    let step = |tokens: u32| row.step.filter(|step| f64::from(tokens) > step.above);
    match probe {
        Probe::Fast => row.fast,
        Probe::Prompt(tokens) => Some(step(tokens).map_or(row.rates, |step| step.rates)),
    }
}

/// Their rates; fast mode is theirs only if asking for it changes the price.
fn their_rates(id: &str, day: Date, probe: Probe) -> Option<Rates> {
    let of = |probe| rates(|class| their_rate(id, day, probe, class));
    let found = of(probe);
    (probe != Probe::Fast || found != of(Probe::Prompt(PROMPTS[0]))).then_some(found)
}

fn their_rate(id: &str, day: Date, probe: Probe, class: Class) -> f64 {
    let tokens = tokens(probe);
    let mut prompt = Usage::from([(UsageKey::INPUT_TOKENS, tokens), (key(class), tokens)]);
    if class == Class::Write1h {
        // Theirs counts 1-hour writes among all writes, as it counts writes among all input.
        prompt.insert(UsageKey::CACHE_WRITE_TOKENS, tokens);
    }
    let price = their_price(id, day, probe, &prompt);
    let own = match class {
        Class::Output => price - their_price(id, day, probe, &input_only(tokens)),
        _ => price,
    };
    own / tokens * 1e6
}

fn input_only(tokens: f64) -> Usage {
    Usage::from([(UsageKey::INPUT_TOKENS, tokens)])
}

fn tokens(probe: Probe) -> f64 {
    match probe {
        Probe::Prompt(tokens) => f64::from(tokens),
        Probe::Fast => f64::from(PROMPTS[0]),
    }
}

fn key(class: Class) -> UsageKey {
    match class {
        Class::Input => UsageKey::INPUT_TOKENS,
        Class::Write5m => UsageKey::CACHE_WRITE_TOKENS,
        Class::Write1h => UsageKey::CACHE_WRITE_1H_TOKENS,
        Class::Read => UsageKey::CACHE_READ_TOKENS,
        Class::Output => UsageKey::OUTPUT_TOKENS,
    }
}

/// The price of one request with unlike counts of all classes: it moves when any rate moves, at
/// a fifth of the cost of asking for each.
fn fingerprint(id: &str, day: Date, probe: Probe) -> Option<f64> {
    let tokens = tokens(probe);
    let usage = Usage::from([
        (UsageKey::INPUT_TOKENS, tokens),
        (UsageKey::CACHE_READ_TOKENS, tokens * 0.11),
        (UsageKey::CACHE_WRITE_TOKENS, tokens * 0.59),
        (UsageKey::CACHE_WRITE_1H_TOKENS, tokens * 0.23),
        (UsageKey::OUTPUT_TOKENS, tokens * 0.017),
    ]);
    Some(their_price(id, day, probe, &usage))
}

fn their_price(id: &str, day: Date, probe: Probe, usage: &Usage) -> f64 {
    let request = PriceRequest::new(id, usage).with_provider_id("anthropic");
    let request = request.with_timestamp(noon(day));
    let request = match probe {
        Probe::Fast => request.with_price_context("speed", "fast"),
        Probe::Prompt(_) => request,
    };
    let price = genai_prices::calculate(&request).expect("a matched model has a price");
    price.total_price
}

fn noon(day: Date) -> SystemTime {
    let days = date(1970, 1, 1).days_until(day);
    UNIX_EPOCH + Duration::from_hours(24 * u64::from(days.cast_unsigned()) + 12)
}
