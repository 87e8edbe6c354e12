//! Prices: what a model's tokens cost on a day, as the table stood at a revision.

mod date;
mod file;
pub(crate) mod json;
mod model;
pub mod plans;
mod row;
// Not for src/build.rs, which writes what it takes in.
#[cfg(lists_written)]
mod shipped;
pub mod vendors;

pub use date::{Date, NotADay, date};

use serde::{Deserialize, Serialize};

/// The five token classes of the provider's `usage` object, in the fixed order every sum uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Class {
    Input,
    Write5m,
    Write1h,
    Read,
    Output,
}

impl Class {
    pub const ALL: [Class; 5] = [Class::Input, Class::Write5m, Class::Write1h, Class::Read, Class::Output];
}

/// Which of a row's rates applies: the ordinary ones, those above the prompt step, or fast mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriceTier {
    Lower,
    Upper,
    Fast,
}

impl PriceTier {
    pub const ALL: [PriceTier; 3] = [PriceTier::Lower, PriceTier::Upper, PriceTier::Fast];
}

/// USD per million tokens, one explicit rate per class; none is derived from another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rates {
    #[serde(deserialize_with = "json::positive")]
    pub input: f64,
    #[serde(deserialize_with = "json::positive")]
    pub write_5m: f64,
    #[serde(deserialize_with = "json::positive")]
    pub write_1h: f64,
    #[serde(deserialize_with = "json::positive")]
    pub read: f64,
    #[serde(deserialize_with = "json::positive")]
    pub output: f64,
}

impl Rates {
    /// The rate of `class`, in USD per million tokens.
    pub fn of(&self, class: Class) -> f64 {
        match class {
            Class::Input => self.input,
            Class::Write5m => self.write_5m,
            Class::Write1h => self.write_1h,
            Class::Read => self.read,
            Class::Output => self.output,
        }
    }

    /// Replaces the rate of `class`, in USD per million tokens.
    pub fn set(&mut self, class: Class, rate: f64) {
        match class {
            Class::Input => self.input = rate,
            Class::Write5m => self.write_5m = rate,
            Class::Write1h => self.write_1h = rate,
            Class::Read => self.read = rate,
            Class::Output => self.output = rate,
        }
    }
}

/// The prompt size beyond which a whole request, output included, is billed at other rates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Prompt tokens (input, reads and writes together); only a strictly greater prompt is upper.
    #[serde(deserialize_with = "json::positive")]
    pub above: f64,
    pub rates: Rates,
}

/// One dated set of rates of one model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PriceRow {
    /// The table revision that brought this row; rows are never edited, only outranked.
    pub revision: u32,
    pub from: Date,
    /// The first day on which the row no longer holds.
    pub to: Option<Date>,
    pub rates: Rates,
    pub step: Option<Step>,
    pub fast: Option<Rates>,
    /// Where the rates were read, and what rests on a rule instead of a source.
    pub source: String,
    /// The day somebody last compared the row with its source.
    pub checked: Date,
    /// Not yet confirmed by a second source.
    pub provisional: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    Fable,
    Mythos,
    Opus,
    Sonnet,
    Haiku,
}

/// How text becomes tokens: up to the 4.6 generation, or since Opus 4.7 in 2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tokenizer {
    Classic,
    #[serde(rename = "2026")]
    Since2026,
}

/// A model and every price it ever had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// As the provider's API names it: "claude-opus-5-5".
    pub id: String,
    /// As people name it: "Opus 5.5".
    pub name: String,
    pub family: Family,
    /// The newest model with a confirmed price of Fable, Opus, Sonnet or Haiku.
    pub current: bool,
    pub released: Date,
    /// The first day on which the provider refuses requests.
    pub retires: Option<Date>,
    pub retirement_note: Option<String>,
    /// Context window, tokens.
    pub window: f64,
    /// Longest reply, tokens.
    pub max_output: Option<f64>,
    pub tokenizer: Tokenizer,
    /// Whether US-only inference, at 11/10 of every rate, is offered.
    pub us_only: bool,
    /// The window at which Claude Code runs the model unless `[1m]` is asked for, where that is
    /// not its own (client 2.1.332 and ten older ones, tried 2026-11-28).
    pub agent_window: Option<AgentWindow>,
    /// Tokens below the window at which it compacts by itself, where they are not
    /// [`AUTO_RESERVE`]. None are left on the models that it runs at their own 200K: since a
    /// client between 2.1.139 and 2.1.161 those compact once the provider has refused a prompt
    /// (same trial).
    pub agent_reserve: Option<AgentReserve>,
    pub prices: Vec<PriceRow>,
}

/// Known since a revision of the table: what was priced before is priced as it was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentWindow {
    pub revision: u32,
    #[serde(deserialize_with = "json::positive")]
    pub tokens: f64,
}

/// The same for the tokens that are kept free.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentReserve {
    pub revision: u32,
    #[serde(deserialize_with = "json::not_negative")]
    pub tokens: f64,
}

/// Tokens below the window at which Claude Code compacts (sub-agents.md and model-config.md of
/// its docs, 2026-08-22), and whatever the model at a window that was asked for.
pub const AUTO_RESERVE: f64 = 33_000.0;

impl Model {
    /// Tokens below the agent's window at which it compacts by itself, as the table knew it at a
    /// revision.
    pub fn auto_reserve_in_agent(&self, revision: u32) -> f64 {
        let known = self.agent_reserve.filter(|reserve| reserve.revision <= revision);
        known.map_or(AUTO_RESERVE, |reserve| reserve.tokens)
    }

    /// Whether the agent of today compacts it only when the window is full. What to type follows
    /// from it, whatever the revision.
    pub fn compacts_when_full(&self) -> bool {
        self.agent_reserve.is_some_and(|reserve| reserve.tokens == 0.0)
    }

    /// The window at which the agent runs it, as the table knew it at a revision.
    pub fn window_in_agent(&self, revision: u32) -> f64 {
        let known = self.agent_window.filter(|window| window.revision <= revision);
        known.map_or(self.window, |window| window.tokens)
    }

    /// The row in force on `day` as the table stood at `revision`: of the rows known by then
    /// whose `from..to` holds the day, the one with the highest revision.
    pub fn price(&self, day: Date, revision: u32) -> Option<&PriceRow> {
        let known = self.prices.iter().filter(|row| row.revision <= revision);
        known.filter(|row| row.holds(day)).max_by_key(|row| row.revision)
    }

    /// Whether the provider no longer serves the model on `day`. Its last price still stands,
    /// so that old usage can be priced.
    pub fn retired(&self, day: Date) -> bool {
        self.retires.is_some_and(|end| day >= end)
    }
}

impl PriceRow {
    fn holds(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|end| day < end)
    }
}

/// Every model's prices, append-only: a corrected row comes as a new revision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RateTable {
    pub revision: u32,
    pub models: Vec<Model>,
}

impl RateTable {
    /// Reads a table in the form of `data/claude.json`.
    ///
    /// # Errors
    /// A sentence that names the model and the field that cannot be right.
    pub fn parse(json: &str) -> Result<RateTable, String> {
        file::parse(json)
    }

    pub fn model(&self, id: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.id == id)
    }

    /// Today's model of the next cheaper family, if it has a price on that day, in that revision, and
    /// in the US only where that is asked for.
    pub fn cheaper(&self, id: &str, (day, revision, us_only): (Date, u32, bool)) -> Option<&Model> {
        let family = match self.model(id)?.family {
            Family::Fable | Family::Mythos => Family::Opus,
            Family::Opus => Family::Sonnet,
            Family::Sonnet => Family::Haiku,
            Family::Haiku => return None,
        };
        let model = self.models.iter().find(|model| model.current && model.family == family)?;
        let usable = !us_only || model.us_only;
        (usable && model.price(day, revision).is_some()).then_some(model)
    }
}

#[cfg(test)]
mod tests {
    use super::RateTable;

    #[test]
    fn the_embedded_table_parses() {
        assert_eq!(
            RateTable::parse(include_str!("prices/data/claude.json")).as_ref(),
            Ok(&RateTable::shipped())
        );
    }
}
