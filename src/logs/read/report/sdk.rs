//! The result of `claude -p --output-format json`, a line of its stream, and the JSON that a status
//! line is given (FACTS.md 5.3).

use super::field::{Creation, Number, ServerTools, Text, Unreadable, if_any, row};
use super::part::{Part, Row, content, count_once};
use super::runs::{Run, tokens};
use super::scope::{Scope, hash};
use crate::logs::read::tier::is_unlisted;
use crate::logs::{ReportKind, ReportRow, ReportTokens};
use serde::Deserialize;
use serde_json::Value;

pub(super) fn read(value: &Value) -> Option<Part> {
    let mut part = Part::new(ReportKind::SdkResult);
    if is_result(value) {
        match result(value) {
            Ok((rows, run)) => {
                part.add(Ok(of_session(value, rows)));
                part.run = Some(run);
            }
            Err(unreadable) => part.add(Err(unreadable)),
        }
    } else if let Some(cost) = value.get("cost").filter(|cost| cost.get("total_cost_usd").is_some()) {
        part.kind = ReportKind::StatusLine;
        part.add(status_line(value, cost));
    } else {
        return None;
    }
    Some(part)
}

/// Whether it ends a run of a stream.
pub(super) fn is_result(value: &Value) -> bool {
    let has = |key| value.get(key).is_some();
    has("modelUsage") || value["type"] == "result" && (has("total_cost_usd") || has("usage"))
}

/// Whether a result counts nothing at all: no dollars and no tokens.
pub(super) fn is_zeroed(part: &Part) -> bool {
    part.run.as_ref().is_some_and(|run| run.usd == 0.0 && run.totals == [0; 4] && run.own == [0; 4])
}

/// The rows of a result.
pub(super) fn rows(value: &Value) -> Result<Vec<Row>, Unreadable> {
    Ok(of_session(value, result(value)?.0))
}

/// What a session used and cost; of a result, or of a status line's `cost`.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Whole {
    total_cost_usd: Number,
    #[serde(deserialize_with = "if_any")]
    usage: Usage,
}

/// Of the main conversation alone, in the names of the API.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Usage {
    input_tokens: Number,
    cache_creation_input_tokens: Number,
    #[serde(deserialize_with = "if_any")]
    cache_creation: Creation,
    cache_read_input_tokens: Number,
    output_tokens: Number,
    #[serde(deserialize_with = "if_any")]
    server_tool_use: ServerTools,
    service_tier: Text,
    speed: Text,
    inference_geo: Text,
}

/// Of one model.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct ModelUsage {
    input_tokens: Number,
    cache_creation_input_tokens: Number,
    #[serde(rename = "cacheCreationEphemeral5mInputTokens")]
    write_5m: Number,
    #[serde(rename = "cacheCreationEphemeral1hInputTokens")]
    write_1h: Number,
    cache_read_input_tokens: Number,
    output_tokens: Number,
    web_search_requests: Number,
    #[serde(rename = "costUSD")]
    cost_usd: Number,
    /// "list", "managed", or "unknown": then it was counted as Opus 5.5.
    cost_basis: Text,
}

/// The rows of a result, and what its run added to its conversation.
fn result(value: &Value) -> Result<(Vec<ReportRow>, Run), Unreadable> {
    let whole: Whole = row(value)?;
    let main = whole.usage.row();
    let own = tokens(&main.tokens);
    let models = value["modelUsage"].as_object().into_iter().flatten();
    let models = models.map(|(name, usage)| Ok(row::<ModelUsage>(usage)?.row(name)));
    let mut rows: Vec<ReportRow> = models.collect::<Result<_, _>>()?;
    match rows.as_mut_slice() {
        // It says nothing, and not that nothing was used.
        [] if whole.total_cost_usd.0.is_none() && main == ReportRow::default() => return Err(Unreadable),
        [] => rows = vec![ReportRow { usd: whole.total_cost_usd.0, ..main }],
        [only] => split_as(&mut only.tokens, &main.tokens),
        _ => {}
    }
    let named = rows.iter().filter_map(|row| Some((row.model.clone()?, tokens(&row.tokens))));
    let models = named.collect();
    let mut totals = ReportTokens::default();
    rows.iter().for_each(|row| totals.add(&row.tokens));
    rows = with_rest(rows, whole.total_cost_usd.0);
    let of_models = || rows.iter().filter_map(|row| row.usd).sum();
    let usd = whole.total_cost_usd.0.unwrap_or_else(of_models);
    let session = session(value).map(String::from);
    Ok((rows, Run { session, usd, totals: tokens(&totals), models, own }))
}

/// USD that are no rounding of binary fractions.
const SOME: f64 = 1e-6;

/// The total is what the client counted. What it has more than the models is of those without dollars
/// of their own, put together where there are several, or else of none that is named.
fn with_rest(rows: Vec<ReportRow>, total: Option<f64>) -> Vec<ReportRow> {
    let stated: f64 = rows.iter().filter_map(|row| row.usd).sum();
    let Some(rest) = total.map(|total| total - stated).filter(|rest| *rest > SOME) else { return rows };
    let (mut rows, bare): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.usd.is_some());
    let mut bare = bare.into_iter();
    let mut sum = bare.next().unwrap_or_default();
    for more in bare {
        sum.model = None;
        sum.tokens.add(&more.tokens);
        sum.web_searches += more.web_searches;
    }
    rows.push(ReportRow { usd: Some(rest), ..sum });
    rows
}

/// The status line knows dollars, but tokens only of the last request.
fn status_line(value: &Value, cost: &Value) -> Result<Vec<Row>, Unreadable> {
    let model = value["model"]["id"].as_str().map(String::from);
    let usd = row::<Whole>(cost)?.total_cost_usd.0.ok_or(Unreadable)?;
    Ok(of_session(value, vec![ReportRow { usd: Some(usd), model, ..ReportRow::default() }]))
}

/// Whether a part is of the status line of another part's session.
pub(super) fn is_of_line(known: &Part, part: &Part) -> bool {
    let (Some(mine), Some(theirs)) = (known.rows.first(), part.rows.first()) else { return false };
    known.kind == part.kind && mine.row.session.is_some() && mine.row.session == theirs.row.session
}

/// Takes in what the status line of a session said next. Its dollars grow, and begin at 0 again where
/// the session was resumed after the client was killed (FACTS-2026-11-28, (d)): what it had then stands.
pub(super) fn go_on(known: &mut Part, part: Part) {
    for mut next in part.rows {
        let usd = |row: &Row| row.row.usd.unwrap_or(0.0);
        match known.rows.last_mut() {
            Some(last) if usd(last) <= usd(&next) => {
                next.row.sessions = last.row.sessions;
                *last = next;
            }
            _ => {
                next.row.sessions = Some(0.0);
                known.rows.push(next);
            }
        }
    }
}

impl ModelUsage {
    fn row(&self, name: &str) -> ReportRow {
        let [write_5m, write_1h] = [self.write_5m.count(), self.write_1h.count()];
        let tokens = ReportTokens {
            input: self.input_tokens.count(),
            write_5m,
            write_1h,
            write_unsplit: self.cache_creation_input_tokens.count().saturating_sub(write_5m + write_1h),
            read: self.cache_read_input_tokens.count(),
            output: self.output_tokens.count(),
        };
        let priced = |usd: &f64| *usd > 0.0 || tokens == ReportTokens::default();
        ReportRow {
            model: Some(name.into()),
            usd: self.cost_usd.0.filter(priced),
            is_guess: self.cost_basis.is("unknown"),
            web_searches: self.web_search_requests.count(),
            tokens,
            ..ReportRow::default()
        }
    }
}

impl Usage {
    fn row(&self) -> ReportRow {
        let creation = &self.cache_creation;
        let write_5m = creation.ephemeral_5m_input_tokens.count();
        let write_1h = creation.ephemeral_1h_input_tokens.count();
        let tokens = ReportTokens {
            input: self.input_tokens.count(),
            write_5m,
            write_1h,
            write_unsplit: self.cache_creation_input_tokens.count().saturating_sub(write_5m + write_1h),
            read: self.cache_read_input_tokens.count(),
            output: self.output_tokens.count(),
        };
        let web_searches = self.server_tool_use.web_search_requests.count();
        ReportRow {
            tokens,
            web_searches,
            batch: self.service_tier.is("batch"),
            priority: self.service_tier.get().is_some_and(is_unlisted),
            fast: self.speed.is("fast"),
            us_only: self.inference_geo.is("us"),
            ..ReportRow::default()
        }
    }
}

/// One model alone wrote what the main conversation wrote: then its split is known.
fn split_as(tokens: &mut ReportTokens, main: &ReportTokens) {
    if tokens.write_unsplit > 0 && tokens.write_unsplit == main.write_5m + main.write_1h {
        (tokens.write_5m, tokens.write_1h, tokens.write_unsplit) = (main.write_5m, main.write_1h, 0);
    }
}

pub(super) fn session(value: &Value) -> Option<&str> {
    let named = ["session_id", "sessionId", "uuid"].map(|key| &value[key]);
    named.into_iter().find(|id| !id.is_null()).and_then(Value::as_str)
}

fn of_session(value: &Value, rows: Vec<ReportRow>) -> Vec<Row> {
    let session = session(value);
    // Results of one session may be runs of their own; without a name only the very same result is
    // the same session.
    let scope = match session {
        Some(_) if !is_result(value) => Scope::EVER.of(&[session]),
        Some(session) => Scope::EVER.of_content(content(&rows) ^ hash(session.as_bytes())),
        None => Scope::EVER.of_content(content(&rows)),
    };
    let named = |row| ReportRow { session: session.map(String::from), ..row };
    let mut rows: Vec<Row> = rows.into_iter().map(|row| Row { row: named(row), scope }).collect();
    count_once(&mut rows, 1.0);
    rows
}
