//! The random scenarios are of every kind: a law over none of a kind proves nothing.

use crate::{cramped, reference, scenarios, table};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use sawtooth::model::estimate::{Answer, Warning, estimate};
use sawtooth::model::usage::Source;
use sawtooth::prices::{PriceTier, RateTable};
use sawtooth::scenario::*;

type Kind = (&'static str, fn(&Scenario, &Answer) -> bool);

const KINDS: [Kind; 19] = [
    ("both sides of a step", |_, a| {
        has(a, PriceTier::Lower) && has(a, PriceTier::Upper) && a.scenario.mix.len() == 1
    }),
    ("fast mode", |_, a| has(a, PriceTier::Fast)),
    ("summaries", |_, a| a.session.of_source(Source::Compaction) > 0.0),
    ("pruning", |s, a| a.expected.compactions > 0.0 && pruning(s)),
    ("pruning that keeps all for some time", |s, a| {
        a.expected.compactions > 0.0
            && pruning(s)
            && s.compaction.kept > 3.0 * s.shape.growth * s.compaction.every
    }),
    ("every n with a threshold", |s, a| {
        a.expected.compactions > 0.0 && s.compaction.every > 0.0 && s.compaction.trigger == Trigger::Threshold
    }),
    ("thrashing", |_, a| a.warnings.contains(&Warning::Thrashing)),
    ("forced by the window", |_, a| a.expected.forced_by.is_some()),
    ("a router", |s, _| routed(s)),
    ("a router that compacts", |s, a| routed(s) && a.expected.compactions > 0.0),
    ("a router with a small share", |s, a| {
        routed(s) && s.mix.iter().any(|m| m.share <= 0.002) && a.expected.compactions > 0.0
    }),
    ("another tokenizer", |s, a| a.prices.0.iter().any(|p| p.scale != 1.0) && s.tokenizer_factor != 1.0),
    ("a reported hit rate", |s, a| s.cache.source == HitSource::Reported && a.expected.hit_rate.is_some()),
    ("a rhythm", |s, a| s.cache.source == HitSource::Rhythm && a.expected.hit_rate.is_some()),
    ("caching off", |s, _| !s.cache.on),
    ("sub-agents", |_, a| a.session.of_source(Source::Agents) > 0.0),
    ("batch jobs", |_, a| a.batch_month > 0.0),
    ("colleagues", |_, a| a.groups[1..].iter().any(|(n, _)| *n > 0.0)),
    ("no growth", |s, a| s.shape.growth == 0.0 && a.expected.turns > 1.0),
];

#[test]
fn every_kind_comes_up() {
    let cases = 1_000;
    for (name, table) in [("shipped", table()), ("cramped", cramped())] {
        let (counts, unfit, near) = count(table, cases);
        for ((kind, _), count) in KINDS.iter().zip(counts) {
            // Small windows leave no room for a few of them.
            let least = if name == "shipped" { cases / 250 } else { cases / 1_000 };
            assert!(count >= least, "{name}: {kind}: {count} of {cases}");
        }
        assert!(unfit > cases / 50 && unfit < cases / 2, "{name}: {unfit} of {cases} have no price");
        assert!(near < cases / 10, "{name}: {near} of {cases} hang on a last digit");
    }
}

fn count(table: &RateTable, cases: u32) -> ([u32; 19], u32, u32) {
    let mut runner = TestRunner::deterministic();
    let (mut counts, mut unfit, mut near) = ([0; 19], 0, 0);
    for _ in 0..cases {
        let scenario = scenarios::any_scenario().new_tree(&mut runner).unwrap().current();
        near += u32::from(reference::month(table, &scenario).near);
        let Some(answer) = estimate(table, &scenario).answer else {
            unfit += 1;
            continue;
        };
        for (count, (_, is)) in counts.iter_mut().zip(KINDS) {
            *count += u32::from(is(&scenario, &answer));
        }
    }
    (counts, unfit, near)
}

fn has(answer: &Answer, tier: PriceTier) -> bool {
    answer
        .session
        .lines
        .iter()
        .any(|line| line.source == Source::Main && line.of.is_some_and(|of| of.tier == tier))
}

fn pruning(s: &Scenario) -> bool {
    s.compaction.method == Method::Prune
}

fn routed(s: &Scenario) -> bool {
    s.routing == Routing::PerRequest && s.mix.len() > 1
}
