//! The month over the threshold, exactly: every place at which a segment's length changes.
//!
//! Up to [`MOST`] places all of them are priced. Beyond that (small growth, long sessions)
//! neighbouring ones differ by next to nothing, and what matters is how often a session
//! compacts: then a grid is priced, the least thresholds at which each of the nine sessions
//! compacts once to [`JUMPS`] times, and every place around the best of those: within 0.1% of
//! the least in 500 random cases.

use super::plain::{cheapest, plain, push};
use super::work::{Way, Work};
use super::{Cost, Curve, Point, SAME, Step};
use crate::model::price::Prices;
use crate::model::session::{After, Course, Trajectory, last_within};
use crate::scenario::{Scenario, Trigger};

/// The lowest threshold that is tried: system prompt and tools alone are 20K (Claude Code
/// issues 24079, 25941; 2026).
pub const LOWEST: f64 = 20_000.0;
/// Places that are priced one by one, over all models.
const MOST: f64 = 2_048.0;
/// Places of the grid, compactions followed, and places each way of the best, beyond that.
const GRID: usize = 128;
const JUMPS: u32 = 16;
const AROUND: f64 = 64.0;

pub fn curve(prices: &Prices, scenario: &Scenario) -> Option<Curve> {
    let work = Work::new(prices, scenario)?;
    let mut ways = Limited::all(&work);
    let end = ways.iter().map(|way| way.window).fold(0.0, f64::max);
    if end <= LOWEST {
        return None;
    }
    let (steps, whole) = steps(&work, &mut ways, end);
    let auto = autos(&ways);
    let best = point(&work, &steps, (auto.1, end), |usd| usd.warm);
    let best_cold = point(&work, &steps, (auto.1, end), |usd| usd.cold);
    let (yours, now) = (yours(scenario, auto), work.with(|_| ()));
    let curve = Curve { steps, whole, end, yours, now, best, best_cold };
    curve.best.usd.is_finite().then_some(curve)
}

/// The threshold in force, where it is the same for every model.
fn yours(scenario: &Scenario, (least, most): (f64, f64)) -> Option<f64> {
    match scenario.compaction.trigger {
        Trigger::Threshold => Some(scenario.compaction.threshold),
        Trigger::Auto => (least == most).then_some(most),
        Trigger::Off => None,
    }
}

/// The least and the largest context at which a model compacts by itself.
fn autos(ways: &[Limited]) -> (f64, f64) {
    ways.iter().map(|way| way.autos).fold((f64::INFINITY, 0.0), |a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// A route whose threshold moves.
pub(super) struct Limited {
    way: Way,
    /// The same beyond its window, which then compacts by itself.
    forced: Way,
    scale: f64,
    /// Largest of its models, in their own tokens.
    window: f64,
    /// The least and the largest context at which they compact by themselves.
    autos: (f64, f64),
    /// The window as a limit in the scenario's tokens.
    cap: f64,
    /// Requests that segments from the two starts hold where it was priced last, and what came of it.
    seen: Option<((f64, f64), Cost)>,
}

impl Limited {
    pub fn all(work: &Work) -> Vec<Limited> {
        let at = |threshold: f64| {
            work.routes(|s| (s.compaction.trigger, s.compaction.threshold) = (Trigger::Threshold, threshold))
        };
        let pairs = at(1.0).into_iter().zip(at(f64::MAX));
        let limited = pairs.map(|(mut route, forced)| {
            let cap = forced.course.limit;
            route.course.limit = cap;
            let (scale, window, autos) = (work.scale(&route), work.window(&route), work.autos(&route));
            let (way, forced) = (Way::new(work, route), Way::new(work, forced));
            Limited { way, forced, scale, window, autos, cap, seen: None }
        });
        limited.collect()
    }

    /// The threshold, in the model's own tokens, above which no session ever compacts.
    pub fn reach(&self) -> f64 {
        self.way.peaks.iter().copied().fold(0.0, f64::max).min(self.cap) * self.scale * (1.0 + 2.0 * SAME)
    }

    /// The month just above a threshold, so that rounding does not part what is due together.
    pub fn just_above(&mut self, work: &Work, threshold: f64) -> Cost {
        if threshold > self.cap * self.scale * (1.0 + SAME) {
            return self.forced.cost(work, work.lengths.len());
        }
        let limit = (threshold * (1.0 + SAME / 2.0) / self.scale).min(self.cap);
        let course = &mut self.way.route.course;
        course.limit = limit;
        let holds = |start| last_within(start, course.growth, limit);
        let lengths = (holds(course.floor), holds(second_start(course)));
        if let Some((_, usd)) = self.seen.filter(|(seen, _)| *seen == lengths) {
            return usd;
        }
        let free = self.way.peaks.partition_point(|peak| *peak <= limit);
        let usd = self.way.cost(work, free);
        self.seen = Some((lengths, usd));
        usd
    }

    /// Every threshold above the lowest at which a segment's length changes.
    fn lattices(&self, work: &Work) -> [Lattice; 2] {
        let course = &self.way.route.course;
        let longest = work.longest().unwrap_or(1.0);
        // A pruned segment starts where the last one ended: all of a session is one lattice.
        let most = if course.summarises() { longest.min(course.every) } else { longest };
        let high = self.way.peaks.iter().copied().fold(0.0, f64::max).min(self.cap);
        [course.floor, second_start(course)]
            .map(|start| Lattice::new(start, course.growth, (LOWEST / self.scale, high), most, self.scale))
    }

    /// The least threshold at which a session of so many requests compacts `times` at most.
    fn jump(&self, turns: f64, times: f64) -> Option<f64> {
        let mut course = self.way.route.course;
        let (first, second, growth) = (course.floor, second_start(&course), course.growth);
        // Segments of any size would do it here; those of whole requests do within one growth.
        let least = (turns * growth + first + times * second) / (1.0 + times);
        let above = |start: f64| start + libm::ceil((least - start) / growth).max(1.0) * growth;
        let mut tried = [above(first), above(second), above(first) + growth, above(second) + growth];
        tried.sort_by(f64::total_cmp);
        let few = |limit: &f64| {
            course.limit = *limit;
            Trajectory::new(&course, turns).is_ok_and(|t| t.compactions <= times)
        };
        tried.into_iter().find(few).map(|limit| limit * self.scale)
    }
}

/// Where segments after the first start, once they have settled.
fn second_start(course: &Course) -> f64 {
    match course.after {
        After::Summary { left } => course.floor + left,
        After::Pruned { kept } => course.floor + kept,
    }
}

/// Thresholds at one distance from each other.
#[derive(Clone, Copy)]
struct Lattice {
    first: f64,
    stride: f64,
    count: f64,
}

impl Lattice {
    /// `scale * (start + i * growth)` for the whole i from 1 to `most` that lie within.
    fn new(start: f64, growth: f64, (low, high): (f64, f64), most: f64, scale: f64) -> Lattice {
        let index = |value: f64| libm::floor((value - start) / growth + SAME);
        let (from, to) = if growth > 0.0 {
            ((index(low) + 1.0).max(1.0), index(high).min(most))
        } else {
            // Without growth every request compacts below the start, and none above it.
            (1.0, if start > low && start <= high { 1.0 } else { 0.0 })
        };
        let first = (start + from * growth) * scale;
        Lattice { first, stride: growth * scale, count: (to - from + 1.0).max(0.0) }
    }

    fn at(&self, index: f64) -> f64 {
        self.first + index * self.stride
    }

    /// The part of it around a place.
    fn around(&self, place: f64) -> Lattice {
        let middle = if self.stride > 0.0 { libm::floor((place - self.first) / self.stride) } else { 0.0 };
        let from = (middle - AROUND).clamp(0.0, self.count);
        let count = (middle + AROUND + 1.0).clamp(from, self.count) - from;
        Lattice { first: self.at(from), count, ..*self }
    }
}

/// The steps, and whether they are all.
fn steps(work: &Work, ways: &mut [Limited], end: f64) -> (Vec<Step>, bool) {
    let mut lattices: Vec<Lattice> = ways.iter().flat_map(|way| way.lattices(work)).collect();
    let few = lattices.iter().map(|lattice| lattice.count).sum::<f64>() <= MOST;
    let single = |first| Lattice { first, stride: 0.0, count: 1.0 };
    // Where a window takes over; a hair above it, so that the window itself is a threshold too.
    let taken_over = ways.iter().map(|way| single(way.cap * way.scale * (1.0 + 2.0 * SAME)));
    let mut others: Vec<Lattice> = taken_over.collect();
    if few {
        others.append(&mut lattices);
        return (sweep(work, ways, &merged(&others, end)), true);
    }
    others.extend(sparse(work, ways, end).into_iter().map(single));
    let rough = sweep(work, ways, &merged(&others, end));
    for usd in [|usd: &Cost| usd.warm, |usd: &Cost| usd.cold] {
        let best = rough[cheapest(&rough, usd)].from;
        others.extend(lattices.iter().map(|lattice| lattice.around(best)));
    }
    (sweep(work, ways, &merged(&others, end)), false)
}

/// A grid as even as the eye's, and the thresholds at which sessions compact once less.
fn sparse(work: &Work, ways: &[Limited], end: f64) -> Vec<f64> {
    let ratio = libm::log(end / LOWEST) / GRID as f64;
    let mut all: Vec<f64> = (1..GRID).map(|i| LOWEST * libm::exp(ratio * i as f64)).collect();
    for way in ways {
        for length in &work.lengths {
            all.extend((1..=JUMPS).filter_map(|times| way.jump(length.requests, f64::from(times))));
        }
    }
    all
}

/// The lowest threshold and those of all lattices up to the end, each once, rising.
fn merged(lattices: &[Lattice], end: f64) -> Vec<f64> {
    let mut all = vec![LOWEST];
    let mut next: Vec<(f64, f64, Lattice)> =
        lattices.iter().filter(|l| l.count > 0.0).map(|l| (l.first, 0.0, *l)).collect();
    loop {
        let least = next.iter_mut().min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((value, index, lattice)) = least.filter(|(value, _, _)| *value <= end) else { break };
        let last = all.last().copied().unwrap_or(LOWEST);
        if *value > last * (1.0 + SAME) {
            all.push(*value);
        }
        *index += 1.0;
        *value = if *index < lattice.count { lattice.at(*index) } else { f64::INFINITY };
    }
    all
}

fn sweep(work: &Work, ways: &mut [Limited], thresholds: &[f64]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(thresholds.len());
    for threshold in thresholds {
        let usd = ways.iter_mut().map(|way| way.just_above(work, *threshold)).fold(work.around(), Cost::plus);
        push(&mut steps, *threshold, usd);
    }
    steps
}

/// The cheapest threshold: a round one within its step, that by itself costs as little.
fn point(work: &Work, steps: &[Step], (auto, end): (f64, f64), usd: fn(&Cost) -> f64) -> Point {
    let step = cheapest(steps, usd);
    let least = usd(&steps[step].usd);
    let (from, to) = (steps[step].from, steps.get(step + 1).map_or(end, |next| next.from));
    let true_usd = |threshold: f64| {
        usd(&work.with(|s| (s.compaction.trigger, s.compaction.threshold) = (Trigger::Threshold, threshold)))
    };
    // At the end of the curve nothing is due any more: what auto does is what people know.
    let at = if to >= end && from <= auto { auto } else { plain(from, to) };
    // Rounding may put the step's first threshold below it; a step between places that were
    // left out may end early.
    let tried = [at, plain(from * (1.0 + SAME), to), from, from * (1.0 + SAME)];
    let mut best = Point { at, usd: f64::INFINITY };
    for at in tried {
        let usd = true_usd(at);
        if usd < best.usd {
            best = Point { at, usd };
        }
        if usd <= least * (1.0 + SAME) {
            break;
        }
    }
    best
}
