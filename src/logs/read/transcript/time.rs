//! "2026-10-12T08:02:11.204Z" -> milliseconds since 1970.

use crate::logs::Moment;
use crate::prices::{Date, date};

const EPOCH: Date = const { date(1970, 1, 1) };

/// A moment as transcripts write it, in UTC or with an offset; in any other form of ISO 8601, or as
/// seconds, milliseconds and finer since 1970, in quotes or without. Nothing for any other text, and
/// for a day without a time.
pub fn moment(written: &[u8]) -> Option<Moment> {
    let text = written.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\"")).unwrap_or(written);
    usual(text).or_else(|| since_1970(text)).or_else(|| otherwise(text))
}

/// "2026-10-12T08:02:11.204Z".
fn usual(text: &[u8]) -> Option<Moment> {
    let clock = text.get(..19)?;
    let is_separated = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')].iter().all(|(at, c)| clock[*at] == *c);
    if !is_separated || !matches!(clock[10], b'T' | b't' | b' ') {
        return None;
    }
    let number = |from: usize, to: usize| digits(&clock[from..to]);
    let day = Date::new(number(0, 4)? as i16, number(5, 7)? as i8, number(8, 10)? as i8)?;
    let time = [number(11, 13)?, number(14, 16)?, number(17, 19)?];
    at(i64::from(EPOCH.days_until(day)), time, &text[19..])
}

/// Days since 1970, a time of day, and what follows it.
fn at(days: i64, [hour, minute, second]: [i64; 3], rest: &[u8]) -> Option<Moment> {
    // The end of a day may be called its hour 24.
    let is_midnight = (hour, minute, second) == (24, 0, 0);
    if (hour > 23 && !is_midnight) || minute > 59 || second > 60 {
        return None;
    }
    let (milliseconds, zone) = fraction(rest);
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second;
    Some((seconds - offset(zone)? * 60) * 1_000 + milliseconds)
}

/// By its size: seconds until the year 5138, and milliseconds, microseconds and nanoseconds from 1973
/// on.
fn since_1970(text: &[u8]) -> Option<Moment> {
    let is_number = text.first().is_some_and(u8::is_ascii_digit);
    let number: f64 = std::str::from_utf8(text).ok().filter(|_| is_number)?.parse().ok()?;
    let milliseconds = match number {
        // A day or a year without its dashes.
        ..1e9 => return None,
        ..1e11 => number * 1e3,
        ..1e14 => number,
        ..1e17 => number / 1e3,
        _ => number / 1e6,
    };
    (milliseconds < 1e14).then(|| milliseconds.floor() as Moment)
}

/// "20261012T080211Z", "2026-285T08:02Z", "2026-W42-1T08:02:11,2+0200".
fn otherwise(text: &[u8]) -> Option<Moment> {
    let Some(split) = text.iter().position(|byte| matches!(byte, b'T' | b't' | b' ')) else {
        // A day alone.
        return at(days(text).filter(|_| text.contains(&b'-'))?, [0; 3], b"");
    };
    let (day, time) = (&text[..split], &text[split + 1..]);
    let end = time.iter().position(|byte| !byte.is_ascii_digit() && *byte != b':').unwrap_or(time.len());
    let (clock, rest) = time.split_at(end);
    let clock: Vec<u8> = clock.iter().copied().filter(|byte| *byte != b':').collect();
    let part = |from: usize| if from < clock.len() { digits(clock.get(from..from + 2)?) } else { Some(0) };
    let is_clock = matches!(clock.len(), 2 | 4 | 6);
    at(days(day)?, [part(0)?, part(2)?, part(4)?], rest).filter(|_| is_clock)
}

/// Days since 1970 of a day by its month ("2026-10-12", "2026/10/12"), by its week or by its number in the
/// year.
fn days(day: &[u8]) -> Option<i64> {
    let plain: Vec<u8> = day.iter().copied().filter(|byte| !matches!(byte, b'-' | b'/')).collect();
    let year = digits(plain.get(..4)?)?;
    let first = i64::from(EPOCH.days_until(Date::new(i16::try_from(year).ok()?, 1, 1)?));
    match plain.get(4..)? {
        [b'W', week @ .., weekday] if week.len() == 2 => {
            let (week, weekday) = (digits(week)?, digits(&[*weekday])?);
            // 1970-01-01 was a Thursday, and the fourth of January is in week 1.
            let fourth = first + 3;
            let monday = fourth - (fourth + 3).rem_euclid(7);
            ((1..=53).contains(&week) && (1..=7).contains(&weekday))
                .then(|| monday + (week - 1) * 7 + weekday - 1)
        }
        [a, b, c] => {
            digits(&[*a, *b, *c]).filter(|number| (1..=366).contains(number)).map(|number| first + number - 1)
        }
        [a, b, c, d] => {
            let day = Date::new(year as i16, digits(&[*a, *b])? as i8, digits(&[*c, *d])? as i8)?;
            Some(i64::from(EPOCH.days_until(day)))
        }
        _ => None,
    }
}

/// Milliseconds after the full second, and what follows them.
fn fraction(text: &[u8]) -> (i64, &[u8]) {
    let Some((b'.' | b',', rest)) = text.split_first() else { return (0, text) };
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    let digit = |at: usize| if at < end { i64::from(rest[at] - b'0') } else { 0 };
    (digit(0) * 100 + digit(1) * 10 + digit(2), &rest[end..])
}

/// Minutes east of UTC: "Z", "+02:00", "+0200" or "+02", behind a blank or not.
fn offset(zone: &[u8]) -> Option<i64> {
    match zone.trim_ascii() {
        b"" | b"Z" | b"z" | b"UTC" | b"GMT" => Some(0),
        [sign @ (b'+' | b'-'), clock @ ..] => {
            let minutes = match clock {
                [a, b, b':', c, d] | [a, b, c, d] => digits(&[*a, *b])? * 60 + digits(&[*c, *d])?,
                [a, b] => digits(&[*a, *b])? * 60,
                _ => return None,
            };
            Some(if *sign == b'-' { -minutes } else { minutes })
        }
        _ => None,
    }
}

fn digits(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::moment;

    /// Expected: `date -u -d TEXT +%s%3N`.
    #[test]
    fn moments_are_read() {
        for (text, expected) in [
            ("1970-01-01T00:00:00.000Z", Some(0)),
            ("2026-10-12T08:02:11.204Z", Some(1_791_792_131_204)),
            ("2026-10-12T08:02:11Z", Some(1_791_792_131_000)),
            ("2026-10-12T08:02:11.2Z", Some(1_791_792_131_200)),
            ("2026-10-12T08:02:11.204999Z", Some(1_791_792_131_204)),
            ("2026-10-12T10:02:11.204+02:00", Some(1_791_792_131_204)),
            ("2026-10-12T02:32:11.204-05:30", Some(1_791_792_131_204)),
            ("2024-02-29T23:59:59.999Z", Some(1_709_251_199_999)),
            ("\"2026-10-12T08:02:11.204Z\"", Some(1_791_792_131_204)),
            ("2026-10-12t08:02:11,204z", Some(1_791_792_131_204)),
            ("2026-10-12T10:02:11.204+0200", Some(1_791_792_131_204)),
            ("2026-10-12 10:02:11 +02", Some(1_791_792_131_000)),
            ("2026-10-12 08:02:11 UTC", Some(1_791_792_131_000)),
            ("2026/10/12 08:02:11", Some(1_791_792_131_000)),
            ("10/12/2026 08:02:11", None),
            ("20261012T080211.204Z", Some(1_791_792_131_204)),
            ("2026-10-12T08:02Z", Some(1_791_792_120_000)),
            ("2026-285T08:02:11Z", Some(1_791_792_131_000)),
            ("2026-W42-1T08:02:11Z", Some(1_791_792_131_000)),
            ("1791792131", Some(1_791_792_131_000)),
            ("1791792131.204", Some(1_791_792_131_204)),
            ("1791792131204", Some(1_791_792_131_204)),
            ("\"1791792131204567\"", Some(1_791_792_131_204)),
            ("1791792131204567890", Some(1_791_792_131_204)),
            // A day alone begins at midnight; the end of a day is the next one.
            ("2026-10-12", Some(1_791_763_200_000)),
            ("2026-10-11T24:00:00Z", Some(1_791_763_200_000)),
            ("2026-10-11T24:00:01Z", None),
            ("2026-13-12", None),
            ("20261012", None),
            ("2026-13-01T08:02Z", None),
            ("2026-W54-1T08:02Z", None),
            ("2026-10-12T8:02Z", None),
            ("2026-02-29T08:02:11.204Z", None),
            ("2026-10-12T24:02:11.204Z", None),
            ("yesterday at noon, o'clock", None),
            ("", None),
        ] {
            assert_eq!(moment(text.as_bytes()), expected, "{text}");
        }
    }
}
