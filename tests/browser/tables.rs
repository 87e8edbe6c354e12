//! Tables copy as CSV, as they are shown.

use crate::harness::{DESK, Page, Setup};
use sawtooth::view::labels::table as labels;
use serde_json::json;

const NO_CLIPBOARD: Setup = DESK.before(
    "Object.defineProperty(navigator, 'clipboard', { value: undefined });
    window.files = [];
    const made = URL.createObjectURL;
    URL.createObjectURL = (blob) => { if (blob.type === 'text/csv') window.files.push(blob); return made.call(URL, blob); };",
);

/// What the button within an element copies.
fn copied(page: &Page, within: &str) -> Vec<Vec<String>> {
    page.run("navigator.clipboard.writeText('')", json!([]));
    page.press(&format!("{within} .copy-table"));
    page.until("the copy", || !page.clipboard().is_empty() && page.text("#status") == labels::COPIED);
    let text = page.clipboard();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("CSV").iter().map(String::from).collect()).collect()
}

#[test]
fn options_are_copied_as_they_are_shown() {
    DESK.open(|page| {
        let rows = copied(page, "#options");
        assert_eq!(rows[1], ["API", "now", "155", "1863", "now", "", "no limit"]);
        assert_eq!(rows.len(), 5, "others' plans are not shown");
        page.press("#all-plans");
        page.until("all plans", || page.is("document.getElementById('all-plans').ariaExpanded === 'true'"));
        assert!(copied(page, "#options").len() > 5);
    });
}

#[test]
fn vendors_are_copied_in_their_order_and_own_rates_from_their_fields() {
    DESK.open(|page| {
        page.run("document.querySelector('#fold-vendors').open = true", json!([]));
        page.until("the table", || page.shows("#vendors-table table"));
        page.press("#vendors-table thead th:first-child button");
        let rows = copied(page, "#vendors-table");
        let names: Vec<String> = rows.iter().skip(1).map(|row| row[0].to_ascii_lowercase()).collect();
        assert!(names.is_sorted(), "{names:?}");
        page.run("document.querySelector('#fold-prices').open = true", json!([]));
        page.type_over("#rate-claude-opus-5-5-lower-output", "12.5");
        page.until_scenario("the rate", |s| !s.overrides.is_empty());
        assert_eq!(copied(page, "#fold-prices")[1].last().map(String::as_str), Some("12.5"));
    });
}

#[test]
fn table_is_a_file_where_the_clipboard_is_closed() {
    NO_CLIPBOARD.open(|page| {
        page.press("#options .copy-table");
        page.until("the sentence", || page.text("#status") == labels::SAVED);
        let text = page.run_async("window.files[0].text().then(done)");
        assert!(text.as_str().is_some_and(|text| text.starts_with("Plan,")), "{text}");
    });
}
