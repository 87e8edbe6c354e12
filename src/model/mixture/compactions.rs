//! How often sessions are compacted, without what they cost.

use super::{expected, lengths, routes};
use crate::model::price::Prices;
use crate::model::session::Trajectory;
use crate::scenario::Scenario;

/// Mean compactions of a session of a scenario of one kind, as [`expected`] has them; nothing where a session
/// does not fit a model's window.
pub fn compactions(prices: &Prices, scenario: &Scenario) -> Option<f64> {
    if scenario.compaction.idle {
        // Those in long pauses depend on more than how far a session comes.
        return Some(expected(prices, scenario).ok()?.compactions);
    }
    let (routes, lengths) = (routes(prices, scenario).ok()?, lengths(scenario));
    let mut all = 0.0;
    for route in &routes {
        for length in &lengths.all {
            let times = route.weight * length.weight / lengths.points;
            all += Trajectory::new(&route.course, length.requests).ok()?.compactions * times;
        }
    }
    Some(all)
}
