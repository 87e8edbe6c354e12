//! Lists in JSON, and what is wrong with one that cannot be right.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_path_to_error::Segment;

/// A list that a build carries as JSON. Where an error is would cost the page 14 KB, so [`read`]
/// says it, to the tests that read the same list first.
pub(crate) fn shipped<T: DeserializeOwned>(json: &str) -> T {
    // No user input reaches this.
    serde_json::from_str(json).expect("a list that the tests have read")
}

/// Reads a list; `what` it is begins every error that belongs to none of its rows.
///
/// # Errors
/// A sentence that names the row, by its id where it has one, and the field:
/// "claude-opus-5-5: prices\[0\].rates.read: 0 is not a positive number at line 9 column 80".
pub(crate) fn read<T: DeserializeOwned>(what: &str, json: &str) -> Result<T, String> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let read = serde_path_to_error::deserialize(&mut reader);
    let read = read.map_err(|error| sentence(what, json, error))?;
    reader.end().map_err(|error| not_json(what, &error))?;
    Ok(read)
}

fn sentence(what: &str, json: &str, error: serde_path_to_error::Error<serde_json::Error>) -> String {
    if !error.inner().is_data() {
        return not_json(what, error.inner());
    }
    let path: Vec<Segment> = error.path().iter().cloned().collect();
    let (row, rest) = match path.as_slice() {
        [Segment::Map { key }, Segment::Seq { index }, rest @ ..] => (id(json, key, *index), rest),
        all => (what.to_string(), all),
    };
    let place: String = rest.iter().map(|segment| format!("{segment}.")).collect();
    let place = place.trim_end_matches('.').replace(".[", "[");
    let opening = if place.is_empty() { row } else { format!("{row}: {place}") };
    format!("{opening}: {}", error.inner())
}

fn not_json(what: &str, error: &serde_json::Error) -> String {
    format!("{what}: not JSON from line {} on", error.line())
}

/// What a row of a list is called: its id, else its place.
fn id(json: &str, list: &str, index: usize) -> String {
    let file: Value = serde_json::from_str(json).unwrap_or_default();
    match file[list][index]["id"].as_str() {
        Some(id) => id.into(),
        None => format!("{list}[{index}]"),
    }
}

/// A number above 0.
pub(crate) fn positive<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let number = f64::deserialize(from)?;
    if number > 0.0 {
        return Ok(number);
    }
    Err(D::Error::custom(format!("{number} is not a positive number")))
}

/// A number from 0 on.
pub(crate) fn not_negative<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    let number = f64::deserialize(from)?;
    if number >= 0.0 {
        return Ok(number);
    }
    Err(D::Error::custom(format!("{number} is below 0")))
}

/// A positive number, where a field may be missing or `null`.
pub(crate) fn positive_if_any<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    #[derive(Deserialize)]
    struct Positive(#[serde(deserialize_with = "positive")] f64);
    Ok(Option::<Positive>::deserialize(from)?.map(|Positive(number)| number))
}
