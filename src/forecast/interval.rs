//! Interval: what 8 of 10 futures would cost, if days to come are like days that were.

mod random;

use random::Random;

/// Active days of which fewer make no band.
pub const FEW_DAYS: usize = 5;
/// Draws for one band: its ends then move by about 3% from seed to seed.
const DRAWS: usize = 1_000;
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
/// chance too. `None` for fewer past days than [`FEW_DAYS`].
pub fn band(past: &[f64], days: usize) -> Option<(f64, f64)> {
    let recent = &past[past.len().saturating_sub(MOST_DAYS)..];
    if recent.len() < FEW_DAYS || days == 0 {
        return None;
    }
    let mut random = Random::new(SEED);
    let mut drawn = vec![0.0; recent.len()];
    let shown = days.min(MOST_DAYS);
    let mut totals: Vec<f64> = (0..DRAWS)
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
pub fn of_month(past: &[f64], active_days: f64) -> Option<(f64, f64)> {
    let days = libm::round(active_days).max(1.0);
    let mean = past.iter().sum::<f64>() / past.len().max(1) as f64;
    let (low, high) = band(past, days as usize).filter(|_| mean > 0.0)?;
    Some((low / (mean * days), high / (mean * days)))
}

#[cfg(test)]
mod tests {
    use super::{Random, band, of_month};

    /// Days as uneven as people's: a coefficient of variation of 1.3, where the public logs have
    /// 1.1 and 1.3.
    #[test]
    fn the_band_holds_what_it_says() {
        let mut random = Random::new(3);
        let (mut hits, mut of) = (0, 0);
        for _ in 0..60 {
            let days: Vec<f64> = (0..24).map(|_| libm::exp(random.normal())).collect();
            for cut in [5, 8, 12, 16, 20] {
                let (low, high) = band(&days[..cut], days.len() - cut).expect("enough days");
                let actual: f64 = days[cut..].iter().sum();
                hits += usize::from((low..=high).contains(&actual));
                of += 1;
            }
        }
        let share = f64::from(hits as u32) / f64::from(of);
        assert!((0.7..0.9).contains(&share), "{hits} of {of}");
    }

    #[test]
    fn a_band_is_in_proportion_and_needs_days() {
        let days = [1.0, 4.0, 2.0, 8.0, 3.0];
        let (low, high) = band(&days, 7).expect("enough days");
        let tenfold = band(&days.map(|day| day * 10.0), 7).expect("enough days");
        assert!((tenfold.0 / low - 10.0).abs() < 1e-9 && (tenfold.1 / high - 10.0).abs() < 1e-9);
        assert_eq!((band(&days[..4], 7), band(&days, 0), of_month(&[0.0; 9], 20.0)), (None, None, None));
        // More days than are drawn are in proportion to those that are.
        let far = band(&days, 4_000).expect("enough days");
        let near = band(&days, 400).expect("enough days");
        assert!((far.0 / near.0 - 10.0).abs() < 1e-9 && (far.1 / near.1 - 10.0).abs() < 1e-9);
    }
}
