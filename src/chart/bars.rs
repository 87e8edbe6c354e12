//! Stacked bars: one row of the plot each, with their names before or above them.

use super::canvas::{Canvas, Drawn, Entry, Extent, Plot, Scale, TICKS, mesh, pixel, rect};
use super::ink::Ink;
use super::place::in_order;
use super::svg::units;
use super::text::{self, LINE};
use super::{Bar, Bars, Mark, Picture, Rect};
use plotters::element::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

const BAR: f64 = 20.0;
/// Above and below a bar.
const GAP: f64 = 3.0;
/// Between a bar and the text at its end.
const APART: f64 = 6.0;
/// Names stand before the bars up to this share of the width; else above them.
const WIDEST: f64 = 0.36;
/// Half of the ends of a range.
const RANGE_END: f64 = 4.0;
/// Something is seen of every bar, however long the others are.
const LEAST: f64 = 2.0;

/// Draws the bars for a place of that many CSS pixels.
pub fn bars(chart: &Bars, width: f64) -> Picture {
    let canvas = Canvas::new(width);
    let drawn = draw(chart, &canvas);
    canvas.picture(&chart.description, drawn)
}

fn draw(chart: &Bars, canvas: &Canvas) -> Drawn<Extent> {
    let max = chart.axis.end();
    let rows: Vec<Row> = chart.rows.iter().map(|bar| Row::new(bar, max, canvas.width)).collect();
    let widest = rows.iter().map(|row| row.width(&row.name)).fold(0.0, f64::max) + 8.0;
    let before = widest <= canvas.width * WIDEST;
    let (above, left) = match before {
        true => (0.0, widest),
        false => (LINE, chart.axis.overhang().clamp(1.0, 10.0)),
    };
    let (count, right) = (rows.len().max(1) as f64, right(chart, &rows, left, canvas.width));
    let top = 2.0 + LINE * chart.marks.iter().filter(|mark| (0.0..=max).contains(&mark.at)).count() as f64;
    let bottom = top + count * (above + BAR + 2.0 * GAP);
    let ticks = chart.axis.ticks_along(right - left);
    let below = if ticks.is_empty() { 4.0 } else { TICKS };
    let (x, y) = (Scale::new(0.0..max, ticks), Scale::new(count..0.0, Vec::new()));
    let mut plot = canvas.plot(&Rect { left, top, right, bottom }, below, x, y)?;
    mesh(&mut plot, false)?;
    for (n, row) in rows.iter().enumerate() {
        row.draw_parts(&mut plot, n as f64, above)?;
    }
    let drawing = Drawing { canvas, plot, above, rows };
    drawing.join()?;
    drawing.cut()?;
    drawing.draw_ranges()?;
    let marks = drawing.mark(&chart.marks)?;
    drawing.write(before, &marks)?;
    let mut height = bottom + below;
    height += canvas.axis_title(&chart.axis.title, (right, height + 2.0))?;
    height += canvas.key(&entries(chart), 0.0, height)?;
    let stops = (0..drawing.rows.len()).map(|n| pixel(&drawing.plot, (0.0, n as f64 + 0.5)).1).collect();
    Ok(Extent { height: height + 2.0, stops, plot: rect(&drawing.plot) })
}

/// The right edge of the plot, so that every total has room at the end of its bar.
fn right(chart: &Bars, rows: &[Row], left: f64, width: f64) -> f64 {
    let room = width - left - chart.axis.overhang() - 1.0;
    let beside = |row: &Row| width - left - row.width(&row.total) - APART - 2.0;
    let ends = rows.iter().map(|row| beside(row) / (row.reach() / chart.axis.end()).max(0.01));
    left + ends.fold(room, f64::min).max(40.0)
}

/// A bar, where its parts begin and end on the axis, and its name and total as they fit.
struct Row<'a> {
    bar: &'a Bar,
    edges: Vec<f64>,
    range: Option<[f64; 2]>,
    name: String,
    total: String,
    ink: Ink,
}

impl Row<'_> {
    fn new(bar: &Bar, max: f64, width: f64) -> Row<'_> {
        // What is no positive number is nothing.
        let size = |value: f64| if value.is_finite() { value.clamp(0.0, max) } else { 0.0 };
        let mut edges = vec![size(bar.start)];
        for part in &bar.parts {
            edges.push((edges[edges.len() - 1] + size(*part)).min(max));
        }
        let range = bar.range.filter(|range| range.iter().all(|end| end.is_finite())).map(|r| r.map(size));
        let fit = |label: &str, room| text::fit(label, bar.emphasis, room);
        let ink = if bar.emphasis { Ink::Strong } else { Ink::Text };
        Row { bar, edges, range, name: fit(&bar.label, width), total: fit(&bar.total, 130.0), ink }
    }

    fn end(&self) -> f64 {
        self.edges[self.edges.len() - 1]
    }

    /// Where the bar or its range ends.
    fn reach(&self) -> f64 {
        self.range.map_or(self.end(), |[low, high]| self.end().max(low).max(high))
    }

    fn width(&self, label: &str) -> f64 {
        text::width(label, self.ink.is_bold())
    }

    /// Where it meets the row below if one of them floats: there the eye goes on.
    fn joint(&self, below: &Row) -> Option<f64> {
        let meets =
            |at: &f64| *at > 0.0 && [below.end(), below.edges[0]].iter().any(|b| (at - b).abs() <= at * 1e-9);
        let floats = self.edges[0] > 0.0 || below.edges[0] > 0.0;
        [self.end(), self.edges[0]].into_iter().find(meets).filter(|_| floats)
    }

    /// The parts, a pixel apart where they are wide enough to spare it.
    fn draw_parts(&self, plot: &mut Plot, y: f64, above: f64) -> Drawn {
        let pixel = plot.x_range().end / (rect(plot).right - rect(plot).left);
        let seen: Vec<_> = self.edges.windows(2).enumerate().filter(|(_, edge)| edge[1] > edge[0]).collect();
        let rectangles = seen.iter().map(|(part, edge)| {
            let alone = if seen.len() == 1 { LEAST * pixel } else { 0.0 };
            let to = edge[1].max(edge[0] + alone);
            let gap = if to - edge[0] > 4.0 * pixel && to < self.end() { 1.0 } else { 0.0 };
            let ink = Ink::part(*part, self.bar.emphasis).filled();
            let mut rectangle = Rectangle::new([(edge[0], y), (to, y + 1.0)], ink);
            let [top, bottom, gap] = [above + GAP, GAP, gap].map(|pixels| units(pixels) as u32);
            rectangle.set_margin(top, bottom, 0, gap);
            rectangle
        });
        plot.draw_series(rectangles).map(|_| ())
    }
}

/// A plot with its bars, and `above` them the room for their names.
struct Drawing<'a> {
    canvas: &'a Canvas,
    plot: Plot,
    above: f64,
    rows: Vec<Row<'a>>,
}

impl Drawing<'_> {
    fn x(&self, value: f64) -> f64 {
        pixel(&self.plot, (value, 0.0)).0
    }

    /// The middle of a bar.
    fn y(&self, row: usize) -> f64 {
        pixel(&self.plot, (0.0, row as f64 + 0.5)).1 + self.above / 2.0
    }

    fn join(&self) -> Drawn {
        for (n, pair) in self.rows.windows(2).enumerate() {
            if let Some(x) = pair[0].joint(&pair[1]).map(|at| self.x(at)) {
                let ends = [(x, self.y(n) + BAR / 2.0), (x, self.y(n + 1) - BAR / 2.0)];
                self.canvas.rule(Ink::Leader, &ends)?;
            }
        }
        Ok(())
    }

    /// A gap near the end of bars that are longer than the axis.
    fn cut(&self) -> Drawn {
        let (end, right) = (self.plot.x_range().end, rect(&self.plot).right);
        let length = |bar: &Bar| bar.start + bar.parts.iter().sum::<f64>();
        for n in (0..self.rows.len()).filter(|n| length(self.rows[*n].bar) > end * (1.0 + 1e-9)) {
            let (x, y) = (right - 10.0, self.y(n));
            self.canvas.rule(Ink::Gap, &[(x - 3.0, y + BAR / 2.0), (x + 3.0, y - BAR / 2.0)])?;
        }
        Ok(())
    }

    /// Over the bars, on a ground of the paper so that they are seen on every tint.
    fn draw_ranges(&self) -> Drawn {
        let ranges = self.rows.iter().enumerate().filter_map(|(n, row)| Some((n, row.range?)));
        for (n, [low, high]) in ranges {
            let (y, [left, right]) = (self.y(n), [low, high].map(|end| self.x(end)));
            for ink in [Ink::Gap, Ink::Mark] {
                self.canvas.rule(ink, &[(left, y), (right, y)])?;
                for x in [left, right] {
                    self.canvas.rule(ink, &[(x, y - RANGE_END), (x, y + RANGE_END)])?;
                }
            }
        }
        Ok(())
    }

    /// The vertical lines across the bars; returns where they are, from left to right. Each
    /// label has a row of its own, the further left the higher.
    fn mark(&self, marks: &[Mark]) -> Drawn<Vec<f64>> {
        let (end, width) = (self.plot.x_range().end, self.canvas.width);
        let marks: Vec<&Mark> = marks.iter().filter(|mark| (0.0..=end).contains(&mark.at)).collect();
        let order = in_order(&marks.iter().map(|mark| mark.at).collect::<Vec<_>>());
        let marks: Vec<&Mark> = order.into_iter().map(|at| marks[at]).collect();
        for (n, mark) in marks.iter().enumerate() {
            let (x, y) = (self.x(mark.at), 2.0 + LINE * (n as f64 + 0.5));
            for ink in [Ink::Gap, Ink::Mark] {
                self.canvas.rule(ink, &[(x, y - LINE / 2.0), (x, rect(&self.plot).bottom)])?;
            }
            let name = text::fit(&mark.label, false, width - 4.0);
            let wide = text::width(&name, false);
            // Right of its line, or left of it, or wherever it fits.
            let start = match (x + 5.0 + wide <= width, x - 5.0 - wide >= 0.0) {
                (true, _) => x + 5.0,
                (false, true) => x - 5.0 - wide,
                (false, false) => (width - wide).max(0.0),
            };
            self.canvas.text(&name, Ink::Text, (start, y), HPos::Left)?;
        }
        Ok(marks.iter().map(|mark| self.x(mark.at)).collect())
    }

    /// Names and totals, these beyond a mark that would run through them.
    fn write(&self, before: bool, marks: &[f64]) -> Drawn {
        for (n, row) in self.rows.iter().enumerate() {
            let (start, end, wide) = (self.x(row.edges[0]), self.x(row.end()), row.width(&row.total));
            let end = if row.end() > row.edges[0] { end.max(start + LEAST) } else { end };
            let mut x = end.max(self.x(row.reach())) + APART;
            for mark in marks.iter().filter(|mark| **mark + APART + wide <= self.canvas.width) {
                if (x - APART..x + wide + 2.0).contains(mark) {
                    x = mark + APART;
                }
            }
            let y = self.y(n);
            let name = if before { (0.0, y) } else { (rect(&self.plot).left, y - (BAR + LINE) / 2.0) };
            self.canvas.text(&row.name, row.ink, name, HPos::Left)?;
            self.canvas.text(&row.total, row.ink, (x, y), HPos::Left)?;
        }
        Ok(())
    }
}

/// A key entry for each part that occurs, with the tints it occurs in.
fn entries(chart: &Bars) -> Vec<Entry> {
    let tint = |part: usize, emphasis: bool| {
        let mut alike = chart.rows.iter().filter(|bar| bar.emphasis == emphasis);
        let occurs = alike.any(|bar| bar.parts.get(part).is_some_and(|size| *size > 0.0));
        occurs.then(|| Ink::part(part, emphasis))
    };
    let entry = |(part, name): (usize, &String)| {
        let inks: Vec<Ink> = [true, false].into_iter().filter_map(|kind| tint(part, kind)).collect();
        (!inks.is_empty()).then(|| Entry { inks, name: name.clone(), stroke: false })
    };
    let has_range = chart.rows.iter().any(|bar| bar.range.is_some());
    let range = Entry { inks: vec![Ink::Mark], name: chart.range_name.clone(), stroke: true };
    let range = has_range.then_some(range).filter(|entry| !entry.name.is_empty());
    chart.part_names.iter().enumerate().filter_map(entry).chain(range).collect()
}
