//! The answer: the first thing one reads.

use crate::page::state::session;
use crate::view::answer;
use leptos::prelude::*;

#[component]
pub fn AnswerSection() -> impl IntoView {
    let session = session();
    let locale = session.locale();
    let headline = Memo::new(move |_| session.estimate.with(|e| answer::headline(e, &locale)));
    let part = move |pick: fn(&answer::Headline) -> String| {
        move || headline.with(|h| h.as_ref().map(pick).unwrap_or_default())
    };
    view! {
        <section id="answer" aria-labelledby="answer-sentence">
            <h1 id="answer-sentence" tabindex="-1">
                <strong id="month">{part(|h| h.month.clone())}</strong>
                " "
                <span id="basis">{part(|h| h.basis.clone())}</span>
            </h1>
        </section>
    }
}
