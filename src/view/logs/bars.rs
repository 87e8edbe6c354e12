//! What was spent by day, model, project, session, class and source: rows that are buttons,
//! each choosing what the others show.

use super::Seen;
use super::columns::{Column, columns};
use super::names::{asked, heading, word};
use super::words::{count, printed_rows};
use crate::logs::date_of;
use crate::logs::spend::{Key, Row, Rows, Side};
use crate::view::html::escape;
use crate::view::waterfall::cents;
use crate::view::{Locale, words};

/// Rows of a side that are shown at first, and at most.
const FEW: usize = 8;
const MANY: usize = 100;
/// Days that are drawn beside each other.
const MOST_DAYS: i64 = 1_000;

pub(super) fn bars(seen: &Seen) -> String {
    let sides: String = Side::ALL.into_iter().map(|side| group(seen, side)).collect();
    format!("<div class=\"logs-sides\">{sides}</div>")
}

/// Every day from the first to the last, as columns.
pub(super) fn days(seen: &Seen) -> String {
    // The same days whatever is chosen, so that pictures can be held against each other.
    let Some((first, last)) = seen.books.days() else { return String::new() };
    let rows = seen.books.rows(Side::Day, seen.filter).rows;
    let day = |row: &Row| if let Key::Day(day) = row.key { day } else { 0 };
    if !(1..MOST_DAYS).contains(&(last - first)) {
        return String::new();
    }
    let label = |at: i64| match at {
        at if at == first || at == last => words::day(date_of(at)),
        _ => String::new(),
    };
    let chosen = seen.filter.chosen(Side::Day);
    let column = |at: i64| Column {
        value: rows.iter().find(|row| day(row) == at).map_or(0.0, |row| row.usd),
        label: label(at),
        pale: chosen.is_some_and(|key| key != Key::Day(at)),
    };
    let all: Vec<Column> = (first..=last).map(column).collect();
    let dearest = rows.iter().max_by(|a, b| a.usd.total_cmp(&b.usd));
    let dearest = dearest.map(|row| format!("{}, {}", seen.name(row.key), cents(row.usd, seen.locale)));
    let text = format!("Dollars day by day; the dearest is {}", dearest.unwrap_or_default());
    format!("<p class=\"kicker\">Dollars, day by day</p>{}", columns(&all, seen.width, &text, seen.locale))
}

fn group(seen: &Seen, side: Side) -> String {
    let mut rows = seen.books.rows(side, seen.filter);
    if side == Side::Day {
        rows.rows.reverse();
    }
    if side == Side::Whose && rows.rows.len() < 2 && seen.filter.chosen(side).is_none() {
        return String::new();
    }
    let open = seen.more.contains(&side);
    let shown = shown(seen, &rows, if open { MANY } else { FEW });
    // Printed together with what is left out, so that all of it adds up, and a row reads the
    // same wherever it stands.
    let printed = printed_rows(&rows);
    let usd = |row: &Row| printed.iter().find(|(key, _)| *key == row.key).map_or(0.0, |(_, usd)| *usd);
    let most = rows.rows.iter().map(|row| row.usd).fold(0.0, f64::max);
    let items: String = shown.iter().map(|row| item(seen, row, usd(row), most)).collect();
    let left: f64 = rows.rows.iter().filter(|row| !shown.contains(row)).map(usd).sum();
    let rest = rest(seen, &rows, shown.len(), left, open);
    format!(
        "<section aria-labelledby=\"logs-by-{0}\"><h3 id=\"logs-by-{0}\">{1}</h3><ul class=\"logs-rows\">{items}</ul>{rest}</section>",
        word(side),
        heading(side),
    )
}

/// The first rows, and the chosen one wherever it stands.
fn shown(seen: &Seen, rows: &Rows, most: usize) -> Vec<Row> {
    let chosen = seen.filter.chosen(rows.side);
    // One row more is shorter than the words that it is left out.
    let most = if rows.rows.len() == most + 1 { most + 1 } else { most };
    let kept = |(at, row): &(usize, &Row)| *at < most || Some(row.key) == chosen;
    rows.rows.iter().enumerate().filter(kept).map(|(_, row)| *row).collect()
}

fn item(seen: &Seen, row: &Row, usd: f64, most: f64) -> String {
    let name = seen.name(row.key);
    let pressed = seen.filter.chosen(row.key.side()) == Some(row.key);
    let share = if most > 0.0 { (row.usd / most * 100.0).clamp(0.0, 100.0) } else { 0.0 };
    let dollars = dollars(row, usd, seen.locale);
    let title = seen.whole_name(row.key).filter(|whole| **whole != *name);
    let title = title.map(|whole| format!(" title=\"{}\"", escape(whole))).unwrap_or_default();
    format!(
        "<li><button type=\"button\" class=\"quiet\" id=\"logs-{id}\" data-ask=\"filter {ask}\" aria-pressed=\"{pressed}\"{title}>\
         <span>{name}</span><b>{dollars}</b>\
         <svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{share:.1}\" height=\"1\"/></svg>\
         </button></li>",
        id = asked(row.key).replace(' ', "-"),
        ask = asked(row.key),
        name = escape(&name),
    )
}

/// Dollars of a row as they are printed; what has no price did not cost $0.
pub(super) fn dollars(row: &Row, usd: f64, locale: &Locale) -> String {
    if row.unpriced == row.calls { "no price".into() } else { cents(usd, locale) }
}

/// What is not shown, and the button that shows it.
fn rest(seen: &Seen, rows: &Rows, shown: usize, usd: f64, open: bool) -> String {
    let hidden = rows.rows.len().saturating_sub(shown);
    if hidden == 0 && !open {
        return String::new();
    }
    let word = word(rows.side);
    let others = if rows.side == Side::Day { "earlier one" } else { "other" };
    let more = count(hidden, others, &format!("{others}s"), seen.locale);
    let left = format!("{more}: {}", cents(usd, seen.locale));
    let text = match (open, hidden) {
        (true, 0) => "Show fewer".into(),
        (true, _) => format!("Show fewer; {left}"),
        (false, _) => format!("And {left}"),
    };
    format!(
        "<button type=\"button\" class=\"quiet logs-more\" id=\"logs-more-{word}\" data-ask=\"more {word}\" aria-expanded=\"{open}\">{text}</button>"
    )
}
