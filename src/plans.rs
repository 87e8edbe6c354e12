//! Subscriptions: what a plan costs a month, and what is known of the usage it includes.

use crate::json::Value;
use crate::rates::{Date, Fields};

/// What a plan's price buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanUsage {
    /// Usage up to limits whose size the provider does not publish.
    Limited,
    /// No usage: every token is billed at API rates beside the price.
    ApiRates,
}

/// A subscription that includes Claude Code.
#[derive(Clone, Debug, PartialEq)]
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

/// Reads plans in the form of `rates/plans.json`.
///
/// # Errors
/// A sentence that names the plan and the field that cannot be right.
pub fn parse(json: &str) -> Result<Vec<Plan>, String> {
    let file = Value::read(json).map_err(|wrong| format!("plans: not JSON from line {} on", wrong.line))?;
    let mut file = Fields::of("plans: ", file);
    if (file.text("schema").as_str(), file.text("unit").as_str()) != (SCHEMA, UNIT) {
        file.refuse(&format!("not {SCHEMA:?} in {UNIT}"));
    }
    let values = file.list("plans");
    file.done()?;
    let mut plans: Vec<Plan> = Vec::new();
    for value in values {
        let plan = plan(value)?;
        if plans.iter().any(|other| other.id == plan.id) {
            return Err(format!("{}: id appears twice", plan.id));
        }
        plans.push(plan);
    }
    Ok(plans)
}

fn plan(value: Value) -> Result<Plan, String> {
    let mut fields = Fields::of("a plan: ", value);
    let id = fields.text("id");
    fields.opening = format!("{id}: ");
    let plan = Plan {
        id,
        name: fields.text("name"),
        former_name: fields.text_if_any("former_name"),
        usd_month: fields.positive("usd_month"),
        usd_month_annual: fields.positive_if_any("usd_month_annual"),
        per_seat: fields.flag("per_seat"),
        usage: usage(&mut fields),
        official: fields.flag("official"),
        note: fields.text("note"),
        source: fields.text("source"),
        checked: fields.date("checked"),
    };
    if plan.source.is_empty() {
        fields.refuse("source is empty");
    }
    fields.done()?;
    Ok(plan)
}

fn usage(fields: &mut Fields) -> PlanUsage {
    match fields.text("usage").as_str() {
        "limited" => PlanUsage::Limited,
        "api-rates" => PlanUsage::ApiRates,
        word => {
            fields.refuse(&format!("usage {word:?} is neither limited nor api-rates"));
            PlanUsage::Limited
        }
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
