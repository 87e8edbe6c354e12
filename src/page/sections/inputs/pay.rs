//! How somebody pays: the payer, the weekly limit of a plan, and what happens beyond it.

use crate::decisions::payment::state_capacity;
use crate::model::estimate::Answer;
use crate::page::components::TextInput;
use crate::page::sections::field::{ChoiceField, InputField};
use crate::page::state::{Lists, session};
use crate::scenario::PayWith;
use crate::view::labels::paid as labels;
use crate::view::{limit, payer};
use leptos::prelude::*;

/// "I pay with [Max]", and on a plan the statement of its limit.
#[component]
pub fn PayFields() -> impl IntoView {
    let session = session();
    let plan = session.part(|s| match s.pays_with() {
        PayWith::Plan(plan) => Some(plan),
        PayWith::ApiKey | PayWith::Cloud(_) => None,
    });
    let named = move || plan.get().filter(|plan| !plan.is_empty());
    view! {
        <div class="field menu" id="d-payer">
            <label for="c-payer">{labels::PAY_WITH}</label>
            <PayerMenu id="c-payer"/>
        </div>
        <p class="problem" id="which-plan" hidden=move || plan.get().as_deref() != Some("")>{labels::WHICH_PLAN}</p>
        {move || named().map(|plan| view! { <LimitStatement plan/> })}
    }
}

/// The menu of payers, here and in the headline.
#[component]
pub fn PayerMenu(id: &'static str, #[prop(optional)] label: &'static str) -> impl IntoView {
    let session = session();
    let lists = session.lists();
    let with = session.part(|s| s.pays_with());
    let choices = StoredValue::new(session.scenario.with_untracked(|s| payer::choices(&lists.plans, s)));
    let open = move || with.with(|with| *with == PayWith::Plan(String::new()));
    let chosen = move || {
        choices
            .with_value(|all| all.iter().find(|c| with.with(|with| c.with == *with)).map(|c| c.value.clone()))
            .unwrap_or_default()
    };
    let picked = move |event| {
        let value = event_target_value(&event);
        let with = choices.with_value(|all| all.iter().find(|c| c.value == value).map(|c| c.with.clone()));
        if let Some(with) = with {
            session.edit("", |s| s.pay_with(with));
        }
    };
    let option = move |value: String, label: String| {
        let selected = untrack(chosen) == value;
        view! { <option value=value selected=selected>{label}</option> }
    };
    let plain = choices.with_value(|all| {
        all.iter()
            .filter(|c| c.under.is_empty())
            .map(|c| option(c.value.clone(), c.label.clone()))
            .collect_view()
    });
    let clouds = choices.with_value(|all| {
        all.iter()
            .filter(|c| !c.under.is_empty())
            .map(|c| option(c.value.clone(), c.label.clone()))
            .collect_view()
    });
    let unnamed = move || {
        let known = choices.with_value(|all| all.iter().any(|c| c.with == PayWith::Plan(String::new())));
        (open() && !known).then(|| view! { <option value="" selected=true>{labels::WHICH_PLAN}</option> })
    };
    view! {
        <select id=id aria-label=(!label.is_empty()).then_some(label) prop:value=chosen on:change=picked>
            {unnamed}
            {plain}
            <optgroup label=labels::CLOUD>{clouds}</optgroup>
        </select>
    }
}

/// "My weekly limit shows [60]% used, and resets in [3] days". It fixes what the plan includes a
/// week, so that a moved slider changes the share; what was typed stays until the work changes.
#[component]
fn LimitStatement(plan: String) -> impl IntoView {
    let session = session();
    let used = RwSignal::new(String::new());
    let resets = RwSignal::new(String::new());
    let locale = StoredValue::new(session.locale());
    let of_plan = StoredValue::new(plan);
    // The share that the capacity in force makes of this work, until somebody types another.
    let share = Memo::new(move |_| {
        let of = |lists: &Lists, answer: &Answer| {
            of_plan.with_value(|plan| limit::in_force(answer, plan, &lists.locale))
        };
        session.with_answer(of).flatten()
    });
    let typed_for = RwSignal::new(None::<Option<String>>);
    let text = Signal::derive(move || match typed_for.get() {
        Some(at) if at == share.get() => used.get(),
        Some(_) | None => share.get().unwrap_or_else(|| used.get()),
    });
    let problem = Memo::new(move |_| {
        let text = used.get();
        let first = (!text.trim().is_empty())
            .then(|| locale.with_value(|l| limit::read_used(&text, l)).err())
            .flatten();
        first.unwrap_or_default()
    });
    let resets_problem = Memo::new(move |_| {
        locale.with_value(|l| limit::read_resets(&resets.get(), l)).err().unwrap_or_default()
    });
    let week = move || {
        let used = locale.with_value(|l| limit::read_used(&used.get(), l)).ok()?;
        let days = locale.with_value(|l| limit::read_resets(&resets.get(), l)).ok()?;
        locale.with_value(|l| limit::in_a_full_week(used, days, l))
    };
    let state = move || {
        if used.with_untracked(|text| text.trim().is_empty()) {
            // As if it had never been said.
            session.edit("limit", |s| of_plan.with_value(|plan| s.plans.unstate_capacity(plan)));
            return typed_for.set(None);
        }
        let read = locale.with_value(|l| {
            let used = limit::read_used(&used.get_untracked(), l).ok()?;
            Some((used, limit::read_resets(&resets.get_untracked(), l).ok()?))
        });
        let Some((used, days)) = read else { return };
        if let Some(answer) = session.estimate.with_untracked(|e| e.answer.clone()) {
            session.edit("limit", |s| {
                state_capacity(s, &answer, used.low, used.high, days);
            });
        }
        typed_for.set(Some(share.get_untracked()));
    };
    let on_used = Callback::new(move |text: String| {
        used.set(text);
        state();
    });
    let on_resets = Callback::new(move |text: String| {
        resets.set(text);
        state();
    });
    view! {
        <div class="limit" id="limit">
            <TextInput id="f-used" label=Signal::stored(labels::WEEKLY_LIMIT.to_string()) text problem unit="%" on_text=on_used/>
            <TextInput id="f-resets" label=Signal::stored(labels::WEEKLY_LIMIT_RESETS.to_string()) text=resets problem=resets_problem
                unit=labels::WEEKLY_LIMIT_DAYS on_text=on_resets/>
            <p class="effect" id="full-week">{move || week().unwrap_or_default()}</p>
            <ChoiceField key="overflow" segmented=true/>
            <InputField key="creditCap"/>
            <p class="help">{labels::WEEKLY_LIMIT_ONLY}</p>
        </div>
    }
}
