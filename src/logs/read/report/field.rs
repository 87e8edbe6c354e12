//! Fields of a report, leniently: what is missing or null is nothing, what is there and
//! cannot be right is an error of its row.

use crate::logs::read::number::{signed, unsigned};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::fmt;

/// A field that is there and is not what it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// Beyond it `f64` no longer counts by ones, and nobody has so many tokens.
pub(super) const MOST: f64 = 9_007_199_254_740_992.0;

/// A number that is not negative: as a number, or as text of one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Number(pub Option<f64>);

impl Number {
    /// This one, or another where there is none.
    pub fn or(self, other: Number) -> Number {
        Number(self.0.or(other.0))
    }

    /// Tokens or searches; 0 where there is no number.
    pub fn count(self) -> u64 {
        self.0.map_or(0, |count| count as u64)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Number, D::Error> {
        from.deserialize_any(OfNumber)
    }
}

struct OfNumber;

impl<'de> Visitor<'de> for OfNumber {
    type Value = Number;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a number that is not negative")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
        let given = Some(number).filter(|number| (0.0..=MOST).contains(number));
        given.map(|number| Number(Some(number))).ok_or_else(|| E::custom("out of range"))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
        self.visit_f64(number as f64)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
        self.visit_f64(number as f64)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Number, E> {
        self.visit_f64(unsigned(text.trim()).ok_or_else(|| E::custom("not a number"))?)
    }

    fn visit_unit<E: Error>(self) -> Result<Number, E> {
        Ok(Number(None))
    }
}

/// A number that may be negative, as a cell of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Signed(pub Option<f64>);

impl<'de> Deserialize<'de> for Signed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Signed, D::Error> {
        let text = String::deserialize(from)?;
        let given = signed(text.trim()).filter(|number| number.abs() <= MOST);
        given.map(|number| Signed(Some(number))).ok_or_else(|| D::Error::custom("not a number"))
    }
}

/// Text; what is none is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub Option<String>);

impl Text {
    pub fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }

    pub fn is(&self, text: &str) -> bool {
        self.get() == Some(text)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
        Ok(Text(match Value::deserialize(from)? {
            Value::String(text) => Some(text),
            _ => None,
        }))
    }
}

/// The first of these that there is.
pub(super) fn first<'a>(texts: &[&'a Text]) -> Option<&'a str> {
    texts.iter().find_map(|text| text.get())
}

/// USD of an amount in cents, negative for a credit: from a number, or from decimal text, which
/// gives the nearest number to the exact quotient. Dividing afterwards would miss it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cents(pub Option<f64>);

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Cents, D::Error> {
        let usd = match Value::deserialize(from)? {
            Value::Null => return Ok(Cents(None)),
            Value::String(text) => dollars(text.trim()),
            Value::Number(cents) => cents.as_f64().map(|cents| cents / 100.0),
            _ => None,
        };
        let given = usd.filter(|usd| usd.abs() <= MOST);
        given.map(|usd| Cents(Some(usd))).ok_or_else(|| D::Error::custom("not an amount in cents"))
    }
}

fn dollars(cents: &str) -> Option<f64> {
    if let Some(size) = cents.strip_prefix('-') {
        return if size.starts_with('-') { None } else { dollars(size).map(|usd| -usd) };
    }
    match cents.contains(['e', 'E']) {
        true => unsigned(cents).map(|cents| cents / 100.0),
        false => unsigned(&[cents, "e-2"].concat()),
    }
}

/// Cache writes by how long they last, in the names of the API.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Creation {
    pub ephemeral_5m_input_tokens: Number,
    pub ephemeral_1h_input_tokens: Number,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ServerTools {
    pub web_search_requests: Number,
}

/// What is null is as what is missing.
pub(super) fn if_any<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(
    from: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// A row of a report; of what stands in it, only what is asked for has to be right.
pub(super) fn row<'a, T: Deserialize<'a>>(value: &'a Value) -> Result<T, Unreadable> {
    T::deserialize(value).map_err(|_| Unreadable)
}

/// The list under a key; nothing for what is not one.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> Option<&'a [Value]> {
    value.get(key)?.as_array().map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::{Cents, Number};
    use serde::de::DeserializeOwned;
    use std::fmt::Debug;

    /// Nothing is expected where it cannot be read.
    fn check<T: DeserializeOwned + PartialEq + Debug>(json: &str, expected: Option<T>) {
        assert_eq!(serde_json::from_str(json).ok(), expected, "{json}");
    }

    #[test]
    fn cents_become_the_nearest_dollars() {
        for (amount, usd) in [
            (r#""123.78912""#, 1.2378912),
            (r#""0.1""#, 0.001),
            (r#""110""#, 1.1),
            (r#""-250""#, -2.5),
            (r#""1e3""#, 10.0),
            ("1025", 10.25),
            ("-1025", -10.25),
        ] {
            check(amount, Some(Cents(Some(usd))));
        }
        for amount in [
            r#""12 cents""#,
            r#""--250""#,
            r#""+250""#,
            r#""inf""#,
            r#""1e999""#,
            "1e300",
            r#""""#,
            "[]",
            "true",
        ] {
            check::<Cents>(amount, None);
        }
        check("null", Some(Cents(None)));
    }

    #[test]
    fn numbers_are_finite_and_not_negative() {
        for (json, expected) in [
            ("12", Some(12.0)),
            ("1.5", Some(1.5)),
            (r#""12""#, Some(12.0)),
            (r#"" .5e1 ""#, Some(5.0)),
            (r#""1.""#, Some(1.0)),
            ("null", None),
        ] {
            check(json, Some(Number(expected)));
        }
        for json in [
            "-1",
            "1e300",
            "[]",
            "true",
            r#""-1""#,
            r#""+1""#,
            r#""inf""#,
            r#""NaN""#,
            r#""1_000""#,
            r#""e5""#,
        ] {
            check::<Number>(json, None);
        }
        assert_eq!(Number(None).or(Number(Some(3.9))).count(), 3);
    }
}
