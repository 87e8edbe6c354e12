//! Answers of the Messages API, as they came, as results of a batch, or as messages in the stream of
//! a run of `claude -p` that was ended before its result.

use std::collections::{BTreeMap, BTreeSet};

use super::field::Unreadable;
use super::part::{Part, Row};
use super::scope::{Scope, hash};
use super::sdk;
use crate::logs::read::transcript::answer::{self, Answer};
use crate::logs::{ReportKind, ReportRow, ReportTokens};
use serde_json::Value;

/// An answer, or a batch's result with one in it; of a request that failed there is none.
pub(super) fn read(value: &Value) -> Option<Part> {
    let is_batched = value.get("custom_id").is_some();
    let message = if is_batched { &value["result"]["message"] } else { value };
    let is_answer = is_batched || value["type"] == "message";
    message.get("usage").filter(|_| is_answer)?;
    let mut part = Part::new(ReportKind::ApiMessages);
    let batched = |rows: Vec<Row>| rows.into_iter().map(in_batch).collect();
    let found = of_message(message);
    found.iter().for_each(|found| part.unbilled.add(found));
    let rows = found.map(|found| found.rows);
    part.add(if is_batched { rows.map(batched) } else { rows });
    Some(part)
}

/// Batches are at half price, whether their answers name the tier or not.
fn in_batch(row: Row) -> Row {
    Row { row: ReportRow { batch: true, ..row.row }, ..row }
}

/// Whether it is a batch's result without an answer: the request failed, expired or was canceled.
pub(super) fn has_failed(value: &Value) -> bool {
    value.get("custom_id").is_some() && value["result"]["type"].is_string()
}

/// The requests of an answer, and its key.
#[derive(Clone)]
struct Found {
    rows: Vec<Row>,
    key: u64,
    is_free: bool,
    is_uncounted: bool,
}

/// Keys of answers that are in no row, or of which a row has no prompt.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Unbilled {
    /// Refusals before any output.
    pub refused: BTreeSet<u64>,
    /// Answers without a count, or without one of their prompt.
    pub uncounted: BTreeSet<u64>,
}

impl Unbilled {
    fn add(&mut self, found: &Found) {
        self.refused.extend(found.is_free.then_some(found.key));
        self.uncounted.extend(found.is_uncounted.then_some(found.key));
    }

    pub fn append(&mut self, other: &Unbilled) {
        self.refused.extend(&other.refused);
        self.uncounted.extend(&other.uncounted);
    }

    pub fn is_empty(&self) -> bool {
        self.refused.is_empty() && self.uncounted.is_empty()
    }
}

/// The requests of an answer, as the transcripts' reader finds them.
fn of_message(message: &Value) -> Result<Found, Unreadable> {
    let json = serde_json::to_vec(message).map_err(|_| Unreadable)?;
    let scope = match message["id"].as_str() {
        Some(id) => Scope::EVER.of(&[Some(id)]).of_message(id),
        None => Scope::EVER.of_content(hash(&json)),
    };
    let Answer { requests, is_free, is_uncounted } = answer::read(&json).map_err(|_| Unreadable)?;
    let rows = requests.into_iter().map(|request| Row { row: of_request(request), scope }).collect();
    Ok(Found { rows, key: scope.key(), is_free, is_uncounted })
}

fn of_request((model, counts): answer::Request) -> ReportRow {
    let mut tokens = ReportTokens {
        input: counts.input.into(),
        write_5m: counts.write_5m.into(),
        write_1h: counts.write_1h.into(),
        read: counts.read.into(),
        output: counts.output.into(),
        write_unsplit: 0,
    };
    if !counts.is_split {
        (tokens.write_unsplit, tokens.write_5m) = (tokens.write_5m, 0);
    }
    ReportRow {
        model: Some(model).filter(|model| !model.is_empty()),
        prompt: Some(tokens.sent()),
        tokens,
        in_cloud: counts.in_cloud,
        web_searches: counts.web_searches.into(),
        fast: counts.fast,
        us_only: counts.us_only,
        batch: counts.batch,
        priority: counts.priority,
        ..ReportRow::default()
    }
}

/// The messages of a stream since its last result.
#[derive(Default)]
pub(super) struct Stream {
    /// By a hash of their ids: of the lines of one message the last has most of its output.
    open: BTreeMap<u64, Found>,
    /// Of runs that were ended before their result.
    ended: Vec<Found>,
    /// Messages of them that could not be read.
    unreadable: u64,
    /// Whether there was any line of a stream.
    pub is_one: bool,
}

impl Stream {
    /// Whether the value is a line of a stream.
    pub fn take(&mut self, value: &Value) -> bool {
        if value.get("type").is_none() || value.get("session_id").is_none() {
            return false;
        }
        self.is_one = true;
        if value["type"] == "system" && value["subtype"] == "init" {
            self.end();
        }
        let message = &value["message"];
        if value["type"] == "assistant" && message.get("usage").is_some() {
            self.message(message, sdk::session(value));
        }
        true
    }

    fn message(&mut self, message: &Value, session: Option<&str>) {
        let Ok(mut found) = of_message(message) else { return self.unreadable += 1 };
        found.rows.iter_mut().for_each(|row| row.row.session = session.map(String::from));
        let id = message["id"].as_str().map_or(self.open.len() as u64, |id| hash(id.as_bytes()));
        let output = |found: &Found| found.rows.iter().map(|row| row.row.tokens.output).sum::<u64>();
        // A line without content is no refusal where another one has some.
        let is_more = |known: &Found| {
            (!known.rows.is_empty(), output(known)) <= (!found.rows.is_empty(), output(&found))
        };
        if self.open.get(&id).is_none_or(is_more) {
            self.open.insert(id, found);
        }
    }

    /// A result has all of them, which their keys name.
    pub fn result(&mut self) -> Vec<u64> {
        self.is_one = true;
        let all = std::mem::take(&mut self.open).into_values().flat_map(|found| found.rows);
        all.map(|row| row.scope.key()).collect()
    }

    /// A run came to its end by a crash, of which the result may carry zeros (agent SDK 0.3.332,
    /// `total_cost_usd`): its messages are in no result. Whether there are any.
    pub fn crashed(&mut self) -> bool {
        let has_some = self.open.values().any(|found| !found.rows.is_empty());
        self.end();
        has_some
    }

    fn end(&mut self) {
        self.ended.extend(std::mem::take(&mut self.open).into_values());
    }

    /// What no result has.
    pub fn finish(mut self) -> Option<Part> {
        self.end();
        let mut part = Part::new(ReportKind::ApiMessages);
        self.ended.iter().for_each(|found| part.unbilled.add(found));
        part.rows = self.ended.into_iter().flat_map(|found| found.rows).collect();
        (part.unreadable, part.is_ended) = (self.unreadable, true);
        (!part.rows.is_empty() || part.unreadable > 0 || !part.unbilled.is_empty()).then_some(part)
    }
}
