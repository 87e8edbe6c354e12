//! A scenario as a JSON file: the same pairs as in a link, all of them, with numbers as numbers.

use super::{Fault, Opened, SCHEMA, pairs, rebuild, text};
use crate::json::{Value, quoted};
use crate::order;
use crate::scenario::{Scenario, field};

/// Far more than a scenario needs; a larger file is not one.
pub const LONGEST: usize = 100_000;

/// The file's text: keys in alphabetical order, one on a line.
pub fn write(scenario: &Scenario) -> String {
    let mut values = pairs(scenario);
    order::sort(&mut values, |a, b| a.0 < b.0);
    let values: Vec<String> = values.into_iter().map(|(key, value)| line(key, value)).collect();
    format!(
        "{{\n  \"on\": \"{}\",\n  \"preset\": \"{}\",\n  \"rev\": {},\n  \"sawtooth\": {SCHEMA},\n  \"values\": {{\n{}\n  }}\n}}\n",
        scenario.priced_on,
        scenario.base.key(),
        scenario.price_revision,
        values.join(",\n"),
    )
}

fn line(key: &str, value: String) -> String {
    format!("    \"{key}\": {}", readable(key, value))
}

/// Reads a file's text as [`super::decode`] reads a link.
pub fn read(input: &str) -> Opened {
    let nothing = |fault| Opened { scenario: None, faults: vec![fault] };
    if input.len() > LONGEST {
        return nothing(Fault::TooLong { length: input.len() });
    }
    let file = match Value::read(input) {
        Ok(file) => file,
        // Whatever else it is, it does not even begin as ours do.
        Err(_) if !input.trim_start().starts_with('{') => return nothing(Fault::NotOurs),
        Err(wrong) => return nothing(Fault::Broken { line: wrong.line }),
    };
    match file.get("sawtooth") {
        Some(Value::Number(schema)) if *schema > f64::from(SCHEMA) => {
            return nothing(Fault::TooNew { schema: super::number(*schema) });
        }
        Some(Value::Number(schema)) if *schema == f64::from(SCHEMA) => {}
        _ => return nothing(Fault::NotOurs),
    }
    let word = |key: &str| file.get(key).map(plain).unwrap_or_default();
    let mut all = vec![("on".to_string(), word("on")), ("rev".to_string(), word("rev"))];
    if let Some(Value::Object(values)) = file.get("values") {
        all.extend(values.iter().map(|(key, value)| (key.clone(), as_pair(key, value))));
    }
    rebuild(&word("preset"), all, Vec::new())
}

/// A pair's value as JSON: text without a link's escapes, and numbers with a point, so that
/// nobody takes them for integers.
fn readable(key: &str, value: String) -> String {
    match key {
        "name" | "note" => quoted(&text::unescape(&value).unwrap_or_default()),
        _ if field(key).is_none() => quoted(&value),
        // Neither infinity nor what is no number has a place in JSON.
        _ if !value.ends_with(|c: char| c.is_ascii_digit()) => "null".into(),
        _ if value.contains('.') => value,
        _ => value + ".0",
    }
}

fn as_pair(key: &str, value: &Value) -> String {
    match (key, value) {
        ("name" | "note", Value::Text(words)) => text::escape(words),
        _ => plain(value),
    }
}

/// A word or a number as it would stand in a link.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(word) => word.clone(),
        Value::Number(number) => super::number(*number),
        other => other.to_string(),
    }
}

/// What a file is that is not even read, for its size in bytes.
pub fn too_long(length: usize) -> Opened {
    Opened { scenario: None, faults: vec![Fault::TooLong { length }] }
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::prices::date;
    use crate::scenario::Preset;

    /// `serde_json` sorts keys, and writes a number as it read it.
    #[test]
    fn a_file_is_written_as_serde_json_writes_it() {
        for preset in Preset::ALL {
            let mut scenario = preset.scenario(date(2026, 11, 21), 1);
            scenario.name = "\"three\\\n\tlines\u{1}é😀\"".into();
            let text = write(&scenario);
            let theirs: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(format!("{theirs:#}\n"), text);
            assert_eq!(read(&text).scenario, Some(scenario));
        }
    }
}
