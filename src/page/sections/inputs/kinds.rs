//! Kinds of session: one row each, in which its sessions, messages and models are set.

use super::UNTIL_OPEN;
use crate::model::estimate::Answer;
use crate::page::components::{CellInput, Show, Toolbar};
use crate::page::platform::{element, frames};
use crate::page::rest::rest;
use crate::page::sections::mix::{groups, model_options};
use crate::page::state::{Lists, session};
use crate::scenario::{KIND_KEYS, MOST_KINDS, Scenario, Share, field};
use crate::view::kinds::{KindRow, OFFERS, rows};
use crate::view::labels::{kinds as labels, tasks};
use crate::view::words;
use leptos::prelude::*;

/// The rows, from two kinds on; before that a button that adds one.
#[component]
pub fn KindFields(#[prop(into)] several: Signal<bool>) -> impl IntoView {
    let session = session();
    let count = session.part(Scenario::count_kinds);
    let full = move || count.get() >= MOST_KINDS;
    let add = move |_| session.edit("", |s| s.add_kind_of("", 1.0, |_| ()));
    let (rest, there) = (rest(), rest().is_there());
    let shown = Signal::derive(move || several.get() && there.get());
    view! {
        <Show when=shown>{rest.section(|parts| parts.kinds)}</Show>
        <p class="buttons">
            <button type="button" class="quiet" id="kind-add" hidden=full on:click=add>{labels::ANOTHER}</button>
        </p>
    }
}

#[component]
pub fn KindRows() -> impl IntoView {
    let session = session();
    let count = session.part(Scenario::count_kinds);
    let shown = Memo::new(move |_| {
        let make =
            |lists: &Lists, answer: &Answer| session.scenario.with(|s| rows(s, Some(answer), &lists.locale));
        let locale = session.locale();
        session.with_answer(make).unwrap_or_else(|| session.scenario.with(|s| rows(s, None, &locale)))
    });
    // Apart: in the view a > would end the tag.
    let is_full = move || count.get() >= MOST_KINDS;
    let chips = OFFERS.iter().enumerate().map(move |(n, offer)| {
        let add = move |_| session.edit("", |s| offer.add(&session.lists().table, s));
        view! {
            <button type="button" class="chip" id=format!("kind-{}", offer.key) tabindex=if n == 0 { "0" } else { "-1" }
                on:click=add>{offer.name}</button>
        }
    });
    view! {
        <fieldset class="kinds" id="kinds">
            <legend>{labels::TITLE}</legend>
            {move || (0..count.get()).map(|kind| view! { <KindCard kind shown/> }).collect_view()}
            <div hidden=is_full>
                <Toolbar label=labels::ADD class="chips">{chips.collect_view()}</Toolbar>
                <p class="help">{labels::HELP}</p>
            </div>
            <p class="buttons">
                <button type="button" class="quiet" id="to-tasks" on:click=|_| go_to_tasks()>{tasks::GO}</button>
            </p>
        </fieldset>
    }
}

/// What a task costs by these kinds stands among the decisions.
fn go_to_tasks() {
    element::open_fold("tasks");
    frames::after(UNTIL_OPEN, || element::go_to("tasks"));
}

/// Its name and dollars; below, what is set of it.
#[component]
fn KindCard(kind: usize, shown: Memo<Vec<KindRow>>) -> impl IntoView {
    let session = session();
    let locale = StoredValue::new(session.locale());
    let key = *KIND_KEYS.get(kind)?;
    let row = move || shown.with(|all| all.get(kind).cloned().unwrap_or_default());
    let name = Memo::new(move |_| row().name);
    let labelled = move |what: &str| format!("{}, {what}", name.get());
    let number = move |of: &'static str, get: fn(&KindRow) -> f64| {
        let of = field(of);
        Signal::derive(move || {
            let value = get(&row());
            of.map(|of| locale.with_value(|l| l.short(value, if of.key == "messages" { 2 } else { 3 })))
                .unwrap_or_default()
        })
    };
    let refused = RwSignal::new(String::new());
    let read = move |of: &str, text: &str| {
        let of = field(of)?;
        let read = locale.with_value(|l| words::number(of, text, l));
        refused.set(read.as_ref().err().cloned().unwrap_or_default());
        read.ok()
    };
    let on_day = Callback::new(move |text: String| {
        let Some(n) = read("sessions", &text) else { return false };
        session.edit("", |s| s.set_sessions_of_kind(kind, n));
        session.keep_now();
        true
    });
    let on_messages = Callback::new(move |text: String| {
        let Some(n) = read("messages", &text) else { return false };
        let resolved = session.resolved();
        session.edit("", |s| {
            if s.fitted() {
                *s = s.typed_work(&resolved, "messages", resolved.work.messages);
            }
            s.edit_kind(kind, |one| one.work.messages = n);
        });
        session.keep_now();
        true
    });
    let on_name = move |event| {
        let text = event_target_value(&event);
        session.edit("", |s| s.name_kind(kind, text.trim()));
        session.keep_now();
    };
    let own_name = session.part(move |s| s.name_of_kind(kind).to_string());
    let model = Memo::new(move |_| row().model);
    let on_model = move |event| {
        let model = event_target_value(&event);
        session.edit("", |s| {
            s.edit_kind(kind, |one| one.mix = vec![Share { model: model.clone(), share: 1.0 }])
        });
    };
    let remove = move |_| {
        session.edit("", |s| s.remove_kind(kind));
        element::focus("kind-add");
    };
    let alike = move |_| session.edit("", |s| s.like_first_kind(kind));
    let nothing = Signal::stored(None::<String>);
    // What is wrong with the first kind is said of the inputs that stand here in its row.
    let problem = move || {
        if refused.with(|text| !text.is_empty()) {
            return refused.get();
        }
        let keys = [key, "messages", "mix", "sessions"];
        let mut all = keys.iter().take(if kind == 0 { 4 } else { 1 }).map(|key| session.problem(key));
        all.find(|text| !text.is_empty()).unwrap_or_default()
    };
    let problem_id = ["p-kind", "p-kind2", "p-kind3", "p-kind4", "p-kind5", "p-kind6"][kind];
    Some(view! {
        <div class="kind" role="group" id=key aria-label=move || name.get()>
            <input type="text" class="kind-name" id=format!("f-{key}") autocomplete="off" maxlength="80" aria-label=move || labelled(labels::NAME)
                placeholder=move || name.get() value=own_name.get_untracked() prop:value=move || own_name.get() on:change=on_name/>
            <span class="kind-usd">{move || row().month} " " {labels::A_MONTH}</span>
            <button type="button" class="quiet remove" aria-label=move || format!("Remove {}", name.get()) on:click=remove>"×"</button>
            <div class="kind-set">
                <CellInput id=format!("{key}-sessions") label=Signal::derive(move || labelled(labels::A_DAY)) text=number("sessions", |row| row.sessions)
                    replaced=nothing described=problem_id on_text=on_day/>
                <span class="unit">{labels::A_DAY}</span>
                <CellInput id=format!("{key}-messages") label=Signal::derive(move || labelled(labels::MESSAGES)) text=number("messages", |row| row.messages)
                    replaced=nothing described=problem_id on_text=on_messages/>
                <span class="unit">{labels::MESSAGES}</span>
                <select id=format!("{key}-model") aria-label=move || labelled(labels::MODEL) prop:value=move || model.get() on:change=on_model>
                    {move || model.with(|model| model_options(&groups(session), model, &[]))}
                </select>
            </div>
            <p class="effect">{move || row().own}</p>
            <p class="buttons" hidden=move || row().own.is_empty()>
                <button type="button" class="quiet" id=format!("{key}-alike") aria-label=move || labelled(labels::AS_FIRST) on:click=alike>{labels::AS_FIRST}</button>
            </p>
            <p class="problem" id=problem_id aria-live="polite">{problem}</p>
        </div>
    })
}
