//! Actions: the one list of changes that would cut the month, and what the ticked ones save.
//!
//! The rows come in the order of [`Lever::ALL`], and each is counted on top of the ticked ones
//! above it: so the ticked rows add up to the difference between the month as it is and the
//! optimized one, which is the month with exactly what is ticked. A plan is no row: it changes
//! who is paid and not the work, and has a table of its own.

use crate::decisions::compaction::{Setting, settings};
use crate::decisions::paid_in::PaidIn;
use crate::decisions::savings::{CENT, Lever, Month, Pull, What};
use crate::model::anchor::end_fit;
use crate::model::estimate::{Answer, estimate};
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{Method, Scenario, Share, choice};

mod counted;

use counted::Counted;

/// USD a month of everybody: what is paid where usage credits are, else at API prices.
#[derive(Clone, Debug, PartialEq)]
pub struct Actions {
    /// What the dollars are to the person who pays.
    pub unit: PaidIn,
    pub before: f64,
    pub after: f64,
    /// The optimized scenario: the work with what is ticked, its messages solved for.
    pub scenario: Scenario,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub lever: Lever,
    pub ticked: bool,
    /// What it does there; `None` where it does nothing.
    pub what: Option<What>,
    pub standing: Standing,
    /// The models before this row, whose sessions a cheaper one may take.
    pub mix: Vec<Share>,
    /// What to set for a compaction threshold.
    pub settings: Vec<Setting>,
}

/// What a row does to the sum, USD a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// Ticked: saves this on top of the ticked ones above it.
    Counts { saves: f64 },
    /// Not ticked: would save this there; below zero it would cost more.
    Offered { saves: f64 },
    /// Ticked and left out: among the other ticked ones it would cost this more.
    LeftOut { costs: f64 },
    /// Ticked, and saves nothing after those above it, which take its place: alone it would.
    Replaced { alone: f64 },
    /// Changes nothing in this scenario.
    Idle,
}

/// The list for an answer, at API prices. Also for a fit to a bill: its messages are kept as they
/// were found.
pub fn actions(table: &RateTable, answer: &Answer) -> Actions {
    actions_paid_in(PaidIn::Dollars, table, &[], answer)
}

/// The list in the dollars of a unit. Past a limit with credits a row saves what it takes off what
/// is paid; one that would add to that is left out, however little it costs at API prices.
pub fn actions_paid_in(unit: PaidIn, table: &RateTable, plans: &[Plan], answer: &Answer) -> Actions {
    let month = Month::new(table, &[], answer);
    let counted = Counted::new(unit, table, plans, answer, &month);
    let mut at = At { counted: &counted, scenario: month.base.clone(), usd: counted.before };
    let mut rows = Vec::new();
    for lever in listed() {
        let step = counted.steps.iter().find(|step| step.lever == lever);
        let (what, standing) = match step {
            Some(step) => (Some(step.what), Standing::Counts { saves: step.saves }),
            None if !lever.ticked(&month.base) => at.offered(lever),
            None => counted.left(lever),
        };
        let settings = match what {
            // An outside service prunes; no command of the agent does.
            Some(What::Threshold { to }) if month.base.compaction.method == Method::Summarise => {
                settings(table, &at.scenario, to)
            }
            _ => Vec::new(),
        };
        let (ticked, mix) = (lever.ticked(&month.base), at.scenario.mean_mix());
        rows.push(Row { lever, ticked, what, standing, mix, settings });
        step.into_iter().for_each(|step| at.take(step));
    }
    Actions { unit, before: counted.before, after: counted.after, scenario: counted.all.scenario, rows }
}

/// Every lever but the plan.
fn listed() -> impl Iterator<Item = Lever> {
    Lever::ALL.into_iter().filter(|lever| *lever != Lever::Plan)
}

/// The scenario with the counted rows so far, and its month.
struct At<'a> {
    counted: &'a Counted<'a>,
    scenario: Scenario,
    usd: f64,
}

impl At<'_> {
    fn offered(&self, lever: Lever) -> (Option<What>, Standing) {
        let Counted { month, .. } = self.counted;
        match month.made(lever, &self.scenario) {
            Some((next, what, usd)) if (month.usd(&self.scenario) - usd).abs() >= CENT => {
                (Some(what), Standing::Offered { saves: self.usd - self.counted.usd(&next, usd) })
            }
            _ => (None, Standing::Idle),
        }
    }

    fn take(&mut self, step: &Pull) {
        if let Some(next) = self.counted.month.again(step, &self.scenario) {
            (self.scenario, self.usd) = (next, self.usd - step.saves);
        }
    }
}

/// The scenario with the counted rows made, in one step. A fit to a bill ends, with the bill
/// as the baseline. Ticks of what was made go back to their default where they would do
/// nothing now, and off where they would do the same once more.
pub fn apply(table: &RateTable, asked: &Scenario, answer: &Answer, actions: &Actions) -> Scenario {
    let counted = || actions.rows.iter().filter(|row| matches!(row.standing, Standing::Counts { .. }));
    let mut next = actions.scenario.clone();
    next.baseline = end_fit(asked, answer).baseline;
    if counted().next().is_none() {
        return asked.clone();
    }
    let default = next.base.scenario(next.priced_on, next.price_revision);
    let Some(made) = estimate(table, &next).answer else { return next };
    let month = Month::new(table, &[], &made);
    for row in counted() {
        let more =
            month.made(row.lever, &month.base).is_some_and(|(_, _, usd)| made.month.total - usd >= CENT);
        if let Some(tick) = choice(row.lever.key()) {
            (tick.set)(&mut next, if more { "no" } else { (tick.get)(&default) });
        }
    }
    next.mark_as(asked);
    next
}

impl Actions {
    /// The optimized scenario of another answer by the same steps, with nothing sought again: what
    /// a moving slider can wait for.
    pub fn repeated(&self, table: &RateTable, answer: &Answer) -> Scenario {
        let month = Month::new(table, &[], answer);
        let mut scenario = month.base.clone();
        for row in &self.rows {
            if let (Some(what), Standing::Counts { saves }) = (row.what, row.standing) {
                let step = Pull { lever: row.lever, what, saves };
                scenario = month.again(&step, &scenario).unwrap_or(scenario);
            }
        }
        scenario
    }

    /// USD a month that the ticked rows save together.
    pub fn saves(&self) -> f64 {
        self.before - self.after
    }
}

#[cfg(test)]
mod tests;
