//! Monthly spend: one developer's month for Light, yours, yours with the ticked actions, and Heavy.

use super::labels::{self, spend as words_of};
use super::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, words};
use crate::chart::{Axis, Bar, Bars, Mark, ticks};
use crate::model::bill::Bill;
use crate::model::estimate::{Answer, estimate, session_bill, sessions_a_month};
use crate::prices::{Class, RateTable};
use crate::scenario::{Preset, Scenario, august};

pub(super) const PARTS: [&str; 5] = ["cache write", "cache read", "output", "input", "other"];

/// What the bars are made of.
pub struct Seen<'a> {
    pub table: &'a RateTable,
    pub answer: &'a Answer,
    /// The scenario with the ticked actions.
    pub optimized: &'a Scenario,
    pub baseline: Option<&'a Answer>,
    /// USD that one developer pays a month where that is not by the token: a line across the bars.
    pub paid: Option<f64>,
    pub locale: &'a Locale,
}

/// One bar: who, USD a month by part.
struct Profile {
    label: &'static str,
    parts: [f64; 5],
    total: f64,
    own: bool,
}

pub fn figure(seen: &Seen) -> Figure {
    let profiles = profiles(seen);
    Figure {
        title: title(seen),
        chart: Chart::Bars(chart(&profiles, seen.paid, seen.locale)),
        readouts: readouts(&profiles),
    }
}

/// What stands beside it.
pub fn texts(seen: &Seen) -> Texts {
    Texts { notes: notes(seen), table: spend_table(&profiles(seen), seen.locale) }
}

fn title(seen: &Seen) -> String {
    let people = seen.answer.developers();
    let whose = if people == 1.0 { "" } else { words_of::EACH };
    let what = if seen.paid.is_some() { words_of::AT_API_PRICES } else { words_of::TITLE };
    format!("{what}{whose}")
}

fn profiles(seen: &Seen) -> Vec<Profile> {
    let Seen { table, answer, .. } = *seen;
    let of = |label, bill: Option<Bill>, scenario: &Scenario, own| {
        let times = sessions_a_month(scenario);
        bill.map(|bill| Profile { label, parts: parts(&bill, times), total: bill.total * times, own })
    };
    let preset = |preset| {
        let scenario = answer.scenario.like(preset);
        of(labels::preset(preset), session_bill(table, &scenario), &scenario, false)
    };
    let all = [
        preset(Preset::Light),
        seen.baseline.and_then(|b| of(words_of::BASELINE, Some(b.session.clone()), &b.scenario, false)),
        of(words_of::YOURS, Some(answer.session.clone()), &answer.scenario, true),
        of(words_of::OPTIMIZED, session_bill(table, seen.optimized), seen.optimized, true),
        preset(Preset::Heavy),
    ];
    all.into_iter().flatten().collect()
}

/// USD of so many sessions by [`PARTS`].
pub(super) fn parts(bill: &Bill, times: f64) -> [f64; 5] {
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

fn chart(profiles: &[Profile], paid: Option<f64>, locale: &Locale) -> Bars {
    let marks: Vec<Mark> = paid
        .iter()
        .map(|usd| Mark { at: *usd, label: format!("{} {}", words_of::YOU_PAY, locale.money(*usd)) })
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
        axis: money_axis(largest * 1.02, "", locale),
        description: "One developer’s dollars a month by profile, stacked by cache write, cache read, output, input and other"
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

fn notes(seen: &Seen) -> Vec<String> {
    let Seen { table, answer, locale, .. } = *seen;
    let mut notes = Vec::new();
    for preset in [Preset::Light, Preset::Heavy] {
        if session_bill(table, &answer.scenario.like(preset)).is_none() {
            let day = words::day(answer.scenario.priced_on);
            notes.push(format!("{} is missing: its models have no price on {day}.", labels::preset(preset)));
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
        "The vendor publishes $13 per developer and active day, and under $30 for 9 in 10 (August 2026). The Typical preset \
         costs {} a day on that month’s models and {} today.",
        locale.money(then),
        locale.money(today)
    ))
}
