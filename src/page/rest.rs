//! What the first screen does without, as a program of its own that is loaded after it: the
//! sections below, the rows of kinds of session and of groups of people, and what reads and writes files.

use super::platform::given_files::{self, GivenFiles};
use super::platform::{element, frames, in_browser, tables, worker};
use super::sections::breakdown::BreakdownSection;
use super::sections::budget::BudgetSection;
use super::sections::decisions::DecisionsSection;
use super::sections::inputs::{GroupRows, KindRows};
use super::sections::logs::LogsSection;
use super::sections::plans::PlansSection;
use super::sections::prices::PricesSection;
use super::sections::range::RangeSection;
use super::sections::range_of::RangeOf;
use super::sections::session::SessionSection;
use super::sections::share::ShareSection;
use super::sections::statement::StatementSection;
use super::state::Session;
use crate::view::labels::rest as labels;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use web_sys::Element;

/// What it has for the page. Functions and not components: what the page named, it would contain.
#[derive(Clone, Copy)]
pub struct Parts {
    pub statement: fn() -> AnyView,
    pub kinds: fn() -> AnyView,
    /// The two fields of an input's range, by its key.
    pub range_of: fn(&'static str) -> AnyView,
    pub team: fn() -> AnyView,
    pub session: fn() -> AnyView,
    pub range: fn() -> AnyView,
    pub budget: fn() -> AnyView,
    pub plans: fn() -> AnyView,
    pub decisions: fn() -> AnyView,
    pub logs: fn() -> AnyView,
    pub breakdown: fn() -> AnyView,
    pub prices: fn() -> AnyView,
    pub share: fn() -> AnyView,
    pub copy_table: fn(Session, &Element),
    pub take_files: fn(Session, GivenFiles),
    pub open_text: fn(Session, &str),
    pub save: fn(Session),
    pub save_csv: fn(Session),
    pub save_workbook: fn(Session),
}

const ALL: Parts = Parts {
    statement: || view! { <StatementSection/> }.into_any(),
    kinds: || view! { <KindRows/> }.into_any(),
    range_of: |key| view! { <RangeOf key/> }.into_any(),
    team: || view! { <GroupRows/> }.into_any(),
    session: || view! { <SessionSection/> }.into_any(),
    range: || view! { <RangeSection/> }.into_any(),
    budget: || view! { <BudgetSection/> }.into_any(),
    plans: || view! { <PlansSection/> }.into_any(),
    decisions: || view! { <DecisionsSection/> }.into_any(),
    logs: || view! { <LogsSection/> }.into_any(),
    breakdown: || view! { <BreakdownSection/> }.into_any(),
    prices: || view! { <PricesSection/> }.into_any(),
    share: || view! { <ShareSection/> }.into_any(),
    copy_table: Session::copy_table,
    take_files: Session::take_files,
    open_text: Session::open_text,
    save: Session::save,
    save_csv: Session::save_csv,
    save_workbook: Session::save_workbook,
};

/// The way to it: `scripts/split.mjs` puts what only this function reaches into a file of its own.
#[wasm_split(rest, wasm_split_path = leptos::wasm_split, fallible)]
fn load() -> Result<Parts, SplitLoaderError> {
    Ok(ALL)
}

/// The rest of the page, which may be there, on its way, or missing.
#[derive(Clone, Copy)]
pub struct Rest {
    session: Session,
    parts: RwSignal<Option<Parts>>,
    /// Why it is not there, in words.
    problem: RwSignal<&'static str>,
}

impl Rest {
    /// Begins to load it. Natively it is there.
    pub fn new(session: Session) -> Rest {
        let parts = RwSignal::new(if in_browser() { None } else { Some(ALL) });
        let rest = Rest { session, parts, problem: RwSignal::new("") };
        if in_browser() {
            rest.then(|_| ());
            rest.keep_dropped_files();
            rest.copy_pressed_tables();
        }
        rest
    }

    /// What is dropped before it is there waits for it: else the browser would leave the page for it.
    fn keep_dropped_files(self) {
        for kind in ["dragover", "drop"] {
            let listener = window_event_listener_untyped(kind, move |event| {
                if self.parts.with_untracked(Option::is_some) {
                    return;
                }
                let Some(brought) = given_files::brought(&event) else { return };
                event.prevent_default();
                if kind == "drop" {
                    given_files::gather_files(&brought, move |given| {
                        self.then(move |parts| (parts.take_files)(self.session, given));
                    });
                }
            });
            on_cleanup(move || listener.remove());
        }
    }

    /// The buttons of all tables, wherever they stand.
    fn copy_pressed_tables(self) {
        let listener = window_event_listener_untyped("click", move |event| {
            if let Some(table) = tables::pressed(&event) {
                self.then(move |parts| (parts.copy_table)(self.session, &table));
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// Whether what stands in its place is behind the inputs.
    pub fn is_behind(self) -> bool {
        self.parts.with(Option::is_none) && self.session.touched.get()
    }

    pub fn is_there(self) -> Signal<bool> {
        Signal::derive(move || self.parts.with(Option::is_some))
    }

    /// A section of it, once it is there.
    pub fn section(self, of: fn(&Parts) -> fn() -> AnyView) -> Option<AnyView> {
        self.parts.get_untracked().map(|parts| of(&parts)())
    }

    /// The fields of an input's range, once they are there.
    pub fn range_of(self, key: &'static str) -> Option<AnyView> {
        self.parts.get().map(|parts| (parts.range_of)(key))
    }

    /// Goes to a section, as soon as it is there.
    pub fn go_to(self, id: &'static str) {
        if element::by_id(id).is_some() {
            return element::go_to(id);
        }
        // After the sections, which ask for a frame each once they see that it is there.
        let after_them = move || frames::one_a_frame(frames::number(), move || element::go_to(id));
        self.then(move |_| frames::next(after_them));
    }

    /// Does something with it as soon as it is there, and says so where it does not come.
    pub fn then(self, act: impl FnOnce(Parts) + 'static) {
        spawn_local(async move {
            match load().await {
                Ok(parts) => {
                    self.problem.set("");
                    if self.parts.with_untracked(Option::is_none) {
                        self.parts.set(Some(parts));
                    }
                    act(parts);
                }
                Err(_) => {
                    let problem = if worker::is_offline() { labels::OFFLINE } else { labels::MISSING };
                    self.problem.set(problem);
                    self.session.ui.say(problem);
                }
            }
        });
    }
}

/// The rest of the page, for what stands on the first screen.
pub fn rest() -> Rest {
    expect_context::<Rest>()
}

/// What is said where it did not come, with another try.
#[component]
pub fn RestProblem() -> impl IntoView {
    let rest = rest();
    let again = move |_| {
        rest.then(|_| element::focus_soon("sawtooth-title"));
    };
    view! {
        <div id="rest-problem" hidden=move || rest.problem.with(|problem| problem.is_empty())>
            <p class="problem">{move || rest.problem.get()}</p>
            <p class="buttons"><button type="button" id="rest-again" on:click=again>{labels::AGAIN}</button></p>
        </div>
    }
}
