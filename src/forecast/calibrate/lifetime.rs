//! Lifetime: which of the two the scenario has, where logs have both.

use super::Caution;
use super::inputs::Made;
use super::pool::Pool;
use crate::scenario::Lifetime;

/// Shares that are one lifetime for all that a cost shows.
const ALL_BUT: f64 = 0.02;

/// The lifetimes worth trying, the one of most writes first.
pub(super) fn worth_trying(hour_share: f64) -> Vec<Lifetime> {
    let mut both = vec![Lifetime::FiveMinutes, Lifetime::OneHour];
    if hour_share > 0.5 {
        both.reverse();
    }
    both.truncate(if is_mixed(hour_share) { 2 } else { 1 });
    both
}

pub(super) fn caution(pool: &Pool, made: &mut Made) {
    let hour_share = pool.hour_share();
    if is_mixed(hour_share) {
        made.cautions.push(Caution::MixedLifetimes { hour_share });
    }
}

pub(super) fn is_mixed(hour_share: f64) -> bool {
    hour_share > ALL_BUT && hour_share < 1.0 - ALL_BUT
}
