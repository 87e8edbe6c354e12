//! Bars of dollars a month, stacked by the class of token that they are paid for.

use super::labels::ranges as labels;
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
    /// The 10th and the 90th percentile of the total, where it is not known exactly.
    pub range: Option<[f64; 2]>,
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
        let total = bill.total * times;
        Stacked { label: label.into(), parts: parts.map(|usd| usd * times), total, range: None, own }
    }

    /// What is paid in dollars at once.
    pub fn of_no_class(label: &str, usd: f64) -> Stacked {
        let parts = [0.0, 0.0, 0.0, 0.0, usd];
        Stacked { label: label.into(), parts, total: usd, range: None, own: true }
    }

    pub fn add(&mut self, other: &Stacked) {
        self.parts.iter_mut().zip(other.parts).for_each(|(sum, usd)| *sum += usd);
        self.total += other.total;
    }
}

/// `marks` are lines across all bars.
pub(super) fn bars(rows: &[Stacked], marks: Vec<Mark>, description: &str, locale: &Locale) -> Bars {
    let highs = rows.iter().filter_map(|row| row.range).map(|[_, high]| high);
    let ends = rows.iter().map(|row| row.total).chain(highs).chain(marks.iter().map(|m| m.at));
    let largest = ends.fold(0.0, f64::max);
    let bar = |row: &Stacked| Bar {
        label: row.label.clone(),
        start: 0.0,
        parts: row.parts.to_vec(),
        range: row.range,
        total: locale.money(row.total),
        emphasis: row.own,
    };
    Bars {
        rows: rows.iter().map(bar).collect(),
        part_names: PARTS.map(String::from).to_vec(),
        range_name: labels::EIGHTY.into(),
        marks,
        axis: money_axis(largest * 1.02, "", locale),
        description: description.into(),
    }
}

pub(super) fn table(rows: &[Stacked], caption: &str, first: &str, locale: &Locale) -> Table {
    let has_ranges = rows.iter().any(|row| row.range.is_some());
    let of_range = has_ranges.then_some(labels::EIGHTY);
    let head = std::iter::once(first).chain(PARTS).chain(["total a month"]).chain(of_range);
    let row = |row: &Stacked| {
        let cells = row.parts.iter().chain([&row.total]).map(|usd| locale.money(*usd));
        let range = row.range.map_or_else(
            || labels::NO_RANGE.into(),
            |[low, high]| format!("{} {} {}", locale.money(low), labels::TO, locale.money(high)),
        );
        std::iter::once(row.label.clone()).chain(cells).chain(of_range.map(|_| range)).collect()
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
    let end = |label: &str, end: usize| {
        let of = |row: &Stacked| row.range.map_or(f64::NAN, |range| range[end]);
        series(label, rows.iter().map(of).collect())
    };
    let has_ranges = rows.iter().any(|row| row.range.is_some());
    let ends = [end("P10", 0), end("P90", 1)].into_iter().filter(|_| has_ranges);
    Readouts {
        heading: String::new(),
        at: Stops::Named(rows.iter().map(|row| row.label.clone()).collect()),
        series: PARTS.iter().enumerate().map(part).chain([total]).chain(ends).collect(),
    }
}
