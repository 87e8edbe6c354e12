//! What the browser says of the user's day and language, to the page and to the worker.

use sawtooth::prices::{Date, date};
use sawtooth::view::Locale;

pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year() as i16, now.get_month() as i8 + 1, now.get_date() as i8);
    Date::new(year, month, day).unwrap_or(const { date(2026, 11, 21) })
}

/// Milliseconds since some moment.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Separators as the user's language writes them; English where its digits are others.
pub fn locale() -> Locale {
    let text = String::from(js_sys::Number::from(1_234_567.5).to_locale_string("default"));
    let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let known = text.chars().filter(char::is_ascii_digit).collect::<String>() == "12345675";
    match separators.as_slice() {
        [group, _, decimal] if known => Locale { decimal: *decimal, group: *group },
        [decimal] if known => Locale { decimal: *decimal, group: '\u{202f}' },
        _ => Locale::default(),
    }
}
