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

/// Sets a threshold for every kind of session that has room under it; the others stay as they were
/// (MODEL.md section 9). Gives how many those are.
pub fn compact_at(prices: &Prices, scenario: &mut Scenario, threshold: f64) -> usize {
    let mut without = 0;
    scenario.each_kind(|one| match has_room(prices, one, threshold) {
        true => set_threshold(one, threshold),
        false => without += 1,
    });
    without
}

/// The same where a person sets it: where no kind of session has room, all obey it, and thrash
/// (MODEL.md section 4).
pub fn compact_as_set(prices: &Prices, scenario: &mut Scenario, threshold: f64) {
    let fits = scenario.by_kind().any(|(one, share)| share > 0.0 && has_room(prices, &one, threshold));
    if fits {
        compact_at(prices, scenario, threshold);
    } else {
        scenario.each_kind(|one| set_threshold(one, threshold));
    }
}

fn set_threshold(one: &mut Scenario, threshold: f64) {
    (one.compaction.trigger, one.compaction.threshold) = (Trigger::Threshold, threshold);
}
