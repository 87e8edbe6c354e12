//! A developer's sessions, ready to be priced along one course after another.

use super::{Cost, chill};
use crate::model::bill;
use crate::model::estimate::sessions_a_month;
use crate::model::mixture::{Route, along, expected, routes, turns};
use crate::model::price::Prices;
use crate::model::session::Trajectory;
use crate::scenario::{Basis, Scenario};

pub struct Work<'a> {
    prices: &'a Prices,
    /// The main conversation alone, at the chance of a hit that it has now.
    pub bare: Scenario,
    /// Requests of the equally likely sessions, rising.
    pub turns: Vec<f64>,
    pub sessions: f64,
    /// USD a month that no compaction changes: sub-agents, background, router.
    pub rest: f64,
}

impl<'a> Work<'a> {
    pub fn new(prices: &'a Prices, scenario: &Scenario) -> Option<Work<'a>> {
        if scenario.basis == Basis::Totals {
            return None;
        }
        let mut bare = scenario.clone();
        bare.baseline = None;
        bare.hold_chance(expected(prices, scenario).ok()?.hit_rate);
        let turns: Vec<f64> = turns(scenario).collect();
        let sessions = sessions_a_month(scenario);
        let around = along(prices, &bare, &[], turns.iter().copied()).ok()?;
        let rest = bill::total(prices, &around.usage) * sessions;
        (bare.agents.count, bare.background, bare.router_price) = (0.0, 0.0, 0.0);
        Some(Work { prices, bare, turns, sessions, rest })
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
        let main = all.iter().map(|route| self.of(route, &self.turns));
        main.fold(self.around(), Cost::plus)
    }

    pub fn around(&self) -> Cost {
        Cost { warm: self.rest, cold: self.rest }
    }

    /// What these of the month's equally likely sessions cost along a route.
    pub fn of(&self, route: &Route, turns: &[f64]) -> Cost {
        if turns.is_empty() {
            return Cost::default();
        }
        let one_route = std::slice::from_ref(route);
        let Ok(mut found) = along(self.prices, &self.bare, one_route, turns.iter().copied()) else {
            return Cost::NONE;
        };
        let warm = bill::total(self.prices, &found.usage);
        chill(&mut found.usage);
        let cold = bill::total(self.prices, &found.usage);
        Cost { warm, cold }.times(self.sessions * turns.len() as f64 / self.turns.len() as f64)
    }

    /// Tokens of the threshold per token of the scenario: the largest model binds.
    pub fn scale(&self, route: &Route) -> f64 {
        route.servers.iter().map(|(model, _)| self.prices.0[*model].scale).fold(0.0, f64::max)
    }

    /// The largest window of the mix.
    pub fn window(&self, route: &Route) -> f64 {
        route.servers.iter().map(|(model, _)| self.prices.0[*model].window).fold(0.0, f64::max)
    }
}

/// A route on which only what changes is priced anew: sessions that never come to compact
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
        let peak = |turns: &f64| Trajectory::new(&route.course, *turns).map_or(f64::INFINITY, |t| t.peak);
        let peaks = work.turns.iter().map(peak).collect();
        let mut free = vec![Cost::default()];
        for turns in &work.turns {
            let last = free.last().copied().unwrap_or_default();
            free.push(last.plus(work.of(&route, std::slice::from_ref(turns))));
        }
        Way { route, peaks, free }
    }

    /// The month along the route's course, on which the shortest `free` sessions are as ever.
    pub fn cost(&self, work: &Work, free: usize) -> Cost {
        self.free[free].plus(work.of(&self.route, &work.turns[free..]))
    }
}
