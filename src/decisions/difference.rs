//! Difference: what each input contributes to the way from one scenario to another.
//!
//! The inputs that differ are taken over one after another in the order of [`INPUTS`], each
//! on top of those before it, and every step is the difference of two running totals: so the
//! steps add up. What two inputs do together counts with the later one. Another order would
//! share that out otherwise; this one is fixed, so the same two scenarios always give the
//! same steps, and it goes from what the world sets (prices, payment, models) to what a
//! person does.

use super::payment::{Paid, Span, paid};
use crate::model::estimate::{Answer, estimate};
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{Scenario, choice, field};

/// Every input that can change a month's dollars, in the order in which they are taken over; and days off,
/// which change those of a year.
/// "prices" is the day, the revision and the user's own rates. Dollars paid are not here:
/// they are compared by the messages that they were solved for.
pub const INPUTS: [&str; 65] = [
    "prices",
    "discount",
    "payment",
    "cloud",
    "lifetime",
    "mix",
    "routing",
    "routerPrice",
    "rework",
    "tokenizer",
    "tokenizerFactor",
    "us",
    "fast",
    "know",
    "totalInput",
    "totalWrite5m",
    "totalWrite1h",
    "totalRead",
    "totalOutput",
    "floor",
    "growth",
    "output",
    "kinds",
    "sessions",
    "days",
    "messages",
    "exact",
    "perMessage",
    "spread",
    "caching",
    "hitFrom",
    "hit",
    "reported",
    "pauses5m",
    "pauses60m",
    "longPauses",
    "warm",
    "window",
    "compact",
    "threshold",
    "every",
    "method",
    "idle",
    "summary",
    "reacquire",
    "kept",
    "prunePrice",
    "agents",
    "agentModel",
    "agentTurns",
    "agentFloor",
    "agentGrowth",
    "agentOutput",
    "background",
    "jobs",
    "jobModel",
    "jobInput",
    "jobOutput",
    "developers",
    "light",
    "average",
    "heavy",
    "groupPays",
    "groups",
    "daysOff",
];

/// USD of everybody's month at API prices, and the way from one to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub before: f64,
    pub after: f64,
    /// In the order of [`INPUTS`]; those without an effect are here too.
    pub steps: Vec<Step>,
    /// The answers to the scenarios compared, before and after.
    pub answers: Box<[Answer; 2]>,
}

/// What leaves the account then and now, USD a month of everybody; `None` where that is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaidTwice {
    pub then: Option<Span>,
    pub now: Option<Span>,
    /// Whether a plan is paid then or now. Else both are the months at API prices.
    pub on_a_plan: bool,
}

/// What is paid under two answers, for comparing one with the other.
pub fn paid_twice(plans: &[Plan], then: &Answer, now: &Answer) -> PaidTwice {
    let on_a_plan = |paid: &Paid| {
        let on_plans = paid.parts.iter().any(|part| part.payer.is_plan());
        on_plans || paid.open.is_some() || !paid.unused.is_empty()
    };
    let (then, now) = (paid(plans, then), paid(plans, now));
    PaidTwice { then: then.month, now: now.month, on_a_plan: on_a_plan(&then) || on_a_plan(&now) }
}

impl PaidTwice {
    /// USD a month more (or, below zero, less) to pay now than then.
    pub fn more(&self) -> Option<f64> {
        self.then.zip(self.now).map(|(then, now)| now.middle() - then.middle())
    }
}

/// Several inputs where the scenario between them would have no price: a model before the
/// day on which it has one, a context that only the next model holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub keys: Vec<&'static str>,
    pub usd: f64,
}

/// `None` where one of the two has no price. At most one estimate for each of [`INPUTS`], and
/// two more.
pub fn difference(table: &RateTable, before: &Scenario, after: &Scenario) -> Option<Difference> {
    let (before, after) = (estimate(table, before).answer?, estimate(table, after).answer?);
    let differing = INPUTS.into_iter().filter(|key| differs(&before.scenario, &after.scenario, key));
    let differing: Vec<&'static str> = differing.collect();
    let mut between = before.scenario.clone();
    let (mut at, mut steps, mut keys) = (before.month.total, Vec::new(), Vec::new());
    for (i, key) in differing.iter().enumerate() {
        take(&mut between, &after.scenario, key);
        keys.push(*key);
        // With the last input it is the other scenario, whose price is known.
        let last = i + 1 == differing.len();
        let next = if last {
            Some(after.month.total)
        } else {
            estimate(table, &between).answer.map(|a| a.month.total)
        };
        if let Some(next) = next {
            steps.push(Step { keys: std::mem::take(&mut keys), usd: next - at });
            at = next;
        }
    }
    Some(Difference {
        before: before.month.total,
        after: after.month.total,
        steps,
        answers: Box::new([before, after]),
    })
}

/// Whether one of [`INPUTS`] differs.
pub fn differs(one: &Scenario, other: &Scenario, key: &str) -> bool {
    match key {
        "prices" => {
            let prices = |s: &Scenario| (s.priced_on, s.price_revision);
            prices(one) != prices(other) || one.overrides != other.overrides
        }
        _ => one.differs(other, key),
    }
}

/// Gives a scenario one of [`INPUTS`] as it is in another.
pub fn take(into: &mut Scenario, from: &Scenario, key: &str) {
    match key {
        "prices" => {
            (into.priced_on, into.price_revision) = (from.priced_on, from.price_revision);
            into.overrides.clone_from(&from.overrides);
        }
        "mix" => into.mix.clone_from(&from.mix),
        "agentModel" => into.agents.model.clone_from(&from.agents.model),
        "jobModel" => into.batch.model.clone_from(&from.batch.model),
        "kinds" => into.kinds.clone_from(&from.kinds),
        "groupPays" => into.team.pay_apart_like(&from.team),
        // All of them: without those before it, one may be counted that was not.
        "groups" => into.team.groups.clone_from(&from.team.groups),
        "daysOff" => into.take_days_off(from),
        _ => {
            if let Some(field) = field(key) {
                (field.set)(into, (field.get)(from));
            } else if let Some(choice) = choice(key) {
                (choice.set)(into, (choice.get)(from));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prices::date;
    use crate::scenario::{Basis, CHOICES, FIELDS, Lever, Pay, PayPer, Preset, august};

    fn today(preset: Preset) -> Scenario {
        preset.scenario(date(2026, 11, 21), 1)
    }

    /// A new input is either a step or named here as one that changes no dollars of a month.
    #[test]
    fn every_input_is_a_step_or_changes_no_month() {
        let no_month = [
            "paid",
            "paidPer",
            "session",
            "billed",
            "overflow",
            "planAxis",
            "curve",
            "goalBy",
            "creditCap",
            "weekSpread",
            "idleMonths",
            "onApi",
            "goal",
            "lifeRead",
            "lifeAt",
            "standing",
            "rate",
            "tax",
            "effort",
            "ranges",
            "peopleSigma",
            "budget",
            "budgetRisk",
            "joining",
            "budgetYear",
            "pilotPeople",
            "pilotDays",
            "pilotSpent",
            "fiscalFrom",
        ];
        let keys = FIELDS.iter().map(|f| f.key).chain(CHOICES.iter().map(|c| c.key));
        let of_a_lever = |key: &&str| Lever::ALL.iter().any(|l| l.key() == *key || l.size() == Some(*key));
        for key in keys.filter(|key| !of_a_lever(key)) {
            assert!(INPUTS.contains(&key) != no_month.contains(&key), "{key}");
        }
    }

    /// REAL_USAGE: $13.17 on each of 20 days in August, $155.29 a month on today's models.
    #[test]
    fn from_the_published_average_to_today_s() {
        let table = RateTable::shipped();
        let (then, now) = (august(Preset::Average, 1), today(Preset::Average));
        let difference = difference(&table, &then, &now).expect("both have a price");
        assert_eq!(libm::round(difference.before), 263.0);
        assert_eq!(libm::round(difference.after * 100.0) / 100.0, 155.29);
        let keys: Vec<_> = difference.steps.iter().map(|s| s.keys.clone()).collect();
        assert_eq!(keys, [["prices"], ["mix"]]);
        // The older models cost in November what they did in August.
        assert_eq!(difference.steps[0].usd, 0.0);
        let sum: f64 = difference.steps.iter().map(|step| step.usd).sum();
        assert!((difference.before + sum - difference.after).abs() < 1e-9);
    }

    /// Opus 5.5 had no price in August: day and models are one step.
    #[test]
    fn inputs_without_a_price_between_them_are_one_step() {
        let table = RateTable::shipped();
        let (then, now) = (august(Preset::Average, 1), today(Preset::Average));
        let difference = difference(&table, &now, &then).expect("both have a price");
        assert_eq!(difference.steps.len(), 1);
        assert_eq!(difference.steps[0].keys, ["prices", "mix"]);
    }

    #[test]
    fn dollars_paid_are_compared_by_their_messages() {
        let table = RateTable::shipped();
        let (work, mut paid) = (today(Preset::Average), today(Preset::Average));
        (paid.basis, paid.pay) = (Basis::Pay, Pay { amount: 300.0, per: PayPer::Month });
        let difference = difference(&table, &work, &paid).expect("both have a price");
        assert_eq!(difference.steps.iter().map(|s| s.keys.clone()).collect::<Vec<_>>(), [["messages"]]);
    }

    #[test]
    fn nothing_differs_from_itself() {
        let table = RateTable::shipped();
        let same = difference(&table, &today(Preset::Heavy), &today(Preset::Heavy)).expect("a price");
        assert_eq!((same.steps, same.before), (vec![], same.after));
    }
}
