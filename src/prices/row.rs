//! A price row of the rate file, and the checks that make it a `PriceRow`.

use super::fields::Fields;
use super::file::Sources;
use super::{Class, PriceRow, Rates, Step};
use crate::json::Value;

pub(super) fn read(id: &str, value: Value, revision: u32, sources: &Sources) -> Result<PriceRow, String> {
    let mut fields = Fields::of(format!("{id}: "), value);
    let row = PriceRow {
        revision: fields.count("revision"),
        from: fields.date("from"),
        to: fields.date_if_any("to"),
        rates: rates(id, "rates", fields.need("rates"))?,
        step: fields.take("step").map(|value| step(id, value)).transpose()?,
        fast: fields.take("fast").map(|value| rates(id, "fast", value)).transpose()?,
        source: source(&mut fields, sources),
        checked: fields.date("checked"),
        provisional: fields.flag_if_any("provisional"),
    };
    if row.to.is_some_and(|end| end <= row.from) {
        fields.refuse(&format!("to of the price from {} is not after it", row.from));
    }
    if !(1..=revision).contains(&row.revision) {
        fields.refuse(&format!("revision {} is not in 1 to {revision}", row.revision));
    }
    fields.done()?;
    Ok(row)
}

fn step(id: &str, value: Value) -> Result<Step, String> {
    let mut fields = Fields::of(format!("{id}: step."), value);
    let step =
        Step { above: fields.positive("above"), rates: rates(id, "step.rates", fields.need("rates"))? };
    fields.done()?;
    Ok(step)
}

fn rates(id: &str, field: &str, value: Value) -> Result<Rates, String> {
    let mut fields = Fields::of(format!("{id}: {field} "), value);
    let rates = Rates {
        input: fields.number("input"),
        write_5m: fields.number("write_5m"),
        write_1h: fields.number("write_1h"),
        read: fields.number("read"),
        output: fields.number("output"),
    };
    for class in Class::ALL {
        fields.check_positive(&format!("{class:?}"), rates.of(class));
    }
    fields.done()?;
    Ok(rates)
}

/// The sources that a row names by their keys, and its own note.
fn source(fields: &mut Fields, sources: &Sources) -> String {
    let keys = fields.list("source");
    if keys.is_empty() {
        fields.refuse("source names nothing");
    }
    let mut parts = Vec::new();
    for key in keys {
        match sources.iter().find(|(known, _)| matches!(&key, Value::Text(key) if key == known)) {
            Some((_, text)) => parts.push(text.clone()),
            None => fields.refuse(&format!("source {key} is not in sources")),
        }
    }
    parts.extend(fields.text_if_any("note"));
    parts.join("; ")
}
