//! The whole page.

use super::components::MadeLater;
use super::platform::{element, in_browser};
use super::rest::{Rest, RestProblem};
use super::sections::actions::ActionsSection;
use super::sections::answer::AnswerSection;
use super::sections::banner::BannerSection;
use super::sections::inputs::InputsSection;
use super::sections::options::OptionsSection;
use super::sections::phone_bar::PhoneBar;
use super::sections::spend::SpendSection;
use super::sections::toast::Toast;
use super::sections::top_bar::TopBar;
use super::state::{
    FollowedActions, FollowedEffects, FollowedHeadline, FollowedOptions, FollowedRange, Session, Start,
};
use crate::view::{at_prices, labels};
use leptos::prelude::*;

/// Headline, inputs, and the rest, in this order in the document for both sizes.
#[component]
pub fn App(start: Start) -> impl IntoView {
    let session = Session::new(start);
    provide_context(session);
    if in_browser() {
        // Before anything is made of the scenario: what follows it would begin with another.
        session.begin();
    }
    let options = FollowedOptions::new(session);
    provide_context(options);
    let range = FollowedRange::new(session);
    provide_context(range);
    provide_context(FollowedHeadline::new(session, options, range));
    provide_context(FollowedActions::new(session));
    provide_context(FollowedEffects::new(session, options));
    if in_browser() {
        session.follow_outside();
        listen_for_undo(session);
    }
    let rest = Rest::new(session);
    provide_context(rest);
    let foot = Memo::new(move |_| session.scenario.with(|s| at_prices::foot(s, &session.locale())));
    view! {
        <div id="page" class:reading=move || session.ui.reading.get()>
            <TopBar/>
            <BannerSection/>
            <main>
                <AnswerSection/>
                // Instead of the tool for who opens a link, and on paper for all.
                <MadeLater id="statement" there=rest.is_there()>{rest.section(|parts| parts.statement)}</MadeLater>
                <MadeLater id="inputs"><InputsSection/></MadeLater>
                // The first screen: options, spend, actions.
                <div class="first">
                    <MadeLater id="options"><OptionsSection/></MadeLater>
                    <MadeLater id="spend"><SpendSection/></MadeLater>
                    <MadeLater id="actions"><ActionsSection/></MadeLater>
                </div>
                // Below it: session, range, budget, plans, decisions, logs, breakdown, prices, share.
                <div class="rest" class:behind=move || rest.is_behind()>
                    <RestProblem/>
                    <MadeLater id="session" there=rest.is_there()>{rest.section(|parts| parts.session)}</MadeLater>
                    <MadeLater id="range" there=rest.is_there()>{rest.section(|parts| parts.range)}</MadeLater>
                    <MadeLater id="budget" there=rest.is_there()>{rest.section(|parts| parts.budget)}</MadeLater>
                    <MadeLater id="plans" there=rest.is_there()>{rest.section(|parts| parts.plans)}</MadeLater>
                    <MadeLater id="decisions" there=rest.is_there()>{rest.section(|parts| parts.decisions)}</MadeLater>
                    <MadeLater id="logs" there=rest.is_there()>{rest.section(|parts| parts.logs)}</MadeLater>
                    <MadeLater id="breakdown" there=rest.is_there()>{rest.section(|parts| parts.breakdown)}</MadeLater>
                    <MadeLater id="prices" there=rest.is_there()>{rest.section(|parts| parts.prices)}</MadeLater>
                    <MadeLater id="share" there=rest.is_there()>{rest.section(|parts| parts.share)}</MadeLater>
                </div>
            </main>
            <footer><p>{labels::foot::PRIVATE}</p><p id="foot-prices">{move || foot.get()}</p></footer>
            <PhoneBar/>
            <Toast/>
        </div>
    }
}

/// Undo and redo by the keys of the system, where no text is being written.
fn listen_for_undo(session: Session) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if !element::is_command(&event) || element::writes_text(&event) || session.ui.reading.get_untracked()
        {
            return;
        }
        match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
            ("z", false) => session.undo(),
            ("z", true) | ("y", _) => session.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}
