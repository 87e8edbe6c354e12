//! The page's state: one scenario, its history, and what follows from it.

use crate::browser;
use crate::react::derived;
use crate::screen::{Draft, Place};
use gloo::file::callbacks::FileReader;
use leptos::prelude::*;
use sawtooth::estimate::{Estimate, estimate};
use sawtooth::history::History;
use sawtooth::link;
use sawtooth::plans::{self, Plan};
use sawtooth::rates::{Date, RateTable};
use sawtooth::scenario::{Preset, Scenario};
use sawtooth::view::spend::{Optimized, optimized};
use sawtooth::view::{Locale, answer, words};

#[derive(Clone, Copy)]
pub struct Page {
    pub scenario: RwSignal<Scenario>,
    pub history: RwSignal<History>,
    pub table: StoredValue<RateTable>,
    pub plans: StoredValue<Vec<Plan>>,
    pub locale: StoredValue<Locale>,
    pub today: Date,
    /// "I don't know" is where the reader looks, not what the scenario holds.
    pub unknown: RwSignal<bool>,
    pub estimate: Memo<Estimate>,
    pub optimized: Memo<Option<Optimized>>,
    /// Each problem with the key of its field, in words.
    pub problems: Memo<Vec<(&'static str, String)>>,
    pub banner: RwSignal<Option<Banner>>,
    /// Said once, in passing: "Link copied."
    pub status: RwSignal<String>,
    /// The first edit after opening somebody's link must not cost the reader their own.
    pub opened: RwSignal<Option<String>>,
    /// Whether the reader changed anything here; only then is anything stored.
    pub touched: RwSignal<bool>,
    /// The scenario has not changed for a moment: what need not follow a moving slider does now.
    pub rest: Trigger,
    /// Storage refused: the page goes on without and has said so.
    pub blocked: RwSignal<bool>,
    /// What is being typed, before it is a number.
    pub draft: RwSignal<Option<Draft>>,
    pub implied_open: RwSignal<bool>,
    pub receipt_open: RwSignal<bool>,
    pub prices_open: RwSignal<bool>,
    /// Inputs that must show again what is in force, because what was chosen was refused.
    pub repaint_mix: Trigger,
    pub repaint_prices: Trigger,
    pub places: StoredValue<Vec<Place>, LocalStorage>,
    /// The file that is being read; dropping it would stop that.
    pub reading: StoredValue<Option<FileReader>, LocalStorage>,
}

/// What is said above the page until the reader decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Banner {
    pub text: String,
    pub list: Vec<String>,
    /// A button and the scenario that it brings.
    pub offer: Option<(String, Scenario)>,
    pub dismiss: &'static str,
}

impl Page {
    pub fn new() -> Page {
        let table = RateTable::shipped();
        let today = browser::today();
        let scenario = RwSignal::new(Preset::Average.scenario(today, table.revision));
        let table = StoredValue::new(table);
        let locale = StoredValue::new(browser::locale());
        let estimate = derived(move || table.with_value(|t| scenario.with(|s| estimate(t, s))));
        let optimized = derived(move || {
            estimate.with(|e| e.answer.as_ref().map(|a| table.with_value(|t| optimized(t, a))))
        });
        let problems = derived(move || {
            table.with_value(|t| locale.with_value(|l| estimate.with(|e| answer::problems(t, e, l))))
        });
        Page {
            scenario,
            history: RwSignal::new(History::default()),
            table,
            plans: StoredValue::new(plans::shipped()),
            locale,
            today,
            unknown: RwSignal::new(false),
            estimate,
            optimized,
            problems,
            banner: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            opened: RwSignal::new(None),
            touched: RwSignal::new(false),
            rest: Trigger::new(),
            blocked: RwSignal::new(false),
            draft: RwSignal::new(None),
            implied_open: RwSignal::new(false),
            receipt_open: RwSignal::new(false),
            prices_open: RwSignal::new(false),
            repaint_mix: Trigger::new(),
            repaint_prices: Trigger::new(),
            places: StoredValue::new_local(Vec::new()),
            reading: StoredValue::new_local(None),
        }
    }

    /// Changes the scenario; edits of one input in quick succession are one step of undo.
    pub fn edit(self, input: &str, change: impl FnOnce(&mut Scenario)) {
        let before = self.scenario.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.history.update(|h| h.record(&before, input, browser::now()));
            self.show(after);
        }
    }

    /// Puts another scenario in place, as one step of undo.
    pub fn replace(self, scenario: Scenario) {
        self.edit("", |s| *s = scenario);
    }

    fn show(self, scenario: Scenario) {
        self.touched.set(true);
        self.scenario.set(scenario);
    }

    pub fn undo(self) {
        let current = self.scenario.get_untracked();
        if let Some(before) = self.history.try_update(|h| h.undo(&current)).flatten() {
            self.show(before);
        }
    }

    pub fn redo(self) {
        let current = self.scenario.get_untracked();
        if let Some(after) = self.history.try_update(|h| h.redo(&current)).flatten() {
            self.show(after);
        }
    }

    /// Takes what the banner offers.
    pub fn take_offer(self) {
        if let Some((_, scenario)) = self.banner.get_untracked().and_then(|banner| banner.offer) {
            self.banner.set(None);
            self.replace(scenario);
        }
    }

    /// The page as a newcomer finds it.
    pub fn start_afresh(self) {
        let fresh = self.table.with_value(|t| Preset::Average.scenario(self.today, t.revision));
        self.history.set(History::default());
        self.scenario.set(fresh);
        self.draft.set(None);
        self.touched.set(false);
    }

    pub fn locale(self) -> Locale {
        self.locale.get_value()
    }

    /// The problem at a field, in words; empty where there is none.
    pub fn problem(self, key: &'static str) -> String {
        self.problems
            .with(|all| all.iter().find(|(k, _)| *k == key).map(|(_, text)| text.clone()))
            .unwrap_or_default()
    }

    /// Opens a link or a file; what cannot be read whole waits for the reader's word.
    pub fn open(self, opened: link::Opened, what: &str) {
        match opened {
            link::Opened { scenario: Some(scenario), faults } if faults.is_empty() => {
                self.replace(self.settled(scenario));
                self.say_if_repriced();
            }
            link::Opened { scenario, faults } => self.banner.set(Some(Banner {
                text: format!("This {what} could not be read whole. What you had is untouched."),
                list: faults.iter().map(words::fault).collect(),
                offer: scenario.map(|s| ("Use what could be read".into(), s)),
                dismiss: "Keep what I have",
            })),
        }
    }

    /// Today's prices where they are the same, so that the note on their age is right.
    pub fn settled(self, scenario: Scenario) -> Scenario {
        let moved = self.table.with_value(|t| sawtooth::reprice::reprice(t, &scenario, self.today));
        match moved {
            None => self.table.with_value(|t| scenario.priced_today(t, self.today)),
            Some(_) => scenario,
        }
    }

    /// Says what a scenario of older prices cost then and costs now.
    pub fn say_if_repriced(self) {
        let scenario = self.scenario.get_untracked();
        let Some(moved) = self.table.with_value(|t| sawtooth::reprice::reprice(t, &scenario, self.today))
        else {
            return;
        };
        let locale = self.locale();
        self.banner.set(Some(Banner {
            text: words::repriced(&moved, scenario.priced_on, &locale),
            list: words::moved(&moved, &locale),
            offer: Some((
                "Use today’s prices".into(),
                self.table.with_value(|t| scenario.priced_today(t, self.today)),
            )),
            dismiss: "Keep these prices",
        }));
    }
}
