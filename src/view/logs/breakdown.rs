//! What was spent by day, model, project, session, token class and source. Each row can be
//! chosen, and then filters the other sides.

use serde::{Deserialize, Serialize};

use super::names::{heading, row_id, word};
use super::steps::{Step, figure};
use super::words::printed_rows;
use super::{LogsState, Question, TabledFigure};
use crate::logs::date_of;
use crate::logs::spend::{Filter, Key, Row, Rows, Side, Total};
use crate::view::labels::logs as labels;
use crate::view::waterfall::cents;
use crate::view::{Locale, Table, words};

/// Rows of a side that are shown at first, and at most.
const FEW: usize = 8;
const MANY: usize = 100;
/// Days that are drawn beside each other.
const MOST_DAYS: i64 = 1_000;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Breakdown {
    pub filters: Filters,
    /// Every day from the first to the last.
    pub days: Option<TabledFigure>,
    pub sides: Vec<SideView>,
}

/// What is chosen, in the order of the sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filters {
    /// "$0.15 of $1.19".
    pub says: String,
    pub chips: Vec<Chip>,
}

/// A choice that can be taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chip {
    pub press: Question,
    /// The side's word: there is one choice a side.
    pub id: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SideView {
    /// The side's word.
    pub id: String,
    pub heading: String,
    /// Those to be shown at first, and those that [`More`] shows.
    pub rows: Vec<RowView>,
    pub more: Option<More>,
}

/// The button that shows all rows, or few again: its text in both cases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct More {
    pub show: String,
    pub hide: String,
}

/// A row that can be pressed: a name, its dollars, and a bar as long as its share of the largest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowView {
    pub press: Question,
    /// One of a kind among all rows: "model-0".
    pub id: String,
    pub name: String,
    /// What the name leaves out.
    pub whole_name: Option<String>,
    pub usd: String,
    /// 0 to 1.
    pub share: f64,
    pub is_chosen: bool,
    /// Whether it is shown before all are.
    pub is_first: bool,
}

impl RowView {
    /// A row with its dollars as printed, beside rows of which the largest has `most`.
    pub(super) fn new(state: &LogsState, row: &Row, usd: f64, most: f64) -> RowView {
        let name = state.name(row.key);
        let share = if row.usd > 0.0 && most > 0.0 { (row.usd / most).min(1.0) } else { 0.0 };
        RowView {
            press: Question::Filter(row.key),
            id: row_id(row.key),
            whole_name: state.whole_name(row.key).filter(|whole| **whole != *name).map(String::from),
            name,
            usd: dollars(row, usd, state.locale),
            share: libm::round(share * 1e3) / 1e3,
            is_chosen: state.filter.chosen(row.key.side()) == Some(row.key),
            is_first: true,
        }
    }
}

/// Everything that a choice filters but the folds.
pub fn breakdown(state: &LogsState) -> Breakdown {
    Breakdown {
        filters: filters(state),
        days: days(state),
        sides: Side::ALL.into_iter().filter_map(|side| side_view(state, side)).collect(),
    }
}

fn filters(state: &LogsState) -> Filters {
    let usd = |total: &Total| total.usd().map_or("no price".into(), |usd| cents(usd, state.locale));
    let everything = usd(&state.books.total(&Filter::default()));
    let says = match state.filter.is_empty() {
        true => format!("Everything is shown: {everything}."),
        false => format!("{} of {everything}.", usd(state.total())),
    };
    let chip =
        |key: Key| Chip { press: Question::Filter(key), id: word(key.side()).into(), name: state.name(key) };
    Filters { says, chips: state.filter.keys().map(chip).collect() }
}

/// The same days whatever is chosen, so that pictures can be compared.
fn days(state: &LogsState) -> Option<TabledFigure> {
    let (first, last) =
        state.books.days().filter(|(first, last)| (1..MOST_DAYS).contains(&(last - first)))?;
    let rows = state.books.rows(Side::Day, state.filter).rows;
    let day = |row: &Row| if let Key::Day(day) = row.key { day } else { 0 };
    let chosen = state.filter.chosen(Side::Day);
    let step = |at: i64| Step {
        value: rows.iter().find(|row| day(row) == at).map_or(0.0, |row| row.usd),
        name: words::day(date_of(at)),
        is_labelled: at == first || at == last,
        is_pale: chosen.is_some_and(|key| key != Key::Day(at)),
    };
    let all: Vec<Step> = (first..=last).map(step).collect();
    let most = rows.iter().max_by(|a, b| a.usd.total_cmp(&b.usd));
    let most = most.map(|row| format!("{}, {}", state.name(row.key), cents(row.usd, state.locale)));
    let title = format!("Cost by day; the most on {}", most.unwrap_or_default());
    let figure = figure(title, "Dollars a day", &all, state.locale);
    Some(TabledFigure { figure, table: table(&all, state.locale) })
}

fn table(days: &[Step], locale: &Locale) -> Table {
    let with_cost = days.iter().filter(|day| day.value > 0.0);
    Table {
        caption: "Cost by day".into(),
        head: [labels::DAY, labels::COST].map(String::from).to_vec(),
        rows: with_cost.map(|day| vec![day.name.clone(), cents(day.value, locale)]).collect(),
    }
}

fn side_view(state: &LogsState, side: Side) -> Option<SideView> {
    let mut rows = state.books.rows(side, state.filter);
    if side == Side::Day {
        rows.rows.reverse();
    }
    let chosen = state.filter.chosen(side);
    if side == Side::Whose && rows.rows.len() < 2 && chosen.is_none() {
        return None;
    }
    // Printed together with what is left out, so that all of it adds up, and a row reads the
    // same wherever it stands.
    let printed: Vec<f64> = printed_rows(&rows).into_iter().map(|(_, usd)| usd).collect();
    let most = rows.rows.iter().map(|row| row.usd).fold(0.0, f64::max);
    let few = first_rows(&rows, FEW);
    let is_shown = |at: usize, most: usize| at < most || Some(rows.rows[at].key) == chosen;
    let view = |at: usize| RowView {
        is_first: is_shown(at, few),
        ..RowView::new(state, &rows.rows[at], printed[at], most)
    };
    let all = (0..rows.rows.len()).filter(|at| is_shown(*at, first_rows(&rows, MANY))).map(view);
    let hidden = |most: usize| {
        let left = (0..rows.rows.len()).filter(|at| !is_shown(*at, most));
        left.fold((0, 0.0), |(rows, usd), at| (rows + 1, usd + printed[at]))
    };
    Some(SideView {
        id: word(side).into(),
        heading: heading(side).into(),
        rows: all.collect(),
        more: more(side, hidden(few), hidden(first_rows(&rows, MANY)), state.locale),
    })
}

/// One row more is shorter than the words that it is left out.
fn first_rows(rows: &Rows, most: usize) -> usize {
    if rows.rows.len() == most + 1 { most + 1 } else { most }
}

/// What is hidden while few are shown and while many are: how many rows and their dollars.
fn more(side: Side, few: (usize, f64), many: (usize, f64), locale: &Locale) -> Option<More> {
    let other = if side == Side::Day { "earlier" } else { "more" };
    let left = |(rows, usd)| format!("{} {other}: {}", locale.fixed(rows as f64, 0), cents(usd, locale));
    let hide = match many.0 {
        0 => "Show fewer".into(),
        _ => format!("Show fewer; {}", left(many)),
    };
    (few.0 > 0).then(|| More { show: format!("Show {}", left(few)), hide })
}

/// Dollars of a row as they are printed; what has no price did not cost $0.
fn dollars(row: &Row, usd: f64, locale: &Locale) -> String {
    if row.has_price() { cents(usd, locale) } else { "no price".into() }
}
