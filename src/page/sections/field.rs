//! Inputs of the scenario by their key, made of atoms.

use super::logs::FromLogsMark;
use super::mix::ModelMenu;
use crate::page::components::{Choice, Menu, NumberInput, Options, RangeButton, Slide, TextInput};
use crate::page::rest::rest;
use crate::page::state::{FollowedEffects, session};
use crate::scenario::{Scenario, choice, field, word};
use crate::view::inputs::{self, Form, Input, input};
use crate::view::labels::ranges;
use crate::view::{local, terms, words};
use leptos::prelude::*;

/// What is being typed, the value that it became, and the one from before, which a text that
/// is refused brings back: 9 is taken on the way to 999, which is not.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    text: String,
    value: Option<f64>,
    before: Option<f64>,
}

/// A number of the scenario.
#[component]
pub fn NumberField(
    key: &'static str,
    /// The line under it: what a step more would do.
    #[prop(optional_no_strip, into)]
    effect: Option<Signal<String>>,
    #[prop(optional, into)] label: Option<Signal<String>>,
    /// The number in force where that is not the scenario's own: messages that were solved for,
    /// a bill that is not typed yet.
    #[prop(optional, into)]
    in_force: Option<Signal<Option<f64>>>,
    /// Shown where no number is in force.
    #[prop(optional, into)]
    placeholder: Option<Signal<String>>,
    /// Takes the number where that is more than setting the field.
    #[prop(optional)]
    enter: Option<Callback<f64>>,
    #[prop(optional)] no_slider: bool,
) -> impl IntoView {
    // Every key has both, which a test of the library proves.
    let (field, input) = field(key).zip(input(key))?;
    let slider = input.slider()?;
    let session = session();
    let locale = StoredValue::new(session.locale());
    let value: Signal<Option<f64>> = in_force
        .or_else(|| session.parts.number(key).map(|number| Signal::derive(move || Some(number.get()))))?;
    let enter = enter.unwrap_or_else(|| Callback::new(move |n| session.edit(key, |s| s.set_number(key, n))));
    let draft = RwSignal::new(None::<Draft>);
    let typing = move || draft.get().filter(|draft| draft.value == value.get());
    let written = move |n: f64| locale.with_value(|l| l.value(field, n));
    let text = Signal::derive(move || match typing() {
        Some(draft) => draft.text,
        None => value.get().map(written).unwrap_or_default(),
    });
    let read = move |text: &str| locale.with_value(|l| words::number(field, text, l));
    let problem = Memo::new(move |_| {
        let typed = typing().filter(|draft| !draft.text.trim().is_empty() || draft.before.is_some());
        let refused = typed.and_then(|draft| read(&draft.text).err());
        refused.unwrap_or_else(|| session.problem(key))
    });
    let on_text = Callback::new(move |text: String| {
        let now = value.get_untracked();
        let before = draft.get_untracked().filter(|d| d.value == now).map_or(now, |d| d.before);
        if let Some(n) = read(&text).ok().or(before) {
            enter.run(n);
        }
        draft.set(Some(Draft { text, value: value.get_untracked(), before }));
    });
    // A number that was taken is written out in full, and kept: the page may be closed next.
    let on_leave = Callback::new(move |text: String| {
        if read(&text).is_ok() {
            draft.set(None);
        }
        session.keep_now();
    });
    let on_slide = Callback::new(move |position: f64| {
        if let Some(n) = slider.value(position, field) {
            draft.set(None);
            enter.run(n);
        }
    });
    let (low, high, _) = slider.range();
    let known = move || value.get().unwrap_or(field.min);
    let slide = (!no_slider).then(|| Slide {
        low,
        high,
        position: Signal::derive(move || slider.position(known())),
        spoken: Signal::derive(move || locale.with_value(|l| inputs::spoken(key, known(), l))),
        on_slide,
    });
    let changed = Signal::derive(move || session.parts.changed.with(|all| all.contains(&key)));
    let label = label.unwrap_or_else(|| Signal::stored(input.label.to_string()));
    let (help, unit) = (help_of(input), input.unit_beside().to_string());
    let more = field.takes_a_range().then(|| range_of(key, label));
    Some(view! {
        <NumberInput id=key label text unit placeholder=placeholder problem slide=slide effect=effect help changed more on_text on_leave/>
        <FromLogsMark key/>
    })
}

/// The button of a number's range, and what it opens.
fn range_of(key: &'static str, label: Signal<String>) -> (AnyView, AnyView) {
    let (session, rest) = (session(), rest());
    let open = RwSignal::new(false);
    let set = session.part(move |s| s.ranges.own(key).is_some());
    let name = Signal::derive(move || format!("{} {}", ranges::RANGE_OF, label.get()));
    let fields = move || open.get().then(|| rest.range_of(key));
    (view! { <RangeButton id=key name set open/> }.into_any(), fields.into_any())
}

/// What an input's help says: the term in its label, and where the number is found.
fn help_of(input: &Input) -> String {
    let term = input.term.and_then(terms::term_of).map(|term| term.explanation);
    let texts = [term.unwrap_or_default(), input.help];
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Any input of the scenario by its key, shown where it counts.
#[component]
pub fn InputField(key: &'static str) -> impl IntoView {
    let input = input(key)?;
    let session = session();
    let counts = move || session.counting.with(|all| all.contains(&key));
    let inside = match input.form {
        Form::Number { .. } => {
            let effect = use_context::<FollowedEffects>().and_then(|effects| effects.line(key));
            view! { <NumberField key effect/> }.into_any()
        }
        Form::Choice(words) if words.len() <= 2 => view! { <ChoiceField key/> }.into_any(),
        Form::Choice(_) => view! { <MenuField key/> }.into_any(),
        Form::Model => view! { <ModelField key/> }.into_any(),
        Form::Text { example } => view! { <WordField key example/> }.into_any(),
    };
    Some(view! { <div class="group" hidden=move || !counts()>{inside}</div> })
}

/// A choice of the scenario as radio buttons.
#[component]
pub fn ChoiceField(
    key: &'static str,
    #[prop(optional)] segmented: bool,
    /// Whether its label is only for screen readers.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let session = session();
    let (choice, input) = choice(key).zip(input(key))?;
    let chosen = session.part(move |s| (choice.get)(s).to_string());
    let on_choose = Callback::new(move |word: &'static str| session.edit(key, |s| s.set_choice(key, word)));
    let (legend, options, help) = (Signal::stored(input.label.to_string()), options(input), help_of(input));
    Some(view! { <Choice name=key legend options chosen on_choose segmented quiet help/><FromLogsMark key/> })
}

/// A choice of the scenario as a menu.
#[component]
pub fn MenuField(key: &'static str) -> impl IntoView {
    let session = session();
    let (choice, input) = choice(key).zip(input(key))?;
    let chosen = session.part(move |s| (choice.get)(s).to_string());
    let on_choose = Callback::new(move |word: &'static str| session.edit(key, |s| s.set_choice(key, word)));
    let (label, options, help) = (Signal::stored(input.label.to_string()), options(input), help_of(input));
    Some(view! { <Menu name=key label options chosen on_choose help/><FromLogsMark key/> })
}

fn options(input: &Input) -> Options {
    input.options().iter().map(|(word, label)| (*word, (*label).to_string())).collect()
}

#[component]
fn ModelField(key: &'static str) -> impl IntoView {
    let label = input(key)?.label;
    let get: fn(&Scenario) -> String = match key {
        "jobModel" => |s| s.batch.model.clone(),
        _ => |s| s.agents.model.clone(),
    };
    let set: fn(&mut Scenario, String) = match key {
        "jobModel" => |s, id| s.batch.model = id,
        _ => |s, id| s.agents.model = id,
    };
    Some(view! { <ModelMenu key label get set/><FromLogsMark key/> })
}

/// A word of the scenario. One that is refused stays to be mended.
#[component]
fn WordField(key: &'static str, example: &'static str) -> impl IntoView {
    let session = session();
    let (word, input) = word(key).zip(input(key))?;
    let refused = RwSignal::new(String::new());
    let value = session.part(move |s| (word.get)(s).to_string());
    let text = Signal::derive(move || refused.with(|r| if r.is_empty() { value.get() } else { r.clone() }));
    let problem = Signal::derive(move || {
        refused.with(|typed| session.scenario.with(|s| local::problem(&s.local, key, typed)))
    });
    let on_text = Callback::new(move |text: String| {
        let mut next = session.scenario.get_untracked();
        if (word.set)(&mut next, &text) {
            refused.set(String::new());
            session.edit(key, |s| *s = next);
            session.keep_now();
        } else {
            refused.set(text);
        }
    });
    let label = Signal::stored(input.label.to_string());
    Some(view! { <TextInput id=format!("f-{key}") label text problem placeholder=example on_text/> })
}
