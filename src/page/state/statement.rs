//! The statement of the scenario on the page, and its files.

use super::{Lists, Session};
use crate::decisions::breakdown::breakdown;
use crate::decisions::options::options;
use crate::decisions::year::Year;
use crate::model::estimate::Answer;
use crate::page::platform::worker::{SHEET, WorkerHandle, is_offline};
use crate::page::platform::{address, files, frames, in_browser};
use crate::scenario::link;
use crate::view::labels::{rest, statement as labels};
use crate::view::logs_session::to_bytes;
use crate::view::statement::{self, Asked, Statement, Wish, sure};
use js_sys::Array;
use leptos::prelude::*;

/// Kinds of files, as browsers and hosts name them.
const CSV: &str = "text/csv";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The worker that makes a workbook, until it has.
pub type Maker = StoredValue<Option<WorkerHandle>, LocalStorage>;

impl Session {
    /// The statement, followed; nothing without a price.
    pub fn statement(self) -> Option<Statement> {
        self.with_answer(|lists, answer| {
            self.asked(lists, answer, |asked| statement::statement(asked, &lists.locale))
        })
    }

    fn asked<T>(self, lists: &Lists, answer: &Answer, make: impl FnOnce(&Asked) -> T) -> T {
        self.scenario.with(|scenario| {
            let (range, rests_on) = sure(&lists.plans, scenario, answer, &lists.locale);
            let options = options(&lists.plans, answer);
            make(&Asked {
                scenario,
                answer,
                options: &options,
                year: &Year::new(&lists.table, &lists.plans, answer, &options.now),
                broken: &breakdown(&lists.plans, answer),
                plans: &lists.plans,
                today: lists.today,
                link: &format!("{}#{}", to_share(), link::encode(scenario)),
                range,
                rests_on,
            })
        })
    }

    pub fn save_csv(self) {
        match untrack(|| self.with_answer(|lists, answer| self.asked(lists, answer, statement::csv))) {
            Some(csv) => files::save(&self.file_name("csv"), CSV, &csv),
            None => self.ui.say(labels::NO_PRICE),
        }
    }

    /// Has the workbook made beside the page, by a program that is loaded for it.
    pub fn save_workbook(self) {
        if self.estimate.with_untracked(|e| e.answer.is_none()) {
            return self.ui.say(labels::NO_PRICE);
        }
        self.ui.say(labels::MAKING);
        let link = self.scenario.with_untracked(link::encode);
        let wish = to_bytes(&Wish { link, address: to_share(), today: self.lists().today });
        let name = self.file_name("xlsx");
        let told = move |bytes: Vec<u8>| match bytes.is_empty() {
            // It listens.
            true => self.maker.with_value(|maker| {
                if let Some(maker) = maker {
                    maker.send(&wish, &Array::new());
                }
            }),
            false => {
                files::save_bytes(&name, XLSX, &bytes);
                self.end_workbook(labels::MADE_FILE);
            }
        };
        let broken = move |_| self.end_workbook(if is_offline() { rest::OFFLINE } else { labels::NOT_MADE });
        match WorkerHandle::start(SHEET, told, broken) {
            Some(maker) => self.maker.set_value(Some(maker)),
            None => self.ui.say(labels::NOT_MADE),
        }
    }

    /// Says what came of it, and lets the worker go once it was heard out.
    fn end_workbook(self, what: &'static str) {
        self.ui.say(what);
        frames::next(move || self.maker.set_value(None));
    }

    /// "sawtooth-statement-2026-11-30.csv"
    fn file_name(self, ending: &str) -> String {
        format!("sawtooth-statement-{}.{ending}", self.lists().today)
    }
}

/// The address of links that others get; none where the page is rendered to a string.
fn to_share() -> String {
    if in_browser() { address::to_share() } else { String::new() }
}
