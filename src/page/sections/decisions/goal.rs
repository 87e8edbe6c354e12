//! A budget: the least change that stays within it, and savings that do it together.

use crate::model::estimate::Answer;
use crate::page::sections::field::{MenuField, NumberField};
use crate::page::state::{Lists, Session, session};
use crate::scenario::{Scenario, field};
use crate::view::goal::{self, GoalShown};
use crate::view::labels::decisions as labels;
use leptos::prelude::*;

#[component]
pub fn Goal() -> impl IntoView {
    let session = session();
    // A budget of just what the scenario starts with counts once it is typed.
    let typed = RwSignal::new(false);
    let set = Signal::derive(move || session.parts.changed.with(|all| all.contains(&"goal")));
    let month = field("goal")?;
    let in_force = Memo::new(move |_| {
        let usd = session.scenario.with(|s| (month.get)(s));
        (set.get() || typed.get()).then_some(usd)
    });
    let enter = Callback::new(move |usd: f64| {
        typed.set(true);
        session.edit("goal", |s| (month.set)(s, usd));
    });
    let wanted = Signal::derive(move || in_force.get().is_some() && session.at_rest().get());
    let make =
        |lists: &Lists, answer: &Answer| Some(goal::goal(&lists.table, &lists.plans, answer, &lists.locale));
    let later = session.later(wanted, make);
    let found = later.value;
    // What was found may be a change behind: it would take that back.
    let is_behind = later.stale;
    // A budget that was taken back has no sentences, whatever was found before.
    let shown = Memo::new(move |_| in_force.get().and_then(|_| found.get()));
    let text = move |pick: fn(&GoalShown) -> String| {
        move || shown.with(|s| s.as_ref().map(pick).unwrap_or_default())
    };
    Some(view! {
        <div class="beside">
            <NumberField key="goal" in_force=in_force enter/>
            <MenuField key="goalBy"/>
        </div>
        <p id="goal-sentence" aria-live="polite">{text(|s| s.sentence.clone())}</p>
        <Use id="goal-use" label=labels::GOAL_USE scenario=Signal::derive(move || shown.with(|s| s.as_ref()?.found.clone())) is_behind session/>
        <p id="goal-set">{text(|s| s.set.clone())}</p>
        <Use id="goal-tick" label=labels::GOAL_TICK scenario=Signal::derive(move || shown.with(|s| s.as_ref()?.levers.clone())) is_behind session/>
    })
}

/// A button that puts a scenario in place, where there is one.
#[component]
fn Use(
    id: &'static str,
    label: &'static str,
    scenario: Signal<Option<Scenario>>,
    is_behind: RwSignal<bool>,
    session: Session,
) -> impl IntoView {
    let act = move |_| {
        if let Some(scenario) = scenario.get_untracked().filter(|_| !is_behind.get_untracked()) {
            session.replace(scenario);
        }
    };
    view! {
        <p class="buttons" hidden=move || scenario.with(Option::is_none)>
            <button type="button" class="quiet" id=id on:click=act>{label}</button>
        </p>
    }
}
