//! Ends: between which totals most of many futures lie.

use super::{DRIFT, TENTH};

/// The 10th, the 50th and the 90th percentile, USD.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ends {
    pub low: f64,
    pub middle: f64,
    pub high: f64,
}

/// Times the distance from the middle to an end, beyond which a total is off by any measure.
pub(super) const FARTHEST: f64 = 3.0;

impl Ends {
    pub fn of(totals: &mut [f64]) -> Ends {
        totals.sort_by(f64::total_cmp);
        let last = totals.len().saturating_sub(1) as f64;
        let at = |share: f64| totals.get((last * share) as usize).copied().unwrap_or(0.0);
        Ends { low: at(0.1), middle: at(0.5), high: at(0.9) }
    }

    /// How far what came lies from the middle: 1 at the end on its side.
    pub fn off(&self, actual: f64) -> f64 {
        let end = if actual > self.middle { self.high } else { self.low };
        let off = libm::log(actual / self.middle) / libm::log(end / self.middle);
        if actual == self.middle { 0.0 } else { finite(off).clamp(0.0, FARTHEST) }
    }

    /// So many times as wide, and no narrower than what months differ by whatever their days' scatter.
    pub fn widened(&self, times: f64) -> (f64, f64) {
        if self.middle <= 0.0 {
            return (self.low, self.high);
        }
        let least = TENTH * DRIFT;
        let wide = |end: f64| libm::exp((times * libm::log(end).abs()).max(least));
        (self.middle / wide(self.middle / self.low), self.middle * wide(self.high / self.middle))
    }
}

fn finite(off: f64) -> f64 {
    if off.is_nan() { FARTHEST } else { off }
}
