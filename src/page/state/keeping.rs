//! What the page begins with, and what follows the scenario out of the page: the address,
//! the storage and the title. These are its only effects outside of it.

use super::Session;
use super::followed::headline_now;
use super::opening::LINK;
use super::parts::set_if_other;
use super::ui::Source;
use crate::page::platform::{address, crash, storage};
use crate::scenario::history::History;
use crate::scenario::link;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds without a change after which the scenario counts as at rest.
const QUIET: u32 = 300;
/// After which ranges have all their points again: two frames of a drag. They and what follows them are due a tenth of
/// a second after the last event, and with 50 ms two of 20 stops were later.
const UNHURRIED: u32 = 32;

impl Session {
    /// Opens the address's link, else what was kept; else the page stays as it was made.
    pub fn begin(self) {
        let own = storage::kept().map(|kept| link::decode(&kept));
        let own = own.filter(|opened| opened.faults.is_empty()).and_then(|opened| opened.scenario);
        let address = address::link();
        let linked = !address.is_empty() && !Session::is_own(&address);
        if let Some(own) = own {
            self.ui.written.set_value(storage::kept());
            self.put(self.settled(own));
            if !linked {
                self.scenario.with_untracked(|s| address::set_link(&link::encode(s), true));
                // A page that was loaded again says nothing of what was there a moment ago.
                if address.is_empty() {
                    self.ui.say_done("Your scenario from last time is back.");
                }
                self.say_if_repriced();
            }
        }
        if linked {
            self.open(link::decode(&address::link()), LINK);
            if address::is_own() {
                self.ui.reading.set(false);
            }
            // There is nothing here yet to undo, and nothing moves.
            self.history.set(History::default());
            self.moving.set(false);
        }
    }

    /// From now on address, storage and title follow the scenario once it rests.
    pub fn follow_outside(self) {
        let waiting: StoredValue<[Option<Timeout>; 2], LocalStorage> = StoredValue::new_local([None, None]);
        self.set_title();
        Effect::new(move |before: Option<()>| {
            self.scenario.track();
            if before.is_none() {
                return self.scenario.with_untracked(|s| crash::remember_link(&link::encode(s)));
            }
            let write = Timeout::new(QUIET, move || {
                self.write_out();
                self.moving.set(false);
            });
            let unhurry = Timeout::new(UNHURRIED, move || set_if_other(self.hurried, false));
            // Replacing those before cancels them: the latest scenario wins.
            waiting.set_value([Some(write), Some(unhurry)]);
        });
        self.listen();
    }

    fn listen(self) {
        let Some(window) = crate::page::platform::window() else { return };
        // A link pasted into the address of the open page.
        EventListener::new(&window, "hashchange", move |_| {
            let link = address::link();
            if link.is_empty() {
                self.dismiss();
            } else if link != self.scenario.with_untracked(link::encode) {
                self.open_address(&link);
            }
        })
        .forget();
        // An edit right before the page is closed is kept.
        EventListener::new(&window, "pagehide", move |_| self.keep_now()).forget();
    }

    /// Keeps what was changed without waiting for rest: the page may be closed next.
    pub fn keep_now(self) {
        if self.touched.get_untracked() {
            self.write_out();
        }
    }

    fn write_out(self) {
        let fragment = self.scenario.with_untracked(link::encode);
        crash::remember_link(&fragment);
        address::set_link(&fragment, self.touched.get_untracked());
        self.set_title();
        if self.touched.get_untracked() {
            self.keep(&fragment);
        }
    }

    fn set_title(self) {
        let headline = headline_now(self);
        let title = match headline.per.is_empty() {
            true => "No price yet · Sawtooth".to_string(),
            false => format!("{} {} {} · Sawtooth", headline.money, headline.per, headline.on_what),
        };
        address::set_title(&title);
    }

    fn keep(self, fragment: &str) {
        // What is there and was not written here came before this scenario, or from another tab.
        let written = self.ui.written.get_value();
        let other = storage::kept().filter(|kept| kept != fragment && Some(kept) != written.as_ref());
        if let Some(other) = other {
            storage::set_aside(&other);
        }
        self.ui.own.set(None);
        self.ui.source.set(Source::Own);
        self.ui.written.set_value(Some(fragment.into()));
        if !storage::keep(fragment) && !self.ui.blocked.get_untracked() {
            self.ui.blocked.set(true);
            self.ui.say("This browser does not let the page keep anything: save the link or a file.");
        }
    }
}
