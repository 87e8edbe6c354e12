//! The page in a browser, as a test sees it.
//!
//! Every test has a browser with a fresh profile and a server of its own, under a
//! sub-path, as on any web host. Every test ends by looking at what the browser logged:
//! no error or warning, and no request to another address.

use crate::driver::{Driver, Engine};
use sawtooth::prices::{Date, RateTable, date};
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, Scenario};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const UNDER: &str = "/some/where/";
const PATIENCE: Duration = Duration::from_secs(60);

mod doing;
mod judging;
mod naming;

pub use doing::in_project;
pub use judging::{PICTURES, Shown, estimate_of, headline_of, native};

pub mod key {
    pub const BACKSPACE: char = '\u{e003}';
    pub const TAB: char = '\u{e004}';
    pub const ENTER: char = '\u{e007}';
    pub const ESCAPE: char = '\u{e00c}';
    pub const LEFT: char = '\u{e012}';
    pub const RIGHT: char = '\u{e014}';
    pub const DOWN: char = '\u{e015}';
}

/// How the browser is set up before the page is opened.
#[derive(Clone, Copy)]
pub struct Setup {
    engine: Engine,
    width: u32,
    height: u32,
    dark: bool,
    before: &'static str,
    fragment: &'static str,
}

pub const DESK: Setup =
    Setup { engine: Engine::Chromium, width: 1280, height: 900, dark: false, before: "", fragment: "" };

/// JavaScript that tells whether the program runs, and all of the page with it.
pub const RUNS: &str =
    "document.documentElement.dataset.started !== undefined && !document.querySelector('.later[aria-busy]')";

impl Setup {
    pub const fn engine(self, engine: Engine) -> Setup {
        Setup { engine, ..self }
    }

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
        self.without_page_of(Path::new("dist"), test);
    }

    /// The same with a folder of the test's own behind the address.
    #[track_caller]
    pub fn without_page_of(self, folder: &Path, test: impl FnOnce(&Page)) {
        self.at(Server::start(folder), test);
    }

    /// The same with a page that lies on the disk, without a server.
    #[track_caller]
    pub fn without_page_of_file(self, file: &Path, test: impl FnOnce(&Page)) {
        let address = format!("file://{}", file.display());
        self.at(Server { process: RefCell::default(), address }, test);
    }

    #[track_caller]
    fn at(self, server: Server, test: impl FnOnce(&Page)) {
        let page = Page { driver: Driver::start(self.engine), server, console: RefCell::default() };
        page.set_up(self);
        test(&page);
        // The other engines' drivers hand out neither; tests/browser/engines.rs asks the page itself.
        if self.engine == Engine::Chromium {
            page.check_console();
            page.check_requests();
        }
    }
}

/// A folder behind scripts/serve.mjs, or a file behind nothing.
struct Server {
    process: RefCell<Option<Child>>,
    /// The page's address, without a fragment.
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Server {
        let root = env!("CARGO_MANIFEST_DIR");
        assert!(std::path::Path::new(root).join("dist/index.html").exists(), "no dist/: run make dist first");
        let mut process = Command::new("node")
            .current_dir(root)
            .args(["scripts/serve.mjs", "--port", "0", "--under", UNDER, "--with-parent"])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is not on PATH");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("piped"))
            .read_line(&mut line)
            .expect("the server starts");
        let address = line.split_whitespace().last().expect("its address").into();
        Server { process: RefCell::new(Some(process)), address }
    }

    fn stop(&self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
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
        if setup.engine != Engine::Chromium {
            // Of what a standard driver can set there is the window alone.
            assert!(!dark && before.is_empty(), "{:?} cannot be set up so", setup.engine);
            self.driver.post("/window/rect", json!({ "width": width, "height": height }));
            return;
        }
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

    /// From now on nobody answers at the page's address.
    pub fn stop_the_host(&self) {
        self.server.stop();
    }

    /// Loads the page again with this fragment and waits until the program runs.
    #[track_caller]
    pub fn goto(&self, fragment: &str) {
        self.load(fragment);
        self.until("the program to start", || self.is(RUNS));
    }

    /// Loads somebody's link and opens the tool with its numbers.
    #[track_caller]
    pub fn goto_tool(&self, fragment: &str) {
        self.goto(fragment);
        self.open_tool();
    }

    /// From the statement of a link to the tool.
    #[track_caller]
    pub fn open_tool(&self) {
        self.until("the statement", || self.shows("#change-numbers"));
        self.press("#change-numbers");
        self.until("the inputs", || self.shows("#know"));
    }

    /// Loads the page again and waits for nothing.
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
        // Firefox's driver goes past what a service worker has kept, which its button does not.
        self.run("window.leaving = true; location.reload()", json!([]));
        self.until("the program to start", || self.is(&format!("!window.leaving && ({RUNS})")));
    }

    /// Waits until something holds, for as long as a slow machine may need.
    #[track_caller]
    pub fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < PATIENCE, "waited too long for {what}\n{}", self.state());
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

    /// The page as a PDF, on paper so many inches wide and high.
    #[track_caller]
    pub fn pdf(&self, width: f64, height: f64) -> Vec<u8> {
        let paper = json!({ "paperWidth": width, "paperHeight": height, "preferCSSPageSize": false });
        let made = self.driver.devtools("Page.printToPDF", paper);
        let bytes = "return Array.from(atob(arguments[0]), c => c.charCodeAt(0))";
        serde_json::from_value(self.run(bytes, json!([made["data"]]))).expect("bytes")
    }

    /// The page as a PDF as a standard driver makes it, in base64.
    #[track_caller]
    pub fn print(&self) -> String {
        self.driver.post("/print", json!({})).as_str().unwrap_or_default().into()
    }

    /// The page's workers that are alive.
    #[track_caller]
    pub fn workers(&self) -> usize {
        let targets = self.driver.devtools("Target.getTargets", json!({}));
        let all = targets["targetInfos"].as_array();
        all.map_or(0, |all| all.iter().filter(|target| target["type"] == "worker").count())
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

/// A link with numbers from logs that nobody here has.
pub fn link_from_logs() -> String {
    let links: Vec<Value> = serde_json::from_str(include_str!("../golden_links.json")).expect("links");
    let mut all = links.iter().map(|one| one["link"].as_str().expect("a link").to_string());
    let is_from_logs = |link: &String| link::decode(link).scenario.is_some_and(|s| s.from_logs.is_some());
    all.find(is_from_logs).expect("one from logs")
}
