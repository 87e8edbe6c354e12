//! The statement as one CSV file: the same tables as the workbook, one below the other.

use super::Asked;
use super::sheets::{Cell, sheets};
use crate::view::csv::{guarded, records};
use crate::view::receipt::plain;

/// Spreadsheets take a file without it for one in an old encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Each table after a line with its name, and an empty line between two.
pub fn csv(asked: &Asked) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    for (n, sheet) in sheets(asked).iter().enumerate() {
        if n > 0 {
            out += "\r\n";
        }
        let head = sheet.head.iter().map(|head| (*head).to_string()).collect();
        let total = (!sheet.total.is_empty()).then_some(&sheet.total);
        let body = sheet.rows.iter().chain(total).map(|row| row.iter().map(written).collect());
        out += &records([vec![sheet.name.into()], head].into_iter().chain(body));
    }
    out
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) | Cell::Link(text) => guarded(text),
        Cell::Day(day) => day.to_string(),
        number => number.number().map(plain).unwrap_or_default(),
    }
}
