//! Tasks: what is laid down of them in links, how edits move them, and what they cost.

use proptest::prelude::*;
use sawtooth::decisions::kinds::by_kind;
use sawtooth::decisions::tasks::{TaskUsd, means, tasks};
use sawtooth::model::estimate::estimate;
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::link::{Fault, decode, encode, file};
use sawtooth::scenario::*;

mod scenarios;
mod seeded;
#[path = "tasks/simulated.rs"]
mod simulated;
#[path = "tasks/words.rs"]
mod words;

fn table() -> &'static RateTable {
    static TABLE: std::sync::OnceLock<RateTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(RateTable::shipped)
}

fn average() -> Scenario {
    Preset::Average.scenario(date(2026, 11, 28), 3)
}

fn on(model: &str) -> Vec<Share> {
    vec![Share { model: model.into(), share: 1.0 }]
}

/// Features on the average preset's models and quick questions on Haiku.
fn two() -> Scenario {
    let mut scenario = average();
    scenario.kind_name = "Feature".into();
    scenario.add_kind_of("Quick question", 4.0, |one| {
        (one.work.messages, one.mix) = (1.0, on("claude-haiku-5-5"));
    });
    scenario
}

fn with(mut scenario: Scenario, counts: &[f64]) -> Scenario {
    scenario.add_task(Task::new("Bug fix", counts));
    scenario
}

/// What the first task costs.
fn usd(scenario: &Scenario) -> TaskUsd {
    let answer = estimate(table(), scenario).answer.expect("a price");
    tasks(&answer)[0].usd.expect("a price of each kind")
}

#[test]
fn link_names_tasks_after_the_kinds() {
    let scenario = with(with(two(), &[1.0, 2.0]), &[0.5]);
    let link = encode(&scenario);
    assert!(link.contains("_1~task-Bug.20.fix_1_2~task2-Bug.20.fix_0.5~"), "{link}");
    assert_eq!(decode(&link).scenario.as_ref(), Some(&scenario));
    assert_eq!(file::read(&file::write(&scenario)).scenario, Some(scenario.clone()));
    assert!(!encode(&two()).contains("task"), "links without tasks are as they were");
    let [with, without] = [&scenario, &two()].map(|s| estimate(table(), s).answer.expect("a price"));
    assert_eq!(with.month, without.month, "tasks are no work of the month");
}

#[test]
fn task_that_cannot_be_is_said_at_its_place() {
    let link = encode(&with(average(), &[7.0]));
    for value in ["Bug.20.fix", "Bug_-1", "Bug_101", "Bug_1e2", "Bug_1_2_3_4_5_6_7", "B.zz.ug_1"] {
        let opened = decode(&link.replace("Bug.20.fix_7", value));
        let bad = |fault: &Fault| matches!(fault, Fault::BadValue { key, .. } if key == "task");
        assert!(opened.faults.iter().any(bad), "{value}: {:?}", opened.faults);
        assert_eq!(opened.scenario.expect("the rest").tasks, [], "{value}");
    }
}

#[test]
fn kinds_take_their_counts_along() {
    let mut scenario = with(two(), &[1.0, 2.0]);
    scenario.add_kind_of("Headless run", 1.0, |_| ());
    scenario.set_task(0, 2, 3.0);
    assert_eq!(scenario.tasks[0].counts, [1.0, 2.0, 3.0], "another kind keeps the others");
    let mut without = scenario.clone();
    without.remove_kind(0);
    assert_eq!(without.tasks[0].counts, [2.0, 3.0]);
    scenario.remove_kind(1);
    assert_eq!(scenario.tasks[0].counts, [1.0, 3.0]);
    scenario.remove_kind(1);
    assert_eq!(scenario.tasks[0].counts, [1.0]);
    scenario.remove_kind(0);
    assert_eq!(scenario.tasks[0].counts, [1.0], "the last kind stays");
}

#[test]
fn tasks_stay_with_other_work() {
    let scenario = with(average(), &[2.0]);
    assert_eq!(scenario.starting_from(Preset::Heavy).tasks, scenario.tasks);
    assert!(scenario.works_like(Preset::Average));
    // By name, wherever the kind stands.
    let named = with(two(), &[1.0, 2.0]);
    let mut other = average();
    other.kind_name = "Long run".into();
    other.add_kind_of("Quick question", 1.0, |_| ());
    other.add_kind_of("Feature", 1.0, |_| ());
    assert_eq!(named.working_as(other).tasks[0].counts, [0.0, 2.0, 1.0]);
    assert_eq!(named.starting_from(Preset::Heavy).tasks[0].counts, [1.0], "there are no questions");
    let mut questions = average();
    questions.kind_name = "Quick question".into();
    assert_eq!(
        named.working_as(questions).tasks[0].counts,
        [3.0],
        "the first are the first, whatever they are"
    );
    // Kinds without a name are those at their place, and no others.
    let (mut unnamed, mut other) = (average(), average());
    unnamed.add_kind_of("", 1.0, |_| ());
    unnamed.add_kind_of("", 1.0, |_| ());
    other.kind_name = "Feature".into();
    other.add_kind_of("", 1.0, |_| ());
    assert_eq!(with(unnamed, &[1.0, 2.0, 4.0]).working_as(other).tasks[0].counts, [1.0, 2.0]);
}

#[test]
fn task_of_split_sessions_takes_as_many_more() {
    let mut scenario = with(two(), &[1.0, 2.5]);
    scenario.each_kind(|one| one.split(2.0));
    assert_eq!(scenario.tasks[0].counts, [2.0, 5.0]);
    scenario.each_kind(|one| one.split(30.0));
    assert_eq!(scenario.tasks[0].counts, [60.0, MOST_IN_TASK], "no more than a link may say");
}

#[test]
fn task_costs_its_sessions() {
    let scenario = with(two(), &[1.0, 2.0]);
    let answer = estimate(table(), &scenario).answer.expect("a price");
    let kinds = by_kind(&answer);
    let found = usd(&scenario);
    assert!((found.mean - kinds[0].session.total - 2.0 * kinds[1].session.total).abs() < 1e-12);
    assert!(found.low < found.mean && found.mean < found.high, "{found:?}");
    // One session of one model from the tenth to the ninetieth percentile of its length.
    let mut one = with(average(), &[1.0]);
    one.mix = on("claude-sonnet-5-5");
    let found = usd(&one);
    let of_messages = |times: f64| {
        let mut session = one.clone();
        (session.work.spread, session.work.messages) = (1.0, one.work.messages * times);
        estimate(table(), &session).answer.expect("a price").session.total
    };
    let [low, high] = [1.0 / one.work.spread, one.work.spread].map(of_messages);
    assert!((found.low / low - 1.0).abs() < 0.03, "{} {low}", found.low);
    assert!((found.high / high - 1.0).abs() < 0.03, "{} {high}", found.high);
}

#[test]
fn range_of_sessions_that_are_alike_is_a_point() {
    let mut scenario = with(average(), &[3.0]);
    (scenario.work.spread, scenario.mix) = (1.0, on("claude-sonnet-5-5"));
    let found = usd(&scenario);
    assert!((found.low - found.mean).abs() < 1e-12 && (found.high - found.mean).abs() < 1e-12, "{found:?}");
    scenario.set_task(0, 0, 0.5);
    let half = usd(&scenario);
    assert_eq!(half.low, 0.0, "every other such task has no session");
    assert!((half.high - found.mean / 3.0).abs() < 1e-12 && (half.mean - found.mean / 6.0).abs() < 1e-12);
    scenario.set_task(0, 0, 0.0);
    assert_eq!(usd(&scenario), TaskUsd { mean: 0.0, low: 0.0, high: 0.0 });
}

#[test]
fn session_without_a_price_has_no_task() {
    let mut scenario = with(two(), &[1.0]);
    scenario.add_task(Task::new("Questions", &[0.0, 1.0]));
    // None of them a day, so that the month has a price.
    scenario.set_sessions_of_kind(1, 0.0);
    scenario.kinds[0].own.numbers.push(("floor", 2e6));
    let answer = estimate(table(), &scenario).answer.expect("a price of the month");
    let priced: Vec<bool> = tasks(&answer).iter().map(|task| task.usd.is_some()).collect();
    assert_eq!(priced, [true, false]);
    assert_eq!(means(&answer).iter().map(Option::is_some).collect::<Vec<_>>(), priced);
}

/// Many sessions differ less from each other than one from another.
#[test]
fn range_of_many_sessions_is_narrow() {
    let width = |count: f64| {
        let found = usd(&with(average(), &[count]));
        (found.high - found.low) / found.mean
    };
    let [one, four, all] = [1.0, 4.0, 100.0].map(width);
    assert!((four / one - 0.5).abs() < 0.15 && (all / one - 0.1).abs() < 0.03, "{one} {four} {all}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    /// Whatever the scenario: routers, rework, totals, bills, hit rates from anywhere.
    #[test]
    fn task_of_any_scenario_is_the_sum_of_its_sessions(
        scenario in scenarios::any_scenario(),
        rework in prop_oneof![Just(0.0), 0.0..1.0f64],
        count in prop_oneof![Just(1.0), Just(3.0), 0.0..20.0f64],
    ) {
        let mut scenario = with(scenario, &[count]);
        scenario.rework = rework;
        let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
        let all = tasks(&answer);
        let found = all[0].usd.expect("the month has a price");
        let session = by_kind(&answer)[0].session.total;
        prop_assert!((found.mean - count * session).abs() <= 1e-9 * (1.0 + found.mean));
        prop_assert!((answer.session.total - session).abs() <= 1e-9 * session);
        prop_assert!(0.0 <= found.low && found.low <= found.high);
        prop_assert!((means(&answer)[0].expect("a price") - found.mean).abs() <= 1e-9 * found.mean);
        // Its mean is within what all sessions can cost.
        let certain = count.fract() == 0.0 && scenario.work.spread == 1.0 && scenario.mix.len() == 1;
        if certain {
            prop_assert!((found.high - found.low).abs() <= 1e-9 * found.high);
            prop_assert!((found.high - found.mean).abs() <= 1e-6 * found.high);
        }
    }
}
