//! What reports without single calls come to: their own dollars where they state them, else
//! their tokens at list price.

use crate::logs::sorted;
use std::collections::{BTreeMap, BTreeSet};

use crate::logs::ledger::{SEARCH, Writes, row_hides_region, row_is_fast, row_price, row_usd, split_writes};
use crate::logs::{Days, Report, ReportKind, ReportRow, ReportTokens};
use crate::model::price::Price;
use crate::prices::{Date, PriceTier, RateTable};

/// USD of some rows, by where they are from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paid {
    /// The report's own.
    pub stated: f64,
    /// Its tokens at list price, cache writes of no stated lifetime at the 5-minute rate.
    pub priced: f64,
    /// All rows.
    pub rows: usize,
    /// Rows with dollars of their own, $0 among them.
    pub said: usize,
    /// Rows at list price.
    pub listed: usize,
    /// Those of them with cache writes of no stated lifetime.
    pub unknown_writes: usize,
    /// Rows with neither.
    pub unpriced: usize,
    /// Those of them that name no model.
    pub nameless: usize,
    /// Rows whose dollars are a guess of the client's.
    pub guessed: usize,
    /// Rows at the price below a step, of which prompts may have been above it.
    pub below_step: usize,
    /// Rows of several days, at the price of the first, of which the last has another one.
    pub repriced: usize,
    /// Rows of tiers without a published price, at list price.
    pub priority: usize,
    /// Rows in fast mode for which no price of it is known, at that of the standard mode.
    pub no_fast_price: usize,
    /// Rows at the global price that a region with another one may have served.
    pub hidden_region: usize,
    /// Rows whose dollars are after discounts, of bills that have both.
    pub net: usize,
    /// USD of those at list price, and their own, where the report has both.
    pub before: f64,
    pub after: f64,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sum {
    pub paid: Paid,
    pub tokens: ReportTokens,
}

/// A report's total, and its rows by day and by model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reported {
    pub kind: Option<ReportKind>,
    pub total: Sum,
    /// By the days that rows stand for, in order of time; what has no day is first. A month of a bill
    /// stands as that month: nothing tells how much of it belongs to which day, so that its dollars
    /// are not spread, and all of these add up to the total.
    pub days: Vec<(Option<Days>, Sum)>,
    /// Days for which it has what was paid for the work of usage reports.
    pub billed: BTreeSet<Option<Days>>,
    /// The most expensive first; what covers several models has no name.
    pub models: Vec<(Option<String>, Sum)>,
    pub sessions: Option<f64>,
    /// Different sessions that are named.
    pub named: usize,
    /// Different persons or keys.
    pub people: usize,
    /// What it says of how long its cache writes are kept, and what its dollars mean of them.
    pub writes: Writes,
}

impl Paid {
    pub fn usd(&self) -> f64 {
        self.stated + self.priced
    }

    /// Nothing where no row has dollars or a price.
    pub fn known(&self) -> Option<f64> {
        (self.rows > self.unpriced).then(|| self.usd())
    }

    pub fn add(&mut self, other: &Paid) {
        self.stated += other.stated;
        self.priced += other.priced;
        self.rows += other.rows;
        self.said += other.said;
        self.listed += other.listed;
        self.unknown_writes += other.unknown_writes;
        self.unpriced += other.unpriced;
        self.nameless += other.nameless;
        self.guessed += other.guessed;
        self.below_step += other.below_step;
        self.repriced += other.repriced;
        self.priority += other.priority;
        self.no_fast_price += other.no_fast_price;
        self.hidden_region += other.hidden_region;
        self.net += other.net;
        self.before += other.before;
        self.after += other.after;
    }
}

/// Adds a report up; rows without a day are priced as of `today`.
pub fn reported(table: &RateTable, report: &Report, today: Date) -> Reported {
    let mut found = Reported { kind: report.kind, ..Reported::default() };
    let (mut days, mut models) = (BTreeMap::<_, Sum>::new(), BTreeMap::<_, Sum>::new());
    let mut people = BTreeMap::new();
    let mut sessions = BTreeSet::new();
    for row in &report.rows {
        let price = row_price(table, row, today);
        found.writes.add(row, split_writes(price.as_ref(), report.kind, row));
        let mut one = Sum { paid: paid(price.as_ref(), row), tokens: row.tokens };
        one.paid.hidden_region = usize::from(one.paid.listed > 0 && row_hides_region(table, row));
        one.paid.repriced = usize::from(one.paid.listed > 0 && is_repriced(table, row, one.paid.priced));
        let of_model = models.entry(row.model.clone()).or_default();
        for sum in [&mut found.total, days.entry(row.days()).or_default(), of_model] {
            sum.add(&one);
        }
        if let Some(sessions) = row.sessions {
            *found.sessions.get_or_insert(0.0) += sessions;
        }
        if row.pays_for_usage(report.kind) {
            found.billed.insert(row.days());
        }
        sessions.extend(&row.session);
        people.extend(row.person.as_ref().map(|person| (person, ())));
    }
    (found.people, found.named) = (people.len(), sessions.len());
    found.days = days.into_iter().collect();
    found.models = models.into_iter().collect();
    sorted::by(&mut found.models, |(_, a), (_, b)| b.paid.usd().total_cmp(&a.paid.usd()));
    found
}

impl Sum {
    fn add(&mut self, other: &Sum) {
        self.paid.add(&other.paid);
        self.tokens.add(&other.tokens);
    }
}

fn paid(price: Option<&Price>, row: &ReportRow) -> Paid {
    let one = Paid { rows: 1, ..Paid::default() };
    if let Some(usd) = row.usd.filter(|usd| usd.is_finite()) {
        let (guessed, net) = (usize::from(row.is_guess), usize::from(row.is_net));
        let listed = row.listed.filter(|listed| listed.is_finite());
        let (before, after) = listed.map_or((0.0, 0.0), |listed| (listed, usd));
        return Paid { stated: usd, said: 1, guessed, net, before, after, ..one };
    }
    match price {
        Some(price) => {
            let below_step = usize::from(may_be_above(price, row));
            let priority = usize::from(row.priority);
            let has_fast = price.tiers[PriceTier::Fast as usize].is_some();
            let no_fast_price = usize::from(row_is_fast(row) && !has_fast);
            let unknown_writes = usize::from(row.tokens.write_unsplit > 0);
            let priced = row_usd(price, row, 0.0);
            Paid { priced, listed: 1, unknown_writes, below_step, priority, no_fast_price, ..one }
        }
        // Nothing was used.
        None if row.tokens == ReportTokens::default() && row.web_searches == 0 => one,
        // Searches cost the same whichever model asked for them.
        None if row.tokens == ReportTokens::default() => {
            Paid { priced: row.web_searches as f64 * SEARCH, listed: 1, ..one }
        }
        None => Paid { unpriced: 1, nameless: usize::from(row.model.is_none()), ..one },
    }
}

/// Whether a row that cost so much on the first of its days would have cost something else on the last.
fn is_repriced(table: &RateTable, row: &ReportRow, first: f64) -> bool {
    let Some(until) = row.until.filter(|until| row.day.is_some_and(|day| day < *until)) else { return false };
    let last = ReportRow { day: Some(until), until: None, ..row.clone() };
    row_price(table, &last, until).is_some_and(|price| row_usd(&price, &last, 0.0) != first)
}

/// Whether prompts above the model's price step may hide among those of a row below it.
fn may_be_above(price: &Price, row: &ReportRow) -> bool {
    let Some(step) = price.step.filter(|_| !row.long_context) else { return false };
    row.prompt.is_none()
        && row.tokens.sent() as f64 > step
        && row.longest.is_none_or(|longest| f64::from(longest) > step)
}
