//! The inputs: what this person works like, and how they pay.

mod bill;
mod chips;
mod groups;
mod kinds;
mod pay;
mod team;
mod work;

use self::bill::BillFields;
use self::chips::PresetChips;
pub use self::groups::GroupRows;
pub use self::kinds::KindRows;
use self::pay::PayFields;
pub use self::pay::PayerMenu;
use self::team::TeamFields;
use self::work::{TokenFields, WorkFields};
use super::field::InputField;
use crate::page::components::{Choice, Fold, WhenOpened};
use crate::page::platform::{element, frames};
use crate::page::rest::rest;
use crate::page::state::ui::Entry;
use crate::page::state::{FollowedEffects, session};
use crate::view::inputs::{self, FOLDS};
use crate::view::labels;
use leptos::prelude::*;

#[component]
pub fn InputsSection() -> impl IntoView {
    let stale = expect_context::<FollowedEffects>().are_stale();
    view! {
        <section id="know" class="inputs" class:behind=move || stale.get() tabindex="-1" aria-label="Inputs">
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
    let rest = rest();
    let options = TABS.iter().map(|(_, word, label)| (*word, (*label).to_string())).collect::<Vec<_>>();
    let shows = move |tab: Entry| Signal::derive(move || entry.get() == tab);
    let (bill, tokens, logs) = (shows(Entry::Bill), shows(Entry::Tokens), shows(Entry::Logs));
    view! {
        <Choice name="know" legend=Signal::stored(labels::input::KNOW.to_string()) options chosen on_choose segmented=true quiet=true/>
        <div class="group" id="entry-paid" hidden=move || !bill.get()>
            <WhenOpened open=bill><BillFields/></WhenOpened>
        </div>
        <div class="group" id="entry-totals" hidden=move || !tokens.get()>
            <WhenOpened open=tokens><TokenFields/></WhenOpened>
        </div>
        <div class="group" id="entry-logs" hidden=move || !logs.get()>
            <p class="help">{labels::entry::LOGS_HELP}</p>
            <p class="buttons">
                <button type="button" class="quiet" id="to-logs" on:click=move |_| rest.go_to("logs-heading")>{labels::entry::TO_LOGS}</button>
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
    let count = move || session.counting.with(|all| keys().filter(|key| all.contains(key)).count());
    let title = Signal::derive(move || format!("{} more inputs", count()));
    let open = RwSignal::new(false);
    let several = session.part(|s| s.count_kinds() > 1);
    let folds = || FOLDS.iter().filter(|fold| fold.id != "team").map(|fold| view! { <InputFold fold/> });
    view! { <Fold id="more-inputs" title open>
    <WhenOpened open>
        <p class="help" hidden=move || !several.get()>{labels::kinds::FOLDS}</p>
        {folds().collect_view()}
    </WhenOpened></Fold> }
}

#[component]
fn InputFold(fold: &'static inputs::Fold) -> impl IntoView {
    let session = session();
    let open = RwSignal::new(false);
    let shows = session.part(move |s| fold.shows(s));
    let set =
        move || session.parts.changed.with(|all| fold.keys.iter().filter(|key| all.contains(key)).count());
    let mark = move || match set() {
        0 => String::new(),
        count => format!("{count} set"),
    };
    let wrong = Memo::new(move |_| {
        session.parts.problems.with(|all| all.iter().any(|(key, _)| fold.keys.contains(key)))
    });
    let mark = Signal::derive(move || if wrong.get() { "needs attention".to_string() } else { mark() });
    let fields = || fold.keys.iter().map(|key| view! { <InputField key/> }).collect_view();
    view! {
        <div hidden=move || !shows.get()>
            <Fold id=fold.id title=Signal::stored(fold.name.to_string()) mark open>
                <WhenOpened open>{fields()}</WhenOpened>
            </Fold>
        </div>
    }
}

/// Milliseconds until what is in a fold that was opened is there.
const UNTIL_OPEN: u32 = 50;

/// Goes to an input by its key, wherever it stands.
pub fn go_to_input(key: &str) {
    if go_to(key) {
        return;
    }
    let key = key.to_string();
    let Some(fold) = FOLDS.iter().find(|fold| fold.keys.contains(&key.as_str())) else { return };
    element::open_fold("more-inputs");
    frames::after(UNTIL_OPEN, move || {
        element::open_fold(fold.id);
        frames::after(UNTIL_OPEN, move || {
            go_to(&key);
        });
    });
}

/// Whether the input is there to go to.
fn go_to(key: &str) -> bool {
    let ids = [format!("f-{key}"), format!("c-{key}"), key.to_string()];
    let there = ids.iter().find(|id| element::by_id(id).is_some());
    if let Some(id) = there {
        element::open_around(id);
        element::go_to(id);
    }
    there.is_some()
}
