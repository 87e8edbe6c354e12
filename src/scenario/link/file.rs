//! A scenario as a JSON file: the same pairs as in a link, all of them, with numbers as numbers.

use super::{Fault, Opened, SCHEMA, number, pairs, rebuild, text};
use crate::scenario::{Scenario, field, in_order};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::fmt;

/// Far more than a scenario needs; a larger file is not one.
pub const LONGEST: usize = 100_000;

/// The file's text: one key on a line, in alphabetical order.
pub fn write(scenario: &Scenario) -> String {
    let values = pairs(scenario).into_iter().map(|(key, value)| (key, readable(scenario, key, value)));
    let file = object(vec![
        ("on", scenario.priced_on.to_string().into()),
        ("preset", scenario.base.key().into()),
        ("rev", scenario.price_revision.into()),
        ("sawtooth", SCHEMA.into()),
        ("values", object(values.collect())),
    ]);
    format!("{file:#}\n")
}

fn object(pairs: Vec<(&str, Value)>) -> Value {
    let mut object = Map::new();
    for (key, value) in in_order::by_key(pairs, |(key, _)| *key) {
        object.insert(key.into(), value);
    }
    Value::Object(object)
}

/// A pair's value as JSON: text without a link's escapes, and numbers as numbers; `null` for
/// one that JSON has no place for.
fn readable(scenario: &Scenario, key: &str, value: String) -> Value {
    match (key, field(key)) {
        ("name", _) => scenario.name.clone().into(),
        ("note", _) => scenario.note.clone().into(),
        // A negative zero is as good as any other, but not to read.
        (_, Some(field)) => ((field.get)(scenario) + 0.0).into(),
        (_, None) => value.into(),
    }
}

/// The file as far as it is looked at: what is missing or of another type is a fault of its
/// key, as in a link.
#[derive(Deserialize)]
struct Given {
    #[serde(default = "missing")]
    on: Value,
    #[serde(default = "missing")]
    preset: Value,
    #[serde(default = "missing")]
    rev: Value,
    #[serde(default)]
    values: Values,
}

fn missing() -> Value {
    Value::String(String::new())
}

/// In the order of the text; a key may come twice, which a map would not show.
#[derive(Default)]
struct Values(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Values, D::Error> {
        from.deserialize_map(OfValues)
    }
}

struct OfValues;

impl<'de> Visitor<'de> for OfValues {
    type Value = Values;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("an object of inputs")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
        let mut all = Vec::new();
        while let Some(pair) = map.next_entry()? {
            all.push(pair);
        }
        Ok(Values(all))
    }
}

/// Reads a file's text as [`super::decode`] reads a link.
pub fn read(input: &str) -> Opened {
    if input.len() > LONGEST {
        return too_long(input.len());
    }
    match given(input) {
        Ok(Given { on, preset, rev, values }) => {
            let mut all = vec![("on".to_string(), plain(&on)), ("rev".to_string(), plain(&rev))];
            all.extend(values.0.into_iter().map(|(key, value)| as_pair(key, &value)));
            rebuild(&plain(&preset), all, Vec::new())
        }
        Err(fault) => Opened { scenario: None, faults: vec![fault] },
    }
}

/// The version comes first: a later one may give the rest another shape.
fn given(input: &str) -> Result<Given, Fault> {
    let broken = |wrong: serde_json::Error| match input.trim_start().starts_with('{') {
        true => Fault::Broken { line: wrong.line() },
        // Whatever else it is, it does not even begin as ours do.
        false => Fault::NotOurs,
    };
    let file: Value = serde_json::from_str(input).map_err(broken)?;
    match file["sawtooth"].as_f64() {
        Some(schema) if schema > f64::from(SCHEMA) => Err(Fault::TooNew { schema: number(schema) }),
        Some(schema) if schema == f64::from(SCHEMA) => serde_json::from_str(input).map_err(broken),
        _ => Err(Fault::NotOurs),
    }
}

fn as_pair(key: String, value: &Value) -> (String, String) {
    let value = match (key.as_str(), value) {
        ("name" | "note", Value::String(words)) => text::escape(words),
        _ => plain(value),
    };
    (key, value)
}

/// A word or a number as it would stand in a link.
fn plain(value: &Value) -> String {
    match value {
        Value::String(word) => word.clone(),
        Value::Number(written) => written.as_f64().map(number).unwrap_or_default(),
        other => other.to_string(),
    }
}

/// What a file is that is not even read, for its size in bytes.
pub fn too_long(length: usize) -> Opened {
    Opened { scenario: None, faults: vec![Fault::TooLong { length }] }
}

#[cfg(test)]
mod tests {
    use super::{Fault, read, write};
    use crate::prices::date;
    use crate::scenario::Preset;

    /// The average preset's file with its beginning replaced, so that it still is one.
    fn check(from: &str, to: &str, expected: &[Fault]) {
        let text = write(&Preset::Average.scenario(date(2026, 11, 21), 1));
        assert_eq!(text.matches(from).count(), 1, "{from}");
        let opened = read(&text.replace(from, to));
        assert_eq!(opened.faults, expected, "{to}");
    }

    fn bad(key: &str, value: &str) -> Fault {
        Fault::BadValue { key: key.into(), value: value.into() }
    }

    #[test]
    fn a_key_that_comes_twice_is_said() {
        let values = "\"values\": {";
        let again = values.to_string() + "\"sessions\": 3.0, ";
        check(values, &again, &[Fault::Repeated { key: "sessions".into() }]);
        check("\"rev\": 1", "\"rev\": 1, \"rev\": 2", &[Fault::Broken { line: 4 }]);
    }

    #[test]
    fn what_json_refuses_is_broken_from_its_line_on() {
        check("\"rev\": 1", "\"rev\": 1e999", &[Fault::Broken { line: 4 }]);
        check("\"rev\": 1", "\"rev\": 01", &[Fault::Broken { line: 4 }]);
        let deep = |depth: usize| format!("\"more\": {}{}, \"rev\": 1", "[".repeat(depth), "]".repeat(depth));
        check("\"rev\": 1", &deep(126), &[]);
        check("\"rev\": 1", &deep(127), &[Fault::Broken { line: 4 }]);
        check("\"rev\": 1", &deep(40_000), &[Fault::Broken { line: 4 }]);
        check("\n}\n", "\n", &[Fault::Broken { line: 1 + write_lines() }]);
        for text in ["", "\u{feff}{}", "[1,\n", "s1~average1", "{}", "{\"sawtooth\": \"1\"}", "1e999"] {
            assert_eq!(read(text).faults, [Fault::NotOurs], "{text}");
        }
    }

    fn write_lines() -> usize {
        write(&Preset::Average.scenario(date(2026, 11, 21), 1)).lines().count() - 1
    }

    #[test]
    fn what_is_of_another_type_is_a_fault_of_its_key() {
        check("\"rev\": 1", "\"rev\": null", &[bad("rev", "null")]);
        check("\"rev\": 1", "\"rev\": \"1\"", &[]);
        check("\"rev\": 1,", "", &[bad("rev", "")]);
        check("\"on\": \"2026-11-21\"", "\"on\": [20, 26.5]", &[bad("on", "[20,26.5]")]);
        check("\"preset\": \"average1\"", "\"preset\": 7.0", &[Fault::UnknownPreset { name: "7".into() }]);
        check("\"sawtooth\": 1", "\"sawtooth\": 2.5", &[Fault::TooNew { schema: "2.5".into() }]);
        check("\"sawtooth\": 1", "\"sawtooth\": 2, \"values\": 1", &[Fault::TooNew { schema: "2".into() }]);
        check("\"sawtooth\": 1", "\"sawtooth\": 1.0, \"added\": {}", &[]);
    }

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
