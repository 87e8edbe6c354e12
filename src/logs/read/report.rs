//! Reports: whole documents in which somebody else has added the usage up already.
//!
//! JSON is first read as values, because what a document is shows in its members; then each
//! row as the type that its format gives it, so that a wrong row harms no other.

mod admin;
mod api;
mod ccusage;
mod cells;
mod charge;
mod client_state;
mod console;
mod console_cost;
mod copies;
mod counted;
mod cur;
mod enterprise;
mod field;
mod focus;
pub(super) mod merge;
mod meter;
mod openrouter;
mod otel;
mod part;
mod pieces;
mod runs;
mod scope;
mod sdk;
#[cfg(feature = "tables")]
pub(super) mod sessions;
mod table;
mod trackers;
mod transcribed;
mod usage_text;
mod writing;

pub(super) use api::Unbilled;
pub(super) use part::{Found, Part};
pub(super) use scope::hash;

use crate::logs::{ReportKind, Why};
use serde_json::Value;

/// The kinds of JSON that are whole in one value, in the order in which they are tried.
const FORMATS: [fn(&Value) -> Option<Part>; 7] = [
    sdk::read,
    client_state::read,
    admin::read,
    ccusage::read,
    api::read,
    trackers::tokscale,
    trackers::codeburn,
];

/// Whether a text that is no JSON could be a report.
pub(super) fn is_promising(text: &str) -> bool {
    usage_text::SIGNS.into_iter().any(|sign| text.contains(sign)) || table::is_one(text)
}

/// Everything that a document says, of whatever kind it is.
pub(super) fn read(bytes: &[u8]) -> Found {
    let text = decoded(bytes);
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Found::fault(None, Why::Empty);
    }
    let found = match text.trim_start().starts_with(['{', '[']) {
        true => Some(json(text)),
        false => table::read(text.trim_start()).or_else(|| usage_text::read(&without_colours(text))),
    };
    found.map(with_faults).unwrap_or_else(|| Found::fault(None, Why::Unknown))
}

/// Without what a terminal shows as colours, where its output was saved: "\u{1b}[2m".
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default();
    let rest =
        parts.map(|part| part.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, text)| text));
    std::iter::once(first).chain(rest).collect()
}

/// UTF-8, or the UTF-16 that a redirection in Windows PowerShell 5 writes.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let units = |read: fn([u8; 2]) -> u16| -> String {
        let pairs = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(pairs).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn json(text: &str) -> Found {
    let mut json = Json::default();
    for (piece, value) in pieces::pieces(text) {
        match value {
            Ok(Value::Array(items)) => items.iter().for_each(|item| json.value(piece.line, item)),
            Ok(value) => json.value(piece.line, &value),
            Err(error) => {
                let line = piece.line + error.line() as u64 - 1;
                let why = if piece.is_open { Why::CutShort } else { Why::Malformed };
                json.found.faults.push((Some(line), why));
            }
        }
    }
    json.finish(text)
}

/// What the values of a text are together.
#[derive(Default)]
struct Json {
    found: Found,
    stream: api::Stream,
    telemetry: otel::Telemetry,
    /// Whether there was a request of a batch without an answer.
    has_failed: bool,
}

impl Json {
    fn value(&mut self, line: u64, value: &Value) {
        if client_state::is_statistics(value) {
            return self.found.faults.push((Some(line), Why::Statistics));
        }
        match FORMATS.into_iter().find_map(|read| read(value)) {
            Some(mut part) => {
                if sdk::is_result(value) {
                    // What a crash left of its result says nothing of its messages.
                    if sdk::is_zeroed(&part) && self.stream.crashed() {
                        return;
                    }
                    part.messages = self.stream.result();
                }
                match self.line_of(&part) {
                    Some(known) => sdk::go_on(known, part),
                    None => self.found.parts.push(part),
                }
            }
            None if self.stream.take(value) || self.telemetry.take(value) => {}
            None if api::has_failed(value) => self.has_failed = true,
            None if admin::is_empty(value) => self.found.faults.push((Some(line), Why::Empty)),
            None => {}
        }
    }

    /// What the status line of the same session said before.
    fn line_of(&mut self, part: &Part) -> Option<&mut Part> {
        let is_line = part.kind == ReportKind::StatusLine;
        let mut parts = is_line.then(|| self.found.parts.iter_mut())?;
        parts.rfind(|known| sdk::is_of_line(known, part))
    }

    fn finish(mut self, text: &str) -> Found {
        let is_stream = self.stream.is_one;
        self.found.parts.extend(self.stream.finish());
        self.found.parts.extend(self.telemetry.finish());
        match self.found.parts.is_empty() {
            false => self.found,
            // A stream that was stopped before its first answer.
            true if is_stream => Found::fault(None, Why::Empty),
            true if self.has_failed => Found::fault(None, Why::NoAnswers),
            true if self.found.faults.iter().any(|(_, why)| *why == Why::Statistics) => {
                Found::fault(None, Why::Statistics)
            }
            true => nothing(text, self.found),
        }
    }
}

/// Of a text without a report, one fault: where it stops to be what it could have been.
fn nothing(text: &str, found: Found) -> Found {
    let signs = ["inputTokens", "input_tokens", "total_cost_usd", "modelUsage", "estimated_cost", "amount"];
    let promising = signs.iter().any(|sign| text.contains(sign));
    let first = found.faults.into_iter().find(|(_, why)| promising || *why == Why::Empty);
    let (line, why) = first.unwrap_or((None, Why::Unknown));
    Found::fault(line, why)
}

/// Rows that could not be read, and reports without any, are said once for each part.
fn with_faults(mut found: Found) -> Found {
    for part in &mut found.parts {
        found.faults.extend(part.asides.drain(..).map(|why| (None, why)));
        match part.unreadable {
            0 if !part.unbilled.is_empty() => {}
            0 if part.rows.is_empty() && found.faults.is_empty() => found.faults.push((None, Why::Empty)),
            0 => {}
            _ => found.faults.push((None, Why::Malformed)),
        }
    }
    found
}
