//! Other vendors' models: sorted by their heads, one vendor alone, on a desk and on a phone.

use crate::harness::{DESK, Page, Setup, key, native};
use sawtooth::prices::plans;
use sawtooth::prices::vendors::VendorList;
use sawtooth::view::Locale;
use sawtooth::view::sortable::Sorting;
use sawtooth::view::vendors::{BY_MONTH, Sheet, sheet};
use serde_json::json;

const SIZES: [Setup; 2] = [DESK, DESK.size(390, 844)];
const INPUT: usize = 4;

#[track_caller]
fn open(page: &Page) -> Sheet {
    page.until("the fold", || page.count("#fold-vendors") == 1);
    // What is far out of sight on a phone is not rendered, so nothing there has a name yet.
    let open = "const e = document.getElementById('fold-vendors'); e.open = true; e.scrollIntoView()";
    page.run(open, json!([]));
    page.until("its inside", || page.shows("#vendors-table table"));
    let answer = native(&page.scenario());
    sheet(&VendorList::shipped(), &plans::shipped(), &answer, &Locale::default()).expect("a price")
}

/// The table's rows are those that the same functions make natively, in that order.
#[track_caller]
fn expect_rows(page: &Page, sheet: &Sheet, by: Sorting, vendor: Option<&str>) {
    let expected: Vec<String> =
        sheet.table.sorted(by, vendor).into_iter().map(|line| line.cells[0].text.clone()).collect();
    let script =
        "return [...document.querySelectorAll('#vendors-table tbody th > span')].map(e => e.firstChild.data)";
    page.until(&format!("{by:?} {vendor:?}"), || page.run(script, json!([])) == json!(expected));
}

#[test]
fn heads_sort_by_keyboard() {
    for size in SIZES {
        size.open(|page| {
            let sheet = open(page);
            let by = Sorting::by(BY_MONTH);
            expect_rows(page, &sheet, by, None);
            assert_eq!(page.count("#vendors-table [aria-sort]"), 1);
            page.focus(&format!("#vendors-table th:nth-child({}) button", INPUT + 1));
            page.keys(&key::ENTER.to_string());
            let by = by.pressed(INPUT);
            expect_rows(page, &sheet, by, None);
            assert!(page.is("document.activeElement.textContent === 'Input'"), "the head keeps the focus");
            page.until("its word", || page.count("#vendors-table th:nth-child(5)[aria-sort=ascending]") == 1);
            page.keys(" ");
            expect_rows(page, &sheet, by.pressed(INPUT), None);
            page.until("its word", || {
                page.count("#vendors-table th:nth-child(5)[aria-sort=descending]") == 1
            });
            assert_eq!(page.count("#vendors-table [aria-sort]"), 1);
            assert_eq!(page.axe(), Vec::<String>::new());
        });
    }
}

#[test]
fn one_vendor_stands_alone_beside_your_row() {
    for size in SIZES {
        size.open(|page| {
            let sheet = open(page);
            page.press_named("button", "Mistral");
            let by = Sorting::by(BY_MONTH);
            expect_rows(page, &sheet, by, Some("Mistral"));
            page.until("your row", || page.count("#vendors-table tr.marked") == 1);
            let yours = page.text("#vendors-table tr.marked td");
            assert_eq!(yours, page.text("#month"), "as at the top");
            page.press_named("button", "All vendors");
            expect_rows(page, &sheet, by, None);
        });
    }
}

/// Sorted and narrowed as it was, when the scenario moves on.
#[test]
fn the_order_stays_with_another_scenario() {
    DESK.open(|page| {
        open(page);
        page.press_named("button", "Google");
        page.press("#vendors-table th:nth-child(5) button");
        page.set_field("sessions", "12");
        page.until_scenario("twice the work", |s| s.work.sessions_per_day == 12.0);
        let answer = native(&page.scenario());
        let sheet = sheet(&VendorList::shipped(), &plans::shipped(), &answer, &Locale::default());
        let sheet = sheet.expect("a price");
        expect_rows(page, &sheet, Sorting::by(BY_MONTH).pressed(INPUT), Some("Google"));
        let yours = format!("yours {}.", page.text("#month"));
        page.until(&yours, || page.text("#finding-vendors").ends_with(&yours));
    });
}

#[test]
fn nothing_is_hidden_on_a_phone() {
    for width in [320, 390] {
        DESK.size(width, 844).open(|page| {
            let sheet = open(page);
            assert!(page.is("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
            let scrolls = "(e => e.scrollWidth > e.clientWidth)(document.getElementById('vendors-table'))";
            assert!(!page.is(scrolls), "the table needs no scrolling sideways");
            let shown = "return [...document.querySelectorAll('#vendors-table tbody td')]
                .filter(e => e.getBoundingClientRect().width > 0 && getComputedStyle(e).visibility === 'visible').length";
            let cells: usize = sheet.table.lines.iter().map(|line| line.cells.len() - 1).sum();
            assert_eq!(page.run(shown, json!([])), json!(cells));
        });
    }
}
