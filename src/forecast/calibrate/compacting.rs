//! Compacting: where real conversations were compacted, and what was left.

use super::counted::Counted;
use super::inputs::{Made, READ_AGAIN_OF_WINDOW, tidy};
use super::mean;
use super::pool::Pool;
use crate::logs::counterfactual::{After, SUMMARY};
use crate::logs::sorted;
use crate::model::price::Prices;

/// How far from the automatic threshold a compaction may come and be one of those.
const NEAR: f64 = 0.1;

/// Context before a compaction and after it, and the floor of its session: one compaction, or the mean of so
/// many of a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seen {
    pub before: f64,
    pub after: f64,
    pub floor: f64,
    pub times: f64,
}

/// What conversations show of compactions.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Compacted {
    pub seen: Vec<Seen>,
    /// The largest context of each conversation.
    pub peaks: Vec<f64>,
    /// Whether one went on where it would have been compacted by itself.
    pub is_beyond: bool,
}

/// Whether sessions compact by themselves, at a context of their own, or not at all; and what
/// comes back after it. Without `own_threshold` only whether they do.
pub(super) fn set(compacted: &Compacted, prices: &Prices, made: &mut Made, own_threshold: bool) {
    let seen = &compacted.seen;
    let typical = compacted.typical().filter(|typical| compacted.is_rule(*typical));
    let auto: Vec<f64> = prices.0.iter().map(|price| price.auto_compact).collect();
    let automatic = |context: f64| auto.iter().any(|limit| (context / limit - 1.0).abs() < NEAR);
    match typical {
        Some(typical) if own_threshold && !automatic(typical) => {
            made.choose("compact", "at");
            let before: Vec<f64> = seen.iter().map(|seen| seen.before).collect();
            made.set("threshold", tidy(typical, 3), &before);
        }
        None if seen.is_empty() && compacted.is_beyond => made.choose("compact", "off"),
        _ => made.choose("compact", "auto"),
    }
    left(made, seen);
}

/// What a compaction leaves above the base context, as the replay has it: all of these logs' compactions
/// measure it, whatever kind of session they were in.
pub(super) fn set_left(pool: &Pool, made: &mut Made, after: &After) {
    let scale = mean(&pool.main, |fit| pool.scale(made, fit));
    let left = tidy((after.above_floor * scale).min(made.window() * READ_AGAIN_OF_WINDOW), 3);
    // A summary may be shorter than the preset's, and all that is left.
    made.scenario.compaction.summary = SUMMARY.min(left);
    made.scenario.compaction.reacquire = left - made.scenario.compaction.summary;
}

/// The tokens that are read again after a compaction: what stands there above floor, summary
/// and one request's growth.
fn left(made: &mut Made, seen: &[Seen]) {
    let summary = made.scenario.compaction.summary;
    let again = |seen: &Seen| (seen.after - seen.floor - summary).max(0.0);
    let times: f64 = seen.iter().map(|seen| seen.times).sum();
    if times > 0.0 {
        let most = made.window() * READ_AGAIN_OF_WINDOW;
        let mean = seen.iter().map(|seen| again(seen) * seen.times).sum::<f64>() / times;
        made.set("reacquire", tidy(mean.min(most), 3), &seen.iter().map(again).collect::<Vec<f64>>());
    }
}

impl Compacted {
    /// Of calls.
    pub fn of(pool: &Pool, made: &Made) -> Compacted {
        let seen = pool.main.iter().flat_map(|fit| seen(pool, made, fit)).collect();
        let peaks = pool.main.iter().map(|fit| fit.peak).collect();
        Compacted { seen, peaks, is_beyond: pool.main.iter().any(|fit| is_beyond(pool, fit)) }
    }

    /// The median context before a compaction, between two of them in proportion.
    fn typical(&self) -> Option<f64> {
        let mut seen = self.seen.clone();
        sorted::by(&mut seen, |a, b| a.before.total_cmp(&b.before));
        let place = (seen.iter().map(|seen| seen.times).sum::<f64>() - 1.0) / 2.0;
        let at = |place: f64| {
            let mut until = 0.0;
            let is_there = |seen: &&Seen| {
                until += seen.times;
                place < until
            };
            seen.iter().find(is_there).or(seen.last()).map(|seen| seen.before)
        };
        let below = libm::floor(place);
        let (low, high) = (at(below)?, at(below + 1.0)?);
        Some(low + (high - low) * (place - below))
    }

    /// Whether conversations mostly stop there: fewer went on beyond it than were compacted.
    fn is_rule(&self, typical: f64) -> bool {
        let beyond = self.peaks.iter().filter(|peak| **peak > typical * (1.0 + NEAR)).count();
        (beyond as f64) < self.seen.iter().map(|seen| seen.times).sum()
    }
}

fn seen(pool: &Pool, made: &Made, fit: &Counted) -> Vec<Seen> {
    if fit.segments.len() < 2 {
        return Vec::new();
    }
    let contexts: Vec<f64> = fit.of(pool.logs).map(|call| call.context() as f64).collect();
    let scale = pool.scale(made, fit);
    let at = |first: usize| {
        let (before, after) = (contexts.get(first.checked_sub(1)?)?, contexts.get(first)?);
        let after = (after - fit.line.growth) * scale;
        Some(Seen { before: *before, after, floor: fit.line.floor * scale, times: 1.0 })
    };
    fit.compacted_before().filter_map(at).collect()
}

fn is_beyond(pool: &Pool, fit: &Counted) -> bool {
    let auto = fit.models().map(|at| pool.prices.0[at].auto_compact).fold(0.0, f64::max);
    fit.peak > beyond(auto)
}

/// The context at which a conversation has gone on beyond a compaction that comes by itself.
pub(super) fn beyond(auto: f64) -> f64 {
    auto * (1.0 + NEAR)
}
