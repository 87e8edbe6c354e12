//! What the page asks, and what it is answered.
//!
//! From the page: `read NUMBER PATHS`, answered by `want NUMBER PLACES`, and then `files NUMBER
//! FILES` until all of these are handed over, each answered by `more NUMBER`; `cancel NUMBER`,
//! answered by `stopped NUMBER` unless the reading is done; `ask NUMBER TEXT`, answered by `parts
//! NUMBER`. To the page besides: `ready`; `progress NUMBER SHARE TEXT`; `done NUMBER TEXT BYTES`
//! with the bytes of memory in use; `failed TEXT`. Behind `parts` and `done` come ids and HTML in
//! turn. Every reading has a number, larger than the one before: of those that have not come to
//! their end only the newest is kept, and questions are answered of the one that has.

use crate::files::Given;
use crate::incoming::{Incoming, Mail};
use crate::reading::Reading;
use crate::{here, warm, zone};
use js_sys::{Array, Function, Reflect};
use sawtooth::logs::read::Imported;
use sawtooth::prices::RateTable;
use sawtooth::prices::plans;
use sawtooth::view::logs_session::{Job, Part};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What the worker holds between messages.
#[derive(Default)]
struct Desk {
    /// The newest reading; 0 where it was stopped.
    number: f64,
    /// The one that came to its end last, of which questions are.
    shown: f64,
    /// The files of the last one that came to its end.
    given: Vec<Given>,
    /// Where the newest one finds what the page hands over.
    mail: Mail,
    job: Option<Job>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Listens, and says that it does.
pub fn open() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line()));
        say("failed", &[place.unwrap_or_default().into()]);
    }));
    let listener = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| told(event.data().into()));
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    say("ready", &[]);
    warm::up(hire());
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Sends the page a message.
pub fn say(word: &str, rest: &[JsValue]) {
    let message: Array = std::iter::once(&word.into()).chain(rest).collect();
    // It would refuse what cannot be copied, and texts and numbers can.
    let _ = scope().post_message(&message);
}

fn told(message: Array) {
    match message.get(0).as_string().as_deref() {
        Some("read") => begin(&message),
        Some("files") if message.get(1) == DESK.with_borrow(|desk| desk.number) => {
            say("more", &[message.get(1)]);
            DESK.with_borrow(|desk| desk.mail.clone()).bring(&message.get(2).into());
        }
        Some("cancel") => stop(&message.get(1)),
        Some("ask") => {
            answer(
                message.get(1).as_f64().unwrap_or_default(),
                &message.get(2).as_string().unwrap_or_default(),
            );
        }
        _ => {}
    }
}

/// Stops a reading that is on its way.
fn stop(number: &JsValue) {
    let number = number.as_f64().unwrap_or_default();
    if is_newest(number) && DESK.with_borrow(|desk| desk.shown != number) {
        let mail = DESK.with_borrow_mut(|desk| {
            desk.number = 0.0;
            std::mem::take(&mut desk.mail)
        });
        // It may wait for files: it wakes, and finds itself too old.
        mail.bring(&Array::new());
        say("stopped", &[number.into()]);
    }
}

fn begin(message: &Array) {
    let number = message.get(1).as_f64().unwrap_or_default();
    DESK.with_borrow(|desk| desk.mail.clone()).bring(&Array::new());
    let paths = Array::from(&message.get(2));
    // A dropped folder's paths begin with a slash.
    let path = |path: JsValue| path.as_string().unwrap_or_default().trim_start_matches('/').to_string();
    let (incoming, wanted, given_before) = DESK.with_borrow_mut(|desk| {
        desk.number = number;
        desk.mail = Mail::default();
        let given_before = !desk.given.is_empty();
        let (incoming, wanted) =
            Incoming::new(desk.given.clone(), paths.iter().map(path).collect(), desk.mail.clone());
        (incoming, wanted, given_before)
    });
    let wanted: Array = wanted.into_iter().map(|place| JsValue::from(place as u32)).collect();
    say("want", &[number.into(), wanted.into()]);
    wasm_bindgen_futures::spawn_local(Reading::new(number, incoming, given_before).go());
}

/// Whether a reading is still wanted.
pub fn is_newest(number: f64) -> bool {
    DESK.with_borrow(|desk| desk.number == number)
}

/// A reading came to its end: says so, and shows all of it.
pub fn finished(number: f64, given: Vec<Given>, imported: Imported, text: String) {
    let parts = DESK.with_borrow_mut(|desk| {
        desk.given = given;
        desk.shown = number;
        let job = desk.job.get_or_insert_with(hire);
        job.read(imported.logs, imported.reports);
        job.ask("")
    });
    // In one message: the page would paint between two.
    show("done", vec![number.into(), text.into(), memory().into()], parts);
}

/// Somebody to ask, who knows no logs yet.
fn hire() -> Job {
    let own = zone::own();
    let zone = zone::of(&own);
    let mut job =
        Job::new(RateTable::shipped(), plans::shipped(), here::locale(), here::today(), zone.clone());
    job.set_zone(&own, zone);
    job.offer_zones(zone::names());
    job
}

/// Answers what was asked while that reading was shown, unless another is by now.
fn answer(number: f64, ask: &str) {
    if DESK.with_borrow(|desk| desk.shown != number) {
        return;
    }
    let parts = DESK.with_borrow_mut(|desk| {
        let job = desk.job.get_or_insert_with(hire);
        // Only the browser knows a zone's rules.
        let Some(name) = ask.strip_prefix("zone ") else { return job.ask(ask) };
        job.set_zone(name, zone::of(name));
        job.ask("")
    });
    show("parts", vec![number.into()], parts);
}

fn show(word: &str, mut message: Vec<JsValue>, parts: Vec<Part>) {
    message.extend(parts.into_iter().flat_map(|part| [part.id.into(), part.html.into()]));
    say(word, &message);
}

/// Bytes of memory that the program has taken; it never gives any back.
fn memory() -> f64 {
    let buffer = Reflect::get(&wasm_bindgen::memory(), &"buffer".into());
    let length = buffer.and_then(|buffer| Reflect::get(&buffer, &"byteLength".into()));
    length.ok().and_then(|length| length.as_f64()).unwrap_or_default()
}

/// A member of the worker's global scope that is a function, where the browser has it.
pub fn function(owner: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(owner, &name.into()).ok()?.dyn_into().ok()
}
