//! When something is missing or goes wrong, the page says so.

use crate::harness::DESK;
use sawtooth::scenario::Preset;
use sawtooth::scenario::link;

#[test]
fn without_webassembly_it_says_what_it_needs() {
    DESK.before("delete window.WebAssembly").without_page(|page| {
        page.load("");
        page.until("the sentence", || page.shows("#needs"));
        assert!(page.text("#needs").contains("WebAssembly"), "{}", page.text("#needs"));
        page.expect_in_console("WebAssembly");
    });
}

/// As where a policy of the host or an enterprise forbids it.
#[test]
fn a_program_that_does_not_start_is_said() {
    const BROKEN: &str = "WebAssembly.instantiateStreaming = WebAssembly.instantiate =
        () => Promise.reject(new Error('no program today'));";
    DESK.before(BROKEN).without_page(|page| {
        page.load("");
        page.until("the sentence", || page.shows("#needs"));
        assert!(page.text("#needs").len() > 40);
        page.expect_in_console("no program today");
    });
}

#[test]
fn nothing_is_said_when_all_is_well() {
    DESK.open(|page| assert!(!page.shows("#needs") && !page.shows("#crash")));
}

/// The browser refuses to change the page in the middle of an update, which no code
/// expects: the program cannot go on after that.
#[test]
fn a_program_that_dies_leaves_the_link() {
    const REFUSE: &str =
        "for (const [owner, name] of [[Element.prototype, 'innerHTML'], [Node.prototype, 'textContent']]) {
        const was = Object.getOwnPropertyDescriptor(owner, name);
        Object.defineProperty(owner, name, { ...was, set(text) {
            const crash = this.id === 'crash' || this.parentElement?.id === 'crash' || !this.isConnected;
            if (!crash) throw new Error('no changes today');
            was.set.call(this, text);
        } });
    }";
    DESK.open(|page| {
        page.set_field("sessions", "9");
        let s = page.expect_change(&page.preset(Preset::Average), |s| s.work.sessions_per_day = 9.0);
        page.run(REFUSE, serde_json::json!([]));
        page.focus("#f-days");
        // The first change fails halfway; at the latest the next one finds the program dead.
        page.until("the message", || {
            page.keys("1");
            page.shows("#crash")
        });
        let href = page.run("return document.querySelector('#crash a').href", serde_json::json!([]));
        let link = href.as_str().and_then(|href| href.split_once('#')).map_or("", |(_, link)| link);
        let opened = link::decode(link);
        assert_eq!(opened.faults, [], "{link}");
        // What was typed last may be in the link or not: it dies before or after keeping it.
        let mut kept = opened.scenario.expect("a scenario");
        kept.work.active_days = s.work.active_days;
        assert_eq!(kept, s, "{link}");
        page.expect_in_console("no changes today");
        // The program's own end, where another input came after the exception.
        page.allow_in_console("unreachable");
    });
}
