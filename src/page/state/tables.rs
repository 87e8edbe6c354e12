//! A table of the page as CSV.

use super::Session;
use crate::page::platform::{clipboard, files, tables};
use crate::view::csv;
use crate::view::labels::table as labels;
use web_sys::Element;

impl Session {
    /// As it is shown. A file takes the place of a clipboard that is closed.
    pub fn copy_table(self, table: &Element) {
        let text = csv::shown(&tables::cells(table), &self.locale());
        let of_file = text.clone();
        clipboard::copy(&text, move |done| {
            if !done {
                files::save("sawtooth-table.csv", "text/csv", &of_file);
            }
            self.ui.say(if done { labels::COPIED } else { labels::SAVED });
        });
    }
}
