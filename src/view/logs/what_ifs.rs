//! What-ifs: other habits by the replay of the real calls, and by the scenario made of them.

use super::{Detail, LogsState, replays};
use crate::forecast::what_ifs::{Habit, WhatIf};
use crate::view::{Locale, Table};

pub(super) fn what_ifs(state: &LogsState) -> Detail {
    let made = state.forecast.and_then(|forecast| forecast.calibration.as_ref());
    let all = made.map_or(&[][..], |made| &made.what_ifs);
    let known: Vec<(&WhatIf, f64)> = all.iter().filter_map(|one| Some((one, one.difference()?))).collect();
    let largest = known.iter().map(|(_, apart)| apart.abs()).fold(0.0, f64::max);
    let finding = match known.is_empty() {
        true => "Too little to compare".into(),
        false => format!("at most {} apart", points(largest, state.locale)),
    };
    Detail {
        finding,
        table: (!known.is_empty()).then(|| table(&known, state.locale)),
        notes: notes(&known, state.locale),
        ..Detail::default()
    }
}

fn table(known: &[(&WhatIf, f64)], locale: &Locale) -> Table {
    let row = |(one, apart): &(&WhatIf, f64)| {
        let share = |share: Option<f64>| share.map(|share| signed(share, locale)).unwrap_or_default();
        vec![habit(one.habit, locale), share(one.replay), share(one.scenario), points(apart.abs(), locale)]
    };
    Table {
        caption: "Change of cost, by replay of your calls and by the scenario".into(),
        head: ["Change", "Replay", "Scenario", "Difference"].map(String::from).to_vec(),
        rows: known.iter().map(row).collect(),
    }
}

/// Of a change in which the two differ, and of thresholds that some sessions have no room for.
fn notes(known: &[(&WhatIf, f64)], locale: &Locale) -> Vec<String> {
    let apart = known.iter().filter(|(one, _)| one.is_apart());
    let names: Vec<String> = apart.map(|(one, _)| habit(one.habit, locale)).collect();
    let mut all = Vec::new();
    if !names.is_empty() {
        all.push(format!("More than 3 points apart, so trust the replay: {}.", names.join(", ")));
    }
    let without: Vec<String> = known
        .iter()
        .filter(|(one, _)| one.without_room > 0)
        .map(|(one, _)| habit(one.habit, locale))
        .collect();
    if !without.is_empty() {
        all.push(format!("Kinds of session without room stay as they were: {}.", without.join(", ")));
    }
    all
}

/// A change in words.
pub fn habit(habit: Habit, locale: &Locale) -> String {
    match habit.change() {
        Some(change) => replays::name(change, locale),
        None => "All work on the next cheaper model".into(),
    }
}

fn signed(share: f64, locale: &Locale) -> String {
    let size = locale.fixed(share.abs() * 100.0, 1);
    let sign = if share > -0.0005 && share < 0.0005 {
        ""
    } else if share < 0.0 {
        "−"
    } else {
        "+"
    };
    format!("{sign}{size}%")
}

fn points(share: f64, locale: &Locale) -> String {
    format!("{} points", locale.fixed(share * 100.0, 1))
}
