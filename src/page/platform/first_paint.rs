//! The first paint: what stands in the page before the program, and for parts of it a moment longer.

use super::{element, frames};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventInit, HtmlDetailsElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
};

/// Whether another scenario than the one of the first paint is being opened: nothing of the first
/// paint may stand any longer then.
pub fn is_of_another() -> bool {
    let root = element::document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-opening"))
}

/// Moves what the first paint has for each part that is made later into the page that was built
/// beside it.
pub fn stay_in(fresh: &Element) {
    let Ok(parts) = fresh.query_selector_all(".later > .first-paint") else { return };
    for at in 0..parts.length() {
        let place = parts.get(at).and_then(|part| part.dyn_into::<Element>().ok());
        let part = place
            .as_ref()
            .and_then(|place| place.parent_element())
            .and_then(|part| element::by_id(&part.id()));
        let Some((place, part)) = place.zip(part) else { continue };
        while let Some(child) = part.first_child() {
            let _ = place.append_child(&child);
        }
    }
}

/// What a person did to the first paint, or to a part of it.
pub struct Before {
    typed: Vec<(String, String)>,
    open: Vec<String>,
    focus: Option<(String, Option<(u32, u32)>)>,
    scroll: (f64, f64),
}

impl Before {
    pub fn read(place: &Element) -> Before {
        let active = element::document().and_then(|document| document.active_element());
        let all = |selector: &str| -> Vec<Element> {
            let found = place.query_selector_all(selector).ok();
            found
                .into_iter()
                .flat_map(|found| (0..found.length()).filter_map(move |i| found.get(i)?.dyn_into().ok()))
                .collect()
        };
        let typed = |element: Element| {
            let area = element.dyn_ref::<HtmlTextAreaElement>();
            let area = area.and_then(|area| Some((area.value(), area.default_value().ok()?)));
            let input = || element.dyn_ref::<HtmlInputElement>().map(|i| (i.value(), i.default_value()));
            let (now, first) = area.or_else(input)?;
            (now != first).then(|| (element.id(), now))
        };
        let window = web_sys::window();
        let scroll =
            |read: fn(&web_sys::Window) -> Option<f64>| window.as_ref().and_then(read).unwrap_or(0.0);
        Before {
            typed: all("input[type=text][id], textarea[id]").into_iter().filter_map(typed).collect(),
            open: all("details[open][id]").iter().map(Element::id).collect(),
            focus: active.filter(|e| place.contains(Some(e)) && !e.id().is_empty()).map(|e| {
                let caret = e.dyn_ref::<HtmlInputElement>().and_then(|input| {
                    input.selection_start().ok().flatten().zip(input.selection_end().ok().flatten())
                });
                (e.id(), caret)
            }),
            scroll: (scroll(|w| w.scroll_x().ok()), scroll(|w| w.scroll_y().ok())),
        }
    }

    /// Does the same to what stands in its place now, which has the same ids.
    pub fn bring_back(self) {
        let focused = self.focus.as_ref().map(|(id, _)| id.clone());
        let mut typed = Vec::new();
        for (id, text) in self.typed {
            let Some(element) = element::by_id(&id) else { continue };
            write(&element, &text);
            // Somebody is still writing in the one that has the focus.
            let left = focused.as_ref() != Some(&id);
            typed.push((element, text, left));
        }
        for id in self.open {
            let fold = element::by_id(&id).and_then(|e| e.dyn_into::<HtmlDetailsElement>().ok());
            if let Some(fold) = fold {
                fold.set_open(true);
            }
        }
        let mut writing = None;
        if let Some((id, caret)) = self.focus {
            element::focus(&id);
            put_caret(&id, caret);
            writing = Some((id, caret));
        }
        // The page follows its scenario by then: told now, what was typed would be its beginning,
        // and neither linked nor kept.
        frames::next(move || {
            for (element, text, left) in typed {
                // The fields show their scenario by then.
                write(&element, &text);
                tell(&element, "input");
                if left {
                    tell(&element, "change");
                }
            }
            // What the text became is written into the field in a moment, which moves the caret.
            frames::next(move || {
                if let Some((id, caret)) = writing {
                    put_caret(&id, caret);
                }
            });
        });
        // At the top there is nothing to keep, and asking would lay out the page within this task.
        if let Some(window) = web_sys::window().filter(|_| self.scroll != (0.0, 0.0)) {
            window.scroll_to_with_x_and_y(self.scroll.0, self.scroll.1);
        }
    }
}

fn write(element: &HtmlElement, text: &str) {
    match element.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => area.set_value(text),
        None => element.unchecked_ref::<HtmlInputElement>().set_value(text),
    }
}

fn put_caret(id: &str, caret: Option<(u32, u32)>) {
    let input = element::by_id(id).and_then(|e| e.dyn_into::<HtmlInputElement>().ok());
    if let Some((input, (from, to))) = input.zip(caret) {
        let _ = input.set_selection_range(from, to);
    }
}

fn tell(element: &HtmlElement, kind: &str) {
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict(kind, &bubbling) {
        let _ = element.dispatch_event(&event);
    }
}
