//! The range of a number: a button beside its label, and two fields that it opens.

use crate::page::platform::element;
use leptos::prelude::*;

/// "±". `r-ID` is what it opens.
#[component]
pub fn RangeButton(
    id: &'static str,
    /// What a screen reader says: the range in force.
    #[prop(into)]
    name: Signal<String>,
    /// Whether a range of its own is in force.
    #[prop(into)]
    set: Signal<bool>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let toggled = move |_| {
        open.update(|open| *open = !*open);
        if open.get_untracked() {
            element::focus_soon(&format!("rl-{id}"));
        }
    };
    view! {
        <button type="button" class="help-button range-button" id=format!("rb-{id}") class:set=move || set.get()
            aria-label=move || name.get() title=move || name.get() aria-controls=move || open.get().then(|| format!("r-{id}"))
            aria-expanded=move || if open.get() { "true" } else { "false" } on:click=toggled>"±"</button>
    }
}

/// What the two fields are called, and the buttons beside them.
#[derive(Clone, Copy)]
pub struct RangeWords {
    pub low: &'static str,
    pub high: &'static str,
    pub to: &'static str,
    pub exact: &'static str,
    pub reset: &'static str,
    pub help: &'static str,
}

/// `rl-ID` and `rh-ID` are its fields, `rp-ID` is what is wrong with them.
#[component]
pub fn RangeEntry(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] low: Signal<String>,
    #[prop(into)] high: Signal<String>,
    /// Whether there is a range of its own to take out.
    #[prop(into)]
    set: Signal<bool>,
    words: RangeWords,
    /// Takes the texts of both fields; what is wrong with them, or nothing.
    on_ends: Callback<(String, String), &'static str>,
    on_exact: Callback<()>,
    on_reset: Callback<()>,
) -> impl IntoView {
    let typed = [RwSignal::new(None::<String>), RwSignal::new(None::<String>)];
    let problem = RwSignal::new("");
    let text = move |at: usize, own: Signal<String>| typed[at].get().unwrap_or_else(|| own.get());
    let changed = move |at: usize, now: String| {
        typed[at].set(Some(now));
        let ends = [(0, low), (1, high)];
        let [from, to] =
            ends.map(|(at, own)| typed[at].get_untracked().unwrap_or_else(|| own.get_untracked()));
        // One end alone is no range yet.
        if from.trim().is_empty() || to.trim().is_empty() {
            return;
        }
        let wrong = on_ends.run((from, to));
        problem.set(wrong);
        if wrong.is_empty() {
            typed.iter().for_each(|text| text.set(None));
        }
    };
    let clear = move |then: Callback<()>| {
        typed.iter().for_each(|text| text.set(None));
        problem.set("");
        then.run(());
    };
    let field = move |at: usize, kind: &str, name: &'static str, own: Signal<String>| {
        view! {
            <input id=format!("{kind}-{id}") type="text" inputmode="decimal" autocomplete="off"
                aria-label=move || format!("{}, {name}", label.get()) aria-describedby=format!("rp-{id}")
                aria-invalid=move || if problem.get().is_empty() { "false" } else { "true" }
                prop:value=move || text(at, own) on:change=move |event| changed(at, event_target_value(&event))/>
        }
    };
    view! {
        <div class="range-entry" id=format!("r-{id}")>
            <span class="entry">
                {field(0, "rl", words.low, low)} <span>{words.to}</span> {field(1, "rh", words.high, high)}
            </span>
            <span class="buttons inline">
                <button type="button" class="quiet" on:click=move |_| clear(on_exact)>{words.exact}</button>
                <button type="button" class="quiet" hidden=move || !set.get() on:click=move |_| clear(on_reset)>{words.reset}</button>
            </span>
            <p class="problem" id=format!("rp-{id}") aria-live="polite">{move || problem.get()}</p>
            <p class="help">{words.help}</p>
        </div>
    }
}
