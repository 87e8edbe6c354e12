//! Monthly spend: one developer's month for Light, yours, yours with the ticked actions, and Heavy.

use super::labels::{self, spend as words_of};
use super::stacked::{self, Stacked};
use super::{Chart, Figure, Locale, Texts, words};
use crate::chart::{Axis, Mark, ticks};
use crate::decisions::bands::Bands;
use crate::model::bill::Bill;
use crate::model::estimate::{Answer, estimate, session_bill, sessions_a_month};
use crate::prices::RateTable;
use crate::scenario::{Preset, Scenario, august};

/// What the bars are made of.
pub struct Seen<'a> {
    pub table: &'a RateTable,
    pub answer: &'a Answer,
    /// The scenario with the ticked actions.
    pub optimized: &'a Scenario,
    pub baseline: Option<&'a Answer>,
    pub bands: Bands,
    /// USD that one developer pays a month where that is not by the token: a line across the bars.
    pub paid: Option<f64>,
    pub locale: &'a Locale,
}

pub fn figure(seen: &Seen) -> Figure {
    let profiles = profiles(seen);
    let label = |usd: f64| format!("{} {}", words_of::YOU_PAY, seen.locale.money(usd));
    let scenario = &seen.answer.scenario;
    let alike = |group: usize| scenario.people(group) == 0.0 || scenario.has_sessions_of_first(group);
    // What people who differ pay on average says nothing beside the work of the first of them.
    let all_alike = (1..scenario.count_groups()).all(alike);
    let marks =
        seen.paid.iter().filter(|_| all_alike).map(|usd| Mark { at: *usd, label: label(*usd) }).collect();
    let has_bands = seen.bands != Bands::default();
    let ranges = has_bands.then_some(words_of::RANGES);
    let description = [words_of::DESCRIPTION].into_iter().chain(ranges).collect::<Vec<_>>().join(". ");
    Figure {
        title: title(seen),
        chart: Chart::Bars(stacked::bars(&profiles, marks, &description, seen.locale)),
        readouts: stacked::readouts(&profiles),
    }
}

/// What stands beside it.
pub fn texts(seen: &Seen) -> Texts {
    let table = stacked::table(&profiles(seen), words_of::TABLE, words_of::PROFILE, seen.locale);
    Texts { notes: notes(seen), table }
}

fn title(seen: &Seen) -> String {
    let people = seen.answer.developers();
    let whose = if people == 1.0 { "" } else { words_of::EACH };
    let what = if seen.paid.is_some() { words_of::AT_API_PRICES } else { words_of::TITLE };
    format!("{what}{whose}")
}

fn profiles(seen: &Seen) -> Vec<Stacked> {
    let Seen { table, answer, bands, .. } = *seen;
    let of = |label, bill: Option<Bill>, scenario: &Scenario, own, range| {
        let times = sessions_a_month(scenario);
        bill.map(|bill| Stacked { range, ..Stacked::of(label, &bill, times, own) })
    };
    let preset = |preset, range| {
        let scenario = answer.scenario.like(preset);
        of(labels::preset(preset), session_bill(table, &scenario), &scenario, false, range)
    };
    let all = [
        preset(Preset::Light, bands.light),
        seen.baseline.and_then(|b| {
            of(words_of::BASELINE, Some(b.session.clone()), &b.scenario, false, bands.baseline)
        }),
        of(words_of::YOURS, Some(answer.session.clone()), &answer.scenario, true, bands.yours),
        of(words_of::OPTIMIZED, session_bill(table, seen.optimized), seen.optimized, true, bands.optimized),
        preset(Preset::Heavy, bands.heavy),
    ];
    all.into_iter().flatten().collect()
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

fn notes(seen: &Seen) -> Vec<String> {
    let Seen { table, answer, locale, .. } = *seen;
    let mut notes = Vec::new();
    for preset in [Preset::Light, Preset::Heavy] {
        if session_bill(table, &answer.scenario.like(preset)).is_none() {
            let day = words::day(answer.scenario.priced_on);
            notes.push(format!("{} is missing: its models have no price on {day}.", labels::preset(preset)));
        }
    }
    notes.extend((seen.bands != Bands::default()).then(|| words_of::RANGES_NOTE.into()));
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
