//! One path through the page, the same in Chromium, Firefox and WebKitGTK. What a driver cannot do is done another
//! way, where its name is.

use crate::driver::Engine;
use crate::harness::{DESK, Page, in_project, key};
use crate::logs::{Natively, SESSION, session, shown, until_read};
use crate::offline::until_kept;
use sawtooth::logs::Zone;
use sawtooth::scenario::{Basis, Preset, link};
use serde_json::json;

#[test]
fn path_through_the_page_in_chromium() {
    walk(Engine::Chromium);
}

#[test]
fn path_through_the_page_in_firefox() {
    walk(Engine::Firefox);
}

#[test]
fn path_through_the_page_in_webkit() {
    walk(Engine::WebKit);
}

#[test]
fn single_file_works_from_a_disk_in_chromium() {
    single_file(Engine::Chromium);
}

#[test]
fn single_file_works_from_a_disk_in_firefox() {
    single_file(Engine::Firefox);
}

#[test]
fn single_file_works_from_a_disk_in_webkit() {
    single_file(Engine::WebKit);
}

#[track_caller]
fn walk(engine: Engine) {
    DESK.engine(engine).open(|page| {
        listen(page);
        page.expect(&page.preset(Preset::Average));
        sliders(page);
        ways_of_giving_numbers(page);
        logs(page);
        growing_logs(page, engine);
        page.press("[data-preset=heavy1]");
        page.set_field("sessions", "7");
        let mine = page.expect_change(&page.preset(Preset::Heavy), |s| s.work.sessions_per_day = 7.0);
        copy(page, engine, &link::encode(&mine));
        printed(page, engine);
        assert_eq!(page.run("return window.heard", json!([])), json!([]), "errors in the page");
        // What is kept in this browser opens again, and without its host.
        until_kept(page);
        page.stop_the_host();
        page.reload();
        page.expect(&mine);
        page.goto("");
        page.expect(&mine);
        listen(page);
        logs(page);
        page.goto(&link::encode(&page.preset(Preset::Light)));
        page.until("the statement", || page.shows("#statement-heading"));
        page.open_tool();
        page.expect(&page.preset(Preset::Light));
        assert_eq!(page.run("return window.heard ?? []", json!([])), json!([]), "errors in the page");
    });
}

/// `make single`: everything but the workbook, and nothing to fetch.
#[track_caller]
fn single_file(engine: Engine) {
    let file = in_project("target/single/sawtooth.html");
    assert!(file.exists(), "no single file: run make single first");
    DESK.engine(engine).without_page_of_file(&file, |page| {
        page.goto("");
        listen(page);
        page.expect(&page.preset(Preset::Average));
        sliders(page);
        ways_of_giving_numbers(page);
        if engine == Engine::WebKit {
            refused_logs(page);
        } else {
            logs(page);
        }
        let none = "getComputedStyle(document.querySelector('#download-xlsx')).display === 'none'";
        assert!(page.count("#download-csv") == 1 && page.is(none), "a button without its program");
        page.goto(&link::encode(&page.preset(Preset::Light)));
        page.until("the statement", || page.shows("#statement-heading"));
        page.open_tool();
        page.expect(&page.preset(Preset::Light));
        let fetches = "return performance.getEntriesByType('resource').map(entry => entry.name)
            .filter(name => !/^(blob|data):/.test(name))";
        assert_eq!(page.run(fetches, json!([])), json!([]));
        let policy = page.run("return document.querySelector('meta[http-equiv]').content", json!([]));
        assert!(policy.as_str().is_some_and(|policy| policy.contains("connect-src 'none'")), "{policy}");
        assert_eq!(page.run("return window.heard ?? []", json!([])), json!([]), "errors in the page");
    });
}

/// Only Chromium's driver hands out the console. A picture that is drawn at its new width gets higher, which Firefox
/// reports as an error of the observer; it follows in the next frame, as the specification has it.
fn listen(page: &Page) {
    page.run(
        "window.heard = [];
        addEventListener('error', ({ message }) => /ResizeObserver loop/.test(message) || heard.push(message));
        addEventListener('unhandledrejection', (event) => heard.push(String(event.reason)));
        document.addEventListener('securitypolicyviolation', (event) => heard.push(event.violatedDirective));",
        json!([]),
    );
}

/// By keyboard, and drawn with the pointer.
fn sliders(page: &Page) {
    page.focus("#s-messages");
    page.keys(&key::RIGHT.to_string().repeat(3));
    page.until("the number to follow", || page.value("#f-messages").parse().is_ok_and(|now: f64| now > 4.0));
    let moved: f64 = page.value("#f-messages").parse().expect("a number");
    let before = page.expect_change(&page.preset(Preset::Average), |s| s.work.messages = moved);
    page.drag("#s-sessions", 0.3, 0.7);
    let drawn = page.until_scenario("the pointer's number", |s| {
        s.work.sessions_per_day > before.work.sessions_per_day + 1.0
    });
    page.expect(&drawn);
}

fn ways_of_giving_numbers(page: &Page) {
    page.press("[data-preset=average1]");
    let average = page.preset(Preset::Average);
    page.choose("know", "paid");
    page.set_field("paid", "300");
    let bill = page.until_scenario("the bill", |s| s.basis == Basis::Pay);
    page.expect(&bill);
    assert_eq!(page.text("#month"), "$300");
    page.press("[data-preset=average1]");
    page.choose("know", "totals");
    page.set_field("totalInput", "12k");
    let totals = page.until_scenario("its tokens", |s| s.basis == Basis::Totals);
    page.expect(&totals);
    page.press("[data-preset=average1]");
    page.choose("know", "work");
    page.expect(&average);
}

/// Read in the worker, to what the library makes of the same file.
fn logs(page: &Page) {
    page.choose_files("#logs-files", &[SESSION]);
    until_read(page, 1);
    let zone = "return Intl.DateTimeFormat().resolvedOptions().timeZone";
    assert_eq!(page.run(zone, json!([])), json!("UTC"), "the tests' browsers are in the zone of the machine");
    let path = in_project(SESSION);
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    Natively::read(page, &[(name, path)], "UTC", Zone::UTC).is_shown(page);
}

/// WebKitGTK lets the worker of a page on a disk read no file and no text. The page says so.
#[track_caller]
fn refused_logs(page: &Page) {
    page.choose_files("#logs-files", &[SESSION]);
    page.until("word of it", || page.text("#status").contains("could not be read"));
    assert!(shown(page, None).contains("could not be opened"), "{}", shown(page, None));
}

/// A file that grows between being given and being read shifts no other: they are read together.
#[track_caller]
fn growing_logs(page: &Page, engine: Engine) {
    const STEADY: &str =
        "tests/logs/home/projects/-home-sam-code-harbor/9d02e6f4-1b8c-4e11-8f3a-c7d5b04a6603.jsonl";
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let steady = std::fs::read_to_string(in_project(STEADY)).expect("a fixture");
    let files: Vec<String> = ["a-grows.jsonl", "b-steady.jsonl", "c-grows.jsonl"]
        .map(|name| folder.join(format!("{engine:?}-{name}")).to_string_lossy().into())
        .to_vec();
    for (path, text) in files.iter().zip([session(), steady.clone(), session()]) {
        std::fs::write(path, text).expect("a file");
    }
    // The page has them, and does not know it yet.
    page.run(
        "addEventListener('change', (event) => window.go || event.stopImmediatePropagation(), true)",
        json!([]),
    );
    page.choose_files("#logs-files", &files.iter().map(String::as_str).collect::<Vec<_>>());
    for grows in [&files[0], &files[2]] {
        std::fs::write(grows, session() + &"\n".repeat(5000)).expect("it is there");
    }
    page.run(
        "window.go = true;
        document.querySelector('#logs-files').dispatchEvent(new Event('change', { bubbles: true }))",
        json!([]),
    );
    // Whether the browser gives what was there or refuses the file, its calls are known from before.
    let paths = [SESSION, STEADY].map(|path| (path.to_string(), in_project(path)));
    let natively = Natively::read(page, &paths, "UTC", Zone::UTC);
    let calls = |text: &str| text.split(" session").next().unwrap_or_default().to_string();
    let expected = calls(&natively.text(page));
    page.until(&expected, || {
        let now = shown(page, None);
        calls(&now).ends_with(&expected) && now.contains("Unreadable lines0")
    });
    files.iter().for_each(|path| std::fs::remove_file(path).expect("written above"));
}

/// "Copy link" leaves the scenario in the clipboard.
#[track_caller]
fn copy(page: &Page, engine: Engine, fragment: &str) {
    page.press("#copy");
    page.until("feedback", || page.text("#status").contains("Link copied"));
    // WebKitGTK asks a person before a page may read the clipboard: that it was written is what the page says.
    page.until("the link", || match engine {
        Engine::WebKit => page.value("#link").ends_with(fragment),
        Engine::Chromium | Engine::Firefox => page.clipboard().ends_with(fragment),
    });
}

/// On paper the numbers stand, and the controls do not.
#[track_caller]
fn printed(page: &Page, engine: Engine) {
    // WebKitGTK's driver prints nothing: there the style sheet for paper is laid over the screen.
    if engine == Engine::WebKit {
        page.run(
            "const lay = (rules) => [...rules].forEach((rule) => {
                if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
                if (rule.cssRules) lay(rule.cssRules);
            });
            [...document.styleSheets].forEach((sheet) => lay(sheet.cssRules))",
            json!([]),
        );
        assert!(page.shows("#statement-heading") && !page.shows("#undo") && !page.shows("#s-sessions"));
    } else {
        let bytes = page.print().len() * 3 / 4;
        assert!(bytes > 20_000, "{bytes} bytes of PDF");
    }
}
