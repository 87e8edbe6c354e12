//! Where the month goes: bars of groups and of kinds of session, of which one group can be looked at
//! alone.

use crate::page::components::{FigureCard, Show, Shown, Toolbar};
use crate::page::state::session;
use crate::scenario::Scenario;
use crate::view::labels::{figure, parts as labels};
use crate::view::{parts, payer};
use leptos::prelude::*;

/// The group that is looked at, here and in the tables below.
#[derive(Clone, Copy)]
pub struct LookedAt {
    asked: RwSignal<Option<usize>>,
    /// A group that was taken out is no longer looked at.
    pub group: Memo<Option<usize>>,
}

impl LookedAt {
    pub fn new() -> LookedAt {
        let (session, asked) = (session(), RwSignal::new(None));
        let is_there = move |group: &usize| session.scenario.with(|s| parts::groups(s).contains(group));
        LookedAt { asked, group: Memo::new(move |_| asked.get().filter(is_there)) }
    }
}

#[component]
pub fn PartsFigure(looked_at: LookedAt) -> impl IntoView {
    let session = session();
    let is_there = Memo::new(move |_| session.scenario.with(parts::is_there));
    view! { <Show when=is_there><Bars looked_at/></Show> }
}

#[component]
fn Bars(looked_at: LookedAt) -> impl IntoView {
    let session = session();
    let in_sight = RwSignal::new(true);
    let groups = Memo::new(move |_| {
        let named = |s: &Scenario| {
            let named = |group| (group, payer::group_name(s, group));
            parts::groups(s).into_iter().map(named).collect::<Vec<_>>()
        };
        session.scenario.with(named)
    });
    // At rest and in sight: the last one stays till then.
    let shown = Memo::new(move |before: Option<&Option<Shown>>| {
        let waits = session.moving.get() || !in_sight.get();
        if let Some(Some(before)) = before.filter(|_| waits) {
            return Some(before.clone());
        }
        let alone = looked_at.group.get();
        let shown = session.with_answer(|lists, answer| parts::shown(answer, alone, &lists.locale)).flatten();
        shown.map(|(figure, texts)| Shown { figure, texts })
    });
    let chip = move |group: Option<usize>, name: String| {
        let pressed = move || if looked_at.group.get() == group { "true" } else { "false" };
        view! {
            <button type="button" class="chip" aria-pressed=pressed tabindex=if group.is_none() { "0" } else { "-1" }
                on:click=move |_| looked_at.asked.set(group)>{name}</button>
        }
    };
    let chips = move || {
        let all = groups.get();
        // One group alone is everybody.
        let several = all.get(1).is_some();
        let everybody = several.then(|| chip(None, labels::EVERYBODY.into()));
        let of_groups = all.into_iter().filter(|_| several).map(|(group, name)| chip(Some(group), name));
        (everybody, of_groups.collect_view())
    };
    // A group's bar opens its kinds, and any of these leads back to all groups.
    let on_press = Callback::new(move |row: usize| {
        let all = groups.get_untracked();
        let pressed = all.get(row).map(|(group, _)| *group).filter(|_| all.get(1).is_some());
        let alone = looked_at.group.get_untracked().is_some();
        looked_at.asked.set(pressed.filter(|_| !alone));
    });
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <FigureCard id="month-parts" name=labels::NAME shown stale=session.moving absent=Signal::stored(figure::NO_PRICE.to_string())
            locale=session.locale() in_sight on_trouble on_press>
            <Toolbar label=labels::LOOK_AT class="chips">{chips}</Toolbar>
        </FigureCard>
    }
}
