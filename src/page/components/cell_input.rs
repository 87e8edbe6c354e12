//! A field in a cell of a table.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// What is typed is taken when the field is left. A text that is refused stays to be mended,
/// and what is wrong is told by the element of the id `described`.
#[component]
pub fn CellInput(
    #[prop(into)] id: String,
    /// Said by screen readers: a cell has no label in sight.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] text: Signal<String>,
    /// The list's value, where another is in force.
    #[prop(into)]
    replaced: Signal<Option<String>>,
    #[prop(optional)] placeholder: &'static str,
    #[prop(into)] described: String,
    /// Takes a text; whether it could.
    on_text: Callback<String, bool>,
) -> impl IntoView {
    let wrong = RwSignal::new(false);
    let left = move |event: leptos::ev::Event| {
        let field = event_target::<HtmlInputElement>(&event);
        let taken = on_text.run(field.value());
        wrong.set(!taken);
        if taken {
            // Also where the value is the same as before, and only its text is not.
            field.set_value(&text.get_untracked());
        }
    };
    let title = move || replaced.get().map(|list| format!("List price {list}"));
    view! {
        <input id=id type="text" inputmode="decimal" autocomplete="off" class="rate" class:own=move || replaced.with(Option::is_some)
            aria-label=move || label.get() aria-describedby=described placeholder=placeholder title=title
            value=text.get_untracked() prop:value=move || text.get()
            aria-invalid=move || if wrong.get() { "true" } else { "false" } on:change=left/>
    }
}
