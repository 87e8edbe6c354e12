//! On a phone: the number, always in sight, and the ways to the parts of the page.

use super::inputs::go_to_input;
use crate::page::rest::rest;
use crate::page::state::{FollowedHeadline, session};
use crate::view::labels;
use leptos::prelude::*;

const PLACES: [(&str, &str); 4] = [
    ("know", labels::phone::INPUTS),
    ("spend-title", labels::phone::SPEND),
    ("options-heading", labels::phone::PLANS),
    ("actions-heading", labels::phone::ACTIONS),
];

#[component]
pub fn PhoneBar() -> impl IntoView {
    let (session, rest) = (session(), rest());
    let headline = expect_context::<FollowedHeadline>().0;
    let money = Memo::new(move |_| headline.with(|h| h.money.clone()));
    let problem = Memo::new(move |_| session.parts.problems.with(|all| all.first().map(|(key, _)| *key)));
    let place = |(id, name): (&'static str, &'static str)| {
        view! { <button type="button" class="link" on:click=move |_| rest.go_to(id)>{name}</button> }
    };
    view! {
        <nav class="phone-bar" aria-label="Parts of the page">
            {move || match problem.get() {
                Some(key) => view! {
                    <button type="button" class="quiet" on:click=move |_| go_to_input(key)>{labels::phone::CHECK}</button>
                }.into_any(),
                None => view! { <strong>{money.get()}</strong> }.into_any(),
            }}
            <span>{PLACES.map(place).collect_view()}</span>
        </nav>
    }
}
