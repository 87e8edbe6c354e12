//! Line charts: panels over one x axis, their lines named where they end.

use super::canvas::{
    Canvas, Drawn, Entry, Extent, Plot, Point, Scale, TICK_GAP, TICKS, Tick, mesh, pixel, rect,
};
use super::clip::{corners, stretches};
use super::ink::Ink;
use super::place::{Columns, Ground, in_order, spread};
use super::text::{self, LINE};
use super::{Lines, Panel, Picture, Rect};
use plotters::element::Polygon;
use plotters::series::{AreaSeries, LineSeries};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

/// From this width on, the names of lines stand right of the plot.
const WIDE: f64 = 520.0;
/// Between the end of a line and its name at the right of the plot.
const LEAD: f64 = 12.0;
/// How near to the right edge a line has to end for its name to stand outside.
const NEAR: f64 = 16.0;
/// The height above a plot that its title takes.
const TITLE: f64 = 26.0;
/// Between a plot and the next panel's title.
const GAP: f64 = 16.0;
const RIBBON: f64 = 18.0;

/// Draws the panels for a place of that many CSS pixels.
pub fn lines(chart: &Lines, width: f64) -> Picture {
    let canvas = Canvas::new(width);
    let drawn = draw(chart, &canvas);
    canvas.picture(&chart.description, drawn)
}

/// A line or a level.
struct Curve<'a> {
    ink: Ink,
    name: &'a str,
    area: bool,
    runs: Vec<Vec<Point>>,
}

/// The panel's lines and then its levels, cut to the axes.
fn curves(panel: &Panel, x_end: f64) -> Vec<Curve<'_>> {
    let runs = |points: &[Point]| stretches(points, (x_end, panel.y.end()));
    let lines = panel.lines.iter().map(|line| {
        let (ink, runs) = (Ink::line(line.ink), runs(&line.points));
        Curve { ink, name: &line.label, area: line.area, runs }
    });
    let levels = panel.levels.iter().filter(|level| level.at >= 0.0).map(|level| {
        let runs = runs(&[(0.0, level.at), (x_end, level.at)]);
        Curve { ink: Ink::Level, name: &level.label, area: false, runs }
    });
    lines.chain(levels).collect()
}

impl Curve<'_> {
    /// Where a label right of a plot that is so wide would touch the line.
    fn end_near(&self, x_end: f64, width: f64) -> Option<Point> {
        let end = self.runs.last()?.last().copied()?;
        (self.ink != Ink::Level && (1.0 - end.0 / x_end) * width <= NEAR).then_some(end)
    }
}

fn draw(chart: &Lines, canvas: &Canvas) -> Drawn<Extent> {
    let x_end = chart.x.end();
    let all: Vec<Vec<Curve>> = chart.panels.iter().map(|panel| curves(panel, x_end)).collect();
    let (left, right, outside) = sides(chart, &all, canvas.width);
    let (mut first, mut last) = (None, Rect { left, top: LINE, right, bottom: LINE * 2.0 });
    let (mut unnamed, mut stops) = (Vec::new(), vec![left; chart.stops.len()]);
    let mut strip = Vec::new();
    for (n, (panel, curves)) in chart.panels.iter().zip(&all).enumerate() {
        let y = first.map_or(0.0, |_| last.bottom + GAP);
        titles(panel, canvas, y + LINE / 2.0)?;
        let place = Rect { left, top: y + TITLE, right, bottom: y + TITLE + height(panel) };
        let is_last = n + 1 == chart.panels.len();
        let ticks = if is_last { chart.x.ticks_along(right - left) } else { Vec::new() };
        let drawing = Drawing::new(panel, curves, canvas, (place, x_end, ticks))?;
        unnamed.extend(drawing.annotate(outside)?);
        last = rect(&drawing.plot);
        first = first.or(Some(last));
        let across = |x: f64| pixel(&drawing.plot, (x.clamp(0.0, x_end), 0.0)).0;
        stops = chart.stops.iter().map(|x| if x.is_finite() { across(*x) } else { left }).collect();
        strip = chart.ribbon.iter().map(|s| (across(s.from), across(s.to), s.label.as_str())).collect();
    }
    let mut height = last.bottom + TICKS + 2.0;
    height += ribbon(&strip, canvas, height)?;
    height += canvas.axis_title(&chart.x.title, (right, height))?;
    height += canvas.key(&unnamed, left, height)?;
    Ok(Extent { height, stops, plot: Rect { bottom: last.bottom, ..first.unwrap_or(last) } })
}

/// The left and right edge of the plots, and whether lines are named right of them.
fn sides(chart: &Lines, all: &[Vec<Curve>], width: f64) -> (f64, f64, bool) {
    let ticks = chart.panels.iter().flat_map(|panel| panel.y.ticks());
    let widest = ticks.map(|(_, label)| text::width(&label, false)).fold(0.0, f64::max);
    let left = (widest + TICK_GAP + 2.0).clamp(12.0, width * 0.35);
    let near = |curve: &&Curve| curve.end_near(chart.x.end(), width - left).is_some();
    let names = all.iter().flatten().filter(near).map(|curve| text::width(curve.name, curve.ink.is_bold()));
    let widest = names.fold(0.0, f64::max);
    let outside = width >= WIDE && widest > 0.0 && widest <= width * 0.3;
    let overhang = chart.x.overhang().max(4.0);
    let room = if outside { (widest + LEAD + 2.0).max(overhang) } else { overhang };
    (left, width - room, outside)
}

/// A panel's title, and what its y axis counts beside it.
fn titles(panel: &Panel, canvas: &Canvas, y: f64) -> Drawn {
    let title = text::fit(&panel.title, true, canvas.width);
    let beside = if title.is_empty() { 0.0 } else { text::width(&title, true) + 8.0 };
    canvas.text(&title, Ink::Strong, (0.0, y), HPos::Left)?;
    let unit = text::fit(&panel.y.title, false, canvas.width - beside);
    canvas.text(&unit, Ink::Muted, (beside, y), HPos::Left)
}

/// The height of a panel's plot: as asked, but enough for its end labels.
fn height(panel: &Panel) -> f64 {
    let asked = if panel.height.is_nan() { 0.0 } else { panel.height };
    asked.clamp(48.0, 2000.0).max(LINE * panel.lines.len() as f64)
}

/// A strip under the x axis of (from, to, text) in pixels; returns its height.
fn ribbon(strip: &[(f64, f64, &str)], canvas: &Canvas, top: f64) -> Drawn<f64> {
    let mut height = 0.0;
    for (n, &(left, right, label)) in strip.iter().filter(|place| place.1 > place.0).enumerate() {
        // Alternate tints, on both of which the text is legible.
        let tint = [Ink::Rest5, Ink::Rest4][n % 2];
        canvas.rect(tint, &Rect { left, top, right, bottom: top + RIBBON })?;
        // Where not even the beginning of a text has room, it says nothing.
        let room = right - left - 8.0;
        if room >= text::width(label, false).min(34.0) {
            let place = (left + 4.0, top + RIBBON / 2.0);
            canvas.text(&text::fit(label, false, room), Ink::OnPale, place, HPos::Left)?;
        }
        height = RIBBON + 4.0;
    }
    Ok(height)
}

/// A panel with its data drawn.
struct Drawing<'a> {
    panel: &'a Panel,
    curves: &'a [Curve<'a>],
    canvas: &'a Canvas,
    plot: Plot,
}

impl<'a> Drawing<'a> {
    fn new(
        panel: &'a Panel,
        curves: &'a [Curve],
        canvas: &'a Canvas,
        (place, x_end, ticks): (Rect, f64, Vec<Tick>),
    ) -> Drawn<Drawing<'a>> {
        let y_end = panel.y.end();
        let (x, y) = (Scale::new(0.0..x_end, ticks), Scale::new(0.0..y_end, panel.y.ticks()));
        let mut plot = canvas.plot(&place, TICKS, x, y)?;
        mesh(&mut plot, true)?;
        for area in &panel.areas {
            let around = area.low.iter().chain(area.high.iter().rev()).copied();
            let shape = Polygon::new(corners(around, (x_end, y_end)), Ink::line(area.ink).filled());
            plot.draw_series([shape])?;
        }
        for curve in curves.iter().filter(|curve| curve.area) {
            for run in &curve.runs {
                plot.draw_series(AreaSeries::new(run.iter().copied(), 0.0, curve.ink.filled()))?;
            }
        }
        // Yours comes last, on top of the others.
        let from_above: Vec<f64> = curves.iter().map(|curve| -f64::from(curve.ink as u8)).collect();
        for curve in in_order(&from_above).into_iter().map(|at| &curves[at]) {
            for run in &curve.runs {
                plot.draw_series(LineSeries::new(run.iter().copied(), curve.ink))?;
            }
        }
        Ok(Drawing { panel, curves, canvas, plot })
    }

    /// Flags, and the names of everything; returns those that found no place.
    fn annotate(&self, outside: bool) -> Drawn<Vec<Entry>> {
        let place = rect(&self.plot);
        let columns = |curve: &Curve| {
            let pixels = curve.runs.iter().map(|run| run.iter().map(|at| pixel(&self.plot, *at)).collect());
            Columns::new(&place, pixels)
        };
        let mut ground =
            Ground { plot: place, curves: self.curves.iter().map(columns).collect(), taken: vec![] };
        let flags = self.raise_flags(&mut ground)?;
        let mut unnamed = Vec::new();
        let beside: Vec<_> = self.curves.iter().map(|curve| self.end_outside(curve, outside)).collect();
        self.name_outside(&beside, &place)?;
        for (n, curve) in self.curves.iter().enumerate() {
            if beside[n].is_none() && curve.ink != Ink::Level {
                unnamed.extend(self.name_along(n, curve, 1.0, &mut ground)?);
            }
        }
        for (at, label) in flags.into_iter().filter(|flag| !flag.1.is_empty()) {
            if let Some(place) = ground.by_flag(at, label, Ink::Muted) {
                self.canvas.text(label, Ink::Muted, place, HPos::Left)?;
            }
        }
        for (n, level) in self.curves.iter().enumerate().filter(|(_, curve)| curve.ink == Ink::Level) {
            unnamed.extend(self.name_along(n, level, 0.0, &mut ground)?);
        }
        Ok(unnamed)
    }

    /// Strokes up from the axis, as (head, label). One whose line meets a level rises to it.
    fn raise_flags(&self, ground: &mut Ground) -> Drawn<Vec<(Point, &'a str)>> {
        let mut flags = Vec::new();
        let x_end = self.plot.x_range().end;
        for flag in self.panel.flags.iter().filter(|flag| (0.0..=x_end).contains(&flag.at)) {
            let (x, bottom) = pixel(&self.plot, (flag.at, 0.0));
            let kind = |kinds: &'static [Ink]| {
                let of =
                    self.curves.iter().zip(&ground.curves).filter(|(curve, _)| kinds.contains(&curve.ink));
                of.filter_map(|(_, columns)| columns.between(x - 1.0, x + 1.0))
            };
            // A line for comparison may run along a level without being what the flag is of.
            let own: Vec<Point> = kind(&[Ink::Yours, Ink::Optimized]).collect();
            let meets =
                |level: &Point| own.iter().any(|(top, low)| (top - 3.0..=low + 3.0).contains(&level.0));
            let level = kind(&[Ink::Level]).find(meets);
            let top = level.map_or(bottom - 7.0, |level| level.0);
            self.canvas.rule(Ink::Flag, &[(x, bottom), (x, top)])?;
            if level.is_some() {
                self.canvas.dot(Ink::Flag, (x, top))?;
            }
            ground.taken.push(Rect { left: x - 3.0, top: top - 3.0, right: x + 3.0, bottom });
            flags.push(((x, top), flag.label.as_str()));
        }
        Ok(flags)
    }

    /// The pixel at which a line ends that is named right of the plot.
    fn end_outside(&self, curve: &Curve, outside: bool) -> Option<Point> {
        let place = rect(&self.plot);
        let end = curve.end_near(self.plot.x_range().end, place.right - place.left)?;
        (outside && !curve.name.is_empty()).then(|| pixel(&self.plot, end))
    }

    /// Names level with the ends of their lines, or moved apart.
    fn name_outside(&self, ends: &[Option<Point>], place: &Rect) -> Drawn {
        let wanted: Vec<f64> = ends.iter().flatten().map(|end| end.1).collect();
        let rows = spread(&wanted, LINE, (place.top, place.bottom));
        let named = self.curves.iter().zip(ends).filter_map(|(curve, end)| Some((curve, (*end)?)));
        for ((curve, end), y) in named.zip(rows) {
            let x = place.right + LEAD;
            if (y - end.1).abs() > LINE / 4.0 || end.0 < place.right - 2.0 {
                self.canvas.rule(Ink::Leader, &[(end.0 + 2.0, end.1), (x - 3.0, y)])?;
            }
            self.canvas.text(curve.name, curve.ink.of_name(), (x, y), HPos::Left)?;
        }
        Ok(())
    }

    /// A name along curve number `n`, else an entry for the key.
    fn name_along(&self, n: usize, curve: &Curve, wish: f64, ground: &mut Ground) -> Drawn<Option<Entry>> {
        if curve.name.is_empty() || curve.runs.is_empty() {
            return Ok(None);
        }
        let ink = curve.ink.of_name();
        let name = text::fit(curve.name, ink.is_bold(), (ground.plot.right - ground.plot.left) * 0.9);
        match ground.along(n, &name, ink, wish) {
            Some(place) => self.canvas.text(&name, ink, place, HPos::Left).map(|()| None),
            None => Ok(Some(Entry { inks: vec![curve.ink], name: curve.name.to_owned(), stroke: true })),
        }
    }
}
