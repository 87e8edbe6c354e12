//! Copying text.

use super::window;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Clipboard;

/// Copies text; the answer comes later, because the browser may ask first.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = window().map(|w| w.navigator()).and_then(|n| {
        Reflect::get(&n, &"clipboard".into()).ok().filter(JsValue::is_object).map(JsValue::unchecked_into)
    });
    let Some(clipboard): Option<Clipboard> = clipboard else { return done(false) };
    let promise = clipboard.write_text(text);
    wasm_bindgen_futures::spawn_local(async move {
        done(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
    });
}
