//! How many segments of a session are expected to start, and sums of that.
//!
//! A segment's k-th request is sent in a session of N requests if at most N - k came before the
//! segment. So the expected requests of a stretch of places are sums of starts, with a factor less
//! for each place where a long pause may have ended it. Kept for every number of requests, such a
//! sum takes two places of it, as a closed form would.

use super::Segment;

/// Segments of one kind, by the requests that come before them.
pub enum Starts {
    /// The session's first. The number is the chance that it goes on in the zone.
    First(f64),
    Later(Vec<Sums>),
}

/// What is known of segments that start after at most n requests.
#[derive(Clone, Copy, Default)]
pub struct Sums {
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
    pub fn first(first: &Segment) -> Starts {
        Starts::First(1.0 - first.paused)
    }

    /// The later ones, in sessions of at most so many requests. Each start is an end: of the first
    /// segment, of a later one within its zone (the sum of those decays from one n to the next), or
    /// of a later one of full length.
    pub fn later(first: &Segment, later: &Segment, most: usize) -> Starts {
        let on = 1.0 - later.paused;
        // Beyond the session there is no difference to never.
        let place = |requests: f64| requests.min(most as f64) as usize;
        let (zone, length) = (place(later.zone), place(later.length));
        let (first_zone, first_length) = (place(first.zone), place(first.length));
        let at_length = later.before_end;
        let in_zone = if later.zone < later.length { later.paused } else { 0.0 };
        let mut at = vec![0.0; most];
        let mut all = Vec::with_capacity(most);
        let (mut last, mut ending, mut first_is_there) = (Sums::default(), 0.0, 1.0);
        all.push(last);
        for n in 1..most {
            // Wrapped around, it is no place: nothing started so early.
            let before = |requests: usize| at.get(n.wrapping_sub(requests)).copied().unwrap_or(0.0);
            let at_full = at_length * before(length);
            ending = ending * on + (before(zone) - at_full);
            let mut start = in_zone * ending + at_full;
            if n <= first_length {
                let ends = match n {
                    n if n == first_length => 1.0,
                    n if n >= first_zone => first.paused,
                    _ => 0.0,
                };
                start += first_is_there * ends;
                first_is_there *= 1.0 - ends;
            }
            at[n] = start;
            last = last.then(last.started + start, n as f64, on);
            all.push(last);
        }
        Starts::Later(all)
    }

    /// Segments that start after at most `turns - before` requests.
    pub fn started(&self, turns: usize, before: usize) -> f64 {
        match self {
            Starts::First(_) => f64::from(u8::from(before <= turns)),
            Starts::Later(all) => sums(all, turns, before).started,
        }
    }

    /// The requests from one place to another that sessions of so many requests send.
    pub fn even(&self, turns: usize, from: usize, to: usize) -> Weights {
        match self {
            Starts::First(_) => {
                let requests = (to.min(turns) + 1).saturating_sub(from) as f64;
                Weights { requests, places: requests * (from as f64 + (requests - 1.0) / 2.0) }
            }
            Starts::Later(all) => {
                let (most, least) = (sums(all, turns, from).even, sums(all, turns, to + 1).even);
                let requests = most.0 - least.0;
                Weights { requests, places: (turns as f64 * requests - (most.1 - least.1)).max(0.0) }
            }
        }
    }

    /// The same in the zone, from where a segment is there with one chance until it is there with
    /// another.
    pub fn fading(&self, turns: usize, (from, to): (usize, usize), (there, after): (f64, f64)) -> Weights {
        let (requests, after_first) = match self {
            Starts::First(on) => {
                let (sum, places) = powers(*on, (to.min(turns) + 1).saturating_sub(from));
                (there * sum, there * places)
            }
            Starts::Later(all) => {
                let (most, least) = (sums(all, turns, from).fading, sums(all, turns, to + 1).fading);
                let length = (to + 1 - from) as f64;
                let beyond = (after * least.0, after * (least.1 + length * least.0));
                (there * most.0 - beyond.0, there * most.1 - beyond.1)
            }
        };
        Weights { requests: requests.max(0.0), places: (from as f64 * requests + after_first).max(0.0) }
    }
}

fn sums(all: &[Sums], turns: usize, before: usize) -> Sums {
    turns.checked_sub(before).and_then(|left| all.get(left)).copied().unwrap_or_default()
}

/// Sums of `on^j` and of `j * on^j` over j in 0..count: doubled and one more, so that nothing is
/// taken off, which would lose the digits of a small chance.
fn powers(on: f64, count: usize) -> (f64, f64) {
    let (mut sum, mut places, mut power, mut length) = (0.0, 0.0, 1.0, 0.0);
    for bit in (0..usize::BITS - count.leading_zeros()).rev() {
        places += power * (places + length * sum);
        (sum, power, length) = (sum + power * sum, power * power, length * 2.0);
        if count >> bit & 1 == 1 {
            places += length * power;
            (sum, power, length) = (sum + power, power * on, length + 1.0);
        }
    }
    (sum, places)
}

impl Sums {
    /// With one request more, after at most which so many segments start.
    fn then(&self, started: f64, n: f64, on: f64) -> Sums {
        let Sums { even, fading, .. } = *self;
        Sums {
            started,
            even: (even.0 + started, even.1 + n * started),
            fading: (on * fading.0 + started, on * (fading.1 + fading.0)),
        }
    }
}

impl Weights {
    pub fn times(self, chance: f64) -> Weights {
        Weights { requests: self.requests * chance, places: self.places * chance }
    }
}
