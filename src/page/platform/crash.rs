//! What the page says when the program stops.

use super::window;
use gloo::events::EventListener;
use js_sys::Reflect;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static LAST_LINK: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Remembers the link that a crash message offers.
pub fn remember_link(link: &str) {
    LAST_LINK.with(|last| last.replace(link.into()));
}

/// A panic leaves a message and the link that brings the scenario back, not a dead page.
pub fn show_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info
            .location()
            .map(|l| format!("{}:{}", l.file().rsplit('/').next().unwrap_or_default(), l.line()))
            .unwrap_or_default();
        let _ = crashed(&place);
    }));
    // An exception that the browser throws through the program leaves it as dead as a panic.
    let Some(window) = window() else { return };
    for (kind, what) in [("error", "error"), ("unhandledrejection", "reason")] {
        EventListener::new(&window, kind, move |event| {
            let inside = |value: &JsValue, name: &str| Reflect::get(value, &name.into()).ok();
            let stack = inside(event, what).and_then(|error| inside(&error, "stack"));
            if stack.and_then(|stack| stack.as_string()).is_some_and(|stack| stack.contains(".wasm")) {
                let _ = crashed(what);
            }
        })
        .forget();
    }
}

fn crashed(place: &str) -> Option<()> {
    let message = super::element::by_id("crash").filter(|message| message.hidden())?;
    let document = window()?.document()?;
    message.set_text_content(Some("Sawtooth hit an internal error. Your scenario is safe: "));
    let link = document.create_element("a").ok()?;
    let href = LAST_LINK.with(|last| format!("{}#{}", super::address::here(), last.borrow()));
    link.set_attribute("href", &href).ok()?;
    // The same address with another fragment would not load the page again.
    let again = document.create_element("button").ok()?;
    again.set_text_content(Some("start again with it"));
    let reload = Closure::<dyn Fn()>::new(|| drop(window().map(|w| w.location().reload())));
    again.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref()).ok()?;
    reload.forget();
    link.set_text_content(Some("the link to it"));
    message.append_child(&link).ok()?;
    message.append_child(&document.create_text_node(", or ")).ok()?;
    message.append_child(&again).ok()?;
    message.append_child(&document.create_text_node(&format!(". ({place})"))).ok()?;
    message.remove_attribute("hidden").ok()
}
