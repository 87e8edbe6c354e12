//! The reader's own logs: dropped, chosen and pasted, read in the worker, and gone again.

use crate::harness::{DESK, Page, Setup, link_from_logs};
use sawtooth::logs::Zone;
use sawtooth::logs::file_selection::AT_ONCE;
use sawtooth::logs::read::{Import, Imported};
use sawtooth::prices::RateTable;
use sawtooth::prices::plans;
use sawtooth::scenario::Preset;
use sawtooth::scenario::link;
use sawtooth::view::logs_session::Job;
use sawtooth::view::{Locale, reading};
use serde_json::json;
use std::path::{Path, PathBuf};

const HOME: &str = "tests/logs/home";
pub const SESSION: &str =
    "tests/logs/home/projects/-home-sam-code-harbor/5e9b7c10-42aa-4f0b-b3de-91c1a7f2e402.jsonl";

/// Keeps hold of the page's worker and of what it is told.
pub const WATCHED: Setup = DESK.before(
    "window.told = []; window.Worker = class extends Worker {
        constructor(...all) { super(...all); window.worker = this; }
        postMessage(message) { told.push(message[0]); super.postMessage(message); } };",
);

/// What the library makes of the same files, in this zone.
fn natively(page: &Page, paths: &[(String, PathBuf)], name: &str, zone: Zone) -> (Imported, String) {
    let mut import = Import::new();
    for (path, place) in paths {
        import.begin(path);
        import.push(&std::fs::read(place).expect("a fixture"));
        import.end();
    }
    let imported = import.finish();
    let mut job =
        Job::new(RateTable::shipped(), plans::shipped(), Locale::default(), page.today(), zone.clone());
    let width = page.run("return document.querySelector('#logs-body').clientWidth", json!([]));
    job.ask(&format!("width {width}"));
    job.set_zone(name, zone);
    job.read(imported.logs.clone(), imported.reports.clone());
    job.ask("rest");
    let parts = job.ask("");
    (imported, parts.into_iter().map(|part| part.html).collect())
}

fn session() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SESSION)).expect("the session")
}

/// The files below a folder of the project by their paths from there on, in order.
fn below(folder: &str) -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push((path.strip_prefix(&root).expect("below").to_string_lossy().into(), path));
            }
        }
    }
    found.sort();
    found
}

#[track_caller]
pub fn until_read(page: &Page, files: usize) {
    let words = format!("Read {files} file");
    // The word of a reading before it may still stand there.
    let over = || !page.shows("#logs-busy") && page.text("#status").starts_with(&words);
    page.until(&words, || over() || page.shows("#logs-problem"));
    assert_eq!(page.text("#logs-problem"), "");
}

/// The same, with what comes after the totals.
#[track_caller]
pub fn until_whole(page: &Page, files: usize) {
    until_read(page, files);
    page.until("the forecast", || page.count("#logs-use") == 1);
}

/// Everything that is shown of the logs, less how it is laid out.
pub fn shown(page: &Page, html: Option<&str>) -> String {
    let script = "let e = document.querySelector('#logs-body');
        if (arguments[0] !== null) { e = document.createElement('div'); e.innerHTML = arguments[0]; }
        e.querySelectorAll('select').forEach(s => s.remove());
        return e.textContent.replace(/\\s+/g, ' ').trim()";
    page.run(script, json!([html])).as_str().unwrap_or_default().into()
}

/// A whole `.claude`, whose other files are not looked at, in the zone that the viewer has.
#[test]
fn a_dropped_folder_shows_what_the_library_finds() {
    WATCHED.open(|page| {
        page.run("window.zone = Intl.DateTimeFormat().resolvedOptions().timeZone", json!([]));
        page.drop_on_page(&[HOME]);
        let files = below(HOME);
        until_read(page, files.len());
        let (imported, html) = natively(page, &files, "UTC", Zone::UTC);
        assert!(imported.logs.calls.len() > 20, "the fixtures have calls");
        let whole = shown(page, Some(&html));
        // The forecast and the folds come after the totals.
        page.until(&whole, || shown(page, None) == whole);
    });
}

#[test]
fn nothing_is_loaded_before_it_is_needed() {
    DESK.open(|page| {
        let loaded = || page.is("performance.getEntriesByType('resource').some(e => /worker/.test(e.name))");
        page.unfold();
        page.press("#logs-see");
        assert!(page.is("document.activeElement.id === 'logs'"));
        assert!(!loaded(), "the worker came unasked");
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
        assert!(loaded());
    });
}

#[test]
fn more_files_add_to_those_before_and_the_same_do_not() {
    DESK.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        until_whole(page, 1);
        let one = shown(page, None);
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
        page.until("the same", || shown(page, None) == one);
        page.drop_on_page(&[HOME]);
        until_read(page, 1 + below(HOME).len());
        assert_ne!(shown(page, None), one);
    });
}

/// One goes away after it was given, and one is written to: what is the matter is said of each,
/// and the others are read. They are asked for together, and long before it is their turn.
#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let [long, gone, live] = ["long.jsonl", "went.jsonl", "writes.jsonl"].map(|name| folder.join(name));
    let blank = "\n".repeat(3 * AT_ONCE as usize);
    for (path, text) in [(&long, session() + &blank), (&gone, session()), (&live, session())] {
        std::fs::write(path, text).expect("a file");
    }
    DESK.open(|page| {
        page.choose_files("#logs-files", &[&long, &gone, &live].map(|path| path.to_str().expect("a path")));
        until_read(page, 3);
        std::fs::remove_file(&gone).expect("it is there");
        std::fs::write(&live, session() + "\n").expect("it is there");
        page.choose_files("#logs-files", &[SESSION]);
        page.until("the rest", || page.text("#status").contains("Not everything could be read"));
        until_read(page, 2);
        let text = shown(page, None);
        for (name, says) in [("went.jsonl", "could not be found"), ("writes.jsonl", "was written to since")] {
            assert!(text.contains(name) && text.contains(says), "{name} {says} in {text}");
        }
        // Given again, it is the same file, and can be read.
        page.choose_files("#logs-files", &[live.to_str().expect("a path")]);
        until_read(page, 3);
        page.until("no word of it", || !shown(page, None).contains("writes.jsonl"));
    });
}

/// Files that have no place on a disk, as a mail program drops them.
#[test]
fn files_without_a_path_are_read() {
    DESK.open(|page| {
        let script = "const data = new DataTransfer();
            data.items.add(new File([arguments[0]], 'a.jsonl')); data.items.add(new File([], 'b.jsonl'));
            const event = { dataTransfer: data, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new DragEvent('dragover', event));
            const over = document.querySelector('#logs-drop').checkVisibility();
            document.body.dispatchEvent(new DragEvent('drop', event));
            return over && !document.querySelector('#logs-drop').checkVisibility()";
        assert_eq!(
            page.run(script, json!([session()])),
            json!(true),
            "says what dropping does, while it may"
        );
        until_read(page, 1);
        assert!(shown(page, None).contains("Empty files1"), "the empty one is counted");
    });
}

#[test]
fn pasted_text_is_read() {
    DESK.open(|page| {
        page.press("#logs summary + * #logs-text, #logs-text");
        page.run("document.querySelector('#logs-text').value = arguments[0]", json!([session()]));
        page.press("#logs-paste");
        until_read(page, 1);
        let (_, html) = natively(
            page,
            &[(reading::PASTED.into(), Path::new(env!("CARGO_MANIFEST_DIR")).join(SESSION))],
            "UTC",
            Zone::UTC,
        );
        let whole = shown(page, Some(&html));
        // The forecast and the folds come after the totals.
        page.until(&whole, || shown(page, None) == whole);
    });
}

/// Half a gigabyte that takes no time to make: the same transcript many times.
const LARGE: &str = "const part = new Blob([arguments[0].repeat(100)]);
    const data = new DataTransfer();
    data.items.add(new File(Array(Math.ceil(5e8 / part.size)).fill(part), 'large.jsonl'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))";

#[test]
fn reading_can_be_stopped_and_what_was_there_stays() {
    DESK.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        until_whole(page, 1);
        let before = shown(page, None);
        page.run(LARGE, json!([session()]));
        page.until("progress", || page.text("#logs-progress").contains(" MB"));
        page.press("#logs-cancel");
        page.until("word of it", || page.text("#status").contains("stopped"));
        assert!(!page.shows("#logs-busy"));
        assert!(page.is("document.activeElement.id === 'logs'"), "the focus has a place");
        std::thread::sleep(std::time::Duration::from_millis(1_500));
        assert_eq!(shown(page, None), before);
        // Nor is what was stopped read with the next.
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
    });
}

/// What the worker says comes late.
const SLOW: Setup = DESK.before(
    "window.Worker = class extends Worker {
        set onmessage(told) {
            const held = [];
            const tell = () => { while (held.length && (window.released || !window.isOver)) told(held.shift()); };
            setInterval(tell, 10);
            super.onmessage = (event) => {
                window.isOver ||= event.data[0] === 'done';
                held.push(event);
                tell();
            };
        } }",
);

/// Lets the page have what the worker said since it was done.
fn release(page: &Page) {
    page.run("window.released = true", json!([]));
}

/// What was over is shown, although other files were given before word of it came.
#[test]
fn a_reading_that_is_over_outlives_the_next() {
    SLOW.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        page.until("its end", || page.is("window.isOver"));
        page.drop_on_page(&[HOME]);
        page.press("#logs-cancel");
        release(page);
        page.until("word of it", || page.text("#status").contains("stopped"));
        page.until("the forecast", || page.count("#logs-use") == 1);
        assert!(!page.shows("#logs-busy"));
    });
}

/// Too late to stop it: it is shown, and not said to be stopped.
#[test]
fn a_reading_that_is_over_cannot_be_stopped() {
    SLOW.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        page.until("its end", || page.is("window.isOver"));
        page.press("#logs-cancel");
        release(page);
        until_read(page, 1);
        page.until("the forecast", || page.count("#logs-use") == 1);
    });
}

/// A folder's file, as a chooser of folders hands it over.
fn give_in_a_folder(page: &Page, path: &str, text: &str) {
    let script = "const file = new File([arguments[1]], arguments[0].split('/').pop());
        Object.defineProperty(file, 'webkitRelativePath', { value: arguments[0] });
        const input = document.querySelector('#logs-folder');
        Object.defineProperty(input, 'files', { value: [file], configurable: true });
        input.dispatchEvent(new Event('change', { bubbles: true }))";
    page.run(script, json!([path, text]));
}

/// Two folders may have a `usage.csv` each, and one folder may be given twice.
#[test]
fn files_are_told_apart() {
    DESK.open(|page| {
        give_in_a_folder(page, "export/usage.csv", include_str!("../reports/console.csv"));
        until_read(page, 1);
        give_in_a_folder(page, "export/usage.csv", include_str!("../reports/console-2025.csv"));
        until_read(page, 2);
        // While the first of these is still being read.
        for _ in 0..2 {
            give_in_a_folder(page, "projects/-a/one.jsonl", &session());
        }
        until_read(page, 3);
    });
}

#[test]
fn answers_to_older_readings_are_dropped() {
    WATCHED.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        until_whole(page, 1);
        let before = shown(page, None);
        let late = "for (const data of [['parts', 0, 'logs-body', 'old'], ['progress', 0, 1, 'old'], ['done', 0, 'old', 0]])
            worker.dispatchEvent(new MessageEvent('message', { data }))";
        page.run(late, json!([]));
        assert_eq!(shown(page, None), before);
        assert_ne!(page.text("#status"), "old");
    });
}

#[test]
fn clearing_leaves_no_trace() {
    WATCHED.open(|page| {
        let before = page.html("#logs");
        page.drop_on_page(&[HOME]);
        until_read(page, below(HOME).len());
        assert_eq!(page.workers(), 1);
        page.run("document.querySelector('#logs-text').value = 'a secret'", json!([]));
        page.press("#logs-clear");
        page.until("word of it", || page.text("#status").contains("Cleared"));
        page.run("document.querySelectorAll('#logs details').forEach(d => d.open = false)", json!([]));
        assert_eq!(page.html("#logs"), before);
        assert_eq!(page.value("#logs-text"), "");
        assert_eq!(page.stored(), "\"[]\"");
        assert_eq!(page.fragment(), "");
        let script = "Promise.all([indexedDB.databases(), caches.keys()])
            .then(all => done([document.cookie, sessionStorage.length, ...all.map(a => a.length)]))";
        assert_eq!(page.run_async(script), json!(["", 0, 0, 0]), "nor anywhere else");
        page.until("the worker to be gone", || page.workers() == 0);
        // And it begins anew.
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
    });
}

/// Somebody else's scenario from logs goes as well: its numbers are a trace like one's own.
#[test]
fn clearing_takes_calibrated_numbers_out_of_the_inputs() {
    let link = link_from_logs();
    DESK.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        until_read(page, 1);
        page.run("location.hash = arguments[0]", json!([link]));
        page.until("the link's scenario", || page.scenario().from_logs.is_some());
        page.set_field("days", "10");
        page.until("it to be stored", || page.stored().contains("days-10"));
        page.press("#logs-clear");
        page.expect(&page.preset(Preset::Average));
        assert_eq!(page.stored(), "\"[]\"");
        while !page.is("document.querySelector('#undo').disabled") {
            page.press("#undo");
            page.until("none of it", || page.scenario().from_logs.is_none());
        }
    });
}

#[test]
fn a_saved_scenario_is_opened_wherever_it_is_dropped() {
    DESK.open(|page| {
        let heavy = page.preset(Preset::Heavy);
        let script =
            "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'sawtooth.json'));
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))";
        page.run(script, json!([link::file::write(&heavy)]));
        page.expect(&heavy);
        assert_eq!(page.workers(), 0);
    });
}

#[test]
fn the_section_is_accessible_and_narrow() {
    for setup in [DESK, DESK.dark(), DESK.size(360, 780)] {
        setup.open(|page| {
            page.drop_on_page(&[HOME]);
            until_read(page, below(HOME).len());
            page.run("document.querySelectorAll('#logs details').forEach(d => d.open = true)", json!([]));
            page.until("the passing message to pass", || page.text("#status").is_empty());
            assert_eq!(page.axe(), [""; 0]);
            let wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
            assert!(!page.is(wide), "it overflows sideways");
        });
    }
}
