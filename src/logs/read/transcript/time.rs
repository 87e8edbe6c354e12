//! "2026-10-12T08:02:11.204Z" -> milliseconds since 1970.

use crate::logs::Moment;
use crate::prices::{Date, date};

const EPOCH: Date = const { date(1970, 1, 1) };

/// A moment as transcripts write it, in UTC or with an offset; nothing for any other text.
pub fn moment(text: &[u8]) -> Option<Moment> {
    let clock = text.get(..19)?;
    let is_separated = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')].iter().all(|(at, c)| clock[*at] == *c);
    if !is_separated || !matches!(clock[10], b'T' | b' ') {
        return None;
    }
    let number = |from: usize, to: usize| digits(&clock[from..to]);
    let day = Date::new(number(0, 4)? as i16, number(5, 7)? as i8, number(8, 10)? as i8)?;
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (milliseconds, zone) = fraction(&text[19..]);
    let seconds = i64::from(EPOCH.days_until(day)) * 86_400 + hour * 3_600 + minute * 60 + second;
    Some((seconds - offset(zone)? * 60) * 1_000 + milliseconds)
}

/// Milliseconds after the full second, and what follows them.
fn fraction(text: &[u8]) -> (i64, &[u8]) {
    let Some((b'.', rest)) = text.split_first() else { return (0, text) };
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    let digit = |at: usize| if at < end { i64::from(rest[at] - b'0') } else { 0 };
    (digit(0) * 100 + digit(1) * 10 + digit(2), &rest[end..])
}

/// Minutes east of UTC.
fn offset(zone: &[u8]) -> Option<i64> {
    match zone {
        b"" | b"Z" | b"z" => Some(0),
        [sign @ (b'+' | b'-'), hours @ .., b':', tens, ones] if hours.len() == 2 => {
            let minutes = digits(hours)? * 60 + digits(&[*tens, *ones])?;
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
            ("2026-02-29T08:02:11.204Z", None),
            ("2026-10-12T24:02:11.204Z", None),
            ("2026-10-12", None),
            ("yesterday at noon, o'clock", None),
            ("", None),
        ] {
            assert_eq!(moment(text.as_bytes()), expected, "{text}");
        }
    }
}
