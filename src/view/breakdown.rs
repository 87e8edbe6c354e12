//! The breakdown in words: what is paid, whose parts add up to the headline as printed, and the
//! tokens of every group with its own session beside its own month.

use super::format::{capital, plural};
use super::receipt::{self, Key, MONEY_DECIMALS, Row, SESSION_DECIMALS, dollars, rounded};
use super::{Locale, labels, payer, words};
use crate::decisions::breakdown::{Breakdown, PaidFor, PaidLine, Section};
use crate::decisions::payment::Payer;
use crate::model::bill::{Bill, Line};
use crate::prices::plans::Plan;
use crate::scenario::Scenario;

mod csv;
mod lines;

pub use csv::csv;
pub use lines::{CostLine, CostLines, lines};

#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Empty where it is open what is paid.
    pub paid: Vec<PaidRow>,
    pub total: PaidRow,
    pub sections: Vec<ShownSection>,
    pub notes: Vec<String>,
}

/// A line of what is paid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaidRow {
    pub what: String,
    pub month: String,
    pub year: String,
}

/// The tokens of one group with one payer.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownSection {
    /// Its place among the groups; `None` for batch jobs.
    pub group: Option<usize>,
    pub title: String,
    /// Whether these dollars are in what is paid; else they are at API prices.
    pub is_paid: bool,
    pub rows: Vec<Row>,
    pub total: Row,
}

/// What the rows are made of.
pub(super) struct Told<'a> {
    pub broken: &'a Breakdown,
    pub plans: &'a [Plan],
    pub scenario: &'a Scenario,
    pub locale: &'a Locale,
}

pub fn breakdown(broken: &Breakdown, plans: &[Plan], scenario: &Scenario, locale: &Locale) -> Shown {
    let told = Told { broken, plans, scenario, locale };
    let (paid, total) = told.paid();
    let sections = broken.sections.iter().map(|section| told.section(section)).collect();
    Shown { paid, total, sections, notes: told.notes() }
}

impl Told<'_> {
    /// Rounded together, so that the printed lines add up to the printed total.
    fn paid(&self) -> (Vec<PaidRow>, PaidRow) {
        let lines = &self.broken.lines;
        let column =
            |of: fn(&PaidLine) -> f64| rounded(&lines.iter().map(of).collect::<Vec<f64>>(), MONEY_DECIMALS);
        let (month, year) = (column(|line| line.month), column(|line| line.year));
        let usd = |usd: f64| dollars(usd, MONEY_DECIMALS, self.locale);
        let row = |(at, line): (usize, &PaidLine)| PaidRow {
            what: self.paid_for(line.what),
            month: usd(month.0[at]),
            year: usd(year.0[at]),
        };
        let total = PaidRow { what: labels::paid::TOTAL.into(), month: usd(month.1), year: usd(year.1) };
        let open = self.broken.paid.open.is_some();
        (lines.iter().enumerate().map(row).collect(), if open { PaidRow::default() } else { total })
    }

    /// "Team Premium, 12 seats", "On the API, 8 developers (Light)".
    pub(super) fn paid_for(&self, what: PaidFor) -> String {
        match what {
            PaidFor::Tokens { section } => match self.broken.sections.get(section) {
                Some(section) => self.title(section),
                None => String::new(),
            },
            PaidFor::Plan { plan, seats, group } => {
                let unit = if self.is_seat(plan) { ("seat", "seats") } else { ("account", "accounts") };
                let number = plural(&self.locale.short(seats, 1), unit.0, unit.1);
                let number = if seats == 1.0 { String::new() } else { format!(", {number}") };
                format!("{}{number}{}", self.plan(plan), self.beside(group))
            }
            PaidFor::Credits { plan, group } => {
                format!(
                    "{} past the limit of {}, estimated{}",
                    capital(labels::paid::USAGE_CREDITS),
                    self.plan(plan),
                    self.beside(group)
                )
            }
            PaidFor::Unused { plan, seats } => {
                format!(
                    "{} of {}: {}",
                    labels::paid::UNUSED_SEATS,
                    self.plan(plan),
                    self.locale.short(seats, 1)
                )
            }
        }
    }

    fn plan(&self, place: usize) -> &str {
        self.plans.get(place).map_or("", |plan| &plan.name)
    }

    fn is_seat(&self, place: usize) -> bool {
        self.plans.get(place).is_some_and(|plan| plan.per_seat)
    }

    /// Which group, where there is more than one.
    fn beside(&self, group: usize) -> String {
        let mut groups = self.broken.sections.iter().filter_map(|section| section.group);
        let first = groups.next();
        let several = groups.any(|group| Some(group) != first);
        if several { format!(" ({})", payer::group_name(self.scenario, group)) } else { String::new() }
    }

    pub(super) fn payer(&self, section: &Section) -> String {
        match section.payer {
            None => "on a subscription".into(),
            Some(Payer::Plan(_)) if section.is_paid => payer::on_tokens(self.scenario),
            Some(payer) => payer::on(payer, self.plans, self.scenario),
        }
    }

    fn title(&self, section: &Section) -> String {
        let Some(group) = section.group else {
            return format!("{}, {}", labels::paid::BATCH_JOBS, self.payer(section));
        };
        let people = plural(&self.locale.short(section.people, 1), "developer", "developers");
        let people = if section.people == 1.0 { String::new() } else { format!(", {people}") };
        format!("{}{people}{}", capital(&self.payer(section)), self.beside(group))
    }

    fn section(&self, section: &Section) -> ShownSection {
        let keys = keys(section);
        let session = rounded(&column(&section.session, &keys), SESSION_DECIMALS);
        let month = rounded(&column(&section.month, &keys), MONEY_DECIMALS);
        let per_session = |usd| match section.group {
            Some(_) => dollars(usd, SESSION_DECIMALS, self.locale),
            None => String::new(),
        };
        let mut last = None;
        let row = |(at, key): (usize, &Key)| {
            let head = (last != Some(key.0)).then(|| words::source(key.0).to_string());
            last = Some(key.0);
            let of = find(&section.month, *key).and_then(|line| line.of);
            Row {
                head,
                what: receipt::what(&section.prices, *key, self.locale),
                tokens: of.map_or(String::new(), |of| self.locale.fixed(of.tokens, 0)),
                rate: of.map_or(String::new(), |of| format!("${}", self.locale.short(of.rate, 5))),
                session: per_session(session.0[at]),
                month: dollars(month.0[at], MONEY_DECIMALS, self.locale),
                year: String::new(),
            }
        };
        let rows = keys.iter().enumerate().map(row).collect();
        let total = Row {
            what: labels::paid::TOTAL.into(),
            session: per_session(session.1),
            month: dollars(month.1, MONEY_DECIMALS, self.locale),
            ..Row::default()
        };
        let title = self.title(section);
        let title = if section.is_paid { title } else { format!("{title}, {}", at_api_prices()) };
        ShownSection { group: section.group, title, is_paid: section.is_paid, rows, total }
    }

    fn notes(&self) -> Vec<String> {
        let broken = self.broken;
        let unpaid = broken.sections.iter().any(|section| !section.is_paid);
        let range = broken.paid.month.is_some_and(|month| month.low != month.high);
        let some = [
            unpaid.then(|| labels::paid::AT_API_PRICES_HELP.into()),
            range.then(|| "Where the use of a limit is a range, credits are the middle of it.".into()),
            (broken.paid.use_is_open() && !range).then(|| capital(labels::paid::USE_NOT_ENTERED)),
        ];
        some.into_iter().flatten().collect()
    }
}

/// [`labels::paid::AT_API_PRICES`] within a text.
fn at_api_prices() -> String {
    super::format::lower(labels::paid::AT_API_PRICES)
}

/// Every line of a section, once and in the receipt's order: a session has no line that its
/// month lacks.
pub(super) fn keys(section: &Section) -> Vec<Key> {
    let lines = if section.month.lines.is_empty() { &section.session.lines } else { &section.month.lines };
    lines.iter().map(receipt::key).collect()
}

pub(super) fn find(bill: &Bill, wanted: Key) -> Option<&Line> {
    bill.lines.iter().find(|line| receipt::key(line) == wanted)
}

pub(super) fn column(bill: &Bill, keys: &[Key]) -> Vec<f64> {
    keys.iter().map(|wanted| find(bill, *wanted).map_or(0.0, |line| line.usd)).collect()
}
