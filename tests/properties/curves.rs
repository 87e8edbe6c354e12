//! The compaction curves and the two cache lifetimes against the whole estimate.

use crate::{cases, cramped, scenarios, table};
use proptest::prelude::*;
use sawtooth::decisions::compaction::{CENT, Curve, LOWEST, best_threshold, curve, pays_up_to};
use sawtooth::decisions::lifetime::lifetimes;
use sawtooth::model::bill;
use sawtooth::model::estimate::{estimate, sessions_a_month};
use sawtooth::model::mixture::{expected, hold};
use sawtooth::model::price::Prices;
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{
    Basis, Curve as Over, HitSource, Lifetime, Method, Preset, Routing, Scenario, Share, Trigger,
};
use sawtooth::view;

/// A scenario at the chance of a hit that it has, with its prices.
pub fn held(table: &RateTable, scenario: &Scenario) -> Option<(Prices, Scenario)> {
    let answer = estimate(table, scenario).answer?;
    let mut held = answer.scenario;
    hold(&mut held, answer.expected.hit_rate);
    Some((answer.prices, held))
}

pub fn month(prices: &Prices, scenario: &Scenario) -> f64 {
    let session = expected(prices, scenario);
    session.map_or(f64::INFINITY, |e| bill::total(prices, &e.usage) * sessions_a_month(scenario))
}

fn at_threshold(prices: &Prices, scenario: &Scenario, threshold: f64) -> f64 {
    let mut other = scenario.clone();
    (other.compaction.trigger, other.compaction.threshold) = (Trigger::Threshold, threshold);
    month(prices, &other)
}

pub fn same(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-8 * b.abs()
}

/// The best is what it says, and none of some other thresholds is cheaper.
pub fn best_is_best(table: &RateTable, scenario: &Scenario, tried: u32) -> Result<(), TestCaseError> {
    let Some((prices, held)) = held(table, scenario) else { return Ok(()) };
    let Some(best) = best_threshold(&prices, scenario) else {
        // No threshold has a price: totals, or pruning that keeps more than the window holds.
        let priced = |threshold: f64| at_threshold(&prices, &held, threshold).is_finite();
        prop_assert!(held.basis == Basis::Totals || !priced(LOWEST));
        return Ok(());
    };
    let mut over = held.clone();
    over.curve = Over::Threshold;
    let curve = curve(&prices, &over).unwrap();
    prop_assert!(same(month(&prices, &held), curve.now.warm), "now {}", curve.now.warm);
    prop_assert!(same(at_threshold(&prices, &held, best.threshold), best.usd_month), "{best:?}");
    prop_assert!((LOWEST..=curve.end).contains(&best.threshold), "{best:?}");
    // In long sessions it is a search: of 500 cases the worst was 0.1% off.
    let slack = if curve.whole { 1e-8 } else { 5e-3 };
    for i in 0..=tried {
        let share = f64::from(i) / f64::from(tried);
        let threshold = LOWEST * (curve.end / LOWEST).powf(share);
        // Some are what people type, where segments end exactly.
        let threshold = if i % 2 == 0 { threshold } else { (threshold / 500.0).round() * 500.0 };
        let usd = at_threshold(&prices, &held, threshold);
        prop_assert!(best.usd_month <= usd * (1.0 + slack), "{best:?}, but {usd} at {threshold}");
        if curve.whole && !near_a_step(&curve, threshold) {
            prop_assert!(
                same(curve.at(threshold).warm, usd),
                "{} not {usd} at {threshold}",
                curve.at(threshold).warm
            );
        }
    }
    Ok(())
}

/// Rounding may put a threshold on either side of a step.
fn near_a_step(curve: &Curve, threshold: f64) -> bool {
    curve.steps.iter().any(|step| (step.from / threshold - 1.0).abs() < 1e-8)
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn no_threshold_is_cheaper_than_the_best(scenario in scenarios::any_scenario()) {
        best_is_best(table(), &scenario, 2_000)?;
    }

    #[test]
    fn nor_in_small_windows(scenario in scenarios::any_scenario()) {
        best_is_best(cramped(), &scenario, 500)?;
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn nor_in_long_sessions(
        scenario in scenarios::any_scenario(), requests in 500u32..20_000, growth in 20.0..2_000.0f64,
    ) {
        let mut scenario = scenario;
        scenario.work.messages = f64::from(requests) / scenario.work.requests_per_message;
        scenario.shape.growth = growth.round();
        if scenario.work.messages <= 5e4 {
            best_is_best(table(), &scenario, 500)?;
        }
    }

    #[test]
    fn every_number_of_requests_is_on_the_curve(scenario in scenarios::any_scenario()) {
        let Some((prices, mut held)) = held(table(), &scenario) else { return Ok(()) };
        held.curve = Over::Messages;
        let Some(curve) = curve(&prices, &held) else { return Ok(()) };
        prop_assert!(same(month(&prices, &held), curve.now.warm));
        for every in 1..=(curve.end.min(1_000.0) as u32) {
            held.compaction.every = f64::from(every);
            let usd = month(&prices, &held);
            prop_assert!(curve.best.usd <= usd * (1.0 + 1e-8));
            if curve.whole {
                prop_assert!(same(curve.at(f64::from(every)).warm, usd), "{every}: {usd}");
            }
        }
    }

    #[test]
    fn one_session_in_one_piece_is_itself(scenario in scenarios::any_scenario(), pieces in 1u32..20) {
        let Some((prices, mut held)) = held(table(), &scenario) else { return Ok(()) };
        held.curve = Over::Split;
        let Some(curve) = curve(&prices, &held) else { return Ok(()) };
        prop_assert!(same(month(&prices, &held), curve.now.warm));
        // Where the pieces come out even, it is the scenario with shorter sessions.
        let pieces = f64::from(pieces).min(curve.end);
        held.work.spread = 1.0;
        let requests = (held.median_requests() / pieces).round().max(1.0) * pieces;
        held.work.messages = requests / held.work.requests_per_message;
        let Some(curve) = sawtooth::decisions::compaction::curve(&prices, &held) else { return Ok(()) };
        held.work.messages /= pieces;
        held.work.sessions_per_day *= pieces;
        held.agents.count /= pieces;
        let usd = month(&prices, &held);
        prop_assert!(same(curve.at(pieces).warm, usd), "{pieces}: {} not {usd}", curve.at(pieces).warm);
    }

    #[test]
    fn a_cold_compaction_never_costs_less(scenario in scenarios::any_scenario()) {
        let Some((prices, held)) = held(table(), &scenario) else { return Ok(()) };
        for over in [Over::Threshold, Over::Messages, Over::Split] {
            let scenario = Scenario { curve: over, ..held.clone() };
            let Some(curve) = curve(&prices, &scenario) else { continue };
            prop_assert!(curve.now.cold >= curve.now.warm * (1.0 - 1e-12));
            prop_assert!(curve.steps.iter().all(|s| s.usd.cold >= s.usd.warm * (1.0 - 1e-12)));
            prop_assert!(curve.steps.windows(2).all(|pair| pair[0].from < pair[1].from));
            prop_assert!(curve.best.usd <= curve.best_cold.usd * (1.0 + 1e-8));
            if scenario.compaction.method == Method::Prune && over == Over::Messages {
                prop_assert!(!curve.has_cold());
            }
            let share = |x: f64| x / curve.end;
            prop_assert!(curve.corners(false, 300, &share).len() <= 300);
        }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn lifetimes_are_the_estimate_s(scenario in scenarios::any_scenario(), pauses in 0.0..30.0f64) {
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
        if let Some(even) = found.even {
            prop_assert!(even >= found.long_pauses * (1.0 - 1e-9));
            let five = at(Lifetime::FiveMinutes, even, found.long_pauses);
            prop_assert!((five - hour).abs() < 0.01, "{five} and {hour} at {even}");
        }
        let more = at(Lifetime::FiveMinutes, found.pauses + 1.0, found.long_pauses);
        prop_assert!(more >= five * (1.0 - 1e-9));
        prop_assert!(found.coffee >= -1e-9 * five && found.lunch >= found.coffee - 1e-9 * five);
        prop_assert!(found.coffee.is_finite() && found.lunch.is_finite());
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_is_shown_is_whole(scenario in scenarios::any_scenario()) {
        for over in [Over::Threshold, Over::Messages, Over::Split] {
            let scenario = Scenario { curve: over, ..scenario.clone() };
            let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
            let locale = view::Locale::default();
            let figures = [view::compaction::figure(&answer, &locale), view::lifetime::figure(&answer, &locale)];
            let texts = [view::compaction::texts(&answer, &locale), view::lifetime::texts(&answer, &locale)];
            for (figure, texts) in figures.into_iter().flatten().zip(texts.into_iter().flatten()) {
                let picture = figure.chart.draw(360.0);
                prop_assert!(figure.readouts.series.iter().all(|s| s.values.len() == picture.stops.len()));
                let said = [vec![figure.title], texts.notes, texts.table.rows.concat()].concat().join("|");
                prop_assert!(!said.contains("NaN") && !said.contains("inf|") && !said.contains("$inf"), "{}", said);
            }
        }
    }
}

/// MODEL.md section 10: the U-curve of one session of 200 requests on Sonnet 4.6.
#[test]
fn the_u_curve_of_the_model() {
    let mut scenario = sawtooth::scenario::Preset::Average.scenario(sawtooth::prices::date(2026, 11, 21), 1);
    scenario.mix = vec![Share { model: "claude-sonnet-4-6".into(), share: 1.0 }];
    scenario.tokenizer = sawtooth::prices::Tokenizer::Classic;
    scenario.routing = Routing::PerSession;
    (scenario.work.messages, scenario.work.spread) = (20.0, 1.0);
    (scenario.work.sessions_per_day, scenario.work.active_days) = (1.0, 1.0);
    (scenario.shape.floor, scenario.shape.growth, scenario.shape.output) = (20e3, 4e3, 800.0);
    (scenario.cache.hit_rate, scenario.cache.warm) = (1.0, 0.0);
    scenario.compaction.reacquire = 0.0;
    let prices = Prices::new(table(), &scenario, &[]);
    let curve = curve(&prices, &scenario).unwrap();
    let expected = [
        (60e3, 13.05),
        (80e3, 11.52),
        (120e3, 11.30),
        (167e3, 12.09),
        (300e3, 15.43),
        (500e3, 19.56),
        (967e3, 30.55),
    ];
    for (threshold, usd) in expected {
        assert_eq!((curve.at(threshold).warm * 100.0).round() / 100.0, usd, "{threshold}");
    }
    assert!(curve.best.usd < 11.30 && (80e3..120e3).contains(&curve.best.at), "{:?}", curve.best);
    assert!(curve.now.warm - curve.best.usd > 19.0 && curve.saves() > CENT);
    // Early compaction pays for itself until much of what was lost is read again.
    let up_to = pays_up_to(&prices, &scenario);
    assert_eq!(up_to, None, "30 dollars against 11: nothing that is read again makes up for it");
}

/// A hundredth of a token a request beside half a million: the last of 226 requests has its own step.
#[test]
fn curve_of_a_tiny_growth_ends_where_nothing_is_pruned() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
    scenario.work.messages = 22.6;
    scenario.work.spread = 1.0;
    scenario.mix = vec![Share { model: "claude-fable-5-2".into(), share: 1.0 }];
    (scenario.shape.floor, scenario.shape.growth) = (525_000.0, 0.010_341_808_429_282_359);
    (scenario.cache.source, scenario.cache.hit_rate) = (HitSource::Given, 1.0);
    (scenario.compaction.trigger, scenario.compaction.method) = (Trigger::Off, Method::Prune);
    scenario.compaction.kept = 1_000.0;
    scenario.curve = Over::Threshold;
    let (prices, held) = held(table(), &scenario).expect("a price");
    let curve = curve(&prices, &held).expect("a curve");
    for threshold in [525_001.0, 525_002.33, 525_002.34, 525_500.0, 600_000.0] {
        let usd = at_threshold(&prices, &held, threshold);
        assert!(same(curve.at(threshold).warm, usd), "{} not {usd} at {threshold}", curve.at(threshold).warm);
    }
}
