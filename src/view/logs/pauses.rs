//! What pauses cost, when, and how long they were.

use super::steps::{Step, figure};
use super::words::{count, percent, printed};
use super::{Detail, LogsState, TabledFigure};
use crate::logs::counterfactual::{Length, Pauses};
use crate::view::waterfall::cents;
use crate::view::{Locale, Table};

const HOW: &str = "After a pause the cache may have dropped the conversation, and the next call pays to write it \
    again. A prefix counts as lost when a call reads less than half of the context before it.";
const SUDDEN: &str = "Prefixes lost within 5 minutes have other causes, such as a changed tool list, and are in no total here.";

pub(super) fn pauses(state: &LogsState) -> Detail {
    let pauses = state.pauses();
    Detail {
        finding: finding(state, pauses),
        intro: vec![HOW.into()],
        figure: (!pauses.lost.is_empty()).then(|| hours(state, pauses)),
        table: Some(lengths(pauses, state.locale)),
        notes: vec![SUDDEN.into()],
    }
}

fn finding(state: &LogsState, pauses: &Pauses) -> String {
    if pauses.lost.is_empty() {
        return "No pause lost a cached prefix".into();
    }
    let prefixes = count(pauses.lost.len(), "prefix", "prefixes", state.locale);
    if state.has_no_price() {
        return format!("{prefixes} rewritten after a pause, by calls without a price");
    }
    // A pause costs what is written again: output and searches cost the same without it.
    if state.filter.item().is_some() && pauses.usd < 0.005 {
        return "None of this paid for a rewritten prefix".into();
    }
    let all = state.total().bill.total;
    let share = if all > 0.0 { percent(pauses.usd / all, state.locale) } else { "0%".into() };
    format!("{}, {share} of the cost: {prefixes} rewritten after a pause", cents(pauses.usd, state.locale))
}

/// Dollars by the hour of the day at which work went on.
fn hours(state: &LogsState, pauses: &Pauses) -> TabledFigure {
    let step = |(hour, (usd, _)): (usize, &(f64, usize))| Step {
        value: *usd,
        name: format!("{hour}:00"),
        is_labelled: hour % 6 == 0,
        is_pale: false,
    };
    let all: Vec<Step> = pauses.hours.iter().enumerate().map(step).collect();
    let most = (0..24).max_by(|a, b| pauses.hours[*a].0.total_cmp(&pauses.hours[*b].0)).unwrap_or(0);
    let usd = cents(pauses.hours[most].0, state.locale);
    let title = format!("Lost prefixes cost most from {most}:00 to {}:00: {usd}", most + 1);
    let panel = match state.zones.chosen.as_str() {
        "" => "Dollars by hour of the day".into(),
        zone => format!("Dollars by hour of the day, {zone}"),
    };
    TabledFigure {
        figure: figure(title, &panel, &all, state.locale),
        table: hour_table(pauses, state.locale),
    }
}

fn hour_table(pauses: &Pauses, locale: &Locale) -> Table {
    let usd: Vec<f64> = pauses.hours.iter().map(|(usd, _)| *usd).collect();
    let printed = printed(&usd, pauses.usd);
    let row = |(hour, (_, lost)): (usize, &(f64, usize))| {
        let times = format!("{hour}:00 to {}:00", hour + 1);
        vec![times, locale.fixed(*lost as f64, 0), cents(printed[hour], locale)]
    };
    Table {
        caption: "Lost prefixes by hour of the day".into(),
        head: ["Hour", "Prefixes lost", "Cost"].map(String::from).to_vec(),
        rows: pauses.hours.iter().enumerate().filter(|(_, (_, lost))| *lost > 0).map(row).collect(),
    }
}

fn lengths(pauses: &Pauses, locale: &Locale) -> Table {
    const NAMES: [&str; 5] =
        ["Under 5 minutes (no pause)", "5 to 15 minutes", "15 to 60 minutes", "1 to 8 hours", "Over 8 hours"];
    let of = |length: &Length, lifetime: usize| match length.calls[lifetime] {
        0 => "–".into(),
        calls => {
            let lost = locale.fixed(length.lost[lifetime] as f64, 0);
            format!("{lost} of {}", locale.fixed(calls as f64, 0))
        }
    };
    let real: Vec<f64> = pauses.lengths.iter().skip(1).map(|length| length.usd).collect();
    let mut usd = printed(&real, pauses.usd);
    usd.insert(0, pauses.lengths.first().map_or(0.0, |length| length.usd));
    let row = |((length, name), usd): ((&Length, &str), &f64)| {
        vec![name.to_string(), of(length, 0), of(length, 1), cents(*usd, locale)]
    };
    Table {
        caption: "Calls that lost their prefix, by time since the request before".into(),
        head: ["Pause", "Lost, 5-minute cache", "Lost, 1-hour cache", "Cost"].map(String::from).to_vec(),
        rows: pauses.lengths.iter().zip(NAMES).zip(&usd).map(row).collect(),
    }
}
