//! Dollars that stand beside one another.

use super::super::{Locale, receipt};
use crate::decisions::payment::Span;

/// From here on dollars are whole, as [`Locale::money`] writes them.
const WHOLE_FROM: f64 = 19.995;

/// Two ends, or one where both read alike.
pub fn range(span: Span, locale: &Locale) -> String {
    let (low, high) = (locale.money(span.low), locale.money(span.high));
    if low == high { low } else { format!("{low} to {high}") }
}

/// Parts whose printed dollars add up to the printed total.
pub fn adding(parts: &[f64], locale: &Locale) -> Vec<String> {
    let whole = parts.iter().sum::<f64>() >= WHOLE_FROM;
    let enough = parts.iter().all(|usd| *usd == 0.0 || *usd >= 1.0);
    let shown = if whole && enough { receipt::rounded(parts, 0).0 } else { parts.to_vec() };
    shown.into_iter().map(|usd| locale.whole_money(usd, whole && enough)).collect()
}
