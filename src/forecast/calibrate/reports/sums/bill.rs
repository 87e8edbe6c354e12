//! Bill: whose dollars count where one report has the tokens and another the cost.

use std::collections::BTreeMap;

use crate::logs::{ReportKind, ReportRow};
use crate::prices::Date;

/// A row that counts.
pub(super) struct Counted<'a> {
    pub kind: Option<ReportKind>,
    pub row: &'a ReportRow,
    /// The table's id; nothing where the row stands for several.
    pub model: Option<String>,
    /// USD as the report gives them, else at list price.
    pub usd: f64,
}

impl Counted<'_> {
    fn is_cost(&self) -> bool {
        self.row.pays_for_usage(self.kind)
    }

    /// Of a report that has tokens and no cost, which the cost report is the bill for.
    fn is_usage(&self) -> bool {
        self.kind.is_some_and(ReportKind::is_usage)
    }

    pub fn is_active(&self) -> bool {
        self.usd > 0.0 || self.row.tokens != Default::default()
    }
}

/// The days of a cost report give their dollars, and the usage of those days says only whose
/// they are: at list price, scaled to the cost of the days that both have. Other days of the
/// usage stand at list price.
pub(super) struct Billed {
    /// By day: whether there is cost, and USD of the usage at list price.
    days: BTreeMap<Option<Date>, (bool, f64)>,
    /// Cost over list price.
    scale: f64,
}

impl Billed {
    pub fn new(rows: &[Counted]) -> Billed {
        let mut days: BTreeMap<Option<Date>, (bool, f64)> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.is_cost() || row.is_usage()) {
            let (cost, listed) = days.entry(row.row.day).or_default();
            *cost |= row.is_cost();
            *listed += if row.is_usage() && row.model.is_some() { row.usd } else { 0.0 };
        }
        let mut billed = Billed { days, scale: 1.0 };
        let both = || rows.iter().filter(|row| billed.has_both(row));
        let cost: f64 = both().filter(|row| row.is_cost()).map(|row| row.usd).sum();
        let usage = both().filter(|row| row.is_usage() && row.model.is_some());
        let listed: f64 = usage.map(|row| row.usd).sum();
        billed.scale = if listed > 0.0 { cost / listed } else { 1.0 };
        billed
    }

    /// Whether there are cost and usage with models on its day.
    fn has_both(&self, row: &Counted) -> bool {
        self.days.get(&row.row.day).is_some_and(|(cost, listed)| *cost && *listed > 0.0)
    }

    /// USD that count in sum.
    pub fn usd(&self, row: &Counted) -> f64 {
        let is_billed = || self.days.get(&row.row.day).is_some_and(|(cost, _)| *cost);
        if row.is_usage() && is_billed() { 0.0 } else { row.usd }
    }

    /// USD that count for its model.
    pub fn of_model(&self, row: &Counted) -> f64 {
        match self.has_both(row) {
            true if row.is_cost() => 0.0,
            true if row.is_usage() => row.usd * self.scale,
            _ => self.usd(row),
        }
    }
}
