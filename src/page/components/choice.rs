//! Choices: radio buttons, menus and ticks.

use super::{HelpButton, RichText};
use leptos::prelude::*;

/// The words of a choice and what each is called.
pub type Options = Vec<(&'static str, String)>;

/// Radio buttons; with `segmented` they look like one switch.
#[component]
pub fn Choice(
    name: &'static str,
    #[prop(into)] legend: Signal<String>,
    options: Options,
    #[prop(into)] chosen: Signal<String>,
    on_choose: Callback<&'static str>,
    #[prop(optional)] segmented: bool,
    /// Whether the legend is only for screen readers.
    #[prop(optional)]
    quiet: bool,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    let first = chosen.get_untracked();
    let option = |(word, label): (&'static str, String)| {
        view! {
            <label>
                <input type="radio" id=format!("r-{name}-{word}") name=name value=word checked=first == word
                    prop:checked=move || chosen.with(|c| c == word)
                    on:change=move |_| on_choose.run(word)/>
                <span>{label}</span>
            </label>
        }
    };
    let described = (!help.is_empty()).then(|| format!("h-{name}"));
    let describing = described.clone();
    let helping = RwSignal::new(false);
    view! {
        <fieldset class="radios" class:segmented=segmented id=format!("d-{name}") aria-describedby=describing>
            <legend class:spoken=quiet>
                {move || legend.get()}
                {described.clone().map(|id| view! { <HelpButton id about=legend open=helping/> })}
            </legend>
            <div class="options">{options.into_iter().map(option).collect_view()}</div>
            {described.map(|id| view! {
                <p class="help" id=id hidden=move || !helping.get()><RichText text=help/></p>
            })}
        </fieldset>
    }
}

/// A menu.
#[component]
pub fn Menu(
    name: &'static str,
    #[prop(into)] label: Signal<String>,
    options: Options,
    #[prop(into)] chosen: Signal<String>,
    on_choose: Callback<&'static str>,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    let words: Vec<&'static str> = options.iter().map(|(word, _)| *word).collect();
    let first = chosen.get_untracked();
    let option = |(word, label): (&'static str, String)| {
        view! {
            <option value=word selected=first == word prop:selected=move || chosen.with(|c| c == word)>{label}</option>
        }
    };
    let picked = move |event| {
        let value = event_target_value(&event);
        if let Some(word) = words.iter().find(|word| **word == value) {
            on_choose.run(word);
        }
    };
    let described = (!help.is_empty()).then(|| format!("h-{name}"));
    let helping = RwSignal::new(false);
    view! {
        <div class="field menu" id=format!("d-{name}")>
            <span class="name">
                <label for=format!("c-{name}")>{move || label.get()}</label>
                {described.clone().map(|id| view! { <HelpButton id about=label open=helping/> })}
            </span>
            <select id=format!("c-{name}") aria-describedby=described.clone() on:change=picked
                prop:value=move || chosen.get()>
                {options.into_iter().map(option).collect_view()}
            </select>
            {described.map(|id| view! {
                <p class="help" id=id hidden=move || !helping.get()><RichText text=help/></p>
            })}
        </div>
    }
}

/// A box to tick.
#[component]
pub fn Tick(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] ticked: Signal<bool>,
    on_tick: Callback<bool>,
    #[prop(optional, into)] described: Option<String>,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input type="checkbox" id=id checked=ticked.get_untracked() prop:checked=move || ticked.get()
                aria-describedby=described on:change=move |event| on_tick.run(event_target_checked(&event))/>
            <span>{move || label.get()}</span>
        </label>
    }
}
