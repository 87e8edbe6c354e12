//! How many requests sessions have: the spread of turns of MODEL.md section 6.

use crate::scenario::{NINETIETH, Scenario};

/// The nine points of a normal distribution, Phi^-1((k - 1/2) / 9), that *are* the spread.
pub(crate) const NINTHS: [f64; 9] = [
    -1.593_218_818_023_050_4,
    -0.967_421_566_101_701,
    -0.589_455_797_849_778_3,
    -0.282_216_147_062_508_1,
    0.0,
    0.282_216_147_062_508_1,
    0.589_455_797_849_778_3,
    0.967_421_566_101_701,
    1.593_218_818_023_050_4,
];

/// Sessions of one number of requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Length {
    pub requests: f64,
    /// How many of [`Lengths::points`] they are.
    pub weight: f64,
    /// Which of the nine points of the spread, 0 where there is no spread.
    pub ninth: usize,
}

/// The lengths of a scenario's sessions; their weights add up to `points`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lengths {
    pub all: Vec<Length>,
    pub points: f64,
}

impl Lengths {
    /// Equally likely sessions of these many requests, at most nine.
    pub fn equally(turns: impl Iterator<Item = f64>) -> Lengths {
        let length = |(ninth, requests)| Length { requests, weight: 1.0, ninth };
        let all: Vec<Length> = turns.enumerate().map(length).collect();
        Lengths { points: all.len() as f64, all }
    }

    /// Mean requests of a session.
    pub fn mean(&self) -> f64 {
        self.all.iter().map(|length| length.requests * length.weight).sum::<f64>() / self.points
    }
}

/// The lengths of a scenario's sessions. Where requests need not be whole, those of the two
/// whole medians around the one that was asked for, each in proportion to its nearness: so
/// cost is continuous in the messages, and a bill is met to the cent.
pub fn lengths(scenario: &Scenario) -> Lengths {
    if !scenario.exact {
        return Lengths::equally(turns(scenario));
    }
    let median = scenario.median_requests().max(1.0);
    let fewer = libm::floor(median);
    let more = median - fewer;
    let mut all = Vec::with_capacity(2 * NINTHS.len());
    let points = points(scenario);
    for (ninth, times) in points.clone().enumerate() {
        all.push(Length { requests: whole_turns(fewer * times), weight: 1.0 - more, ninth });
        if more > 0.0 {
            all.push(Length { requests: whole_turns((fewer + 1.0) * times), weight: more, ninth });
        }
    }
    Lengths { all, points: points.count() as f64 }
}

/// Requests of a session: the nine equally likely ones, or one where there is no spread.
pub fn turns(scenario: &Scenario) -> impl Iterator<Item = f64> + Clone {
    let median = scenario.median_requests();
    points(scenario).map(move |times| whole_turns(median * times))
}

/// How many times the median each of the equally likely sessions is long.
pub(crate) fn points(scenario: &Scenario) -> impl Iterator<Item = f64> + Clone {
    let spread = libm::log(scenario.work.spread) / NINETIETH;
    let points: &[f64] = if spread == 0.0 { &NINTHS[4..5] } else { &NINTHS };
    points.iter().map(move |z| libm::exp(spread * z))
}

/// `turns = round(...)`, at least 1.
pub fn whole_turns(requests: f64) -> f64 {
    libm::round(requests).max(1.0)
}

/// Requests of the session that one in ten exceeds.
pub fn long_turns(scenario: &Scenario) -> f64 {
    whole_turns(scenario.median_requests() * scenario.work.spread)
}
