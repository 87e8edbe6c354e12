//! The most expensive sessions, and one of them as it went.

use serde::{Deserialize, Serialize};

use super::words::{percent, printed_rows};
use super::{Course, LogsState, Question, RowView, course};
use crate::logs::spend::{Key, Row, Side};
use crate::view::waterfall::cents;

/// Sessions that can be opened.
const MOST: usize = 10;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sessions {
    pub finding: String,
    /// The one whose course is shown is the chosen one.
    pub rows: Vec<RowView>,
    pub course: Option<Course>,
}

/// The most expensive sessions under the choices of all sides but this one.
pub fn sessions(state: &LogsState) -> Sessions {
    let mut all = state.books.rows(Side::Session, state.filter);
    let printed: Vec<f64> = printed_rows(&all).into_iter().map(|(_, usd)| usd).collect();
    let (sessions, total) = (all.rows.len(), all.total);
    all.rows.truncate(MOST);
    let opened = opened(state, &all.rows);
    let most = all.rows.first().map_or(0.0, |row| row.usd);
    let view = |(row, usd): (&Row, &f64)| RowView {
        is_chosen: opened.map(Key::Session) == Some(row.key),
        press: match row.key {
            Key::Session(at) => Question::Open(at),
            key => Question::Filter(key),
        },
        whole_name: None,
        ..RowView::new(state, row, *usd, most)
    };
    Sessions {
        finding: finding(state, &all.rows, printed.first().copied(), (sessions, total)),
        rows: all.rows.iter().zip(&printed).map(view).collect(),
        course: opened.filter(|_| !all.rows.is_empty()).map(|at| course::course(state, at)),
    }
}

fn finding(state: &LogsState, rows: &[Row], first: Option<f64>, (all, total): (usize, f64)) -> String {
    let Some(first) = first else { return "No session in this selection".into() };
    if rows.iter().all(|row| row.unpriced == row.calls) {
        return "None has a price".into();
    }
    let most = format!("{} the most", cents(first, state.locale));
    let usd: f64 = rows.iter().map(|row| row.usd).sum();
    let share = percent(if total > 0.0 { usd / total } else { 0.0 }, state.locale);
    let of = state.locale.fixed(all as f64, 0);
    if all <= MOST { most } else { format!("{most}; the top {MOST} of {of} are {share} of the cost") }
}

/// The session whose course is shown: the opened one where it is among these, else the chosen
/// or the most expensive.
fn opened(state: &LogsState, rows: &[Row]) -> Option<u32> {
    let opened = state.opened.map(Key::Session).filter(|key| rows.iter().any(|row| row.key == *key));
    let chosen = state.filter.chosen(Side::Session);
    match opened.or(chosen).or(rows.first().map(|row| row.key)) {
        Some(Key::Session(at)) => Some(at),
        _ => None,
    }
}
