//! What reports come to, over all of their rows.

use crate::ledger::{Writes, known, row_price, row_usd, split_writes};
use crate::logs::{Report, ReportKind, ReportRow, ReportTokens};
use crate::rates::{Date, RateTable};
use crate::scenario::Scenario;

use super::SHORT_SPAN;

/// Days of a mean month of the Gregorian calendar.
const MONTH: f64 = 365.2425 / 12.0;
const WEEK: f64 = 7.0;

#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    pub rows: usize,
    pub usd: f64,
    /// USD by the table's id of a model.
    pub of_model: Vec<(String, f64)>,
    pub tokens: ReportTokens,
    /// Days of each person on which something was spent.
    pub active_days: Option<usize>,
    /// Where rows stand for whole weeks or months instead: how many months they are.
    pub months: Option<f64>,
    pub sessions: Option<f64>,
    pub people: usize,
    pub first: Option<Date>,
    pub last: Option<Date>,
    pub writes: Writes,
    pub left_out: Vec<String>,
}

impl Sums {
    pub fn new(table: &RateTable, reports: &[Report], base: &Scenario) -> Sums {
        let mut sums = Sums::default();
        // The cost report is the bill for what the usage report counts.
        let billed = reports.iter().any(|report| report.kind == Some(ReportKind::AdminCost));
        for report in reports {
            let counted = !(billed && report.kind == Some(ReportKind::AdminUsage));
            for row in &report.rows {
                sums.add(table, (report.kind, row), base, counted);
            }
        }
        sums.count(reports);
        sums
    }

    fn add(
        &mut self,
        table: &RateTable,
        (kind, row): (Option<ReportKind>, &ReportRow),
        base: &Scenario,
        counted: bool,
    ) {
        self.rows += 1;
        let known = row.model.as_deref().and_then(|name| known(table, name));
        let price = row_price(table, row, base.priced_on);
        if let (None, Some(name)) = (known, &row.model)
            && !self.left_out.contains(name)
        {
            self.left_out.push(name.clone());
        }
        self.tokens.add(&row.tokens);
        self.writes.add(row, split_writes(price.as_ref(), kind, row));
        let listed = price.as_ref().map(|price| row_usd(price, row, 0.0));
        let Some(spent) = row.usd.or(listed).filter(|usd| counted && *usd > 0.0) else { return };
        self.usd += spent;
        let Some(model) = known else { return };
        match self.of_model.iter_mut().find(|(id, _)| *id == model.id) {
            Some((_, sum)) => *sum += spent,
            None => self.of_model.push((model.id.clone(), spent)),
        }
    }

    fn count(&mut self, reports: &[Report]) {
        let rows = || reports.iter().flat_map(|report| report.rows.iter().map(move |row| (report.kind, row)));
        let whole_months = |kind: Option<ReportKind>| kind == Some(ReportKind::CcusageMonthly);
        let longer = |kind: Option<ReportKind>| whole_months(kind) || kind == Some(ReportKind::CcusageWeekly);
        let dated = rows().filter_map(|(kind, row)| Some((kind, row.person.as_deref(), row.day?)));
        let mut days: Vec<_> = dated.clone().filter(|d| !longer(d.0)).map(|d| (d.1, d.2)).collect();
        let mut months: Vec<_> = dated.filter(|d| longer(d.0)).map(|d| (d.2, whole_months(d.0))).collect();
        for_distinct(&mut days);
        for_distinct(&mut months);
        self.first = days.iter().map(|(_, day)| *day).min();
        self.last = days.iter().map(|(_, day)| *day).max();
        self.active_days = (!days.is_empty()).then_some(days.len());
        self.months = (!months.is_empty() && days.is_empty())
            .then(|| months.iter().map(|(_, whole)| if *whole { 1.0 } else { WEEK / MONTH }).sum());
        let mut people: Vec<&str> = rows().filter_map(|(_, row)| row.person.as_deref()).collect();
        for_distinct(&mut people);
        self.people = people.len().max(1);
        let mut named: Vec<&str> = rows().filter_map(|(_, row)| row.session.as_deref()).collect();
        for_distinct(&mut named);
        let counted: f64 = rows().filter_map(|(_, row)| row.sessions).sum();
        let all = if counted > 0.0 { counted } else { named.len() as f64 };
        self.sessions = (all > 0.0).then_some(all);
    }

    /// Calendar days from the first to the last, both counted.
    pub fn span(&self) -> Option<i64> {
        Some(i64::from(self.first?.days_until(self.last?)) + 1)
    }

    /// Active days a month of one person.
    pub fn days_a_month(&self) -> Option<f64> {
        let span = self.span().filter(|span| *span >= SHORT_SPAN)?;
        Some((self.active_days? as f64 / self.people as f64 / span as f64 * MONTH).min(31.0))
    }

    /// USD of one person's active day; where no day is told, from months, or from one session.
    pub fn usd_a_day(&self, scenario: &Scenario) -> f64 {
        let work = &scenario.work;
        match (self.active_days, self.months) {
            (Some(days), _) => self.usd / days as f64,
            (None, Some(months)) => self.usd / months / self.people as f64 / work.active_days.max(1.0),
            (None, None) => self.usd / self.sessions.unwrap_or(1.0) * work.sessions_per_day,
        }
    }

    fn prompt(&self) -> f64 {
        [self.tokens.input, self.tokens.written(), self.tokens.read].map(|count| count as f64).iter().sum()
    }

    /// Cache reads over prompt tokens.
    pub fn reported(&self) -> Option<f64> {
        let cached = self.tokens.read > 0 && self.prompt() > 0.0;
        cached.then(|| self.tokens.read as f64 / self.prompt())
    }

    pub fn output_per_prompt(&self) -> Option<f64> {
        (self.prompt() > 0.0).then(|| self.tokens.output as f64 / self.prompt())
    }
}

fn for_distinct<T: Ord>(all: &mut Vec<T>) {
    all.sort();
    all.dedup();
}
