//! The tables of the files: their totals are those of the estimate, and of their own cells.

use super::{TODAY, answer, asked, mixed, past_its_limit, typical};
use sawtooth::decisions::payment::paid;
use sawtooth::prices::{date, plans};
use sawtooth::scenario::{Group, Preset, Scenario};
use sawtooth::view::statement::{Cell, Sheet, csv, sheets};

fn all(scenario: &Scenario) -> Vec<Sheet> {
    asked(scenario, sheets)
}

fn sheet(scenario: &Scenario, name: &str) -> Sheet {
    all(scenario).into_iter().find(|sheet| sheet.name == name).expect("such a sheet")
}

/// The total of a column.
fn total(sheet: &Sheet, head: &str) -> f64 {
    let at = sheet.head.iter().position(|one| *one == head).expect("such a column");
    sheet.total[at].number().expect("a number")
}

fn scenarios() -> [Scenario; 3] {
    [typical(), mixed(), past_its_limit()]
}

#[test]
fn totals_are_the_sums_of_their_columns() {
    for sheet in scenarios().iter().flat_map(all) {
        for (column, total) in sheet.total.iter().enumerate() {
            let Some(total) = total.number() else { continue };
            let sum: f64 = sheet.rows.iter().filter_map(|row| row[column].number()).sum();
            assert!((sum - total).abs() < 1e-6, "{} {}: {sum}, {total}", sheet.name, sheet.head[column]);
        }
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.head.len()), "{}", sheet.name);
    }
}

/// The months are then those of the budget's year, and so is their total.
#[test]
fn months_of_a_budget_that_differ_are_in_the_files() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
    (scenario.team.own, scenario.budget.year) = (20.0, 2_027.0);
    scenario.budget.days_off[1] = 10.0;
    let months = sheet(&scenario, "Months");
    assert_eq!(months.rows[0][0], Cell::Day(date(2027, 1, 1)));
    let usd = |month: usize| months.rows[month][1].number().expect("dollars");
    assert!((usd(1) - usd(0) / 2.0).abs() < 0.02 && (usd(2) - usd(0)).abs() < 0.02);
    let summary = sheet(&scenario, "Summary");
    let year = summary.rows.iter().find(|row| row[0] == Cell::Text("You pay in the budget year".into()));
    assert_eq!(year.expect("a row")[1].number(), months.total[1].number());
    let said = sheet(&scenario, "Assumptions").rows;
    let days = ["Days off", "February 10", "entered"].map(|text| Cell::Text(text.into()));
    assert!(said.contains(&days.to_vec()), "{said:?}");
    // A group's own stand beside them, and count in the months.
    scenario.add_group(Group { name: "Paris".into(), people: 20.0, ..Group::default() });
    scenario.team.set_days_off(1, Some([0.0; 12]));
    let months = sheet(&scenario, "Months");
    let usd = |month: usize| months.rows[month][1].number().expect("dollars");
    assert!((usd(1) - usd(0) * 0.75).abs() < 0.02, "{} {}", usd(0), usd(1));
    let said = sheet(&scenario, "Assumptions").rows;
    let days = ["Days off, Paris", "none", "entered"].map(|text| Cell::Text(text.into()));
    assert!(said.contains(&days.to_vec()), "{said:?}");
    scenario.budget = Default::default();
    assert!(sheet(&scenario, "Months").rows[0][0] != Cell::Day(date(2027, 1, 1)));
}

#[test]
fn totals_are_those_of_the_estimate() {
    for scenario in scenarios() {
        let paid = paid(&plans::shipped(), &answer(&scenario));
        let (month, year) = (paid.month.expect("known"), paid.year.expect("known"));
        let near =
            |one: f64, other: f64, cents: f64| assert!((one - other).abs() <= cents * 0.01, "{one}, {other}");
        let groups = sheet(&scenario, "Groups");
        near(total(&groups, "You pay, USD a month"), month.low, 0.5001);
        near(total(&groups, "You pay at most, USD a month"), month.high, 0.5001);
        near(total(&groups, "At API prices, USD a month"), paid.at_api_prices, 0.5001);
        let months = sheet(&scenario, "Months");
        assert_eq!(months.rows.len(), 12);
        near(total(&months, "You pay, USD a month"), year.low, 0.5001);
        near(total(&months, "You pay at most, USD a month"), year.high, 0.5001);
        let breakdown = sheet(&scenario, "Breakdown");
        near(total(&breakdown, "You pay, USD a month"), month.middle(), 0.5001);
        near(total(&breakdown, "You pay, USD in 12 months"), year.middle(), 0.5001);
        // Lines that are paid are rounded as what is paid.
        near(total(&breakdown, "At API prices, USD a month"), paid.at_api_prices, 3.0);
    }
}

#[test]
fn numbers_are_rounded() {
    let whole = |number: f64| (number - number.round()).abs() < 1e-6;
    for sheet in scenarios().iter().flat_map(all) {
        for cell in sheet.rows.iter().chain([&sheet.total]).flatten() {
            match cell {
                Cell::Usd(usd) => assert!(whole(usd * 100.0), "{usd}"),
                Cell::Tokens(tokens) => assert!(whole(*tokens), "{tokens}"),
                Cell::Session(usd) => assert!(whole(usd * 1e4), "{usd}"),
                Cell::Rate(usd) => assert!(whole(usd * 1e6), "{usd}"),
                _ => {}
            }
        }
    }
}

#[test]
fn csv_has_every_table_and_reads_as_one() {
    let text = asked(&mixed(), csv);
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv_reader(text);
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("CSV").iter().map(String::from).collect()).collect();
    for sheet in all(&mixed()) {
        let at = rows.iter().position(|row| row.len() == 1 && row[0] == sheet.name).expect("its name");
        assert_eq!(rows[at + 1], sheet.head);
        assert_eq!(rows[at + 2].len(), sheet.head.len());
    }
    let cell = |label: &str| rows.iter().find(|row| row[0] == label).map(|row| row[1].clone());
    assert_eq!(cell("Statement").as_deref(), Some("January budget"));
    assert_eq!(cell("Note").as_deref(), Some("Agreed with finance."));
    assert_eq!(cell("Date"), Some(TODAY.to_string()));
    assert!(cell("Link").expect("a link").starts_with("https://example.org/#s1~average1~"));
    assert_eq!(cell("Day of the exchange rate").as_deref(), Some("2026-11-28"));
    // The last binary digits are left out.
    assert!(!text.contains("0000001") && !text.contains("9999999"), "{text}");
}

fn csv_reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// A title of a link must not become a formula of the spreadsheet that opens it.
#[test]
fn title_is_no_formula() {
    let scenario = Scenario { name: "=HYPERLINK(\"https://example.org\")".into(), ..typical() };
    assert!(asked(&scenario, csv).contains("\"'=HYPERLINK(\"\"https://example.org\"\")\""));
}
