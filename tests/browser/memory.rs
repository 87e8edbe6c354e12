//! What the browser keeps, what it forgets, and what happens when it may not.

use crate::harness::{DESK, Page};
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, Scenario};
use serde_json::json;

fn nine_sessions(page: &Page) -> Scenario {
    page.set_field("sessions", "9");
    page.expect_change(&page.preset(Preset::Average), |s| s.work.sessions_per_day = 9.0)
}

#[test]
fn a_reload_restores() {
    DESK.open(|page| {
        let own = nine_sessions(page);
        page.until("the address to follow", || page.fragment().contains("sessions-9"));
        page.reload();
        page.expect(&own);
        assert_eq!(page.value("#f-sessions"), "9");
    });
}

#[test]
fn the_bare_address_offers_it_again() {
    DESK.open(|page| {
        let own = nine_sessions(page);
        page.until("it to be stored", || page.stored().contains("sessions-9"));
        page.goto("");
        if page.shows("#banner-use") {
            page.press("#banner-use");
        }
        page.expect(&own);
        assert!(page.fragment().contains("sessions-9"), "the address carries it: {}", page.fragment());
    });
}

/// Whoever edits a stranger's scenario finds their own again, however it came.
#[test]
fn a_strangers_scenario_never_costs_ones_own() {
    DESK.open(|page| {
        let own = nine_sessions(page);
        page.until("it to be stored", || page.stored().contains("sessions-9"));
        let stored = page.stored();
        let heavy = link::encode(&page.preset(Preset::Heavy));
        page.run("location.hash = arguments[0]", json!([&heavy[..heavy.len() - 1]]));
        page.until("the offer", || page.shows("#banner-use"));
        page.press("#banner-use");
        let theirs = page.preset(Preset::Heavy);
        page.expect(&theirs);
        assert_eq!(page.stored(), stored, "looking at it stores nothing");
        page.set_field("days", "10");
        page.expect_change(&theirs, |s| s.work.active_days = 10.0);
        page.until("the way back", || page.is("document.querySelector('#earlier').hidden === false"));
        page.press("#earlier");
        page.expect(&own);
    });
}

#[test]
fn the_way_back_is_offered() {
    DESK.open(|page| {
        let own = nine_sessions(page);
        page.until("it to be stored", || page.stored().contains("sessions-9"));
        let theirs = page.preset(Preset::Heavy);
        page.run("location.hash = arguments[0]", json!([link::encode(&theirs)]));
        page.expect(&theirs);
        page.until("the way back", || page.text("#banner-use") == "Back to mine");
        page.press("#banner-use");
        page.expect(&own);
    });
}

/// 400 characters that a link spells with six each.
#[test]
fn a_long_note_in_any_script_survives_a_reload() {
    DESK.open(|page| {
        let note = "語".repeat(400);
        page.run(
            "const n = document.querySelector('#note'); n.value = arguments[0];
             n.dispatchEvent(new Event('change', { bubbles: true }))",
            json!([note]),
        );
        let s = page.expect_change(&page.preset(Preset::Average), |s| s.note = note);
        page.press("#copy");
        page.until("a word on its length", || page.text("#status").contains("too long for a link"));
        page.reload();
        page.expect(&s);
        assert!(!page.shows("#banner"), "{}", page.text("#banner"));
        page.goto("");
        page.until("it to be back", || page.value("#note") == s.note);
    });
}

/// An edit and at once a closed page.
#[test]
fn what_was_just_typed_is_kept() {
    DESK.open(|page| {
        page.set_field("sessions", "9");
        let mut typed = page.preset(Preset::Average);
        typed.work.sessions_per_day = 9.0;
        page.expect_month(&typed);
        page.goto("");
        page.until("it to be back", || page.value("#f-sessions") == "9");
    });
}

/// Another tab kept something in the meantime.
#[test]
fn what_another_tab_kept_goes_aside() {
    DESK.open(|page| {
        nine_sessions(page);
        page.until("it to be stored", || page.stored().contains("sessions-9"));
        let theirs = page.preset(Preset::Light);
        page.run("localStorage.setItem('sawtooth.scenario', arguments[0])", json!([link::encode(&theirs)]));
        page.set_field("days", "3");
        page.until("the way back", || page.is("document.querySelector('#earlier').hidden === false"));
        page.press("#earlier");
        page.expect(&theirs);
    });
}

#[test]
fn looking_stores_nothing() {
    DESK.open(|page| {
        page.unfold();
        assert_eq!(page.stored(), "\"[]\"");
    });
}

#[test]
fn forget_everything() {
    DESK.open(|page| {
        nine_sessions(page);
        page.until("it to be stored", || page.stored().contains("sessions-9"));
        // It asks first.
        page.press("#forget");
        page.until("the question", || page.shows("#forget-now"));
        assert!(page.stored().contains("sessions-9"));
        page.press("#forget-not");
        page.until("no question", || !page.shows("#forget-now"));
        page.press("#forget");
        page.press("#forget-now");
        page.until("nothing to be stored", || page.stored() == "\"[]\"");
        assert!(!page.text("#status").is_empty(), "it says so");
        // Nor is it written again, nor kept in the address.
        std::thread::sleep(std::time::Duration::from_millis(1_000));
        assert_eq!(page.stored(), "\"[]\"");
        assert!(!page.fragment().contains("sessions-9"), "{}", page.fragment());
        page.goto("");
        page.expect(&page.preset(Preset::Average));
        assert!(!page.shows("#banner"), "{}", page.text("#banner"));
    });
}

/// Until the page is left, "Forget everything" can be taken back.
#[test]
fn forgetting_can_be_undone() {
    DESK.open(|page| {
        let own = nine_sessions(page);
        page.until("it to be stored", || page.stored().contains("sessions-9"));
        page.press("#forget");
        page.press("#forget-now");
        page.expect(&page.preset(Preset::Average));
        page.press("#toast-undo");
        page.expect(&own);
        page.until("it to be stored again", || page.stored().contains("sessions-9"));
    });
}

const BLOCKED: &str = "Object.defineProperty(window, 'localStorage',
    { get() { throw new DOMException('denied', 'SecurityError'); } });";
const FULL: &str =
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";

#[test]
fn blocked_or_full_storage_works_and_says_so() {
    for before in [BLOCKED, FULL] {
        DESK.before(before).open(|page| {
            nine_sessions(page);
            page.until("the page to say that it will not remember", || {
                let said = page.text("#status");
                said.contains("keep") || said.contains("remember")
            });
            page.reload();
            assert_eq!(page.value("#f-sessions"), "9", "the address still holds it");
            page.press("#forget");
            page.press("#forget-now");
            page.until("word of it", || page.text("#status").contains("Forgotten"));
        });
    }
}
