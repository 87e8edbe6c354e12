//! Trial: what the mean session of a scenario does, by the library's own expectation.

use crate::model::bill::{self, Bill};
use crate::model::mixture::{Expected, expected};
use crate::model::price::Prices;
use crate::model::usage::{Source, Tokens, Usage};
use crate::prices::Class;
use crate::scenario::Scenario;

/// The main conversation of the mean session, and compaction requests apart: no log counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Trial {
    pub turns: f64,
    /// Tokens that were sent, and of those read, in the scenario's tokenizer.
    pub prompt: f64,
    pub read: f64,
    /// USD by class, and of all that was sent and of output.
    pub usd: [f64; 5],
    pub prompt_usd: f64,
    pub output_usd: f64,
    /// The compaction requests, output included, and how many a session has.
    pub compaction_usd: f64,
    pub compactions: f64,
}

impl Trial {
    /// `None` where a session does not fit a model's window.
    pub fn of(prices: &Prices, scenario: &Scenario) -> Option<Trial> {
        let expected = expected(prices, scenario).ok()?;
        let main = of_source(&expected, Source::Main);
        let sum = |of: fn(&Tokens) -> f64| -> f64 {
            main.tokens.iter().map(|(_, model, tokens)| of(tokens) / prices.0[*model].scale).sum()
        };
        let bill = Bill::new(prices, &main);
        let usd = Class::ALL.map(|class| bill.of_class(class));
        let output_usd = usd[Class::Output as usize];
        Some(Trial {
            turns: expected.turns,
            prompt: sum(Tokens::prompt),
            read: sum(|tokens| tokens.of_class(Class::Read)),
            usd,
            prompt_usd: bill.total - output_usd,
            output_usd,
            compactions: expected.compactions,
            compaction_usd: bill::total(prices, &of_source(&expected, Source::Compaction)),
        })
    }

    pub fn total(&self) -> f64 {
        self.prompt_usd + self.output_usd
    }
}

/// USD per session of one source; 0 where there is no price.
pub(super) fn usd(prices: &Prices, scenario: &Scenario, source: Source) -> f64 {
    let found = expected(prices, scenario);
    found.map_or(0.0, |expected| bill::total(prices, &of_source(&expected, source)))
}

fn of_source(expected: &Expected, source: Source) -> Usage {
    let usage = &expected.usage;
    Usage {
        tokens: usage.tokens.iter().filter(|(s, _, _)| *s == source).copied().collect(),
        dollars: usage.dollars.iter().filter(|(s, _)| *s == source).copied().collect(),
    }
}
