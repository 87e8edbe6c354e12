//! Numbers to text and back, by a locale that is given as plain data.
//!
//! Digits that mean nothing are left out: a forecast of $155.29 is $155. The receipt,
//! where parts must add up, has its own rounding in [`super::receipt`].

use crate::scenario::link::digits;
use crate::scenario::{Field, Kind};

/// What the user's language puts into a number. The words of the page are English.
#[derive(Clone, Debug, PartialEq)]
pub struct Locale {
    pub decimal: char,
    pub group: char,
}

impl Default for Locale {
    fn default() -> Locale {
        Locale { decimal: '.', group: ',' }
    }
}

impl Locale {
    /// A number with so many decimals, grouped by thousands.
    pub fn fixed(&self, value: f64, decimals: usize) -> String {
        let text = format!("{:.decimals$}", value.abs());
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        if value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
            out.push('-');
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(self.group);
            }
            out.push(digit);
        }
        if !part.is_empty() {
            out.push(self.decimal);
            out += part;
        }
        out
    }

    /// The shortest text of a number to so many decimals at most.
    pub fn short(&self, value: f64, decimals: usize) -> String {
        let text = self.fixed(value, decimals);
        if decimals == 0 { text } else { text.trim_end_matches('0').trim_end_matches(self.decimal).into() }
    }

    /// USD with the digits that a forecast can stand for.
    pub fn money(&self, usd: f64) -> String {
        let sign = if usd < 0.0 { "-" } else { "" };
        let size = usd.abs();
        let decimals = match size {
            s if s >= 19.995 || s == 0.0 => 0,
            s if s >= 0.0995 => 2,
            // Two digits that count, down to a millionth of a dollar.
            s => (1.0 - libm::floor(libm::log10(s))).clamp(2.0, 6.0) as usize,
        };
        format!("{sign}${}", self.fixed(size, decimals))
    }

    /// Whole dollars where parts must add up to a whole total, else as [`Locale::money`].
    pub fn whole_money(&self, usd: f64, whole: bool) -> String {
        if whole { format!("${}", self.fixed(usd, 0)) } else { self.money(usd) }
    }

    /// Tokens as people say them: 850, 40K, 1.3K, 1.5M.
    pub fn tokens(&self, tokens: f64) -> String {
        let (value, unit) = match tokens.abs() {
            t if t >= 999_500_000.0 => (tokens / 1e9, "B"),
            t if t >= 999_500.0 => (tokens / 1e6, "M"),
            t if t >= 999.5 => (tokens / 1e3, "K"),
            _ => (tokens, ""),
        };
        let decimals = if value.abs() < 99.95 && !unit.is_empty() { 1 } else { 0 };
        format!("{}{unit}", self.short(value, decimals))
    }

    /// 0..1 as a percentage; more digits near to 100, where a tenth matters.
    pub fn percent(&self, share: f64) -> String {
        format!("{}%", self.short(share * 100.0, 1))
    }

    /// 0..1 as it stands in a number field beside a "%".
    pub fn share(&self, share: f64) -> String {
        self.short(share * 100.0, 4)
    }

    /// A field's value as it stands in its number field.
    pub fn value(&self, field: &Field, value: f64) -> String {
        match field.kind {
            Kind::Share => self.share(value),
            _ => self.short(value, 6),
        }
    }

    /// Reads what a person typed: "40k", "1.5M", "$13", "98%", "1,300" or the locale's own
    /// decimals. `None` for anything that leaves a doubt.
    pub fn parse(&self, field: &Field, text: &str) -> Option<f64> {
        let text: String = text.trim().to_ascii_lowercase().chars().filter(|c| !is_blank(*c)).collect();
        let below = text.strip_prefix(['-', '−']).filter(|_| field.min < 0.0);
        let (text, sign) = below.map_or((text.as_str(), 1.0), |rest| (rest, -1.0));
        let text = text.strip_prefix('$').unwrap_or(text);
        let (text, percent) = match text.strip_suffix('%') {
            Some(rest) if field.kind == Kind::Share => (rest, true),
            _ => (text, field.kind == Kind::Share),
        };
        let (text, factor) = suffixed(text);
        let value = digits::read(&self.plain(text)?, 0)? * factor;
        // Through text, so that 98.5% is 0.985 and not its neighbour.
        let value = if percent { digits::read(&value.to_string(), -2)? } else { value };
        Some(sign * value)
    }

    /// The number that a text of this locale shows, such as "$1,863", "−7%" or "1.3K"; a percentage is a
    /// fraction. `None` for anything else.
    pub fn read(&self, text: &str) -> Option<f64> {
        let text: String = text.chars().filter(|c| !is_blank(*c) || *c == self.group).collect();
        let below = text.strip_prefix(['-', '−']);
        let text = below.or(text.strip_prefix('+')).unwrap_or(&text);
        let text = text.strip_prefix('$').unwrap_or(text).to_ascii_lowercase();
        let (text, percent) = text.strip_suffix('%').map_or((text.as_str(), 1.0), |rest| (rest, 100.0));
        let (text, factor) = suffixed(text);
        let size = digits::read(&self.plain(text)?, 0)? * factor / percent;
        Some(if below.is_some() { -size } else { size })
    }

    /// Digits with a decimal point, or nothing.
    fn plain(&self, text: &str) -> Option<String> {
        let separators: Vec<(usize, char)> =
            text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
        if !text.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let known = |c: char| c == self.decimal || c == self.group || c == '.' || c == '\'' || c == '_';
        if separators.iter().any(|(_, c)| !known(*c)) {
            return None;
        }
        let decimals = separators.iter().filter(|(_, c)| *c == self.decimal).count();
        let grouped = |(i, c): &(usize, char)| *c != self.decimal && self.groups_at(text, *i);
        match separators.as_slice() {
            [] => Some(text.into()),
            // A point that cannot be a group is a decimal everywhere, as in links and files.
            [(i, '.')] if self.decimal != '.' && !self.groups_at(text, *i) => Some(text.into()),
            all if decimals <= 1 && all.iter().filter(|s| s.1 != self.decimal).all(grouped) => {
                let keep =
                    |c: char| if c == self.decimal { Some('.') } else { c.is_ascii_digit().then_some(c) };
                Some(text.chars().filter_map(keep).collect())
            }
            _ => None,
        }
    }

    /// Whether exactly three digits follow before the next separator or the end.
    fn groups_at(&self, text: &str, separator: usize) -> bool {
        let after = text[separator..].chars().skip(1);
        separator > 0 && after.take_while(|c| c.is_ascii_digit()).count() == 3
    }
}

fn suffixed(text: &str) -> (&str, f64) {
    let units = [("k", 1e3), ("m", 1e6), ("b", 1e9)];
    let found = units.iter().find_map(|(unit, factor)| text.strip_suffix(unit).map(|rest| (rest, *factor)));
    found.unwrap_or((text, 1.0))
}

/// Blanks that group digits in several languages.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// "1 session", "4 sessions".
pub fn plural(count: &str, one: &str, many: &str) -> String {
    format!("{count} {}", if count == "1" { one } else { many })
}

/// A text of ours at a sentence's beginning. It begins with an ASCII letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

/// A text within a sentence; words of capitals, such as US, stay.
pub fn lower(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_ascii_uppercase() => {
            first.to_ascii_lowercase().to_string() + chars.as_str()
        }
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::field;

    #[test]
    fn numbers_read_as_people_type_them() {
        let german = Locale { decimal: ',', group: '.' };
        let table = [
            (Locale::default(), "floor", "40k", Some(40_000.0)),
            (Locale::default(), "floor", "1.5M", Some(1_500_000.0)),
            (Locale::default(), "floor", "1,300", Some(1_300.0)),
            (Locale::default(), "floor", "1,30", None),
            (Locale::default(), "floor", "4 0", Some(40.0)),
            (Locale::default(), "floor", "", None),
            (Locale::default(), "floor", "k", None),
            (Locale::default(), "floor", "1e5", None),
            (Locale::default(), "floor", "-5", None),
            (Locale::default(), "hit", "98.5%", Some(0.985)),
            (Locale::default(), "hit", "98.5", Some(0.985)),
            (Locale::default(), "paid", "$1,234.50", Some(1234.5)),
            (german.clone(), "floor", "1.300", Some(1_300.0)),
            (german.clone(), "messages", "2,5", Some(2.5)),
            (german.clone(), "messages", "2.5", Some(2.5)),
            (german, "paid", "1.234,50", Some(1234.5)),
        ];
        for (locale, key, text, expected) in table {
            assert_eq!(field(key).and_then(|f| locale.parse(f, text)), expected, "{text} in {key}");
        }
    }

    #[test]
    fn money_has_no_digits_that_mean_nothing() {
        let table = [
            (155.285, "$155"),
            (1863.42, "$1,863"),
            (22.15, "$22"),
            (7.764, "$7.76"),
            (19.99, "$19.99"),
            (0.34, "$0.34"),
            (0.0123, "$0.012"),
            (0.0, "$0"),
            (-15.06, "-$15.06"),
            (0.000_000_2, "$0.000000"),
        ];
        for (usd, expected) in table {
            assert_eq!(Locale::default().money(usd), expected);
        }
    }

    #[test]
    fn every_value_survives_its_own_field() {
        for locale in
            [Locale::default(), Locale { decimal: ',', group: '.' }, Locale { decimal: ',', group: ' ' }]
        {
            for (key, value) in [("floor", 40_000.0), ("hit", 0.985), ("messages", 2.5), ("jobs", 1234.567)] {
                let field = field(key).expect("a field of that name");
                assert_eq!(locale.parse(field, &locale.value(field, value)), Some(value), "{key}");
            }
        }
    }
}
