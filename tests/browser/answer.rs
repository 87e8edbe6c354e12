//! The answer at the top: there at once, the library's own, by every way of asking.

use crate::harness::{DESK, Page, Shown, estimate_of, native};
use sawtooth::scenario::{Basis, PayPer, Payment, Preset};
use sawtooth::view::{Locale, answer};

#[test]
fn the_answer_is_the_librarys() {
    DESK.open(|page| {
        let scenario = page.preset(Preset::Average);
        page.expect(&scenario);
        let headline = answer::headline(&estimate_of(&scenario), &Locale::default()).expect("a price");
        assert_eq!(page.text("#month"), headline.month);
        let sentence = page.text("#answer-sentence");
        let shown = format!("{} {sentence}", page.text("#month"));
        for part in [&headline.month, &headline.basis, &headline.rest] {
            assert!(shown.contains(part.as_str()), "{part:?} is not in {shown:?}");
        }
    });
}

#[test]
fn the_answer_stands_in_the_page_before_the_program() {
    const NO_PROGRAM: &str = "delete window.WebAssembly";
    DESK.before(NO_PROGRAM).without_page(|page| {
        page.load("");
        page.until("the answer as HTML", || page.shows("#app"));
        let shown = page.text("#app");
        let expected = answer::headline(&estimate_of(&page.preset(Preset::Average)), &Locale::default());
        assert!(shown.contains(&expected.expect("a price").month), "{shown:?}");
        page.expect_in_console("WebAssembly");
    });
}

#[test]
fn how_i_work() {
    DESK.open(|page| {
        let mut s = page.preset(Preset::Average);
        for (key, text) in [("sessions", "6"), ("days", "18"), ("messages", "2.5")] {
            page.set_field(key, text);
            let number: f64 = text.parse().expect("a number");
            s = page.expect_change(&s, |s| (sawtooth::scenario::field(key).expect("a field").set)(s, number));
        }
        for (word, payment) in [("subscription", Payment::Subscription), ("cloud", Payment::Cloud)] {
            page.choose("payment", word);
            s = page.expect_change(&s, |s| s.payment = payment);
        }
    });
}

#[test]
fn what_i_pay() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.choose("know", "paid");
        let s = page.expect_change(&s, |s| s.basis = Basis::Pay);
        page.set_field("paid", "20");
        let s = page.expect_change(&s, |s| s.pay.amount = 20.0);
        page.choose("paidPer", "month");
        let s = page.expect_change(&s, |s| s.pay.per = PayPer::Month);
        page.set_field("paid", "300");
        let s = page.expect_change(&s, |s| s.pay.amount = 300.0);
        // The shown month is what was paid, as near as whole requests come to it.
        assert!((page.month().value - 300.0).abs() <= native(&s).anchor_miss.abs() + 0.5);
        let implied = answer::anchored(&s, &native(&s), &Locale::default()).expect("dollars were given");
        assert!(page.text("body").contains(&implied), "the page says what $300 implies: {implied}");
    });
}

#[test]
fn dollars_that_no_session_costs() {
    DESK.open(|page| {
        page.choose("know", "paid");
        page.set_field("paid", "0.01");
        page.until("a problem at the dollars", || !page.text("#p-paid").is_empty());
        page.set_field("paid", "20");
        page.until("the problem to go", || page.text("#p-paid").is_empty());
    });
}

#[test]
fn my_sessions_tokens() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.choose("know", "totals");
        let mut s = page.expect_change(&s, |s| s.basis = Basis::Totals);
        let counts =
            [("totalInput", "12k", 12e3), ("totalWrite5m", "1.5M", 1.5e6), ("totalRead", "40M", 40e6)];
        for (key, text, count) in counts {
            page.set_field(key, text);
            s = page.expect_change(&s, |s| (sawtooth::scenario::field(key).expect("a field").set)(s, count));
        }
        // Nothing is lost on the way back.
        page.choose("know", "work");
        page.expect_change(&s, |s| s.basis = Basis::Work);
    });
}

#[test]
fn i_do_not_know() {
    DESK.open(|page| {
        page.choose("know", "unknown");
        for preset in [Preset::Light, Preset::Heavy, Preset::Average] {
            page.press(&preset_button(page, preset));
            page.expect(&page.preset(preset));
        }
    });
}

/// $0.34 a session and $37 a month, as a popular guide has them.
#[test]
fn the_textbook_preset() {
    DESK.open(|page| {
        page.choose("know", "unknown");
        page.press(&preset_button(page, Preset::Textbook));
        let s = page.preset(Preset::Textbook);
        page.expect(&s);
        assert_eq!(page.month(), Shown { value: 37.0, half: 0.5 });
        assert!(page.text("#answer").contains("$0.34"), "{}", page.text("#answer"));
    });
}

#[test]
fn a_team_has_a_total_and_a_price_each() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.set_field("developers", "3");
        page.set_field("heavy", "2");
        let s = page.expect_change(&s, |s| (s.team.own, s.team.heavy) = (3.0, 2.0));
        let sentence = page.text("#answer-sentence");
        let each = Locale::default().money(native(&s).month.total / 5.0);
        assert!(sentence.contains("5 developers") && sentence.contains(&each), "{sentence}");
    });
}

/// The visible one of a preset's buttons, should it stand in a menu as well.
fn preset_button(page: &Page, preset: Preset) -> String {
    let all = format!("button[data-preset=\"{}\"]", preset.key());
    page.until(&all, || page.count(&all) > 0);
    page.visible_one(&all)
}

#[test]
fn every_preset_opens_from_its_link() {
    DESK.open(|page| {
        for preset in Preset::ALL {
            let scenario = page.preset(preset);
            page.goto(&sawtooth::scenario::link::encode(&scenario));
            page.expect(&scenario);
        }
    });
}
