//! The Console's usage CSV (FACTS.md 5.6). Columns are found by name, so that files of 2025,
//! without the newer ones, are read too.

use csv::{ReaderBuilder, StringRecord, Trim};
use serde::Deserialize;

use super::admin::is_long;
use super::field::Number;
use super::part::{Found, Part, Row};
use super::pieces::newlines;
use super::scope::{Scope, time};
use crate::logs::{ReportKind, ReportRow, ReportTokens, Why};

/// The column that no other CSV has.
pub(crate) const SIGN: &str = "usage_date_utc";

/// Nothing where the first line is not its header.
pub(super) fn read(text: &str) -> Option<Found> {
    let header = text.lines().next().filter(|line| line.contains(SIGN))?;
    // Spreadsheets of some languages write semicolons.
    let delimiter = if header.contains(',') { b',' } else { b';' };
    let mut builder = ReaderBuilder::new();
    let mut table = builder.delimiter(delimiter).flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let columns = table.headers().ok()?.clone();
    let mut found = Found::default();
    let mut part = Part::new(ReportKind::ConsoleCsv);
    let records = table.records().filter_map(Result::ok);
    let records: Vec<_> = records.filter(|record| record.iter().any(|cell| !cell.is_empty())).collect();
    for (place, record) in records.iter().enumerate() {
        let is_last = place + 1 == records.len();
        let is_cut = is_last && record.len() < columns.len() && !text.ends_with('\n');
        let row = record.deserialize(Some(&columns)).ok().and_then(Record::row);
        match row {
            _ if is_cut => found.faults.push((line(text, record), Why::CutShort)),
            Some(row) => part.rows.push(row),
            None => found.faults.push((line(text, record), Why::Malformed)),
        }
    }
    found.parts.push(part);
    Some(found)
}

/// The line on which a record begins, from 1: its position is before the blank lines that
/// were passed on the way to it.
fn line(text: &str, record: &StringRecord) -> Option<u64> {
    let position = record.position()?;
    let rest = text.as_bytes().get(usize::try_from(position.byte()).ok()?..)?;
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    Some(position.line() + newlines(&rest[..blank]))
}

/// A line of the table. A column that the file does not have is as a blank cell.
#[derive(Deserialize)]
struct Record {
    usage_date_utc: Option<String>,
    model_version: Option<String>,
    api_key: Option<String>,
    workspace: Option<String>,
    usage_type: Option<String>,
    context_window: Option<String>,
    inference_geo: Option<String>,
    speed: Option<String>,
    usage_input_tokens_no_cache: Option<Number>,
    usage_input_tokens_cache_write_5m: Option<Number>,
    usage_input_tokens_cache_write_1h: Option<Number>,
    usage_input_tokens_cache_read: Option<Number>,
    usage_output_tokens: Option<Number>,
    web_search_count: Option<Number>,
}

impl Record {
    fn row(self) -> Option<Row> {
        let (day, start) = self.usage_date_utc.as_deref().and_then(time)?;
        let tokens = ReportTokens {
            input: count(self.usage_input_tokens_no_cache),
            write_5m: count(self.usage_input_tokens_cache_write_5m),
            write_1h: count(self.usage_input_tokens_cache_write_1h),
            write_unsplit: 0,
            read: count(self.usage_input_tokens_cache_read),
            output: count(self.usage_output_tokens),
        };
        let apart = [
            &self.model_version,
            &self.api_key,
            &self.workspace,
            &self.usage_type,
            &self.context_window,
            &self.inference_geo,
        ];
        let scope = Scope::between(start, start + 24 * 60).of(&apart.map(Option::as_deref));
        let row = ReportRow {
            day: Some(day),
            tokens,
            web_searches: count(self.web_search_count),
            is_key: self.api_key.is_some(),
            fast: self.speed.as_deref() == Some("fast"),
            us_only: self.inference_geo.as_deref() == Some("us"),
            batch: self.usage_type.as_deref() == Some("batch"),
            long_context: self.context_window.as_deref().is_some_and(is_long),
            model: self.model_version,
            person: self.api_key,
            ..ReportRow::default()
        };
        Some(Row { row, scope })
    }
}

fn count(cell: Option<Number>) -> u64 {
    cell.unwrap_or_default().count()
}
