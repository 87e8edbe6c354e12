//! Cost per task: a row each, in which its name and its sessions of each kind are set.

use crate::page::components::{CellInput, Toolbar};
use crate::page::platform::element;
use crate::page::state::later::Later;
use crate::page::state::session;
use crate::scenario::{MOST_TASKS, Scenario, TASK_KEYS};
use crate::view::labels::tasks as labels;
use crate::view::tasks::{self, NOTHING, OFFERS, TaskLine};
use leptos::prelude::*;

const NAME_IDS: [&str; MOST_TASKS] = ["f-task", "f-task2", "f-task3", "f-task4", "f-task5", "f-task6"];
const PROBLEM_IDS: [&str; MOST_TASKS] = ["p-task", "p-task2", "p-task3", "p-task4", "p-task5", "p-task6"];

#[component]
pub fn Tasks() -> impl IntoView {
    let session = session();
    let count = session.part(|s| s.tasks.len());
    let lines = session.later(session.at_rest(), |lists, answer| Some(tasks::lines(answer, &lists.locale)));
    let note = move || lines.value.with(|lines| lines.as_deref().map(tasks::note).unwrap_or_default());
    // Apart: in the view a > would end the tag.
    let is_full = move || count.get() >= MOST_TASKS;
    let add = move |_| {
        session.edit("", tasks::add);
        if let Some(id) = NAME_IDS.get(count.get_untracked().saturating_sub(1)) {
            element::focus_soon(id);
        }
    };
    let chips = OFFERS.iter().enumerate().map(move |(n, offer)| {
        let add = move |_| session.edit("", |s| offer.add(s));
        view! {
            <button type="button" class="chip" id=format!("task-{}", offer.key) tabindex=if n == 0 { "0" } else { "-1" }
                on:click=add>{offer.name}</button>
        }
    });
    view! {
        <div class="tasks" id="tasks" role="group" aria-label=labels::TITLE tabindex="-1">
            {move || (0..count.get()).map(|task| view! { <TaskRow task lines/> }).collect_view()}
            <p class="help" hidden=move || note().is_empty()>{note}</p>
            <div hidden=is_full>
                <Toolbar label=labels::TYPICAL class="chips">{chips.collect_view()}</Toolbar>
                <p class="help">{labels::HELP}</p>
            </div>
            <p class="buttons"><button type="button" class="quiet" id="task-add" hidden=is_full on:click=add>{labels::ADD}</button></p>
        </div>
    }
}

#[component]
fn TaskRow(task: usize, lines: Later<Vec<TaskLine>>) -> impl IntoView {
    let session = session();
    let (key, name_id) = (*TASK_KEYS.get(task)?, *NAME_IDS.get(task)?);
    let name = session.part(move |s| tasks::name(s, task));
    let own_name =
        session.part(move |s| s.tasks.get(task).map_or_else(String::new, |task| task.name.clone()));
    let kinds = session.part(Scenario::count_kinds);
    let refused = RwSignal::new(String::new());
    let line = move || lines.value.with(|lines| lines.as_ref().and_then(|all| all.get(task).cloned()));
    let cost = move || line().map_or_else(|| NOTHING.to_string(), |line| line.cost);
    let problem = move || match refused.get() {
        text if text.is_empty() => line().map_or_else(String::new, |line| line.problem),
        text => text,
    };
    let on_name = move |event| {
        let text = event_target_value(&event);
        session.edit("", |s| s.name_task(task, text.trim()));
        session.keep_now();
    };
    let remove = move |_| {
        session.edit("", |s| s.remove_task(task));
        element::focus("task-add");
    };
    let cells = move || (0..kinds.get()).map(|kind| view! { <Count task kind refused/> }).collect_view();
    Some(view! {
        <div class="task" role="group" id=key aria-label=move || name.get()>
            <input type="text" class="kind-name" id=name_id autocomplete="off" maxlength="80" aria-label=move || format!("{}, {}", name.get(), labels::NAME)
                placeholder=move || name.get() value=own_name.get_untracked() prop:value=move || own_name.get() on:change=on_name/>
            <button type="button" class="quiet remove" aria-label=move || format!("Remove {}", name.get()) on:click=remove>"×"</button>
            <div class="kind-set">{cells}</div>
            <p class="task-usd" class:stale=move || lines.stale.get()>{cost}</p>
            <p class="problem" id=PROBLEM_IDS[task] aria-live="polite">{problem}</p>
        </div>
    })
}

/// Sessions of one kind in a task.
#[component]
fn Count(task: usize, kind: usize, refused: RwSignal<String>) -> impl IntoView {
    let session = session();
    let locale = StoredValue::new(session.locale());
    let key = *TASK_KEYS.get(task)?;
    let label = session.part(move |s| tasks::label(s, task, kind));
    let unit = session.part(move |s| tasks::unit(s, kind));
    let text = session.part(move |s| locale.with_value(|locale| tasks::count(s, task, kind, locale)));
    let on_text = Callback::new(move |text: String| {
        let read = locale.with_value(|locale| tasks::read(&text, locale));
        let taken = read.is_ok();
        refused.set(read.as_ref().err().cloned().unwrap_or_default());
        if let Ok(count) = read {
            session.edit("", |s| s.set_task(task, kind, count));
            session.keep_now();
        }
        taken
    });
    Some(view! {
        <span class="task-count">
            <CellInput id=format!("{key}-kind{}", kind + 1) label=label text=text replaced=Signal::stored(None::<String>) described=PROBLEM_IDS[task] on_text/>
            <span class="unit">{move || unit.get()}</span>
        </span>
    })
}
