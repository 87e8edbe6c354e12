//! What the decisions are made with: plans, a goal, and tokens whose life is told.

use super::Own;
use crate::prices::Date;

/// Subscriptions as the user knows them. No provider publishes their limits, so what a
/// plan carries is the user's own number, or unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Plans {
    /// What the user states of plans, by the id of `prices/data/plans.json`.
    pub terms: Own<PlanKey>,
    pub billed: Billed,
    pub overflow: Overflow,
    /// USD a month of usage credits at which one developer stops, for [`Overflow::Capped`].
    pub credit_cap: f64,
    /// 90th percentile of a week's usage over the median week; 1 is no spread.
    pub week_spread: f64,
    /// Months a year without work, in which plans are paid all the same.
    pub idle_months: f64,
    /// Share of the sessions that stays on the API (CI, scripts), 0..1.
    pub on_api: f64,
    pub axis: PlanAxis,
}

/// One statement about one plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanKey {
    pub plan: String,
    pub term: Term,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// USD a month instead of the list's price.
    Price,
    /// USD a week of API-equivalent work that the plan carries, at least and at most.
    Low,
    High,
    /// Seats that the team pays, used or not.
    Seats,
}

/// Above any price, capacity a week or number of seats that means something.
pub const MOST_STATED: f64 = 1e6;

impl Term {
    pub const ALL: [Term; 4] = [Term::Price, Term::Low, Term::High, Term::Seats];

    /// Its name in links and files.
    pub fn key(self) -> &'static str {
        match self {
            Term::Price => "price",
            Term::Low => "low",
            Term::High => "high",
            Term::Seats => "seats",
        }
    }
}

impl Plans {
    /// What was entered.
    pub fn term(&self, plan: &str, term: Term) -> Option<f64> {
        self.terms.iter().find(|(key, _)| key.plan == plan && key.term == term).map(|(_, value)| *value)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Billed {
    Monthly,
    /// By the year, where the plan offers that.
    Yearly,
}

/// What happens to the work beyond a plan's capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// Usage credits at API rates, with the 5-minute lifetime that they bring.
    Credits,
    /// The same up to a cap.
    Capped,
    /// It waits for the next week.
    Stop,
}

/// What the plans' picture is drawn over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanAxis {
    Sessions,
    Days,
    People,
}

/// The most that one month may have of either.
pub const MOST_JOINERS: f64 = 1e5;
pub const MOST_DAYS_OFF: f64 = 31.0;

/// A number for each calendar month, January first.
pub type ByMonth = [f64; 12];

/// A team whose people differ, and what it may cost.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamBudget {
    /// Standard deviation of the logarithm of a month's spend between people.
    pub people_sigma: f64,
    /// USD a month of everybody; 0 is none.
    pub month: f64,
    /// The chance, 0..1, at which a limit may let a month pass the budget.
    pub risk: f64,
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_from: u8,
    /// People by which the team grows after each month of it; negative where more leave than join.
    pub joining: f64,
    /// The calendar year in which the fiscal year begins. At 0 prices stay those of the scenario's day.
    pub year: f64,
    /// People more from that month on; negative where they leave.
    pub joiners: ByMonth,
    /// Active days that each person has fewer than in other months; negative where they are more.
    pub days_off: ByMonth,
    /// Cancelled price changes that count all the same, and others that do not.
    pub switched: Vec<PriceSwitch>,
    pub pilot: Pilot,
}

impl TeamBudget {
    /// Switches a price change the other way.
    pub fn switch(&mut self, change: PriceSwitch) {
        match self.switched.iter().position(|switched| *switched == change) {
            Some(at) => drop(self.switched.remove(at)),
            None => self.switched.push(change),
        }
    }
}

/// What changes about a model from a day on.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceSwitch {
    pub model: String,
    pub on: Date,
}

/// What so many people spent together in so many working days, USD; 0 people is no pilot.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pilot {
    pub people: f64,
    pub days: f64,
    pub spent: f64,
}

impl Default for TeamBudget {
    /// The published mean of $13 a day has its highest 90th percentile, $29.55, at sigma 1.28. No
    /// log-normal reaches the published bound of $30; 0.8 to 1.3 fit it (FACTS.md section 4).
    fn default() -> TeamBudget {
        TeamBudget {
            people_sigma: 1.28,
            month: 0.0,
            risk: 0.1,
            fiscal_from: 1,
            joining: 0.0,
            year: 0.0,
            joiners: [0.0; 12],
            days_off: [0.0; 12],
            switched: Vec::new(),
            pilot: Pilot::default(),
        }
    }
}

/// A month that the user wants to stay under, and the input that may change for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// USD a month, everybody.
    pub month: f64,
    pub by: GoalBy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalBy {
    Messages,
    Sessions,
    Days,
    HitRate,
    Floor,
    Growth,
    Output,
    /// The share that moves to the next cheaper family.
    Model,
    Threshold,
}

impl GoalBy {
    /// The number that it changes.
    pub fn key(self) -> &'static str {
        match self {
            GoalBy::Messages => "messages",
            GoalBy::Sessions => "sessions",
            GoalBy::Days => "days",
            GoalBy::HitRate => "hit",
            GoalBy::Floor => "floor",
            GoalBy::Growth => "growth",
            GoalBy::Output => "output",
            GoalBy::Model => "moved",
            GoalBy::Threshold => "threshold",
        }
    }
}

/// Tokens whose cost is followed through a session and a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// Tokens that are read once, and the request that reads them.
    pub read: f64,
    pub at: f64,
    /// Tokens that stand before every first message.
    pub standing: f64,
}

/// What the compaction curve is drawn over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    Threshold,
    Messages,
    Split,
}
