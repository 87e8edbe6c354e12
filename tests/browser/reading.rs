//! Readings on their way: stopped, overtaken, and answered late.

use crate::harness::{DESK, Page, Setup};
use crate::logs::{
    HOME, Natively, SESSION, WATCHED, below, session, shown, until_read, until_unchanged, until_whole,
};
use sawtooth::logs::Zone;
use sawtooth::view::logs_session::{Reply, Request, to_bytes};
use serde_json::json;
use std::path::Path;

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
        // Nor is what was stopped read with the next, after which nothing of it can come.
        page.choose_files("#logs-files", &[SESSION]);
        until_unchanged(page, 1, "1 file");
        page.until("the same", || shown(page, None) == before);
    });
}

/// What the worker says comes late, from word of its end on, of which 6 is the first byte. Keeps
/// what it is asked.
const SLOW: Setup = DESK.before(
    "window.asked = []; window.Worker = class extends Worker {
        postMessage(message) { asked.push(message[0]); super.postMessage(message); }
        set onmessage(told) {
            const held = [];
            const tell = () => { while (held.length && (window.released || !window.isOver)) told(held.shift()); };
            setInterval(tell, 10);
            super.onmessage = (event) => {
                window.isOver ||= event.data[0] === 6;
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
        page.until("the next", || page.is("asked.filter(message => message[0] === 0).length === 2"));
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

#[test]
fn answers_to_older_readings_are_dropped() {
    WATCHED.open(|page| {
        page.choose_files("#logs-files", &[SESSION]);
        until_whole(page, 1);
        let before = shown(page, None);
        let (reading, text) = (0, "old".to_string());
        let parts = Natively::read(page, &[], "UTC", Zone::UTC).parts;
        let late = [
            Reply::Parts { reading, parts: parts.clone() },
            Reply::Progress { reading, share: 0.5, text: text.clone() },
            Reply::Stopped { reading },
            Reply::Done { reading, summary: text, memory: 0.0, parts },
        ];
        let late = late.map(|reply| to_bytes(&reply));
        assert_eq!((late[3][0], to_bytes(&Request::Read { reading, paths: Vec::new() })[0]), (6, 0));
        let tell = "for (const bytes of arguments[0])
            worker.dispatchEvent(new MessageEvent('message', { data: Uint8Array.from(bytes) }))";
        page.run(tell, json!([late]));
        assert_eq!(shown(page, None), before);
        assert!(!page.shows("#logs-busy"));
        assert!(page.text("#status").starts_with("Read 1 file"), "{}", page.text("#status"));
    });
}

/// Counts the files that the worker is given, and those of which it has bytes.
const COUNTED: Setup = DESK.before(
    "window.opened = 0; new BroadcastChannel('opened').onmessage = () => opened += 1;
    window.Worker = class extends Worker {
        constructor(place, options) {
            const module = new URL(document.querySelector('#app').dataset.worker, location).href;
            const script = `const { arrayBuffer } = Blob.prototype, opened = new BroadcastChannel('opened');
                const Whole = Blob;
                Blob = function (parts, ...more) {
                    if (parts?.length) parts.forEach(() => opened.postMessage(0));
                    return new Whole(parts, ...more);
                };
                Whole.prototype.stream = () => { throw new TypeError('none') };
                Whole.prototype.arrayBuffer = function () {
                    if (this instanceof File) opened.postMessage(0);
                    return arrayBuffer.call(this);
                };
                await import('${module}')`;
            super(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), options);
        } }",
);

/// Of a folder that is given again only what is new or has changed is read, and takes the place of
/// what was there; the whole is as if it had been read for the first time.
#[test]
fn a_folder_given_again_is_read_where_it_changed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("again");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let _ = std::fs::remove_dir_all(&folder);
    let files = below(HOME);
    for (name, place) in &files {
        write(name, &std::fs::read_to_string(place).expect("a fixture"));
    }
    let all = files.len();
    let opened = |page: &Page| page.run("return opened", json!([])).as_u64().expect("a count") as usize;
    COUNTED.open(|page| {
        let give = || page.drop_on_page(&[folder.to_str().expect("a path")]);
        give();
        until_whole(page, all);
        page.until("every file", || opened(page) == all);
        let first = shown(page, None);
        give();
        until_unchanged(page, all, &format!("{all} files"));
        page.until("the same", || shown(page, None) == first);
        assert_eq!(opened(page), all, "nothing was read again");
        // One is another session's now, and one more came.
        write(&files[1].0, &session().replace("msg_", "msg_new"));
        write(
            "projects/-home-sam-new/0b64d8a1-8c2f-4a70-a9e2-55f0c3d1b705.jsonl",
            &session().replace("msg_", "msg_more"),
        );
        give();
        until_unchanged(page, all + 1, &format!("{} files", all - 1));
        page.until("what is new", || opened(page) == all + 2);
        page.until("the forecast", || page.count("#logs-use") == 1);
        let third = shown(page, None);
        assert_ne!(third, first);
        page.reload();
        give();
        until_whole(page, all + 1);
        page.until("the same", || shown(page, None) == third);
    });
}
