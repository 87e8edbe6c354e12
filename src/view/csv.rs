//! Every CSV of the page and the terminal: its quoting, and what cells that are shown hold.

use super::{Locale, words};

/// A cell as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShownCell {
    pub text: String,
    /// What is said below it, in smaller letters.
    pub more: String,
}

/// A table that is shown, its head first. Numbers are as they are rounded there, without a thousands
/// separator, unit or sign of money; a share is a fraction, a day is ISO 8601. A column with smaller
/// texts in it has them in a column beside it.
pub fn shown(rows: &[Vec<ShownCell>], locale: &Locale) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let has_more: Vec<bool> = (0..columns)
        .map(|at| rows.iter().skip(1).any(|row| row.get(at).is_some_and(|cell| !cell.more.is_empty())))
        .collect();
    let record = |(number, row): (usize, &Vec<ShownCell>)| {
        let cell = |(at, has_more): (usize, &bool)| {
            let ShownCell { text, more } = row.get(at).cloned().unwrap_or_default();
            // A head names the columns of its body alone.
            let more = if number == 0 && *has_more { beside(&text) } else { more };
            let value = if number == 0 { guarded(&text) } else { value(&text, locale) };
            std::iter::once(value).chain(has_more.then(|| guarded(&more)))
        };
        has_more.iter().enumerate().flat_map(cell).collect()
    };
    records(rows.iter().enumerate().map(record))
}

/// What the column of smaller texts is called.
fn beside(head: &str) -> String {
    [head, super::labels::table::NOTE].join(", ")
}

/// One line for each record (RFC 4180). Text of a person goes through [`guarded`] before.
pub fn records(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Memory takes every record.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A name is what a link says: one that a spreadsheet would take for a formula is a text there too
/// (OWASP, CSV injection).
pub fn guarded(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    [if is_formula { "'" } else { "" }, text].concat()
}

/// What a cell's text stands for; the ends of a range each, and a text that is neither number nor day
/// as it is.
fn value(text: &str, locale: &Locale) -> String {
    let text = text.trim();
    let one = |text: &str| number(text, locale).or_else(|| day(text));
    if text == "–" {
        return String::new();
    }
    let ends = || {
        let (low, high) = text.split_once(" to ")?;
        Some([one(low)?, one(high)?].join(" to "))
    };
    one(text).or_else(ends).unwrap_or_else(|| guarded(text))
}

fn number(text: &str, locale: &Locale) -> Option<String> {
    // As many digits as doubles hold for certain: 0.07 times 100 is no 7.000000000000001.
    locale.read(text).map(|number| (libm::round(number * 1e9) / 1e9 + 0.0).to_string())
}

/// "21 November 2026"
fn day(text: &str) -> Option<String> {
    words::read_day(text).map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prices::date;

    fn cells(rows: &[&[(&str, &str)]]) -> Vec<Vec<ShownCell>> {
        let cell = |(text, more): &(&str, &str)| ShownCell { text: (*text).into(), more: (*more).into() };
        rows.iter().map(|row| row.iter().map(cell).collect()).collect()
    }

    #[test]
    fn value_is_the_number_that_is_shown() {
        let german = Locale { decimal: ',', group: '.' };
        for (locale, text, expected) in [
            (Locale::default(), "$1,863", "1863"),
            (Locale::default(), "-$15.06", "-15.06"),
            (Locale::default(), "−$15.06", "-15.06"),
            (Locale::default(), "+$0.01", "0.01"),
            (Locale::default(), "97.5%", "0.975"),
            (Locale::default(), "-7%", "-0.07"),
            (Locale::default(), "1.3K", "1300"),
            (Locale::default(), "2B", "2000000000"),
            (Locale::default(), "1,234,567", "1234567"),
            (Locale::default(), "$0.000000", "0"),
            (Locale::default(), "-0", "0"),
            (Locale::default(), "$1,900 to $3,100", "1900 to 3100"),
            (Locale::default(), "21 November 2026", "2026-11-21"),
            (Locale::default(), "1 December 2026 to 3 December 2026", "2026-12-01 to 2026-12-03"),
            (Locale::default(), "–", ""),
            (Locale::default(), "4 weeks of 9", "4 weeks of 9"),
            (Locale::default(), "31 November 2026", "31 November 2026"),
            (Locale::default(), "Opus 5.5", "Opus 5.5"),
            (Locale::default(), "-x", "'-x"),
            (german.clone(), "$1.863,50", "1863.5"),
            (german, "12,5", "12.5"),
        ] {
            assert_eq!(value(text, &locale), expected, "{text}");
        }
    }

    /// What the formatters write reads back as the number that they round to.
    #[test]
    fn value_of_every_formatter_is_the_rounded_number() {
        for locale in
            [Locale::default(), Locale { decimal: ',', group: '.' }, Locale { decimal: ',', group: '\u{a0}' }]
        {
            for exact in [0.0, 0.000_123, 0.34, 7.764, 19.99, 155.285, 1863.42, 40_000.0, 1_234_567.8, 2.5e9]
            {
                let read = |text: String| value(&text, &locale).parse::<f64>().expect("a number");
                let near = |read: f64, off: f64| assert!((read - exact).abs() <= off, "{exact}: {read}");
                near(read(locale.money(exact)), (exact * 0.05).clamp(1e-6, 0.5));
                near(read(locale.tokens(exact)), (exact * 0.05).max(0.5));
                near(read(locale.fixed(exact, 2)), 0.005_001);
                near(read(locale.percent(exact / 1e6)) * 1e6, 500.1);
            }
        }
    }

    #[test]
    fn day_reads_back_every_month() {
        for month in 1..=12 {
            let on = date(2026, month, 3);
            assert_eq!(value(&words::day(on), &Locale::default()), on.to_string());
        }
    }

    #[test]
    fn smaller_texts_have_a_column_of_their_own() {
        let rows = cells(&[
            &[("Plan", ""), ("Month", "")],
            &[("=Pro", "as quoted"), ("$1,200", "")],
            &[("A \"group\"", "")],
        ]);
        let text = shown(&rows, &Locale::default());
        assert_eq!(text, "Plan,\"Plan, note\",Month\r\n'=Pro,as quoted,1200\r\n\"A \"\"group\"\"\",,\r\n");
    }

    #[test]
    fn name_is_no_formula_in_a_spreadsheet() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("Back end"), "Back end");
    }
}
