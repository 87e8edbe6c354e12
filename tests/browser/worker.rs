//! The worker that reads logs: where it may run, what it may do, and how its end is told.

use crate::harness::{DESK, Setup};
use crate::logs::{SESSION, WATCHED, shown, until_read, until_whole};
use sawtooth::scenario::Preset;
use sawtooth::view::reading;
use serde_json::json;
use std::cell::Cell;

/// The worker cannot be had, or ends: the page says so and goes on.
#[test]
fn a_worker_that_fails_is_said() {
    const REFUSED: &str = "window.Worker = function () { throw new Error('no workers today'); }";
    const BROKEN: &str = "window.Worker = class extends Worker {
        constructor(place, options) { super('index.html', options); } }";
    for before in [REFUSED, BROKEN] {
        DESK.before(before).open(|page| {
            page.choose_files("#logs-files", &[SESSION]);
            page.until("the sentence", || page.text("#logs-problem") == reading::NO_READER);
            assert!(page.shows("#logs-again"), "the files wait for another try");
            assert!(!page.shows("#logs-busy") && !page.shows("#crash"));
            page.set_field("sessions", "9");
            page.expect_change(&page.preset(Preset::Average), |s| s.work.sessions_per_day = 9.0);
            page.allow_in_console("MIME type");
        });
    }
}

/// The first files are given where the worker cannot be loaded because there is no network.
#[test]
fn an_offline_page_blames_no_browser_and_reads_once_online() {
    const OFFLINE: Setup = DESK.before(
        "Object.defineProperty(navigator, 'onLine', { get: () => !!window.online });
        window.Worker = class extends Worker {
            constructor(place, options) { super(window.online ? place : 'index.html', options); } }",
    );
    OFFLINE.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        page.until("the sentence", || page.text("#logs-problem") == reading::OFFLINE);
        page.run("window.online = true", json!([]));
        page.press("#logs-again");
        until_whole(page, 1);
        assert!(!page.shows("#logs-again"));
        page.allow_in_console("MIME type");
    });
}

#[test]
fn a_worker_that_dies_is_said_and_another_can_be_had() {
    WATCHED.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
        assert_eq!(page.workers(), 1);
        let dead = "worker.dispatchEvent(new MessageEvent('message', { data: arguments[0] }))";
        page.run(dead, json!(["a.rs:1"]));
        // An error of the browser's comes after it, and takes none of it back.
        page.run("worker.dispatchEvent(new ErrorEvent('error'))", json!([]));
        page.until("the sentence", || page.text("#logs-problem").starts_with(reading::READER_STOPPED));
        assert_eq!(shown(page, None), "");
        page.until("it to be gone", || page.workers() == 0);
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
        assert!(!page.shows("#crash"));
    });
}

/// Where blobs have no streams that are read byte by byte, the bytes are had all the same.
#[test]
fn a_browser_without_byte_streams_reads_as_well() {
    const WITHOUT: Setup = DESK.before(
        "window.Worker = class extends Worker {
            constructor(place, options) {
                const module = new URL(document.querySelector('#app').dataset.worker, location).href;
                const script = `Blob.prototype.stream = () => { throw new TypeError('none') }; await import('${module}')`;
                super(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), options);
            } }",
    );
    let read = |setup: Setup| {
        let text = Cell::new(String::new());
        setup.open(|page| {
            page.choose_files("#logs-files", &[SESSION]);
            until_whole(page, 1);
            text.set(shown(page, None));
        });
        text.take()
    };
    assert_eq!(read(WITHOUT), read(DESK));
}

/// What holds for the page holds for its worker, whether or not the host sends headers.
#[test]
fn the_worker_cannot_ask_anybody_else() {
    const PLACES: Setup = DESK.before(
        "window.places = []; window.Worker = class extends Worker {
            constructor(place, options) { super(place, options); places.push(place); } }",
    );
    PLACES.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
        assert!(page.is("places.length === 1 && places[0].startsWith('blob:')"));
        // Any worker that begins so.
        let script = "const source = `addEventListener('securitypolicyviolation',
                e => postMessage(e.effectiveDirective)); fetch('https://example.org/').catch(() => {})`;
            new Worker(URL.createObjectURL(new Blob([source]))).onmessage = e => done(e.data)";
        assert_eq!(page.run_async(script), json!("connect-src"));
        page.allow_in_console("example.org");
    });
}

#[test]
fn the_worker_is_under_the_policy_and_kept_for_ever() {
    DESK.open(|page| {
        let script = "fetch(document.querySelector('#app').dataset.worker).then(r => done([
            document.querySelector('meta[http-equiv=Content-Security-Policy]').content,
            r.headers.get('content-security-policy'), r.headers.get('cache-control')]))";
        let [own, sent, cache]: [String; 3] = serde_json::from_value(page.run_async(script)).expect("texts");
        assert!(sent.starts_with(&own), "{own}\n{sent}");
        assert!(cache.contains("immutable"), "{cache}");
    });
}
