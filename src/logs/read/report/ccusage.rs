//! What `ccusage --json` prints, in its newer and older shapes (FACTS.md 5.4), and the shape
//! that its own documentation shows: `{"type": "daily", "data": [...], "summary": {...}}`.

use super::field::{Number, Text, Unreadable, first, if_any, list, row};
use super::meter;
use super::part::{Part, Row, count_once};
use super::scope::{Scope, time};
use crate::logs::{ReportKind, ReportRow, ReportTokens, Why};
use crate::prices::Date;
use serde::Deserialize;
use serde_json::{Map, Value};

const REPORTS: [(&str, ReportKind); 6] = [
    ("daily", ReportKind::CcusageDaily),
    ("weekly", ReportKind::CcusageWeekly),
    ("monthly", ReportKind::CcusageMonthly),
    ("session", ReportKind::CcusageSession),
    ("sessions", ReportKind::CcusageSession),
    ("blocks", ReportKind::CcusageBlocks),
];
/// What rows tell the beginning of their time by, in the order in which they are asked.
const BEGINNINGS: [fn(&When) -> &Text; 8] = [
    |when| &when.period,
    |when| &when.date,
    |when| &when.week,
    |when| &when.month,
    |when| &when.first_activity,
    |when| &when.start_time,
    |when| &when.block_start,
    |when| &when.last_activity,
];

pub(super) fn read(value: &Value) -> Option<Part> {
    if let Some(projects) = value["projects"].as_object() {
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
    let mut counts = Counted::default();
    rows.iter().for_each(|value| part.add(row_of(kind, None, value, &mut counts)));
    part.asides.extend(counts.said(kind));
    Some(part)
}

fn documented(value: &Value) -> Option<(ReportKind, &[Value])> {
    let (_, kind) = REPORTS.into_iter().find(|(key, _)| value["type"] == *key)?;
    Some((kind, list(value, "data")?))
}

/// `ccusage daily --instances`: days under the name of each project.
fn of_projects(projects: &Map<String, Value>) -> Option<Part> {
    let mut part = Part::new(ReportKind::CcusageDaily);
    let mut counts = Counted::default();
    for (project, rows) in projects {
        let rows = rows.as_array()?;
        if !rows.iter().all(is_row) {
            return None;
        }
        rows.iter().for_each(|value| part.add(row_of(part.kind, Some(project), value, &mut counts)));
    }
    part.asides.extend(counts.said(part.kind));
    Some(part)
}

/// Its newer versions read the logs of other programs too.
#[derive(Default)]
struct Counted {
    /// Rows of Claude Code or of Claude, rows of others, and rows with both in their dollars.
    own: u64,
    others: u64,
    mixed: u64,
}

impl Counted {
    fn said(&self, kind: ReportKind) -> Vec<Why> {
        let others = match (self.own, self.others) {
            (_, 0) => None,
            (0, rows) => Some(Why::NoClaude { kind, rows }),
            (_, rows) => Some(Why::OtherServices { rows }),
        };
        let mixed = (self.mixed > 0).then_some(Why::OthersWithin { rows: self.mixed });
        others.into_iter().chain(mixed).collect()
    }
}

fn is_row(row: &Value) -> bool {
    ["inputTokens", "totalTokens", "tokenCounts"].iter().any(|key| row.get(key).is_some())
}

/// What a row says of the whole work that it stands for. This and the next two are read from
/// the same object, in any of the names that its fields had.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Listed {
    #[serde(deserialize_with = "if_any")]
    metadata: When,
    session_id: Text,
    session: Text,
    id: Text,
    period: Text,
    agent: Text,
    #[serde(deserialize_with = "if_any")]
    is_gap: bool,
    models_used: Option<Vec<Text>>,
    models: Option<Vec<Text>>,
    #[serde(deserialize_with = "if_any")]
    model_breakdowns: Vec<Value>,
}

/// Times, as a row has them or its `metadata`.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct When {
    period: Text,
    date: Text,
    week: Text,
    month: Text,
    first_activity: Text,
    start_time: Text,
    block_start: Text,
    last_activity: Text,
    actual_end_time: Text,
    end_time: Text,
    block_end: Text,
}

/// What was used, of all models or of one.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Used {
    model_name: Text,
    model: Text,
    /// Of blocks; else the counts stand beside the cost.
    token_counts: Option<Counts>,
    cost: Number,
    total_cost: Number,
    #[serde(rename = "costUSD")]
    cost_usd: Number,
    #[serde(deserialize_with = "if_any")]
    missing_pricing: bool,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Counts {
    input_tokens: Number,
    cache_creation_tokens: Number,
    cache_creation_input_tokens: Number,
    cache_read_tokens: Number,
    cache_read_input_tokens: Number,
    output_tokens: Number,
}

/// A row for each model where the report tells them apart.
fn row_of(
    kind: ReportKind,
    project: Option<&str>,
    value: &Value,
    counts: &mut Counted,
) -> Result<Vec<Row>, Unreadable> {
    let listed: Listed = row(value)?;
    if listed.is_gap {
        return Ok(Vec::new());
    }
    let (day, scope) = period(kind, &row(value)?, &listed.metadata);
    let named = || first(&[&listed.session_id, &listed.session, &listed.id, &listed.period]);
    let session = (kind == ReportKind::CcusageSession).then(named).flatten();
    let scope = scope.of(&[session, project, listed.agent.get()]);
    let until = scope.last_day().filter(|_| kind != ReportKind::CcusageBlocks);
    let until = until.filter(|last| day.is_some_and(|day| day < *last));
    let whole = ReportRow { day, until, session: session.map(String::from), ..ReportRow::default() };
    let rows = models(value, &listed, &whole, counts)?;
    if kind == ReportKind::CcusageSession {
        let mut counted: Vec<Row> = rows.into_iter().map(|row| Row { row, scope }).collect();
        count_once(&mut counted, 1.0);
        return Ok(counted);
    }
    Ok(rows.into_iter().map(|row| Row { row, scope }).collect())
}

fn models(
    value: &Value,
    listed: &Listed,
    whole: &ReportRow,
    counts: &mut Counted,
) -> Result<Vec<ReportRow>, Unreadable> {
    // What Claude Code used counts, whichever model answered.
    let is_own = listed.agent.get().is_some_and(meter::is_claude);
    let is_other = |name: Option<&str>| !is_own && name.is_some_and(meter::is_other_model);
    if listed.model_breakdowns.is_empty() {
        let names = listed.models_used.as_ref().or(listed.models.as_ref());
        let model = names.and_then(|names| if let [name] = names.as_slice() { name.0.clone() } else { None });
        let others = names.map_or(0, |names| names.iter().filter(|name| is_other(name.get())).count());
        if others > 0 && names.is_some_and(|names| others == names.len()) {
            counts.others += 1;
            return Ok(Vec::new());
        }
        counts.own += 1;
        counts.mixed += u64::from(others > 0);
        return Ok(vec![ReportRow { model, ..used(value, whole)? }]);
    }
    let all = listed.model_breakdowns.iter().map(|breakdown| used(breakdown, whole));
    let all = all.collect::<Result<Vec<ReportRow>, _>>()?;
    let (others, own): (Vec<_>, Vec<_>) = all.into_iter().partition(|row| is_other(row.model.as_deref()));
    counts.others += others.len() as u64;
    counts.own += own.len() as u64;
    Ok(own)
}

fn used(value: &Value, whole: &ReportRow) -> Result<ReportRow, Unreadable> {
    let used: Used = row(value)?;
    let counts = match used.token_counts {
        Some(counts) => counts,
        None => row(value)?,
    };
    let tokens = ReportTokens {
        input: counts.input_tokens.count(),
        write_unsplit: counts.cache_creation_tokens.or(counts.cache_creation_input_tokens).count(),
        read: counts.cache_read_tokens.or(counts.cache_read_input_tokens).count(),
        output: counts.output_tokens.count(),
        ..ReportTokens::default()
    };
    let usd = used.cost.or(used.total_cost).or(used.cost_usd).0;
    // Its offline price list leaves newer models at $0, which is no price.
    let unpriced = used.missing_pricing || (usd == Some(0.0) && tokens != ReportTokens::default());
    let model = first(&[&used.model_name, &used.model]).map(String::from);
    Ok(ReportRow { model, tokens, usd: usd.filter(|_| !unpriced), ..whole.clone() })
}

/// The first day and the stretch of time that a row stands for.
fn period(kind: ReportKind, own: &When, metadata: &When) -> (Option<Date>, Scope) {
    let times = |text: &str| time(text).or_else(|| time(&[text, "-01"].concat()));
    let both = |of: fn(&When) -> &Text| first(&[of(own), of(metadata)]);
    let Some((day, minute)) = BEGINNINGS.into_iter().filter_map(both).find_map(times) else {
        return (None, Scope::EVER);
    };
    let until = |ends: &[fn(&When) -> &Text]| {
        let of = |when: &When| ends.iter().find_map(|end| end(when).0.clone());
        let text = of(own).or_else(|| of(metadata))?;
        // The whole of a last day; of a moment, that one too.
        time(&text).map(|(_, last)| last + if text.len() == 10 { 24 * 60 } else { 1 })
    };
    let scope = match kind {
        ReportKind::CcusageWeekly => Scope::days(day, 7),
        ReportKind::CcusageMonthly => Scope::month(day),
        ReportKind::CcusageSession => match until(&[|when| &when.last_activity]) {
            Some(last) => Scope::between(minute, last),
            None => Scope::days(day, 1),
        },
        ReportKind::CcusageBlocks => {
            let ends: [fn(&When) -> &Text; 3] =
                [|when| &when.actual_end_time, |when| &when.end_time, |when| &when.block_end];
            Scope::between(minute, until(&ends).unwrap_or(minute + 5 * 60))
        }
        _ => Scope::days(day, 1),
    };
    (Some(day), scope)
}
