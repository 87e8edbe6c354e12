//! Every input that counts, with its value and where it comes from.

use super::Asked;
use super::assumptions::{Assumption, source};
use crate::scenario::{Kind, Scenario, choice, field};
use crate::view::inputs::{FOLDS, Input, input, option, spoken};
use crate::view::{Locale, budget, kinds, labels};

/// Those of the first screen, in its order; the others stand in [`FOLDS`].
const FIRST: [&str; 18] = [
    "know",
    "paid",
    "paidPer",
    "sessions",
    "days",
    "messages",
    "totalInput",
    "totalWrite5m",
    "totalWrite1h",
    "totalRead",
    "totalOutput",
    "hit",
    "reported",
    "pauses5m",
    "pauses60m",
    "compact",
    "threshold",
    "rework",
];
/// Said elsewhere: people with the groups, money in the summary.
const ELSEWHERE: [&str; 2] = ["team", "local"];

pub(super) fn inputs(asked: &Asked, locale: &Locale) -> Vec<Assumption> {
    let scenario = asked.scenario;
    let folds = FOLDS.iter().filter(|fold| !ELSEWHERE.contains(&fold.id) && fold.shows(scenario));
    let keys = FIRST.into_iter().chain(folds.flat_map(|fold| fold.keys.iter().copied()));
    let counting =
        keys.filter_map(input).filter(|input| input.shows(scenario) && counts(scenario, input.key));
    let line = |of: &Input| Assumption {
        label: of.label.into(),
        value: value(asked, of.key, locale),
        source: source(scenario, &[of.key], locale),
    };
    let own = kinds::rows(scenario, Some(asked.answer), locale);
    let own = own.into_iter().filter(|row| !row.own.is_empty()).map(|row| Assumption {
        label: format!("{}: {}", labels::kinds::KIND, row.name),
        value: row.own,
        source: labels::statement::ENTERED.into(),
    });
    let months = budget::entered(scenario, asked.year, locale).into_iter().map(|(label, value)| Assumption {
        label,
        value,
        source: labels::statement::ENTERED.into(),
    });
    let changes = budget::that_count(asked.year).map(|value| Assumption {
        label: labels::budget::CHANGES.into(),
        value,
        source: format!("price list, revision {}", scenario.price_revision),
    });
    counting.map(line).chain(own).chain(weeks(asked, locale)).chain(months).chain(changes).collect()
}

/// How weeks differ, where the month has a range: it is part of that.
fn weeks(asked: &Asked, locale: &Locale) -> Option<Assumption> {
    let spread = asked.scenario.plans.week_spread;
    let is_preset = |source: &String| source.starts_with(labels::statement::OF_PRESET);
    let source = source(asked.scenario, &["weekSpread"], locale);
    let why = if is_preset(&source) { labels::statement::WHY_WEEKS } else { "" };
    (asked.range.is_some() && spread > 1.0).then(|| Assumption {
        label: labels::input::WEEK_SPREAD.into(),
        value: format!("{} {}", locale.short(spread, 2), labels::statement::WEEKS),
        source: [source.as_str(), why].concat(),
    })
}

/// Whether there is any of what an input is about.
fn counts(scenario: &Scenario, key: &str) -> bool {
    match key {
        "agentModel" | "agentTurns" | "agentFloor" | "agentGrowth" | "agentOutput" => {
            scenario.agents.count > 0.0
        }
        "jobModel" | "jobInput" | "jobOutput" => scenario.batch.jobs > 0.0,
        _ => true,
    }
}

fn value(asked: &Asked, key: &str, locale: &Locale) -> String {
    let scenario: &Scenario = asked.scenario;
    if let Some(field) = field(key) {
        let number = (field.get)(scenario);
        let unit = input(key).map_or("", |input| input.unit());
        return match field.kind {
            Kind::Money => {
                format!("{} {}", locale.money(number), unit.trim_start_matches("USD").trim_start())
            }
            _ => spoken(key, number, locale),
        }
        .trim()
        .into();
    }
    if let Some(choice) = choice(key) {
        return option(choice.key, (choice.get)(scenario)).into();
    }
    let id = match key {
        "agentModel" => &scenario.agents.model,
        _ => &scenario.batch.model,
    };
    let price = asked.answer.prices.0.iter().find(|price| price.id == *id);
    price.map_or_else(|| id.clone(), |price| price.name.clone())
}
