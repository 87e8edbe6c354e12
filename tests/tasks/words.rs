//! Tasks in words: what stands in a row, what is offered, and what is typed.

use crate::{average, on, table, two, with};
use sawtooth::model::estimate::estimate;
use sawtooth::scenario::*;
use sawtooth::view::labels::tasks as labels;
use sawtooth::view::{Locale, tasks as view};

/// The words that stand beside an answer.
fn shown(scenario: &Scenario) -> Vec<view::TaskLine> {
    view::lines(&estimate(table(), scenario).answer.expect("a price"), &Locale::default())
}

#[test]
fn cost_is_said_with_its_range_and_at_whose_prices() {
    let mut scenario = with(average(), &[1.0]);
    let line = &shown(&scenario)[0];
    assert_eq!(line.cost, "$1.94, 80% range $0.24 to $4.88");
    assert_eq!(view::note(&shown(&scenario)), labels::WITHIN);
    scenario.pay_with(PayWith::Plan("max".into()));
    assert!(shown(&scenario)[0].cost.contains(" at API prices, 80% range $"));
    (scenario.work.spread, scenario.mix) = (1.0, on("claude-sonnet-5-5"));
    assert!(!shown(&scenario)[0].has_range && view::note(&shown(&scenario)).is_empty());
    (scenario.shape.growth, scenario.work.messages, scenario.work.spread) = (0.01, 4_000.0, 1.0001);
    assert!(!shown(&scenario)[0].has_range, "what reads alike is no range");
    scenario.set_sessions_of_kind(0, 0.0);
    scenario.kinds.push(SessionKind { share: 0.0, ..SessionKind::default() });
    scenario.kinds[0].own.numbers.push(("floor", 2e6));
    scenario.set_task(0, 1, 1.0);
    assert_eq!(
        (shown(&scenario)[0].cost.as_str(), shown(&scenario)[0].problem.as_str()),
        ("–", labels::NO_PRICE)
    );
}

#[test]
fn finding_names_the_first_tasks() {
    let found = |scenario: &Scenario| {
        view::finding(&estimate(table(), scenario).answer.expect("a price"), &Locale::default())
    };
    let mut scenario = average();
    assert_eq!(found(&scenario), labels::NONE);
    (0..3).for_each(|_| view::add(&mut scenario));
    assert_eq!(found(&scenario), "Task 1 $1.94, Task 2 $1.94, Task 3 $1.94");
    for _ in 3..5 {
        view::add(&mut scenario);
    }
    scenario.name_task(1, "Review");
    assert_eq!(found(&scenario), "Task 1 $1.94, Review $1.94, Task 3 $1.94, 2 more");
    (5..9).for_each(|_| view::add(&mut scenario));
    assert_eq!(scenario.tasks.len(), MOST_TASKS);
}

#[test]
fn offered_tasks_are_of_the_most_common_and_the_shortest_kind() {
    let offered = |mut scenario: Scenario| -> Vec<Vec<f64>> {
        view::OFFERS.iter().for_each(|offer| offer.add(&mut scenario));
        scenario.tasks.into_iter().map(|task| task.counts).collect()
    };
    assert_eq!(offered(average()), [vec![1.0], vec![3.0], vec![0.5]]);
    assert_eq!(offered(two()), [vec![1.0, 2.0], vec![3.0, 2.0], vec![0.0, 1.0]]);
    let mut shorter_first = average();
    shorter_first.work.messages = 1.0;
    shorter_first.add_kind_of("Feature", 1.0, |one| one.work.messages = 4.0);
    shorter_first.add_kind_of("Long refactor", 2.0, |one| one.work.messages = 20.0);
    assert_eq!(offered(shorter_first), [vec![2.0, 0.0, 1.0], vec![2.0, 0.0, 3.0], vec![1.0]]);
}

#[test]
fn typed_counts_are_read_or_refused() {
    let german = Locale { decimal: ',', group: '.' };
    for (text, locale, expected) in [
        ("2", &Locale::default(), Some(2.0)),
        (" 0.5 ", &Locale::default(), Some(0.5)),
        ("0,5", &german, Some(0.5)),
        ("", &german, Some(0.0)),
        ("100", &german, Some(100.0)),
        ("101", &german, None),
        ("-1", &german, None),
        ("two", &german, None),
    ] {
        assert_eq!(view::read(text, locale).ok(), expected, "{text}");
    }
    let refused = view::read("two", &german).expect_err("no number");
    assert_eq!(refused, "“two” is no number of sessions from 0 to 100. The last valid number is still used.");
    let scenario = with(two(), &[0.5]);
    assert_eq!(
        (view::count(&scenario, 0, 0, &german), view::count(&scenario, 0, 1, &german)),
        ("0,5".into(), "0".into())
    );
    assert_eq!(view::label(&scenario, 0, 1), "Bug fix, Quick question sessions");
    assert_eq!(
        (view::unit(&scenario, 1), view::unit(&average(), 0)),
        ("Quick question".into(), "sessions".into())
    );
}
