//! Ranges: the headline says how far the month may lie from the answer, and each input has its own.

use crate::harness::{DESK, Page, headline_of};
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, Range, Scenario};

#[track_caller]
fn expect_range(page: &Page, scenario: &Scenario) {
    let expected = headline_of(scenario).range;
    page.until(&format!("the range {expected:?}"), || page.text("#headline-range") == expected);
}

#[test]
fn number_that_is_typed_is_exact_until_its_range_is_typed() {
    for size in [DESK, DESK.size(390, 844)] {
        size.open(|page| {
            let typical = page.preset(Preset::Average);
            expect_range(page, &typical);
            assert!(
                page.text("#headline-range").starts_with("80% range $"),
                "{}",
                page.text("#headline-range")
            );
            page.set_field("sessions", "6");
            let exact = page.expect_change(&typical, |s| s.set_number("sessions", 6.0));
            expect_range(page, &exact);
            page.press_named("button", "Range of Sessions a day");
            page.fill("Range of Sessions a day, Low", "4");
            page.fill("Range of Sessions a day, High", "9");
            let ranged =
                page.expect_change(&exact, |s| s.ranges.set("sessions", Some(Range { low: 4.0, high: 9.0 })));
            expect_range(page, &ranged);
            // The range goes along with its number.
            page.set_field("sessions", "12");
            let moved = page.expect_change(&ranged, |s| s.set_number("sessions", 12.0));
            assert_eq!(moved.ranges.own("sessions"), Some(Range { low: 8.0, high: 18.0 }));
            expect_range(page, &moved);
            page.run("document.activeElement.blur()", serde_json::json!([]));
            page.press("#undo");
            page.expect(&ranged);
        });
    }
}

#[test]
fn impossible_range_is_said_at_its_fields_and_changes_nothing() {
    DESK.open(|page| {
        let typical = page.preset(Preset::Average);
        page.press("#rb-hit");
        for (low, high) in [("99", "90"), ("many", "99"), ("0", "50"), ("95", "100")] {
            page.type_over("#rl-hit", low);
            page.type_over("#rh-hit", high);
            page.until(&format!("a problem with {low} to {high}"), || {
                page.text("#rp-hit").contains("Both ends")
            });
        }
        page.expect(&typical);
        page.type_over("#rl-hit", "95");
        page.type_over("#rh-hit", "99");
        let ranged =
            page.expect_change(&typical, |s| s.ranges.set("hit", Some(Range { low: 0.95, high: 0.99 })));
        assert_eq!(page.text("#rp-hit"), "");
        expect_range(page, &ranged);
        page.press_named("button", "Reset");
        page.expect(&typical);
        page.press_named("button", "Exact");
        page.expect_change(&typical, |s| s.ranges.set("hit", Some(Range { low: 0.98, high: 0.98 })));
        assert_eq!(page.axe(), [""; 0]);
    });
}

#[test]
fn ranges_can_be_switched_off_and_a_bill_has_none() {
    DESK.open(|page| {
        let typical = page.preset(Preset::Average);
        page.until("what moves the month", || page.text("#moves-most").contains("moves the month most"));
        page.until("its picture", || page.count("#tornado svg") == 1 && page.count("#distribution svg") == 1);
        page.until("plans", || page.text("#chances").contains("months of 12"));
        page.choose("ranges", "off");
        let off = page.expect_change(&typical, |s| s.ranges.off = true);
        expect_range(page, &off);
        assert_eq!(page.text("#headline-range"), "");
        // A picture follows once it is in sight.
        page.run("document.querySelector('#distribution').scrollIntoView()", serde_json::json!([]));
        page.until("why there is no picture", || page.text("#distribution").contains("Ranges are off"));
        assert!(!page.shows("#chances"));
    });
}

#[test]
fn link_with_ranges_opens_to_them() {
    let mut scenario = Preset::Average.scenario(sawtooth::prices::date(2026, 11, 28), 4);
    scenario.ranges.set("messages", Some(Range { low: 2.0, high: 12.0 }));
    DESK.without_page(|page| {
        page.goto(&link::encode(&scenario));
        expect_range(page, &page.scenario());
        assert_eq!(page.scenario().ranges, scenario.ranges);
    });
}
