//! The one list of actions: what to do, what it saves on top of the ticked ones above, one button.

use super::field::NumberField;
use crate::decisions::actions::{Actions, apply};
use crate::page::components::{KeyedList, RichText, Show};
use crate::page::platform::{clipboard, element};
use crate::page::state::{FollowedActions, Session, session};
use crate::scenario::choice;
use crate::scenario::in_order;
use crate::view::actions::{ActionList, ActionRow, list};
use crate::view::labels::actions as labels;
use leptos::prelude::*;

/// Rows that stand on the first screen; the others are one press away.
const FIRST: usize = 3;

#[component]
pub fn ActionsSection() -> impl IntoView {
    let session = session();
    let actions = expect_context::<FollowedActions>();
    let shown = Memo::new(move |_| {
        let lists = session.lists();
        let of = |a: &Actions| ordered(list(&lists.table, a, &lists.locale));
        actions.0.value.with(|a| a.as_ref().map(of))
    });
    // Rows stay where they are while somebody is at work among them.
    let at_work = RwSignal::new(false);
    let keys = Memo::new(move |before: Option<&Vec<String>>| {
        let ticks = |l: &ActionList| l.rows.iter().map(|r| r.tick.to_string()).collect::<Vec<_>>();
        let now = shown.with(|s| s.as_ref().map(ticks).unwrap_or_default());
        let stays = |before: &&Vec<String>| at_work.get() && before.len() == now.len();
        before.filter(stays).cloned().unwrap_or(now)
    });
    let left = move |event: leptos::ev::FocusEvent| {
        if !element::goes_within(&event) {
            at_work.set(false);
        }
    };
    let all = RwSignal::new(false);
    let row = Callback::new(move |key: String| {
        let of = |l: &ActionList| l.rows.iter().find(|r| r.tick == key).map(|r| r.tick);
        let tick = shown.with_untracked(|s| s.as_ref().and_then(of));
        let is_first = move || keys.with(|keys| keys.iter().take(FIRST).any(|first| *first == key));
        let action = tick.map(|tick| view! { <Action tick all=shown/> });
        view! { <li hidden=move || !is_first() && !all.get()>{action}</li> }.into_any()
    });
    let part = move |read: fn(&ActionList) -> String| {
        move || shown.with(|s| s.as_ref().map(read).unwrap_or_default())
    };
    let apply_ticked = move |_| {
        let made = session.estimate.with_untracked(|e| {
            let answer = e.answer.as_ref()?;
            let asked = session.scenario.get_untracked();
            actions
                .0
                .value
                .with_untracked(|a| a.as_ref().map(|a| apply(&session.lists().table, &asked, answer, a)))
        });
        if let Some(made) = made {
            session.replace(made);
            session.ui.say_done("Changes applied. Undo takes them back.");
        }
    };
    view! {
        <section class="actions" id="actions" aria-labelledby="actions-heading" class:stale=move || actions.0.stale.get()>
            <h2 id="actions-heading" tabindex="-1">{labels::TITLE}</h2>
            <ul class="action-rows" on:focusin=move |_| at_work.set(true) on:focusout=left>
                <KeyedList keys row/>
            </ul>
            <p class="action-total">
                <span id="action-total">{part(|l| l.total.clone())}</span>
                <button type="button" id="apply" hidden=move || shown.with(|s| s.as_ref().is_none_or(|l| l.apply.is_none())) on:click=apply_ticked>
                    {part(|l| l.apply.clone().unwrap_or_default())}
                </button>
                <button type="button" class="quiet" id="all-actions" aria-expanded=move || if all.get() { "true" } else { "false" }
                    on:click=move |_| all.update(|a| *a = !*a)>
                    {move || if all.get() { labels::FEWER } else { labels::MORE }}
                </button>
            </p>
        </section>
    }
}

/// What counts and what would save stands first, in the order in which it is counted.
fn ordered(mut list: ActionList) -> ActionList {
    list.rows = in_order::by_key(list.rows, |row| match row {
        row if row.counted => 0,
        row if row.change < 0.0 => 1,
        row if row.ticked => 2,
        _ => 3,
    });
    list
}

#[component]
fn Action(tick: &'static str, all: Memo<Option<ActionList>>) -> impl IntoView {
    let session = session();
    let text = move |read: fn(&ActionRow) -> String| move || of_row(all, tick, read);
    let ticked = move || of_row(all, tick, |r| r.ticked);
    let toggled = move |event| {
        let word = if event_target_checked(&event) { "yes" } else { "no" };
        session.edit(tick, |s| {
            if let Some(choice) = choice(tick) {
                (choice.set)(s, word);
            }
        });
    };
    let open = RwSignal::new(false);
    let size = untrack(|| of_row(all, tick, |r| r.size));
    view! {
        <div class="action" id=format!("lever-{tick}")>
            <input type="checkbox" id=format!("t-{tick}") checked=ticked() prop:checked=ticked aria-describedby=format!("saves-{tick}") on:change=toggled/>
            <span class="name">
                <label for=format!("t-{tick}")>{text(|r| r.name.clone())}</label>
                <button type="button" class="help-button" aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-label=move || format!("How: {}", text(|r| r.name.clone())()) on:click=move |_| open.update(|o| *o = !*o)>"?"</button>
                <Copies session tick all first=true/>
            </span>
            <span class="saves" id=format!("saves-{tick}")>{text(|r| r.saves.clone())}</span>
            <div class="more-of" hidden=move || !open.get()>
                <Show when=move || open.get()>
                    <p class="do">{move || view! { <RichText text=text(|r| r.instruction.clone())()/> }}</p>
                    <p class="do">{move || view! { <RichText text=text(|r| r.note.clone())()/> }}</p>
                    <Copies session tick all first=false/>
                    <p class="do">{move || of_row(all, tick, |r| r.source).map(|source| view! {
                        <cite>{source.text}</cite>
                    })}</p>
                    {size.map(|key| view! { <NumberField key/> })}
                </Show>
            </div>
        </div>
    }
}

/// What is read of the row of that tick, where the list has it.
fn of_row<T: Default>(all: Memo<Option<ActionList>>, tick: &str, read: fn(&ActionRow) -> T) -> T {
    let row = |l: &ActionList| l.rows.iter().find(|row| row.tick == tick).map(read);
    all.with(|l| l.as_ref().and_then(row)).unwrap_or_default()
}

/// Commands to copy: the first beside the name, the others with the instruction.
#[component]
fn Copies(session: Session, tick: &'static str, all: Memo<Option<ActionList>>, first: bool) -> impl IntoView {
    // A button that is pressed stays while the list is counted again.
    let copies = Memo::new(move |_| {
        let all = of_row(all, tick, |r| r.copy.clone());
        if first { all.into_iter().take(1).collect::<Vec<_>>() } else { all.into_iter().skip(1).collect() }
    });
    let one = move |text: String| {
        let copied = text.clone();
        let copy = move |_| {
            let said = copied.clone();
            clipboard::copy(&copied, move |done| match done {
                true => session.ui.say(format!("Copied: {said}")),
                false => session.ui.say(format!("The browser did not allow copying. Select it: {said}")),
            });
        };
        view! { <code>{text.clone()}</code> <button type="button" class="copy-code" aria-label=format!("Copy {text}") on:click=copy>{labels::COPY}</button> }
    };
    move || copies.get().into_iter().map(one).collect_view()
}
