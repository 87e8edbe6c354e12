//! Band: what 8 of 10 futures would cost, if days to come are like days that were.

use super::random::Random;
use crate::calibrate::FEW_DAYS;

/// Draws for one band: its ends then move by about 3% from seed to seed.
pub(super) const DRAWS: usize = 1_000;
/// Days beyond which more of them make no other band, only a slower one.
const MOST_DAYS: usize = 400;
/// How much a stretch of work differs from the one before beyond what its days' scatter makes:
/// the standard deviation of the logarithm of its cost. People's sessions changed by -46% to
/// +142% between the halves of six public logs; 0.4 is what lets the band hold 8 of 10 of
/// their cut points (`examples/fit_check`).
const DRIFT: f64 = 0.4;
const SEED: u64 = 20_261_121;

/// USD of so many days to come, at least and at most in 8 of 10 futures. The days are drawn
/// from a set that is itself drawn from the past ones: which days the past happened to have is
/// chance too. `None` where there are no days.
pub(super) fn band(past: &[f64], days: usize, draws: usize) -> Option<(f64, f64)> {
    let recent = &past[past.len().saturating_sub(MOST_DAYS)..];
    if recent.is_empty() || days == 0 {
        return None;
    }
    let mut random = Random::new(SEED);
    let mut drawn = vec![0.0; recent.len()];
    let shown = days.min(MOST_DAYS);
    let mut totals: Vec<f64> = (0..draws.max(1))
        .map(|_| {
            drawn.iter_mut().for_each(|day| *day = recent[random.below(recent.len())]);
            let total: f64 = (0..shown).map(|_| drawn[random.below(drawn.len())]).sum();
            total * libm::exp(DRIFT * random.normal()) * days as f64 / shown as f64
        })
        .collect();
    totals.sort_by(f64::total_cmp);
    let at = |share: f64| totals[((totals.len() - 1) as f64 * share) as usize];
    Some((at(0.1), at(0.9)))
}

/// What 8 of 10 months cost, at least and at most, over the mean month: from USD of the active
/// days that were, with so many of them a month. `None` for fewer than [`FEW_DAYS`] and where
/// nothing was spent.
pub fn month_band(past: &[f64], active_days: f64) -> Option<(f64, f64)> {
    let days = libm::round(active_days).max(1.0);
    let mean = past.iter().sum::<f64>() / past.len().max(1) as f64;
    if past.len() < FEW_DAYS || mean <= 0.0 {
        return None;
    }
    let (low, high) = band(past, days as usize, DRAWS)?;
    Some((low / (mean * days), high / (mean * days)))
}
