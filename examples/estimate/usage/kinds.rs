//! The kinds of session that logs came to, and how well they answer what-ifs.

use sawtooth::forecast::calibrate::Calibration;
use sawtooth::forecast::what_ifs::{Habit, WhatIf};
use sawtooth::model::estimate::session_bill;
use sawtooth::prices::RateTable;
use sawtooth::scenario::Scenario;
use sawtooth::view::Locale;
use serde_json::{Value, json};

pub fn lines(table: &RateTable, found: &Calibration) -> Vec<String> {
    let mut lines = Vec::new();
    for (kind, share, a_month) in kinds(table, &found.scenario) {
        let locale = Locale::default();
        let name = if kind.kind_name.is_empty() { "All sessions" } else { &kind.kind_name };
        let usd = a_month.map_or("no price".into(), |usd| locale.money(usd));
        lines.push(format!("  {name}: {} of the sessions, {usd} a month.", percent(share)));
    }
    if found.what_ifs.is_empty() {
        return lines;
    }
    let row =
        |change: &str, replay: String, scenario: String| format!("  {change:<34}{replay:>10}{scenario:>10}");
    lines.push(row("what if", "the calls".into(), "scenario".into()));
    lines.extend(found.what_ifs.iter().map(|what_if| {
        let [replay, scenario] =
            [what_if.replay, what_if.scenario].map(|share| share.map_or("-".into(), signed));
        let apart = if what_if.is_apart() { "  differs" } else { "" };
        row(&words(what_if.habit), replay, scenario) + apart
    }));
    lines
}

pub fn kinds_json(table: &RateTable, scenario: &Scenario) -> Vec<Value> {
    let kind = |(kind, share, usd): (Scenario, f64, Option<f64>)| json!({ "name": kind.kind_name, "share": share, "usd_month": usd });
    kinds(table, scenario).map(kind).collect()
}

pub fn what_ifs_json(what_ifs: &[WhatIf]) -> Vec<Value> {
    let one = |what_if: &WhatIf| {
        json!({
            "change": key(what_if.habit), "replay": what_if.replay, "scenario": what_if.scenario,
            "difference": what_if.difference(), "kinds_without_room": what_if.without_room,
        })
    };
    what_ifs.iter().map(one).collect()
}

/// Each kind with its share of the sessions and USD of a developer's month.
fn kinds<'a>(
    table: &'a RateTable,
    scenario: &'a Scenario,
) -> impl Iterator<Item = (Scenario, f64, Option<f64>)> + 'a {
    let a_month = scenario.work.sessions_per_day * scenario.work.active_days;
    scenario.by_kind().map(move |(kind, share)| {
        let usd = session_bill(table, &kind).map(|bill| bill.total * a_month * share);
        (kind, share, usd)
    })
}

fn key(habit: Habit) -> String {
    match habit {
        Habit::Threshold(limit) => format!("threshold {limit}"),
        Habit::Base(tokens) => format!("base -{tokens}"),
        Habit::Growth(share) => format!("growth -{}%", share * 100.0),
        Habit::HitRate(share) => format!("hit rate -{} points", share * 100.0),
        Habit::CheaperModel => "next cheaper model".into(),
    }
}

fn words(habit: Habit) -> String {
    let locale = Locale::default();
    match habit {
        Habit::Threshold(limit) => format!("Compact at {}", locale.tokens(limit)),
        Habit::Base(tokens) => format!("Base context {} smaller", locale.tokens(tokens)),
        Habit::Growth(share) => format!("Growth {} smaller", percent(share)),
        Habit::HitRate(share) => format!("Cache hit rate {} points lower", locale.short(share * 100.0, 1)),
        Habit::CheaperModel => "All work on the next cheaper model".into(),
    }
}

fn signed(share: f64) -> String {
    let sign = if share > 0.0 { "+" } else { "" };
    format!("{sign}{}", percent(share))
}

fn percent(share: f64) -> String {
    format!("{}%", Locale::default().fixed(share * 100.0, 1))
}
