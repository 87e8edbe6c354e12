//! The first thing that is said of logs: what they cost, and of what.

use super::names::{asked, word};
use super::words::count;
use super::{Left, Seen};
use crate::logs::date_of;
use crate::logs::spend::{Filter, Key, Total};
use crate::prices::Date;
use crate::view::html::escape;
use crate::view::waterfall::cents;
use crate::view::words;

pub(super) fn answer(seen: &Seen) -> String {
    let total = seen.total();
    let usd = cents(total.bill.total, seen.locale);
    let rest = format!("at list price: {}", of(total, seen));
    format!(
        "<p class=\"logs-total\"><strong>{usd}</strong> {}</p>{}{}",
        escape(&rest),
        chosen(seen),
        notes(total, seen)
    )
}

/// "3,841 calls in 48 sessions on 24 days, 10 July to 2 August 2026".
fn of(total: &Total, seen: &Seen) -> String {
    let number = |n, one, many| count(n, one, many, seen.locale);
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

/// "3 to 5 July 2026", "10 July to 1 August 2026".
pub(super) fn between(first: Date, last: Date) -> String {
    let (from, to) = (words::day(first), words::day(last));
    // What the two days end with alike is said once.
    let shared = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => to.split_once(' ').map_or("", |(_, month)| month),
        (true, false) => to.rsplit_once(' ').map_or("", |(_, year)| year),
        _ => "",
    };
    format!("{} to {to}", from.trim_end_matches(shared).trim_end())
}

/// What is shown of everything, each choice with the button that takes it back.
fn chosen(seen: &Seen) -> String {
    if seen.filter.is_empty() && seen.left == Left::Nothing {
        return String::new();
    }
    let chosen: String = seen.filter.keys().map(|key| chip(seen, key, true)).collect();
    let left = match seen.left {
        Left::Row(key) if seen.filter.chosen(key.side()).is_none() => chip(seen, key, false),
        _ => String::new(),
    };
    let (all, only) = (everything(seen), if seen.filter.is_empty() { "nothing left out" } else { "only" });
    format!(
        "<p class=\"buttons logs-chosen\">Of {all} in all, {only}: {chosen}{left}\
         <button type=\"button\" class=\"quiet\" id=\"logs-all\" data-ask=\"filter\"{}>Show everything</button></p>",
        if seen.filter.is_empty() { " aria-disabled=\"true\"" } else { "" }
    )
}

/// A choice, to be taken back; or one that was, in the same place.
fn chip(seen: &Seen, key: Key, on: bool) -> String {
    let (side, ask, name) = (word(key.side()), asked(key), escape(&seen.name(key)));
    let rest = match on {
        true => "<span aria-hidden=\"true\">×</span><span class=\"spoken\">: show all again</span>",
        false => "<span aria-hidden=\"true\">↺</span><span class=\"spoken\">: only this again</span>",
    };
    format!(
        "<button type=\"button\" class=\"quiet\" id=\"logs-chosen-{side}\" data-ask=\"filter {ask}\">{name} {rest}</button>"
    )
}

/// The button beside what is chosen. It is never taken away, so the focus on it stays.
pub(super) const ALL_HERE: &str = "<button type=\"button\" class=\"quiet\" id=\"logs-all-here\" data-ask=\"filter\">Show everything</button>";

/// "$7.81 of $35.70: Opus 5.", told where rows are pressed.
pub(super) fn here(seen: &Seen) -> String {
    if seen.filter.is_empty() {
        return format!("<b>{}</b>: everything is shown.", everything(seen));
    }
    let names: Vec<String> = seen.filter.keys().map(|key| seen.name(key)).collect();
    let usd = cents(seen.total().bill.total, seen.locale);
    format!("<b>{usd}</b> of {}: {}.", everything(seen), escape(&names.join("; ")))
}

fn everything(seen: &Seen) -> String {
    cents(seen.books.total(&Filter::default()).bill.total, seen.locale)
}

fn notes(total: &Total, seen: &Seen) -> String {
    let mut notes = String::from(
        "<p class=\"note\">API-equivalent: what these calls cost at API list prices, each on its day. On a subscription you did not pay this.</p>",
    );
    if total.unpriced > 0 {
        let calls = count(
            total.unpriced,
            "call has no price and is not in this sum: say below what its model costs",
            "calls have no price and are not in this sum: say below what their models cost",
            seen.locale,
        );
        notes += &format!("<p class=\"note problem\">{calls}.</p>");
    }
    notes
}
