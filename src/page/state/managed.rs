//! Files: scenarios, and the client's own setting of prices.

use super::Session;
use super::ui::Banner;
use crate::page::platform::{clipboard, files};
use crate::scenario::link::{self, managed};
use crate::view::labels::prices as labels;
use crate::view::managed as words;
use leptos::prelude::*;

impl Session {
    /// Opens a file's text: a scenario, or a setting of prices.
    pub fn open_text(self, text: &str) {
        if !self.take_prices(text) {
            self.open(link::file::read(text), "file");
        }
    }

    /// Saves the scenario as a file.
    pub fn save(self) {
        let file = self.scenario.with_untracked(link::file::write);
        files::save("sawtooth.json", "application/json", &file);
    }

    /// Takes a setting of prices over, as one step of undo; whether the text is one. One with a
    /// fault replaces nothing.
    pub fn take_prices(self, text: &str) -> bool {
        if !managed::holds(text) {
            return false;
        }
        let scenario = self.scenario.get_untracked();
        match words::taken(&self.lists().table, &scenario, text) {
            Ok(scenario) => {
                self.ui.say(words::done(&scenario, &self.locale()));
                self.replace(scenario);
            }
            Err(list) => self.ui.banner.set(Some(Banner {
                text: labels::NOT_TAKEN.into(),
                list,
                offer: None,
                dismiss: labels::KEEP,
            })),
        }
        true
    }

    /// Copies the prices as that setting, and says what it cannot hold.
    pub fn copy_prices(self) {
        let (text, lost) = self.scenario.with_untracked(|s| words::given(&self.lists().table, s));
        clipboard::copy(&text, move |done| {
            let said = if done { labels::COPIED } else { labels::NOT_COPIED };
            self.ui.say([&[said.to_string()], lost.as_slice()].concat().join(" "));
        });
    }
}
