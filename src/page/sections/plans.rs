//! Plans: the break-even with the API, and what is known of each plan.

mod capacity;

pub use self::capacity::CapacityTable;
use super::answer_figure::AnswerFigure;
use super::field::{ChoiceField, InputField};
use super::heading::Heading;
use crate::decisions::range::{QUICK_POINTS, of_sessions};
use crate::model::draws::Points;
use crate::model::estimate::Answer;
use crate::page::components::{Fold, Notes, Show, Shown};
use crate::page::state::{Lists, session};
use crate::view::labels::{figure, plans as labels};
use crate::view::plans;
use leptos::prelude::*;

#[component]
pub fn PlansSection() -> impl IntoView {
    let session = session();
    let range = move |answer: &Answer| {
        session.scenario.with_untracked(|asked| {
            of_sessions(asked, answer, &Points::new(asked.uncertain().len(), QUICK_POINTS))
        })
    };
    let make = move |lists: &Lists, answer: &Answer| {
        session.baseline.with_untracked(|baseline| {
            Some(Shown {
                figure: plans::with_range(
                    plans::figure_beside(&lists.plans, answer, baseline.as_ref(), &lists.locale),
                    answer,
                    range(answer),
                    &lists.locale,
                ),
                texts: plans::texts(&lists.plans, answer, &lists.locale),
            })
        })
    };
    view! {
        <section class="section" aria-labelledby="plans-heading">
            <Heading id="plans" title=labels::TITLE/>
            <AnswerFigure id="plans" name=labels::CHART make absent=Signal::stored(String::new())>
                <ChoiceField key="planAxis" segmented=true quiet=true/>
            </AnswerFigure>
            <How/>
            <Capacity/>
            <Weeks/>
        </section>
    }
}

/// How the comparison is computed.
#[component]
fn How() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Fold id="plans-how" title=Signal::stored(figure::HOW.to_string()) open>
            <Show when=move || open.get()><HowLines/></Show>
        </Fold>
    }
}

#[component]
fn HowLines() -> impl IntoView {
    let session = session();
    let make = |lists: &Lists, answer: &Answer| Some(plans::how(&lists.plans, answer, &lists.locale));
    let lines = session.later(session.at_rest(), make).value;
    let notes = Signal::derive(move || lines.get().unwrap_or_default());
    view! { <div class="figure-notes"><Notes notes/></div> }
}

/// What is known of each plan, under what of it was entered.
#[component]
fn Capacity() -> impl IntoView {
    let session = session();
    let open = RwSignal::new(false);
    let make = |lists: &Lists, answer: &Answer| Some(plans::stated(&lists.plans, answer, &lists.locale));
    let stated = session.later(session.at_rest(), make).value;
    let finding = Signal::derive(move || stated.get().unwrap_or_default());
    view! {
        <Fold id="capacity" title=Signal::stored(labels::CAPACITY.to_string()) finding open>
            <Show when=move || open.get()><CapacityTable/></Show>
        </Fold>
    }
}

/// What makes one week or month unlike another.
#[component]
fn Weeks() -> impl IntoView {
    let open = RwSignal::new(false);
    const KEYS: [&str; 4] = ["billed", "weekSpread", "idleMonths", "onApi"];
    view! {
        <Fold id="weeks" title=Signal::stored(labels::WEEKS.to_string()) open>
            <Show when=move || open.get()>
                <div class="beside">{KEYS.map(|key| view! { <InputField key/> }).collect_view()}</div>
            </Show>
        </Fold>
    }
}
