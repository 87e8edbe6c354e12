//! Every picture has the same numbers as a table; the receipt adds up.

use crate::harness::{DESK, PICTURES, Page, Shown, estimate_of, key, native};
use sawtooth::decisions::savings;
use sawtooth::prices::RateTable;
use sawtooth::prices::plans;
use sawtooth::scenario::{Preset, Scenario, august};
use sawtooth::view::{self, Figure, Locale, Texts};
use serde_json::json;

/// A picture as the library makes it, and whatever stands beside it.
fn figure(picture: &str, scenario: &Scenario) -> Option<(Figure, Texts)> {
    let (table, plans, locale) = (RateTable::shipped(), plans::shipped(), Locale::default());
    let answer = native(scenario);
    let optimized = view::spend::optimized(&table, &plans, &answer);
    let baseline = scenario.baseline.as_ref().map(|held| native(held));
    let ranked = savings::ranked(&table, &plans, &answer);
    match picture {
        "spend" => Some((
            view::spend::figure(&table, &answer, &optimized, baseline.as_ref(), &locale),
            view::spend::texts(&table, &answer, &optimized, baseline.as_ref(), &locale),
        )),
        "sawtooth" => {
            let others = view::sawtooth::Others {
                optimized: &optimized.pulled.scenario,
                baseline: baseline.as_ref().map(|baseline| &baseline.scenario),
            };
            view::sawtooth::figure(&table, &answer, &others, &locale)
                .zip(view::sawtooth::texts(&table, &answer, &others, &locale))
        }
        "plans" => Some((
            view::plans::figure(&plans, &answer, &locale),
            view::plans::texts(&plans, &answer, &locale),
        )),
        "levers" => Some((
            view::savings::figure(&optimized.pulled, &locale),
            view::savings::texts(&optimized.pulled, &ranked, &locale),
        )),
        "compacting" => {
            view::compaction::figure(&answer, &locale).zip(view::compaction::texts(&answer, &locale))
        }
        "lifetime" => view::lifetime::figure(&answer, &locale).zip(view::lifetime::texts(&answer, &locale)),
        _ => {
            let held = &baseline?.scenario;
            view::difference::figure(&table, held, &answer.scenario, &locale).zip(view::difference::texts(
                &table,
                held,
                &answer.scenario,
                &locale,
            ))
        }
    }
}

fn check(page: &Page, scenario: &Scenario) {
    page.expect(scenario);
    page.unfold();
    for picture in PICTURES {
        let Some((expected, texts)) = figure(picture, scenario) else {
            assert!(!page.shows(&format!("#{picture} svg")), "no {picture} for totals");
            continue;
        };
        let rows: Vec<_> = std::iter::once(&texts.table.head).chain(&texts.table.rows).cloned().collect();
        let shown = || page.table(&format!("#{picture} table"));
        page.until(&format!("{picture}'s table: {rows:?}"), || shown() == rows);
        assert!(page.text(&format!("#{picture}")).contains(&expected.title), "{picture}: {}", expected.title);
        assert!(page.shows(&format!("#{picture} svg")), "{picture} is drawn");
    }
}

#[test]
fn every_picture_has_its_table() {
    DESK.open(|page| check(page, &page.preset(Preset::Average)));
}

/// Held against another scenario, all of them show both.
#[test]
fn they_show_the_baseline_too() {
    DESK.without_page(|page| {
        page.load("");
        let mut s = page.preset(Preset::Heavy);
        s.baseline = Some(Box::new(august(Preset::Average, s.price_revision)));
        page.goto(&sawtooth::scenario::link::encode(&s));
        check(page, &s);
        for picture in ["sawtooth", "plans", "compacting", "lifetime"] {
            let drawn = || page.html(&format!("#{picture} svg"));
            page.until(&format!("the baseline in {picture}"), || drawn().contains("baseline $"));
        }
    });
}

#[test]
fn they_follow_the_scenario() {
    DESK.open(|page| {
        page.set_field("messages", "8");
        page.choose("compact", "at");
        let s = page.expect_change(&page.preset(Preset::Average), |s| {
            (s.work.messages, s.compaction.trigger) = (8.0, sawtooth::scenario::Trigger::Threshold);
        });
        check(page, &s);
    });
}

/// By hand: the spend table's totals are the library's months.
#[test]
fn the_spend_table_adds_up() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.unfold();
        let rows = page.table("#spend table");
        let yours = rows.iter().find(|row| row[0].starts_with("Yours") && !row[0].contains("optimized"));
        let yours = yours.expect("a row for yours");
        let month = native(&s).developer_month;
        assert!(yours[1..].iter().any(|cell| Shown::read(cell).is(month)), "{month} in {yours:?}");
    });
}

#[test]
fn the_receipt_is_the_librarys() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.unfold();
        let receipt = view::receipt::receipt(&native(&s), &Locale::default());
        let text = page.table("#receipt table").concat().join("|");
        for row in receipt.rows.iter().chain([&receipt.total]) {
            for cell in [&row.what, &row.tokens, &row.session, &row.month, &row.year] {
                assert!(text.contains(cell.as_str()), "{cell:?} of {row:?}");
            }
        }
        assert_eq!(estimate_of(&s).problems, []);
    });
}

/// The reader chooses the median session or a long one.
#[test]
fn the_table_toggles() {
    DESK.open(|page| {
        page.open_folds();
        for picture in PICTURES.into_iter().filter(|p| *p != "against") {
            let (table, button) = (format!("#{picture} table"), format!("#{picture} [data-table]"));
            let before = page.shows(&table);
            page.press(&button);
            page.until("the table to toggle", || page.shows(&table) != before);
            let state = page.run(
                "const b = document.querySelector(arguments[0]);
                return b.getAttribute('aria-expanded') ?? b.getAttribute('aria-pressed')",
                json!([button]),
            );
            assert_eq!(state, json!((!before).to_string()), "{picture} tells a screen reader");
        }
    });
}

/// By keys and by pointer: numbers in words, and a mark that covers nothing.
#[test]
fn a_picture_is_read_by_keys() {
    DESK.open(|page| {
        page.open_folds();
        for picture in PICTURES.into_iter().filter(|p| *p != "against") {
            page.focus(&format!("#{picture} .overlay"));
            page.keys(&key::DOWN.to_string().repeat(2));
            let readout = format!("#{picture}-readout");
            page.until("a readout", || page.text(&readout).contains('$'));
            assert!(page.shows(&format!("#{picture}-cursor")), "{picture} has a mark");
            let ground =
                format!("getComputedStyle(document.querySelector('#{picture}-cursor')).backgroundColor");
            let clear = page.is(&format!("{ground} === 'rgba(0, 0, 0, 0)'"));
            let bars = ["spend", "levers"].contains(&picture);
            assert_eq!(clear, bars, "a frame around a bar, a line through lines");
        }
    });
}
