//! The statement as plain text, for a terminal.

use super::{Assumption, Statement};
use crate::view::labels::statement as labels;

/// Characters of the first column of a list, and between columns of a table.
const FIRST: usize = 28;
const GAP: &str = "  ";

pub fn text(told: &Statement) -> String {
    let mut out = format!("{}\n{}\n", told.title, told.dates());
    if !told.note.is_empty() {
        out += &format!("{}\n", told.note);
    }
    out += &format!("\n{}\n", labels::SUMMARY);
    for fact in told.summary.iter().filter(|fact| !fact.text.is_empty()) {
        out += &format!("{GAP}{:<FIRST$}{}\n", fact.label, fact.text);
    }
    out += &listed(labels::ASSUMPTIONS, &told.assumptions);
    let head = told.options.head.iter().map(|head| (*head).to_string()).collect();
    let rows = told.options.rows.iter().map(|row| {
        let name =
            if row.about.is_empty() { row.name.clone() } else { format!("{} ({})", row.name, row.about) };
        let cells = [&row.month, &row.twelve_months, &row.against_now, &row.cheaper_from, &row.within_limit];
        std::iter::once(name).chain(cells.map(String::clone)).collect()
    });
    out += &format!("\n{}\n{}", labels::OPTIONS, columns(&[vec![head], rows.collect()].concat()));
    for note in &told.options.notes {
        out += &format!("{GAP}{note}\n");
    }
    if !told.groups.rows.is_empty() {
        let rows = [vec![told.groups.head.clone()], told.groups.rows.clone()].concat();
        out += &format!("\n{}\n{}", labels::GROUPS, columns(&rows));
    }
    out += &listed(labels::INPUTS, &told.inputs);
    out + &format!("\n{}\n", told.link)
}

fn listed(title: &str, all: &[Assumption]) -> String {
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|one| vec![one.label.clone(), one.value.clone(), format!("({})", one.source)])
        .collect();
    format!("\n{title}\n{}", columns(&rows))
}

/// Rows whose cells stand below one another.
fn columns(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let line = |row: &Vec<String>| {
        let cells: Vec<String> =
            row.iter().enumerate().map(|(at, cell)| format!("{cell:<0$}", width(at))).collect();
        format!("{GAP}{}\n", cells.join(GAP).trim_end())
    };
    rows.iter().map(line).collect()
}
