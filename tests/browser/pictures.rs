//! Every picture has the same numbers as a table; the breakdown adds up.

use crate::harness::{DESK, PICTURES, Page, Shown, estimate_of, key, native};
use sawtooth::decisions::actions::actions;
use sawtooth::decisions::bands::bands;
use sawtooth::decisions::breakdown::breakdown;
use sawtooth::decisions::range;
use sawtooth::model::draws::Points;
use sawtooth::prices::RateTable;
use sawtooth::prices::plans;
use sawtooth::scenario::{PayWith, Pays, Preset, Scenario, august};
use sawtooth::view::breakdown::PaidRow;
use sawtooth::view::receipt::Row;
use sawtooth::view::{self, Figure, Locale, Texts};
use serde_json::json;

/// A picture as the library makes it, and whatever stands beside it.
fn figure(picture: &str, scenario: &Scenario) -> Option<(Figure, Texts)> {
    let (table, plans, locale) = (RateTable::shipped(), plans::shipped(), Locale::default());
    let answer = native(scenario);
    let optimized = actions(&table, &answer).scenario;
    let baseline = scenario.baseline.as_ref().map(|held| native(held));
    match picture {
        "spend" => {
            let (table, answer, locale) = (&table, &answer, &locale);
            let (optimized, baseline) = (&optimized, baseline.as_ref());
            let points = Points::new(range::dimensions(scenario), range::POINTS);
            let bands = bands(table, scenario, answer, optimized, baseline, &points);
            let seen = view::spend::Seen { table, answer, optimized, baseline, bands, paid: None, locale };
            Some((view::spend::figure(&seen), view::spend::texts(&seen)))
        }
        "sawtooth" => {
            let others = view::sawtooth::Others {
                optimized: &optimized,
                baseline: baseline.as_ref().map(|baseline| &baseline.scenario),
            };
            view::sawtooth::figure(&table, &answer, &others, &locale)
                .zip(view::sawtooth::texts(&table, &answer, &others, &locale))
        }
        "plans" => Some((
            view::plans::figure(&plans, &answer, &locale),
            view::plans::texts(&plans, &answer, &locale),
        )),
        "compacting" => {
            view::compaction::figure(&answer, &locale).zip(view::compaction::texts(&answer, &locale))
        }
        "lifetime" => view::lifetime::figure(&answer, &locale).zip(view::lifetime::texts(&answer, &locale)),
        _ => {
            let held = &baseline?.scenario;
            let after = &answer.scenario;
            view::difference::figure(&table, held, after, &locale).zip(view::difference::texts(
                &table,
                &plans::shipped(),
                held,
                after,
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
        let css = format!("#{picture} table");
        page.until(&format!("{picture}'s table: {rows:?}"), || page.shows(&css) && page.table(&css) == rows);
        assert!(page.text(&format!("#{picture}")).contains(&expected.title), "{picture}: {}", expected.title);
        assert!(page.shows(&format!("#{picture} svg")), "{picture} is drawn");
    }
}

#[test]
fn every_picture_has_its_table() {
    DESK.open(|page| check(page, &page.preset(Preset::Average)));
}

/// Beside a baseline, all of them show both.
#[test]
fn they_show_the_baseline_too() {
    DESK.without_page(|page| {
        page.load("");
        let mut s = page.preset(Preset::Heavy);
        s.baseline = Some(Box::new(august(Preset::Average, s.price_revision)));
        page.goto_tool(&sawtooth::scenario::link::encode(&s));
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

/// Elements of a picture that stay are not drawn again; what came of many changes is what is drawn at once.
#[test]
fn pictures_that_changed_often_are_as_if_drawn_at_once() {
    DESK.open(|page| {
        page.unfold();
        for messages in ["9", "31", "30", "4", "12"] {
            page.set_field("messages", messages);
        }
        let s = page.expect_change(&page.preset(Preset::Average), |s| s.work.messages = 12.0);
        let all = ["spend", "sawtooth", "compacting", "lifetime"];
        let drawn = |picture: &str| {
            page.run("document.querySelector(arguments[0]).scrollIntoView()", json!([format!("#{picture}")]));
            // What changed while it was out of sight is drawn when it comes into it.
            let html = || page.html(&format!("#{picture} svg"));
            let last = std::cell::RefCell::new(String::new());
            page.until("a picture that stays", || {
                std::thread::sleep(std::time::Duration::from_millis(300));
                let now = html();
                last.replace(now.clone()) == now
            });
            last.into_inner()
        };
        page.until("rest", || page.is("!document.querySelector('.stale')"));
        let changed = all.map(drawn);
        // One's own link, which opens the tool at once.
        page.goto(&sawtooth::scenario::link::encode(&s));
        page.unfold();
        for (picture, changed) in all.into_iter().zip(changed) {
            page.until(&format!("{picture} as it is drawn at once"), || drawn(picture) == changed);
        }
    });
}

/// On a plan the bars are at API prices, and a line across them is at what is paid.
#[test]
fn on_a_plan_the_spend_picture_marks_what_is_paid() {
    DESK.open(|page| {
        let mut s = page.preset(Preset::Average);
        assert!(!page.text("#spend").contains("API prices"));
        page.select("#c-payer", "plan-max");
        s.pay_with(PayWith::Plan("max".into()));
        page.until("the heading", || page.text("#spend-title").contains("at API prices"));
        page.until("the line", || page.html("#spend svg").contains("you pay $100"));
        page.until("the scenario", || page.scenario().pays_with() == s.pays_with());
    });
}

/// By hand: the spend table's totals are the library's months.
#[test]
fn the_spend_table_adds_up() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.unfold();
        let rows = page.table("#spend table");
        let yours = rows.iter().find(|row| row[0] == view::labels::spend::YOURS).expect("a row for yours");
        let month = native(&s).developer_month;
        assert!(yours[1..].iter().any(|cell| Shown::read(cell).is(month)), "{month} in {yours:?}");
    });
}

/// Every cell of the breakdown, which adds up to what is paid.
fn check_breakdown(page: &Page, s: &Scenario) {
    let (plans, answer, locale) = (plans::shipped(), native(s), Locale::default());
    let broken = breakdown(&plans, &answer);
    let shown = view::breakdown::breakdown(&broken, &plans, &answer.scenario, &locale);
    let paid = |row: &PaidRow| vec![row.what.clone(), row.month.clone(), row.year.clone()];
    let own = |row: &Row| [&row.what, &row.month, &row.session, &row.tokens, &row.rate].map(Clone::clone);
    let mut rows: Vec<Vec<String>> = shown.paid.iter().chain([&shown.total]).map(paid).collect();
    let of_sections = shown.sections.iter().flat_map(|section| section.rows.iter().chain([&section.total]));
    rows.extend(of_sections.map(|row| own(row).to_vec()));
    let script = "return [...document.querySelectorAll('#receipt-body tr:not(.head)')]
        .filter(row => !row.closest('thead')).map(row => [...row.cells].map(cell => cell.textContent.trim()))";
    page.until(&format!("{rows:?}"), || page.run(script, json!([])) == json!(rows));
    assert!(Shown::read(&shown.total.month).is(broken.paid.usd().expect("a price")), "{:?}", shown.total);
}

#[test]
fn the_breakdown_adds_up_to_what_is_paid() {
    DESK.open(|page| {
        page.run("document.querySelector('#fold-receipt').open = true", json!([]));
        let s = page.preset(Preset::Average);
        check_breakdown(page, &s);
        assert_eq!(estimate_of(&s).problems, []);
    });
}

/// Groups of a team stand apart, each with its own session, and seats have a line.
#[test]
fn the_breakdown_of_a_mixed_team_names_groups_and_seats() {
    DESK.without_page(|page| {
        page.load("");
        let mut s = page.preset(Preset::Average);
        s.team.own = 8.0;
        s.set_number("heavy", 12.0);
        s.team.set_pays(1, Pays::Plan("team-premium".into()));
        page.goto_tool(&sawtooth::scenario::link::encode(&s));
        page.run("document.querySelector('#fold-receipt').open = true", json!([]));
        check_breakdown(page, &s);
        let text = page.text("#receipt-body");
        for says in ["12 seats", "(Heavy)", "8 developers"] {
            assert!(text.contains(says), "{says}: {text}");
        }
    });
}

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
            let bars = picture == "spend";
            assert_eq!(clear, bars, "a frame around a bar, a line through lines");
        }
    });
}
