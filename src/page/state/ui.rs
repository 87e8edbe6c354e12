//! What the page shows that is no part of the scenario, and crosses components.

use crate::scenario::Scenario;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Ui {
    pub banner: RwSignal<Option<Banner>>,
    /// Said once, in passing: "Link copied."
    pub toast: RwSignal<String>,
    /// The person's own scenario, kept while somebody else's is shown.
    pub own: RwSignal<Option<String>>,
    /// Whose scenario is shown.
    pub source: RwSignal<Source>,
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
    Mine,
}

impl Ui {
    pub fn new() -> Ui {
        Ui {
            banner: RwSignal::new(None),
            toast: RwSignal::new(String::new()),
            own: RwSignal::new(None),
            source: RwSignal::new(Source::Own),
            written: StoredValue::new(None),
            blocked: RwSignal::new(false),
            entry: RwSignal::new(Entry::Work),
        }
    }

    pub fn say(self, text: impl Into<String>) {
        self.toast.set(text.into());
    }
}

impl Default for Ui {
    fn default() -> Ui {
        Ui::new()
    }
}
