//! Cache lifetime and pauses.

use crate::model::estimate::Answer;
use crate::page::components::Shown;
use crate::page::sections::answer_figure::AnswerFigure;
use crate::page::sections::mirror::Mirror;
use crate::page::state::{Lists, session};
use crate::view::labels::decisions as labels;
use crate::view::{difference, lifetime};
use leptos::prelude::*;

#[component]
pub fn CacheLifetime() -> impl IntoView {
    let session = session();
    let make = move |lists: &Lists, answer: &Answer| {
        let figure = lifetime::figure(answer, &lists.locale)?;
        Some(Shown {
            figure: session
                .baseline
                .with_untracked(|b| difference::beside(figure, b.as_ref(), &lists.locale)),
            texts: lifetime::texts(answer, &lists.locale)?,
        })
    };
    view! {
        <div class="beside">
            <Mirror key="pauses5m"/>
            <Mirror key="pauses60m"/>
        </div>
        <AnswerFigure id="lifetime" name=labels::LIFETIME_CHART make absent=Signal::stored(labels::NO_PAUSES.to_string())/>
    }
}
