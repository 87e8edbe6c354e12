//! A waterfall: from one total to another, step by step, as bars that float.
//!
//! Everything is shown to the cent, rounded by largest remainder, so that the printed steps
//! lead from the printed first total to the printed last one.

use super::receipt::shared_out;
use super::{Locale, Readouts, Series, Stops, Table, Unit, spend};
use crate::chart::{Bar, Bars};

const CENTS: f64 = 100.0;

/// USD to the cent.
pub fn cents(usd: f64, locale: &Locale) -> String {
    let sign = if usd < 0.0 { "-" } else { "" };
    format!("{sign}${}", locale.fixed(usd.abs(), 2))
}

/// The same of a total, with two of its digits where it is less than a cent: that is not nothing.
pub fn total_cents(usd: f64, locale: &Locale) -> String {
    if usd <= 0.0 || printed(usd) > 0.0 {
        return cents(usd, locale);
    }
    let places = (1.0 - libm::floor(libm::log10(usd))).min(12.0);
    format!("${}", locale.fixed(usd, places as usize))
}

/// USD as [`cents`] prints them.
pub fn printed(usd: f64) -> f64 {
    libm::round(usd * CENTS) / CENTS
}

/// A change in USD with its sign, so that it does not depend on colour.
pub fn change(usd: f64, locale: &Locale) -> String {
    let sign = if usd > 0.0 { "+" } else { "" };
    format!("{sign}{}", cents(usd, locale))
}

/// From one sum to the other; savings are in the accent colour. Steps without an effect
/// still have their row: leave out what shall not be seen.
pub fn chart(from: (&str, f64), steps: &[(String, f64)], to: (&str, f64), locale: &Locale) -> Bars {
    let shown = rounded(from.1, steps, to.1);
    let before = running(from.1, steps);
    let highest = before.iter().fold(to.1, |high, usd| high.max(*usd));
    let mut rows = vec![sum(from, locale)];
    for (((label, usd), shown), before) in steps.iter().zip(shown).zip(before) {
        rows.push(step(label, *usd, before, change(shown, locale)));
    }
    rows.push(sum(to, locale));
    Bars {
        rows,
        part_names: Vec::new(),
        range_name: String::new(),
        marks: Vec::new(),
        axis: spend::money_axis(highest * 1.02, "dollars a month", locale),
        description: format!("Dollars a month, step by step from {} to {}", from.0, to.0),
    }
}

fn sum((label, usd): (&str, f64), locale: &Locale) -> Bar {
    let (label, parts, total) = (label.into(), vec![usd], cents(usd, locale));
    Bar { label, start: 0.0, parts, range: None, total, emphasis: false }
}

/// A rise has the second tint of grey, a sum the first.
fn step(label: &str, usd: f64, before: f64, total: String) -> Bar {
    let (low, high) = (before.min(before + usd).max(0.0), before.max(before + usd).max(0.0));
    let parts = if usd < 0.0 { vec![high - low] } else { vec![0.0, high - low] };
    Bar { label: label.into(), start: low, parts, range: None, total, emphasis: usd < 0.0 }
}

/// The sum before each of the steps.
fn running(from: f64, steps: &[(String, f64)]) -> Vec<f64> {
    let mut at = from;
    let before = |(_, usd): &(String, f64)| {
        at += usd;
        at - usd
    };
    steps.iter().map(before).collect()
}

/// The steps to the cent, so that they add up as they are printed.
pub fn rounded(from: f64, steps: &[(String, f64)], to: f64) -> Vec<f64> {
    let exact: Vec<f64> = steps.iter().map(|(_, usd)| usd * CENTS).collect();
    let total = libm::round(to * CENTS) - libm::round(from * CENTS);
    shared_out(&exact, total).into_iter().map(|units| units / CENTS).collect()
}

/// What is read at each row: the step, and the sum after it.
pub fn readouts(from: (&str, f64), steps: &[(String, f64)], to: (&str, f64)) -> Readouts {
    let (mut names, mut changes, mut sums) = (vec![from.0.to_string()], vec![f64::NAN], vec![from.1]);
    let mut at = printed(from.1);
    for ((label, _), usd) in steps.iter().zip(rounded(from.1, steps, to.1)) {
        at += usd;
        names.push(label.clone());
        changes.push(usd);
        sums.push(at);
    }
    names.push(to.0.into());
    changes.push(f64::NAN);
    sums.push(to.1);
    let series = |label: &str, unit, values| Series { label: label.into(), unit, values };
    Readouts {
        heading: String::new(),
        at: Stops::Named(names),
        series: vec![series("step", Unit::Change, changes), series("then", Unit::Cents, sums)],
    }
}

/// The same numbers as a table. `cells` are each step's further columns, under `head`.
pub fn table(
    caption: String,
    head: &[&str],
    from: (&str, f64),
    steps: &[(String, f64)],
    cells: &[Vec<String>],
    to: (&str, f64),
    locale: &Locale,
) -> Table {
    let blank = |(label, usd): (&str, f64)| {
        let mut row = vec![label.to_string()];
        row.extend(head.iter().map(|_| String::new()));
        row.extend([String::new(), cents(usd, locale)]);
        row
    };
    let mut rows = vec![blank(from)];
    let mut at = printed(from.1);
    for (i, ((label, _), usd)) in steps.iter().zip(rounded(from.1, steps, to.1)).enumerate() {
        at += usd;
        let mut row = vec![label.clone()];
        row.extend((0..head.len()).map(|n| cells.get(i).and_then(|c| c.get(n)).cloned().unwrap_or_default()));
        row.extend([change(usd, locale), cents(at, locale)]);
        rows.push(row);
    }
    rows.push(blank(to));
    let head = std::iter::once("Step").chain(head.iter().copied()).chain(["Change", "Dollars a month"]);
    Table { caption, head: head.map(String::from).collect(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: f64, steps: &[f64], printed: &[&str]) {
        let to = from + steps.iter().sum::<f64>();
        let steps: Vec<(String, f64)> = steps.iter().map(|usd| ("step".into(), *usd)).collect();
        let bars = chart(("before", from), &steps, ("after", to), &Locale::default());
        assert_eq!(bars.rows.iter().map(|row| row.total.as_str()).collect::<Vec<_>>(), printed);
        for row in &bars.rows {
            assert!(row.start >= 0.0 && row.parts.iter().all(|part| *part >= 0.0), "{row:?}");
        }
    }

    #[test]
    fn printed_steps_add_up() {
        check(263.4, &[-100.004, -8.106], &["$263.40", "-$100.00", "-$8.11", "$155.29"]);
        check(0.004, &[0.004, 0.004], &["$0.00", "+$0.01", "$0.00", "$0.01"]);
        check(5.0, &[], &["$5.00", "$5.00"]);
        check(10.0, &[-12.0, 4.0], &["$10.00", "-$12.00", "+$4.00", "$2.00"]);
    }

    #[test]
    fn a_total_below_a_cent_is_not_nothing() {
        let total = |usd| total_cents(usd, &Locale::default());
        assert_eq!(
            [0.0, 0.000_095, 0.004, 0.006, 12.345].map(total),
            ["$0.00", "$0.000095", "$0.0040", "$0.01", "$12.35"]
        );
    }
}
