//! Job: what the worker holds of somebody's logs, and what it may be asked of them.
//!
//! Every question is a line of words; the answer is parts of the page, each the inside of the
//! element with its id. What is not understood has no answer.
//!
//! | question | what it does | parts |
//! | --- | --- | --- |
//! | (nothing) | | `logs-body`, which holds all others |
//! | `width 688` | lays pictures out for so many CSS pixels | the pictures alone |
//! | `filter day 20650`, `filter model 3`, `filter project 0`, `filter session 17`, `filter class read`, `filter class searches`, `filter source agents` | chooses a row (days since 1970, places in the logs, a link's word for a class, `main` or `agents`), or takes the choice back | all that is filtered |
//! | `filter` | shows everything again | all that is filtered |
//! | `more day` | shows all of a side's rows, or few again (`day`, `model`, `project`, `session`, `class`, `source`) | `logs-bars` |
//! | `open 17` | shows this session's course | `logs-sessions` |
//! | `rest` | makes the forecast of what was read, once | what takes longer than the totals: the forecast, and the folds |
//! | `corrected` | counts missing output as estimated, or as recorded | all but what was read |
//! | `price 3 as claude-opus-5-5` | prices a model of the logs like another; without an id, not at all | all but what was read |
//! | `price 3 rate read 0.5` | one of the reader's own five rates, USD per million; it holds when there are five | all but what was read |
//!
//! `zone NAME` is the page's question: only the browser knows a zone's rules. It answers it
//! with [`Job::set_zone`] and asks for everything; once everything was shown, that too is
//! answered in parts, so that what is open stays open.

use crate::forecast::Forecast;
use crate::logs::ledger::{PricedAs, Terms};
use crate::logs::spend::{Account, Books, Filter, Item, Key, Side};
use crate::logs::{Logs, Report, Zone};
use crate::model::usage::Source;
use crate::prices::plans::Plan;
use crate::prices::{Class, Date, RateTable, Rates};
use crate::scenario::{Preset, field};
use crate::view::Locale;
use crate::view::logs::{self, Found, Left, Seen, Shape, Typed, TypedRate, Zones};

/// The inside of the element with this id.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub id: String,
    pub html: String,
}

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
    /// Whether the forecast and the folds are still to be made: totals come first.
    owes_rest: bool,
    filter: Filter,
    /// What the last question took back.
    left: Left,
    opened: Option<u32>,
    more: Vec<Side>,
    width: f64,
    /// Whether everything was shown since it was read.
    shown: bool,
    /// Which folds were there before the zone changed.
    rezoned: Option<Shape>,
}

/// CSS pixels of pictures until the page says how many there are.
const WIDTH: f64 = 688.0;
/// USD per million tokens above which a rate is a slip.
const MOST_RATE: f64 = 1e6;

impl Job {
    /// With nothing read yet; missing output is counted as estimated.
    pub fn new(table: RateTable, plans: Vec<Plan>, locale: Locale, today: Date, zone: Zone) -> Job {
        let terms = Terms { zone, corrected: true, priced_as: Vec::new() };
        let logs = Logs::default();
        Job {
            account: Account::new(&table, &logs, &terms),
            forecast: Forecast::default(),
            owes_rest: false,
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
            left: Left::Nothing,
            opened: None,
            more: Vec::new(),
            width: WIDTH,
            shown: false,
            rezoned: None,
        }
    }

    /// Takes what was read instead of what was there; terms that the reader set stay.
    pub fn read(&mut self, logs: Logs, reports: Vec<Report>) {
        self.logs = logs;
        self.reports = reports;
        self.filter = Filter::default();
        (self.left, self.opened) = (Left::Nothing, None);
        (self.shown, self.rezoned) = (false, None);
        self.count();
        (self.forecast, self.owes_rest) = (Forecast::default(), true);
    }

    pub fn logs(&self) -> &Logs {
        &self.logs
    }

    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The zone in which days begin, by the name that is shown for it.
    pub fn set_zone(&mut self, name: &str, zone: Zone) {
        self.rezoned = self.shown.then(|| self.shape());
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
        let ids: logs::Ids = match words.as_slice() {
            [] => return self.everything(),
            ["width", width] => self.set_width(width),
            ["filter"] => self.clear(),
            ["filter", side, key] => self.choose(side, key),
            ["more", side] => self.show_more(side),
            ["open", session] => self.open(session),
            ["rest"] if self.owes_rest => {
                self.make_forecast();
                logs::REST
            }
            ["corrected"] => return self.correct(),
            ["price", model, rest @ ..] => return self.price(model, rest),
            _ => &[],
        };
        self.parts(&ids.concat())
    }

    fn parts(&self, ids: &[&str]) -> Vec<Part> {
        let found = Found::default();
        let seen = self.seen(&found);
        ids.iter().map(|id| Part { id: (*id).into(), html: logs::part(&seen, id) }).collect()
    }

    fn everything(&mut self) -> Vec<Part> {
        self.left = Left::Nothing;
        if let Some(before) = self.rezoned.take() {
            return self.recounted(before);
        }
        self.shown = true;
        self.parts(&[logs::BODY])
    }

    /// Everything that depends on terms, as parts that leave open what is open.
    fn recounted(&self, before: Shape) -> Vec<Part> {
        self.parts(&logs::recounted(before, &self.seen(&Found::default())))
    }

    fn shape(&self) -> Shape {
        logs::shape(&self.seen(&Found::default()))
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
            owes_rest: self.owes_rest,
            plans: &self.plans,
            filter: &self.filter,
            left: self.left,
            opened: self.opened,
            more: &self.more,
            width: self.width,
            today: self.today,
            locale: &self.locale,
            found,
        }
    }

    fn recount(&mut self) {
        self.count();
        self.make_forecast();
    }

    fn count(&mut self) {
        self.account = Account::new(&self.table, &self.logs, &self.terms);
    }

    fn make_forecast(&mut self) {
        self.owes_rest = false;
        let base = Preset::Average.scenario(self.today, self.table.revision);
        let read = (&self.logs, self.reports.as_slice());
        self.forecast = Forecast::new(&self.table, read, &self.account.ledger, &self.terms, &base);
    }

    fn set_width(&mut self, width: &str) -> logs::Ids {
        match width.parse() {
            Ok(width) if (200.0..=4000.0).contains(&width) && width != self.width => {
                self.width = width;
                logs::DRAWN
            }
            _ => &[],
        }
    }

    fn clear(&mut self) -> logs::Ids {
        self.filter = Filter::default();
        self.left = Left::All;
        logs::FILTERED
    }

    fn choose(&mut self, side: &str, key: &str) -> logs::Ids {
        let Some(key) = self::key(side, key).filter(|key| self.has(*key)) else { return &[] };
        self.filter.toggle(key);
        let is_chosen = self.filter.chosen(key.side()) == Some(key);
        self.left = if is_chosen { Left::Nothing } else { Left::Row(key) };
        if key.side() == Side::Session {
            self.opened = None;
        }
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

    fn show_more(&mut self, side: &str) -> logs::Ids {
        let Some(side) = logs::side(side) else { return &[] };
        match self.more.iter().position(|more| *more == side) {
            Some(at) => drop(self.more.remove(at)),
            None => self.more.push(side),
        }
        logs::BARS
    }

    fn open(&mut self, session: &str) -> logs::Ids {
        match session.parse() {
            Ok(at) if self.has(Key::Session(at)) => {
                self.opened = Some(at);
                logs::SESSIONS
            }
            _ => &[],
        }
    }

    fn correct(&mut self) -> Vec<Part> {
        let before = self.shape();
        self.terms.corrected = !self.terms.corrected;
        self.recount();
        self.recounted(before)
    }

    fn price(&mut self, model: &str, how: &[&str]) -> Vec<Part> {
        let name = model.parse::<usize>().ok().and_then(|at| self.logs.models.get(at)).cloned();
        let Some(name) = name else { return Vec::new() };
        let before = self.shape();
        match how {
            ["as"] => self.forget(&name),
            ["as", id] if self.table.model(id).is_some() => {
                self.forget(&name);
                self.terms.priced_as.push((name, PricedAs::Like((*id).into())));
            }
            ["rate", class, rate @ ..] => {
                let Some(class) = class_of(class) else { return Vec::new() };
                self.type_rate(name, class, &rate.join(" "));
            }
            _ => return Vec::new(),
        }
        self.recount();
        self.recounted(before)
    }

    fn forget(&mut self, name: &str) {
        self.terms.priced_as.retain(|(model, _)| model != name);
        self.typed.retain(|typed| typed.model != name);
    }

    /// What is no rate stays as it was typed, and counts for nothing; with five rates, they hold.
    fn type_rate(&mut self, name: String, class: Class, text: &str) {
        let rate = field("paid").and_then(|field| self.locale.parse(field, &text.replace(' ', "")));
        let rate = rate.filter(|rate| *rate > 0.0 && *rate <= MOST_RATE);
        let was = self.typed.iter().find(|typed| typed.model == name);
        let mut rates = was.map(|typed| typed.rates.clone()).unwrap_or_default();
        rates[class as usize] = match rate {
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
        Side::Whose if key == logs::MAIN => Key::Whose(Source::Main),
        Side::Whose => return None,
    })
}

fn class_of(word: &str) -> Option<Class> {
    Class::ALL.into_iter().find(|class| crate::scenario::link::class(*class) == word)
}
