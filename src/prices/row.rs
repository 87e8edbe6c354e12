//! A price row of the rate file, what it is checked for, and how it becomes a `PriceRow`.

use super::file::Sources;
use super::{Date, PriceRow, Rates, Step};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowInFile {
    revision: u32,
    from: Date,
    to: Option<Date>,
    rates: Rates,
    step: Option<Step>,
    fast: Option<Rates>,
    /// Keys of the file's sources.
    source: Vec<String>,
    /// What only this row rests on.
    note: Option<String>,
    checked: Date,
    #[serde(default)]
    provisional: bool,
}

impl RowInFile {
    /// Whether it can stand in a table of this revision with these sources.
    pub fn check(&self, revision: u32, sources: &Sources) -> Result<(), String> {
        if self.source.is_empty() {
            return Err("source names nothing".into());
        }
        if let Some(key) = self.source.iter().find(|key| !sources.contains_key(*key)) {
            return Err(format!("source {key:?} is not in sources"));
        }
        if self.to.is_some_and(|end| end <= self.from) {
            return Err(format!("to of the price from {} is not after it", self.from));
        }
        if !(1..=revision).contains(&self.revision) {
            return Err(format!("revision {} is not in 1 to {revision}", self.revision));
        }
        Ok(())
    }

    /// The row, in a table with these sources.
    pub fn with_sources(self, sources: &Sources) -> PriceRow {
        // The sources that it names by their keys, and its own note.
        let named = self.source.iter().filter_map(|key| sources.get(key).cloned());
        PriceRow {
            revision: self.revision,
            from: self.from,
            to: self.to,
            rates: self.rates,
            step: self.step,
            fast: self.fast,
            source: named.chain(self.note).collect::<Vec<_>>().join("; "),
            checked: self.checked,
            provisional: self.provisional,
        }
    }
}
