//! Logs from which little or nothing can be made.

use super::made::{DAY, START, WAY, Way, add, logs};
use super::{calibrated, input, table};
use sawtooth::forecast::calibrate::{Calibration, Caution, Little, TooLittle};
use sawtooth::logs::{Call, Logs, Session};
use sawtooth::model::estimate::estimate;
use sawtooth::scenario::Cloud;

/// What calibrates is a scenario with a price, whatever it rests on.
fn check(what: &str, logs: &Logs) -> Calibration {
    let found = calibrated(logs).unwrap_or_else(|little| panic!("{what}: {little:?}"));
    let estimate = estimate(table(), &found.scenario);
    assert_eq!(estimate.problems, [], "{what}");
    assert!(estimate.answer.is_some_and(|answer| answer.month.total.is_finite()), "{what}");
    found
}

#[test]
fn one_session_and_one_call() {
    let found = check("one session", &logs(&WAY, &[30], 1));
    let told =
        [Caution::FewSessions { sessions: 1 }, Caution::FewDays { days: 1 }, Caution::ShortSpan { days: 1 }];
    assert_eq!(found.cautions, told);
    assert!(found.inputs.iter().all(|input| input.key != "days"), "a month cannot be told from a day");
    let found = check("one call", &logs(&WAY, &[1], 1));
    assert_eq!((found.sessions, found.calls, found.hit_rate), (1, 1, None));
    assert_eq!((found.scenario.median_requests(), found.scenario.work.spread), (1.0, 1.0));
}

#[test]
fn no_model_is_known() {
    let found = calibrated(&logs(&Way { model: "some-model", ..WAY }, &[3, 4], 1));
    assert_eq!(found, Err(TooLittle { why: Little::NoKnownModel, left_out: vec![(0, 7)] }));
    assert_eq!(calibrated(&Logs::default()), Err(TooLittle::default()));
}

/// The unknown model's calls are told and leave the rest as it is.
#[test]
fn one_model_is_not_known() {
    let mut some = logs(&WAY, &[10, 20, 30], 1);
    add(&mut some, &Way { model: "some-model", ..WAY }, 0, 7, START + 9 * DAY);
    let found = check("an unknown model", &some);
    assert_eq!((found.left_out.clone(), found.sessions), (vec![(1, 7)], 3));
    assert_eq!(found.mix.len(), 1);
}

#[test]
fn only_sub_agents() {
    let mut some = Logs { sessions: vec![Session::default()], ..Logs::default() };
    add(&mut some, &WAY, 1, 10, START);
    let found = calibrated(&some);
    assert_eq!(found, Err(TooLittle { why: Little::OnlySubAgents, left_out: Vec::new() }));
}

#[test]
fn no_tokens() {
    let mut some = logs(&WAY, &[1, 5, 9], 1);
    for call in &mut some.calls {
        (call.read, call.write_5m, call.output, call.estimated) = (0, 0, 0, 0);
    }
    let found = check("no tokens", &some);
    assert_eq!((found.residual.real, found.residual.error()), (0.0, 0.0));
}

/// Nothing was cached: all is input.
#[test]
fn no_cache() {
    let mut some = logs(&WAY, &[10, 20, 30, 40], 1);
    for call in &mut some.calls {
        (call.input, call.read, call.write_5m) = (call.context() as u32, 0, 0);
    }
    let found = check("no cache", &some);
    assert!(!found.scenario.cache.on);
    assert!(found.residual.error().abs() < 1e-3, "{:?}", found.residual);
}

#[test]
fn the_clock_goes_backwards() {
    let mut some = logs(&WAY, &[10, 20, 30, 40], 1);
    for (place, call) in some.calls.iter_mut().enumerate() {
        call.asked = START - place as i64 * 1_000;
        call.answered = call.asked - 500;
    }
    let found = check("backwards", &some);
    assert_eq!(input(&found, "pauses5m"), 0.0);
}

#[test]
fn the_largest_values() {
    let largest = Call {
        input: u32::MAX,
        write_5m: u32::MAX,
        write_1h: u32::MAX,
        read: u32::MAX,
        output: u32::MAX,
        estimated: u32::MAX,
        web_searches: u32::MAX,
        ..Call::default()
    };
    let mut some = logs(&WAY, &[5, 5, 5], 1);
    some.calls
        .iter_mut()
        .for_each(|call| *call = Call { session: call.session, chain: call.chain, ..largest });
    let found = check("largest", &some);
    assert!(
        found.cautions.iter().any(|caution| matches!(caution, Caution::NotMet { .. })),
        "{:?}",
        found.cautions
    );
    for (asked, answered) in [(i64::MIN, i64::MAX), (i64::MAX, i64::MIN)] {
        some.calls.iter_mut().for_each(|call| (call.asked, call.answered) = (asked, answered));
        check("largest times", &some);
    }
}

/// Places that lead nowhere: no reader writes them.
#[test]
fn places_beyond_the_lists() {
    let mut some = logs(&WAY, &[5, 5], 1);
    some.sessions.clear();
    check("no sessions", &some);
    some.calls.iter_mut().for_each(|call| call.model = 9);
    assert!(calibrated(&some).is_err());
}

/// Sessions that are compacted by hand, at a context of their own each: none of them is a threshold
/// under which the mean session has room.
#[test]
fn compactions_by_hand_at_any_context() {
    let mut some = Logs::default();
    for place in 0..20_i64 {
        let way = Way {
            floor: 30_000.0,
            growth: 5_000.0,
            threshold: 50_000.0 + 4_000.0 * ((place * 7) % 20) as f64,
            base: 36_000.0,
            ..WAY
        };
        // One compaction, and a few requests after it.
        let turns = ((way.threshold - way.floor) / way.growth) as usize + 3;
        add(&mut some, &way, 0, turns, START + place * 2 * DAY);
    }
    let found = check("compactions by hand", &some);
    assert!(found.residual.missed().abs() < 0.02, "{:?}", found.residual);
    assert!(!found.cautions.iter().any(|caution| matches!(caution, Caution::NotMet { .. })));
}

/// Bedrock's ids say a region that costs 10% more, and the month costs that.
#[test]
fn a_region_is_in_the_month() {
    let month = |model: &'static str| {
        let found = check(model, &logs(&Way { model, ..WAY }, &[20, 30, 40], 1));
        let answer = estimate(table(), &found.scenario).answer.expect("a price");
        (answer.month.total, found.scenario.cloud)
    };
    let (plain, _) = month("claude-opus-5-5");
    let (regional, cloud) = month("eu.anthropic.claude-opus-5-5");
    assert_eq!(cloud, Cloud::BedrockRegional);
    assert!((regional / plain - 1.1).abs() < 1e-6, "{regional} {plain}");
    let (government, cloud) = month("us-gov.anthropic.claude-opus-5-5");
    assert_eq!(cloud, Cloud::BedrockGov);
    assert!((government / plain - 1.2).abs() < 1e-6, "{government} {plain}");
}
