//! The page's outside: address, storage, clipboard, clock, files, language. Whatever the
//! browser refuses becomes a value; nothing here panics.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Storage, Url, Window};

pub use crate::here::{locale, now, today};

pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The part of the address after `#`.
pub fn fragment() -> String {
    window().and_then(|w| w.location().hash().ok()).unwrap_or_default()
}

/// The address without its fragment.
pub fn address() -> String {
    let href = window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_string()
}

/// Writes the fragment without a step in the browser's own history.
pub fn set_fragment(fragment: &str) {
    let history = window().and_then(|w| w.history().ok());
    if let Some(history) = history {
        // Refused only in a sandboxed frame; the link can be copied all the same.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// Whether only this machine can open the page's address.
pub fn only_here() -> bool {
    let location = window().map(|w| w.location());
    let protocol = location.as_ref().and_then(|l| l.protocol().ok()).unwrap_or_default();
    let host = location.and_then(|l| l.hostname().ok()).unwrap_or_default();
    protocol == "file:" || host == "localhost" || host == "[::1]" || host.starts_with("127.")
}

/// The address that the build was told to publish, for links from a machine of one's own.
pub fn public_address() -> Option<&'static str> {
    option_env!("SAWTOOTH_PUBLIC_URL").filter(|url| !url.is_empty())
}

const KEPT: &str = "sawtooth.scenario";
const BEFORE: &str = "sawtooth.before";

/// Local storage, where the browser allows it.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// The link of the scenario that was kept.
pub fn kept() -> Option<String> {
    storage()?.get_item(KEPT).ok()?
}

/// The link of what was kept before somebody else's link was edited.
pub fn kept_before() -> Option<String> {
    storage()?.get_item(BEFORE).ok()?
}

/// Keeps a link; `false` where storage is blocked or full.
pub fn keep(link: &str) -> bool {
    storage().is_some_and(|s| s.set_item(KEPT, link).is_ok())
}

/// Moves what is kept aside, before another scenario takes its place.
pub fn set_aside(link: &str) -> bool {
    storage().is_some_and(|s| s.set_item(BEFORE, link).is_ok())
}

/// Removes what this page stored, where it is such a link.
pub fn forget(such: impl Fn(&str) -> bool) {
    let Some(storage) = storage() else { return };
    for key in [KEPT, BEFORE] {
        if storage.get_item(key).ok().flatten().is_some_and(|link| such(&link)) {
            let _ = storage.remove_item(key);
        }
    }
}

/// Copies text; the answer comes later, because the browser may ask first.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = window().map(|w| w.navigator()).and_then(|n| {
        Reflect::get(&n, &"clipboard".into()).ok().filter(JsValue::is_object).map(JsValue::unchecked_into)
    });
    let Some(clipboard): Option<web_sys::Clipboard> = clipboard else { return done(false) };
    let promise = clipboard.write_text(text);
    wasm_bindgen_futures::spawn_local(async move {
        done(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
    });
}

/// An address of a worker's module from which it begins under this page's own security policy.
/// From its real address it would begin under that of the host's headers, which many hosts
/// cannot send.
pub fn inheriting(place: &str) -> Result<String, JsValue> {
    let module = Url::new_with_base(place, &address())?.href();
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let script = Array::of1(&format!("import \"{module}\"").into());
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&script, &options)?)
}

/// Hands the reader a file.
pub fn save(name: &str, kind: &str, content: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&content.into());
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        save_blob(name, &blob);
    }
}

fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link = window()?.document()?.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the address after the click returns.
    Timeout::new(10_000, move || drop(Url::revoke_object_url(&url))).forget();
    Some(())
}

/// Draws an SVG at twice its size and hands the reader a PNG.
pub fn save_png(name: String, svg: &str, width: f64, height: f64, failed: impl Fn() + Clone + 'static) {
    let draw = || -> Option<()> {
        let image = web_sys::HtmlImageElement::new().ok()?;
        let (picture, no_picture) = (image.clone(), failed.clone());
        let loaded = Closure::once_into_js(move || {
            if paint(&name, &picture, width, height).is_none() {
                no_picture();
            }
        });
        image.set_onload(Some(loaded.unchecked_ref()));
        let failed = failed.clone();
        image.set_onerror(Some(Closure::once_into_js(failed).unchecked_ref()));
        image.set_src(&format!("data:image/svg+xml,{}", js_sys::encode_uri_component(svg)));
        Some(())
    };
    if draw().is_none() {
        failed();
    }
}

const PIXELS: f64 = 2.0;

fn paint(name: &str, image: &web_sys::HtmlImageElement, width: f64, height: f64) -> Option<()> {
    let canvas = window()?.document()?.create_element("canvas").ok()?;
    let canvas: web_sys::HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width((width * PIXELS) as u32);
    canvas.set_height((height * PIXELS) as u32);
    let context: web_sys::CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width * PIXELS, height * PIXELS)
        .ok()?;
    let name = name.to_string();
    let save = Closure::once_into_js(move |blob: Blob| {
        let _ = save_blob(&name, &blob);
    });
    canvas.to_blob(save.unchecked_ref()).ok()
}

thread_local! {
    static FRAME: RefCell<Option<gloo::render::AnimationFrame>> = const { RefCell::new(None) };
}

/// Acts before the browser paints next; whoever asks again before that has been served.
/// Starting over instead would put the act off for as long as a slider moves.
pub fn at_next_frame(act: impl FnOnce() + 'static) {
    FRAME.with_borrow_mut(|frame| {
        frame.get_or_insert_with(|| {
            gloo::render::request_animation_frame(move |_| {
                FRAME.take();
                act();
            })
        });
    });
}

/// Tells which of these elements come into sight and which leave it.
pub fn watch_sight(ids: &[&str], act: impl Fn(&str, bool) + 'static) {
    let seen = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        for entry in entries.iter().map(JsValue::unchecked_into::<web_sys::IntersectionObserverEntry>) {
            act(&entry.target().id(), entry.is_intersecting());
        }
    });
    if let Ok(observer) = web_sys::IntersectionObserver::new(seen.as_ref().unchecked_ref()) {
        ids.iter().filter_map(|id| crate::dom::element(id)).for_each(|e| observer.observe(&e));
    }
    seen.forget();
}

/// Whether the reader's theme is dark.
pub fn dark() -> bool {
    let query = window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|w| w.document()) {
        document.set_title(title);
    }
}

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
    let message = crate::dom::element("crash").filter(|message| message.hidden())?;
    let document = window()?.document()?;
    message
        .set_text_content(Some("Sawtooth stopped because of a mistake of its own. Your scenario is safe: "));
    let link = document.create_element("a").ok()?;
    let href = LAST_LINK.with(|last| format!("{}#{}", address(), last.borrow()));
    link.set_attribute("href", &href).ok()?;
    // The same address with another fragment would not load the page anew.
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
