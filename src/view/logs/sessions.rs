//! The dearest sessions, and one of them as it went.

use super::Seen;
use super::bars::dollars;
use super::picture;
use super::words::{percent, printed_rows};
use crate::logs::spend::{Key, Row, Side};
use crate::view::html::escape;
use crate::view::waterfall::cents;

/// Sessions that can be opened.
const MOST: usize = 10;

/// The dearest under the choices of all sides but this one.
struct Dearest {
    rows: Vec<Row>,
    /// USD of each as it is printed, here and beside the bars.
    usd: Vec<f64>,
    /// USD of all sessions.
    total: f64,
    /// How many there are.
    all: usize,
}

fn dearest(seen: &Seen) -> Dearest {
    let mut rows = seen.books.rows(Side::Session, seen.filter);
    let (all, total) = (rows.rows.len(), rows.total);
    let usd = printed_rows(&rows).into_iter().map(|(_, usd)| usd).take(MOST).collect();
    rows.rows.truncate(MOST);
    Dearest { rows: rows.rows, usd, total, all }
}

pub(super) fn finding(seen: &Seen) -> String {
    let Dearest { rows, usd, total, all } = dearest(seen);
    let Some(first) = usd.first() else { return "No session in what is chosen".into() };
    let ten: f64 = rows.iter().map(|row| row.usd).sum();
    let share = percent(if total > 0.0 { ten / total } else { 0.0 }, seen.locale);
    if rows.iter().all(|row| row.unpriced == row.calls) {
        return "None has a price".into();
    }
    let one = format!("The dearest cost {}", cents(*first, seen.locale));
    let of = seen.locale.fixed(all as f64, 0);
    if all <= MOST { one } else { format!("{one}; the {MOST} dearest of {of} are {share} of this") }
}

/// The session whose course is shown: the opened one where it is among these, else the chosen
/// or the dearest.
fn open(seen: &Seen, rows: &[Row]) -> Option<u32> {
    let opened = seen.opened.map(Key::Session).filter(|key| rows.iter().any(|row| row.key == *key));
    let chosen = seen.filter.chosen(Side::Session);
    match opened.or(chosen).or(rows.first().map(|row| row.key)) {
        Some(Key::Session(at)) => Some(at),
        _ => None,
    }
}

pub(super) fn course(seen: &Seen) -> Option<u32> {
    open(seen, &dearest(seen).rows)
}

pub(super) fn sessions(seen: &Seen) -> String {
    let Dearest { rows, usd, .. } = dearest(seen);
    let Some((first, opened)) = rows.first().zip(open(seen, &rows)) else { return String::new() };
    let button =
        |(row, usd): (&Row, &f64)| button(seen, row, *usd, first.usd, row.key == Key::Session(opened));
    let list: String = rows.iter().zip(&usd).map(button).collect();
    format!("<ul class=\"logs-rows beside\">{list}</ul>{}", picture::figure(seen, opened))
}

fn button(seen: &Seen, row: &Row, usd: f64, most: f64, open: bool) -> String {
    let Key::Session(at) = row.key else { return String::new() };
    let share = if most > 0.0 { (row.usd / most * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    format!(
        "<li><button type=\"button\" class=\"quiet\" id=\"logs-open-{at}\" data-ask=\"open {at}\" aria-pressed=\"{open}\">\
         <span>{}</span><b>{}</b>\
         <svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{share:.1}\" height=\"1\"/></svg>\
         </button></li>",
        escape(&seen.session(at)),
        dollars(row, usd, seen.locale),
    )
}
