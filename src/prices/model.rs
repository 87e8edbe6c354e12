//! A model of the rate file, and the checks that make it a `Model`.

use super::file::Sources;
use super::row::RowInFile;
use super::{AgentWindow, Date, Family, Model, PriceRow, Tokenizer, json};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModelInFile {
    id: String,
    name: String,
    family: Family,
    released: Date,
    retires: Option<Date>,
    retirement_note: Option<String>,
    #[serde(deserialize_with = "json::positive")]
    window: f64,
    #[serde(default, deserialize_with = "json::positive_if_any")]
    max_output: Option<f64>,
    tokenizer: Tokenizer,
    us_only: bool,
    #[serde(default)]
    no_auto_compact: bool,
    agent_window: Option<AgentWindow>,
    prices: Vec<RowInFile>,
}

impl ModelInFile {
    /// The model, in a table of this revision with these sources.
    pub fn checked(self, revision: u32, sources: &Sources) -> Result<Model, String> {
        let id = self.id;
        let prices = self.prices.into_iter().map(|row| row.checked(revision, sources));
        let prices: Result<Vec<PriceRow>, String> = prices.collect();
        let prices = prices.and_then(disjoint).map_err(|wrong| format!("{id}: {wrong}"))?;
        Ok(Model {
            id,
            name: self.name,
            family: self.family,
            current: false,
            released: self.released,
            retires: self.retires,
            retirement_note: self.retirement_note,
            window: self.window,
            max_output: self.max_output,
            tokenizer: self.tokenizer,
            us_only: self.us_only,
            no_auto_compact: self.no_auto_compact,
            agent_window: self.agent_window,
            prices,
        })
    }
}

/// Two rows of one revision that hold on the same day would leave the price to their order.
fn disjoint(rows: Vec<PriceRow>) -> Result<Vec<PriceRow>, String> {
    if rows.is_empty() {
        return Err("prices has no row".into());
    }
    for (at, row) in rows.iter().enumerate() {
        let clash = |other: &&PriceRow| {
            other.revision == row.revision && (other.holds(row.from) || row.holds(other.from))
        };
        if let Some(other) = rows[..at].iter().find(clash) {
            let (a, b) = (other.from, row.from);
            return Err(format!("prices from {a} and from {b} hold on the same day"));
        }
    }
    Ok(rows)
}
