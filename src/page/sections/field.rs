//! Inputs of the scenario by their key, made of atoms.

use crate::page::components::{Choice, Menu, NumberInput, Options, Slide};
use crate::page::state::session;
use crate::scenario::{Field, choice, field};
use crate::view::{controls, words};
use leptos::prelude::*;

/// What is being typed, the value that it became, and the one from before, which a text that
/// is refused brings back: 9 is taken on the way to 999, which is not.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    text: String,
    value: f64,
    before: f64,
}

/// A number of the scenario.
#[component]
pub fn NumberField(
    key: &'static str,
    #[prop(optional, into)] effect: Option<Signal<String>>,
    #[prop(optional, into)] label: Option<Signal<String>>,
    /// Shown instead of zero or of the number that is in force only as an example.
    #[prop(optional, into)]
    placeholder: Option<Signal<String>>,
    #[prop(optional)] no_slider: bool,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    // Every key has both, which a test of the library proves.
    let (field, control) = field(key).zip(controls::of(key))?;
    let session = session();
    let locale = StoredValue::new(session.locale());
    let value = session.part(move |s| (field.get)(s));
    let draft = RwSignal::new(None::<Draft>);
    let typing = move || draft.get().filter(|draft| draft.value == value.get());
    let text = Signal::derive(move || match typing() {
        Some(draft) => draft.text,
        None => locale.with_value(|l| l.value(field, value.get())),
    });
    let problem = Memo::new(move |_| {
        let refused = typing().and_then(|draft| refusal(field, &draft.text, &locale.get_value()));
        refused.unwrap_or_else(|| session.problem(key))
    });
    let read = move |text: &str| locale.with_value(|l| l.parse(field, text)).filter(|n| field.allows(*n));
    let on_text = Callback::new(move |text: String| {
        let now = value.get_untracked();
        let before = draft.get_untracked().filter(|d| d.value == now).map_or(now, |d| d.before);
        let value = read(&text).unwrap_or(before);
        session.edit(key, |s| (field.set)(s, value));
        draft.set(Some(Draft { text, value, before }));
    });
    // A number that was taken is written out in full, and kept: the page may be closed next.
    let on_leave = Callback::new(move |text: String| {
        if read(&text).is_some() {
            draft.set(None);
        }
        session.keep_now();
    });
    let on_slide = Callback::new(move |position: f64| {
        if let Some(n) = control.slider.value(position, field) {
            draft.set(None);
            session.edit(key, |s| (field.set)(s, n));
        }
    });
    let (low, high, _) = control.slider.range();
    let slide = (!no_slider).then(|| Slide {
        low,
        high,
        position: Signal::derive(move || control.slider.position(value.get())),
        spoken: Signal::derive(move || locale.with_value(|l| controls::spoken(key, value.get(), l))),
        on_slide,
    });
    let changed = session.part(move |s| s.differs(&s.base.scenario(s.priced_on, s.price_revision), key));
    let label = label.unwrap_or_else(|| Signal::stored(control.label.to_string()));
    let unit = control.unit.to_string();
    Some(view! {
        <NumberInput id=key label text unit placeholder=placeholder problem
            slide=slide effect=effect help changed on_text on_leave/>
    })
}

/// Why a text is no number that the field takes; nothing where it is.
fn refusal(field: &Field, text: &str, locale: &crate::view::Locale) -> Option<String> {
    let outside = || words::out_of_range(field.key, field.min, field.max, locale);
    match locale.parse(field, text) {
        None => Some(format!("“{text}” is not a number here. {}", outside())),
        Some(n) if !field.allows(n) => Some(outside()),
        Some(_) => None,
    }
}

/// A choice of the scenario as radio buttons.
#[component]
pub fn ChoiceField(
    key: &'static str,
    #[prop(into)] legend: String,
    options: Options,
    #[prop(optional)] segmented: bool,
    #[prop(optional)] quiet: bool,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    let session = session();
    let choice = choice(key)?;
    let chosen = session.part(move |s| (choice.get)(s).to_string());
    let on_choose = Callback::new(move |word: &'static str| session.edit(key, |s| (choice.set)(s, word)));
    let legend = Signal::stored(legend);
    Some(view! { <Choice name=key legend options chosen on_choose segmented quiet help/> })
}

/// A choice of the scenario as a menu.
#[component]
pub fn MenuField(
    key: &'static str,
    #[prop(into)] label: String,
    options: Options,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    let session = session();
    let choice = choice(key)?;
    let chosen = session.part(move |s| (choice.get)(s).to_string());
    let on_choose = Callback::new(move |word: &'static str| session.edit(key, |s| (choice.set)(s, word)));
    let label = Signal::stored(label);
    Some(view! { <Menu name=key label options chosen on_choose help/> })
}

/// Options of static words.
pub fn options(words: &[(&'static str, &'static str)]) -> Options {
    words.iter().map(|(word, label)| (*word, (*label).to_string())).collect()
}
