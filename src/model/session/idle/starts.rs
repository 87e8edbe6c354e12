//! How many segments of a session are expected to have started, and sums of that.
//!
//! A segment's k-th request is sent in a session of N requests if at most N - k came before the
//! segment. So the expected requests of a stretch of places are sums of starts, with a factor less
//! for each place where a long pause may have ended it. Kept for every number of requests, such a
//! sum takes two places of it, as a closed form would.

/// Segments of one kind, by the requests that come before them.
pub struct Starts {
    all: Vec<Sums>,
    /// The chance that a segment in the zone goes on.
    on: f64,
}

/// What is known of segments that start after at most n requests.
#[derive(Clone, Copy, Default)]
struct Sums {
    started: f64,
    /// Sums of `started(m)` over m in 0..=n, and of `m * started(m)`.
    even: (f64, f64),
    /// Sums of `on^j * started(n - j)` over j in 0..=n, and of `j` times that.
    fading: (f64, f64),
}

/// Expected requests of a stretch, and the sum of their places in the segment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights {
    pub requests: f64,
    pub places: f64,
}

impl Starts {
    /// From `started(n)` for n = 0, 1, 2..
    pub fn new(started: impl Iterator<Item = f64>, on: f64) -> Starts {
        let (mut last, mut n) = (Sums::default(), 0.0);
        let next = |started: f64| {
            let Sums { even, fading, .. } = last;
            last = Sums {
                started,
                even: (even.0 + started, even.1 + n * started),
                fading: (on * fading.0 + started, on * (fading.1 + fading.0)),
            };
            n += 1.0;
            last
        };
        Starts { all: started.map(next).collect(), on }
    }

    /// Segments that start after at most `turns - before` requests.
    pub fn started(&self, turns: usize, before: usize) -> f64 {
        self.sums(turns, before).started
    }

    fn sums(&self, turns: usize, before: usize) -> Sums {
        let left = turns.checked_sub(before).and_then(|left| self.all.get(left));
        left.copied().unwrap_or_default()
    }

    /// The requests from one place to another that sessions of so many requests send.
    pub fn even(&self, turns: usize, from: usize, to: usize) -> Weights {
        let (most, least) = (self.sums(turns, from).even, self.sums(turns, to + 1).even);
        let requests = most.0 - least.0;
        Weights { requests, places: (turns as f64 * requests - (most.1 - least.1)).max(0.0) }
    }

    /// The same where each request after the first of them has another factor less.
    pub fn fading(&self, turns: usize, from: usize, to: usize) -> Weights {
        let (most, least) = (self.sums(turns, from).fading, self.sums(turns, to + 1).fading);
        let length = (to + 1 - from) as f64;
        let left = libm::pow(self.on, length);
        let requests = (most.0 - left * least.0).max(0.0);
        let after_first = most.1 - left * (least.1 + length * least.0);
        Weights { requests, places: (from as f64 * requests + after_first).max(0.0) }
    }
}

impl Weights {
    pub fn times(self, chance: f64) -> Weights {
        Weights { requests: self.requests * chance, places: self.places * chance }
    }
}
