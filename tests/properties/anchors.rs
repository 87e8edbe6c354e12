//! Anchoring gives back what it was given, or says why it cannot.

use crate::{cases, close, scenarios, table};
use proptest::prelude::*;
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::scenario::{Basis, HitSource, Pay, PayPer, Preset, Scenario, Shape, Share, Trigger, Trouble};

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn a_bill_leads_back_to_its_cost(scenario in given_hit_rate(), per in per()) {
        let Some(truth) = estimate(table(), &scenario).answer else { return Ok(()) };
        let (low, high) = (cost(&scenario, per, 1.0), cost(&scenario, per, 5000.0));
        let amount = of(&truth, per);
        let (Some(low), Some(high)) = (low, high) else { return Ok(()) };
        if amount < 0.01 || scenario.median_requests() < 1.0 || low == high {
            return Ok(());
        }
        let found = estimate(table(), &paid(&scenario, amount, per));
        let found = found.answer.ok_or_else(|| TestCaseError::fail(format!("{:?}", found.problems)))?;
        close(of(&found, per), amount, amount, "cost")?;
        prop_assert_eq!(found.scenario.problems(table()), vec![]);
    }

    #[test]
    fn any_amount_is_met_to_one_request_or_refused(
        scenario in given_hit_rate(),
        per in per(),
        amount in prop_oneof![0.01..10.0f64, 10.0..1e3, 1e3..1e6],
    ) {
        let (low, high) = (cost(&scenario, per, 1.0), cost(&scenario, per, 5000.0));
        let (Some(low), Some(high)) = (low, high) else { return Ok(()) };
        let found = estimate(table(), &paid(&scenario, amount, per));
        let inside = amount >= low && amount <= high && low < high;
        prop_assert_eq!(found.answer.is_some(), inside, "{} in {}..{}", amount, low, high);
        let Some(answer) = found.answer else {
            let honest = matches!(found.problems[0].trouble, Trouble::NoAnchor { low: l, high: h }
                if (l - low).abs() <= 1e-9 * low && (h - high).abs() <= 1e-9 * high);
            prop_assert!(honest, "{:?}", found.problems);
            return Ok(());
        };
        close(of(&answer, per) - amount, answer.anchor_miss, amount, "miss")?;
        let requests = answer.scenario.median_requests();
        let around = [-1.0, 1.0].map(|d| cost(&scenario, per, (requests + d).max(1.0)).unwrap());
        let jump = around[1] - around[0];
        prop_assert!(answer.anchor_miss.abs() <= jump + 1e-9 * amount, "{} over {jump}", answer.anchor_miss);
    }

    #[test]
    fn other_hit_rates_tell_their_miss(scenario in scenarios::any_scenario(), per in per(), amount in 1.0..1e3f64) {
        let found = estimate(table(), &paid(&scenario, amount, per));
        if let Some(answer) = found.answer {
            close(of(&answer, per) - amount, answer.anchor_miss, amount, "miss")?;
            prop_assert_eq!(answer.scenario.problems(table()), vec![]);
        }
    }
}

/// Cost is monotone in turns where h does not depend on them.
fn given_hit_rate() -> impl Strategy<Value = Scenario> {
    scenarios::any_scenario().prop_map(|mut scenario| {
        scenario.basis = Basis::Work;
        scenario.cache.source = HitSource::Given;
        scenario
    })
}

fn per() -> impl Strategy<Value = PayPer> {
    proptest::sample::select(vec![PayPer::Month, PayPer::ActiveDay])
}

fn paid(scenario: &Scenario, amount: f64, per: PayPer) -> Scenario {
    Scenario { basis: Basis::Pay, pay: Pay { amount, per }, ..scenario.clone() }
}

fn of(answer: &Answer, per: PayPer) -> f64 {
    match per {
        PayPer::Month => answer.month.total,
        PayPer::ActiveDay => answer.active_day,
    }
}

/// What sessions of so many requests cost.
fn cost(scenario: &Scenario, per: PayPer, requests: f64) -> Option<f64> {
    let mut scenario = scenario.clone();
    scenario.work.messages = requests / scenario.work.requests_per_message;
    estimate(table(), &scenario).answer.map(|answer| of(&answer, per))
}

/// Between two steps of this cost lie fewer than 0.0001 messages, a ninth of a session each: six
/// digits of messages led to the step beside the one that was paid. Found by the law above.
#[test]
fn a_narrow_step_of_the_cost_is_met() {
    let mut scenario = Preset::Average.scenario(sawtooth::prices::date(2026, 11, 21), 1);
    scenario.work.sessions_per_day = 4.231727792096432;
    scenario.work.active_days = 1.0;
    scenario.work.messages = 29.23074170941678;
    (scenario.work.requests_per_message, scenario.work.spread) = (10.0, 3.0);
    scenario.mix = vec![Share { model: "claude-fable-5-2".into(), share: 1.0 }];
    scenario.shape = Shape { floor: 0.0, growth: 0.0, output: 1000.0 };
    (scenario.cache.on, scenario.cache.source) = (false, HitSource::Given);
    scenario.compaction.trigger = Trigger::Off;
    scenario.agents.count = 0.0;
    scenario.background = 0.0;
    let truth = estimate(table(), &scenario).answer.expect("it can be priced");
    let amount = of(&truth, PayPer::Month);
    let found = estimate(table(), &paid(&scenario, amount, PayPer::Month)).answer.expect("it was paid");
    assert!((of(&found, PayPer::Month) - amount).abs() <= 1e-9 * amount, "{found:?} of {amount}");
}
