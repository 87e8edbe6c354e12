//! Several buttons that are one stop of the tab key; arrow keys go from one to the next.

use crate::page::platform::element;
use leptos::prelude::*;

/// Its first button takes part in the tab order; the others have `tabindex="-1"`.
#[component]
pub fn Toolbar(
    label: &'static str,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let keyed = move |event: leptos::ev::KeyboardEvent| {
        if element::move_along(&event) {
            event.prevent_default();
        }
    };
    view! { <div role="toolbar" aria-label=label class=format!("toolbar {class}") on:keydown=keyed>{children()}</div> }
}
