//! Where the month goes: a bar for each group of people, or for each kind of session of one of them.

use super::labels::{paid, parts as labels};
use super::stacked::{self, Stacked};
use super::{Chart, Figure, Locale, Texts, kinds, payer};
use crate::decisions::kinds::{KindMonth, of_everybody};
use crate::model::estimate::Answer;
use crate::scenario::Scenario;

/// Whether there is more than one group with people, or more than one kind of session.
pub fn is_there(scenario: &Scenario) -> bool {
    let groups = groups(scenario);
    groups.len() > 1 || groups.first().is_some_and(|group| scenario.as_group(*group).count_kinds() > 1)
}

/// The groups with people, by their places.
pub fn groups(scenario: &Scenario) -> Vec<usize> {
    (0..scenario.count_groups()).filter(|group| scenario.people(*group) > 0.0).collect()
}

/// The bars with their table; `alone` is the group that is looked at.
pub fn shown(answer: &Answer, alone: Option<usize>, locale: &Locale) -> Option<(Figure, Texts)> {
    let rows = rows(answer, alone);
    let first = rows.iter().reduce(|best, next| if next.total > best.total { next } else { best })?;
    let all: f64 = rows.iter().map(|row| row.total).sum();
    let share = if all > 0.0 { first.total / all } else { 0.0 };
    let share = locale.percent(libm::round(share * 100.0) / 100.0);
    let whose = alone.map(|group| format!("{}: ", payer::group_name(&answer.scenario, group)));
    let what = format!("{}{}", whose.unwrap_or_default(), first.label);
    let figure = Figure {
        title: format!("{what}, {share} of {} a month {}", locale.money(all), paid::BY_THE_TOKEN),
        chart: Chart::Bars(stacked::bars(&rows, Vec::new(), labels::DESCRIPTION, locale)),
        readouts: stacked::readouts(&rows),
    };
    let table = stacked::table(&rows, labels::TITLE, labels::WHAT, locale);
    Some((figure, Texts { notes: vec![labels::NOTE.into()], table }))
}

fn rows(answer: &Answer, alone: Option<usize>) -> Vec<Stacked> {
    let scenario = &answer.scenario;
    let all = of_everybody(answer);
    let groups = groups(scenario);
    let of = |group: usize| all.iter().filter(move |kind| kind.group == group);
    let by_kind = alone.or_else(|| groups.first().copied().filter(|_| groups.len() == 1));
    let mut rows: Vec<Stacked> = match by_kind {
        Some(group) => {
            let one = scenario.as_group(group);
            of(group).map(|kind| bar(&kind_name(&one, kind.kind), [kind])).collect()
        }
        None => groups.iter().map(|group| bar(&payer::group_name(scenario, *group), of(*group))).collect(),
    };
    if answer.batch_month > 0.0 && alone.is_none() {
        rows.push(Stacked::of_no_class(paid::BATCH_JOBS, answer.batch_month));
    }
    rows
}

fn kind_name(one: &Scenario, kind: usize) -> String {
    if one.count_kinds() == 1 { labels::ALL_SESSIONS.into() } else { kinds::name(one, kind) }
}

fn bar<'a>(label: &str, kinds: impl IntoIterator<Item = &'a KindMonth>) -> Stacked {
    let mut bar = Stacked::of_no_class(label, 0.0);
    kinds.into_iter().for_each(|kind| bar.add(&Stacked::of("", &kind.session, kind.sessions, true)));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date};
    use crate::scenario::{Group, Preset};

    #[test]
    fn bars_of_groups_and_of_kinds_add_up_to_the_month() {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 4);
        assert!(!is_there(&scenario));
        scenario.add_kind_of("Quick question", 3.0, |one| one.work.messages = 1.0);
        assert!(is_there(&scenario));
        scenario.add_group(Group::like(Preset::Heavy, 2.0));
        scenario.batch.jobs = 500.0;
        let answer = estimate(&RateTable::shipped(), &scenario).answer.expect("a price");
        let sum = |alone| rows(&answer, alone).iter().map(|row| row.total).sum::<f64>();
        assert!((sum(None) - answer.month.total).abs() < 1e-9);
        assert!((sum(Some(0)) - answer.groups[0].1).abs() < 1e-9);
        assert!((sum(Some(1)) - answer.groups[1].1).abs() < 1e-9);
        for row in rows(&answer, None).iter().chain(&rows(&answer, Some(0))) {
            assert!((row.parts.iter().sum::<f64>() - row.total).abs() < 1e-9, "{}", row.label);
        }
        let names = |alone| rows(&answer, alone).into_iter().map(|row| row.label).collect::<Vec<_>>();
        assert_eq!(names(None), ["On this profile", "Heavy", "Batch jobs"]);
        assert_eq!(names(Some(0)), ["Kind 1", "Quick question"]);
        assert_eq!(names(Some(1)), ["All sessions"]);
    }
}
