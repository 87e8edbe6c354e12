//! Finds places for labels: apart from each other, and clear of the curves.

use super::canvas::Point;
use super::text::LINE;
use super::{Rect, ink::Ink, text};

/// The places of some numbers, from the least to the greatest, equals as they stand. There are few:
/// [`slice::sort_by`] takes 0.9 KB of the page over the wire for each type that it sorts.
pub(super) fn in_order(numbers: &[f64]) -> Vec<usize> {
    let mut order = Vec::with_capacity(numbers.len());
    for (i, number) in numbers.iter().enumerate() {
        order.insert(order.partition_point(|other: &usize| numbers[*other] <= *number), i);
    }
    order
}

/// Moves wanted positions apart to at least `gap`, as little as possible, within the bounds;
/// the order stays. With too little room they run over the upper bound.
pub(super) fn spread(wanted: &[f64], gap: f64, (low, high): Point) -> Vec<f64> {
    let order = in_order(wanted);
    // Neighbours that touch merge into a block around their mean, as in isotonic regression.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (rank, &i) in order.iter().enumerate() {
        let mut block = (wanted[i] - rank as f64 * gap, 1);
        while let Some(last) = blocks.pop_if(|last| last.0 >= block.0) {
            let count = last.1 + block.1;
            block = ((last.0 * last.1 as f64 + block.0 * block.1 as f64) / count as f64, count);
        }
        blocks.push(block);
    }
    let most = (high - wanted.len().saturating_sub(1) as f64 * gap).max(low);
    let starts = blocks.iter().flat_map(|&(y, count)| std::iter::repeat_n(y.clamp(low, most), count));
    let mut placed = vec![0.0; wanted.len()];
    for (rank, (&i, start)) in order.iter().zip(starts).enumerate() {
        placed[i] = start + rank as f64 * gap;
    }
    placed
}

/// Width of a column in pixels: coarse enough to be quick, fine enough for a text's edge.
const STEP: f64 = 4.0;
const NOTHING: Point = (f64::INFINITY, f64::NEG_INFINITY);

/// The highest and lowest pixel of a curve in each column of the plot.
pub(super) struct Columns {
    left: f64,
    spans: Vec<Point>,
}

impl Columns {
    /// Of a curve in stretches, in pixels.
    pub fn new(plot: &Rect, stretches: impl Iterator<Item = Vec<Point>>) -> Columns {
        let count = ((plot.right - plot.left) / STEP).ceil() as usize + 1;
        let mut columns = Columns { left: plot.left, spans: vec![NOTHING; count] };
        for run in stretches {
            run.windows(2).for_each(|ends| columns.cover(ends[0], ends[1]));
        }
        columns
    }

    fn index(&self, x: f64) -> usize {
        (((x - self.left) / STEP).max(0.0) as usize).min(self.spans.len() - 1)
    }

    fn cover(&mut self, a: Point, b: Point) {
        let (a, b) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        let height = |x: f64| a.1 + (b.1 - a.1) * ((x - a.0) / (b.0 - a.0)).clamp(0.0, 1.0);
        for column in self.index(a.0)..=self.index(b.0) {
            let start = self.left + column as f64 * STEP;
            let (y0, y1) = if b.0 > a.0 { (height(start), height(start + STEP)) } else { (a.1, b.1) };
            let span = &mut self.spans[column];
            *span = (span.0.min(y0).min(y1), span.1.max(y0).max(y1));
        }
    }

    fn spans(&self, x0: f64, x1: f64) -> &[Point] {
        &self.spans[self.index(x0)..=self.index(x1.max(x0))]
    }

    /// The highest and lowest pixel between two x, if the curve is there.
    pub fn between(&self, x0: f64, x1: f64) -> Option<Point> {
        let join = |a: Point, b: &Point| (a.0.min(b.0), a.1.max(b.1));
        Some(self.spans(x0, x1).iter().fold(NOTHING, join)).filter(|span| span.0 <= span.1)
    }

    /// How much of a rectangle's width the curve runs through, from 0 to 1.
    fn share_within(&self, r: &Rect) -> f64 {
        let spans = self.spans(r.left, r.right);
        let hits = spans.iter().filter(|s| s.0 <= r.bottom && s.1 >= r.top).count();
        hits as f64 / spans.len() as f64
    }
}

/// A plot with what is drawn in it so far.
pub(super) struct Ground {
    pub plot: Rect,
    pub curves: Vec<Columns>,
    pub taken: Vec<Rect>,
}

/// Between two labels in a row.
const APART: f64 = 6.0;
/// Places tried along the width of the plot.
const TRIES: usize = 16;

/// Places are the start and the middle of a label's line.
impl Ground {
    /// For a label that touches curve number `own` from above or below, as near to `wish` (0
    /// the left end of the plot, 1 the right) as is clear.
    pub fn along(&mut self, own: usize, label: &str, ink: Ink, wish: f64) -> Option<Point> {
        let wide = text::width(label, ink.is_bold());
        let room = self.plot.right - self.plot.left - wide - 6.0;
        let mut options = Vec::new();
        for at in (0..=TRIES).map(|n| n as f64 / TRIES as f64) {
            let left = self.plot.left + 5.0 + at * room;
            if let Some((top, bottom)) = self.curves[own].between(left, left + wide) {
                // The steeper the curve here, the less the label seems to belong to it.
                let cost = (at - wish).abs() + (bottom - top) / 40.0;
                options.push((left, top - 1.0 - LINE, cost));
                options.push((left, bottom + 1.0, cost + 0.1));
            }
        }
        self.best(&options, wide, Some(own))
    }

    /// For the label of a flag at `x` that rises from the axis to `top`: at its foot, else at
    /// its head, else higher up.
    pub fn by_flag(&mut self, (x, top): Point, label: &str, ink: Ink) -> Option<Point> {
        let wide = text::width(label, ink.is_bold());
        let (right, left) = (x + 5.0, x - 5.0 - wide);
        let foot = |n: f64| self.plot.bottom - 3.0 - LINE * n;
        let options = [
            (right, foot(1.0), 0.0),
            (left, foot(1.0), 0.1),
            (right, top + 4.0, 0.2),
            (left, top - 3.0 - LINE, 0.3),
            (right, foot(2.0), 0.4),
            (left, foot(2.0), 0.5),
        ];
        self.best(&options, wide, None)
    }

    /// Of options as (left, top, cost), the cheapest that is free, with crossed curves counted.
    fn best(&mut self, options: &[(f64, f64, f64)], wide: f64, own: Option<usize>) -> Option<Point> {
        let place = |&(left, top, cost)| (Rect { left, top, right: left + wide, bottom: top + LINE }, cost);
        let free = |r: &Rect| self.is_inside(r) && !self.taken.iter().any(|taken| overlap(taken, r));
        let all = options.iter().map(place).filter(|(r, _)| free(r));
        let all = all.map(|(r, cost)| (r, cost + 6.0 * self.crossings(&r, own)));
        let (r, _) = all.min_by(|a, b| a.1.total_cmp(&b.1))?;
        // A word apart, or two labels in a row read as one.
        self.taken.push(Rect { left: r.left - APART, right: r.right + APART, ..r });
        Some((r.left, (r.top + r.bottom) / 2.0))
    }

    fn is_inside(&self, r: &Rect) -> bool {
        let p = &self.plot;
        r.left >= p.left - 0.5 && r.right <= p.right + 0.5 && r.top >= p.top - 4.0 && r.bottom <= p.bottom
    }

    fn crossings(&self, r: &Rect, own: Option<usize>) -> f64 {
        let near = Rect { top: r.top - 3.0, bottom: r.bottom + 3.0, ..*r };
        let others = self.curves.iter().enumerate().filter(|(i, _)| Some(*i) != own);
        others.map(|(_, curve)| curve.share_within(&near)).sum()
    }
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart_as_little_as_possible() {
        let check = |wanted: &[f64], expected: &[f64]| {
            assert_eq!(spread(wanted, 10.0, (0.0, 100.0)), expected);
        };
        check(&[20.0, 80.0], &[20.0, 80.0]);
        check(&[52.0, 48.0], &[55.0, 45.0]);
        check(&[99.0, 100.0, 98.0], &[90.0, 100.0, 80.0]);
        check(&[0.0, 0.0], &[0.0, 10.0]);
        check(&[], &[]);
    }
}
