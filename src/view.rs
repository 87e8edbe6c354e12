//! View: exactly what the screen shows, as text and labelled numbers. It computes no money.

pub mod answer;
pub mod controls;
pub mod format;
pub mod html;
pub mod page;
pub mod plans;
pub mod prices;
pub mod receipt;
pub mod sawtooth;
pub mod spend;
pub mod words;

pub use format::Locale;

use crate::chart::{Bars, Lines, Picture};

/// A picture with what it says in words, and the same numbers as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What the picture shows, as a finding.
    pub title: String,
    pub notes: Vec<String>,
    pub chart: Chart,
    pub table: Table,
    pub readouts: Readouts,
}

#[derive(Clone, Debug, PartialEq)]
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

/// What the reader gets to read at each of a picture's stops.
#[derive(Clone, Debug, PartialEq)]
pub struct Readouts {
    /// "Request", "Sessions a day", or nothing for bars.
    pub heading: String,
    pub at: Vec<String>,
    pub series: Vec<Series>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub label: String,
    pub unit: Unit,
    /// NaN where there is nothing.
    pub values: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Money,
    Tokens,
}

impl Unit {
    fn text(self, value: f64, locale: &Locale) -> String {
        match self {
            Unit::Money => locale.money(value),
            Unit::Tokens => locale.tokens(value),
        }
    }
}

impl Readouts {
    /// The text at a stop, made only when somebody asks for it.
    pub fn text(&self, stop: usize, locale: &Locale) -> String {
        let Some(at) = self.at.get(stop) else { return String::new() };
        let value = |series: &Series| {
            let value = series.values.get(stop).copied().filter(|v| v.is_finite())?;
            Some(format!("{} {}", series.label, series.unit.text(value, locale)))
        };
        let values: Vec<String> = self.series.iter().filter_map(value).collect();
        format!("{}{at}: {}", self.heading, values.join(", "))
    }
}

/// A table of text; the first column heads its row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}
