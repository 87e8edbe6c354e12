//! Range: how far a month may lie from the answer, because of what is not known of its inputs.

use super::payment::Payments;
use super::weeks;
use crate::model::draws::{COUNTS, Months, Points, deviation};
use crate::model::estimate::Answer;
use crate::prices::plans::Plan;
use crate::scenario::{DEFAULT_WIDTHS, Scenario};

/// Points of a range: its ends are then within half a percent of those of ten million random draws.
pub const POINTS: usize = 4_096;

/// Of what follows a slider while it moves: within a percent.
pub const QUICK_POINTS: usize = 1_024;

/// Dimensions of the points for the range of a scenario, of its baseline and of the presets beside it.
pub fn dimensions(asked: &Scenario) -> usize {
    let of = |scenario: &Scenario| scenario.uncertain().len();
    asked.baseline.as_deref().map_or(0, of).max(of(asked)).max(DEFAULT_WIDTHS)
}

/// Months at API prices by what is not known and by how weeks differ; eight of ten lie from `p10` to
/// `p90`. USD.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthRange {
    pub p10: f64,
    /// The median of the months, which is not the month at the medians of the inputs.
    pub p50: f64,
    pub p90: f64,
    /// Every month that was drawn, the lowest first.
    pub months: Vec<f64>,
    /// The same of mean weeks, by what is not known alone.
    unknown: Vec<f64>,
    /// Standard deviation of the logarithm of everybody's mean week.
    pub weeks: f64,
    /// Share of the draws, 0..1, that have no price, because such sessions do not fit their window.
    pub without_price: f64,
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
/// no uncertainty there: the limit was stated as a share of the very same work, however much that is. How
/// weeks differ is: some pass the limit.
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
    // By the token a preset's widths count; a range of weeks alone would hide them.
    if typed.is_empty() && now.parts.iter().any(|part| part.api > 0.0) {
        return None;
    }
    let typed = Drawn { months: Months::new(answer, typed), weeks: month.weeks }.range(points)?;
    let at = |drawn: f64| {
        let times = times(now.batch, answer.month.total, drawn)?;
        payments.with_work(times, false).paid().usd()
    };
    let [p10, p50, p90] = [at(typed.p10)?, at(typed.p50)?, at(typed.p90)?];
    // A flat price has no range.
    (p10 < p90).then_some(PaidRange { p10, p50, p90, by_token: false })
}

/// How many times the work of one month another is, batch jobs aside.
pub(super) fn times(batch: f64, month: f64, other: f64) -> Option<f64> {
    let times = (other - batch) / (month - batch);
    (times.is_finite() && times >= 0.0).then_some(times)
}

/// The range of the month of a scenario that was asked for, beside its answer, in which messages may be
/// solved for. `None` where all of it is known exactly, or where hardly a draw has a price.
pub fn range(asked: &Scenario, answer: &Answer, points: &Points) -> Option<MonthRange> {
    drawn(asked, answer)?.range(points)
}

/// Months of which something is not known, and whose weeks differ.
pub struct Drawn {
    pub months: Months,
    /// Standard deviation of the logarithm of everybody's mean week.
    pub weeks: f64,
}

/// The months of an answer of which something is not known; `None` where all is.
pub fn drawn(asked: &Scenario, answer: &Answer) -> Option<Drawn> {
    let uncertain = asked.uncertain();
    let weeks = weeks::of_month(answer);
    (!uncertain.is_empty()).then(|| Drawn { months: Months::new(answer, uncertain), weeks })
}

impl Drawn {
    /// `None` where nothing varies, where the points have too few dimensions, or where hardly a draw has a
    /// price.
    pub fn range(&self, points: &Points) -> Option<MonthRange> {
        let columns = self.months.factors(points);
        let columns = whole(&columns, points)?;
        if columns.is_empty() && self.weeks <= 0.0 {
            return None;
        }
        let months = self.months.all(&columns, points.len());
        MonthRange::new(months, self.months.batch(&columns, points.len()), self.weeks)
    }
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

/// The range of such months by what is not known alone; `None` where nothing of them is uncertain, where
/// the points have too few dimensions, or where hardly one has a price.
pub fn of(months: &Months, points: &Points) -> Option<MonthRange> {
    let columns = months.factors(points);
    if columns.is_empty() {
        return None;
    }
    let drawn = months.all(&whole(&columns, points)?, points.len());
    MonthRange::new(drawn, Vec::new(), 0.0)
}

/// A factor for every point in every column.
fn whole<'a>(columns: &'a [Vec<f64>], points: &Points) -> Option<Vec<&'a [f64]>> {
    let is_whole = columns.iter().all(|column| column.len() == points.len());
    is_whole.then(|| columns.iter().map(Vec::as_slice).collect())
}

/// The lowest first.
fn sort(months: &mut [f64]) {
    months.sort_unstable_by(f64::total_cmp);
}

impl MonthRange {
    /// Of months of mean weeks in any order, and the batch jobs of each, which have no weeks.
    fn new(months: Vec<f64>, batch: Vec<f64>, weeks: f64) -> Option<MonthRange> {
        let draws = months.len();
        let (unknown, months) = if weeks > 0.0 {
            with_weeks(months, batch, weeks)
        } else {
            let mut months = months;
            months.retain(|usd| usd.is_finite());
            sort(&mut months);
            (months.clone(), months)
        };
        // Of fewer, what is left says nothing of the rest.
        if unknown.len() * 10 < draws * 9 || unknown.is_empty() {
            return None;
        }
        let [p10, p50, p90] = [0.1, 0.5, 0.9].map(|part| percentile(&months, part));
        let without_price = (draws - unknown.len()) as f64 / draws as f64;
        Some(MonthRange { p10, p50, p90, without_price, months, unknown, weeks })
    }

    /// The part of the draws, 0..1, whose month is below so many USD.
    pub fn part_below(&self, usd: f64) -> f64 {
        self.months.partition_point(|month| *month < usd) as f64 / self.months.len() as f64
    }

    /// The month that a part of the draws, 0..1, lies below.
    pub fn percentile(&self, part: f64) -> f64 {
        percentile(&self.months, part)
    }

    /// The month of mean weeks that a part of the draws, 0..1, lies below.
    pub fn unknown_percentile(&self, part: f64) -> f64 {
        percentile(&self.unknown, part)
    }
}

/// Months of mean weeks, and with weeks that differ: both the lowest first. Each has two months, of a lighter
/// and a heavier half of the mean weeks; which ones follows from its place by the golden ratio, so that
/// all of them fill their square evenly and no draws are needed for the weeks. Where batch jobs are drawn too,
/// the place is the draw's own: draws come in an order that fills their cube evenly.
fn with_weeks(mut months: Vec<f64>, batch: Vec<f64>, weeks: f64) -> (Vec<f64>, Vec<f64>) {
    const GOLDEN: f64 = 0.618_033_988_749_894_8;
    if batch.windows(2).all(|two| two[0] == two[1]) {
        sort(&mut months);
    }
    let with = |(place, (usd, batch)): (usize, (&f64, f64))| {
        let at = (place as f64 + 0.5) * GOLDEN;
        let at = (at - libm::floor(at)) / 2.0;
        [at, at + 0.5].map(|at| batch + (usd - batch) * weeks::factor(weeks, deviation(at)))
    };
    let mut varied: Vec<f64> = months.iter().zip(batch).enumerate().flat_map(with).collect();
    for all in [&mut months, &mut varied] {
        all.retain(|usd| usd.is_finite());
        sort(all);
    }
    (months, varied)
}

/// Between the two neighbours: each draw is the middle of its part.
fn percentile(sorted: &[f64], part: f64) -> f64 {
    let at = (part * sorted.len() as f64 - 0.5).clamp(0.0, (sorted.len() - 1) as f64);
    let (below, rest) = (libm::floor(at), at - libm::floor(at));
    let of = |at: f64| sorted.get(at as usize).copied();
    let low = of(below).unwrap_or_default();
    low + (of(below + 1.0).unwrap_or(low) - low) * rest
}
