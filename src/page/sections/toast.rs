//! What is said in passing, with what can be done about it.

use super::top_bar::copy_link;
use crate::page::components::{Show, TextInput};
use crate::page::platform::address;
use crate::page::state::session;
use crate::scenario::{LONGEST_NAME, LONGEST_NOTE};
use crate::view::labels::{input, share};
use leptos::prelude::*;

#[component]
pub fn Toast() -> impl IntoView {
    let session = session();
    let toast = session.ui.toast;
    let titling = session.ui.titling;
    let hidden = move || toast.with(|toast| toast.text.is_empty());
    let dismiss = move |_| {
        titling.set(false);
        session.ui.say("");
    };
    view! {
        <div class="toast" class:none=hidden>
            <p id="status" role="status" aria-live="polite">{move || toast.with(|toast| toast.text.clone())}</p>
            <Show when=move || titling.get()><Titling/></Show>
            <p class="buttons" hidden=hidden>
                <button type="button" class="quiet" id="toast-undo" hidden=move || toast.with(|toast| !toast.undo)
                    on:click=move |_| session.remember()>"Undo"</button>
                <button type="button" class="quiet" id="toast-dismiss" aria-label="Dismiss" on:click=dismiss>"×"</button>
            </p>
        </div>
    }
}

/// A title and a note for the link that was just copied.
#[component]
fn Titling() -> impl IntoView {
    let session = session();
    let none = Signal::stored(String::new());
    let again = move |_| copy_link(session, &address::here());
    let title = session.part(|s| s.name.clone());
    let note = session.part(|s| s.note.clone());
    view! {
        <div class="titling">
            <TextInput id="toast-name" label=Signal::stored(input::NAME.to_string()) text=title problem=none longest=LONGEST_NAME
                on_text=Callback::new(move |text: String| session.edit("name", |s| s.name = text))/>
            <TextInput id="toast-note" label=Signal::stored(input::NOTE.to_string()) text=note problem=none longest=LONGEST_NOTE
                on_text=Callback::new(move |text: String| session.edit("note", |s| s.note = text))/>
            <button type="button" id="copy-again" on:click=again>{share::COPY}</button>
        </div>
    }
}
