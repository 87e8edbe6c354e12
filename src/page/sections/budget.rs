//! Team and budget: what varies between people, how a budget fares, and a forecast from a pilot.

mod months;

pub use months::MonthTable;

use self::months::Months;
use super::field::InputField;
use super::heading::Heading;
use crate::decisions::budget::{Outlook, outlook};
use crate::decisions::pilot;
use crate::decisions::year::Year;
use crate::model::estimate::Answer;
use crate::page::components::{DataTable, FigureCard, Fold, Notes, Show, Shown};
use crate::page::state::later::Later;
use crate::page::state::{FollowedOptions, FollowedRange, Lists, Session, session};
use crate::scenario::Scenario;
use crate::view::labels::budget as labels;
use crate::view::{Figure, Locale, Texts, budget};
use leptos::prelude::*;

/// What the budget is set by.
const INPUTS: [&str; 6] = ["budget", "budgetRisk", "fiscalFrom", "budgetYear", "joining", "peopleSigma"];
const OF_PILOT: [&str; 3] = ["pilotPeople", "pilotDays", "pilotSpent"];

/// The scenario in force beside what is said of its team.
pub type Made = (Scenario, Outlook);

/// What is said of the team, followed.
pub fn made(session: Session) -> Later<Made> {
    let options = expect_context::<FollowedOptions>().options;
    let month = expect_context::<FollowedRange>().month;
    let make = move |lists: &Lists, answer: &Answer| {
        let found = options.with_untracked(|options| {
            let paid = &options.as_ref()?.now;
            let year = Year::new(&lists.table, &lists.plans, answer, paid);
            month.with_untracked(|month| outlook(paid, answer, month.as_ref(), year))
        })?;
        Some((answer.scenario.clone(), found))
    };
    session.later(session.at_rest(), make)
}

#[component]
pub fn BudgetSection() -> impl IntoView {
    let session = session();
    let made = made(session);
    let is_team =
        Memo::new(move |_| made.value.with(|made| made.as_ref().is_some_and(|m| m.1.everybody > 1.0)));
    let has_budget =
        Memo::new(move |_| made.value.with(|made| made.as_ref().is_some_and(|m| m.1.budget.is_some())));
    let lines = Signal::derive(move || {
        made.value.with(|made| match made {
            Some((scenario, found)) => budget::sentences(found, scenario, &session.locale()),
            None => vec![labels::WHICH_PLAN.to_string()],
        })
    });
    let table = Signal::derive(move || {
        made.value
            .with(|made| made.as_ref().map(|m| budget::narrowing(&m.1, &session.locale())))
            .unwrap_or_default()
    });
    let distribution = |made: &Made, locale: &Locale| budget::distribution(&made.1, locale);
    let course = |made: &Made, locale: &Locale| budget::course(&made.1, &made.0, locale);
    view! {
        <section class="section" aria-labelledby="budget-heading">
            <Heading id="budget" title=labels::TITLE/>
            <div id="budget-lines" class:stale=move || made.stale.get()><Notes notes=lines/></div>
            <div class="beside">{INPUTS.map(|key| view! { <InputField key/> }).collect_view()}</div>
            <Show when=is_team>
                <OutlookFigure id="team-month" name=labels::DISTRIBUTION made draw=distribution absent=labels::NO_TEAM/>
            </Show>
            <Show when=has_budget>
                <OutlookFigure id="budget-course" name=labels::COURSE made draw=course absent=labels::NO_BUDGET/>
            </Show>
            <Months made/>
            <div class="scroll" id="narrowing" tabindex="0" role="region" aria-label=labels::NARROWING
                hidden=move || table.with(|table| table.rows.is_empty())>
                <DataTable table/>
            </div>
            <FromPilot/>
        </section>
    }
}

/// A picture of the outlook.
#[component]
fn OutlookFigure(
    id: &'static str,
    name: &'static str,
    made: Later<Made>,
    draw: fn(&Made, &Locale) -> Option<(Figure, Texts)>,
    absent: &'static str,
) -> impl IntoView {
    let session = session();
    let shown = Memo::new(move |_| {
        let drawn = made.value.with(|made| draw(made.as_ref()?, &session.locale()));
        drawn.map(|(figure, texts)| Shown { figure, texts })
    });
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <FigureCard id name shown stale=made.stale absent=Signal::stored(absent.to_string())
            locale=session.locale() on_trouble/>
    }
}

/// What a few people spent, and what that forecasts.
#[component]
fn FromPilot() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Fold id="pilot" title=Signal::stored(labels::PILOT.to_string()) open>
            <Show when=move || open.get()><PilotFields/></Show>
        </Fold>
    }
}

/// Its inputs and its sentences.
#[component]
pub fn PilotFields() -> impl IntoView {
    let session = session();
    let make = |lists: &Lists, answer: &Answer| {
        let found = pilot::forecast(answer);
        Some(budget::pilot(found.as_ref(), answer.month.total, &answer.scenario, &lists.locale))
    };
    let lines = session.later(session.at_rest(), make).value;
    let notes = Signal::derive(move || lines.get().unwrap_or_default());
    view! {
        <div class="beside">{OF_PILOT.map(|key| view! { <InputField key/> }).collect_view()}</div>
        <div class="figure-notes" id="pilot-lines"><Notes notes/></div>
    }
}
