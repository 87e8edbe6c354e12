//! What pauses cost, when, and how long they were.

use super::Seen;
use super::columns::{Column, columns};
use super::parts::{HOURS, place};
use super::words::{count, percent, printed};
use crate::logs::counterfactual::{Length, Pauses};
use crate::view::html::{escape, table};
use crate::view::waterfall::cents;
use crate::view::{Locale, Table};

pub(super) fn finding(seen: &Seen) -> String {
    let pauses = seen.pauses();
    if pauses.lost.is_empty() {
        return "No pause lost a cached prefix".into();
    }
    if seen.has_no_price() {
        let what = count(pauses.lost.len(), "prefix was", "prefixes were", seen.locale);
        return format!("{what} written again after a pause, by calls without a price");
    }
    // A pause costs what is written again: of output or searches it makes none dearer.
    if seen.filter.item().is_some() && pauses.usd < 0.005 {
        return "Nothing of this was paid for a prefix written again".into();
    }
    let all = seen.total().bill.total;
    let share = if all > 0.0 { percent(pauses.usd / all, seen.locale) } else { "0%".into() };
    format!(
        "{}, {share} of this: {} written again after a pause",
        cents(pauses.usd, seen.locale),
        count(pauses.lost.len(), "prefix", "prefixes", seen.locale),
    )
}

pub(super) fn pauses(seen: &Seen) -> String {
    let pauses = seen.pauses();
    let hours = if pauses.lost.is_empty() { String::new() } else { hour_table(pauses, seen.locale) };
    let picture = format!("<div>{}{hours}</div>", place(seen, HOURS));
    format!(
        "<p class=\"note\">After a pause the cache may have dropped the context, and the next call pays for writing it again. \
         A prefix counts as lost where a call reads less than half of the context before it; its cost is that call’s price \
         over what it would have been with the prefix still cached.</p>{picture}<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Prefixes lost, by length of the pause\">{}</div>\
         <p class=\"note\">What is lost in under five minutes is lost for other reasons, such as a changed list of tools, and is in no sum here.</p>",
        table(&lengths(pauses, seen.locale))
    )
}

/// Dollars by the hour of the day, drawn.
pub(super) fn drawn(seen: &Seen) -> String {
    let pauses = seen.pauses();
    if pauses.lost.is_empty() { String::new() } else { hours(seen, pauses) }
}

fn hours(seen: &Seen, pauses: &Pauses) -> String {
    let label = |hour: usize| match hour {
        0 | 6 | 12 | 18 => format!("{hour}:00"),
        23 => "24:00".into(),
        _ => String::new(),
    };
    let column =
        |(hour, (usd, _)): (usize, &(f64, usize))| Column { value: *usd, label: label(hour), pale: false };
    let all: Vec<Column> = pauses.hours.iter().enumerate().map(column).collect();
    let zone = match seen.zones.chosen.as_str() {
        "" => String::new(),
        name => format!(" ({name})"),
    };
    let dearest = (0..24).max_by(|a, b| pauses.hours[*a].0.total_cmp(&pauses.hours[*b].0)).unwrap_or(0);
    let text = format!(
        "Dollars of lost prefixes by hour of the day; most from {dearest}:00 to {}:00, {}",
        dearest + 1,
        cents(pauses.hours[dearest].0, seen.locale)
    );
    let heading = format!("Dollars by the hour at which work went on{zone}");
    let picture = columns(&all, seen.width, &text, seen.locale);
    format!("<p class=\"kicker\">{}</p>{picture}", escape(&heading))
}

fn hour_table(pauses: &Pauses, locale: &Locale) -> String {
    let usd: Vec<f64> = pauses.hours.iter().map(|(usd, _)| *usd).collect();
    let printed = printed(&usd, pauses.usd);
    let row = |(hour, (_, lost)): (usize, &(f64, usize))| {
        let times = format!("{hour}:00 to {}:00", hour + 1);
        vec![times, locale.fixed(*lost as f64, 0), cents(printed[hour], locale)]
    };
    let rows = pauses.hours.iter().enumerate().filter(|(_, (_, lost))| *lost > 0).map(row).collect();
    let hours = Table {
        caption: "Prefixes lost, by hour of the day".into(),
        head: ["Hour", "prefixes lost", "written again for"].map(String::from).to_vec(),
        rows,
    };
    format!(
        "<details class=\"logs-table\" id=\"fold-logs-hours\"><summary>Show as a table</summary>{}</details>",
        table(&hours)
    )
}

fn lengths(pauses: &Pauses, locale: &Locale) -> Table {
    const NAMES: [&str; 5] = [
        "under 5 minutes: no pause",
        "5 to 15 minutes",
        "15 minutes to an hour",
        "1 to 8 hours",
        "over 8 hours",
    ];
    let of = |length: &Length, hour: usize| match length.calls[hour] {
        0 => "–".into(),
        calls => {
            format!("{} of {}", locale.fixed(length.lost[hour] as f64, 0), locale.fixed(calls as f64, 0))
        }
    };
    let real: Vec<f64> = pauses.lengths.iter().skip(1).map(|length| length.usd).collect();
    let mut usd = printed(&real, pauses.usd);
    usd.insert(0, pauses.lengths.first().map_or(0.0, |length| length.usd));
    let row = |((length, name), usd): ((&Length, &str), &f64)| {
        vec![name.to_string(), of(length, 0), of(length, 1), cents(*usd, locale)]
    };
    Table {
        caption: "Calls that found their prefix lost, by the time since the request before".into(),
        head: ["Pause", "lost, written for 5 minutes", "lost, written for an hour", "written again for"]
            .map(String::from)
            .to_vec(),
        rows: pauses.lengths.iter().zip(NAMES).zip(&usd).map(row).collect(),
    }
}
