//! A model of the rate file: its serialized shape, and the checks that make it a `Model`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::row::{FileRow, date, optional_date, positive};
use super::{Family, Model, PriceRow, Tokenizer};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileModel {
    id: String,
    name: String,
    family: String,
    tokenizer: String,
    us_only: bool,
    window: f64,
    max_output: Option<f64>,
    released: String,
    retires: Option<String>,
    retirement_note: Option<String>,
    prices: Vec<FileRow>,
}

impl FileModel {
    pub(super) fn check(self, revision: u32, sources: &BTreeMap<String, String>) -> Result<Model, String> {
        let id = self.id;
        let row = |row: FileRow| row.check(&id, revision, sources);
        let prices = self.prices.into_iter().map(row).collect::<Result<Vec<_>, _>>()?;
        disjoint(&id, &prices)?;
        Ok(Model {
            family: family(&id, &self.family)?,
            current: false,
            released: date(&id, "released", &self.released)?,
            retires: optional_date(&id, "retires", self.retires.as_deref())?,
            window: positive(&id, "window", self.window)?,
            max_output: self.max_output.map(|size| positive(&id, "max_output", size)).transpose()?,
            tokenizer: tokenizer(&id, &self.tokenizer)?,
            retirement_note: self.retirement_note,
            name: self.name,
            us_only: self.us_only,
            prices,
            id,
        })
    }
}

/// Two rows of one revision that hold on the same day would leave the price to their order.
fn disjoint(id: &str, rows: &[PriceRow]) -> Result<(), String> {
    if rows.is_empty() {
        return Err(format!("{id}: prices has no row"));
    }
    for (at, row) in rows.iter().enumerate() {
        let clash = |other: &&PriceRow| {
            other.revision == row.revision && (other.holds(row.from) || row.holds(other.from))
        };
        if let Some(other) = rows[..at].iter().find(clash) {
            let (a, b) = (other.from, row.from);
            return Err(format!("{id}: prices from {a} and from {b} hold on the same day"));
        }
    }
    Ok(())
}

fn tokenizer(id: &str, word: &str) -> Result<Tokenizer, String> {
    match word {
        "classic" => Ok(Tokenizer::Classic),
        "2026" => Ok(Tokenizer::Since2026),
        _ => Err(format!("{id}: tokenizer {word:?} is neither classic nor 2026")),
    }
}

fn family(id: &str, word: &str) -> Result<Family, String> {
    match word {
        "fable" => Ok(Family::Fable),
        "mythos" => Ok(Family::Mythos),
        "opus" => Ok(Family::Opus),
        "sonnet" => Ok(Family::Sonnet),
        "haiku" => Ok(Family::Haiku),
        _ => Err(format!("{id}: family {word:?} is not one of the five")),
    }
}
