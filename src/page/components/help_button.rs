//! The button that opens a line of help.

use leptos::prelude::*;

/// Opens and closes the help of that id.
#[component]
pub fn HelpButton(
    #[prop(into)] id: String,
    #[prop(into)] about: Signal<String>,
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <button type="button" class="help-button" aria-controls=id aria-expanded=move || if open.get() { "true" } else { "false" }
            aria-label=move || format!("Help: {}", about.get()) on:click=move |_| open.update(|o| *o = !*o)>"?"</button>
    }
}
