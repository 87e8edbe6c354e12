//! Tables as they stand on the page.

use crate::view::csv::ShownCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, NodeList};

/// The table whose button an event pressed.
pub fn pressed(event: &Event) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let place = target.closest(".copy-table").ok()??.closest(".copies").ok()??;
    place.query_selector("table").ok()?
}

/// Its cells, the head first; nothing of what is hidden.
pub fn cells(table: &Element) -> Vec<Vec<ShownCell>> {
    let cells = |row: Element| {
        all(row.query_selector_all(":scope > th, :scope > td")).map(|cell| shown(&cell)).collect()
    };
    all(table.query_selector_all("tr:not([hidden])")).map(cells).collect()
}

fn all(found: Result<NodeList, wasm_bindgen::JsValue>) -> impl Iterator<Item = Element> {
    let count = found.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |at| found.as_ref().ok()?.get(at)?.dyn_into().ok())
}

/// A field's value is the cell's.
fn shown(cell: &Element) -> ShownCell {
    let field: Option<HtmlInputElement> =
        cell.query_selector("input").ok().flatten().and_then(|field| field.dyn_into().ok());
    let smaller = || all(cell.query_selector_all("small:not([hidden])"));
    let more: Vec<String> = smaller().map(|small| words(&small)).filter(|text| !text.is_empty()).collect();
    let own = || {
        let copy: Element = cell.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        all(copy.query_selector_all("small")).for_each(|small| small.remove());
        Some(words(&copy))
    };
    ShownCell {
        text: field.map(|field| field.value()).or_else(own).unwrap_or_default(),
        more: more.join("; "),
    }
}

fn words(element: &Element) -> String {
    let text = element.text_content().unwrap_or_default();
    // Blanks between tags, and not those that group digits.
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
