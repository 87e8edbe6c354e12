//! Reports that are tables: CSV of any delimiter. Columns are found by name, so that older files,
//! without the newer columns, are read too.

use csv::{ReaderBuilder, StringRecord, Trim};
use serde::de::DeserializeOwned;

use super::console::Usage;
use super::console_cost::Cost;
use super::enterprise::Spend;
use super::openrouter::Activity;
use super::part::{Found, Part, Row};
use super::pieces::newlines;
use crate::logs::{ReportKind, Why};

/// A line of one kind of table. A column that the file does not have is as a blank cell.
pub(super) trait Line: DeserializeOwned {
    const KIND: ReportKind;
    /// Columns that no other kind has together.
    const COLUMNS: &[&str];

    /// Nothing where it cannot be read.
    fn row(self) -> Option<Row>;
}

/// The kinds of tables, each with its columns and its reader.
type Kind = (&'static [&'static str], fn(&str) -> Found);
const KINDS: [Kind; 4] = [
    (Usage::COLUMNS, rows::<Usage>),
    (Cost::COLUMNS, rows::<Cost>),
    (Spend::COLUMNS, rows::<Spend>),
    (Activity::COLUMNS, rows::<Activity>),
];

/// Whether a text begins with the header of one.
pub(super) fn is_one(text: &str) -> bool {
    kind(text).is_some()
}

/// Nothing where the first line is not the header of a kind.
pub(super) fn read(text: &str) -> Option<Found> {
    kind(text).map(|read| read(text))
}

fn kind(text: &str) -> Option<fn(&str) -> Found> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let header = text.lines().next()?;
    let names: Vec<&str> = header.split([',', ';', '\t']).map(|name| name.trim().trim_matches('"')).collect();
    let has_all = |columns: &[&str]| columns.iter().all(|column| names.contains(column));
    KINDS.into_iter().find(|(columns, _)| has_all(columns)).map(|(_, read)| read)
}

/// Spreadsheets of some languages write semicolons.
fn delimiter(header: &str) -> u8 {
    [b',', b';', b'\t'].into_iter().find(|mark| header.as_bytes().contains(mark)).unwrap_or(b',')
}

fn rows<L: Line>(text: &str) -> Found {
    let delimiter = delimiter(text.lines().next().unwrap_or_default());
    let mut builder = ReaderBuilder::new();
    let mut table = builder.delimiter(delimiter).flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let columns = table.headers().cloned().unwrap_or_default();
    let mut found = Found::default();
    let mut part = Part::new(L::KIND);
    let records = table.records().filter_map(Result::ok);
    let records: Vec<_> = records.filter(|record| record.iter().any(|cell| !cell.is_empty())).collect();
    for (place, record) in records.iter().enumerate() {
        let is_last = place + 1 == records.len();
        let is_cut = is_last && record.len() < columns.len() && !text.ends_with('\n');
        let row = record.deserialize(Some(&columns)).ok().and_then(L::row);
        match row {
            _ if is_cut => found.faults.push((line(text, record), Why::CutShort)),
            Some(row) => part.rows.push(row),
            None => found.faults.push((line(text, record), Why::Malformed)),
        }
    }
    found.parts.push(part);
    found
}

/// The line on which a record begins, from 1: its position is before the blank lines that
/// were passed on the way to it.
fn line(text: &str, record: &StringRecord) -> Option<u64> {
    let position = record.position()?;
    let rest = text.as_bytes().get(usize::try_from(position.byte()).ok()?..)?;
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    Some(position.line() + newlines(&rest[..blank]))
}
