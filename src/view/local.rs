//! What is paid in the person's own money. Every figure carries its currency: US dollars at list
//! prices stand beside it.

use super::Locale;
use crate::decisions::payment::Span;
use crate::scenario::{Local, LocalMoney, Scenario};

/// "EUR 239.50 a month before tax, EUR 285.01 with 19% tax, at 0.92 EUR per US$ (your rate of
/// 2026-11-28)."; empty where nothing of it is set.
pub fn line(scenario: &Scenario, month: Option<Span>, locale: &Locale) -> String {
    let Some((money, month)) = scenario.local.money().zip(month) else { return String::new() };
    let ends = [month.low, month.high];
    let before = span(&money, ends.map(|usd| money.before_tax(usd)), locale);
    let mut text = format!("{before} a month before tax");
    if money.tax > 0.0 {
        let with = span(&money, ends.map(|usd| money.with_tax(usd)), locale);
        text += &format!(", {with} with {}% tax", locale.share(money.tax));
    }
    if !money.is_dollars() {
        let rate = locale.short(money.per_usd, 6);
        let on = if money.rate_on.is_empty() { String::new() } else { format!(" of {}", money.rate_on) };
        text += &format!(", at {rate} {} per US$ (your rate{on})", money.currency);
    }
    text + "."
}

/// Two ends, or one where both read alike.
fn span(money: &LocalMoney, ends: [f64; 2], locale: &Locale) -> String {
    let code = money.currency;
    let [low, high] = ends.map(|amount| format!("{code} {}", locale.fixed(amount, decimals(code))));
    if low == high { low } else { format!("{low} to {high}") }
}

/// ISO 4217: currencies whose smallest unit is the unit.
const WHOLE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

pub(super) fn decimals(currency: &str) -> usize {
    if WHOLE.contains(currency) { 0 } else { 2 }
}

/// What is missing or wrong at one of its inputs; `typed` is a text that the input refused.
pub fn problem(local: &Local, key: &str, typed: &str) -> String {
    match key {
        "currency" if !typed.is_empty() => {
            format!("“{typed}” is no currency code. Type three letters, such as EUR.")
        }
        "currency" if local.lacks_rate() => {
            format!("Type how many {} a US dollar costs.", local.currency)
        }
        "rateOn" if !typed.is_empty() => format!("“{typed}” is no day. Type it like 2026-11-28."),
        _ => String::new(),
    }
}
