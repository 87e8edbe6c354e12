//! Sums spread over calls in whole tokens, and calls over a day.

use crate::logs::Moment;

/// Parts of one, which add up to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spread {
    weights: Vec<f64>,
}

impl Spread {
    pub fn new(weights: &[f64]) -> Spread {
        let weights: Vec<f64> = weights.iter().map(|weight| weight.max(0.0)).collect();
        let is_any = weights.iter().any(|weight| *weight > 0.0);
        Spread { weights: if is_any { weights } else { vec![1.0; weights.len()] } }
    }

    /// A sum in whole parts, each within one of its share.
    pub fn share(&self, sum: u64) -> Vec<u32> {
        let all: f64 = self.weights.iter().sum();
        let (mut before, mut given) = (0.0, 0);
        let last = self.weights.len().saturating_sub(1);
        let share = |(at, weight): (usize, &f64)| {
            before += weight;
            let until =
                if at == last { sum } else { (libm::round(sum as f64 * (before / all)) as u64).min(sum) };
            let part = until.saturating_sub(given);
            given = until.max(given);
            u32::try_from(part).unwrap_or(u32::MAX)
        };
        self.weights.iter().enumerate().map(share).collect()
    }

    /// What was read, where it is known of some calls.
    pub fn read(&self, sum: u64, known: &[Option<f64>]) -> Vec<u32> {
        let mut left = sum;
        let mut take = |(context, known): (&f64, &Option<f64>)| {
            let read = (libm::round(known.as_ref()?.min(*context)).max(0.0) as u64).min(left);
            left -= read;
            u32::try_from(read).ok()
        };
        let all: Vec<Option<u32>> = self.weights.iter().zip(known).map(&mut take).collect();
        let open = self.weights.iter().zip(&all).filter(|(_, known)| known.is_none());
        let open: Vec<f64> = open.map(|(context, _)| *context).collect();
        // More than they sent is not read: then nothing is known of single calls.
        if open.iter().sum::<f64>() < left as f64 {
            return self.share(sum);
        }
        let mut others = Spread::new(&open).share(left).into_iter();
        all.into_iter().map(|known| known.or_else(|| others.next()).unwrap_or_default()).collect()
    }

    /// What is left of each context beside what was read.
    pub fn rest(&self, read: &[u32]) -> Spread {
        let rest: Vec<f64> =
            self.weights.iter().zip(read).map(|(all, read)| all - f64::from(*read)).collect();
        Spread::new(&rest)
    }
}

/// Times of calls on the days of their rows: about noon of UTC, so that they are on the same day in most
/// zones, a second apart but for pauses.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock {
    now: Moment,
    end: Moment,
    /// Places of calls after which a person paused, and whether for an hour.
    pauses: Vec<(usize, bool)>,
}

impl Clock {
    pub const NOON: Moment = 12 * 3_600_000;
    const SECOND: Moment = 1_000;
    const SHORT: Moment = 6 * 60_000;
    const LONG: Moment = 61 * 60_000;
    /// From noon on.
    const ROOM: Moment = 11 * 3_600_000;

    /// Of so many calls, with so many pauses of more than 5 minutes, some of which are of more than an hour.
    pub fn new(calls: usize, short: usize, long: usize) -> Clock {
        let short = short.min(calls.saturating_sub(1));
        let pauses = (1..=short).map(|number| (number * calls / (short + 1), number <= long));
        Clock { pauses: pauses.collect(), ..Clock::default() }
    }

    /// A day begins, by a moment of it.
    pub fn begin(&mut self, noon: Moment) {
        (self.now, self.end) = (noon, noon + Clock::ROOM);
    }

    /// When the next call was asked and answered, by its place.
    pub fn next(&mut self, place: usize) -> (Moment, Moment) {
        let mut here = self.pauses.iter().filter(|(at, _)| *at == place && place > 0);
        let pause = here.next().map_or(0, |(_, long)| if *long { Clock::LONG } else { Clock::SHORT });
        // Beyond the day there is no room for a pause.
        let asked = if self.now + pause < self.end { self.now + pause } else { self.now };
        let answered = asked + Clock::SECOND / 2;
        self.now = (asked + Clock::SECOND).min(self.end + Clock::SECOND);
        (asked, answered)
    }
}
