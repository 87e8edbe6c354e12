//! Round numbers within an interval, and the cheapest of some steps.

use super::{Cost, SAME, Step};

/// Each has fewer digits than the next, or ends in a five.
const UNITS: [f64; 13] = [1e6, 5e5, 1e5, 5e4, 1e4, 5e3, 1e3, 500.0, 100.0, 50.0, 10.0, 5.0, 1.0];

/// The number from `from` on and below `to` that a person would type.
pub fn plain(from: f64, to: f64) -> f64 {
    let multiple = |unit: &f64| libm::ceil(from / unit) * unit;
    let round = UNITS.iter().map(multiple).find(|n| *n < to);
    round.unwrap_or((from + to) / 2.0)
}

/// The largest of the round units that a number is a multiple of, 0 for none.
pub fn round_unit(number: f64) -> f64 {
    UNITS.into_iter().find(|unit| number % unit == 0.0).unwrap_or(0.0)
}

/// The place of the cheapest step; the first of those that only rounding tells apart.
pub fn cheapest(steps: &[Step], usd: fn(&Cost) -> f64) -> usize {
    let mut best = 0;
    for (place, step) in steps.iter().enumerate() {
        if usd(&step.usd) < usd(&steps[best].usd) * (1.0 - SAME / 1e3) {
            best = place;
        }
    }
    best
}

/// Adds a step unless it costs what the last one does.
pub fn push(steps: &mut Vec<Step>, from: f64, usd: Cost) {
    let same = |a: f64, b: f64| a == b || (a - b).abs() <= b.abs() * SAME / 1e3;
    let again = steps.last().is_some_and(|s| same(s.usd.warm, usd.warm) && same(s.usd.cold, usd.cold));
    if !again {
        steps.push(Step { from, usd });
    }
}
