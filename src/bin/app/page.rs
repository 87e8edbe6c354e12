//! The page's state: one scenario, its history, and what follows from it.

use crate::browser;
use crate::react::derived;
use crate::react::prelude::*;
use crate::screen::{Draft, Place, Slide, Task};
use gloo::file::callbacks::FileReader;
use sawtooth::model::estimate::{Answer, Estimate, estimate};
use sawtooth::prices::plans::{self, Plan};
use sawtooth::prices::{Date, RateTable};
use sawtooth::scenario::history::History;
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, Scenario};
use sawtooth::view::spend::{Optimized, nearly_optimized, optimized};
use sawtooth::view::{Locale, answer, words};

#[derive(Clone, Copy)]
pub struct Page {
    pub scenario: RwSignal<Scenario>,
    pub history: RwSignal<History>,
    /// Three that never change while the page lives, and live as long.
    pub table: &'static RateTable,
    pub plans: &'static [Plan],
    pub locale: &'static Locale,
    pub today: Date,
    /// "I don't know" is where the reader looks, not what the scenario holds.
    pub unknown: RwSignal<bool>,
    pub estimate: Memo<Estimate>,
    pub optimized: Memo<Option<Optimized>>,
    /// The answer to what is held as the baseline.
    pub baseline: Memo<Option<Answer>>,
    /// What is painted one a frame once the scenario rests.
    pub tasks: StoredValue<Vec<Task>>,
    /// Each problem with the key of its field, in words.
    pub problems: Memo<Vec<(&'static str, String)>>,
    pub banner: RwSignal<Option<Banner>>,
    /// Said once, in passing: "Link copied."
    pub status: RwSignal<String>,
    /// The reader's own scenario, kept while somebody else's is shown.
    pub opened: RwSignal<Option<String>>,
    /// What this page kept last, or found to go on with.
    pub written: StoredValue<Option<String>>,
    /// Whether the reader changed anything here; only then is anything stored.
    pub touched: RwSignal<bool>,
    /// The scenario changed a moment ago and may go on changing: near answers will do.
    pub moving: RwSignal<bool>,
    /// The scenario has not changed for a moment: what need not follow a moving slider does now.
    pub rest: Trigger,
    /// Storage refused: the page goes on without and has said so.
    pub blocked: RwSignal<bool>,
    /// What is being typed, before it is a number.
    pub draft: RwSignal<Option<Draft>>,
    pub implied_open: RwSignal<bool>,
    pub receipt_open: RwSignal<bool>,
    pub prices_open: RwSignal<bool>,
    pub mix_slide: StoredValue<Option<Slide>>,
    /// Rates that must show again what is in force, whatever was typed for it.
    pub repaint_prices: Trigger,
    pub places: StoredValue<Vec<Place>, LocalStorage>,
    /// The scenario that the reader's logs made, once it was taken over.
    pub calibrated: StoredValue<Option<Scenario>>,
    /// The file that is being read; dropping it would stop that.
    pub reading: StoredValue<Option<FileReader>, LocalStorage>,
}

/// What is said above the page until the reader decides.
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

/// Whose scenario an offer is: only a stranger's needs the reader's own to be kept aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Theirs,
    Mine,
}

impl Page {
    pub fn new() -> Page {
        let table: &RateTable = Box::leak(Box::new(RateTable::shipped()));
        let today = browser::today();
        let scenario = RwSignal::new(Preset::Average.scenario(today, table.revision));
        let plans: &[Plan] = Box::leak(plans::shipped().into_boxed_slice());
        let locale: &Locale = Box::leak(Box::new(browser::locale()));
        let estimate = derived(move || scenario.with(|s| estimate(table, s)));
        let moving = RwSignal::new(false);
        let optimized = derived(move || {
            let find = if moving.get() { nearly_optimized } else { optimized };
            estimate.with(|e| e.answer.as_ref().map(|a| find(table, plans, a)))
        });
        let held = derived(move || scenario.with(|s| s.baseline.clone()));
        let baseline = derived(move || {
            held.with(|held| {
                held.as_ref().and_then(|held| sawtooth::model::estimate::estimate(table, held).answer)
            })
        });
        let problems = derived(move || estimate.with(|e| answer::problems(table, e, locale)));
        Page {
            scenario,
            history: RwSignal::new(History::default()),
            table,
            plans,
            locale,
            today,
            unknown: RwSignal::new(false),
            estimate,
            optimized,
            moving,
            baseline,
            tasks: StoredValue::new(Vec::new()),
            problems,
            banner: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            opened: RwSignal::new(None),
            written: StoredValue::new(None),
            touched: RwSignal::new(false),
            rest: Trigger::new(),
            blocked: RwSignal::new(false),
            draft: RwSignal::new(None),
            implied_open: RwSignal::new(false),
            receipt_open: RwSignal::new(false),
            prices_open: RwSignal::new(false),
            mix_slide: StoredValue::new(None),
            repaint_prices: Trigger::new(),
            places: StoredValue::new_local(Vec::new()),
            calibrated: StoredValue::new(None),
            reading: StoredValue::new_local(None),
        }
    }

    /// Changes the scenario; edits of one input in quick succession are one step of undo.
    pub fn edit(self, input: &str, change: impl FnOnce(&mut Scenario)) {
        let mut change = Some(change);
        self.edited(input, &mut |s| {
            if let Some(change) = change.take() {
                change(s);
            }
        });
    }

    /// The same for all kinds of changes: one piece of code instead of one for each.
    fn edited(self, input: &str, change: &mut dyn FnMut(&mut Scenario)) {
        let before = self.scenario.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        // What is put back as the logs have it has its mark again.
        if !self.calibrated.with_value(|made| made.as_ref().is_some_and(|made| after.mark_as(made))) {
            after.mark_as(&before);
        }
        if after != before {
            self.history.update(|h| h.record(&before, &after, input, browser::now()));
            self.show(after);
        }
    }

    /// Puts another scenario in place, as one step of undo.
    pub fn replace(self, scenario: Scenario) {
        self.edit("", |s| *s = scenario);
    }

    /// Puts a scenario from outside in place. Nothing is stored until it is edited, and what
    /// is stored then goes aside first.
    fn adopt(self, scenario: Scenario) {
        if self.opened.with_untracked(Option::is_none) {
            self.opened.set(browser::kept());
        }
        self.written.set_value(None);
        self.replace(scenario);
        self.unknown.set(false);
        self.touched.set(false);
    }

    fn show(self, scenario: Scenario) {
        self.touched.set(true);
        self.moving.set(true);
        self.scenario.set(scenario);
    }

    pub fn undo(self) {
        let current = self.scenario.get_untracked();
        if let Some(before) = self.history.try_update(|h| h.undo(&current)).flatten() {
            self.unknown.set(false);
            self.show(before);
        }
    }

    pub fn redo(self) {
        let current = self.scenario.get_untracked();
        if let Some(after) = self.history.try_update(|h| h.redo(&current)).flatten() {
            self.unknown.set(false);
            self.show(after);
        }
    }

    /// Takes what the banner offers.
    pub fn take_offer(self) {
        let Some(offer) = self.banner.get_untracked().and_then(|banner| banner.offer) else { return };
        self.banner.set(None);
        match offer.whose {
            Whose::Theirs => {
                self.adopt(*offer.scenario);
                self.say_if_repriced();
            }
            Whose::Mine => self.replace(*offer.scenario),
        }
    }

    /// Lets the banner go; an address that could not be read goes with it.
    pub fn dismiss(self) {
        self.banner.set(None);
        self.scenario.with_untracked(|s| browser::set_fragment(&link::encode(s)));
    }

    /// Takes every number that came from logs out of the inputs, of Undo, of what is kept and of
    /// what is offered; tells whether some stood in the inputs. What the reader wrote and set
    /// beside stays.
    pub fn clear_logs(self) -> bool {
        let has = |s: &Scenario| s.from_logs.is_some() || s.baseline.iter().any(|b| b.from_logs.is_some());
        let brings = |link: &str| link::decode(link).scenario.is_some_and(|s| has(&s));
        self.calibrated.set_value(None);
        self.history.update(|h| h.forget(has));
        browser::forget(brings);
        self.opened.update(|opened| *opened = opened.take().filter(|link| !brings(link)));
        let offers = |banner: &Banner| banner.offer.as_ref().is_some_and(|offer| has(&offer.scenario));
        if self.banner.with_untracked(|banner| banner.as_ref().is_some_and(offers)) {
            self.banner.set(None);
        }
        let stood = self.scenario.with_untracked(has);
        if stood {
            let mut cleared = self.scenario.with_untracked(|s| s.starting_from(Preset::Average));
            // What plans carry was said as a share of the logs' weeks.
            cleared.plans = Preset::Average.scenario(self.today, self.table.revision).plans;
            cleared.baseline = cleared.baseline.filter(|held| held.from_logs.is_none());
            self.scenario.set(cleared);
            self.written.set_value(None);
            self.touched.set(false);
        }
        stood
    }

    /// The page as a newcomer finds it.
    pub fn start_afresh(self) {
        let fresh = Preset::Average.scenario(self.today, self.table.revision);
        self.history.set(History::default());
        self.scenario.set(fresh);
        self.draft.set(None);
        self.calibrated.set_value(None);
        self.opened.set(None);
        self.written.set_value(None);
        self.banner.set(None);
        self.unknown.set(false);
        self.touched.set(false);
    }

    /// The problem at a field, in words; empty where there is none.
    pub fn problem(self, key: &'static str) -> String {
        self.problems
            .with(|all| all.iter().find(|(k, _)| *k == key).map(|(_, text)| text.clone()))
            .unwrap_or_default()
    }

    /// Opens a link or a file; what cannot be read whole waits for the reader's word.
    pub fn open(self, opened: link::Opened, what: &str) {
        let newer = |s: &Scenario| s.price_revision > self.table.revision;
        match opened {
            link::Opened { scenario: Some(scenario), faults } if faults.is_empty() && !newer(&scenario) => {
                let before = self.scenario.get_untracked();
                self.adopt(self.settled(scenario));
                self.say_whose(before, what);
                self.say_if_repriced();
            }
            link::Opened { scenario, faults } => self.offer_rest(scenario, faults, what),
        }
    }

    /// The reader's own scenario from before somebody else's.
    pub fn open_earlier(self) {
        let Some(link) = self.opened.get_untracked().or_else(browser::kept_before) else { return };
        match link::decode(&link) {
            link::Opened { scenario: Some(scenario), faults } if faults.is_empty() => {
                self.banner.set(None);
                self.adopt(self.settled(scenario));
                self.status.set("Your earlier scenario is back; Undo brings the other one.".into());
                self.say_if_repriced();
            }
            opened => self.open(opened, "kept scenario"),
        }
    }

    fn offer_rest(self, scenario: Option<Scenario>, faults: Vec<link::Fault>, what: &str) {
        let mut list: Vec<String> = faults.iter().map(words::fault).collect();
        let scenario = scenario.map(|s| {
            let (price, known) = (s.price_revision, self.table.revision);
            if price <= known {
                return s;
            }
            list.push(words::newer_prices(price, known));
            s.priced_today(self.table, self.today)
        });
        self.banner.set(Some(Banner {
            text: format!("This {what} could not be read whole. What you had is untouched."),
            list,
            offer: scenario.map(|s| Offer {
                label: "Use what could be read",
                scenario: Box::new(s),
                whose: Whose::Theirs,
            }),
            dismiss: "Keep what I have",
        }));
    }

    /// Says that the reader's own scenario is not lost, where there is one.
    fn say_whose(self, before: Scenario, what: &str) {
        let own = browser::kept().is_some() && self.scenario.with_untracked(|s| *s != before);
        self.banner.set(own.then(|| Banner {
            text: format!("This scenario came with the {what}. Yours is kept."),
            list: Vec::new(),
            offer: Some(Offer { label: "Back to mine", scenario: Box::new(before), whose: Whose::Mine }),
            dismiss: "Stay here",
        }));
    }

    /// Today's prices where they are the same, so that the note on their age is right.
    pub fn settled(self, scenario: Scenario) -> Scenario {
        let moved = sawtooth::model::reprice::reprice(self.table, &scenario, self.today);
        match moved {
            None => scenario.priced_today(self.table, self.today),
            Some(_) => scenario,
        }
    }

    /// Says what a scenario of older prices cost then and costs now.
    pub fn say_if_repriced(self) {
        let scenario = self.scenario.get_untracked();
        let Some(moved) = sawtooth::model::reprice::reprice(self.table, &scenario, self.today) else {
            return;
        };
        let locale = self.locale;
        self.banner.set(Some(Banner {
            text: words::repriced(&moved, scenario.priced_on, locale),
            list: words::moved(&moved, locale),
            offer: moved.now.map(|_| Offer {
                label: "Use today’s prices",
                scenario: Box::new(scenario.priced_today(self.table, self.today)),
                whose: Whose::Mine,
            }),
            dismiss: "Leave it as it was",
        }));
    }
}
