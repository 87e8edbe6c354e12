//! Spent: what the calls of logs cost, seen from several sides that filter each other.
//!
//! Every sum is of whole tokens by model, class and tier, and becomes money once, by the
//! bill with the ledger's prices.

use crate::logs::sorted;
use std::collections::BTreeMap;

use crate::logs::ledger::{self, Ledger, SEARCH, Terms};
use crate::logs::{Call, Logs};
use crate::model::bill::{self, Bill};
use crate::model::usage::{Source, Usage};
use crate::prices::{Class, PriceTier, RateTable};

mod checks;
mod filter;
mod reported;
mod shares;
mod steps;
mod whole;

pub use checks::{Check, Checked};
pub use filter::{Filter, Item, Key, Side};
pub use reported::{Paid, Reported, Sum, reported};
pub use shares::{Correction, Share, Shares};
pub use steps::{FIVE_MINUTES, Kind, ONE_HOUR, Step};
pub use whole::{Reason, Sure, Whole, whole};

/// What logs need beside them to be seen: made once for a reading and its terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    pub ledger: Ledger,
    /// By the call's place in the logs: days since 1970 on the user's calendar.
    days: Vec<i64>,
    /// By the call's place in the logs.
    pub steps: Vec<Step>,
}

impl Account {
    pub fn new(table: &RateTable, logs: &Logs, terms: &Terms) -> Account {
        Account {
            ledger: Ledger::new(table, logs, terms),
            days: logs.calls.iter().map(|call| terms.zone.day(call.answered)).collect(),
            steps: steps::steps(logs),
        }
    }
}

/// Logs with their account.
#[derive(Clone, Copy)]
pub struct Books<'a> {
    pub logs: &'a Logs,
    pub account: &'a Account,
}

/// What the calls that pass a filter come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Total {
    pub bill: Bill,
    pub calls: usize,
    /// Calls without a price, which are in no dollar here.
    pub unpriced: usize,
    /// Calls whose id hides whether a region with a price of its own served them.
    pub hidden_region: usize,
    /// Calls in fast mode for which no price of it is known.
    pub no_fast_price: usize,
    /// What only the client's totals have, of a session and a model each, that may have cost more.
    pub at_lowest: usize,
    /// Searches of the web whose own requests are in no line and in no total of the client.
    pub bare_searches: u64,
    pub sessions: usize,
    /// Days with at least one call.
    pub active_days: usize,
    /// First and last day, since 1970 on the user's calendar.
    pub days: Option<(i64, i64)>,
}

/// Dollars of calls of which so many have no price: nothing where none has one. Of calls in no line
/// the number is not known.
fn known(usd: f64, calls: usize, unpriced: usize) -> Option<f64> {
    (usd > 0.0 || unpriced < calls.max(1)).then_some(usd)
}

impl Total {
    /// Nothing where no call has a price.
    pub fn usd(&self) -> Option<f64> {
        known(self.bill.total, self.calls, self.unpriced)
    }
}

impl Row {
    /// Whether any of its calls has a price.
    pub fn has_price(&self) -> bool {
        known(self.usd, self.calls, self.unpriced).is_some()
    }
}

/// What one day, model, project, session, class or source comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    pub key: Key,
    pub usd: f64,
    pub calls: usize,
    pub unpriced: usize,
}

/// A side's rows under the choices of the other sides, dearest first, days in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    pub side: Side,
    pub rows: Vec<Row>,
    /// USD of all of them, as the bill has it.
    pub total: f64,
}

#[derive(Default)]
struct Group {
    usage: Usage,
    calls: usize,
    unpriced: usize,
}

impl<'a> Books<'a> {
    /// The call at a place, where it is one with a price.
    pub(crate) fn priced(&self, at: usize) -> Option<(&'a Call, usize, PriceTier)> {
        let (place, tier) = self.account.ledger.place(at)?;
        Some((self.logs.calls.get(at)?, place, tier))
    }

    pub fn day(&self, at: usize) -> i64 {
        self.account.days.get(at).copied().unwrap_or_default()
    }

    /// The first and the last day of all calls.
    pub fn days(&self) -> Option<(i64, i64)> {
        let days = &self.account.days;
        days.iter().min().copied().zip(days.iter().max().copied())
    }

    pub fn step(&self, at: usize) -> Step {
        self.account.steps.get(at).copied().unwrap_or_default()
    }

    /// What the call belongs to on a side; of items, which a call has several of, none.
    fn key(&self, side: Side, at: usize) -> Option<Key> {
        let call = self.logs.calls.get(at)?;
        let project = || self.logs.sessions.get(call.session as usize).map(|s| s.project);
        match side {
            Side::Day => Some(Key::Day(self.day(at))),
            Side::Model => Some(Key::Model(call.model)),
            Side::Project => project().map(Key::Project),
            Side::Session => Some(Key::Session(call.session)),
            Side::Item => None,
            Side::Whose => Some(Key::Whose(ledger::source(call))),
        }
    }

    pub(crate) fn passes(&self, filter: &Filter, at: usize) -> bool {
        filter.keys().all(|key| key.side() == Side::Item || self.key(key.side(), at) == Some(key))
    }

    /// The places of the calls that pass; of what they cost, a chosen item is only a part.
    pub fn calls(&self, filter: &Filter) -> impl Iterator<Item = usize> {
        (0..self.logs.calls.len()).filter(|at| self.passes(filter, *at))
    }

    /// Adds tokens to a usage at a call's own price: all of them, or only those of an item.
    /// Nothing where the call has no price.
    pub(crate) fn add(
        &self,
        usage: &mut Usage,
        at: usize,
        tier: PriceTier,
        tokens: [f64; 5],
        item: Option<Item>,
    ) {
        let Some((call, place, _)) = self.priced(at) else { return };
        let counts = usage.of(ledger::source(call), place);
        for (class, tokens) in Class::ALL.into_iter().zip(tokens) {
            if item.is_none_or(|item| item == Item::Tokens(class)) {
                counts.add(tier, class, tokens);
            }
        }
    }

    /// Adds what a call searched.
    pub(crate) fn add_searches(&self, usage: &mut Usage, at: usize, item: Option<Item>) {
        let searches = self.priced(at).map_or(0, |(call, ..)| call.web_searches);
        if searches > 0 && item.is_none_or(|item| item == Item::Searches) {
            usage.add_dollars(Source::Searches, f64::from(searches) * SEARCH);
        }
    }

    /// Adds a call as it was.
    pub(crate) fn add_real(&self, usage: &mut Usage, at: usize, item: Option<Item>) {
        if let Some((call, _, tier)) = self.priced(at) {
            self.add(usage, at, tier, self.tokens(call), item);
            self.add_searches(usage, at, item);
        }
    }

    /// Tokens by class as they are billed.
    pub(crate) fn tokens(&self, call: &Call) -> [f64; 5] {
        self.account.ledger.tokens(call).map(f64::from)
    }

    /// USD of a usage at the ledger's prices.
    pub(crate) fn usd(&self, usage: &Usage) -> f64 {
        bill::total(&self.account.ledger.prices, usage)
    }

    /// Whether a call stands for searches of which nothing else is known.
    fn is_bare(&self, at: usize) -> bool {
        let call = &self.logs.calls[at];
        !call.is_logged() && call.web_searches > 0 && call.context() == 0 && call.output == 0
    }

    pub fn total(&self, filter: &Filter) -> Total {
        let mut total = Total::default();
        let mut usage = Usage::default();
        let (mut sessions, mut days) = (Vec::new(), Vec::new());
        for at in self.calls(filter) {
            total.calls += usize::from(self.logs.calls[at].is_logged());
            total.unpriced += usize::from(self.priced(at).is_none() && !self.logs.calls[at].is_guess);
            if self.is_bare(at) {
                total.bare_searches += u64::from(self.logs.calls[at].web_searches);
            }
            total.hidden_region += usize::from(self.account.ledger.hides_region(&self.logs.calls[at]));
            let has_none = self.account.ledger.has_no_fast_price(at, &self.logs.calls[at]);
            total.no_fast_price += usize::from(has_none);
            total.at_lowest += usize::from(self.account.ledger.may_cost_more(at, &self.logs.calls[at]));
            self.add_real(&mut usage, at, filter.item());
            sessions.push(self.logs.calls[at].session);
            days.push(self.day(at));
        }
        total.sessions = distinct(&mut sessions);
        total.active_days = distinct(&mut days);
        total.days = days.first().copied().zip(days.last().copied());
        total.bill = Bill::new(&self.account.ledger.prices, &usage);
        total
    }

    /// A side's rows. Its own choice filters the others, never itself.
    pub fn rows(&self, side: Side, filter: &Filter) -> Rows {
        let filter = filter.without(side);
        let groups = match side {
            Side::Item => self.items(&filter),
            _ => self.groups(side, &filter),
        };
        let row = |(key, group): (Key, &Group)| Row {
            key,
            usd: self.usd(&group.usage),
            calls: group.calls,
            unpriced: group.unpriced,
        };
        let mut rows: Vec<Row> = groups.iter().map(|(key, group)| row((*key, group))).collect();
        if side != Side::Day {
            sorted::by(&mut rows, |a, b| b.usd.total_cmp(&a.usd).then(a.key.cmp(&b.key)));
        }
        let mut all = Usage::default();
        groups.values().for_each(|group| all.add_times(&group.usage, 1.0));
        Rows { side, rows, total: self.usd(&all) }
    }

    fn groups(&self, side: Side, filter: &Filter) -> BTreeMap<Key, Group> {
        let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
        for at in self.calls(filter) {
            let Some(key) = self.key(side, at) else { continue };
            let group = groups.entry(key).or_default();
            group.calls += usize::from(self.logs.calls[at].is_logged());
            group.unpriced += usize::from(self.priced(at).is_none() && !self.logs.calls[at].is_guess);
            self.add_real(&mut group.usage, at, filter.item());
        }
        groups
    }

    /// What the same calls cost item by item.
    fn items(&self, filter: &Filter) -> BTreeMap<Key, Group> {
        let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
        for at in self.calls(filter) {
            let Some((call, ..)) = self.priced(at) else { continue };
            let tokens = self.account.ledger.tokens(call);
            let some = Class::ALL.into_iter().zip(tokens).filter(|(_, count)| *count > 0);
            let searched = (call.web_searches > 0).then_some(Item::Searches);
            for item in some.map(|(class, _)| Item::Tokens(class)).chain(searched) {
                let group = groups.entry(Key::Item(item)).or_default();
                group.calls += usize::from(call.is_logged());
                self.add_real(&mut group.usage, at, Some(item));
            }
        }
        groups
    }
}

/// How many different ones there are, which alone are left, in their order.
fn distinct<T: Ord>(all: &mut Vec<T>) -> usize {
    sorted::by(all, Ord::cmp);
    all.dedup();
    all.len()
}
