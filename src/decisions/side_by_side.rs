//! Scenarios beside one another, each with its own answer.

use super::difference::{INPUTS, differs};
use super::options::{Options, options};
use super::range::{POINTS, PaidRange, dimensions, paid_range, range};
use crate::model::draws::Points;
use crate::model::estimate::{Estimate, estimate};
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{Place, Scenario};

/// Inputs that decide what is paid for the same work, beside those of [`INPUTS`].
const PAID_WITH: [&str; 2] = ["plan", "plans"];

#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    pub place: Place,
    /// As it was entered, a bill not yet solved.
    pub scenario: Scenario,
    pub estimate: Estimate,
    /// Nothing without a price.
    pub options: Option<Options>,
    /// USD a month of what is paid; nothing where every input is exact.
    pub range: Option<PaidRange>,
}

impl Side {
    pub fn new(table: &RateTable, plans: &[Plan], place: Place, scenario: Scenario) -> Side {
        let estimate = estimate(table, &scenario);
        let answer = estimate.answer.as_ref();
        let points = Points::new(dimensions(&scenario), POINTS);
        let range = answer.and_then(|answer| {
            let month = range(&scenario, answer, &points)?;
            paid_range(plans, &scenario, answer, &month, &points)
        });
        Side { place, options: answer.map(|answer| options(plans, answer)), range, scenario, estimate }
    }

    /// With its messages solved for, where a bill was given.
    fn resolved(&self) -> &Scenario {
        self.estimate.answer.as_ref().map_or(&self.scenario, |answer| &answer.scenario)
    }

    /// The inputs that differ from another's: those that change a month at API prices, in the order of
    /// [`INPUTS`], then what is paid with.
    pub fn differs_in(&self, other: &Side) -> Vec<&'static str> {
        let (one, other) = (self.resolved(), other.resolved());
        let paid_with = |key: &&'static str| match *key {
            "plan" => one.plan != other.plan,
            _ => one.plans.terms != other.plans.terms,
        };
        let inputs = INPUTS.into_iter().filter(|key| differs(one, other, key));
        inputs.chain(PAID_WITH.into_iter().filter(paid_with)).collect()
    }
}

/// A scenario and those that stand beside it.
pub fn sides(table: &RateTable, plans: &[Plan], scenario: &Scenario) -> Vec<Side> {
    scenario.sides().into_iter().map(|(place, side)| Side::new(table, plans, place, side)).collect()
}
