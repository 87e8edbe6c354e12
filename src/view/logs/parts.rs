//! The parts of what is shown, each the inside of an element with its id.
//!
//! What a question changes is answered with as small parts as keep open what is open, and typed
//! what is typed: the lines that open a fold, and forms, are in none that only a picture is in.

use super::{
    Seen, answer, bars, compactions, facts, fit, pauses, picture, prices, receipt, replays, reports,
    sessions, tried,
};
use crate::forecast::backtest::Untested;
use crate::forecast::calibrate::Little;
use crate::view::html::escape;

/// The element that holds all others.
pub const BODY: &str = "logs-body";
const ANSWER: &str = "logs-answer";
const PRICES: &str = "logs-prices";
const TERMS: &str = "logs-terms";
const FACTS: &str = "logs-facts";
/// What is chosen of everything, told again where it is chosen.
const CHOSEN: &str = "logs-here";
const DAYS: &str = "logs-days";
const BARS_PART: &str = "logs-bars";
const PAUSES: &str = "logs-pauses";
pub(super) const HOURS: &str = "logs-hours-picture";
const COMPACTIONS: &str = "logs-compactions";
const SESSIONS_PART: &str = "logs-sessions";
pub(super) const COURSE: &str = "logs-course-picture";
const REPLAYS: &str = "logs-replays";
const RECEIPT: &str = "logs-receipt";
/// The scenario that the logs make, and its parts.
const FIT: &str = "logs-fit";
pub(super) const MONTH: &str = "logs-month";
pub(super) const WHOLE: &str = "logs-month-whole";
pub(super) const INPUTS: &str = "logs-inputs";
pub(super) const TRIED: &str = "logs-tried";
pub(super) const TRIED_FINDING: &str = "logs-tried-finding";
pub(super) const TRIED_PICTURE: &str = "logs-tried-picture";
pub(super) const SWITCH: &str = "logs-switch";

/// What is folded away, each with its finding, which stands in the line that opens it.
const FOLDED: &[&str] = &[
    SESSIONS_PART,
    "logs-sessions-finding",
    PAUSES,
    "logs-pauses-finding",
    COMPACTIONS,
    "logs-compactions-finding",
    REPLAYS,
    "logs-replays-finding",
    RECEIPT,
    "logs-receipt-finding",
];

/// Ids, in groups that several answers have in common.
pub type Ids = &'static [&'static [&'static str]];

/// What a choice changes.
pub const FILTERED: Ids = &[&[ANSWER, WHOLE, CHOSEN, DAYS, BARS_PART], FOLDED];
pub const BARS: Ids = &[&[BARS_PART]];
pub const SESSIONS: Ids = &[&[FOLDED[0], FOLDED[1]]];
/// What a width changes.
pub const DRAWN: Ids = &[&[DAYS, COURSE, HOURS, TRIED_PICTURE]];
/// What takes longer than the totals, and comes after them.
pub const REST: Ids = &[&[FIT], FOLDED];
const COUNTED: &[&str] = &[PRICES, TERMS, FACTS];
const FITTED: &[&str] = &[MONTH, INPUTS, TRIED, TRIED_FINDING, SWITCH];

/// Which folds and pictures there are, and why there are no others.
pub type Shape = ([bool; 4], Option<Untested>, Option<Little>);

pub fn shape(seen: &Seen) -> Shape {
    let forecast = seen.forecast;
    let parts = [
        forecast.calibration.is_some(),
        forecast.answer.is_some(),
        forecast.tried.is_some(),
        seen.books.logs.calls.is_empty(),
    ];
    (parts, forecast.untested, forecast.too_little.as_ref().map(|little| little.why))
}

/// What other prices, another zone or another count of output change, given which folds there
/// were before.
pub fn recounted(before: Shape, seen: &Seen) -> Vec<&'static str> {
    let fit: &[&str] = if before == shape(seen) { FITTED } else { &[FIT] };
    match seen.books.logs.calls.is_empty() {
        true => vec![BODY],
        false => [&FILTERED.concat(), COUNTED, fit].concat(),
    }
}

/// The inside of one part by its id; nothing where there is no such part.
pub fn part(seen: &Seen, id: &str) -> String {
    match id {
        BODY => body(seen),
        ANSWER => answer::answer(seen),
        PRICES => prices::unknown(seen),
        TERMS => facts::terms(seen),
        FACTS => facts::facts(seen),
        CHOSEN => answer::here(seen),
        DAYS => bars::days(seen),
        BARS_PART => bars::bars(seen),
        SESSIONS_PART => sessions::sessions(seen),
        COURSE => sessions::course(seen).map_or(String::new(), |session| picture::drawn(seen, session)),
        PAUSES => pauses::pauses(seen),
        HOURS => pauses::drawn(seen),
        COMPACTIONS => compactions::compactions(seen),
        REPLAYS => replays::replays(seen),
        RECEIPT => receipt::receipt(seen),
        FIT => fit::fit(seen),
        MONTH => fit::month(seen),
        WHOLE => fit::whole(seen).into(),
        INPUTS => fit::inputs(seen),
        SWITCH => fit::switch(seen),
        TRIED => tried::inside(seen),
        TRIED_PICTURE => tried::drawn(seen),
        _ => finding(seen, id),
    }
}

fn finding(seen: &Seen, id: &str) -> String {
    escape(&match id.strip_suffix("-finding").unwrap_or_default() {
        SESSIONS_PART => sessions::finding(seen),
        PAUSES => pauses::finding(seen),
        COMPACTIONS => compactions::finding(seen),
        REPLAYS => replays::finding(seen),
        RECEIPT => receipt::finding(seen),
        TRIED => tried::finding(seen),
        _ => String::new(),
    })
}

/// An element with a part inside.
pub(super) fn place(seen: &Seen, id: &str) -> String {
    format!("<div id=\"{id}\">{}</div>", part(seen, id))
}

/// The inside of [`BODY`].
pub fn body(seen: &Seen) -> String {
    let reports = reports::reports(seen);
    let no_calls = seen.books.logs.calls.is_empty();
    let faults = facts::faults(&seen.books.logs.reading, no_calls, seen.locale);
    let place = |id: &str| place(seen, id);
    if no_calls {
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
        "{}{}<div id=\"{TERMS}\" class=\"logs-terms\">{}</div><details id=\"fold-logs-facts\" open><summary>What was read, \
         and how it was counted</summary>{}</details>{faults}{}\
         <p class=\"note logs-press\">Press a row to see only that; press it again to see everything.</p>\
         <div class=\"logs-here\"><p id=\"{CHOSEN}\" aria-live=\"polite\">{}</p>{}</div>{}{}<div class=\"logs-folds\">{folds}</div>{reports}",
        place(ANSWER),
        place(PRICES),
        part(seen, TERMS),
        place(FACTS),
        place(FIT),
        part(seen, CHOSEN),
        answer::ALL_HERE,
        place(DAYS),
        place(BARS_PART),
    )
}

fn fold(seen: &Seen, id: &str, name: &str) -> String {
    let now = |id: &str| if seen.owes_rest { String::new() } else { part(seen, id) };
    let finding = now(&format!("{id}-finding"));
    format!(
        "<details id=\"fold-{id}\"><summary><h3>{name}</h3> <span class=\"finding\" id=\"{id}-finding\">{finding}</span>\
         </summary><div id=\"{id}\" class=\"decision\">{}</div></details>",
        now(id)
    )
}
