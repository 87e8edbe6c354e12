//! Subscriptions: what a plan costs a month, and what is known of the usage it includes.

use super::{Date, json};
use serde::{Deserialize, Serialize};

#[cfg(lists_written)]
pub use super::shipped::{measurements, plans as shipped};

/// What a plan's price buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanUsage {
    /// Usage up to limits whose size the provider does not publish.
    Limited,
    /// No usage: every token is billed at API rates beside the price.
    ApiRates,
}

/// A subscription that includes Claude Code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Stable, for links: "team-standard".
    pub id: String,
    pub name: String,
    pub former_name: Option<String>,
    /// USD per month when billed monthly.
    #[serde(deserialize_with = "json::positive")]
    pub usd_month: f64,
    /// USD per month when billed yearly, where that is offered.
    #[serde(default, deserialize_with = "json::positive_if_any")]
    pub usd_month_annual: Option<f64>,
    /// Whether the price is for each seat instead of the account.
    pub per_seat: bool,
    pub usage: PlanUsage,
    /// Whether Fable runs on usage credits only, never on what is included.
    #[serde(default)]
    pub fable_on_credits: bool,
    /// Read on a page of the provider; `false` where it is only quoted by others.
    pub official: bool,
    pub note: String,
    pub source: String,
    pub checked: Date,
}

/// What somebody found that a plan carried: never official, and never taken as a default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// The id of the plan that it is called by now.
    pub plan: String,
    /// A day, days or a month, as the source says.
    pub when: String,
    /// USD a week of API-equivalent work.
    #[serde(deserialize_with = "json::positive")]
    pub usd_week: f64,
    /// How it was found, and what speaks against it.
    pub method: String,
    pub source: String,
}

const SCHEMA: &str = "sawtooth-plans/2";
const UNIT: &str = "USD per month";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    unit: String,
    plans: Vec<Plan>,
    measurements: Vec<Measurement>,
}

/// Reads plans and measurements in the form of `data/plans.json`.
///
/// # Errors
/// A sentence that names the plan and the field that cannot be right.
pub fn parse(json: &str) -> Result<(Vec<Plan>, Vec<Measurement>), String> {
    checked(json::read("plans", json)?)
}

fn checked(file: File) -> Result<(Vec<Plan>, Vec<Measurement>), String> {
    let File { schema, unit, plans, measurements } = file;
    if (schema.as_str(), unit.as_str()) != (SCHEMA, UNIT) {
        return Err(format!("plans: not {SCHEMA:?} in {UNIT}"));
    }
    for (at, plan) in plans.iter().enumerate() {
        if plans[..at].iter().any(|other| other.id == plan.id) {
            return Err(format!("{}: id appears twice", plan.id));
        }
        if plan.source.is_empty() {
            return Err(format!("{}: source is empty", plan.id));
        }
    }
    for measured in &measurements {
        if plans.iter().all(|plan| plan.id != measured.plan) {
            return Err(format!("a measurement: there is no plan {:?}", measured.plan));
        }
    }
    Ok((plans, measurements))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_embedded_plans_parse() {
        let plans = super::parse(include_str!("data/plans.json"));
        assert_eq!(plans, Ok((super::shipped(), super::measurements())));
    }

    #[test]
    fn a_measurement_names_a_plan() {
        let json = include_str!("data/plans.json").replace(r#"{"plan": "max""#, r#"{"plan": "maxi""#);
        assert_eq!(super::parse(&json), Err(r#"a measurement: there is no plan "maxi""#.into()));
    }
}
