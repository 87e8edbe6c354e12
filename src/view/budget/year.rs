//! The months of a budget's year that may be unlike, and the price changes in it.

use super::{labels, month_name, whole_percent};
use crate::decisions::budget::{MonthAhead, Outlook};
use crate::decisions::dates::Event;
use crate::decisions::price_changes::{Change, PriceChange, Status};
use crate::decisions::year::{Year, YearMonth};
use crate::prices::Date;
use crate::scenario::{
    ByMonth, Field, Kind, MOST_DAYS_OFF, MOST_JOINERS, PriceSwitch, Scenario, TeamBudget, choice,
};
use crate::view::{Locale, dates, words};

/// What is entered by the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Joiners,
    DaysOff,
}

/// How it is read; each is kept with its months.
static JOINERS: Field = entry("joiners", -MOST_JOINERS, MOST_JOINERS);
static DAYS_OFF: Field = entry("daysOff", -MOST_DAYS_OFF, MOST_DAYS_OFF);

const fn entry(key: &'static str, min: f64, max: f64) -> Field {
    Field { key, kind: Kind::Number, min, max, step: 0.0, get: |_| 0.0, set: |_, _| {} }
}

impl Entry {
    pub const ALL: [Entry; 2] = [Entry::Joiners, Entry::DaysOff];

    fn field(self) -> &'static Field {
        match self {
            Entry::Joiners => &JOINERS,
            Entry::DaysOff => &DAYS_OFF,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Entry::Joiners => labels::JOINERS,
            Entry::DaysOff => labels::DAYS_OFF,
        }
    }

    pub fn of(self, budget: &mut TeamBudget) -> &mut ByMonth {
        match self {
            Entry::Joiners => &mut budget.joiners,
            Entry::DaysOff => &mut budget.days_off,
        }
    }

    /// The number of a calendar month, January at 0; nothing where it is 0.
    pub fn written(self, budget: &TeamBudget, calendar: usize, locale: &Locale) -> String {
        let all = match self {
            Entry::Joiners => &budget.joiners,
            Entry::DaysOff => &budget.days_off,
        };
        let some = all.get(calendar).filter(|number| **number != 0.0);
        some.map(|number| locale.short(*number, 6)).unwrap_or_default()
    }

    /// The number that was typed in the field of that name; nothing typed is 0.
    ///
    /// # Errors
    /// Why it is none, with the name.
    pub fn read(self, name: &str, text: &str, locale: &Locale) -> Result<f64, String> {
        let of = |wrong| format!("{name}: {wrong}");
        if text.trim().is_empty() { Ok(0.0) } else { words::number(self.field(), text, locale).map_err(of) }
    }
}

/// One month of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthLine {
    pub name: String,
    pub entries: [EntryCell; 2],
    /// People, the median of what is paid, its range, and the chance of more than the budget.
    pub cells: [String; 4],
}

/// The field of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryCell {
    pub id: String,
    pub label: String,
    pub entry: Entry,
    /// The calendar month, January at 0.
    pub calendar: usize,
}

/// The twelve months, in the order of the fiscal year.
pub fn months(outlook: &Outlook, scenario: &Scenario, locale: &Locale) -> Vec<MonthLine> {
    let both = outlook.year.months.iter().zip(&outlook.ahead).enumerate();
    both.map(|(at, both)| line(at as u32 + 1, both, outlook, scenario, locale)).collect()
}

fn line(
    month: u32,
    (of, ahead): (&YearMonth, &MonthAhead),
    outlook: &Outlook,
    scenario: &Scenario,
    locale: &Locale,
) -> MonthLine {
    let name = month_name(outlook, scenario, month);
    let calendar = of.first.month() as usize - 1;
    let word =
        choice("fiscalFrom").and_then(|choice| choice.words.get(calendar)).copied().unwrap_or_default();
    let cell = |entry: Entry| EntryCell {
        id: format!("{}-{word}", entry.field().key),
        label: format!("{}, {name}", entry.label()),
        entry,
        calendar,
    };
    let entries = Entry::ALL.map(cell);
    let passed = if scenario.budget.month > 0.0 {
        whole_percent(ahead.passed, locale)
    } else {
        labels::NO_CHANCE.into()
    };
    let range = format!("{} to {}", locale.money(ahead.p10), locale.money(ahead.p90));
    let cells = [locale.short(of.people, 1), locale.money(ahead.p50), range, passed];
    MonthLine { name, entries, cells }
}

/// One price change with its switch.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeLine {
    pub id: String,
    pub text: String,
    pub counts: bool,
    pub switch: PriceSwitch,
}

pub fn changes(outlook: &Outlook, locale: &Locale) -> Vec<ChangeLine> {
    let line = |change: &PriceChange| ChangeLine {
        id: format!("change-{}-{}", change.model, change.on),
        text: said(change, locale),
        counts: change.counts,
        switch: change.switch(),
    };
    outlook.year.changes.iter().map(line).collect()
}

/// "Opus 4.5 retires on 22 January 2027: its work moves to Opus 5.5. You pay $165 a month from then on."
fn said(change: &PriceChange, locale: &Locale) -> String {
    let what = match &change.what {
        Change::Retires { to: Some((_, next)) } => {
            format!("{} retires on {}: its work moves to {next}.", change.name, words::day(change.on))
        }
        Change::Retires { to: None } => format!(
            "{} retires on {}: no current model follows it, and its last price stays.",
            change.name,
            words::day(change.on)
        ),
        Change::Prices { events, .. } => prices(&change.name, change.on, events, locale),
    };
    let status = match change.status {
        Status::Confirmed => String::new(),
        Status::Announced => format!(" {}.", labels::ANNOUNCED),
        Status::Cancelled => format!(" {}.", labels::CANCELLED),
    };
    let month = change.month.map(|usd| format!(" You pay {} a month from then on.", locale.money(usd)));
    [what, status, month.unwrap_or_default()].concat()
}

fn prices(name: &str, on: Date, events: &[Event], locale: &Locale) -> String {
    if events.contains(&Event::FastEnds) {
        return format!("Fast mode of {name} ends on {}.", words::day(on));
    }
    let rates: Vec<String> = events.iter().filter_map(|event| dates::rate(event, locale)).collect();
    format!("From {}, {name} costs {} per million.", words::day(on), rates.join(", "))
}

/// The changes that count, in one sentence.
pub(super) fn counted(outlook: &Outlook) -> Option<String> {
    Some(format!("{}: {}.", labels::COUNTED, that_count(&outlook.year)?))
}

/// "Opus 4.5 on 22 January 2027"; `None` where no change counts.
pub fn that_count(year: &Year) -> Option<String> {
    let all = year.changes.iter().filter(|change| change.counts);
    let name = |change: &PriceChange| format!("{} on {}", change.name, words::day(change.on));
    let names: Vec<String> = all.map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// What was entered by the month, each with its label: "March 5, June -2".
pub fn entered(scenario: &Scenario, year: &Year, locale: &Locale) -> Vec<(&'static str, String)> {
    let of = |entry: Entry| {
        let month = |month: &YearMonth| {
            let number = entry.written(&scenario.budget, month.first.month() as usize - 1, locale);
            (!number.is_empty()).then(|| format!("{} {number}", words::month(month.first)))
        };
        (entry.label(), year.months.iter().filter_map(month).collect::<Vec<_>>().join(", "))
    };
    Entry::ALL.map(of).into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// What is said where there is no change to switch.
pub fn no_changes(scenario: &Scenario) -> &'static str {
    if scenario.budget.year > 0.0 { labels::NO_CHANGES } else { labels::NO_YEAR }
}
