//! A bill met to the cent, by the mean of two neighbouring whole numbers of requests.

use super::{FEWEST, Goal, HALVINGS, MOST, step};
use crate::scenario::{Problem, Scenario};

/// USD by which messages with fewer digits may miss the bill: nothing that a cent shows.
const UNSEEN: f64 = 0.000_5;
/// Digits that a number of messages is tried with, and after which there are no more in an f64.
const DIGITS: std::ops::RangeInclusive<i32> = 4..=16;

impl Goal<'_> {
    /// The messages that meet the bill. Cost is continuous in them, and between two whole
    /// numbers of requests nearly a straight line.
    pub(super) fn met(&self) -> Result<Scenario, Problem> {
        let (fewer, more) = self.neighbours()?;
        self.typed(self.between(fewer, more)?)
    }

    /// USD above the bill; a session too short for its hit rate is below any bill.
    fn above(&self, requests: f64) -> Result<f64, Problem> {
        Ok(self.usd(requests)?.map_or(f64::NEG_INFINITY, |usd| usd - self.scenario.pay.amount))
    }

    /// The two neighbouring whole numbers of requests between which the bill lies.
    fn neighbours(&self) -> Result<(f64, f64), Problem> {
        let (mut low, mut high) = (FEWEST, MOST);
        while high - low > 1.0 {
            let middle = libm::floor((low + high) / 2.0);
            if self.above(middle)? >= 0.0 { high = middle } else { low = middle }
        }
        Ok((low, high))
    }

    /// By false position where both ends have a cost, by halves where they have none.
    fn between(&self, mut low: f64, mut high: f64) -> Result<f64, Problem> {
        let (mut under, mut over) = (self.above(low)?, self.above(high)?);
        if under >= 0.0 {
            return Ok(low);
        }
        for turn in 0..HALVINGS {
            let share = under / (under - over);
            // Every third one halves: false position alone can creep along a bend.
            let straight = share.is_finite() && turn % 3 < 2;
            let tried = low + (high - low) * if straight { share.clamp(0.0, 1.0) } else { 0.5 };
            let above = self.above(tried)?;
            if above.abs() < UNSEEN / 1e3 {
                return Ok(tried);
            }
            if above >= 0.0 { (high, over) = (tried, above) } else { (low, under) = (tried, above) }
        }
        Ok(high)
    }

    /// The fewest digits of messages that still meet the bill.
    fn typed(&self, requests: f64) -> Result<Scenario, Problem> {
        let exact = self.with(requests);
        let messages = exact.work.messages;
        for digits in DIGITS {
            let step = step(messages, digits);
            let short = self.of(libm::round(messages * step) / step);
            let cost = self.cost(&short)?;
            if cost.is_some_and(|usd| (usd - self.scenario.pay.amount).abs() < UNSEEN) {
                return Ok(short);
            }
        }
        Ok(exact)
    }
}
