//! The inputs: what this person works like, and how they pay.

use super::field::NumberField;
use super::mix::MixEditor;
use leptos::prelude::*;

#[component]
pub fn InputsSection() -> impl IntoView {
    view! {
        <section id="know" tabindex="-1" aria-label="Inputs">
            <NumberField key="sessions"/>
            <NumberField key="days"/>
            <NumberField key="messages"/>
            <MixEditor/>
            <NumberField key="hit"/>
        </section>
    }
}
