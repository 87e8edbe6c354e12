//! The weekly limit: stated from what a usage screen shows, and told back.

use crate::{answer, close, on, pays, typical};
use sawtooth::decisions::payment::{full_week, share_of_limit, state_capacity};
use sawtooth::scenario::{PayWith, Preset, Term};

/// PAGE: 60% after 4 of 7 days is about 105% in a full week.
#[test]
fn part_of_a_week_stands_for_a_full_one() {
    close(full_week(0.6, Some(3.0)).expect("a week"), 1.05);
    assert_eq!(full_week(0.6, None), Some(0.6));
    assert_eq!(full_week(0.6, Some(7.0)), None);
    assert_eq!(full_week(0.0, None), None);
}

#[test]
fn statement_fixes_the_capacity_to_four_digits() {
    let mut scenario = on("max", Preset::Average, None);
    let work = answer(&scenario);
    assert!(state_capacity(&mut scenario, &work, 0.6, 0.6, Some(3.0)));
    // $189.10 of API-equivalent work a month is $43.64 a week, of which 105% is used.
    assert_eq!(scenario.plans.term("max", Term::Low), Some(41.56));
    assert_eq!(scenario.plans.term("max", Term::High), Some(41.56));
    let (low, high) = share_of_limit(&answer(&scenario), "max").expect("a limit");
    assert!(low == high && (low - 1.05).abs() < 1e-3, "{low}");
}

#[test]
fn moved_slider_changes_the_share() {
    let mut scenario = on("max", Preset::Average, Some((0.6, 0.6)));
    scenario.work.sessions_per_day *= 2.0;
    let (share, _) = share_of_limit(&answer(&scenario), "max").expect("a limit");
    assert!((share - 1.2).abs() < 1e-3, "{share}");
}

#[test]
fn range_keeps_both_ends() {
    let scenario = on("max", Preset::Average, Some((0.7, 0.5)));
    let (low, high) = share_of_limit(&answer(&scenario), "max").expect("a limit");
    assert!((low - 0.5).abs() < 1e-3 && (high - 0.7).abs() < 1e-3, "{low} to {high}");
    let (one, other) = scenario.plans.capacity("max");
    assert!(one < other, "{one:?} {other:?}");
}

#[test]
fn statement_without_work_or_plan_says_nothing() {
    let mut idle = on("max", Preset::Average, None);
    idle.work.active_days = 0.0;
    let work = answer(&idle);
    assert!(!state_capacity(&mut idle, &work, 0.6, 0.6, None));
    let mut open = typical();
    open.pay_with(PayWith::Plan(String::new()));
    let work = answer(&open);
    assert!(!state_capacity(&mut open, &work, 0.6, 0.6, None));
    assert!(open.plans.terms.is_empty());
}

/// PAGE: at 60%, a first week in nine passes the limit from 4.5 sessions a day; at 130%, 7 weeks
/// of 9 do, and without credits a week ends on about day 5.
#[test]
fn weeks_and_days_follow_the_nine_points() {
    let inside = pays(&on("max", Preset::Average, Some((0.6, 0.6))));
    let limit = inside.parts[0].limit.expect("a limit");
    assert_eq!(limit.weeks_past, (0, 0));
    let first = limit.first_past.expect("work").low;
    assert!((first - 4.5).abs() < 0.05, "{first}");
    assert_eq!(limit.full_on_day, None);
    let past = pays(&on("max", Preset::Average, Some((1.3, 1.3))));
    let limit = past.parts[0].limit.expect("a limit");
    assert_eq!(limit.weeks_past, (7, 7));
    let day = limit.full_on_day.expect("it is passed").low;
    assert!((day - 7.0 / 1.3).abs() < 0.01, "{day}");
    // From there on the heaviest of nine weeks passes it, and not before.
    let mut scenario = on("max", Preset::Average, Some((0.6, 0.6)));
    for (times, weeks) in [(0.999, 0), (1.001, 1)] {
        scenario.work.sessions_per_day = first * times;
        assert_eq!(pays(&scenario).parts[0].limit.expect("a limit").weeks_past.0, weeks);
    }
}
