//! The ends of a range beside those of plain random draws.

use super::{answer, typical};
use sawtooth::decisions::range::{POINTS, of, range};
use sawtooth::model::draws::{Months, Points};
use sawtooth::scenario::{Share, Trigger};

/// The percentiles of so many random draws of the typical month: the inputs and transforms of a straight
/// loop over requests with eight uncertain inputs.
fn plain(draws: usize) -> [f64; 3] {
    let scenario = typical();
    let months = Months::new(&answer(&scenario), scenario.uncertain());
    let mut random = crate::seeded::Seeded(1);
    let mut columns = vec![Vec::with_capacity(draws); months.uncertain.len()];
    for _ in 0..draws {
        for (input, column) in months.uncertain.iter().zip(&mut columns) {
            let (a, b): (f64, f64) = (random.next(), random.next());
            let normal = (-2.0 * (1.0 - a).ln()).sqrt() * (std::f64::consts::TAU * b).cos();
            column.push(input.factor(normal));
        }
    }
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let mut all = months.all(&columns, draws);
    all.sort_unstable_by(f64::total_cmp);
    [0.1, 0.5, 0.9].map(|part| all[(part * draws as f64) as usize])
}

#[test]
fn points_agree_with_many_random_draws() {
    let months = Months::new(&answer(&typical()), typical().uncertain());
    let range = of(&months, &Points::new(8, POINTS)).expect("a range");
    // Of ten million draws of a loop over requests with the same eight inputs and transforms.
    let of_loop = [84.353, 160.292, 317.642];
    for ((found, random), of_loop) in
        [range.p10, range.p50, range.p90].into_iter().zip(plain(400_000)).zip(of_loop)
    {
        assert!((found / random - 1.0).abs() < 0.008, "{found}, not {random}");
        assert!((found / of_loop - 1.0).abs() < 0.005, "{found}, not {of_loop}");
    }
}

#[test]
fn fewer_points_are_nearly_as_good() {
    let scenario = typical();
    let answer = answer(&scenario);
    let of = |points: usize| {
        let range = range(&scenario, &answer, &Points::new(8, points)).expect("a range");
        [range.p10, range.p50, range.p90]
    };
    let best = of(1 << 16);
    for (points, error) in [(1_024, 0.01), (2_048, 0.006), (POINTS, 0.005)] {
        for (found, best) in of(points).into_iter().zip(best) {
            assert!((found / best - 1.0).abs() < error, "{points}: {found}, not {best}");
        }
    }
}

/// First segments end below Haiku's step at 100,000, and what a compaction leaves is above it.
#[test]
fn segments_after_a_compaction_have_a_step_of_their_own() {
    let mut scenario = typical();
    scenario.mix = vec![Share { model: "claude-haiku-5-5".into(), share: 1.0 }];
    (scenario.shape.floor, scenario.shape.growth) = (91_000.0, 10.0);
    scenario.compaction.trigger = Trigger::Threshold;
    (scenario.compaction.threshold, scenario.compaction.summary) = (91_050.0, 9_000.0);
    let answer = answer(&scenario);
    let months = Months::new(&answer, scenario.uncertain());
    assert!(months.is_fast());
    let drawn = months.at(&[]).expect("a price");
    assert!((drawn / answer.month.total - 1.0).abs() < 1e-12, "{drawn}, not {}", answer.month.total);
}
