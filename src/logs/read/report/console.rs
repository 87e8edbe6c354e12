//! The Console's usage CSV (FACTS.md 5.6). Columns are found by name, so that files of 2025,
//! without the newer ones, are read too.

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::admin::is_long;
use super::field;
use super::part::{Found, Part, Row};
use super::pieces::newlines;
use super::scope::{Scope, time};
use crate::logs::{ReportKind, ReportRow, ReportTokens, Why};

/// The column that no other CSV has.
pub(crate) const SIGN: &str = "usage_date_utc";

/// Nothing where no line is its header.
pub(super) fn read(text: &str) -> Option<Found> {
    let header = text.lines().next()?;
    let head = header.contains(SIGN).then_some(header)?;
    // Spreadsheets of some languages write semicolons.
    let delimiter = if head.contains(',') { b',' } else { b';' };
    let mut lines = records(text, delimiter).into_iter();
    let (_, columns) = lines.next()?;
    let mut found = Found::default();
    let mut part = Part::new(ReportKind::ConsoleCsv);
    let lines: Vec<_> = lines.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())).collect();
    let last = lines.len();
    for (place, (line, cells)) in lines.iter().enumerate() {
        let record = Record { columns: &columns, cells };
        let cut = place + 1 == last && cells.len() < columns.len() && !text.ends_with('\n');
        match record.row() {
            _ if cut => found.faults.push((Some(*line), Why::CutShort)),
            Some(row) => part.rows.push(row),
            None => found.faults.push((Some(*line), Why::Malformed)),
        }
    }
    found.parts.push(part);
    Some(found)
}

struct Record<'a> {
    columns: &'a [String],
    cells: &'a [String],
}

impl Record<'_> {
    /// Nothing where the file has no such column or the cell is blank.
    fn text(&self, column: &str) -> Option<&str> {
        let place = self.columns.iter().position(|name| name.trim() == column)?;
        self.cells.get(place).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    fn count(&self, column: &str) -> Option<u64> {
        let count = self.text(column).map_or(Some(0), |cell| cell.parse().ok());
        count.filter(|count| *count as f64 <= field::MOST)
    }

    fn row(&self) -> Option<Row> {
        let (day, start) = self.text(SIGN).and_then(time)?;
        let tokens = ReportTokens {
            input: self.count("usage_input_tokens_no_cache")?,
            write_5m: self.count("usage_input_tokens_cache_write_5m")?,
            write_1h: self.count("usage_input_tokens_cache_write_1h")?,
            write_unsplit: 0,
            read: self.count("usage_input_tokens_cache_read")?,
            output: self.count("usage_output_tokens")?,
        };
        let row = ReportRow {
            day: Some(day),
            model: self.text("model_version").map(String::from),
            tokens,
            web_searches: self.count("web_search_count")?,
            person: self.text("api_key").map(String::from),
            is_key: self.text("api_key").is_some(),
            fast: self.text("speed") == Some("fast"),
            us_only: self.text("inference_geo") == Some("us"),
            batch: self.text("usage_type") == Some("batch"),
            long_context: self.text("context_window").is_some_and(is_long),
            ..ReportRow::default()
        };
        let apart =
            ["model_version", "api_key", "workspace", "usage_type", "context_window", "inference_geo"];
        let scope = Scope::between(start, start + 24 * 60).of(&apart.map(|column| self.text(column)));
        Some(Row { row, scope })
    }
}

/// Every record with the line on which it begins, from 1.
fn records(text: &str, delimiter: u8) -> Vec<(u64, Vec<String>)> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut rest, mut out) = (text.as_bytes(), vec![0; 4096]);
    let (mut records, mut cells, mut field, mut line) = (Vec::new(), Vec::new(), Vec::new(), 1);
    let mut begin = 1;
    loop {
        if cells.is_empty() && field.is_empty() {
            let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += newlines(&rest[..blank]);
            (rest, begin) = (&rest[blank..], line);
        }
        let (result, read, written) = reader.read_field(rest, &mut out);
        line += newlines(&rest[..read]);
        rest = &rest[read..];
        field.extend_from_slice(&out[..written]);
        let ended = match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => continue,
            ReadFieldResult::Field { record_end } => record_end,
            ReadFieldResult::End => return records,
        };
        cells.push(String::from_utf8_lossy(&std::mem::take(&mut field)).into_owned());
        if ended {
            records.push((begin, std::mem::take(&mut cells)));
        }
    }
}
