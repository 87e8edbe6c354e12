//! Nearly the best threshold, in a tenth of the time: for as long as a slider moves.

use super::Best;
use crate::model::bill;
use crate::model::estimate::sessions_a_month;
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::scenario::{Basis, Scenario, Trigger};

/// Round sizes, finer where most sessions are.
const ROUND: [f64; 19] = [
    40e3, 50e3, 60e3, 70e3, 80e3, 90e3, 100e3, 110e3, 120e3, 130e3, 150e3, 170e3, 200e3, 250e3, 300e3, 400e3,
    500e3, 700e3, 967e3,
];

/// The cheapest of some round thresholds, a little above the best.
pub fn nearly_best_threshold(prices: &Prices, scenario: &Scenario) -> Option<Best> {
    let mut next = scenario.clone();
    // As large as sessions become with nothing but the window in their way.
    next.compaction.trigger = Trigger::Off;
    let peak = expected(prices, &next).map_or(f64::INFINITY, |e| e.peak);
    next.compaction.trigger = Trigger::Threshold;
    let mut nearly: Option<Best> = None;
    for threshold in ROUND {
        next.compaction.threshold = threshold;
        if let Ok(expected) = expected(prices, &next) {
            let usd_month = bill::total(prices, &expected.usage) * sessions_a_month(scenario);
            if nearly.is_none_or(|best| usd_month < best.usd_month) {
                nearly = Some(Best { threshold, usd_month });
            }
        }
        // Beyond the largest prompt no threshold changes anything.
        if threshold > peak {
            break;
        }
    }
    nearly.filter(|_| scenario.basis != Basis::Totals)
}
