//! Checks: what reports say of work that the transcripts have too, beside what those come to.

use super::{Books, Filter, Key, Row, Side, reported};
use crate::logs::sorted;
use crate::logs::{Report, ReportKind, date_of};
use crate::prices::{Date, RateTable};

/// Dollars of the same work, counted twice: by somebody else and here.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub kind: Option<ReportKind>,
    pub of: Checked,
    /// USD as the report has it, or its tokens at list price.
    pub reported: f64,
    /// USD of the transcripts.
    pub counted: f64,
}

/// Which work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// A session, by its place in [`crate::logs::Logs::sessions`].
    Session(u32),
    /// The session whose cost comes nearest: the report names none.
    Nearest(u32),
    /// From the first of these days to the last, as far as the report has them.
    Days(Date, Date),
}

/// Two totals agree that are within 1%, as prices of other days are, or within a cent, to which the
/// text of /usage rounds.
const ALIKE: f64 = 0.01;
const CENT: f64 = 0.01;

impl Check {
    pub fn agrees(&self) -> bool {
        (self.counted - self.reported).abs() <= (self.reported * ALIKE).max(CENT)
    }

    /// How much more is counted here, as a share of what is reported; nothing beside $0.
    pub fn difference(&self) -> Option<f64> {
        (self.reported > 0.0).then(|| self.counted / self.reported - 1.0)
    }
}

impl Books<'_> {
    /// Of the parts of reports that were left out because the transcripts have their work. What has no
    /// price on either side can be checked with nothing. `undated`: the day of prices for what has
    /// none.
    pub fn checks(&self, table: &RateTable, left_out: &[Report], undated: Date) -> Vec<Check> {
        if left_out.is_empty() {
            return Vec::new();
        }
        let sessions = self.rows(Side::Session, &Filter::default()).rows;
        let days = self.rows(Side::Day, &Filter::default()).rows;
        let check = |report: &Report| {
            let all = reported(table, report, undated);
            let usd = all.total.paid.known()?;
            let dated = sorted::set(report.rows.iter().filter_map(|row| row.day));
            let session = report.rows.iter().find_map(|row| row.session.as_deref());
            let (of, counted) = match (session, dated.first().zip(dated.last())) {
                (Some(id), None) => self.session(&sessions, id)?,
                (_, Some((first, last))) => {
                    let is_of =
                        |row: &&Row| matches!(row.key, Key::Day(day) if dated.contains(&date_of(day)));
                    let counted = days.iter().filter(is_of).map(|row| row.usd).sum();
                    (Checked::Days(*first, *last), counted)
                }
                (None, None) => nearest(&sessions, usd)?,
            };
            Some(Check { kind: report.kind, of, reported: usd, counted })
        };
        left_out.iter().filter_map(check).collect()
    }

    /// The session of that id, of which several folders may have parts.
    fn session(&self, rows: &[Row], id: &str) -> Option<(Checked, f64)> {
        let is_it = |row: &&Row| {
            let Key::Session(at) = row.key else { return false };
            self.logs.sessions.get(at as usize).is_some_and(|session| session.id == id)
        };
        let Key::Session(at) = rows.iter().find(is_it)?.key else { return None };
        Some((Checked::Session(at), rows.iter().filter(is_it).map(|row| row.usd).sum()))
    }
}

fn nearest(rows: &[Row], usd: f64) -> Option<(Checked, f64)> {
    let distance = |row: &&Row| (row.usd - usd).abs();
    let row = rows.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.key.cmp(&b.key)))?;
    let Key::Session(at) = row.key else { return None };
    Some((Checked::Nearest(at), row.usd))
}
