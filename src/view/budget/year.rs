//! The months of a budget's year that may be unlike, and the price changes in it.

use super::{labels, month_name, whole_percent};
use crate::decisions::budget::{MonthAhead, Outlook};
use crate::decisions::dates::Event;
use crate::decisions::price_changes::{Change, PriceChange, Status};
use crate::decisions::year::{Year, YearMonth};
use crate::prices::Date;
use crate::scenario::{
    ByMonth, Field, GROUP_KEYS, Kind, MOST_DAYS_OFF, MOST_JOINERS, PriceSwitch, Scenario, choice,
};
use crate::view::{Locale, dates, payer, words};

/// What is entered by the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Joiners,
    DaysOff,
    /// Of a group that has its own, by its place.
    DaysOffOf(usize),
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
            Entry::DaysOff | Entry::DaysOffOf(_) => &DAYS_OFF,
        }
    }

    fn label(self, scenario: &Scenario) -> String {
        match self {
            Entry::Joiners => labels::JOINERS.into(),
            Entry::DaysOff => labels::DAYS_OFF.into(),
            Entry::DaysOffOf(group) => {
                format!("{}, {}", labels::DAYS_OFF, payer::group_name(scenario, group))
            }
        }
    }

    /// Sets a calendar month, January at 0.
    pub fn set(self, scenario: &mut Scenario, calendar: usize, number: f64) {
        match self {
            Entry::Joiners => scenario.budget.joiners[calendar] = number,
            Entry::DaysOff => scenario.budget.days_off[calendar] = number,
            Entry::DaysOffOf(group) => scenario.team.set_own_day_off(group, calendar, number),
        }
    }

    /// The number of a calendar month, January at 0; nothing where it is 0.
    pub fn written(self, scenario: &Scenario, calendar: usize, locale: &Locale) -> String {
        let all = match self {
            Entry::Joiners => &scenario.budget.joiners,
            Entry::DaysOff => &scenario.budget.days_off,
            Entry::DaysOffOf(group) => scenario.days_off(group),
        };
        written(all, calendar, locale)
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

fn written(all: &ByMonth, calendar: usize, locale: &Locale) -> String {
    let some = all.get(calendar).filter(|number| **number != 0.0);
    some.map(|number| locale.short(*number, 6)).unwrap_or_default()
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
    /// The calendar month, January at 0, and its name.
    pub calendar: usize,
    pub month: String,
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
    let entries = Entry::ALL.map(|entry| cell(entry, calendar, &name, scenario));
    let passed = if scenario.budget.month > 0.0 {
        whole_percent(ahead.passed, locale)
    } else {
        labels::NO_CHANCE.into()
    };
    let range = format!("{} to {}", locale.money(ahead.p10), locale.money(ahead.p90));
    let cells = [locale.short(of.people, 1), locale.money(ahead.p50), range, passed];
    MonthLine { name, entries, cells }
}

fn cell(entry: Entry, calendar: usize, month: &str, scenario: &Scenario) -> EntryCell {
    let word =
        choice("fiscalFrom").and_then(|choice| choice.words.get(calendar)).copied().unwrap_or_default();
    let key = entry.field().key;
    let id = match entry {
        Entry::DaysOffOf(group) => {
            format!("{key}-{}-{word}", GROUP_KEYS.get(group).copied().unwrap_or_default())
        }
        _ => format!("{key}-{word}"),
    };
    let label = format!("{}, {month}", entry.label(scenario));
    EntryCell { id, label, entry, calendar, month: month.into() }
}

/// A group in the table of days off by group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupDaysOff {
    pub group: usize,
    pub name: String,
    /// A field for each month of the fiscal year; nothing where it has everybody's.
    pub cells: Vec<EntryCell>,
}

/// Nothing where all are one group.
pub fn groups_days_off(outlook: &Outlook, scenario: &Scenario) -> Vec<GroupDaysOff> {
    let of = |group: usize| {
        let entry = |at: usize, month: &YearMonth| {
            let name = month_name(outlook, scenario, at as u32 + 1);
            cell(Entry::DaysOffOf(group), month.first.month() as usize - 1, &name, scenario)
        };
        let has_own = scenario.team.own_days_off(group).is_some();
        let months = outlook.year.months.iter().enumerate().filter(|_| has_own);
        let cells = months.map(|(at, month)| entry(at, month)).collect();
        GroupDaysOff { group, name: payer::group_name(scenario, group), cells }
    };
    if scenario.count_groups() > 1 { (0..scenario.count_groups()).map(of).collect() } else { Vec::new() }
}

/// "August 10, December 7; Paris: July 12": everybody's, then those of groups that have their own.
pub fn days_off(scenario: &Scenario, locale: &Locale) -> String {
    let months = |all: &ByMonth| {
        let month = |at: usize| {
            let number = written(all, at, locale);
            (!number.is_empty()).then(|| format!("{} {number}", words::calendar_month(at)))
        };
        let some: Vec<String> = (0..all.len()).filter_map(month).collect();
        if some.is_empty() { labels::NO_DAYS_OFF.into() } else { some.join(", ") }
    };
    let own = (0..scenario.count_groups()).filter_map(|group| {
        let own = scenario.team.own_days_off(group)?;
        Some(format!("{}: {}", payer::group_name(scenario, group), months(own)))
    });
    std::iter::once(months(&scenario.budget.days_off)).chain(own).collect::<Vec<_>>().join("; ")
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
pub fn entered(scenario: &Scenario, year: &Year, locale: &Locale) -> Vec<(String, String)> {
    let of = |entry: Entry| {
        let month = |month: &YearMonth| {
            let number = entry.written(scenario, month.first.month() as usize - 1, locale);
            (!number.is_empty()).then(|| format!("{} {number}", words::month(month.first)))
        };
        let months = year.months.iter().filter_map(month).collect::<Vec<_>>().join(", ");
        let is_own = matches!(entry, Entry::DaysOffOf(_)) && months.is_empty();
        (entry.label(scenario), if is_own { labels::NO_DAYS_OFF.into() } else { months })
    };
    let own = (0..scenario.count_groups()).filter(|group| scenario.team.own_days_off(*group).is_some());
    let all = Entry::ALL.into_iter().chain(own.map(Entry::DaysOffOf)).map(of);
    all.filter(|(_, text)| !text.is_empty()).collect()
}

/// What is said where there is no change to switch.
pub fn no_changes(scenario: &Scenario) -> &'static str {
    if scenario.budget.year > 0.0 { labels::NO_CHANGES } else { labels::NO_YEAR }
}
