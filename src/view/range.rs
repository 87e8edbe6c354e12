//! How sure: the range of the month, what moves it, and how often each way to pay costs less.

use super::labels::ranges as labels;
use super::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, inputs, spend};
use crate::chart::{Axis, Line, LineInk, Lines, Mark, Panel};
use crate::decisions::chances::Chance;
use crate::decisions::range::{MonthRange, PaidRange};
use crate::model::estimate::Answer;
use crate::prices::plans::Plan;
use crate::scenario::{Kind, Scenario, field};

mod chances;
mod entry;
mod tornado;

pub use chances::{chances, open_limit};
pub use entry::{Entry, entry, read};
pub use tornado::{moves_most, sentence, tornado};

/// USD a month that nobody would call a range.
const NO_RANGE: f64 = 1.0;

/// Beside the headline's money: "80% range $84 to $318", or, of a flat price that is passed in some
/// months, "up to $172 in a busy month". Nothing where the price stays what it is.
pub fn beside(paid: &PaidRange, now: f64, locale: &Locale) -> Option<String> {
    if paid.p90 - paid.p10 < NO_RANGE.min(now / 100.0) {
        return None;
    }
    let high = locale.money(paid.p90);
    // A plan's price alone is paid at the low end and now.
    let is_flat = !paid.by_token && (now - paid.p10).abs() < NO_RANGE;
    Some(match is_flat {
        true => format!("up to {high} in a busy month"),
        false => format!("{} {} to {high}", labels::EIGHTY, locale.money(paid.p10)),
    })
}

/// Why a scenario has no range.
pub fn absent(scenario: &Scenario) -> &'static str {
    match (scenario.ranges.off, scenario.fitted()) {
        (true, _) => labels::OFF,
        (_, true) => labels::FITTED,
        _ => labels::NOTHING,
    }
}

/// Bins of the distribution, from $0 to the largest that is drawn.
const BINS: usize = 48;
/// The part of the months that the picture has; the others would press it together.
const DRAWN: f64 = 0.985;

/// The distribution of the month at API prices, with its percentiles.
pub fn distribution(range: &MonthRange, answer: &Answer, locale: &Locale) -> (Figure, Texts) {
    let max = range.percentile(DRAWN).max(range.p90 * 1.1);
    let width = max / BINS as f64;
    let bins: Vec<f64> = (0..BINS)
        .map(|bin| {
            let from = bin as f64 * width;
            100.0 * (range.part_below(from + width) - range.part_below(from))
        })
        .collect();
    let middle = |bin: usize| (bin as f64 + 0.5) * width;
    let smooth = smoothed(&bins);
    let points: Vec<(f64, f64)> = smooth.iter().enumerate().map(|(bin, of)| (middle(bin), *of)).collect();
    let top = smooth.iter().copied().fold(0.0, f64::max) * 1.1;
    let percentiles = [("P10", range.p10), ("P50", range.p50), ("P90", range.p90)];
    let flag = |(name, usd): (&str, f64)| Mark { at: usd, label: format!("{name} {}", locale.money(usd)) };
    let panel = Panel {
        title: String::new(),
        y: Axis { max: top, ticks: Vec::new(), title: String::new() },
        height: 140.0,
        lines: vec![Line { label: String::new(), ink: LineInk::Yours, points, area: true }],
        areas: Vec::new(),
        levels: Vec::new(),
        flags: percentiles.map(flag).to_vec(),
    };
    let x = spend::money_axis(max, "dollars a month, at API prices", locale);
    let stops: Vec<f64> = (0..BINS).map(middle).collect();
    let below = stops.iter().map(|usd| usd.to_owned()).collect();
    let title = format!(
        "8 of 10 such months cost {} to {} at API prices",
        locale.money(range.p10),
        locale.money(range.p90)
    );
    let figure = Figure {
        title,
        chart: Chart::Lines(Lines {
            panels: vec![panel],
            x,
            stops: stops.clone(),
            ribbon: Vec::new(),
            description: "How often the month costs so many dollars, with its 10th, 50th and 90th percentile"
                .into(),
        }),
        readouts: Readouts {
            heading: String::new(),
            at: Stops::Named(stops.iter().map(|usd| cheaper(range, *usd, locale)).collect()),
            series: vec![Series { label: "below".into(), unit: Unit::Money, values: below }],
        },
    };
    (figure, Texts { notes: notes(range, locale), table: table(range, answer, locale) })
}

/// "62 of 100 months cost less": what is read at a place of the picture.
fn cheaper(range: &MonthRange, usd: f64, locale: &Locale) -> String {
    format!("{} of 100 months", locale.short(100.0 * range.part_below(usd), 0))
}

/// With their neighbours, so that the picture shows the months and not the draws.
fn smoothed(bins: &[f64]) -> Vec<f64> {
    let of = |bin: usize| bins.get(bin).copied().unwrap_or(0.0);
    let one = |bin: usize| {
        let before = bin.checked_sub(1).map_or(0.0, of);
        (before + 2.0 * of(bin) + of(bin + 1)) / 4.0
    };
    (0..bins.len()).map(one).collect()
}

fn notes(range: &MonthRange, locale: &Locale) -> Vec<String> {
    let mut notes = vec![labels::DISTRIBUTION_NOTE.into(), labels::VARIES_NOTE.into()];
    if range.without_price > 0.0 {
        let share = locale.percent(range.without_price);
        notes.push(format!(
            "{share} of the draws are left out: such sessions do not fit their context window."
        ));
    }
    notes
}

fn table(range: &MonthRange, answer: &Answer, locale: &Locale) -> Table {
    let row = |what: &str, usd: f64| vec![what.to_string(), locale.money(usd)];
    let parts =
        [("P10", 0.1), ("P25", 0.25), ("P50", 0.5), ("P75", 0.75), ("P80", 0.8), ("P90", 0.9), ("P95", 0.95)];
    let mut rows = vec![row("At your numbers", answer.month.total)];
    rows.extend(parts.map(|(name, part)| row(name, range.percentile(part))));
    Table {
        caption: labels::DISTRIBUTION.into(),
        head: vec!["Percentile".into(), "A month at API prices".into()],
        rows,
    }
}

/// An end of an input's range: "2.7", "30K", "96.7%".
fn short(key: &str, value: f64, locale: &Locale) -> String {
    match field(key).map(|field| field.kind) {
        Some(Kind::Tokens) => locale.tokens(value),
        Some(Kind::Share) => locale.percent(value),
        Some(Kind::Money) => locale.money(value),
        _ => locale.short(value, if value < 9.95 { 1 } else { 0 }),
    }
}

/// The range of an input in words: "2.7 to 6 sessions a day".
fn of_input(key: &str, low: f64, high: f64, locale: &Locale) -> String {
    let Some(field) = field(key) else { return String::new() };
    let unit = inputs::input(key).map_or("", |input| match field.kind {
        Kind::Share | Kind::Money => "",
        _ => input.unit_beside(),
    });
    let [low, high] = [low, high].map(|value| short(key, value, locale));
    format!("{low} to {high} {unit}").trim_end().to_string()
}

/// The plans' names beside their chances.
fn name(chance: &Chance, plans: &[Plan], answer: &Answer) -> String {
    use crate::decisions::options::Offered;
    match chance.offered {
        Offered::Plan(place) => plans.get(place).map_or_else(String::new, |plan| plan.name.clone()),
        Offered::Mix { .. } => super::labels::paid::BEST_MIX.into(),
        Offered::Api => super::payer::tokens_name(&answer.scenario).into(),
        Offered::AsNow => super::labels::paid::AS_NOW.into(),
    }
}
