//! Stacked bars: layout first, as plain numbers, then the drawing.

use super::frame::{TICKS, mesh};
use super::ink::Ink;
use super::key::{Entry, Key};
use super::marks::marks;
use super::pen::{At, Drawn, Label, Pen, picture, usable};
use super::scale::{Scale, share};
use super::text::{self, LINE};
use super::{Bar, Bars, Picture, Rect};

/// From this width on, a bar's label stands left of it, unless one of them would take more
/// than a share of the width; else above it.
const WIDE: f64 = 520.0;
const WIDEST: f64 = 0.3;
const BAR: f64 = 22.0;
const GAP: f64 = 12.0;

struct Layout {
    plot: Rect,
    /// Upper edge of each bar.
    tops: Vec<f64>,
    /// Where each row's parts begin and end, in shares of the axis.
    edges: Vec<Vec<f64>>,
    texts: Vec<Label>,
    marks: Vec<(f64, Label)>,
    key: Key,
    height: f64,
}

/// Draws the bars for a place of that many CSS pixels.
pub fn bars(chart: &Bars, width: f64) -> Picture {
    let width = usable(width);
    let layout = Layout::new(chart, width);
    let mut body = String::with_capacity(4096);
    let pen = Pen::new(&mut body, width, layout.height);
    // Memory cannot fail; were plotters to refuse a layout, the rest of the picture stays.
    let _ = layout.draw(chart, &pen);
    drop(pen);
    let stops = layout.tops.iter().map(|top| top + BAR / 2.0).collect();
    picture(&body, (width, layout.height), &chart.description, stops, layout.plot)
}

/// Cumulative ends of the parts, beginning with the bar's start; what is no positive number
/// is nothing.
fn edges(bar: &Bar, max: f64) -> Vec<f64> {
    let size = |value: f64| share(value, max).unwrap_or(0.0).max(0.0);
    let mut edges = vec![size(bar.start).min(1.0)];
    for part in &bar.parts {
        edges.push((edges[edges.len() - 1] + size(*part)).min(1.0));
    }
    edges
}

/// Where two neighbours meet of which one floats: there the eye goes on from bar to bar.
fn joint(above: &[f64], below: &[f64]) -> Option<f64> {
    let ends = |edges: &[f64]| [end(edges), edges.first().copied().unwrap_or(0.0)];
    let (above, below) = (ends(above), ends(below));
    let floats = above[1] > 0.0 || below[1] > 0.0;
    let meets = |at: &f64| *at > 0.0 && below.iter().any(|other| (at - other).abs() < 1e-9);
    above.into_iter().find(meets).filter(|_| floats)
}

fn end(edges: &[f64]) -> f64 {
    edges.last().copied().unwrap_or(0.0)
}

impl Layout {
    fn new(chart: &Bars, width: f64) -> Layout {
        let edges: Vec<_> = chart.rows.iter().map(|bar| edges(bar, chart.axis.max)).collect();
        let wide = width >= WIDE && widest(chart) + 12.0 <= width * WIDEST;
        let (left, right) = sides(chart, &edges, width, wide);
        let (marks, top) = marks(chart, (left, right), width);
        let label = if wide { 0.0 } else { LINE };
        let step = label + BAR + GAP;
        let tops: Vec<f64> =
            (0..chart.rows.len()).map(|n| top + GAP / 2.0 + label + n as f64 * step).collect();
        let bottom = top + step * chart.rows.len().max(1) as f64;
        let plot = Rect { left, top, right, bottom };
        let mut layout = Layout {
            plot,
            tops,
            edges,
            texts: Vec::new(),
            marks,
            key: Key::new(Vec::new(), 0.0, width),
            height: bottom + TICKS,
        };
        layout.label_rows(chart, wide, width);
        let unnamed = layout.name_parts(chart);
        layout.key = Key::new(entries(chart, &unnamed), left, width);
        layout.name_axis(&chart.axis.title);
        layout.height += layout.key.height + 2.0;
        layout
    }

    fn label_rows(&mut self, chart: &Bars, wide: bool, width: f64) {
        for (n, bar) in chart.rows.iter().enumerate() {
            let middle = self.tops[n] + BAR / 2.0;
            let ink = if bar.emphasis { Ink::Strong } else { Ink::Text };
            let room = if wide { self.plot.left - 12.0 } else { width - self.plot.left };
            let label = text::fit(&bar.label, bar.emphasis, room);
            self.texts.push(match wide {
                true => Label::new(&label, ink, self.plot.left - 12.0, middle, At::End),
                false => {
                    let y = self.tops[n] - LINE / 2.0;
                    Label::new(&label, ink, self.plot.left, y, At::Start)
                }
            });
            let x = self.plot.at((end(&self.edges[n]), 0.0)).0 + 6.0;
            self.texts.push(Label::new(&total(bar), ink, x, middle, At::Start));
        }
    }

    /// Writes names into the parts of the longest bar; returns those for which it is too short.
    fn name_parts(&mut self, chart: &Bars) -> Vec<usize> {
        let longest = (0..self.edges.len())
            .max_by(|&a, &b| end(&self.edges[a]).total_cmp(&end(&self.edges[b])).then(b.cmp(&a)));
        let Some(row) = longest else {
            return Vec::new();
        };
        let mut unnamed = Vec::new();
        for (part, name) in chart.part_names.iter().enumerate() {
            let used = self.edges.iter().any(|e| e.get(part + 1).is_some_and(|&to| to > e[part]));
            let (from, to) = match self.edges[row].get(part..part + 2) {
                Some(&[from, to]) => (self.plot.at((from, 0.0)).0, self.plot.at((to, 0.0)).0),
                _ => (0.0, 0.0),
            };
            if to - from >= text::width(name, false) + 10.0 {
                let y = self.tops[row] + BAR / 2.0;
                self.texts.push(Label::new(name, Ink::on_part(part), from + 6.0, y, At::Start));
            } else if used {
                unnamed.push(part);
            }
        }
        unnamed
    }

    fn name_axis(&mut self, title: &str) {
        if !title.is_empty() {
            let title = text::fit(title, false, self.plot.right);
            let y = self.height + LINE / 2.0 - 2.0;
            self.texts.push(Label::new(&title, Ink::Muted, self.plot.right, y, At::End));
            self.height += LINE;
        }
    }

    fn draw(&self, chart: &Bars, pen: &Pen) -> Drawn {
        let x = Scale::new(&chart.axis).thin(self.plot.right - self.plot.left);
        mesh(pen, &self.plot, &x, &Scale::default(), (true, false))?;
        for (x, label) in &self.marks {
            pen.rule(Ink::Mark, &[(*x, label.y - LINE / 2.0), (*x, self.plot.bottom)])?;
        }
        for (n, bar) in chart.rows.iter().enumerate() {
            self.parts(n, bar.emphasis).try_for_each(|(ink, part)| pen.rect(ink, &part))?;
        }
        for (n, pair) in self.edges.windows(2).enumerate() {
            if let Some(at) = joint(&pair[0], &pair[1]) {
                let x = self.plot.at((at, 0.0)).0;
                pen.rule(Ink::Leader, &[(x, self.tops[n] + BAR), (x, self.tops[n + 1])])?;
            }
        }
        for top in &self.tops {
            let x = self.plot.left;
            pen.rule(Ink::Axis, &[(x, top - 3.0), (x, top + BAR + 3.0)])?;
        }
        self.marks.iter().try_for_each(|(_, label)| pen.text(label))?;
        self.texts.iter().try_for_each(|label| pen.text(label))?;
        self.key.draw(pen, self.height - self.key.height - 2.0)
    }

    /// The rectangles of a row, a pixel apart where they are wide enough to spare it.
    fn parts(&self, row: usize, emphasis: bool) -> impl Iterator<Item = (Ink, Rect)> {
        let top = self.tops[row];
        let seen = self.edges[row].windows(2).enumerate().filter(|(_, edge)| edge[1] > edge[0]);
        seen.map(move |(n, edge)| {
            let [left, right] = [edge[0], edge[1]].map(|at| self.plot.at((at, 0.0)).0);
            let gap = if right - left > 2.0 { 1.0 } else { 0.0 };
            (Ink::part(n, emphasis), Rect { left, top, right: right - gap, bottom: top + BAR })
        })
    }
}

fn widest(chart: &Bars) -> f64 {
    chart.rows.iter().map(|bar| text::width(&bar.label, bar.emphasis)).fold(0.0, f64::max)
}

fn total(bar: &Bar) -> String {
    text::fit(&bar.total, bar.emphasis, 120.0)
}

/// The left and right edge of the plot: room for the labels at the left, and for the total of
/// every bar at its end.
fn sides(chart: &Bars, edges: &[Vec<f64>], width: f64, wide: bool) -> (f64, f64) {
    let left = match wide {
        true => (widest(chart) + 12.0).max(24.0),
        false => 10.0,
    };
    let ticks = Scale::new(&chart.axis);
    let room = width - left - ticks.overhang().min(60.0) - 1.0;
    let ends = chart.rows.iter().zip(edges).map(|(bar, edges)| {
        let beside = text::width(&total(bar), bar.emphasis) + 8.0;
        (width - left - beside) / end(edges).max(0.01)
    });
    (left, left + ends.fold(room, f64::min).max(40.0))
}

/// A key entry for each part, with the tints it occurs in.
fn entries(chart: &Bars, parts: &[usize]) -> Vec<Entry> {
    let kinds: Vec<bool> =
        [true, false].into_iter().filter(|kind| chart.rows.iter().any(|bar| bar.emphasis == *kind)).collect();
    let entry = |&part: &usize| Entry {
        inks: kinds.iter().map(|&kind| Ink::part(part, kind)).collect(),
        name: chart.part_names[part].clone(),
        stroke: false,
    };
    parts.iter().map(entry).collect()
}
