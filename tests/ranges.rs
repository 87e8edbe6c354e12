//! Ranges: what is not known of a scenario's inputs, and what its month may be because of that.

use sawtooth::decisions::range::{MonthRange, POINTS, dimensions, range};
use sawtooth::decisions::sensitivity::{self, sensitivity};
use sawtooth::model::draws::{Months, Points};
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{Preset, Range, Scenario, link};

#[path = "ranges/bands.rs"]
mod bands;
#[path = "ranges/chances.rs"]
mod chances;
#[path = "ranges/draws.rs"]
mod draws;
mod seeded;
#[path = "ranges/weeks.rs"]
mod weeks;

fn typical() -> Scenario {
    Preset::Average.scenario(date(2026, 11, 28), 4)
}

fn answer(scenario: &Scenario) -> Answer {
    estimate(&RateTable::shipped(), scenario).answer.expect("a price")
}

fn found(scenario: &Scenario) -> Option<MonthRange> {
    let answer = answer(scenario);
    range(scenario, &answer, &Points::new(dimensions(scenario), POINTS))
}

#[test]
fn typical_month_has_the_presets_widths() {
    let scenario = typical();
    let keys: Vec<&str> = scenario.uncertain().iter().map(|input| input.field.key).collect();
    assert_eq!(keys, ["sessions", "days", "messages", "floor", "growth", "output", "hit", "warm"]);
    assert!(Months::new(&answer(&scenario), scenario.uncertain()).is_fast());
    let range = found(&scenario).expect("a range");
    assert!(range.p10 < range.p50 && range.p50 < range.p90);
    assert_eq!(range.without_price, 0.0);
    // The answer stays that of the numbers that are set.
    assert_eq!(answer(&scenario).month.total, 155.28501900444448);
}

#[test]
fn number_that_is_set_is_exact_until_it_gets_a_range() {
    let mut scenario = typical();
    scenario.set_number("sessions", 6.0);
    let has = |scenario: &Scenario| scenario.uncertain().iter().any(|input| input.field.key == "sessions");
    assert!(!has(&scenario));
    scenario.ranges.set("sessions", Some(Range { low: 4.0, high: 9.0 }));
    assert!(has(&scenario));
    // The width goes along with the number.
    scenario.set_number("sessions", 12.0);
    assert_eq!(scenario.ranges.own("sessions"), Some(Range { low: 8.0, high: 18.0 }));
    // The same number twice is exact.
    scenario.ranges.set("sessions", Some(Range { low: 12.0, high: 12.0 }));
    assert!(!has(&scenario));
}

#[test]
fn ranges_off_leave_the_answer_alone() {
    let mut scenario = typical();
    scenario.ranges.off = true;
    assert!(scenario.uncertain().is_empty());
    assert_eq!(found(&scenario), None);
    let link = link::encode(&scenario);
    assert!(link.contains("~ranges-off~"), "{link}");
    assert_eq!(link::decode(&link).scenario, Some(scenario));
}

#[test]
fn bill_is_exact() {
    let bill = typical().typed_bill(&typical(), 300.0, sawtooth::scenario::PayPer::Month);
    assert!(bill.uncertain().is_empty());
    assert_eq!(found(&bill), None);
}

#[test]
fn typed_range_is_the_percentiles_of_its_input() {
    let mut scenario = typical();
    for key in ["sessions", "days", "messages", "floor", "growth", "output", "hit", "warm"] {
        let point = sawtooth::scenario::field(key).map(|field| (field.get)(&scenario)).expect(key);
        scenario.ranges.set(key, Some(Range { low: point, high: point }));
    }
    scenario.ranges.set("sessions", Some(Range { low: 2.0, high: 8.0 }));
    scenario.plans.week_spread = 1.0;
    let range = found(&scenario).expect("a range");
    let month = answer(&scenario).month.total;
    // Sessions multiply the month: its ends are theirs.
    for (found, expected) in [(range.p10, month / 2.0), (range.p50, month), (range.p90, month * 2.0)] {
        assert!((found / expected - 1.0).abs() < 1e-3, "{found}, not {expected}");
    }
    assert_eq!(range.part_below(month / 1e3), 0.0);
    assert!((range.part_below(month) - 0.5).abs() < 1e-3);
}

#[test]
fn links_carry_typed_ranges_and_refuse_impossible_ones() {
    let mut scenario = typical();
    scenario.ranges.set("hit", Some(Range { low: 0.9, high: 0.99 }));
    scenario.ranges.set("sessions", Some(Range { low: 3.0, high: 6.0 }));
    let written = link::encode(&scenario);
    assert!(written.contains("~between-sessions_3_6_hit_0.9_0.99~"), "{written}");
    assert_eq!(link::decode(&written).scenario.as_ref(), Some(&scenario));
    let file = link::file::write(&scenario);
    assert_eq!(link::file::read(&file).scenario, Some(scenario));
    for wrong in [
        "sessions_6_3",
        "sessions_3",
        "sessions_0_3",
        "hit_0.5_1",
        "paid_1_2",
        "nothing_1_2",
        "floor_1_2_floor_1_3",
    ] {
        let opened = link::decode(&written.replace("sessions_3_6_hit_0.9_0.99", wrong));
        let bad =
            |fault: &link::Fault| matches!(fault, link::Fault::BadValue { key, .. } if key == "between");
        assert!(opened.faults.iter().any(bad), "{wrong}: {:?}", opened.faults);
    }
}

#[test]
fn typical_links_stay_as_short_as_they_were() {
    let link = link::encode(&typical());
    assert_eq!(link.matches('~').count(), 4, "{link}");
}

#[test]
fn tornado_is_what_the_ends_cost_and_indices_share_out_the_variance() {
    let scenario = typical();
    let answer = answer(&scenario);
    let inputs = scenario.uncertain().len();
    let all =
        sensitivity(&scenario, &answer, &Points::new(sensitivity::dimensions(inputs), sensitivity::POINTS));
    assert_eq!(all.len(), inputs);
    for moves in &all {
        for (end, usd) in [moves.range.low, moves.range.high].into_iter().zip(moves.usd) {
            let mut next = scenario.clone();
            next.set_number(moves.key, end);
            let expected = self::answer(&next).month.total;
            let usd = usd.expect("a price");
            assert!((usd / expected - 1.0).abs() < 1e-9, "{}: {usd}, not {expected}", moves.key);
        }
        assert!(moves.alone <= moves.with_others + 0.02, "{moves:?}");
        assert!((-0.02..=1.0).contains(&moves.alone), "{moves:?}");
    }
    let alone: f64 = all.iter().map(|moves| moves.alone).sum();
    assert!((0.7..=1.02).contains(&alone), "{alone}");
    assert_eq!(all[0].key, "messages");
    assert!(all.windows(2).all(|pair| pair[0].swing() >= pair[1].swing()));
}
