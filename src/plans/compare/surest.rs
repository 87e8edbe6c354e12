//! The plan that is surely cheapest, for whoever would move all of the work to one.

use super::{Month, Work, offer, sides};
use crate::bill;
use crate::expected::expected;
use crate::plans::{Plan, PlanUsage};
use crate::price::Prices;
use crate::scenario::Scenario;

/// The plan that costs least for a month of this work by the smallest capacity that the
/// reader states, so that nothing waits: its place in the list, and one developer's month.
/// `None` where no capacity is stated that carries it.
pub fn surest(plans: &[Plan], prices: &Prices, scenario: &Scenario) -> Option<(usize, Month)> {
    let session = |side: &Scenario| expected(prices, side).ok().map(|e| bill::total(prices, &e.usage));
    let [api, equivalent] = sides(scenario);
    let mut work = Work::of(scenario, session(&api)?, session(&equivalent)?);
    // A month with work: idle ones are no part of what a lever saves.
    work.working = 1.0;
    let team = scenario.team.own > 1.0;
    let all = plans.iter().enumerate().filter(|(_, p)| p.usage == PlanUsage::Limited && p.per_seat == team);
    let sure = all.filter_map(|(place, plan)| {
        let offer = offer(&work, &scenario.plans, place, plan);
        offer.low.map(|_| (place, offer.at_most)).filter(|(_, month)| month.waits <= 0.0)
    });
    sure.reduce(|best, next| if next.1.total() < best.1.total() { next } else { best })
}
