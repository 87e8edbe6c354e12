//! Fields of a report's JSON, leniently: what is missing or null is nothing, what is there
//! and cannot be right is an error of its row.

use crate::decimal;
use crate::json::Value;

/// A field that is there and is not what it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// Beyond it `f64` no longer counts by ones, and nobody has so many tokens.
pub(super) const MOST: f64 = 9_007_199_254_740_992.0;

/// The value under the first of these keys that has one other than null.
pub(super) fn any<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a Value> {
    let given = |key: &&str| value.get(key).filter(|found| **found != Value::Null);
    keys.iter().find_map(given)
}

pub(super) fn text<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a str> {
    match any(value, keys)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// Nothing for what is not a list.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> Option<&'a [Value]> {
    match value.get(key)? {
        Value::List(items) => Some(items),
        _ => None,
    }
}

pub(super) fn flag(value: &Value, key: &str) -> bool {
    value.get(key) == Some(&Value::Flag(true))
}

/// A count of tokens or searches; 0 where there is none.
pub(super) fn count(value: &Value, keys: &[&str]) -> Result<u64, Unreadable> {
    Ok(number(value, keys)?.map_or(0, |count| count as u64))
}

/// A number that is not negative, as a number or as text of one.
pub(super) fn number(value: &Value, keys: &[&str]) -> Result<Option<f64>, Unreadable> {
    let number = match any(value, keys) {
        None => return Ok(None),
        Some(Value::Number(number)) => *number,
        Some(Value::Text(text)) => decimal::read(text.trim()).ok_or(Unreadable)?,
        Some(_) => return Err(Unreadable),
    };
    if (0.0..=MOST).contains(&number) { Ok(Some(number)) } else { Err(Unreadable) }
}

/// USD of an amount in cents, written as decimal text: the nearest number to the exact
/// quotient, which dividing afterwards would miss.
pub(super) fn cents(value: &Value, key: &str) -> Result<Option<f64>, Unreadable> {
    let shifted = |text: &str| match text.contains(['e', 'E']) {
        true => decimal::read(text).map(|cents| cents / 100.0),
        false => decimal::read(&[text, "e-2"].concat()),
    };
    let signed = |text: &str| match text.trim().strip_prefix('-') {
        // A credit.
        Some(size) => shifted(size).map(|usd| -usd),
        None => shifted(text.trim()),
    };
    match any(value, &[key]) {
        None => Ok(None),
        Some(Value::Text(text)) => signed(text).map(Some).ok_or(Unreadable),
        Some(Value::Number(cents)) => Ok(Some(cents / 100.0)),
        Some(_) => Err(Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::{Unreadable, cents, count};
    use crate::json::Value;

    fn check<T: PartialEq + std::fmt::Debug>(json: &str, read: impl Fn(&Value) -> T, expected: T) {
        assert_eq!(read(&Value::read(json).expect(json)), expected, "{json}");
    }

    #[test]
    fn cents_become_the_nearest_dollars() {
        for (amount, usd) in [
            (r#""123.78912""#, 1.2378912),
            (r#""0.1""#, 0.001),
            (r#""110""#, 1.1),
            (r#""-250""#, -2.5),
            ("1025", 10.25),
        ] {
            check(&format!(r#"{{"amount":{amount}}}"#), |v| cents(v, "amount"), Ok(Some(usd)));
        }
        check(r#"{"amount":"12 cents"}"#, |v| cents(v, "amount"), Err(Unreadable));
        check(r#"{"amount":null}"#, |v| cents(v, "amount"), Ok(None));
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        for (json, expected) in [
            (r#"{"n":12}"#, Ok(12)),
            (r#"{"n":"12"}"#, Ok(12)),
            (r#"{"n":null,"m":3}"#, Ok(3)),
            ("{}", Ok(0)),
            (r#"{"n":-1}"#, Err(Unreadable)),
            (r#"{"n":1e300}"#, Err(Unreadable)),
            (r#"{"n":[]}"#, Err(Unreadable)),
        ] {
            check(json, |value| count(value, &["n", "m"]), expected);
        }
    }
}
