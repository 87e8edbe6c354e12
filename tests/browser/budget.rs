//! The months of a budget's year that differ.

use crate::harness::{DESK, Page};
use sawtooth::prices::date;
use sawtooth::scenario::{Group, Preset, PriceSwitch, Scenario, Share, link};
use serde_json::json;

/// 20 developers with Opus 4.5, which retires on 22 January 2027.
fn team(page: &Page) -> Scenario {
    let mut scenario = page.preset(Preset::Average);
    (scenario.team.own, scenario.budget.month, scenario.budget.year) = (20.0, 3_500.0, 2_027.0);
    scenario.mix = vec![Share { model: "claude-opus-4-5".into(), share: 1.0 }];
    scenario
}

fn opened(page: &Page) -> Scenario {
    let scenario = team(page);
    page.goto_tool(&link::encode(&scenario));
    page.until("the section", || page.shows("#f-budgetYear"));
    page.run("document.getElementById('fold-months').open = true", json!([]));
    page.until("the months", || page.count("#month-rows tr") == 12);
    scenario
}

#[test]
fn joiners_and_days_off_are_typed_by_the_month_kept_and_taken_back() {
    for size in [DESK, DESK.size(360, 780)] {
        size.open(|page| {
            let s = opened(page);
            let people =
                |month: usize| page.text(&format!("#month-rows tr:nth-child({month}) td:nth-of-type(3)"));
            assert_eq!(people(3), "20");
            page.type_over("#joiners-mar", "5");
            let joined = page.expect_change(&s, |s| s.budget.joiners[2] = 5.0);
            page.until("the people", || people(3) == "25" && people(2) == "20");
            page.type_over("#daysOff-aug", "10");
            let off = page.expect_change(&joined, |s| s.budget.days_off[7] = 10.0);
            page.type_over("#daysOff-aug", "ten");
            page.until("the problem", || {
                page.text("#p-months").starts_with("Days off, August 2027: “ten” is not")
            });
            page.expect(&off);
            page.type_over("#daysOff-aug", "");
            page.until("no problem", || page.text("#p-months").is_empty());
            page.expect(&joined);
            page.type_over("#joiners-jun", "-2");
            page.expect_change(&joined, |s| s.budget.joiners[5] = -2.0);
            page.press("#undo");
            page.expect(&joined);
            let over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert!(page.is(&format!("{over} <= 0")), "nothing overflows sideways");
            assert_eq!(page.axe(), Vec::<String>::new());
        });
    }
}

#[test]
fn group_has_days_off_of_its_own_until_it_has_everybodys_again() {
    for size in [DESK, DESK.size(360, 780)] {
        size.open(|page| {
            let mut s = team(page);
            // Counted by a preset's name, which places those after it.
            s.set_number("heavy", 2.0);
            s.add_group(Group { name: "Paris".into(), people: 5.0, ..Group::default() });
            s.budget.days_off[7] = 10.0;
            page.goto_tool(&link::encode(&s));
            page.until("the section", || page.shows("#f-budgetYear"));
            page.run("document.getElementById('fold-months').open = true", json!([]));
            page.until("the groups", || page.count("[data-days-off]") == 3);
            page.press("[data-days-off='2']");
            let own = page.expect_change(&s, |s| s.team.set_days_off(2, Some(s.budget.days_off)));
            page.until("its row", || page.count("#days-off-groups tbody tr") == 1);
            page.until("everybody's days to begin with", || page.value("#daysOff-group3-aug") == "10");
            page.type_over("#daysOff-group3-may", "4");
            let typed = page.expect_change(&own, |s| s.team.set_own_day_off(2, 4, 4.0));
            page.type_over("#daysOff-group3-may", "forty");
            page.until("the problem", || {
                page.text("#p-months").starts_with("Days off, Paris, May 2027: “forty” is not")
            });
            page.expect(&typed);
            page.type_over("#daysOff-group3-may", "4");
            let over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert!(page.is(&format!("{over} <= 0")), "nothing overflows sideways");
            assert_eq!(page.axe(), Vec::<String>::new());
            page.press("[data-as-everybody='2']");
            page.expect(&s);
            page.until("no row", || page.count("#days-off-groups tbody tr") == 0);
            page.press("#undo");
            page.expect(&typed);
            page.until("its days again", || {
                ["may", "aug"].map(|month| page.value(&format!("#daysOff-group3-{month}"))) == ["4", "10"]
            });
        });
    }
}

#[test]
fn price_change_is_switched_off_and_on() {
    DESK.open(|page| {
        let s = opened(page);
        let tick = "#change-claude-opus-4-5-2027-01-22";
        page.until("the change", || {
            page.shows(tick) && page.is(&format!("document.querySelector('{tick}').checked"))
        });
        page.press(tick);
        let switch = PriceSwitch { model: "claude-opus-4-5".into(), on: date(2027, 1, 22) };
        page.expect_change(&s, |s| s.budget.switch(switch));
        page.press(tick);
        page.expect(&s);
    });
}
