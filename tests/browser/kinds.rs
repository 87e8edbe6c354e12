//! Kinds of session: added, set, named, taken out and taken back, on a desk and on a phone.

use crate::harness::{DESK, Setup, native};
use sawtooth::decisions::kinds::by_kind;

const SIZES: [Setup; 2] = [DESK, DESK.size(390, 844)];

#[test]
fn kinds_are_added_set_and_taken_out() {
    for size in SIZES {
        size.open(|page| {
            page.press_named("button", "+ Another kind of session");
            page.until_scenario("two kinds", |s| s.count_kinds() == 2);
            assert!(!page.shows("#f-messages") && !page.shows("#f-sessions") && page.shows("#f-hit"));
            page.until("the chips", || page.shows("#kinds .chip"));
            page.press_named("button", "Quick question");
            page.until_scenario("three kinds", |s| s.name_of_kind(2) == "Quick question");
            page.fill("Quick question, a day", "6");
            page.fill("Quick question, messages", "2");
            page.choose_named("Quick question, model", "claude-sonnet-5-5");
            page.fill("Kind 1, name", "Feature");
            let s = page.until_scenario("its model", |s| {
                s.name_of_kind(0) == "Feature" && s.as_kind(2).mix[0].model == "claude-sonnet-5-5"
            });
            let third = s.as_kind(2);
            assert_eq!((third.work.messages, s.work.messages), (2.0, 4.0));
            assert!((s.work.sessions_per_day * s.share_of_kind(2) - 6.0).abs() < 1e-4);
            page.expect_month(&s);
            let month: f64 = by_kind(&native(&s)).iter().map(|kind| kind.month()).sum();
            assert!((month - native(&s).month.total).abs() < 1e-6);
            page.press_named("button", "Remove Kind 2");
            let two = page.until_scenario("two kinds again", |s| s.count_kinds() == 2);
            page.expect_month(&two);
            page.press("#undo");
            page.until_scenario("three kinds again", |now| *now == s);
            assert_eq!(page.axe(), Vec::<String>::new());
        });
    }
}

#[test]
fn input_of_all_kinds_changes_each_and_own_inputs_can_be_given_up() {
    DESK.open(|page| {
        let mut s = page.scenario();
        s.add_kind_of("Long refactor", 1.0, |one| {
            (one.work.messages, one.shape.floor, one.cache.hit_rate) = (20.0, 64e3, 0.9);
        });
        page.goto_tool(&sawtooth::scenario::link::encode(&s));
        page.until("what it has of its own", || page.text("#kind2 .effect").contains("Base context 64K"));
        page.set_field("hit", "97");
        let now = page.until_scenario("the hit rate", |s| s.cache.hit_rate == 0.97);
        assert_eq!((now.as_kind(1).cache.hit_rate, now.as_kind(1).shape.floor), (0.97, 64e3));
        page.press_named("button", "Long refactor, Same as the first kind");
        let now = page.until_scenario("the first kind's base", |s| s.as_kind(1).shape.floor == 40e3);
        assert_eq!(now.as_kind(1).work.messages, 20.0);
        page.open_folds();
        page.until("the month by kind", || page.text("#receipt-kinds").contains("Long refactor"));
    });
}
