//! Means: what all main conversations come to, whether that was read from their calls or from the sums of a table.
//! The one session that is solved for stands for their mean, and of nothing else.

use super::compacting::Compacted;
use super::counted::Counted;
use super::inputs::{Made, each, quantile};
use super::pool::Pool;
use super::sums::Sums;

/// Main conversations with their sub-agents, at the terms of a scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Means {
    /// Without what only kinds need: squares, base contexts, messages.
    pub sums: Sums,
    /// Of each conversation its line's base context and growth, times its requests, in the scenario's tokens.
    pub floors: f64,
    pub growths: f64,
    /// What first requests found of their line's base context.
    pub warm: f64,
    /// The 90th percentile of the requests over their median.
    pub spread: f64,
    /// Share of the cache writes that have the 1-hour lifetime.
    pub hour_share: f64,
    /// USD as [`Sums::real`], all of it at the scenario's speed, and all of it at its place.
    pub at_one: [f64; 2],
    pub compacted: Compacted,
}

impl Means {
    /// Of calls.
    pub fn of(pool: &Pool, made: &Made) -> Means {
        let main = &pool.main;
        let turns = each(main, |fit| fit.turns());
        let weighed = |of: fn(&Counted) -> f64| -> f64 {
            let of = |(fit, n): (&Counted, &f64)| of(fit) * pool.scale(made, fit) * n;
            main.iter().zip(&turns).map(of).sum()
        };
        let carried = |fit: &Counted| fit.line.carried(&fit.segments);
        let usd = |at: (bool, bool)| pool.usd_of(pool.all(), &made.scenario, at);
        let known = main.iter().filter(|fit| pool.unlogged.contains_key(&fit.session)).count();
        let warm = |fit: &Counted| fit.warm * (fit.line.floor * pool.scale(made, fit));
        Means {
            sums: Sums {
                sessions: main.len() as f64,
                turns: turns.iter().sum(),
                cuts: main.iter().map(|fit| fit.segments.len() as f64 - 1.0).sum(),
                carried: main.iter().map(carried).sum(),
                read: main.iter().filter_map(|fit| Some(fit.hit_rate? * carried(fit))).sum(),
                agent_count: pool.agents.len() as f64,
                agent_turns: pool.agents.iter().map(|fit| fit.turns()).sum(),
                main: pool.work(main, &made.prices),
                agents: pool.work(&pool.agents, &made.prices),
                listed: pool.listed_of(pool.all()),
                real: usd((false, false)),
                termed: usd((true, true)),
                searches: pool.searches(),
                unlogged: pool.unlogged.values().sum(),
                known: known as f64,
                ..Sums::default()
            },
            floors: weighed(|fit| fit.line.floor),
            growths: weighed(|fit| fit.line.growth),
            warm: main.iter().map(warm).sum(),
            spread: spread(turns),
            hour_share: pool.hour_share(),
            at_one: [usd((true, false)), usd((false, true))],
            compacted: Compacted::of(pool, made),
        }
    }
}

#[cfg(feature = "tables")]
impl Means {
    /// Adds those of other conversations, whose spread and lifetimes are to be found again.
    pub fn add(&mut self, other: &Means) {
        self.sums.add(&other.sums);
        self.floors += other.floors;
        self.growths += other.growths;
        self.warm += other.warm;
        self.compacted.seen.extend_from_slice(&other.compacted.seen);
        self.compacted.peaks.extend_from_slice(&other.compacted.peaks);
        self.compacted.is_beyond |= other.compacted.is_beyond;
    }
}

/// How long the long sessions are beside the median one; 1 where there is one alone.
pub(super) fn spread(mut turns: Vec<f64>) -> f64 {
    turns.sort_unstable_by(f64::total_cmp);
    let (middle, long) = (quantile(&turns, 0.5), quantile(&turns, 0.9));
    middle.zip(long).map_or(1.0, |(middle, long)| long / middle.max(1.0))
}
