//! Output tokens from what an answer shows.

use crate::logs::ledger::known;
use crate::prices::{RateTable, Tokenizer};

/// Output tokens from visible characters: before Claude Code 2.1.59 most counts are
/// placeholders (REAL_USAGE.md, Reading transcripts: fitted to calls with a final count).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    tokens: f64,
    characters_per_token: f64,
    /// The most that the model answers.
    most: f64,
}

impl Estimate {
    const CLASSIC: Estimate = Estimate { tokens: 53.0, characters_per_token: 3.5, most: f64::INFINITY };
    const SINCE_2026: Estimate = Estimate { tokens: 82.0, characters_per_token: 2.8, most: f64::INFINITY };

    pub fn output(self, visible: u32) -> u32 {
        (self.tokens + f64::from(visible) / self.characters_per_token).round().min(self.most) as u32
    }
}

/// By the place of the model. One that the price list does not know counts as a new one.
pub fn estimates(models: &[String]) -> Vec<Estimate> {
    let table = RateTable::shipped();
    // Of a model whose own limit is not known, the largest of all.
    let most = table.models.iter().filter_map(|model| model.max_output).fold(0.0, f64::max);
    let estimate = |name: &String| {
        let model = known(&table, name);
        let usual = match model.map(|model| model.tokenizer) {
            Some(Tokenizer::Classic) => Estimate::CLASSIC,
            Some(Tokenizer::Since2026) | None => Estimate::SINCE_2026,
        };
        Estimate { most: model.and_then(|model| model.max_output).unwrap_or(most), ..usual }
    };
    models.iter().map(estimate).collect()
}
