//! What stays and what goes: pictures after a number that cannot be, one's own scenario after a reload,
//! a menu that is left, what a cell refuses.

use crate::harness::{DESK, Setup, key};
use sawtooth::scenario::link::encode;
use sawtooth::scenario::{Group, Preset};
use serde_json::json;

const SIZES: [Setup; 2] = [DESK, DESK.size(390, 844)];

/// The first digit of a bill is a bill that no work has: the pictures go, and come back with the next.
#[test]
fn pictures_come_back_after_a_bill_that_cannot_be_met() {
    for size in SIZES {
        size.open(|page| {
            // What nobody sees is made when it is scrolled to.
            let see = || page.run("document.querySelector('#sawtooth').scrollIntoView()", json!([]));
            page.choose("know", "paid");
            see();
            page.until("the session", || page.shows("#sawtooth svg"));
            page.type_over("#f-paid", "3");
            see();
            page.until("no picture without a price", || {
                page.is("!!document.querySelector('#sawtooth.empty')")
            });
            page.type_over("#f-paid", "300");
            see();
            page.until("the session again", || page.shows("#sawtooth svg"));
        });
    }
}

#[test]
fn own_scenario_is_nobody_elses_after_a_reload() {
    DESK.open(|page| {
        page.set_field("sessions", "6");
        let own = page.until_scenario("six sessions", |s| s.work.sessions_per_day == 6.0);
        page.until("it is kept", || page.is("!!localStorage.length"));
        page.reload();
        page.expect_month(&own);
        assert!(!page.shows("#back-to-mine") && !page.shows("#change-numbers"));
        // Another link in the same page, and Back.
        page.run("location.hash = arguments[0]", json!([encode(&page.preset(Preset::Heavy))]));
        page.until("another's", || page.shows("#back-to-mine"));
        page.run("history.back()", json!([]));
        page.until_scenario("one's own", |s| s.work.sessions_per_day == 6.0);
        page.until("it is called so", || !page.shows("#back-to-mine"));
    });
}

#[test]
fn menu_closes_on_escape_and_when_it_is_left() {
    DESK.open(|page| {
        let closed = || page.is("document.querySelector('#more-menu').hidden");
        for leave in [key::ESCAPE, key::TAB] {
            page.press("#more");
            page.until("the menu", || page.shows("#more-menu"));
            let presses = if leave == key::TAB { 20 } else { 1 };
            page.keys(&leave.to_string().repeat(presses));
            page.until("no menu", closed);
        }
        page.press("#more");
        page.until("the menu", || page.shows("#more-menu"));
        page.press("#answer-sentence");
        page.until("no menu after a press elsewhere", closed);
    });
}

#[test]
fn cell_says_why_it_does_not_take_a_text() {
    DESK.open(|page| {
        let mut team = page.preset(Preset::Average);
        team.add_group(Group::like(Preset::Light, 2.0));
        page.goto_tool(&encode(&team));
        page.until("the groups", || page.shows("#group2 summary"));
        page.press("#group2 > summary");
        for (text, why) in
            [("-5", "From"), ("1,5", "with a point"), ("", "Type a number"), ("abc", "not a number")]
        {
            page.type_over("#group2-developers", text);
            page.until(text, || page.text("#p-group2").contains(why));
        }
        assert_eq!(page.scenario().people(1), 2.0);
        page.type_over("#group2-developers", "3");
        page.until_scenario("three people", |s| s.people(1) == 3.0);
        assert_eq!(page.text("#p-group2"), "");
    });
}
