//! Subscriptions: what a plan costs a month, and what is known of the usage it includes.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::rates::Date;

/// What a plan's price buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanUsage {
    /// Usage up to limits whose size the provider does not publish.
    Limited,
    /// No usage: every token is billed at API rates beside the price.
    ApiRates,
}

/// A subscription that includes Claude Code.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Stable, for links: "team-standard".
    pub id: String,
    pub name: String,
    pub former_name: Option<String>,
    /// USD per month when billed monthly.
    pub usd_month: f64,
    /// USD per month when billed yearly, where that is offered.
    pub usd_month_annual: Option<f64>,
    /// Whether the price is for each seat instead of the account.
    pub per_seat: bool,
    pub usage: PlanUsage,
    /// Read on a page of the provider; `false` where it is only quoted by others.
    pub official: bool,
    pub note: String,
    pub source: String,
    pub checked: Date,
}

/// The plans this build carries, cheapest personal plan first.
pub fn shipped() -> Vec<Plan> {
    // No user input reaches this: the test below fails first.
    parse(include_str!("rates/plans.json")).expect("the embedded plans are valid")
}

const SCHEMA: &str = "sawtooth-plans/1";
const UNIT: &str = "USD per month";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    unit: String,
    plans: Vec<Plan>,
}

/// Reads plans in the form of `rates/plans.json`.
///
/// # Errors
/// A sentence that names the plan and the field that cannot be right.
pub fn parse(json: &str) -> Result<Vec<Plan>, String> {
    let file: File = serde_json::from_str(json).map_err(|error| format!("plans: {error}"))?;
    if (file.schema.as_str(), file.unit.as_str()) != (SCHEMA, UNIT) {
        return Err(format!("plans: not {SCHEMA:?} in {UNIT}"));
    }
    let mut seen = BTreeSet::new();
    for plan in &file.plans {
        check(plan)?;
        if !seen.insert(&plan.id) {
            return Err(format!("{}: id appears twice", plan.id));
        }
    }
    Ok(file.plans)
}

fn check(plan: &Plan) -> Result<(), String> {
    let annual = plan.usd_month_annual.unwrap_or(plan.usd_month);
    for (field, usd) in [("usd_month", plan.usd_month), ("usd_month_annual", annual)] {
        if !(usd.is_finite() && usd > 0.0) {
            return Err(format!("{}: {field} is {usd}, not a positive number", plan.id));
        }
    }
    match plan.source.is_empty() {
        true => Err(format!("{}: source is empty", plan.id)),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_embedded_plans_parse() {
        let plans = super::parse(include_str!("rates/plans.json"));
        assert_eq!(plans, Ok(super::shipped()));
    }
}
