//! The month over the requests after which a session compacts, its own trigger kept.
//!
//! Up to [`MOST`] requests every number is priced. Sessions that are longer get all up to
//! [`DENSE`], a grid, the numbers at which one of the nine compacts once less, and every
//! number around the best of those.

use super::plain::{cheapest, push};
use super::work::{Way, Work, kinds};
use super::{Cost, Curve, Point, Step};
use crate::model::price::Prices;
use crate::scenario::Scenario;

const MOST: f64 = 1_024.0;
const DENSE: f64 = 128.0;
const GRID: u32 = 128;
const JUMPS: u32 = 16;
const AROUND: f64 = 64.0;

pub fn curve(prices: &Prices, scenario: &Scenario) -> Option<Curve> {
    let mut kinds: Vec<Kind> = kinds(prices, scenario)?.into_iter().map(Kind::new).collect();
    let longest = kinds.iter().filter_map(|kind| kind.work.longest()).reduce(f64::max)?;
    let whole = longest <= MOST;
    let mut numbers = if whole { numbered(1.0, longest) } else { sparse(&kinds, longest) };
    let mut steps = sweep(&mut kinds, &numbers);
    if !whole {
        let best = steps[cheapest(&steps, |usd| usd.warm)].from;
        numbers.extend(numbered((best - AROUND).max(1.0), (best + AROUND).min(longest)));
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        steps = sweep(&mut kinds, &numbers);
    }
    let all_as_first = kinds.iter().all(|kind| kind.work.bare.compaction.every == scenario.compaction.every);
    let yours = Some(scenario.compaction.every).filter(|every| *every > 0.0 && all_as_first);
    let now = kinds.iter().map(|kind| kind.work.with(|_| ())).fold(Cost::default(), Cost::plus);
    let [best, best_cold] = [|usd: &Cost| usd.warm, |usd: &Cost| usd.cold].map(|usd| point(&steps, usd));
    let curve = Curve { steps, whole, end: longest, yours, now, best, best_cold };
    curve.best.usd.is_finite().then_some(curve)
}

fn numbered(from: f64, to: f64) -> Vec<f64> {
    (0..=(to - from).max(0.0) as usize).map(|i| from + i as f64).collect()
}

/// A kind of session along courses that a count of requests compacts.
struct Kind<'a> {
    work: Work<'a>,
    ways: Vec<Way>,
}

impl Kind<'_> {
    fn new(work: Work) -> Kind {
        let mut routes = work.routes(|s| s.compaction.every = 1.0);
        routes.iter_mut().for_each(|route| route.course.every = f64::INFINITY);
        let ways = routes.into_iter().map(|route| Way::new(&work, route)).collect();
        Kind { work, ways }
    }

    fn month(&mut self, every: f64) -> Cost {
        let Kind { work, ways } = self;
        let free = work.lengths.partition_point(|length| length.requests <= every);
        let cost = |way: &mut Way| {
            way.route.course.every = every;
            way.cost(work, free)
        };
        ways.iter_mut().map(cost).fold(work.around(), Cost::plus)
    }
}

fn sparse(kinds: &[Kind], longest: f64) -> Vec<f64> {
    let mut all = numbered(1.0, DENSE);
    let ratio = libm::log(longest / DENSE) / f64::from(GRID);
    all.extend((1..=GRID).map(|i| libm::round(DENSE * libm::exp(ratio * f64::from(i)))));
    for length in kinds.iter().flat_map(|kind| &kind.work.lengths) {
        all.extend((1..=JUMPS).map(|times| libm::ceil(length.requests / (1.0 + f64::from(times)))));
    }
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

fn sweep(kinds: &mut [Kind], numbers: &[f64]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(numbers.len());
    for number in numbers {
        let months = kinds.iter_mut().map(|kind| kind.month(*number));
        push(&mut steps, *number, months.fold(Cost::default(), Cost::plus));
    }
    steps
}

fn point(steps: &[Step], usd: fn(&Cost) -> f64) -> Point {
    let step = &steps[cheapest(steps, usd)];
    Point { at: step.from, usd: usd(&step.usd) }
}
