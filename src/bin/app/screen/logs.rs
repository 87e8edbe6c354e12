//! The reader's own logs: handed to the worker, which reads them and writes what is shown.
//! It is loaded when the first are given, and what ends it ends nothing else.
//!
//! `bin/worker/desk.rs` lists the messages. An element with `data-ask` sends its words there when
//! it is clicked; one with `data-ask-set` sends its name and value when that changes.

use super::events;
use crate::browser;
use crate::dom::{self, value_of};
use crate::page::Page;
use crate::react::prelude::*;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Promise, Reflect};
use sawtooth::scenario::link;
use sawtooth::view::reading::{NO_READER, NOTHING, PASTED, READER_STOPPED};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, File, HtmlInputElement, MessageEvent, Worker, WorkerOptions, WorkerType};

#[wasm_bindgen]
extern "C" {
    /// `boot.js`: the files of a drop or chooser, and the path of each.
    fn gather(items: &JsValue) -> Promise;
}

/// What the page knows of the worker.
#[derive(Default)]
struct Desk {
    worker: Option<Worker>,
    /// Whether it listens; until then messages wait.
    ready: bool,
    waiting: Vec<Array>,
    /// What the newest reading is about, and the path of each.
    files: Array,
    paths: Array,
    /// The places of those that the worker wants, and how many of them it has.
    wanted: Array,
    handed: u32,
    /// Of the newest reading: what is said of older ones is dropped.
    number: f64,
    /// Of the one that is shown: what is asked and answered is of its logs.
    shown: f64,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

pub fn listen(page: Page) {
    events::on("dragover", move |event, _| {
        if brings(event, "dataTransfer").is_some() {
            event.prevent_default();
            dom::show("logs-drop", true);
            make_ready(page);
        }
    });
    events::on("click", move |_, element| {
        if chooses(element).is_some() {
            make_ready(page);
        }
    });
    // Out of the window, and not only from one element to the next.
    events::on("dragleave", |event, _| {
        if inside(event, "relatedTarget").is_null() {
            dom::show("logs-drop", false);
        }
    });
    for (kind, what) in [("drop", "dataTransfer"), ("paste", "clipboardData")] {
        events::on(kind, move |event, _| {
            if let Some(items) = brings(event, what) {
                event.prevent_default();
                dom::show("logs-drop", false);
                give(page, &items);
            }
        });
    }
}

/// What an event brings, where there are files in it.
fn brings(event: &Event, what: &str) -> Option<JsValue> {
    let data = inside(event, what);
    let types: Array = inside(&data, "types").dyn_into().ok()?;
    types.includes(&"Files".into(), 0).then(|| inside(&data, "items"))
}

fn inside(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// The input by which logs are chosen, if this is one.
fn chooses(element: &Element) -> Option<&HtmlInputElement> {
    let input = element.dyn_ref::<HtmlInputElement>()?;
    (input.type_() == "file" && input.id().starts_with("logs-")).then_some(input)
}

/// Whoever drags or opens a chooser takes longer than the worker does to come.
fn make_ready(page: Page) {
    if !open() {
        tell_width(page);
    }
}

/// The files chosen for the logs, if this is the input for them.
pub fn files(element: &Element) -> Option<JsValue> {
    let input = chooses(element)?;
    let files = Array::from(&input.files()?.into());
    // So that the same can be chosen again.
    input.set_value("");
    Some(files.into())
}

/// Takes files and folders: a scenario is opened, everything else is read as logs.
pub fn give(page: Page, items: &JsValue) {
    let gathered = gather(items);
    spawn_local(async move {
        let Ok(found) = JsFuture::from(gathered).await else { return };
        let files: Array = inside(&found, "0").unchecked_into();
        match files.get(0).dyn_into::<File>() {
            Ok(file) if files.length() == 1 && file.size() <= link::file::LONGEST as f64 => {
                let read = file.clone();
                events::read_file(page, read, move |text| {
                    if text.contains("\"sawtooth\":") {
                        page.open(link::file::read(text), "file");
                    } else {
                        read_files(page, &found);
                    }
                });
            }
            _ => read_files(page, &found),
        }
    });
}

/// Files that are handed over at once: the browser looks at each on the disk while the page
/// waits, 70 microseconds apiece, and a frame has sixteen thousand.
const AT_ONCE: u32 = 32;

fn hand_over(page: Page) {
    let (number, files) = DESK.with_borrow_mut(|desk| {
        let places = desk.wanted.slice(desk.handed, desk.handed + AT_ONCE);
        desk.handed += AT_ONCE;
        let file = |place: JsValue| desk.files.get(place.as_f64().unwrap_or_default() as u32);
        (desk.number, places.iter().map(file).collect::<Array>())
    });
    if files.length() > 0 {
        send(page, &["files".into(), number.into(), files.into()]);
    }
}

fn read_files(page: Page, found: &JsValue) {
    let [files, paths]: [Array; 2] = ["0", "1"].map(|at| inside(found, at).unchecked_into());
    if files.length() == 0 {
        return dom::set_text("logs-problem", NOTHING);
    }
    let (number, paths, ready) = DESK.with_borrow_mut(|desk| {
        desk.number += 1.0;
        // What comes while others are read is read with them.
        desk.files = desk.files.concat(&files);
        desk.paths = desk.paths.concat(&paths);
        desk.wanted = Array::new();
        (desk.number, desk.paths.clone(), desk.ready)
    });
    busy(true);
    dom::set_text("logs-problem", "");
    dom::set_text("logs-progress", if ready { "" } else { "Loading the reader…" });
    dom::focus("logs");
    tell_width(page);
    send(page, &["read".into(), number.into(), paths.into()]);
}

fn busy(on: bool) {
    if !on {
        DESK.with_borrow_mut(|desk| (desk.files, desk.paths) = (Array::new(), Array::new()));
    }
    dom::show("logs-busy", on);
    dom::set_attribute("logs-bar", "value", "0");
    dom::show("logs-clear", true);
}

/// Sends the worker a message, and has it loaded first where it is not there.
fn send(page: Page, message: &[JsValue]) {
    let message: Array = message.iter().collect();
    let sent = DESK.with_borrow_mut(|desk| {
        if desk.worker.is_none() {
            desk.worker = Some(start(page)?);
        }
        match &desk.worker {
            Some(worker) if desk.ready => worker.post_message(&message),
            _ => {
                desk.waiting.push(message);
                Ok(())
            }
        }
    });
    if sent.is_err() {
        failed("");
    }
}

fn start(page: Page) -> Result<Worker, JsValue> {
    let place = dom::element("logs").and_then(|logs| logs.get_attribute("data-worker"));
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&browser::inheriting(&place.unwrap_or_default())?, &options)?;
    let told =
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| told(page, &event.data().into()));
    worker.set_onmessage(Some(told.into_js_value().unchecked_ref()));
    let wrong = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        event.prevent_default();
        failed("");
    });
    worker.set_onerror(Some(wrong.into_js_value().unchecked_ref()));
    Ok(worker)
}

/// What the worker says.
fn told(page: Page, message: &Array) {
    let text = |at: u32| message.get(at).as_string().unwrap_or_default();
    let word = text(0);
    match word.as_str() {
        "ready" => DESK.with_borrow_mut(|desk| {
            desk.ready = true;
            for message in desk.waiting.drain(..) {
                let _ = desk.worker.as_ref().map(|worker| worker.post_message(&message));
            }
        }),
        "failed" => failed(&text(1)),
        "parts" if message.get(1) == DESK.with_borrow(|desk| desk.shown) => put(message, 2),
        "done" => done(page, message, text(2)),
        _ if message.get(1) != DESK.with_borrow(|desk| desk.number) => {}
        "want" => {
            DESK.with_borrow_mut(|desk| (desk.wanted, desk.handed) = (message.get(2).into(), 0));
            // Two at a time, so that one is on its way while the other is taken.
            hand_over(page);
            hand_over(page);
        }
        "more" => hand_over(page),
        "progress" => {
            let share = message.get(2).as_f64().unwrap_or_default();
            dom::set_attribute("logs-bar", "value", &share.to_string());
            dom::set_text("logs-progress", &text(3));
        }
        "stopped" => {
            busy(false);
            dom::focus("logs");
            page.status.set("Reading stopped; nothing of it is kept.".into());
        }
        _ => {}
    }
}

/// A reading came to its end in the worker, and is shown from here on, even where files were
/// given meanwhile: theirs is on its way.
fn done(page: Page, message: &Array, status: String) {
    let is_newest = DESK.with_borrow_mut(|desk| {
        desk.shown = message.get(1).as_f64().unwrap_or_default();
        desk.shown == desk.number
    });
    put(message, 4);
    if is_newest {
        busy(false);
        page.status.set(status);
    }
    ask_for_rest(page);
}

/// Milliseconds until the totals are painted. Made earlier, what takes longer would take a
/// processor from the painting.
const UNTIL_PAINTED: u32 = 50;

/// Asks for what takes longer to make, unless other logs are shown by then, or none.
fn ask_for_rest(page: Page) {
    let number = DESK.with_borrow(|desk| desk.shown);
    let later = move || {
        if DESK.with_borrow(|desk| desk.shown) == number {
            ask(page, "rest");
        }
    };
    Timeout::new(UNTIL_PAINTED, later).forget();
}

/// Puts the parts in their places that stand from here on in a message. What is open stays
/// open, and what only the page knows stays as it was typed.
fn put(message: &Array, first: u32) {
    let text = |at: u32| message.get(at).as_string().unwrap_or_default();
    let open = dom::all("#logs-body details[open]");
    let typed = dom::all("#logs-switch :is(input, select)");
    dom::keep_focus("logs", || {
        (first..message.length()).step_by(2).for_each(|at| dom::set_html(&text(at), &text(at + 1)));
        open.iter().for_each(|fold| dom::set_attribute(&fold.id(), "open", ""));
        typed.iter().for_each(|input| dom::set_value(&input.id(), &value_of(input)));
    });
}

/// The worker is gone or never came; the page goes on.
fn failed(place: &str) {
    let began = DESK.with_borrow(|desk| desk.ready);
    empty();
    let sentence = if began { READER_STOPPED } else { NO_READER };
    let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
    dom::set_text("logs-problem", &format!("{sentence}{place}"));
}

/// Pictures are laid out for the place that they have.
pub fn tell_width(page: Page) {
    if let Some(body) = dom::element("logs-body") {
        ask(page, &format!("width {}", body.client_width()));
    }
}

/// Whether there is anybody to ask.
pub fn open() -> bool {
    DESK.with_borrow(|desk| desk.worker.is_some())
}

pub fn ask(page: Page, ask: &str) {
    let shown = DESK.with_borrow(|desk| desk.shown);
    send(page, &["ask".into(), shown.into(), ask.into()]);
}

/// Sends what an input was set to; a tick is `yes` or `no`.
pub fn set(page: Page, name: &str, element: &Element) {
    let tick = element.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "checkbox");
    let value = match tick.map(HtmlInputElement::checked) {
        Some(true) => "yes".into(),
        Some(false) => "no".into(),
        None => value_of(element),
    };
    ask(page, &format!("{name} {value}"));
}

/// A button of the section.
pub fn pressed(page: Page, id: &str) {
    match id {
        "logs-see" => dom::focus("logs"),
        "logs-paste" => {
            let text = dom::element("logs-text").map(|text| value_of(&text)).unwrap_or_default();
            if let Ok(file) = File::new_with_str_sequence(&Array::of1(&text.into()), PASTED) {
                read_files(page, &Array::of2(&Array::of1(&file), &Array::of1(&PASTED.into())));
            }
        }
        "logs-cancel" => {
            // They are not read with the next, and no more of them are handed over.
            let number = DESK.with_borrow_mut(|desk| {
                (desk.files, desk.paths, desk.wanted) = Default::default();
                desk.number
            });
            send(page, &["cancel".into(), number.into()]);
        }
        "logs-clear" => {
            let stood = page.clear_logs();
            empty();
            dom::focus("logs");
            let and = if stood { " The inputs that they made are the average preset’s again." } else { "" };
            page.status.set(format!("Cleared: nothing of your logs is left on this page.{and}"));
        }
        _ => {}
    }
}

/// Ends the worker, with all that it holds, and takes away what it showed.
pub fn empty() {
    DESK.with_borrow_mut(|desk| {
        if let Some(worker) = &desk.worker {
            // What it said last may still be on its way.
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
        *desk = Desk { number: desk.number + 1.0, ..Desk::default() };
    });
    for id in ["logs-body", "logs-problem", "logs-progress"] {
        dom::set_html(id, "");
    }
    for id in ["logs-busy", "logs-clear"] {
        dom::show(id, false);
    }
    dom::set_value("logs-text", "");
}
