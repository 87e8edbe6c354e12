//! Split: how many of a row's cache writes were kept for an hour, where the report does not
//! say so but gives a cost.
//!
//! Both lifetimes have a price, so one cost and one unknown share make one linear equation.

use super::report::{row_band, row_usd};
use crate::logs::{ReportKind, ReportRow};
use crate::model::bill;
use crate::model::price::Price;
use crate::prices::Class;

/// What the cost says of the writes whose lifetime is not given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Split {
    /// There are none.
    Nothing,
    /// The report gives no cost.
    NoCost,
    /// The row names no model, or one without a price in the table, or one that keeps for an
    /// hour at the price of 5 minutes.
    NoPrice,
    /// The share of them that was kept for an hour, 0 to 1, give or take `error`, which comes
    /// from the report's rounding; `residual` is the USD of the cost that no share explains,
    /// within that rounding.
    Share { one_hour: f64, error: f64, residual: f64 },
    /// No share gives this cost: by so many USD it is beyond what all at one hour cost, or
    /// (negative) below what all at 5 minutes do. Other prices, or requests above the model's
    /// price step, explain that.
    Impossible { residual: f64 },
}

impl Split {
    /// The share where there is one.
    pub fn one_hour(&self) -> Option<f64> {
        match self {
            Split::Share { one_hour, .. } => Some(*one_hour),
            _ => None,
        }
    }
}

/// Solves a row at its model's price, [`super::row_price`], in a report of this kind, which
/// decides how its numbers are rounded.
pub fn split_writes(price: Option<&Price>, kind: Option<ReportKind>, row: &ReportRow) -> Split {
    if row.tokens.write_unsplit == 0 {
        return Split::Nothing;
    }
    let Some(usd) = row.usd.filter(|usd| usd.is_finite()) else { return Split::NoCost };
    let Some(price) = price else { return Split::NoPrice };
    let all_at_5m = row_usd(price, row, 0.0);
    let between = row_usd(price, row, 1.0) - all_at_5m;
    if between.is_nan() || between <= 0.0 {
        return Split::NoPrice;
    }
    let slack = slack(kind, price, row, usd);
    let one_hour = ((usd - all_at_5m) / between).clamp(0.0, 1.0);
    let residual = usd - (all_at_5m + one_hour * between);
    match residual.abs() <= slack {
        true => Split::Share { one_hour, error: (slack / between).min(1.0), residual },
        false => Split::Impossible { residual },
    }
}

/// Tokens written to the cache, by what is known of their lifetime.
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
    /// Of which nothing tells the lifetime.
    pub unknown: f64,
    /// Rows whose cost no lifetime explains.
    pub impossible: usize,
}

impl Writes {
    /// Adds a row with what its cost says.
    pub fn add(&mut self, row: &ReportRow, split: Split) {
        let tokens = &row.tokens;
        let unsplit = tokens.write_unsplit as f64;
        self.given += tokens.write_5m as f64 + tokens.write_1h as f64;
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

    /// The share for an hour of all whose lifetime is known; nothing where there are none.
    pub fn hour_share(&self) -> Option<f64> {
        let known = self.given + self.inferred;
        (known > 0.0).then(|| (self.given_1h + self.inferred_1h) / known)
    }
}

/// USD by which a right row can be off, from the rounding of its own numbers.
fn slack(kind: Option<ReportKind>, price: &Price, row: &ReportRow, usd: f64) -> f64 {
    // The last digits of sums in floating point.
    let exact = usd.abs() * 1e-6 + 1e-6;
    if kind == Some(ReportKind::AdminClaudeCode) {
        // Amounts are whole cents.
        return exact + 0.005;
    }
    if kind != Some(ReportKind::UsageText) {
        return exact;
    }
    // Claude Code shows four decimals up to half a dollar, two above.
    let shown = if usd > 0.5 { 0.005 } else { 0.000_05 };
    let tokens = &row.tokens;
    let counts = [
        (Class::Input, tokens.input),
        (Class::Write1h, tokens.write_unsplit),
        (Class::Read, tokens.read),
        (Class::Output, tokens.output),
    ];
    let band = row_band(price, row);
    let off = |(class, count): (Class, u64)| bill::usd(price, band, class, half_a_digit(count));
    exact + shown + counts.into_iter().map(off).sum::<f64>()
}

/// Counts are shown to a tenth of a thousand, million or billion.
fn half_a_digit(count: u64) -> f64 {
    match count {
        0..1_000 => 0.0,
        1_000..1_000_000 => 50.0,
        1_000_000..1_000_000_000 => 5e4,
        _ => 5e7,
    }
}
