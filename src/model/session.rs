//! The session: a run of requests that share one growing context, in closed form.
//!
//! A segment is the stretch between two compactions; its i-th request sends
//! `p(i) = b + i * growth`. Segments that follow each other at one distance form a
//! [`Run`], and a session is a handful of runs whatever the number of its requests
//! ([`Trajectory`]). What a model is billed for in a run is a sum of constants, an
//! arithmetic series and, where requests are routed, a geometric one ([`sums`]). Only what long
//! pauses do to large contexts takes a pass over the requests ([`idle`]).
//!
//! Sizes are in tokens of the scenario's tokenizer; a model whose own tokens are
//! smaller or larger sees its limits and steps divided by the factor instead.

pub mod idle;
pub mod sums;

/// More than any session has; see [`Trajectory::new`].
const MOST_RUNS: usize = 12;
/// Requests; the fields of a scenario allow 20 million.
pub(crate) const MORE_THAN_ANY_SESSION: f64 = 1e12;

/// What decides where the context goes, in tokens and requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    pub floor: f64,
    pub growth: f64,
    /// Compaction is due when the next prompt would exceed it.
    pub limit: f64,
    /// No prompt may exceed it.
    pub window: f64,
    /// Compact after so many requests as well; infinite is never.
    pub every: f64,
    pub after: After,
    /// Context from which a long pause compacts; infinite where none does. See [`idle`].
    pub idle_from: f64,
}

/// What a compaction leaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum After {
    /// One more request whose output is a summary; `left` is summary and reacquired tokens.
    Summary { left: f64 },
    /// No request; at most so many tokens of history stay.
    Pruned { kept: f64 },
}

/// `count` segments of `length` requests, each starting `stride` above the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Run {
    /// Context before the first segment's first request.
    pub base: f64,
    pub stride: f64,
    pub length: f64,
    pub count: f64,
    /// Requests of the session before it, and with the compaction requests.
    pub first: f64,
    pub sent: f64,
    /// How many of the segments end in a compaction.
    pub closed: f64,
}

/// A session's runs. Nothing here depends on prices, hit rate or model.
#[derive(Clone, Copy, Debug)]
pub struct Trajectory {
    runs: [Run; MOST_RUNS],
    len: usize,
    pub turns: f64,
    pub compactions: f64,
    /// The largest prompt.
    pub peak: f64,
    /// History tokens that went through a pruning service.
    pub pruned: f64,
    /// Every request after the first compaction compacts again, because of its size.
    pub thrashing: bool,
}

/// A segment's first prompt would be this large, over the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DoesNotFit {
    pub needs: f64,
}

impl Course {
    /// Requests that a segment starting from `base` holds: always at least one.
    fn length(&self, base: f64) -> f64 {
        self.every.min(last_within(base, self.growth, self.limit)).max(1.0)
    }

    /// Where the segment after one of `length` requests from `base` starts.
    fn next_base(&self, base: f64, length: f64) -> f64 {
        match self.after {
            After::Summary { left } => self.floor + left,
            After::Pruned { kept } => self.floor + kept.min(base + length * self.growth - self.floor),
        }
    }

    /// How many segments from `base` follow each other at one stride, and that stride.
    /// Pruning that cuts nothing yet lets the context go on growing; all else repeats.
    fn repeats(&self, base: f64, length: f64) -> (f64, f64) {
        if self.next_base(base, length) == base {
            return (f64::INFINITY, 0.0);
        }
        let After::Pruned { kept } = self.after else { return (1.0, 0.0) };
        let stride = length * self.growth;
        let uncut = (kept - (base - self.floor)) / stride;
        let alike = if length == 1.0 { f64::INFINITY } else { (self.limit - base) / stride };
        // One less than the quotient: rounding must never carry a run past its end.
        ((libm::floor(uncut.min(alike)) - 1.0).max(1.0), stride)
    }
}

impl Trajectory {
    /// The runs of `turns` requests. A first segment, a stretch of uncut pruning in
    /// full, shorter and single-request segments with their ends, the steady segments
    /// and a rest: that is at most ten.
    pub fn new(course: &Course, turns: f64) -> Result<Trajectory, DoesNotFit> {
        let mut all = Trajectory {
            runs: [Run::default(); MOST_RUNS],
            len: 0,
            turns,
            compactions: 0.0,
            peak: 0.0,
            pruned: 0.0,
            thrashing: false,
        };
        let (mut base, mut first) = (course.floor, 0.0);
        while first < turns && all.len < MOST_RUNS {
            let run = all.next_run(course, base, first);
            all.push(course, run)?;
            first += run.length * run.count;
            base = course.next_base(base + (run.count - 1.0) * run.stride, run.length);
        }
        debug_assert!(first >= turns, "{MOST_RUNS} runs do not hold {turns} requests of {course:?}");
        Ok(all)
    }

    fn next_run(&self, course: &Course, base: f64, first: f64) -> Run {
        let left = self.turns - first;
        let full = course.length(base);
        let sent = first + if course.summarises() { self.compactions } else { 0.0 };
        if full >= left {
            return Run { base, length: left, count: 1.0, first, sent, ..Run::default() };
        }
        let (repeats, stride) = course.repeats(base, full);
        let count = repeats.min(libm::floor(left / full));
        // A compaction comes before a request: the session's last segment has none.
        let closed = if count * full < left { count } else { count - 1.0 };
        Run { base, stride, length: full, count, first, sent, closed }
    }

    fn push(&mut self, course: &Course, run: Run) -> Result<(), DoesNotFit> {
        let top = run.base + (run.count - 1.0) * run.stride;
        if top + course.growth > course.window {
            return Err(DoesNotFit { needs: top + course.growth });
        }
        let by_size = run.length < course.every && run.closed > 0.0;
        let after_another = self.compactions > 0.0 || run.closed > 1.0;
        self.thrashing |= after_another && by_size && run.length == 1.0;
        self.compactions += run.closed;
        self.peak = self.peak.max(top + run.length * course.growth);
        if !course.summarises() {
            let history = run.base + run.length * course.growth - course.floor;
            self.pruned += run.closed * history + run.stride * run.closed * (run.closed - 1.0) / 2.0;
        }
        self.runs[self.len] = run;
        self.len += 1;
        Ok(())
    }

    pub fn runs(&self) -> &[Run] {
        &self.runs[..self.len]
    }
}

impl Course {
    /// What a summary leaves beside the floor; nothing where none is made.
    fn left(&self) -> f64 {
        match self.after {
            After::Summary { left } => left,
            After::Pruned { .. } => 0.0,
        }
    }

    pub fn summarises(&self) -> bool {
        matches!(self.after, After::Summary { .. })
    }
}

/// The largest whole `i` with `base + i * growth <= limit`, 0 where there is none.
/// The quotient is only a guess: the comparison itself decides, as a walk would.
pub(crate) fn last_within(base: f64, growth: f64, limit: f64) -> f64 {
    if base + growth > limit {
        return 0.0;
    }
    if growth <= 0.0 || limit.is_infinite() {
        return f64::INFINITY;
    }
    let mut i = libm::floor((limit - base) / growth).max(1.0);
    if i > MORE_THAN_ANY_SESSION {
        return f64::INFINITY;
    }
    // Rounding puts the guess off by one at most; the bound only says that this ends.
    for _ in 0..2 {
        if base + i * growth > limit {
            i -= 1.0;
        } else if base + (i + 1.0) * growth <= limit {
            i += 1.0;
        }
    }
    i
}

impl Trajectory {
    /// The prompt of the i-th request, counted from 1; 0 beyond the session.
    pub fn prompt(&self, course: &Course, request: f64) -> f64 {
        let Some(run) = self.runs().iter().rev().find(|run| run.first < request) else { return 0.0 };
        let inside = request - run.first - 1.0;
        let segment = libm::floor(inside / run.length);
        if request > self.turns || segment >= run.count {
            return 0.0;
        }
        run.base + segment * run.stride + (inside - segment * run.length + 1.0) * course.growth
    }

    /// The requests before which compactions come, the first `most` of them.
    pub fn compacted_before(&self, most: usize) -> Vec<f64> {
        let of_run = |run: &Run| {
            let (first, length, closed) = (run.first, run.length, run.closed.min(most as f64) as usize);
            (1..=closed).map(move |j| first + j as f64 * length + 1.0)
        };
        self.runs().iter().flat_map(of_run).take(most).collect()
    }
}
