//! A menu behind a button of a toolbar.

use crate::page::platform::{element, in_browser};
use leptos::prelude::*;

/// The button has the `id`; what it opens is `ID-menu`. Escape, a press elsewhere and leaving it close it.
#[component]
pub fn PopUp(
    id: &'static str,
    label: &'static str,
    open: RwSignal<bool>,
    /// Whether the button takes part in the tab order.
    #[prop(optional, into)]
    is_stop: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let escaped = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            element::focus_soon(id);
        }
    };
    let keyed = move |event: leptos::ev::KeyboardEvent| {
        escaped(event.clone());
        // Arrows within the menu are not the toolbar's.
        event.stop_propagation();
    };
    let place = NodeRef::<leptos::html::Div>::new();
    let outside = move |target: Option<web_sys::EventTarget>| {
        let inside = place.get_untracked().is_some_and(|place| element::holds(&place, target));
        if !inside && open.get_untracked() {
            open.set(false);
        }
    };
    let left = move |event: leptos::ev::FocusEvent| {
        // Nothing else has the focus where a window or a file chooser took it.
        if event.related_target().is_some() {
            outside(event.related_target());
        }
    };
    if in_browser() {
        let handle = window_event_listener(leptos::ev::pointerdown, move |event| outside(event.target()));
        on_cleanup(move || handle.remove());
    }
    view! {
        <div class="more" class:open=move || open.get() node_ref=place on:keydown=escaped on:focusout=left>
            <button type="button" id=id class="quiet" tabindex=move || if is_stop.get() { "0" } else { "-1" }
                aria-controls=format!("{id}-menu") aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|o| *o = !*o)>{label}</button>
            <div id=format!("{id}-menu") class="menu-body" hidden=move || !open.get() on:keydown=keyed>
                {children()}
            </div>
        </div>
    }
}
