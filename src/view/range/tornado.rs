//! What moves the month: a bar for each input that is not known exactly.

use super::super::{
    Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, inputs, labels as words, spend,
};
use super::{labels, of_input, short};
use crate::chart::{Bar, Bars, Mark};
use crate::decisions::sensitivity::Moves;
use crate::model::estimate::Answer;

/// Inputs that the picture has; the table has all of them.
const MOST: usize = 8;

/// "Messages a session moves the month most: $94 at 2.7, $270 at 6."
pub fn moves_most(moves: &[Moves], locale: &Locale) -> Option<String> {
    let first = moves.first()?;
    let [low, high] = [first.usd[0]?, first.usd[1]?];
    let [from, to] = [first.range.low, first.range.high].map(|end| short(first.key, end, locale));
    Some(format!(
        "{} moves the month most: {} at {from}, {} at {to}.",
        label(first.key),
        locale.money(low),
        locale.money(high),
    ))
}

/// The same with how to narrow the range, and where one finds this number, as its input says it.
pub fn sentence(moves: &[Moves], locale: &Locale) -> Option<String> {
    let help = inputs::input(moves.first()?.key)?.help.split_inclusive(". ").next().unwrap_or("").trim();
    Some(format!("{} {} {help}", moves_most(moves, locale)?, labels::NARROW))
}

/// The bars with their table. Nothing where no input moves anything.
pub fn tornado(moves: &[Moves], answer: &Answer, locale: &Locale) -> Option<(Figure, Texts)> {
    let first = moves.first()?;
    let month = answer.month.total;
    let shown: Vec<&Moves> = moves.iter().take(MOST).collect();
    let ends = |moves: &Moves| moves.usd.map(|usd| usd.unwrap_or(month));
    let bar = |moves: &&Moves| {
        let [a, b] = ends(moves);
        let (low, high) = (a.min(b), a.max(b));
        Bar {
            label: label(moves.key).into(),
            start: low,
            parts: vec![high - low],
            range: None,
            total: format!("{} to {}", locale.money(low), locale.money(high)),
            emphasis: moves.key == first.key,
        }
    };
    let highest = shown.iter().flat_map(|moves| ends(moves)).fold(month, f64::max);
    let bars = Bars {
        rows: shown.iter().map(bar).collect(),
        part_names: Vec::new(),
        range_name: String::new(),
        marks: vec![Mark { at: month, label: format!("now {}", locale.money(month)) }],
        axis: spend::money_axis(highest * 1.02, "", locale),
        description: "Dollars a month from the low to the high end of each input, the widest first".into(),
    };
    let of = |end: usize| shown.iter().map(|moves| moves.usd[end].unwrap_or(f64::NAN)).collect::<Vec<f64>>();
    let series = |name: &str, end| Series { label: name.into(), unit: Unit::Money, values: of(end) };
    let figure = Figure {
        title: format!("{} moves the month most", label(first.key)),
        chart: Chart::Bars(bars),
        readouts: Readouts {
            heading: String::new(),
            at: Stops::Named(shown.iter().map(|moves| label(moves.key).to_string()).collect()),
            series: vec![series("at its low end", 0), series("at its high end", 1)],
        },
    };
    let table = Table {
        caption: labels::TORNADO.into(),
        head: labels::TORNADO_HEAD.map(String::from).to_vec(),
        rows: moves.iter().map(|moves| row(moves, locale)).collect(),
    };
    Some((figure, Texts { notes: vec![labels::TORNADO_NOTE.into()], table }))
}

fn label(key: &str) -> &'static str {
    inputs::input(key).map_or("", |input| input.label)
}

fn row(moves: &Moves, locale: &Locale) -> Vec<String> {
    let usd = |usd: Option<f64>| usd.map_or_else(|| words::paid::UNKNOWN.into(), |usd| locale.money(usd));
    let share = |share: f64| locale.percent(libm::round(share.clamp(0.0, 1.0) * 100.0) / 100.0);
    let whose = if moves.is_default { labels::PRESET } else { labels::YOURS };
    let range = of_input(moves.key, moves.range.low, moves.range.high, locale);
    vec![
        label(moves.key).into(),
        format!("{range} ({whose})"),
        usd(moves.usd[0]),
        usd(moves.usd[1]),
        share(moves.alone),
        share(moves.with_others),
    ]
}
