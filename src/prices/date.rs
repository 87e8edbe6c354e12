//! A day of the calendar, as prices and links name it: "2026-11-21".

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A day that exists, in the years 0 to 9999 that are written with four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // In this order, so that the derived order is that of time.
    year: i16,
    month: i8,
    day: i8,
}

/// A day written in the source. In a `const`, one that does not exist does not compile.
///
/// # Panics
/// Outside of a `const`, when there is no such day.
pub const fn date(year: i16, month: i8, day: i8) -> Date {
    match Date::new(year, month, day) {
        Some(date) => date,
        None => panic!("there is no such day"),
    }
}

impl Date {
    /// Nothing where the Gregorian calendar has no such day.
    pub const fn new(year: i16, month: i8, day: i8) -> Option<Date> {
        if 0 <= year && year <= 9999 && 1 <= day && day <= days_in(year, month) {
            Some(Date { year, month, day })
        } else {
            None
        }
    }

    pub fn year(self) -> i16 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> i8 {
        self.day
    }

    /// Days from this one to another; negative backwards.
    pub fn days_until(self, other: Date) -> i32 {
        other.ordinal() - self.ordinal()
    }

    /// Days since some fixed one: years that begin in March put the leap day last, and the
    /// lengths of the months before one are then 153 days for every five, rounded.
    /// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    fn ordinal(self) -> i32 {
        let (year, month) = (i32::from(self.year), i32::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        365 * year + leap_days + (153 * month + 2) / 5 + i32::from(self.day)
    }
}

/// 0 for a month that does not exist.
const fn days_in(year: i16, month: i8) -> i8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// What was read is not a day that exists, written like "2026-11-21".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl FromStr for Date {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Date, NotADay> {
        let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return Err(NotADay) };
        let [year, month, day] = [number(&[a, b, c, d])?, number(&[e, f])?, number(&[g, h])?];
        // Two digits fit in any of the types.
        Date::new(year, month as i8, day as i8).ok_or(NotADay)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|NotADay| D::Error::custom(format!("{text:?} is not a day like 2026-11-21")))
    }
}

/// `i16::from_str` would also read a sign.
fn number(digits: &[u8]) -> Result<i16, NotADay> {
    digits.iter().try_fold(0, |sum, digit| match digit {
        b'0'..=b'9' => Ok(sum * 10 + i16::from(digit - b'0')),
        _ => Err(NotADay),
    })
}

#[cfg(test)]
mod tests {
    use super::{Date, NotADay, date};

    #[test]
    fn only_real_days_are_read_and_they_are_written_alike() {
        for text in ["2026-11-21", "2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().map(|day| day.to_string()).as_deref(), Ok(text));
        }
        let wrong = ["", "2026-11-31", "2026-02-29", "1900-02-29", "2026-00-10", "2026-13-10", "2026-11-00"];
        let misspelt = ["2026-1-21", "20261121", "+026-11-21", "2026-11-21T10:00", " 2026-11-21", "２026-11"];
        for text in wrong.into_iter().chain(misspelt) {
            assert_eq!(text.parse::<Date>(), Err(NotADay), "{text}");
        }
    }

    /// Every day of the calendar, one after the other.
    #[test]
    fn tomorrow_is_one_day_on_and_later() {
        let days = (0..=9999).flat_map(|year| (1..=12).map(move |month| (year, month)));
        let days = days.flat_map(|(y, m)| (1..=31).filter_map(move |day| Date::new(y, m, day)));
        let mut before: Option<Date> = None;
        for day in days {
            assert!(before.is_none_or(|before| before < day && before.days_until(day) == 1), "{day}");
            before = Some(day);
        }
        // 25 times the 146,097 days that 400 years have.
        assert_eq!(date(0, 1, 1).days_until(date(9999, 12, 31)) + 1, 25 * 146_097);
    }

    #[test]
    fn days_are_counted_both_ways() {
        assert_eq!(date(1970, 1, 1).days_until(date(2026, 11, 21)), 20_778);
        assert_eq!(date(2026, 11, 21).days_until(date(2026, 8, 22)), -91);
    }
}
