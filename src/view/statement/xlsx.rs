//! The statement as a workbook. Totals are formulas over the rows above them, each with its result,
//! so that they can be checked.

use super::Asked;
use super::sheets::{Cell, Sheet, sheets};
use crate::prices::Date;
use crate::view::labels::statement as labels;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatBorder, Formula, Url, Workbook, Worksheet, XlsxError,
};

/// The bytes of a file for Excel and others. The same statement makes the same bytes.
///
/// # Errors
/// What the format cannot hold, such as a text of more than 32,767 characters.
pub fn xlsx(asked: &Asked) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(year(asked.today), month(asked.today), day(asked.today))?;
    let title = sheets(asked).first().map(title_of).unwrap_or_default();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    for sheet in sheets(asked) {
        let place = book.add_worksheet();
        place.set_name(sheet.name)?;
        write(place, &sheet)?;
    }
    book.save_to_buffer()
}

fn title_of(summary: &Sheet) -> String {
    match summary.rows.first().and_then(|row| row.get(1)) {
        Some(Cell::Text(title)) => title.clone(),
        _ => labels::TITLE.into(),
    }
}

fn write(place: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
    for (column, text) in (0..).zip(&sheet.head) {
        place.write_with_format(0, column, *text, &head)?;
        place.set_column_width(column, width(sheet, usize::from(column)))?;
    }
    place.set_freeze_panes(1, 0)?;
    place.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            put(place, row, column, cell)?;
        }
    }
    for (column, cell) in (0..).zip(&sheet.total) {
        total(place, sheet.rows.len() as u32, column, cell)?;
    }
    Ok(())
}

fn put(place: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Nothing => {}
        Cell::Text(text) => drop(place.write(row, column, text)?),
        Cell::Link(address) => link(place, row, column, address)?,
        Cell::Day(on) => {
            let on = ExcelDateTime::from_ymd(year(*on), month(*on), day(*on))?;
            place.write_with_format(row, column, &on, &Format::new().set_num_format("yyyy-mm-dd"))?;
        }
        number => {
            place.write_with_format(row, column, number.number().unwrap_or_default(), &format(number))?;
        }
    }
    Ok(())
}

/// An address that the format has no room for stays a text.
fn link(place: &mut Worksheet, row: u32, column: u16, address: &str) -> Result<(), XlsxError> {
    if place.write_url(row, column, Url::new(address)).is_err() {
        place.write(row, column, address)?;
    }
    Ok(())
}

/// Below the last of `rows`: a number is the sum of its column.
fn total(place: &mut Worksheet, rows: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    let (row, bold) = (rows + 1, format(cell).set_bold().set_border_top(FormatBorder::Thin));
    match (cell, cell.number()) {
        (Cell::Text(text), _) => drop(place.write_with_format(row, column, text, &bold)?),
        (_, Some(sum)) if rows > 0 => {
            let (first, last) = (row_col_to_cell(1, column), row_col_to_cell(rows, column));
            let formula = Formula::new(format!("=SUM({first}:{last})")).set_result(sum.to_string());
            place.write_formula_with_format(row, column, formula, &bold)?;
        }
        _ => drop(place.write_blank(row, column, &bold)?),
    }
    Ok(())
}

fn format(cell: &Cell) -> Format {
    let code = match cell {
        Cell::Usd(_) => "$#,##0.00".into(),
        Cell::Session(_) => "$#,##0.0000".into(),
        Cell::Rate(_) => "#,##0.######".into(),
        Cell::Tokens(_) => "#,##0".into(),
        Cell::Number(_) => "#,##0.##".into(),
        Cell::Share(_) => "0.##%".into(),
        Cell::Amount(_, 0) => "#,##0".into(),
        Cell::Amount(_, decimals) => format!("#,##0.{}", "0".repeat(*decimals)),
        Cell::Nothing | Cell::Text(_) | Cell::Day(_) | Cell::Link(_) => return Format::new(),
    };
    Format::new().set_num_format(code)
}

/// Characters that a column has room for.
const WIDEST: usize = 60;
const NARROWEST: usize = 12;

fn width(sheet: &Sheet, column: usize) -> f64 {
    let longest = |cell: &Cell| match cell {
        Cell::Text(text) => text.chars().count(),
        _ => NARROWEST,
    };
    let cells = sheet.rows.iter().filter_map(|row| row.get(column)).map(longest);
    cells.max().unwrap_or(NARROWEST).clamp(NARROWEST, WIDEST) as f64 + 2.0
}

fn year(day: Date) -> u16 {
    day.year() as u16
}

fn month(day: Date) -> u8 {
    day.month() as u8
}

fn day(day: Date) -> u8 {
    day.day() as u8
}
