//! A plot at a known place: its grid, and the texts of its ticks.
//!
//! plotters' own chart builder would find places for axes that are known here already; its
//! mesh and its sorting of places were 6 KB of the page, so the plot is drawn with plotters'
//! elements alone.

use super::Rect;
use super::curve::Point;
use super::ink::Ink;
use super::pen::{At, Drawn, Label, Pen};
use super::scale::Scale;
use super::text;

/// From the plot to the text of a tick.
pub(super) const TICK_GAP: f64 = 6.0;

/// The height under a plot that tick texts take.
pub(super) const TICKS: f64 = 20.0;

impl Rect {
    /// The pixel of a point given in shares of the axes.
    pub(super) fn at(&self, (x, y): Point) -> Point {
        (self.left + x * (self.right - self.left), self.bottom - y * (self.bottom - self.top))
    }

    /// The pixels of points given in shares of the axes.
    pub(super) fn all(&self, points: &[Point]) -> Vec<Point> {
        points.iter().map(|point| self.at(*point)).collect()
    }
}

/// Grid lines at the ticks of the axes asked for, and the texts of all ticks.
pub(super) fn mesh(pen: &Pen, plot: &Rect, x: &Scale, y: &Scale, (x_grid, y_grid): (bool, bool)) -> Drawn {
    for (at, _) in x.ticks.iter().filter(|_| x_grid) {
        pen.rule(Ink::Grid, &plot.all(&[(*at, 0.0), (*at, 1.0)]))?;
    }
    for (at, _) in y.ticks.iter().filter(|_| y_grid) {
        pen.rule(Ink::Grid, &plot.all(&[(0.0, *at), (1.0, *at)]))?;
    }
    for (at, name) in &x.ticks {
        let (x, y) = (plot.at((*at, 0.0)).0, plot.bottom + TICK_GAP + text::MIDDLE);
        pen.text(&Label::new(name, Ink::Muted, x, y, At::Middle))?;
    }
    for (at, name) in &y.ticks {
        let (x, y) = (plot.left - TICK_GAP, plot.at((0.0, *at)).1);
        pen.text(&Label::new(name, Ink::Muted, x, y, At::End))?;
    }
    Ok(())
}
