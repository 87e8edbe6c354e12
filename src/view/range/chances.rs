//! How often each way to pay costs less, in months of twelve.

use super::super::{Locale, Table};
use super::{labels, name};
use crate::decisions::chances::Chance;
use crate::decisions::options::Offered;
use crate::model::estimate::Answer;
use crate::prices::plans::Plan;

const MONTHS: f64 = 12.0;

/// What to do for more of them, where no limit is known.
pub fn open_limit(all: &[Chance]) -> &'static str {
    let has_limit = all.iter().any(|chance| chance.enough.is_some());
    if has_limit || all.is_empty() { "" } else { labels::ENTER_LIMIT }
}

/// The plans' chances as a table; no rows without any. Columns that no row knows are left out.
pub fn chances(all: &[Chance], plans: &[Plan], answer: &Answer, locale: &Locale) -> Table {
    let row = |chance: &Chance| {
        let is_api = chance.offered == Offered::Api;
        let unknown = || labels::UNKNOWN_LIMIT.to_string();
        let below = match (is_api, chance.enough) {
            (true, _) => "–".into(),
            (false, Some(_)) => months(chance.below_api, locale),
            (false, None) => format!("{}, {}", months(chance.below_api, locale), labels::IF_ENOUGH),
        };
        let of_limit = |share: Option<f64>, text: fn(f64, &Locale) -> String| match (is_api, share) {
            (true, _) => "–".into(),
            (false, share) => share.map_or_else(unknown, |share| text(share, locale)),
        };
        vec![
            name(chance, plans, answer),
            below,
            chance.cheapest.map_or_else(unknown, |share| months(share, locale)),
            of_limit(chance.enough, months),
            of_limit(chance.weeks_past, |share, locale| locale.percent(libm::round(share * 100.0) / 100.0)),
        ]
    };
    // What costs least, and what a limit is enough for, is known of plans whose limit is.
    let columns =
        if all.iter().any(|chance| chance.enough.is_some()) { labels::CHANCES_HEAD.len() } else { 2 };
    let first = |cells: Vec<String>| cells.into_iter().take(columns).collect();
    Table {
        caption: labels::CHANCES.into(),
        head: first(labels::CHANCES_HEAD.map(String::from).to_vec()),
        rows: all.iter().map(row).map(first).collect(),
    }
}

/// "in 10 months of 12".
fn months(share: f64, locale: &Locale) -> String {
    let of_twelve = libm::round(share * MONTHS);
    match of_twelve {
        MONTHS => labels::EVERY_MONTH.into(),
        0.0 => labels::NO_MONTH.into(),
        1.0 => "in 1 month of 12".into(),
        some => format!("in {} months of 12", locale.short(some, 0)),
    }
}
