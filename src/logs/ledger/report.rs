//! Report: a row of a report at list price: its day's price, the tier in which all of it is
//! billed, and its tokens by class.

use super::names::{Region, place, region};
use super::{SEARCH, is_fast, known, on_day, tier};
use crate::logs::ReportRow;
use crate::model::bill;
use crate::model::price::{Price, Prices};
use crate::model::usage::{Source, Usage};
use crate::prices::{Class, Date, PriceTier, RateTable};
use crate::scenario::Cloud;

/// The price of a row's model on its day, or on `undated` where the row has none. Nothing
/// where it names no model that the table knows.
pub fn row_price(table: &RateTable, row: &ReportRow, undated: Date) -> Option<Price> {
    let name = row.model.as_deref()?;
    let model = known(table, name)?;
    let place = if row.place == Cloud::Any { place(name) } else { row.place };
    on_day(table, (model, place), row.day.unwrap_or(undated), row.us_only)
}

/// USD of a row at a price, with this share of the writes of unknown lifetime at one hour.
pub fn row_usd(price: &Price, row: &ReportRow, one_hour: f64) -> f64 {
    let mut usage = Usage::default();
    add_row(&mut usage, (0, price), row, one_hour);
    bill::total(&Prices(vec![price.clone()]), &usage)
}

/// Adds a row to a usage that is billed with this price, at its place among others.
pub(super) fn add_row(usage: &mut Usage, (place, price): (usize, &Price), row: &ReportRow, one_hour: f64) {
    let tier = row_band(price, row);
    let source = if row.batch { Source::Batch } else { Source::Main };
    let counts = usage.of(source, place);
    Class::ALL.into_iter().zip(tokens(row, one_hour)).for_each(|(class, n)| counts.add(tier, class, n));
    add_searches(usage, row);
}

/// Whether a region with a price of its own may have served a row at list price, which nothing in it
/// says.
pub fn row_hides_region(table: &RateTable, row: &ReportRow) -> bool {
    let region = row.model.as_deref().map_or(Region::Known, |name| region(table, name));
    row.place == Cloud::Any
        && (region == Region::Hidden || (region == Region::HiddenInClouds && row.in_cloud))
}

/// Whether a row was in fast mode.
pub fn row_is_fast(row: &ReportRow) -> bool {
    row.fast || row.model.as_deref().is_some_and(is_fast)
}

/// The tier in which all of a row is billed: by its prompt where it is of one request, and else the
/// report says it.
pub(super) fn row_band(price: &Price, row: &ReportRow) -> PriceTier {
    let said = price.step.filter(|_| row.long_context).map_or(0.0, |step| step + 1.0);
    let context = row.prompt.map_or(said, |prompt| prompt as f64);
    tier(price, row_is_fast(row), context)
}

/// They cost the same whichever model asked for them.
pub(super) fn add_searches(usage: &mut Usage, row: &ReportRow) {
    if row.web_searches > 0 {
        usage.add_dollars(Source::Searches, row.web_searches as f64 * SEARCH);
    }
}

/// In the order of [`Class::ALL`].
fn tokens(row: &ReportRow, one_hour: f64) -> [f64; 5] {
    let tokens = &row.tokens;
    let unsplit = tokens.write_unsplit as f64;
    let hours = unsplit * one_hour;
    [
        tokens.input as f64,
        tokens.write_5m as f64 + (unsplit - hours),
        tokens.write_1h as f64 + hours,
        tokens.read as f64,
        tokens.output as f64,
    ]
}
