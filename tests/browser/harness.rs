//! The page in a browser, as a test sees it.
//!
//! Every test has a browser with a fresh profile and a server of its own, under a
//! sub-path, as on any web host. Every test ends by looking at what the browser logged:
//! no error or warning, and no request to another address.

use crate::driver::{Driver, tool};
use sawtooth::estimate::{Answer, Estimate, estimate};
use sawtooth::link;
use sawtooth::rates::{Date, RateTable, date};
use sawtooth::scenario::{Preset, Scenario};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const UNDER: &str = "/some/where/";
const PATIENCE: Duration = Duration::from_secs(8);

pub mod key {
    pub const BACKSPACE: char = '\u{e003}';
    pub const TAB: char = '\u{e004}';
    pub const LEFT: char = '\u{e012}';
    pub const RIGHT: char = '\u{e014}';
    pub const DOWN: char = '\u{e015}';
}

/// How the browser is set up before the page is opened.
#[derive(Clone, Copy)]
pub struct Setup {
    width: u32,
    height: u32,
    dark: bool,
    before: &'static str,
    fragment: &'static str,
}

pub const DESK: Setup = Setup { width: 1280, height: 900, dark: false, before: "", fragment: "" };

impl Setup {
    pub const fn size(self, width: u32, height: u32) -> Setup {
        Setup { width, height, ..self }
    }

    pub const fn dark(self) -> Setup {
        Setup { dark: true, ..self }
    }

    /// JavaScript that runs in every document before the page's own.
    pub const fn before(self, script: &'static str) -> Setup {
        Setup { before: script, ..self }
    }

    /// Opens the page, lets the test look at it, then looks at the browser's logs.
    #[track_caller]
    pub fn open(self, test: impl FnOnce(&Page)) {
        self.without_page(|page| {
            page.goto(self.fragment);
            test(page);
        });
    }

    /// The same for a test that opens the page itself.
    #[track_caller]
    pub fn without_page(self, test: impl FnOnce(&Page)) {
        let page = Page { driver: Driver::start(), server: Server::start(), console: RefCell::default() };
        page.set_up(self);
        test(&page);
        page.check_console();
        page.check_requests();
    }
}

/// dist/ behind scripts/serve.mjs.
struct Server {
    process: Child,
    /// The page's address, without a fragment.
    address: String,
}

impl Server {
    fn start() -> Server {
        let root = env!("CARGO_MANIFEST_DIR");
        assert!(std::path::Path::new(root).join("dist/index.html").exists(), "no dist/: run make dist first");
        let mut process = Command::new("node")
            .current_dir(root)
            .args(["scripts/serve.mjs", "--port", "0", "--under", UNDER, "--with-parent", "dist"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is not on PATH");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("piped"))
            .read_line(&mut line)
            .expect("the server starts");
        let address = line.split_whitespace().last().expect("its address").into();
        Server { process, address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub struct Page {
    driver: Driver,
    server: Server,
    /// Console messages taken from the browser so far, less the expected ones.
    console: RefCell<Vec<String>>,
}

/// Getting there.
impl Page {
    fn set_up(&self, setup: Setup) {
        let Setup { width, height, dark, before, .. } = setup;
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver.devtools("Emulation.setDeviceMetricsOverride", size);
        self.set_dark(dark);
        self.driver.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": before }));
        let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.driver.devtools("Browser.grantPermissions", permissions);
    }

    pub fn set_dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.driver.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// The page's own address, without a fragment.
    pub fn address(&self) -> &str {
        &self.server.address
    }

    /// Loads the page anew with this fragment and waits until the program runs.
    #[track_caller]
    pub fn goto(&self, fragment: &str) {
        self.load(fragment);
        self.until("the program to start", || {
            self.is("document.documentElement.dataset.started !== undefined")
        });
    }

    /// Loads the page anew and waits for nothing.
    #[track_caller]
    pub fn load(&self, fragment: &str) {
        // Between two fragments of one page a browser loads nothing.
        self.driver.post("/url", json!({ "url": "about:blank" }));
        let mark = if fragment.is_empty() { "" } else { "#" };
        self.driver.post("/url", json!({ "url": format!("{}{mark}{fragment}", self.address()) }));
    }

    /// Reloads as the browser's button does, address and all.
    #[track_caller]
    pub fn reload(&self) {
        self.driver.post("/refresh", json!({}));
        self.until("the program to start", || {
            self.is("document.documentElement.dataset.started !== undefined")
        });
    }

    /// Waits until something holds, for as long as a slow machine may need.
    #[track_caller]
    pub fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}\n{}", self.state());
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// What a failed test wants to know.
    fn state(&self) -> String {
        let main = "(document.querySelector('#answer') ?? document.body).innerText";
        let state = format!("return [location.href, {main}, document.querySelector('#banner')?.innerText]");
        self.run(&state, json!([])).to_string()
    }
}

/// Reading.
impl Page {
    /// Runs the body of a JavaScript function in the page.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        self.driver.post("/execute/sync", json!({ "script": script, "args": arguments }))
    }

    /// The same for a body that ends by calling `done(value)`.
    #[track_caller]
    pub fn run_async(&self, script: &str) -> Value {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        self.driver.post("/execute/async", json!({ "script": script, "args": [] }))
    }

    #[track_caller]
    pub fn is(&self, expression: &str) -> bool {
        self.run(&format!("return !!({expression})"), json!([])) == Value::Bool(true)
    }

    /// The text of an element as it is rendered; nothing where there is no such element.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        // What is scrolled away may not be rendered, and has no inner text then.
        let script = "const e = document.querySelector(arguments[0]);
            return (e?.checkVisibility({ contentVisibilityAuto: true }) === false && e.checkVisibility()
                ? e.textContent : e?.innerText) ?? ''";
        let text = self.run(script, json!([css]));
        text.as_str().unwrap_or_default().trim().into()
    }

    #[track_caller]
    pub fn value(&self, css: &str) -> String {
        let value = self.run("return document.querySelector(arguments[0])?.value ?? ''", json!([css]));
        value.as_str().unwrap_or_default().into()
    }

    #[track_caller]
    pub fn html(&self, css: &str) -> String {
        let html = self.run("return document.querySelector(arguments[0])?.outerHTML ?? ''", json!([css]));
        html.as_str().unwrap_or_default().into()
    }

    #[track_caller]
    pub fn shows(&self, css: &str) -> bool {
        let script = "const e = document.querySelector(arguments[0]); return !!e && e.checkVisibility()";
        self.run(script, json!([css])) == Value::Bool(true)
    }

    /// A selector for the first visible of several elements, or for the first of them.
    #[track_caller]
    pub fn visible_one(&self, css: &str) -> String {
        let script = "const all = [...document.querySelectorAll(arguments[0])];
            document.querySelectorAll('[data-test-one]').forEach(e => e.removeAttribute('data-test-one'));
            (all.find(e => e.checkVisibility()) ?? all[0])?.setAttribute('data-test-one', '')";
        self.run(script, json!([css]));
        "[data-test-one]".into()
    }

    #[track_caller]
    pub fn count(&self, css: &str) -> u64 {
        let count = self.run("return document.querySelectorAll(arguments[0]).length", json!([css]));
        count.as_u64().unwrap_or_default()
    }

    /// The cells of a table by row, its head included.
    #[track_caller]
    pub fn table(&self, css: &str) -> Vec<Vec<String>> {
        let script = "return [...document.querySelector(arguments[0]).rows]
            .map(row => [...row.cells].map(cell => cell.textContent.trim()))";
        serde_json::from_value(self.run(script, json!([css]))).expect("rows of cells")
    }

    /// The big figure at the top.
    #[track_caller]
    pub fn month(&self) -> Shown {
        Shown::read(&self.text("#month"))
    }

    #[track_caller]
    pub fn fragment(&self) -> String {
        let hash = self.run("return location.hash.slice(1)", json!([]));
        hash.as_str().unwrap_or_default().into()
    }

    /// The scenario in the address bar, read by the library; the default where it is bare.
    #[track_caller]
    pub fn scenario(&self) -> Scenario {
        let fragment = self.fragment();
        if fragment.is_empty() {
            return self.preset(Preset::Average);
        }
        let opened = link::decode(&fragment);
        assert_eq!(opened.faults, [], "in {fragment}");
        opened.scenario.expect("a scenario without faults")
    }

    /// Everything that is stored, as one text.
    #[track_caller]
    pub fn stored(&self) -> String {
        self.run("return JSON.stringify(Object.entries(localStorage).sort())", json!([])).to_string()
    }

    /// The browser's day, which the page prices a new scenario on.
    #[track_caller]
    pub fn today(&self) -> Date {
        let script = "const d = new Date(); return [d.getFullYear(), d.getMonth() + 1, d.getDate()]";
        let day: (i16, i8, i8) = serde_json::from_value(self.run(script, json!([]))).expect("a date");
        date(day.0, day.1, day.2)
    }

    #[track_caller]
    pub fn preset(&self, preset: Preset) -> Scenario {
        preset.scenario(self.today(), RateTable::shipped().revision)
    }
}

/// Doing, as a person does: by pointer and keyboard.
impl Page {
    /// Clicks an element in the middle, once the folds around it are open.
    #[track_caller]
    pub fn press(&self, css: &str) {
        let script = "const e = document.querySelector(arguments[0]);
            for (let d = e?.parentElement?.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
            e?.scrollIntoView({ block: 'center' }); return e";
        let element = self.run(script, json!([css]));
        let id = element.as_object().and_then(|found| found.values().next()?.as_str());
        let id = id.unwrap_or_else(|| panic!("no {css} to press"));
        self.driver.post(&format!("/element/{id}/click"), json!({}));
    }

    /// Puts the keyboard's focus there and selects what is in it.
    #[track_caller]
    pub fn focus(&self, css: &str) {
        let script = "const e = document.querySelector(arguments[0]);
            for (let d = e?.parentElement?.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
            e?.focus(); if (e?.type === 'text') e.select(); return document.activeElement === e && !!e";
        assert_eq!(self.run(script, json!([css])), Value::Bool(true), "no focus on {css}");
    }

    /// Types on the keyboard into whatever has the focus.
    #[track_caller]
    pub fn keys(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
        });
        let strokes: Vec<Value> = strokes.collect();
        self.driver.post(
            "/actions",
            json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] }),
        );
    }

    /// Types a number over the one in a field and leaves it.
    #[track_caller]
    pub fn set_field(&self, key: &str, text: &str) {
        self.type_over(&format!("#f-{key}"), text);
    }

    #[track_caller]
    pub fn type_over(&self, css: &str, text: &str) {
        self.focus(css);
        // The first key replaces what is selected.
        self.keys(&format!("{}{text}{}", key::BACKSPACE, key::TAB));
    }

    /// Chooses a word: in a select by its key, among radio buttons by their name.
    #[track_caller]
    pub fn choose(&self, key: &str, word: &str) {
        let radio = format!("input[name=\"{key}\"][value=\"{word}\"]");
        if self.count(&radio) > 0 {
            // The button itself may be drawn by its label alone.
            let script = "const e = document.querySelector(arguments[0]);
                e.labels[0].setAttribute('data-test-press', '')";
            self.run(script, json!([radio]));
            self.press("[data-test-press]");
            self.run(
                "document.querySelector('[data-test-press]')?.removeAttribute('data-test-press')",
                json!([]),
            );
            self.until(&format!("{radio} to be chosen"), || self.count(&format!("{radio}:checked")) == 1);
        } else {
            self.select(&format!("#c-{key}"), word);
        }
    }

    /// Chooses an option of a select by its value.
    #[track_caller]
    pub fn select(&self, css: &str, value: &str) {
        self.focus(css);
        let script = "const [css, value] = arguments; const e = document.querySelector(css); e.value = value;
            e.dispatchEvent(new Event('input', { bubbles: true }));
            e.dispatchEvent(new Event('change', { bubbles: true })); return e.value";
        assert_eq!(self.run(script, json!([css, value])), json!(value), "{css} has no such option");
    }

    /// Opens every fold and every picture's table.
    #[track_caller]
    pub fn unfold(&self) {
        self.open_folds();
        for picture in PICTURES {
            let drawn = || {
                self.shows(&format!("#{picture} svg"))
                    || self.is(&format!("!!document.querySelector('#{picture}.empty')"))
            };
            self.until(&format!("{picture} to be drawn"), drawn);
            if self.shows(&format!("#{picture} svg")) && !self.shows(&format!("#{picture} table")) {
                self.press(&format!("#{picture} [data-table]"));
            }
        }
    }

    pub fn open_folds(&self) {
        self.run("document.querySelectorAll('details').forEach(d => d.open = true)", json!([]));
    }

    pub fn clipboard(&self) -> String {
        let text = self.run_async("navigator.clipboard.readText().then(done, e => done('refused: ' + e))");
        text.as_str().unwrap_or_default().into()
    }

    /// axe-core's findings, a line each.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        let path = tool("node-modules") + "/axe-core/axe.min.js";
        let axe = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        self.run(&axe, json!([]));
        let found = self.run_async(
            "axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations.flatMap(v =>
                v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`))), e => done(['' + e]))",
        );
        serde_json::from_value(found).expect("lines")
    }
}

pub const PICTURES: [&str; 7] = ["spend", "sawtooth", "plans", "levers", "compacting", "lifetime", "against"];

/// Judging.
impl Page {
    /// Waits until the page shows the library's answer to this scenario in the large
    /// figure, and the scenario itself in the address.
    #[track_caller]
    pub fn expect(&self, scenario: &Scenario) {
        let month = native(scenario).month.total;
        let what = format!("${month:.2} a month and {}", link::encode(scenario));
        self.until(&what, || self.month().is(month) && self.link() == link::encode(scenario));
    }

    /// Waits for the large figure alone, where the address holds something else.
    #[track_caller]
    pub fn expect_month(&self, scenario: &Scenario) {
        let month = native(scenario).month.total;
        self.until(&format!("${month:.2} a month"), || self.month().is(month));
    }

    /// The address bar's link as the library writes it, whatever a mail program did to it;
    /// a bare address is the default.
    fn link(&self) -> String {
        let fragment = self.fragment();
        let opened = link::decode(&fragment);
        match opened.scenario {
            Some(scenario) if opened.faults.is_empty() => link::encode(&scenario),
            _ if fragment.is_empty() => link::encode(&self.preset(Preset::Average)),
            _ => fragment,
        }
    }

    /// Applies a change to the scenario that the page shows, and expects the outcome there.
    #[track_caller]
    pub fn expect_change(&self, before: &Scenario, change: impl FnOnce(&mut Scenario)) -> Scenario {
        let mut after = before.clone();
        change(&mut after);
        self.expect(&after);
        after
    }

    /// Takes the messages with these words out of what the test is blamed for, one at least.
    #[track_caller]
    pub fn expect_in_console(&self, words: &str) {
        self.until(&format!("{words:?} in the console"), || {
            self.read_console();
            self.console.borrow().iter().any(|line| line.contains(words))
        });
        self.console.borrow_mut().retain(|line| !line.contains(words));
    }

    /// Messages with these words may follow, or not.
    pub fn allow_in_console(&self, words: &str) {
        self.read_console();
        self.console.borrow_mut().retain(|line| !line.contains(words));
    }

    fn read_console(&self) {
        let entries = self.driver.post("/se/log", json!({ "type": "browser" }));
        let bad =
            |entry: &&Value| ["WARNING", "SEVERE"].contains(&entry["level"].as_str().unwrap_or_default());
        let lines =
            entries.as_array().into_iter().flatten().filter(bad).map(|entry| entry["message"].to_string());
        self.console.borrow_mut().extend(lines);
    }

    #[track_caller]
    fn check_console(&self) {
        self.read_console();
        assert_eq!(*self.console.borrow(), [""; 0], "errors or warnings in the console");
    }

    /// Everything that was asked for is the page's own and was there.
    #[track_caller]
    fn check_requests(&self) {
        let entries = self.driver.post("/se/log", json!({ "type": "performance" }));
        for entry in entries.as_array().into_iter().flatten() {
            let message: Value =
                serde_json::from_str(entry["message"].as_str().unwrap_or("{}")).unwrap_or_default();
            let params = &message["message"]["params"];
            match message["message"]["method"].as_str() {
                Some("Network.requestWillBeSent") => self.check_request(params),
                Some("Network.responseReceived") => {
                    let status = params["response"]["status"].as_u64().unwrap_or_default();
                    assert!(status < 400, "{status} for {}", params["response"]["url"]);
                }
                _ => {}
            }
        }
    }

    #[track_caller]
    fn check_request(&self, params: &Value) {
        let url = params["request"]["url"].as_str().unwrap_or_default();
        let own = ["about:", "data:", "blob:", self.address()].iter().any(|start| url.starts_with(start));
        assert!(own || url.contains("/blocked-by-policy"), "a request to {url}");
    }
}

#[track_caller]
pub fn estimate_of(scenario: &Scenario) -> Estimate {
    estimate(&RateTable::shipped(), scenario)
}

/// The library's answer.
#[track_caller]
pub fn native(scenario: &Scenario) -> Answer {
    let estimate = estimate_of(scenario);
    estimate.answer.unwrap_or_else(|| panic!("no answer: {:?}", estimate.problems))
}

/// A number as a page shows it: rounded to so many digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    pub value: f64,
    /// Half of its last digit.
    pub half: f64,
}

impl Shown {
    /// The first number in a text; not a number where there is none.
    pub fn read(text: &str) -> Shown {
        let nothing = Shown { value: f64::NAN, half: 0.0 };
        let Some(start) = text.find(|c: char| c.is_ascii_digit()) else { return nothing };
        let end = text[start..].find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
        let end = end.map_or(text.len(), |end| start + end);
        let digits = text[start..end].trim_end_matches(['.', ',']).replace(',', "");
        let unit = match text[end..].chars().next() {
            Some('K' | 'k') => 1e3,
            Some('M') => 1e6,
            Some('B') => 1e9,
            _ => 1.0,
        };
        let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let half = 0.5 * 10f64.powi(-(decimals as i32)) * unit;
        digits.parse().map_or(nothing, |value: f64| Shown { value: value * unit, half })
    }

    /// Whether this is how that number is rounded.
    pub fn is(self, exact: f64) -> bool {
        (self.value - exact).abs() <= self.half * (1.0 + 1e-9)
    }
}
