//! The heading of a section, to which the top of the page leads.

use leptos::prelude::*;

/// `id` becomes `ID-heading`. Who comes here from the top of the page finds `opens` open.
#[component]
pub fn Heading(
    id: &'static str,
    title: &'static str,
    #[prop(optional)] opens: Option<RwSignal<bool>>,
) -> impl IntoView {
    let arrived = move |_| {
        if let Some(opens) = opens {
            opens.set(true);
        }
    };
    view! { <h2 id=format!("{id}-heading") tabindex="-1" on:focus=arrived>{title}</h2> }
}
