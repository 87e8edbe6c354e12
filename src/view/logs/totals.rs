//! The first thing that is said of logs: what they cost, and of what.

use serde::{Deserialize, Serialize};

use super::words::{between, count};
use super::{LogsState, reasons};
use crate::logs::Reading;
use crate::logs::date_of;
use crate::logs::spend::{Correction, Filter, Sure, Total, Whole, whole};
use crate::view::waterfall::total_cents;
use crate::view::words;

const BASIS: &str =
    "At API prices, each call at the list price of its day. A subscription does not bill this.";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    /// The largest text of the section.
    pub usd: String,
    /// What that is the cost of.
    pub of: String,
    pub note: String,
    /// Calls that are missing in it.
    pub unpriced: Option<String>,
}

/// What the chosen calls cost.
pub fn totals(state: &LogsState) -> Totals {
    let total = state.total();
    let whole = sure(total, state);
    let usd = total.usd().map_or("No price".into(), |usd| total_cents(usd, state.locale));
    let is_estimated = whole.sure == Sure::Estimated;
    Totals {
        usd: if whole.sure == Sure::AtLeast { format!("At least {usd}") } else { usd },
        of: of(total, state) + if is_estimated { ", partly estimated" } else { "" },
        note: [vec![BASIS.into()], reasons(&whole, state.locale)].concat().join(" "),
        unpriced: unpriced(total, state),
    }
}

/// How sure the total is, and why it is no more than that. What is said of all that was read is no
/// reason for a part of it.
fn sure(total: &Total, state: &LogsState) -> Whole {
    let (books, is_all) = (&state.books, *state.filter == Filter::default());
    let part = (Correction::default(), Reading::default());
    let (correction, reading) = match is_all {
        true => (books.correction(), &books.logs.reading),
        false => (part.0, &part.1),
    };
    let whole = whole((total, &correction, state.terms.corrected), reading, &[]);
    if is_all { whole.checked(&books.checks(state.table, state.left_out, state.today)) } else { whole }
}

/// "3,841 calls in 48 sessions on 24 days, 10 July to 2 August 2026".
fn of(total: &Total, state: &LogsState) -> String {
    let number = |n, one, many| count(n, one, many, state.locale);
    let days = match total.days {
        None => String::new(),
        Some((first, last)) if first == last => format!(", {}", words::day(date_of(first))),
        Some((first, last)) => format!(", {}", between(date_of(first), date_of(last))),
    };
    format!(
        "{} in {} on {}{days}",
        number(total.calls, "call", "calls"),
        number(total.sessions, "session", "sessions"),
        number(total.active_days, "day", "days"),
    )
}

fn unpriced(total: &Total, state: &LogsState) -> Option<String> {
    let calls = count(
        total.unpriced,
        "call has no price and is not in this total: price its model below",
        "calls have no price and are not in this total: price their models below",
        state.locale,
    );
    (total.unpriced > 0).then(|| format!("{calls}."))
}
