//! Which ticked changes count, and the dollars that each of them takes off.

use super::{Standing, listed};
use crate::decisions::paid_in::PaidIn;
use crate::decisions::savings::{CENT, Lever, Month, Pull, Pulled, What};
use crate::model::estimate::{Answer, estimate_beside};
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::Scenario;

/// The ticked changes, made one after another. USD a month of everybody in the dollars of the unit.
pub(super) struct Counted<'a> {
    pub month: &'a Month<'a>,
    pub all: Pulled,
    pub before: f64,
    pub after: f64,
    /// Each on top of those before it; they add up to the difference.
    pub steps: Vec<Pull>,
    /// Cheaper at API prices, and more to pay.
    too_much: Vec<Pull>,
    priced: Priced<'a>,
}

/// What a scenario costs in the dollars of a unit.
struct Priced<'a> {
    unit: PaidIn,
    table: &'a RateTable,
    plans: &'a [Plan],
    answer: &'a Answer,
}

impl Priced<'_> {
    /// `usd` is its month at API prices, which is the answer in all units but one.
    fn usd(&self, scenario: &Scenario, usd: f64) -> f64 {
        if self.unit != PaidIn::Credits {
            return usd;
        }
        let answer = estimate_beside(self.table, scenario, Some(self.answer)).answer;
        answer.map_or(f64::INFINITY, |answer| self.unit.month(self.plans, &answer))
    }

    /// The steps of these changes, and the dollars after them.
    fn steps(&self, month: &Month, all: &Pulled, before: f64) -> (Vec<Pull>, f64) {
        if self.unit != PaidIn::Credits {
            return (all.steps.clone(), all.after);
        }
        let (mut scenario, mut at, mut steps) = (month.base.clone(), before, Vec::new());
        for step in &all.steps {
            scenario = month.again(step, &scenario).unwrap_or(scenario);
            let usd = self.usd(&scenario, f64::INFINITY);
            steps.push(Pull { saves: at - usd, ..step.clone() });
            at = usd;
        }
        (steps, at)
    }
}

impl<'a> Counted<'a> {
    pub fn new(
        unit: PaidIn,
        table: &'a RateTable,
        plans: &'a [Plan],
        answer: &'a Answer,
        month: &'a Month<'a>,
    ) -> Counted<'a> {
        let priced = Priced { unit, table, plans, answer };
        let mut set: Vec<Lever> = listed().filter(|lever| lever.ticked(&month.base)).collect();
        let mut too_much = Vec::new();
        loop {
            let all = month.pull(set.iter().copied());
            let before = priced.usd(&month.base, all.before);
            let (steps, after) = priced.steps(month, &all, before);
            let Some(worse) = steps.iter().find(|step| step.saves <= -CENT) else {
                return Counted { month, all, before, after, steps, too_much, priced };
            };
            set.retain(|lever| *lever != worse.lever);
            too_much.push(worse.clone());
        }
    }

    /// What a scenario costs; `usd` is its month at API prices.
    pub fn usd(&self, scenario: &Scenario, usd: f64) -> f64 {
        self.priced.usd(scenario, usd)
    }

    /// Where a ticked row stands that does not count.
    pub fn left(&self, lever: Lever) -> (Option<What>, Standing) {
        if let Some(pull) = self.too_much.iter().find(|pull| pull.lever == lever) {
            return (Some(pull.what), Standing::LeftOut { costs: -pull.saves });
        }
        if let Some(pull) = self.all.left_out.iter().find(|pull| pull.lever == lever) {
            return (Some(pull.what), Standing::LeftOut { costs: self.costs(pull) });
        }
        let base = &self.month.base;
        match self.month.made(lever, base) {
            Some((next, what, usd)) if self.month.usd(base) - usd >= CENT => {
                (Some(what), Standing::Replaced { alone: self.before - self.usd(&next, usd) })
            }
            _ => (None, Standing::Idle),
        }
    }

    /// What it costs more among the others.
    fn costs(&self, pull: &Pull) -> f64 {
        let next = self.month.again(pull, &self.all.scenario);
        match next.filter(|_| self.priced.unit == PaidIn::Credits) {
            Some(next) => self.usd(&next, f64::INFINITY) - self.after,
            None => -pull.saves,
        }
    }
}
