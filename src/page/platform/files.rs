//! Files that the page hands out and takes in.

use super::window;
use gloo::file::callbacks::{FileReader, read_as_text};
use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// Reads a small file as text; dropping what is returned would stop it.
pub fn read_text(file: File, done: impl FnOnce(Option<String>) + 'static) -> FileReader {
    read_as_text(&gloo::file::File::from(file), move |text| done(text.ok()))
}

/// An address of a worker's module from which it begins under this page's own security policy.
/// From its real address it would begin under that of the host's headers, which many hosts
/// cannot send. In the single file it begins from a blob as it is.
pub fn inheriting(place: &str) -> Result<String, JsValue> {
    if place.starts_with("blob:") {
        return Ok(place.into());
    }
    let module = Url::new_with_base(place, &super::address::here())?.href();
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let script = Array::of1(&format!("import \"{module}\"").into());
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&script, &options)?)
}

/// Saves a text as a file.
pub fn save(name: &str, kind: &str, content: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&content.into());
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        save_blob(name, &blob);
    }
}

/// The same of bytes.
pub fn save_bytes(name: &str, kind: &str, content: &[u8]) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&js_sys::Uint8Array::from(content).into());
    if let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) {
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

/// Draws an SVG at twice its size and saves a PNG.
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
