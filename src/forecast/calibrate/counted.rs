//! Counted: what a conversation's calls did, added up once. Logs have a hundred calls for each conversation, and
//! all that a calibration asks of them is sums.

use super::pool::{Pool, Work};
use crate::forecast::session_fit::Fit;
use crate::logs::Call;
use crate::logs::ledger;
use crate::model::bill;
use crate::model::price::Price;
use crate::prices::{Class, PriceTier};
use std::ops::Deref;

/// A conversation with its sums.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    pub fit: Fit,
    pub alike: Vec<Alike>,
    /// Tokens of its largest context.
    pub peak: f64,
    /// Pauses between an answer and the next question that are longer than 5 and than 60 minutes.
    pub pauses: [f64; 2],
}

/// Calls of one conversation that are billed alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Alike {
    terms: Terms,
    /// Tokens by class, as the ledger bills them.
    pub tokens: [f64; 5],
    /// Searches of the web.
    pub searches: f64,
}

/// What a call's price goes by.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Terms {
    /// The place of its price in the ledger, and its tier there.
    listed: (usize, PriceTier),
    /// The place of its model in [`Pool::prices`].
    at: usize,
    /// Whether its prompt is above that model's step.
    above: bool,
    fast: bool,
    us_only: bool,
    batch: bool,
}

const MINUTE: i64 = 60_000;
/// Milliseconds of [`Counted::pauses`].
const PAUSES: [i64; 2] = [5 * MINUTE, 60 * MINUTE];

impl Deref for Counted {
    type Target = Fit;

    fn deref(&self) -> &Fit {
        &self.fit
    }
}

impl Counted {
    pub fn new(pool: &Pool, fit: Fit) -> Counted {
        let mut counted = Counted { fit, alike: Vec::new(), peak: 0.0, pauses: [0.0; 2] };
        let (mut latest, mut before): (usize, Option<&Call>) = (0, None);
        for place in 0..counted.fit.calls.len() {
            let place = counted.fit.calls[place];
            let Some((call, terms)) = pool.logs.calls.get(place).zip(Terms::of(pool, place)) else {
                continue;
            };
            // Neighbours are alike as a rule.
            if counted.alike.get(latest).is_none_or(|alike| alike.terms != terms) {
                latest = counted.place(terms);
            }
            let tokens = pool.ledger.tokens(call);
            let alike = &mut counted.alike[latest];
            alike.tokens.iter_mut().zip(tokens).for_each(|(sum, count)| *sum += f64::from(count));
            alike.searches += f64::from(call.web_searches);
            counted.peak = counted.peak.max(call.context() as f64);
            if let Some(before) = before {
                let pause = call.asked.saturating_sub(before.answered);
                for (count, longest) in counted.pauses.iter_mut().zip(PAUSES) {
                    *count += f64::from(u8::from(pause > longest));
                }
            }
            before = Some(call);
        }
        counted.alike.shrink_to_fit();
        counted
    }

    fn place(&mut self, terms: Terms) -> usize {
        let known = self.alike.iter().position(|alike| alike.terms == terms);
        known.unwrap_or_else(|| {
            self.alike.push(Alike { terms, tokens: [0.0; 5], searches: 0.0 });
            self.alike.len() - 1
        })
    }

    /// Tokens of a class.
    pub fn of_class(&self, class: Class) -> f64 {
        self.alike.iter().map(|alike| alike.tokens[class as usize]).sum()
    }

    /// Tokens of all prompts.
    pub fn prompt(&self) -> f64 {
        self.alike.iter().map(|alike| alike.tokens[..Class::Output as usize].iter().sum::<f64>()).sum()
    }

    /// USD at the list prices of its days, searches included.
    pub fn listed(&self, pool: &Pool) -> f64 {
        self.alike.iter().map(|alike| alike.listed(pool)).sum()
    }

    /// USD of searches of the web.
    pub fn searched(&self) -> f64 {
        self.alike.iter().map(|alike| alike.searches * ledger::SEARCH).sum()
    }

    /// The places of its models in [`Pool::prices`].
    pub fn models(&self) -> impl Iterator<Item = usize> {
        self.alike.iter().map(Alike::at)
    }
}

impl Terms {
    fn of(pool: &Pool, place: usize) -> Option<Terms> {
        let call = pool.logs.calls.get(place)?;
        let at = pool.place(call)?;
        let above = pool.prices.0[at].step.is_some_and(|step| call.context() as f64 > step);
        let (fast, us_only, batch) = (call.fast, call.us_only, call.batch);
        Some(Terms { listed: pool.ledger.place(place)?, at, above, fast, us_only, batch })
    }
}

impl Alike {
    pub fn at(&self) -> usize {
        self.terms.at
    }

    pub fn is_fast(&self) -> bool {
        self.terms.fast
    }

    pub fn is_us_only(&self) -> bool {
        self.terms.us_only
    }

    /// The tier of its calls at a price of its model, in fast mode or not.
    pub fn tier(&self, price: &Price, fast: bool) -> PriceTier {
        let context = if self.terms.above { f64::INFINITY } else { 0.0 };
        ledger::tier(price, fast, context)
    }

    /// USD at the list prices of its days, searches included.
    pub fn listed(&self, pool: &Pool) -> f64 {
        let (place, tier) = self.terms.listed;
        let price = &pool.ledger.prices.0[place];
        let usd: f64 =
            Class::ALL.into_iter().zip(self.tokens).map(|(class, n)| bill::usd(price, tier, class, n)).sum();
        let usd = if self.terms.batch { usd * bill::BATCH } else { usd };
        usd + self.searches * ledger::SEARCH
    }

    /// Adds all of them to a sum, in tokens of the scenario, at a price of their model.
    pub fn add_to(&self, work: &mut Work, price: &Price) {
        let tier = self.tier(price, price.fast);
        for (class, count) in Class::ALL.into_iter().zip(self.tokens) {
            let usd = bill::usd(price, tier, class, count);
            work.tokens[class as usize] += count / price.scale;
            work.usd[class as usize] += usd;
            work.of_model[self.terms.at] += usd;
        }
    }
}
