//! Anchoring: the messages a session that cost what was paid.

use crate::model::bill;
use crate::model::estimate::Answer;
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::model::team;
use crate::scenario::{Basis, Pay, PayPer, Problem, Scenario, Trouble};

mod exact;

/// The requests of a median session that are tried (MODEL.md section 6).
const FEWEST: f64 = 1.0;
const MOST: f64 = 5_000.0;
/// Halvings of 1..5,000 until neighbours differ by less than any rounding shows.
const HALVINGS: usize = 60;

/// The scenario with the messages that cost what was paid, and the USD by which they miss it:
/// less than a tenth of a cent where requests need not be whole. `rest` is the month's bill
/// without the people whose work the messages change.
pub fn solve(prices: &Prices, scenario: &Scenario, rest: f64) -> Result<(Scenario, f64), Problem> {
    let goal = Goal { prices, scenario, rest };
    let (low, high) = (goal.usd(FEWEST)?, goal.usd(MOST)?);
    let Some((low, high)) = low.or(goal.first_possible()?).zip(high) else { return Err(goal.impossible()) };
    let wanted = scenario.pay.amount;
    if wanted < low * (1.0 - ALMOST) || wanted > high * (1.0 + ALMOST) || low == high {
        return Err(Problem { field: "paid", trouble: Trouble::NoAnchor { low, high } });
    }
    let found = match scenario.exact {
        true => goal.met()?,
        false => goal.shortened(goal.tidied(goal.bisect(wanted)?)?)?,
    };
    let miss = goal.cost(&found)?.map_or(0.0, |usd| usd - wanted);
    Ok((found, miss))
}

/// Ends a fit to a bill: the work that was found, with the bill itself as the baseline, so
/// that whatever is changed next stands against what was paid. Any other scenario stays.
pub fn end_fit(asked: &Scenario, answer: &Answer) -> Scenario {
    if !asked.fitted() {
        return asked.clone();
    }
    Scenario { baseline: Some(Box::new(asked.alone())), ..answer.scenario.clone() }
}

/// Significant digits of messages: more only make a link longer, and beyond the last ones there
/// is nothing to round.
const FEWEST_DIGITS: i32 = 6;
const MOST_DIGITS: i32 = 15;
/// So near to an end that only rounding is between.
const ALMOST: f64 = 1e-9;

struct Goal<'a> {
    prices: &'a Prices,
    scenario: &'a Scenario,
    rest: f64,
}

impl Goal<'_> {
    fn with(&self, requests: f64) -> Scenario {
        self.of(requests / self.scenario.work.requests_per_message)
    }

    fn of(&self, messages: f64) -> Scenario {
        let mut scenario = self.scenario.clone();
        scenario.basis = Basis::Work;
        // All kinds of session are as much longer or shorter.
        let times = messages / self.scenario.work.messages;
        scenario.each_kind(|kind| kind.work.messages *= times);
        scenario.work.messages = messages;
        scenario
    }

    /// What sessions of so many requests cost, in the unit of what was paid.
    fn usd(&self, requests: f64) -> Result<Option<f64>, Problem> {
        self.cost(&self.with(requests))
    }

    /// `None` where a reported hit rate is impossible: sessions too short to read that much
    /// from the cache.
    fn cost(&self, scenario: &Scenario) -> Result<Option<f64>, Problem> {
        let session = match expected(self.prices, scenario) {
            Ok(expected) => bill::total(self.prices, &expected.usage),
            Err(Problem { trouble: Trouble::ImpossibleHitRate { .. }, .. }) => return Ok(None),
            Err(problem) => return Err(problem),
        };
        Ok(Some(match self.scenario.pay {
            Pay { per: PayPer::ActiveDay, .. } => session * self.scenario.work.sessions_per_day,
            Pay { per: PayPer::Month, .. } => team::own_usd(self.prices, scenario, session)? + self.rest,
        }))
    }

    /// The lowest cost where the shortest sessions make the hit rate impossible.
    fn first_possible(&self) -> Result<Option<f64>, Problem> {
        self.usd(self.bisect(f64::NEG_INFINITY)?)
    }

    /// The fewest requests that cost at least `wanted`, or the nearer side of that jump.
    fn bisect(&self, wanted: f64) -> Result<f64, Problem> {
        let enough = |usd: Option<f64>| usd.is_some_and(|usd| usd >= wanted);
        let (mut low, mut high) = (FEWEST, MOST);
        if enough(self.usd(low)?) {
            return Ok(low);
        }
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if enough(self.usd(middle)?) { high = middle } else { low = middle }
        }
        let miss = |usd: Option<f64>| usd.map_or(f64::INFINITY, |usd| (usd - wanted).abs());
        Ok(if miss(self.usd(low)?) < miss(self.usd(high)?) { low } else { high })
    }

    /// A shorter number of requests with the same cost, where there is one: cost moves
    /// in steps, and 40 reads better than 39.8271.
    fn tidied(&self, requests: f64) -> Result<f64, Problem> {
        let cost = self.usd(requests)?;
        // Over a power of ten, since times 0.01 would leave binary digits behind the last one.
        for per_request in [1.0, 10.0, 100.0] {
            let tidy = (libm::round(requests * per_request) / per_request).clamp(FEWEST, MOST);
            if self.usd(tidy)? == cost {
                return Ok(tidy);
            }
        }
        Ok(requests)
    }

    /// With as few digits of messages, from [`FEWEST_DIGITS`] on, as cost the same: mostly the
    /// fewest do, but two steps of the cost may lie closer together than those digits tell.
    fn shortened(&self, requests: f64) -> Result<Scenario, Problem> {
        let exact = self.with(requests);
        let (cost, messages) = (self.cost(&exact)?, exact.work.messages);
        for digits in FEWEST_DIGITS..=MOST_DIGITS {
            let step = step(messages, digits);
            for rounded in [libm::round, libm::ceil, libm::floor] {
                let short = self.of(rounded(messages * step) / step);
                if self.cost(&short)? == cost {
                    return Ok(short);
                }
            }
        }
        Ok(exact)
    }

    fn impossible(&self) -> Problem {
        let trouble = Trouble::NoAnchor { low: f64::NAN, high: f64::NAN };
        Problem { field: "paid", trouble }
    }
}

/// What to multiply a number by so that its whole part has so many digits, at least 1.
fn step(value: f64, digits: i32) -> f64 {
    let places = f64::from(digits - 1) - libm::floor(libm::log10(value));
    libm::pow(10.0, places.max(0.0))
}
