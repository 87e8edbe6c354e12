//! Preset chips: a name and what a developer's month on it costs.

use crate::page::components::Toolbar;
use crate::page::state::session;
use crate::view::labels;
use crate::view::presets::{basis, chips};
use leptos::prelude::*;

#[component]
pub fn PresetChips() -> impl IntoView {
    let session = session();
    let shown = Memo::new(move |_| {
        let lists = session.lists();
        session.scenario.with(|s| chips(&lists.table, s, &lists.locale))
    });
    let chip = move |n: usize| {
        let chip = move || shown.with(|all| all[n].clone());
        let preset = untrack(chip).preset;
        let key = preset.key();
        view! {
            <button type="button" class="chip" data-preset=key tabindex=if n == 0 { "0" } else { "-1" } title=move || chip().work
                aria-pressed=move || if chip().chosen { "true" } else { "false" }
                on:click=move |_| session.edit(&format!("preset {key}"), |s| *s = s.starting_from(preset))>
                {move || chip().name} " " <strong>{move || chip().usd}</strong>
            </button>
        }
    };
    let count = shown.with_untracked(Vec::len);
    let dollars = session.part(|s| basis(s).unwrap_or_default());
    view! {
        <p class="effect" id="presets-basis" hidden=move || dollars.with(String::is_empty)>{move || dollars.get()}</p>
        <Toolbar label=labels::PRESETS class="chips">{(0..count).map(chip).collect_view()}</Toolbar>
    }
}
