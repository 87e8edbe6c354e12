//! Search: what no mean gives: lengths and growth that send the prompts, and the rest in dollars.

use super::super::inputs::tidy;
use super::super::trial::Trial;
use crate::model::mixture::{points, whole_turns};
use crate::model::price::Prices;
use crate::prices::Class;
use crate::scenario::Scenario;

/// The mean session of the logs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wanted {
    pub sessions: usize,
    pub turns: f64,
    /// The 90th percentile of the requests over their median.
    pub spread: f64,
    /// Tokens, in the scenario's tokenizer.
    pub prompt: f64,
    pub prompt_usd: f64,
    pub read_usd: f64,
    pub output_usd: f64,
    /// Whether compactions count: where the logs have none, those of the scenario stand for
    /// nothing beside what is in the logs.
    pub compactions: bool,
}

impl Wanted {
    /// What the scenario's session does of what is wanted.
    pub fn trial(&self, prices: &Prices, scenario: &Scenario) -> Option<Trial> {
        let trial = Trial::of(prices, scenario)?;
        let more = if self.compactions { trial.compaction_usd } else { 0.0 };
        Some(Trial { prompt_usd: trial.prompt_usd + more, ..trial })
    }

    /// The prompts that cost what reads and writes really cost, each at the mean rate of this
    /// scenario's session. They are not the sum of the tokens where dear models work otherwise
    /// than cheap ones: one shape for all can keep only one of the two, and cost is the one.
    pub fn prompt_by_cost(&self, prices: &Prices, scenario: &Scenario) -> Option<f64> {
        let trial = Trial::of(prices, scenario)?;
        let read_usd = trial.usd[Class::Read as usize];
        let (fresh, fresh_usd) = (trial.prompt - trial.read, trial.prompt_usd - read_usd);
        let tokens = |usd: f64, of: f64, cost: f64| (cost > 0.0 && of > 0.0).then(|| usd * of / cost);
        let read = tokens(self.read_usd, trial.read, read_usd).unwrap_or(0.0);
        Some(read + tokens(self.prompt_usd - self.read_usd, fresh, fresh_usd)?)
    }
}

/// Spreads beyond which the nine points are nobody's sessions.
const WIDEST: f64 = 10.0;
/// What a scenario takes.
const MOST_SPREAD: f64 = 20.0;
/// Requests of a median session that are tried.
const REQUESTS: (f64, f64) = (0.01, 1e6);
/// Halvings until neighbours differ by less than any rounding shows.
const HALVINGS: usize = 40;
/// How many times larger or smaller than it was a size may become.
const MOST: f64 = 2.0;
/// What rounding of lengths and sizes leaves.
const CLOSE: f64 = 1e-3;

pub(super) struct Search<'a> {
    pub prices: &'a Prices,
    pub scenario: &'a mut Scenario,
    pub wanted: Wanted,
    /// The largest floor and growth.
    pub most: (f64, f64),
}

impl Search<'_> {
    /// The spread is the one that sends the prompts with growth as it is; growth takes what
    /// whole requests leave, and the floor what growth cannot.
    pub fn run(&mut self) {
        let (floor, growth) = (self.scenario.shape.floor, self.scenario.shape.growth);
        self.find_spread();
        let ends = (growth / MOST, (growth * MOST).min(self.most.1));
        self.send_by(ends, |scenario, growth| scenario.shape.growth = growth);
        if !self.sends_enough() {
            let ends = (floor / MOST, (floor * MOST).min(self.most.0));
            self.send_by(ends, |scenario, floor| scenario.shape.floor = floor);
        }
        self.set_output();
        self.set_hit_rate();
    }

    /// No spread, or the real one, where that sends the prompts already: another would come out
    /// of what rounding leaves. One session, or sessions of one request, have none.
    fn find_spread(&mut self) {
        let one = self.wanted.sessions < 2 || self.wanted.turns <= 1.0;
        self.set_spread(1.0);
        if one || self.sends_enough() {
            self.set_spread(if one { 1.0 } else { tidy(self.wanted.spread, 3) });
            if !self.sends_enough() {
                self.set_spread(1.0);
            }
            return;
        }
        let shown = |spread| tidy(libm::exp(spread), 3);
        let spread = bisect((0.0, libm::log(WIDEST)), shown, |spread| {
            self.set_spread(libm::exp(spread));
            self.prompt() < self.wanted.prompt
        });
        self.set_spread(spread);
    }

    pub fn trial(&self) -> Option<Trial> {
        self.wanted.trial(self.prices, self.scenario)
    }

    /// More than any where a session does not fit.
    pub fn prompt(&self) -> f64 {
        self.trial().map_or(f64::INFINITY, |trial| trial.prompt)
    }

    pub fn sends_enough(&self) -> bool {
        (self.prompt() / self.wanted.prompt.max(1.0) - 1.0).abs() < CLOSE
    }

    /// A spread, and the messages of a median session that give the mean requests with it.
    pub fn set_spread(&mut self, spread: f64) {
        let Wanted { turns: wanted, .. } = self.wanted;
        self.scenario.work.spread = spread.clamp(1.0, MOST_SPREAD);
        if self.scenario.work.spread == 1.0 {
            return self.set_median(wanted);
        }
        let ends = (libm::log(REQUESTS.0), libm::log(REQUESTS.1));
        let times: Vec<f64> = points(self.scenario).collect();
        let median = bisect(ends, libm::exp, |median| {
            self.set_median(libm::exp(median));
            let median = self.scenario.median_requests();
            times.iter().map(|times| whole_turns(median * times)).sum::<f64>() / (times.len() as f64) < wanted
        });
        self.set_median(median);
    }

    fn set_median(&mut self, requests: f64) {
        let messages = requests / self.scenario.work.requests_per_message;
        self.scenario.work.messages = tidy(messages, 4).clamp(0.01, 50_000.0);
    }

    /// The size within these ends with which the prompts are sent.
    fn send_by(&mut self, ends: (f64, f64), set: fn(&mut Scenario, f64)) {
        let size = bisect(
            ends,
            |size| tidy(size, 4),
            |size| {
                set(self.scenario, size);
                self.prompt() < self.wanted.prompt
            },
        );
        set(self.scenario, size);
    }

    pub fn set_output(&mut self) {
        self.scenario.shape.output = 1_000.0;
        let thousand = self.trial().map_or(0.0, |trial| trial.output_usd);
        let output = if thousand > 0.0 { self.wanted.output_usd / thousand * 1_000.0 } else { 0.0 };
        self.scenario.shape.output = tidy(output, 5).min(1e6);
    }

    /// Dollars are linear in the chance of a hit; where nothing is carried it stays as it is.
    pub fn set_hit_rate(&mut self) {
        let before = self.scenario.cache.hit_rate;
        let mut at = |hit_rate: f64| {
            self.scenario.cache.hit_rate = hit_rate;
            self.trial().map_or(0.0, |trial| trial.prompt_usd)
        };
        let (lost, kept) = (at(0.0), at(1.0));
        let hit_rate = if lost > kept { (lost - self.wanted.prompt_usd) / (lost - kept) } else { before };
        self.scenario.cache.hit_rate = libm::round(hit_rate.clamp(0.0, 1.0) * 1e5) / 1e5;
    }
}

/// Where `below` turns from true to false, between two ends, as it is shown: sought no further than it shows.
pub(super) fn bisect(
    (mut low, mut high): (f64, f64),
    shown: impl Fn(f64) -> f64,
    mut below: impl FnMut(f64) -> bool,
) -> f64 {
    for _ in 0..HALVINGS {
        if shown(low) == shown(high) {
            break;
        }
        let middle = (low + high) / 2.0;
        if below(middle) { low = middle } else { high = middle }
    }
    shown((low + high) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::{HALVINGS, bisect, tidy};
    use proptest::prelude::*;

    proptest! {
        /// What is sought no further than it shows is what would have been found, in fewer steps.
        #[test]
        fn search_ends_where_more_steps_would_show_the_same(
            end in 1.0..1e6f64, share in 0.0..1.0f64, digits in 3..6i32,
        ) {
            let root = end * share;
            let (mut low, mut high) = (0.0, end);
            for _ in 0..HALVINGS {
                let middle = (low + high) / 2.0;
                if middle < root { low = middle } else { high = middle }
            }
            let mut steps = 0;
            let found = bisect((0.0, end), |size| tidy(size, digits), |size| {
                steps += 1;
                size < root
            });
            prop_assert_eq!(found, tidy((low + high) / 2.0, digits));
            prop_assert!(steps < HALVINGS || share < 1e-6 || digits > 4);
        }
    }
}
