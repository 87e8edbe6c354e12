//! Goal seek: the least change of one input that brings everybody's month to a goal.

use crate::decisions::compaction::{best_threshold, compact_instead};
use crate::decisions::savings::{Month, cheaper};
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::scenario::{Basis, GoalBy, HitSource, Scenario, Trigger};

/// What a single input can do for the goal. USD a month of everybody.
#[derive(Clone, Debug, PartialEq)]
pub enum Sought {
    /// The month is not above the goal as it is.
    Met,
    Found(Box<Found>),
    /// Whatever this input is, the month stays above the goal; this is its lowest.
    Unreachable {
        lowest: f64,
    },
    /// The input says nothing in this scenario: totals, no cache, no cheaper model.
    NotHere,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub scenario: Scenario,
    /// The input now, where it meets the goal, and its neighbour that misses it by a hair.
    pub from: f64,
    pub exact: f64,
    pub misses: f64,
    /// Near to `exact`, beyond it, and short enough to be typed.
    pub to: f64,
    pub usd: f64,
}

/// Looks from what the input is towards what makes it cheapest. Cost need not fall all the
/// way there (a compaction more, a compaction less), so it is sampled before it is halved.
pub fn seek(table: &RateTable, answer: &Answer) -> Sought {
    let goal = answer.scenario.goal;
    let month = Month::new(table, &[], answer);
    if month.usd(&month.base) <= goal.month {
        return Sought::Met;
    }
    let Some(range) = range(&month, table, goal.by, answer) else { return Sought::NotHere };
    let search = Search { table, month: &month, by: goal.by, goal: goal.month, range };
    search.run()
}

/// Where the input is, and the end of its range that costs least.
#[derive(Clone, Copy)]
struct Range {
    from: f64,
    limit: f64,
}

fn range(month: &Month, table: &RateTable, by: GoalBy, answer: &Answer) -> Option<Range> {
    let s = &month.base;
    let built_up = s.basis != Basis::Totals;
    let (from, limit) = match by {
        GoalBy::Sessions => (s.work.sessions_per_day, 0.0),
        GoalBy::Days => (s.work.active_days, 0.0),
        GoalBy::Model => {
            cheaper(table, &mut with(month, table, by, 1.0))?;
            (0.0, 1.0)
        }
        _ if !built_up => return None,
        // A single request is the shortest session.
        GoalBy::Messages => (s.work.messages, (1.0 / s.work.requests_per_message).max(0.01)),
        GoalBy::HitRate => (answer.expected.hit_rate?, 1.0),
        GoalBy::Floor => (s.shape.floor, 0.0),
        GoalBy::Growth => (s.shape.growth, 0.0),
        GoalBy::Output => (s.shape.output, 0.0),
        GoalBy::Threshold => {
            let windows = month.prices.0.iter().map(|p| p.window).fold(0.0, f64::max);
            let now =
                if s.compaction.trigger == Trigger::Threshold { s.compaction.threshold } else { windows };
            let mut by_context = s.clone();
            by_context.each_kind(|one| one.compaction.every = 0.0);
            (now, best_threshold(&month.prices, &by_context)?.threshold)
        }
    };
    Some(Range { from, limit })
}

/// The scenario with that input at a value.
fn with(month: &Month, table: &RateTable, by: GoalBy, value: f64) -> Scenario {
    let (scenario, prices) = (&month.base, &month.prices);
    let mut next = scenario.clone();
    match by {
        GoalBy::Messages => in_proportion(&mut next, value, |s| &mut s.work.messages),
        GoalBy::Sessions => next.work.sessions_per_day = value,
        GoalBy::Days => next.work.active_days = value,
        GoalBy::HitRate => next.each_kind(|one| {
            (one.cache.hit_rate, one.cache.source) = (value, HitSource::Given);
        }),
        GoalBy::Floor => in_proportion(&mut next, value, |s| &mut s.shape.floor),
        GoalBy::Growth => in_proportion(&mut next, value, |s| &mut s.shape.growth),
        GoalBy::Output => in_proportion(&mut next, value, |s| &mut s.shape.output),
        GoalBy::Model => {
            next.levers.moved = value;
            cheaper(table, &mut next);
            next.levers.moved = scenario.levers.moved;
        }
        GoalBy::Threshold => compact_instead(prices, &mut next, value),
    }
    next
}

/// Sets a number of the first kind of session; the others change in proportion.
fn in_proportion(scenario: &mut Scenario, value: f64, of: impl Fn(&mut Scenario) -> &mut f64) {
    let first = *of(scenario);
    let times = if first > 0.0 { value / first } else { 1.0 };
    scenario.each_kind(|one| *of(one) *= times);
    *of(scenario) = value;
}

/// Values tried on the way to the limit, and halvings between two of them: enough that no
/// stretch of thresholds with one more compaction lies between two.
const SAMPLES: usize = 200;
const HALVINGS: usize = 50;
/// Digits that a typed number needs at most.
const DIGITS: i32 = 9;

struct Search<'a> {
    table: &'a RateTable,
    month: &'a Month<'a>,
    by: GoalBy,
    goal: f64,
    range: Range,
}

impl Search<'_> {
    fn usd(&self, value: f64) -> f64 {
        self.month.usd(&with(self.month, self.table, self.by, value))
    }

    fn at(&self, sample: usize) -> f64 {
        let Range { from, limit } = self.range;
        // Exactly the limit at the last one.
        if sample == SAMPLES { limit } else { from + (limit - from) * sample as f64 / SAMPLES as f64 }
    }

    fn run(&self) -> Sought {
        let costs: Vec<f64> = (1..=SAMPLES).map(|n| self.usd(self.at(n))).collect();
        let Some(first) = costs.iter().position(|usd| *usd <= self.goal) else {
            return Sought::Unreachable { lowest: costs.into_iter().fold(f64::INFINITY, f64::min) };
        };
        let (mut misses, mut exact) = (self.at(first), self.at(first + 1));
        for _ in 0..HALVINGS {
            let middle = (misses + exact) / 2.0;
            if self.usd(middle) <= self.goal { exact = middle } else { misses = middle }
        }
        let to = self.tidied(exact);
        let scenario = with(self.month, self.table, self.by, to);
        let usd = self.month.usd(&scenario);
        Sought::Found(Box::new(Found { scenario, from: self.range.from, exact, misses, to, usd }))
    }

    /// The shortest number from `exact` on towards the limit that still meets the goal.
    fn tidied(&self, exact: f64) -> f64 {
        // What is lost counts, not what is hit: 98.34% and not 99%.
        let of_lost = self.by == GoalBy::HitRate;
        let (size, down) = if of_lost { (1.0 - exact, true) } else { (exact, self.range.limit < exact) };
        if size <= 0.0 {
            return exact;
        }
        let most = libm::floor(libm::log10(size));
        let rounded = |digits: i32| {
            let unit = libm::pow(10.0, most + 1.0 - f64::from(digits));
            let steps = if down { libm::floor(size / unit) } else { libm::ceil(size / unit) };
            // Through a division, so that 2.3 is not 2.3000000000000003.
            let value = if unit < 1.0 { steps / libm::round(1.0 / unit) } else { steps * unit };
            if of_lost { 1.0 - value } else { value }
        };
        let Range { from, limit } = self.range;
        let within = |value: &f64| *value >= from.min(limit) && *value <= from.max(limit);
        let tidy = (3..=DIGITS).map(rounded).filter(within).find(|value| self.usd(*value) <= self.goal);
        tidy.unwrap_or(exact)
    }
}

#[cfg(test)]
mod tests {
    use super::{Sought, seek};
    use crate::model::estimate::{Answer, estimate};
    use crate::prices::{RateTable, date};
    use crate::scenario::{GoalBy, Preset, Scenario};

    fn answer(scenario: &Scenario) -> Answer {
        estimate(&RateTable::shipped(), scenario).answer.expect("a price")
    }

    fn average(by: GoalBy, month: f64) -> Scenario {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), RateTable::shipped().revision);
        (scenario.goal.by, scenario.goal.month) = (by, month);
        scenario
    }

    #[test]
    fn what_is_met_needs_no_change() {
        assert_eq!(seek(&RateTable::shipped(), &answer(&average(GoalBy::Days, 156.0))), Sought::Met);
    }

    #[test]
    fn sessions_are_in_proportion() {
        let now = answer(&average(GoalBy::Sessions, 100.0));
        let found = seek(&RateTable::shipped(), &now);
        let Sought::Found(found) = found else { panic!("{found:?}") };
        assert!((found.exact - 4.0 * 100.0 / now.month.total).abs() < 1e-9, "{found:?}");
        assert_eq!(found.to, 2.57);
        assert!(found.usd <= 100.0);
        let again = answer(&found.scenario).month.total;
        assert!((again - found.usd).abs() < 1e-9);
    }

    #[test]
    fn what_is_out_of_reach_is_said() {
        let sought = seek(&RateTable::shipped(), &answer(&average(GoalBy::Output, 100.0)));
        assert!(matches!(sought, Sought::Unreachable { lowest } if lowest > 100.0), "{sought:?}");
        let mut totals = Preset::Textbook.scenario(date(2026, 11, 21), RateTable::shipped().revision);
        (totals.goal.by, totals.goal.month) = (GoalBy::Floor, 1.0);
        assert_eq!(seek(&RateTable::shipped(), &answer(&totals)), Sought::NotHere);
    }
}
