//! Compacting: where real conversations were compacted, and what was left.

use super::counted::Counted;
use super::inputs::{Made, READ_AGAIN_OF_WINDOW, quantile, tidy};
use super::mean;
use super::pool::Pool;
use crate::logs::counterfactual::{After, SUMMARY};

/// How far from the automatic threshold a compaction may come and be one of those.
const NEAR: f64 = 0.1;

/// Context before a compaction and after it, and the floor of its session.
struct Seen {
    before: f64,
    after: f64,
    floor: f64,
}

/// Whether sessions compact by themselves, at a context of their own, or not at all; and what
/// comes back after it. Without `own_threshold` only whether they do.
pub(super) fn set(pool: &Pool, made: &mut Made, own_threshold: bool) {
    let seen: Vec<Seen> = pool.main.iter().flat_map(|fit| seen(pool, made, fit)).collect();
    let mut before: Vec<f64> = seen.iter().map(|seen| seen.before).collect();
    before.sort_by(f64::total_cmp);
    let typical = quantile(&before, 0.5).filter(|typical| is_rule(pool, *typical, seen.len()));
    let auto: Vec<f64> = pool.prices.0.iter().map(|price| price.auto_compact).collect();
    let automatic = |context: f64| auto.iter().any(|limit| (context / limit - 1.0).abs() < NEAR);
    match typical {
        Some(typical) if own_threshold && !automatic(typical) => {
            made.choose("compact", "at");
            made.set("threshold", tidy(typical, 3), &before);
        }
        None if seen.is_empty() && beyond(pool) => made.choose("compact", "off"),
        _ => made.choose("compact", "auto"),
    }
    left(made, &seen);
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
    let again: Vec<f64> = seen.iter().map(|seen| (seen.after - seen.floor - summary).max(0.0)).collect();
    if !again.is_empty() {
        let most = made.window() * READ_AGAIN_OF_WINDOW;
        made.set("reacquire", tidy((again.iter().sum::<f64>() / again.len() as f64).min(most), 3), &again);
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
        Some(Seen { before: *before, after, floor: fit.line.floor * scale })
    };
    fit.compacted_before().filter_map(at).collect()
}

/// Whether conversations mostly stop there: fewer went on beyond it than were compacted.
fn is_rule(pool: &Pool, typical: f64, compactions: usize) -> bool {
    let beyond = pool.main.iter().filter(|fit| fit.peak > typical * (1.0 + NEAR)).count();
    beyond < compactions
}

/// Whether a conversation went on where it would have been compacted by itself.
fn beyond(pool: &Pool) -> bool {
    pool.main.iter().any(|fit| {
        let auto = fit.models().map(|at| pool.prices.0[at].auto_compact).fold(0.0, f64::max);
        fit.peak > auto * (1.0 + NEAR)
    })
}
