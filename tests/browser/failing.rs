//! When something is missing or goes wrong, the page says so.

use crate::harness::DESK;
use sawtooth::link;
use sawtooth::scenario::Preset;

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

/// The browser refuses to make elements, which no code of the page expects.
#[test]
fn a_panic_leaves_the_link() {
    DESK.open(|page| {
        page.set_field("sessions", "9");
        let s = page.expect_change(&page.preset(Preset::Average), |s| s.work.sessions_per_day = 9.0);
        page.until("the address to follow", || page.fragment() == link::encode(&s));
        page.run(
            "Node.prototype.cloneNode = () => { throw new Error('no more elements'); };
            const make = document.createElement.bind(document); window.give_back = () => { document.createElement = make; };
            document.createElement = name => { if (name === 'a' || name === 'button') return make(name);
                throw new Error('no more elements'); };",
            serde_json::json!([]),
        );
        page.press("#mix-add");
        page.until("the message", || page.shows("#crash"));
        let href = page.run("return document.querySelector('#crash a').href", serde_json::json!([]));
        assert_eq!(href.as_str().and_then(|href| href.split_once('#')).map(|(_, f)| f), Some(link::encode(&s).as_str()));
        page.expect_in_console("unreachable");
    });
}
