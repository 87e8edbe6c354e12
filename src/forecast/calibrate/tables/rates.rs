//! Rates: what a token of a kind of row costs at the terms of a scenario. Dollars are linear in tokens, so those of
//! many rows are priced at once.

use super::list::{Chain, Of};
use crate::forecast::calibrate::inputs::Made;
use crate::forecast::calibrate::pool::{Pool, Work};
use crate::logs::Call;
use crate::logs::ledger::tier;
use crate::model::bill;
use crate::model::price::{Price, Prices, US_ONLY};
use crate::prices::Class;

/// USD of a token of each class.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rates {
    /// The model's place among the prices.
    pub at: usize,
    pub auto_compact: f64,
    pub is_agent: bool,
    /// Its tokens for one of the scenario.
    pub scale: f64,
    /// As [`Pool::work`] has it of calls.
    pub work: [f64; 5],
    /// As [`Pool::usd_of`] has it of calls: at the row's own speed and place, at the scenario's, at the scenario's
    /// speed alone, at its place alone.
    pub usd: [[f64; 5]; 4],
}

impl Rates {
    /// Nothing where its model has no price. `plain` are the prices without the place.
    pub fn new((pool, made): (&Pool, &Made), plain: &Prices, of: &Of) -> Option<Rates> {
        let at = pool.place(&Call { model: of.model, ..Call::default() })?;
        let (price, plain) = (made.prices.0.get(at)?, plain.0.get(at)?);
        let rates = |price: &Price, fast: bool, times: f64| {
            let tier = tier(price, fast, of.prompt as f64);
            Class::ALL.map(|class| bill::usd(price, tier, class, 1.0) * times)
        };
        let own = of.us_only && pool.offers_us(at);
        let usd = |(one_speed, one_place): (bool, bool)| {
            let in_the_us = if one_place { made.scenario.us_only } else { own };
            let fast = if one_speed { plain.fast } else { of.fast };
            rates(plain, fast, if in_the_us { US_ONLY } else { 1.0 })
        };
        Some(Rates {
            at,
            auto_compact: pool.prices.0.get(at)?.auto_compact,
            is_agent: of.chain == Chain::Agent,
            scale: price.scale,
            work: rates(price, price.fast, 1.0),
            usd: [(false, false), (true, true), (true, false), (false, true)].map(usd),
        })
    }

    pub fn add(&self, work: &mut Work, tokens: &[f64; 5]) {
        for (class, (rate, tokens)) in self.work.iter().zip(tokens).enumerate() {
            let usd = rate * tokens;
            work.tokens[class] += tokens / self.scale;
            work.usd[class] += usd;
            work.of_model[self.at] += usd;
        }
    }
}
