//! Part: what one document holds of one kind of report.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::api::Unbilled;
use super::field::Unreadable;
use super::runs::Run;
use super::scope::Scope;
use crate::logs::{ReportKind, ReportRow, Why};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub kind: ReportKind,
    pub rows: Vec<Row>,
    /// Rows that could not be read.
    pub unreadable: u64,
    /// Whether the report says that there are more pages after this one.
    pub more: bool,
    /// Of a result of `claude -p`.
    pub run: Option<Run>,
    /// Whether its rows are single events of telemetry, which metrics of the same days add up.
    pub has_events: bool,
    /// Whether its rows are of a run of `claude -p` that was ended before its result.
    pub is_ended: bool,
    /// Of a result, keys of the messages that it counts.
    pub messages: Vec<u64>,
    /// Hashes of the groups of people by which its rows are told.
    pub groups: BTreeSet<u64>,
    /// Answers of the API in it that are in no row.
    pub unbilled: Unbilled,
    /// What is said of it beside its rows.
    pub asides: Vec<Why>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub row: ReportRow,
    pub scope: Scope,
}

impl Part {
    pub fn new(kind: ReportKind) -> Part {
        Part {
            kind,
            rows: Vec::new(),
            unreadable: 0,
            more: false,
            run: None,
            has_events: false,
            is_ended: false,
            messages: Vec::new(),
            groups: BTreeSet::new(),
            unbilled: Unbilled::default(),
            asides: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, rows: Result<Vec<Row>, Unreadable>) {
        match rows {
            Ok(rows) => self.rows.extend(rows),
            Err(Unreadable) => self.unreadable += 1,
        }
    }
}

impl Part {
    /// A row in a currency of which no dollars are known.
    pub(super) fn add_currency(&mut self, name: &str) {
        for aside in &mut self.asides {
            if let Why::OtherCurrency { currency, rows } = aside
                && currency == name
            {
                *rows += 1;
                return;
            }
        }
        self.asides.push(Why::OtherCurrency { currency: name.into(), rows: 1 });
    }
}

/// Everything that was found in one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    pub parts: Vec<Part>,
    /// With their lines, from 1.
    pub faults: Vec<(Option<u64>, Why)>,
}

impl Found {
    pub fn fault(line: Option<u64>, why: Why) -> Found {
        Found { parts: Vec::new(), faults: vec![(line, why)] }
    }
}

/// What tells the rows of one session from those of any other that names none: all of them.
pub(super) fn content(rows: &[ReportRow]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for row in rows {
        let tokens = &row.tokens;
        let writes = [tokens.write_5m, tokens.write_1h, tokens.write_unsplit];
        let counts = (tokens.input, writes, tokens.read, tokens.output, row.web_searches);
        (&row.model, counts, row.usd.map(f64::to_bits)).hash(&mut hasher);
    }
    hasher.finish()
}

/// Sessions are counted once, though they come as a row for each model.
pub(super) fn count_once(rows: &mut [Row], sessions: f64) {
    for (place, row) in rows.iter_mut().enumerate() {
        row.row.sessions = Some(if place == 0 { sessions } else { 0.0 });
    }
}
