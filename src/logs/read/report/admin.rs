//! The Admin API's reports (FACTS.md 5.5): usage of messages, cost, and Claude Code.

use super::field::{Unreadable, cents, count, flag, list, number, text};
use super::part::{Part, Row, count_once};
use super::scope::{Scope, time};
use crate::json::Value;
use crate::logs::{ReportKind, ReportRow, ReportTokens};

pub(super) fn read(value: &Value) -> Option<Part> {
    let data = list(value, "data")?;
    let kind = data.iter().find_map(kind)?;
    let mut part = Part::new(kind);
    part.more = flag(value, "has_more");
    for entry in data {
        match kind {
            ReportKind::AdminClaudeCode => part.add(claude_code(entry)),
            _ => bucket(&mut part, entry),
        }
    }
    Some(part)
}

/// A page that is one of these, but has nothing in it.
pub(super) fn is_empty(value: &Value) -> bool {
    let hollow = |entry: &Value| list(entry, "results").is_some_and(<[Value]>::is_empty);
    let page = value.get("has_more").is_some() && value.get("next_page").is_some();
    list(value, "data").is_some_and(|data| data.iter().all(hollow) && (page || !data.is_empty()))
}

fn kind(entry: &Value) -> Option<ReportKind> {
    let has = |value: &Value, key| value.get(key).is_some();
    if has(entry, "model_breakdown") || has(entry, "core_metrics") {
        return Some(ReportKind::AdminClaudeCode);
    }
    let first = list(entry, "results")?.first()?;
    match (has(first, "amount"), has(first, "uncached_input_tokens") || has(first, "output_tokens")) {
        (true, _) => Some(ReportKind::AdminCost),
        (false, true) => Some(ReportKind::AdminUsage),
        (false, false) => None,
    }
}

fn bucket(part: &mut Part, bucket: &Value) {
    let [from, to] = ["starting_at", "ending_at"].map(|key| text(bucket, &[key]).and_then(time));
    for result in list(bucket, "results").unwrap_or_default() {
        let row = match part.kind {
            ReportKind::AdminCost => cost(result),
            _ => usage(result),
        };
        let row = row.and_then(|row| {
            let (day, start) = from.ok_or(Unreadable)?;
            let end = to.map_or(start + 24 * 60, |(_, end)| end);
            let scope = Scope::between(start, end).of(&apart(result));
            Ok(vec![Row { row: ReportRow { day: Some(day), ..row }, scope }])
        });
        part.add(row);
    }
}

/// What results of one stretch of time are told apart by, where they are grouped by it.
fn apart(result: &Value) -> [Option<&str>; 6] {
    [
        text(result, &["model", "description"]),
        text(result, &["api_key_id", "account_id", "service_account_id"]),
        text(result, &["workspace_id"]),
        text(result, &["service_tier", "speed"]),
        text(result, &["context_window", "inference_geo"]),
        text(result, &["token_type", "cost_type"]),
    ]
}

fn usage(result: &Value) -> Result<ReportRow, Unreadable> {
    let of = |key| result.get(key).unwrap_or(&Value::Null);
    let (creation, server) = (of("cache_creation"), of("server_tool_use"));
    let tokens = ReportTokens {
        input: count(result, &["uncached_input_tokens"])?,
        write_5m: count(creation, &["ephemeral_5m_input_tokens"])?,
        write_1h: count(creation, &["ephemeral_1h_input_tokens"])?,
        write_unsplit: 0,
        read: count(result, &["cache_read_input_tokens"])?,
        output: count(result, &["output_tokens"])?,
    };
    let web_searches = count(server, &["web_search_requests"])?;
    let person = text(result, &["account_id", "api_key_id", "service_account_id"]).map(String::from);
    let is_key = text(result, &["account_id"]).is_none();
    Ok(ReportRow { tokens, web_searches, is_key: is_key && person.is_some(), person, ..terms(result) })
}

/// Amounts are decimal text in cents.
fn cost(result: &Value) -> Result<ReportRow, Unreadable> {
    if text(result, &["currency"]).is_some_and(|currency| currency != "USD") {
        return Err(Unreadable);
    }
    Ok(ReportRow { usd: Some(cents(result, "amount")?.ok_or(Unreadable)?), ..terms(result) })
}

/// The model, and on which terms it served.
fn terms(result: &Value) -> ReportRow {
    let is = |key: &str, value: &str| text(result, &[key]) == Some(value);
    ReportRow {
        model: text(result, &["model"]).map(String::from),
        batch: is("service_tier", "batch"),
        fast: is("speed", "fast"),
        us_only: is("inference_geo", "us"),
        long_context: text(result, &["context_window"]).is_some_and(is_long),
        ..ReportRow::default()
    }
}

/// "0-200k" and "≤ 200k" are below the step, "200k-1M" and "> 200k" above.
pub(super) fn is_long(window: &str) -> bool {
    let window = window.trim();
    !window.is_empty() && !window.starts_with(['0', '≤', '<']) && window.starts_with(['2', '>'])
}

/// A person's day, with a row for each model.
fn claude_code(entry: &Value) -> Result<Vec<Row>, Unreadable> {
    let (day, _) = text(entry, &["date"]).and_then(time).ok_or(Unreadable)?;
    let actor = entry.get("actor").unwrap_or(&Value::Null);
    let person = text(actor, &["email_address", "api_key_name"]);
    let terms = [text(entry, &["terminal_type"]), text(entry, &["customer_type"])];
    let of_model = |breakdown: &Value| {
        let model = text(breakdown, &["model"]);
        let scope = Scope::days(day, 1).of(&[model, person, terms[0], terms[1]]);
        let row = ReportRow {
            day: Some(day),
            model: model.map(String::from),
            person: person.map(String::from),
            is_key: person.is_some() && text(actor, &["email_address"]).is_none(),
            ..of_breakdown(breakdown)?
        };
        Ok(Row { row, scope })
    };
    let breakdowns = list(entry, "model_breakdown").unwrap_or_default();
    let mut rows: Vec<Row> = breakdowns.iter().map(of_model).collect::<Result<_, _>>()?;
    let metrics = entry.get("core_metrics").unwrap_or(&Value::Null);
    if let Some(sessions) = number(metrics, &["num_sessions"])? {
        count_once(&mut rows, sessions);
    }
    Ok(rows)
}

fn of_breakdown(breakdown: &Value) -> Result<ReportRow, Unreadable> {
    let of = |key| breakdown.get(key).unwrap_or(&Value::Null);
    let (counts, cost) = (of("tokens"), of("estimated_cost"));
    if text(cost, &["currency"]).is_some_and(|currency| currency != "USD") {
        return Err(Unreadable);
    }
    let tokens = ReportTokens {
        input: count(counts, &["input"])?,
        write_unsplit: count(counts, &["cache_creation"])?,
        read: count(counts, &["cache_read"])?,
        output: count(counts, &["output"])?,
        ..ReportTokens::default()
    };
    Ok(ReportRow { tokens, usd: cents(cost, "amount")?, ..ReportRow::default() })
}
