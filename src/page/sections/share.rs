//! Share: a title, a note, and the link to exactly this.

use super::heading::Heading;
use super::top_bar::copy_link;
use crate::page::components::TextInput;
use crate::page::platform::{address, in_browser};
use crate::page::state::session;
use crate::scenario::{LONGEST_NAME, LONGEST_NOTE, link};
use crate::view::labels::{input, share as labels};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

#[component]
pub fn ShareSection() -> impl IntoView {
    let session = session();
    let name = session.part(|s| s.name.clone());
    let none = Signal::stored(String::new());
    let on_text = Callback::new(move |text: String| session.edit("name", |s| s.name = text));
    let memory = move || if session.ui.blocked.get() { labels::NOT_KEPT } else { labels::KEPT };
    view! {
        <section id="share" class="section" aria-labelledby="share-heading">
            <Heading id="share" title=labels::TITLE/>
            <TextInput id="name" label=Signal::stored(input::NAME.to_string()) text=name problem=none longest=LONGEST_NAME on_text/>
            <Note/>
            <Link/>
            <p class="help" id="memory">{memory}</p>
        </section>
    }
}

#[component]
fn Note() -> impl IntoView {
    let session = session();
    let note = session.part(|s| s.note.clone());
    let changed = move |event| session.edit("note", |s| s.note = event_target_value(&event));
    view! {
        <div class="field text">
            <label for="note">{input::NOTE}</label>
            <textarea id="note" rows="2" maxlength=LONGEST_NOTE.to_string() prop:value=move || note.get() on:change=changed>
                {note.get_untracked()}
            </textarea>
        </div>
    }
}

/// The link, written once the scenario rests.
#[component]
fn Link() -> impl IntoView {
    let session = session();
    let rest = session.at_rest();
    let text = Memo::new(move |before: Option<&String>| match (before, rest.get()) {
        (Some(before), false) => before.clone(),
        _ if in_browser() => format!("{}#{}", address::to_copy(), session.scenario.with(link::encode)),
        // The first paint knows no address.
        _ => String::new(),
    });
    let only_here = in_browser() && address::only_here() && address::to_copy() == address::here();
    let public = address::public().filter(|_| only_here);
    let select = move |event: leptos::ev::MouseEvent| event_target::<HtmlInputElement>(&event).select();
    view! {
        <div class="field text">
            <label for="link">{labels::LINK}</label>
            <input id="link" type="url" readonly aria-describedby="h-link" prop:value=move || text.get() on:click=select/>
            <p class="help" id="h-link">
                <span id="only-here" hidden=!only_here>{labels::ONLY_HERE} " "</span>
                {labels::PRIVATE}
            </p>
        </div>
        <p class="buttons" hidden=public.is_none()>
            <button type="button" id="copy-public" on:click=move |_| {
                if let Some(public) = public {
                    copy_link(session, public);
                }
            }>{labels::COPY_PUBLIC}</button>
        </p>
    }
}
