//! The kinds of session that logs came to, and how well they answer what-ifs.

use sawtooth::decisions::kinds::{KindMonth, by_kind, of_everybody};
use sawtooth::forecast::calibrate::Calibration;
use sawtooth::forecast::what_ifs::{Habit, WhatIf};
use sawtooth::model::estimate::Answer;
use sawtooth::view::{Locale, logs};
use serde_json::{Value, json};

pub fn lines(found: &Calibration, answer: Option<&Answer>) -> Vec<String> {
    let locale = Locale::default();
    let mut lines = Vec::new();
    let groups = answer.map(|answer| &answer.scenario).filter(|scenario| scenario.count_groups() > 1);
    for kind in answer.map(of_everybody).unwrap_or_default() {
        let name = if kind.name.is_empty() { "All sessions" } else { &kind.name };
        if let Some(scenario) = groups.filter(|_| kind.kind == 0) {
            let people = locale.fixed(scenario.people(kind.group), 0);
            lines.push(format!("  {}, {people} people:", scenario.name_of_group(kind.group)));
        }
        let a_day = locale.short(kind.sessions_per_day, 2);
        lines.push(format!("  {name}: {a_day} a day, {} a month.", locale.money(kind.month())));
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
        row(&logs::habit(what_if.habit, &Locale::default()), replay, scenario) + apart
    }));
    lines
}

/// The groups of people, where there are several.
pub fn groups_json(answer: Option<&Answer>) -> Vec<Value> {
    let Some(answer) = answer.filter(|answer| answer.scenario.count_groups() > 1) else { return Vec::new() };
    let kinds = of_everybody(answer);
    let group = |at| {
        let month: f64 = kinds.iter().filter(|kind| kind.group == at).map(KindMonth::month).sum();
        let scenario = &answer.scenario;
        json!({ "name": scenario.name_of_group(at), "people": scenario.people(at), "usd_month": month })
    };
    (0..answer.scenario.count_groups()).map(group).collect()
}

pub fn kinds_json(answer: Option<&Answer>) -> Vec<Value> {
    let kind = |kind: KindMonth| {
        json!({
            "name": kind.name, "sessions_per_day": kind.sessions_per_day,
            "usd_session": kind.session.total, "usd_month": kind.month(),
        })
    };
    kinds(answer).into_iter().map(kind).collect()
}

fn kinds(answer: Option<&Answer>) -> Vec<KindMonth> {
    answer.map(by_kind).unwrap_or_default()
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

fn key(habit: Habit) -> String {
    match habit {
        Habit::Threshold(limit) => format!("threshold {limit}"),
        Habit::Base(tokens) => format!("base -{tokens}"),
        Habit::Growth(share) => format!("growth -{}%", share * 100.0),
        Habit::HitRate(share) => format!("hit rate -{} points", share * 100.0),
        Habit::CheaperModel => "next cheaper model".into(),
    }
}

fn signed(share: f64) -> String {
    let sign = if share > 0.0 { "+" } else { "" };
    format!("{sign}{}", percent(share))
}

fn percent(share: f64) -> String {
    format!("{}%", Locale::default().fixed(share * 100.0, 1))
}
