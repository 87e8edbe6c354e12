//! One input: a label, a slider and a number field, help, and what is wrong with it.

use crate::page::Page;
use leptos::prelude::*;
use sawtooth::scenario::{Field, choice, field};
use sawtooth::view::controls::{self, Control};
use sawtooth::view::words;

/// What was typed and the value that was in force then: it stands while that value does.
type Draft = Option<(String, f64)>;

/// A number of the scenario by its key.
#[component]
pub fn NumberField(key: &'static str) -> impl IntoView {
    // Every key has both, which a test of the library proves.
    field(key).zip(controls::of(key)).map(|(field, control)| view! { <Known field control/> })
}

#[component]
fn Known(field: &'static Field, control: &'static Control) -> impl IntoView {
    let page = expect_context::<Page>();
    let key = field.key;
    let value = Memo::new(move |_| page.scenario.with(|s| (field.get)(s)));
    let draft = RwSignal::new(Draft::None);
    let text = move || match draft.get() {
        Some((text, at)) if at == value.get() => text,
        _ => page.locale.with_value(|l| l.value(field, value.get())),
    };
    let wrong = Memo::new(move |_| match draft.get() {
        Some((text, at)) if at == value.get() => {
            let locale = page.locale();
            let read = locale.parse(field, &text);
            let outside = || words::out_of_range(key, field.min, field.max, &locale);
            match read {
                None => format!("“{text}” is not a number here. {}", outside()),
                Some(n) if !field.allows(n) => outside(),
                Some(_) => page.problem(key),
            }
        }
        _ => page.problem(key),
    });
    let typed = move |event| {
        let text = event_target_value(&event);
        if let Some(n) = page.locale.with_value(|l| l.parse(field, &text)).filter(|n| field.allows(*n)) {
            page.edit(key, |s| (field.set)(s, n));
        }
        draft.set(Some((text, value.get_untracked())));
    };
    let left = move |_| {
        if wrong.with_untracked(String::is_empty) {
            draft.set(None);
        }
    };
    let slid = move |event| {
        let position = event_target_value(&event).parse().unwrap_or(0.0);
        if let Some(n) = control.slider.value(position, field) {
            draft.set(None);
            page.edit(key, |s| (field.set)(s, n));
        }
    };
    let (low, high, step) = control.slider.range();
    let differs = Memo::new(move |_| page.scenario.with(|s| controls::differs(s, key)));
    view! {
        <div class="field" class:differs=differs class:wrong=move || wrong.with(|w| !w.is_empty())>
            <label for=format!("f-{key}")>{control.label}</label>
            <span class="entry">
                <input id=format!("f-{key}") type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
                    prop:value=text on:input=typed on:change=left
                    aria-describedby=format!("u-{key} h-{key} p-{key}")
                    aria-invalid=move || wrong.with(|w| if w.is_empty() { "false" } else { "true" })/>
                <span class="unit" id=format!("u-{key}")>{control.unit}</span>
            </span>
            <input id=format!("s-{key}") type="range" min=low max=high step=step
                prop:value=move || control.slider.position(value.get()) on:input=slid
                aria-label=format!("{}, slider", control.label)
                aria-valuetext=move || page.locale.with_value(|l| controls::spoken(key, value.get(), l))/>
            <p class="problem" id=format!("p-{key}") aria-live="polite">{wrong}</p>
            <p class="help" id=format!("h-{key}")><Help text=control.help/></p>
        </div>
    }
}

/// Help with its `commands` set apart.
#[component]
pub fn Help(text: &'static str) -> impl IntoView {
    let piece = |(i, part): (usize, &'static str)| {
        if i % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
    };
    text.split('`').enumerate().map(piece).collect_view()
}

/// A choice of the scenario as radio buttons.
#[component]
pub fn Radios(
    key: &'static str,
    legend: &'static str,
    options: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let page = expect_context::<Page>();
    choice(key).map(|choice| {
        let chosen = Memo::new(move |_| page.scenario.with(|s| (choice.get)(s)));
        let option = move |(word, label): &(&'static str, &'static str)| {
            let word = *word;
            view! {
                <label>
                    <input type="radio" name=key value=word prop:checked=move || chosen.get() == word
                        on:change=move |_| page.edit(key, |s| (choice.set)(s, word))/>
                    <span>{*label}</span>
                </label>
            }
        };
        view! {
            <fieldset class="radios">
                <legend>{legend}</legend>
                {options.iter().map(option).collect_view()}
            </fieldset>
        }
    })
}

/// A choice of the scenario as a menu.
#[component]
pub fn Menu(
    key: &'static str,
    label: &'static str,
    options: &'static [(&'static str, &'static str)],
    #[prop(default = "")] help: &'static str,
) -> impl IntoView {
    let page = expect_context::<Page>();
    choice(key).map(|choice| {
        let chosen = Memo::new(move |_| page.scenario.with(|s| (choice.get)(s)));
        let option = move |(word, label): &(&'static str, &'static str)| {
            let word = *word;
            view! { <option value=word prop:selected=move || chosen.get() == word>{*label}</option> }
        };
        view! {
            <div class="field menu">
                <label for=format!("c-{key}")>{label}</label>
                <select id=format!("c-{key}") aria-describedby=format!("h-{key}")
                    on:change=move |event| page.edit(key, |s| (choice.set)(s, &event_target_value(&event)))>
                    {options.iter().map(option).collect_view()}
                </select>
                <p class="help" id=format!("h-{key}")><Help text=help/></p>
            </div>
        }
    })
}
