//! What the first screen does without, loaded after it.

use crate::harness::{DESK, RUNS, Setup};
use crate::logs::{SESSION, until_whole};
use sawtooth::scenario::Preset;
use sawtooth::view::labels::rest;
use serde_json::json;

/// A page whose network has no more than the first screen, until `back` is set.
const FIRST_ONLY: Setup = DESK.before(
    "const had = fetch;
    window.fetch = (what, ...how) => !window.back && String(what).includes('/rest-')
        ? Promise.reject(new TypeError('no network today')) : had(what, ...how);",
);

#[test]
fn rest_of_the_page_that_is_missing_is_said_and_tried_again() {
    FIRST_ONLY.without_page(|page| {
        page.load("");
        page.until("the sentence", || page.text("#rest-problem p") == rest::MISSING);
        assert_eq!(page.text("#status"), rest::MISSING, "said as well, and not only shown");
        // What stands still is not shown beside inputs that it would not follow.
        assert!(!page.shows("#plans-heading"));
        page.set_field("sessions", "9");
        page.expect_change(&page.preset(Preset::Average), |s| s.work.sessions_per_day = 9.0);
        page.press("#rest-again");
        page.until("the sentence again", || page.text("#status") == rest::MISSING);
        page.run("window.back = true", json!([]));
        page.press("#rest-again");
        page.until("all of the page", || page.is(RUNS));
        assert!(page.shows("#plans-heading") && !page.shows("#rest-problem"));
        page.until("the focus", || page.is("document.activeElement.id === 'sawtooth-title'"));
    });
}

#[test]
fn rest_of_an_offline_page_is_said_where_a_file_needs_it() {
    FIRST_ONLY.without_page(|page| {
        page.load("");
        page.until("the sentence", || page.shows("#rest-problem"));
        page.run("Object.defineProperty(navigator, 'onLine', { get: () => false })", json!([]));
        page.press("#toast-dismiss");
        page.press("#more");
        page.press("#save-file");
        page.until("the sentence", || page.text("#status") == rest::OFFLINE);
    });
}

/// The browser would leave the page for them.
#[test]
fn files_that_are_dropped_before_the_rest_are_read_with_it() {
    FIRST_ONLY.without_page(|page| {
        page.load("");
        page.until("the sentence", || page.shows("#rest-problem"));
        page.run("window.back = true", json!([]));
        page.drop_on_page(&[SESSION]);
        until_whole(page, 1);
    });
}

/// The rest waits until the test lets it come.
const LATE: Setup = DESK.before(
    "const had = fetch;
    window.fetch = async (what, ...how) => {
        if (String(what).includes('/rest-')) await new Promise((done) => { window.release = done; });
        return had(what, ...how);
    };",
);

/// Opened before the rest is there, it is open when it comes.
#[test]
fn fold_of_the_first_paint_stays_open() {
    const OPEN: &str = "document.querySelector('#fold-compacting').open";
    LATE.without_page(|page| {
        page.load("");
        page.until("the first screen", || {
            page.is("!!window.release && !document.querySelector('#later-actions[aria-busy]')")
        });
        page.press("#fold-compacting > summary");
        page.until("the first paint's fold to open", || page.is(OPEN));
        page.run("release()", json!([]));
        page.until("all of the page", || page.is(RUNS));
        page.until("the fold to be open", || page.is(OPEN));
    });
}

/// A link's own sections are not there before it.
#[test]
fn section_that_is_asked_for_early_is_gone_to_when_it_comes() {
    LATE.without_page(|page| {
        page.load("s1~average1~on-2026-11-21~rev-1~sessions-6~hit-0.97~mix-opus-5-5_0.7_sonnet-5-5_0.3~cqr");
        page.until("the first screen", || {
            page.is("!!window.release && !!document.querySelector('.top-bar, header')")
        });
        page.open_tool();
        assert!(page.is("!document.querySelector('#prices-heading')"));
        page.press_named("button", "Prices");
        page.run("release()", json!([]));
        page.until("the prices", || page.is("document.activeElement?.id === 'prices-heading'"));
    });
}
