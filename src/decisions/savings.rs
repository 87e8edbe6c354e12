//! Levers: named changes of a scenario, what each would save, and what the ticked ones save
//! together.
//!
//! Changes interact: fewer lost prefixes save less on a cheaper model. So the ticked ones are
//! made one after another in the order of [`Lever::ALL`], and each counts on top of those
//! before it; the steps then add up to the difference, however they interact.

use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::Scenario;

mod changes;
mod month;

pub use crate::scenario::Lever;
pub(crate) use changes::cheaper;
pub use changes::{What, moves};
pub(crate) use month::Month;

/// One lever and the USD a month that it saves; below zero it costs more.
#[derive(Clone, Debug, PartialEq)]
pub struct Pull {
    pub lever: Lever,
    pub what: What,
    pub saves: f64,
}

/// The ticked levers, made one after another.
#[derive(Clone, Debug, PartialEq)]
pub struct Pulled {
    /// USD a month of everybody, before and after.
    pub before: f64,
    pub after: f64,
    /// With all but the plan, which is no part of how the work is done.
    pub scenario: Scenario,
    /// Each on top of those before it.
    pub steps: Vec<Pull>,
    /// Ticked, and left out because they would cost more among the others.
    pub left_out: Vec<Pull>,
    /// Ticked, and without any effect after those before them.
    pub idle: Vec<Lever>,
}

/// Less than this is nothing, USD a month.
pub(crate) const CENT: f64 = 0.01;

/// The scenario with its ticked levers, and what each of them saves there.
pub fn pulled(table: &RateTable, plans: &[Plan], answer: &Answer) -> Pulled {
    Month::new(table, plans, answer).ticked()
}

/// What each lever would save by itself, most first; those that change nothing are left out.
pub fn ranked(table: &RateTable, plans: &[Plan], answer: &Answer) -> Vec<Pull> {
    Month::new(table, plans, answer).ranked()
}

/// Levers that bring everybody's month to this many USD or below: those that save most by
/// themselves until it is enough, without any that the others do not need.
pub fn enough(table: &RateTable, plans: &[Plan], answer: &Answer, usd: f64) -> Option<Pulled> {
    let month = Month::new(table, plans, answer);
    let ranked: Vec<Lever> = month.ranked().iter().filter(|p| p.saves >= CENT).map(|p| p.lever).collect();
    let with = |set: &[Lever]| {
        let pulled = month.pull(Lever::ALL.into_iter().filter(|l| set.contains(l)));
        Some(pulled).filter(|pulled| pulled.after <= usd)
    };
    let most = (0..=ranked.len()).find(|n| with(&ranked[..*n]).is_some())?;
    let mut set = ranked[..most].to_vec();
    for lever in ranked[..most].iter().rev() {
        let fewer: Vec<Lever> = set.iter().copied().filter(|other| other != lever).collect();
        if with(&fewer).is_some() {
            set = fewer;
        }
    }
    with(&set)
}

impl Pulled {
    /// What one developer pays a month for a plan, where that is one of the steps.
    pub fn on_a_plan(&self) -> Option<f64> {
        self.steps.iter().find_map(|step| match step.what {
            What::Plan { usd, .. } => Some(usd),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests;
