//! Advice: what people repeat about the cost of Claude Code, held against the model.
//!
//! A claim is a scenario and the number that is said of it. Whether it is right is computed
//! each time, never stored, so that a changed price changes the verdict.

use crate::model::estimate::{Answer, estimate, sessions_a_month};
use crate::prices::plans::Plan;
use crate::prices::{Date, RateTable};
use crate::scenario::Scenario;

mod file;

pub use file::{parse, shipped};

/// Something that people say.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Stable, for tests and anchors: "fifty-turns".
    pub id: String,
    /// The saying, and where it is said.
    pub claim: String,
    pub from: String,
    pub measure: Measure,
    pub said: Said,
    /// Whether it is priced on its scenario's own day, because it is about that day's
    /// models. All others are priced today.
    pub dated: bool,
    /// What it is about; its baseline is what it is compared with, where it compares.
    pub scenario: Scenario,
    /// Why the model sees it as it does: nothing in it depends on a price.
    pub because: String,
}

/// What is measured in a claim's scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// USD of an average session.
    Session,
    /// The share that the scenario costs less than its baseline; negative where it costs more.
    Saving,
    /// How many times as much as its baseline it costs.
    Times,
    /// The largest prompt, in tokens.
    Peak,
    /// USD that a plan, by its id, costs on each day on which it is used.
    PlanDay(String),
}

/// What is said of the measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said {
    /// About so much; right `within` this share of what is measured.
    About { value: f64, within: f64 },
    /// More than this, whatever it is.
    Over(f64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    /// Outside of what counts as right, by no more than that again.
    Nearly,
    Wrong,
    /// It costs more where a saving is said, or less where more is said.
    Opposite,
    /// There is no price or no plan to measure it with.
    Unknown,
}

/// A claim as the model sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The scenario that was priced, on the day on which it was: what the link opens.
    pub scenario: Scenario,
    pub measured: Option<f64>,
    pub verdict: Verdict,
    /// What is said over what is measured, where both are numbers above zero.
    pub times: Option<f64>,
    pub compared: Option<Compared>,
}

/// USD of a scenario and of its baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    pub before: f64,
    pub after: f64,
    /// Of a month; else of a session, which says more where there are as many of both.
    pub monthly: bool,
}

/// Measures a claim, priced `today` by the whole table unless it is dated.
pub fn check(table: &RateTable, plans: &[Plan], claim: &Claim, today: Date) -> Checked {
    let mut scenario = claim.scenario.clone();
    if !claim.dated {
        price_anew(&mut scenario, today, table.revision);
    }
    let answer = estimate(table, &scenario).answer;
    let compared = answer.as_ref().and_then(|after| compare(table, after));
    let measured = answer.as_ref().and_then(|answer| measure(&claim.measure, plans, answer, compared));
    let measured = measured.filter(|value| value.is_finite());
    let (verdict, times) = measured.map_or((Verdict::Unknown, None), |value| judge(claim.said, value));
    Checked { scenario, measured, verdict, times, compared }
}

/// On a day before the claim's own, which only a wrong clock gives, its models may not
/// have been there.
fn price_anew(scenario: &mut Scenario, today: Date, revision: u32) {
    scenario.priced_on = scenario.priced_on.max(today);
    scenario.price_revision = revision;
    if let Some(baseline) = &mut scenario.baseline {
        price_anew(baseline, today, revision);
    }
}

fn compare(table: &RateTable, after: &Answer) -> Option<Compared> {
    let before = estimate(table, after.scenario.baseline.as_ref()?).answer?;
    Some(if sessions_a_month(&before.scenario) == sessions_a_month(&after.scenario) {
        Compared { before: before.session.total, after: after.session.total, monthly: false }
    } else {
        Compared { before: before.month.total, after: after.month.total, monthly: true }
    })
}

fn measure(measure: &Measure, plans: &[Plan], answer: &Answer, compared: Option<Compared>) -> Option<f64> {
    let times = compared.map(|c| c.after / c.before);
    match measure {
        Measure::Session => Some(answer.session.total),
        Measure::Saving => times.map(|times| 1.0 - times),
        Measure::Times => times,
        Measure::Peak => Some(answer.expected.peak),
        Measure::PlanDay(id) => {
            let plan = plans.iter().find(|plan| plan.id == *id)?;
            Some(plan.usd_month / answer.scenario.work.active_days)
        }
    }
}

fn judge(said: Said, measured: f64) -> (Verdict, Option<f64>) {
    match said {
        Said::Over(bound) if measured > bound => (Verdict::Right, None),
        Said::Over(_) => (Verdict::Opposite, None),
        Said::About { .. } if measured <= 0.0 => (Verdict::Opposite, None),
        Said::About { value, within } => {
            let times = value / measured;
            let verdict = match (times - 1.0).abs() {
                miss if miss <= within => Verdict::Right,
                miss if miss <= 2.0 * within => Verdict::Nearly,
                _ => Verdict::Wrong,
            };
            (verdict, Some(times))
        }
    }
}
