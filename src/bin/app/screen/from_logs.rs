//! Which inputs are still as the reader's logs have them.

use crate::dom;
use crate::page::Page;
use crate::react::prelude::*;
use crate::react::{derived, whenever};
use sawtooth::view::{from_logs, html};

/// A line in the frame of every input that came from logs, and only while it does.
pub fn paint(page: Page) {
    let logs = derived(move || page.scenario.with(|s| s.from_logs.clone()));
    whenever(move || {
        dom::all(".from-logs").iter().for_each(|line| line.remove());
        logs.with(|logs| {
            for mark in logs.iter().flat_map(|logs| &logs.marks) {
                let text = html::escape(&from_logs::mark(mark, page.locale));
                let id = mark.key;
                dom::append_html(
                    &format!("d-{id}"),
                    &format!("<p class=\"from-logs\" id=\"l-{id}\">{text}</p>"),
                );
            }
        });
    });
}
