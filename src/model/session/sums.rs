//! What one model is billed for in a session: prompts, carried parts and output, by tier.

use super::{Course, Run, Trajectory, last_within};

/// One model's view of a trajectory. Sizes in the scenario's tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Server {
    /// The chance that a request goes to this model; 1 unless requests are routed.
    pub share: f64,
    /// Prompts above it are billed at the upper tier; infinite without a step.
    pub step: f64,
    /// Share of the floor that another session left in the cache.
    pub warm: f64,
}

/// Token sums of one kind of request by tier: lower, upper.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    pub requests: [f64; 2],
    pub prompt: [f64; 2],
    /// What stood in the model's cache, if it is still there: read at the hit rate.
    pub carried: [f64; 2],
    /// The same after a gap that was surely no long pause, see [`super::idle`].
    pub unpaused: [f64; 2],
    /// Surely read: the session's first read of a warm floor, and compactions in a pause.
    pub warm: [f64; 2],
}

/// Sums over one session, all multiplied by the model's share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SessionSums {
    pub main: Sums,
    pub compaction: Sums,
}

impl SessionSums {
    pub fn of(course: &Course, server: &Server, trajectory: &Trajectory) -> SessionSums {
        let mut sums = SessionSums::default();
        let decay = Decay::new(server.share);
        for run in trajectory.runs() {
            Tally { course, server, decay, run }.add(&mut sums);
        }
        sums.separate_first_request(course, server, trajectory.turns);
        sums.main.scale(server.share);
        sums.compaction.scale(server.share);
        sums
    }

    /// The first request reads what another session left, whatever the hit rate.
    fn separate_first_request(&mut self, course: &Course, server: &Server, turns: f64) {
        let tier = usize::from(course.floor + course.growth > server.step);
        let read = server.warm * course.floor;
        let others = (self.main.carried[tier] - read).max(0.0);
        // With one request nothing is carried: rounding's last digit is not a cache.
        self.main.carried[tier] = if turns > 1.0 { others } else { 0.0 };
        self.main.warm[tier] = read;
    }
}

impl SessionSums {
    pub fn add_times(&mut self, other: &SessionSums, times: f64) {
        self.main.add_times(&other.main, times);
        self.compaction.add_times(&other.compaction, times);
    }
}

impl Sums {
    fn scale(&mut self, times: f64) {
        let Sums { requests, prompt, carried, unpaused, warm } = self;
        for sums in [requests, prompt, carried, unpaused, warm] {
            sums[0] *= times;
            sums[1] *= times;
        }
    }

    pub fn add_times(&mut self, other: &Sums, times: f64) {
        for tier in 0..2 {
            self.requests[tier] += other.requests[tier] * times;
            self.prompt[tier] += other.prompt[tier] * times;
            self.carried[tier] += other.carried[tier] * times;
            self.unpaused[tier] += other.unpaused[tier] * times;
            self.warm[tier] += other.warm[tier] * times;
        }
    }
}

/// Powers and sums of q = 1 - share, in forms that keep their digits for a small share.
#[derive(Clone, Copy)]
struct Decay {
    share: f64,
    /// ln q; minus infinity where one model serves all.
    ln: f64,
}

impl Decay {
    fn new(share: f64) -> Decay {
        let ln = if share >= 1.0 { f64::NEG_INFINITY } else { libm::log1p(-share) };
        Decay { share, ln }
    }

    /// q^k
    fn power(self, k: f64) -> f64 {
        if self.ln == f64::NEG_INFINITY { f64::from(k == 0.0) } else { libm::exp(k * self.ln) }
    }

    /// Sum of q^j over j in 0..k
    fn sum(self, k: f64) -> f64 {
        // Exact, so that a request that can carry nothing does not seem to carry a last digit.
        if k <= 1.0 {
            return k;
        }
        if self.ln == f64::NEG_INFINITY { k.min(1.0) } else { -libm::expm1(k * self.ln) / self.share }
    }

    /// Sum of q^(start + j * apart) over j in 0..count
    fn sum_apart(self, start: f64, apart: f64, count: f64) -> f64 {
        if self.ln == f64::NEG_INFINITY {
            return f64::from(start == 0.0 && count > 0.0);
        }
        self.power(start) * libm::expm1(apart * count * self.ln) / libm::expm1(apart * self.ln)
    }

    /// Growth tokens that the model holds before request k + 1 of a segment, per token of
    /// growth: k - q * (sum of q^j over j in 0..k)
    fn lag(self, k: f64) -> f64 {
        k - (1.0 - self.share) * self.sum(k)
    }

    /// Sum of `lag` over 0..k
    fn lag_sum(self, k: f64) -> f64 {
        if k <= 1.0 {
            return 0.0;
        }
        k * (k - 1.0) / 2.0 - (1.0 - self.share) / self.share * (k - self.sum(k))
    }
}

/// One run as one model sees it. Requests count from k = 0 within a segment,
/// `p = base + (k + 1) * growth`, and the model holds
/// `c = base + (c1 - base) * q^k + growth * lag(k)`, where `c1` is what it holds of the floor.
struct Tally<'a> {
    course: &'a Course,
    server: &'a Server,
    decay: Decay,
    run: &'a Run,
}

/// A stretch of a run: segments and, in each of them, requests.
#[derive(Clone, Copy)]
struct Stretch {
    segments: (f64, f64),
    requests: (f64, f64),
}

impl Tally<'_> {
    fn add(&self, sums: &mut SessionSums) {
        if self.run.stride > 0.0 { self.add_climbing(sums) } else { self.add_level(sums) }
    }

    /// Segments at one level cross the step at the same request.
    fn add_level(&self, sums: &mut SessionSums) {
        let Run { base, length, count, closed, .. } = *self.run;
        let below = last_within(base, self.course.growth, self.server.step).min(length);
        let all = (0.0, count);
        self.add_main(sums, 0, Stretch { segments: all, requests: (0.0, below) });
        self.add_main(sums, 1, Stretch { segments: all, requests: (below, length) });
        if self.course.summarises() && closed > 0.0 {
            self.add_compactions(sums, closed);
        }
    }

    /// Uncut pruning: each segment goes on where the last ended, so at most one is mixed.
    fn add_climbing(&self, sums: &mut SessionSums) {
        let Run { base, length, count, .. } = *self.run;
        let below = last_within(base, self.course.growth, self.server.step).min(length * count);
        let whole = libm::floor(below / length);
        let rest = below - whole * length;
        let full = (0.0, length);
        self.add_main(sums, 0, Stretch { segments: (0.0, whole), requests: full });
        if whole < count {
            let mixed = (whole, whole + 1.0);
            self.add_main(sums, 0, Stretch { segments: mixed, requests: (0.0, rest) });
            self.add_main(sums, 1, Stretch { segments: mixed, requests: (rest, length) });
            self.add_main(sums, 1, Stretch { segments: (whole + 1.0, count), requests: full });
        }
    }

    fn add_main(&self, sums: &mut SessionSums, tier: usize, stretch: Stretch) {
        let (from, to) = stretch.requests;
        let (segments, requests) = (stretch.segments.1 - stretch.segments.0, to - from);
        if segments <= 0.0 || requests <= 0.0 {
            return;
        }
        let growth = self.course.growth;
        let bases = self.bases(stretch.segments);
        let triangle = (to * (to + 1.0) - from * (from + 1.0)) / 2.0;
        let main = &mut sums.main;
        main.requests[tier] += segments * requests;
        main.prompt[tier] += requests * bases + segments * growth * triangle;
        main.carried[tier] += self.carried(stretch, bases);
    }

    /// Sum of `c` over a stretch.
    fn carried(&self, stretch: Stretch, bases: f64) -> f64 {
        let (from, to) = stretch.requests;
        let segments = stretch.segments.1 - stretch.segments.0;
        let fresh = self.decay.sum(to) - self.decay.sum(from);
        let lag = self.decay.lag_sum(to) - self.decay.lag_sum(from);
        let floors = self.floors(stretch.segments);
        (to - from) * bases + (floors - bases) * fresh + segments * self.course.growth * lag
    }

    /// Compactions that summarise come only in runs of one level.
    fn add_compactions(&self, sums: &mut SessionSums, closed: f64) {
        let Run { base, length, .. } = *self.run;
        let prompt = base + length * self.course.growth;
        let tier = usize::from(prompt > self.server.step);
        let held = base * (1.0 - self.decay.power(length)) + self.course.growth * self.decay.lag(length);
        let compaction = &mut sums.compaction;
        compaction.requests[tier] += closed;
        compaction.prompt[tier] += closed * prompt;
        compaction.carried[tier] += closed * held + self.floors((0.0, closed)) * self.decay.power(length);
    }

    /// Sum of the segments' bases.
    fn bases(&self, (from, to): (f64, f64)) -> f64 {
        let count = to - from;
        count * self.run.base + self.run.stride * count * (from + to - 1.0) / 2.0
    }

    /// Sum of `c1`, what the model holds of the floor when a segment starts:
    /// floor * (1 - (1 - warm) * q^N) after N requests of the session.
    fn floors(&self, (from, to): (f64, f64)) -> f64 {
        let per_segment = self.run.length + f64::from(self.course.summarises());
        let start = self.run.sent + from * per_segment;
        let unseen = self.decay.sum_apart(start, per_segment, to - from);
        self.course.floor * (to - from - (1.0 - self.server.warm) * unseen)
    }
}
