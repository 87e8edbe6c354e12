//! Split: how many of a row's cache writes were kept for an hour, where the report does not
//! say so but gives a cost.
//!
//! Both lifetimes have a price, so one cost and one unknown share make one linear equation.

use crate::ledger::{SEARCH, known};
use crate::logs::{ReportKind, ReportRow};
use crate::price::Price;
use crate::rates::{Band, Class, Date, Model, RateTable};

/// What the cost says of the writes whose lifetime is not given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Split {
    /// There are none.
    Nothing,
    /// The report gives no cost.
    NoCost,
    /// The row names no model, or one without a price in the table.
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

/// Solves a row of a report of this kind, which decides how its numbers are rounded.
pub fn split_writes(table: &RateTable, kind: Option<ReportKind>, row: &ReportRow) -> Split {
    let (Some(usd), Some(price)) = (row.usd, price(table, row)) else {
        return match (row.tokens.write_unsplit, row.usd) {
            (0, _) => Split::Nothing,
            (_, None) => Split::NoCost,
            (_, Some(_)) => Split::NoPrice,
        };
    };
    if row.tokens.write_unsplit == 0 {
        return Split::Nothing;
    }
    let band = band(&price, row);
    let all_at_5m = if_all(&price, band, row, Class::Write5m);
    let all_at_1h = if_all(&price, band, row, Class::Write1h);
    let (between, slack) = (all_at_1h - all_at_5m, slack(kind, &price, band, row));
    let share = (usd - all_at_5m) / between;
    let one_hour = share.clamp(0.0, 1.0);
    let residual = usd - (all_at_5m + one_hour * between);
    match residual.abs() <= slack {
        true => Split::Share { one_hour, error: (slack / between).min(1.0), residual },
        false => Split::Impossible { residual },
    }
}

/// The price of a row's model on its day; today's where it has none.
pub(super) fn price(table: &RateTable, row: &ReportRow) -> Option<Price> {
    let model = named(table, row.model.as_deref()?)?;
    let first = model.prices.iter().map(|price| price.from).min()?;
    let listed = match row.day {
        Some(day) => model.price(day.max(first), table.revision).or_else(|| model.prices.last()),
        None => latest(model, table.revision),
    }?;
    let price = Price::listed(model, listed, listed.from);
    Some(if row.us_only { price.in_the_us() } else { price })
}

/// The row that begins last, so that no clock is asked.
fn latest(model: &Model, revision: u32) -> Option<&crate::rates::PriceRow> {
    let begins: Option<Date> = model.prices.iter().map(|price| price.from).max();
    model.price(begins?, revision).or_else(|| model.prices.last())
}

/// Also as `/usage` shortens names: "claude-sonnet-4-5" is one, "claude-sonnet" is not.
/// And as the Console shows them: "Claude Sonnet 4.5".
fn named<'a>(table: &'a RateTable, name: &str) -> Option<&'a Model> {
    let shown = |model: &&Model| name.strip_prefix("Claude ").is_some_and(|name| name == model.name);
    known(table, name).or_else(|| table.models.iter().find(shown))
}

pub(super) fn band(price: &Price, row: &ReportRow) -> Band {
    match row.fast && price.bands[Band::Fast as usize].is_some() {
        true => Band::Fast,
        false if row.long_context && price.step.is_some() => Band::Upper,
        false => Band::Lower,
    }
}

/// USD of the row if every write of unknown lifetime had this one.
fn if_all(price: &Price, band: Band, row: &ReportRow, lifetime: Class) -> f64 {
    let tokens = &row.tokens;
    let unsplit = (lifetime, tokens.write_unsplit);
    let counts = [
        (Class::Input, tokens.input),
        (Class::Write5m, tokens.write_5m),
        (Class::Write1h, tokens.write_1h),
        unsplit,
        (Class::Read, tokens.read),
        (Class::Output, tokens.output),
    ];
    let cost = |(class, count): (Class, u64)| count as f64 * price.rate(band, class);
    counts.into_iter().map(cost).sum::<f64>() / 1e6 + row.web_searches as f64 * SEARCH
}

/// USD by which a right row can be off, from the rounding of its own numbers.
fn slack(kind: Option<ReportKind>, price: &Price, band: Band, row: &ReportRow) -> f64 {
    let usd = row.usd.unwrap_or_default();
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
    let off = |(class, count): (Class, u64)| half_a_digit(count) * price.rate(band, class);
    exact + shown + counts.into_iter().map(off).sum::<f64>() / 1e6
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
