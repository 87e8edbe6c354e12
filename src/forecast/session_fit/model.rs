//! What a fitted conversation costs by the model, beside what it cost.

use super::{Cost, FRESH, Fit};
use crate::logs::Logs;
use crate::logs::ledger::Ledger;
use crate::model::bill;
use crate::model::mixture::of_turns;
use crate::model::price::{Price, Prices};
use crate::model::usage::{Source, Tokens, Usage};
use crate::prices::{Class, PriceTier, date};
use crate::scenario::{Cache, HitSource, Lifetime, Preset, Routing, Scenario, Shape, Share, Trigger};

/// Of a conversation and of the model's session with the inputs of its fit.
pub(super) fn cost(fit: &Fit, logs: &Logs, ledger: &Ledger) -> Cost {
    let served = Served::new(fit, logs, ledger);
    let mut scenario = scenario(fit, served.mix());
    let mut usage = Usage::default();
    for (place, length) in fit.segments.iter().enumerate() {
        segment(&mut scenario, fit, place);
        // The window is infinite here, so there is nothing that could not fit.
        if let Ok(expected) = of_turns(&served.prices, &scenario, std::iter::once(*length as f64)) {
            usage.add_times(&expected.usage, 1.0);
        }
    }
    usage.tokens.iter_mut().for_each(|(_, _, tokens)| as_written(tokens, &fit.fresh));
    Cost { usd: served.usd.iter().sum(), modelled: bill::total(&served.prices, &usage) }
}

/// The models of one conversation.
struct Served {
    prices: Prices,
    /// USD of what each of them did.
    usd: Vec<f64>,
    /// Tokens of the whole conversation, in their tiers.
    tokens: Tokens,
}

impl Served {
    fn new(fit: &Fit, logs: &Logs, ledger: &Ledger) -> Served {
        let mut served = Served { prices: Prices(Vec::new()), usd: Vec::new(), tokens: Tokens::default() };
        for (place, call) in fit.calls.iter().zip(fit.of(logs)) {
            let Some((price, tier)) = ledger.price(*place) else { continue };
            let at = served.place(price, tier == PriceTier::Fast);
            for (class, count) in Class::ALL.into_iter().zip(ledger.tokens(call)) {
                served.tokens.add(tier, class, f64::from(count));
                served.usd[at] += bill::usd(price, tier, class, f64::from(count));
            }
        }
        served
    }

    fn place(&mut self, price: &Price, fast: bool) -> usize {
        let alike = |p: &Price| p.fast == fast && p.tiers == price.tiers && p.step == price.step;
        self.prices.0.iter().position(alike).unwrap_or_else(|| {
            // A model's rows may differ by the day: here its place in the list names a price.
            let id = char::from_u32(self.usd.len() as u32).into_iter().collect();
            self.prices.0.push(Price { id, fast, window: f64::INFINITY, scale: 1.0, ..price.clone() });
            self.usd.push(0.0);
            self.usd.len() - 1
        })
    }

    /// Each model's share of the work: what it cost over what all of it had cost there. A
    /// model that wrote the floor did more than its number of calls says.
    fn mix(&self) -> Vec<Share> {
        let alone = |at: usize| {
            let usage = Usage { tokens: vec![(Source::Main, at, self.tokens)], ..Usage::default() };
            bill::total(&self.prices, &usage)
        };
        let work = |at: usize| if alone(at) > 0.0 { self.usd[at] / alone(at) } else { 0.0 };
        let all: f64 = (0..self.usd.len()).map(work).sum();
        let share = |at: usize| if all > 0.0 { work(at) / all } else { 1.0 / self.usd.len() as f64 };
        let named = |(at, price): (usize, &Price)| Share { model: price.id.clone(), share: share(at) };
        self.prices.0.iter().enumerate().map(named).collect()
    }
}

/// A scenario whose every session is this conversation.
fn scenario(fit: &Fit, mix: Vec<Share>) -> Scenario {
    let mut scenario = Preset::Average.scenario(const { date(1970, 1, 1) }, 0);
    scenario.mix = mix;
    scenario.routing = Routing::PerSession;
    scenario.cache = Cache {
        on: true,
        source: HitSource::Given,
        hit_rate: fit.hit_rate.unwrap_or(0.0),
        lifetime: Some(Lifetime::FiveMinutes),
        ..scenario.cache
    };
    scenario.compaction.trigger = Trigger::Off;
    scenario
}

/// One stretch between compactions as a session of its own: the first call after a compaction
/// carries the session's floor, which is then the warm part of its base.
fn segment(scenario: &mut Scenario, fit: &Fit, place: usize) {
    let (floor, warm) = match place {
        0 => (fit.line.floor, fit.warm),
        _ => (
            fit.line.base,
            scenario.cache.hit_rate * fit.line.floor.min(fit.line.base) / fit.line.base.max(1.0),
        ),
    };
    scenario.shape = Shape { floor, growth: fit.line.growth, output: fit.output };
    scenario.cache.warm = warm;
}

/// What the model writes, in the classes in which it was really sent.
fn as_written(tokens: &mut Tokens, fresh: &[f64; 3]) {
    for tier in PriceTier::ALL {
        let written = tokens.get(tier, Class::Write5m);
        tokens.add(tier, Class::Write5m, -written);
        for (class, share) in FRESH.into_iter().zip(fresh) {
            tokens.add(tier, class, written * share);
        }
    }
}
