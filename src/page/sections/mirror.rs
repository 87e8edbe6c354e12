//! A second slider of an input that has its field elsewhere.

use crate::page::platform::element;
use crate::page::state::session;
use crate::scenario::field;
use crate::view::inputs::{input, spoken};
use leptos::prelude::*;

/// `m-KEY` is the slider, `o-KEY` its value in words.
#[component]
pub fn Mirror(key: &'static str) -> impl IntoView {
    let session = session();
    let (field, input) = field(key).zip(input(key))?;
    let slider = input.slider()?;
    let locale = StoredValue::new(session.locale());
    let value = session.parts.number(key)?;
    let in_words = move || locale.with_value(|l| spoken(key, value.get(), l));
    let slid = move |event: leptos::ev::Event| {
        if let Some(n) = slider.value(element::number(&event), field) {
            session.edit(key, |s| (field.set)(s, n));
        }
    };
    let (low, high, _) = slider.range();
    Some(view! {
        <label class="mirror">
            {input.label}
            " "
            <output id=format!("o-{key}")>{in_words}</output>
            <input id=format!("m-{key}") type="range" min=low max=high step="1"
                value=slider.position(value.get_untracked()) prop:value=move || slider.position(value.get())
                aria-valuetext=in_words on:input=slid/>
        </label>
    })
}
