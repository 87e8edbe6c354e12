//! Laws over random logs.

use super::made::{DAY, MINUTE, START, WAY, Way, add};
use super::{calibrated, table, tested};
use proptest::prelude::*;
use sawtooth::logs::{Call, Compacted, Logs, Prompt, Session};
use sawtooth::model::estimate::estimate;
use sawtooth::scenario::{FIELDS, field};

const MODELS: [&str; 5] =
    ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-haiku-4-5", "some-model"];

/// People's work: sizes and lengths as real logs have them, some sub-agents, several models.
fn work() -> impl Strategy<Value = Logs> {
    let session = (0..4_usize, 1..200_usize, 1e3..1e5, 0.0..4e3, 0.8..1.0, 0.0..1.0, 0..40_i64, 0..3_u32);
    (prop::collection::vec(session, 10..25), 0.0..1.0).prop_map(|(mut sessions, hour)| {
        sessions.sort_by_key(|session: &(usize, usize, f64, f64, f64, f64, i64, u32)| session.6);
        let mut logs = Logs::default();
        for (model, turns, floor, growth, hit, warm, day, agents) in sessions {
            let model = MODELS[model];
            // Within the smallest window, 200,000: what was beyond it cannot be a scenario.
            let growth =
                if turns > 30 { growth.min((150e3 - floor) / turns as f64) } else { growth.min(1_500.0) };
            let way = Way { model, floor: floor.min(80e3), growth: growth.max(10.0), hit, warm, hour, ..WAY };
            let at = START + day * DAY;
            add(&mut logs, &way, 0, turns, at);
            (1..=agents).for_each(|chain| add(&mut logs, &way, chain, 8, at + MINUTE));
        }
        logs
    })
}

fn number() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), Just(u32::MAX), 0..300_000_u32, any::<u32>()]
}

fn moment() -> impl Strategy<Value = i64> {
    prop_oneof![4 => START..START + 90 * DAY, 1 => any::<i64>()]
}

prop_compose! {
    fn call()(
        (session, chain, model) in (0..6_u32, prop_oneof![6 => 0..3_u32, 1 => Just(Call::UNLOGGED), 1 => Just(Call::SUMMARY)], 0..6_u32),
        (asked, answered) in (moment(), moment()),
        counts in prop::array::uniform6(number()),
        flags in prop::array::uniform8(prop::bool::ANY),
    ) -> Call {
        let [input, write_5m, write_1h, read, output, estimated] = counts;
        let [is_final, fast, us_only, batch, is_guess, in_cloud, has_open_terms, sums_up] = flags;
        let web_searches = output % 3;
        Call {
            session, chain, model, asked, answered, input, write_5m, write_1h, read, output, estimated,
            web_searches, is_final, fast, us_only, batch, is_guess, in_cloud, has_open_terms, sums_up, message: 0,
        }
    }
}

prop_compose! {
    /// Anything that a reader's types allow.
    fn anything()(
        mut calls in prop::collection::vec(call(), 0..60),
        mut prompts in prop::collection::vec((0..6_u32, moment()), 0..10),
        mut marks in prop::collection::vec((0..6_u32, moment()), 0..5),
    ) -> Logs {
        calls.sort_by_key(|call| (call.session, call.chain, call.answered));
        prompts.sort();
        marks.sort();
        Logs {
            models: MODELS.map(String::from).into(),
            sessions: vec![Session::default(); 6],
            calls,
            prompts: prompts.into_iter().map(|(session, at)| Prompt { session, at }).collect(),
            compactions: marks
                .into_iter()
                .map(|(session, at)| Compacted { session, at, auto: None, before: None, ..Compacted::default() })
                .collect(),
            ..Logs::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_gives_a_scenario_within_its_bounds_or_nothing(logs in anything()) {
        if let Ok(found) = calibrated(&logs) {
            prop_assert_eq!(found.scenario.problems(table()), []);
            prop_assert!(FIELDS.iter().all(|field| field.allows((field.get)(&found.scenario))));
            for input in &found.inputs {
                let field = field(input.key).expect("inputs are fields");
                prop_assert_eq!((field.get)(&found.scenario), input.value, "{}", input.key);
                prop_assert!(input.low <= input.high && field.min <= input.low && input.high <= field.max);
            }
            let answer = estimate(table(), &found.scenario);
            prop_assert!(answer.answer.is_some(), "{:?}", answer.problems);
        }
        if let Some(test) = tested(&logs) {
            prop_assert!(test.forecast.is_finite() && test.actual.is_finite());
            prop_assert!(test.coverage.hits <= test.coverage.of);
        }
    }

    /// The issue asks for 10%; what is met is what tidied numbers leave.
    #[test]
    fn the_scenario_costs_what_the_logs_did(logs in work()) {
        let found = calibrated(&logs).expect("all of it can be priced");
        prop_assert!(found.residual.error().abs() < 0.02, "{:?}", found.residual);
    }

    /// No worse than past dollars per active day, to the same.
    #[test]
    fn the_forecast_is_the_naive_one_or_nearly(logs in work()) {
        if let Some(test) = tested(&logs) {
            prop_assert!((test.forecast / test.naive - 1.0).abs() < 0.02, "{} {}", test.forecast, test.naive);
        }
    }
}
