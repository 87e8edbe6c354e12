//! The session with the worker that reads logs: the messages both ways, and what the worker
//! keeps of what it read.
//!
//! A request is an array whose first element is a [`Request`] as bytes. Behind [`Request::Files`]
//! stands an array of the browser's files, which no bytes can hold. A reply is a [`Reply`] as bytes,
//! or a text: what ended the worker. Every reading has a number, larger than the one before. Of
//! readings that have not come to their end
//! only the newest is kept, and questions are answered of the one that has.

use serde::{Deserialize, Serialize};

use crate::forecast::Forecast;
use crate::logs::ledger::{PricedAs, Terms};
use crate::logs::read::Imported;
use crate::logs::spend::{Account, Books, Filter, Key, Side};
use crate::logs::{Logs, Report, Zone};
use crate::prices::plans::Plan;
use crate::prices::{Class, Date, RateTable, Rates};
use crate::scenario::{Preset, field};
use crate::view::Locale;
use crate::view::logs::{self, Found, LogsState, Part, Typed, TypedRate, Zones};

pub use crate::view::logs::Question;

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Files by these paths are there to be read, beside those of before. The answer is
    /// [`Reply::Want`].
    Read { reading: u32, paths: Vec<String> },
    /// Some of the wanted files, which stand behind this; answered by [`Reply::More`].
    Files { reading: u32 },
    /// Answered by [`Reply::Stopped`], unless the reading has come to its end.
    Cancel { reading: u32 },
    /// Answered by [`Reply::Parts`], unless another reading is shown by then.
    Ask { reading: u32, question: Question },
}

/// What the worker tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// It listens.
    Ready,
    /// The places of those paths whose files are to be handed over, in this order.
    Want {
        reading: u32,
        places: Vec<u32>,
    },
    /// What was handed over has come; the next can.
    More {
        reading: u32,
    },
    Progress {
        reading: u32,
        share: f64,
        text: String,
    },
    Stopped {
        reading: u32,
    },
    /// There is a table of sessions among the files: only the other worker has a reader for it.
    Tables {
        reading: u32,
    },
    /// The reading came to its end: a sentence on it, bytes of memory in use, and everything but
    /// what takes longer, which [`Question::Rest`] asks for. Without a part what is shown still holds.
    Done {
        reading: u32,
        summary: String,
        memory: f64,
        parts: Vec<Part>,
    },
    Parts {
        reading: u32,
        parts: Vec<Part>,
    },
}

/// A message as it is sent, in the format of postcard: fields in their order, without names.
pub fn to_bytes(message: &impl Serialize) -> Vec<u8> {
    // Text, numbers and lists of them cannot fail.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The message that [`to_bytes`] made; nothing where the bytes are none.
pub fn from_bytes<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// What the worker keeps of somebody's logs.
#[derive(Clone, Debug)]
pub struct LogsSession {
    table: RateTable,
    plans: Vec<Plan>,
    locale: Locale,
    today: Date,
    zones: Zones,
    terms: Terms,
    typed: Vec<Typed>,
    logs: Logs,
    reports: Vec<Report>,
    left_out: Vec<Report>,
    #[cfg(feature = "tables")]
    sessions: crate::logs::tables::packed::Packed,
    account: Account,
    /// Nothing while it is still to be made: totals come first.
    forecast: Option<Forecast>,
    filter: Filter,
    opened: Option<u32>,
}

/// USD per million tokens above which a rate is a slip.
const MOST_RATE: f64 = 1e6;

type MakePart = fn(&LogsState) -> Part;

const FACTS: MakePart = |state| Part::Facts(logs::facts(state));
const TOTALS: MakePart = |state| Part::Totals(logs::totals(state));
const TERMS: MakePart = |state| Part::Terms(logs::terms(state));
const BREAKDOWN: MakePart = |state| Part::Breakdown(logs::breakdown(state));
const SESSIONS: MakePart = |state| Part::Sessions(logs::sessions(state));
const DETAILS: MakePart = |state| Part::Details(logs::details(state));
const FORECAST: MakePart = |state| Part::Forecast(logs::forecast(state));

impl LogsSession {
    /// With nothing read yet; missing output is counted as estimated.
    pub fn new(table: RateTable, plans: Vec<Plan>, locale: Locale, today: Date, zone: Zone) -> LogsSession {
        let terms = Terms { zone, corrected: true, priced_as: Vec::new() };
        let logs = Logs::default();
        LogsSession {
            account: Account::new(&table, &logs, &terms),
            forecast: Some(Forecast::default()),
            table,
            plans,
            locale,
            today,
            zones: Zones::default(),
            terms,
            typed: Vec::new(),
            logs,
            reports: Vec::new(),
            left_out: Vec::new(),
            #[cfg(feature = "tables")]
            sessions: Default::default(),
            filter: Filter::default(),
            opened: None,
        }
    }

    /// Takes what was read in place of what was there. Terms that were set stay.
    pub fn read(&mut self, imported: Imported) {
        let Imported { logs, reports, left_out, .. } = imported;
        #[cfg(feature = "tables")]
        {
            self.sessions = imported.sessions;
        }
        self.logs = logs;
        self.reports = reports;
        self.left_out = left_out;
        self.filter = Filter::default();
        self.opened = None;
        self.count();
        self.forecast = None;
    }

    pub fn logs(&self) -> &Logs {
        &self.logs
    }

    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The zones to choose from.
    pub fn offer_zones(&mut self, names: Vec<String>) {
        self.zones.offered = names;
    }

    /// The zone in which days begin, by the name that is shown for it.
    pub fn set_zone(&mut self, name: &str, zone: Zone) -> Vec<Part> {
        self.zones.chosen = name.into();
        self.terms.zone = zone;
        // A day of one zone is none of another's.
        self.filter = self.filter.without(Side::Day);
        self.recounted()
    }

    /// What is shown at the end of a reading: everything that is made by now.
    pub fn shown(&self) -> Vec<Part> {
        let mut parts = match self.logs.calls.is_empty() {
            true => vec![FACTS],
            false => vec![TOTALS, TERMS, FACTS, BREAKDOWN],
        };
        parts.push(FORECAST);
        if self.forecast.is_some() && !self.logs.calls.is_empty() {
            parts.extend([SESSIONS, DETAILS]);
        }
        self.parts(&parts)
    }

    /// The parts that the answer changes, each whole.
    pub fn answer(&mut self, question: Question) -> Vec<Part> {
        match question {
            Question::Rest => self.rest(),
            Question::Filter(key) if self.has(key) => self.filter(key),
            Question::ShowEverything => {
                self.filter = Filter::default();
                self.filtered()
            }
            Question::Open(at) if self.has(Key::Session(at)) => {
                self.opened = Some(at);
                self.parts(&[SESSIONS])
            }
            Question::CountEstimated(corrected) => {
                self.terms.corrected = corrected;
                self.recounted()
            }
            Question::PriceLike { model, like } => self.price_like(model, like),
            Question::PriceRate { model, class, text } => self.price_rate(model, class, &text),
            Question::Filter(_) | Question::Open(_) | Question::Zone(_) => Vec::new(),
        }
    }

    fn parts(&self, make: &[MakePart]) -> Vec<Part> {
        let found = Found::default();
        let state = LogsState {
            books: Books { logs: &self.logs, account: &self.account },
            table: &self.table,
            terms: &self.terms,
            typed: &self.typed,
            zones: &self.zones,
            reports: &self.reports,
            left_out: &self.left_out,
            forecast: self.forecast.as_ref(),
            plans: &self.plans,
            filter: &self.filter,
            opened: self.opened,
            today: self.today,
            locale: &self.locale,
            found: &found,
        };
        make.iter().map(|make| make(&state)).collect()
    }

    fn rest(&mut self) -> Vec<Part> {
        if self.forecast.is_some() {
            return Vec::new();
        }
        self.make_forecast();
        match self.logs.calls.is_empty() {
            true => self.parts(&[FORECAST]),
            false => self.parts(&[FORECAST, SESSIONS, DETAILS]),
        }
    }

    fn filter(&mut self, key: Key) -> Vec<Part> {
        self.filter.toggle(key);
        if key.side() == Side::Session {
            self.opened = None;
        }
        self.filtered()
    }

    fn filtered(&self) -> Vec<Part> {
        self.parts(&[TOTALS, BREAKDOWN, SESSIONS, DETAILS])
    }

    /// Everything again, with other prices, another zone or another count of output.
    fn recounted(&mut self) -> Vec<Part> {
        self.count();
        self.make_forecast();
        self.shown()
    }

    fn count(&mut self) {
        self.account = Account::new(&self.table, &self.logs, &self.terms);
    }

    fn make_forecast(&mut self) {
        let base = Preset::Average.scenario(self.today, self.table.revision);
        #[cfg(feature = "tables")]
        if self.logs.calls.is_empty() && !self.sessions.is_empty() {
            let read = (&self.sessions, self.reports.as_slice());
            self.forecast = Some(Forecast::of_sessions(&self.table, read, &self.terms, &base));
            return;
        }
        let read = (&self.logs, self.reports.as_slice());
        self.forecast = Some(Forecast::new(&self.table, read, &self.account.ledger, &self.terms, &base));
    }

    /// Whether the logs have such a row at all.
    fn has(&self, key: Key) -> bool {
        match key {
            Key::Model(at) => (at as usize) < self.logs.models.len(),
            Key::Project(at) => (at as usize) < self.logs.projects.len(),
            Key::Session(at) => (at as usize) < self.logs.sessions.len(),
            Key::Day(_) | Key::Item(_) | Key::Whose(_) => true,
        }
    }

    fn price_like(&mut self, model: u32, like: Option<String>) -> Vec<Part> {
        let Some(name) = self.logs.models.get(model as usize).cloned() else { return Vec::new() };
        if like.as_ref().is_some_and(|id| self.table.model(id).is_none()) {
            return Vec::new();
        }
        self.forget(&name);
        self.terms.priced_as.extend(like.map(|id| (name, PricedAs::Like(id))));
        self.recounted()
    }

    /// What is no rate stays as it was typed and counts for nothing.
    fn price_rate(&mut self, model: u32, class: Class, text: &str) -> Vec<Part> {
        let Some(name) = self.logs.models.get(model as usize).cloned() else { return Vec::new() };
        let text = text.trim();
        let rate = field("paid").and_then(|field| self.locale.parse(field, &text.replace(' ', "")));
        let was = self.typed.iter().find(|typed| typed.model == name);
        let mut rates = was.map(|typed| typed.rates.clone()).unwrap_or_default();
        rates[class as usize] = match rate.filter(|rate| *rate > 0.0 && *rate <= MOST_RATE) {
            Some(rate) => TypedRate::Rate(rate),
            None if text.is_empty() => TypedRate::Nothing,
            None => TypedRate::Text(text.into()),
        };
        self.forget(&name);
        let numbers = rates.each_ref().map(TypedRate::rate);
        if let [Some(input), Some(write_5m), Some(write_1h), Some(read), Some(output)] = numbers {
            let rates = Rates { input, write_5m, write_1h, read, output };
            self.terms.priced_as.push((name.clone(), PricedAs::Rates(rates)));
        }
        if rates.iter().any(|rate| *rate != TypedRate::Nothing) {
            self.typed.push(Typed { model: name, rates });
        }
        self.recounted()
    }

    fn forget(&mut self, name: &str) {
        self.terms.priced_as.retain(|(model, _)| model != name);
        self.typed.retain(|typed| typed.model != name);
    }
}
