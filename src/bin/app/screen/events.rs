//! What the reader does: one listener a kind of event, which finds the input it came from.

use super::{decisions, fields, figures, from_logs, logs, mix, plans, readout, sheets};
use crate::browser;
use crate::dom::{self, data, value_of};
use crate::page::Page;
use crate::react::prelude::*;
use crate::start;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::file::callbacks::read_as_text;
use sawtooth::scenario::Preset;
use sawtooth::scenario::link;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, MouseEvent, PointerEvent};

pub fn listen(page: Page) {
    on("input", move |event, element| inputted(page, event, element));
    on("change", move |event, element| {
        changed(page, event, element);
        // An input that was left is kept at once: the page may be closed next.
        if page.touched.get_untracked() {
            start::write_out(page);
        }
    });
    on("click", move |event, element| clicked(page, event, element));
    on("toggle", move |_, element| toggled(page, element));
    on("pointermove", move |event, element| pointed(page, event, element));
    on("pointerdown", move |event, element| pointed(page, event, element));
    on("pointerout", move |event, element| {
        // A finger that is lifted leaves what it showed to be read.
        let touch = event.dyn_ref::<PointerEvent>().is_some_and(|p| p.pointer_type() == "touch");
        if !touch {
            gone(page, element);
        }
    });
    on("focusout", move |_, element| gone(page, element));
    on("keydown", move |event, element| keyed(page, event, element));
    logs::listen(page);
    if let Some(window) = browser::window() {
        EventListener::new(&window, "resize", move |_| {
            figures::measure(page);
            if logs::open() {
                logs::tell_width(page);
            }
        })
        .forget();
        // On paper the receipt stands open.
        EventListener::new(&window, "beforeprint", move |_| page.receipt_open.set(true)).forget();
    }
}

/// Listens while an event goes down to its element, which all kinds of events do.
pub fn on(kind: &'static str, act: impl Fn(&Event, &Element) + 'static) {
    let Some(document) = browser::window().and_then(|w| w.document()) else { return };
    let options = EventListenerOptions { phase: gloo::events::EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&document, kind, options, move |event| {
        if let Some(element) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) {
            act(event, &element);
        }
    })
    .forget();
}

fn inputted(page: Page, _: &Event, element: &Element) {
    let own = |name: &str| element.get_attribute(&format!("data-{name}"));
    let number = || sawtooth::decimal::read(&value_of(element)).unwrap_or(0.0);
    if let Some(key) = own("field") {
        fields::typed(page, &key, value_of(element));
    } else if let Some(key) = own("slider") {
        fields::slid(page, &key, number());
    } else if let Some(index) = own("mix-slider").and_then(|i| i.parse().ok()) {
        mix::slid(page, index, number());
    } else if element.id() == "name" {
        page.edit("name", |s| s.name = value_of(element));
    } else if element.id() == "note" {
        page.edit("note", |s| s.note = value_of(element));
    }
}

fn changed(page: Page, _: &Event, element: &Element) {
    let own = |name: &str| element.get_attribute(&format!("data-{name}"));
    let index = |name: &str| own(name).and_then(|i| i.parse::<usize>().ok());
    let value = value_of(element);
    if let Some(key) = own("field") {
        fields::left(page, &key, &value);
    } else if let Some(key) = own("choice") {
        fields::chosen(page, &key, &value);
    } else if let Some(index) = index("mix") {
        mix::typed(page, index, &value);
    } else if let Some(index) = index("mix-model") {
        mix::chosen(page, index, value);
    } else if let Some(of) = own("model-of") {
        page.edit("", |s| if of == "jobModel" { s.batch.model = value } else { s.agents.model = value });
    } else if own("class").is_some() {
        fields::priced(page, element);
    } else if let Some(key) = own("tick") {
        let ticked = element.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked);
        fields::chosen(page, &key, if ticked { "yes" } else { "no" });
    } else if own("plan").is_some() {
        plans::stated(page, element);
    } else if element.id() == "hold-link" {
        decisions::hold_link(page, &value);
    } else if let Some(name) = own("ask-set") {
        logs::set(page, &name, element);
    } else if let Some(files) = logs::files(element) {
        logs::give(page, &files);
    } else if element.id() == "open-file" {
        open_file(page, element);
    } else if let Some(radio) = element.dyn_ref::<HtmlInputElement>().filter(|i| i.type_() == "radio") {
        fields::chosen(page, &radio.name(), &value);
    }
}

fn clicked(page: Page, event: &Event, element: &Element) {
    let Ok(Some(button)) = element.closest("button, [data-ask], a.skip, a[data-open], #link") else { return };
    if let Some(preset) = data(&button, "preset").and_then(|key| Preset::from_key(&key)) {
        page.edit(&format!("preset {}", preset.key()), |s| *s = s.starting_from(preset));
        page.unknown.set(preset != Preset::Textbook);
        if preset == Preset::Textbook {
            // The presets give way to the counts, and must not take the focus with them.
            dom::focus("r-know-totals");
        }
    } else if let Some(index) = data(&button, "remove").and_then(|i| i.parse().ok()) {
        page.edit("", |s| s.remove_model(index));
    } else if let Some(id) = data(&button, "table") {
        figures::toggle_table(page, &id);
    } else if let Some(id) = data(&button, "svg") {
        figures::save_svg(page, &id);
    } else if let Some(id) = data(&button, "png") {
        figures::save_png(page, &id);
    } else if let Some(what) = data(&button, "hold") {
        decisions::hold(page, &what);
    } else if let Some(link) = data(&button, "work") {
        let act = if button.id() == "stay" { from_logs::stay } else { from_logs::take };
        act(page, &link);
    } else if let Some(ask) = data(&button, "ask") {
        logs::ask(page, &ask);
    } else if let Some((plan, usd)) = data(&button, "take").zip(data(&button, "usd")) {
        plans::take(page, &plan, &usd);
    } else if button.has_attribute("data-open") {
        event.prevent_default();
        let link = button.get_attribute("href").unwrap_or_default();
        page.open(link::decode(&link), "advice");
        dom::focus("answer-sentence");
        // The focus alone may leave the answer out of sight.
        dom::all("#page").iter().for_each(|page| page.scroll_into_view());
    } else if button.class_name() == "skip" {
        // The fragment is the scenario's place, so the focus is moved by hand.
        event.prevent_default();
        dom::focus("know");
    } else {
        pressed(page, &button.id());
    }
}

fn pressed(page: Page, id: &str) {
    match id {
        "undo" => {
            page.undo();
            if page.history.with_untracked(|h| !h.can_undo()) {
                dom::focus("redo");
            }
        }
        "redo" => {
            page.redo();
            if page.history.with_untracked(|h| !h.can_redo()) {
                dom::focus("undo");
            }
        }
        "copy" => sheets::copy(page, &browser::address()),
        "copy-public" => sheets::copy(page, browser::public_address().unwrap_or_default()),
        "mix-add" => mix::add(page),
        "mix-scale" => page.edit("mix", |s| s.scale_shares()),
        "nearest" => fields::use_nearest(page),
        "banner-use" => {
            page.take_offer();
            dom::focus("answer-sentence");
        }
        "banner-dismiss" => {
            page.dismiss();
            dom::focus("answer-sentence");
        }
        "hold" => decisions::hold(page, ""),
        "swap" => decisions::swap(page),
        "release" => decisions::release(page),
        "use-best" => decisions::compact_best(page),
        "goal-use" => decisions::make_goal(page),
        "goal-tick" => decisions::tick_goal(page),
        "see-levers" => decisions::open(page, "levers"),
        "csv" => save_csv(page),
        "save-file" => {
            let file = page.scenario.with_untracked(link::file::write);
            browser::save("sawtooth.json", "application/json", &file);
        }
        "print" => drop(browser::window().map(|w| w.print())),
        "earlier" => page.open_earlier(),
        "forget" => forget(page),
        "link" => drop(dom::input("link").map(|link| link.select())),
        id => logs::pressed(page, id),
    }
}

fn save_csv(page: Page) {
    if let Some(answer) = page.estimate.get_untracked().answer {
        browser::save("sawtooth-receipt.csv", "text/csv", &sawtooth::view::receipt::csv(&answer));
    }
}

pub fn forget(page: Page) {
    browser::forget(|_| true);
    logs::empty();
    page.start_afresh();
    page.status.set("Forgotten: nothing of yours is left in this browser.".into());
}

fn open_file(page: Page, element: &Element) {
    let Some(input) = element.dyn_ref::<HtmlInputElement>() else { return };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    input.set_value("");
    if file.size() > link::file::LONGEST as f64 {
        return page.open(link::file::too_long(file.size() as usize), "file");
    }
    read_file(page, file, move |text| page.open(link::file::read(text), "file"));
}

/// The text of a small file, once it is there.
pub fn read_file(page: Page, file: web_sys::File, act: impl FnOnce(&str) + 'static) {
    let task = read_as_text(&gloo::file::File::from(file), move |text| match text {
        Ok(text) => act(&text),
        Err(_) => page.status.set("The browser could not read that file.".into()),
    });
    page.reading.set_value(Some(task));
}

/// What is folded costs nothing while a slider moves.
fn toggled(page: Page, element: &Element) {
    let open = element.has_attribute("open");
    match element.id().as_str() {
        "fold-implied" => page.implied_open.set(open),
        "fold-receipt" => page.receipt_open.set(open),
        "fold-prices" => page.prices_open.set(open),
        id if decisions::has(id) => decisions::toggled(page),
        _ => {}
    }
}

fn pointed(page: Page, event: &Event, element: &Element) {
    let Some((id, pointer)) = data(element, "figure").zip(event.dyn_ref::<MouseEvent>()) else { return };
    readout::pointed(page, &id, Some((f64::from(pointer.offset_x()), f64::from(pointer.offset_y()))));
}

fn gone(page: Page, element: &Element) {
    if let Some(id) = data(element, "figure") {
        readout::pointed(page, &id, None);
    }
}

fn keyed(page: Page, event: &Event, element: &Element) {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return };
    let command = pressed.ctrl_key() || pressed.meta_key();
    let meant = match data(element, "figure") {
        Some(id) if !command => readout::keyed(page, &id, &pressed.key()),
        _ => command && !writes(element) && undone(page, pressed),
    };
    if meant {
        event.prevent_default();
    }
}

/// Whether undo belongs to the text that is being written.
fn writes(element: &Element) -> bool {
    let kind = element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::type_);
    element.tag_name() == "TEXTAREA" || matches!(kind.as_deref(), Some("text" | "url"))
}

fn undone(page: Page, event: &KeyboardEvent) -> bool {
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => page.undo(),
        ("z", true) | ("y", _) => page.redo(),
        _ => return false,
    }
    true
}
