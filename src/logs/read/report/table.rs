//! Reports that are tables: CSV of any delimiter. Columns are found by name, so that older files,
//! without the newer columns, are read too.
//!
//! Most are of Claude alone, a [`Line`] for each row; bills of clouds are of everything, a
//! [`Bill`] of which most rows are left out.

use std::collections::HashSet;

use csv::{ReaderBuilder, StringRecord, Trim};
use serde::de::DeserializeOwned;

use super::cells::{Cells, Columns, plain};
use super::charge::{Asides, Charge};
use super::console::Usage;
use super::console_cost::Cost;
use super::cur::Cur;
use super::enterprise::Spend;
use super::field::Unreadable;
use super::focus::Focus;
use super::openrouter::Activity;
use super::part::{Found, Part, Row};
use super::pieces::newlines;
use super::writing::Writing;
use crate::logs::{ReportKind, Why};

/// A line of one kind of table. A column that the file does not have is as a blank cell.
pub(super) trait Line: DeserializeOwned {
    const KIND: ReportKind;
    /// Columns that no other kind has together.
    const COLUMNS: &[&str];

    /// Whether it is of other models than Claude.
    fn is_other(&self) -> bool {
        false
    }

    /// Nothing where it cannot be read.
    fn row(self) -> Option<Row>;
}

/// A line of one kind of bill, of whatever was bought.
pub(super) trait Bill: DeserializeOwned {
    const KIND: ReportKind;
    /// Columns that no other kind has together, as [`plain`] writes them.
    const COLUMNS: &[&str];

    fn charge(self) -> Charge;
}

/// A kind of tables: its columns, how it writes their names, and its reader.
struct Kind {
    columns: &'static [&'static str],
    name: fn(&str) -> String,
    read: fn(&str) -> Found,
}

const KINDS: [Kind; 6] = [
    lines::<Usage>(),
    lines::<Cost>(),
    lines::<Spend>(),
    lines::<Activity>(),
    bills::<Cur>(),
    bills::<Focus>(),
];

/// USD by which a sum may be rounded.
const CENT: f64 = 0.01;

const fn lines<L: Line>() -> Kind {
    Kind { columns: L::COLUMNS, name: exact, read: rows::<L> }
}

const fn bills<B: Bill>() -> Kind {
    Kind { columns: B::COLUMNS, name: plain, read: charges::<B> }
}

fn exact(name: &str) -> String {
    name.into()
}

/// Lines before a header at most: a title, the time of an export, the "sep=;" of a spreadsheet.
const MOST_BEFORE: usize = 8;

/// Whether a text has the header of one among its first lines.
pub(super) fn is_one(text: &str) -> bool {
    begin(text).is_some()
}

/// Nothing where none of the first lines is the header of a kind.
pub(super) fn read(text: &str) -> Option<Found> {
    let (kind, text, before) = begin(text)?;
    let mut found = (kind.read)(text);
    found.faults.iter_mut().filter_map(|(line, _)| line.as_mut()).for_each(|line| *line += before);
    Some(found)
}

/// The kind of a table, its text from the header on, and the lines before it.
fn begin(text: &str) -> Option<(&'static Kind, &str, u64)> {
    let mut text = text.trim_start_matches('\u{feff}').trim_start();
    for before in 0..=MOST_BEFORE {
        if let Some(kind) = kind(text.lines().next()?) {
            return Some((kind, text, before as u64));
        }
        text = text.split_once('\n')?.1;
    }
    None
}

fn kind(header: &str) -> Option<&'static Kind> {
    let names: Vec<&str> = header.split([',', ';', '\t']).map(|name| name.trim().trim_matches('"')).collect();
    let has_all = |kind: &&Kind| {
        let names: Vec<String> = names.iter().map(|name| (kind.name)(name)).collect();
        kind.columns.iter().all(|column| names.iter().any(|name| name == column))
    };
    const { &KINDS }.iter().find(has_all)
}

/// Spreadsheets of some languages write semicolons.
fn delimiter(header: &str) -> u8 {
    [b',', b';', b'\t'].into_iter().find(|mark| header.as_bytes().contains(mark)).unwrap_or(b',')
}

fn rows<L: Line>(text: &str) -> Found {
    let (mut of_claude, mut others) = (0, 0);
    let mut found = table(text, L::KIND, exact, |line: L| {
        let count = if line.is_other() { &mut others } else { &mut of_claude };
        *count += 1;
        if line.is_other() { Ok(None) } else { line.row().map(Some).ok_or(Unreadable) }
    });
    found.faults.extend(match (of_claude, others) {
        (_, 0) => None,
        (0, rows) => Some((None, Why::NoClaude { kind: L::KIND, rows })),
        (_, rows) => Some((None, Why::OtherServices { rows })),
    });
    found
}

fn charges<B: Bill>(text: &str) -> Found {
    let mut asides = Asides::default();
    let mut found = table(text, B::KIND, plain, |line: B| line.charge().row(&mut asides));
    found.faults.extend(asides.said(B::KIND).into_iter().map(|why| (None, why)));
    found
}

/// Every record as a line that `read` makes a row of, or nothing.
fn table<L: DeserializeOwned>(
    text: &str,
    kind: ReportKind,
    name: fn(&str) -> String,
    mut read: impl FnMut(L) -> Result<Option<Row>, Unreadable>,
) -> Found {
    let delimiter = delimiter(text.lines().next().unwrap_or_default());
    let mut builder = ReaderBuilder::new();
    let mut table = builder.delimiter(delimiter).flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let columns = columns(&table.headers().cloned().unwrap_or_default(), name);
    let places = Columns::new(&columns);
    let mut found = Found::default();
    let mut part = Part::new(kind);
    let mut sums = Vec::new();
    let records = table.records().filter_map(Result::ok);
    let records: Vec<_> = records.filter(|record| record.iter().any(|cell| !cell.is_empty())).collect();
    let writing = Writing::of(&columns, delimiter, &records);
    for (place, record) in records.iter().enumerate() {
        let (record, is_open) = &writing.plain(record);
        let is_last = place + 1 == records.len();
        if is_last && record.len() < columns.len() && !text.ends_with('\n') {
            found.faults.push((line(text, record), Why::CutShort));
            continue;
        }
        match record.deserialize(Some(&columns)).map_err(|_| Unreadable).and_then(&mut read) {
            Ok(row) => {
                sums.extend(row.as_ref().filter(|_| is_sum(record)).map(|_| part.rows.len()));
                let cells = Cells::new(&places, record);
                part.rows.extend(row.map(|row| Row { scope: row.scope.in_table(cells), ..row }));
            }
            // Of a spreadsheet, below a column of days.
            Err(Unreadable) if record.iter().find(|cell| !cell.is_empty()).is_some_and(names_sum) => {}
            Err(Unreadable) => {
                let why = if *is_open { Why::Ambiguous } else { Why::Malformed };
                found.faults.push((line(text, record), why));
            }
        }
    }
    without_sums(&mut part, &sums);
    found.parts.push(part);
    found
}

/// Whether a record says that it is the others' sum.
fn is_sum(record: &StringRecord) -> bool {
    record.iter().any(names_sum)
}

fn names_sum(cell: &str) -> bool {
    let names = ["total", "totals", "grand total", "sum"];
    names.iter().any(|name| cell.trim_end_matches(':').eq_ignore_ascii_case(name))
}

/// Leaves rows out that say so and are the sum of the others, to the cent.
fn without_sums(part: &mut Part, sums: &[usize]) {
    let usd = |row: &Row| row.row.usd.unwrap_or(0.0);
    let rows = part.rows.iter().enumerate();
    let others: f64 = rows.filter(|(place, _)| !sums.contains(place)).map(|(_, row)| usd(row)).sum();
    let is_sum = |place: usize, row: &Row| sums.contains(&place) && (usd(row) - others).abs() <= CENT;
    let mut place = 0;
    part.rows.retain(|row| {
        place += 1;
        !is_sum(place - 1, row)
    });
}

/// The names of the columns; of two that are written alike, the first one's.
fn columns(header: &StringRecord, name: fn(&str) -> String) -> StringRecord {
    let mut seen = HashSet::new();
    let names = header.iter().map(name);
    names.map(|name| if seen.insert(name.clone()) { name } else { String::new() }).collect()
}

/// The line on which a record begins, from 1: its position is before the blank lines that
/// were passed on the way to it.
fn line(text: &str, record: &StringRecord) -> Option<u64> {
    let position = record.position()?;
    let rest = text.as_bytes().get(usize::try_from(position.byte()).ok()?..)?;
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    Some(position.line() + newlines(&rest[..blank]))
}
