//! Sentences with `code` in backticks.

use leptos::prelude::*;

/// A sentence; what stands in backticks is shown as code.
#[component]
pub fn RichText(#[prop(into)] text: String) -> impl IntoView {
    let piece = |(i, part): (usize, &str)| {
        let part = part.to_string();
        if i % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
    };
    text.split('`').enumerate().map(piece).collect_view()
}

/// Paragraphs that follow their texts.
#[component]
pub fn Notes(#[prop(into)] notes: Signal<Vec<String>>) -> impl IntoView {
    move || notes.get().into_iter().map(|text| view! { <p><RichText text/></p> }).collect_view()
}
