//! The range of a task beside tasks that are drawn at random.

use crate::seeded::Seeded;
use crate::{on, table, two, usd, with};
use sawtooth::decisions::tasks::TaskUsd;
use sawtooth::model::estimate::estimate;
use sawtooth::scenario::*;

/// MODEL.md section 6, to the digits of `statistics.NormalDist`.
const Z: [f64; 5] = [0.0, 0.282_216_147_1, 0.589_455_797_8, 0.967_421_566_1, 1.593_218_818_0];

const TIMES: usize = 200_000;

/// A model that sessions run on.
struct Model {
    share: f64,
    /// What its nine sessions cost, each priced as a scenario of its own.
    nine: Vec<f64>,
    longest: f64,
}

fn models(one: &Scenario) -> Vec<Model> {
    let of_model = |share: &Share| {
        let session = |k: usize| {
            let z = if k < 4 { -Z[4 - k] } else { Z[k - 4] };
            let requests = one.median_requests() * (one.work.spread.ln() / 1.281_551_6 * z).exp();
            let mut alone = Scenario { mix: on(&share.model), ..one.clone() };
            (alone.work.spread, alone.work.requests_per_message) = (1.0, 1.0);
            alone.work.messages = requests.round().max(1.0);
            estimate(table(), &alone).answer.expect("a price").session.total
        };
        let nine: Vec<f64> = (0..9).map(session).collect();
        Model { share: share.share, longest: longest(&nine), nine }
    };
    one.mix.iter().map(of_model).collect()
}

/// What a session costs that is so far from the median in a normal distribution: in equal ratios from
/// one of the nine to the next, beyond the first as the first, beyond the last as `longest`.
fn at(z: f64, nine: &[f64], longest: f64) -> f64 {
    let place = |k: usize| if k < 4 { -Z[4 - k] } else { Z[k - 4] };
    match (0..9).find(|k| z < place(*k)) {
        Some(0) => nine[0],
        Some(k) => nine[k - 1] * (nine[k] / nine[k - 1]).powf((z - place(k - 1)) / (place(k) - place(k - 1))),
        None => longest,
    }
}

/// Of a normal distribution, by the way of Box and Muller.
fn normal(random: &mut Seeded) -> f64 {
    (-2.0 * (1.0 - random.next()).ln()).sqrt() * (random.next() * std::f64::consts::TAU).cos()
}

/// What gives sessions that are drawn so the mean of the nine.
fn longest(nine: &[f64]) -> f64 {
    let mut random = Seeded(1);
    let (mut within, mut beyond) = (0.0, 0.0);
    for _ in 0..TIMES {
        let z = normal(&mut random);
        within += at(z, nine, 0.0);
        beyond += if z >= Z[4] { 1.0 } else { 0.0 };
    }
    (nine.iter().sum::<f64>() / 9.0 * TIMES as f64 - within) / beyond
}

/// One session at random; `between` takes lengths from between the nine points too.
fn draw(of: &[Model], random: &mut Seeded, between: bool) -> f64 {
    let mut left = random.next();
    let chosen = of.iter().find(|model| {
        left -= model.share;
        left < 0.0
    });
    let model = chosen.unwrap_or(&of[of.len() - 1]);
    match between {
        true => at(normal(random), &model.nine, model.longest),
        false => model.nine[(random.next() * 9.0) as usize],
    }
}

/// Mean, tenth and ninetieth percentile of many such tasks.
fn simulated(scenario: &Scenario, between: bool) -> TaskUsd {
    let mut random = Seeded(2026);
    let kinds: Vec<_> = scenario.by_kind().map(|(one, _)| models(&one)).collect();
    let task = &scenario.tasks[0];
    // Sums of many differ less: fewer do.
    let times = TIMES / (1 + task.counts.iter().sum::<f64>() as usize / 4);
    let mut all: Vec<f64> = (0..times)
        .map(|_| {
            let mut sum = 0.0;
            for (kind, of) in kinds.iter().enumerate() {
                let mut left = task.count(kind);
                while left > 0.0 {
                    if left >= 1.0 || random.next() < left {
                        sum += draw(of, &mut random, between);
                    }
                    left -= 1.0;
                }
            }
            sum
        })
        .collect();
    all.sort_by(f64::total_cmp);
    let mean = all.iter().sum::<f64>() / times as f64;
    TaskUsd { mean, low: all[times / 10], high: all[times / 10 * 9] }
}

#[test]
fn range_is_that_of_simulated_tasks() {
    let near = |a: f64, b: f64, by: f64| (a - b).abs() <= by * b;
    for counts in [&[1.0][..], &[0.0, 1.0], &[1.0, 2.0], &[0.5, 1.5], &[3.0, 10.0], &[40.0], &[100.0, 0.5]] {
        let scenario = with(two(), counts);
        let (found, simulated) = (usd(&scenario), simulated(&scenario, true));
        let holds = near(found.mean, simulated.mean, 0.01)
            && near(found.low, simulated.low, 0.02)
            && near(found.high, simulated.high, 0.02);
        assert!(holds, "{counts:?}: {found:?}, simulated {simulated:?}");
    }
    // Where there are several sessions, it matters little what is between the nine points.
    for counts in [&[3.0, 2.0][..], &[8.0], &[30.0, 30.0]] {
        let scenario = with(two(), counts);
        let (found, simulated) = (usd(&scenario), simulated(&scenario, false));
        let holds = near(found.mean, simulated.mean, 0.01)
            && near(found.low, simulated.low, 0.04)
            && near(found.high, simulated.high, 0.04);
        assert!(holds, "{counts:?}: {found:?}, simulated {simulated:?}");
    }
}
