//! A plot at a known place: hands the rectangle and its scales to plotters and draws the mesh.

use super::Rect;
use super::curve::Point;
use super::ink::Ink;
use super::pen::{Drawn, Pen, text_style};
use super::scale::Scale;
use super::svg::{Svg, units};
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::style::colors::TRANSPARENT;
use std::convert::Infallible;

pub(super) type Chart<'a> = ChartContext<'a, Svg<'a>, Cartesian2d<Scale, Scale>>;

/// From the plot to the text of a tick.
pub(super) const TICK_GAP: f64 = 6.0;

/// The height under a plot that tick texts take.
pub(super) const TICKS: f64 = 20.0;

impl Rect {
    /// The pixel of a point given in shares of the axes.
    pub(super) fn at(&self, (x, y): Point) -> Point {
        (self.left + x * (self.right - self.left), self.bottom - y * (self.bottom - self.top))
    }
}

/// A chart whose data area is exactly that rectangle, in coordinates from 0 to 1.
pub(super) fn frame<'a>(
    pen: &Pen<'a>,
    plot: &Rect,
    x: Scale,
    y: Scale,
) -> Result<Chart<'a>, DrawingAreaErrorKind<Infallible>> {
    let (width, height) = pen.area.dim_in_pixel();
    // plotters takes the far edges as one unit beyond the last.
    let beyond = |size: u32, edge: f64| (size as i32 - units(edge) - 1).max(0);
    ChartBuilder::on(&pen.area)
        .margin_top(units(plot.top))
        .margin_right(beyond(width, plot.right))
        .y_label_area_size(units(plot.left))
        .x_label_area_size(beyond(height, plot.bottom))
        .build_cartesian_2d(x, y)
}

/// Grid lines at the ticks of the axes asked for, and the texts of all ticks.
pub(super) fn mesh(chart: &mut Chart, (x_grid, y_grid): (bool, bool)) -> Drawn {
    let mut mesh = chart.configure_mesh();
    mesh.light_line_style(TRANSPARENT)
        .bold_line_style(Ink::Grid.rgb())
        // plotters writes no tick texts without axes, but ours has one axis at most.
        .axis_style(TRANSPARENT)
        .label_style(text_style(Ink::Muted))
        // plotters sets the text two tick lengths off.
        .set_all_tick_mark_size(units(TICK_GAP / 2.0));
    if !x_grid {
        mesh.disable_x_mesh();
    }
    if !y_grid {
        mesh.disable_y_mesh();
    }
    mesh.draw()
}
