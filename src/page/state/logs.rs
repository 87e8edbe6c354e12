//! The logs of the person at the page: what the worker said of them, and what it is asked.
//!
//! `view::logs_session` describes the messages. The worker is loaded when logs are first given,
//! and what ends it ends nothing else.

use super::Session;
use crate::page::platform::given_files::{Brought, GivenFiles, gather_files};
use crate::page::platform::worker::{LARGE, LOGS, WorkerHandle, is_offline, is_there};
use crate::page::platform::{element, files, frames};
use crate::scenario::link;
use crate::view::labels;
use crate::view::logs::{
    Breakdown, Details, ForecastView, Part, Question, ReadFacts, Sessions, TermsView, Totals,
};
use crate::view::logs_session::{Reply, Request, from_bytes, to_bytes};
use crate::view::reading::{CLEARED, INPUTS_CLEARED, NO_READER, NOTHING, OFFLINE, READER_STOPPED, STOPPED};
use gloo::file::callbacks::FileReader;
use js_sys::Array;
use leptos::prelude::*;

/// Files that are handed over at once: the browser looks at each on the disk while the page
/// waits, 70 microseconds apiece, and a frame has sixteen thousand.
const AT_ONCE: usize = 32;
/// Milliseconds until the totals are painted. Made earlier, what takes longer would take a
/// processor from the painting.
const UNTIL_PAINTED: u32 = 50;

/// Bytes from which on the larger worker reads: what it is more over the wire, 0.2 MB, is little beside them. From where on
/// it is sooner done was not measured.
const MUCH: f64 = 50e6;

/// What is shown of logs: each part as the worker made it last, or nothing.
#[derive(Clone, Copy)]
pub struct LogsShown {
    /// While files are read: how far, from 0 to 1, and in words.
    pub progress: RwSignal<Option<(f64, String)>>,
    pub problem: RwSignal<String>,
    /// Whether the files that the problem is about can be read by another try.
    pub can_try_again: RwSignal<bool>,
    /// Whether there is anything to clear.
    pub has_any: RwSignal<bool>,
    pub facts: RwSignal<Option<ReadFacts>>,
    pub totals: RwSignal<Option<Totals>>,
    pub terms: RwSignal<Option<TermsView>>,
    pub breakdown: RwSignal<Option<Breakdown>>,
    pub sessions: RwSignal<Option<Sessions>>,
    pub details: RwSignal<Option<Details>>,
    pub forecast: RwSignal<Option<ForecastView>>,
    desk: StoredValue<Desk, LocalStorage>,
}

/// The worker, and what is on its way to it.
#[derive(Default)]
struct Desk {
    worker: Option<WorkerHandle>,
    /// Whether it has to be the larger one.
    is_large: bool,
    /// Whether it listens; until then messages wait.
    is_ready: bool,
    waiting: Vec<(Vec<u8>, Array)>,
    /// What the newest reading is about.
    given: GivenFiles,
    /// What those before it were about.
    read: GivenFiles,
    /// The places of those that the worker wants and does not have yet, the last first.
    wanted: Vec<u32>,
    /// Of the newest reading: what is said of older ones is dropped.
    number: u32,
    /// Of the one that is shown: what is asked and answered is of its logs.
    shown: u32,
    /// A small file that is looked into, because it may be a scenario.
    looked_into: Option<FileReader>,
}

impl LogsShown {
    pub fn new() -> LogsShown {
        LogsShown {
            progress: RwSignal::new(None),
            problem: RwSignal::new(String::new()),
            can_try_again: RwSignal::new(false),
            has_any: RwSignal::new(false),
            facts: RwSignal::new(None),
            totals: RwSignal::new(None),
            terms: RwSignal::new(None),
            breakdown: RwSignal::new(None),
            sessions: RwSignal::new(None),
            details: RwSignal::new(None),
            forecast: RwSignal::new(None),
            desk: StoredValue::new_local(Desk::default()),
        }
    }

    /// Takes what the worker made.
    pub fn show(self, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Facts(facts) => self.facts.set(Some(facts)),
                Part::Totals(totals) => self.totals.set(Some(totals)),
                Part::Terms(terms) => self.terms.set(Some(terms)),
                Part::Breakdown(breakdown) => self.breakdown.set(Some(breakdown)),
                Part::Sessions(sessions) => self.sessions.set(Some(sessions)),
                Part::Details(details) => self.details.set(Some(details)),
                Part::Forecast(forecast) => self.forecast.set(Some(forecast)),
            }
        }
    }

    /// Takes what was made of other logs than before, of which nothing stays.
    fn show_other(self, parts: Vec<Part>) {
        let has = |kind: fn(&Part) -> bool| parts.iter().any(kind);
        if !has(|part| matches!(part, Part::Totals(_))) {
            self.totals.set(None);
            self.terms.set(None);
            self.breakdown.set(None);
        }
        if !has(|part| matches!(part, Part::Details(_))) {
            self.sessions.set(None);
            self.details.set(None);
        }
        self.show(parts);
    }

    fn show_nothing(self) {
        self.show_other(Vec::new());
        self.facts.set(None);
        self.forecast.set(None);
        self.progress.set(None);
        self.problem.set(String::new());
        self.can_try_again.set(false);
        self.has_any.set(false);
    }

    /// Ends the worker, with all that it holds, and takes away what it showed.
    pub fn empty(self) {
        self.desk.update_value(|desk| *desk = Desk { number: desk.number + 1, ..Desk::default() });
        self.show_nothing();
    }
}

impl Default for LogsShown {
    fn default() -> LogsShown {
        LogsShown::new()
    }
}

impl Session {
    /// Takes files and folders.
    pub fn give(self, brought: &Brought) {
        gather_files(brought, move |given| self.take_files(given));
    }

    /// Opens a scenario, and reads everything else as logs.
    pub fn take_files(self, given: GivenFiles) {
        let Some(file) = given.only_file(link::file::LONGEST as f64) else { return self.read_logs(given) };
        let reader = files::read_text(file, move |text| match text {
            Some(text) if text.contains("\"sawtooth\":") => self.open_text(&text),
            Some(text) if self.take_prices(&text) => {}
            _ => self.read_logs(given),
        });
        self.logs.desk.update_value(|desk| desk.looked_into = Some(reader));
    }

    /// Has files read beside those of before. What comes while others are read is read with them.
    pub fn read_logs(self, given: GivenFiles) {
        if given.is_empty() {
            return self.logs.problem.set(NOTHING.into());
        }
        let is_much = self.logs.desk.try_update_value(|desk| {
            desk.given.append(given);
            // What was read before stays where it is, whether these are read to their end or stopped.
            !desk.is_large && desk.read.is_empty() && desk.given.bytes() > MUCH
        });
        match is_much == Some(true) && is_there(LARGE) {
            true => self.read_with_large(),
            false => self.read_given(),
        }
    }

    /// Tries once more what was given when the worker could not be loaded.
    pub fn read_again(self) {
        if self.logs.can_try_again.get_untracked() {
            self.read_given();
        }
    }

    fn read_given(self) {
        let logs = self.logs;
        let (request, is_ready) = logs
            .desk
            .try_update_value(|desk| {
                desk.number += 1;
                desk.wanted.clear();
                let paths = desk.given.paths().to_vec();
                (Request::Read { reading: desk.number, paths }, desk.is_ready)
            })
            .unwrap_or((Request::Cancel { reading: 0 }, false));
        let words = if is_ready { "" } else { labels::logs::LOADING };
        logs.progress.set(Some((0.0, words.into())));
        logs.problem.set(String::new());
        logs.can_try_again.set(false);
        logs.has_any.set(true);
        element::focus("logs");
        self.send_worker(&request, Array::new());
    }

    /// Has the worker loaded: who drags or opens a chooser takes longer than it does to come.
    pub fn make_logs_ready(self) {
        if self.logs.desk.with_value(|desk| desk.worker.is_none()) {
            self.start_worker();
        }
    }

    pub fn cancel_reading(self) {
        // They are not read with the next, and no more of them are handed over.
        let number = self.logs.desk.try_update_value(|desk| {
            (desk.given, desk.wanted) = (GivenFiles::default(), Vec::new());
            desk.number
        });
        self.send_worker(&Request::Cancel { reading: number.unwrap_or_default() }, Array::new());
    }

    /// Asks something of the logs that are shown.
    pub fn ask_logs(self, question: Question) {
        let reading = self.logs.desk.with_value(|desk| desk.shown);
        self.send_worker(&Request::Ask { reading, question }, Array::new());
    }

    /// Takes the logs from the page, and their numbers out of the inputs.
    pub fn clear_all_logs(self) {
        self.logs.empty();
        element::focus("logs");
        match self.clear_logs() {
            true => self.ui.say_undoable(INPUTS_CLEARED),
            false => self.ui.say(CLEARED),
        }
    }

    fn start_worker(self) {
        let which = if self.logs.desk.with_value(|desk| desk.is_large) { LARGE } else { LOGS };
        let worker = WorkerHandle::start(
            which,
            move |bytes| {
                if let Some(reply) = from_bytes(&bytes) {
                    self.told_by_worker(reply);
                }
            },
            move |why| self.worker_ended(&why),
        );
        self.logs.desk.update_value(|desk| desk.worker = worker);
    }

    /// Sends the worker a message, and has it loaded first where it is not there.
    fn send_worker(self, request: &Request, files: Array) {
        self.make_logs_ready();
        let bytes = to_bytes(request);
        let is_there = self.logs.desk.try_update_value(|desk| {
            match &desk.worker {
                Some(worker) if desk.is_ready => worker.send(&bytes, &files),
                _ => desk.waiting.push((bytes, files)),
            }
            desk.worker.is_some()
        });
        if is_there != Some(true) {
            self.worker_ended("");
        }
    }

    fn told_by_worker(self, reply: Reply) {
        let logs = self.logs;
        let (newest, shown) = logs.desk.with_value(|desk| (desk.number, desk.shown));
        match reply {
            Reply::Ready => logs.desk.update_value(|desk| {
                desk.is_ready = true;
                let waiting = std::mem::take(&mut desk.waiting);
                let worker = desk.worker.iter();
                worker.for_each(|worker| waiting.iter().for_each(|(bytes, files)| worker.send(bytes, files)));
            }),
            Reply::Parts { reading, parts } if reading == shown => {
                element::keep_focus("logs-here");
                logs.show(parts);
            }
            Reply::Done { reading, summary, parts, .. } if reading > shown => {
                self.reading_done(reading, summary, parts);
            }
            Reply::Want { reading, places } if reading == newest => {
                logs.desk.update_value(|desk| desk.wanted = places.into_iter().rev().collect());
                // Two at a time, so that one is on its way while the other is taken.
                self.hand_over();
                self.hand_over();
            }
            Reply::More { reading } if reading == newest => self.hand_over(),
            Reply::Progress { reading, share, text } if reading == newest => {
                logs.progress.set(Some((share, text)));
            }
            Reply::Stopped { reading } if reading == newest => {
                self.reading_over();
                element::focus("logs");
                self.ui.say(STOPPED);
            }
            Reply::Tables { reading } if reading == newest => self.read_with_large(),
            // Of an older reading.
            _ => {}
        }
    }

    fn hand_over(self) {
        let next = self.logs.desk.try_update_value(|desk| {
            let from = desk.wanted.len().saturating_sub(AT_ONCE);
            let places: Vec<u32> = desk.wanted.drain(from..).rev().collect();
            (desk.number, desk.given.at(&places))
        });
        if let Some((reading, files)) = next.filter(|(_, files)| files.length() > 0) {
            self.send_worker(&Request::Files { reading }, files);
        }
    }

    /// A reading came to its end in the worker, and is shown from here on, even where files
    /// were given meanwhile: theirs is on its way.
    fn reading_done(self, reading: u32, summary: String, parts: Vec<Part>) {
        let newest = self.logs.desk.try_update_value(|desk| {
            desk.shown = reading;
            desk.number
        });
        element::keep_focus("logs");
        // Files that were read before and are as they were change nothing.
        if !parts.is_empty() {
            self.logs.show_other(parts);
        }
        if newest == Some(reading) {
            self.reading_over();
            self.ui.say(summary);
        }
        // Unless other logs are shown by then, or none.
        frames::after(UNTIL_PAINTED, move || {
            if self.logs.desk.with_value(|desk| desk.shown) == reading {
                self.ask_logs(Question::Rest);
            }
        });
    }

    /// Has the larger worker read all files, those of before among them.
    fn read_with_large(self) {
        self.logs.desk.update_value(|desk| {
            let mut given = std::mem::take(&mut desk.read);
            given.append(std::mem::take(&mut desk.given));
            let (number, shown) = (desk.number, desk.shown);
            *desk = Desk { is_large: true, given, number, shown, ..Desk::default() };
        });
        self.read_given();
    }

    fn reading_over(self) {
        self.logs.desk.update_value(|desk| desk.read.append(std::mem::take(&mut desk.given)));
        self.logs.progress.set(None);
    }

    /// The worker never came, or is gone; the page goes on. What was given to one that could not
    /// be loaded can be read by another try.
    fn worker_ended(self, reason: &str) {
        let logs = self.logs;
        let (was_ready, given) = logs
            .desk
            .try_update_value(|desk| (desk.is_ready, std::mem::take(&mut desk.given)))
            .unwrap_or_default();
        let can_try = !was_ready && !given.is_empty();
        logs.empty();
        let sentence = match was_ready {
            true => READER_STOPPED,
            false if is_offline() => OFFLINE,
            false => NO_READER,
        };
        // A chooser was opened, and nothing chosen yet: there is nothing to say so far.
        if !was_ready && !can_try {
            return;
        }
        let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
        logs.problem.set(format!("{sentence}{reason}"));
        logs.can_try_again.set(can_try);
        logs.has_any.set(can_try);
        logs.desk.update_value(|desk| desk.given = given);
    }
}
