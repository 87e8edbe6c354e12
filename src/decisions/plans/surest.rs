//! The plan that is surely cheapest, for whoever would move all of the work to one.

use super::{Month, Work, is_team, offer};
use crate::model::price::Prices;
use crate::prices::Family;
use crate::prices::plans::{Plan, PlanUsage};
use crate::scenario::Scenario;

/// The plan that costs least for a month of this work by the smallest capacity that the
/// reader states, so that nothing waits: its place in the list, and one developer's month.
/// `None` where no capacity is stated that carries it.
pub fn surest(plans: &[Plan], prices: &Prices, scenario: &Scenario) -> Option<(usize, Month)> {
    let mut work = Work::priced(prices, scenario)?;
    // What a lever saves is told of a month with work, which pays the plan's idle ones too.
    let working = std::mem::replace(&mut work.working, 1.0);
    let includes = |plan: &&Plan| plan.usage == PlanUsage::Limited && plan.per_seat == is_team(scenario);
    // Fast mode is billed as credits on every plan, Fable on some.
    let fable = prices.0.iter().any(|p| {
        p.family == Family::Fable && scenario.mean_mix().iter().any(|s| s.model == p.id && s.share > 0.0)
    });
    let all = plans
        .iter()
        .enumerate()
        .filter(|(_, plan)| includes(plan) && !scenario.fast && !(fable && plan.fable_on_credits));
    let sure = all.filter_map(|(place, plan)| {
        let mut offer = offer(&work, &scenario.plans, place, plan);
        offer.at_most.price /= working;
        offer.low.map(|_| (place, offer.at_most)).filter(|(_, month)| month.waits <= 0.0)
    });
    sure.reduce(|best, next| if next.1.total() < best.1.total() { next } else { best })
}
