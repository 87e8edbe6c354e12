//! Times: on how many days, in how many months and by how many people it was spent.

use super::bill::{Billed, Counted};
use super::{MONTH, SHORT_SPAN, distinct, until};
use crate::logs::ReportKind;
use crate::prices::Date;

#[derive(Clone, Debug, Default)]
pub(in super::super) struct Times {
    /// USD and sessions of what the times are those of: of rows of single days where there are
    /// any, else of longer stretches, else of all.
    pub usd: f64,
    pub sessions: Option<f64>,
    /// Days on which something was spent, and those of each person.
    pub days: Option<usize>,
    pub active_days: Option<usize>,
    /// Where rows stand for weeks, months or sessions instead, how long they are in all.
    pub months: Option<f64>,
    pub people: usize,
    pub first: Option<Date>,
    pub last: Option<Date>,
}

impl Times {
    pub(super) fn of(rows: &[Counted], billed: &Billed) -> Times {
        let (mut days, mut stretches, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows.iter().filter(|row| row.is_active()) {
            match row.row.day {
                Some(_) if is_stretch(row) => stretches.push(row),
                Some(_) => days.push(row),
                None => all.push(row),
            }
        }
        // Of usage by day, a month of a bill is what was paid for its days.
        let pays: f64 =
            stretches.iter().filter(|row| billed.pays_for_usage(row)).map(|row| billed.usd(row)).sum();
        let paid = if days.is_empty() { 0.0 } else { pays };
        let timed = [days, stretches, all].into_iter().find(|rows| !rows.is_empty()).unwrap_or_default();
        let usd: f64 = timed.iter().map(|row| billed.usd(row)).sum();
        let mut times = Times { usd: usd + paid, ..Times::default() };
        times.sessions = sessions(&timed);
        times.first = timed.iter().filter_map(|row| row.row.day).min();
        times.last = timed.iter().filter_map(|row| until(row)).max();
        times.count_people(&timed);
        match timed.first() {
            Some(row) if row.row.day.is_some() && is_stretch(row) => times.months = times.months(&timed),
            Some(row) if row.row.day.is_some() => times.count_days(&timed),
            _ => {}
        }
        times
    }

    fn count_people(&mut self, rows: &[&Counted]) {
        self.people = distinct(rows.iter().filter_map(|row| person(row))).len().max(1);
    }

    /// What a key spends is spent on the days of the people, where there are any.
    fn count_days(&mut self, rows: &[&Counted]) {
        let own = distinct(rows.iter().filter_map(|row| Some((person(row)?, row.row.day))));
        let days = distinct(rows.iter().map(|row| row.row.day)).len();
        self.days = Some(days);
        self.active_days = Some(if own.is_empty() { days } else { own.len() });
    }

    /// Sessions of a few days are no time to tell a month from.
    fn months(&self, rows: &[&Counted]) -> Option<f64> {
        if rows.iter().all(|row| row.kind == Some(ReportKind::CcusageMonthly)) {
            let month = |day: Date| f64::from(day.year()) * 12.0 + f64::from(day.month());
            return Some(month(self.last?) - month(self.first?) + 1.0);
        }
        let days = self.first.zip(self.last).map(|(first, last)| i64::from(first.days_until(last)) + 1);
        days.filter(|days| *days >= SHORT_SPAN).map(|days| days as f64 / MONTH)
    }

    /// Calendar days from the first to the last, both counted, where there are single days.
    pub fn span(&self) -> Option<i64> {
        self.days?;
        Some(i64::from(self.first?.days_until(self.last?)) + 1)
    }
}

/// Whether a row stands for several days, of which it does not say on how many of them there was
/// work: by its kind, or because it is a month of a bill.
fn is_stretch(row: &Counted) -> bool {
    use ReportKind::{CcusageMonthly, CcusageSession, CcusageWeekly};
    matches!(row.kind, Some(CcusageWeekly | CcusageMonthly | CcusageSession))
        || row.row.until.is_some_and(|until| Some(until) > row.row.day)
}

/// Keys and workspaces are nobody's in particular.
fn person<'a>(row: &Counted<'a>) -> Option<&'a str> {
    row.row.person.as_deref().filter(|_| !row.row.is_key)
}

/// As the rows count them, else as many as they name.
fn sessions(rows: &[&Counted]) -> Option<f64> {
    let counted: f64 = rows.iter().filter_map(|row| row.row.sessions).sum();
    let named = distinct(rows.iter().filter_map(|row| row.row.session.as_deref())).len();
    let all = if counted > 0.0 { counted } else { named as f64 };
    (all > 0.0).then_some(all)
}
