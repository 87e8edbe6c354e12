//! What other trackers of the same logs print as JSON: tokscale and codeburn.

use super::field::{Number, Text, Unreadable, list, row};
use super::meter;
use super::part::{Part, Row};
use super::scope::{Scope, time};
use crate::logs::{ReportKind, ReportRow, ReportTokens, Why};
use serde::Deserialize;
use serde_json::Value;

/// `tokscale --json`: a row for each client and model.
pub(super) fn tokscale(value: &Value) -> Option<Part> {
    let entries = list(value, "entries").filter(|_| value.get("groupBy").is_some())?;
    let mut part = Part::new(ReportKind::Tokscale);
    // It reads the logs of other programs too.
    let (of_claude, others): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| !is_other(entry));
    of_claude.iter().for_each(|entry| part.add(of_entry(entry).map(|row| vec![row])));
    part.asides.extend(match (of_claude.len(), others.len() as u64) {
        (_, 0) => None,
        (0, rows) => Some(Why::NoClaude { kind: ReportKind::Tokscale, rows }),
        (_, rows) => Some(Why::OtherServices { rows }),
    });
    Some(part)
}

/// Whether an entry is of another program, and of another model than Claude.
fn is_other(entry: &Value) -> bool {
    let is_not = |key: &str| entry[key].as_str().is_some_and(|name| !meter::is_claude(name));
    is_not("client") && is_not("model")
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Entry {
    client: Text,
    model: Text,
    input: Number,
    output: Number,
    cache_read: Number,
    cache_write: Number,
    cost: Number,
}

fn of_entry(value: &Value) -> Result<Row, Unreadable> {
    let entry: Entry = row(value)?;
    let tokens = ReportTokens {
        input: entry.input.count(),
        write_unsplit: entry.cache_write.count(),
        read: entry.cache_read.count(),
        output: entry.output.count(),
        ..ReportTokens::default()
    };
    // Used and free is a model without a price.
    let usd = entry.cost.0.filter(|usd| *usd > 0.0 || tokens == ReportTokens::default());
    let scope = Scope::EVER.of(&[entry.model.get(), entry.client.get()]);
    Ok(Row { row: ReportRow { model: entry.model.0.clone(), tokens, usd, ..ReportRow::default() }, scope })
}

/// `codeburn --format json`: dollars by day, and the same again by model, of which the days count. It
/// converts to a currency that its user chooses.
pub(super) fn codeburn(value: &Value) -> Option<Part> {
    let days = list(value, "daily").filter(|_| value["overview"].get("cost").is_some())?;
    let mut part = Part::new(ReportKind::Codeburn);
    if let Some(currency) = value["currency"].as_str().filter(|name| !name.eq_ignore_ascii_case("USD")) {
        part.asides.push(Why::OtherCurrency { currency: currency.into(), rows: days.len() as u64 });
        return Some(part);
    }
    days.iter().for_each(|day| part.add(of_day(day).map(|row| vec![row])));
    let models = list(value, "models").unwrap_or_default();
    let (others, own): (Vec<_>, Vec<_>) = models.iter().partition(|model| is_other_model(model));
    if others.is_empty() {
        return Some(part);
    }
    part.asides.push(match own.is_empty() {
        true => Why::NoClaude { kind: part.kind, rows: others.len() as u64 },
        false => Why::OtherServices { rows: others.len() as u64 },
    });
    part.rows = of_models(&part.rows, &own);
    Some(part)
}

/// It reads the logs of other programs too, and of a day it only says what all of them cost.
fn is_other_model(model: &Value) -> bool {
    model["name"].as_str().is_some_and(meter::is_other_model)
}

/// Rows by model of all days together.
fn of_models(days: &[Row], models: &[&Value]) -> Vec<Row> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let (first, last) = if first.row.day <= last.row.day { (first, last) } else { (last, first) };
    let row = |model: &&Value| {
        let row = ReportRow {
            day: first.row.day,
            until: last.row.day.filter(|last| first.row.day.is_some_and(|first| first < *last)),
            model: model["name"].as_str().map(String::from),
            usd: model["cost"].as_f64(),
            ..ReportRow::default()
        };
        let scope = Scope::between(first.scope.from, last.scope.to);
        Row { scope: scope.of(&[row.model.as_deref()]), row }
    };
    models.iter().map(row).collect()
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Day {
    date: Text,
    cost: Number,
}

fn of_day(value: &Value) -> Result<Row, Unreadable> {
    let entry: Day = row(value)?;
    let (day, start) = entry.date.get().and_then(time).ok_or(Unreadable)?;
    let usd = entry.cost.0.ok_or(Unreadable)?;
    let row = ReportRow { day: Some(day), usd: Some(usd), ..ReportRow::default() };
    Ok(Row { row, scope: Scope::between(start, start + 24 * 60) })
}
