//! A model of the rate file, and the checks that make it a `Model`.

use super::fields::Fields;
use super::file::Sources;
use super::{Family, Model, PriceRow, Tokenizer, row};
use crate::json::Value;

pub(super) fn read(value: Value, revision: u32, sources: &Sources) -> Result<Model, String> {
    let mut fields = Fields::of("a model: ", value);
    let id = fields.text("id");
    fields.opening = format!("{id}: ");
    let prices = fields.list("prices").into_iter().map(|value| row::read(&id, value, revision, sources));
    let prices = prices.collect::<Result<Vec<_>, _>>()?;
    disjoint(&id, &prices)?;
    let model = Model {
        name: fields.text("name"),
        family: family(&id, &fields.text("family"))?,
        current: false,
        released: fields.date("released"),
        retires: fields.date_if_any("retires"),
        retirement_note: fields.text_if_any("retirement_note"),
        window: fields.positive("window"),
        max_output: fields.positive_if_any("max_output"),
        tokenizer: tokenizer(&id, &fields.text("tokenizer"))?,
        us_only: fields.flag("us_only"),
        prices,
        id,
    };
    fields.done()?;
    Ok(model)
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
