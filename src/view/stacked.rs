//! Bars of dollars a month, stacked by the class of token that they are paid for.

use super::spend::money_axis;
use super::{Locale, Readouts, Series, Stops, Table, Unit};
use crate::chart::{Bar, Bars, Mark};
use crate::model::bill::Bill;
use crate::prices::Class;

const PARTS: [&str; 5] = ["cache write", "cache read", "output", "input", "other"];
const TOTAL: &str = "total";

/// One bar: who or what, USD a month by part.
pub(super) struct Stacked {
    pub label: String,
    pub parts: [f64; 5],
    pub total: f64,
    /// Whether it is drawn as one's own.
    pub own: bool,
}

impl Stacked {
    /// So many sessions of a bill.
    pub fn of(label: &str, bill: &Bill, times: f64, own: bool) -> Stacked {
        let writes = bill.of_class(Class::Write5m) + bill.of_class(Class::Write1h);
        let parts = [
            writes,
            bill.of_class(Class::Read),
            bill.of_class(Class::Output),
            bill.of_class(Class::Input),
            bill.of_no_class(),
        ];
        Stacked { label: label.into(), parts: parts.map(|usd| usd * times), total: bill.total * times, own }
    }

    /// What is paid in dollars at once.
    pub fn of_no_class(label: &str, usd: f64) -> Stacked {
        Stacked { label: label.into(), parts: [0.0, 0.0, 0.0, 0.0, usd], total: usd, own: true }
    }

    pub fn add(&mut self, other: &Stacked) {
        self.parts.iter_mut().zip(other.parts).for_each(|(sum, usd)| *sum += usd);
        self.total += other.total;
    }
}

/// `marks` are lines across all bars.
pub(super) fn bars(rows: &[Stacked], marks: Vec<Mark>, description: &str, locale: &Locale) -> Bars {
    let largest = rows.iter().map(|row| row.total).chain(marks.iter().map(|m| m.at)).fold(0.0, f64::max);
    let bar = |row: &Stacked| Bar {
        label: row.label.clone(),
        start: 0.0,
        parts: row.parts.to_vec(),
        total: locale.money(row.total),
        emphasis: row.own,
    };
    Bars {
        rows: rows.iter().map(bar).collect(),
        part_names: PARTS.map(String::from).to_vec(),
        marks,
        axis: money_axis(largest * 1.02, "", locale),
        description: description.into(),
    }
}

pub(super) fn table(rows: &[Stacked], caption: &str, first: &str, locale: &Locale) -> Table {
    let head = std::iter::once(first).chain(PARTS).chain(["total a month"]);
    let row = |row: &Stacked| {
        let cells = row.parts.iter().chain([&row.total]).map(|usd| locale.money(*usd));
        std::iter::once(row.label.clone()).chain(cells).collect()
    };
    Table {
        caption: caption.into(),
        head: head.map(String::from).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

pub(super) fn readouts(rows: &[Stacked]) -> Readouts {
    let series = |label: &str, values: Vec<f64>| Series { label: label.into(), unit: Unit::Money, values };
    let part = |(at, label): (usize, &&str)| {
        let usd = |row: &Stacked| if row.parts[at] > 0.0 { row.parts[at] } else { f64::NAN };
        series(label, rows.iter().map(usd).collect())
    };
    let total = series(TOTAL, rows.iter().map(|row| row.total).collect());
    Readouts {
        heading: String::new(),
        at: Stops::Named(rows.iter().map(|row| row.label.clone()).collect()),
        series: PARTS.iter().enumerate().map(part).chain([total]).collect(),
    }
}
