//! Draws: a scenario's month at many values of its uncertain inputs.
//!
//! A draw multiplies every uncertain input, or the odds of a share, by a factor: in each kind of
//! session and in each group from its own number, since what one does not know of how people work
//! is common to them. Sessions that only those inputs change which are drawn most are priced from
//! their sums without a scenario in between ([`fast`]); all else is estimated as it stands.

use crate::model::bill;
use crate::model::estimate::{Answer, batch_usd};
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::scenario::{Basis, Scenario, Uncertain};

mod fast;
mod lanes;
mod points;

use fast::{FAST, Fast};
use lanes::{Input, by_two};
pub use points::{Points, deviation};

/// Everybody's month as a function of the factors of its uncertain inputs.
pub struct Months {
    scenario: Scenario,
    prices: Prices,
    pub uncertain: Vec<Uncertain>,
    parts: Vec<Part>,
    /// USD of the batch jobs, where no uncertain input changes them.
    batch: Option<f64>,
}

/// Sessions that are alike: one kind of one group, or a group of several kinds.
struct Part {
    one: Scenario,
    /// Its place among the groups, the scenario's own at 0.
    group: usize,
    /// Its share of the group's sessions.
    share: f64,
    prices: Prices,
    fast: Option<Fast>,
}

/// Inputs that change how many there are of sessions, and none of them.
pub const COUNTS: [&str; 3] = ["sessions", "days", "developers"];
const OF_BATCH: [&str; 4] = ["jobs", "jobInput", "jobOutput", "tokenizerFactor"];

impl Months {
    /// Of an answer and of some of its inputs.
    pub fn new(answer: &Answer, uncertain: Vec<Uncertain>) -> Months {
        let has = |keys: &[&str]| uncertain.iter().any(|input| keys.contains(&input.field.key));
        let batch = (!has(&OF_BATCH)).then_some(answer.batch_month);
        let mut parts = Vec::new();
        for group in answer.team.iter().filter(|group| answer.scenario.people(group.place) > 0.0) {
            parts.extend(Part::all(&answer.prices, &group.one, group.place, &uncertain));
        }
        Months { scenario: answer.scenario.clone(), prices: answer.prices.clone(), uncertain, parts, batch }
    }

    /// Of one person, without batch jobs.
    pub fn of_one(prices: &Prices, one: Scenario, uncertain: Vec<Uncertain>) -> Months {
        let parts = Part::all(prices, &one, 0, &uncertain);
        Months { scenario: one, prices: prices.clone(), uncertain, parts, batch: Some(0.0) }
    }

    /// USD a month of everybody at API prices, by the factor of each uncertain input in their order; one
    /// that is missing is 1. `None` where such sessions have no price, because they do not fit their window.
    pub fn at(&self, factors: &[f64]) -> Option<f64> {
        let columns: Vec<&[f64]> = factors.iter().map(std::slice::from_ref).collect();
        self.all(&columns, 1).first().copied().filter(|usd| usd.is_finite())
    }

    /// The same at so many draws, by the factors of each uncertain input, a column each; no number where
    /// sessions have no price.
    pub fn all(&self, factors: &[&[f64]], draws: usize) -> Vec<f64> {
        let mut months = self.batch(factors, draws);
        for part in &self.parts {
            let work = &part.one.work;
            // How many the other groups are is not drawn.
            let of_people = if part.group == 0 { self.uncertain.as_slice() } else { &[] };
            let counts = [
                Input::new("sessions", work.sessions_per_day, &self.uncertain),
                Input::new("days", work.active_days, &self.uncertain),
                Input::new("developers", self.scenario.people(part.group), of_people),
            ];
            let mut usd = self.sessions(part, factors, draws);
            by_two(&mut usd, |usd, draw| {
                for count in &counts {
                    *usd *= count.at(factors, draw);
                }
            });
            months.iter_mut().zip(usd).for_each(|(month, usd)| *month += usd * part.share);
        }
        months
    }

    /// USD of the batch jobs in each of those months.
    pub fn batch(&self, factors: &[&[f64]], draws: usize) -> Vec<f64> {
        match self.batch {
            Some(usd) => vec![usd; draws],
            None => each(factors, draws, |drawn| {
                batch_usd(&self.prices, &self.put_on(&self.scenario, drawn)).ok()
            }),
        }
    }

    /// USD of one mean session at every draw.
    fn sessions(&self, part: &Part, factors: &[&[f64]], draws: usize) -> Vec<f64> {
        if let Some(fast) = &part.fast {
            return fast.sessions(factors, draws);
        }
        each(factors, draws, |drawn| {
            let one = self.put_on(&part.one, drawn);
            let found = expected(&part.prices.under(&one), &one).ok()?;
            Some(bill::total(&part.prices, &found.usage))
        })
    }

    /// A scenario with the numbers of a draw.
    pub fn put_on(&self, scenario: &Scenario, factors: &[f64]) -> Scenario {
        let mut next = scenario.clone();
        self.uncertain.iter().zip(factors).for_each(|(input, factor)| input.put_on(&mut next, *factor));
        next
    }

    /// Whether every session is priced from its sums alone.
    pub fn is_fast(&self) -> bool {
        self.batch.is_some() && self.parts.iter().all(|part| part.fast.is_some())
    }

    /// The factors of each uncertain input at every point, a column each; nothing in the columns for which
    /// the points have no dimension.
    pub fn factors(&self, points: &Points) -> Vec<Vec<f64>> {
        let column = |(at, input): (usize, &Uncertain)| {
            points.of(at).iter().map(|z| input.factor(*z)).collect::<Vec<f64>>()
        };
        self.uncertain.iter().enumerate().map(column).collect()
    }
}

/// What is made of the factors of each draw; no number where nothing is.
fn each(factors: &[&[f64]], draws: usize, of: impl Fn(&[f64]) -> Option<f64>) -> Vec<f64> {
    let mut drawn = vec![1.0; factors.len()];
    let at = |at: usize| {
        factors.iter().zip(&mut drawn).for_each(|(column, factor)| *factor = column[at]);
        of(&drawn).unwrap_or(f64::NAN)
    };
    (0..draws).map(at).collect()
}

impl Part {
    /// Kind by kind where each has its own chance of a cache hit, or else all kinds at once.
    fn all(prices: &Prices, one: &Scenario, group: usize, uncertain: &[Uncertain]) -> Vec<Part> {
        let prices = prices.under(one);
        let whole = || vec![Part { one: one.clone(), group, share: 1.0, prices: prices.clone(), fast: None }];
        let known = |input: &Uncertain| FAST.contains(&input.field.key) || COUNTS.contains(&input.field.key);
        if one.basis != Basis::Work || !uncertain.iter().all(known) {
            return whole();
        }
        let part = |(kind, share): (Scenario, f64)| {
            let fast = Some(Fast::new(&prices, &kind, uncertain)?);
            Some(Part { one: kind, group, share, prices: prices.clone(), fast })
        };
        let kinds = one.by_kind().filter(|(_, share)| *share > 0.0);
        kinds.map(part).collect::<Option<Vec<Part>>>().unwrap_or_else(whole)
    }
}
