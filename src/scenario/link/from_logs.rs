//! What a scenario rests on that was made from logs, in a link.

use super::{number, read_number};
use crate::scenario::{FromLogs, Mark, mark_key};

/// Sessions, days, inputs, band and later days, then each mark, with its range where it has one.
pub(super) fn write(logs: &FromLogs) -> String {
    let counts = [logs.sessions, logs.days, logs.inputs].map(number);
    let (low, high) = logs.band.unzip();
    let known = [low, high, logs.later].map(|known| known.map_or(NOTHING.into(), number));
    let mut words: Vec<String> = counts.into_iter().chain(known).collect();
    for mark in &logs.marks {
        words.push(mark.key.into());
        words.extend(mark.range.iter().flat_map(|(low, high)| [number(*low), number(*high)]));
    }
    words.join("_")
}

/// Stands for a number that there is not.
const NOTHING: &str = "x";

pub(super) fn read(value: &str) -> Option<Option<FromLogs>> {
    if value.is_empty() {
        return Some(None);
    }
    let words: Vec<&str> = value.split('_').collect();
    let [sessions, days, inputs, low, high, later, marks @ ..] = words.as_slice() else { return None };
    let band = if [*low, *high] == [NOTHING; 2] { None } else { Some(read_range(low, high)?) };
    let later = if *later == NOTHING { None } else { Some(read_number(later)?) };
    let [sessions, days, inputs] = [read_number(sessions)?, read_number(days)?, read_number(inputs)?];
    Some(Some(FromLogs { sessions, days, inputs, band, later, marks: read_marks(marks)? }))
}

fn read_range(low: &str, high: &str) -> Option<(f64, f64)> {
    Some((read_number(low)?, read_number(high)?)).filter(|(low, high)| low <= high)
}

fn read_marks(mut words: &[&str]) -> Option<Vec<Mark>> {
    let mut marks = Vec::new();
    while let [key, rest @ ..] = words {
        let (range, rest) = match rest {
            [low, high, rest @ ..] if mark_key(low).is_none() => (Some(read_range(low, high)?), rest),
            rest => (None, rest),
        };
        marks.push(Mark { key: mark_key(key)?, range });
        words = rest;
    }
    Some(marks)
}
