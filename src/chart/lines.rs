//! Line charts: panels over one x axis, their lines named where they end.

use super::curve::Point;
use super::frame::{TICK_GAP, TICKS, mesh};
use super::ink::Ink;
use super::key::{Entry, Key};
use super::panel::{Curve, LEAD, Placed, curves, ink_of_label};
use super::pen::{At, Drawn, Label, Pen, picture, usable};
use super::ribbon::Ribbon;
use super::scale::{Scale, share};
use super::text::{self, LINE};
use super::{Lines, Panel, Picture, Rect};
use crate::order;

/// From this width on, the names of lines stand right of the plot.
const WIDE: f64 = 520.0;
/// The height above a plot that its title takes.
const TITLE: f64 = 26.0;
/// Between a plot and the next panel's title.
const GAP: f64 = 16.0;

struct Layout {
    panels: Vec<Placed>,
    texts: Vec<Label>,
    plot: Rect,
    ribbon: Ribbon,
    key: Key,
    height: f64,
}

/// Draws the panels for a place of that many CSS pixels.
pub fn lines(chart: &Lines, width: f64) -> Picture {
    let width = usable(width);
    let layout = Layout::new(chart, width);
    let mut body = String::with_capacity(32_768);
    let pen = Pen::new(&mut body, width, layout.height);
    // Memory cannot fail; were plotters to refuse a layout, the rest of the picture stays.
    let _ = layout.draw(chart, &pen);
    drop(pen);
    let across = |x: &f64| share(*x, chart.x.max).unwrap_or(0.0).clamp(0.0, 1.0);
    let stops = chart.stops.iter().map(|x| layout.plot.at((across(x), 0.0)).0).collect();
    picture(&body, (width, layout.height), &chart.description, stops, layout.plot)
}

impl Layout {
    fn new(chart: &Lines, width: f64) -> Layout {
        let all: Vec<Vec<Curve>> = chart.panels.iter().map(|p| curves(p, chart.x.max)).collect();
        let (left, right, outside) = sides(chart, &all, width);
        let mut y = 0.0;
        let mut texts = Vec::new();
        let mut panels = Vec::new();
        for (panel, curves) in chart.panels.iter().zip(all) {
            titles(panel, y, width, &mut texts);
            let top = y + if texts.is_empty() { LINE / 2.0 } else { TITLE };
            let plot = Rect { left, top, right, bottom: top + height(panel) };
            panels.push(Placed::new(panel, curves, chart.x.max, plot, outside));
            y = plot.bottom + GAP;
        }
        let top = panels.first().map_or(LINE, |p| p.plot.top);
        let bottom = panels.last().map_or(LINE * 2.0, |p| p.plot.bottom);
        let plot = Rect { left, top, right, bottom };
        let key = Key::new(entries(&panels), left, width);
        let ribbon = Ribbon::new(chart, &plot);
        let mut height = bottom + TICKS + 2.0 + ribbon.height;
        if !chart.x.title.is_empty() {
            let title = text::fit(&chart.x.title, false, right);
            texts.push(Label::new(&title, Ink::Muted, right, height + LINE / 2.0 - 4.0, At::End));
            height += LINE;
        }
        height += key.height;
        Layout { panels, texts, plot, ribbon, key, height }
    }

    fn draw(&self, chart: &Lines, pen: &Pen) -> Drawn {
        let last = self.panels.len().saturating_sub(1);
        for (n, (placed, panel)) in self.panels.iter().zip(&chart.panels).enumerate() {
            let x = if n == last { Scale::new(&chart.x) } else { Scale::default() };
            let x = x.thin(placed.plot.right - placed.plot.left);
            placed.draw(pen, x, Scale::new(&panel.y))?;
        }
        self.ribbon.draw(pen)?;
        self.texts.iter().try_for_each(|label| pen.text(label))?;
        self.key.draw(pen, self.height - self.key.height)
    }
}

impl Placed {
    fn draw(&self, pen: &Pen, x: Scale, y: Scale) -> Drawn {
        for (at, _) in &x.ticks {
            let (x, y) = self.plot.at((*at, 0.0));
            pen.rule(Ink::Axis, &[(x, y), (x, y + 4.0)])?;
        }
        mesh(pen, &self.plot, &x, &y, (false, true))?;
        for ground in &self.grounds {
            pen.wash(ground.ink, &self.plot.all(&ground.corners))?;
        }
        for curve in self.curves.iter().filter(|curve| curve.area) {
            for run in &curve.stretches {
                let foot = |end: Option<&Point>| end.map(|end| (end.0, 0.0));
                let corners: Vec<Point> = foot(run.first())
                    .into_iter()
                    .chain(run.iter().copied())
                    .chain(foot(run.last()))
                    .collect();
                pen.wash(curve.ink, &self.plot.all(&corners))?;
            }
        }
        for y in &self.levels {
            pen.rule(Ink::Level, &[(self.plot.left, *y), (self.plot.right, *y)])?;
        }
        // Yours comes last, on top of the others.
        let mut order: Vec<&Curve> = self.curves.iter().collect();
        order::sort(&mut order, |a, b| a.ink as u8 > b.ink as u8);
        for curve in order {
            for run in &curve.stretches {
                pen.rule(curve.ink, &self.plot.all(run))?;
            }
        }
        pen.rule(Ink::Axis, &[self.plot.at((0.0, 0.0)), self.plot.at((1.0, 0.0))])?;
        self.annotate(pen)
    }

    fn annotate(&self, pen: &Pen) -> Drawn {
        for flag in &self.flags {
            pen.rule(Ink::Flag, &[(flag.x, self.plot.bottom), (flag.x, flag.top)])?;
            if flag.meets {
                pen.dot(Ink::Flag, (flag.x, flag.top))?;
            }
        }
        self.leaders.iter().try_for_each(|ends| pen.rule(Ink::Leader, ends))?;
        self.labels.iter().try_for_each(|label| pen.text(label))
    }
}

/// The height of a panel's plot: as asked, but enough for its end labels.
fn height(panel: &Panel) -> f64 {
    let asked = if panel.height.is_nan() { 0.0 } else { panel.height };
    asked.clamp(48.0, 2000.0).max(LINE * panel.lines.len() as f64)
}

/// A panel's title, and what its y axis counts beside it.
fn titles(panel: &Panel, top: f64, width: f64, texts: &mut Vec<Label>) {
    let y = top + LINE / 2.0;
    let title = Label::new(&text::fit(&panel.title, true, width), Ink::Strong, 0.0, y, At::Start);
    let beside = if panel.title.is_empty() { 0.0 } else { title.width() + 8.0 };
    let unit = text::fit(&panel.y.title, false, width - beside);
    texts.push(title);
    texts.push(Label::new(&unit, Ink::Muted, beside, y, At::Start));
}

/// The left and right edge of the plots, and whether lines are named right of them.
fn sides(chart: &Lines, curves: &[Vec<Curve>], width: f64) -> (f64, f64, bool) {
    let ticks = chart.panels.iter().map(|panel| Scale::new(&panel.y).widest());
    let left = (ticks.fold(0.0, f64::max) + TICK_GAP + 2.0).clamp(12.0, width * 0.35);
    let ends = chart.panels.iter().zip(curves).flat_map(|(panel, curves)| {
        let at_edge = |(_, curve): &(_, &Curve)| curve.ends_at_edge(width - left);
        panel
            .lines
            .iter()
            .zip(curves)
            .filter(at_edge)
            .map(|(line, _)| text::width(&line.label, ink_of_label(line.ink).is_bold()))
    });
    let widest = ends.fold(0.0, f64::max);
    let outside = width >= WIDE && widest > 0.0 && widest <= width * 0.3;
    let overhang = Scale::new(&chart.x).overhang().clamp(4.0, 60.0);
    let room = if outside { (widest + LEAD + 2.0).max(overhang) } else { overhang };
    (left, width - room, outside)
}

fn entries(panels: &[Placed]) -> Vec<Entry> {
    let unnamed = panels.iter().flat_map(|panel| &panel.unnamed);
    let entry = |(ink, name): &(Ink, String)| Entry { inks: vec![*ink], name: name.clone(), stroke: true };
    unnamed.map(entry).collect()
}
