//! Your own logs: dropped, chosen and pasted, and read in the worker.

use crate::harness::{DESK, Page, Setup};
use leptos::prelude::*;
use sawtooth::logs::Zone;
use sawtooth::logs::file_selection::AT_ONCE;
use sawtooth::logs::read::{Import, Imported};
use sawtooth::page::sections::logs::LogsSection;
use sawtooth::page::state::{Session, Start};
use sawtooth::prices::RateTable;
use sawtooth::prices::plans;
use sawtooth::scenario::Preset;
use sawtooth::scenario::link;
use sawtooth::view::logs::Part;
use sawtooth::view::logs_session::{LogsSession, Question};
use sawtooth::view::{Locale, reading};
use serde_json::json;
use std::path::{Path, PathBuf};

pub const HOME: &str = "tests/logs/home";
pub const SESSION: &str =
    "tests/logs/home/projects/-home-sam-code-harbor/5e9b7c10-42aa-4f0b-b3de-91c1a7f2e402.jsonl";

/// Keeps hold of the page's worker and of what it is told.
pub const WATCHED: Setup = DESK.before(
    "window.told = []; window.Worker = class extends Worker {
        constructor(...all) { super(...all); window.worker = this; }
        postMessage(message) { told.push(message[0]); super.postMessage(message); } };",
);

/// What the library makes of the same files, in this zone.
pub struct Natively {
    imported: Imported,
    pub parts: Vec<Part>,
}

impl Natively {
    pub fn read(page: &Page, paths: &[(String, PathBuf)], name: &str, zone: Zone) -> Natively {
        let mut import = Import::new();
        for (path, place) in paths {
            import.begin(path);
            import.push(&std::fs::read(place).expect("a fixture"));
            import.end();
        }
        let imported = import.finish();
        let (table, plans, locale) = (RateTable::shipped(), plans::shipped(), Locale::default());
        let mut session = LogsSession::new(table, plans, locale, page.today(), zone.clone());
        session.set_zone(name, zone);
        session.read(imported.clone());
        let mut parts = session.shown();
        parts.extend(session.answer(Question::Rest));
        Natively { imported, parts }
    }

    /// The page's own section with these parts in it.
    fn html(&self, page: &Page) -> String {
        let start = Start::fresh(page.today(), Locale::default());
        Owner::new().with(|| {
            let session = Session::new(start);
            provide_context(session);
            session.logs.show(self.parts.clone());
            view! { <LogsSection/> }.into_view().to_html()
        })
    }

    /// The words of the page's own section with these parts in it.
    pub fn text(&self, page: &Page) -> String {
        shown(page, Some(&self.html(page)))
    }

    /// The days' picture as it is drawn at this width.
    fn days(&self, width: f64) -> String {
        let breakdown = self.parts.iter().find_map(|part| match part {
            Part::Breakdown(breakdown) => breakdown.days.as_ref(),
            _ => None,
        });
        breakdown.expect("several days").figure.chart.draw(width).svg
    }

    /// Waits until the page shows just this, once the folds have come after the totals.
    #[track_caller]
    pub fn is_shown(&self, page: &Page) {
        // A server's text has a blank where there is nothing yet.
        let letters = |html: Option<&str>| shown(page, html).split_whitespace().collect::<String>();
        let whole = letters(Some(&self.html(page)));
        page.until(&whole, || letters(None) == whole);
    }
}

pub fn session() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SESSION)).expect("the session")
}

/// The files below a folder of the project by their paths from there on, in order.
pub fn below(folder: &str) -> Vec<(String, PathBuf)> {
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
    page.until(&words, || over() || !page.text("#logs-problem").is_empty());
    assert_eq!(page.text("#logs-problem"), "");
}

/// The same, with what comes after the totals.
#[track_caller]
pub fn until_whole(page: &Page, files: usize) {
    until_read(page, files);
    page.until("the forecast", || page.count("#logs-use") == 1);
}

/// What is said where so many files were read, and some of them are as they were.
#[track_caller]
pub fn until_unchanged(page: &Page, files: usize, unchanged: &str) {
    let words = format!("Unchanged since the last reading: {unchanged}.");
    page.until(&words, || page.text("#status").contains(&words));
    until_read(page, files);
}

/// Every word that is shown of the logs. Menus are left out, which differ by browser, and
/// pictures, which differ by width.
pub fn shown(page: &Page, html: Option<&str>) -> String {
    let script = "const body = arguments[0] === null ? document.querySelector('#logs-body').cloneNode(true)
            : new DOMParser().parseFromString(arguments[0], 'text/html').querySelector('#logs-body');
        body.querySelectorAll('select, .chart-holder').forEach(e => e.remove());
        return body.textContent.replace(/\\s+/g, ' ').trim()";
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
        let natively = Natively::read(page, &files, "UTC", Zone::UTC);
        assert!(natively.imported.logs.calls.len() > 20, "the fixtures have calls");
        natively.is_shown(page);
        let drawn = "const holder = document.querySelector('#logs-by-day-chart-chart');
            return [holder.textContent, holder.clientWidth]";
        page.until("the days to be drawn", || {
            let (text, width): (String, f64) =
                serde_json::from_value(page.run(drawn, json!([]))).expect("a picture");
            let own = "return new DOMParser().parseFromString(arguments[0], 'text/html').body.textContent";
            page.run(own, json!([natively.days(width)])) == json!(text)
        });
    });
}

#[test]
fn nothing_is_loaded_before_it_is_needed() {
    DESK.open(|page| {
        let loaded = || page.is("performance.getEntriesByType('resource').some(e => /worker/.test(e.name))");
        page.unfold();
        page.choose("know", "logs");
        page.press("#to-logs");
        assert!(page.is("document.activeElement.id === 'logs-heading'"));
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
        until_unchanged(page, 1, "1 file");
        page.until("the same", || shown(page, None) == one);
        page.drop_on_page(&[HOME]);
        until_read(page, 1 + below(HOME).len());
        assert!(page.text("#status").contains("Earlier files are counted too"));
        assert_ne!(shown(page, None), one);
    });
}

/// The worker has no bytes of a file before the page says so.
const HELD: Setup = DESK.before(
    "window.asked = 0; window.Worker = class extends Worker {
        constructor(place, options) {
            const module = new URL(document.querySelector('#app').dataset.worker, location).href;
            const script = `const { arrayBuffer } = Blob.prototype;
                const go = new Promise(done => new BroadcastChannel('go').onmessage = done);
                Blob.prototype.stream = () => { throw new TypeError('none') };
                Blob.prototype.arrayBuffer = async function () { await go; return arrayBuffer.call(this) };
                await import('${module}')`;
            super(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), options);
        }
        postMessage(message) { asked += message[0][0] === 1; super.postMessage(message); } }",
);

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
    HELD.open(|page| {
        page.choose_files("#logs-files", &[&long, &gone, &live].map(|path| path.to_str().expect("a path")));
        page.until("the files", || page.is("asked === 1"));
        std::fs::remove_file(&gone).expect("it is there");
        std::fs::write(&live, session() + "\n").expect("it is there");
        page.run("new BroadcastChannel('go').postMessage(0)", json!([]));
        page.until("the rest", || page.text("#status").contains("Some of it could not be read"));
        until_read(page, 1);
        let text = shown(page, None);
        for (name, says) in [("went.jsonl", "could not be found"), ("writes.jsonl", "it changed since")] {
            assert!(text.contains(name) && text.contains(says), "{name} {says} in {text}");
        }
        // Given again, it is the same file, and can be read.
        page.choose_files("#logs-files", &[live.to_str().expect("a path")]);
        until_read(page, 2);
        page.until("no word of it", || !shown(page, None).contains("writes.jsonl"));
    });
}

/// Files that have no place on a disk, as a mail program drops them.
#[test]
fn files_without_a_path_are_read() {
    DESK.open(|page| {
        let script = "const data = new DataTransfer();
            data.items.add(new File([arguments[0]], 'a.jsonl')); data.items.add(new File([], 'b.jsonl'));
            window.event = { dataTransfer: data, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new DragEvent('dragover', event))";
        page.run(script, json!([session()]));
        page.until("what dropping does", || page.shows("#logs-drop"));
        page.run("document.body.dispatchEvent(new DragEvent('drop', event))", json!([]));
        page.until("no word of dropping", || !page.shows("#logs-drop"));
        until_read(page, 1);
        assert!(shown(page, None).contains("Empty files1"), "the empty one is counted");
    });
}

#[test]
fn pasted_text_is_read() {
    DESK.open(|page| {
        paste(page, &session());
        page.press("#logs-paste");
        until_read(page, 1);
        let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(SESSION);
        Natively::read(page, &[(reading::PASTED.into(), place)], "UTC", Zone::UTC).is_shown(page);
    });
}

/// Fills the field for text, as the clipboard does.
pub fn paste(page: &Page, text: &str) {
    let script = "const field = document.querySelector('#logs-text'); field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    page.run(script, json!([text]));
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
            assert_eq!(page.axe(), [""; 0]);
            let over = "const wide = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= wide) return [];
                return [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
                    && e.getBoundingClientRect().right > wide + 0.5 && !e.closest('.scroll, svg'))
                    .map(e => `${e.tagName} ${e.id} ${e.className}`)";
            assert_eq!(page.run(over, json!([])), json!([]), "nothing overflows sideways");
        });
    }
}
