//! What each main conversation adds to a part of the logs: read from its calls once, and added up for
//! every way in which sessions are cut into kinds.

use super::inputs::Made;
use super::pool::{Pool, Work};
use crate::forecast::session_fit::Fit;

/// One main conversation with its sub-agents, or some of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sums {
    pub main: Work,
    pub agents: Work,
    /// USD as in [`super::Residual`].
    pub listed: f64,
    pub real: f64,
    pub termed: f64,
    pub searches: f64,
    /// USD of what no line holds, and the sessions of which that is known.
    pub unlogged: f64,
    pub known: f64,
}

impl Sums {
    pub fn add(&mut self, other: &Sums) {
        self.main.add(&other.main);
        self.agents.add(&other.agents);
        self.listed += other.listed;
        self.real += other.real;
        self.termed += other.termed;
        self.searches += other.searches;
        self.unlogged += other.unlogged;
        self.known += other.known;
    }
}

impl Work {
    fn add(&mut self, other: &Work) {
        self.of_model.resize(self.of_model.len().max(other.of_model.len()), 0.0);
        let mine = self.tokens.iter_mut().chain(&mut self.usd).chain(&mut self.of_model);
        let more = other.tokens.iter().chain(&other.usd).chain(&other.of_model);
        mine.zip(more).for_each(|(sum, more)| *sum += more);
    }
}

/// Those of every main conversation, in their order, at the terms of a scenario.
pub(super) fn of_each(pool: &Pool, made: &Made) -> Vec<Sums> {
    let unlogged = pool.unlogged_by_session();
    let of = |fit: &Fit| {
        let from = pool.agents.partition_point(|agent| agent.session < fit.session);
        let count = pool.agents[from..].iter().take_while(|agent| agent.session == fit.session).count();
        let agents = &pool.agents[from..from + count];
        let all = || std::iter::once(fit).chain(agents);
        let usd = |at| pool.usd_of(all(), &made.scenario, at);
        let known = unlogged.get(&fit.session).copied();
        Sums {
            main: pool.work(std::slice::from_ref(fit), &made.prices),
            agents: pool.work(agents, &made.prices),
            listed: pool.listed_of(all()),
            real: usd((false, false)),
            termed: usd((true, true)),
            searches: pool.searches_of(all()),
            unlogged: known.unwrap_or(0.0),
            known: f64::from(u8::from(known.is_some())),
        }
    };
    pool.main.iter().map(of).collect()
}
