//! When to compact or split: the curve, and a button that sets its cheapest place.

use crate::decisions::compaction::at_best;
use crate::model::estimate::Answer;
use crate::page::components::Shown;
use crate::page::sections::answer_figure::AnswerFigure;
use crate::page::sections::field::ChoiceField;
use crate::page::sections::mirror::Mirror;
use crate::page::state::{Lists, session};
use crate::view::labels::{decisions as labels, figure};
use crate::view::{compaction, difference};
use leptos::prelude::*;

#[component]
pub fn Compacting() -> impl IntoView {
    let session = session();
    let make = move |lists: &Lists, answer: &Answer| {
        let figure = compaction::figure(answer, &lists.locale)?;
        Some(Shown {
            figure: session
                .baseline
                .with_untracked(|b| difference::beside(figure, b.as_ref(), &lists.locale)),
            texts: compaction::texts(answer, &lists.locale)?,
        })
    };
    let find = |answer: &Answer| at_best(&answer.prices, &answer.scenario);
    let best = session.later(session.at_rest(), move |_: &Lists, answer: &Answer| find(answer)).value;
    // What was found may be a change behind: it would take that back.
    let set = move |_| {
        let now = session.estimate.with_untracked(|e| e.answer.as_ref().and_then(find));
        if let Some(best) = now {
            session.replace(best);
        }
    };
    view! {
        <ChoiceField key="curve" segmented=true/>
        <div class="beside">
            <Mirror key="reacquire"/>
            <p class="buttons">
                <button type="button" class="quiet" id="use-best" hidden=move || best.with(Option::is_none) on:click=set>
                    {labels::USE_BEST}
                </button>
            </p>
        </div>
        <AnswerFigure id="compacting" name=labels::COMPACTING_CHART make absent=Signal::stored(figure::TOTALS.to_string())/>
    }
}
