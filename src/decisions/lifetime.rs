//! Lifetime: 5-minute against 1-hour cache writes, by the pauses in the work.
//!
//! A pause that is longer than the lifetime loses the prefix of one request (MODEL.md
//! section 3, the rhythm of work). Cost is linear in the chance of a hit, so that two months
//! at each lifetime, with nothing and with everything kept, say all others exactly.

use crate::model::bill;
use crate::model::estimate::sessions_a_month;
use crate::model::mixture::{along, routes, turns};
use crate::model::price::Prices;
use crate::scenario::{Basis, HitSource, Lifetime, Scenario};

/// USD a month of one developer at one lifetime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Writes {
    /// With every prefix lost, and with none.
    pub lost: f64,
    pub kept: f64,
}

/// Both lifetimes at the pauses of a scenario, whatever its hit rate comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lifetimes {
    pub five_minutes: Writes,
    pub one_hour: Writes,
    /// Pauses a session longer than five minutes, those longer than an hour among them.
    pub pauses: f64,
    pub long_pauses: f64,
    /// Requests of a mean session before which a pause may come.
    pub later_requests: f64,
    /// Pauses longer than five minutes a session at which both cost the same, the long ones
    /// as they are; `None` where one lifetime is cheaper however many there are.
    pub even: Option<f64>,
    /// The lifetime in force.
    pub now: Lifetime,
    /// USD a month of one more pause an active day, of 5 to 60 minutes and of over an hour,
    /// at the lifetime in force.
    pub coffee: f64,
    pub lunch: f64,
}

impl Writes {
    fn at(&self, lost: f64) -> f64 {
        self.kept + (self.lost - self.kept) * lost.clamp(0.0, 1.0)
    }
}

/// The comparison; `None` for totals, without caching, where sessions have one request, and
/// for what has no price.
pub fn lifetimes(prices: &Prices, scenario: &Scenario) -> Option<Lifetimes> {
    if scenario.basis == Basis::Totals || !scenario.cache.on {
        return None;
    }
    let points = turns(scenario).count() as f64;
    let later_requests = turns(scenario).sum::<f64>() / points - 1.0;
    if later_requests <= 0.0 {
        return None;
    }
    let long_pauses = scenario.cache.pauses_60m;
    let mut all = Lifetimes {
        five_minutes: writes(prices, scenario, Lifetime::FiveMinutes)?,
        one_hour: writes(prices, scenario, Lifetime::OneHour)?,
        // Where the pauses are not in force, nothing has checked their order.
        pauses: scenario.cache.pauses_5m.max(long_pauses),
        long_pauses,
        later_requests,
        even: None,
        now: scenario.lifetime(),
        coffee: 0.0,
        lunch: 0.0,
    };
    all.even = all.even();
    if scenario.work.sessions_per_day > 0.0 {
        let more = 1.0 / scenario.work.sessions_per_day;
        all.coffee = all.in_force(more, 0.0) - all.in_force(0.0, 0.0);
        all.lunch = all.in_force(more, more) - all.in_force(0.0, 0.0);
    }
    Some(all)
}

impl Lifetimes {
    /// USD a month with so many pauses longer than five minutes a session.
    pub fn at_five_minutes(&self, pauses: f64) -> f64 {
        self.five_minutes.at(pauses / self.later_requests)
    }

    /// The same with the 1-hour lifetime, which only the long ones outlast.
    pub fn at_one_hour(&self, long_pauses: f64) -> f64 {
        self.one_hour.at(long_pauses / self.later_requests)
    }

    /// USD a month as it is, at five minutes and at an hour.
    pub fn months(&self) -> (f64, f64) {
        (self.at_five_minutes(self.pauses), self.at_one_hour(self.long_pauses))
    }

    /// The share of later requests that so many pauses a session are.
    pub fn share(&self, pauses: f64) -> f64 {
        pauses / self.later_requests
    }

    fn in_force(&self, more: f64, more_long: f64) -> f64 {
        match self.now {
            Lifetime::FiveMinutes => self.at_five_minutes(self.pauses + more),
            Lifetime::OneHour => self.at_one_hour(self.long_pauses + more_long),
        }
    }

    fn even(&self) -> Option<f64> {
        let Writes { lost, kept } = self.five_minutes;
        let (least, most) = (self.share(self.long_pauses).min(1.0), 1.0);
        let share = (self.at_one_hour(self.long_pauses) - kept) / (lost - kept);
        // With nothing carried both never meet, or always.
        (lost > kept && (least..=most).contains(&share)).then_some(share * self.later_requests)
    }
}

fn writes(prices: &Prices, scenario: &Scenario, lifetime: Lifetime) -> Option<Writes> {
    let mut other = scenario.clone();
    other.cache.lifetime = Some(lifetime);
    other.cache.source = HitSource::Given;
    let routes = routes(prices, &other).ok()?;
    let sessions = sessions_a_month(scenario);
    let mut month = |hit_rate: f64| {
        other.cache.hit_rate = hit_rate;
        let session = along(prices, &other, &routes, turns(scenario)).ok()?;
        Some(bill::total(prices, &session.usage) * sessions)
    };
    Some(Writes { lost: month(0.0)?, kept: month(1.0)? })
}
