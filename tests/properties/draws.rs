//! Draws: what is priced from sums alone is what the model says of the scenario with those numbers.

use crate::{cases, cramped, scenarios, table};
use proptest::prelude::*;
use sawtooth::model::draws::Months;
use sawtooth::model::estimate::estimate;
use sawtooth::prices::RateTable;
use sawtooth::scenario::{Basis, Scenario, Uncertain, field};

/// The inputs that are priced from sums, those that only count sessions, and one that is neither.
const KEYS: [&str; 10] =
    ["sessions", "days", "messages", "perMessage", "floor", "growth", "output", "hit", "warm", "developers"];
const ANOTHER: &str = "spread";

fn inputs(keys: &[&str]) -> Vec<Uncertain> {
    let input = |key: &&str| Uncertain { field: field(key).expect(key), sigma: 0.3, is_default: false };
    keys.iter().map(input).collect()
}

fn same(a: Option<f64>, b: Option<f64>, what: &str) -> Result<(), TestCaseError> {
    let (Some(a), Some(b)) = (a, b) else {
        prop_assert_eq!(a, b, "{}", what);
        return Ok(());
    };
    prop_assert!((a - b).abs() <= 1e-12 * b.abs().max(1e-9), "{what}: {a:e}, not {b:e}");
    Ok(())
}

fn check(table: &RateTable, mut scenario: Scenario, factors: &[f64]) -> Result<(), TestCaseError> {
    if scenario.basis == Basis::Pay {
        return Ok(());
    }
    let Some(answer) = estimate(table, &scenario).answer else { return Ok(()) };
    let quick = Months::new(&answer, inputs(&KEYS));
    let mut keys = KEYS.to_vec();
    keys.push(ANOTHER);
    let whole = Months::new(&answer, inputs(&keys));
    prop_assert!(!whole.is_fast() || answer.team.iter().all(|group| group.sessions == 0.0));
    same(quick.at(factors), whole.at(factors), "from sums")?;
    same(quick.at(&[]), Some(answer.month.total), "at the numbers that are set")?;
    // Draws are priced by twos, of which these are the first and the odd last one.
    let columns: Vec<[f64; 3]> = factors.iter().map(|factor| [*factor, 1.0, 1.0 / factor]).collect();
    let columns: Vec<&[f64]> = columns.iter().map(|column| column.as_slice()).collect();
    for (at, found) in quick.all(&columns, 3).into_iter().enumerate() {
        let alone: Vec<f64> = columns.iter().map(|column| column[at]).collect();
        prop_assert_eq!(Some(found).filter(|usd| usd.is_finite()), quick.at(&alone), "draw {}", at);
    }
    // Groups work as they do whatever the scenario's own people do.
    scenario.team.groups.clear();
    let Some(answer) = estimate(table, &scenario).answer else { return Ok(()) };
    let months = Months::new(&answer, inputs(&KEYS));
    let next = months.put_on(&scenario, factors);
    let estimated = estimate(table, &next);
    // A number that a field refuses, or a share of a model that does not fit, is another matter.
    if let Some(next) = estimated.answer {
        same(months.at(factors), Some(next.month.total), "estimated")?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn draw_is_the_estimate_of_its_scenario(
        scenario in scenarios::any_scenario(),
        factors in proptest::collection::vec(0.3..3.0f64, KEYS.len()),
        second in proptest::option::weighted(0.4, (0.1..0.9f64, 0.5..40.0f64)),
        in_cramped in any::<bool>(),
        plain in proptest::bool::weighted(0.7),
    ) {
        let mut scenario = scenario;
        if let Some((share, messages)) = second {
            scenario.add_kind("Another".into(), share);
            scenario.edit_kind(1, |one| one.work.messages = messages);
        }
        if plain {
            // What most scenarios are, and what the sums are for.
            scenario.basis = Basis::Work;
            scenario.routing = sawtooth::scenario::Routing::PerSession;
            scenario.compaction.every = 0.0;
            scenario.compaction.method = sawtooth::scenario::Method::Summarise;
            scenario.each_kind(|one| one.cache.source = sawtooth::scenario::HitSource::Given);
            scenario.exact = in_cramped;
        }
        check(if in_cramped { cramped() } else { table() }, scenario, &factors)?;
    }
}
