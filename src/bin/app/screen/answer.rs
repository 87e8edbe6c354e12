//! The answer: the first thing one reads.

use crate::page::Page;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use sawtooth::view::answer::{self, Headline};

/// Milliseconds of quiet after which a screen reader hears the new answer.
const QUIET: u32 = 700;

#[component]
pub fn Answer() -> impl IntoView {
    let page = expect_context::<Page>();
    let headline = Memo::new(move |_| page.estimate.with(|e| answer::headline(e, &page.locale())));
    let notes = Memo::new(move |_| page.estimate.with(|e| answer::notes(e, &page.locale())));
    let anchored = Memo::new(move |_| {
        page.scenario
            .with(|s| page.estimate.with(|e| answer::anchored(s, e.answer.as_ref()?, &page.locale())))
    });
    let missing = Memo::new(move |_| {
        page.table.with_value(|t| page.estimate.with(|e| answer::no_price(t, e, &page.locale())))
    });
    let implied = Memo::new(move |_| {
        page.estimate
            .with(|e| e.answer.as_ref().map(|a| answer::implied(a, &page.locale())).unwrap_or_default())
    });
    let some = |pick: fn(&Headline) -> String| {
        Signal::derive(move || headline.with(|h| h.as_ref().map(pick).unwrap_or_default()))
    };
    let caution = some(|h| h.caution.clone().unwrap_or_default());
    view! {
        <section id="answer" aria-labelledby="answer-sentence">
            <h1 id="answer-sentence" class:none=move || headline.with(Option::is_none)>
                <strong id="month">{some(|h| h.month.clone())}</strong>
                " "
                <span class="basis">{some(|h| h.basis.clone())}</span>
                <span class="rest">{some(|h| h.rest.clone())}</span>
            </h1>
            <Show when=move || missing.with(Option::is_some)>
                <p class="missing" role="alert">{move || missing.get()}</p>
            </Show>
            <Show when=move || !caution.get().is_empty()>
                <p class="caution">{caution}</p>
            </Show>
            <Show when=move || anchored.with(Option::is_some)>
                <p id="anchored">{move || anchored.get()}</p>
            </Show>
            <ul class="notes">
                {move || notes.get().into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}
            </ul>
            <details id="fold-implied">
                <summary>"What this means a session"</summary>
                <dl class="implied">
                    {move || implied.get().into_iter().map(|(name, value)| view! {
                        <div><dt>{name}</dt><dd>{value}</dd></div>
                    }).collect_view()}
                </dl>
            </details>
            <Spoken headline/>
        </section>
    }
}

/// The sentence for a screen reader, once the numbers rest.
#[component]
fn Spoken(headline: Memo<Option<Headline>>) -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    let waiting: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    Effect::new(move |first: Option<()>| {
        let sentence = headline.with(|h| h.as_ref().map(Headline::sentence).unwrap_or_default());
        if first.is_some() {
            waiting.set_value(Some(Timeout::new(QUIET, move || spoken.set(sentence))));
        }
    });
    view! { <p class="spoken" aria-live="polite">{spoken}</p> }
}
