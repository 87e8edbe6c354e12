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
                if name.as_bytes() != cell {
                    name.clear();
                    name.push_str(text()?);
                }
            }
            Column::Number(of) => *of(row) = if cell.is_empty() { 0 } else { number(cell)? },
            Column::Known(of) => *of(row) = if cell.is_empty() { None } else { Some(number(cell)?) },
            Column::Sxy2 => row.sxy2 = if cell.is_empty() { 0 } else { signed(cell)? },
            Column::Usd => row.usd = if cell.is_empty() { None } else { Some(text()?.parse().ok()?) },
            Column::Other => {}
        }
        Some(())
    }
}

/// Digits alone, no more of them than any number of 64 bits has room for.
fn number(cell: &[u8]) -> Option<u64> {
    if cell.len() > MOST_DIGITS {
        return None;
    }
    let mut number = 0;
    for byte in cell {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + u64::from(digit);
    }
    Some(number)
}

const MOST_DIGITS: usize = 19;

/// The same with a sign or without one.
fn signed(cell: &[u8]) -> Option<i64> {
    let (digits, times) = cell.strip_prefix(b"-").map_or((cell, 1), |digits| (digits, -1));
    i64::try_from(number(digits).filter(|_| !digits.is_empty())?).ok().map(|number| number * times)
}

/// A table that is being read.
#[derive(Default)]
pub struct Reading {
    /// Nothing before the header is whole.
    columns: Vec<Column>,
    /// What was pushed of a line that is not whole yet.
    rest: Vec<u8>,
    row: Row,
    /// The day of that row as it is written.
    day: Vec<u8>,
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
        match memchr::memchr2(b'"', b'\r', lines) {
            Some(_) => self.quoted(lines),
            None => self.plain(lines),
        }
    }

    /// As tables are written: no cell is quoted, and commas and ends of lines are nothing else. Crate csv goes
    /// through a table of states for each byte: with it 400,000 rows took a browser's engine 2.2 s and not 0.8.
    fn plain(&mut self, lines: &[u8]) {
        let mut from = 0;
        while from < lines.len() {
            let end = memchr::memchr(b'\n', &lines[from..]).map_or(lines.len(), |end| from + end);
            let line = &lines[from..end];
            from = end + 1;
            self.line += 1;
            if !line.is_empty() {
                self.cells(self.line, Cells(Some(line)));
            }
        }
    }

    fn quoted(&mut self, lines: &[u8]) {
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(lines);
        let mut record = std::mem::take(&mut self.record);
        let before = self.line;
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            self.cells(before + record.position().map_or(1, csv::Position::line), record.iter());
        }
        self.line += reader.position().line() - 1;
        self.record = record;
    }

    fn cells<'c>(&mut self, line: u64, cells: impl Iterator<Item = &'c [u8]>) {
        if self.columns.is_empty() {
            self.columns = cells.map(Column::of).collect();
        } else if self.row(cells).is_none() && self.faults.len() < MOST_FAULTS {
            self.faults.push((Some(line), Why::Malformed));
        }
    }

    fn row<'c>(&mut self, mut cells: impl Iterator<Item = &'c [u8]>) -> Option<()> {
        for column in &self.columns {
            let cell = cells.next()?;
            match column {
                // Rows of a day are neighbours.
                Column::Day if self.row.day.is_some() && self.day == cell => {}
                Column::Day => {
                    self.row.day = None;
                    column.read(&mut self.row, cell)?;
                    self.day = cell.to_vec();
                }
                _ => column.read(&mut self.row, cell)?,
            }
        }
        (cells.next().is_none() && is_possible(&self.row)).then(|| self.rows.push(&mut self.row))
    }
}

/// What stands between the commas of a line; nothing once its last cell was taken.
struct Cells<'a>(Option<&'a [u8]>);

impl<'a> Iterator for Cells<'a> {
    type Item = &'a [u8];

    #[inline]
    fn next(&mut self) -> Option<&'a [u8]> {
        let line = self.0?;
        let mut end = 0;
        while end < line.len() && line[end] != b',' {
            end += 1;
        }
        self.0 = line.get(end + 1..);
        Some(&line[..end])
    }
}
