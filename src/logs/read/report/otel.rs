//! OpenTelemetry of Claude Code, as a collector's file exporter writes it (OTLP/JSON): the metrics
//! `claude_code.token.usage` and `claude_code.cost.usage`, or else the events
//! `claude_code.api_request`. Metrics equal what was billed (FACTS-2026-11-28, (d)).

use std::collections::BTreeMap;

use super::field::{MOST, list};
use super::part::{Part, Row};
use super::scope::{Scope, hash};
use crate::logs::{ReportKind, ReportRow, ReportTokens, date_of};
use crate::prices::Date;
use serde_json::Value;

const TOKENS: &str = "claude_code.token.usage";
const COST: &str = "claude_code.cost.usage";
const REQUEST: &str = "claude_code.api_request";
/// As OTLP numbers it: a point holds all since its start, and not what is new.
const CUMULATIVE: u64 = 2;
const DAY: u64 = 86_400_000_000_000;

/// Everything that several exports say.
#[derive(Default)]
pub(super) struct Telemetry {
    /// What is new, added up.
    parts: BTreeMap<(Key, Kind), f64>,
    /// Totals since a process began: by a hash of what tells it apart, by day the largest.
    totals: BTreeMap<(u64, Kind), BTreeMap<Key, f64>>,
    requests: BTreeMap<Key, ReportRow>,
    pub is_one: bool,
}

/// Day, model and person.
type Key = (i64, Option<String>, Option<String>);
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
            let Some(value) = value.filter(is_possible) else { continue };
            let attributes = Attributes::of(point);
            let kind = is_tokens.then(|| attributes.text("type").unwrap_or_default());
            let key = attributes.key(point);
            if is_total {
                let process = attributes.hash() ^ nanoseconds(&point["startTimeUnixNano"]);
                let largest = self.totals.entry((process, kind)).or_default().entry(key).or_default();
                *largest = largest.max(value);
            } else {
                *self.parts.entry((key, kind)).or_default() += value;
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
        let row = self.requests.entry(attributes.key(event)).or_default();
        row.tokens.add(&tokens);
        if let Some(usd) = attributes.number("cost_usd") {
            *row.usd.get_or_insert(0.0) += usd;
        }
    }

    /// A row for each day, model and person.
    pub fn finish(mut self) -> Option<Part> {
        for ((_, kind), days) in std::mem::take(&mut self.totals) {
            let mut before = 0.0;
            for (key, total) in days {
                // Of a day what its last total has more than the day before.
                *self.parts.entry((key, kind.clone())).or_default() += (total - before).max(0.0);
                before = total.max(before);
            }
        }
        let mut rows = BTreeMap::<Key, ReportRow>::new();
        for ((key, kind), sum) in self.parts {
            let row = rows.entry(key).or_default();
            let count = match kind.as_deref() {
                Some("input") => &mut row.tokens.input,
                Some("output") => &mut row.tokens.output,
                Some("cacheRead") => &mut row.tokens.read,
                Some("cacheCreation") => &mut row.tokens.write_unsplit,
                Some(_) => continue,
                None => {
                    *row.usd.get_or_insert(0.0) += sum;
                    continue;
                }
            };
            *count = count.saturating_add(sum as u64);
        }
        // The same work once more.
        let rows = if rows.is_empty() { self.requests } else { rows };
        let mut part = Part::new(ReportKind::OpenTelemetry);
        part.rows = rows.into_iter().map(of_key).collect();
        self.is_one.then_some(part)
    }
}

fn of_key(((day, model, person), row): (Key, ReportRow)) -> Row {
    let date: Option<Date> = (day > 0).then(|| date_of(day));
    let apart = [model.as_deref(), person.as_deref()];
    let scope = date.map_or(Scope::EVER, |date| Scope::days(date, 1)).of(&apart);
    Row { row: ReportRow { day: date, model, person, ..row }, scope }
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

    fn hash(&self) -> u64 {
        hash(&serde_json::to_vec(&self.0).unwrap_or_default())
    }

    fn key(&self, point: &Value) -> Key {
        let time = ["timeUnixNano", "observedTimeUnixNano"].map(|key| nanoseconds(&point[key]));
        let day = time.into_iter().find(|time| *time > 0).unwrap_or(0) / DAY;
        let person = self
            .text("user.email")
            .or_else(|| self.text("user.account_uuid"))
            .or_else(|| self.text("user.id"));
        (day as i64, self.text("model"), person)
    }
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
