//! Where logs come in: dropped, chosen or pasted; and what is said while they are read.

use crate::page::components::{Fold, RichText};
use crate::page::platform::given_files::{self, GivenFiles};
use crate::page::platform::{element, in_browser};
use crate::page::state::{Session, session};
use crate::view::labels::logs as labels;
use crate::view::reading::PASTED;
use leptos::ev;
use leptos::prelude::*;

#[component]
pub(super) fn Intake() -> impl IntoView {
    let session = session();
    let logs = session.logs;
    let dragging = RwSignal::new(false);
    if in_browser() {
        listen(session, dragging);
    }
    let chosen = move |event: ev::Event| {
        if let Some(brought) = given_files::chosen(&event) {
            session.give(&brought);
        }
    };
    let problem = move || logs.problem.get();
    view! {
        <p id="logs-drop" hidden=move || !dragging.get()>{labels::DROP}</p>
        <p class="note"><RichText text=labels::INTRO/></p>
        <p class="buttons">
            <label class="button">{labels::CHOOSE_FOLDER}
                <input id="logs-folder" type="file" prop:webkitdirectory=true on:click=move |_| session.make_logs_ready() on:change=chosen/>
            </label>
            <label class="button quiet">{labels::CHOOSE_FILES}
                <input id="logs-files" type="file" multiple="" on:click=move |_| session.make_logs_ready() on:change=chosen/>
            </label>
            <button type="button" class="quiet" id="logs-clear" hidden=move || !logs.has_any.get()
                on:click=move |_| session.clear_all_logs()>{labels::CLEAR}</button>
        </p>
        <Progress/>
        <p class="problem" id="logs-problem" role="alert">{problem}</p>
        <p class="buttons" hidden=move || !logs.can_try_again.get()>
            <button type="button" id="logs-again" on:click=move |_| session.read_again()>{labels::AGAIN}</button>
        </p>
    }
}

/// Files can be dropped and pasted anywhere on the page.
fn listen(session: Session, dragging: RwSignal<bool>) {
    let over = window_event_listener(ev::dragover, move |event| {
        if given_files::brought(&event).is_some() {
            event.prevent_default();
            dragging.set(true);
            session.make_logs_ready();
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        if given_files::leaves_window(&event) {
            dragging.set(false);
        }
    });
    let take = move |event: &ev::Event| {
        if let Some(brought) = given_files::brought(event) {
            event.prevent_default();
            dragging.set(false);
            session.give(&brought);
        } else if !element::writes_text(event) && session.take_prices(&given_files::text_of(event)) {
            event.prevent_default();
        }
    };
    let drop = window_event_listener(ev::drop, move |event| take(&event));
    let paste = window_event_listener_untyped("paste", move |event| take(&event));
    on_cleanup(move || [over, leave, drop, paste].into_iter().for_each(WindowListenerHandle::remove));
}

#[component]
fn Progress() -> impl IntoView {
    let session = session();
    let progress = session.logs.progress;
    let share = move || progress.with(|p| p.as_ref().map_or(0.0, |(share, _)| *share));
    let text = move || progress.with(|p| p.as_ref().map(|(_, text)| text.clone()).unwrap_or_default());
    view! {
        <div id="logs-busy" hidden=move || progress.with(Option::is_none)>
            <progress id="logs-bar" max="1" value=share aria-label=labels::READING></progress>
            <p class="note" id="logs-progress">{text}</p>
            <p class="buttons">
                <button type="button" class="quiet" id="logs-cancel" on:click=move |_| session.cancel_reading()>{labels::CANCEL}</button>
            </p>
        </div>
    }
}

/// Where the folder is, text to paste, and what is done with all that.
#[component]
pub(super) fn About() -> impl IntoView {
    let session = session();
    let text = RwSignal::new(String::new());
    // A cleared page keeps no word of what was pasted.
    Effect::new(move |had: Option<bool>| {
        let has = session.logs.has_any.get();
        if had == Some(true) && !has {
            text.set(String::new());
        }
        has
    });
    let read = move |_| {
        let text = text.get_untracked();
        if !session.take_prices(&text) {
            session.read_logs(GivenFiles::text(PASTED, &text));
        }
    };
    let terms = |(term, about): (&'static str, &'static str)| {
        view! { <dt>{term}</dt><dd><RichText text=about/></dd> }
    };
    let title = |text: &str| Signal::stored(text.to_string());
    view! {
        <Fold id="logs-where" title=title(labels::WHERE)>
            <dl class="advice">{labels::WHERE_BY_SYSTEM.map(terms).collect_view()}</dl>
        </Fold>
        <Fold id="logs-text" title=title(labels::PASTE)>
            <div class="field">
                <label for="logs-text">{labels::PASTED}</label>
                <textarea id="logs-text" rows="4" spellcheck="false" autocomplete="off" prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))></textarea>
            </div>
            <p class="buttons"><button type="button" id="logs-paste" on:click=read>{labels::READ_PASTED}</button></p>
        </Fold>
        <Fold id="logs-privacy" title=title(labels::PRIVACY)>
            <dl class="advice">{labels::PRIVATE.map(terms).collect_view()}</dl>
        </Fold>
    }
}
