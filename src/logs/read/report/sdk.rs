//! The result of `claude -p --output-format json`, the last line of its stream, and the JSON
//! that a status line is given (FACTS.md 5.3).

use super::field::{Unreadable, count, number, text};
use super::part::{Part, Row, content, count_once};
use super::scope::Scope;
use crate::json::Value;
use crate::logs::{ReportKind, ReportRow, ReportTokens};

pub(super) fn read(value: &Value) -> Option<Part> {
    let mut part = Part::new(ReportKind::SdkResult);
    if is_result(value) {
        part.add(result(value));
    } else if let Some(cost) = value.get("cost").filter(|cost| cost.get("total_cost_usd").is_some()) {
        part.add(status_line(value, cost));
    } else {
        return None;
    }
    Some(part)
}

/// Whether it is a message of a stream, of which the result is the last.
pub(super) fn is_message(value: &Value) -> bool {
    value.get("type").is_some() && value.get("session_id").is_some()
}

fn is_result(value: &Value) -> bool {
    let has = |key| value.get(key).is_some();
    has("modelUsage") || text(value, &["type"]) == Some("result") && (has("total_cost_usd") || has("usage"))
}

fn result(value: &Value) -> Result<Vec<Row>, Unreadable> {
    let usd = number(value, &["total_cost_usd"])?;
    let main = main_loop(value.get("usage").unwrap_or(&Value::Null))?;
    let models = match value.get("modelUsage") {
        Some(Value::Object(models)) => models.as_slice(),
        _ => &[],
    };
    let mut rows: Vec<ReportRow> =
        models.iter().map(|(name, usage)| of_model(name, usage)).collect::<Result<_, _>>()?;
    match rows.as_mut_slice() {
        [] => rows = vec![ReportRow { usd, ..main }],
        [only] => split_as(&mut only.tokens, &main.tokens),
        _ => {}
    }
    Ok(of_session(value, rows))
}

/// The status line knows dollars, but tokens only of the last request.
fn status_line(value: &Value, cost: &Value) -> Result<Vec<Row>, Unreadable> {
    let model = value.get("model").and_then(|model| text(model, &["id"])).map(String::from);
    let usd = number(cost, &["total_cost_usd"])?;
    Ok(of_session(value, vec![ReportRow { usd, model, ..ReportRow::default() }]))
}

fn of_model(name: &str, usage: &Value) -> Result<ReportRow, Unreadable> {
    let written = count(usage, &["cacheCreationInputTokens"])?;
    let write_5m = count(usage, &["cacheCreationEphemeral5mInputTokens"])?;
    let write_1h = count(usage, &["cacheCreationEphemeral1hInputTokens"])?;
    let tokens = ReportTokens {
        input: count(usage, &["inputTokens"])?,
        write_5m,
        write_1h,
        write_unsplit: written.saturating_sub(write_5m + write_1h),
        read: count(usage, &["cacheReadInputTokens"])?,
        output: count(usage, &["outputTokens"])?,
    };
    let usd = number(usage, &["costUSD"])?;
    let priced = |usd: &f64| *usd > 0.0 || tokens == ReportTokens::default();
    Ok(ReportRow {
        model: Some(name.into()),
        usd: usd.filter(priced),
        web_searches: count(usage, &["webSearchRequests"])?,
        tokens,
        ..ReportRow::default()
    })
}

/// `usage` counts the main conversation alone, in the names of the API.
fn main_loop(usage: &Value) -> Result<ReportRow, Unreadable> {
    let of = |key| usage.get(key).unwrap_or(&Value::Null);
    let (creation, server) = (of("cache_creation"), of("server_tool_use"));
    let write_5m = count(creation, &["ephemeral_5m_input_tokens"])?;
    let write_1h = count(creation, &["ephemeral_1h_input_tokens"])?;
    let tokens = ReportTokens {
        input: count(usage, &["input_tokens"])?,
        write_5m,
        write_1h,
        write_unsplit: count(usage, &["cache_creation_input_tokens"])?.saturating_sub(write_5m + write_1h),
        read: count(usage, &["cache_read_input_tokens"])?,
        output: count(usage, &["output_tokens"])?,
    };
    let web_searches = count(server, &["web_search_requests"])?;
    Ok(ReportRow { tokens, web_searches, ..ReportRow::default() })
}

/// One model alone wrote what the main conversation wrote: then its split is known.
fn split_as(tokens: &mut ReportTokens, main: &ReportTokens) {
    if tokens.write_unsplit > 0 && tokens.write_unsplit == main.write_5m + main.write_1h {
        (tokens.write_5m, tokens.write_1h, tokens.write_unsplit) = (main.write_5m, main.write_1h, 0);
    }
}

fn of_session(value: &Value, rows: Vec<ReportRow>) -> Vec<Row> {
    let session = text(value, &["session_id", "sessionId", "uuid"]);
    // Without a name only the very same result is the same session.
    let scope = match session {
        Some(_) => Scope::EVER.of(&[session]),
        None => Scope::EVER.of_content(content(&rows)),
    };
    let named = |row| ReportRow { session: session.map(String::from), ..row };
    let mut rows: Vec<Row> = rows.into_iter().map(|row| Row { row: named(row), scope }).collect();
    count_once(&mut rows, 1.0);
    rows
}
