//! Numbers as files have them: as the API writes them, or as a spreadsheet or another program
//! rewrote them.

/// Digits with a point or an exponent or both, and thousands set apart; `parse` alone would read
/// signs, `inf` and `nan` too.
pub(super) fn unsigned(text: &str) -> Option<f64> {
    let begins = text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    text.parse().ok().filter(|_| begins).or_else(|| grouped(text))
}

/// The same, or with a minus before or behind it, or in brackets as accountants write it: a credit.
/// Dollars may have their sign or their name.
pub(super) fn signed(text: &str) -> Option<f64> {
    let text = text.strip_suffix("USD").or_else(|| text.strip_prefix("USD")).unwrap_or(text).trim();
    let size = |text: &str| unsigned(text.strip_prefix('$').unwrap_or(text).trim_start());
    let bracketed = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    match bracketed.or_else(|| text.strip_prefix(MINUS)).or_else(|| text.strip_suffix(MINUS)) {
        Some(text) => size(text).map(|size| -size),
        None => match text.strip_prefix("$-") {
            Some(text) => unsigned(text).map(|size| -size),
            None => size(text),
        },
    }
}

/// A hyphen, and the sign that typesetters write.
const MINUS: [char; 2] = ['-', '\u{2212}'];

/// What the marks of a number say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The comma or the point is its decimal sign.
    Decimal(char),
    /// It has this one mark, with three digits behind it: a fraction or a thousand.
    Open(char),
}

/// Nothing of a number without marks, and of what is none.
pub(super) fn mark(text: &str) -> Option<Mark> {
    let is_mark = |c: char| matches!(c, ',' | '.');
    let body = text.trim_matches(|c: char| !c.is_ascii_digit() && !is_mark(c));
    let (body, exponent) = body.split_once(['e', 'E']).unwrap_or((body, ""));
    if body.contains(|c: char| !c.is_ascii_digit() && !is_mark(c) && !GROUPS.contains(&c)) {
        return None;
    }
    let other = |mark: char| if mark == ',' { '.' } else { ',' };
    let last = body.chars().rfind(|c| is_mark(*c))?;
    let has_other = body.contains(other(last));
    let (whole, fraction) = body.rsplit_once(last)?;
    Some(match whole.contains(last) {
        // Thousands come several times.
        true => Mark::Decimal(other(last)),
        false if has_other || fraction.len() != 3 || !exponent.is_empty() || !is_first(whole) => {
            Mark::Decimal(last)
        }
        false => Mark::Open(last),
    })
}

/// What sets thousands apart beside commas and points.
const GROUPS: [char; 5] = [' ', '\'', '\u{2019}', '\u{a0}', '\u{202f}'];

/// Whether a group of digits may be the first one before thousands; a 0 is none, because "0,125" is a
/// fraction.
fn is_first(group: &str) -> bool {
    let is_digits = group.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&group.len()) && is_digits && !group.starts_with('0')
}

/// "1,234,567", "1 234 567" or "1'234'567", with one mark all through.
fn grouped(text: &str) -> Option<f64> {
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    if mark != ',' && !GROUPS.contains(&mark) {
        return None;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    if !is_first(first) || !is_digits(fraction) || !groups.all(|group| group.len() == 3 && is_digits(group)) {
        return None;
    }
    [&whole.replace(mark, ""), ".", fraction].concat().parse().ok()
}

/// A whole number of at most `most`, in any of these writings.
pub(super) fn whole(text: &str, most: f64) -> Option<f64> {
    unsigned(text.trim()).filter(|number| number.fract() == 0.0 && *number <= most)
}

#[cfg(test)]
mod tests {
    use super::{signed, unsigned, whole};

    #[test]
    fn numbers_are_read_in_every_writing() {
        for (text, expected) in [
            ("1000", Some(1000.0)),
            ("1000.0", Some(1000.0)),
            ("1e6", Some(1_000_000.0)),
            ("1.5E3", Some(1500.0)),
            ("1,000,000", Some(1_000_000.0)),
            ("12,345.67", Some(12_345.67)),
            ("1\u{202f}234\u{202f}567", Some(1_234_567.0)),
            ("1'000", Some(1000.0)),
            ("0,125", None),
            ("1,00", None),
            ("1,000,00", None),
            ("1,000 000", None),
            ("1_000", None),
            ("-1", None),
            ("inf", None),
            ("", None),
        ] {
            assert_eq!(unsigned(text), expected, "{text}");
        }
    }

    #[test]
    fn credits_have_a_minus() {
        assert_eq!([signed("-1,234.5"), signed("0.25")], [Some(-1234.5), Some(0.25)]);
        assert_eq!(
            [signed("0.5-"), signed("\u{2212}0.5"), signed("1.50 USD")],
            [Some(-0.5), Some(-0.5), Some(1.5)]
        );
        assert_eq!([signed("--1"), signed("+1"), signed("-"), signed("-inf")], [None; 4]);
        assert_eq!([signed("$1,234.5"), signed("$ 2")], [Some(1234.5), Some(2.0)]);
        assert_eq!([signed("-$3"), signed("$-3"), signed("(3)"), signed("($3.00)")], [Some(-3.0); 4]);
        assert_eq!(
            [signed("$"), signed("$$1"), signed("("), signed("()"), signed("(-1)"), signed("1$")],
            [None; 6]
        );
    }

    #[test]
    fn a_count_is_whole() {
        assert_eq!(whole(" 4294967295 ", 4_294_967_295.0), Some(4_294_967_295.0));
        assert_eq!(whole("4294967296", 4_294_967_295.0), None);
        assert_eq!(whole("1000.5", 4_294_967_295.0), None);
    }
}
