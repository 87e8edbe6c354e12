//! A line of data: cut to the plot, and known by column so that labels can avoid it.

use super::Rect;
use super::scale::share;

pub(super) type Point = (f64, f64);

/// The stretches of a line inside of the axes, as shares of them. Absent values and excursions
/// beyond an edge part one stretch from the next.
pub(super) fn stretches(points: &[Point], x_max: f64, y_max: f64) -> Vec<Vec<Point>> {
    let mut all: Vec<Vec<Point>> = Vec::new();
    let mut before = None;
    for &(x, y) in points {
        let here = share(x, x_max).zip(share(y, y_max));
        // A point alone is a stretch too, so that one value is still seen.
        if let Some((from, to)) = here.and_then(|to| clip(before.unwrap_or(to), to)) {
            match all.last_mut().filter(|run| run.last() == Some(&from)) {
                Some(run) => run.push(to),
                None if from == to => all.push(vec![to]),
                None => all.push(vec![from, to]),
            }
        }
        before = here;
    }
    all
}

/// The part of a segment within the unit square (Liang and Barsky 1984).
fn clip(a: Point, b: Point) -> Option<(Point, Point)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (speed, room) in [(-dx, a.0), (dx, 1.0 - a.0), (-dy, a.1), (dy, 1.0 - a.1)] {
        if speed == 0.0 && room < 0.0 {
            return None;
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else if speed > 0.0 {
            leave = leave.min(room / speed);
        }
    }
    let at = |t: f64| match t {
        0.0 => a,
        1.0 => b,
        t => (a.0 + t * dx, a.1 + t * dy),
    };
    (enter <= leave).then(|| (at(enter), at(leave)))
}

/// Width of a column in pixels: coarse enough to be quick, fine enough for a text's edge.
const STEP: f64 = 4.0;

/// The highest and lowest pixel of a curve in each column of the plot.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    left: f64,
    spans: Vec<(f64, f64)>,
}

const NOTHING: (f64, f64) = (f64::INFINITY, f64::NEG_INFINITY);

impl Columns {
    pub fn new(plot: &Rect) -> Columns {
        let count = ((plot.right - plot.left) / STEP).ceil() as usize + 1;
        Columns { left: plot.left, spans: vec![NOTHING; count] }
    }

    fn index(&self, x: f64) -> usize {
        (((x - self.left) / STEP).max(0.0) as usize).min(self.spans.len() - 1)
    }

    /// Adds a segment, in pixels.
    pub fn cover(&mut self, a: Point, b: Point) {
        let (a, b) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        let height = |x: f64| match b.0 > a.0 {
            true => a.1 + (b.1 - a.1) * ((x - a.0) / (b.0 - a.0)).clamp(0.0, 1.0),
            false => b.1,
        };
        for column in self.index(a.0)..=self.index(b.0) {
            let start = self.left + column as f64 * STEP;
            let (y0, y1) = match b.0 > a.0 {
                true => (height(start), height(start + STEP)),
                false => (a.1, b.1),
            };
            let span = &mut self.spans[column];
            *span = (span.0.min(y0).min(y1), span.1.max(y0).max(y1));
        }
    }

    /// The highest and lowest pixel between two x, if the curve is there.
    pub fn between(&self, x0: f64, x1: f64) -> Option<(f64, f64)> {
        let spans = &self.spans[self.index(x0)..=self.index(x1.max(x0))];
        let join = |a: (f64, f64), b: &(f64, f64)| (a.0.min(b.0), a.1.max(b.1));
        Some(spans.iter().fold(NOTHING, join)).filter(|span| span.0 <= span.1)
    }

    /// How much of a rectangle's width the curve runs through, from 0 to 1.
    pub fn share_within(&self, r: &Rect) -> f64 {
        let spans = &self.spans[self.index(r.left)..=self.index(r.right.max(r.left))];
        let hits = spans.iter().filter(|s| s.0 <= r.bottom && s.1 >= r.top).count();
        hits as f64 / spans.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_at_the_edges() {
        let check = |points: &[Point], expected: &[Vec<Point>]| {
            assert_eq!(stretches(points, 10.0, 10.0), expected);
        };
        check(&[(0.0, 0.0), (10.0, 20.0)], &[vec![(0.0, 0.0), (0.5, 1.0)]]);
        check(
            &[(0.0, 5.0), (5.0, 15.0), (10.0, 5.0)],
            &[vec![(0.0, 0.5), (0.25, 1.0)], vec![(0.75, 1.0), (1.0, 0.5)]],
        );
        check(&[(1.0, f64::NAN), (2.0, 1.0)], &[vec![(0.2, 0.1)]]);
        check(&[(1.0, 20.0), (2.0, 30.0)], &[]);
    }
}
