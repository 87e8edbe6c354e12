//! How sure: the distribution of the month, what moves it, and how often each way to pay costs less.

use super::field::InputField;
use super::heading::Heading;
use crate::decisions::chances::chances;
use crate::decisions::payment::Payments;
use crate::decisions::sensitivity::{self, Moves, sensitivity};
use crate::model::draws::Points;
use crate::model::estimate::Answer;
use crate::page::components::{DataTable, FigureCard, RichText, Shown};
use crate::page::state::{FollowedOptions, FollowedRange, Lists, Session, session};
use crate::scenario::Scenario;
use crate::view::labels::ranges as labels;
use crate::view::range;
use leptos::prelude::*;

#[component]
pub fn RangeSection() -> impl IntoView {
    let session = session();
    let made = move |_: &Lists, answer: &Answer| Some(moves(session, answer));
    let moves = session.later(session.at_rest(), made).value;
    let sentence = Memo::new(move |_| {
        moves.with(|moves| range::sentence(moves.as_ref()?, &session.locale())).unwrap_or_default()
    });
    view! {
        <section class="section" aria-labelledby="range-heading">
            <Heading id="range" title=labels::TITLE/>
            <p id="moves-most" class="finding-line">{move || view! { <RichText text=sentence.get()/> }}</p>
            <Distribution/>
            <Tornado moves/>
            <Chances/>
            <InputField key="ranges"/>
        </section>
    }
}

fn moves(session: Session, answer: &Answer) -> Vec<Moves> {
    session.scenario.with_untracked(|asked| {
        let inputs = asked.uncertain().len();
        sensitivity(asked, answer, &Points::new(sensitivity::dimensions(inputs), sensitivity::POINTS))
    })
}

/// Why there is no range.
fn absent() -> Signal<String> {
    let session = session();
    Signal::derive(move || session.scenario.with(|s| range::absent(s).to_string()))
}

#[component]
fn Distribution() -> impl IntoView {
    let session = session();
    let followed = expect_context::<FollowedRange>();
    let in_sight = RwSignal::new(true);
    let shown = Memo::new(move |before: Option<&Option<Shown>>| {
        if let Some(Some(before)) = before.filter(|_| session.moving.get() || !in_sight.get()) {
            return Some(before.clone());
        }
        let made = |lists: &Lists, answer: &Answer| {
            followed.month.with(|month| Some(range::distribution(month.as_ref()?, answer, &lists.locale)))
        };
        session.with_answer(made).flatten().map(|(figure, texts)| Shown { figure, texts })
    });
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <FigureCard id="distribution" name=labels::DISTRIBUTION shown stale=session.moving absent=absent()
            locale=session.locale() in_sight on_trouble/>
    }
}

/// At rest, as the sentence above it: each input takes a thousand months.
#[component]
fn Tornado(moves: RwSignal<Option<Vec<Moves>>>) -> impl IntoView {
    let session = session();
    let shown = Memo::new(move |_| {
        let drawn = moves.with(|moves| {
            let draw =
                |lists: &Lists, answer: &Answer| range::tornado(moves.as_ref()?, answer, &lists.locale);
            session.estimate.with_untracked(|e| e.answer.as_ref().and_then(|a| draw(&session.lists(), a)))
        });
        drawn.map(|(figure, texts)| Shown { figure, texts })
    });
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <FigureCard id="tornado" name=labels::TORNADO shown stale=session.moving absent=absent()
            locale=session.locale() on_trouble/>
    }
}

#[component]
fn Chances() -> impl IntoView {
    let session = session();
    let options = expect_context::<FollowedOptions>().options;
    let month = expect_context::<FollowedRange>().month;
    let make = move |lists: &Lists, answer: &Answer| {
        let is_default = |asked: &Scenario| asked.uncertain().iter().all(|input| input.is_default);
        let limits_too = session.scenario.with_untracked(is_default);
        let found = month.with_untracked(|month| {
            options.with_untracked(|options| {
                let payments = Payments::new(&lists.plans, answer);
                Some(chances(&payments, options.as_ref()?, answer.month.total, month.as_ref()?, limits_too))
            })
        })?;
        Some((range::chances(&found, &lists.plans, answer, &lists.locale), range::open_limit(&found)))
    };
    let shown = session.later(session.at_rest(), make).value;
    let table = Signal::derive(move || shown.with(|s| s.as_ref().map(|s| s.0.clone())).unwrap_or_default());
    let open = move || shown.with(|s| s.as_ref().map(|s| s.1)).unwrap_or_default();
    view! {
        <div class="scroll" id="chances" tabindex="0" role="region" aria-label=labels::CHANCES
            hidden=move || table.with(|table| table.rows.is_empty())>
            <DataTable table/>
        </div>
        <p class="note" hidden=move || open().is_empty()>{open}</p>
    }
}
