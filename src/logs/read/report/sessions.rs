//! A table of sessions as a report: what each day came to, by model.

use super::part::{Part, Row};
use super::scope::Scope;
use crate::logs::tables::again::hour_share;
use crate::logs::tables::packed::{Packed, Terms};
use crate::logs::{ReportKind, ReportRow, date_of};
use crate::prices::RateTable;
use std::collections::BTreeMap;

/// A row for each day, model and term. Output is as estimated where the table has an estimate, and of writes
/// without a lifetime the dollars tell it.
pub(in crate::logs::read) fn part(table: &RateTable, sessions: &Packed) -> Part {
    let of_terms = |terms: &Terms| ReportRow {
        day: Some(date_of(terms.day)),
        model: Some(sessions.name(terms.model).into()),
        fast: sessions.name(terms.speed) == "fast",
        batch: sessions.name(terms.speed) == "batch",
        us_only: sessions.name(terms.geo) == "us",
        prompt: Some(terms.band * 1_000 + 1),
        sessions: Some(0.0),
        ..ReportRow::default()
    };
    // Of all people and entries together.
    let key = |terms: &Terms| (terms.day, terms.model, terms.speed, terms.geo, terms.band);
    let all = sessions.terms();
    let mut days: BTreeMap<_, ReportRow> = all.iter().map(|terms| (key(terms), of_terms(terms))).collect();
    let keys: Vec<_> = days.keys().copied().collect();
    let places: Vec<usize> =
        all.iter().map(|terms| keys.binary_search(&key(terms)).unwrap_or_default()).collect();
    let is_main: Vec<bool> = all.iter().map(|terms| sessions.name(terms.chain) == "main").collect();
    let mut of_place: Vec<&mut ReportRow> = days.values_mut().collect();
    for found in sessions.rows() {
        let day = &mut of_place[places[found.place as usize]];
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
        let began = if is_main[found.place as usize] { row.conversations } else { 0 };
        day.sessions = day.sessions.map(|sessions| sessions + began as f64);
    }
    let row = |row: ReportRow| Row { scope: row.day.map_or(Scope::EVER, |day| Scope::days(day, 1)), row };
    Part { rows: days.into_values().map(row).collect(), ..Part::new(ReportKind::Sessions) }
}
