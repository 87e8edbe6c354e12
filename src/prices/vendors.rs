//! Other vendors' coding models: what each vendor's own list asks, with its dated changes.
//!
//! Unlike the rate table it has no revisions: no link is priced by it.

use super::{Date, Rates, json};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

const SCHEMA: &str = "sawtooth-vendors/1";
const UNIT: &str = "USD per million tokens";

/// Everything that the list knows, by vendor and id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VendorList {
    schema: String,
    unit: String,
    /// The first day that the list knows: a price without a day of its own holds from here.
    pub since: Date,
    /// Short keys for the sources that rows share, and what they stand for.
    sources: BTreeMap<String, String>,
    pub models: Vec<VendorModel>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VendorModel {
    /// As the vendor's API names it: "gpt-6.1-sol".
    pub id: String,
    /// As people name it: "GPT-6.1 Sol".
    pub name: String,
    pub vendor: String,
    /// Tokens of the longest prompt that it takes: of several published counts the smallest, and the
    /// whole window where input is not counted apart. `None` where nothing is published.
    #[serde(default, deserialize_with = "json::positive_if_any")]
    pub prompt: Option<f64>,
    /// What batch jobs pay of every rate, 0 to 1; `None` without a batch price.
    #[serde(default, deserialize_with = "json::positive_if_any")]
    pub batch: Option<f64>,
    /// The day the row was last compared with its sources.
    pub checked: Date,
    /// Keys of the list's sources.
    source: Vec<String>,
    /// Read in reports only, not on a page of the vendor nor in a price list.
    #[serde(default)]
    pub unconfirmed: bool,
    /// The first day on which the vendor no longer serves it.
    #[serde(default)]
    pub ends: Option<Date>,
    /// What only this row rests on.
    #[serde(default)]
    pub note: Option<String>,
    /// The earliest first.
    pub prices: Vec<ListPrice>,
}

/// A price until the day of the next one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListPrice {
    /// `None` from the first day of the list on.
    #[serde(default)]
    pub from: Option<Date>,
    pub rates: ListRates,
    #[serde(default)]
    pub step: Option<ListStep>,
    /// Another price that may hold as well.
    #[serde(default)]
    pub or: Option<OtherPrice>,
}

/// USD per million tokens, as the vendor lists them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListRates {
    #[serde(deserialize_with = "json::positive")]
    pub input: f64,
    #[serde(deserialize_with = "json::positive")]
    pub output: f64,
    /// `None` where what is read from the cache costs what input does.
    #[serde(default, deserialize_with = "json::positive_if_any")]
    pub read: Option<f64>,
    /// `None` where what is written to the cache costs what input does, and storing it nothing.
    #[serde(default, deserialize_with = "json::positive_if_any")]
    pub write: Option<f64>,
    /// Of writes for an hour, where they have a price of their own.
    #[serde(default, deserialize_with = "json::positive_if_any")]
    pub write_1h: Option<f64>,
}

impl ListRates {
    /// A rate for each of Claude's token classes.
    pub fn by_class(&self) -> Rates {
        let write = self.write.unwrap_or(self.input);
        Rates {
            input: self.input,
            write_5m: write,
            write_1h: self.write_1h.unwrap_or(write),
            read: self.read.unwrap_or(self.input),
            output: self.output,
        }
    }
}

/// The prompt size beyond which a whole request is billed at other rates, output included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListStep {
    /// Prompt tokens; only a strictly greater prompt is above.
    #[serde(deserialize_with = "json::positive")]
    pub above: f64,
    pub rates: ListRates,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherPrice {
    pub why: Why,
    pub rates: ListRates,
    #[serde(default)]
    pub step: Option<ListStep>,
}

/// Why one price alone cannot be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It depends on the hour.
    Hours,
    /// A promotion was to last at least to a day that is past; whether it goes on is not known.
    Promotion,
}

impl VendorModel {
    /// The price in force on `day`; `None` before the first one.
    pub fn price(&self, day: Date) -> Option<&ListPrice> {
        self.prices.iter().rfind(|price| price.from.is_none_or(|from| from <= day))
    }

    /// The prices of later days, with the day of each.
    pub fn later(&self, day: Date) -> impl Iterator<Item = (Date, &ListPrice)> {
        let dated = self.prices.iter().filter_map(|price| Some((price.from?, price)));
        dated.filter(move |(from, _)| *from > day)
    }

    pub fn has_ended(&self, day: Date) -> bool {
        self.ends.is_some_and(|end| day >= end)
    }
}

impl VendorList {
    /// Reads a list in the form of `data/vendors.json`.
    ///
    /// # Errors
    /// What cannot be right, and of which model.
    pub fn parse(json: &str) -> Result<VendorList, ListError> {
        let list: VendorList = json::read("vendors", json).map_err(ListError::Json)?;
        if (list.schema.as_str(), list.unit.as_str()) != (SCHEMA, UNIT) {
            return Err(ListError::NotThisList);
        }
        for (at, model) in list.models.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| list.models.get(before));
            let wrong = list.check(model).and_then(|()| in_order(before, model));
            wrong.map_err(|wrong| ListError::Model { id: model.id.clone(), wrong })?;
        }
        Ok(list)
    }

    /// Where a model's prices were read, in words.
    pub fn sources_of(&self, model: &VendorModel) -> Vec<&str> {
        model.source.iter().filter_map(|key| self.sources.get(key)).map(String::as_str).collect()
    }

    fn check(&self, model: &VendorModel) -> Result<(), Wrong> {
        if model.source.is_empty() {
            return Err(Wrong::NoSource);
        }
        if let Some(key) = model.source.iter().find(|key| !self.sources.contains_key(*key)) {
            return Err(Wrong::UnknownSource(key.clone()));
        }
        if model.prices.is_empty() {
            return Err(Wrong::NoPrice);
        }
        let days: Vec<Option<Date>> = model.prices.iter().map(|price| price.from).collect();
        if days.windows(2).any(|pair| pair[1].is_none() || pair[0] >= pair[1]) {
            return Err(Wrong::DaysOutOfOrder);
        }
        let starts = days.last().copied().flatten();
        if model.ends.zip(starts).is_some_and(|(end, start)| end <= start) {
            return Err(Wrong::EndsBeforeItsPrice);
        }
        if model.batch.is_some_and(|share| share > 1.0) {
            return Err(Wrong::BatchCostsMore);
        }
        model.prices.iter().try_for_each(ListPrice::check)
    }
}

impl ListPrice {
    fn check(&self) -> Result<(), Wrong> {
        let other = self.or.as_ref().map(|other| (&other.rates, &other.step));
        for (rates, step) in std::iter::once((&self.rates, &self.step)).chain(other) {
            let above = step.map(|step| step.rates);
            let lower = |above: &ListRates| above.input < rates.input || above.output < rates.output;
            if above.as_ref().is_some_and(lower) {
                return Err(Wrong::StepCostsLess);
            }
            if [Some(*rates), above].into_iter().flatten().any(|r| r.read.is_some_and(|read| read > r.input))
            {
                return Err(Wrong::ReadCostsMore);
            }
        }
        Ok(())
    }
}

/// By vendor, then by id, whatever the case.
fn in_order(before: Option<&VendorModel>, model: &VendorModel) -> Result<(), Wrong> {
    let place = |model: &VendorModel| (model.vendor.to_lowercase(), model.id.to_lowercase());
    match before {
        Some(before) if place(before) >= place(model) => Err(Wrong::OutOfOrder),
        _ => Ok(()),
    }
}

/// Why a list is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum ListError {
    /// A sentence that names the row and the field.
    Json(String),
    NotThisList,
    Model {
        id: String,
        wrong: Wrong,
    },
}

/// What cannot be right about a model.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrong {
    NoSource,
    UnknownSource(String),
    NoPrice,
    /// Only the first price may be without a day.
    DaysOutOfOrder,
    EndsBeforeItsPrice,
    BatchCostsMore,
    StepCostsLess,
    ReadCostsMore,
    /// Not after the model before it, or the same again.
    OutOfOrder,
}

impl fmt::Display for ListError {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            ListError::Json(sentence) => out.write_str(sentence),
            ListError::NotThisList => write!(out, "vendors: not {SCHEMA:?} in {UNIT}"),
            ListError::Model { id, wrong } => write!(out, "{id}: {wrong:?}"),
        }
    }
}

impl std::error::Error for ListError {}
