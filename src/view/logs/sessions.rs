//! The dearest sessions, and one of them as it went.

use super::Seen;
use super::picture;
use super::words::{percent, printed};
use crate::spent::{Key, Row, Side};
use crate::view::html::escape;
use crate::view::waterfall::cents;

/// Sessions that can be opened.
const MOST: usize = 10;

/// The dearest under the choices of all sides but this one, and the dollars of all.
fn dearest(seen: &Seen) -> (Vec<Row>, f64, usize) {
    let mut rows = seen.books.rows(Side::Session, seen.filter);
    let all = rows.rows.len();
    rows.rows.truncate(MOST);
    (rows.rows, rows.total, all)
}

pub(super) fn finding(seen: &Seen) -> String {
    let (rows, total, all) = dearest(seen);
    let Some(first) = rows.first() else { return "No session in what is chosen".into() };
    let ten: f64 = rows.iter().map(|row| row.usd).sum();
    let share = percent(if total > 0.0 { ten / total } else { 0.0 }, seen.locale);
    let one = format!("The dearest cost {}", cents(first.usd, seen.locale));
    if all <= MOST { one } else { format!("{one}; the {MOST} dearest of {all} are {share} of this") }
}

pub(super) fn sessions(seen: &Seen) -> String {
    let (rows, total, _) = dearest(seen);
    let Some(first) = rows.first() else { return String::new() };
    let opened = seen.opened.map(Key::Session).unwrap_or(first.key);
    let usd: Vec<f64> = rows.iter().map(|row| row.usd).collect();
    let left = total - usd.iter().sum::<f64>();
    let usd = printed(&[usd, vec![left]].concat(), total);
    let button = |(row, usd): (&Row, &f64)| button(seen, row, *usd, first.usd, row.key == opened);
    let list: String = rows.iter().zip(&usd).map(button).collect();
    let picture = if let Key::Session(at) = opened { picture::figure(seen, at) } else { String::new() };
    format!("<ul class=\"logs-rows beside\">{list}</ul>{picture}")
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
        cents(usd, seen.locale),
    )
}
