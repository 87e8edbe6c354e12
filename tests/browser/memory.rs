//! What the browser keeps, what it forgets, and what happens when it may not.

use crate::harness::{DESK, Page};
use sawtooth::scenario::{Preset, Scenario};

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
        page.until("the scenario of before", || page.month().is(crate::harness::native(&own).month.total));
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
        page.press("#forget");
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
        });
    }
}
