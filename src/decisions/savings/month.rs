//! Everybody's month under one set of levers after another.

use super::{CENT, Lever, Pull, Pulled, What, changes};
use crate::decisions::compaction::compact_instead;
use crate::decisions::plans::surest;
use crate::model::bill;
use crate::model::estimate::{Answer, batch_usd};
use crate::model::mixture::{expected, hold};
use crate::model::price::Prices;
use crate::model::team;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::in_order;
use crate::scenario::{HitSource, Payment, Scenario, Team};

/// Everybody's month as a function of this scenario alone.
pub(crate) struct Month<'a> {
    table: &'a RateTable,
    plans: &'a [Plan],
    pub prices: Prices,
    pub base: Scenario,
    /// USD of the groups that work like presets, whom nothing here changes.
    rest: f64,
}

impl<'a> Month<'a> {
    pub fn new(table: &'a RateTable, plans: &'a [Plan], answer: &Answer) -> Month<'a> {
        let base = with_chance(answer);
        let everything = changes::every_model(table, &base);
        let prices = Prices::new(table, &base, &everything.iter().collect::<Vec<_>>());
        let fixed = answer.scenario.team.groups.iter().zip(answer.groups.iter().skip(1));
        let rest = fixed.filter(|(group, _)| group.like.is_some()).map(|(_, (_, usd))| usd).sum();
        Month { table, plans, prices, base, rest }
    }

    /// USD; infinite where the scenario has no price.
    pub fn usd(&self, scenario: &Scenario) -> f64 {
        let session = expected(&self.prices, scenario).map(|e| bill::total(&self.prices, &e.usage));
        let own = session.and_then(|session| team::own_usd(&self.prices, scenario, session));
        match (own, batch_usd(&self.prices, scenario)) {
            (Ok(own), Ok(batch)) => own + batch + self.rest,
            _ => f64::INFINITY,
        }
    }

    /// What a lever makes of a scenario: the next one, what was done, and everybody's month.
    /// `None` where it changes nothing or leads to a scenario without a price.
    pub fn made(&self, lever: Lever, scenario: &Scenario) -> Option<(Scenario, What, f64)> {
        if lever == Lever::Plan {
            let (what, usd) = self.on_a_plan(scenario)?;
            return Some((scenario.clone(), what, usd));
        }
        let (next, what) = changes::made(self, self.table, lever, scenario)?;
        let usd = self.usd(&next);
        // A threshold as cheap as the one in force is no change.
        if lever == Lever::Compact && usd > self.usd(scenario) - CENT {
            return None;
        }
        let priced = usd.is_finite() && next.problems(self.table).is_empty();
        (next != *scenario && priced).then_some((next, what, usd))
    }

    /// What a step made of a scenario, without looking for its size again.
    pub fn again(&self, step: &Pull, scenario: &Scenario) -> Option<Scenario> {
        if let What::Threshold { to } = step.what {
            let mut next = scenario.clone();
            compact_instead(&self.prices, &mut next, to);
            return Some(next);
        }
        changes::made(self, self.table, step.lever, scenario).map(|(next, _)| next)
    }

    /// This scenario's developers on the plan that is surely cheapest. Who is on a plan has none.
    fn on_a_plan(&self, scenario: &Scenario) -> Option<(What, f64)> {
        // Who pays for seats already has plans.
        if scenario.payment == Payment::Subscription || scenario.plans.has_seats() {
            return None;
        }
        let (plan, month) = surest(self.plans, &self.prices, scenario)?;
        let usd = month.total();
        // Everybody else stays on the API.
        let others = Scenario { team: Team { own: 0.0, ..scenario.team.clone() }, ..scenario.clone() };
        let others = Some(self.usd(&others)).filter(|usd| usd.is_finite())?;
        Some((What::Plan { plan, usd }, usd * scenario.team.own + others))
    }

    pub fn ranked(&self) -> Vec<Pull> {
        let before = self.usd(&self.base);
        let pull = |lever| {
            let (_, what, after) = self.made(lever, &self.base)?;
            Some(Pull { lever, what, saves: before - after })
        };
        in_order::by_key(Lever::ALL.into_iter().filter_map(pull), |pull| -pull.saves)
    }

    pub fn ticked(&self) -> Pulled {
        self.pull(Lever::ALL.into_iter().filter(|lever| lever.ticked(&self.base)))
    }

    /// Makes these one after another. One that later ones turn into a loss is left out.
    pub fn pull(&self, levers: impl Iterator<Item = Lever>) -> Pulled {
        let mut set: Vec<Lever> = levers.collect();
        let mut all = self.chain(&set);
        while let Some((lever, better)) = self.spoiled(&set, &all) {
            set.retain(|other| *other != lever);
            let what = all.steps.iter().find(|step| step.lever == lever).map(|step| step.what);
            let saves = better.after - all.after;
            let left_out = std::mem::replace(&mut all, better).left_out;
            all.left_out.extend(left_out.into_iter().filter(|pull| !set.contains(&pull.lever)));
            all.left_out.extend(what.map(|what| Pull { lever, what, saves }));
        }
        all
    }

    /// A step without which the rest costs less, and that rest.
    fn spoiled(&self, set: &[Lever], all: &Pulled) -> Option<(Lever, Pulled)> {
        // A single step saves by itself, or it would not be one.
        let several = all.steps.len() > 1;
        all.steps.iter().filter(|_| several).find_map(|step| {
            let rest: Vec<Lever> = set.iter().copied().filter(|lever| *lever != step.lever).collect();
            let without = self.chain(&rest);
            (without.after <= all.after - CENT).then_some((step.lever, without))
        })
    }

    fn chain(&self, levers: &[Lever]) -> Pulled {
        let before = self.usd(&self.base);
        let mut all = Pulled {
            before,
            after: before,
            scenario: self.base.clone(),
            steps: Vec::new(),
            left_out: Vec::new(),
            idle: Vec::new(),
        };
        for &lever in levers {
            let Some((next, what, after)) = self.made(lever, &all.scenario) else {
                all.idle.push(lever);
                continue;
            };
            let pull = Pull { lever, what, saves: all.after - after };
            if pull.saves >= CENT {
                (all.scenario, all.after) = (next, after);
                all.steps.push(pull);
            } else if pull.saves <= -CENT {
                all.left_out.push(pull);
            } else {
                all.idle.push(lever);
            }
        }
        all
    }
}

/// The resolved scenario with the chance itself: a reported rate would mean another one with
/// another floor. Only the rhythm of pauses stays, which tells the lifetimes apart.
fn with_chance(answer: &Answer) -> Scenario {
    let mut base = answer.scenario.clone();
    let reported = |one: &Scenario| one.cache.source == HitSource::Reported;
    // As they are before the first group's rate is held: theirs may follow from it.
    let groups: Vec<Scenario> = (1..base.count_groups()).map(|group| base.as_group(group)).collect();
    if !reported(&base) && !groups.iter().any(reported) {
        return base;
    }
    if reported(&base) {
        base.each_kind(|kind| hold(kind, answer.expected.hit_rate));
    }
    for (at, mut one) in groups.into_iter().enumerate() {
        if reported(&one) {
            let found = expected(&answer.prices.under(&one), &one).ok().and_then(|e| e.hit_rate);
            one.each_kind(|kind| hold(kind, found));
        }
        base.edit_group(at + 1, |group| *group = one);
    }
    base
}
