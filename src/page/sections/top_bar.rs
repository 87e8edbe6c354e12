//! The top of the page: sections, undo, and the link.

use crate::page::platform::{address, clipboard, element};
use crate::page::state::{Session, session};
use crate::scenario::link;
use leptos::prelude::*;

#[component]
pub fn TopBar() -> impl IntoView {
    let session = session();
    let undo = move |_| {
        session.undo();
        if session.history.with_untracked(|h| !h.can_undo()) {
            element::focus_soon("redo");
        }
    };
    let redo = move |_| {
        session.redo();
        if session.history.with_untracked(|h| !h.can_redo()) {
            element::focus_soon("undo");
        }
    };
    let skip = move |event: leptos::ev::MouseEvent| {
        // The fragment is the scenario's place, so the focus is moved by hand.
        event.prevent_default();
        element::go_to("know");
    };
    view! {
        <header class="top">
            <a class="skip" href="#know" on:click=skip>"Skip to the inputs"</a>
            <p class="brand"><span class="tooth" aria-hidden="true"></span>"Sawtooth"</p>
            <p class="buttons">
                <button type="button" id="undo" class="quiet" disabled=move || !session.history.with(|h| h.can_undo()) on:click=undo>"Undo"</button>
                <button type="button" id="redo" class="quiet" disabled=move || !session.history.with(|h| h.can_redo()) on:click=redo>"Redo"</button>
                <button type="button" id="copy" on:click=move |_| copy_link(session, &address::here())>"Copy link"</button>
            </p>
        </header>
    }
}

/// Copies the link under an address, and says what happened.
pub fn copy_link(session: Session, address: &str) {
    let fragment = session.scenario.with_untracked(link::encode);
    if fragment.len() > link::LONGEST {
        return session.ui.say("This scenario is too long for a link: save it as a file instead.");
    }
    let local = address == address::here() && address::only_here();
    clipboard::copy(&format!("{address}#{fragment}"), move |done| {
        session.ui.say(match (done, local) {
            (true, false) => "Link copied: it opens to the same number anywhere.",
            (true, true) => "Link copied, but only this machine can open this address.",
            (false, _) => "The browser did not allow copying: select the link under “Share and keep”.",
        });
    });
}
