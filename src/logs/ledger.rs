//! Ledger: what the calls of logs and the rows of reports cost at list price, each on its day.
//!
//! A call is billed as a whole in one tier: fast mode where it ran in it, the upper one where
//! its prompt is above the model's step. What has no price is listed and never counted as $0.

use crate::logs::{Call, Logs, Zone};
use crate::model::bill;
use crate::model::price::{Price, Prices};
use crate::model::usage::{Source, Usage};
use crate::prices::{Class, Date, Family, Model, PriceTier, RateTable, Rates, Tokenizer, date};
use crate::scenario::Cloud;
use names::{Region, region};
use std::collections::BTreeMap;

mod names;
mod priced;
mod report;
mod split;

pub(in crate::logs) use names::FAMILIES;
pub use names::{is_fast, known, place};
pub use priced::{Priced, priced};
pub use report::{row_hides_region, row_is_fast, row_price, row_usd};
pub use split::{Split, Writes, split_writes};

/// USD for one search of the web (Claude docs, pricing: $10 per 1,000).
pub const SEARCH: f64 = 0.01;

/// How the user wants logs to be priced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// Where a day begins and ends.
    pub zone: Zone,
    /// Whether output without a final count is the estimate instead of what was recorded, and
    /// summaries that stand in no line are counted as estimated.
    pub corrected: bool,
    /// What stands for models that the table does not know, by their name in the logs.
    pub priced_as: Vec<(String, PricedAs)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PricedAs {
    /// Another model's price, by its id.
    Like(String),
    /// USD per million tokens, the user's own.
    Rates(Rates),
}

/// A price for every call that has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// A price for every row of the table that is in use, so one model may come several times.
    pub prices: Prices,
    /// By the call's place in the logs: its price and tier.
    places: Vec<Option<(u32, PriceTier)>>,
    /// Models without a price, by their place in [`Logs::models`], with their calls.
    pub unpriced: Vec<(usize, usize)>,
    /// By the model's place in [`Logs::models`]: where its id leaves the region open.
    regions: Vec<Region>,
    corrected: bool,
}

impl Ledger {
    pub fn new(table: &RateTable, logs: &Logs, terms: &Terms) -> Ledger {
        let mut ledger = Ledger {
            prices: Prices(Vec::new()),
            places: Vec::with_capacity(logs.calls.len()),
            unpriced: Vec::new(),
            regions: logs.models.iter().map(|name| region(table, name)).collect(),
            corrected: terms.corrected,
        };
        let mut rows = Rows { table, logs, terms, seen: BTreeMap::new() };
        for call in &logs.calls {
            let place = rows.place(&mut ledger.prices, call);
            if place.is_none() && !call.is_guess {
                ledger.count_unpriced(call.model as usize);
            }
            // Of many calls together no prompt is known.
            let is_one = call.is_logged() || call.is_guess;
            let context = if is_one { call.context() as f64 } else { 0.0 };
            let tier = |place: usize| tier(&ledger.prices.0[place], call.fast, context);
            ledger.places.push(place.and_then(|place| Some((u32::try_from(place).ok()?, tier(place)))));
        }
        ledger
    }

    fn count_unpriced(&mut self, model: usize) {
        match self.unpriced.iter_mut().find(|(m, _)| *m == model) {
            Some((_, calls)) => *calls += 1,
            None => self.unpriced.push((model, 1)),
        }
    }

    /// The price and tier of a call, by its place in the logs.
    pub fn price(&self, call: usize) -> Option<(&Price, PriceTier)> {
        let (place, tier) = self.place(call)?;
        Some((&self.prices.0[place], tier))
    }

    /// The price's place in [`Ledger::prices`] and the tier of a call, by its place in the logs.
    pub fn place(&self, call: usize) -> Option<(usize, PriceTier)> {
        let (place, tier) = (*self.places.get(call)?)?;
        Some((place as usize, tier))
    }

    /// Whether a region with a price of its own may have served a call, which its id does not say.
    pub fn hides_region(&self, call: &Call) -> bool {
        match self.regions.get(call.model as usize) {
            Some(Region::Hidden) => call.is_logged(),
            Some(Region::HiddenInClouds) => call.is_logged() && call.in_cloud,
            _ => false,
        }
    }

    /// Whether some of what only the client's totals have may have cost more than it is counted here:
    /// above the model's step, or in a mode of which not all of the session's calls were.
    pub fn may_cost_more(&self, at: usize, call: &Call) -> bool {
        let is_above = |(price, tier): (&Price, PriceTier)| {
            tier == PriceTier::Lower && price.step.is_some_and(|step| call.context() as f64 > step)
        };
        let is_of_totals = !call.is_logged() && !call.is_guess;
        is_of_totals && (call.has_open_terms || self.price(at).is_some_and(is_above))
    }

    /// Whether a call was in fast mode at a time when no price of it is known, and so is at that of the
    /// standard mode.
    pub fn has_no_fast_price(&self, at: usize, call: &Call) -> bool {
        call.fast && self.price(at).is_some_and(|(_, tier)| tier != PriceTier::Fast)
    }

    /// Output tokens as they are billed here.
    pub fn output(&self, call: &Call) -> u32 {
        if self.corrected { call.estimated } else { call.output }
    }

    /// Tokens of a call by class, in the order of [`Class::ALL`]. A guess is a correction too.
    pub fn tokens(&self, call: &Call) -> [u32; 5] {
        if call.is_guess && !self.corrected {
            return [0; 5];
        }
        [call.input, call.write_5m, call.write_1h, call.read, self.output(call)]
    }

    /// Tokens and searches of these calls, by their places in the logs, to be billed with
    /// [`Ledger::prices`].
    pub fn usage(&self, logs: &Logs, calls: impl IntoIterator<Item = usize>) -> Usage {
        let mut usage = Usage::default();
        let mut searches = 0;
        for at in calls {
            let Some((call, (place, tier))) = logs.calls.get(at).zip(self.place(at)) else {
                continue;
            };
            let tokens = usage.of(source(call), place);
            for (class, count) in Class::ALL.into_iter().zip(self.tokens(call)) {
                tokens.add(tier, class, f64::from(count));
            }
            searches += u64::from(call.web_searches);
        }
        if searches > 0 {
            usage.add_dollars(Source::Searches, searches as f64 * SEARCH);
        }
        usage
    }

    /// USD of one call, or nothing where it has no price.
    pub fn usd(&self, logs: &Logs, at: usize) -> Option<f64> {
        let call = logs.calls.get(at)?;
        let (price, tier) = self.price(at)?;
        let tokens = Class::ALL.into_iter().zip(self.tokens(call));
        let usd: f64 = tokens.map(|(class, count)| bill::usd(price, tier, class, f64::from(count))).sum();
        let usd = if call.batch { usd * bill::BATCH } else { usd };
        Some(usd + f64::from(call.web_searches) * SEARCH)
    }
}

/// Whose tokens these are on the receipt.
pub fn source(call: &Call) -> Source {
    match call.chain {
        _ if call.batch => Source::Batch,
        0 => Source::Main,
        _ if call.sums_up => Source::Compaction,
        Call::SUMMARY if call.is_guess => Source::Compaction,
        // A part of the client's totals, which do not say what it was.
        Call::SUMMARY | Call::UNLOGGED => Source::Unlogged,
        _ => Source::Agents,
    }
}

/// The tier in which a call is billed as a whole, by its prompt in tokens.
pub fn tier(price: &Price, fast: bool, context: f64) -> PriceTier {
    let above = price.step.is_some_and(|step| context > step);
    match fast && price.tiers[PriceTier::Fast as usize].is_some() {
        true => PriceTier::Fast,
        false if above => PriceTier::Upper,
        false => PriceTier::Lower,
    }
}

/// The table's rows as the logs' calls need them, each found once.
struct Rows<'a> {
    table: &'a RateTable,
    logs: &'a Logs,
    terms: &'a Terms,
    /// Model of the logs, day (UTC, as the table's), US only; and the price's place.
    seen: BTreeMap<(u32, i64, bool), Option<usize>>,
}

impl Rows<'_> {
    fn place(&mut self, prices: &mut Prices, call: &Call) -> Option<usize> {
        let key = (call.model, Zone::UTC.day(call.answered), call.us_only);
        if let Some(place) = self.seen.get(&key) {
            return *place;
        }
        let place = self.find(call).map(|price| prices.place(price));
        self.seen.insert(key, place);
        place
    }

    fn find(&self, call: &Call) -> Option<Price> {
        let name = self.logs.models.get(call.model as usize)?;
        let day = Zone::UTC.date(call.answered);
        let own = self.terms.priced_as.iter().find(|(model, _)| model == name).map(|(_, price)| price);
        let model = match own {
            Some(PricedAs::Rates(rates)) => return Some(stated(name, *rates)),
            Some(PricedAs::Like(id)) => self.table.model(id)?,
            None => known(self.table, name)?,
        };
        on_day(self.table, (model, place(name)), day, call.us_only)
    }
}

/// The list price on a day of a model, at a place that may have prices of its own. In the US only
/// it costs more where the model offers that: others may run there too, at their price.
fn on_day(table: &RateTable, (model, place): (&Model, Cloud), day: Date, us_only: bool) -> Option<Price> {
    let price = listed(model, table.revision, day)?;
    Some(match place {
        Cloud::Any if us_only && model.us_only => price.in_the_us(),
        place => price.at(place, model.released),
    })
}

/// The model's price on a day, or its first or last where the log says a day outside of them.
fn listed(model: &Model, revision: u32, day: Date) -> Option<Price> {
    let first = model.prices.iter().map(|row| row.from).min()?;
    let row = model.price(day.max(first), revision).or_else(|| model.prices.last())?;
    // The day is no part of a price: else there would be one for each day.
    Some(Price::listed(model, row, row.from))
}

/// The user's own rates for a model that no table knows.
fn stated(name: &str, rates: Rates) -> Price {
    Price {
        id: name.into(),
        name: name.into(),
        family: Family::Sonnet,
        tokenizer: Tokenizer::Since2026,
        scale: 1.0,
        window: f64::INFINITY,
        auto_compact: f64::INFINITY,
        step: None,
        fast: false,
        us_only: false,
        place: Cloud::Any,
        tiers: [Some(rates), None, None],
        api_bands: None,
        overridden: true,
        source: String::new(),
        checked: const { date(1970, 1, 1) },
        provisional: false,
        retires: None,
        retired: false,
    }
}
