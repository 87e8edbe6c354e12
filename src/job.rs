//! Job: what the worker holds of somebody's logs, and what it may be asked of them.
//!
//! Every question is a line of words; the answer is parts of the page, each the inside of the
//! element with its id. What is not understood has no answer.
//!
//! | question | what it does | parts |
//! | --- | --- | --- |
//! | (nothing) | | `logs-body`, which holds all others |
//! | `width 688` | lays pictures out for so many CSS pixels | those with pictures |
//! | `filter day 20650`, `filter model 3`, `filter project 0`, `filter session 17`, `filter class read`, `filter class searches`, `filter source agents` | chooses a row (days since 1970, places in the logs, a link's word for a class, `main` or `agents`), or takes the choice back | all that is filtered |
//! | `filter` | shows everything again | all that is filtered |
//! | `more day` | shows all of a side's rows, or few again (`day`, `model`, `project`, `session`, `class`, `source`) | `logs-bars` |
//! | `open 17` | shows this session's course | `logs-sessions` |
//! | `corrected` | counts missing output as estimated, or as recorded | `logs-body` |
//! | `price 3 as claude-opus-5-5` | prices a model of the logs like another; without an id, not at all | `logs-body` |
//! | `price 3 rate read 0.5` | one of the reader's own five rates, USD per million; it holds when there are five | `logs-body` |
//!
//! `zone NAME` is the page's question: only the browser knows a zone's rules. It answers it
//! with [`Job::set_zone`] and asks for everything.

use crate::forecast::Forecast;
use crate::ledger::{PricedAs, Terms};
use crate::logs::{Logs, Report, Zone};
use crate::plans::Plan;
use crate::rates::{Class, Date, RateTable, Rates};
use crate::scenario::{Preset, field};
use crate::spent::{Account, Books, Filter, Item, Key, Side};
use crate::usage::Source;
use crate::view::Locale;
use crate::view::logs::{self, Found, Seen, Zones};

/// The inside of the element with this id.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub id: String,
    pub html: String,
}

/// Five rates of which the reader has typed some, for a model by its name in the logs.
type Typed = (String, [Option<f64>; 5]);

#[derive(Clone, Debug)]
pub struct Job {
    table: RateTable,
    plans: Vec<Plan>,
    locale: Locale,
    today: Date,
    zones: Zones,
    terms: Terms,
    typed: Vec<Typed>,
    logs: Logs,
    reports: Vec<Report>,
    account: Account,
    forecast: Forecast,
    filter: Filter,
    opened: Option<u32>,
    more: Vec<Side>,
    width: f64,
}

/// CSS pixels of pictures until the page says how many there are.
const WIDTH: f64 = 688.0;

impl Job {
    /// With nothing read yet; missing output is counted as estimated.
    pub fn new(table: RateTable, plans: Vec<Plan>, locale: Locale, today: Date, zone: Zone) -> Job {
        let terms = Terms { zone, corrected: true, priced_as: Vec::new() };
        let logs = Logs::default();
        Job {
            account: Account::new(&table, &logs, &terms),
            forecast: Forecast::default(),
            table,
            plans,
            locale,
            today,
            zones: Zones::default(),
            terms,
            typed: Vec::new(),
            logs,
            reports: Vec::new(),
            filter: Filter::default(),
            opened: None,
            more: Vec::new(),
            width: WIDTH,
        }
    }

    /// Takes what was read instead of what was there; terms that the reader set stay.
    pub fn read(&mut self, logs: Logs, reports: Vec<Report>) {
        self.logs = logs;
        self.reports = reports;
        self.filter = Filter::default();
        self.opened = None;
        self.recount();
    }

    pub fn logs(&self) -> &Logs {
        &self.logs
    }

    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The zone in which days begin, by the name that is shown for it.
    pub fn set_zone(&mut self, name: &str, zone: Zone) {
        self.zones.chosen = name.into();
        self.terms.zone = zone;
        // A day of one zone is none of another's.
        self.filter = self.filter.without(Side::Day);
        self.recount();
    }

    /// The zones to choose from.
    pub fn offer_zones(&mut self, names: Vec<String>) {
        self.zones.offered = names;
    }

    /// Answers a question, as the table above says.
    pub fn ask(&mut self, ask: &str) -> Vec<Part> {
        let words: Vec<&str> = ask.split_whitespace().collect();
        let parts: &[&str] = match words.as_slice() {
            [] => return vec![self.everything()],
            ["width", width] => self.set_width(width),
            ["filter"] => self.clear(),
            ["filter", side, key] => self.choose(side, key),
            ["more", side] => self.show_more(side),
            ["open", session] => self.open(session),
            ["corrected"] => return self.correct(),
            ["price", model, rest @ ..] => return self.price(model, rest),
            _ => &[],
        };
        let found = Found::default();
        let seen = self.seen(&found);
        parts.iter().map(|id| Part { id: (*id).into(), html: logs::part(&seen, id) }).collect()
    }

    fn everything(&self) -> Part {
        Part { id: logs::BODY.into(), html: logs::body(&self.seen(&Found::default())) }
    }

    fn seen<'a>(&'a self, found: &'a Found) -> Seen<'a> {
        Seen {
            books: Books { logs: &self.logs, account: &self.account },
            table: &self.table,
            terms: &self.terms,
            typed: &self.typed,
            zones: &self.zones,
            reports: &self.reports,
            forecast: &self.forecast,
            plans: &self.plans,
            filter: &self.filter,
            opened: self.opened,
            more: &self.more,
            width: self.width,
            today: self.today,
            locale: &self.locale,
            found,
        }
    }

    fn recount(&mut self) {
        self.account = Account::new(&self.table, &self.logs, &self.terms);
        let base = Preset::Average.scenario(self.today, self.table.revision);
        let read = (&self.logs, self.reports.as_slice());
        self.forecast = Forecast::new(&self.table, read, &self.account.ledger, &self.terms, &base);
    }

    fn set_width(&mut self, width: &str) -> &'static [&'static str] {
        match width.parse() {
            Ok(width) if (200.0..=4000.0).contains(&width) && width != self.width => {
                self.width = width;
                logs::DRAWN
            }
            _ => &[],
        }
    }

    fn clear(&mut self) -> &'static [&'static str] {
        self.filter = Filter::default();
        logs::FILTERED
    }

    fn choose(&mut self, side: &str, key: &str) -> &'static [&'static str] {
        let Some(key) = self::key(side, key).filter(|key| self.has(*key)) else { return &[] };
        self.filter.toggle(key);
        logs::FILTERED
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

    fn show_more(&mut self, side: &str) -> &'static [&'static str] {
        let Some(side) = logs::side(side) else { return &[] };
        match self.more.iter().position(|more| *more == side) {
            Some(at) => drop(self.more.remove(at)),
            None => self.more.push(side),
        }
        logs::BARS
    }

    fn open(&mut self, session: &str) -> &'static [&'static str] {
        match session.parse() {
            Ok(at) if self.has(Key::Session(at)) => {
                self.opened = Some(at);
                logs::SESSIONS
            }
            _ => &[],
        }
    }

    fn correct(&mut self) -> Vec<Part> {
        self.terms.corrected = !self.terms.corrected;
        self.recount();
        vec![self.everything()]
    }

    fn price(&mut self, model: &str, how: &[&str]) -> Vec<Part> {
        let name = model.parse::<usize>().ok().and_then(|at| self.logs.models.get(at)).cloned();
        let Some(name) = name else { return Vec::new() };
        match how {
            ["as"] => self.forget(&name),
            ["as", id] if self.table.model(id).is_some() => {
                self.forget(&name);
                self.terms.priced_as.push((name, PricedAs::Like((*id).into())));
            }
            ["rate", class, rate @ ..] => {
                let Some(class) = class_of(class) else { return Vec::new() };
                self.type_rate(name, class, &rate.concat());
            }
            _ => return Vec::new(),
        }
        self.recount();
        vec![self.everything()]
    }

    fn forget(&mut self, name: &str) {
        self.terms.priced_as.retain(|(model, _)| model != name);
        self.typed.retain(|(model, _)| model != name);
    }

    /// A rate that is no number above zero is taken back; with five of them, they hold.
    fn type_rate(&mut self, name: String, class: Class, text: &str) {
        let rate = field("paid").and_then(|field| self.locale.parse(field, text));
        let rate = rate.filter(|rate| *rate > 0.0 && *rate <= 1e6);
        let was = self.typed.iter().find(|(model, _)| *model == name);
        let mut rates = was.map(|(_, rates)| *rates).unwrap_or_default();
        rates[class as usize] = rate;
        self.forget(&name);
        if let [Some(input), Some(write_5m), Some(write_1h), Some(read), Some(output)] = rates {
            let rates = Rates { input, write_5m, write_1h, read, output };
            self.terms.priced_as.push((name.clone(), PricedAs::Rates(rates)));
        }
        if rates.iter().any(Option::is_some) {
            self.typed.push((name, rates));
        }
    }
}

fn key(side: &str, key: &str) -> Option<Key> {
    Some(match logs::side(side)? {
        Side::Day => Key::Day(key.parse().ok()?),
        Side::Model => Key::Model(key.parse().ok()?),
        Side::Project => Key::Project(key.parse().ok()?),
        Side::Session => Key::Session(key.parse().ok()?),
        Side::Item if key == logs::SEARCHES => Key::Item(Item::Searches),
        Side::Item => Key::Item(Item::Tokens(class_of(key)?)),
        Side::Whose if key == logs::AGENTS => Key::Whose(Source::Agents),
        Side::Whose => Key::Whose(Source::Main),
    })
}

fn class_of(word: &str) -> Option<Class> {
    Class::ALL.into_iter().find(|class| crate::link::class(*class) == word)
}
