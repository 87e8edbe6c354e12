//! What the page begins with, and what follows the scenario out of the page: the address,
//! the storage and the title. These are its only effects.

use crate::browser;
use crate::page::{Banner, Page};
use crate::react::whenever;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use sawtooth::link;
use sawtooth::scenario::Scenario;
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
    let fragment = browser::fragment();
    if !fragment.trim_start_matches('#').is_empty() {
        open_link(page, &fragment, own);
    } else if let Some(own) = own {
        page.scenario.set(page.settled(own));
        page.status.set("Your scenario from last time is back.".into());
        page.say_if_repriced();
    }
    follow(page);
    listen(page);
}

fn open_link(page: Page, fragment: &str, own: Option<Scenario>) {
    let opened = link::decode(fragment);
    let whole = opened.faults.is_empty();
    if let Some(own) = own {
        page.scenario.set(page.settled(own));
    }
    let before = page.scenario.get_untracked();
    page.open(opened, "link");
    page.touched.set(false);
    if whole && page.scenario.get_untracked() != before {
        page.opened.set(browser::kept());
        if browser::kept().is_some() && page.banner.get_untracked().is_none() {
            page.banner.set(Some(Banner {
                text: "This scenario came with the link. Yours is kept.".into(),
                list: Vec::new(),
                offer: Some(("Back to mine".into(), before)),
                dismiss: "Stay here",
            }));
        }
    }
}

/// A link pasted into the address of the open page.
fn listen(page: Page) {
    let Some(window) = browser::window() else { return };
    EventListener::new(&window, "hashchange", move |_| {
        let fragment = browser::fragment();
        let ours = page.scenario.with_untracked(link::encode);
        if fragment.trim_start_matches('#') != ours {
            page.open(link::decode(&fragment), "link");
        }
    })
    .forget();
}

/// Address, storage and title follow the scenario once it rests.
fn follow(page: Page) {
    let waiting: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    let first = Cell::new(true);
    whenever(move || {
        let scenario = page.scenario.get();
        if first.replace(false) {
            return browser::remember_link(&link::encode(&scenario));
        }
        let write = Timeout::new(QUIET, move || {
            write_out(page, &scenario);
            page.rest.notify();
        });
        // Replacing the one before cancels it: the latest scenario wins.
        waiting.set_value(Some(write));
    });
}

fn write_out(page: Page, scenario: &Scenario) {
    let fragment = link::encode(scenario);
    browser::remember_link(&fragment);
    browser::set_fragment(&fragment);
    let headline = page.estimate.with_untracked(|e| answer::headline(e, &page.locale()));
    if let Some(headline) = headline {
        browser::set_title(&format!("{} {} · Sawtooth", headline.month, headline.basis));
    }
    if page.touched.get_untracked() {
        keep(page, &fragment);
    }
}

fn keep(page: Page, fragment: &str) {
    if let Some(own) = page.opened.get_untracked() {
        browser::set_aside(&own);
        page.opened.set(None);
    }
    if !browser::keep(fragment) && !page.blocked.get_untracked() {
        page.blocked.set(true);
        page.status.set("This browser does not let the page keep anything: save the link or a file.".into());
    }
}
