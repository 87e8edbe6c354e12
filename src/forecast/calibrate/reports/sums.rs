//! What reports come to, over all of their rows.

use crate::logs::ledger::{Writes, known, row_price, row_usd, split_writes};
use crate::logs::sorted;
use crate::logs::{Report, ReportKind, ReportRow, ReportTokens, date_of};
use crate::prices::{Date, RateTable, date};
use crate::scenario::Scenario;

use super::SHORT_SPAN;
use bill::{Billed, Counted};
use times::Times;

mod bill;
mod times;

/// Days of a mean month of the Gregorian calendar.
const MONTH: f64 = 365.2425 / 12.0;

#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    pub rows: usize,
    pub usd: f64,
    /// USD by the table's id of a model.
    pub of_model: Vec<(String, f64)>,
    pub tokens: ReportTokens,
    pub times: Times,
    pub writes: Writes,
    pub left_out: LeftOut,
}

/// Rows of models that the table does not know: in no sum here.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftOut {
    /// As the reports name them.
    pub models: Vec<String>,
    pub rows: usize,
    /// USD that the reports give for them.
    pub usd: f64,
}

impl Sums {
    pub fn new(table: &RateTable, reports: &[Report], base: &Scenario) -> Sums {
        let mut sums = Sums::default();
        let mut counted = Vec::new();
        for report in reports {
            for row in &report.rows {
                let model = row.model.as_deref().and_then(|name| known(table, name));
                match (&row.model, model) {
                    (Some(name), None) => sums.left_out.add(name, row),
                    _ => counted.push(sums.count(table, (report.kind, row), base)),
                }
            }
        }
        let billed = Billed::new(&counted);
        counted.iter().for_each(|row| sums.spend(row, &billed));
        sums.times = Times::of(&counted, &billed);
        sums
    }

    fn count<'a>(
        &mut self,
        table: &RateTable,
        (kind, row): (Option<ReportKind>, &'a ReportRow),
        base: &Scenario,
    ) -> Counted<'a> {
        self.rows += 1;
        let price = row_price(table, row, base.priced_on);
        self.tokens.add(&row.tokens);
        self.writes.add(row, split_writes(price.as_ref(), kind, row));
        let listed = price.as_ref().map_or(0.0, |price| row_usd(price, row, 0.0));
        let usd = row.usd.unwrap_or(listed);
        let usd = if usd > 0.0 { usd } else { 0.0 };
        Counted { kind, row, model: price.map(|price| price.id), usd }
    }

    fn spend(&mut self, row: &Counted, billed: &Billed) {
        self.usd += billed.usd(row);
        let of_model = billed.of_model(row);
        let Some(model) = row.model.as_ref().filter(|_| of_model > 0.0) else { return };
        match self.of_model.iter_mut().find(|(id, _)| id == model) {
            Some((_, sum)) => *sum += of_model,
            None => self.of_model.push((model.clone(), of_model)),
        }
    }

    /// Active days a month of one person.
    pub fn days_a_month(&self) -> Option<f64> {
        let span = self.times.span().filter(|span| *span >= SHORT_SPAN)?;
        let days = self.times.active_days? as f64 / self.times.people as f64;
        Some((days / span as f64 * MONTH).min(31.0))
    }

    /// USD of one person's active day; where no day is told, from months, or from one session.
    pub fn usd_a_day(&self, scenario: &Scenario) -> f64 {
        let (work, times) = (&scenario.work, &self.times);
        match (times.active_days, times.months) {
            (Some(days), _) => times.usd / days as f64,
            (None, Some(months)) => times.usd / months / work.active_days.max(1.0),
            (None, None) => self.usd / times.sessions.unwrap_or(1.0) * work.sessions_per_day,
        }
    }

    /// Sessions of one person's active day, where both are told.
    pub fn sessions_a_day(&self, scenario: &Scenario) -> Option<f64> {
        let of_months = || Some(self.times.months? * scenario.work.active_days.max(1.0));
        let days = self.times.active_days.map(|days| days as f64).or_else(of_months)?;
        Some(self.times.sessions? / days)
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

    /// Share of the dollars that the reports give for rows that are left out; nothing where
    /// they give none.
    pub fn left_out_share(&self) -> Option<f64> {
        (self.left_out.usd > 0.0).then(|| self.left_out.usd / (self.left_out.usd + self.usd))
    }
}

impl LeftOut {
    fn add(&mut self, name: &String, row: &ReportRow) {
        if !self.models.contains(name) {
            self.models.push(name.clone());
        }
        self.rows += 1;
        self.usd += row.usd.filter(|usd| *usd > 0.0).unwrap_or(0.0);
    }
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    sorted::by(&mut all, Ord::cmp);
    all.dedup();
    all
}

/// The last day of the stretch that a row stands for.
fn until(row: &Counted) -> Option<Date> {
    let since_1970 = |day| i64::from(const { date(1970, 1, 1) }.days_until(day));
    let is_week = row.kind == Some(ReportKind::CcusageWeekly);
    let week = || Some(date_of(since_1970(row.row.day.filter(|_| is_week)?) + 6));
    row.row.until.or_else(week).or(row.row.day)
}
