//! Whether sessions have room under a threshold, and compacting those that do.

use crate::model::price::Prices;
use crate::scenario::{Method, Scenario, Trigger};

/// Whether what a compaction leaves and one request more are within a threshold, in the own tokens
/// of every model of the mix: else each request would compact.
pub fn has_room(prices: &Prices, one: &Scenario, threshold: f64) -> bool {
    room_needed(prices, one) <= threshold
}

/// The least threshold under which sessions have room.
pub fn room_needed(prices: &Prices, one: &Scenario) -> f64 {
    let compaction = &one.compaction;
    let left = match compaction.method {
        Method::Summarise => compaction.summary + compaction.reacquire,
        Method::Prune => compaction.kept,
    };
    let next = one.shape.floor + left + one.shape.growth;
    let used = one.mix.iter().filter(|share| share.share > 0.0);
    let models = used.filter_map(|share| prices.0.iter().find(|price| price.id == share.model));
    models.map(|price| next * price.scale).fold(0.0, f64::max)
}

/// Compacts every kind of session that has room there at a threshold; the others stay as they were
/// (MODEL.md section 9). Gives how many those are.
pub fn compact_at(prices: &Prices, scenario: &mut Scenario, threshold: f64) -> usize {
    let mut without = 0;
    scenario.each_kind(|one| {
        if has_room(prices, one, threshold) {
            one.compaction.every = 0.0;
            (one.compaction.trigger, one.compaction.threshold) = (Trigger::Threshold, threshold);
        } else {
            without += 1;
        }
    });
    without
}
