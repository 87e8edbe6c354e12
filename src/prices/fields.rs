//! The fields of a JSON object, taken one by one.

use super::{Date, date};
use crate::json::Value;

/// Each field is there to be taken once. The first thing that is wrong is kept for
/// [`Fields::done`], and something harmless is taken instead, so that a reader of an
/// object reads like a list of its fields.
pub(crate) struct Fields {
    /// What an error begins with: "claude-opus-5-5: ".
    pub opening: String,
    left: Vec<(String, Value)>,
    wrong: Option<String>,
}

impl Fields {
    pub fn of(opening: impl Into<String>, value: Value) -> Fields {
        let mut fields = Fields { opening: opening.into(), left: Vec::new(), wrong: None };
        match value {
            Value::Object(pairs) => fields.left = pairs,
            _ => fields.refuse("not an object"),
        }
        fields
    }

    /// # Errors
    /// A sentence about the first field that was missing, wrong or not asked for.
    pub fn done(mut self) -> Result<(), String> {
        if let Some((key, _)) = self.left.pop() {
            self.refuse(&format!("{key} is unknown or given twice"));
        }
        self.wrong.map_or(Ok(()), Err)
    }

    /// Says what is wrong, unless something was before.
    pub fn refuse(&mut self, what: &str) {
        self.wrong.get_or_insert_with(|| format!("{}{what}", self.opening));
    }

    /// A field that may be missing or `null`.
    pub fn take(&mut self, key: &str) -> Option<Value> {
        let place = self.left.iter().position(|(k, _)| k == key)?;
        Some(self.left.remove(place).1).filter(|value| *value != Value::Null)
    }

    /// A field that must be there.
    pub fn need(&mut self, key: &str) -> Value {
        self.take(key).unwrap_or_else(|| {
            self.refuse(&format!("{key} is missing"));
            Value::Null
        })
    }

    pub fn text(&mut self, key: &str) -> String {
        let value = self.need(key);
        self.as_text(key, value)
    }

    pub fn text_if_any(&mut self, key: &str) -> Option<String> {
        self.take(key).map(|value| self.as_text(key, value))
    }

    fn as_text(&mut self, key: &str, value: Value) -> String {
        let Value::Text(text) = value else { return self.not(key, "a text") };
        text
    }

    pub fn number(&mut self, key: &str) -> f64 {
        let value = self.need(key);
        self.as_number(key, value)
    }

    fn as_number(&mut self, key: &str, value: Value) -> f64 {
        let Value::Number(number) = value else { return self.not(key, "a number") };
        number
    }

    pub fn positive(&mut self, key: &str) -> f64 {
        let number = self.number(key);
        self.check_positive(key, number)
    }

    pub fn positive_if_any(&mut self, key: &str) -> Option<f64> {
        let number = self.take(key).map(|value| self.as_number(key, value))?;
        Some(self.check_positive(key, number))
    }

    pub fn check_positive(&mut self, what: &str, number: f64) -> f64 {
        if number <= 0.0 {
            self.refuse(&format!("{what} is {number}, not a positive number"));
        }
        number
    }

    /// A whole number from 0.
    pub fn count(&mut self, key: &str) -> u32 {
        let number = self.number(key);
        // The conversion saturates, so only a count comes back as it was.
        if f64::from(number as u32) == number { number as u32 } else { self.not(key, "a count") }
    }

    pub fn flag(&mut self, key: &str) -> bool {
        let value = self.need(key);
        self.as_flag(key, value)
    }

    /// A field that may be missing where it would be `false`.
    pub fn flag_if_any(&mut self, key: &str) -> bool {
        self.take(key).is_some_and(|value| self.as_flag(key, value))
    }

    fn as_flag(&mut self, key: &str, value: Value) -> bool {
        let Value::Flag(flag) = value else { return self.not(key, "true or false") };
        flag
    }

    pub fn list(&mut self, key: &str) -> Vec<Value> {
        let Value::List(items) = self.need(key) else { return self.not(key, "a list") };
        items
    }

    pub fn date(&mut self, key: &str) -> Date {
        let text = self.text(key);
        self.as_date(key, &text)
    }

    pub fn date_if_any(&mut self, key: &str) -> Option<Date> {
        self.text_if_any(key).map(|text| self.as_date(key, &text))
    }

    fn as_date(&mut self, key: &str, text: &str) -> Date {
        const HARMLESS: Date = date(2026, 1, 1);
        text.parse().unwrap_or_else(|_| {
            self.refuse(&format!("{key} {text:?} is not a day like 2026-11-21"));
            HARMLESS
        })
    }

    fn not<T: Default>(&mut self, key: &str, kind: &str) -> T {
        self.refuse(&format!("{key} is not {kind}"));
        T::default()
    }
}
