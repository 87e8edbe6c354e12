//! The worker that reads logs: where it may run, what it may do, and how its end is told.

use crate::harness::{DESK, Setup, in_project};
use crate::logs::{HOME, Natively, SESSION, WATCHED, below, shown, until_read, until_whole};
use sawtooth::logs::Zone;
use sawtooth::logs::read::Import;
use sawtooth::logs::tables::{Names, csv, sessions};
use sawtooth::scenario::Preset;
use sawtooth::view::logs::{ForecastView, Part};
use sawtooth::view::reading;
use serde_json::json;
use std::cell::Cell;
use std::path::PathBuf;

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

/// What is said of the same session many times over is what is said of it once, by the worker for much to read.
#[test]
fn much_is_read_by_the_larger_worker() {
    const LARGE: usize = 50_000_001;
    const MODULES: Setup = DESK.before(
        "window.modules = []; window.Blob = class extends Blob {
            constructor(parts, options) {
                super(parts, options);
                const [, name] = String(parts?.[0]).match(/^import .*?([a-z]+)-[0-9a-f]+[.]js/) ?? [];
                if (name) modules.push(name);
            } }",
    );
    let once = std::fs::read(in_project(SESSION)).expect("a fixture");
    let path = folder().join("much.jsonl");
    std::fs::write(&path, once.repeat(LARGE.div_ceil(once.len()))).expect("a file");
    let read = |path: &str, worker: &str| {
        let total = Cell::new(String::new());
        MODULES.open(|page| {
            page.choose_files("#logs-files", &[path]);
            until_whole(page, 1);
            assert_eq!(page.run("return modules", json!([])), json!([worker]));
            total.set(page.text("#logs-answer"));
        });
        total.into_inner()
    };
    assert_eq!(read(path.to_str().expect("UTF-8"), "large"), read(SESSION, "worker"));
    std::fs::remove_file(path).expect("the file");
}

/// The program that reads logs has no reader for a table of sessions: another one has, and reads everything that was
/// given.
#[test]
fn a_table_of_sessions_is_read_by_a_worker_of_its_own() {
    const PLACES: Setup = DESK.before(
        "window.places = []; window.Worker = class extends Worker {
            constructor(place, options) { super(place, options); places.push(String(place)); } }",
    );
    let table = table_of_sessions();
    let path = table.to_str().expect("UTF-8");
    PLACES.open(|page| {
        page.choose_files("#logs-files", &[path]);
        until_whole(page, 1);
        assert_eq!(page.run("return places.length", json!([])), json!(2));
        let natively = Natively::read(page, &[("sessions.csv".into(), table.clone())], "UTC", Zone::UTC);
        let made = natively.parts.iter().find_map(|part| match part {
            Part::Forecast(ForecastView::Made(made)) => Some(made),
            _ => None,
        });
        let title = &made.expect("a forecast").title;
        assert!(page.text("#logs").contains(title), "{title}");
        // What comes later is read by the same one, beside the table.
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 2);
        assert_eq!(page.run("return places.length", json!([])), json!(2));
    });
    PLACES.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
        page.choose_files("#logs-files", &[path]);
        until_read(page, 2);
        assert_eq!(page.run("return places.length", json!([])), json!(2));
    });
    std::fs::remove_file(table).expect("the table");
}

/// Of the fixture's transcripts, in a file of its own.
fn table_of_sessions() -> PathBuf {
    let mut import = Import::new();
    for (path, place) in below(HOME) {
        import.begin(&path);
        import.push(&std::fs::read(place).expect("a fixture"));
    }
    let names = Names { salt: "pepper".into(), person: "sam".into() };
    let bytes = csv(&sessions::rows(&import.finish().logs, &names)).expect("a table");
    let path = folder().join("sessions.csv");
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// For files of this run.
fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sawtooth-worker-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder in the temporary one");
    folder
}
