//! What `ccusage --json` prints, in its newer and older shapes (FACTS.md 5.4), and the shape
//! that its own documentation shows: `{"type": "daily", "data": [...], "summary": {...}}`.

use super::field::{Unreadable, count, flag, list, number, text};
use super::part::{Part, Row, count_once};
use super::scope::{Scope, time};
use crate::json::Value;
use crate::logs::{ReportKind, ReportRow, ReportTokens};
use crate::prices::Date;

const REPORTS: [(&str, ReportKind); 6] = [
    ("daily", ReportKind::CcusageDaily),
    ("weekly", ReportKind::CcusageWeekly),
    ("monthly", ReportKind::CcusageMonthly),
    ("session", ReportKind::CcusageSession),
    ("sessions", ReportKind::CcusageSession),
    ("blocks", ReportKind::CcusageBlocks),
];
/// What every report's rows are called by, or its text of one.
const PERIODS: [&str; 8] =
    ["period", "date", "week", "month", "firstActivity", "startTime", "blockStart", "lastActivity"];

pub(super) fn read(value: &Value) -> Option<Part> {
    if let Some(Value::Object(projects)) = value.get("projects") {
        return of_projects(projects);
    }
    let named = REPORTS.into_iter().find_map(|(key, kind)| Some((kind, list(value, key)?)));
    let (kind, rows) = named.or_else(|| documented(value))?;
    let has_totals = value.get("totals").is_some() || value.get("summary").is_some();
    let is_report = if rows.is_empty() { has_totals } else { rows.iter().any(is_row) };
    if !is_report {
        return None;
    }
    let mut part = Part::new(kind);
    rows.iter().for_each(|row| part.add(row_of(kind, None, row)));
    Some(part)
}

fn documented(value: &Value) -> Option<(ReportKind, &[Value])> {
    let kind = text(value, &["type"])?;
    let (_, kind) = REPORTS.into_iter().find(|(key, _)| *key == kind)?;
    Some((kind, list(value, "data")?))
}

/// `ccusage daily --instances`: days under the name of each project.
fn of_projects(projects: &[(String, Value)]) -> Option<Part> {
    let mut part = Part::new(ReportKind::CcusageDaily);
    for (project, rows) in projects {
        let Value::List(rows) = rows else { return None };
        if !rows.iter().all(is_row) {
            return None;
        }
        rows.iter().for_each(|row| part.add(row_of(part.kind, Some(project), row)));
    }
    Some(part)
}

fn is_row(row: &Value) -> bool {
    ["inputTokens", "totalTokens", "tokenCounts"].iter().any(|key| row.get(key).is_some())
}

/// A row for each model where the report tells them apart.
fn row_of(kind: ReportKind, project: Option<&str>, value: &Value) -> Result<Vec<Row>, Unreadable> {
    if flag(value, "isGap") {
        return Ok(Vec::new());
    }
    let (day, scope) = period(kind, value);
    let session = session(kind, value);
    let scope = scope.of(&[session, project, text(value, &["agent"])]);
    let until = scope.last_day().filter(|_| kind != ReportKind::CcusageBlocks);
    let until = until.filter(|last| day.is_some_and(|day| day < *last));
    let whole = ReportRow { day, until, session: session.map(String::from), ..ReportRow::default() };
    let mut rows = models(value, &whole)?;
    if kind == ReportKind::CcusageSession {
        let mut counted: Vec<Row> = rows.into_iter().map(|row| Row { row, scope }).collect();
        count_once(&mut counted, 1.0);
        return Ok(counted);
    }
    Ok(rows.drain(..).map(|row| Row { row, scope }).collect())
}

fn models(value: &Value, whole: &ReportRow) -> Result<Vec<ReportRow>, Unreadable> {
    let breakdowns = list(value, "modelBreakdowns").filter(|list| !list.is_empty());
    let Some(breakdowns) = breakdowns else {
        let names = list(value, "modelsUsed").or_else(|| list(value, "models"));
        let model = match names {
            Some([Value::Text(name)]) => Some(name.clone()),
            _ => None,
        };
        return Ok(vec![ReportRow { model, ..filled(whole, value)? }]);
    };
    let of_model = |breakdown: &Value| {
        let model = text(breakdown, &["modelName", "model"]).map(String::from);
        Ok(ReportRow { model, ..filled(whole, breakdown)? })
    };
    breakdowns.iter().map(of_model).collect()
}

fn filled(whole: &ReportRow, value: &Value) -> Result<ReportRow, Unreadable> {
    let counts = value.get("tokenCounts").unwrap_or(value);
    let tokens = ReportTokens {
        input: count(counts, &["inputTokens"])?,
        write_unsplit: count(counts, &["cacheCreationTokens", "cacheCreationInputTokens"])?,
        read: count(counts, &["cacheReadTokens", "cacheReadInputTokens"])?,
        output: count(counts, &["outputTokens"])?,
        ..ReportTokens::default()
    };
    let usd = number(value, &["cost", "totalCost", "costUSD"])?;
    // Its offline price list leaves newer models at $0, which is no price.
    let unpriced = flag(value, "missingPricing") || (usd == Some(0.0) && tokens != ReportTokens::default());
    Ok(ReportRow { tokens, usd: usd.filter(|_| !unpriced), ..whole.clone() })
}

fn session(kind: ReportKind, value: &Value) -> Option<&str> {
    let named = || text(value, &["sessionId", "session", "id", "period"]);
    (kind == ReportKind::CcusageSession).then(named).flatten()
}

/// The first day and the stretch of time that a row stands for.
fn period(kind: ReportKind, value: &Value) -> (Option<Date>, Scope) {
    let metadata = value.get("metadata").unwrap_or(&Value::Null);
    let written = |key: &&str| text(value, &[key]).or_else(|| text(metadata, &[key]));
    let times = |text: &str| time(text).or_else(|| time(&[text, "-01"].concat()));
    let Some((day, minute)) = PERIODS.iter().filter_map(written).find_map(times) else {
        return (None, Scope::EVER);
    };
    let until = |keys: &[&str]| {
        let text = text(value, keys).or_else(|| text(metadata, keys))?;
        // The whole of a last day; of a moment, that one too.
        time(text).map(|(_, last)| last + if text.len() == 10 { 24 * 60 } else { 1 })
    };
    let scope = match kind {
        ReportKind::CcusageWeekly => Scope::days(day, 7),
        ReportKind::CcusageMonthly => Scope::month(day),
        ReportKind::CcusageSession => match until(&["lastActivity"]) {
            Some(last) => Scope::between(minute, last),
            None => Scope::days(day, 1),
        },
        ReportKind::CcusageBlocks => {
            let end = until(&["actualEndTime", "endTime", "blockEnd"]).unwrap_or(minute + 5 * 60);
            Scope::between(minute, end)
        }
        _ => Scope::days(day, 1),
    };
    (Some(day), scope)
}
