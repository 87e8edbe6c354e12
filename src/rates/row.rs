//! A price row of the rate file: its serialized shape, and the checks that make it a `PriceRow`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Class, Date, PriceRow, Rates, Step};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileRow {
    revision: u32,
    from: String,
    to: Option<String>,
    checked: String,
    #[serde(default)]
    provisional: bool,
    source: Vec<String>,
    note: Option<String>,
    rates: FileRates,
    step: Option<FileStep>,
    fast: Option<FileRates>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileStep {
    above: f64,
    rates: FileRates,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRates {
    input: f64,
    write_5m: f64,
    write_1h: f64,
    read: f64,
    output: f64,
}

impl FileRow {
    pub(super) fn check(
        self,
        id: &str,
        revision: u32,
        sources: &BTreeMap<String, String>,
    ) -> Result<PriceRow, String> {
        let from = date(id, "from", &self.from)?;
        let to = optional_date(id, "to", self.to.as_deref())?;
        if to.is_some_and(|end| end <= from) {
            return Err(format!("{id}: to of the price from {from} is not after it"));
        }
        if !(1..=revision).contains(&self.revision) {
            let own = self.revision;
            return Err(format!("{id}: revision {own} is not in 1 to {revision}"));
        }
        Ok(PriceRow {
            revision: self.revision,
            from,
            to,
            rates: self.rates.check(id, "rates")?,
            step: self.step.map(|step| step.check(id)).transpose()?,
            fast: self.fast.map(|fast| fast.check(id, "fast")).transpose()?,
            source: source(id, &self.source, self.note, sources)?,
            checked: date(id, "checked", &self.checked)?,
            provisional: self.provisional,
        })
    }
}

impl FileStep {
    fn check(self, id: &str) -> Result<Step, String> {
        Ok(Step {
            above: positive(id, "step.above", self.above)?,
            rates: self.rates.check(id, "step.rates")?,
        })
    }
}

impl FileRates {
    fn check(self, id: &str, field: &str) -> Result<Rates, String> {
        let FileRates { input, write_5m, write_1h, read, output } = self;
        let rates = Rates { input, write_5m, write_1h, read, output };
        for class in Class::ALL {
            positive(id, &format!("{field} {class:?}"), rates.of(class))?;
        }
        Ok(rates)
    }
}

fn source(
    id: &str,
    keys: &[String],
    note: Option<String>,
    sources: &BTreeMap<String, String>,
) -> Result<String, String> {
    if keys.is_empty() {
        return Err(format!("{id}: source names nothing"));
    }
    let text = |key| {
        let unknown = || format!("{id}: source {key:?} is not in sources");
        sources.get(key).cloned().ok_or_else(unknown)
    };
    let mut parts = keys.iter().map(text).collect::<Result<Vec<_>, _>>()?;
    parts.extend(note);
    Ok(parts.join("; "))
}

pub(super) fn positive(id: &str, field: &str, value: f64) -> Result<f64, String> {
    if value.is_finite() && value > 0.0 {
        Ok(value)
    } else {
        Err(format!("{id}: {field} is {value}, not a positive number"))
    }
}

pub(super) fn date(id: &str, field: &str, text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("{id}: {field} {text:?} is not a day like 2026-11-21"))
}

pub(super) fn optional_date(id: &str, field: &str, text: Option<&str>) -> Result<Option<Date>, String> {
    text.map(|text| date(id, field, text)).transpose()
}
