//! Lifetime cost of a token.

use crate::model::estimate::Answer;
use crate::page::sections::field::NumberField;
use crate::page::state::{Lists, session};
use crate::view::token_cost;
use leptos::prelude::*;

#[component]
pub fn TokenCost() -> impl IntoView {
    let session = session();
    let make = |lists: &Lists, answer: &Answer| Some(token_cost::sentences(answer, &lists.locale));
    let sentences = session.later(session.at_rest(), make).value;
    let lines = move || {
        let all = sentences.get().unwrap_or_default();
        all.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()
    };
    view! {
        <div class="beside">
            <NumberField key="lifeRead"/>
            <NumberField key="lifeAt"/>
            <NumberField key="standing"/>
        </div>
        <ul id="life-sentences" class="plain">{lines}</ul>
    }
}
