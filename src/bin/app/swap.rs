//! From the first paint to the running page: the same view is built detached, takes over what
//! was typed, opened and focused before the program was there, and is put in its place.
//! (Not hydration: an element that an extension puts beside an input would make it panic.)

use leptos::mount::mount_to;
use leptos::prelude::*;
use sawtooth::page::platform::element;
use sawtooth::page::platform::first_paint::{self, Before};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

pub fn in_place_of<V: IntoView + 'static>(id: &str, view: impl FnOnce() -> V + 'static) {
    let (Some(place), Some(document)) = (element::by_id(id), element::document()) else { return };
    let Some(fresh) = document.create_element("div").ok().and_then(|e| e.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    mount_to(fresh.clone(), view).forget();
    let before = Before::read(&place);
    first_paint::stay_in(&fresh);
    let children = js_sys::Array::new();
    while let Some(child) = fresh.first_child() {
        children.push(&child);
        let _ = fresh.remove_child(&child);
    }
    place.replace_children_with_node(&children);
    if let Some(root) = document.document_element() {
        // The opening state of index.html: from here on every number is the right one.
        let _ = root.remove_attribute("data-opening");
    }
    before.bring_back();
}
