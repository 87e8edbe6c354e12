//! What a subscriber has to say for the plans to be compared with the work of the logs.

use serde::{Deserialize, Serialize};

use super::LogsState;
use crate::decisions::plans::compare;
use crate::forecast::Forecast;
use crate::prices::plans::PlanUsage;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stay {
    pub question: String,
    /// Ids and names of plans with a weekly limit.
    pub plans: Vec<(String, String)>,
    /// USD at list prices of a week that such a share is of.
    pub week: f64,
}

pub(super) fn stay(state: &LogsState, forecast: &Forecast) -> Option<Stay> {
    let (answer, scenario) = (forecast.answer.as_ref()?, forecast.scenario.as_ref()?);
    let week = compare(state.plans, answer).week;
    let whose = if scenario.team.own > 1.0 { "one developer’s work" } else { "this work" };
    let limited = state.plans.iter().filter(|plan| plan.usage == PlanUsage::Limited);
    Some(Stay {
        question: format!(
            "A week of {whose} costs {} at API prices. Plans do not publish their limits: how much of the weekly \
             limit does such a week use? `/usage` shows it.",
            state.locale.money(week)
        ),
        plans: limited.map(|plan| (plan.id.clone(), plan.name.clone())).collect(),
        week,
    })
}
