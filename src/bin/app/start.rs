//! What the page begins with, and what follows the scenario out of the page: the address,
//! the storage and the title. These are its only effects.

use crate::browser;
use crate::page::Page;
use crate::react::prelude::*;
use crate::react::whenever;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use sawtooth::scenario::history::History;
use sawtooth::scenario::link;
use sawtooth::view::answer;
use std::cell::Cell;

/// Milliseconds without a change after which the scenario counts as at rest.
const QUIET: u32 = 300;

/// Opens the address's link, else what was kept, else the average preset.
pub fn begin(page: Page) {
    let own = browser::kept()
        .map(|kept| link::decode(&kept))
        .filter(|o| o.faults.is_empty())
        .and_then(|o| o.scenario);
    let linked = !address_link().is_empty();
    if let Some(own) = own {
        page.written.set_value(browser::kept());
        page.scenario.set(page.settled(own));
        if !linked {
            page.scenario.with_untracked(|s| browser::set_fragment(&link::encode(s)));
            page.status.set("Your scenario from last time is back.".into());
            page.say_if_repriced();
        }
    }
    if linked {
        page.open(link::decode(&address_link()), "link");
        // There is nothing here yet to undo, and nothing moves.
        page.history.set(History::default());
        page.moving.set(false);
    }
    follow(page);
    listen(page);
}

/// The address's fragment without its sign.
fn address_link() -> String {
    browser::fragment().trim_start_matches('#').into()
}

fn listen(page: Page) {
    let Some(window) = browser::window() else { return };
    // A link pasted into the address of the open page.
    EventListener::new(&window, "hashchange", move |_| {
        let link = address_link();
        if link.is_empty() {
            page.dismiss();
        } else if link != page.scenario.with_untracked(link::encode) {
            page.open(link::decode(&link), "link");
        }
    })
    .forget();
    // Whoever closes the page right after an edit keeps it.
    EventListener::new(&window, "pagehide", move |_| {
        if page.touched.get_untracked() {
            write_out(page);
        }
    })
    .forget();
}

/// Address, storage and title follow the scenario once it rests.
fn follow(page: Page) {
    let waiting: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    let first = Cell::new(true);
    set_title(page);
    whenever(move || {
        page.scenario.track();
        if first.replace(false) {
            return page.scenario.with_untracked(|s| browser::remember_link(&link::encode(s)));
        }
        let write = Timeout::new(QUIET, move || {
            write_out(page);
            page.moving.set(false);
            page.rest.notify();
        });
        // Replacing the one before cancels it: the latest scenario wins.
        waiting.set_value(Some(write));
    });
}

/// Lets the address, the storage and the title follow at once.
pub fn write_out(page: Page) {
    let fragment = page.scenario.with_untracked(link::encode);
    browser::remember_link(&fragment);
    browser::set_fragment(&fragment);
    set_title(page);
    if page.touched.get_untracked() {
        keep(page, &fragment);
    }
}

fn set_title(page: Page) {
    let headline = page.estimate.with_untracked(|e| answer::headline(e, page.locale));
    let title = headline.map(|h| format!("{} {} · Sawtooth", h.month, h.basis));
    browser::set_title(title.as_deref().unwrap_or("No price yet · Sawtooth"));
}

fn keep(page: Page, fragment: &str) {
    // What is there and was not written here came before this scenario, or from another tab.
    let written = page.written.get_value();
    if let Some(other) = browser::kept().filter(|kept| kept != fragment && Some(kept) != written.as_ref()) {
        browser::set_aside(&other);
    }
    page.opened.set(None);
    page.written.set_value(Some(fragment.into()));
    if !browser::keep(fragment) && !page.blocked.get_untracked() {
        page.blocked.set(true);
        page.status.set("This browser does not let the page keep anything: save the link or a file.".into());
    }
}
