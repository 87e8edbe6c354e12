//! View: exactly what the screen shows, as text and labelled numbers. It computes no money.

pub mod actions;
pub mod answer;
pub mod at_prices;
pub mod bill;
pub mod breakdown;
pub mod budget;
pub mod claims;
pub mod compaction;
pub mod csv;
pub mod dates;
pub mod decisions;
pub mod difference;
pub mod effects;
pub mod format;
pub mod from_logs;
pub mod goal;
pub mod headline;
pub mod inputs;
pub mod kinds;
pub mod labels;
pub mod lifetime;
pub mod limit;
pub mod local;
pub mod logs;
pub mod logs_session;
pub mod managed;
pub mod options;
pub mod parts;
pub mod payer;
pub mod plans;
pub mod presets;
pub mod prices;
pub mod range;
pub mod reading;
pub mod receipt;
pub mod routing;
pub mod sawtooth;
pub mod side_by_side;
pub mod sortable;
pub mod spend;
mod stacked;
pub mod statement;
pub mod tasks;
pub mod team;
pub mod terms;
pub mod token_cost;
pub mod vendors;
pub mod waterfall;
pub mod why;
pub mod words;

pub use format::Locale;

use serde::{Deserialize, Serialize};

use crate::chart::{Bars, Lines, Picture};

/// A picture with what it says in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What the picture shows, as a finding.
    pub title: String,
    pub chart: Chart,
    pub readouts: Readouts,
}

/// What stands beside a picture: notes, and the same numbers as a table. Made apart,
/// because nobody reads them while a slider moves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Texts {
    pub notes: Vec<String>,
    pub table: Table,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Chart {
    Bars(Bars),
    Lines(Lines),
}

impl Chart {
    /// The picture, `width` CSS pixels wide.
    pub fn draw(&self, width: f64) -> Picture {
        match self {
            Chart::Bars(bars) => crate::chart::bars(bars, width),
            Chart::Lines(lines) => crate::chart::lines(lines, width),
        }
    }
}

/// What the user gets to read at each of a picture's stops.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Readouts {
    /// "Request", "Sessions a day", or nothing for bars.
    pub heading: String,
    pub at: Stops,
    pub series: Vec<Series>,
}

/// Where the stops are: rows with a name, or numbers with so many decimals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Stops {
    Named(Vec<String>),
    Numbered { at: Vec<f64>, decimals: usize },
}

impl Stops {
    pub fn count(&self) -> usize {
        match self {
            Stops::Named(names) => names.len(),
            Stops::Numbered { at, .. } => at.len(),
        }
    }

    fn text(&self, stop: usize, locale: &Locale) -> Option<String> {
        match self {
            Stops::Named(names) => names.get(stop).cloned(),
            Stops::Numbered { at, decimals } => at.get(stop).map(|at| locale.short(*at, *decimals)),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    pub label: String,
    pub unit: Unit,
    /// NaN where there is nothing.
    pub values: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    Money,
    Tokens,
    /// USD to the cent, and a change of them with its sign: what adds up as it is printed.
    Cents,
    Change,
}

impl Unit {
    fn text(self, value: f64, locale: &Locale) -> String {
        match self {
            Unit::Money => locale.money(value),
            Unit::Tokens => locale.tokens(value),
            Unit::Cents => waterfall::cents(value, locale),
            Unit::Change => waterfall::change(value, locale),
        }
    }
}

impl Readouts {
    /// The text at a stop, made only when somebody asks for it.
    pub fn text(&self, stop: usize, locale: &Locale) -> String {
        let Some(at) = self.at.text(stop, locale) else { return String::new() };
        let value = |series: &Series| {
            let value = series.values.get(stop).copied().filter(|v| v.is_finite())?;
            Some(format!("{} {}", series.label, series.unit.text(value, locale)))
        };
        let values: Vec<String> = self.series.iter().filter_map(value).collect();
        format!("{}{at}: {}", self.heading, values.join(", "))
    }
}

/// A table of text; the first column heads its row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}
