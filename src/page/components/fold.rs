//! Something that is one press away, under its finding.

use super::Show;
use leptos::prelude::*;

/// What is made when `open` is first true, and kept: what nobody sees need not follow a moving
/// slider, nor be there before the page starts.
#[component]
pub fn WhenOpened(#[prop(into)] open: Signal<bool>, children: ChildrenFn) -> impl IntoView {
    let opened = Memo::new(move |before: Option<&bool>| open.get() || before == Some(&true));
    view! { <Show when=opened>{children()}</Show> }
}

/// `id` becomes `fold-ID`. What is inside is told by `open` whether it can be seen.
#[component]
pub fn Fold(
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    /// What it comes to, beside its title.
    #[prop(optional, into)]
    finding: Option<Signal<String>>,
    /// Whether the finding is behind the inputs.
    #[prop(optional, into)]
    stale: Signal<bool>,
    /// "3 more", "needs attention".
    #[prop(optional, into)]
    mark: Option<Signal<String>>,
    #[prop(optional)] open: Option<RwSignal<bool>>,
    /// Whether the title is a heading of the page.
    #[prop(optional)]
    heading: bool,
    children: Children,
) -> impl IntoView {
    let open = open.unwrap_or_else(|| RwSignal::new(false));
    let toggled = move |event: leptos::ev::Event| {
        let target = event
            .target()
            .and_then(|t| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlDetailsElement>(t).ok());
        if let Some(details) = target.filter(|d| d.id() == format!("fold-{id}")) {
            open.set(details.open());
        }
    };
    let name = if heading {
        view! { <h3>{move || title.get()}</h3> }.into_any()
    } else {
        view! { <span class="fold-title">{move || title.get()}</span> }.into_any()
    };
    view! {
        <details id=format!("fold-{id}") class="fold" prop:open=move || open.get() on:toggle=toggled>
            <summary>
                {name}
                {finding.map(|finding| view! {
                    " " <span class="finding" class:stale=move || stale.get() id=format!("finding-{id}")>{move || finding.get()}</span>
                })}
                {mark.map(|mark| view! {
                    " " <span class="mark" id=format!("mark-{id}") hidden=move || mark.with(String::is_empty)>
                        {move || mark.get()}
                    </span>
                })}
            </summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}
