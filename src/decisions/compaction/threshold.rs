//! The month over the threshold, exactly: every place at which a segment's length changes.
//!
//! Up to [`MOST`] places all of them are priced. Beyond that (small growth, long sessions)
//! neighbouring ones differ by next to nothing, and what matters is how often a session
//! compacts: then a grid is priced, the least thresholds at which each of the nine sessions
//! compacts once to [`JUMPS`] times, and every place around the best of those: within 0.1% of
//! the least in 500 random cases.

use super::plain::{cheapest, plain, push};
use super::work::{Way, Work, kinds};
use super::{Cost, Curve, Point, SAME, Step};
use crate::model::price::Prices;
use crate::model::room::room_needed;
use crate::model::session::{After, Course, Trajectory, last_within};
use crate::scenario::{Compaction, Scenario, Trigger};

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
    let mut kinds = Kinds::new(prices, scenario)?;
    let end = kinds.ways().map(|(_, way)| way.window).fold(0.0, f64::max);
    if end <= LOWEST {
        return None;
    }
    let (steps, whole) = steps(&mut kinds, end);
    let auto = kinds.autos();
    let best = point(&kinds, &steps, (auto.1, end), |usd| usd.warm);
    let best_cold = point(&kinds, &steps, (auto.1, end), |usd| usd.cold);
    let (yours, now) = (kinds.yours(scenario, auto), kinds.now());
    let curve = Curve { steps, whole, end, yours, now, best, best_cold };
    curve.best.usd.is_finite().then_some(curve)
}

/// A kind of session under a threshold that moves.
struct Kind<'a> {
    work: Work<'a>,
    ways: Vec<Limited>,
    /// The month as it is.
    now: Cost,
    /// The least threshold that leaves room.
    needs: f64,
}

/// All kinds. One without room under a threshold stays as it is, as long as there is one that has
/// room: where none has, all obey it, and thrash (MODEL.md sections 4 and 9).
pub(super) struct Kinds<'a>(Vec<Kind<'a>>);

impl<'a> Kinds<'a> {
    pub fn new(prices: &'a Prices, scenario: &Scenario) -> Option<Kinds<'a>> {
        let kind = |work: Work<'a>| {
            let (now, needs) = (work.with(|_| ()), room_needed(prices, &work.bare));
            let ways = Limited::all(&work);
            Kind { work, ways, now, needs }
        };
        Some(Kinds(kinds(prices, scenario)?.into_iter().map(kind).collect()))
    }

    /// The same with thresholds that take the place of a count of requests.
    pub fn instead_of_counts(prices: &'a Prices, scenario: &Scenario) -> Option<Kinds<'a>> {
        let mut all = Kinds::new(prices, scenario)?;
        for Kind { work, ways, .. } in all.0.iter_mut().filter(|kind| kind.work.bare.compaction.every > 0.0) {
            work.bare.compaction.every = 0.0;
            *ways = Limited::all(work);
        }
        Some(all)
    }

    fn ways(&self) -> impl Iterator<Item = (&Work<'a>, &Limited)> {
        self.0.iter().flat_map(|kind| kind.ways.iter().map(|way| (&kind.work, way)))
    }

    /// The least and the largest context at which a model compacts by itself.
    fn autos(&self) -> (f64, f64) {
        self.ways().map(|(_, way)| way.autos).fold((f64::INFINITY, 0.0), |a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    fn now(&self) -> Cost {
        self.0.iter().map(|kind| kind.now).fold(Cost::default(), Cost::plus)
    }

    /// Whether none has room.
    fn none_fits(&self, threshold: f64) -> bool {
        self.0.iter().all(|kind| kind.needs > threshold)
    }

    /// The least context from which a long pause compacts, in the model's own tokens.
    pub fn idle_from(&self) -> f64 {
        self.ways().map(|(_, way)| way.way.route.course.idle_from * way.scale).fold(f64::INFINITY, f64::min)
    }

    /// The threshold above which all cost the same.
    pub fn reach(&self) -> f64 {
        let kinds = self.0.iter().map(|kind| kind.needs);
        self.ways().map(|(_, way)| way.reach()).chain(kinds.filter(|_| self.0.len() > 1)).fold(0.0, f64::max)
    }

    /// The month just above a threshold.
    pub fn just_above(&mut self, threshold: f64) -> Cost {
        let above = threshold * (1.0 + SAME);
        let all_obey = self.none_fits(above);
        let month = |Kind { work, ways, now, needs }: &mut Kind| match all_obey || *needs <= above {
            true => {
                ways.iter_mut().map(|way| way.just_above(work, threshold)).fold(work.around(), Cost::plus)
            }
            false => *now,
        };
        self.0.iter_mut().map(month).fold(Cost::default(), Cost::plus)
    }

    /// The month at a threshold, priced by itself.
    fn at(&self, threshold: f64) -> Cost {
        let all_obey = self.none_fits(threshold);
        let set = |s: &mut Scenario| {
            (s.compaction.trigger, s.compaction.threshold) = (Trigger::Threshold, threshold)
        };
        let month = |kind: &Kind| match all_obey || kind.needs <= threshold {
            true => kind.work.with(set),
            false => kind.now,
        };
        self.0.iter().map(month).fold(Cost::default(), Cost::plus)
    }

    /// The threshold in force, where it is the same for every model and kind.
    fn yours(&self, scenario: &Scenario, (least, most): (f64, f64)) -> Option<f64> {
        let like = |compaction: &Compaction| {
            let set = (compaction.trigger, scenario.compaction.trigger);
            set.0 == set.1
                && (set.0 != Trigger::Threshold || compaction.threshold == scenario.compaction.threshold)
        };
        match scenario.compaction.trigger {
            _ if self.0.iter().any(|kind| !like(&kind.work.bare.compaction)) => None,
            Trigger::Threshold => Some(scenario.compaction.threshold),
            Trigger::Auto => (least == most).then_some(most),
            Trigger::Off => None,
        }
    }
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
#[derive(Clone, Copy, PartialEq)]
struct Lattice {
    first: f64,
    stride: f64,
    count: f64,
}

impl Lattice {
    /// `scale * (start + i * growth)` for the whole i from 1 to `most` that lie within.
    fn new(start: f64, growth: f64, (low, high): (f64, f64), most: f64, scale: f64) -> Lattice {
        // What rounding of a context leaves is more than SAME of a growth that is tiny beside it.
        let rounding = |value: f64| (4.0 * f64::EPSILON * value / growth).clamp(SAME, 0.5);
        let index = |value: f64| libm::floor((value - start) / growth + rounding(value));
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
fn steps(kinds: &mut Kinds, end: f64) -> (Vec<Step>, bool) {
    let mut lattices: Vec<Lattice> = Vec::new();
    for lattice in kinds.ways().flat_map(|(work, way)| way.lattices(work)) {
        // Kinds that compact alike have their places in common.
        if !lattices.contains(&lattice) {
            lattices.push(lattice);
        }
    }
    let few = lattices.iter().map(|lattice| lattice.count).sum::<f64>() <= MOST;
    let single = |first| Lattice { first, stride: 0.0, count: 1.0 };
    // Where a window takes over; a hair above it, so that the window itself is a threshold too.
    let taken_over = kinds.ways().map(|(_, way)| single(way.cap * way.scale * (1.0 + 2.0 * SAME)));
    // Where a kind has room from.
    let room = kinds.0.iter().filter(|_| kinds.0.len() > 1).map(|kind| single(kind.needs.max(LOWEST)));
    let mut others: Vec<Lattice> = taken_over.chain(room).collect();
    if few {
        others.append(&mut lattices);
        return (sweep(kinds, &merged(&others, end)), true);
    }
    others.extend(sparse(kinds, end).into_iter().map(single));
    let rough = sweep(kinds, &merged(&others, end));
    for usd in [|usd: &Cost| usd.warm, |usd: &Cost| usd.cold] {
        let best = rough[cheapest(&rough, usd)].from;
        others.extend(lattices.iter().map(|lattice| lattice.around(best)));
    }
    (sweep(kinds, &merged(&others, end)), false)
}

/// A grid as even as the eye's, and the thresholds at which sessions compact once less.
fn sparse(kinds: &Kinds, end: f64) -> Vec<f64> {
    let ratio = libm::log(end / LOWEST) / GRID as f64;
    let mut all: Vec<f64> = (1..GRID).map(|i| LOWEST * libm::exp(ratio * i as f64)).collect();
    for (work, way) in kinds.ways() {
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

fn sweep(kinds: &mut Kinds, thresholds: &[f64]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(thresholds.len());
    for threshold in thresholds {
        push(&mut steps, *threshold, kinds.just_above(*threshold));
    }
    steps
}

/// The cheapest threshold: a round one within its step, that by itself costs as little.
fn point(kinds: &Kinds, steps: &[Step], (auto, end): (f64, f64), usd: fn(&Cost) -> f64) -> Point {
    let step = cheapest(steps, usd);
    let least = usd(&steps[step].usd);
    let (from, to) = (steps[step].from, steps.get(step + 1).map_or(end, |next| next.from));
    let true_usd = |threshold: f64| usd(&kinds.at(threshold));
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
