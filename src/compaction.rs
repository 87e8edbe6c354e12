//! stub
use crate::{
    bill,
    estimate::sessions_a_month,
    expected::expected,
    price::Prices,
    scenario::{Scenario, Trigger},
};
pub struct Best {
    pub threshold: f64,
    pub usd_month: f64,
}
const THRESHOLDS: [f64; 20] = [
    40e3, 50e3, 60e3, 70e3, 80e3, 90e3, 100e3, 110e3, 120e3, 130e3, 140e3, 150e3, 170e3, 200e3, 250e3, 300e3,
    400e3, 500e3, 700e3, 967e3,
];
pub fn best_threshold(prices: &Prices, scenario: &Scenario) -> Option<Best> {
    let mut best: Option<Best> = None;
    for t in THRESHOLDS {
        let mut next = scenario.clone();
        (next.compaction.trigger, next.compaction.threshold, next.compaction.every) =
            (Trigger::Threshold, t, 0.0);
        let usd = expected(prices, &next).map_or(f64::INFINITY, |e| bill::total(prices, &e.usage))
            * sessions_a_month(scenario);
        if best.as_ref().is_none_or(|b| usd < b.usd_month) {
            best = Some(Best { threshold: t, usd_month: usd });
        }
    }
    best
}
