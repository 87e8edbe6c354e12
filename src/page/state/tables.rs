//! Every table of the page as CSV.

use super::Session;
use crate::page::platform::{clipboard, files, in_browser, tables};
use crate::view::csv;
use crate::view::labels::table as labels;
use leptos::prelude::*;

impl Session {
    /// From now on each table's button copies it.
    pub fn copy_tables(self) {
        if in_browser() {
            let _ = window_event_listener_untyped("click", move |event| {
                if let Some(rows) = tables::pressed(&event) {
                    self.copy_table(csv::shown(&rows, &self.locale()));
                }
            });
        }
    }

    /// A file takes the place of a clipboard that is closed.
    fn copy_table(self, text: String) {
        let of_file = text.clone();
        clipboard::copy(&text, move |done| {
            if !done {
                files::save("sawtooth-table.csv", "text/csv", &of_file);
            }
            self.ui.say(if done { labels::COPIED } else { labels::SAVED });
        });
    }
}
