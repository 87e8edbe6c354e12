//! Range: how far a month may lie from the answer, because of what is not known of its inputs.

use super::payment::Payments;
use crate::model::draws::{COUNTS, Months, Points};
use crate::model::estimate::Answer;
use crate::prices::plans::Plan;
use crate::scenario::{DEFAULT_WIDTHS, Scenario};

/// Points of a range: its ends are then within half a percent of those of ten million random draws.
pub const POINTS: usize = 4_096;

/// Of a ground in a picture that follows a slider: within a percent.
pub const QUICK_POINTS: usize = 1_024;

/// Dimensions of the points for the range of a scenario, of its baseline and of the presets beside it.
pub fn dimensions(asked: &Scenario) -> usize {
    let of = |scenario: &Scenario| scenario.uncertain().len();
    asked.baseline.as_deref().map_or(0, of).max(of(asked)).max(DEFAULT_WIDTHS)
}

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

/// What is paid in such months, USD: at the 10th, the 50th and the 90th percentile of the work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaidRange {
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
    /// Whether all of it is paid by the token, so that these are percentiles of the month itself; on a
    /// plan only credits move.
    pub by_token: bool,
}

/// `None` where it is open what is paid, or where nothing of it is uncertain. Work past a plan's limit
/// grows with the month at API prices, as it does with more sessions. What a preset does not know is
/// no uncertainty there: the limit was stated as a share of the very same work, however much that is.
pub fn paid_range(
    plans: &[Plan],
    asked: &Scenario,
    answer: &Answer,
    month: &MonthRange,
    points: &Points,
) -> Option<PaidRange> {
    let payments = Payments::new(plans, answer);
    let now = payments.paid();
    now.month?;
    if !now.parts.iter().any(|part| part.payer.is_plan()) && now.unused.is_empty() {
        let MonthRange { p10, p50, p90, .. } = *month;
        return Some(PaidRange { p10, p50, p90, by_token: true });
    }
    let mut typed = asked.uncertain();
    typed.retain(|input| !input.is_default);
    let typed = of(&Months::new(answer, typed), points)?;
    let at = |drawn: f64| {
        let times = times(now.batch, answer.month.total, drawn)?;
        payments.with_work(times, false).paid().usd()
    };
    Some(PaidRange { p10: at(typed.p10)?, p50: at(typed.p50)?, p90: at(typed.p90)?, by_token: false })
}

/// How many times the work of one month another is, batch jobs aside.
pub(super) fn times(batch: f64, month: f64, other: f64) -> Option<f64> {
    let times = (other - batch) / (month - batch);
    (times.is_finite() && times >= 0.0).then_some(times)
}

/// The range of the month of a scenario that was asked for, beside its answer, in which messages may be
/// solved for. `None` where all of it is known exactly, or where hardly a draw has a price.
pub fn range(asked: &Scenario, answer: &Answer, points: &Points) -> Option<MonthRange> {
    of(&months(asked, answer)?, points)
}

/// The 80% range of a month of so many sessions, as multiples of what it costs: how many there are is
/// taken as exact.
pub fn of_sessions(asked: &Scenario, answer: &Answer, points: &Points) -> Option<[f64; 2]> {
    let mut uncertain = asked.uncertain();
    uncertain.retain(|input| !COUNTS.contains(&input.field.key));
    let range = of(&Months::new(answer, uncertain), points)?;
    let month = answer.month.total;
    (month > 0.0).then(|| [range.p10 / month, range.p90 / month])
}

/// The months of an answer of which something is not known; `None` where all is.
pub fn months(asked: &Scenario, answer: &Answer) -> Option<Months> {
    let uncertain = asked.uncertain();
    (!uncertain.is_empty()).then(|| Months::new(answer, uncertain))
}

/// The range of such months; `None` where nothing of them is uncertain, where the points have too few
/// dimensions, or where hardly one has a price.
pub fn of(months: &Months, points: &Points) -> Option<MonthRange> {
    MonthRange::new(drawn(months, points), points.len())
}

/// The month of every draw that has a price.
fn drawn(months: &Months, points: &Points) -> Vec<f64> {
    let columns = months.factors(points);
    if columns.is_empty() || columns.iter().any(|column| column.len() < points.len()) {
        return Vec::new();
    }
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let mut drawn = months.all(&columns, points.len());
    drawn.retain(|usd| usd.is_finite());
    drawn
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
