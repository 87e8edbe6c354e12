//! What the other properties once found, each in its smallest form.

use crate::{agree, table};
use sawtooth::decisions::savings::pulled;
use sawtooth::model::estimate::{Answer, Warning, estimate};
use sawtooth::prices::Tokenizer;
use sawtooth::scenario::link::{decode, encode};
use sawtooth::scenario::*;

fn average() -> Scenario {
    let mut scenario = Preset::Average.scenario(sawtooth::prices::date(2026, 11, 21), 1);
    scenario.work.spread = 1.0;
    scenario
}

fn on(model: &str) -> Scenario {
    Scenario { mix: vec![Share { model: model.into(), share: 1.0 }], ..average() }
}

fn answer(scenario: &Scenario) -> Answer {
    agree(table(), scenario).unwrap();
    let estimate = estimate(table(), scenario);
    estimate.answer.unwrap_or_else(|| panic!("{:?}", estimate.problems))
}

#[test]
fn colleagues_keep_their_own_tokenizer_and_speed() {
    let mut scenario = average();
    scenario.set_number("heavy", 3.0);
    let plain = answer(&scenario).groups[1];
    scenario.tokenizer = Tokenizer::Classic;
    scenario.fast = true;
    assert_eq!(answer(&scenario).groups[1], plain);
}

#[test]
fn pruned_history_is_in_the_tokens_of_its_model() {
    let mut scenario = on("claude-haiku-4-5");
    scenario.compaction =
        Compaction { method: Method::Prune, every: 5.0, prune_price: 1.0, ..scenario.compaction };
    let pruned =
        |scenario: &Scenario| answer(scenario).session.of_source(sawtooth::model::usage::Source::Prune);
    let as_2026 = pruned(&scenario);
    scenario.tokenizer = Tokenizer::Classic;
    assert!((as_2026 * scenario.tokenizer_factor / pruned(&scenario) - 1.0).abs() < 1e-12);
}

#[test]
fn one_request_has_no_hit_rate_to_be_impossible() {
    let mut scenario = on("claude-opus-4-8");
    (scenario.work.messages, scenario.cache.source, scenario.cache.reported) =
        (0.1, HitSource::Reported, 0.0);
    for warm in 1..100 {
        scenario.cache.warm = f64::from(warm) / 137.0;
        assert_eq!(answer(&scenario).expected.hit_rate, None);
    }
}

#[test]
fn nothing_carried_is_nothing_however_it_is_routed() {
    let mut scenario = average();
    scenario.routing = Routing::PerRequest;
    (scenario.shape.floor, scenario.compaction.kept, scenario.compaction.every) = (0.0, 0.0, 1.0);
    (scenario.compaction.method, scenario.cache.source) = (Method::Prune, HitSource::Reported);
    for share in 1..100 {
        scenario.set_share(0, f64::from(share) / 1e3);
        assert_eq!(answer(&scenario).expected.hit_rate, None);
    }
}

#[test]
fn a_window_that_nobody_met_is_no_warning() {
    let mut scenario = on("claude-haiku-4-5");
    (scenario.tokenizer, scenario.compaction.trigger) = (Tokenizer::Classic, Trigger::Off);
    scenario.shape = Shape { floor: 0.0, growth: 10_000.0, output: 0.0 };
    for (messages, forced) in [(2.0, false), (2.1, true)] {
        scenario.work.messages = messages;
        let warnings = answer(&scenario).warnings;
        assert_eq!(warnings.iter().any(|w| matches!(w, Warning::WindowForced { .. })), forced, "{messages}");
    }
}

#[test]
fn a_share_may_be_as_fine_as_it_was_set() {
    let mut scenario = average();
    scenario.set_share(0, 0.123_456_789);
    assert!((scenario.mix.iter().map(|s| s.share).sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn a_negative_zero_is_a_zero_in_a_link() {
    let mut scenario = average();
    scenario.background = -0.0;
    assert_eq!(decode(&encode(&scenario)).scenario, Some(average()));
    assert_eq!(decode(&encode(&scenario)).faults, vec![]);
}

#[test]
fn an_unused_model_may_have_no_name() {
    let mut scenario = average();
    scenario.agents.model.clear();
    assert_eq!(decode(&encode(&scenario)).scenario, Some(scenario));
}

#[test]
fn anchored_messages_stay_within_their_field() {
    let mut scenario = average();
    (scenario.basis, scenario.work.requests_per_message) = (Basis::Pay, 100.0);
    scenario.pay = Pay { amount: 1.0, per: PayPer::ActiveDay };
    let found = estimate(table(), &scenario).answer.unwrap().scenario;
    assert!(found.work.messages < 0.1);
    assert_eq!(found.problems(table()), vec![]);
}

#[test]
fn an_optimized_router_keeps_its_shares_possible() {
    let mut scenario = average();
    scenario.routing = Routing::PerRequest;
    scenario.mix[0].share = 0.001;
    scenario.mix[1].share += 0.499;
    assert_eq!(pulled(table(), &[], &answer(&scenario)).scenario.problems(table()), vec![]);
}
