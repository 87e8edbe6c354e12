//! Cost per task: tasks are added, named, counted and taken out, on a desk and on a phone.

use crate::harness::{DESK, Page, Setup, native};
use sawtooth::scenario::{Scenario, Task, link};
use sawtooth::view::{Locale, tasks};
use serde_json::json;

const SIZES: [Setup; 2] = [DESK, DESK.size(360, 780)];

#[track_caller]
fn open(page: &Page) {
    page.until("the fold", || page.count("#fold-tasks") == 1);
    // What is far out of sight on a phone is not rendered, so nothing there has a name yet.
    let open = "const e = document.getElementById('fold-tasks'); e.open = true; e.scrollIntoView()";
    page.run(open, json!([]));
    page.until("its inside", || page.shows("#task-add"));
}

/// What stands in the row of a task is what it costs natively.
#[track_caller]
fn expect_cost(page: &Page, scenario: &Scenario, task: usize) {
    let cost = tasks::lines(&native(scenario), &Locale::default())[task].cost.clone();
    let row = format!("#{} .task-usd", sawtooth::scenario::TASK_KEYS[task]);
    page.until(&cost, || page.text(&row) == cost);
}

fn two_kinds(page: &Page) -> Scenario {
    let mut s = page.scenario();
    s.kind_name = "Feature".into();
    s.add_kind_of("Quick question", 4.0, |one| one.work.messages = 1.0);
    s
}

#[test]
fn tasks_are_added_counted_and_taken_out() {
    for size in SIZES {
        size.open(|page| {
            page.goto_tool(&link::encode(&two_kinds(page)));
            open(page);
            assert_eq!(page.text("#finding-tasks"), "No task added yet");
            page.press_named("button", "Bug fix");
            let s = page.until_scenario("a bug fix", |s| s.tasks == [Task::new("Bug fix", &[1.0, 2.0])]);
            expect_cost(page, &s, 0);
            page.fill("Bug fix, Quick question sessions", "0.5");
            let s = page.until_scenario("half a question", |s| s.tasks[0].counts == [1.0, 0.5]);
            expect_cost(page, &s, 0);
            let finding = tasks::finding(&native(&s), &Locale::default());
            page.until(&finding, || page.text("#finding-tasks") == finding);
            page.press_named("button", "Add a task");
            page.until_scenario("another", |s| s.tasks.len() == 2);
            assert!(page.is("document.activeElement.id === 'f-task2'"), "its name is typed next");
            page.fill("Task 2, name", "Release");
            let named = page.until_scenario("its name", |s| s.tasks[1].name == "Release");
            expect_cost(page, &named, 1);
            page.press_named("button", "Remove Bug fix");
            let left = page.until_scenario("one", |s| s.tasks.len() == 1);
            expect_cost(page, &left, 0);
            page.press("#undo");
            page.until_scenario("two again", |s| *s == named);
            assert!(
                page.is("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                "nothing stands out at the side"
            );
            assert_eq!(page.axe(), Vec::<String>::new());
        });
    }
}

#[test]
fn count_that_is_none_is_said_at_its_row() {
    DESK.open(|page| {
        open(page);
        page.press_named("button", "Feature");
        let before = page.until_scenario("a feature", |s| s.tasks.len() == 1);
        page.fill("Feature, sessions", "many");
        page.until("what is wrong", || page.text("#p-task").contains("no number of sessions from 0 to 100"));
        assert_eq!(page.value("#task-kind1"), "many", "it stays to be mended");
        assert_eq!(page.scenario(), before);
        page.fill("Feature, sessions", "2");
        page.until_scenario("two", |s| s.tasks[0].counts == [2.0]);
        page.until("nothing wrong", || page.text("#p-task").is_empty());
    });
}

#[test]
fn kinds_lead_to_tasks_and_take_their_counts_along() {
    DESK.open(|page| {
        let mut s = two_kinds(page);
        s.add_task(Task::new("Bug fix", &[1.0, 2.0]));
        page.goto_tool(&link::encode(&s));
        page.until("the way", || page.shows("#to-tasks"));
        page.press("#to-tasks");
        page.until("the tasks", || page.is("document.activeElement?.id === 'tasks'"));
        assert_eq!(page.count("#task .task-count"), 2);
        page.press_named("button", "Remove Quick question");
        let left = page.until_scenario("one kind", |s| s.count_kinds() == 1);
        assert_eq!(left.tasks[0].counts, [1.0]);
        page.until("one count", || page.count("#task .task-count") == 1);
        expect_cost(page, &left, 0);
    });
}
