//! The Admin API's reports (FACTS.md 5.5): usage of messages, cost, and Claude Code.

use super::field::{Cents, Creation, Number, ServerTools, Text, Unreadable, first, if_any, list, row};
use super::part::{Part, Row, count_once};
use super::scope::{Scope, hash, time};
use crate::logs::read::tier::is_unlisted;
use crate::logs::{ReportKind, ReportRow, ReportTokens};
use serde::Deserialize;
use serde_json::Value;

pub(super) fn read(value: &Value) -> Option<Part> {
    let data = list(value, "data")?;
    let kind = data.iter().find_map(kind)?;
    let mut part = Part::new(kind);
    part.more = value["has_more"] == true;
    for entry in data {
        match kind {
            ReportKind::AdminClaudeCode => part.add(claude_code(entry)),
            _ => bucket(&mut part, entry),
        }
    }
    Scope::tell_apart(part.rows.iter_mut().map(|row| &mut row.scope));
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

/// What was used or paid from one moment to another.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Bucket {
    starting_at: Text,
    ending_at: Text,
}

/// What results of one bucket are told apart by, where they are grouped by it.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Terms {
    model: Text,
    description: Text,
    api_key_id: Text,
    account_id: Text,
    service_account_id: Text,
    workspace_id: Text,
    service_tier: Text,
    speed: Text,
    context_window: Text,
    inference_geo: Text,
    token_type: Text,
    cost_type: Text,
    product: Text,
    rbac_group_id: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Usage {
    uncached_input_tokens: Number,
    #[serde(deserialize_with = "if_any")]
    cache_creation: Creation,
    cache_read_input_tokens: Number,
    output_tokens: Number,
    #[serde(deserialize_with = "if_any")]
    server_tool_use: ServerTools,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Amount {
    currency: Text,
    /// After discounts, before credits.
    amount: Cents,
    /// Before discounts (SDK 1.14.0).
    list_amount: Cents,
}

fn bucket(part: &mut Part, bucket: &Value) {
    let times = row(bucket).unwrap_or_else(|_| Bucket::default());
    let [from, to] = [&times.starting_at, &times.ending_at].map(|text| text.get().and_then(time));
    for result in list(bucket, "results").unwrap_or_default() {
        if part.kind == ReportKind::AdminCost
            && let Some(currency) = other_currency(result)
        {
            part.add_currency(currency);
            continue;
        }
        let read = from.ok_or(Unreadable).and_then(|(day, start)| {
            let end = to.map_or(start + 24 * 60, |(_, end)| end);
            let terms: Terms = row(result)?;
            part.groups.extend(terms.rbac_group_id.get().map(|group| hash(group.as_bytes())));
            let scope = Scope::between(start, end).of(&terms.apart());
            let read =
                if part.kind == ReportKind::AdminCost { cost(result)? } else { usage(result, &terms)? };
            let until = scope.last_day().filter(|last| *last > day);
            Ok(vec![Row { row: terms.of(ReportRow { day: Some(day), until, ..read }), scope }])
        });
        part.add(read);
    }
}

impl Terms {
    fn apart(&self) -> [Option<&str>; 13] {
        [
            first(&[&self.model, &self.description]),
            self.api_key_id.get(),
            self.account_id.get(),
            self.service_account_id.get(),
            self.workspace_id.get(),
            self.service_tier.get(),
            self.speed.get(),
            self.context_window.get(),
            self.inference_geo.get(),
            self.token_type.get(),
            self.cost_type.get(),
            self.product.get(),
            self.rbac_group_id.get(),
        ]
    }

    /// The row with its model, and on which terms it served.
    fn of(&self, row: ReportRow) -> ReportRow {
        ReportRow {
            model: self.model.0.clone(),
            batch: self.service_tier.is("batch"),
            priority: self.service_tier.get().is_some_and(is_unlisted),
            fast: self.speed.is("fast"),
            us_only: self.inference_geo.is("us"),
            long_context: self.context_window.get().is_some_and(is_long),
            longest: self.context_window.get().and_then(longest),
            ..row
        }
    }
}

fn usage(result: &Value, terms: &Terms) -> Result<ReportRow, Unreadable> {
    let usage: Usage = row(result)?;
    let tokens = ReportTokens {
        input: usage.uncached_input_tokens.count(),
        write_5m: usage.cache_creation.ephemeral_5m_input_tokens.count(),
        write_1h: usage.cache_creation.ephemeral_1h_input_tokens.count(),
        write_unsplit: 0,
        read: usage.cache_read_input_tokens.count(),
        output: usage.output_tokens.count(),
    };
    let person = first(&[&terms.account_id, &terms.api_key_id, &terms.service_account_id]);
    Ok(ReportRow {
        tokens,
        web_searches: usage.server_tool_use.web_search_requests.count(),
        is_key: person.is_some() && terms.account_id.get().is_none(),
        person: person.map(String::from),
        ..ReportRow::default()
    })
}

fn cost(result: &Value) -> Result<ReportRow, Unreadable> {
    let amount: Amount = row(result)?;
    let usd = amount.usd().ok_or(Unreadable)?;
    let listed = amount.list_amount.0;
    Ok(ReportRow { usd: Some(usd), listed, is_net: listed.is_some(), ..ReportRow::default() })
}

impl Amount {
    /// Amounts are decimal text in cents; other currencies are not added up.
    fn usd(&self) -> Option<f64> {
        self.amount.0.filter(|_| self.currency.get().is_none_or(is_usd))
    }
}

fn is_usd(currency: &str) -> bool {
    currency.eq_ignore_ascii_case("USD")
}

fn other_currency(result: &Value) -> Option<&str> {
    result["currency"].as_str().filter(|currency| !is_usd(currency))
}

/// "0-200k" and "≤ 200k" are below the step, "200k-1M" and "> 200k" above.
pub(super) fn is_long(window: &str) -> bool {
    let window = window.trim();
    !window.is_empty() && !window.starts_with(['0', '≤', '<']) && window.starts_with(['2', '>'])
}

/// The end of a window of prompts that begins at 0: "0-200k", "≤ 200k".
pub(super) fn longest(window: &str) -> Option<u32> {
    let window = window.trim();
    let end = ["0-", "≤", "<=", "<"].iter().find_map(|start| window.strip_prefix(start))?;
    let end = end.trim().strip_suffix(['k', 'K'])?;
    end.parse::<u32>().ok()?.checked_mul(1_000)
}

/// A person's day, with a row for each model.
#[derive(Deserialize, Default)]
#[serde(default)]
struct PersonDay {
    date: Text,
    organization_id: Text,
    #[serde(deserialize_with = "if_any")]
    actor: Actor,
    terminal_type: Text,
    customer_type: Text,
    #[serde(deserialize_with = "if_any")]
    core_metrics: Metrics,
    #[serde(deserialize_with = "if_any")]
    model_breakdown: Vec<Breakdown>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Actor {
    email_address: Text,
    api_key_name: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Metrics {
    num_sessions: Number,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Breakdown {
    model: Text,
    #[serde(deserialize_with = "if_any")]
    tokens: Tokens,
    #[serde(deserialize_with = "if_any")]
    estimated_cost: Amount,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Tokens {
    input: Number,
    cache_creation: Number,
    cache_read: Number,
    output: Number,
}

fn claude_code(entry: &Value) -> Result<Vec<Row>, Unreadable> {
    let entry: PersonDay = row(entry)?;
    let (day, _) = entry.date.get().and_then(time).ok_or(Unreadable)?;
    let person = first(&[&entry.actor.email_address, &entry.actor.api_key_name]);
    let of_model = |breakdown: &Breakdown| {
        let terms = [&entry.terminal_type, &entry.customer_type, &entry.organization_id].map(Text::get);
        let apart = [breakdown.model.get(), person, terms[0], terms[1], terms[2]];
        let row = ReportRow {
            day: Some(day),
            person: person.map(String::from),
            is_key: person.is_some() && entry.actor.email_address.get().is_none(),
            ..breakdown.row()?
        };
        Ok(Row { row, scope: Scope::days(day, 1).of(&apart) })
    };
    let mut rows: Vec<Row> = entry.model_breakdown.iter().map(of_model).collect::<Result<_, _>>()?;
    if let Some(sessions) = entry.core_metrics.num_sessions.0 {
        count_once(&mut rows, sessions);
    }
    Ok(rows)
}

impl Breakdown {
    fn row(&self) -> Result<ReportRow, Unreadable> {
        let tokens = ReportTokens {
            input: self.tokens.input.count(),
            write_unsplit: self.tokens.cache_creation.count(),
            read: self.tokens.cache_read.count(),
            output: self.tokens.output.count(),
            ..ReportTokens::default()
        };
        let usd = self.estimated_cost.usd();
        Ok(ReportRow { model: self.model.0.clone(), tokens, usd, ..ReportRow::default() })
    }
}
