//! The answer at the top: there at once, the library's own, by every way of asking.

use crate::harness::{DESK, Shown, headline_of, native};
use sawtooth::prices::plans;
use sawtooth::scenario::{Basis, Cloud, PayPer, PayWith, Preset, Team};
use sawtooth::view::{Locale, payer};

#[test]
fn answer_is_the_library_s() {
    DESK.open(|page| {
        let scenario = page.preset(Preset::Average);
        page.expect(&scenario);
        let expected = headline_of(&scenario);
        assert_eq!(page.text("#month"), expected.money);
        assert_eq!(page.text("#basis"), expected.on_what);
        assert!(page.text("#from-what").contains(&expected.from_what), "{}", page.text("#from-what"));
        // Heard by a screen reader once the numbers rest, as one sentence.
        page.set_field("sessions", "5");
        let five = page.expect_change(&scenario, |s| s.work.sessions_per_day = 5.0);
        page.until("the sentence", || page.text("#spoken") == headline_of(&five).sentence());
    });
}

#[test]
fn answer_stands_in_the_page_before_the_program() {
    const NO_PROGRAM: &str = "delete window.WebAssembly";
    DESK.before(NO_PROGRAM).without_page(|page| {
        page.load("");
        page.until("the answer as HTML", || page.shows("#app"));
        let shown = page.text("#app");
        let expected = headline_of(&page.preset(Preset::Average));
        assert!(shown.contains(&expected.money), "{shown:?}");
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
    });
}

/// Who is paid sets what is large; the work stays.
#[test]
fn payer_sets_the_headline() {
    DESK.open(|page| {
        let mut next = page.preset(Preset::Average);
        for with in [PayWith::Plan("max".into()), PayWith::Cloud(Cloud::BedrockRegional), PayWith::ApiKey] {
            let choice = payer::choices(&plans::shipped(), &next).into_iter().find(|c| c.with == with);
            page.select("#c-payer", &choice.expect("in the menu").value);
            next.pay_with(with);
            let expected = headline_of(&next);
            let shown = || (page.text("#month"), page.text("#basis"));
            page.until(&expected.sentence(), || {
                shown() == (expected.money.clone(), expected.on_what.clone())
            });
            page.until("the address", || page.scenario() == next);
        }
    });
}

/// Looking at a tab changes nothing; the first number typed there does.
#[test]
fn bill_is_met_to_the_cent() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.choose("know", "paid");
        page.until("the field", || page.shows("#f-paid"));
        page.expect(&s);
        page.set_field("paid", "300");
        let bill = page.expect_change(&s, |s| *s = s.typed_bill(&s.clone(), 300.0, PayPer::Month));
        assert!((native(&bill).month.total - 300.0).abs() < 0.005, "{}", native(&bill).month.total);
        assert_eq!(page.text("#basis"), "your bill");
        assert!(page.text("#from-what").contains("It matches 4 sessions a day, 20 days"));
        // Other inputs are solved for again, and the bill stays.
        page.set_field("sessions", "6");
        page.expect_change(&bill, |s| s.work.sessions_per_day = 6.0);
        assert_eq!(page.text("#month"), "$300");
        // Let go, it is the baseline of what follows.
        page.press("#end-fit");
        page.until("no fit", || page.scenario().basis == Basis::Work);
        assert!(page.scenario().baseline.is_some());
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
fn tokens_of_my_session() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.choose("know", "totals");
        page.until("the fields", || page.shows("#f-totalInput"));
        page.expect(&s);
        page.set_field("totalInput", "12k");
        page.until("its tokens", || page.scenario().basis == Basis::Totals);
        let mut s = page.scenario();
        assert_eq!(s.totals.input, 12e3);
        for (key, text, count) in [("totalWrite5m", "1.5M", 1.5e6), ("totalRead", "40M", 40e6)] {
            page.set_field(key, text);
            s = page.expect_change(&s, |s| (sawtooth::scenario::field(key).expect("a field").set)(s, count));
        }
        // Nothing is lost on the way back.
        page.press("#undo");
        page.until("a step back", || page.scenario() != s);
    });
}

#[test]
fn preset_is_one_press_away() {
    DESK.open(|page| {
        for preset in [Preset::Light, Preset::Heavy, Preset::Average] {
            page.press(&format!("[data-preset={}]", preset.key()));
            page.expect(&page.preset(preset));
        }
    });
}

/// $37 a month, as a popular guide has it.
#[test]
fn textbook_example_is_in_the_menu() {
    DESK.open(|page| {
        page.press("#preset-textbook");
        page.expect(&page.preset(Preset::Textbook));
        assert_eq!(page.month(), Shown { value: 37.0, half: 0.5 });
    });
}

#[test]
fn team_has_a_total_and_a_price_each() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.choose("people", "team");
        page.until("the groups", || page.shows("#group-developers"));
        page.expect(&s);
        page.fill("On this profile, people", "3");
        page.press_named("button", "+ Heavy");
        page.fill("Heavy, people", "2");
        let s = page.expect_change(&s, |s| {
            s.team.own = 3.0;
            s.set_number("heavy", 2.0);
        });
        let sentence = page.text("#answer-sentence");
        let each = Locale::default().money(native(&s).month.total / 5.0);
        assert!(sentence.contains("5 developers") && sentence.contains(&each), "{sentence}");
        // Alone again, the others go.
        page.choose("people", "me");
        page.expect_change(&s, |s| s.team = Team { own: 1.0, ..Team::default() });
    });
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
