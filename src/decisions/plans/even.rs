//! Break-even: the usage from which, and the capacity with which, a plan is worth its price.

use super::{WEEKS, Work};

impl Work {
    /// Sessions a month from which a plan costs no more than the API and carries the work.
    pub fn even(&self, price: f64, capacity: f64) -> Option<f64> {
        let worth = self.worth(price)?;
        if self.credit != self.api {
            return self.even_by_search(price, capacity);
        }
        // With credits for all the rest, or when as many are bought as are allowed.
        let week = self.week_that_includes(worth, capacity)?.min(worth + self.bought());
        let sessions = week * WEEKS / ((1.0 - self.on_api) * self.equivalent);
        sessions.is_finite().then_some(sessions)
    }

    /// What a plan saves on the API, USD a month.
    fn gains(&self, price: f64, sessions: f64, capacity: f64) -> f64 {
        let used = sessions * (1.0 - self.on_api);
        let credits = (self.beyond(sessions, capacity) * used * self.credit).min(self.credits);
        (used * self.api - credits) * self.working - price
    }

    /// The same where the reader's API has another lifetime than credits bring, so that what
    /// is beyond the capacity costs another price: the first usage that is found to pay.
    fn even_by_search(&self, price: f64, capacity: f64) -> Option<f64> {
        let pays = |sessions: f64| self.gains(price, sessions, capacity) >= 0.0;
        // The usage that the price itself is worth is the least there can be.
        let least = price / self.working / self.api / (1.0 - self.on_api);
        let first =
            (0..400).map(|n| least * libm::pow(1.05, f64::from(n))).find(|sessions| pays(*sessions))?;
        let even = halved(first / 1.05, first, pays);
        self.keeps_up(even, capacity).then_some(even)
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
