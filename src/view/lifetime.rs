//! Cache lifetime: the month with 5-minute and with 1-hour writes, over the pauses in the work.

use super::answer::basis;
use super::format::{capital, plural};
use super::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, labels, spend};
use crate::chart::{Axis, Line, LineInk, Lines, Mark, Panel, ticks};
use crate::decisions::lifetime::{Lifetimes, lifetimes, pauses_are_known};
use crate::model::estimate::Answer;
use crate::scenario::{HitSource, Lifetime};

const STOPS: f64 = 40.0;
const ROWS: f64 = 10.0;
/// Share of an axis under which two marks would be one.
const CLOSE: f64 = 0.02;

/// What the picture shows, without it.
pub fn finding(answer: &Answer, locale: &Locale) -> Option<String> {
    lifetimes(&answer.prices, &answer.scenario).map(|found| title(answer, &found, locale))
}

/// The picture, or `None` where no pause changes anything: totals, no caching, one request.
pub fn figure(answer: &Answer, locale: &Locale) -> Option<Figure> {
    let found = lifetimes(&answer.prices, &answer.scenario)?;
    let end = axis_end(&found);
    let stops = stops(&found, end, STOPS);
    Some(Figure {
        title: title(answer, &found, locale),
        chart: Chart::Lines(chart(&found, end, &stops, locale)),
        readouts: readouts(&found, stops),
    })
}

/// What stands beside it.
pub fn texts(answer: &Answer, locale: &Locale) -> Option<Texts> {
    let found = lifetimes(&answer.prices, &answer.scenario)?;
    Some(Texts { notes: notes(answer, &found, locale), table: table(answer, &found, locale) })
}

/// Beyond the pauses there are and those at which it breaks even, as far as requests go.
fn axis_end(found: &Lifetimes) -> f64 {
    let wanted =
        (found.pauses * 1.5).max(found.even.unwrap_or(0.0) * 2.0).max(found.long_pauses * 3.0).max(2.0);
    wanted.min(found.later_requests.max(found.pauses).max(1.0))
}

/// From the long pauses on: there are never fewer than those.
fn stops(found: &Lifetimes, end: f64, about: f64) -> Vec<f64> {
    let step = ticks(end, about as usize).get(1).copied().unwrap_or(end);
    let mut all = vec![found.long_pauses];
    let regular = (0..=(end / step) as u32).map(|i| f64::from(i) * step);
    all.extend(
        regular.chain([found.pauses]).chain(found.even).filter(|at| *at > found.long_pauses && *at <= end),
    );
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

fn chart(found: &Lifetimes, end: f64, stops: &[f64], locale: &Locale) -> Lines {
    let (_, hour) = found.months();
    let top = found.at_five_minutes(end).max(hour) * 1.08;
    let five = Line {
        label: "5 minutes".into(),
        ink: if found.now == Lifetime::FiveMinutes { LineInk::Yours } else { LineInk::Plain(0) },
        points: stops.iter().map(|at| (*at, found.at_five_minutes(*at))).collect(),
        area: false,
    };
    let mut lines = vec![five];
    let mut one_hour = Mark { at: hour, label: format!("1 hour {}", locale.money(hour)) };
    if found.now == Lifetime::OneHour {
        let label = std::mem::take(&mut one_hour.label);
        let points = vec![(found.long_pauses, hour), (end, hour)];
        lines.push(Line { label, ink: LineInk::Yours, points, area: false });
    }
    let mut flags = Vec::new();
    if let Some(even) = found.even {
        flags.push(Mark { at: even, label: format!("even at {}", count(even, locale)) });
    }
    if found.even.is_none_or(|even| (even - found.pauses).abs() > end * CLOSE) {
        flags.push(Mark { at: found.pauses, label: format!("yours, {}", count(found.pauses, locale)) });
    }
    let panel = Panel {
        areas: Vec::new(),
        title: "A developer’s month by cache lifetime".into(),
        y: spend::money_axis(top, "", locale),
        height: 200.0,
        lines,
        // A level, so that the flag of the crossing rises to it.
        levels: vec![one_hour],
        flags,
    };
    Lines {
        ribbon: Vec::new(),
        panels: vec![panel],
        x: Axis {
            max: end,
            ticks: ticks(end, 6).into_iter().map(|t| (t, locale.short(t, 2))).collect(),
            title: "pauses longer than 5 minutes a session".into(),
        },
        stops: stops.to_vec(),
        description: "The month with 5-minute and with 1-hour cache writes over the pauses of a session"
            .into(),
    }
}

/// Pauses a session, to a digit that counts.
fn count(pauses: f64, locale: &Locale) -> String {
    locale.short(pauses, if pauses < 0.995 { 2 } else { 1 })
}

fn title(answer: &Answer, found: &Lifetimes, locale: &Locale) -> String {
    let finding = cheaper(answer, found, locale);
    match answer.scenario.cache.source {
        HitSource::Rhythm => capital(&finding),
        // Priced by a hit rate that fits these pauses, both from the same logs.
        _ if pauses_are_known(&answer.scenario) => capital(&finding),
        // The month itself is priced by a hit rate, not by pauses.
        HitSource::Given | HitSource::Reported => {
            let pauses = plural(&count(found.pauses, locale), "pause", "pauses");
            format!("With {pauses} over 5 minutes a session {finding}")
        }
    }
}

fn cheaper(answer: &Answer, found: &Lifetimes, locale: &Locale) -> String {
    let (five, hour) = found.months();
    let saves = format!("{} a month {}", locale.money((five - hour).abs()), basis(answer.scenario.payment));
    let pauses = |even| plural(&count(even, locale), "pause", "pauses");
    match found.even {
        _ if (five - hour).abs() < 0.005 => {
            format!("5-minute and 1-hour writes cost the same, {} a month", locale.money(five))
        }
        Some(even) if five < hour => {
            format!("5-minute writes are cheaper by {saves}, up to {} a session", pauses(even))
        }
        Some(even) => {
            format!("1-hour writes are cheaper by {saves}, from {} a session", pauses(even))
        }
        None if five < hour => {
            format!("5-minute writes are cheaper by {saves}, at any number of pauses")
        }
        None => format!("1-hour writes are cheaper by {saves}, at any number of pauses"),
    }
}

fn notes(answer: &Answer, found: &Lifetimes, locale: &Locale) -> Vec<String> {
    let mut notes = vec![breaks(found, locale)];
    if let Some(even) = found.even {
        let mut note = format!(
            "Break-even: {} of the requests after the first follow a pause over 5 minutes.",
            locale.percent(found.share(even))
        );
        if found.long_pauses > 0.0 {
            let long = plural(&count(found.long_pauses, locale), "pause", "pauses");
            note += &format!(" The {long} over an hour a session outlast both.");
        }
        notes.push(note);
    }
    if pauses_are_known(&answer.scenario) {
        notes.push("The hit rate and the pauses are from your logs.".into());
    } else if answer.scenario.cache.source != HitSource::Rhythm {
        notes.push(format!(
            "Your month is priced by its hit rate. To price it by pauses, set “{}” to pauses.",
            labels::input::HIT_FROM
        ));
    }
    notes.push("Sub-agents always write for 5 minutes.".into());
    notes
}

/// What one more break a day costs.
fn breaks(found: &Lifetimes, locale: &Locale) -> String {
    let (lifetime, coffee) = match found.now {
        Lifetime::FiveMinutes => ("5-minute", format!("costs {} a month", locale.money(found.coffee))),
        Lifetime::OneHour => ("1-hour", "costs nothing".into()),
    };
    let lunch = match found.now {
        Lifetime::FiveMinutes => "and so does a longer one".into(),
        Lifetime::OneHour => format!("one over an hour {} a month", locale.money(found.lunch)),
    };
    format!("With {lifetime} writes, one more 5 to 60 minute break a day {coffee}, {lunch}.")
}

fn table(answer: &Answer, found: &Lifetimes, locale: &Locale) -> Table {
    let (_, hour) = found.months();
    let row = |at: f64| {
        let five = found.at_five_minutes(at);
        vec![
            count(at, locale),
            locale.percent(found.share(at).min(1.0)),
            locale.money(five),
            locale.money(hour),
        ]
    };
    let head = ["Pauses a session", "Of later requests", "5-minute writes", "1-hour writes"];
    Table {
        caption: format!("One developer’s month {}", basis(answer.scenario.payment)),
        head: head.map(String::from).to_vec(),
        rows: stops(found, axis_end(found), ROWS).into_iter().map(row).collect(),
    }
}

fn readouts(found: &Lifetimes, stops: Vec<f64>) -> Readouts {
    let (_, hour) = found.months();
    let series = |label: &str, usd: &dyn Fn(f64) -> f64| Series {
        label: label.into(),
        unit: Unit::Money,
        values: stops.iter().map(|at| usd(*at)).collect(),
    };
    let series =
        vec![series("5-minute writes", &|at| found.at_five_minutes(at)), series("1-hour writes", &|_| hour)];
    Readouts { heading: "Pauses a session ".into(), at: Stops::Numbered { at: stops, decimals: 2 }, series }
}
