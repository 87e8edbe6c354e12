//! What stands below the first screen: made in frames after it, so that no task is long.

use crate::page::platform::first_paint::{self, Before};
use crate::page::platform::{frames, in_browser};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

/// Until the children are made, the first paint's stand in their place. They are made at once
/// natively, and where the first paint is of another scenario, unless they are not `there` yet.
#[component]
pub fn MadeLater(
    id: &'static str,
    /// Whether what makes the children is loaded.
    #[prop(default = Signal::stored(true))]
    there: Signal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let first = NodeRef::<Div>::new();
    let waits = in_browser() && !first_paint::is_of_another();
    let made = RwSignal::new(!waits && there.get_untracked());
    let make = move || {
        let Some(first) = first.get_untracked() else { return made.set(true) };
        let before = Before::read(&first);
        made.set(true);
        spawn_local(async move {
            // The children are there by then, and have read the first paint's widths.
            tick().await;
            first.set_inner_html("");
            before.bring_back();
        });
    };
    if !made.get_untracked() {
        let number = frames::number();
        Effect::new(move |_| {
            if there.get() {
                frames::one_a_frame(number, make);
            }
        });
    }
    view! {
        <div class="later" id=format!("later-{id}") aria-busy=move || (!made.get()).then_some("true")>
            {waits.then(|| view! { <div class="first-paint" node_ref=first></div> })}
            {move || made.get().then(|| children())}
        </div>
    }
}
