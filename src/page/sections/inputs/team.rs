//! Just me, or a team, whose groups come with the rest of the page.

use crate::page::components::{Choice, Show};
use crate::page::rest::rest;
use crate::page::state::session;
use crate::scenario::Team;
use crate::view::labels::team as labels;
use leptos::prelude::*;

/// "Just me" is one person on this profile; a team is open once there are more, or is asked for.
#[component]
pub fn TeamFields() -> impl IntoView {
    let session = session();
    let others = Memo::new(move |_| session.scenario.with(|s| !s.team.is_one_person()));
    let asked = RwSignal::new(false);
    let team = move || asked.get() || others.get();
    let chosen = Signal::derive(move || if team() { "team" } else { "me" }.to_string());
    let on_choose = Callback::new(move |word: &'static str| {
        asked.set(word == "team");
        if word == "me" {
            session.edit("", |s| s.team = Team { own: 1.0, ..Team::default() });
        }
    });
    let options = vec![("me", labels::ME.to_string()), ("team", labels::TEAM.to_string())];
    let (rest, there) = (rest(), rest().is_there());
    let shown = Signal::derive(move || team() && there.get());
    view! {
        <Choice name="people" legend=Signal::stored(labels::WHO.to_string()) options chosen on_choose segmented=true quiet=true/>
        <Show when=shown>{rest.section(|parts| parts.team)}</Show>
    }
}
