//! Weeks: how one person's weeks differ, and how much of that a month of several people keeps.
//!
//! A week is one of nine equally likely ones: by them a plan overflows (`plans::Work::weeks`), and by them
//! months vary. Each person's weeks are taken as independent of one another and of other people's, so a
//! month of n of them has 1/n of a week's variance. Its mean week is taken as log-normal: for one person its
//! ends are then within 1% at the default spread of 1.4, within 8% at 3.

use super::plans::WEEKS;
use crate::model::estimate::Answer;
use crate::model::mixture::NINTHS;
use crate::scenario::NINETIETH;

/// Nine weeks of mean 1, the lightest first, whose 90th percentile is that many times their median.
pub fn nine(spread: f64) -> [f64; 9] {
    let sigma = libm::log(spread) / NINETIETH;
    let weeks = NINTHS.map(|z| libm::exp(sigma * z));
    let mean = weeks.iter().sum::<f64>() / 9.0;
    weeks.map(|w| w / mean)
}

/// Standard deviation of the logarithm of everybody's mean week of a month; 0 where no week differs.
pub fn of_month(answer: &Answer) -> f64 {
    let weeks = nine(answer.scenario.plans.week_spread);
    let variance = weeks.iter().map(|week| week * week).sum::<f64>() / 9.0 - 1.0;
    let of_mean = variance / alike(&answer.groups);
    if of_mean > 0.0 { libm::sqrt(libm::log1p(of_mean)) } else { 0.0 }
}

/// What a month's work is multiplied by, so many standard deviations from its median: 1 on average.
pub fn factor(sigma: f64, deviations: f64) -> f64 {
    libm::exp(sigma * (deviations - sigma / 2.0))
}

/// The weeks of a month whose mean week is known: they have the variance that this one leaves.
pub fn within_a_month(weeks: [f64; 9], groups: &[(f64, f64)]) -> [f64; 9] {
    let left = libm::sqrt((1.0 - 1.0 / alike(groups)).max(0.0));
    weeks.map(|week| 1.0 + (week - 1.0) * left)
}

/// Weeks of a month that vary as much together as those of groups, each its people and what all of them
/// use, in any unit. A part of a person is one who uses so much less.
fn alike(groups: &[(f64, f64)]) -> f64 {
    let square = |(people, used): &(f64, f64)| {
        let (whole, each) = (libm::floor(*people), used / people);
        let part = (people - whole) * each;
        whole * each * each + part * part
    };
    let used: f64 = groups.iter().map(|(_, used)| used).sum();
    let squares: f64 = groups.iter().filter(|(people, _)| *people > 0.0).map(square).sum();
    if squares > 0.0 { WEEKS * (used * used / squares) } else { f64::INFINITY }
}
