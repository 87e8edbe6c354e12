//! Just me, or a team as a list of groups: people, what they work like, how they pay.

use crate::page::components::{Choice, WhenOpened};
use crate::page::sections::field::NumberField;
use crate::page::state::session;
use crate::scenario::{Group, Pays};
use crate::view::labels::{paid as labels, team as words};
use crate::view::payer;
use leptos::prelude::*;

/// "Just me" is one person on this profile; a team is open once there are more, or is asked for.
#[component]
pub fn TeamFields() -> impl IntoView {
    let session = session();
    let people = Group::ALL.map(|group| session.parts.number(key_of(group)));
    let alone = Memo::new(move |_| {
        let [own, others @ ..] = people.map(|number| number.map_or(0.0, |number| number.get()));
        own == 1.0 && others.iter().all(|count| *count == 0.0)
    });
    let asked = RwSignal::new(false);
    let team = move || asked.get() || !alone.get();
    let chosen = Signal::derive(move || if team() { "team" } else { "me" }.to_string());
    let on_choose = Callback::new(move |word: &'static str| {
        asked.set(word == "team");
        if word == "me" {
            session.edit("", |s| {
                (s.team.own, s.team.light, s.team.average, s.team.heavy) = (1.0, 0.0, 0.0, 0.0);
                s.group_pays = Default::default();
            });
        }
    });
    let options = vec![("me", words::ME.to_string()), ("team", words::TEAM.to_string())];
    view! {
        <Choice name="people" legend=Signal::stored(words::WHO.to_string()) options chosen on_choose segmented=true quiet=true/>
        <div class="team" id="team" hidden=move || !team()>
            <WhenOpened open=Signal::derive(team)>
                {Group::ALL.map(|group| view! { <GroupRow group/> }).collect_view()}
            </WhenOpened>
        </div>
    }
}

/// The field of a group's people.
fn key_of(group: Group) -> &'static str {
    match group {
        Group::Own => "developers",
        Group::Light => "light",
        Group::Average => "average",
        Group::Heavy => "heavy",
    }
}

#[component]
fn GroupRow(group: Group) -> impl IntoView {
    let session = session();
    let plans = session.lists();
    let key = key_of(group);
    let name = payer::group_name(group);
    let pays = session.part(move |s| match s.group_pays.of(group) {
        Pays::AsScenario => String::new(),
        Pays::Api => "api".to_string(),
        Pays::Plan(plan) => format!("plan-{plan}"),
    });
    let picked = move |event| {
        let value = event_target_value(&event);
        let pays = match value.strip_prefix("plan-") {
            Some(plan) => Pays::Plan(plan.into()),
            None if value == "api" => Pays::Api,
            None => Pays::AsScenario,
        };
        session.edit("", |s| s.group_pays.set(group, pays));
    };
    let option = move |value: String, label: String| {
        let (own, first) = (value.clone(), pays.get_untracked() == value);
        view! { <option value=value selected=first prop:selected=move || pays.with(|p| *p == own)>{label}</option> }
    };
    let seats = plans
        .plans
        .iter()
        .filter(|plan| plan.per_seat)
        .map(|plan| option(format!("plan-{}", plan.id), format!("{} seats", plan.name)));
    let menu = (
        option(String::new(), words::AS_ABOVE.into()),
        option("api".into(), labels::API.into()),
        seats.collect_view(),
    );
    view! {
        <div class="group-row" id=format!("group-{key}")>
            <NumberField key label=Signal::stored(name.to_string()) no_slider=true/>
            <select id=format!("c-pays-{key}") aria-label=format!("{name}: {}", words::PAY_WITH) on:change=picked>{menu}</select>
        </div>
    }
}
