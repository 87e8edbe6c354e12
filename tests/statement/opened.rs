//! The workbook as openpyxl opens it: its numbers and formulas are those of the statement's tables.

use super::{asked, mixed, past_its_limit, typical};
use sawtooth::scenario::Scenario;
use sawtooth::view::statement::{Cell, sheets, xlsx};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Its sheets by their names.
fn opened(scenario: &Scenario, name: &str) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tools =
        Command::new(root.join("scripts/tools.sh")).arg("workbook-python").output().expect("a script");
    let python = String::from_utf8(tools.stdout).expect("a path");
    assert!(Path::new(python.trim()).exists(), "scripts/tools.sh workbook installs what this test needs");
    let file = std::env::temp_dir().join(format!("sawtooth-{}-{name}.xlsx", std::process::id()));
    std::fs::write(&file, asked(scenario, |asked| xlsx(asked).expect("a workbook"))).expect("a file");
    let script = root.join("tests/statement/opened.py");
    let ran = Command::new(python.trim()).arg(script).arg(&file).output().expect("python");
    std::fs::remove_file(file).expect("the file");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).expect("JSON")
}

fn is_near(found: &Value, number: f64) -> bool {
    found.as_f64().is_some_and(|found| (found - number).abs() < 1e-6)
}

#[test]
fn openpyxl_reads_every_number_and_formula() {
    let mut formulas = 0;
    for (name, scenario) in [("typical", typical()), ("mixed", mixed()), ("limit", past_its_limit())] {
        let book = opened(&scenario, name);
        for sheet in asked(&scenario, sheets) {
            let rows = book[sheet.name].as_array().unwrap_or_else(|| panic!("no {}", sheet.name));
            assert_eq!(
                rows.len(),
                1 + sheet.rows.len() + usize::from(!sheet.total.is_empty()),
                "{}",
                sheet.name
            );
            assert_eq!(rows[0], serde_json::json!(sheet.head), "{}", sheet.name);
            for (at, cells) in sheet.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let found = &rows[at + 1][column];
                    let is_same = match cell {
                        Cell::Nothing => found.is_null(),
                        Cell::Text(text) | Cell::Link(text) => found == text.as_str(),
                        Cell::Day(day) => found == day.to_string().as_str(),
                        number => is_near(found, number.number().expect("a number")),
                    };
                    assert!(is_same, "{} {at} {column}: {found} of {cell:?}", sheet.name);
                }
            }
            for (column, total) in sheet.total.iter().enumerate() {
                let found = &rows[sheet.rows.len() + 1][column];
                let Some(number) = total.number() else {
                    assert!(!found.is_object(), "{found} of {total:?}");
                    continue;
                };
                assert!(is_near(&found["result"], number), "{}: {found} of {total:?}", sheet.name);
                assert!(is_near(&found["sum"], number), "{}: {found} adds up to {total:?}", sheet.name);
                formulas += 1;
            }
        }
    }
    assert!(formulas >= 3 * 10, "{formulas} formulas");
}
