//! The session of one kind: base context, lengths and compactions as they were, and the growth with
//! which the prompts cost what they did.

use super::super::inputs::tidy;
use super::search::{Search, bisect};
use crate::model::mixture::{compactions, turns};
use crate::scenario::Trigger;

/// What a kind's sessions are like beside their sums.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shaped {
    /// Mean context of the first request, in the scenario's tokens.
    pub first: f64,
    /// Mean square of the requests of a session over the square of their mean: what prompts add up to
    /// grows with the square.
    pub square: f64,
    /// Compactions a session.
    pub compactions: f64,
}

/// Spreads beyond which the nine points are nobody's sessions.
const WIDEST: f64 = 20.0;
/// Shares of the cost that rounding leaves, and up to which a kind's cost is met.
const SLIGHT: f64 = 1e-4;
const MET: f64 = 1e-3;

impl Search<'_> {
    /// How long sessions are, and how that differs: nothing else of a scenario changes it.
    pub fn lengthen(&mut self, shaped: &Shaped) {
        let one = self.wanted.sessions < 2 || self.wanted.turns <= 1.0 || shaped.square <= 1.0;
        let spread = if one { 1.0 } else { self.spread_of(shaped.square) };
        self.set_spread(spread);
    }

    /// `false` where a session of this kind cannot send what was sent.
    pub fn shape(&mut self, shaped: &Shaped) -> bool {
        let most = self.most.1.min(shaped.first);
        let growth = bisect(
            (0.0, most),
            |growth| tidy(growth, 4),
            |growth| {
                self.grow(growth, shaped);
                self.prompt() < self.wanted.prompt
            },
        );
        self.grow(growth, shaped);
        self.set_output();
        self.set_hit_rate();
        if self.off().abs() > SLIGHT {
            // Nothing is found more often than always: then growth makes up for what whole requests and
            // nine lengths miss.
            let growth = bisect(
                (0.0, most),
                |growth| tidy(growth, 5),
                |growth| {
                    self.grow(growth, shaped);
                    self.off() < 0.0
                },
            );
            self.grow(growth, shaped);
        }
        self.off().abs() < MET
    }

    /// By how much the prompts cost more than they did, as a share of all that was spent.
    fn off(&self) -> f64 {
        let usd = self.wanted.prompt_usd + self.wanted.output_usd;
        let prompts = self.trial().map_or(f64::INFINITY, |trial| trial.prompt_usd);
        if usd > 0.0 { (prompts - self.wanted.prompt_usd) / usd } else { 0.0 }
    }

    /// The spread whose nine points stand out as much.
    fn spread_of(&mut self, square: f64) -> f64 {
        bisect(
            (0.0, libm::log(WIDEST)),
            |spread| tidy(libm::exp(spread), 4),
            |spread| {
                self.set_spread(libm::exp(spread));
                let all = turns(self.scenario);
                let count = all.clone().count() as f64;
                let (sum, squares) = all.fold((0.0, 0.0), |(sum, squares), n| (sum + n, squares + n * n));
                squares * count < square * sum * sum
            },
        )
    }

    fn grow(&mut self, growth: f64, shaped: &Shaped) {
        self.scenario.shape.growth = growth;
        self.scenario.shape.floor = tidy((shaped.first - growth).clamp(0.0, self.most.0), 4);
        self.compact_as_often(shaped.compactions);
    }

    /// The threshold with which sessions are compacted as often as they were; the automatic one where
    /// none was.
    fn compact_as_often(&mut self, wanted: f64) {
        if wanted <= 0.0 {
            if self.scenario.compaction.trigger == Trigger::Threshold {
                self.scenario.compaction.trigger = Trigger::Auto;
            }
            return;
        }
        self.scenario.compaction.trigger = Trigger::Threshold;
        let automatic = self.prices.0.iter().map(|price| price.auto_compact).fold(0.0, f64::max);
        let compaction = self.scenario.compaction;
        let least = self.scenario.shape.floor + compaction.summary + compaction.reacquire;
        let ends = (least.max(1e3), automatic.max(least + 1.0));
        let mut off = |threshold: f64| {
            self.scenario.compaction.threshold = threshold;
            compactions(self.prices, self.scenario).unwrap_or(f64::INFINITY) - wanted
        };
        let (mut low, mut high) = ends;
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if off(middle) > 0.0 { low = middle } else { high = middle }
        }
        // The count moves in steps: the nearer side of the last one.
        let nearer = if off(low).abs() < off(high).abs() { low } else { high };
        self.scenario.compaction.threshold = tidy(nearer, 4);
    }
}

/// Halvings of a threshold until neighbours are nearer than anybody sets them.
const HALVINGS: usize = 14;
