//! Bill: whose dollars count where one report has the tokens and another the cost.

use std::collections::BTreeSet;

use crate::logs::sorted;
use crate::logs::{Days, ReportKind, ReportRow};

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
    /// Days of each cost, and whether there is usage with models on one of them.
    costs: Vec<(Option<Days>, bool)>,
    /// Days of usage with models.
    usage: BTreeSet<Option<Days>>,
    /// Cost over list price.
    scale: f64,
}

impl Billed {
    pub fn new(rows: &[Counted]) -> Billed {
        let is_listed = |row: &&Counted| row.is_usage() && row.model.is_some();
        let used = rows.iter().filter(|row| is_listed(row) && row.usd > 0.0);
        let usage = sorted::set(used.map(|row| row.row.days()));
        let costs = sorted::set(rows.iter().filter(|row| row.is_cost()).map(|row| row.row.days()));
        let costs = costs.into_iter().map(|cost| (cost, has_any(&usage, cost))).collect();
        let mut billed = Billed { costs, usage, scale: 1.0 };
        let both = || rows.iter().filter(|row| billed.has_both(row));
        let cost: f64 = both().filter(|row| row.is_cost()).map(|row| row.usd).sum();
        let listed: f64 = both().filter(is_listed).map(|row| row.usd).sum();
        billed.scale = if listed > 0.0 { cost / listed } else { 1.0 };
        billed
    }

    /// Whether there are cost and usage with models on its days.
    fn has_both(&self, row: &Counted) -> bool {
        let days = row.row.days();
        match row.is_cost() {
            true => has_any(&self.usage, days),
            false => self.costs.iter().any(|(cost, is_used)| *is_used && Days::may_meet(*cost, days)),
        }
    }

    /// Whether it is a cost with usage on its days.
    pub fn pays_for_usage(&self, row: &Counted) -> bool {
        row.is_cost() && self.has_both(row)
    }

    /// USD that count in sum.
    pub fn usd(&self, row: &Counted) -> f64 {
        let is_billed = || self.costs.iter().any(|(cost, _)| Days::may_meet(*cost, row.row.days()));
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

fn has_any(all: &BTreeSet<Option<Days>>, days: Option<Days>) -> bool {
    all.iter().any(|other| Days::may_meet(*other, days))
}
