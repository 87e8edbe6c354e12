//! Reports: whole documents in which somebody else has added the usage up already.
//!
//! JSON is first read as values, because what a document is shows in its members; then each
//! row as the type that its format gives it, so that a wrong row harms no other.

mod admin;
mod ccusage;
mod console;
mod field;
pub(super) mod merge;
mod part;
mod pieces;
mod scope;
mod sdk;
mod usage_text;

pub(super) use part::{Found, Part};
pub(super) use scope::hash;

use std::collections::HashMap;

use crate::logs::{ReportKind, Why};
use serde_json::Value;

/// Whether a text that is no JSON could be a report.
pub(super) fn is_promising(text: &str) -> bool {
    let mut signs = usage_text::SIGNS.into_iter().chain([console::SIGN]);
    signs.any(|sign| text.contains(sign))
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
        false => console::read(text.trim_start()).or_else(|| usage_text::read(text)),
    };
    found.map(with_faults).unwrap_or_else(|| Found::fault(None, Why::Unknown))
}

/// UTF-8, or the UTF-16 that a redirection in Windows PowerShell 5 writes.
fn decoded(bytes: &[u8]) -> String {
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
    let mut found = Found::default();
    let mut messages = 0;
    for (piece, value) in pieces::pieces(text) {
        match value {
            Ok(Value::Array(items)) => {
                items.iter().for_each(|item| document(&mut found, &mut messages, piece.line, item));
            }
            Ok(value) => document(&mut found, &mut messages, piece.line, &value),
            Err(error) => {
                let line = piece.line + error.line() as u64 - 1;
                let why = if piece.is_open { Why::CutShort } else { Why::Malformed };
                found.faults.push((Some(line), why));
            }
        }
    }
    latest_of_each_session(&mut found.parts);
    match (found.parts.is_empty(), messages) {
        (false, _) => found,
        // A stream that was stopped before its result.
        (true, 1..) => Found::fault(None, Why::CutShort),
        (true, 0) => nothing(text, found),
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

fn document(found: &mut Found, messages: &mut u64, line: u64, value: &Value) {
    let part = sdk::read(value).or_else(|| admin::read(value)).or_else(|| ccusage::read(value));
    match part {
        Some(part) => found.parts.push(part),
        None if sdk::is_message(value) => *messages += 1,
        None if admin::is_empty(value) => found.faults.push((Some(line), Why::Empty)),
        None => {}
    }
}

/// Every result of one stream counts from its beginning, so the last one holds the others.
fn latest_of_each_session(parts: &mut Vec<Part>) {
    let mut kept: Vec<Part> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for part in parts.drain(..) {
        let session = part.rows.first().and_then(|row| row.row.session.clone());
        let session = session.filter(|_| part.kind == ReportKind::SdkResult);
        let place = session.map(|session| *places.entry(session).or_insert(kept.len()));
        match place.and_then(|place| kept.get_mut(place)) {
            Some(other) if merge::usd(&part) >= merge::usd(other) => *other = part,
            Some(_) => {}
            None => kept.push(part),
        }
    }
    *parts = kept;
}

/// Rows that could not be read, and reports without any, are said once for each part.
fn with_faults(mut found: Found) -> Found {
    for part in &found.parts {
        match part.unreadable {
            0 if part.rows.is_empty() && found.faults.is_empty() => found.faults.push((None, Why::Empty)),
            0 => {}
            _ => found.faults.push((None, Why::Malformed)),
        }
    }
    found
}
