//! A table of sessions as a report: what each day came to, by model.

use super::part::{Part, Row};
use super::scope::Scope;
use crate::logs::tables::again::hour_share;
use crate::logs::tables::packed::Packed;
use crate::logs::{ReportKind, ReportRow, date_of};
use crate::prices::RateTable;
use std::collections::BTreeMap;

/// A row for each day, model and term. Output is as estimated where the table has an estimate, and of writes
/// without a lifetime the dollars tell it.
pub(in crate::logs::read) fn part(table: &RateTable, sessions: &Packed) -> Part {
    let mut days: BTreeMap<_, ReportRow> = BTreeMap::new();
    for found in sessions.rows() {
        let key = (found.day, found.model, found.speed, found.geo, found.row.band);
        let day = days.entry(key).or_insert_with(|| ReportRow {
            day: Some(date_of(found.day)),
            model: Some(sessions.name(found.model).into()),
            fast: sessions.name(found.speed) == "fast",
            batch: sessions.name(found.speed) == "batch",
            us_only: sessions.name(found.geo) == "us",
            prompt: Some(found.row.band * 1_000 + 1),
            sessions: Some(0.0),
            ..ReportRow::default()
        });
        let row = &found.row;
        let unsplit = row.write_unsplit.unwrap_or(0);
        let hours = match unsplit {
            0 => 0,
            _ => libm::round(unsplit as f64 * hour_share(table, &sessions.with_terms(&found))) as u64,
        };
        let known = |count: Option<u64>| count.unwrap_or(0);
        day.tokens.input += row.input + known(row.unlogged_input);
        day.tokens.write_5m += row.write_5m + known(row.unlogged_write_5m) + unsplit - hours;
        day.tokens.write_1h += row.write_1h + known(row.unlogged_write_1h) + hours;
        day.tokens.read += row.read + known(row.unlogged_read);
        day.tokens.output += row.output + known(row.estimated) + known(row.unlogged_output);
        day.web_searches += row.searches + known(row.unlogged_searches);
        let began = if sessions.name(found.chain) == "main" { row.conversations } else { 0 };
        day.sessions = day.sessions.map(|sessions| sessions + began as f64);
    }
    let row =
        |(_, row): (_, ReportRow)| Row { scope: row.day.map_or(Scope::EVER, |day| Scope::days(day, 1)), row };
    Part { rows: days.into_iter().map(row).collect(), ..Part::new(ReportKind::Sessions) }
}
