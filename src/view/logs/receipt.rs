//! Every dollar of the calls that are shown: tokens, rate, and where the rate is from.

use super::Seen;
use super::words::printed;
use crate::logs::date_of;
use crate::model::bill::{Bill, Line};
use crate::model::price::Price;
use crate::prices::{Date, PriceRow};
use crate::view::html::{each, escape};
use crate::view::waterfall::cents;
use crate::view::words;

pub(super) fn finding(seen: &Seen) -> String {
    let bill = &seen.total().bill;
    let rates = bill.lines.len();
    let lines = super::words::count(rates, "line", "lines", seen.locale);
    format!("{lines}, each with its tokens, its rate and the rate’s source")
}

pub(super) fn receipt(seen: &Seen) -> String {
    let bill = &seen.total().bill;
    let parts: Vec<f64> = bill.lines.iter().map(|line| line.usd).collect();
    let usd = printed(&parts, bill.total);
    let mut last = None;
    let mut rows = String::new();
    for (line, usd) in bill.lines.iter().zip(usd) {
        if last != Some(line.source) {
            let head = escape(words::source(line.source));
            rows += &format!("<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"4\">{head}</th></tr>");
        }
        last = Some(line.source);
        rows += &row(seen, line, usd);
    }
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Receipt of these calls\"><table>\
         <caption class=\"spoken\">Tokens and dollars by source, model and class</caption><thead><tr><th scope=\"col\">What</th>\
         <th scope=\"col\">tokens</th><th scope=\"col\">$ per million</th><th scope=\"col\">dollars</th></tr></thead>\
         <tbody>{rows}</tbody><tfoot><tr><th scope=\"row\">Total</th><td></td><td></td><td>{}</td></tr></tfoot></table></div>\
         <ol class=\"note\">{}</ol>",
        cents(bill.total, seen.locale),
        each("li", &sources(seen, bill))
    )
}

fn row(seen: &Seen, line: &Line, usd: f64) -> String {
    let dollars = cents(usd, seen.locale);
    let Some(priced) = line.of else {
        return format!("<tr><th scope=\"row\">$10 per 1,000</th><td></td><td></td><td>{dollars}</td></tr>");
    };
    let price = &seen.books.account.ledger.prices.0[priced.model];
    let band =
        words::band(priced.band, price.step, seen.locale).map_or(String::new(), |band| format!(", {band}"));
    let what = format!("{}{band} · {}", name(seen, price), words::class(priced.class));
    format!(
        "<tr><th scope=\"row\">{} <span class=\"kicker\">{}</span></th><td>{}</td><td>${}</td><td>{dollars}</td></tr>",
        escape(&what),
        priced.model + 1,
        seen.locale.fixed(priced.tokens, 0),
        seen.locale.short(priced.rate, 5),
    )
}

/// With what sets it apart, where the model has another price here.
fn name(seen: &Seen, price: &Price) -> String {
    let mut name = super::names::cut(&price.name, 60);
    if price.us_only {
        name += ", US only";
    }
    let prices = &seen.books.account.ledger.prices.0;
    let alike = |other: &&Price| (&other.name, other.us_only) == (&price.name, price.us_only);
    if prices.iter().filter(alike).count() < 2 {
        return name;
    }
    let step = price.step.map(|step| format!(", dearer above {}", seen.locale.tokens(step)));
    name + &step.unwrap_or(", one rate for all prompts".into())
        + &row_of(seen, price).map_or(String::new(), holds)
}

/// The row of the table that a price stands for, where only one does.
fn row_of<'a>(seen: &Seen<'a>, price: &Price) -> Option<&'a PriceRow> {
    let rows = &seen.table.model(&price.id)?.prices;
    let is_it = |row: &&PriceRow| {
        let step = row.step.as_ref().map(|step| step.above);
        let plain = price.us_only || price.bands[0] == Some(row.rates);
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

/// Where each price is from, numbered as the rows name it.
fn sources(seen: &Seen, bill: &Bill) -> Vec<String> {
    let prices = &seen.books.account.ledger.prices.0;
    let used = |at: usize| bill.lines.iter().any(|line| line.of.is_some_and(|of| of.model == at));
    let source = |(at, price): (usize, &Price)| match (used(at), price.overridden) {
        (false, _) => format!("{}: not in what is shown.", name(seen, price)),
        (true, true) => format!("{}: your own rates.", name(seen, price)),
        (true, false) => {
            let state = if price.provisional { " Not confirmed." } else { "" };
            format!("{}: {}; checked {}.{state}", name(seen, price), price.source, words::day(price.checked))
        }
    };
    prices.iter().enumerate().map(source).collect()
}
