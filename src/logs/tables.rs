//! Tables: what leaves a laptop or a warehouse where transcripts cannot: totals, no word and no name.
//!
//! Both are CSV in UTF-8 with a header, lines end with `\n`, rows stand in the order of their first
//! columns as text, and days are those of UTC, as the Console has them. `sql/transcripts.duckdb.sql` writes
//! the same bytes of a folder of transcripts, `sql/otel_logs.clickhouse.sql` what events have of them.
//!
//! **days**: a row for each day, model, person, project, kind (standard, batch), window, place and speed, in
//! the columns of the Console's export ([`days::Row`]). `api_key` is the person, `workspace` the project.
//! `context_window` says on which side of its model's own price step a prompt was: 100,000 tokens for
//! Haiku 5.5, 200,000 for all others.
//!
//! **sessions** (`sawtooth-sessions-1`, the name of an empty column): a row for each day,
//! session, chain, model, speed, place and band of prompts ([`sessions::Row`]). Every number but `peak` is a
//! sum over calls, each with its place in its whole conversation. So rows of a conversation can be added up
//! and give its line by least squares, whichever models it had:
//!
//! - k is the number of a call in its segment, from 0, and L the segment's calls; a segment ends where the
//!   context more than halves, or where a compaction is marked ([`super::segments`]);
//! - `sxx12` is 12 Σ (k - (L-1)/2)², `sxy2` is 2 Σ (k - (L-1)/2) context: the growth is 6 sxy2 / sxx12;
//! - `first_*` are of first segments, `*_steps` are Σ (k+1): floor and base follow from them;
//! - what only transcripts know stands in the last columns, and the SQL has none of them: resumed, messages,
//!   pauses, output that is estimated, and tokens that stand in no line.
//!
//! Rows are read into little memory ([`packed`]) and calibrated from their sums
//! ([`crate::forecast::calibrate::tables`]). What other habits would cost, calls with the totals of some sessions
//! tell ([`again`]).
//!
//! person, project and session are the first 12 hex digits of SHA-256 of salt, ":" and the name. A project's
//! name is its folder's, in which all but letters and digits is "-"; a session's is its id.

pub mod again;
pub mod days;
mod names;
pub mod packed;
pub mod reading;
pub mod sessions;

pub use names::Names;

use crate::logs::Call;
use csv::Writer;
use serde::Serialize;

/// Bands of prompts begin above so many thousand tokens: where prices have steps.
pub const BANDS: [u64; 3] = [0, 100, 200];

/// The band of a call's prompt, as one of [`BANDS`]. Calls in no line have no prompt.
fn band(call: &Call) -> u64 {
    let context = if call.is_logged() { call.context() } else { 0 };
    BANDS.into_iter().rfind(|band| context > band * 1_000).unwrap_or_default()
}

/// Adds a call that stands in no line: input, writes for 5 minutes and an hour, reads, output, searches. A column
/// stays empty where there was none.
fn add_unlogged(sums: [&mut Option<u64>; 6], call: &Call) {
    let [input, write_5m, write_1h, read, output] = call.estimated_tokens();
    for (sum, count) in sums.into_iter().zip([input, write_5m, write_1h, read, output, call.web_searches]) {
        *sum.get_or_insert(0) += u64::from(count);
    }
}

/// Rows as CSV, with their header.
///
/// # Errors
/// Of the writer, which writes to memory: none is known.
pub fn csv<R: Serialize>(rows: &[R]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = Writer::from_writer(Vec::new());
    rows.iter().try_for_each(|row| writer.serialize(row))?;
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
