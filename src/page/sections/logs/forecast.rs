//! The forecast that the logs make: what it is from, how far to trust it, and how it becomes the
//! scenario.

use super::details::DetailFold;
use crate::page::components::{Fold, RichText, Show};
use crate::page::state::session;
use crate::view::labels::{logs as labels, team};
use crate::view::logs::{Detail, ForecastView, MadeForecast, Stay};
use leptos::prelude::*;

/// What is open and typed.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    inputs: RwSignal<bool>,
    back_test: RwSignal<bool>,
    stay: RwSignal<bool>,
    plan: RwSignal<String>,
    low: RwSignal<String>,
    high: RwSignal<String>,
    problem: RwSignal<String>,
}

impl Kept {
    pub(super) fn new() -> Kept {
        let [inputs, back_test, stay] = std::array::from_fn(|_| RwSignal::new(false));
        let [plan, low, high, problem] = std::array::from_fn(|_| RwSignal::new(String::new()));
        Kept { inputs, back_test, stay, plan, low, high, problem }
    }
}

#[component]
pub(super) fn ForecastPart(kept: Kept) -> impl IntoView {
    let forecast = session().logs.forecast;
    let made = Memo::new(move |_| {
        forecast.with(|f| match f {
            Some(ForecastView::Made(made)) => Some((**made).clone()),
            _ => None,
        })
    });
    let note = move || {
        forecast.with(|f| match f {
            Some(ForecastView::Making) => Some(labels::FORECASTING.to_string()),
            Some(ForecastView::Missing(why)) => why.clone(),
            _ => None,
        })
    };
    view! {
        <div id="logs-fit">
            {move || note().map(|text| view! { <p class="note">{text}</p> })}
            <Show when=move || made.with(Option::is_some)><Made made kept/></Show>
        </div>
    }
}

#[component]
fn Made(made: Memo<Option<MadeForecast>>, kept: Kept) -> impl IntoView {
    let session = session();
    let is_filtered =
        move || session.logs.breakdown.with(|b| b.as_ref().is_some_and(|b| !b.filters.chips.is_empty()));
    let text = move |pick: fn(&MadeForecast) -> &String| {
        move || made.with(|m| m.as_ref().map(|m| pick(m).clone()).unwrap_or_default())
    };
    let cautions = move || made.with(|m| m.as_ref().map(|m| m.cautions.clone()).unwrap_or_default());
    let caution = |text: String| view! { <li>{text}</li> };
    let take = move |_| {
        if let Some(work) = made.with_untracked(|m| m.as_ref().map(|m| m.work.clone())) {
            session.use_logs(&work);
        }
    };
    let add = move |_| {
        if let Some(work) = made.with_untracked(|m| m.as_ref().map(|m| m.work.clone())) {
            session.add_logs_as_group(&work);
        }
    };
    view! {
        <div id="logs-month">
            <h3 id="logs-fit-title">{text(|m| &m.title)}</h3>
            <p class="note">
                {text(|m| &m.from)} " "
                <span id="logs-month-whole">{move || is_filtered().then_some(labels::OF_EVERYTHING)}</span>
            </p>
            <ul class="plain note">{move || cautions().into_iter().map(caution).collect_view()}</ul>
            <p class="logs-act">
                <button type="button" id="logs-use" on:click=take>{labels::USE}</button>
                <button type="button" class="quiet" id="logs-group" on:click=add>{team::FROM_LOGS}</button>
            </p>
        </div>
        <p class="note logs-about-use">{labels::USE_HELP}</p>
        <ForecastFolds made kept/>
    }
}

#[component]
fn ForecastFolds(made: Memo<Option<MadeForecast>>, kept: Kept) -> impl IntoView {
    let detail = move |pick: fn(&MadeForecast) -> Option<&Detail>| {
        Signal::derive(move || made.with(|m| m.as_ref().and_then(pick).cloned()))
    };
    let inputs = detail(|m| Some(&m.inputs));
    let back_test = detail(|m| m.back_test.as_ref());
    let untested = move || made.with(|m| m.as_ref().and_then(|m| m.untested.clone()));
    let stay = Signal::derive(move || made.with(|m| m.as_ref().and_then(|m| m.stay.clone())));
    view! {
        <div class="logs-folds">
            <DetailFold id="logs-inputs" title=labels::INPUTS detail=inputs open=kept.inputs/>
            <Show when=move || back_test.with(Option::is_some)>
                <DetailFold id="logs-tried" title=labels::BACK_TEST detail=back_test open=kept.back_test
                    figure=("logs-back-test", labels::BACK_TEST)/>
            </Show>
            {move || untested().map(|text| view! { <p class="note">{text}</p> })}
            <Show when=move || stay.with(Option::is_some)><StayFold made stay kept/></Show>
        </div>
    }
}

/// What a subscriber has to say for the plans to be compared.
#[component]
fn StayFold(made: Memo<Option<MadeForecast>>, stay: Signal<Option<Stay>>, kept: Kept) -> impl IntoView {
    let session = session();
    let question = move || stay.with(|s| s.as_ref().map(|s| s.question.clone()).unwrap_or_default());
    let plans = move || stay.with(|s| s.as_ref().map(|s| s.plans.clone()).unwrap_or_default());
    let option = move |(id, name): (String, String)| {
        let is_first = kept.plan.with_untracked(|plan| *plan == id);
        view! { <option value=id selected=is_first>{name}</option> }
    };
    let compare = move |_| {
        let found =
            made.with_untracked(|m| m.as_ref().and_then(|m| Some((m.work.clone(), m.stay.as_ref()?.week))));
        let Some((work, week)) = found else { return };
        // A menu that was not touched shows its first plan.
        let first = untrack(plans).first().map(|(id, _)| id.clone()).unwrap_or_default();
        let plan = Some(kept.plan.get_untracked()).filter(|plan| !plan.is_empty()).unwrap_or(first);
        let shares = [kept.low.get_untracked(), kept.high.get_untracked()];
        kept.problem.set(session.compare_with_plan(&work, week, &plan, &shares).err().unwrap_or_default());
    };
    view! {
        <Fold id="logs-stay" title=Signal::stored(labels::STAY.to_string()) open=kept.stay heading=true>
            <div id="logs-switch">
                <p class="note">{move || view! { <RichText text=question()/> }}</p>
                <div class="logs-stay">
                    <div class="field menu">
                        <label for="stay-plan">{labels::STAY_PLAN}</label>
                        <select id="stay-plan" on:change=move |event| kept.plan.set(event_target_value(&event))>
                            {move || plans().into_iter().map(option).collect_view()}
                        </select>
                    </div>
                    <ShareInput id="stay-low" label=labels::STAY_LOW text=kept.low/>
                    <ShareInput id="stay-high" label=labels::STAY_HIGH text=kept.high/>
                </div>
                <p class="problem" id="p-stay" aria-live="polite">{move || kept.problem.get()}</p>
                <p class="logs-act"><button type="button" id="stay" on:click=compare>{labels::COMPARE}</button></p>
            </div>
        </Fold>
    }
}

#[component]
fn ShareInput(id: &'static str, label: &'static str, text: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <span class="entry">
                <input id=id type="text" inputmode="decimal" autocomplete="off" aria-describedby="p-stay"
                    prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))/>
                <span class="unit">"%"</span>
            </span>
        </div>
    }
}
