//! What is there only sometimes.

use leptos::prelude::*;

/// The children while `when` holds. Leptos's own is compiled for each closure and each kind of
/// children; this one once.
#[component]
pub fn Show(#[prop(into)] when: Signal<bool>, children: ChildrenFn) -> impl IntoView {
    let when = Memo::new(move |_| when.get());
    move || when.get().then(|| children())
}
