//! A table of sessions as it is written, by the terminal or by SQL, read in pieces as they come.

use super::again::is_possible;
use super::packed::Packed;
use super::sessions::{KNOWN, NUMBERS, Row};
use crate::logs::Why;
use csv::{ByteRecord, ReaderBuilder};

/// Bytes of a table at most: three million sessions.
pub const MOST: u64 = 512 << 20;

/// What a column is read as: the day, one of the names, or of the numbers.
#[derive(Clone, Copy)]
enum Column {
    Day,
    Name(fn(&mut Row) -> &mut String),
    Number(fn(&mut Row) -> &mut u64),
    Known(fn(&mut Row) -> &mut Option<u64>),
    Sxy2,
    Usd,
    Other,
}

impl Column {
    fn of(name: &[u8]) -> Column {
        let number = || NUMBERS.into_iter().find(|(known, _)| known.as_bytes() == name);
        let known = || KNOWN.into_iter().find(|(known, _)| known.as_bytes() == name);
        match name {
            b"day" => Column::Day,
            b"person" => Column::Name(|row| &mut row.person),
            b"project" => Column::Name(|row| &mut row.project),
            b"session" => Column::Name(|row| &mut row.session),
            b"entry" => Column::Name(|row| &mut row.entry),
            b"chain" => Column::Name(|row| &mut row.chain),
            b"model" => Column::Name(|row| &mut row.model),
            b"speed" => Column::Name(|row| &mut row.speed),
            b"geo" => Column::Name(|row| &mut row.geo),
            b"sxy2" => Column::Sxy2,
            b"usd" => Column::Usd,
            _ => match (number(), known()) {
                (Some((_, of)), _) => Column::Number(of),
                (_, Some((_, of))) => Column::Known(of),
                _ => Column::Other,
            },
        }
    }

    /// Nothing where the cell is not what stands there.
    fn read(self, row: &mut Row, cell: &[u8]) -> Option<()> {
        let text = || std::str::from_utf8(cell).ok();
        match self {
            Column::Day => row.day = Some(text()?.parse().ok()?),
            Column::Name(of) => {
                let name = of(row);
                name.clear();
                name.push_str(text()?);
            }
            Column::Number(of) => *of(row) = if cell.is_empty() { 0 } else { number(cell)? },
            Column::Known(of) => *of(row) = if cell.is_empty() { None } else { Some(number(cell)?) },
            Column::Sxy2 => row.sxy2 = if cell.is_empty() { 0 } else { text()?.parse().ok()? },
            Column::Usd => row.usd = if cell.is_empty() { None } else { Some(text()?.parse().ok()?) },
            Column::Other => {}
        }
        Some(())
    }
}

/// Digits alone.
fn number(cell: &[u8]) -> Option<u64> {
    cell.iter().try_fold(0u64, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// A table that is being read.
#[derive(Default)]
pub struct Reading {
    /// Nothing before the header is whole.
    columns: Vec<Column>,
    /// What was pushed of a line that is not whole yet.
    rest: Vec<u8>,
    row: Row,
    record: ByteRecord,
    line: u64,
    pub bytes: u64,
    pub rows: Packed,
    /// What could not be read, with its line: at most [`MOST_FAULTS`] of them.
    pub faults: Vec<(Option<u64>, Why)>,
}

const MOST_FAULTS: usize = 1_000;

impl Reading {
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        let whole = memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1);
        let (lines, rest) = bytes.split_at(whole);
        if !lines.is_empty() {
            let mut before = std::mem::take(&mut self.rest);
            if before.is_empty() {
                self.lines(lines);
            } else {
                // The first line of these, with what came of it before.
                let first = memchr::memchr(b'\n', lines).map_or(lines.len(), |end| end + 1);
                before.extend_from_slice(&lines[..first]);
                self.lines(&before);
                self.lines(&lines[first..]);
                before.clear();
                self.rest = before;
            }
        }
        self.rest.extend_from_slice(rest);
    }

    pub fn end(&mut self) {
        let rest = std::mem::take(&mut self.rest);
        self.lines(&rest);
    }

    /// Whole lines, the first of all with the names of the columns.
    fn lines(&mut self, lines: &[u8]) {
        let lines = match self.line {
            0 => lines.strip_prefix(b"\xef\xbb\xbf").unwrap_or(lines),
            _ => lines,
        };
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(lines);
        let mut record = std::mem::take(&mut self.record);
        let before = self.line;
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let line = before + record.position().map_or(1, csv::Position::line);
            if self.columns.is_empty() {
                self.columns = record.iter().map(Column::of).collect();
            } else if self.read(&record).is_none() && self.faults.len() < MOST_FAULTS {
                self.faults.push((Some(line), Why::Malformed));
            }
        }
        self.line += reader.position().line() - 1;
        self.record = record;
    }

    fn read(&mut self, record: &ByteRecord) -> Option<()> {
        if record.len() != self.columns.len() {
            return None;
        }
        self.columns.iter().zip(record).try_for_each(|(column, cell)| column.read(&mut self.row, cell))?;
        is_possible(&self.row).then(|| self.rows.push(&mut self.row))
    }
}
