//! A table of sessions as it is written, by the terminal or by SQL.

use super::again::is_possible;
use super::sessions::Row;
use crate::logs::Why;
use csv::ReaderBuilder;

/// The column that names the format.
const FORMAT: &str = "sawtooth-sessions-1";
/// Bytes of a table at most: two million sessions.
pub const MOST: u64 = 512 << 20;

/// Calls of a table at most: they take 1 GB.
const MOST_CALLS: u64 = 10_000_000;

/// Whether a text begins with the header of one.
pub fn is_one(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let header = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    header.starts_with(b"day,") && memchr::memmem::find(header, FORMAT.as_bytes()).is_some()
}

/// Its rows, and what could not be read with its line.
pub fn read(bytes: &[u8]) -> (Vec<Row>, Vec<(Option<u64>, Why)>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().from_reader(bytes);
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(_) => return (rows, vec![(Some(1), Why::Malformed)]),
    };
    let mut record = csv::StringRecord::new();
    let mut calls = 0;
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => match record.deserialize::<Row>(Some(&header)) {
                Ok(row) if is_possible(&row) => {
                    calls += row.calls;
                    if calls > MOST_CALLS {
                        faults.push((Some(line), Why::TooLarge { limit: reader.position().byte() }));
                        break;
                    }
                    rows.push(row);
                }
                _ => faults.push((Some(line), Why::Malformed)),
            },
            Err(_) => faults.push((Some(line), Why::Malformed)),
        }
    }
    (rows, faults)
}
