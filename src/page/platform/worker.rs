//! The workers, two that read logs and one that makes a workbook, as something to send to.

use super::window;
use super::{element, files};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Where the build writes each one's name in the page.
pub const LOGS: &str = "data-worker";
/// The same for much to read: quicker, and larger. It also reads tables of sessions.
pub const LARGE: &str = "data-large";
pub const SHEET: &str = "data-sheet";

/// Ends the worker, with all that it holds, when it is dropped.
pub struct WorkerHandle {
    worker: Worker,
    _told: Closure<dyn Fn(MessageEvent)>,
    _broken: Closure<dyn Fn(Event)>,
}

impl WorkerHandle {
    /// Has it loaded. `told` gets the bytes of every reply; `broken` hears that it did not come, or
    /// ended, and why where it says so. Nothing where the browser has no workers.
    pub fn start(
        which: &str,
        told: impl Fn(Vec<u8>) + 'static,
        broken: impl Fn(String) + Clone + 'static,
    ) -> Option<WorkerHandle> {
        let place = element::by_id("app")?.get_attribute(which)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&files::inheriting(&place).ok()?, &options).ok()?;
        let ended = broken.clone();
        let told =
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| match event.data().as_string() {
                Some(why) => ended(why),
                None => told(Uint8Array::new(&event.data()).to_vec()),
            });
        let broken = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            event.prevent_default();
            broken(String::new());
        });
        worker.set_onmessage(Some(told.as_ref().unchecked_ref()));
        worker.set_onerror(Some(broken.as_ref().unchecked_ref()));
        Some(WorkerHandle { worker, _told: told, _broken: broken })
    }

    /// Sends a request, and files behind it.
    pub fn send(&self, request: &[u8], files: &Array) {
        // It would refuse what cannot be copied, and bytes and files can.
        let _ = self.worker.post_message(&Array::of2(&Uint8Array::from(request), files));
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        // What it said last may still be on its way.
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Whether the page has one of that name: a page in one file has only [`LOGS`].
pub fn is_there(which: &str) -> bool {
    element::by_id("app").is_some_and(|app| app.has_attribute(which))
}

/// Whether the browser knows that it is offline.
pub fn is_offline() -> bool {
    window().is_some_and(|window| !window.navigator().on_line())
}
