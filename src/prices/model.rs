//! A model of the rate file, what it is checked for, and how it becomes a `Model`.

use super::file::Sources;
use super::row::RowInFile;
use super::{AgentReserve, AgentWindow, Date, Family, Model, Tokenizer, json};
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
    agent_window: Option<AgentWindow>,
    agent_reserve: Option<AgentReserve>,
    prices: Vec<RowInFile>,
}

impl ModelInFile {
    /// Whether it can stand in a table of this revision with these sources.
    pub fn check(&self, revision: u32, sources: &Sources) -> Result<(), String> {
        let rows = match self.prices.is_empty() {
            true => Err("prices has no row".into()),
            false => self.prices.iter().try_for_each(|row| row.check(revision, sources)),
        };
        rows.map_err(|wrong| format!("{}: {wrong}", self.id))
    }

    /// The model, in a table with these sources.
    pub fn with_sources(self, sources: &Sources) -> Model {
        Model {
            id: self.id,
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
            agent_window: self.agent_window,
            agent_reserve: self.agent_reserve,
            prices: self.prices.into_iter().map(|row| row.with_sources(sources)).collect(),
        }
    }
}
