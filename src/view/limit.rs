//! "My weekly limit shows [60]% used, and resets in [3] days": what is typed there, read and told.

use super::Locale;
use crate::decisions::payment::{full_week, share_of_limit};
use crate::model::estimate::Answer;
use crate::scenario::{Field, field};

/// What was typed about a weekly limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Used {
    /// Shares of the limit, 0 and up, least and most.
    pub low: f64,
    pub high: f64,
}

const RANGE: [&str; 4] = ["to", "–", "—", "-"];

/// Reads "60", "60%", "50 to 70" or "50–70 %". A bare number is per cent; two ends may be typed
/// either way round.
///
/// # Errors
/// A sentence that says what can be typed.
pub fn read_used(text: &str, locale: &Locale) -> Result<Used, String> {
    let text = text.trim().to_ascii_lowercase();
    let ends = RANGE.iter().find_map(|word| text.split_once(word));
    let (one, other) = ends.unwrap_or((&text, &text));
    let share = |text: &str| parse(text, locale).filter(|share| *share > 0.0);
    let (one, other) = share(one)
        .zip(share(other))
        .ok_or("Type the percentage that /usage shows, such as 60, or a range, such as 50 to 70.")?;
    Ok(Used { low: one.min(other), high: one.max(other) })
}

/// Reads the days until the reset: "3", "2.5", "3 days", "20 hours". Nothing is a full week.
///
/// # Errors
/// A sentence that says what can be typed.
pub fn read_resets(text: &str, locale: &Locale) -> Result<Option<f64>, String> {
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let units = [("days", 1.0), ("day", 1.0), ("d", 1.0), ("hours", 24.0), ("hour", 24.0), ("h", 24.0)];
    let unit = units.iter().find_map(|(unit, per)| text.strip_suffix(unit).map(|rest| (rest, *per)));
    let (number, per) = unit.unwrap_or((&text, 1.0));
    let like: Option<&Field> = field("days");
    let days = like.and_then(|like| locale.parse(like, number)).map(|number| number / per);
    match days.filter(|days| (0.0..7.0).contains(days)) {
        Some(days) => Ok(Some(days)),
        None => Err("Type days from 0 to less than 7, such as 3. Empty means a full week.".into()),
    }
}

/// "= about 105% in a full week"; nothing where a full week was meant.
pub fn in_a_full_week(used: Used, resets_in_days: Option<f64>, locale: &Locale) -> Option<String> {
    let days = resets_in_days.filter(|days| *days > 0.0);
    let (low, high) = full_week(used.low, days).zip(full_week(used.high, days))?;
    days.map(|_| format!("= about {} in a full week", share(low, high, locale)))
}

/// What the field of a plan's limit shows: "60", "50 to 70"; nothing where the limit is not known.
pub fn in_force(answer: &Answer, plan: &str, locale: &Locale) -> Option<String> {
    let (low, high) = share_of_limit(answer, plan)?;
    Some(share(low, high, locale).replace('%', ""))
}

/// "60%", "50% to 70%": whole per cent, more digits only below one.
pub fn share(low: f64, high: f64, locale: &Locale) -> String {
    let decimals = if high < 0.01 { 1 } else { 0 };
    let text = |share: f64| format!("{}%", locale.short(share * 100.0, decimals));
    let (low, high) = (text(low), text(high));
    if low == high { low } else { format!("{low} to {high}") }
}

fn parse(text: &str, locale: &Locale) -> Option<f64> {
    let like: Option<&Field> = field("onApi");
    like.and_then(|like| locale.parse(like, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(low: f64, high: f64) -> Option<Used> {
        Some(Used { low, high })
    }

    #[test]
    fn used_share_reads_as_people_type_it() {
        let german = Locale { decimal: ',', group: '.' };
        for (locale, text, expected) in [
            (Locale::default(), "60", used(0.6, 0.6)),
            (Locale::default(), " 60 % ", used(0.6, 0.6)),
            (Locale::default(), "50 to 70", used(0.5, 0.7)),
            (Locale::default(), "70%-50%", used(0.5, 0.7)),
            (Locale::default(), "50–70 %", used(0.5, 0.7)),
            (Locale::default(), "0.6", used(0.006, 0.006)),
            (german.clone(), "62,5", used(0.625, 0.625)),
            (german, "130", used(1.3, 1.3)),
            (Locale::default(), "", None),
            (Locale::default(), "0", None),
            (Locale::default(), "50 to", None),
            (Locale::default(), "much", None),
        ] {
            assert_eq!(read_used(text, &locale).ok(), expected, "{text}");
        }
    }

    #[test]
    fn reset_reads_days_and_hours() {
        for (text, expected) in [
            ("", Some(None)),
            ("3", Some(Some(3.0))),
            ("3 days", Some(Some(3.0))),
            ("12 hours", Some(Some(0.5))),
            ("0", Some(Some(0.0))),
            ("7", None),
            ("-1", None),
            ("soon", None),
        ] {
            assert_eq!(read_resets(text, &Locale::default()).ok(), expected, "{text}");
        }
    }

    /// 60% after 4 of 7 days.
    #[test]
    fn part_of_a_week_is_told_as_a_full_one() {
        let locale = Locale::default();
        let check = |used: &str, days: &str, expected: Option<&str>| {
            let used = read_used(used, &locale).expect("a percentage");
            let days = read_resets(days, &locale).expect("days");
            assert_eq!(in_a_full_week(used, days, &locale).as_deref(), expected);
        };
        check("60", "3", Some("= about 105% in a full week"));
        check("50 to 80", "3", Some("= about 88% to 140% in a full week"));
        check("60", "", None);
    }
}
