//! The mix of models: shares that always add up to 100%.

use crate::page::Page;
use leptos::prelude::*;
use sawtooth::scenario::{Field, Kind, Routing};
use sawtooth::view::prices;

/// How a share is read and shown; its setter is the scenario's own.
static SHARE: Field =
    Field { key: "mix", kind: Kind::Share, min: 0.0, max: 1.0, get: |_| 0.0, set: |_, _| {} };

#[component]
pub fn Mix() -> impl IntoView {
    let page = expect_context::<Page>();
    let models =
        Memo::new(move |_| page.scenario.with(|s| s.mix.iter().map(|m| m.model.clone()).collect::<Vec<_>>()));
    let routed = Memo::new(move |_| page.scenario.with(|s| s.routing == Routing::PerRequest));
    let problem = Memo::new(move |_| page.problem("mix"));
    let scale = move |_| page.edit("mix", |s| s.scale_shares());
    let add = move |_| {
        let scenario = page.scenario.get_untracked();
        let groups = page.table.with_value(|t| prices::picker(t, &scenario));
        let unused = |id: &String| !scenario.mix.iter().any(|m| m.model == *id);
        let next = groups.iter().flat_map(|g| &g.models).map(|(id, _)| id).find(|id| unused(id)).cloned();
        if let Some(id) = next {
            page.edit("", |s| s.add_model(&id));
        }
    };
    view! {
        <fieldset class="mix" id="mix">
            <legend>{move || if routed.get() { "Models, share of requests" } else { "Models, share of sessions" }}</legend>
            {move || {
                let ids = models.get();
                let several = ids.len() > 1;
                ids.into_iter().enumerate().map(|(i, id)| view! { <Row index=i id several/> }).collect_view()
            }}
            <p class="problem" id="p-mix" aria-live="polite">{problem}</p>
            <Show when=move || problem.with(|p| p.contains("add up"))>
                <button type="button" id="mix-scale" on:click=scale>"Scale to 100%"</button>
            </Show>
            <button type="button" class="quiet" id="mix-add" on:click=add>"Add a model"</button>
        </fieldset>
    }
}

#[component]
fn Row(index: usize, id: String, several: bool) -> impl IntoView {
    let page = expect_context::<Page>();
    let share = Memo::new(move |_| page.scenario.with(|s| s.mix.get(index).map_or(0.0, |m| m.share)));
    let wrong = RwSignal::new(String::new());
    let name = page.table.with_value(|t| t.model(&id).map_or(id.clone(), |m| m.name.clone()));
    let typed = move |event| {
        let text = event_target_value(&event);
        match page.locale.with_value(|l| l.parse(&SHARE, &text)).filter(|n| SHARE.allows(*n)) {
            Some(n) => {
                wrong.set(String::new());
                page.edit("mix", |s| s.set_share(index, n));
            }
            None => wrong.set(format!("“{text}” is not a share from 0% to 100%.")),
        }
    };
    let slid = move |event| {
        let percent: f64 = event_target_value(&event).parse().unwrap_or(0.0);
        wrong.set(String::new());
        page.edit("mix", |s| s.set_share(index, percent / 100.0));
    };
    view! {
        <div class="model" class:single=!several>
            <ModelMenu index chosen=id/>
            <span class="entry">
                <input id=format!("mix-{index}") type="text" inputmode="decimal" autocomplete="off"
                    aria-label=format!("Share of {name}") aria-describedby="p-mix" disabled=!several
                    prop:value=move || page.locale.with_value(|l| l.value(&SHARE, share.get())) on:change=typed/>
                <span class="unit">"%"</span>
            </span>
            {several.then(|| view! {
                <button type="button" class="quiet remove" aria-label=format!("Remove {name}")
                    on:click=move |_| page.edit("", |s| s.remove_model(index))>"×"</button>
                <input id=format!("mix-s-{index}") type="range" min="0" max="100" step="1"
                    aria-label=format!("Share of {name}, slider")
                    prop:value=move || libm_round(share.get() * 100.0) on:input=slid/>
            })}
            <p class="problem" aria-live="polite">{wrong}</p>
        </div>
    }
}

fn libm_round(percent: f64) -> f64 {
    percent.round()
}

#[component]
fn ModelMenu(index: usize, chosen: String) -> impl IntoView {
    let page = expect_context::<Page>();
    let change = move |event| {
        let id = event_target_value(&event);
        page.edit("", |s| {
            if !s.mix.iter().any(|m| m.model == id)
                && let Some(share) = s.mix.get_mut(index)
            {
                share.model = id;
            }
        });
    };
    view! {
        <select id=format!("mix-m-{index}") aria-label="Model" on:change=change>
            <ModelOptions chosen/>
        </select>
    }
}

/// Every model with a price, today's first.
#[component]
pub fn ModelOptions(chosen: String) -> impl IntoView {
    let page = expect_context::<Page>();
    let groups = page.table.with_value(|t| page.scenario.with_untracked(|s| prices::picker(t, s)));
    let listed = groups.iter().any(|g| g.models.iter().any(|(id, _)| *id == chosen));
    let unknown =
        (!listed).then(|| view! { <option value=chosen.clone() selected>{chosen.clone()}</option> });
    let group = move |group: prices::Group| {
        let chosen = chosen.clone();
        let option = move |(id, name): (String, String)| {
            let selected = id == chosen;
            view! { <option value=id selected=selected>{name}</option> }
        };
        view! { <optgroup label=group.label>{group.models.into_iter().map(option).collect_view()}</optgroup> }
    };
    view! { {unknown} {groups.into_iter().filter(|g| !g.models.is_empty()).map(group).collect_view()} }
}
