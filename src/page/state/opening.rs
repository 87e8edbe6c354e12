//! Opening scenarios from outside: links, files, what was kept. What cannot be read whole
//! never replaces what the person had.

use super::Session;
use super::ui::{Banner, Forgotten, Offer, Source, Whose};
use crate::page::platform::{address, in_browser, storage};
use crate::scenario::history::History;
use crate::scenario::link;
use crate::scenario::{Preset, Scenario};
use crate::view::{labels, words};
use leptos::prelude::*;

/// What is opened, in "This link could not be read whole".
pub(super) const LINK: &str = "link";

impl Session {
    /// Puts a scenario from outside in place. Nothing is stored until it is edited, and what
    /// is stored then goes aside first.
    fn adopt(self, scenario: Scenario) {
        if self.ui.own.with_untracked(Option::is_none) {
            self.ui.own.set(storage::kept());
        }
        self.ui.written.set_value(None);
        self.ui.source.set(Source::Link);
        self.ui.reading.set(false);
        self.replace(scenario);
        self.touched.set(false);
    }

    /// Puts one of the person's own back in place, which is nobody else's then.
    fn take_back(self, scenario: Scenario) {
        self.ui.banner.set(None);
        self.adopt(self.settled(scenario));
        self.ui.source.set(Source::Own);
        self.ui.own.set(None);
        self.ui.written.set_value(storage::kept());
    }

    /// Whether a link is the scenario that is kept in this browser, which needs no other reading.
    pub(super) fn is_own(link: &str) -> bool {
        storage::kept().is_some_and(|kept| kept == link)
    }

    /// Opens the link of the address: the person's own after a reload or by the browser's Back, or else
    /// one from outside.
    pub(super) fn open_address(self, link: &str) {
        let opened = link::decode(link);
        match opened {
            link::Opened { scenario: Some(scenario), faults } if faults.is_empty() && Self::is_own(link) => {
                self.take_back(scenario);
            }
            opened => self.open(opened, LINK),
        }
    }

    /// Takes what the banner offers.
    pub fn take_offer(self) {
        let Some(offer) = self.ui.banner.get_untracked().and_then(|banner| banner.offer) else { return };
        self.ui.banner.set(None);
        match offer.whose {
            Whose::Theirs => {
                self.adopt(*offer.scenario);
                self.say_if_repriced();
            }
            Whose::Mine => self.replace(*offer.scenario),
            Whose::Before => {
                self.ui.reading.set(false);
                self.replace(*offer.scenario);
            }
        }
    }

    /// Lets the banner go; an address that could not be read goes with it.
    pub fn dismiss(self) {
        self.ui.banner.set(None);
        self.scenario.with_untracked(|s| address::set_link(&link::encode(s), false));
    }

    /// Takes every number that came from logs out of the inputs, of Undo, of what is kept and of
    /// what is offered; tells whether some stood in the inputs, which [`Session::remember`] can
    /// take back. What was written and set beside stays.
    pub fn clear_logs(self) -> bool {
        let has = Scenario::has_logs;
        let brings = |link: &str| link::decode(link).scenario.is_some_and(|s| has(&s));
        let before = self.of_this_person();
        self.calibrated.set(None);
        self.history.update(|h| h.forget(has));
        storage::forget(brings);
        self.ui.own.update(|opened| *opened = opened.take().filter(|link| !brings(link)));
        let offers = |banner: &Banner| banner.offer.as_ref().is_some_and(|offer| has(&offer.scenario));
        if self.ui.banner.with_untracked(|banner| banner.as_ref().is_some_and(offers)) {
            self.ui.banner.set(None);
        }
        let stood = self.scenario.with_untracked(has);
        if stood {
            let mut cleared = self.scenario.with_untracked(|s| s.starting_from(Preset::Average));
            // What plans carry was said as a share of the logs' weeks.
            cleared.plans = Preset::Average.scenario(self.lists().today, self.lists().table.revision).plans;
            cleared.baseline = cleared.baseline.filter(|held| held.from_logs.is_none());
            cleared.beside.retain(|link| !brings(link));
            self.put(cleared);
            self.ui.forgotten.set_value(Some(before));
            self.ui.written.set_value(None);
            self.touched.set(false);
        }
        stood
    }

    /// The typical scenario of today, as one step of undo.
    pub fn reset(self) {
        let lists = self.lists();
        self.replace(Preset::Average.scenario(lists.today, lists.table.revision));
    }

    /// Removes everything of this person from the page and the browser. [`Session::remember`]
    /// takes it back for as long as the page is open.
    pub fn forget_everything(self) {
        self.ui.forgotten.set_value(Some(self.of_this_person()));
        self.logs.empty();
        storage::forget(|_| true);
        let lists = self.lists();
        self.history.set(History::default());
        self.put(Preset::Average.scenario(lists.today, lists.table.revision));
        self.calibrated.set(None);
        self.ui.own.set(None);
        self.ui.written.set_value(None);
        self.ui.banner.set(None);
        self.touched.set(false);
        self.ui.say_undoable("Forgotten: nothing of yours is left in this browser.");
    }

    fn of_this_person(self) -> Forgotten {
        Forgotten {
            scenario: self.scenario.get_untracked(),
            history: self.history.get_untracked(),
            calibrated: self.calibrated.get_untracked(),
            kept: storage::kept(),
            before: storage::kept_before(),
        }
    }

    /// Takes back [`Session::forget_everything`], or what [`Session::clear_logs`] took out of the
    /// inputs.
    pub fn remember(self) {
        let Some(forgotten) = self.ui.forgotten.try_update_value(Option::take).flatten() else { return };
        storage::restore(forgotten.kept.as_deref(), forgotten.before.as_deref());
        self.ui.written.set_value(forgotten.kept);
        self.history.set(forgotten.history);
        self.calibrated.set(forgotten.calibrated);
        self.put(forgotten.scenario);
        self.touched.set(true);
        self.ui.say_done("Everything is back.");
    }

    /// Opens a link or a file; what cannot be read whole waits for the person's word.
    pub fn open(self, opened: link::Opened, what: &str) {
        let newer = |s: &Scenario| s.price_revision > self.lists().table.revision;
        match opened {
            link::Opened { scenario: Some(scenario), faults } if faults.is_empty() && !newer(&scenario) => {
                let before = self.scenario.get_untracked();
                self.adopt(self.settled(scenario));
                // A file is opened to work on, and a link to look at.
                self.ui.reading.set(what == LINK);
                self.say_whose(before, what);
                self.say_if_repriced();
            }
            link::Opened { scenario, faults } => self.offer_rest(scenario, faults, what),
        }
    }

    /// Whether there is a scenario of the person's own to go back to, followed.
    pub fn has_earlier(self) -> bool {
        self.ui.own.with(Option::is_some) || (in_browser() && storage::kept_before().is_some())
    }

    /// The person's own scenario from before somebody else's.
    pub fn open_earlier(self) {
        let Some(link) = self.ui.own.get_untracked().or_else(storage::kept_before) else { return };
        match link::decode(&link) {
            link::Opened { scenario: Some(scenario), faults } if faults.is_empty() => {
                self.take_back(scenario);
                self.ui.say_done("Your earlier scenario is back; Undo brings the other one.");
                self.say_if_repriced();
            }
            opened => self.open(opened, "kept scenario"),
        }
    }

    fn offer_rest(self, scenario: Option<Scenario>, faults: Vec<link::Fault>, what: &str) {
        let mut list: Vec<String> = faults.iter().map(words::fault).collect();
        let scenario = scenario.map(|s| {
            let (price, known) = (s.price_revision, self.lists().table.revision);
            if price <= known {
                return s;
            }
            list.push(words::newer_prices(price, known));
            s.priced_today(&self.lists().table, self.lists().today)
        });
        self.ui.banner.set(Some(Banner {
            text: format!("This {what} could not be read whole. What you had is untouched."),
            list,
            offer: scenario.map(|s| Offer {
                label: "Use what could be read",
                scenario: Box::new(s),
                whose: Whose::Theirs,
            }),
            dismiss: labels::prices::KEEP,
        }));
    }

    /// Says that the person's own scenario is not lost, where there is one.
    fn say_whose(self, before: Scenario, what: &str) {
        let own = storage::kept().is_some() && self.scenario.with_untracked(|s| *s != before);
        self.ui.banner.set(own.then(|| Banner {
            text: format!("This scenario came with the {what}. Yours is kept."),
            list: Vec::new(),
            offer: Some(Offer {
                label: labels::answer::BACK,
                scenario: Box::new(before),
                whose: Whose::Before,
            }),
            dismiss: "Stay here",
        }));
    }

    /// Today's prices where they are the same, so that the note on their age is right.
    pub fn settled(self, scenario: Scenario) -> Scenario {
        let lists = self.lists();
        match crate::model::reprice::is_of_today(&lists.table, &scenario, lists.today) {
            true => scenario.priced_today(&lists.table, lists.today),
            false => scenario,
        }
    }

    /// Says what a scenario of older prices cost then and costs now.
    pub fn say_if_repriced(self) {
        let scenario = self.scenario.get_untracked();
        let Some(moved) = crate::model::reprice::reprice(&self.lists().table, &scenario, self.lists().today)
        else {
            return;
        };
        let locale = &self.locale();
        self.ui.banner.set(Some(Banner {
            text: words::repriced(&moved, scenario.priced_on, locale),
            list: words::moved(&moved, locale),
            offer: moved.now.map(|_| Offer {
                label: "Use today’s prices",
                scenario: Box::new(scenario.priced_today(&self.lists().table, self.lists().today)),
                whose: Whose::Mine,
            }),
            dismiss: "Leave it as it was",
        }));
    }
}
