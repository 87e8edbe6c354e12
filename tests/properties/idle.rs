//! The decisions of scenarios with idle compaction against the whole estimate.

use crate::curves::{best_is_best, held, month, same};
use crate::{cases, cramped, scenarios, table};
use proptest::prelude::*;
use sawtooth::decisions::compaction::{cheapest_of, curve, thresholds};
use sawtooth::decisions::difference::difference;
use sawtooth::decisions::lifetime::lifetimes;
use sawtooth::model::estimate::estimate;
use sawtooth::scenario::link::{decode, encode};
use sawtooth::scenario::{Curve as Over, HitSource, Lifetime, Method, Routing, Scenario, Trigger};
use sawtooth::view;

/// Any work in which idle compaction may have an effect, at a context that often reaches it.
fn any_with_pauses() -> BoxedStrategy<Scenario> {
    let long = prop_oneof![1 => Just(0.0), 4 => 0.0..0.1, 1 => 0.0..1.0];
    (scenarios::any_scenario(), 2u32..400, 1u32..30, long)
        .prop_map(|(mut scenario, requests, growth, long)| {
            scenario.compaction.idle = true;
            (scenario.cache.on, scenario.cache.lifetime) = (true, Some(Lifetime::OneHour));
            (scenario.routing, scenario.compaction.method) = (Routing::PerSession, Method::Summarise);
            scenario.work.messages = f64::from(requests) / scenario.work.requests_per_message;
            scenario.shape.growth = f64::from(growth) * 500.0;
            scenario.cache.long_pauses = long;
            scenario
        })
        .boxed()
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn no_threshold_is_cheaper_with_pauses(scenario in any_with_pauses()) {
        best_is_best(table(), &scenario, 300)?;
    }

    #[test]
    fn nor_in_small_windows_with_pauses(scenario in any_with_pauses()) {
        best_is_best(cramped(), &scenario, 200)?;
    }

    /// Thresholds in the zone are searched.
    #[test]
    fn threshold_to_set_is_near_the_cheapest(scenario in any_with_pauses()) {
        let Some((prices, held)) = held(table(), &scenario) else { return Ok(()) };
        let all = thresholds(table(), &held);
        let Some(best) = cheapest_of(&prices, &held, &all) else { return Ok(()) };
        let at = |threshold: f64| {
            let mut other = held.clone();
            other.compaction.every = 0.0;
            (other.compaction.trigger, other.compaction.threshold) = (Trigger::Threshold, threshold);
            month(&prices, &other)
        };
        prop_assert!(same(best.usd_month, at(best.threshold)));
        for threshold in all.iter().step_by(5) {
            prop_assert!(best.usd_month <= at(*threshold) * 1.01, "{best:?}, {} at {threshold}", at(*threshold));
        }
    }

    #[test]
    fn every_number_of_requests_is_on_the_curve_with_pauses(scenario in any_with_pauses()) {
        let Some((prices, mut held)) = held(table(), &scenario) else { return Ok(()) };
        held.curve = Over::Messages;
        let Some(curve) = curve(&prices, &held) else { return Ok(()) };
        prop_assert!(same(month(&prices, &held), curve.now.warm));
        for every in (1..=curve.end as u32).step_by(7) {
            held.compaction.every = f64::from(every);
            let usd = month(&prices, &held);
            prop_assert!(!curve.whole || same(curve.at(f64::from(every)).warm, usd), "{every}: {usd}");
            prop_assert!(curve.at(f64::from(every)).cold >= curve.at(f64::from(every)).warm * (1.0 - 1e-12));
        }
    }

    #[test]
    fn pieces_of_a_session_are_sessions_with_pauses(scenario in any_with_pauses(), pieces in 1u32..9) {
        let Some((prices, mut held)) = held(table(), &scenario) else { return Ok(()) };
        held.curve = Over::Split;
        held.work.spread = 1.0;
        let Some(found) = curve(&prices, &held) else { return Ok(()) };
        let pieces = f64::from(pieces).min(found.end);
        let requests = (held.median_requests() / pieces).round().max(1.0) * pieces;
        held.work.messages = requests / held.work.requests_per_message;
        let Some(curve) = curve(&prices, &held) else { return Ok(()) };
        held.work.messages /= pieces;
        held.work.sessions_per_day *= pieces;
        held.agents.count /= pieces;
        prop_assert!(same(curve.at(pieces).warm, month(&prices, &held)));
    }

    #[test]
    fn lifetimes_are_the_estimate_s_with_pauses(scenario in any_with_pauses(), pauses in 0.0..30.0f64) {
        let mut scenario = scenario;
        scenario.cache.source = HitSource::Rhythm;
        scenario.cache.pauses_5m = pauses.max(scenario.cache.pauses_60m);
        let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
        let Some(found) = lifetimes(&answer.prices, &scenario) else { return Ok(()) };
        let at = |lifetime, pauses: f64, long: f64| {
            let mut other = scenario.clone();
            (other.cache.lifetime, other.cache.pauses_5m, other.cache.pauses_60m) = (Some(lifetime), pauses, long);
            month(&answer.prices, &other)
        };
        let (five, hour) = found.months();
        prop_assert!(same(five, at(Lifetime::FiveMinutes, found.pauses, found.long_pauses)));
        prop_assert!(same(hour, at(Lifetime::OneHour, found.pauses, found.long_pauses)));
        if scenario.work.sessions_per_day > 0.0 {
            let more = 1.0 / scenario.work.sessions_per_day;
            let later = at(Lifetime::OneHour, found.pauses + more, found.long_pauses + more);
            prop_assert!((found.lunch - (later - hour)).abs() <= 1e-7 * hour, "{} {}", found.lunch, later - hour);
        }
    }

    #[test]
    fn link_and_difference_know_the_switch(scenario in any_with_pauses()) {
        let opened = decode(&encode(&scenario));
        prop_assert_eq!(opened.scenario.as_ref(), Some(&scenario));
        let mut off = scenario.clone();
        off.compaction.idle = false;
        let Some(difference) = difference(table(), &off, &scenario) else { return Ok(()) };
        let steps: f64 = difference.steps.iter().map(|step| step.usd).sum();
        let all = difference.after - difference.before;
        prop_assert!((steps - all).abs() <= 1e-9 * difference.before.max(difference.after));
        prop_assert!(difference.steps.iter().any(|step| step.keys.contains(&"idle")));
    }

    #[test]
    fn what_is_shown_is_whole_with_pauses(scenario in any_with_pauses()) {
        for over in [Over::Threshold, Over::Messages, Over::Split] {
            let scenario = Scenario { curve: over, ..scenario.clone() };
            let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
            let locale = view::Locale::default();
            let texts = [view::compaction::texts(&answer, &locale), view::lifetime::texts(&answer, &locale)];
            for texts in texts.into_iter().flatten() {
                let said = [texts.notes, texts.table.rows.concat()].concat().join("|");
                prop_assert!(!said.contains("NaN") && !said.contains("$inf"), "{}", said);
            }
            let life = view::token_cost::sentences(&answer, &locale).join("|");
            prop_assert!(!life.contains("NaN"), "{}", life);
        }
    }
}
