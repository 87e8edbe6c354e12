//! How somebody works: the inputs of the first screen.

use super::kinds::KindFields;
use crate::model::estimate::Answer;
use crate::page::platform::element;
use crate::page::sections::field::{InputField, NumberField};
use crate::page::sections::mix::MixEditor;
use crate::page::state::ui::Entry;
use crate::page::state::{FollowedEffects, Lists, session};
use crate::scenario::{Basis, field};
use crate::view::labels::{entry, kinds};
use crate::view::{Locale, answer, words};
use leptos::prelude::*;

/// Sessions, days, messages, models, cache hit rate and compaction.
#[component]
pub fn WorkFields() -> impl IntoView {
    let session = session();
    let effects = expect_context::<FollowedEffects>();
    let tokens = move || session.ui.entry.get() == Entry::Tokens;
    let built_up = session.part(|s| s.basis != Basis::Totals);
    let several = session.part(|s| s.count_kinds() > 1);
    let hidden = move || tokens() || !built_up.get();
    let counted = move || !tokens() && !built_up.get();
    let use_messages = move |_| {
        session.use_messages();
        element::focus("f-messages");
    };
    view! {
        <div class="group" id="work">
            <div hidden=move || several.get()><NumberField key="sessions" effect=effects.of("sessions")/></div>
            <NumberField key="days" effect=effects.of("days")/>
            <p class="fitted" id="token-counts" hidden=move || !counted()>
                {entry::TOKENS_COUNT} " "
                <button type="button" class="quiet" id="use-messages" on:click=use_messages>{entry::USE_MESSAGES}</button>
            </p>
            // Typed, they lead back from token counts.
            <div hidden=move || tokens() || several.get()><MessagesField/></div>
            <div hidden=hidden><KindFields several/></div>
            <div hidden=move || several.get()><MixEditor/></div>
            <div class="group" hidden=hidden>
                <p class="kicker" hidden=move || !several.get()>{kinds::ALL}</p>
                <HitRate/>
                <InputField key="compact"/>
                <InputField key="threshold"/>
            </div>
        </div>
    }
}

/// Messages, as they are or as a bill is solved for them; typed, they end the fit.
#[component]
fn MessagesField() -> impl IntoView {
    let session = session();
    let effects = expect_context::<FollowedEffects>();
    let in_force = Memo::new(move |_| {
        // All digits of what a bill comes to would not fit the field.
        let written = |n: f64, locale: &Locale| locale.parse(field("messages")?, &locale.short(n, 2));
        let solved = |lists: &Lists, answer: &Answer| written(answer.scenario.work.messages, &lists.locale);
        let solved = session.with_answer(solved).flatten();
        let own = session.scenario.with(|s| if s.fitted() { None } else { Some(s.work.messages) });
        own.or(solved).or_else(|| Some(session.scenario.with(|s| s.work.messages)))
    });
    let enter = Callback::new(move |n: f64| {
        let resolved = session.resolved();
        session.edit("messages", |s| *s = s.typed_work(&resolved, "messages", n));
    });
    view! { <NumberField key="messages" in_force=in_force effect=effects.of("messages") enter/> }
}

/// The hit rate as it is given, as a usage screen reports it, or from pauses.
#[component]
fn HitRate() -> impl IntoView {
    view! {
        <InputField key="hit"/>
        <InputField key="reported"/>
        <NearestHitRate/>
        <InputField key="pauses5m"/>
        <InputField key="pauses60m"/>
    }
}

/// The way out of a reported rate that no session has.
#[component]
fn NearestHitRate() -> impl IntoView {
    let session = session();
    let nearest = Memo::new(move |_| {
        session.estimate.with(|e| session.scenario.with(|s| answer::nearest_hit_rate(e, s)))
    });
    let label =
        move || nearest.get().map(|rate| words::use_nearest(rate, &session.locale())).unwrap_or_default();
    let take = move |_| {
        if let Some(rate) = nearest.get_untracked() {
            session.edit("", |s| s.cache.reported = rate);
            element::focus("f-reported");
        }
    };
    view! {
        <p class="buttons" hidden=move || nearest.get().is_none()>
            <button type="button" class="quiet" id="nearest" on:click=take>{label}</button>
        </p>
    }
}

/// The token counts of one session, as a usage screen shows them.
#[component]
pub fn TokenFields() -> impl IntoView {
    ["totalInput", "totalWrite5m", "totalWrite1h", "totalRead", "totalOutput"]
        .map(|key| view! { <TokenField key/> })
        .collect_view()
}

/// One count: of the session in force until the first is typed.
#[component]
fn TokenField(key: &'static str) -> impl IntoView {
    let session = session();
    let count = field(key)?;
    let entered = session.part(|s| s.basis == Basis::Totals);
    let number = session.parts.number(key)?;
    let in_force = Signal::derive(move || entered.get().then(|| number.get()));
    let enter = Callback::new(move |n: f64| {
        if let Some(totals) = session.totals_in_force() {
            session.edit(key, |s| *s = s.typed_tokens(totals, key, n));
        }
    });
    let placeholder = Signal::derive(move || {
        let totals = session.estimate.with(|_| session.totals_in_force());
        let locale = session.locale();
        totals
            .map(|totals| {
                let mut scenario = session.scenario.get_untracked();
                scenario.totals = totals;
                locale.value(count, (count.get)(&scenario))
            })
            .unwrap_or_default()
    });
    Some(view! { <NumberField key in_force=in_force placeholder=placeholder enter no_slider=true/> })
}
