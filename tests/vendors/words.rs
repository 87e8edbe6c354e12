//! The table of other vendors, as it is read.

use sawtooth::model::estimate::estimate;
use sawtooth::prices::RateTable;
use sawtooth::prices::plans::shipped as plans;
use sawtooth::prices::vendors::VendorList;
use sawtooth::scenario::{Basis, Preset, Scenario};
use sawtooth::view::Locale;
use sawtooth::view::sortable::{Line, Sorting};
use sawtooth::view::vendors::{BY_MONTH, HEAD, Sheet, finding, sheet};

use super::TODAY;

fn shown(change: impl Fn(&mut Scenario)) -> (String, Sheet) {
    let table = RateTable::shipped();
    let mut scenario = Preset::Average.scenario(TODAY, table.revision);
    change(&mut scenario);
    let answer = estimate(&table, &scenario).answer.expect("a price");
    let (list, locale) = (VendorList::shipped(), Locale::default());
    let sheet = sheet(&list, &plans(), &answer, &locale).expect("a price");
    (finding(&list, &plans(), &answer, &locale), sheet)
}

fn cells(line: &Line) -> Vec<String> {
    let whole = |cell: &sawtooth::view::sortable::Cell| match cell.more.is_empty() {
        true => cell.text.clone(),
        false => format!("{} ({})", cell.text, cell.more.join("; ")),
    };
    line.cells.iter().map(whole).collect()
}

#[test]
fn the_typical_table_is_this() {
    let (finding, sheet) = shown(|_| {});
    let lines = sheet.table.sorted(Sorting::by(BY_MONTH), None);
    let rows: Vec<String> = lines.iter().map(|line| cells(line).join(" | ")).collect();
    let text = [finding, sheet.table.caption, HEAD.join(" | "), rows.join("\n"), sheet.notes.join("\n")];
    insta::assert_snapshot!(text.join("\n\n"));
}

#[test]
fn your_row_is_marked_and_stays_with_every_vendor() {
    let (_, sheet) = shown(|_| {});
    for vendor in sheet.table.groups() {
        let lines = sheet.table.sorted(Sorting::by(BY_MONTH), Some(&vendor));
        assert_eq!(lines.iter().filter(|line| line.is_marked).count(), 1, "{vendor}");
        assert!(lines.iter().all(|line| line.is_marked || line.group == vendor));
        assert!(lines.len() > 1, "{vendor}");
    }
}

#[test]
fn nothing_is_shown_as_zero_dollars() {
    let (_, sheet) = shown(|_| {});
    for line in &sheet.table.lines {
        assert_eq!(line.cells.len(), HEAD.len());
        assert!(line.cells.iter().all(|cell| cell.text != "$0" && !cell.text.is_empty()), "{line:?}");
    }
}

#[test]
fn totals_say_that_steps_are_not_seen() {
    let (_, sheet) = shown(|s| s.basis = Basis::Totals);
    assert!(sheet.notes.iter().any(|note| note.starts_with("Totals do not show")), "{:?}", sheet.notes);
}

#[test]
fn no_work_is_no_price() {
    let (finding, _) = shown(|s| s.work.active_days = 0.0);
    assert_eq!(finding, "There is no work to price elsewhere.");
}

/// The page's words: at most 20 in a sentence.
#[test]
fn sentences_are_short() {
    let (finding, sheet) = shown(|s| s.discount = 0.15);
    let listed = |note: &&String| !note.starts_with("Ended");
    for text in sheet.notes.iter().filter(listed).chain([&finding]) {
        for sentence in text.split(". ") {
            assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
        }
    }
}
