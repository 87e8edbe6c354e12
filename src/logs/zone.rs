//! A time zone as plain data, so that days are the user's and the library asks no clock.

use super::Moment;
use crate::prices::{Date, date};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// Offsets from UTC and the moments from which they hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Zone {
    /// Minutes east of UTC before the first change.
    pub first: i32,
    /// In order of time: from this moment on, so many minutes east of UTC.
    pub changes: Vec<(Moment, i32)>,
}

impl Zone {
    pub const UTC: Zone = Zone { first: 0, changes: Vec::new() };

    /// Minutes east of UTC.
    pub fn offset(&self, at: Moment) -> i32 {
        let past = self.changes.partition_point(|(from, _)| *from <= at);
        past.checked_sub(1).map_or(self.first, |last| self.changes[last].1)
    }

    /// Days since 1970-01-01, on the user's calendar.
    pub fn day(&self, at: Moment) -> i64 {
        at.saturating_add(i64::from(self.offset(at)) * MINUTE).div_euclid(DAY)
    }

    /// The hour of the user's day, 0 to 23.
    pub fn hour(&self, at: Moment) -> usize {
        let local = at.saturating_add(i64::from(self.offset(at)) * MINUTE).rem_euclid(DAY);
        (local / (60 * MINUTE)) as usize
    }

    pub fn date(&self, at: Moment) -> Date {
        date_of(self.day(at))
    }
}

/// The date so many days after 1970-01-01, or the nearest that a [`Date`] can hold.
pub fn date_of(day: i64) -> Date {
    // Civil from days (the proleptic Gregorian calendar's 400-year cycle of 146,097 days).
    let shifted = day.clamp(-3_000_000, 3_000_000) + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day_of_month = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::new(year as i16, month as i8, day_of_month as i8).unwrap_or(const { date(1970, 1, 1) })
}

#[cfg(test)]
mod tests {
    use super::{Zone, date_of};
    use crate::prices::date;

    #[test]
    fn days_are_the_calendars() {
        for (day, expected) in [
            (0, date(1970, 1, 1)),
            (-1, date(1969, 12, 31)),
            (11_016, date(2000, 2, 29)),
            (11_017, date(2000, 3, 1)),
            (20_778, date(2026, 11, 21)),
        ] {
            assert_eq!(date_of(day), expected, "{day}");
        }
        let start = date(1970, 1, 1);
        (0..40_000).for_each(|day| assert_eq!(i64::from(start.days_until(date_of(day))), day));
    }

    /// Berlin in 2026: summer time ends on 25 October at 01:00 UTC.
    #[test]
    fn an_offset_holds_from_its_change_on() {
        let change = 1_792_890_000_000;
        let berlin = Zone { first: 120, changes: vec![(change, 60)] };
        assert_eq!((berlin.offset(change - 1), berlin.offset(change)), (120, 60));
        assert_eq!((berlin.hour(change - 1), berlin.hour(change)), (2, 2));
        // 23:30 UTC on the day before is the next day there.
        assert_eq!(berlin.date(change - 90 * 60_000), date(2026, 10, 25));
        assert_eq!(Zone::UTC.date(change - 90 * 60_000), date(2026, 10, 24));
    }
}
