//! The vertical lines across bars, and rows for their labels above the plot.

use super::Bars;
use super::ink::Ink;
use super::pen::{At, Label};
use super::scale::share;
use super::text::{self, LINE};
use crate::order;

/// The marks as (x, label), and the top of the plot below their labels.
pub(super) fn marks(chart: &Bars, (left, right): (f64, f64), width: f64) -> (Vec<(f64, Label)>, f64) {
    let mut marks: Vec<(f64, Label)> = Vec::new();
    for mark in &chart.marks {
        let at = share(mark.at, chart.axis.max).filter(|at| (0.0..=1.0).contains(at));
        let Some(x) = at.map(|at| left + at * (right - left)) else {
            continue;
        };
        let name = text::fit(&mark.label, false, width - 4.0);
        let start = beside(x, text::width(&name, false), width);
        marks.push((x, Label::new(&name, Ink::Muted, start, 0.0, At::Start)));
    }
    order::sort(&mut marks, |a, b| a.0 < b.0);
    let span = |(x, label): &(f64, Label)| (*x, label.x, label.x + label.width());
    let lanes = lanes(&marks.iter().map(span).collect::<Vec<_>>());
    let height = lanes.iter().max().map_or(0.0, |highest| (highest + 1) as f64 * LINE);
    for ((_, label), lane) in marks.iter_mut().zip(lanes) {
        label.y = height - LINE * (lane as f64 + 0.5);
    }
    (marks, height + 2.0)
}

/// Where a label of that width starts: right of its line, or left of it, or wherever it fits.
fn beside(x: f64, wide: f64, width: f64) -> f64 {
    match (x + 5.0 + wide <= width, x - 5.0 - wide >= 0.0) {
        (true, _) => x + 5.0,
        (false, true) => x - 5.0 - wide,
        (false, false) => (width - wide).max(0.0),
    }
}

/// Rows for the labels of vertical lines, counted from the plot upwards: a label lies at the
/// right of its line, and no line runs through the label of one further left. Takes (x of the
/// line, left, right) in order of x.
fn lanes(labels: &[(f64, f64, f64)]) -> Vec<usize> {
    let mut lanes = vec![0; labels.len()];
    for i in (0..labels.len()).rev() {
        let (_, left, right) = labels[i];
        let meets = |j: &usize| {
            labels[*j].1 < right + 8.0 && left < labels[*j].2 + 8.0 || (left..right).contains(&labels[*j].0)
        };
        let below = (i + 1..labels.len()).filter(meets).map(|j| lanes[j] + 1).max();
        lanes[i] = below.unwrap_or(0);
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_further_left_lies_higher() {
        assert_eq!(lanes(&[(10.0, 14.0, 100.0), (150.0, 154.0, 200.0)]), [0, 0]);
        assert_eq!(lanes(&[(10.0, 14.0, 100.0), (60.0, 64.0, 90.0)]), [1, 0]);
        assert_eq!(lanes(&[]), Vec::<usize>::new());
    }
}
