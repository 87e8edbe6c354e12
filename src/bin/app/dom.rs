//! The elements of the page, found by id and changed in place.

use crate::browser::window;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

fn document() -> Option<Document> {
    window()?.document()
}

pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

pub fn input(id: &str) -> Option<HtmlInputElement> {
    element(id)?.dyn_into().ok()
}

/// Every element that a selector finds.
pub fn all(selector: &str) -> Vec<HtmlElement> {
    let Some(found) = document().and_then(|d| d.query_selector_all(selector).ok()) else { return Vec::new() };
    (0..found.length()).filter_map(|i| found.get(i)?.dyn_into().ok()).collect()
}

/// Whether an element stands inside of what a selector finds.
pub fn within(id: &str, selector: &str) -> bool {
    element(id).and_then(|e| e.closest(selector).ok().flatten()).is_some()
}

pub fn set_text(id: &str, text: &str) {
    if let Some(element) = element(id) {
        element.set_text_content(Some(text));
    }
}

/// Takes HTML that the library wrote, with everything from outside escaped.
pub fn set_html(id: &str, html: &str) {
    if let Some(element) = element(id) {
        element.set_inner_html(html);
    }
}

/// Adds HTML that the library wrote at the end of an element.
pub fn append_html(id: &str, html: &str) {
    if let Some(element) = element(id) {
        let _ = element.insert_adjacent_html("beforeend", html);
    }
}

/// Rewrites a part of the page; the focus stays on the input of the same name, or else
/// goes to `or`, instead of back to the page's beginning.
pub fn keep_focus(or: &str, rewrite: impl FnOnce()) {
    let active = || document().and_then(|d| d.active_element()).map(|e| e.id()).unwrap_or_default();
    let before = active();
    rewrite();
    if !before.is_empty() && active() != before {
        let place = element(&before).or_else(|| element(or));
        let _ = place.map(|place| place.focus());
    }
}

/// Puts the keyboard's focus there.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        // An element that waits to be painted may still be off: an effect turns it on later.
        let _ = element.toggle_attribute_with_force("disabled", false);
        let _ = element.focus();
    }
}

pub fn show(id: &str, shown: bool) {
    if let Some(element) = element(id) {
        element.set_hidden(!shown);
    }
}

/// A text that is hidden when there is none.
pub fn set_or_hide(id: &str, text: &str) {
    set_text(id, text);
    show(id, !text.is_empty());
}

pub fn set_attribute(id: &str, name: &str, value: &str) {
    if let Some(element) = element(id) {
        let _ = element.set_attribute(name, value);
    }
}

pub fn set_class(id: &str, class: &str, on: bool) {
    if let Some(element) = element(id) {
        let _ = element.class_list().toggle_with_force(class, on);
    }
}

/// Sets an input's value unless it has it already, which would move the reader's cursor.
pub fn set_value(id: &str, value: &str) {
    let Some(element) = element(id) else { return };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        if input.value() != value {
            input.set_value(value);
        }
    } else if let Some(menu) = element.dyn_ref::<HtmlSelectElement>() {
        menu.set_value(value);
    } else if let Some(text) = element.dyn_ref::<web_sys::HtmlTextAreaElement>()
        && text.value() != value
    {
        text.set_value(value);
    }
}

pub fn set_disabled(id: &str, disabled: bool) {
    if let Some(element) = element(id) {
        let _ = element.toggle_attribute_with_force("disabled", disabled);
    }
}

/// What an input, menu or text area holds.
pub fn value_of(element: &Element) -> String {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(menu) = element.dyn_ref::<HtmlSelectElement>() {
        menu.value()
    } else {
        element.dyn_ref::<web_sys::HtmlTextAreaElement>().map(|t| t.value()).unwrap_or_default()
    }
}

/// The `data-NAME` of an element or of one around it.
pub fn data(element: &Element, name: &str) -> Option<String> {
    element.closest(&format!("[data-{name}]")).ok()??.get_attribute(&format!("data-{name}"))
}

/// The page answers now.
pub fn ready() {
    if let Some(page) = element("page") {
        let _ = page.remove_attribute("inert");
    }
}

/// Whether the keyboard is inside of an element.
pub fn focus_within(id: &str) -> bool {
    let active = document().and_then(|d| d.active_element());
    element(id).is_some_and(|e| e.contains(active.as_deref()))
}

/// Moves an element to the end of another one.
pub fn to_the_end(of: &str, id: &str) {
    if let Some((of, child)) = element(of).zip(element(id)) {
        let _ = of.append_child(&child);
    }
}
