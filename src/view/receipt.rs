//! The cost breakdown: tokens and dollars by source, model and class, whose parts add up as printed.

use super::answer::basis_of_two;
use super::{Locale, Table, labels, payer, words};
use crate::model::bill::{Bill, Line};
use crate::model::estimate::{Answer, MONTHS_A_YEAR};
use crate::model::price::Prices;
use crate::model::usage::Source;
use crate::prices::{Class, PriceTier};
use crate::scenario::in_order;
use crate::scenario::{Basis, Payment};

/// Rounded columns: a session to a hundredth of a cent, a month and a year to the cent.
pub(super) const SESSION_DECIMALS: usize = 4;
pub(super) const MONEY_DECIMALS: usize = 2;

#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    pub rows: Vec<Row>,
    pub total: Row,
    pub notes: Vec<String>,
}

/// One printed line. `head` is set on the first line of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub head: Option<String>,
    pub what: String,
    pub tokens: String,
    pub rate: String,
    pub session: String,
    pub month: String,
    pub year: String,
}

/// What makes two lines the same line.
pub(super) type Key = (Source, Option<(usize, PriceTier, Class)>);

pub(super) fn key(line: &Line) -> Key {
    (line.source, line.of.map(|p| (p.model, p.tier, p.class)))
}

/// Every line of the session or the month, in the receipt's order.
fn keys(answer: &Answer) -> Vec<Key> {
    in_order::distinct(answer.month.lines.iter().chain(&answer.session.lines).map(key))
}

pub fn receipt(answer: &Answer, locale: &Locale) -> Receipt {
    let keys = keys(answer);
    let session = rounded(&column(&answer.session, &keys), SESSION_DECIMALS);
    let month = rounded(&column(&answer.month, &keys), MONEY_DECIMALS);
    let year: Vec<f64> = column(&answer.month, &keys).iter().map(|usd| usd * MONTHS_A_YEAR).collect();
    let year = rounded(&year, MONEY_DECIMALS);
    let mut last = None;
    let row = |(i, key): (usize, &Key)| {
        let line = find(answer, *key);
        let head = (last != Some(key.0)).then(|| words::source(key.0).to_string());
        last = Some(key.0);
        Row {
            head,
            what: what(&answer.prices, *key, locale),
            tokens: line.and_then(|l| l.of).map_or(String::new(), |p| locale.fixed(p.tokens, 0)),
            rate: line.and_then(|l| l.of).map_or(String::new(), |p| format!("${}", locale.short(p.rate, 5))),
            session: dollars(session.0[i], SESSION_DECIMALS, locale),
            month: dollars(month.0[i], MONEY_DECIMALS, locale),
            year: dollars(year.0[i], MONEY_DECIMALS, locale),
        }
    };
    let rows = keys.iter().enumerate().map(row).collect();
    let total = Row {
        what: "Total".into(),
        session: dollars(session.1, SESSION_DECIMALS, locale),
        month: dollars(month.1, MONEY_DECIMALS, locale),
        year: dollars(year.1, MONEY_DECIMALS, locale),
        ..Row::default()
    };
    Receipt { rows, total, notes: notes(answer) }
}

/// What makes two lines of different scenarios the same: where tokens come from, and their class.
type Kind = (Source, Option<Class>);

fn kind(line: &Line) -> Kind {
    (line.source, line.of.map(|p| p.class))
}

/// Two months by source and class, to the cent, with the difference of what is printed.
pub fn against(answer: &Answer, baseline: &Answer, locale: &Locale) -> Table {
    let kinds = in_order::distinct(answer.month.lines.iter().chain(&baseline.month.lines).map(kind));
    let column = |bill: &Bill| {
        let usd = |wanted: &Kind| bill.lines.iter().filter(|l| kind(l) == *wanted).map(|l| l.usd).sum();
        rounded(&kinds.iter().map(usd).collect::<Vec<f64>>(), MONEY_DECIMALS)
    };
    let (now, then) = (column(&answer.month), column(&baseline.month));
    let row = |name: String, then: f64, now: f64| {
        let sign = if now > then {
            "+"
        } else if now < then {
            "-"
        } else {
            ""
        };
        let change = dollars((now - then).abs(), MONEY_DECIMALS, locale);
        vec![
            name,
            dollars(then, MONEY_DECIMALS, locale),
            dollars(now, MONEY_DECIMALS, locale),
            format!("{sign}{change}"),
        ]
    };
    let name = |(source, class): &Kind| {
        let class = class.map_or("in dollars", labels::class);
        format!("{} · {class}", words::source(*source))
    };
    let mut rows: Vec<_> = kinds.iter().enumerate().map(|(i, k)| row(name(k), then.0[i], now.0[i])).collect();
    rows.push(row("Total".into(), then.1, now.1));
    let basis = basis_of_two(&answer.scenario, &baseline.scenario, ", ");
    Table {
        caption: format!("{}{basis}", labels::breakdown::BESIDE),
        head: ["Item", "Baseline", "This scenario", "Difference"].map(String::from).to_vec(),
        rows,
    }
}

/// The month's line where there is one, else the session's.
fn find(answer: &Answer, wanted: Key) -> Option<&Line> {
    answer.month.lines.iter().chain(&answer.session.lines).find(|line| key(line) == wanted)
}

fn column(bill: &Bill, keys: &[Key]) -> Vec<f64> {
    let usd = |wanted: &Key| bill.lines.iter().find(|line| key(line) == *wanted).map_or(0.0, |line| line.usd);
    keys.iter().map(usd).collect()
}

/// Largest remainder: the parts in whole units whose sum is the rounded total.
/// Returns the parts and that sum, in dollars.
pub fn rounded(parts: &[f64], decimals: usize) -> (Vec<f64>, f64) {
    let unit = libm::pow(10.0, decimals as f64);
    let exact: Vec<f64> = parts.iter().map(|usd| usd * unit).collect();
    let total = libm::round(exact.iter().sum());
    (shared_out(&exact, total).into_iter().map(|units| units / unit).collect(), total / unit)
}

/// Dollars as the page writes them, in parts that add up to the total where all are whole dollars.
pub(super) fn adding_up(parts: &[f64], locale: &Locale) -> Vec<String> {
    let texts: Vec<String> = parts.iter().map(|usd| locale.money(*usd)).collect();
    let all = locale.money(parts.iter().sum());
    if texts.iter().chain([&all]).any(|text| text.contains('.')) {
        return texts;
    }
    rounded(parts, 0).0.into_iter().map(|usd| locale.money(usd)).collect()
}

/// Whole units, each less than one from its exact value, whose sum is a whole `total`; the
/// total must be less than one from the sum of the exact values.
pub(super) fn shared_out(exact: &[f64], total: f64) -> Vec<f64> {
    let mut whole: Vec<f64> = exact.iter().map(|units| libm::floor(*units)).collect();
    let order = in_order::by_key(0..exact.len(), |at| whole[*at] - exact[*at]);
    let missing = (total - whole.iter().sum::<f64>()).max(0.0) as usize;
    for i in order.into_iter().take(missing) {
        whole[i] += 1.0;
    }
    whole
}

pub(super) fn dollars(usd: f64, decimals: usize, locale: &Locale) -> String {
    format!("${}", locale.fixed(usd, decimals))
}

/// A line's name: "Opus 5.5 · Cache read".
pub(super) fn what(prices: &Prices, (_, of): Key, locale: &Locale) -> String {
    let Some((model, tier, class)) = of else { return "in dollars".into() };
    let Some(price) = prices.0.get(model) else { return String::new() };
    let tier = words::tier(tier, price.step, locale).map_or(String::new(), |tier| format!(", {tier}"));
    let place = payer::apart_at(prices, model).map_or(String::new(), |place| format!(", {place}"));
    format!("{}{place}{tier} · {}", price.name, labels::class(class))
}

fn notes(answer: &Answer) -> Vec<String> {
    let mut notes = vec![format!(
        "Tokens and rates are those of the month{}. Prices lists every rate with its source.",
        if answer.developers() == 1.0 { "" } else { ", team included" }
    )];
    if answer.scenario.payment == Payment::Subscription {
        notes.push("At API prices. A plan costs its price.".into());
    }
    if answer.scenario.cache.on && answer.scenario.basis != Basis::Totals {
        notes
            .push("There is no plain input: with caching on, Claude Code caches everything it sends.".into());
    }
    notes
}

/// To a millionth, which leaves out the last binary digits alone.
pub(super) fn plain(number: f64) -> String {
    (libm::round(number * 1e6) / 1e6).to_string()
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn printed_parts_add_up_to_the_printed_total() {
        let table: [&[f64]; 4] =
            [&[0.333, 0.333, 0.334], &[1.005, 2.005, 3.005], &[], &[0.004, 0.004, 0.004]];
        for parts in table {
            let (printed, total) = rounded(parts, 2);
            let cents = |usd: &f64| libm::round(usd * 100.0);
            assert_eq!(printed.iter().map(cents).sum::<f64>(), cents(&total), "{parts:?}");
            assert!(printed.iter().zip(parts).all(|(p, exact)| (p - exact).abs() < 0.01));
        }
    }
}
