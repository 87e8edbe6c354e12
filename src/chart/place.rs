//! Finds places for labels: apart from each other, and clear of the curves.

use super::curve::Columns;
use super::pen::{At, Label};
use super::text::LINE;
use super::{Rect, ink::Ink, text};
use crate::order;

/// Moves wanted positions apart to at least `gap`, as little as possible, within the bounds;
/// the order stays. With too little room they run over the upper bound.
pub(super) fn spread(wanted: &[f64], gap: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order::sort(&mut order, |&a, &b| wanted[a] < wanted[b]);
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

pub(super) fn overlap(a: &Rect, b: &Rect) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/// A plot with what is drawn in it so far.
pub(super) struct Ground {
    pub plot: Rect,
    pub curves: Vec<Columns>,
    taken: Vec<Rect>,
}

/// Between two labels in a row.
const APART: f64 = 6.0;
/// Places tried along the width of the plot.
const TRIES: usize = 16;

impl Ground {
    pub fn new(plot: Rect, curves: Vec<Columns>) -> Ground {
        Ground { plot, curves, taken: Vec::new() }
    }

    /// A label that touches curve number `own` from above or below, as near to `wish` (0 the
    /// left end of the plot, 1 the right) as is clear.
    pub fn along(&mut self, own: usize, content: &str, ink: Ink, wish: f64) -> Option<Label> {
        let wide = text::width(content, ink.is_bold());
        let room = self.plot.right - self.plot.left - wide - 6.0;
        let mut options = Vec::new();
        for n in 0..=TRIES {
            let at = n as f64 / TRIES as f64;
            let left = self.plot.left + 5.0 + at * room;
            let Some((top, bottom)) = self.curves[own].between(left, left + wide) else {
                continue;
            };
            // The steeper the curve here, the less the label seems to belong to it.
            let cost = (at - wish).abs() + (bottom - top) / 40.0;
            options.push((row(left, wide, top - 1.0 - LINE), cost));
            options.push((row(left, wide, bottom + 1.0), cost + 0.1));
        }
        let place = self.best(options, Some(own))?;
        Some(Label::new(content, ink, place.left, middle(&place), At::Start))
    }

    /// The label of a flag at `x` that rises from the axis to `top`: at its foot, else at its
    /// head, else higher up.
    pub fn by_flag(&mut self, (x, top): (f64, f64), content: &str, ink: Ink) -> Option<Label> {
        let wide = text::width(content, ink.is_bold());
        let (right, left) = (x + 5.0, x - 5.0 - wide);
        let foot = |n: f64| self.plot.bottom - 3.0 - LINE * n;
        let options = vec![
            (row(right, wide, foot(1.0)), 0.0),
            (row(left, wide, foot(1.0)), 0.1),
            (row(right, wide, top + 4.0), 0.2),
            (row(left, wide, top - 3.0 - LINE), 0.3),
            (row(right, wide, foot(2.0)), 0.4),
            (row(left, wide, foot(2.0)), 0.5),
        ];
        let place = self.best(options, None)?;
        Some(Label::new(content, ink, place.left, middle(&place), At::Start))
    }

    /// Keeps later labels away from a rectangle.
    pub fn take(&mut self, r: Rect) {
        self.taken.push(r);
    }

    fn best(&mut self, options: Vec<(Rect, f64)>, own: Option<usize>) -> Option<Rect> {
        let free = |r: &Rect| self.is_inside(r) && !self.taken.iter().any(|t| overlap(t, r));
        let total = |(r, cost): (Rect, f64)| (r, cost + 6.0 * self.crossings(&r, own));
        let all = options.into_iter().filter(|(r, _)| free(r)).map(total);
        let (place, _) = all.min_by(|a, b| a.1.total_cmp(&b.1))?;
        // A word apart, or two labels in a row read as one.
        self.taken.push(Rect { left: place.left - APART, right: place.right + APART, ..place });
        Some(place)
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

fn row(left: f64, wide: f64, top: f64) -> Rect {
    Rect { left, top, right: left + wide, bottom: top + LINE }
}

fn middle(r: &Rect) -> f64 {
    (r.top + r.bottom) / 2.0
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
