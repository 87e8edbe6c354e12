//! A chart of the answer, made in a frame of its own while it can be seen.

use crate::model::estimate::Answer;
use crate::page::components::{FigureCard, Shown};
use crate::page::state::{Lists, session};
use crate::view::labels::figure;
use leptos::prelude::*;

/// `make` gives nothing where the answer has no such chart; `absent` says why.
#[component]
pub fn AnswerFigure<M>(
    id: &'static str,
    name: &'static str,
    make: M,
    #[prop(into)] absent: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView
where
    M: Fn(&Lists, &Answer) -> Option<Shown> + Clone + Send + Sync + 'static,
{
    let session = session();
    let in_sight = RwSignal::new(true);
    let later = session.later(in_sight.into(), make);
    // What nobody sees is made once it comes into sight, and dimmed only there.
    let stale = Signal::derive(move || later.stale.get() && in_sight.get());
    let absent = Signal::derive(move || match session.estimate.with(|e| e.answer.is_some()) {
        true => absent.get(),
        false => figure::NO_PRICE.to_string(),
    });
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    let inside = children.map(|children| children());
    view! {
        <FigureCard id name shown=later.value stale absent locale=session.locale() in_sight on_trouble>
            {inside}
        </FigureCard>
    }
}
