//! The top of the page: its sections, undo, everything else, and the link.

use super::download::DownloadMenu;
use super::more::MoreMenu;
use crate::page::components::Toolbar;
use crate::page::platform::{address, clipboard, element};
use crate::page::rest::rest;
use crate::page::state::{Session, session};
use crate::scenario::link;
use crate::view::labels;
use leptos::prelude::*;

/// Sections below the first screen, by the id of what takes the focus.
const SECTIONS: [(&str, &str); 7] = [
    ("sawtooth-title", labels::session::TITLE),
    ("range-heading", labels::ranges::TITLE),
    ("plans-heading", labels::plans::TITLE),
    ("decisions-heading", labels::decisions::TITLE),
    ("logs-heading", labels::logs::TITLE),
    ("receipt-heading", labels::breakdown::TITLE),
    ("prices-heading", labels::prices::TITLE),
];

#[component]
pub fn TopBar() -> impl IntoView {
    let (session, rest) = (session(), rest());
    let reading = session.ui.reading;
    let skip = move |event: leptos::ev::MouseEvent| {
        // The fragment is the scenario's place, so the focus is moved by hand.
        event.prevent_default();
        element::go_to(if reading.get_untracked() { "statement-heading" } else { "know" });
    };
    let section = move |(n, (id, name)): (usize, (&'static str, &'static str))| {
        view! {
            <button type="button" class="link" tabindex=if n == 0 { "0" } else { "-1" } on:click=move |_| rest.go_to(id)>
                {name}
            </button>
        }
    };
    view! {
        <header class="top">
            <a class="skip" href="#know" on:click=skip>
                {move || if reading.get() { labels::statement::SKIP } else { labels::SKIP }}
            </a>
            <p class="brand"><span class="tooth" aria-hidden="true"></span>"Sawtooth"</p>
            <Toolbar label="Sections" class="sections">
                {SECTIONS.into_iter().enumerate().map(section).collect_view()}
            </Toolbar>
            <Toolbar label="Page" class="bar">
                <button type="button" id="undo" class="quiet" tabindex="0" hidden=move || reading.get()
                    aria-disabled=move || if session.history.with(|h| h.can_undo()) { "false" } else { "true" } on:click=move |_| session.undo()>"Undo"</button>
                <MoreMenu/>
                <DownloadMenu/>
                <button type="button" id="copy" tabindex="-1" on:click=move |_| copy_link(session, &address::to_copy())>
                    {labels::share::COPY}
                </button>
            </Toolbar>
        </header>
    }
}

/// Copies the link under an address, says what happened, and then offers a title and a note.
pub fn copy_link(session: Session, address: &str) {
    let fragment = session.scenario.with_untracked(link::encode);
    if fragment.len() > link::LONGEST {
        return session.ui.say("This scenario is too long for a link: save it as a file instead.");
    }
    let local = address == address::here() && address::only_here();
    clipboard::copy(&format!("{address}#{fragment}"), move |done| {
        session.ui.say(match (done, local) {
            (true, false) => "Link copied. It opens to the same number anywhere.",
            (true, true) => "Link copied, but only this machine can open this address.",
            (false, _) => "The browser did not allow copying. Select the link under Share.",
        });
        // A title would make a stranger's scenario one's own.
        session.ui.titling.set(done && !session.ui.reading.get_untracked());
    });
}
