//! A developer's sessions of one kind, ready to be priced along one course after another.

use super::Cost;
use crate::model::bill;
use crate::model::estimate::sessions_a_month;
use crate::model::linear::Slopes;
use crate::model::mixture::{Length, Lengths, Route, along, held, lengths, routes};
use crate::model::price::Prices;
use crate::model::session::{Trajectory, idle};
use crate::scenario::in_order;
use crate::scenario::{Basis, Scenario};

pub struct Work<'a> {
    prices: &'a Prices,
    slopes: Slopes,
    /// The main conversation alone, at the chance of a hit that it has now.
    pub bare: Scenario,
    /// The month's sessions by their requests, rising.
    pub lengths: Vec<Length>,
    /// Sessions a month for each unit of a length's weight.
    pub sessions: f64,
    /// USD a month that no compaction changes: sub-agents, background, router.
    pub rest: f64,
    /// USD a session that each piece of a split one pays.
    pub background: f64,
}

/// Every kind of session that there is, at the chance of a hit that it has; `None` for totals and what
/// has no price.
pub fn kinds<'a>(prices: &'a Prices, scenario: &Scenario) -> Option<Vec<Work<'a>>> {
    if scenario.basis == Basis::Totals {
        return None;
    }
    let all = held(prices, scenario).ok()?;
    let there = all.iter().filter(|(_, share)| *share > 0.0);
    there.map(|(one, share)| Work::new(prices, one, *share)).collect()
}

impl<'a> Work<'a> {
    /// Of a share of the sessions, that are of one kind.
    fn new(prices: &'a Prices, scenario: &Scenario, share: f64) -> Option<Work<'a>> {
        let mut bare = scenario.clone();
        let background = scenario.background;
        let lengths = lengths(scenario);
        let around = along(prices, &bare, &[], &lengths).ok()?;
        let month = sessions_a_month(scenario) * share;
        let rest = bill::total(prices, &around.usage) * month;
        (bare.agents.count, bare.background, bare.router_price) = (0.0, 0.0, 0.0);
        let Lengths { all, points } = lengths;
        let all = in_order::by_key(all, |length| length.requests);
        let (sessions, slopes) = (month / points, Slopes::new(prices, &bare));
        Some(Work { prices, slopes, bare, lengths: all, sessions, rest, background })
    }

    /// The routes of the main conversation with other settings.
    pub fn routes(&self, edit: impl Fn(&mut Scenario)) -> Vec<Route> {
        let mut other = self.bare.clone();
        edit(&mut other);
        routes(self.prices, &other).unwrap_or_default()
    }

    /// The month with other settings.
    pub fn with(&self, edit: impl Fn(&mut Scenario)) -> Cost {
        let all = self.routes(edit);
        let main = all.iter().map(|route| self.of(route, &self.lengths));
        main.fold(self.around(), Cost::plus)
    }

    pub fn around(&self) -> Cost {
        Cost { warm: self.rest, cold: self.rest }
    }

    /// What these of the month's sessions cost along a route.
    pub fn of(&self, route: &Route, lengths: &[Length]) -> Cost {
        // Times the sessions one by one: so a sum is the same to the last digit, however many of
        // its lengths were priced before.
        let longest = lengths.iter().map(|length| length.requests).fold(0.0, f64::max);
        let mut sessions = self.slopes.along(route, longest);
        let one = |length: &Length| {
            let each = sessions.cost(length.requests).unwrap_or(Cost::NONE);
            each.times(length.weight * self.sessions)
        };
        lengths.iter().map(one).fold(Cost::default(), Cost::plus)
    }

    /// One session of so many requests along a route.
    pub fn each(&self, route: &Route, requests: f64) -> Cost {
        self.slopes.along(route, requests).cost(requests).unwrap_or(Cost::NONE)
    }

    /// Requests of the longest session.
    pub fn longest(&self) -> Option<f64> {
        self.lengths.last().map(|length| length.requests)
    }

    /// Tokens of the threshold per token of the scenario: the largest model binds.
    pub fn scale(&self, route: &Route) -> f64 {
        route.servers.iter().map(|(model, _)| self.prices.0[*model].scale).fold(0.0, f64::max)
    }

    /// The least and the largest context at which its models compact by themselves.
    pub fn autos(&self, route: &Route) -> (f64, f64) {
        let autos = route.servers.iter().map(|(model, _)| self.prices.0[*model].auto_compact);
        autos.fold((f64::INFINITY, 0.0), |(least, most), auto| (auto.min(least), auto.max(most)))
    }

    /// The largest window of the mix.
    pub fn window(&self, route: &Route) -> f64 {
        route.servers.iter().map(|(model, _)| self.prices.0[*model].window).fold(0.0, f64::max)
    }
}

/// A route on which only what changes is priced again: sessions that never come to compact
/// cost the same wherever they would.
pub struct Way {
    pub route: Route,
    /// The largest prompt of each session along the loosest course, infinite where it does
    /// not fit.
    pub peaks: Vec<f64>,
    /// What the shortest so many sessions cost along that course.
    free: Vec<Cost>,
}

impl Way {
    /// Of a route whose course compacts as late as it ever will.
    pub fn new(work: &Work, route: Route) -> Way {
        let peak = |length: &Length| {
            let trajectory = Trajectory::new(&route.course, length.requests);
            trajectory.map_or(f64::INFINITY, |t| idle::peak(&route.course, &t))
        };
        let peaks = work.lengths.iter().map(peak).collect();
        let mut free = vec![Cost::default()];
        for length in &work.lengths {
            let last = free.last().copied().unwrap_or_default();
            free.push(last.plus(work.of(&route, std::slice::from_ref(length))));
        }
        Way { route, peaks, free }
    }

    /// The month along the route's course, on which the shortest `free` sessions are as ever.
    pub fn cost(&self, work: &Work, free: usize) -> Cost {
        self.free[free].plus(work.of(&self.route, &work.lengths[free..]))
    }
}
