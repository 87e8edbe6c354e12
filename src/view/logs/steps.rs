//! Dollars of days or hours side by side, as a line that goes in steps.

use crate::chart::{Axis, Line, LineInk, Lines, Panel, ticks};
use crate::view::{Chart, Figure, Locale, Readouts, Series, Stops, Unit};

/// A day or an hour.
pub(super) struct Step {
    /// USD, from zero up.
    pub value: f64,
    pub name: String,
    /// Whether the name stands under it.
    pub is_labelled: bool,
    /// Not chosen, where another one is.
    pub is_pale: bool,
}

/// Of the plot, CSS pixels.
const HEIGHT: f64 = 96.0;

pub(super) fn figure(title: String, panel: &str, steps: &[Step], locale: &Locale) -> Figure {
    Figure {
        chart: Chart::Lines(Lines {
            panels: vec![panel_of(panel, steps, locale)],
            x: Axis { max: steps.len().max(1) as f64, ticks: labels(steps), title: String::new() },
            stops: (0..steps.len()).map(middle).collect(),
            ribbon: Vec::new(),
            description: title.clone(),
        }),
        readouts: Readouts {
            heading: String::new(),
            at: Stops::Named(steps.iter().map(|step| step.name.clone()).collect()),
            series: vec![Series {
                label: String::new(),
                unit: Unit::Cents,
                values: steps.iter().map(|step| step.value).collect(),
            }],
        },
        title,
    }
}

fn middle(at: usize) -> f64 {
    at as f64 + 0.5
}

fn labels(steps: &[Step]) -> Vec<(f64, String)> {
    let labelled = steps.iter().enumerate().filter(|(_, step)| step.is_labelled);
    labelled.map(|(at, step)| (middle(at), step.name.clone())).collect()
}

fn panel_of(title: &str, steps: &[Step], locale: &Locale) -> Panel {
    let most = steps.iter().map(|step| step.value).fold(0.0, f64::max);
    let max = if most > 0.0 { most * 1.05 } else { 1.0 };
    let ticks = ticks(max, 3).into_iter().map(|t| (t, format!("${}", locale.short(t, 2)))).collect();
    let is_pale = steps.iter().any(|step| step.is_pale);
    let plain = is_pale.then(|| line(steps, LineInk::Plain(0), |step| step.is_pale));
    let own = line(steps, LineInk::Yours, |step| !step.is_pale);
    Panel {
        title: title.into(),
        y: Axis { max, ticks, title: String::new() },
        height: HEIGHT,
        lines: plain.into_iter().chain([own]).collect(),
        areas: Vec::new(),
        levels: Vec::new(),
        flags: Vec::new(),
    }
}

/// The outline of the steps that belong to it, at zero elsewhere.
fn line(steps: &[Step], ink: LineInk, belongs: fn(&Step) -> bool) -> Line {
    let value = |step: &Step| if belongs(step) { step.value } else { 0.0 };
    let outline = |(at, step): (usize, &Step)| [(at as f64, value(step)), (at as f64 + 1.0, value(step))];
    let points = steps.iter().enumerate().flat_map(outline).collect();
    Line { label: String::new(), ink, points, area: true }
}
