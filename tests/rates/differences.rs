//! What two price lists disagree on, settled against a written list of reasons.

use std::collections::BTreeSet;

use sawtooth::prices::{Class, Rates};
use serde::Deserialize;

/// One disagreement; `what` says for which prompts and days, the rest is each side's own word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    pub model: String,
    pub what: String,
    pub ours: String,
    pub theirs: String,
}

/// A disagreement somebody has looked into.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    model: String,
    what: String,
    ours: String,
    theirs: String,
    reason: String,
    second_source: String,
}

/// Complaints: differences that no entry of `list` explains, entries that explain nothing any
/// more, and entries without a reason or a second source. Empty when all is settled.
pub fn unsettled(found: &[Difference], list: &str) -> Result<Vec<String>, String> {
    let known: Vec<Known> = serde_json::from_str(list).map_err(|error| error.to_string())?;
    let empty = |entry: &&Known| entry.reason.is_empty() || entry.second_source.is_empty();
    let mut complaints: Vec<_> = known
        .iter()
        .filter(empty)
        .map(|entry| format!("no reason or second source: {}, {}", entry.model, entry.what))
        .collect();
    let known: BTreeSet<_> = known.into_iter().map(Known::difference).collect();
    let found: BTreeSet<_> = found.iter().cloned().collect();
    complaints.extend(found.difference(&known).map(|new| format!("not on the list: {new}")));
    complaints.extend(known.difference(&found).map(|old| format!("no longer differs: {old}")));
    Ok(complaints)
}

impl Known {
    fn difference(self) -> Difference {
        let Known { model, what, ours, theirs, .. } = self;
        Difference { model, what, ours, theirs }
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Difference { model, what, ours, theirs } = self;
        write!(out, "{model}: {what}: ours {ours}, theirs {theirs}")
    }
}

/// The five rates in `Class::ALL` order, without the dust of floating point.
pub fn cell(rates: Option<Rates>) -> String {
    let Some(rates) = rates else {
        return "none".to_owned();
    };
    let rounded = Class::ALL.map(|class| ((rates.of(class) * 1e9).round() / 1e9).to_string());
    rounded.join(" ")
}

/// Rates from a rule per class.
pub fn rates(rate: impl Fn(Class) -> f64) -> Rates {
    Rates {
        input: rate(Class::Input),
        write_5m: rate(Class::Write5m),
        write_1h: rate(Class::Write1h),
        read: rate(Class::Read),
        output: rate(Class::Output),
    }
}
