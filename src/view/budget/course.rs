//! Cumulative spend over the fiscal year.

use super::{MONTHS, labels, month_name};
use crate::chart::{Area, Axis, Line, LineInk, Lines, Mark, Panel};
use crate::decisions::budget::{AfterMonths, Outlook};
use crate::scenario::Scenario;
use crate::view::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, spend};

/// `None` without a budget.
pub fn course(outlook: &Outlook, scenario: &Scenario, locale: &Locale) -> Option<(Figure, Texts)> {
    let (budget, last) = (outlook.budget?, outlook.course.last()?);
    let year = budget.month * MONTHS;
    let of = |spent: fn(&AfterMonths) -> f64| -> Vec<(f64, f64)> {
        let after = outlook.course.iter().map(|after| (f64::from(after.months), spent(after)));
        std::iter::once((0.0, 0.0)).chain(after).collect()
    };
    let [p10, p50, p90] = [of(|after| after.p10), of(|after| after.p50), of(|after| after.p90)];
    let max = last.p90.max(year) * 1.05;
    let panel = Panel {
        title: String::new(),
        y: Axis {
            title: "dollars since the year began; shaded: 80% range".into(),
            ..spend::money_axis(max, "", locale)
        },
        height: 200.0,
        lines: vec![Line { label: "median".into(), ink: LineInk::Yours, points: p50.clone(), area: false }],
        areas: vec![Area { ink: LineInk::Yours, low: p10.clone(), high: p90.clone() }],
        levels: vec![Mark { at: year, label: format!("budget {}", locale.money(year)) }],
        flags: Vec::new(),
    };
    let name = |after: &AfterMonths| month_name(outlook, scenario, after.months);
    let tick = |after: &AfterMonths| (f64::from(after.months), name(after).chars().take(3).collect());
    let stops: Vec<f64> = outlook.course.iter().map(|after| f64::from(after.months)).collect();
    let series = |label: &str, points: &[(f64, f64)]| Series {
        label: label.into(),
        unit: Unit::Money,
        values: points.iter().skip(1).map(|(_, usd)| *usd).collect(),
    };
    let figure = Figure {
        title: format!(
            "The year costs {} to {} in 8 of 10 years, against {}",
            locale.money(last.p10),
            locale.money(last.p90),
            locale.money(year)
        ),
        chart: Chart::Lines(Lines {
            panels: vec![panel],
            x: Axis {
                max: MONTHS,
                ticks: outlook.course.iter().map(tick).collect(),
                title: "to the end of the month".into(),
            },
            stops,
            ribbon: Vec::new(),
            description:
                "What the team has paid since the fiscal year began, median and 80% range, against twelve \
                monthly budgets"
                    .into(),
        }),
        readouts: Readouts {
            heading: String::new(),
            at: Stops::Named(outlook.course.iter().map(name).collect()),
            series: vec![series("P10", &p10), series("P50", &p50), series("P90", &p90)],
        },
    };
    let row = |after: &AfterMonths| {
        let usd = [after.p10, after.p50, after.p90].map(|usd| locale.money(usd));
        std::iter::once(name(after)).chain(usd).collect()
    };
    let table = Table {
        caption: labels::COURSE.into(),
        head: labels::COURSE_HEAD.map(String::from).to_vec(),
        rows: outlook.course.iter().map(row).collect(),
    };
    Some((figure, Texts { notes: vec![labels::INDEPENDENT.into(), labels::TWO_KINDS.into()], table }))
}
