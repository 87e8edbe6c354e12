//! Where the month goes: bars of groups and of kinds of session, of which one group can be looked at
//! alone.

use crate::page::components::{FigureCard, Show, Shown, Toolbar};
use crate::page::state::session;
use crate::scenario::Scenario;
use crate::view::labels::{figure, parts as labels};
use crate::view::{parts, payer};
use leptos::prelude::*;

/// `alone` is the group that is looked at, here and in the tables below.
#[component]
pub fn PartsFigure(alone: RwSignal<Option<usize>>) -> impl IntoView {
    let session = session();
    let is_there = Memo::new(move |_| session.scenario.with(parts::is_there));
    view! { <Show when=is_there><Bars alone/></Show> }
}

#[component]
fn Bars(alone: RwSignal<Option<usize>>) -> impl IntoView {
    let session = session();
    let in_sight = RwSignal::new(true);
    let groups = Memo::new(move |_| {
        let named = |s: &Scenario| {
            let all = parts::groups(s)
                .into_iter()
                .map(|group| (group, payer::group_name(s, group), parts::kinds_of(s, group)));
            all.collect::<Vec<_>>()
        };
        session.scenario.with(named)
    });
    // A group that was taken out is no longer looked at.
    let looked_at = Memo::new(move |_| {
        alone.get().filter(|group| groups.with(|all| all.iter().any(|(of, ..)| of == group)))
    });
    // At rest and in sight: the last one stays till then.
    let shown = Memo::new(move |before: Option<&Option<Shown>>| {
        let waits = session.moving.get() || !in_sight.get();
        if let Some(Some(before)) = before.filter(|_| waits) {
            return Some(before.clone());
        }
        let alone = looked_at.get();
        session
            .with_answer(|lists, answer| {
                let texts = parts::texts(answer, alone, &lists.locale);
                parts::figure(answer, alone, &lists.locale).map(|figure| Shown { figure, texts })
            })
            .flatten()
    });
    let chip = move |group: Option<usize>, name: String, about: String| {
        let pressed = move || if looked_at.get() == group { "true" } else { "false" };
        view! {
            <button type="button" class="chip" title=about aria-pressed=pressed tabindex=if group.is_none() { "0" } else { "-1" }
                on:click=move |_| alone.set(group)>{name}</button>
        }
    };
    let chips = move || {
        let all = groups.get();
        // One group alone is everybody.
        let several = all.get(1).is_some();
        let everybody = several.then(|| chip(None, labels::EVERYBODY.into(), String::new()));
        let of_groups =
            all.into_iter().filter(|_| several).map(|(group, name, about)| chip(Some(group), name, about));
        (everybody, of_groups.collect_view())
    };
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <FigureCard id="parts" name=labels::NAME shown stale=session.moving absent=Signal::stored(figure::NO_PRICE.to_string())
            locale=session.locale() in_sight on_trouble>
            <Toolbar label=labels::LOOK_AT class="chips">{chips}</Toolbar>
        </FigureCard>
    }
}
