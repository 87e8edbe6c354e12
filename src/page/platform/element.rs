//! Elements of the page: focus, sight and size.

use super::window;
use crate::chart::{Change, changes};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent};

pub fn document() -> Option<Document> {
    window()?.document()
}

pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the keyboard's focus there, as soon as the page shows what follows from this event.
pub fn focus_soon(id: &str) {
    let id = id.to_string();
    super::frames::next(move || focus(&id));
}

pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.focus();
    }
}

/// Scrolls to an element and puts the focus there.
pub fn go_to(id: &str) {
    if let Some(element) = by_id(id) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// The width that an element has, in CSS pixels.
pub fn width(element: &Element) -> f64 {
    f64::from(element.client_width())
}

/// The number that a slider was moved to.
pub fn number(event: &Event) -> f64 {
    let slider = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
    slider.map(|slider| slider.value_as_number()).filter(|number| number.is_finite()).unwrap_or(0.0)
}

/// Whether the pressed keys are a command's.
pub fn is_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

/// Whether text is being written where an event happened, whose own undo it would be.
pub fn writes_text(event: &Event) -> bool {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return false };
    let kind = target.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::type_);
    target.tag_name() == "TEXTAREA" || matches!(kind.as_deref(), Some("text" | "url"))
}

/// Whether the focus that leaves an element goes to another within the one that listens.
pub fn goes_within(event: &FocusEvent) -> bool {
    let inside = event.current_target().and_then(|t| t.dyn_into::<Element>().ok());
    let next = event.related_target().and_then(|t| t.dyn_into::<Element>().ok());
    inside.zip(next).is_some_and(|(inside, next)| inside.contains(Some(&next)))
}

/// Makes of the picture that an element shows the next one.
pub fn draw(holder: &Element, before: &str, now: &str) {
    let drawn =
        changes(before, now).is_some_and(|all| all.iter().all(|change| apply(holder, change).is_some()));
    if !drawn {
        holder.set_inner_html(now);
    }
}

/// `None` where what was drawn is not there.
fn apply(holder: &Element, change: &Change) -> Option<()> {
    let svg = holder.first_element_child()?;
    let at = |place: usize| match place.checked_sub(1) {
        Some(place) => svg.children().item(place as u32),
        None => Some(svg.clone()),
    };
    match *change {
        Change::Attribute { place, name, value } => at(place)?.set_attribute(name, value).ok()?,
        Change::Text { place, text } => at(place)?.set_text_content(Some(text)),
        Change::Element { place, markup } => at(place)?.set_outer_html(markup),
        Change::Remove { place } => at(place)?.remove(),
        Change::Insert { place, markup } => match at(place) {
            Some(next) => next.insert_adjacent_html("beforebegin", markup).ok()?,
            None => svg.insert_adjacent_html("beforeend", markup).ok()?,
        },
    }
    Some(())
}

/// Follows an element's size; dropping the watch ends it.
pub fn watch_size(element: &Element, act: impl Fn() + 'static) -> Option<Watch> {
    let seen = Closure::<dyn Fn()>::new(act);
    let observer = web_sys::ResizeObserver::new(seen.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch { end: Box::new(move || observer.disconnect()), _seen: Rc::new(seen) })
}

/// Tells when an element comes into sight (or nearly) and when it leaves it.
pub fn watch_sight(element: &Element, act: impl Fn(bool) + 'static) -> Option<Watch> {
    let seen = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let last = entries.iter().last().map(JsValue::unchecked_into::<web_sys::IntersectionObserverEntry>);
        if let Some(entry) = last {
            act(entry.is_intersecting());
        }
    });
    let observer = web_sys::IntersectionObserver::new(seen.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch { end: Box::new(move || observer.disconnect()), _seen: Rc::new(seen) })
}

/// Whether the target of an event is this element or stands in it.
pub fn holds(element: &Element, target: Option<web_sys::EventTarget>) -> bool {
    let node = target.and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    node.is_some_and(|node| element.contains(Some(&node)))
}

/// Something that the browser tells for as long as this lives.
pub struct Watch {
    end: Box<dyn Fn()>,
    _seen: Rc<dyn std::any::Any>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        (self.end)();
    }
}

/// Shows the page in a theme: "light", "dark", or the system's.
pub fn set_theme(theme: &str) {
    let Some(root) = document().and_then(|d| d.document_element()) else { return };
    let _ = if theme.is_empty() {
        root.remove_attribute("data-theme")
    } else {
        root.set_attribute("data-theme", theme)
    };
}

/// Whether the page is shown in dark colours.
pub fn dark() -> bool {
    let chosen =
        document().and_then(|d| d.document_element()).and_then(|root| root.get_attribute("data-theme"));
    if let Some(chosen) = chosen {
        return chosen == "dark";
    }
    let query = window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

pub fn print() {
    let _ = window().map(|w| w.print());
}

/// Moves the focus along the buttons and links of a toolbar by arrow keys, Home and End;
/// whether the key meant that.
pub fn move_along(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let bar = target.as_ref().and_then(|t| t.closest("[role=toolbar]").ok().flatten());
    let (Some(target), Some(bar)) = (target, bar) else { return false };
    let Ok(found) = bar.query_selector_all("button:not(:disabled), a, select") else { return false };
    let all: Vec<HtmlElement> = (0..found.length())
        .filter_map(|i| found.get(i)?.dyn_into::<HtmlElement>().ok())
        // Those of a closed menu have no place.
        .filter(|one| one.offset_width() > 0)
        .collect();
    let here = all.iter().position(|one| one.is_same_node(Some(&target))).unwrap_or(0);
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => (here + 1) % all.len(),
        "ArrowLeft" | "ArrowUp" => (here + all.len() - 1) % all.len(),
        "Home" => 0,
        "End" => all.len() - 1,
        _ => return false,
    };
    all[next].focus().is_ok()
}

/// Opens every fold that an element stands in.
pub fn open_around(id: &str) {
    let mut inside = by_id(id).map(Element::from);
    while let Some(fold) = inside.as_ref().and_then(|e| e.closest("details").ok().flatten()) {
        let _ = fold.set_attribute("open", "");
        inside = fold.parent_element();
    }
}

/// Whether the fold that was opened or closed is open.
pub fn is_open(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|fold| fold.has_attribute("open"))
}

/// Opens a fold of the page by the id that its component was given.
pub fn open_fold(id: &str) {
    if let Some(fold) = by_id(&format!("fold-{id}")) {
        let _ = fold.set_attribute("open", "");
    }
}

/// Keeps the keyboard's focus through what changes next: where its element is gone by then, the
/// focus goes to another.
pub fn keep_focus(otherwise: &'static str) {
    let Some(active) = document().and_then(|d| d.active_element()).map(|e| e.id()) else { return };
    super::frames::next(move || {
        let lost = document().and_then(|d| d.active_element()).is_none_or(|e| e.tag_name() == "BODY");
        if lost && !active.is_empty() {
            focus(if by_id(&active).is_some() { &active } else { otherwise });
        }
    });
}
