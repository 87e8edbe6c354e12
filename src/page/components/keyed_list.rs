//! A list whose rows keep their elements, and so the focus, while others come and go.

use leptos::prelude::*;

/// One row for each key, in their order. `row` is asked once for a key, as long as it stays.
#[component]
pub fn KeyedList(#[prop(into)] keys: Signal<Vec<String>>, row: Callback<String, AnyView>) -> impl IntoView {
    view! { <For each=move || keys.get() key=String::clone children=move |key| row.run(key)/> }
}
