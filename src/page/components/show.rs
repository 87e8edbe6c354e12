//! What is there only sometimes.

use leptos::either::Either;
use leptos::prelude::*;

/// The children while `when` holds. Leptos's own is compiled for each closure and each kind of
/// children, which costs 3 KB of the page over the wire; this one once.
#[component]
pub fn Show(#[prop(into)] when: Signal<bool>, children: ChildrenFn) -> impl IntoView {
    let when = Memo::new(move |_| when.get());
    move || if when.get() { Either::Left(children()) } else { Either::Right(().into_any()) }
}
