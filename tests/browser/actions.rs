//! The list of actions: ticked, counted on top of each other, and applied.

use crate::harness::{DESK, Page, Shown, native};
use sawtooth::decisions::actions::{Actions, actions, apply};
use sawtooth::decisions::savings::Lever;
use sawtooth::prices::RateTable;
use sawtooth::scenario::{Preset, Scenario};
use sawtooth::view::actions::{ActionList, list};
use sawtooth::view::{Locale, labels};
use serde_json::json;

fn actions_of(s: &Scenario) -> Actions {
    actions(&RateTable::shipped(), &native(s))
}

fn list_of(s: &Scenario) -> ActionList {
    list(&RateTable::shipped(), &actions_of(s), &Locale::default())
}

/// The ticks of the rows that are in sight, in their order.
fn ticks(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('#actions input[type=checkbox]')]
        .filter(e => e.checkVisibility()).map(e => e.id.slice(2))";
    serde_json::from_value(page.run(script, json!([]))).expect("keys")
}

/// What counts and what would save stands first, each in the order in which it is counted.
fn in_order(list: &ActionList) -> Vec<&'static str> {
    let class = |row: &sawtooth::view::actions::ActionRow| match row {
        row if row.counted => 0,
        row if row.change < 0.0 => 1,
        row if row.ticked => 2,
        _ => 3,
    };
    let mut rows: Vec<_> = list.rows.iter().collect();
    rows.sort_by_key(|row| class(row));
    rows.into_iter().map(|row| row.tick).collect()
}

#[track_caller]
fn expect_list(page: &Page, s: &Scenario) -> ActionList {
    let list = list_of(s);
    page.until(&list.total, || page.text("#action-total") == list.total);
    for row in &list.rows {
        let saves = || {
            page.run(
                "return document.getElementById(arguments[0]).textContent.trim()",
                json!([format!("saves-{}", row.tick)]),
            )
        };
        page.until(&format!("{}: {}", row.tick, row.saves), || saves() == json!(row.saves));
    }
    list
}

#[test]
fn three_actions_stand_under_the_answer_and_a_button_shows_all() {
    DESK.open(|page| {
        let list = expect_list(page, &page.preset(Preset::Average));
        let all = in_order(&list);
        assert_eq!(ticks(page), all[..3]);
        assert!(list.rows.iter().any(|row| row.counted && all[..3].contains(&row.tick)), "{list:?}");
        page.press("#all-actions");
        page.until("all of them", || ticks(page) == all);
        page.press("#all-actions");
        page.until("three again", || ticks(page) == all[..3]);
    });
}

#[test]
fn ticked_actions_are_the_optimized_month() {
    DESK.open(|page| {
        page.press("#all-actions");
        page.press("#t-doOutput");
        let s = page.expect_change(&page.preset(Preset::Average), |s| s.levers.tick(Lever::Output, true));
        page.press("#lever-doOutput .help-button");
        page.until("its size", || page.shows("#f-lessOutput"));
        page.set_field("lessOutput", "40");
        let s = page.expect_change(&s, |s| s.levers.less_output = 0.4);
        // By keys alone, too.
        page.focus("#t-doModel");
        page.keys(" ");
        let s = page.expect_change(&s, |s| s.levers.tick(Lever::Model, false));
        expect_list(page, &s);
        let after = actions_of(&s).after;
        page.unfold();
        page.until(&format!("${after:.2} optimized"), || {
            let rows = page.table("#spend table");
            let optimized = rows.iter().find(|row| row[0] == labels::spend::OPTIMIZED);
            optimized.is_some_and(|row| row[1..].iter().any(|usd| Shown::read(usd).is(after)))
        });
        page.press("#undo");
        page.expect_change(&s, |s| s.levers.tick(Lever::Model, true));
    });
}

/// Rows stay where they are while somebody is at work among them, and keep the focus and what is
/// open; what counts leads once nobody is.
#[test]
fn actions_are_ordered_once_nobody_is_among_them() {
    DESK.open(|page| {
        let before = page.preset(Preset::Average);
        expect_list(page, &before);
        page.press("#all-actions");
        let order = in_order(&list_of(&before));
        page.until("all of them", || ticks(page) == order);
        page.press("#lever-doOutput .help-button");
        page.until("its size", || page.shows("#lever-doOutput .more-of"));
        page.focus("#t-doOutput");
        page.keys(" ");
        let s = page.expect_change(&before, |s| s.levers.tick(Lever::Output, true));
        let list = expect_list(page, &s);
        let next = in_order(&list);
        assert_ne!(next, order);
        assert!(list.rows.iter().any(|row| row.lever == Lever::Output && row.counted), "{list:?}");
        assert_eq!(ticks(page), order);
        assert!(page.is("document.activeElement.id === 't-doOutput'"), "the focus stays");
        page.focus("#f-sessions");
        page.until("what counts to lead", || ticks(page) == next);
        assert!(page.shows("#lever-doOutput .more-of"), "what is open stays open");
    });
}

#[test]
fn one_button_applies_what_is_ticked() {
    DESK.open(|page| {
        let before = page.preset(Preset::Average);
        let list = expect_list(page, &before);
        assert_eq!(Some(page.text("#apply")), list.apply);
        page.press("#apply");
        let made = apply(&RateTable::shipped(), &before, &native(&before), &actions_of(&before));
        page.expect(&made);
        assert!(native(&made).month.total < native(&before).month.total);
        page.press("#undo");
        page.expect(&before);
    });
}
