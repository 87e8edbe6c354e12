//! The distribution of a team's month.

use super::labels;
use crate::chart::{Axis, Line, LineInk, Lines, Mark, Panel};
use crate::decisions::budget::Outlook;
use crate::decisions::people::Spread;
use crate::view::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, spend};

const BINS: usize = 60;
/// The part of the months that the picture has; the others would press it together.
const DRAWN: f64 = 0.985;

/// `None` for one person, and where nothing varies.
pub fn distribution(outlook: &Outlook, locale: &Locale) -> Option<(Figure, Texts)> {
    if outlook.everybody <= 1.0 || outlook.team.people() <= 0.0 {
        return None;
    }
    let max = outlook.month.percentile(DRAWN).max(outlook.budget.map_or(0.0, |b| b.month) * 1.02);
    let width = max / BINS as f64;
    let middles: Vec<f64> = (0..BINS).map(|bin| (bin as f64 + 0.5) * width).collect();
    let share =
        |spread: &Spread, at: f64| 100.0 * (spread.above(at - width / 2.0) - spread.above(at + width / 2.0));
    let points =
        |spread: &Spread| -> Vec<(f64, f64)> { middles.iter().map(|at| (*at, share(spread, *at))).collect() };
    let mut lines = vec![Line {
        label: if outlook.is_unsure() { labels::ALL } else { "" }.into(),
        ink: LineInk::Yours,
        points: points(&outlook.month),
        area: true,
    }];
    if outlook.is_unsure() {
        lines.push(Line {
            label: labels::PEOPLE_ALONE.into(),
            ink: LineInk::Plain(0),
            points: points(&outlook.people_alone),
            area: false,
        });
    }
    let top = lines.iter().flat_map(|line| &line.points).map(|(_, y)| *y).fold(0.0, f64::max) * 1.1;
    let [p10, p50, p90] = outlook.band;
    let flag = |(name, usd): (&str, f64)| Mark { at: usd, label: format!("{name} {}", locale.money(usd)) };
    let budget = outlook.budget.map(|budget| ("budget", budget.month));
    let flags = [("P10", p10), ("P50", p50), ("P90", p90)].into_iter().chain(budget).map(flag).collect();
    let panel = Panel {
        title: String::new(),
        y: Axis { max: top, ticks: Vec::new(), title: String::new() },
        height: 160.0,
        lines,
        areas: Vec::new(),
        levels: Vec::new(),
        flags,
    };
    let at =
        |usd: &f64| format!("{} of 100 months", locale.short(100.0 * (1.0 - outlook.month.above(*usd)), 0));
    let figure = Figure {
        title: format!("8 of 10 months cost the team {} to {}", locale.money(p10), locale.money(p90)),
        chart: Chart::Lines(Lines {
            panels: vec![panel],
            x: spend::money_axis(max, labels::A_MONTH_PAID, locale),
            stops: middles.clone(),
            ribbon: Vec::new(),
            description:
                "How often the team’s month costs so many dollars, with its 10th, 50th and 90th percentile"
                    .into(),
        }),
        readouts: Readouts {
            heading: String::new(),
            at: Stops::Named(middles.iter().map(at).collect()),
            series: vec![Series { label: "below".into(), unit: Unit::Money, values: middles }],
        },
    };
    let mut notes = vec![labels::WHY_SIGMA.to_string(), labels::TWO_KINDS.into()];
    notes.extend(super::credits(outlook));
    Some((figure, Texts { notes, table: table(outlook, locale) }))
}

fn table(outlook: &Outlook, locale: &Locale) -> Table {
    let parts =
        [("P10", 0.1), ("P25", 0.25), ("P50", 0.5), ("P75", 0.75), ("P80", 0.8), ("P90", 0.9), ("P95", 0.95)];
    let usd = |spread: &Spread, part: f64| locale.money(spread.percentile(part));
    let row = |(name, part): (&str, f64)| {
        vec![name.to_string(), usd(&outlook.month, part), usd(&outlook.people_alone, part)]
    };
    Table {
        caption: labels::DISTRIBUTION.into(),
        head: labels::PERCENTILES_HEAD.map(String::from).to_vec(),
        rows: parts.map(row).to_vec(),
    }
}
