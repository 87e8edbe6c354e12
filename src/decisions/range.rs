//! Range: how far a month may lie from the answer, because of what is not known of its inputs.

use crate::model::draws::{Months, Points};
use crate::model::estimate::Answer;

/// Points of a range at rest: its ends are then within 0.3% of those of ten million random draws.
pub const POINTS: usize = 2_048;

/// Months at API prices by what is not known; eight of ten lie from `p10` to `p90`. USD.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthRange {
    pub p10: f64,
    /// The median of the months, which is not the month at the medians of the inputs.
    pub p50: f64,
    pub p90: f64,
    /// Every month that was drawn, the lowest first.
    pub months: Vec<f64>,
    /// Draws that have no price, because such sessions do not fit their window.
    pub without_price: usize,
}

/// `None` where all of it is known exactly, or where hardly a draw has a price.
pub fn range(answer: &Answer, points: &Points) -> Option<MonthRange> {
    let uncertain = answer.scenario.uncertain();
    if uncertain.is_empty() {
        return None;
    }
    let months = Months::new(answer, uncertain);
    MonthRange::new(drawn(&months, points), points.len())
}

/// The month of every draw that has a price.
fn drawn(months: &Months, points: &Points) -> Vec<f64> {
    let columns = months.factors(points, 0);
    let mut factors = vec![1.0; columns.len()];
    let month = |at: usize| {
        columns.iter().zip(&mut factors).for_each(|(column, factor)| *factor = column[at]);
        months.at(&factors)
    };
    (0..points.len()).filter_map(month).collect()
}

impl MonthRange {
    /// Of months in any order, of so many draws.
    fn new(mut months: Vec<f64>, draws: usize) -> Option<MonthRange> {
        let without_price = draws - months.len();
        // Of fewer, what is left says nothing of the rest.
        if months.len() * 10 < draws * 9 || months.is_empty() {
            return None;
        }
        months.sort_unstable_by(f64::total_cmp);
        let [p10, p50, p90] = [0.1, 0.5, 0.9].map(|part| percentile(&months, part));
        Some(MonthRange { p10, p50, p90, months, without_price })
    }

    /// The part of the draws, 0..1, whose month is below so many USD.
    pub fn part_below(&self, usd: f64) -> f64 {
        self.months.partition_point(|month| *month < usd) as f64 / self.months.len() as f64
    }

    /// The month that a part of the draws, 0..1, lies below.
    pub fn percentile(&self, part: f64) -> f64 {
        percentile(&self.months, part)
    }
}

/// Between the two neighbours: each draw is the middle of its part.
fn percentile(sorted: &[f64], part: f64) -> f64 {
    let at = (part * sorted.len() as f64 - 0.5).clamp(0.0, (sorted.len() - 1) as f64);
    let (below, rest) = (libm::floor(at), at - libm::floor(at));
    let of = |at: f64| sorted.get(at as usize).copied();
    let low = of(below).unwrap_or_default();
    low + (of(below + 1.0).unwrap_or(low) - low) * rest
}
