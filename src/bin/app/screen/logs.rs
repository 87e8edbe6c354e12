//! The old page's section of logs, which no longer speaks the worker's language.

use crate::page::Page;
use js_sys::{Array, Reflect};
use sawtooth::scenario::link;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, File};

use super::events;

#[wasm_bindgen]
extern "C" {
    /// `boot.js`: the files of a drop or chooser, and the path of each.
    fn gather(items: &JsValue) -> js_sys::Promise;
}

pub fn listen(_: Page) {}

pub fn files(_: &Element) -> Option<JsValue> {
    None
}

/// Opens a scenario file.
pub fn give(page: Page, items: &JsValue) {
    let gathered = gather(items);
    spawn_local(async move {
        let Ok(found) = JsFuture::from(gathered).await else { return };
        let files: Array = Reflect::get(&found, &"0".into()).unwrap_or_default().unchecked_into();
        if let Ok(file) = files.get(0).dyn_into::<File>() {
            events::read_file(page, file, move |text| page.open(link::file::read(text), "file"));
        }
    });
}

pub fn tell_width(_: Page) {}

pub fn open() -> bool {
    false
}

pub fn ask(_: Page, _: &str) {}

pub fn set(_: Page, _: &str, _: &Element) {}

pub fn pressed(_: Page, _: &str) {}

pub fn empty() {}
