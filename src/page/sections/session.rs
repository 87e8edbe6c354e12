//! One session: its context request by request, and what it has cost so far.

use super::answer_figure::AnswerFigure;
use super::field::ChoiceField;
use crate::model::estimate::Answer;
use crate::page::components::Shown;
use crate::page::state::{FollowedActions, Lists, session};
use crate::view::labels::{figure, session as labels};
use crate::view::sawtooth;
use leptos::prelude::*;

#[component]
pub fn SessionSection() -> impl IntoView {
    let session = session();
    let FollowedActions(actions) = expect_context::<FollowedActions>();
    let make = move |lists: &Lists, answer: &Answer| {
        session.baseline.with_untracked(|baseline| {
            actions.value.with_untracked(|actions| {
                let others = sawtooth::Others {
                    optimized: &actions.as_ref()?.scenario,
                    baseline: baseline.as_ref().map(|baseline| &baseline.scenario),
                };
                Some(Shown {
                    figure: sawtooth::figure(&lists.table, answer, &others, &lists.locale)?,
                    texts: sawtooth::texts(&lists.table, answer, &others, &lists.locale)?,
                })
            })
        })
    };
    view! {
        <section id="session" aria-labelledby="sawtooth-title">
            <AnswerFigure id="sawtooth" name=labels::TITLE make absent=Signal::stored(figure::TOTALS.to_string())>
                <ChoiceField key="session" segmented=true quiet=true/>
            </AnswerFigure>
        </section>
    }
}
