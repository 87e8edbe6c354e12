//! Priced: what reports' tokens cost at list price, beside what the reports say themselves.

use super::report::{add_row, add_searches, row_price};
use super::split::{Split, Writes, split_writes};
use crate::logs::{Report, ReportRow, ReportTokens};
use crate::model::price::{Price, Prices};
use crate::model::usage::Usage;
use crate::prices::{Date, RateTable};

/// Reports' tokens as a usage, to be billed with its own prices.
#[derive(Clone, Debug, PartialEq)]
pub struct Priced {
    pub prices: Prices,
    pub usage: Usage,
    /// Cache writes whose lifetime the reports say, and those of which they do not.
    pub writes: Writes,
    /// Models without a price in the table, with their rows; one without a name where a row
    /// stands for several.
    pub unpriced: Vec<(Option<String>, usize)>,
}

/// Every row on its day, or as of `undated`; each lifetime as given, or as the cost tells it,
/// or else 5 minutes.
pub fn priced(table: &RateTable, reports: &[Report], undated: Date) -> Priced {
    let mut priced = Priced {
        prices: Prices(Vec::new()),
        usage: Usage::default(),
        writes: Writes::default(),
        unpriced: Vec::new(),
    };
    for report in reports {
        for row in &report.rows {
            let price = row_price(table, row, undated);
            let split = split_writes(price.as_ref(), report.kind, row);
            priced.add(price, row, split);
        }
    }
    priced
}

impl Priced {
    fn add(&mut self, price: Option<Price>, row: &ReportRow, split: Split) {
        if row.tokens == ReportTokens::default() {
            return add_searches(&mut self.usage, row);
        }
        self.writes.add(row, split);
        let Some(price) = price else {
            add_searches(&mut self.usage, row);
            return self.count_unpriced(row);
        };
        let place = self.prices.place(price.clone());
        add_row(&mut self.usage, (place, &price), row, split.one_hour().unwrap_or_default());
    }

    fn count_unpriced(&mut self, row: &ReportRow) {
        match self.unpriced.iter_mut().find(|(model, _)| *model == row.model) {
            Some((_, rows)) => *rows += 1,
            None => self.unpriced.push((row.model.clone(), 1)),
        }
    }
}
