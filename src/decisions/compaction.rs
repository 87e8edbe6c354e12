//! Compaction: what a month costs by when its sessions compact, or by how many sessions do
//! the same work.
//!
//! A session holds whole requests between two compactions, so its cost does not glide over
//! the threshold: it jumps wherever one more request fits into a segment. Those places are
//! known (`start + i * growth` for the two contexts that a segment can start from), so the
//! month is a list of steps, and the cheapest of them is the minimum and not a guess. The
//! chance of a cache hit is held at what it is, as in [`crate::decisions::savings`].

pub use crate::model::linear::Cost;
use crate::model::price::Prices;
use crate::model::room::compact_as_set;
use crate::scenario::{Curve as Over, Scenario, Trigger};

mod commands;
mod every;
mod plain;
mod split;
mod threshold;
mod work;

pub use commands::{Setting, cheapest_of, settings, thresholds};
pub use threshold::LOWEST;

/// From here (included) to the next step the month costs the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub from: f64,
    pub usd: Cost,
}

/// A place on a curve and its USD a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub at: f64,
    pub usd: f64,
}

/// A month of one developer over one setting: tokens of the threshold in each model's own
/// tokenizer, requests between compactions, or sessions that do the work of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Rising; infinite dollars where a session does not fit its window.
    pub steps: Vec<Step>,
    /// Whether every place was priced; else the best is that of a search, see `threshold`.
    pub whole: bool,
    /// The last place of the curve, included.
    pub end: f64,
    /// The setting in force, where it is one place of this curve.
    pub yours: Option<f64>,
    /// The month as it is.
    pub now: Cost,
    pub best: Point,
    pub best_cold: Point,
}

/// The cheapest threshold, as a person would type it, in each model's own tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    pub threshold: f64,
    /// USD of one developer.
    pub usd_month: f64,
}

/// The cheapest threshold of a scenario whose messages are solved for, everything else kept
/// (compaction every so many requests too); `None` for totals and what has no price. The
/// dollars are those of the scenario with this threshold, at the hit rate found now.
pub fn best_threshold(prices: &Prices, scenario: &Scenario) -> Option<Best> {
    let best = threshold::curve(prices, scenario)?.best;
    Some(Best { threshold: best.at, usd_month: best.usd })
}

/// The curve that the scenario asks for; `None` for totals and what has no price.
pub fn curve(prices: &Prices, scenario: &Scenario) -> Option<Curve> {
    match scenario.curve {
        Over::Threshold => threshold::curve(prices, scenario),
        Over::Messages => every::curve(prices, scenario),
        Over::Split => split::curve(prices, scenario),
    }
}

/// The scenario at the cheapest place of the curve that it asks for; `None` where that saves
/// nothing.
pub fn at_best(prices: &Prices, scenario: &Scenario) -> Option<Scenario> {
    let curve = curve(prices, scenario)?;
    let at = curve.best.at;
    if curve.saves() < CENT {
        return None;
    }
    let mut next = scenario.clone();
    match scenario.curve {
        Over::Threshold => compact_as_set(prices, &mut next, at),
        Over::Messages => next.each_kind(|one| one.compaction.every = at),
        Over::Split => next.each_kind(|one| one.split(at)),
    }
    Some(next)
}

/// Sets a threshold in the place of a count of requests.
pub(crate) fn compact_instead(prices: &Prices, scenario: &mut Scenario, threshold: f64) {
    compact_as_set(prices, scenario, threshold);
    scenario.each_kind(|one| {
        let compaction = &mut one.compaction;
        if (compaction.trigger, compaction.threshold) == (Trigger::Threshold, threshold) {
            compaction.every = 0.0;
        }
    });
}

/// Tokens read again after a compaction up to which the best threshold saves something;
/// `None` where it saves nothing now, or saves however much is read again.
pub fn pays_up_to(prices: &Prices, scenario: &Scenario) -> Option<f64> {
    /// No agent reads more than a small window again.
    const MOST: f64 = 200_000.0;
    /// Nobody sets it finer.
    const FINE: f64 = 500.0;
    let saves = |reacquire: f64| {
        let mut other = scenario.clone();
        other.each_kind(|one| one.compaction.reacquire = reacquire);
        threshold::curve(prices, &other).is_some_and(|curve| curve.saves() >= CENT)
    };
    let mut low = scenario.compaction.reacquire;
    let mut high = MOST.max(low);
    let set = scenario.by_kind().any(|(one, _)| one.compaction.trigger == Trigger::Threshold);
    if set || !saves(low) || saves(high) {
        return None;
    }
    while high - low > FINE {
        let middle = (low + high) / 2.0;
        *(if saves(middle) { &mut low } else { &mut high }) = middle;
    }
    Some(low)
}

/// Less than this a month is no saving.
pub const CENT: f64 = 0.01;
/// Relative width under which places, and costs, are the same but for rounding.
const SAME: f64 = 1e-9;

impl Curve {
    /// USD a month that the best place saves.
    pub fn saves(&self) -> f64 {
        self.now.warm - self.best.usd
    }

    /// The month at a place of the curve.
    pub fn at(&self, place: f64) -> Cost {
        let after = self.steps.partition_point(|step| step.from <= place * (1.0 + SAME / 10.0));
        self.steps.get(after.saturating_sub(1)).map_or(Cost::default(), |step| step.usd)
    }

    /// Whether no place costs anything else.
    pub fn is_flat(&self) -> bool {
        self.steps.iter().all(|step| (step.usd.warm - self.best.usd).abs() < CENT)
    }

    /// Whether a cold cache makes a difference.
    pub fn has_cold(&self) -> bool {
        let apart = |usd: &Cost| usd.cold.is_finite() && usd.cold - usd.warm >= CENT;
        self.steps.iter().any(|step| apart(&step.usd))
    }

    /// The first place that costs no more than now, and where the last one of them ends.
    pub fn up_to_now(&self) -> Option<(f64, f64)> {
        let holds = |step: &Step| step.usd.warm < self.now.warm + CENT;
        let first = self.steps.iter().position(holds)?;
        let last = self.steps.iter().rposition(holds)?;
        Some((self.steps[first].from, self.end_of(last)))
    }

    fn end_of(&self, step: usize) -> f64 {
        self.steps.get(step + 1).map_or(self.end, |next| next.from)
    }

    /// The steps as a line of at most `most` points: all corners, or the lowest and highest
    /// in each of as many stretches as pictures can show, which `share` measures (0 the
    /// curve's start, 1 its end).
    pub fn corners(&self, cold: bool, most: usize, share: &dyn Fn(f64) -> f64) -> Vec<(f64, f64)> {
        let usd = |step: &Step| if cold { step.usd.cold } else { step.usd.warm };
        let sides = |(i, step): (usize, &Step)| [(step.from, usd(step)), (self.end_of(i), usd(step))];
        let all: Vec<(f64, f64)> = self.steps.iter().enumerate().flat_map(sides).collect();
        if all.len() <= most {
            return all;
        }
        let stretches = (most / 2).saturating_sub(1).max(1) as f64;
        let mut kept: Vec<(f64, f64)> = Vec::with_capacity(most);
        let mut rest = all.as_slice();
        while let Some(first) = rest.first() {
            let stretch = libm::floor(share(first.0) * stretches);
            let inside = rest.partition_point(|p| libm::floor(share(p.0) * stretches) <= stretch).max(1);
            kept.extend(extremes(&rest[..inside]));
            rest = &rest[inside..];
        }
        kept
    }
}

/// The lowest and the highest of some points, in their order.
fn extremes(points: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64)> {
    let low = points.iter().enumerate().min_by(|a, b| a.1.1.total_cmp(&b.1.1)).map_or(0, |(i, _)| i);
    // The last of equal ones: both ends of a level stretch stay.
    let high = points.iter().enumerate().max_by(|a, b| a.1.1.total_cmp(&b.1.1)).map_or(0, |(i, _)| i);
    let both = [low.min(high), low.max(high)];
    both.into_iter().take(if low == high { 1 } else { 2 }).filter_map(|i| points.get(i).copied())
}

#[cfg(test)]
mod tests {
    use super::plain::plain;
    use super::*;
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date};
    use crate::scenario::{Preset, Share};

    fn answered(edit: impl Fn(&mut Scenario)) -> (Prices, Scenario) {
        let table = RateTable::shipped();
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), table.revision);
        edit(&mut scenario);
        let answer = estimate(&table, &scenario).answer.expect("a price");
        (answer.prices, answer.scenario)
    }

    #[test]
    fn round_numbers_are_those_with_the_fewest_digits() {
        let check = |from, to, expected| assert_eq!(plain(from, to), expected, "{from} to {to}");
        check(114_100.0, 115_400.0, 115_000.0);
        check(115_000.0, 116_300.0, 115_000.0);
        check(98_500.0, 101_000.0, 100_000.0);
        check(112_100.0, 113_400.0, 113_000.0);
        check(112_111.0, 112_140.0, 112_120.0);
        check(20_000.2, 20_000.6, 20_000.4);
    }

    /// A user's own threshold that is the best one leaves nothing to save.
    #[test]
    fn the_best_threshold_set_is_the_best_threshold_found() {
        let (prices, mut scenario) = answered(|_| ());
        let best = best_threshold(&prices, &scenario).expect("a curve");
        (scenario.compaction.trigger, scenario.compaction.threshold) = (Trigger::Threshold, best.threshold);
        let curve = curve(&prices, &scenario).expect("a curve");
        assert_eq!((curve.best.at, curve.yours), (best.threshold, Some(best.threshold)));
        assert!(curve.saves().abs() < CENT);
    }

    /// Where compacting never pays, the best is what auto does.
    #[test]
    fn nothing_to_save_is_auto() {
        let (prices, scenario) = answered(|s| s.compaction.reacquire = 150_000.0);
        let best = best_threshold(&prices, &scenario).expect("a curve");
        assert_eq!(best.threshold, 967_000.0);
        assert_eq!(pays_up_to(&prices, &scenario), None);
    }

    /// The tokens read again decide whether early compaction pays.
    #[test]
    fn it_pays_up_to_the_tokens_that_are_named() {
        let (prices, scenario) = answered(|_| ());
        let up_to = pays_up_to(&prices, &scenario).expect("a bound");
        let saves = |reacquire: f64| {
            let mut other = scenario.clone();
            other.compaction.reacquire = reacquire;
            curve(&prices, &other).is_some_and(|curve| curve.saves() >= CENT)
        };
        assert!(saves(up_to) && !saves(up_to + 1_000.0), "{up_to}");
    }

    /// Small windows beside large ones: each compacts at its own, whatever the threshold.
    #[test]
    fn a_threshold_over_a_window_is_that_window() {
        let share = |model: &str| Share { model: model.into(), share: 0.5 };
        let (prices, scenario) = answered(|s| {
            s.mix = vec![share("claude-haiku-4-5"), share("claude-opus-5-5")];
            s.work.messages = 30.0;
        });
        let curve = curve(&prices, &scenario).expect("a curve");
        assert_eq!((curve.end, curve.yours), (1_000_000.0, None));
        let at = |threshold: f64| {
            let mut other = scenario.clone();
            (other.compaction.trigger, other.compaction.threshold) = (Trigger::Threshold, threshold);
            let month = crate::model::mixture::expected(&prices, &other)
                .map(|e| crate::model::bill::total(&prices, &e.usage));
            month.unwrap_or(f64::NAN) * crate::model::estimate::sessions_a_month(&other)
        };
        for threshold in [100e3, 199_999.0, 200e3, 200_001.0, 259e3, 261e3, 700e3, 1e6] {
            assert!((curve.at(threshold).warm - at(threshold)).abs() < 1e-6, "{threshold}");
        }
    }

    #[test]
    fn totals_have_no_curve() {
        let (prices, mut scenario) = answered(|s| *s = s.like(Preset::Textbook));
        for over in [Over::Threshold, Over::Messages, Over::Split] {
            scenario.curve = over;
            assert_eq!(curve(&prices, &scenario), None);
        }
    }

    /// However many steps there are, the picture keeps the ends, the lowest and the highest.
    #[test]
    fn corners_keep_what_counts() {
        let step = |i: u32| {
            let usd = f64::from((i * 37) % 101) + 5.0;
            Step { from: f64::from(i), usd: Cost { warm: usd, cold: usd } }
        };
        let none = Point { at: 0.0, usd: 0.0 };
        let curve = Curve {
            steps: (1..=2_000).map(step).collect(),
            whole: true,
            end: 3_000.0,
            yours: None,
            now: Cost::default(),
            best: none,
            best_cold: none,
        };
        let corners = curve.corners(false, 300, &|x| x / 3_000.0);
        assert!(corners.len() <= 300 && corners.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        let usd = || corners.iter().map(|corner| corner.1);
        assert_eq!((usd().fold(f64::MAX, f64::min), usd().fold(0.0, f64::max)), (5.0, 105.0));
        assert_eq!(corners.last().map(|corner| corner.0), Some(3_000.0));
        assert_eq!(curve.corners(false, 4_000, &|x| x).len(), 4_000);
    }
}
