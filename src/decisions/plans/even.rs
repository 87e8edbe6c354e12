//! Break-even: the usage from which, and the capacity with which, a plan is worth its price.

use super::{WEEKS, Work};

impl Work {
    /// Sessions a month from which a plan costs no more than the API and carries the work.
    pub fn even(&self, price: f64, capacity: f64) -> Option<f64> {
        self.cheaper_between(price, capacity).map(|(from, _)| from)
    }

    /// Sessions a month from which, and up to which, a plan costs no more than the API and, at
    /// the first of them, carries the work. There is an end only where credits cost more than
    /// the API does: its prompt cache lives for an hour, theirs for 5 minutes.
    pub fn cheaper_between(&self, price: f64, capacity: f64) -> Option<(f64, Option<f64>)> {
        let worth = self.worth(price)?;
        let (from, until) = if self.credit == self.api {
            // With credits for all the rest, or when as many are bought as are allowed.
            let week = self.week_that_includes(worth, capacity)?.min(worth + self.bought());
            (week * WEEKS / ((1.0 - self.on_api) * self.equivalent), None)
        } else {
            self.first_gain(price, capacity)?
        };
        (from.is_finite() && self.keeps_up(from, capacity)).then_some((from, until))
    }

    /// What a plan saves on the API, USD a month.
    fn gains(&self, price: f64, sessions: f64, capacity: f64) -> f64 {
        let used = sessions * (1.0 - self.on_api);
        let credits = (self.beyond(sessions, capacity) * used * self.credit).min(self.credits);
        (used * self.api - credits) * self.working - price
    }

    /// The first stretch of sessions a month where a plan gains. What it saves is made of
    /// straight pieces, so that both ends are found between two of their joints. Past as many
    /// credits as are allowed it may gain once more, while work waits: that is left out.
    fn first_gain(&self, price: f64, capacity: f64) -> Option<(f64, Option<f64>)> {
        let joints = self.joints(capacity);
        let last = joints.last().map_or(1.0, |joint| joint * 2.0 + 1.0);
        let gains = |sessions: f64| self.gains(price, sessions, capacity);
        let crossing = |low: f64, high: f64| {
            let (before, after) = (gains(low), gains(high));
            low + (high - low) * before / (before - after)
        };
        let mut from = (gains(0.0) >= 0.0).then_some(0.0);
        let mut low = 0.0;
        for (place, high) in joints.iter().copied().chain([last]).enumerate() {
            // The last piece goes on for ever, at the slope of its beginning.
            let goes_on = place == joints.len();
            let (before, after) = (gains(low), gains(high));
            let rises = |at: f64| if goes_on { after > before } else { at >= 0.0 };
            match from {
                None if before < 0.0 && rises(after) => from = Some(crossing(low, high)),
                Some(start) if (after < 0.0 && !goes_on) || (goes_on && after < before) => {
                    let end = crossing(low, high).max(low);
                    if end > start {
                        return Some((start, Some(end)));
                    }
                    from = None;
                }
                _ => {}
            }
            low = high;
        }
        from.map(|from| (from, None))
    }

    /// Sessions a month at which one more of the nine weeks is beyond the capacity, or all
    /// credits are bought: between two of them a month on the plan grows evenly.
    fn joints(&self, capacity: f64) -> Vec<f64> {
        let a_session = self.week(1.0);
        let mut joints: Vec<f64> = self.weeks.iter().map(|week| capacity / (a_session * week)).collect();
        let bought = self.credits / self.credit * self.equivalent / WEEKS;
        // With so many of the heaviest weeks full, their sum less the capacity is what is bought.
        let mut heaviest = 0.0;
        let full = self.weeks.iter().rev().enumerate().map(|(full, week)| {
            heaviest += week;
            (9.0 * bought + (full + 1) as f64 * capacity) / (heaviest * a_session)
        });
        joints.extend(full.collect::<Vec<_>>());
        joints.retain(|joint| joint.is_finite() && *joint > 0.0);
        joints.sort_by(f64::total_cmp);
        joints
    }

    /// The smallest mean week of which a plan includes that much: the mean of min(w, capacity)
    /// over the nine weeks grows in straight pieces, at whose joints one more week is full.
    fn week_that_includes(&self, included: f64, capacity: f64) -> Option<f64> {
        if capacity < included {
            return None;
        }
        if capacity == f64::INFINITY {
            return Some(included);
        }
        let week = |full: usize| {
            let light: f64 = self.weeks.iter().take(9 - full).sum();
            (9.0 * included - full as f64 * capacity) / light
        };
        let heaviest = |full: usize| self.weeks.get(8 - full).copied().unwrap_or(1.0);
        let piece = (0..8).find(|full| week(*full) * heaviest(*full) <= capacity);
        Some(week(piece.unwrap_or(8)))
    }

    /// The smallest capacity with which a plan is worth its price at a usage and carries it.
    pub fn least(&self, price: f64, sessions: f64) -> Option<f64> {
        let (worth, week, bought) = (self.worth(price)?, self.week(sessions), self.bought());
        if week < worth {
            return None;
        }
        if self.credit != self.api {
            let pays = |capacity: f64| {
                self.gains(price, sessions, capacity) >= 0.0 && self.keeps_up(sessions, capacity)
            };
            if pays(0.0) {
                return Some(0.0);
            }
            let heaviest = self.weeks.iter().copied().fold(1.0, f64::max) * week;
            return pays(heaviest).then(|| halved(0.0, heaviest, pays));
        }
        if week >= worth + bought {
            return Some(week - bought);
        }
        let capacity = |within: usize| {
            let light: f64 = self.weeks.iter().take(within).sum();
            (9.0 * worth - light * week) / (9 - within) as f64
        };
        let next = |within: usize| self.weeks.get(within).copied().unwrap_or(1.0) * week;
        let piece = (0..8).find(|within| capacity(*within) <= next(*within));
        Some(capacity(piece.unwrap_or(8)))
    }
}

/// The least value between the two that holds, where the higher one does.
fn halved(mut low: f64, mut high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        *(if holds(middle) { &mut high } else { &mut low }) = middle;
    }
    high
}
