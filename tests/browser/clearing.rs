//! Logs cleared: nothing of them is left on the page, in the browser or in the inputs.

use crate::harness::{DESK, link_from_logs};
use crate::logs::{HOME, SESSION, WATCHED, below, paste, until_read};
use sawtooth::scenario::Preset;
use serde_json::json;

#[test]
fn clearing_leaves_no_trace() {
    WATCHED.open(|page| {
        let before = page.html("#logs");
        page.drop_on_page(&[HOME]);
        until_read(page, below(HOME).len());
        assert_eq!(page.workers(), 1);
        paste(page, "a secret");
        page.press("#logs-clear");
        page.until("word of it", || page.text("#status").contains("Cleared"));
        page.run("document.querySelectorAll('#logs details').forEach(d => d.open = false)", json!([]));
        assert_eq!(page.html("#logs"), before);
        assert_eq!(page.value("#logs-text"), "");
        assert_eq!(page.stored(), "\"[]\"");
        assert_eq!(page.fragment(), "");
        // What the page keeps for offline are its own files, as the host has them.
        let script = "const kept = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url);
            const own = (url) => new RegExp('^' + new URL('.', location) + '[-.\\\\w]*$').test(url);
            Promise.all([indexedDB.databases(), caches.keys().then(names => Promise.all(names.map(kept)))])
            .then(([bases, urls]) => done([document.cookie, sessionStorage.length, bases.length, urls.flat().filter(url => !own(url))]))";
        assert_eq!(page.run_async(script), json!(["", 0, 0, []]), "nor anywhere else");
        page.until("the worker to be gone", || page.workers() == 0);
        // And it starts again.
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
    });
}

/// A scenario from somebody else's logs goes as well: its numbers are a trace like your own.
#[test]
fn clearing_takes_calibrated_numbers_out_of_the_inputs() {
    let link = link_from_logs();
    DESK.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
        page.run("location.hash = arguments[0]", json!([link]));
        page.until("the link's scenario", || page.scenario().from_logs.is_some());
        page.open_tool();
        page.set_field("days", "10");
        page.until("it to be stored", || page.stored().contains("days-10"));
        let before = page.scenario();
        assert_ne!(page.count(".from-logs"), 0);
        page.press("#logs-clear");
        page.expect(&page.preset(Preset::Average));
        assert_eq!(page.stored(), "\"[]\"");
        while !page.is("document.querySelector('#undo').ariaDisabled === 'true'") {
            page.press("#undo");
            assert_eq!(page.count(".from-logs"), 0, "history holds none of it");
        }
        // Until the page is left, the word of it takes it back.
        page.press("#toast-undo");
        page.expect(&before);
        page.until("it to be stored", || page.stored().contains("days-10"));
    });
}
