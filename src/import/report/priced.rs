//! Priced: what reports' tokens cost at list price, beside what the reports say themselves.

use super::split::{Split, band, price, split_writes};
use crate::ledger::SEARCH;
use crate::logs::{Report, ReportRow};
use crate::price::{Price, Prices};
use crate::rates::{Class, RateTable};
use crate::usage::{Source, Usage};

/// Reports' tokens as a usage, to be billed with its own prices.
#[derive(Clone, Debug, PartialEq)]
pub struct Priced {
    pub prices: Prices,
    pub usage: Usage,
    /// USD as the reports themselves say.
    pub reported: f64,
    /// Cache writes whose lifetime the reports say, and those of which they do not.
    pub writes: Writes,
    /// Models without a price in the table, with their rows; one without a name where a row
    /// stands for several.
    pub unpriced: Vec<(Option<String>, usize)>,
}

/// Tokens written to the cache.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Writes {
    /// With a lifetime in the report.
    pub given: f64,
    pub given_1h: f64,
    /// Whose lifetime follows from the cost.
    pub inferred: f64,
    pub inferred_1h: f64,
    /// Give or take, in tokens, at worst.
    pub error: f64,
    /// Of which nothing tells the lifetime: counted as written for 5 minutes.
    pub unknown: f64,
    /// Rows whose cost no lifetime explains.
    pub impossible: usize,
}

/// Every row on its day, each lifetime as given, or as the cost tells it, or else 5 minutes.
pub fn priced(table: &RateTable, reports: &[Report]) -> Priced {
    let mut priced = Priced {
        prices: Prices(Vec::new()),
        usage: Usage::default(),
        reported: 0.0,
        writes: Writes::default(),
        unpriced: Vec::new(),
    };
    for report in reports {
        for row in &report.rows {
            let split = split_writes(table, report.kind, row);
            priced.add(table, row, split);
        }
    }
    priced
}

impl Priced {
    fn add(&mut self, table: &RateTable, row: &ReportRow, split: Split) {
        self.reported += row.usd.unwrap_or_default();
        if row.web_searches > 0 {
            self.usage.add_dollars(Source::Searches, row.web_searches as f64 * SEARCH);
        }
        let counts = counts(row, split.one_hour());
        if counts.iter().all(|count| *count == 0.0) {
            return;
        }
        self.writes.add(row, split);
        let Some(price) = price(table, row) else { return self.count_unpriced(row) };
        let band = band(&price, row);
        let source = if row.batch { Source::Batch } else { Source::Main };
        let tokens = self.usage.of(source, place(&mut self.prices, price));
        Class::ALL.into_iter().zip(counts).for_each(|(class, count)| tokens.add(band, class, count));
    }

    fn count_unpriced(&mut self, row: &ReportRow) {
        match self.unpriced.iter_mut().find(|(model, _)| *model == row.model) {
            Some((_, rows)) => *rows += 1,
            None => self.unpriced.push((row.model.clone(), 1)),
        }
    }
}

fn place(prices: &mut Prices, price: Price) -> usize {
    let known = prices.0.iter().position(|other| *other == price);
    known.unwrap_or_else(|| {
        prices.0.push(price);
        prices.0.len() - 1
    })
}

/// By class, in the order of [`Class::ALL`].
fn counts(row: &ReportRow, one_hour: Option<f64>) -> [f64; 5] {
    let tokens = &row.tokens;
    let unsplit = tokens.write_unsplit as f64;
    let hours = unsplit * one_hour.unwrap_or_default();
    [
        tokens.input as f64,
        tokens.write_5m as f64 + (unsplit - hours),
        tokens.write_1h as f64 + hours,
        tokens.read as f64,
        tokens.output as f64,
    ]
}

impl Writes {
    fn add(&mut self, row: &ReportRow, split: Split) {
        let tokens = &row.tokens;
        let unsplit = tokens.write_unsplit as f64;
        self.given += (tokens.write_5m + tokens.write_1h) as f64;
        self.given_1h += tokens.write_1h as f64;
        match split {
            Split::Share { one_hour, error, .. } => {
                self.inferred += unsplit;
                self.inferred_1h += unsplit * one_hour;
                self.error += unsplit * error;
            }
            Split::Impossible { .. } => {
                self.unknown += unsplit;
                self.impossible += 1;
            }
            Split::Nothing | Split::NoCost | Split::NoPrice => self.unknown += unsplit,
        }
    }
}
