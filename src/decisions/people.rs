//! People: what a team's month may be because people differ.
//!
//! Between people spend is log-normal: X = m exp(s Z - s^2/2) has the mean m, the scenario's for one person,
//! whatever s. A team's month adds independent people, so its band narrows with their number. That is
//! what varies. What is not known of the inputs is common to all and does not average out: here it is
//! a factor of every person's mean, and a chance is the mean over such factors.

use super::payment::Paid;
use super::range::{MonthRange, times};
use crate::model::draws::deviation;

mod fourier;
mod sum;

pub use sum::{Amounts, Total, normal};

/// Parts of what is not known that one factor stands for.
pub(super) const FACTORS: usize = 24;
/// USD that no bill has.
const HALF_A_CENT: f64 = 0.005;
/// Halvings of the stretch in which a percentile lies.
const HALVINGS: usize = 60;
/// Sizes of a team at which its band is compared.
pub const SIZES: [f64; 5] = [1.0, 5.0, 20.0, 50.0, 200.0];
/// An outlier is the highest spend among so many people.
pub const OUTLIER: f64 = 20.0;

/// What is paid in a month for people who differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Who pays by the token: people of each group, and USD of the mean person in a month.
    pub by_token: Vec<Amounts>,
    /// USD that do not differ from person to person here: plans and seats with their mean usage
    /// credits, and batch jobs.
    pub fixed: f64,
    /// Of [`Team::fixed`], usage credits: they differ between people too, by nobody knows how much.
    pub credits: f64,
    /// Factors of everybody's mean, equally likely: one of 1 where every input is exact.
    pub factors: Vec<f64>,
    pub sigma: f64,
}

/// USD over some months for a team.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    pub mean: f64,
    total: Total,
    /// USD in every total that no factor changes.
    fixed: f64,
    factors: Vec<f64>,
}

/// A team of so many like these, USD a person and month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Narrowed {
    pub people: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
}

/// The highest of [`OUTLIER`] people, in USD a month: one in so many spends as much or more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlier {
    pub usd: f64,
    pub mean: f64,
    /// What such people spend together, as a share of the whole: Phi(s - Phi^-1(1 - 1/20)).
    pub share: f64,
}

impl Team {
    /// Of what is paid, and of what is not known; `None` where it is open what is paid, or without people.
    /// `month` is USD at API prices, of which `range` has the draws. One person differs from nobody, but
    /// from month to month by their weeks; people's spread has these in it.
    pub fn new(paid: &Paid, month: f64, range: Option<&MonthRange>, sigma: f64) -> Option<Team> {
        let total = paid.month?.middle();
        let sigma = if paid.people > 1.0 { sigma } else { range.map_or(0.0, |range| range.weeks) };
        let by_token: Vec<Amounts> = paid
            .parts
            .iter()
            .filter(|part| part.api > 0.0 && part.people > 0.0)
            .map(|part| Amounts { count: part.people, mean: part.api / part.people, sigma })
            .collect();
        let varies: f64 = by_token.iter().map(|a| a.count * a.mean).sum();
        let factors = range.map(|range| {
            let middle = |at: usize| range.unknown_percentile((at as f64 + 0.5) / FACTORS as f64);
            (0..FACTORS).filter_map(|at| times(paid.batch, month, middle(at))).collect::<Vec<f64>>()
        });
        Some(Team {
            by_token,
            // What rounding leaves of equal sums is no cost.
            fixed: Some(total - varies).filter(|usd| *usd >= HALF_A_CENT).unwrap_or(0.0),
            credits: paid.parts.iter().map(|part| part.credits.middle()).sum(),
            factors: factors.filter(|all| !all.is_empty()).unwrap_or_else(|| vec![1.0]),
            sigma,
        })
        .filter(|_| paid.people > 0.0)
    }

    /// People who pay by the token.
    pub fn people(&self) -> f64 {
        self.by_token.iter().map(|a| a.count).sum()
    }

    /// USD a month of all of them at the scenario's numbers.
    fn varies(&self) -> f64 {
        self.by_token.iter().map(|a| a.count * a.mean).sum()
    }

    /// The distribution over so many months, in each of which everybody's spend is independent.
    pub fn over(&self, months: u32) -> Spread {
        self.over_team_months(f64::from(months))
    }

    /// The same of so many months of the whole team: half of it for two months is one.
    pub fn over_team_months(&self, months: f64) -> Spread {
        self.over_unlike(&[(self, months)])
    }

    /// The same of months of teams that are unlike, under what is not known of this one.
    pub fn over_unlike(&self, all: &[(&Team, f64)]) -> Spread {
        let times = |(team, months): &(&Team, f64)| {
            let months = *months;
            team.by_token.iter().map(move |a| Amounts { count: a.count * months, ..*a }).collect::<Vec<_>>()
        };
        let amounts: Vec<Amounts> = all.iter().flat_map(times).collect();
        let factor = self.factors.iter().sum::<f64>() / self.factors.len() as f64;
        let fixed = all.iter().map(|(team, months)| team.fixed * months).sum();
        let varies: f64 = all.iter().map(|(team, months)| team.varies() * months).sum();
        let total = Total::new(&amounts, 0.0);
        Spread { mean: fixed + varies * factor, total, fixed, factors: self.factors.clone() }
    }

    /// The distribution of a month in which nobody spends more than so many USD by the token.
    pub fn under_limit(&self, usd: f64) -> Vec<Total> {
        let under = |factor: &f64| {
            let all: Vec<Amounts> =
                self.by_token.iter().map(|a| Amounts { mean: a.mean * factor, ..*a }).collect();
            Total::under_limit(&all, self.fixed, usd)
        };
        self.factors.iter().map(under).collect()
    }

    /// How the band of a person's share narrows with the size of the team, in which all have the mean of
    /// this one. What is not known is left out: it stays as wide.
    pub fn narrowed(&self) -> Vec<Narrowed> {
        let mean = self.varies() / self.people();
        let of = |people: f64| {
            let total = Total::new(&[Amounts { count: people, mean, sigma: self.sigma }], 0.0);
            let spread = Spread { mean: people * mean, total, fixed: 0.0, factors: vec![1.0] };
            let [p10, p50, p90] = [0.1, 0.5, 0.9].map(|part| spread.percentile(part) / people);
            Narrowed { people, p10, p50, p90 }
        };
        if mean > 0.0 { SIZES.map(of).to_vec() } else { Vec::new() }
    }

    /// Of people with the mean of this team; `None` where nobody pays by the token.
    pub fn outlier(&self) -> Option<Outlier> {
        let mean = self.varies() / self.people();
        let one = Amounts { count: 1.0, mean, sigma: self.sigma };
        let part = 1.0 - 1.0 / OUTLIER;
        let share = normal(self.sigma - deviation(part));
        (mean > 0.0).then(|| Outlier { usd: one.percentile(part), mean, share })
    }
}

impl Spread {
    /// The chance of more than so many USD.
    pub fn above(&self, usd: f64) -> f64 {
        let one = |factor: &f64| match *factor > 0.0 {
            true => self.total.above((usd - self.fixed) / factor),
            false => f64::from(self.fixed > usd),
        };
        self.factors.iter().map(one).sum::<f64>() / self.factors.len() as f64
    }

    /// USD that a part of such months, 0..1, stays below.
    pub fn percentile(&self, part: f64) -> f64 {
        let most = self.factors.iter().copied().fold(0.0, f64::max);
        let end = self.fixed + self.total.most() * most;
        halve(self.fixed, end, HALVINGS, |usd| self.above(usd) > 1.0 - part)
    }
}

/// Where a condition that holds at the low end and not at the high end ceases to hold.
pub(super) fn halve(low: f64, high: f64, times: usize, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (low, high);
    for _ in 0..times {
        let middle = (low + high) / 2.0;
        if holds(middle) { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}
