//! What the page shows that is no part of the scenario, and crosses components.

use crate::scenario::Scenario;
use crate::scenario::history::History;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Ui {
    pub banner: RwSignal<Option<Banner>>,
    /// Said once, in passing: "Link copied."
    pub toast: RwSignal<Toast>,
    /// Whether the toast offers a title and a note for the link that was copied.
    pub titling: RwSignal<bool>,
    /// What "Forget everything" or "Clear logs" took away, until the page is left.
    pub forgotten: StoredValue<Option<Forgotten>>,
    /// The person's own scenario, kept while somebody else's is shown.
    pub own: RwSignal<Option<String>>,
    /// Whose scenario is shown.
    pub source: RwSignal<Source>,
    /// Whether the statement stands in the place of the tool.
    pub reading: RwSignal<bool>,
    /// Whether the page is being printed, which shows the statement too.
    pub printing: RwSignal<bool>,
    /// What this page kept last, or found to go on with.
    pub written: StoredValue<Option<String>>,
    /// Storage refused: the page goes on without and has said so.
    pub blocked: RwSignal<bool>,
    /// What somebody looks at to enter their numbers; the scenario changes with the first number.
    pub entry: RwSignal<Entry>,
}

/// Where the scenario on the page came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Own,
    Link,
}

/// The tabs over the inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Work,
    Bill,
    Tokens,
    Logs,
}

/// A sentence in passing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Toast {
    pub text: String,
    /// Whether a button takes back what was done.
    pub undo: bool,
    /// Whether it is of the last change alone.
    pub done: bool,
}

/// What [`super::Session::forget_everything`] removed, or clearing logs.
#[derive(Clone, Debug)]
pub struct Forgotten {
    pub scenario: Scenario,
    pub history: History,
    /// The scenario that logs made, once it was taken over.
    pub calibrated: Option<Scenario>,
    pub kept: Option<String>,
    pub before: Option<String>,
}

/// What is said above the page until the person decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Banner {
    pub text: String,
    pub list: Vec<String>,
    pub offer: Option<Offer>,
    pub dismiss: &'static str,
}

/// A button and what it brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub label: &'static str,
    pub scenario: Box<Scenario>,
    pub whose: Whose,
}

/// Whose scenario an offer is: only a stranger's needs the person's own to be kept aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Theirs,
    /// The one on the page, changed.
    Mine,
    /// The person's own of before, while a stranger's is shown.
    Before,
}

impl Ui {
    pub fn new() -> Ui {
        Ui {
            banner: RwSignal::new(None),
            toast: RwSignal::new(Toast::default()),
            titling: RwSignal::new(false),
            forgotten: StoredValue::new(None),
            own: RwSignal::new(None),
            source: RwSignal::new(Source::Own),
            reading: RwSignal::new(false),
            printing: RwSignal::new(false),
            written: StoredValue::new(None),
            blocked: RwSignal::new(false),
            entry: RwSignal::new(Entry::Work),
        }
    }

    pub fn say(self, text: impl Into<String>) {
        self.titling.set(false);
        self.toast.set(Toast { text: text.into(), undo: false, done: false });
    }

    /// Says what was just done to the scenario: no longer true of the next one.
    pub fn say_done(self, text: impl Into<String>) {
        self.say(text);
        self.toast.update(|toast| toast.done = true);
    }

    /// Lets go of what was said of the scenario of before.
    pub(super) fn unsay(self) {
        if self.toast.with_untracked(|toast| toast.done) {
            self.say("");
        }
    }

    /// Says what was done, with a button that takes it back.
    pub fn say_undoable(self, text: impl Into<String>) {
        self.titling.set(false);
        self.toast.set(Toast { text: text.into(), undo: true, done: false });
    }
}

impl Default for Ui {
    fn default() -> Ui {
        Ui::new()
    }
}
