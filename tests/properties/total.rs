//! The core is total: an answer in finite, non-negative dollars or a problem, never a panic.

use crate::{cases, scenarios, table};
use proptest::prelude::*;
use sawtooth::decisions::savings::pulled;
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{Class, PriceTier};
use sawtooth::scenario::link::{decode, encode, file};
use sawtooth::scenario::{CHOICES, FIELDS, Kind, LONGEST_NAME, LONGEST_NOTE, PriceKey, Scenario, Share};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn nonsense_has_a_problem_or_a_price(scenario in nonsense()) {
        sane(&scenario)?;
    }

    #[test]
    fn the_bounds_of_every_field_hold(scenario in scenarios::any_scenario(), edits in edits(within_bounds())) {
        let mut scenario = scenario;
        for (field, at) in edits {
            let (min, max) = (FIELDS[field].min, FIELDS[field].max);
            let value = at(min, max);
            (FIELDS[field].set)(&mut scenario, if FIELDS[field].kind == Kind::Count { value.round() } else { value });
        }
        sane(&scenario)?;
    }
}

fn sane(scenario: &Scenario) -> Result<(), TestCaseError> {
    let estimate = estimate(table(), scenario);
    prop_assert_eq!(estimate.problems.is_empty(), estimate.answer.is_some());
    let link = encode(scenario);
    let opened = [decode(&link), file::read(&file::write(scenario))];
    let Some(answer) = estimate.answer else { return Ok(()) };
    // The page's inputs end there; what a file or a link brings beyond is said.
    let longest = |text: &str, most| text.chars().count() <= most;
    if longest(&scenario.name, LONGEST_NAME) && longest(&scenario.note, LONGEST_NOTE) {
        prop_assert_eq!(opened[0].scenario.as_ref(), Some(scenario), "{}", link);
        prop_assert_eq!(opened[1].scenario.as_ref(), Some(scenario));
    } else {
        prop_assert!(opened.iter().all(|opened| !opened.faults.is_empty()));
    }
    for usd in dollars(&answer) {
        prop_assert!(usd.is_finite() && usd >= 0.0, "{usd} in {answer:?}");
    }
    prop_assert!(answer.anchor_miss.is_finite());
    let pulled = pulled(table(), &[], &answer);
    prop_assert!(pulled.steps.iter().all(|step| step.saves.is_finite() && step.saves > 0.0));
    let better = sawtooth::model::estimate::estimate(table(), &pulled.scenario);
    prop_assert!(better.answer.is_some(), "{:?}", better.problems);
    crate::differences::sound(&answer)?;
    Ok(())
}

fn dollars(answer: &Answer) -> Vec<f64> {
    let mut all = vec![answer.active_day, answer.developer_month, answer.batch_month];
    for bill in [&answer.session, &answer.month] {
        all.push(bill.total);
        all.extend(bill.lines.iter().map(|line| line.usd));
        all.extend(bill.lines.iter().filter_map(|line| line.of.map(|of| of.tokens)));
    }
    all.extend(answer.groups.iter().flat_map(|(developers, usd)| [*developers, *usd]));
    let expected = &answer.expected;
    all.extend([
        expected.turns,
        expected.compactions,
        expected.peak,
        expected.median_peak,
        expected.reported,
    ]);
    all.extend(expected.hit_rate);
    all
}

type Edit<T> = (usize, T);

fn edits<T: std::fmt::Debug>(values: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<Edit<T>>> {
    proptest::collection::vec((0..FIELDS.len(), values), 0..8)
}

/// A place between a field's bounds.
fn within_bounds() -> impl Strategy<Value = fn(f64, f64) -> f64> {
    proptest::sample::select::<fn(f64, f64) -> f64>(vec![
        |min, _| min,
        |_, max| max,
        |min, _| if min == 0.0 { -0.0 } else { min },
        |min, max| (min + max) / 2.0,
        |min, max| min + (max - min) * 1e-6,
        |min, max| max - (max - min) * 1e-9,
        |min, max| if min == 0.0 { f64::MIN_POSITIVE.min(max) } else { min },
    ])
}

/// Any bits in any number, any words in any text.
fn nonsense() -> impl Strategy<Value = Scenario> {
    let number = prop_oneof![
        4 => any::<f64>(),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(-1.0),
        6 => 0.0..1e4f64,
    ];
    let share = prop_oneof![4 => 0.0..=1.0f64, 1 => any::<f64>(), 2 => Just(1.0)];
    let id =
        prop_oneof![Just("claude-haiku-5-5".to_string()), Just("claude-opus-4-5".to_string()), ".{0,12}"];
    let mix = proptest::collection::vec((id.clone(), share), 0..4);
    let choices = proptest::collection::vec((0..CHOICES.len(), any::<prop::sample::Index>()), 0..8);
    let key = (
        id.clone(),
        proptest::sample::select(PriceTier::ALL.to_vec()),
        proptest::sample::select(Class::ALL.to_vec()),
    );
    let overrides = proptest::collection::btree_map(
        key.prop_map(|(model, tier, class)| PriceKey { model, tier, class }),
        any::<f64>(),
        0..2,
    );
    let keep = any::<(bool, bool, bool)>();
    let day = (2020i16..2030, 1i8..=12).prop_map(|(y, m)| sawtooth::prices::date(y, m, 1));
    (scenarios::any_scenario(), edits(number), mix, choices, (id, ".{0,90}"), overrides, keep, day)
        .prop_map(|(mut scenario, edits, mix, choices, (id, name), overrides, keep, day)| {
            for (field, value) in edits {
                (FIELDS[field].set)(&mut scenario, value);
            }
            for (choice, word) in choices {
                let words = CHOICES[choice].words;
                (CHOICES[choice].set)(&mut scenario, words[word.index(words.len())]);
            }
            if keep.0 {
                scenario.mix = mix.into_iter().map(|(model, share)| Share { model, share }).collect();
            }
            if keep.1 {
                (scenario.agents.model, scenario.overrides, scenario.note) =
                    (id.clone(), overrides.into_iter().collect(), name.clone());
            }
            if keep.2 {
                (scenario.priced_on, scenario.name, scenario.batch.model) = (day, name, id);
            }
            scenario
        })
        .boxed()
}
