//! What reports without single calls come to: their own dollars where they state them, else
//! their tokens at list price.

use std::collections::BTreeMap;

use crate::bill;
use crate::ledger::{self, SEARCH};
use crate::logs::{Report, ReportKind, ReportRow, ReportTokens};
use crate::price::{Price, Prices};
use crate::rates::{Band, Class, Date, RateTable};
use crate::usage::{Source, Usage};

/// USD of some rows, by where they are from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paid {
    /// The report's own.
    pub stated: f64,
    /// Its tokens at list price, cache writes of no stated lifetime at the 5-minute rate.
    pub priced: f64,
    /// Rows with neither.
    pub unpriced: usize,
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
    /// In order of time; what has no day is first.
    pub days: Vec<(Option<Date>, Sum)>,
    /// Dearest first; what covers several models has no name.
    pub models: Vec<(Option<String>, Sum)>,
    pub sessions: Option<f64>,
    /// Different persons or keys.
    pub people: usize,
    /// Of the cache writes whose lifetime it does not say, the share for an hour that its own
    /// dollars mean, 0..1; nothing where they fit no share.
    pub hour_writes: Option<f64>,
}

/// How far beyond all or nothing a share may come out that is still read as rounding.
const ROUNDING: f64 = 0.02;

impl Paid {
    pub fn usd(&self) -> f64 {
        self.stated + self.priced
    }
}

/// Adds a report up; rows without a day are priced as of `today`.
pub fn reported(table: &RateTable, report: &Report, today: Date) -> Reported {
    let mut found = Reported { kind: report.kind, ..Reported::default() };
    let (mut days, mut models) = (BTreeMap::<_, Sum>::new(), BTreeMap::<_, Sum>::new());
    let mut people = BTreeMap::new();
    for row in &report.rows {
        let one = Sum { paid: paid(table, row, today), tokens: row.tokens };
        let of_model = models.entry(row.model.clone()).or_default();
        for sum in [&mut found.total, days.entry(row.day).or_default(), of_model] {
            sum.add(&one);
        }
        if let Some(sessions) = row.sessions {
            *found.sessions.get_or_insert(0.0) += sessions;
        }
        people.extend(row.person.as_ref().map(|person| (person, ())));
    }
    found.people = people.len();
    found.hour_writes = hour_writes(table, report, today);
    found.days = days.into_iter().collect();
    found.models = models.into_iter().collect();
    found.models.sort_by(|(_, a), (_, b)| b.paid.usd().total_cmp(&a.paid.usd()));
    found
}

impl Sum {
    fn add(&mut self, other: &Sum) {
        self.paid.stated += other.paid.stated;
        self.paid.priced += other.paid.priced;
        self.paid.unpriced += other.paid.unpriced;
        let (mine, theirs) = (&mut self.tokens, &other.tokens);
        mine.input = mine.input.saturating_add(theirs.input);
        mine.write_5m = mine.write_5m.saturating_add(theirs.write_5m);
        mine.write_1h = mine.write_1h.saturating_add(theirs.write_1h);
        mine.write_unsplit = mine.write_unsplit.saturating_add(theirs.write_unsplit);
        mine.read = mine.read.saturating_add(theirs.read);
        mine.output = mine.output.saturating_add(theirs.output);
    }
}

fn paid(table: &RateTable, row: &ReportRow, today: Date) -> Paid {
    if let Some(usd) = row.usd.filter(|usd| usd.is_finite()) {
        return Paid { stated: usd, ..Paid::default() };
    }
    let price = row.model.as_ref().and_then(|name| ledger::on_day(table, name, row.day.unwrap_or(today)));
    match price {
        Some(price) => Paid { priced: at_list_price(price, row), ..Paid::default() },
        None => Paid { unpriced: 1, ..Paid::default() },
    }
}

/// The share at which the rows' tokens at list price come to the rows' dollars.
fn hour_writes(table: &RateTable, report: &Report, today: Date) -> Option<f64> {
    let (mut stated, mut short, mut long) = (0.0, 0.0, 0.0);
    for row in report.rows.iter().filter(|row| row.tokens.write_unsplit > 0) {
        let Some((usd, name)) = row.usd.zip(row.model.as_ref()) else { continue };
        let Some(price) = ledger::on_day(table, name, row.day.unwrap_or(today)) else { continue };
        stated += usd;
        short += at_list_price(price.clone(), row);
        let mut hour = row.clone();
        hour.tokens.write_1h = hour.tokens.write_1h.saturating_add(row.tokens.write_unsplit);
        hour.tokens.write_unsplit = 0;
        long += at_list_price(price, &hour);
    }
    let share = (stated - short) / (long - short);
    (-ROUNDING..=1.0 + ROUNDING).contains(&share).then(|| share.clamp(0.0, 1.0))
}

fn at_list_price(price: Price, row: &ReportRow) -> f64 {
    let price = if row.us_only { price.in_the_us() } else { price };
    let above = price.step.filter(|_| row.long_context).map_or(0.0, |step| step + 1.0);
    let band: Band = ledger::band(&price, row.fast, above);
    let of = row.tokens;
    let short = of.write_5m.saturating_add(of.write_unsplit);
    let mut usage = Usage::default();
    let source = if row.batch { Source::Batch } else { Source::Main };
    let counts = usage.of(source, 0);
    for (class, tokens) in Class::ALL.into_iter().zip([of.input, short, of.write_1h, of.read, of.output]) {
        counts.add(band, class, tokens as f64);
    }
    usage.add_dollars(Source::Searches, row.web_searches as f64 * SEARCH);
    bill::total(&Prices(vec![price]), &usage)
}
