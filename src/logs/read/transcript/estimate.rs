//! Output tokens from what an answer shows.

use crate::logs::ledger::known;
use crate::prices::{RateTable, Tokenizer};

/// Output tokens from visible characters: before Claude Code 2.1.59 most counts are
/// placeholders (REAL_USAGE.md, Reading transcripts: fitted to calls with a final count).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    tokens: f64,
    characters_per_token: f64,
}

impl Estimate {
    const CLASSIC: Estimate = Estimate { tokens: 53.0, characters_per_token: 3.5 };
    const SINCE_2026: Estimate = Estimate { tokens: 82.0, characters_per_token: 2.8 };

    pub fn output(self, visible: u32) -> u32 {
        (self.tokens + f64::from(visible) / self.characters_per_token).round() as u32
    }
}

/// By the place of the model. One that the price list does not know counts as a new one.
pub fn estimates(models: &[String]) -> Vec<Estimate> {
    let table = RateTable::shipped();
    let estimate = |name: &String| match known(&table, name).map(|model| model.tokenizer) {
        Some(Tokenizer::Classic) => Estimate::CLASSIC,
        Some(Tokenizer::Since2026) | None => Estimate::SINCE_2026,
    };
    models.iter().map(estimate).collect()
}
