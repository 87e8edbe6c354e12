//! Picture 1: a developer's month for Light, Heavy, yours, and yours optimized.

use super::answer::basis;
use super::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, savings, words};
use crate::chart::{Axis, Bar, Bars, Mark, ticks};
use crate::decisions::savings::{Pull, Pulled, nearly_pulled, pulled, ranked};
use crate::model::bill::Bill;
use crate::model::estimate::{Answer, estimate, session_bill, sessions_a_month};
use crate::prices::plans::Plan;
use crate::prices::{Class, RateTable};
use crate::scenario::{Preset, Scenario, august};

/// USD per developer and active day: the published average, and what nine in ten stay
/// below (Claude Code docs, costs, 2026-08-22).
const PUBLISHED_AVERAGE: f64 = 13.0;
const PUBLISHED_BOUND: f64 = 30.0;
const LIGHT: &str = "Light";
const HEAVY: &str = "Heavy";
const OPTIMIZED: &str = "Yours, optimized";
const ON_A_PLAN: &str = "You pay, on a plan";
const PARTS: [&str; 5] = ["cache write", "cache read", "output", "input", "other"];

/// One bar: who, USD a month by part.
struct Profile {
    label: &'static str,
    parts: [f64; 5],
    total: f64,
    own: bool,
}

/// Yours with the ticked levers.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimized {
    pub pulled: Pulled,
    /// What each lever would save alone, most first; empty while a slider moves.
    pub ranked: Vec<Pull>,
    pub bill: Option<Bill>,
}

/// The cheaper scenario with its session's bill.
pub fn optimized(table: &RateTable, plans: &[Plan], answer: &Answer) -> Optimized {
    let ranked = ranked(table, plans, answer);
    Optimized { ranked, ..with_bill(table, pulled(table, plans, answer)) }
}

/// Nearly the same, for as long as a slider moves: nobody reads a ranking then.
pub fn nearly_optimized(table: &RateTable, plans: &[Plan], answer: &Answer) -> Optimized {
    with_bill(table, nearly_pulled(table, plans, answer))
}

fn with_bill(table: &RateTable, pulled: Pulled) -> Optimized {
    let bill = session_bill(table, &pulled.scenario);
    Optimized { pulled, ranked: Vec::new(), bill }
}

pub fn figure(
    table: &RateTable,
    answer: &Answer,
    optimized: &Optimized,
    baseline: Option<&Answer>,
    locale: &Locale,
) -> Figure {
    let profiles = profiles(table, answer, optimized, baseline);
    let days = answer.scenario.work.active_days;
    Figure {
        title: title(answer, &profiles, locale),
        chart: Chart::Bars(chart(&profiles, days, locale)),
        readouts: readouts(&profiles),
    }
}

/// What stands beside it.
pub fn texts(
    table: &RateTable,
    answer: &Answer,
    optimized: &Optimized,
    baseline: Option<&Answer>,
    locale: &Locale,
) -> Texts {
    let profiles = profiles(table, answer, optimized, baseline);
    Texts { notes: notes(table, answer, optimized, locale), table: spend_table(&profiles, locale) }
}

fn profiles(
    table: &RateTable,
    answer: &Answer,
    optimized: &Optimized,
    baseline: Option<&Answer>,
) -> Vec<Profile> {
    let of = |label, bill: Option<Bill>, scenario: &Scenario, own| {
        let times = sessions_a_month(scenario);
        bill.map(|bill| Profile { label, parts: parts(&bill, times), total: bill.total * times, own })
    };
    let preset = |label, preset| {
        let scenario = answer.scenario.like(preset);
        of(label, session_bill(table, &scenario), &scenario, false)
    };
    let all = [
        preset(LIGHT, Preset::Light),
        preset(HEAVY, Preset::Heavy),
        baseline.and_then(|b| of("Baseline", Some(b.session.clone()), &b.scenario, false)),
        of("Yours", Some(answer.session.clone()), &answer.scenario, true),
        // A plan's price is no part of a token.
        match optimized.pulled.on_a_plan() {
            Some(total) => {
                Some(Profile { label: ON_A_PLAN, parts: [0.0, 0.0, 0.0, 0.0, total], total, own: true })
            }
            None => of(OPTIMIZED, optimized.bill.clone(), &optimized.pulled.scenario, true),
        },
    ];
    all.into_iter().flatten().collect()
}

fn parts(bill: &Bill, times: f64) -> [f64; 5] {
    let writes = bill.of_class(Class::Write5m) + bill.of_class(Class::Write1h);
    let parts = [
        writes,
        bill.of_class(Class::Read),
        bill.of_class(Class::Output),
        bill.of_class(Class::Input),
        bill.of_no_class(),
    ];
    parts.map(|usd| usd * times)
}

fn title(answer: &Answer, profiles: &[Profile], locale: &Locale) -> String {
    let yours = answer.developer_month;
    let money = |profile: &Profile| locale.money(profile.total);
    let of = |label| profiles.iter().find(|p| p.label == label);
    let between = match (of(LIGHT), of(HEAVY)) {
        (Some(light), _) if yours < light.total => {
            format!(", less than a light user’s {}", money(light))
        }
        (_, Some(heavy)) if yours > heavy.total => {
            format!(", more than a heavy user’s {}", money(heavy))
        }
        (Some(light), Some(heavy)) => {
            format!(", between a light user’s {} and a heavy one’s {}", money(light), money(heavy))
        }
        _ => String::new(),
    };
    let saved = of(OPTIMIZED).or(of(ON_A_PLAN)).map_or(0.0, |p| yours - p.total);
    let mut title =
        format!("A developer’s month {}: {}{between}", basis(answer.scenario.payment), locale.money(yours));
    if saved >= 0.5 {
        title += &format!("; {} could be saved", locale.money(saved));
    }
    title
}

fn chart(profiles: &[Profile], days: f64, locale: &Locale) -> Bars {
    let marks = [
        (PUBLISHED_AVERAGE, "published average, $13 a day"),
        (PUBLISHED_BOUND, "9 in 10 stay below, $30 a day"),
    ];
    let marks: Vec<Mark> = marks
        .iter()
        .filter(|_| days > 0.0)
        .map(|(usd, label)| Mark { at: usd * days, label: (*label).into() })
        .collect();
    let largest = profiles.iter().map(|p| p.total).chain(marks.iter().map(|m| m.at)).fold(0.0, f64::max);
    let bar = |p: &Profile| Bar {
        label: p.label.into(),
        start: 0.0,
        parts: p.parts.to_vec(),
        total: locale.money(p.total),
        emphasis: p.own,
    };
    Bars {
        rows: profiles.iter().map(bar).collect(),
        part_names: PARTS.map(String::from).to_vec(),
        marks,
        axis: money_axis(largest * 1.02, "dollars a month", locale),
        description: "A developer’s dollars a month by profile, stacked by cache write, cache read, output, input and other"
            .into(),
    }
}

/// An axis of dollars from zero.
pub(super) fn money_axis(max: f64, title: &str, locale: &Locale) -> Axis {
    let max = if max > 0.0 { max } else { 1.0 };
    let ticks = ticks(max, 5);
    // One number of decimals along an axis: not $10.00 below $20.
    let text = |usd: f64| match ticks.iter().all(|t| t.trunc() == *t) {
        true => format!("${}", locale.fixed(usd, 0)),
        false if max >= 0.1 => format!("${}", locale.fixed(usd, 2)),
        false => locale.money(usd),
    };
    Axis { max, ticks: ticks.iter().map(|t| (*t, text(*t))).collect(), title: title.into() }
}

fn spend_table(profiles: &[Profile], locale: &Locale) -> Table {
    let head = std::iter::once("Profile").chain(PARTS).chain(["total a month"]);
    let row = |p: &Profile| {
        let mut row = vec![p.label.to_string()];
        row.extend(p.parts.iter().map(|usd| locale.money(*usd)));
        row.push(locale.money(p.total));
        row
    };
    Table {
        caption: "Dollars a month of one developer".into(),
        head: head.map(String::from).collect(),
        rows: profiles.iter().map(row).collect(),
    }
}

fn readouts(profiles: &[Profile]) -> Readouts {
    let part = |(i, label): (usize, &&str)| Series {
        label: (*label).into(),
        unit: Unit::Money,
        values: profiles.iter().map(|p| if p.parts[i] > 0.0 { p.parts[i] } else { f64::NAN }).collect(),
    };
    let total = Series {
        label: "total".into(),
        unit: Unit::Money,
        values: profiles.iter().map(|p| p.total).collect(),
    };
    Readouts {
        heading: String::new(),
        at: Stops::Named(profiles.iter().map(|p| p.label.to_string()).collect()),
        series: PARTS.iter().enumerate().map(part).chain([total]).collect(),
    }
}

fn notes(table: &RateTable, answer: &Answer, optimized: &Optimized, locale: &Locale) -> Vec<String> {
    let mut notes = vec![savings::together(&optimized.pulled, locale)];
    for (label, preset) in [(LIGHT, Preset::Light), (HEAVY, Preset::Heavy)] {
        if session_bill(table, &answer.scenario.like(preset)).is_none() {
            notes.push(format!(
                "{label} is missing: its models have no price on {}.",
                words::day(answer.scenario.priced_on)
            ));
        }
    }
    notes.extend(bridge(table, answer, locale));
    if answer.batch_month > 0.0 {
        notes.push(format!(
            "Batch jobs ({} a month) are not in these bars.",
            locale.money(answer.batch_month)
        ));
    }
    notes
}

/// From the published number to today's: the work is the same, the models are not.
fn bridge(table: &RateTable, answer: &Answer, locale: &Locale) -> Option<String> {
    let scenario = &answer.scenario;
    let day = |s: &Scenario| estimate(table, s).answer.map(|a| a.active_day);
    let then = day(&august(Preset::Average, scenario.price_revision))?;
    let today = day(&Preset::Average.scenario(scenario.priced_on, scenario.price_revision))?;
    Some(format!(
        "The published $13 a day is from August 2026. The average preset comes to {} a day on that month’s models \
         (its sessions and mix were chosen to meet it) and to {} on today’s mix and prices.",
        locale.money(then),
        locale.money(today)
    ))
}
