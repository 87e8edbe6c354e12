//! One number: a label, a field, a slider, what a step more would do, and what is wrong.

use super::{HelpButton, RichText};
use crate::page::platform::element;
use leptos::prelude::*;

/// A slider in whole positions.
#[derive(Clone, Copy)]
pub struct Slide {
    pub low: f64,
    pub high: f64,
    pub position: Signal<f64>,
    /// What a screen reader says of the position: "4 sessions a day".
    pub spoken: Signal<String>,
    pub on_slide: Callback<f64>,
}

/// `id` names all of its elements: `f-ID` the field, `s-ID` the slider, `p-ID` the problem,
/// `e-ID` the effect, `h-ID` the help, `u-ID` the unit, `d-ID` the whole.
#[component]
pub fn NumberInput(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    /// The field's text when nobody types.
    #[prop(into)]
    text: Signal<String>,
    #[prop(optional, into)] unit: String,
    #[prop(optional_no_strip)] placeholder: Option<Signal<String>>,
    #[prop(into)] problem: Signal<String>,
    #[prop(optional_no_strip)] slide: Option<Slide>,
    /// "1 more: +$39 a month".
    #[prop(optional_no_strip)]
    effect: Option<Signal<String>>,
    /// Where one finds this number, in one line.
    #[prop(optional, into)]
    help: String,
    /// Whether it differs from what the scenario started from.
    #[prop(optional, into)]
    changed: Signal<bool>,
    /// What else stands beside its label, and what that opens.
    #[prop(optional_no_strip)]
    more: Option<(AnyView, AnyView)>,
    on_text: Callback<String>,
    on_leave: Callback<String>,
) -> impl IntoView {
    let wrong = move || problem.with(|p| !p.is_empty());
    let helping = RwSignal::new(false);
    let name = |kind: &str| format!("{kind}-{id}");
    let has = |kind: &str, there: bool| there.then(|| name(kind));
    let described =
        [has("u", !unit.is_empty()), has("e", effect.is_some()), has("h", !help.is_empty()), Some(name("p"))];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let slider = slide.map(|slide| {
        view! {
            <input id=name("s") type="range" min=slide.low max=slide.high step="1" value=slide.position.get_untracked()
                prop:value=move || slide.position.get()
                aria-label=move || format!("{}, slider", label.get())
                aria-valuetext=move || slide.spoken.get()
                on:input=move |event| slide.on_slide.run(element::number(&event))/>
        }
    });
    let (beside, below) = more.unzip();
    view! {
        <div class="field number" id=name("d") class:wrong=wrong class:changed=move || changed.get() class:sliding=slide.is_some()>
            <span class="name">
                <label for=name("f")>{move || label.get()}</label>
                {(!help.is_empty()).then(|| view! { <HelpButton id=name("h") about=label open=helping/> })}
                {beside}
            </span>
            {slider}
            <span class="entry">
                <input id=name("f") type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
                    value=text.get_untracked() prop:value=move || text.get()
                    placeholder=placeholder.map(|p| move || p.get())
                    on:input=move |event| on_text.run(event_target_value(&event))
                    on:change=move |event| on_leave.run(event_target_value(&event))
                    aria-describedby=described aria-invalid=move || if wrong() { "true" } else { "false" }/>
                {(!unit.is_empty()).then(|| view! { <span class="unit" id=name("u")>{unit.clone()}</span> })}
            </span>
            {effect.map(|effect| view! { <p class="effect" id=name("e")>{move || effect.get()}</p> })}
            <p class="problem" id=name("p") aria-live="polite">{move || problem.get()}</p>
            {below}
            {(!help.is_empty()).then(|| view! {
                <p class="help" id=name("h") hidden=move || !helping.get()><RichText text=help.clone()/></p>
            })}
        </div>
    }
}

/// A text of one line.
#[component]
pub fn TextInput(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] problem: Signal<String>,
    #[prop(optional)] longest: Option<usize>,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional, into)] unit: String,
    on_text: Callback<String>,
) -> impl IntoView {
    let problem_id = format!("p-{id}");
    let wrong = move || problem.with(|p| !p.is_empty());
    view! {
        <div class="field text">
            <label for=id.clone()>{move || label.get()}</label>
            <span class="entry">
                <input id=id.clone() type="text" autocomplete="off" maxlength=longest placeholder=placeholder
                    value=text.get_untracked() prop:value=move || text.get()
                    on:change=move |event| on_text.run(event_target_value(&event))
                    // No change is told of what was written before the program was there.
                    on:blur=move |event| {
                        let now = event_target_value(&event);
                        if now != text.get_untracked() {
                            on_text.run(now);
                        }
                    }
                    aria-describedby=problem_id.clone() aria-invalid=move || if wrong() { "true" } else { "false" }/>
                {(!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> })}
            </span>
            <p class="problem" id=problem_id aria-live="polite">{move || problem.get()}</p>
        </div>
    }
}
