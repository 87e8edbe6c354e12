//! Every dollar of the chosen calls: tokens, rate, and where the rate is from.

use serde::{Deserialize, Serialize};

use super::LogsState;
use super::names::source;
use super::words::{count, printed};
use crate::logs::date_of;
use crate::model::bill::{Bill, Line};
use crate::model::price::Price;
use crate::prices::{Date, PriceRow};
use crate::scenario::Cloud;
use crate::view::waterfall::cents;
use crate::view::words;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallCosts {
    pub finding: String,
    pub rows: Vec<CostRow>,
    pub total: String,
    /// Where each price is from, in the order of their numbers from 1.
    pub sources: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CostRow {
    /// What the rows from here on are of, where that is something else than before.
    pub head: Option<String>,
    pub what: String,
    /// The number of its price, from 1; searches have none.
    pub source: Option<usize>,
    pub tokens: String,
    pub rate: String,
    pub usd: String,
}

pub(super) fn costs(state: &LogsState) -> CallCosts {
    let bill = &state.total().bill;
    let parts: Vec<f64> = bill.lines.iter().map(|line| line.usd).collect();
    let usd = printed(&parts, bill.total);
    let mut last = None;
    let row = |(line, usd): (&Line, f64)| {
        let head = (last != Some(line.source)).then(|| source(line.source).to_string());
        last = Some(line.source);
        CostRow { head, ..row(state, line, cents(usd, state.locale)) }
    };
    CallCosts {
        finding: count(bill.lines.len(), "line", "lines", state.locale),
        rows: bill.lines.iter().zip(usd).map(row).collect(),
        total: cents(bill.total, state.locale),
        sources: sources(state, bill),
    }
}

fn row(state: &LogsState, line: &Line, usd: String) -> CostRow {
    let Some(priced) = line.of else {
        return CostRow { what: "$10 per 1,000".into(), usd, ..CostRow::default() };
    };
    let price = &state.books.account.ledger.prices.0[priced.model];
    let tier =
        words::tier(priced.tier, price.step, state.locale).map_or(String::new(), |tier| format!(", {tier}"));
    CostRow {
        head: None,
        what: format!("{}{tier} · {}", name(state, price), words::class(priced.class)),
        source: Some(priced.model + 1),
        tokens: state.locale.fixed(priced.tokens, 0),
        rate: format!("${}", state.locale.short(priced.rate, 5)),
        usd,
    }
}

/// With what sets it apart, where the model has another price here.
fn name(state: &LogsState, price: &Price) -> String {
    let mut name = super::names::cut(&price.name, 60);
    if price.us_only {
        name += ", US only";
    }
    name += words::place(price.place);
    let prices = &state.books.account.ledger.prices.0;
    let terms = |price: &Price| (price.us_only, price.place);
    let alike = |other: &&Price| (&other.name, terms(other)) == (&price.name, terms(price));
    if prices.iter().filter(alike).count() < 2 {
        return name;
    }
    let step = price.step.map(|step| format!(", higher above {}", state.locale.tokens(step)));
    name + &step.unwrap_or(", one rate for all prompts".into())
        + &row_of(state, price).map_or(String::new(), holds)
}

/// The row of the table that a price stands for, where only one does.
fn row_of<'a>(state: &LogsState<'a>, price: &Price) -> Option<&'a PriceRow> {
    let rows = &state.table.model(&price.id)?.prices;
    let is_it = |row: &&PriceRow| {
        let step = row.step.as_ref().map(|step| step.above);
        let plain = price.us_only || price.place != Cloud::Any || price.tiers[0] == Some(row.rates);
        plain && (step, &row.source, row.checked) == (price.step, &price.source, price.checked)
    };
    let mut fitting = rows.iter().filter(is_it);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// ", from 12 August 2025 to 29 April 2026".
fn holds(row: &PriceRow) -> String {
    let from = words::day(row.from);
    match row.to {
        Some(to) => format!(", from {from} to {}", words::day(date_of(day_of(to) - 1))),
        None => format!(", from {from} on"),
    }
}

fn day_of(date: Date) -> i64 {
    i64::from(date_of(0).days_until(date))
}

fn sources(state: &LogsState, bill: &Bill) -> Vec<String> {
    let prices = &state.books.account.ledger.prices.0;
    let used = |at: usize| bill.lines.iter().any(|line| line.of.is_some_and(|of| of.model == at));
    let source = |(at, price): (usize, &Price)| {
        let name = name(state, price);
        if !used(at) {
            return format!("{name}: not in this selection.");
        }
        if price.overridden {
            return format!("{name}: your own rates.");
        }
        let confirmed = if price.provisional { " Not confirmed." } else { "" };
        format!("{name}: {}; checked {}.{confirmed}", price.source, words::day(price.checked))
    };
    prices.iter().enumerate().map(source).collect()
}
