//! Four people with a question each, on a desk and on a phone. What they touch is found by role
//! and name, as a screen reader tells it.

use crate::harness::{DESK, Page, RUNS, Setup, headline_of, native};
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, Scenario};
use serde_json::json;

const SIZES: [Setup; 2] = [DESK, DESK.size(390, 844)];

/// A developer who was billed $300.
#[test]
fn developer_with_a_bill_sees_it_met() {
    for size in SIZES {
        size.open(|page| {
            page.pick("My bill");
            page.fill("I paid", "300");
            page.until("the bill", || page.text("#month") == "$300");
            assert_eq!(page.text("#basis"), "your bill");
            assert_eq!(format!("{:.2}", native(&page.scenario()).month.total), "300.00");
            page.until("its actions", || page.text("#action-total").starts_with("$300 −"));
            page.press_named("button", "Stop fitting to the bill");
            page.until("no fit", || page.text("#basis") == "on the API");
        });
    }
}

/// A lead of 20: one total, wherever one looks.
#[test]
fn lead_of_twenty_sees_one_total() {
    for size in SIZES {
        size.open(|page| {
            page.pick("A team");
            page.until("the first group", || page.shows("#group-developers"));
            page.fill("On this profile, people", "20");
            page.until("the total", || page.text("#month") == "$3,106");
            page.until("the same in the table", || page.text("#option-api td") == "$3,106");
            page.until("and in the actions", || page.text("#action-total").starts_with("$3,106 −"));
            assert!(page.text("#basis").contains("20 developers, $155 each"));
            assert_eq!(page.text("#spend-title"), "Monthly spend, per developer");
        });
    }
}

/// Finance opens a link: its title, note and date are in the first screen.
#[test]
fn opened_link_shows_title_note_and_date() {
    for size in SIZES {
        size.without_page(|page| {
            page.load("");
            let s = Scenario {
                name: "January budget".into(),
                note: "Agreed with finance.".into(),
                ..page.preset(Preset::Heavy)
            };
            page.goto(&link::encode(&s));
            page.until("its number", || page.text("#month") == headline_of(&s).money);
            let named = page.text("#named");
            assert!(named.contains("January budget") && named.contains("opened"), "{named}");
            assert_eq!(page.text("#named-note"), "Agreed with finance.");
            for id in ["named", "named-note", "month"] {
                let bottom = format!("document.getElementById('{id}').getBoundingClientRect().bottom");
                assert!(page.is(&format!("{bottom} < innerHeight - 60")), "{id} is in sight");
            }
            // Their numbers are not kept as one's own.
            assert_eq!(page.stored(), "\"[]\"");
        });
    }
}

/// A subscriber on Max, whose weekly limit shows 60%.
#[test]
fn subscriber_sees_the_price_of_the_plan_and_points_of_the_limit() {
    for size in SIZES {
        size.open(|page| {
            page.choose_named("I pay with", "plan-max");
            page.until("the price", || page.text("#month") == "$100");
            assert!(
                page.text("#from-what").contains("weekly use not entered"),
                "{}",
                page.text("#from-what")
            );
            page.fill("My weekly limit shows", "60");
            page.until("the share", || page.text("#from-what").contains("about 60% of your limit"));
            assert_eq!(page.text("#month"), "$100");
            page.until("points", || page.text("#e-sessions").ends_with("points of your weekly limit"));
            page.until("points of actions", || page.text("#action-total").contains("% of your weekly limit"));
            assert!(!page.text("#actions").contains('$'), "{}", page.text("#actions"));
            // What was typed stays; what is past its limit is said where it was typed.
            page.fill("used, and resets in", "9");
            page.until("a problem", || !page.text("#p-f-resets").is_empty());
            assert_eq!(page.text("#month"), "$100");
        });
    }
}

/// The program waits until the test lets it start; the rest of the page, which it asks for, does not.
const HELD: Setup = DESK.before(
    "const real = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...all) => {
        if (!window.go) await new Promise((go) => { window.go = go; });
        return real.apply(WebAssembly, all);
    };",
);

fn let_start(page: &Page) {
    page.run("window.go()", json!([]));
    page.until("the program", || page.is(RUNS));
}

/// What was typed before the program is there is kept, with focus, caret and open folds, also
/// where an extension put an element of its own beside the field.
#[test]
fn what_was_typed_before_the_program_starts_is_kept() {
    HELD.without_page(|page| {
        page.load("");
        page.until("the program to wait", || page.is("!!window.go"));
        page.run(
            "const mine = document.createElement('div'); mine.className = 'foreign'; mine.textContent = 'P';
             document.querySelector('#f-sessions').after(mine);
             document.querySelector('#fold-more-inputs').open = true",
            json!([]),
        );
        page.focus("#f-sessions");
        page.keys("12");
        page.run("document.activeElement.setSelectionRange(1, 1)", json!([]));
        let_start(page);
        page.until("what was typed", || page.value("#f-sessions") == "12");
        assert!(page.is("document.activeElement.id === 'f-sessions'"));
        assert!(page.is("document.activeElement.selectionStart === 1"));
        assert!(page.is("document.querySelector('#fold-more-inputs').open"));
        let mut s = page.preset(Preset::Average);
        s.work.sessions_per_day = 12.0;
        page.expect(&s);
    });
}

/// Nobody who opens a link, or comes back, is shown a number that is not theirs.
#[test]
fn first_paint_of_a_link_has_no_number() {
    HELD.without_page(|page| {
        page.load("");
        page.until("the first paint", || page.shows("#month"));
        assert!(page.is("getComputedStyle(document.querySelector('#month')).visibility === 'visible'"));
        page.until("the program to wait", || page.is("!!window.go"));
        let_start(page);
        page.set_field("sessions", "9");
        page.until("it to be stored", || page.stored().contains("sessions-9"));
        for (fragment, words) in [
            (link::encode(&page.preset(Preset::Heavy)), "in this link"),
            (String::new(), "your last scenario"),
        ] {
            page.load(&fragment);
            page.until("the sentence", || page.text("body").contains(words));
            assert!(page.is("getComputedStyle(document.querySelector('#month')).visibility === 'hidden'"));
            page.until("the program to wait", || page.is("!!window.go"));
            let_start(page);
            page.until("a number", || {
                page.is("getComputedStyle(document.querySelector('#month')).visibility === 'visible'")
            });
            assert!(!page.text("body").contains(words));
        }
    });
}
