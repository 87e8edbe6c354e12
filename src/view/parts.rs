//! Where the month goes: a bar for each group of people, or for each kind of session of one of them.

use super::format::plural;
use super::labels::parts as labels;
use super::spend::{PARTS, money_axis, parts as classes};
use super::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, kinds, payer};
use crate::chart::{Bar, Bars};
use crate::decisions::kinds::{Part, parts};
use crate::model::bill::Bill;
use crate::model::estimate::Answer;
use crate::scenario::Scenario;

/// USD a month by class, as the bars of the monthly spend have them.
struct Row {
    name: String,
    parts: [f64; 5],
    total: f64,
}

/// Whether there is more than one group with people, or more than one kind of session.
pub fn is_there(scenario: &Scenario) -> bool {
    let groups = groups(scenario);
    groups.len() > 1 || groups.first().is_some_and(|group| scenario.as_group(*group).count_kinds() > 1)
}

/// The groups with people, by their places.
pub fn groups(scenario: &Scenario) -> Vec<usize> {
    (0..scenario.count_groups()).filter(|group| scenario.people(*group) > 0.0).collect()
}

/// `alone` is the group that is looked at.
pub fn figure(answer: &Answer, alone: Option<usize>, locale: &Locale) -> Option<Figure> {
    let rows = rows(answer, alone);
    let largest = rows.iter().map(|row| row.total).fold(0.0, f64::max);
    let first = rows.iter().reduce(|best, next| if next.total > best.total { next } else { best })?;
    let all: f64 = rows.iter().map(|row| row.total).sum();
    let bar = |row: &Row| Bar {
        label: row.name.clone(),
        start: 0.0,
        parts: row.parts.to_vec(),
        total: locale.money(row.total),
        emphasis: true,
    };
    let share = if all > 0.0 { first.total / all } else { 0.0 };
    let whose =
        alone.map_or(String::new(), |group| format!("{}: ", payer::group_name(&answer.scenario, group)));
    Some(Figure {
        title: format!(
            "{whose}{}, {} of {} a month at API prices",
            first.name,
            locale.percent(libm::round(share * 100.0) / 100.0),
            locale.money(all)
        ),
        chart: Chart::Bars(Bars {
            rows: rows.iter().map(bar).collect(),
            part_names: PARTS.map(String::from).to_vec(),
            marks: Vec::new(),
            axis: money_axis(largest * 1.02, "", locale),
            description: labels::DESCRIPTION.into(),
        }),
        readouts: readouts(&rows),
    })
}

pub fn texts(answer: &Answer, alone: Option<usize>, locale: &Locale) -> Texts {
    let rows = rows(answer, alone);
    let head = std::iter::once(labels::WHAT).chain(PARTS).chain([labels::TOTAL]);
    let line = |row: &Row| {
        let cells = row.parts.iter().chain([&row.total]).map(|usd| locale.money(*usd));
        std::iter::once(row.name.clone()).chain(cells).collect()
    };
    Texts {
        notes: vec![labels::NOTE.into()],
        table: Table {
            caption: labels::TITLE.into(),
            head: head.map(String::from).collect(),
            rows: rows.iter().map(line).collect(),
        },
    }
}

fn rows(answer: &Answer, alone: Option<usize>) -> Vec<Row> {
    let scenario = &answer.scenario;
    let all = parts(answer);
    let groups = groups(scenario);
    let of = |group: usize| all.iter().filter(move |part| part.group == group);
    let by_kind = alone.or_else(|| groups.first().copied().filter(|_| groups.len() == 1));
    let mut rows: Vec<Row> = match by_kind {
        Some(group) => {
            let one = scenario.as_group(group);
            of(group).map(|part| row(kind_name(&one, part.kind), [part])).collect()
        }
        None => groups.iter().map(|group| row(payer::group_name(scenario, *group), of(*group))).collect(),
    };
    if answer.batch_month > 0.0 && alone.is_none() {
        let parts = [0.0, 0.0, 0.0, 0.0, answer.batch_month];
        rows.push(Row { name: super::labels::paid::BATCH_JOBS.into(), parts, total: answer.batch_month });
    }
    rows
}

fn kind_name(one: &Scenario, kind: usize) -> String {
    if one.count_kinds() == 1 { labels::ALL_SESSIONS.into() } else { kinds::name(one, kind) }
}

fn row<'a>(name: String, of: impl IntoIterator<Item = &'a Part>) -> Row {
    let mut row = Row { name, parts: [0.0; 5], total: 0.0 };
    for part in of {
        let bill: &Bill = &part.session;
        row.parts.iter_mut().zip(classes(bill, part.sessions)).for_each(|(sum, usd)| *sum += usd);
        row.total += part.month();
    }
    row
}

fn readouts(rows: &[Row]) -> Readouts {
    let series = |label: &str, value: &dyn Fn(&Row) -> f64| Series {
        label: label.into(),
        unit: Unit::Money,
        values: rows.iter().map(value).collect(),
    };
    let parts = PARTS.iter().enumerate();
    let parts = parts.map(|(at, label)| {
        series(label, &|row: &Row| if row.parts[at] > 0.0 { row.parts[at] } else { f64::NAN })
    });
    Readouts {
        heading: String::new(),
        at: Stops::Named(rows.iter().map(|row| row.name.clone()).collect()),
        series: parts.chain([series("total", &|row: &Row| row.total)]).collect(),
    }
}

/// "3 kinds of session", for the button of a group.
pub fn kinds_of(scenario: &Scenario, group: usize) -> String {
    plural(&scenario.as_group(group).count_kinds().to_string(), "kind of session", "kinds of session")
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
            assert!((row.parts.iter().sum::<f64>() - row.total).abs() < 1e-9, "{}", row.name);
        }
        let names = |alone| rows(&answer, alone).into_iter().map(|row| row.name).collect::<Vec<_>>();
        assert_eq!(names(None), ["On this profile", "Heavy", "Batch jobs"]);
        assert_eq!(names(Some(0)), ["Kind 1", "Quick question"]);
        assert_eq!(names(Some(1)), ["All sessions"]);
    }
}
