//! What made the logs comes back.

use super::made::{START, WAY, Way, add, logs};
use super::{base, calibrated, input, near, table};
use sawtooth::forecast::calibrate::Caution;
use sawtooth::forecast::session_fit::fits;
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::{Call, Logs, Session};
use sawtooth::model::bill;
use sawtooth::model::mixture::{expected, turns};
use sawtooth::model::price::Prices;
use sawtooth::scenario::{HitSource, Lifetime, Scenario, Shape, Share, Trigger};

/// The scenario whose sessions the logs of [`WAY`] are.
fn truth(spread: f64) -> Scenario {
    let mut scenario = base();
    scenario.mix = vec![Share { model: WAY.model.into(), share: 1.0 }];
    scenario.shape = Shape { floor: WAY.floor, growth: WAY.growth, output: f64::from(WAY.output) };
    scenario.cache.source = HitSource::Given;
    scenario.cache.hit_rate = WAY.hit;
    scenario.cache.warm = WAY.warm;
    scenario.cache.lifetime = Some(Lifetime::FiveMinutes);
    scenario.work.spread = spread;
    scenario
}

fn lengths(scenario: &Scenario) -> Vec<usize> {
    turns(scenario).map(|turns| turns as usize).collect()
}

#[test]
fn the_nine_sessions_of_a_scenario_are_that_scenario() {
    for spread in [1.5, 3.0, 5.0] {
        let truth = truth(spread);
        let found = calibrated(&logs(&WAY, &lengths(&truth), 3)).expect("it can be priced");
        near(input(&found, "floor"), WAY.floor, 0.001, "floor");
        near(input(&found, "growth"), WAY.growth, 0.015, "growth");
        near(input(&found, "output"), f64::from(WAY.output), 0.005, "output");
        near(input(&found, "warm"), WAY.warm, 0.001, "warm");
        near(input(&found, "hit"), WAY.hit, 0.001, "hit rate");
        near(input(&found, "spread"), spread, 0.02, "spread");
        near(found.scenario.median_requests(), 40.0, 0.03, "requests of the median session");
        near(input(&found, "sessions"), 3.0, 0.001, "sessions a day");
        assert_eq!((found.sessions, found.active_days, found.hour_share), (9, 3, 0.0));
        same_cost(&found.scenario, &truth);
    }
}

/// To the 0.1% that tidied numbers leave.
fn same_cost(found: &Scenario, truth: &Scenario) {
    let session = |scenario: &Scenario| {
        let prices = Prices::new(table(), scenario, &[]);
        bill::total(&prices, &expected(&prices, scenario).expect("it has a price").usage)
    };
    near(session(found), session(truth), 0.001, "cost of a session");
}

/// The line goes through every call, and each class of tokens is kept: nothing is left to err.
#[test]
fn the_models_own_sessions_are_fitted_without_error() {
    for way in [WAY, Way { hour: 1.0, ..WAY }, Way { threshold: 90_000.0, base: 55_000.0, ..WAY }] {
        let logs = logs(&way, &[1, 2, 30, 60, 130], 2);
        let ledger = Ledger::new(table(), &logs, &Terms::default());
        let fits = fits(&logs, &ledger);
        assert_eq!(fits.len(), 5);
        for fit in fits {
            let error = fit.cost(&logs, &ledger).error();
            assert!(error.abs() < 2e-4, "{:?} {error}", fit.segments);
        }
    }
}

#[test]
fn the_mix_is_the_share_of_the_work() {
    let mut all = Logs::default();
    for place in 0..12 {
        let model = if place % 3 == 0 { "claude-sonnet-5-5" } else { "claude-opus-5-5" };
        add(&mut all, &Way { model, ..WAY }, 0, 50, START + place * 100_000_000);
    }
    let found = calibrated(&all).expect("it can be priced");
    let shares: Vec<(&str, f64)> = found.mix.iter().map(|m| (m.model.as_str(), m.share)).collect();
    assert_eq!(
        shares.iter().map(|(model, _)| *model).collect::<Vec<_>>(),
        ["claude-opus-5-5", "claude-sonnet-5-5"]
    );
    near(shares[0].1, 2.0 / 3.0, 0.001, "share of Opus");
    assert_eq!(found.mix.iter().map(|m| m.sessions).collect::<Vec<_>>(), [8, 4]);
    near(found.residual.modelled, found.residual.real, 0.001, "cost of a session");
}

/// Dear models with short sessions, cheap ones with long ones: each class costs what it did.
#[test]
fn every_class_costs_what_it_did() {
    let mut all = Logs::default();
    for place in 0..20 {
        let (model, growth, turns, hit) = match place % 2 {
            0 => ("claude-fable-5-2", 2_500.0, 20 + place as usize * 3, 0.94),
            _ => ("claude-sonnet-5-5", 900.0, 60 + place as usize * 9, 0.99),
        };
        add(&mut all, &Way { model, growth, hit, ..WAY }, 0, turns, START + place * 100_000_000);
    }
    let found = calibrated(&all).expect("it can be priced");
    for (place, (real, modelled)) in found.residual.classes.into_iter().enumerate() {
        near(modelled, real, 0.005, ["input", "5m write", "1h write", "read", "output"][place]);
    }
    assert!(found.cautions.is_empty(), "{:?}", found.cautions);
}

#[test]
fn compactions_at_a_context_of_their_own_come_back() {
    let way = Way { threshold: 90_000.0, base: 58_000.0, ..WAY };
    let found = calibrated(&logs(&way, &[40, 70, 100, 130, 160, 60, 80, 90, 110, 50], 2)).expect("priced");
    assert_eq!(found.scenario.compaction.trigger, Trigger::Threshold);
    near(input(&found, "threshold"), 90_000.0, 0.02, "threshold");
    // 58,000 after it: 9,000 of summary on a floor of 40,000.
    near(input(&found, "reacquire"), 9_000.0, 0.02, "what is read again");
    near(found.residual.modelled, found.residual.real, 0.001, "cost of a session");
    assert!(found.residual.compactions > 0.0);
}

#[test]
fn compactions_of_the_agent_itself_are_automatic_and_none_is_off() {
    let trigger = |way: Way, turns: usize| {
        let found = calibrated(&logs(&way, &[turns; 12], 2)).expect("it can be priced");
        near(found.residual.modelled, found.residual.real, 0.001, "cost of a session");
        found.scenario.compaction.trigger
    };
    // 33,000 tokens below the windows of 1,000,000 and 200,000.
    let large = Way { growth: 10_000.0, threshold: 967_000.0, base: 60_000.0, ..WAY };
    assert_eq!(trigger(large, 150), Trigger::Auto);
    let small =
        Way { model: "claude-sonnet-4-6", floor: 30_000.0, threshold: 167_000.0, base: 45_000.0, ..WAY };
    assert_eq!(trigger(small.clone(), 150), Trigger::Auto);
    // Since revision 4 of the table at the window itself.
    let haiku = Way { model: "claude-haiku-4-5", ..small.clone() };
    assert_eq!(trigger(haiku.clone(), 150), Trigger::Threshold);
    assert_eq!(trigger(Way { threshold: 200_000.0, ..haiku }, 150), Trigger::Auto);
    // Up to 195,000 tokens, and never compacted.
    assert_eq!(trigger(Way { threshold: f64::INFINITY, ..small }, 110), Trigger::Off);
    assert_eq!(trigger(WAY, 60), Trigger::Auto);
}

/// A sub-agent of the model is cold and never loses its prefix.
#[test]
fn sub_agents_come_back() {
    let agent = Way {
        model: "claude-haiku-4-5",
        floor: 20_000.0,
        growth: 1_200.0,
        output: 400,
        warm: 0.0,
        hit: 1.0,
        ..WAY
    };
    let mut all = Logs::default();
    for place in 0..12 {
        let start = START + place * 50_000_000;
        add(&mut all, &WAY, 0, 30, start);
        (1..=2).for_each(|chain| add(&mut all, &agent, chain, 10, start));
    }
    let found = calibrated(&all).expect("it can be priced");
    assert_eq!((found.agents, found.scenario.agents.model.as_str()), (24, "claude-haiku-4-5"));
    // The logs' agent has another tokenizer than its parent: the scenario's tokens are 1.3 times its.
    let scale = found.scenario.tokenizer_factor;
    near(input(&found, "agents"), 2.0, 0.001, "sub-agents a session");
    near(input(&found, "agentTurns"), 10.0, 0.0, "requests");
    near(input(&found, "agentFloor"), 20_000.0 * scale, 0.005, "floor");
    near(input(&found, "agentGrowth"), 1_200.0 * scale, 0.005, "growth");
    near(input(&found, "agentOutput"), 400.0 * scale, 0.001, "output");
    near(found.residual.modelled, found.residual.real, 0.001, "cost of a session");
}

/// Older logs have a compaction's request in a file like a sub-agent's: what it cost is in the forecast,
/// and nobody started a sub-agent.
#[test]
fn requests_of_compactions_are_no_sub_agents() {
    let mut all = logs(&WAY, &[20; 12], 2);
    let plain = calibrated(&all).expect("it can be priced");
    let request = Call { chain: 1, sums_up: true, input: 300_000, ..all.calls[19] };
    all.calls.extend((0..12).map(|session| Call { session, ..request }));
    all.calls.sort_by_key(|call| (call.session, call.chain, call.answered));
    let found = calibrated(&all).expect("it can be priced");
    assert_eq!((found.agents, found.scenario.agents.count), (0, 0.0));
    assert!(found.residual.error().abs() < 1e-3, "{:?}", found.residual);
    assert!(found.residual.real > plain.residual.real + 1.0, "USD of 300,000 tokens of input more");
    // That of a session whose own file was deleted is no part of the others.
    let mut swept = all.clone();
    swept.sessions.push(Session::default());
    swept.calls.push(Call { session: 12, ..request });
    let swept = calibrated(&swept).expect("it can be priced");
    assert_eq!(swept.scenario.background, found.scenario.background);
}

/// Half of the writes at twice the input rate: the scenario has one lifetime and the same cost.
#[test]
fn mixed_lifetimes_are_told_and_cost_the_same() {
    for hour in [0.0, 0.3, 0.5, 0.8, 1.0] {
        let found = calibrated(&logs(&Way { hour, ..WAY }, &[10, 20, 40, 60, 90, 30, 50, 20, 70, 10], 2));
        let found = found.expect("it can be priced");
        near(found.hour_share, hour, 0.001, "share of 1-hour writes");
        near(found.residual.modelled, found.residual.real, 0.002, "cost of a session");
        let told = found.cautions.iter().any(|caution| matches!(caution, Caution::MixedLifetimes { .. }));
        assert_eq!(told, hour > 0.0 && hour < 1.0, "{hour}: {:?}", found.cautions);
    }
}
