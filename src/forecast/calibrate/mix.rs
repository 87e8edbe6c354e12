//! Mix: how much of the work each model did.

use super::inputs::Made;
use super::pool::{Pool, Work};
use super::trial::Trial;
use crate::logs::sorted;
use crate::model::price::Price;
use crate::prices::{Class, PriceTier};
use crate::scenario::{Scenario, Share};

/// Smaller parts of the work are nobody's choice of a model.
const LEAST: f64 = 0.0005;

/// A model of the mix.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixed {
    pub model: String,
    /// Of the work: in sessions of the scenario's mean size. Real sessions may be larger on
    /// one model than on another, and some have several.
    pub share: f64,
    /// Sessions of the logs of which it did the part that cost most.
    pub sessions: usize,
}

/// The shares before there is a session: what each model cost over what all of the tokens had
/// cost on it.
pub(super) fn by_tokens(made: &mut Made, work: &Work) {
    let alone = |price: &Price| -> f64 {
        let tier = if price.fast { PriceTier::Fast } else { PriceTier::Lower };
        let usd = Class::ALL.into_iter().zip(work.tokens);
        usd.map(|(class, tokens)| tokens * price.scale * price.rate(tier, class)).sum()
    };
    let shares = made.prices.0.iter().zip(&work.of_model).map(|(price, usd)| (usd, alone(price)));
    let shares = shares.map(|(usd, alone)| if alone > 0.0 { usd / alone } else { 0.0 }).collect();
    set(made, shares);
}

/// The shares by the session that was found: what each model cost over one of them on it.
pub(super) fn by_session(made: &mut Made, work: &Work) {
    let alone = |price: &Price| {
        let mut scenario = made.scenario.clone();
        scenario.mix = vec![Share { model: price.id.clone(), share: 1.0 }];
        Trial::of(&made.prices, &scenario).map_or(0.0, |trial| trial.total())
    };
    let shares = made.prices.0.iter().zip(&work.of_model).map(|(price, usd)| (usd, alone(price)));
    let shares = shares.map(|(usd, alone)| if alone > 0.0 { usd / alone } else { 0.0 }).collect();
    set(made, shares);
}

fn set(made: &mut Made, shares: Vec<f64>) {
    let all: f64 = shares.iter().sum();
    let named = made.prices.0.iter().zip(shares);
    let named = named.map(|(price, share)| Share { model: price.id.clone(), share: share / all });
    let mut mix: Vec<Share> = named.filter(|share| share.share >= LEAST).collect();
    if mix.is_empty() {
        // Calls without a token: any of their models says as much.
        mix.extend(made.prices.0.first().map(|price| Share { model: price.id.clone(), share: 1.0 }));
    }
    sorted::by(&mut mix, |a, b| b.share.total_cmp(&a.share));
    made.scenario.mix = mix;
    made.scenario.scale_shares();
}

pub(super) fn mixed(pool: &Pool, scenario: &Scenario) -> Vec<Mixed> {
    let mut sessions = vec![0; pool.prices.0.len()];
    for fit in &pool.main {
        let dominant = pool.work([fit], &pool.prices).dominant();
        sessions.get_mut(dominant).into_iter().for_each(|count| *count += 1);
    }
    counted(pool, scenario, &sessions)
}

/// The same with the sessions of each model by its place among the prices.
pub(super) fn counted(pool: &Pool, scenario: &Scenario, sessions: &[usize]) -> Vec<Mixed> {
    let mut all = scenario.mean_mix();
    sorted::by(&mut all, |a, b| b.share.total_cmp(&a.share));
    let of = |share: &Share| {
        let place = pool.prices.0.iter().position(|price| price.id == share.model);
        let sessions = place.and_then(|at| sessions.get(at).copied()).unwrap_or_default();
        Mixed { model: share.model.clone(), share: share.share, sessions }
    };
    all.iter().map(of).collect()
}
