//! The workbook, opened by another crate than the one that writes it.

use super::{TODAY, answer, asked, mixed, past_its_limit, typical};
use calamine::{Data, DataType, Range, Reader, Xlsx};
use sawtooth::decisions::payment::paid;
use sawtooth::prices::plans;
use sawtooth::scenario::Scenario;
use sawtooth::view::statement::{Cell, sheets, xlsx};
use std::io::Cursor;

type Book = Xlsx<Cursor<Vec<u8>>>;

fn bytes(scenario: &Scenario) -> Vec<u8> {
    asked(scenario, |asked| xlsx(asked).expect("a workbook"))
}

fn open(scenario: &Scenario) -> Book {
    Xlsx::new(Cursor::new(bytes(scenario))).expect("a workbook that opens")
}

fn values(book: &mut Book, name: &str) -> Range<Data> {
    book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_cell_is_the_one_of_the_table() {
    for scenario in [typical(), mixed(), past_its_limit()] {
        let mut book = open(&scenario);
        let names: Vec<String> = book.sheet_names();
        assert_eq!(names, ["Summary", "Assumptions", "Options", "Groups", "Months", "Breakdown"]);
        for sheet in asked(&scenario, sheets) {
            let read = values(&mut book, sheet.name);
            let rows = sheet.rows.iter().chain((!sheet.total.is_empty()).then_some(&sheet.total));
            for (at, cells) in rows.enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let found = read.get_value((at as u32 + 1, column as u32)).unwrap_or(&Data::Empty);
                    let what = format!("{} {at} {column}: {found:?} of {cell:?}", sheet.name);
                    match cell {
                        Cell::Nothing => assert!(found.is_empty(), "{what}"),
                        Cell::Text(text) | Cell::Link(text) => {
                            assert_eq!(found.get_string(), Some(text.as_str()), "{what}");
                        }
                        Cell::Day(day) => {
                            let (year, month, on, ..) =
                                found.get_datetime().expect("a date").to_ymd_hms_milli();
                            assert_eq!(format!("{year:04}-{month:02}-{on:02}"), day.to_string(), "{what}");
                        }
                        number => {
                            let found = found.as_f64().unwrap_or_else(|| panic!("no number: {what}"));
                            assert!((found - number.number().expect("a number")).abs() < 1e-9, "{what}");
                        }
                    }
                }
            }
        }
    }
}

/// Adds up what stands above each formula, as a spreadsheet would.
#[test]
fn each_formula_adds_up_to_its_result() {
    let mut checked = 0;
    for scenario in [typical(), mixed(), past_its_limit()] {
        let mut book = open(&scenario);
        for name in book.sheet_names() {
            let read = values(&mut book, &name);
            let formulas = book.worksheet_formula(&name).expect("formulas");
            let (top, left) = formulas.start().unwrap_or_default();
            for (row, column, formula) in formulas.used_cells() {
                let (row, column) = (row as u32 + top, column as u32 + left);
                let result = read.get_value((row, column)).and_then(Data::as_f64).expect("a result");
                let letter = char::from(b'A' + column as u8);
                assert_eq!(formula, &format!("SUM({letter}2:{letter}{row})"), "{name}");
                let above = (1..row).filter_map(|at| read.get_value((at, column)).and_then(Data::as_f64));
                let sum: f64 = above.sum();
                assert!((sum - result).abs() < 1e-6, "{name} {formula}: {sum} and {result}");
                checked += 1;
            }
        }
    }
    assert!(checked >= 3 * 10, "{checked} formulas");
}

#[test]
fn total_of_the_groups_is_the_estimate() {
    for scenario in [typical(), mixed()] {
        let usd = paid(&plans::shipped(), &answer(&scenario)).usd().expect("known");
        let mut book = open(&scenario);
        for (name, column) in [("Groups", 5), ("Breakdown", 8)] {
            let read = values(&mut book, name);
            let (last, _) = read.end().expect("rows");
            let total = read.get_value((last, column)).and_then(Data::as_f64).expect("a total");
            assert!((total - usd).abs() <= 0.005001, "{name}: {total} and {usd}");
        }
    }
}

#[test]
fn same_statement_makes_the_same_bytes() {
    assert_eq!(bytes(&mixed()), bytes(&mixed()));
    assert!(TODAY.to_string().starts_with("2026"));
}

/// What calamine does not read: formats, the link, the frozen head.
#[test]
fn workbook_is_formatted() {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes(&mixed()))).expect("a zip");
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
        text
    };
    // The format keeps what is behind the # apart.
    assert!(part("xl/worksheets/_rels/sheet1.xml.rels").contains("Target=\"https://example.org/\""));
    assert!(part("xl/worksheets/sheet1.xml").contains("location=\"s1~average1~"));
    let sheet = part("xl/worksheets/sheet6.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<cols>"));
    assert!(part("xl/styles.xml").contains("yyyy\\-mm\\-dd") || part("xl/styles.xml").contains("yyyy-mm-dd"));
    assert!(part("docProps/core.xml").contains("2026-11-30"));
}
