//! The inputs: what this person works like, and how they pay.

mod bill;
mod chips;
mod pay;
mod team;
mod work;

use self::bill::BillFields;
use self::chips::PresetChips;
use self::pay::PayFields;
pub use self::pay::PayerMenu;
use self::team::TeamFields;
use self::work::{TokenFields, WorkFields};
use super::field::InputField;
use crate::page::components::{Choice, Fold};
use crate::page::platform::element;
use crate::page::state::session;
use crate::page::state::ui::Entry;
use crate::view::inputs::{FOLDS, changed};
use crate::view::labels;
use leptos::prelude::*;

#[component]
pub fn InputsSection() -> impl IntoView {
    view! {
        <section id="know" class="inputs" tabindex="-1" aria-label="Inputs">
            <TeamFields/>
            <PayFields/>
            <PresetChips/>
            <EntryTabs/>
            <MoreInputs/>
        </section>
    }
}

const TABS: [(Entry, &str, &str); 4] = [
    (Entry::Work, "work", labels::entry::WORK),
    (Entry::Bill, "paid", labels::entry::BILL),
    (Entry::Tokens, "totals", labels::entry::TOKENS),
    (Entry::Logs, "logs", labels::entry::LOGS),
];

/// What somebody knows. Looking at a tab changes nothing; the first number typed there does.
#[component]
fn EntryTabs() -> impl IntoView {
    let session = session();
    let entry = session.ui.entry;
    let chosen = Signal::derive(move || {
        TABS.iter()
            .find(|(tab, ..)| *tab == entry.get())
            .map(|(_, word, _)| (*word).to_string())
            .unwrap_or_default()
    });
    let on_choose = Callback::new(move |word: &'static str| {
        if let Some((tab, ..)) = TABS.iter().find(|(_, of, _)| *of == word) {
            entry.set(*tab);
        }
    });
    let options = TABS.iter().map(|(_, word, label)| (*word, (*label).to_string())).collect::<Vec<_>>();
    let shows = move |tab: Entry| move || entry.get() != tab;
    view! {
        <Choice name="know" legend=Signal::stored(labels::input::KNOW.to_string()) options chosen on_choose segmented=true quiet=true/>
        <div class="group" id="entry-paid" hidden=shows(Entry::Bill)><BillFields/></div>
        <div class="group" id="entry-totals" hidden=shows(Entry::Tokens)><TokenFields/></div>
        <div class="group" id="entry-logs" hidden=shows(Entry::Logs)>
            <p class="help">{labels::entry::LOGS_HELP}</p>
            <p class="buttons">
                <button type="button" class="quiet" id="to-logs" on:click=|_| element::go_to("logs-heading")>{labels::entry::TO_LOGS}</button>
            </p>
        </div>
        <WorkFields/>
    }
}

/// Everything that is not on the first screen, by what it is about.
#[component]
fn MoreInputs() -> impl IntoView {
    let session = session();
    let keys = || FOLDS.iter().filter(|fold| fold.id != "team").flat_map(|fold| fold.keys);
    let all = session.part(move |s| {
        let shown = |key: &&&str| crate::view::inputs::input(key).is_some_and(|input| input.shows(s));
        keys().filter(shown).count()
    });
    let title = Signal::derive(move || format!("{} more inputs", all.get()));
    let folds = FOLDS.iter().filter(|fold| fold.id != "team").map(move |fold| {
        let shows = session.part(move |s| fold.shows(s));
        let mark = session.part(move |s| {
            let count = changed(s, &s.base.scenario(s.priced_on, s.price_revision), fold.keys);
            if count == 0 { String::new() } else { format!("{count} set") }
        });
        let wrong = Memo::new(move |_| session.problems.with(|all| all.iter().any(|(key, _)| fold.keys.contains(key))));
        let mark = Signal::derive(move || if wrong.get() { "needs attention".to_string() } else { mark.get() });
        let inputs = fold.keys.iter().map(|key| view! { <InputField key/> }).collect_view();
        view! { <div hidden=move || !shows.get()><Fold id=fold.id title=Signal::stored(fold.name.to_string()) mark>{inputs}</Fold></div> }
    });
    view! { <Fold id="more-inputs" title>{folds.collect_view()}</Fold> }
}
