//! The month over the requests after which a session compacts, its own trigger kept.
//!
//! Up to [`MOST`] requests every number is priced. Sessions that are longer get all up to
//! [`DENSE`], a grid, the numbers at which one of the nine compacts once less, and every
//! number around the best of those.

use super::plain::{cheapest, push};
use super::work::{Way, Work};
use super::{Cost, Curve, Point, Step};
use crate::model::price::Prices;
use crate::scenario::Scenario;

const MOST: f64 = 1_024.0;
const DENSE: f64 = 128.0;
const GRID: u32 = 128;
const JUMPS: u32 = 16;
const AROUND: f64 = 64.0;

pub fn curve(prices: &Prices, scenario: &Scenario) -> Option<Curve> {
    let work = Work::new(prices, scenario)?;
    let mut ways: Vec<Way> = work
        .routes(|s| s.compaction.every = 1.0)
        .into_iter()
        .map(|mut route| {
            route.course.every = f64::INFINITY;
            Way::new(&work, route)
        })
        .collect();
    let longest = work.longest()?;
    let whole = longest <= MOST;
    let mut numbers = if whole { numbered(1.0, longest) } else { sparse(&work, longest) };
    let mut steps = sweep(&work, &mut ways, &numbers);
    if !whole {
        let best = steps[cheapest(&steps, |usd| usd.warm)].from;
        numbers.extend(numbered((best - AROUND).max(1.0), (best + AROUND).min(longest)));
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        steps = sweep(&work, &mut ways, &numbers);
    }
    let yours = Some(scenario.compaction.every).filter(|every| *every > 0.0);
    let [best, best_cold] = [|usd: &Cost| usd.warm, |usd: &Cost| usd.cold].map(|usd| point(&steps, usd));
    let curve = Curve { steps, whole, end: longest, yours, now: work.with(|_| ()), best, best_cold };
    curve.best.usd.is_finite().then_some(curve)
}

fn numbered(from: f64, to: f64) -> Vec<f64> {
    (0..=(to - from).max(0.0) as usize).map(|i| from + i as f64).collect()
}

fn sparse(work: &Work, longest: f64) -> Vec<f64> {
    let mut all = numbered(1.0, DENSE);
    let ratio = libm::log(longest / DENSE) / f64::from(GRID);
    all.extend((1..=GRID).map(|i| libm::round(DENSE * libm::exp(ratio * f64::from(i)))));
    for length in &work.lengths {
        all.extend((1..=JUMPS).map(|times| libm::ceil(length.requests / (1.0 + f64::from(times)))));
    }
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

fn sweep(work: &Work, ways: &mut [Way], numbers: &[f64]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(numbers.len());
    for number in numbers {
        let free = work.lengths.partition_point(|length| length.requests <= *number);
        let cost = |way: &mut Way| {
            way.route.course.every = *number;
            way.cost(work, free)
        };
        push(&mut steps, *number, ways.iter_mut().map(cost).fold(work.around(), Cost::plus));
    }
    steps
}

fn point(steps: &[Step], usd: fn(&Cost) -> f64) -> Point {
    let step = &steps[cheapest(steps, usd)];
    Point { at: step.from, usd: usd(&step.usd) }
}
