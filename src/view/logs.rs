//! What was read of somebody's work, as HTML that the worker makes and the page puts in place.
//!
//! `data-ask` on a button is what a press asks of [`crate::job`]; `data-ask-set` on a menu or
//! field begins what its new value is put behind.

use super::{Locale, html::escape};
use crate::forecast::Forecast;
use crate::ledger::Terms;
use crate::logs::Report;
use crate::plans::Plan;
use crate::rates::{Date, RateTable};
use crate::spent::{Books, Filter, Side};

mod answer;
mod bars;
mod cautions;
mod columns;
mod compactions;
mod facts;
mod fit;
mod found;
mod names;
mod pauses;
mod picture;
mod prices;
mod receipt;
mod replays;
mod reports;
mod sessions;
mod tried;
mod words;

pub use cautions::{cautions, too_little, untested};
pub use found::Found;
pub use names::{AGENTS, MAIN, SEARCHES, side};
pub use words::{fault, faults, kind};

/// Zones to choose from, and the one that is chosen, by their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Zones {
    pub chosen: String,
    pub offered: Vec<String>,
}

/// Everything that the page shows of logs.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub books: Books<'a>,
    pub table: &'a RateTable,
    pub terms: &'a Terms,
    /// Rates of the reader's own, as far as they are typed, by the model's name in the logs.
    pub typed: &'a [(String, [Option<f64>; 5])],
    pub zones: &'a Zones,
    pub reports: &'a [Report],
    /// What it says of the months to come.
    pub forecast: &'a Forecast,
    pub plans: &'a [Plan],
    pub filter: &'a Filter,
    /// The place of the session whose course is shown; nothing for the dearest one.
    pub opened: Option<u32>,
    /// Sides of which every row is shown.
    pub more: &'a [Side],
    /// CSS pixels of a picture.
    pub width: f64,
    pub today: Date,
    pub locale: &'a Locale,
    pub found: &'a Found,
}

/// The element that holds all others.
pub const BODY: &str = "logs-body";
const ANSWER: &str = "logs-answer";
const BARS_PART: &str = "logs-bars";
const PAUSES: &str = "logs-pauses";
const COMPACTIONS: &str = "logs-compactions";
const SESSIONS_PART: &str = "logs-sessions";
const REPLAYS: &str = "logs-replays";
const RECEIPT: &str = "logs-receipt";
/// The scenario that the logs make.
const FIT: &str = "logs-fit";

/// Findings stand in the line that opens what they sum up.
const FINDINGS: [(&str, &str); 5] = [
    ("logs-pauses-finding", PAUSES),
    ("logs-compactions-finding", COMPACTIONS),
    ("logs-sessions-finding", SESSIONS_PART),
    ("logs-replays-finding", REPLAYS),
    ("logs-receipt-finding", RECEIPT),
];

/// What a choice changes.
pub const FILTERED: &[&str] = &[
    ANSWER,
    BARS_PART,
    SESSIONS_PART,
    PAUSES,
    COMPACTIONS,
    REPLAYS,
    RECEIPT,
    FINDINGS[0].0,
    FINDINGS[1].0,
    FINDINGS[2].0,
    FINDINGS[3].0,
    FINDINGS[4].0,
];
pub const BARS: &[&str] = &[BARS_PART];
pub const SESSIONS: &[&str] = &[SESSIONS_PART, FINDINGS[2].0];
/// What a width changes.
pub const DRAWN: &[&str] = &[BARS_PART, SESSIONS_PART, PAUSES, FIT];

/// The inside of one part by its id; nothing where there is no such part.
pub fn part(seen: &Seen, id: &str) -> String {
    match id {
        ANSWER => answer::answer(seen),
        BARS_PART => bars::bars(seen),
        SESSIONS_PART => sessions::sessions(seen),
        PAUSES => pauses::pauses(seen),
        COMPACTIONS => compactions::compactions(seen),
        REPLAYS => replays::replays(seen),
        RECEIPT => receipt::receipt(seen),
        FIT => fit::fit(seen),
        _ => finding(seen, id),
    }
}

fn finding(seen: &Seen, id: &str) -> String {
    let of = FINDINGS.iter().find(|(finding, _)| *finding == id).map_or("", |(_, of)| of);
    escape(&match of {
        SESSIONS_PART => sessions::finding(seen),
        PAUSES => pauses::finding(seen),
        COMPACTIONS => compactions::finding(seen),
        REPLAYS => replays::finding(seen),
        RECEIPT => receipt::finding(seen),
        _ => String::new(),
    })
}

/// The inside of [`BODY`].
pub fn body(seen: &Seen) -> String {
    let reports = reports::reports(seen);
    let faults = facts::faults(&seen.books.logs.reading.faults, seen.locale);
    let place = |id: &str| format!("<div id=\"{id}\">{}</div>", part(seen, id));
    if seen.books.logs.calls.is_empty() {
        let read = seen.books.logs.reading.files > 0 || !faults.is_empty();
        let nothing = if reports.is_empty() && read {
            "<p class=\"missing\">There is no usage in what was read.</p>"
        } else {
            ""
        };
        return format!("{nothing}{reports}{faults}{}", place(FIT));
    }
    let folds = [
        (SESSIONS_PART, "The dearest sessions"),
        (PAUSES, "What pauses cost"),
        (COMPACTIONS, "What compactions saved"),
        (REPLAYS, "What other habits would have cost"),
        (RECEIPT, "Receipt of these calls"),
    ];
    let folds: String = folds.iter().map(|(id, name)| fold(seen, id, name)).collect();
    format!(
        "{}{}{faults}{}{}<div class=\"logs-folds\">{folds}</div>{reports}",
        place(ANSWER),
        facts::facts(seen),
        place(FIT),
        place(BARS_PART),
    )
}

fn fold(seen: &Seen, id: &str, name: &str) -> String {
    let finding = part(seen, &format!("{id}-finding"));
    format!(
        "<details id=\"fold-{id}\"><summary><h3>{name}</h3> <span class=\"finding\" id=\"{id}-finding\">{finding}</span>\
         </summary><div id=\"{id}\" class=\"decision\">{}</div></details>",
        part(seen, id)
    )
}
