//! What the page asks, and what it is answered: [`Request`] and [`Reply`], which
//! `logs_session` describes.

use crate::files::Given;
use crate::incoming::{Incoming, Mail};
use crate::reading::Reading;
use crate::{here, warm, zone};
use js_sys::{Array, Function, Reflect, Uint8Array};
use sawtooth::logs::read::Imported;
use sawtooth::prices::RateTable;
use sawtooth::prices::plans;
use sawtooth::view::logs_session::{LogsSession, Question, Reply, Request, from_bytes, to_bytes};
use sawtooth::view::reading::{Before, done};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What the worker holds between messages.
#[derive(Default)]
struct Desk {
    /// The newest reading; 0 where it was stopped.
    number: u32,
    /// The one that came to its end last, of which questions are.
    shown: u32,
    /// The files of the last one that came to its end, each with what it said.
    given: Vec<Given>,
    /// Where the newest one finds what the page hands over.
    mail: Mail,
    session: Option<LogsSession>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Listens, and says that it does.
pub fn open() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line()));
        send(&place.unwrap_or_default().into());
    }));
    let listener = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let message: Array = event.data().into();
        if let Some(request) = from_bytes(&Uint8Array::new(&message.get(0)).to_vec()) {
            take(request, &message);
        }
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    say(&Reply::Ready);
    warm::up(new_session());
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Tells the page.
pub fn say(reply: &Reply) {
    send(&Uint8Array::from(to_bytes(reply).as_slice()).into());
}

fn send(message: &JsValue) {
    // It refuses only what cannot be copied, and bytes and texts can.
    let _ = scope().post_message(message);
}

fn take(request: Request, message: &Array) {
    match request {
        Request::Read { reading, paths } => begin(reading, paths),
        Request::Files { reading } if is_newest(reading) => {
            say(&Reply::More { reading });
            DESK.with_borrow(|desk| desk.mail.clone()).bring(&message.get(1).into());
        }
        Request::Files { .. } => {}
        Request::Cancel { reading } => stop(reading),
        Request::Ask { reading, question } => answer(reading, question),
    }
}

/// Stops a reading that is on its way.
fn stop(reading: u32) {
    if is_newest(reading) && DESK.with_borrow(|desk| desk.shown != reading) {
        let mail = DESK.with_borrow_mut(|desk| {
            desk.number = 0;
            std::mem::take(&mut desk.mail)
        });
        // It may wait for files: it wakes, and finds itself too old.
        mail.bring(&Array::new());
        say(&Reply::Stopped { reading });
    }
}

/// Leaves a reading to the program that reads tables too.
#[cfg(not(feature = "tables"))]
pub fn leave(reading: u32) {
    DESK.with_borrow_mut(|desk| desk.number = 0);
    say(&Reply::Tables { reading });
}

fn begin(reading: u32, paths: Vec<String>) {
    DESK.with_borrow(|desk| desk.mail.clone()).bring(&Array::new());
    // A dropped folder's paths begin with a slash.
    let paths = paths.into_iter().map(|path| path.trim_start_matches('/').to_string()).collect();
    let (incoming, wanted) = DESK.with_borrow_mut(|desk| {
        desk.number = reading;
        desk.mail = Mail::default();
        Incoming::new(desk.given.clone(), paths, desk.mail.clone())
    });
    let places = wanted.into_iter().map(|place| place as u32).collect();
    say(&Reply::Want { reading, places });
    wasm_bindgen_futures::spawn_local(Reading::new(reading, incoming).go());
}

/// Whether a reading is still wanted.
pub fn is_newest(reading: u32) -> bool {
    DESK.with_borrow(|desk| desk.number == reading)
}

/// Whether what is shown is of just these files, as they are.
pub fn shows(given: &[Given]) -> bool {
    let is = |(a, b): (&Given, &Given)| {
        a.part.as_ref().zip(b.part.as_ref()).is_some_and(|(a, b)| Rc::ptr_eq(a, b))
    };
    DESK.with_borrow(|desk| {
        desk.session.is_some() && given.len() == desk.given.len() && given.iter().zip(&desk.given).all(is)
    })
}

/// A reading came to its end: says so, and shows all that is made by now. Without anything
/// imported what was shown before still holds, and is not made again.
pub fn finished(reading: u32, given: Vec<Given>, imported: Option<Imported>, before: Before) {
    let (summary, parts) = DESK.with_borrow_mut(|desk| {
        desk.given = given;
        desk.shown = reading;
        let session = desk.session.get_or_insert_with(new_session);
        let is_other = imported.map(|imported| session.read(imported)).is_some();
        let parts = if is_other { session.shown() } else { Vec::new() };
        (done(session.logs(), session.reports(), before, &here::locale()), parts)
    });
    // In one message: the page would paint between two.
    say(&Reply::Done { reading, summary, memory: memory(), parts });
}

/// One that knows no logs yet.
fn new_session() -> LogsSession {
    let own = zone::own();
    let zone = zone::of(&own);
    let (table, plans) = (RateTable::shipped(), plans::shipped());
    let mut session = LogsSession::new(table, plans, here::locale(), here::today(), zone.clone());
    session.set_zone(&own, zone);
    session.offer_zones(zone::names());
    session
}

/// Answers what was asked while that reading was shown, unless another is by now.
fn answer(reading: u32, question: Question) {
    if DESK.with_borrow(|desk| desk.shown != reading) {
        return;
    }
    let parts = DESK.with_borrow_mut(|desk| {
        let session = desk.session.get_or_insert_with(new_session);
        match question {
            // Only the browser knows a zone's rules.
            Question::Zone(name) => session.set_zone(&name, zone::of(&name)),
            question => session.answer(question),
        }
    });
    say(&Reply::Parts { reading, parts });
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
