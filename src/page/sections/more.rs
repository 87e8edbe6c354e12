//! Everything that is needed seldom, behind one button.

use crate::page::components::PopUp;
use crate::page::platform::{element, files, frames, in_browser, storage};
use crate::page::rest::rest;
use crate::page::state::{Session, session};
use crate::scenario::{Preset, link};
use crate::view::labels::{self, share};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

#[component]
pub fn MoreMenu() -> impl IntoView {
    let session = session();
    let open = RwSignal::new(false);
    // Where Undo is, it is the first button of its bar.
    view! { <PopUp id="more" label=labels::MORE open is_stop=session.ui.reading><Items session open/></PopUp> }
}

#[component]
fn Items(session: Session, open: RwSignal<bool>) -> impl IntoView {
    let asking = RwSignal::new(false);
    let close = move || {
        asking.set(false);
        open.set(false);
    };
    let item = move |id: &'static str, label: &'static str, act: Callback<()>| {
        let pressed = move |_| {
            act.run(());
            close();
        };
        view! { <button type="button" class="item" id=id on:click=pressed>{label}</button> }
    };
    let rest = rest();
    let save = move || rest.then(move |parts| (parts.save)(session));
    let textbook = move || session.edit("", |s| *s = s.starting_from(Preset::Textbook));
    let show = move || {
        session.ui.reading.set(true);
        element::focus_soon("answer-sentence");
    };
    let forget = move |_| {
        session.forget_everything();
        close();
    };
    let reading = session.ui.reading;
    // Nothing of a stranger's scenario is changed while it is read.
    let changes = view! {
        <button type="button" class="item" id="redo" aria-disabled=move || if session.history.with(|h| h.can_redo()) { "false" } else { "true" }
            on:click=move |_| session.redo()>"Redo"</button>
        {item("reset", "Reset to Typical", Callback::new(move |()| session.reset()))}
        {item("preset-textbook", "Start from the textbook example", Callback::new(move |()| textbook()))}
        {item("show-statement", labels::statement::SHOW, Callback::new(move |()| show()))}
    };
    let print = move || {
        rest.then(move |_| {
            session.ui.printing.set(true);
            // The statement is there by then.
            frames::next(element::print);
        });
    };
    view! {
        <div class="items" hidden=move || reading.get()>{changes}</div>
        <Themes/>
        {item("save-file", share::SAVE_FILE, Callback::new(move |()| save()))}
        <OpenFile session close=Callback::new(move |()| close())/>
        {item("print", share::PRINT, Callback::new(move |()| print()))}
        <button type="button" class="item" id="earlier" hidden=move || !session.has_earlier()
            on:click=move |_| { session.open_earlier(); close(); }>{share::EARLIER}</button>
        <button type="button" class="item" id="forget" hidden=move || reading.get() aria-expanded=move || if asking.get() { "true" } else { "false" }
            on:click=move |_| asking.set(true)>{share::FORGET}</button>
        <div class="ask" hidden=move || !asking.get()>
            <p>"This removes your scenario and its history from this browser."</p>
            <p class="buttons">
                <button type="button" id="forget-now" on:click=forget>"Forget"</button>
                <button type="button" class="quiet" id="forget-not" on:click=move |_| asking.set(false)>"Keep"</button>
            </p>
        </div>
    }
}

/// Opens a scenario file.
#[component]
fn OpenFile(session: Session, close: Callback<()>) -> impl IntoView {
    let reading: StoredValue<Option<gloo::file::callbacks::FileReader>, LocalStorage> =
        StoredValue::new_local(None);
    let rest = rest();
    let picked = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some((input, file)) = input.and_then(|i| Some((i.clone(), i.files()?.get(0)?))) else { return };
        input.set_value("");
        close.run(());
        if file.size() > link::file::LONGEST as f64 {
            return session.open(link::file::too_long(file.size() as usize), "file");
        }
        reading.set_value(Some(files::read_text(file, move |text| match text {
            Some(text) => rest.then(move |parts| (parts.open_text)(session, &text)),
            None => session.ui.say("The browser could not read that file. Choose it again."),
        })));
    };
    view! {
        <label class="item file">
            {labels::share::OPEN_FILE}
            <input id="open-file" type="file" accept=".json,application/json" on:change=picked/>
        </label>
    }
}

/// The words of the theme, as they are kept.
const THEMES: [(&str, &str); 3] = [("", "System"), ("light", "Light"), ("dark", "Dark")];

#[component]
fn Themes() -> impl IntoView {
    let chosen = RwSignal::new(if in_browser() { storage::theme() } else { String::new() });
    let choose = move |word: &'static str| {
        chosen.set(word.into());
        storage::keep_theme(word);
        element::set_theme(word);
    };
    let option = move |(word, label): (&'static str, &'static str)| {
        view! {
            <label>
                <input type="radio" name="theme" value=word checked=chosen.with_untracked(|c| c == word)
                    prop:checked=move || chosen.with(|c| c == word) on:change=move |_| choose(word)/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="radios segmented"><legend>"Theme"</legend><div class="options">{THEMES.map(option).collect_view()}</div></fieldset>
    }
}
