//! JSON as values: what the price list, the plans and scenario files are written in.
//!
//! `serde_json` would do this too, at an eighth of all that the page may weigh; the tests
//! hold this reader against it.

use std::fmt::{self, Display, Write};

mod reader;
#[cfg(test)]
mod tests;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Flag(bool),
    /// Always finite.
    Number(f64),
    Text(String),
    List(Vec<Value>),
    /// In the order of the text; a key may come twice.
    Object(Vec<(String, Value)>),
}

/// The text is not JSON, from this line on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson {
    pub line: usize,
}

impl Value {
    /// The one value that a text is, read exactly: every number to the last digit.
    ///
    /// # Errors
    /// Where the text stops being JSON, nests deeper than 127 or has a number beyond `f64`.
    pub fn read(text: &str) -> Result<Value, NotJson> {
        reader::read(text)
    }

    /// The last value under a key; nothing for what is not an object.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Value::Object(pairs) = self else { return None };
        pairs.iter().rev().find(|(k, _)| k == key).map(|(_, value)| value)
    }
}

/// On one line, without blanks.
impl Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Value::Null => out.write_str("null"),
            Value::Flag(flag) => out.write_str(if *flag { "true" } else { "false" }),
            Value::Number(number) => write!(out, "{number}"),
            Value::Text(text) => out.write_str(&quoted(text)),
            Value::List(items) => write!(out, "[{}]", joined(items, Value::to_string)),
            Value::Object(pairs) => {
                let pair = |(key, value): &(String, Value)| format!("{}:{value}", quoted(key));
                write!(out, "{{{}}}", joined(pairs, pair))
            }
        }
    }
}

fn joined<T>(items: &[T], text: impl Fn(&T) -> String) -> String {
    items.iter().map(text).collect::<Vec<_>>().join(",")
}

/// Text as JSON writes it.
pub fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '\t' => out += "\\t",
            '\u{8}' => out += "\\b",
            '\u{c}' => out += "\\f",
            // Writing into a String cannot fail.
            c if c < ' ' => _ = write!(out, "\\u{:04x}", c as u32),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
