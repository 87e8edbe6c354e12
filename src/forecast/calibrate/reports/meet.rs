//! Meet: a preset made to cost what was paid.

use super::{Making, MetBy, Sums, tidy};
use crate::forecast::calibrate::{Caution, NOT_MET};
use crate::model::anchor;
use crate::model::bill;
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::model::usage::{Source, Usage};
use crate::prices::RateTable;
use crate::scenario::{Basis, HitSource, Problem, Scenario, Shape, Trouble};

/// Rounds in which output and the length of sessions settle on each other.
const ROUNDS: usize = 8;
/// Costs that differ by less are one: a cent in a hundred dollars.
const SAME: f64 = 1e-4;
/// Of a number of messages.
const MOST_DIGITS: i32 = 6;
/// By how much smaller or larger contexts may become.
const SIZES: (f64, f64) = (1e-3, 10.0);
/// Halvings until neighbours differ by less than any rounding shows.
const HALVINGS: usize = 40;

impl Making {
    /// The messages that cost what was paid, and with them output: the reports say how much of
    /// it there is per prompt token, the shape how many of those a request sends.
    pub(super) fn anchor(&mut self, table: &RateTable, sums: &Sums) -> MetBy {
        let prices = Prices::new(table, &self.scenario, &[]);
        let mut solved = self.solved(&prices);
        for _ in 0..ROUNDS {
            let Ok(found) = &solved else { break };
            let Some(output) = output(&prices, found, sums) else { break };
            self.set("output", output);
            solved = self.solved(&prices);
        }
        match solved {
            Ok(found) => {
                self.scenario.work.messages = shortest(&prices, &found);
                MetBy::Messages
            }
            Err(_) => self.meet_otherwise(&prices, sums),
        }
    }

    /// With the reported hit rate, or the preset's where these sessions cannot have it or
    /// cannot cost what was paid with it.
    fn solved(&mut self, prices: &Prices) -> Result<Scenario, Problem> {
        let solve = |scenario: &Scenario| anchor::solve(prices, scenario, 0.0).map(|(found, _)| found);
        match solve(&self.scenario) {
            Err(Problem {
                trouble: Trouble::ImpossibleHitRate { .. } | Trouble::NoAnchor { .. }, ..
            }) if self.scenario.cache.source == HitSource::Reported => {
                self.give_hit_rate();
                solve(&self.scenario)
            }
            solved => solved,
        }
    }

    fn give_hit_rate(&mut self) {
        self.scenario.cache.source = HitSource::Given;
        self.choices.retain(|key| *key != "hitFrom");
        self.inputs.retain(|input| input.key != "reported");
    }

    /// Where no length of a session costs what was paid: what a report counted stays.
    fn meet_otherwise(&mut self, prices: &Prices, sums: &Sums) -> MetBy {
        self.scenario.basis = Basis::Work;
        self.give_hit_rate();
        let met_by = if self.told("sessions") { MetBy::Contexts } else { MetBy::Sessions };
        match met_by {
            MetBy::Contexts => self.meet_by_contexts(prices, sums),
            _ => self.meet_by_sessions(prices),
        }
        let error = usd(prices, &self.scenario) / self.scenario.pay.amount - 1.0;
        if error.abs() > NOT_MET {
            self.cautions.push(Caution::NotMet { error });
        }
        met_by
    }

    fn meet_by_sessions(&mut self, prices: &Prices) {
        let sessions = self.scenario.pay.amount / session(prices, &self.scenario);
        if sessions > 0.0 {
            self.set("sessions", tidy(sessions, 4));
        }
    }

    /// Floor, growth and output in proportion.
    fn meet_by_contexts(&mut self, prices: &Prices, sums: &Sums) {
        let preset = self.scenario.shape;
        let wanted = self.scenario.pay.amount;
        let (mut low, mut high) = (libm::log(SIZES.0), libm::log(SIZES.1));
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            self.resize(prices, sums, preset, libm::exp(middle));
            // Beyond a window there is no cost.
            if usd(prices, &self.scenario) < wanted { low = middle } else { high = middle }
        }
        self.resize(prices, sums, preset, libm::exp(low));
    }

    fn resize(&mut self, prices: &Prices, sums: &Sums, preset: Shape, size: f64) {
        let sized = |tokens: f64| tidy(tokens * size, 5);
        self.scenario.shape = Shape { floor: sized(preset.floor), growth: sized(preset.growth), ..preset };
        match output(prices, &self.scenario, sums) {
            Some(output) => self.set("output", output),
            None => self.scenario.shape.output = sized(preset.output),
        }
    }
}

/// USD of a session; without end where it does not fit a window.
fn session(prices: &Prices, scenario: &Scenario) -> f64 {
    expected(prices, scenario).map_or(f64::INFINITY, |expected| bill::total(prices, &expected.usage))
}

/// USD of a developer's active day.
fn usd(prices: &Prices, scenario: &Scenario) -> f64 {
    session(prices, scenario) * scenario.work.sessions_per_day
}

/// Output tokens of a request, as many per prompt token as the reports have.
fn output(prices: &Prices, scenario: &Scenario, sums: &Sums) -> Option<f64> {
    Some(tidy(sums.output_per_prompt()? * prompt_per_request(prices, scenario)?, 4))
}

/// The messages with as few digits as cost the same. Cost moves by whole requests, and the
/// solution may lie at the very edge of one, so what is beside the nearest is tried too.
fn shortest(prices: &Prices, found: &Scenario) -> f64 {
    let usd = |messages: f64| {
        let mut scenario = found.clone();
        scenario.work.messages = messages;
        session(prices, &scenario)
    };
    let solved = found.work.messages;
    let wanted = usd(solved);
    let same = |messages: &f64| (usd(*messages) / wanted - 1.0).abs() < SAME;
    let near = |digits: i32| {
        let digit = libm::pow(10.0, f64::from(-digits));
        [1.0, 1.0 - 5.0 * digit, 1.0 + 5.0 * digit].map(|beside| tidy(solved * beside, digits))
    };
    let nearer = |a: f64, b: f64| {
        let off = |messages: f64| (usd(messages) / wanted - 1.0).abs();
        if off(b) < off(a) { b } else { a }
    };
    let short = (2..=MOST_DIGITS).flat_map(near).find(same);
    short.or_else(|| near(MOST_DIGITS).into_iter().reduce(nearer)).unwrap_or(solved)
}

/// Prompt tokens of a mean request, in the scenario's tokens.
fn prompt_per_request(prices: &Prices, scenario: &Scenario) -> Option<f64> {
    let found = expected(prices, scenario).ok()?;
    let main = Usage {
        tokens: found.usage.tokens.iter().filter(|(source, _, _)| *source == Source::Main).copied().collect(),
        dollars: Vec::new(),
    };
    let prompt: f64 = main.tokens.iter().map(|(_, model, t)| t.prompt() / prices.0[*model].scale).sum();
    (found.turns > 0.0).then_some(prompt / found.turns)
}
