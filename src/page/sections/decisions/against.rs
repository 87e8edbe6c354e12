//! A baseline: set, swapped, cleared, and what differs from it.

use crate::model::estimate::{Answer, estimate};
use crate::page::components::{Shown, TextInput};
use crate::page::platform::element;
use crate::page::sections::answer_figure::AnswerFigure;
use crate::page::state::{Lists, Session, session};
use crate::scenario::{Preset, Scenario, august, link};
use crate::view::labels::{self, decisions as words};
use crate::view::{answer, difference};
use leptos::prelude::*;

#[component]
pub fn Against() -> impl IntoView {
    let session = session();
    let problem = RwSignal::new(String::new());
    let held = session.part(|s| s.baseline.is_some());
    let hold =
        move |scenario: Scenario| problem.set(set_baseline(session, scenario).err().unwrap_or_default());
    let own = move |_| hold(session.scenario.with_untracked(Scenario::alone));
    let revision = session.lists().table.revision;
    let today = session.lists().today;
    let preset = move |preset: Preset| {
        let press = move |_| hold(preset.scenario(today, revision));
        view! {
            <button type="button" class="quiet" data-hold=preset.key() on:click=press>{labels::preset(preset)}</button>
        }
    };
    let published = move |_| hold(august(Preset::Average, revision));
    let linked =
        Callback::new(move |text: String| problem.set(hold_link(session, &text).err().unwrap_or_default()));
    let typed = RwSignal::new(String::new());
    let on_text = Callback::new(move |text: String| {
        linked.run(text.clone());
        // A link that was taken leaves its field empty; one that was refused stays to be mended.
        typed.set(text);
        if problem.with_untracked(String::is_empty) {
            typed.set(String::new());
        }
    });
    let cleared = move |_| {
        session.edit("", |s| s.baseline = None);
        element::focus_soon("hold");
    };
    let make = move |lists: &Lists, answer: &Answer| {
        let (table, after, locale) = (&lists.table, &answer.scenario, &lists.locale);
        let before = session.baseline.with_untracked(|b| b.as_ref().map(|b| b.scenario.clone()))?;
        Some(Shown {
            figure: difference::figure(table, &before, after, locale)?,
            texts: difference::texts(table, &lists.plans, &before, after, locale)?,
        })
    };
    let absent = Signal::derive(move || {
        if held.get() { words::AGAINST_NO_PRICE.to_string() } else { words::AGAINST_UNSET.to_string() }
    });
    view! {
        <p class="help">{words::AGAINST_HELP}</p>
        <p class="buttons">
            <button type="button" class="quiet" id="hold" on:click=own>{words::HOLD}</button>
            {Preset::ALL.map(preset).collect_view()}
            <button type="button" class="quiet" data-hold="published" on:click=published>{words::HOLD_PUBLISHED}</button>
        </p>
        <TextInput id="hold-link" label=Signal::stored(words::HOLD_LINK.to_string()) text=typed problem on_text/>
        <p class="buttons" id="held" hidden=move || !held.get()>
            <button type="button" class="quiet" id="swap" on:click=move |_| swap(session)>{words::SWAP}</button>
            <button type="button" class="quiet" id="release" on:click=cleared>{words::RELEASE}</button>
        </p>
        <AnswerFigure id="against" name=words::AGAINST_CHART make absent/>
    }
}

/// Sets a baseline, unless it has no price to compare with; then says why.
fn set_baseline(session: Session, baseline: Scenario) -> Result<(), String> {
    let baseline = priced(session, baseline)?;
    session.edit("", |s| s.baseline = Some(Box::new(baseline.alone())));
    session.ui.say_done(words::HELD);
    Ok(())
}

/// Sets the scenario of a link; one that cannot be read whole changes nothing.
fn hold_link(session: Session, text: &str) -> Result<(), String> {
    if text.trim().is_empty() {
        return Ok(());
    }
    set_baseline(session, linked(text)?)
}

/// A scenario that has a price; else why there is nothing to compare with.
pub(super) fn priced(session: Session, scenario: Scenario) -> Result<Scenario, String> {
    let lists = session.lists();
    let estimate = estimate(&lists.table, &scenario);
    match answer::no_price(&lists.table, &estimate, &lists.locale) {
        Some(why) => Err(difference::nothing_to_compare(&why)),
        None => Ok(scenario),
    }
}

/// The scenario of a link that can be read whole.
pub(super) fn linked(text: &str) -> Result<Scenario, String> {
    match link::decode(text) {
        link::Opened { scenario: Some(scenario), faults } if faults.is_empty() => Ok(scenario),
        link::Opened { faults, .. } => Err(difference::unreadable(&faults)),
    }
}

/// The baseline comes to the front; what is decided with stays.
fn swap(session: Session) {
    session.edit("", |s| {
        if let Some(baseline) = s.baseline.take() {
            let front = Scenario { beside: s.beside.clone(), ..baseline.deciding_as(s) };
            let was = std::mem::replace(s, front);
            s.baseline = Some(Box::new(was.alone()));
        }
    });
}
