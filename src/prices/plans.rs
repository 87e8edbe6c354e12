//! Subscriptions: what a plan costs a month, and what is known of the usage it includes.

use crate::json::Value;
use crate::prices::{Date, Fields};

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
    /// Whether Fable runs on usage credits only, never on what is included.
    pub fable_on_credits: bool,
    /// Read on a page of the provider; `false` where it is only quoted by others.
    pub official: bool,
    pub note: String,
    pub source: String,
    pub checked: Date,
}

/// What somebody found that a plan carried: never official, and never taken as a default.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// The id of the plan that it is called by now.
    pub plan: String,
    /// A day, days or a month, as the source says.
    pub when: String,
    /// USD a week of API-equivalent work.
    pub usd_week: f64,
    /// How it was found, and what speaks against it.
    pub method: String,
    pub source: String,
}

/// The plans this build carries, cheapest personal plan first.
pub fn shipped() -> Vec<Plan> {
    embedded().0
}

/// What the public measured of them, the oldest first.
pub fn measurements() -> Vec<Measurement> {
    embedded().1
}

fn embedded() -> (Vec<Plan>, Vec<Measurement>) {
    // No user input reaches this: the test below fails first.
    parse(include_str!("data/plans.json")).expect("the embedded plans are valid")
}

const SCHEMA: &str = "sawtooth-plans/2";
const UNIT: &str = "USD per month";

/// Reads plans and measurements in the form of `data/plans.json`.
///
/// # Errors
/// A sentence that names the plan and the field that cannot be right.
pub fn parse(json: &str) -> Result<(Vec<Plan>, Vec<Measurement>), String> {
    let file = Value::read(json).map_err(|wrong| format!("plans: not JSON from line {} on", wrong.line))?;
    let mut file = Fields::of("plans: ", file);
    if (file.text("schema").as_str(), file.text("unit").as_str()) != (SCHEMA, UNIT) {
        file.refuse(&format!("not {SCHEMA:?} in {UNIT}"));
    }
    let (values, measured) = (file.list("plans"), file.list("measurements"));
    file.done()?;
    let mut plans: Vec<Plan> = Vec::new();
    for value in values {
        let plan = plan(value)?;
        if plans.iter().any(|other| other.id == plan.id) {
            return Err(format!("{}: id appears twice", plan.id));
        }
        plans.push(plan);
    }
    let mut measurements = Vec::new();
    for value in measured {
        measurements.push(measurement(&plans, value)?);
    }
    Ok((plans, measurements))
}

fn measurement(plans: &[Plan], value: Value) -> Result<Measurement, String> {
    let mut fields = Fields::of("a measurement: ", value);
    let measurement = Measurement {
        plan: fields.text("plan"),
        when: fields.text("when"),
        usd_week: fields.positive("usd_week"),
        method: fields.text("method"),
        source: fields.text("source"),
    };
    if plans.iter().all(|plan| plan.id != measurement.plan) {
        fields.refuse(&format!("there is no plan {:?}", measurement.plan));
    }
    fields.done()?;
    Ok(measurement)
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
        fable_on_credits: fields.flag_if_any("fable_on_credits"),
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
        let plans = super::parse(include_str!("data/plans.json"));
        assert_eq!(plans, Ok((super::shipped(), super::measurements())));
    }

    #[test]
    fn a_measurement_names_a_plan() {
        let json = include_str!("data/plans.json").replace(r#"{"plan": "max""#, r#"{"plan": "maxi""#);
        assert_eq!(super::parse(&json), Err(r#"a measurement: there is no plan "maxi""#.into()));
    }
}
