//! Levers: named changes of a scenario, what each would save, and what the ticked ones save
//! together.
//!
//! Changes interact: fewer lost prefixes save less on a cheaper model. So the ticked ones are
//! made one after another in the order of [`Lever::ALL`], and each counts on top of those
//! before it; the steps then add up to the difference, however they interact.

use crate::decisions::plans::surest;
use crate::model::bill;
use crate::model::estimate::{Answer, batch_usd, sessions_a_month};
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::order;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{HitSource, Lifetime, Payment, Scenario, Term, choice};

mod changes;

pub(crate) use changes::cheaper;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    Model,
    Floor,
    Growth,
    Output,
    Explore,
    Split,
    Batch,
    Hour,
    Pauses,
    Compact,
    Plan,
}

impl Lever {
    /// In the order in which they are made: the best threshold depends on all before it, and
    /// a plan pays for what is left.
    pub const ALL: [Lever; 11] = [
        Lever::Model,
        Lever::Floor,
        Lever::Growth,
        Lever::Output,
        Lever::Explore,
        Lever::Split,
        Lever::Batch,
        Lever::Hour,
        Lever::Pauses,
        Lever::Compact,
        Lever::Plan,
    ];

    /// The choice that ticks it.
    pub fn key(self) -> &'static str {
        match self {
            Lever::Model => "doModel",
            Lever::Floor => "doFloor",
            Lever::Growth => "doGrowth",
            Lever::Output => "doOutput",
            Lever::Explore => "doExplore",
            Lever::Split => "doSplit",
            Lever::Batch => "doBatch",
            Lever::Hour => "doHour",
            Lever::Pauses => "doPauses",
            Lever::Compact => "doCompact",
            Lever::Plan => "doPlan",
        }
    }

    /// The number that is its size, where it has one.
    pub fn size(self) -> Option<&'static str> {
        match self {
            Lever::Model => Some("moved"),
            Lever::Floor => Some("leanFloor"),
            Lever::Growth => Some("lessGrowth"),
            Lever::Output => Some("lessOutput"),
            Lever::Explore => Some("explored"),
            Lever::Split => Some("pieces"),
            Lever::Batch => Some("toBatch"),
            Lever::Pauses => Some("avoided"),
            Lever::Hour | Lever::Compact | Lever::Plan => None,
        }
    }

    pub fn ticked(self, scenario: &Scenario) -> bool {
        choice(self.key()).is_some_and(|choice| (choice.get)(scenario) == "yes")
    }
}

/// What a lever does to this scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// This share of the sessions moves to the next cheaper family.
    Cheaper {
        share: f64,
    },
    Floor {
        from: f64,
        to: f64,
    },
    Growth {
        from: f64,
        to: f64,
    },
    Output {
        from: f64,
        to: f64,
    },
    /// This share of the requests runs in so many sub-agents a session more.
    Explored {
        share: f64,
        agents: f64,
    },
    Split {
        pieces: f64,
    },
    /// So many jobs a month.
    Batch {
        jobs: f64,
    },
    Lifetime {
        to: Lifetime,
    },
    HitRate {
        from: f64,
        to: f64,
    },
    /// Pauses a session that are longer than five minutes.
    Pauses {
        from: f64,
        to: f64,
    },
    /// Compact at this context instead.
    Threshold {
        to: f64,
    },
    /// One developer pays this a month for a plan, credits included; its place in the list.
    Plan {
        plan: usize,
        usd: f64,
    },
}

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
const CENT: f64 = 0.01;

/// The scenario with its ticked levers, and what each of them saves there.
pub fn pulled(table: &RateTable, plans: &[Plan], answer: &Answer) -> Pulled {
    Month::new(table, plans, answer).ticked()
}

/// The same with a threshold that is only nearly the best, found in a tenth of the time:
/// for as long as a slider moves.
pub fn nearly_pulled(table: &RateTable, plans: &[Plan], answer: &Answer) -> Pulled {
    let mut month = Month::new(table, plans, answer);
    month.near = true;
    month.ticked()
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

/// Everybody's month as a function of this scenario alone.
pub(crate) struct Month<'a> {
    table: &'a RateTable,
    plans: &'a [Plan],
    pub prices: Prices,
    pub base: Scenario,
    /// USD of the colleagues on presets, whom nothing here changes.
    rest: f64,
    /// Whether the threshold may be only nearly the best.
    near: bool,
}

impl<'a> Month<'a> {
    pub fn new(table: &'a RateTable, plans: &'a [Plan], answer: &Answer) -> Month<'a> {
        let base = with_chance(answer);
        let everything = changes::every_model(table, &base);
        let prices = Prices::new(table, &base, &everything.iter().collect::<Vec<_>>());
        let rest = answer.groups[1..].iter().map(|(_, usd)| usd).sum();
        Month { table, plans, prices, base, rest, near: false }
    }

    /// USD; infinite where the scenario has no price.
    pub fn usd(&self, scenario: &Scenario) -> f64 {
        let session = expected(&self.prices, scenario).map(|e| bill::total(&self.prices, &e.usage));
        match (session, batch_usd(&self.prices, scenario)) {
            (Ok(session), Ok(batch)) => {
                session * sessions_a_month(scenario) * scenario.team.own + batch + self.rest
            }
            _ => f64::INFINITY,
        }
    }

    /// What a lever makes of a scenario: the next one, what was done, and everybody's month.
    /// `None` where it changes nothing or leads to a scenario without a price.
    fn made(&self, lever: Lever, scenario: &Scenario) -> Option<(Scenario, What, f64)> {
        if lever == Lever::Plan {
            let (what, usd) = self.on_a_plan(scenario)?;
            return Some((scenario.clone(), what, usd));
        }
        let (next, what) = changes::made(self, self.table, lever, scenario)?;
        let usd = self.usd(&next);
        let priced = usd.is_finite() && next.problems(self.table).is_empty();
        (next != *scenario && priced).then_some((next, what, usd))
    }

    /// This scenario's developers on the plan that is surely cheapest. Who is on a plan has none.
    fn on_a_plan(&self, scenario: &Scenario) -> Option<(What, f64)> {
        // Who pays for seats already has plans.
        let seats = scenario.plans.terms.iter().any(|(key, n)| key.term == Term::Seats && *n > 0.0);
        if scenario.payment == Payment::Subscription || seats {
            return None;
        }
        let (plan, month) = surest(self.plans, &self.prices, scenario)?;
        let batch = batch_usd(&self.prices, scenario).ok()?;
        let usd = month.total();
        Some((What::Plan { plan, usd }, usd * scenario.team.own + batch + self.rest))
    }

    fn ranked(&self) -> Vec<Pull> {
        let before = self.usd(&self.base);
        let pull = |lever| {
            let (_, what, after) = self.made(lever, &self.base)?;
            Some(Pull { lever, what, saves: before - after })
        };
        let mut all: Vec<Pull> = Lever::ALL.into_iter().filter_map(pull).collect();
        order::sort(&mut all, |a, b| a.saves > b.saves);
        all
    }

    fn ticked(&self) -> Pulled {
        self.pull(Lever::ALL.into_iter().filter(|lever| lever.ticked(&self.base)))
    }

    /// Makes these one after another. One that later ones turn into a loss is left out.
    fn pull(&self, levers: impl Iterator<Item = Lever>) -> Pulled {
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
        // While a slider moves, near is near enough.
        let exact = all.steps.len() > 1 && !self.near;
        all.steps.iter().filter(|_| exact).find_map(|step| {
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
    if base.cache.source == HitSource::Reported {
        base.hold_chance(answer.expected.hit_rate);
    }
    base
}

#[cfg(test)]
mod tests;
