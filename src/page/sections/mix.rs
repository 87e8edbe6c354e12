//! The mix of models, whose shares always add up to 100%, and other model menus.

use super::logs::FromLogsMark;
use crate::page::platform::element;
use crate::page::state::{Session, session};
use crate::scenario::{Field, Kind, Routing, Scenario, Share};
use crate::view::prices::{self, Group};
use crate::view::words;
use leptos::prelude::*;

/// How a share is read and shown; its setter is the scenario's own.
static SHARE: Field =
    Field { key: "mix", kind: Kind::Share, min: 0.0, max: 1.0, step: 0.0, get: |_| 0.0, set: |_, _| {} };

/// The mix as it was before a slider was moved, and as the slider left it: at 100% the
/// others' proportions would be lost for the way back.
#[derive(Clone)]
struct Slide {
    index: usize,
    before: Vec<Share>,
    after: Vec<Share>,
}

#[component]
pub fn MixEditor() -> impl IntoView {
    let session = session();
    let refused = RwSignal::new(String::new());
    let slide = StoredValue::new(None::<Slide>);
    let models = session.part(|s| s.mix.iter().map(|m| m.model.clone()).collect::<Vec<_>>());
    let legend = session.part(|s| match s.routing {
        Routing::PerRequest => "Models, share of requests",
        Routing::PerSession => "Models, share of sessions",
    });
    let apart = session.part(|s| (s.mix.iter().map(|m| m.share).sum::<f64>() - 1.0).abs() > 1e-5);
    let problem = move || match refused.get() {
        text if text.is_empty() => session.problem("mix"),
        text => text,
    };
    // A row is made again only where its model or the number of rows changes.
    let rows = move || {
        let all = models.get();
        let several = all.len() > 1;
        let row = |(index, model): (usize, &String)| {
            view! { <MixRow index model=model.clone() several refused slide/> }
        };
        all.iter().enumerate().map(row).collect_view()
    };
    view! {
        <fieldset class="mix" id="mix">
            <legend id="mix-legend">{move || legend.get()}</legend>
            <div id="mix-rows">{rows}</div>
            <p class="problem" id="p-mix" aria-live="polite">{problem}</p>
            <FromLogsMark key="mix"/>
            <p class="buttons">
                <button type="button" class="quiet" id="mix-add" on:click=move |_| add(session)>"Add a model"</button>
                <button type="button" id="mix-scale" hidden=move || !apart.get()
                    on:click=move |_| session.edit("mix", |s| s.scale_shares())>"Scale to 100%"</button>
            </p>
        </fieldset>
    }
}

#[component]
fn MixRow(
    index: usize,
    model: String,
    several: bool,
    refused: RwSignal<String>,
    slide: StoredValue<Option<Slide>>,
) -> impl IntoView {
    let session = session();
    let locale = StoredValue::new(session.locale());
    let name = session.lists().table.model(&model).map_or_else(|| model.clone(), |m| m.name.clone());
    let share = session.part(move |s| s.mix.get(index).map_or(0.0, |m| m.share));
    let text = move || locale.with_value(|l| l.share(share.get()));
    let typed = move |event| {
        let text = event_target_value(&event);
        match locale.with_value(|l| words::number(&SHARE, &text, l)) {
            Ok(share) => {
                refused.set(String::new());
                session.edit(&format!("mix {index}"), |s| s.set_share(index, share));
                session.keep_now();
            }
            Err(_) => {
                refused.set(format!("“{text}” is not a share from 0% to 100%; the last one is still used."))
            }
        }
    };
    let slid = move |event: leptos::ev::Event| {
        refused.set(String::new());
        slide_to(session, slide, index, element::number(&event));
    };
    let chosen = move |event| {
        let id = event_target_value(&event);
        session.edit("", |s| s.mix[index].model = id);
    };
    let others = move |s: &Scenario| -> Vec<String> {
        s.mix.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, m)| m.model.clone()).collect()
    };
    let taken = session.scenario.with_untracked(others);
    let options = model_options(&groups(session), &model, &taken);
    view! {
        <div class="model" class:single=!several>
            <select id=format!("mix-m-{index}") aria-label=format!("Model {}", index + 1) prop:value=model.clone() on:change=chosen>
                {options}
            </select>
            {several.then(|| view! {
                <input id=format!("mix-s-{index}") type="range" min="0" max="100" step="1"
                    value=format!("{:.0}", share.get_untracked() * 100.0)
                    prop:value=move || format!("{:.0}", share.get() * 100.0)
                    aria-label=format!("Share of {name}, slider") on:input=slid/>
            })}
            <span class="entry">
                <input id=format!("mix-{index}") type="text" inputmode="decimal" autocomplete="off" disabled=!several
                    value=text() prop:value=text aria-label=format!("Share of {name}") aria-describedby="p-mix"
                    aria-invalid=move || if refused.with(String::is_empty) { "false" } else { "true" }
                    on:change=typed/>
                <span class="unit">"%"</span>
            </span>
            {several.then(|| view! {
                <button type="button" class="quiet remove" id=format!("mix-r-{index}") aria-label=format!("Remove {name}")
                    on:click=move |_| session.edit("", |s| s.remove_model(index))>"×"</button>
            })}
        </div>
    }
}

pub fn groups(session: Session) -> Vec<Group> {
    let lists = session.lists();
    session.scenario.with_untracked(|s| prices::picker(&lists.table, s))
}

/// The options of a model menu. A model that is not in the list stands first, as it is;
/// those that are taken cannot be chosen.
pub fn model_options(groups: &[Group], chosen: &str, taken: &[String]) -> impl IntoView + use<> {
    let option = |id: &String, name: &String| {
        view! {
            <option value=id.clone() selected=id == chosen disabled=taken.contains(id)>{name.clone()}</option>
        }
    };
    let known = groups.iter().any(|g| g.models.iter().any(|(id, _)| id == chosen));
    let unknown = (!known && !chosen.is_empty()).then(|| option(&chosen.to_string(), &chosen.to_string()));
    let group = |group: &Group| {
        let models = group.models.iter().map(|(id, name)| option(id, name)).collect_view();
        view! { <optgroup label=group.label>{models}</optgroup> }
    };
    (unknown, groups.iter().filter(|g| !g.models.is_empty()).map(group).collect_view())
}

fn slide_to(session: Session, slide: StoredValue<Option<Slide>>, index: usize, percent: f64) {
    let now = session.scenario.with_untracked(|s| s.mix.clone());
    let goes_on = slide.get_value().filter(|slide| slide.index == index && slide.after == now);
    let before = goes_on.map_or(now, |slide| slide.before);
    session.edit(&format!("mix {index}"), |s| {
        s.mix.clone_from(&before);
        s.set_share(index, percent / 100.0);
    });
    let after = session.scenario.with_untracked(|s| s.mix.clone());
    slide.set_value(Some(Slide { index, before, after }));
}

/// Adds the first of the list that is not in the mix yet, at no share.
fn add(session: Session) {
    let groups = groups(session);
    let scenario = session.scenario.get_untracked();
    let unused = |id: &&String| !scenario.mix.iter().any(|m| m.model == **id);
    let next = groups.iter().flat_map(|g| &g.models).map(|(id, _)| id).find(unused).cloned();
    if let Some(id) = next {
        session.edit("", |s| s.add_model(&id));
    }
}

/// A menu of models for something beside the mix: sub-agents, batch jobs.
#[component]
pub fn ModelMenu(
    key: &'static str,
    #[prop(into)] label: String,
    get: fn(&Scenario) -> String,
    set: fn(&mut Scenario, String),
) -> impl IntoView {
    let session = session();
    let chosen = session.part(get);
    view! {
        <div class="field menu" id=format!("d-{key}")>
            <label for=format!("c-{key}")>{label}</label>
            <select id=format!("c-{key}") aria-describedby=format!("p-{key}") prop:value=move || chosen.get()
                on:change=move |event| session.edit("", |s| set(s, event_target_value(&event)))>
                {move || chosen.with(|chosen| model_options(&groups(session), chosen, &[]))}
            </select>
            <p class="problem" id=format!("p-{key}") aria-live="polite">{move || session.problem(key)}</p>
        </div>
    }
}
