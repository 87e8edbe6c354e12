//! The breakdown as CSV: the columns of before, then whose line it is and what is paid of it.

use super::super::csv::{guarded, records};
use super::super::local::decimals;
use super::super::receipt::{plain, rounded};
use super::lines::{CostLine, lines};
use crate::decisions::breakdown::Breakdown;
use crate::prices::plans::Plan;
use crate::scenario::{LocalMoney, Scenario};

const HEAD: [&str; 15] = [
    "source",
    "model",
    "band",
    "class",
    "tokens_month",
    "usd_per_million",
    "usd_session",
    "usd_month",
    "usd_year",
    "price_source",
    "price_checked",
    "group",
    "payer",
    "paid_usd_month",
    "paid_usd_year",
];

/// One line for each class of tokens of each group, and for all that is paid beside tokens.
/// `usd_…` is at API prices, `paid_…` is what leaves the account. Sessions are of the line's
/// own group. Numbers are in plain notation for a spreadsheet: whole tokens, a month and a year to
/// the cent, a session to a hundredth of one, rates to a millionth.
pub fn csv(broken: &Breakdown, plans: &[Plan], scenario: &Scenario) -> String {
    let found = lines(broken, plans, scenario);
    let rows: Vec<CostLine> = found.lines.into_iter().chain([found.total]).collect();
    let mut texts: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let mut head: Vec<String> = HEAD.map(String::from).to_vec();
    if let Some(money) = scenario.local.money() {
        let c = money.currency;
        head.extend([
            format!("paid_{c}_month"),
            format!("paid_{c}_year"),
            format!("paid_{c}_month_with_tax"),
            format!("paid_{c}_year_with_tax"),
            format!("{c}_per_USD"),
            "rate_on".into(),
            "tax_percent".into(),
        ]);
        for (cells, own) in texts.iter_mut().zip(in_own_money(&rows, &money)) {
            cells.extend(own);
        }
    }
    records(std::iter::once(head).chain(texts))
}

fn cells(line: &CostLine) -> Vec<String> {
    let number = |number: Option<f64>| number.map(plain).unwrap_or_default();
    vec![
        guarded(&line.source),
        guarded(&line.model),
        line.tier.into(),
        guarded(line.class),
        number(line.tokens),
        number(line.rate),
        number(line.session),
        number(line.month),
        number(line.year),
        guarded(&line.price_source),
        line.checked.map(|day| day.to_string()).unwrap_or_default(),
        guarded(&line.group),
        guarded(&line.payer),
        number(line.paid.map(|paid| paid[0])),
        number(line.paid.map(|paid| paid[1])),
    ]
}

/// What is paid in the person's own money: the cells of each row, the last one of the total.
fn in_own_money(rows: &[CostLine], money: &LocalMoney) -> Vec<[String; 7]> {
    let column = |at: usize, of: &dyn Fn(f64) -> f64| -> Vec<String> {
        let usd = |line: &CostLine| line.paid.map_or(0.0, |paid| paid[at]);
        let (lines, total) = rows.split_at(rows.len().saturating_sub(1));
        let exact: Vec<f64> = lines.iter().map(|line| of(usd(line))).collect();
        let (amounts, sum) = rounded(&exact, decimals(money.currency));
        let amounts = amounts.into_iter().chain(total.iter().map(|_| sum));
        let is_known = rows.iter().map(|line| line.paid.is_some());
        amounts
            .zip(is_known)
            .map(|(amount, known)| if known { plain(amount) } else { String::new() })
            .collect()
    };
    let before = [0, 1].map(|at| column(at, &|usd| money.before_tax(usd)));
    let with = [0, 1].map(|at| column(at, &|usd| money.with_tax(usd)));
    let row = |n: usize| {
        let amount = |column: &Vec<String>| column.get(n).cloned().unwrap_or_default();
        [
            amount(&before[0]),
            amount(&before[1]),
            amount(&with[0]),
            amount(&with[1]),
            plain(money.per_usd),
            money.rate_on.into(),
            plain(money.tax * 100.0),
        ]
    };
    (0..rows.len()).map(row).collect()
}
