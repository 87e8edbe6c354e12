//! Transcribed: which rows of reports stand for work that the transcripts have.

use std::collections::HashSet;

use super::part::Row;
use crate::logs::{Call, Logs, ReportKind, ReportRow};

/// Minutes by which a report's days may lie otherwise than the transcripts' (UTC) where its time
/// zone is not known: none is further away.
const ZONES: i64 = 14 * 60;
const MINUTE: i64 = 60_000;
/// In minutes.
const DAY: i64 = 24 * 60;

/// The calls of all transcripts, as reports can be compared with them.
pub(super) struct Transcribed<'a> {
    /// Of answers, in order, each once.
    minutes: Vec<i64>,
    sessions: HashSet<&'a str>,
    prompts: HashSet<Prompt<'a>>,
}

/// A model, and the tokens that were sent: uncached, written and read. Hardly any two calls are alike
/// in them, and transcripts of older versions have no final count of output.
type Prompt<'a> = (&'a str, [u64; 3]);

impl<'a> Transcribed<'a> {
    pub fn new(logs: &'a Logs) -> Transcribed<'a> {
        let mut minutes: Vec<i64> = logs.calls.iter().map(|call| call.answered.div_euclid(MINUTE)).collect();
        minutes.sort_unstable();
        minutes.dedup();
        let model = |call: &Call| logs.models.get(call.model as usize).map_or("", String::as_str);
        let prompt = |call: &Call| {
            let written = u64::from(call.write_5m) + u64::from(call.write_1h);
            [u64::from(call.input), written, u64::from(call.read)]
        };
        Transcribed {
            minutes,
            sessions: logs.sessions.iter().map(|session| session.id.as_str()).collect(),
            prompts: logs.calls.iter().map(|call| (model(call), prompt(call))).collect(),
        }
    }

    /// Whether they have calls on a day of the row's; without a day, whether nothing tells that it is
    /// other work.
    pub fn count(&self, kind: ReportKind, row: &Row) -> bool {
        if !row.scope.is_dated() {
            return !self.minutes.is_empty() && self.may_be_known(kind, &row.row);
        }
        let zones = if kind.is_in_utc() { 0 } else { ZONES };
        let from = row.scope.from.div_euclid(DAY) * DAY - zones;
        let to = (row.scope.to - 1).div_euclid(DAY) * DAY + DAY + zones;
        let first = self.minutes.partition_point(|minute| *minute < from);
        self.minutes.get(first).is_some_and(|minute| *minute < to)
    }

    /// The name of a session tells it, and so do the tokens of a single answer.
    fn may_be_known(&self, kind: ReportKind, row: &ReportRow) -> bool {
        match (&row.session, &row.model) {
            (Some(id), _) => self.sessions.contains(id.as_str()),
            (None, Some(model)) if kind == ReportKind::ApiMessages => {
                let sent = [row.tokens.input, row.tokens.written(), row.tokens.read];
                self.prompts.contains(&(model.as_str(), sent))
            }
            _ => true,
        }
    }
}
