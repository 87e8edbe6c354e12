//! What each main conversation adds to a part of the logs: read from its calls once, and added up for
//! every way in which sessions are cut into kinds. A kind is made of nothing else.

use super::counted::Counted;
use super::days;
use super::inputs::Made;
use super::pool::{Pool, Work};

/// Main conversations with their sub-agents: one, or those that are alike. Each number is a sum over them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sums {
    /// Main conversations, their requests, the squares of those, and compactions.
    pub sessions: f64,
    pub turns: f64,
    pub squares: f64,
    pub cuts: f64,
    /// Messages that a person typed.
    pub messages: f64,
    /// Base contexts, and what first requests found of them in the cache, in the scenario's tokens.
    pub floors: f64,
    pub warm: f64,
    /// What later requests carried, and what of it was read, in the tokens of their own models.
    pub carried: f64,
    pub read: f64,
    /// Sub-agents and their requests.
    pub agent_count: f64,
    pub agent_turns: f64,
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
        for (sum, more) in [
            (&mut self.sessions, other.sessions),
            (&mut self.turns, other.turns),
            (&mut self.squares, other.squares),
            (&mut self.cuts, other.cuts),
            (&mut self.messages, other.messages),
            (&mut self.floors, other.floors),
            (&mut self.warm, other.warm),
            (&mut self.carried, other.carried),
            (&mut self.read, other.read),
            (&mut self.agent_count, other.agent_count),
            (&mut self.agent_turns, other.agent_turns),
            (&mut self.listed, other.listed),
            (&mut self.real, other.real),
            (&mut self.termed, other.termed),
            (&mut self.searches, other.searches),
            (&mut self.unlogged, other.unlogged),
            (&mut self.known, other.known),
        ] {
            *sum += more;
        }
    }
}

impl Work {
    pub fn add(&mut self, other: &Work) {
        self.of_model.resize(self.of_model.len().max(other.of_model.len()), 0.0);
        let mine = self.tokens.iter_mut().chain(&mut self.usd).chain(&mut self.of_model);
        let more = other.tokens.iter().chain(&other.usd).chain(&other.of_model);
        mine.zip(more).for_each(|(sum, more)| *sum += more);
    }
}

/// Those of every main conversation, in their order, at the terms of a scenario, with the base context of
/// each.
pub(super) fn of_each(pool: &Pool, made: &Made, floors: &[f64]) -> Vec<Sums> {
    let plain = pool.prices.under(&made.scenario);
    let of = |(fit, floor): (&Counted, &f64)| {
        let from = pool.agents.partition_point(|agent| agent.session < fit.session);
        let count = pool.agents[from..].iter().take_while(|agent| agent.session == fit.session).count();
        let agents = &pool.agents[from..from + count];
        let all = || std::iter::once(fit).chain(agents);
        let usd = |at| pool.usd_under(all(), (&plain, made.scenario.us_only), at);
        let known = pool.unlogged.get(&fit.session).copied();
        let (scale, carried) = (pool.scale(made, fit), fit.line.carried(&fit.segments));
        let first_read = fit.of(pool.logs).next().map_or(0.0, |call| f64::from(call.read));
        Sums {
            sessions: 1.0,
            turns: fit.turns(),
            squares: fit.turns() * fit.turns(),
            cuts: fit.segments.len() as f64 - 1.0,
            messages: days::prompts(pool, fit),
            floors: floor * scale,
            warm: first_read.min(*floor) * scale,
            carried,
            read: fit.hit_rate.map_or(0.0, |hit_rate| hit_rate * carried),
            agent_count: agents.len() as f64,
            agent_turns: agents.iter().map(|fit| fit.turns()).sum(),
            main: pool.work([fit], &made.prices),
            agents: pool.work(agents, &made.prices),
            listed: pool.listed_of(all()),
            real: usd((false, false)),
            termed: usd((true, true)),
            searches: all().map(Counted::searched).sum(),
            unlogged: known.unwrap_or(0.0),
            known: f64::from(u8::from(known.is_some())),
        }
    };
    pool.main.iter().zip(floors).map(of).collect()
}
