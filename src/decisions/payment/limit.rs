//! A plan's weekly limit: how much of it a week uses, and what a reading of it says.

use super::Span;
use crate::decisions::plans::{Offer, Work, capacity_of, share_of};
use crate::model::estimate::{Answer, sessions_a_month};
use crate::scenario::{MOST_STATED, Scenario};

/// Days from one reset of the weekly limit to the next.
const DAYS_A_WEEK: f64 = 7.0;

/// What the work of one person does with the limit of their plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Share of the limit that a mean full week uses; `None` where the limit is not known.
    pub share: Option<Span>,
    /// Weeks of nine that pass it, at the largest and at the smallest capacity.
    pub weeks_past: (usize, usize),
    /// Sessions on each active day from which a first week of nine passes it; `low` at the
    /// smallest capacity.
    pub first_past: Option<Span>,
    /// Day of the week, of seven, on which a mean week reaches it where it does.
    pub full_on_day: Option<Span>,
    /// API-equivalent USD of a mean week: what the limit has to include.
    pub needs: f64,
}

/// The largest and the smallest capacity that may be, as far as one is known.
pub(super) fn ends(offer: &Offer) -> Option<(f64, f64)> {
    match (offer.low, offer.high) {
        (None, None) => None,
        (None, Some(high)) => Some((high, high)),
        (Some(low), high) => Some((high.unwrap_or(f64::INFINITY), low)),
    }
}

impl Limit {
    pub(super) fn of(offer: &Offer, work: &Work, sessions: f64) -> Limit {
        let needs = work.week(sessions);
        let unknown = Limit { share: None, weeks_past: (0, 0), first_past: None, full_on_day: None, needs };
        let Some((large, small)) = ends(offer) else { return unknown };
        let past = |capacity: f64| work.weeks.iter().filter(|week| *week * needs > capacity * EXACT).count();
        let share = |capacity: f64| if capacity > 0.0 { needs / capacity } else { f64::INFINITY };
        let share = Span { low: share(large), high: share(small) };
        let heaviest = work.weeks.iter().copied().fold(1.0, f64::max);
        let a_day = heaviest * work.week(work.active_days);
        let first = Span { low: small / a_day, high: large / a_day };
        Limit {
            share: Some(share).filter(|share| share.high.is_finite()),
            weeks_past: (past(large), past(small)),
            first_past: Some(first).filter(|first| first.low.is_finite() && first.high.is_finite()),
            full_on_day: (share.low > 1.0)
                .then(|| Span { low: DAYS_A_WEEK / share.high, high: DAYS_A_WEEK / share.low }),
            ..unknown
        }
    }
}

/// A week that is as large as the limit does not pass it for its last binary digit.
const EXACT: f64 = 1.0 + 1e-9;

/// Share of the limit that a full week uses, from the share that is used so many days before
/// the reset; a week that has not begun tells nothing.
pub fn full_week(used: f64, resets_in_days: Option<f64>) -> Option<f64> {
    let left = resets_in_days.unwrap_or(0.0);
    let share = used * DAYS_A_WEEK / (DAYS_A_WEEK - left);
    ((0.0..DAYS_A_WEEK).contains(&left) && share > 0.0 && share <= MOST_STATED).then_some(share)
}

/// Fixes what the scenario's plan includes a week by "my weekly limit shows `low` to `high`
/// used, and resets in so many days", shares 0 and up. `answer` is the work that used them.
/// `false` where that tells nothing: no plan, no work on it, no use, a week that has not begun.
pub fn state_capacity(
    scenario: &mut Scenario,
    answer: &Answer,
    low: f64,
    high: f64,
    resets_in_days: Option<f64>,
) -> bool {
    let week = week(answer);
    let capacity = |used| capacity_of(week, full_week(used, resets_in_days)?);
    let Some((one, other)) = capacity(low).zip(capacity(high)) else { return false };
    if scenario.plan.is_empty() {
        return false;
    }
    let plan = scenario.plan.clone();
    scenario.plans.state_capacity(&plan, one, other);
    true
}

/// Share of the weekly limit of a plan that a full week of this work uses, least and most;
/// `None` where the limit is not known from both sides.
pub fn share_of_limit(answer: &Answer, plan: &str) -> Option<(f64, f64)> {
    let (low, high) = answer.scenario.plans.capacity(plan);
    let week = week(answer);
    share_of(week, high?).zip(share_of(week, low?))
}

/// API-equivalent USD of a mean week that is left to a plan.
fn week(answer: &Answer) -> f64 {
    Work::new(answer).week(sessions_a_month(&answer.scenario))
}
