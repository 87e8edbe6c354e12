//! OpenTelemetry of Claude Code, as a collector's file exporter writes it (OTLP/JSON): the metrics
//! `claude_code.token.usage` and `claude_code.cost.usage`, or else the events
//! `claude_code.api_request`. Metrics equal what was billed (FACTS-2026-11-28, (d)).
//!
//! Collectors begin new files as they like, so a row is one point or event, and stands for the time
//! since the point before it; what several files hold of a day is put together after copies are out.

use std::collections::BTreeMap;

use super::field::{MOST, list};
use super::part::{Part, Row};
use super::scope::{Scope, hash};
use crate::logs::ledger::known;
use crate::logs::sorted;
use crate::logs::{ReportKind, ReportRow, ReportTokens, Why, date_of};
use crate::prices::{Date, RateTable};
use serde_json::Value;

const TOKENS: &str = "claude_code.token.usage";
const COST: &str = "claude_code.cost.usage";
const REQUEST: &str = "claude_code.api_request";
/// Of tokens.
const KINDS: [&str; 4] = ["input", "output", "cacheRead", "cacheCreation"];
/// As OTLP numbers it: a point holds all since its start, and not what is new.
const CUMULATIVE: u64 = 2;
/// In nanoseconds.
const DAY: u64 = 86_400_000_000_000;
const MINUTE: u64 = 60_000_000_000;

/// Everything that several exports say. What tells points and events from their copies is a hash of
/// all that they say.
#[derive(Default)]
pub(super) struct Telemetry {
    /// What is new, each point once.
    parts: BTreeMap<u64, Row>,
    /// Totals since a process began, by what tells it apart.
    totals: BTreeMap<u64, Process>,
    /// Each request once.
    requests: BTreeMap<u64, Row>,
    /// Points that cannot be read, and those of a kind of token that is not known.
    unreadable: u64,
    unknown: u64,
    pub is_one: bool,
}

/// One growing total.
struct Process {
    row: ReportRow,
    kind: Kind,
    session: Option<String>,
    /// Nanoseconds since 1970.
    start: u64,
    /// The largest of each day since 1970, and when it was so much.
    days: BTreeMap<u64, (f64, u64)>,
}

/// A kind of token, or nothing of dollars.
type Kind = Option<String>;

impl Telemetry {
    /// Whether the value is an export.
    pub fn take(&mut self, value: &Value) -> bool {
        let (metrics, logs) = (list(value, "resourceMetrics"), list(value, "resourceLogs"));
        if metrics.is_none() && logs.is_none() {
            return false;
        }
        self.is_one = true;
        let all = |resources: Option<&'_ [Value]>, scopes: &str, key: &str| -> Vec<Value> {
            let scopes = resources.unwrap_or_default().iter().filter_map(|resource| list(resource, scopes));
            scopes.flatten().filter_map(|scope| list(scope, key)).flatten().cloned().collect()
        };
        all(metrics, "scopeMetrics", "metrics").iter().for_each(|metric| self.metric(metric));
        all(logs, "scopeLogs", "logRecords").iter().for_each(|event| self.event(event));
        true
    }

    fn metric(&mut self, metric: &Value) {
        let is_tokens = match metric["name"].as_str() {
            Some(TOKENS) => true,
            Some(COST) => false,
            _ => return,
        };
        let sum = &metric["sum"];
        let is_total = number(&sum["aggregationTemporality"]) == Some(CUMULATIVE as f64)
            || sum["aggregationTemporality"] == "AGGREGATION_TEMPORALITY_CUMULATIVE";
        for point in list(sum, "dataPoints").unwrap_or_default() {
            let value = number(&point["asDouble"]).or_else(|| number(&point["asInt"]));
            let Some(value) = value.filter(is_possible) else {
                self.unreadable += 1;
                continue;
            };
            let attributes = Attributes::of(point);
            let kind = is_tokens.then(|| attributes.text("type").unwrap_or_default());
            if kind.as_deref().is_some_and(|kind| value > 0.0 && !KINDS.contains(&kind)) {
                self.unknown += 1;
                continue;
            }
            let (start, time) = (nanoseconds(&point["startTimeUnixNano"]), time(point));
            let row = attributes.row();
            if is_total {
                let id = attributes.hash(&[start, u64::from(is_tokens)]);
                let days = BTreeMap::new();
                let session = attributes.session();
                let process = self.totals.entry(id).or_insert(Process { row, kind, session, start, days });
                let largest = process.days.entry(time / DAY).or_default();
                *largest = (largest.0.max(value), largest.1.max(time));
            } else {
                let id = attributes.hash(&[start, time, value.to_bits(), u64::from(is_tokens)]);
                let from = if start > 0 { start } else { time };
                let whose = attributes.session();
                self.parts
                    .entry(id)
                    .or_insert_with(|| at(counted(row, &kind, value), (from, time), id, whose));
            }
        }
    }

    fn event(&mut self, event: &Value) {
        let attributes = Attributes::of(event);
        let name = attributes.text("event.name");
        let is_request = event["body"]["stringValue"] == REQUEST || name.as_deref() == Some("api_request");
        if !is_request {
            return;
        }
        let count = |key: &str| attributes.number(key).map_or(0, |count| count as u64);
        let (five, hour) = (count("cache_creation_5m_tokens"), count("cache_creation_1h_tokens"));
        let tokens = ReportTokens {
            input: count("input_tokens"),
            write_5m: five,
            write_1h: hour,
            write_unsplit: count("cache_creation_tokens").saturating_sub(five.saturating_add(hour)),
            read: count("cache_read_tokens"),
            output: count("output_tokens"),
        };
        let time = time(event);
        let id = match attributes.text("request_id") {
            Some(id) => hash(id.as_bytes()),
            None => attributes.hash(&[time]),
        };
        let prompt = Some(tokens.sent());
        let row = ReportRow { tokens, prompt, usd: attributes.number("cost_usd"), ..attributes.row() };
        self.requests.entry(id).or_insert_with(|| at(row, (time, time), id, attributes.session()));
    }

    /// The metrics, and the events beside them.
    pub fn finish(self) -> Vec<Part> {
        let mut metrics = Part::new(ReportKind::OpenTelemetry);
        metrics.rows = self.parts.into_values().collect();
        metrics.rows.extend(self.totals.into_iter().flat_map(|(id, process)| process.rows(id)));
        metrics.unreadable = self.unreadable;
        // The dollars have them, where the metrics have dollars.
        let has_dollars = metrics.rows.iter().any(|row| row.row.usd.is_some());
        metrics.asides.extend((self.unknown > 0).then_some(match has_dollars {
            true => Why::UnknownTokens { rows: self.unknown },
            false => Why::OtherNames,
        }));
        let mut events = Part::new(ReportKind::OpenTelemetry);
        events.rows = self.requests.into_values().collect();
        events.has_events = true;
        let has_some = |part: &Part| !part.rows.is_empty() || part.unreadable > 0 || !part.asides.is_empty();
        let all = [metrics, events].into_iter().filter(has_some);
        match all.collect::<Vec<_>>() {
            none if none.is_empty() && self.is_one => vec![Part::new(ReportKind::OpenTelemetry)],
            all => all,
        }
    }
}

impl Process {
    /// Of a day what its last total has more than the day before.
    fn rows(self, id: u64) -> Vec<Row> {
        let (mut before, mut from) = (0.0, self.start);
        let mut rows = Vec::new();
        for (day, (total, time)) in self.days {
            let new = (total - before).max(0.0);
            let since = if from > 0 { from } else { day * DAY };
            let row = counted(self.row.clone(), &self.kind, new);
            rows.push(at(row, (since, time), id, self.session.clone()));
            (before, from) = (total.max(before), time);
        }
        rows
    }
}

/// A row with so much of a kind in it.
fn counted(mut row: ReportRow, kind: &Kind, count: f64) -> ReportRow {
    let tokens = &mut row.tokens;
    match kind.as_deref() {
        Some("input") => tokens.input = count as u64,
        Some("output") => tokens.output = count as u64,
        Some("cacheRead") => tokens.read = count as u64,
        Some("cacheCreation") => tokens.write_unsplit = count as u64,
        Some(_) => {}
        None => row.usd = Some(count),
    }
    row
}

/// A row of a session, of the time from one moment to another, in nanoseconds.
fn at(row: ReportRow, (from, to): (u64, u64), id: u64, session: Option<String>) -> Row {
    let day = (to > 0).then(|| date_of((to / DAY) as i64));
    let scope = match to {
        0 => Scope::EVER,
        to => Scope::between((from / MINUTE) as i64, (to / MINUTE) as i64),
    };
    let scope = scope.of_content(id).of_worker(row.person.as_deref(), session.as_deref());
    Row { row: ReportRow { day, ..row }, scope }
}

/// What tells the rows of one day apart: day, model, person, whether it is in fast mode, whether it
/// is a request without dollars, of a day on which others have them, and of requests whether their
/// prompts are above the model's price step.
type Key = (Option<Date>, Option<String>, Option<String>, bool, bool, Option<bool>);

/// Rows that are alike in these put together.
pub(super) fn joined(rows: Vec<ReportRow>) -> Vec<ReportRow> {
    let mut all = BTreeMap::<Key, ReportRow>::new();
    let table = RateTable::shipped();
    let mut steps = BTreeMap::<Option<String>, Option<f64>>::new();
    let has_tokens = |row: &ReportRow| row.tokens != ReportTokens::default();
    // Metrics have tokens and dollars in points of their own, events in one, of one prompt.
    let is_event = |row: &ReportRow| row.prompt.is_some() && has_tokens(row);
    let events = rows.iter().filter(|row| row.usd.is_some() && is_event(row));
    let of_events = sorted::set(events.map(|row| row.day));
    for row in rows {
        let is_bare = row.usd.is_none() && is_event(&row) && of_events.contains(&row.day);
        let step = *steps.entry(row.model.clone()).or_insert_with(|| step(&table, row.model.as_deref()));
        let is_above = row.prompt.map(|prompt| step.is_some_and(|step| prompt as f64 > step));
        let key = (row.day, row.model.clone(), row.person.clone(), row.fast, is_bare, is_above);
        let sum = all.entry(key).or_insert_with(|| ReportRow {
            tokens: ReportTokens::default(),
            usd: None,
            ..row.clone()
        });
        sum.tokens.add(&row.tokens);
        sum.prompt = sum.prompt.max(row.prompt);
        if let Some(usd) = row.usd {
            *sum.usd.get_or_insert(0.0) += usd;
        }
    }
    all.into_values().collect()
}

/// The prompt above which the model of that name costs more.
fn step(table: &RateTable, model: Option<&str>) -> Option<f64> {
    known(table, model?)?.prices.iter().find_map(|row| row.step.as_ref().map(|step| step.above))
}

struct Attributes(BTreeMap<String, Value>);

impl Attributes {
    fn of(point: &Value) -> Attributes {
        let pairs = list(point, "attributes").unwrap_or_default().iter();
        Attributes(
            pairs.filter_map(|pair| Some((pair["key"].as_str()?.into(), pair["value"].clone()))).collect(),
        )
    }

    fn text(&self, key: &str) -> Option<String> {
        self.0.get(key)?["stringValue"].as_str().map(String::from)
    }

    fn number(&self, key: &str) -> Option<f64> {
        let value = self.0.get(key)?;
        ["doubleValue", "intValue", "stringValue"]
            .iter()
            .find_map(|form| number(&value[*form]))
            .filter(is_possible)
    }

    fn hash(&self, more: &[u64]) -> u64 {
        let all = serde_json::to_vec(&self.0).unwrap_or_default();
        let more = more.iter().flat_map(|number| number.to_le_bytes());
        hash(&all.into_iter().chain(more).collect::<Vec<u8>>())
    }

    fn session(&self) -> Option<String> {
        self.text("session.id")
    }

    /// The model, the person and the speed.
    fn row(&self) -> ReportRow {
        let person = self
            .text("user.email")
            .or_else(|| self.text("user.account_uuid"))
            .or_else(|| self.text("user.id"));
        let fast = self.text("speed").as_deref() == Some("fast");
        ReportRow { model: self.text("model"), person, fast, ..ReportRow::default() }
    }
}

/// Nanoseconds since 1970; 0 where there is none.
fn time(point: &Value) -> u64 {
    let times = ["timeUnixNano", "observedTimeUnixNano"].map(|key| nanoseconds(&point[key]));
    times.into_iter().find(|time| *time > 0).unwrap_or(0)
}

/// Whole numbers of 64 bits are text in OTLP/JSON.
fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).filter(|number| number.is_finite())
}

/// Whether so many tokens or dollars can be.
fn is_possible(number: &f64) -> bool {
    (0.0..=MOST).contains(number)
}

fn nanoseconds(value: &Value) -> u64 {
    value.as_u64().or_else(|| value.as_str()?.parse().ok()).unwrap_or(0)
}
