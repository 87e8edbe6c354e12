//! A price row of the rate file, and the checks that make it a `PriceRow`.

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
    /// The row, in a table of this revision with these sources.
    pub fn checked(self, revision: u32, sources: &Sources) -> Result<PriceRow, String> {
        let source = source(self.source, self.note, sources)?;
        if self.to.is_some_and(|end| end <= self.from) {
            return Err(format!("to of the price from {} is not after it", self.from));
        }
        if !(1..=revision).contains(&self.revision) {
            return Err(format!("revision {} is not in 1 to {revision}", self.revision));
        }
        Ok(PriceRow {
            revision: self.revision,
            from: self.from,
            to: self.to,
            rates: self.rates,
            step: self.step,
            fast: self.fast,
            source,
            checked: self.checked,
            provisional: self.provisional,
        })
    }
}

/// The sources that a row names by their keys, and its own note.
fn source(keys: Vec<String>, note: Option<String>, sources: &Sources) -> Result<String, String> {
    if keys.is_empty() {
        return Err("source names nothing".into());
    }
    let text =
        |key: String| sources.get(&key).cloned().ok_or_else(|| format!("source {key:?} is not in sources"));
    let texts = keys.into_iter().map(text).chain(note.map(Ok));
    Ok(texts.collect::<Result<Vec<_>, _>>()?.join("; "))
}
