//! One panel of a line chart: where its curves run and where their names stand.

use super::band::{self, grounds};
use super::curve::{Columns, Point, stretches};
use super::ink::Ink;
use super::pen::{At, Label};
use super::place::{Ground, spread};
use super::scale::share;
use super::text::{self, LINE};
use super::{LineInk, Panel, Rect};

/// Between the end of a curve and its label at the right of the plot.
pub(super) const LEAD: f64 = 12.0;

/// How near to the right edge a curve has to end for its label to stand outside.
const NEAR: f64 = 16.0;

pub(super) struct Curve {
    pub ink: Ink,
    pub area: bool,
    /// In shares of the axes.
    pub stretches: Vec<Vec<Point>>,
}

pub(super) struct Flag {
    pub x: f64,
    pub top: f64,
    pub meets: bool,
}

pub(super) struct Placed {
    pub plot: Rect,
    pub curves: Vec<Curve>,
    pub grounds: Vec<band::Ground>,
    pub levels: Vec<f64>,
    pub flags: Vec<Flag>,
    pub labels: Vec<Label>,
    /// From the end of a curve to a label that had to move.
    pub leaders: Vec<[Point; 2]>,
    /// Lines and levels that found no place for their names.
    pub unnamed: Vec<(Ink, String)>,
}

/// The panel's curves, cut to its axes.
pub(super) fn curves(panel: &Panel, x_max: f64) -> Vec<Curve> {
    let curve = |line: &super::Line| Curve {
        ink: Ink::line(line.ink),
        area: line.area,
        stretches: stretches(&line.points, x_max, panel.y.max),
    };
    panel.lines.iter().map(curve).collect()
}

impl Curve {
    pub fn end(&self) -> Option<Point> {
        self.stretches.last().and_then(|run| run.last()).copied()
    }

    /// Whether the curve ends where a label right of the plot would touch it.
    pub fn ends_at_edge(&self, plot_width: f64) -> bool {
        self.end().is_some_and(|(x, _)| (1.0 - x) * plot_width <= NEAR)
    }

    fn columns(&self, plot: &Rect) -> Columns {
        let mut columns = Columns::new(plot);
        for run in &self.stretches {
            run.windows(2).for_each(|ends| columns.cover(plot.at(ends[0]), plot.at(ends[1])));
        }
        columns
    }
}

/// The text beside a line's end and its ink: greys are told apart by dashes, not by their text.
pub(super) fn ink_of_label(ink: LineInk) -> Ink {
    match ink {
        LineInk::Plain(_) => Ink::Text,
        other => Ink::line(other),
    }
}

impl Placed {
    pub fn new(panel: &Panel, curves: Vec<Curve>, x_max: f64, plot: Rect, outside: bool) -> Placed {
        let levels: Vec<(f64, &str)> = panel
            .levels
            .iter()
            .filter_map(|mark| Some((share(mark.at, panel.y.max)?, mark.label.as_str())))
            .filter(|(at, _)| (0.0..=1.0).contains(at))
            .collect();
        let mut columns: Vec<Columns> = curves.iter().map(|curve| curve.columns(&plot)).collect();
        columns.extend(levels.iter().map(|(at, _)| level(&plot, *at)));
        let mut ground = Ground::new(plot, columns);
        let mut placed = Placed {
            plot,
            curves,
            grounds: grounds(&panel.bands, x_max, panel.y.max),
            levels: levels.iter().map(|(at, _)| plot.at((0.0, *at)).1).collect(),
            flags: Vec::new(),
            labels: Vec::new(),
            leaders: Vec::new(),
            unnamed: Vec::new(),
        };
        placed.raise_flags(panel, x_max, &mut ground);
        placed.name_lines(panel, &mut ground, outside);
        placed.name_flags(panel, x_max, &mut ground);
        placed.name_levels(&levels, &mut ground);
        placed
    }

    fn name_lines(&mut self, panel: &Panel, ground: &mut Ground, outside: bool) {
        let width = self.plot.right - self.plot.left;
        let mut beside = Vec::new();
        for (n, line) in panel.lines.iter().enumerate() {
            let Some(end) = self.curves[n].end().filter(|_| !line.label.is_empty()) else {
                continue;
            };
            if outside && self.curves[n].ends_at_edge(width) {
                beside.push((n, self.plot.at(end)));
                continue;
            }
            let name = text::fit(&line.label, true, width * 0.9);
            match ground.along(n, &name, ink_of_label(line.ink), 1.0) {
                Some(label) => self.labels.push(label),
                None => self.unnamed.push((self.curves[n].ink, line.label.clone())),
            }
        }
        self.name_outside(panel, &beside);
    }

    /// Labels right of the plot, level with the ends of their curves or moved apart.
    fn name_outside(&mut self, panel: &Panel, ends: &[(usize, Point)]) {
        let wanted: Vec<f64> = ends.iter().map(|(_, end)| end.1).collect();
        let rows = spread(&wanted, LINE, (self.plot.top, self.plot.bottom));
        for (&(n, end), y) in ends.iter().zip(rows) {
            let x = self.plot.right + LEAD;
            let ink = ink_of_label(panel.lines[n].ink);
            self.labels.push(Label::new(&panel.lines[n].label, ink, x, y, At::Start));
            if (y - end.1).abs() > LINE / 4.0 || end.0 < self.plot.right - 2.0 {
                self.leaders.push([(end.0 + 2.0, end.1), (x - 3.0, y)]);
            }
        }
    }

    fn name_levels(&mut self, levels: &[(f64, &str)], ground: &mut Ground) {
        let lines = self.curves.len();
        let width = self.plot.right - self.plot.left;
        for (n, (_, name)) in levels.iter().enumerate().filter(|(_, (_, name))| !name.is_empty()) {
            let name = text::fit(name, false, width * 0.9);
            match ground.along(lines + n, &name, Ink::Muted, 0.0) {
                Some(label) => self.labels.push(label),
                None => self.unnamed.push((Ink::Level, name)),
            }
        }
    }

    fn raise_flags(&mut self, panel: &Panel, x_max: f64, ground: &mut Ground) {
        for x in flags(panel, x_max).map(|(at, _)| self.plot.at((at, 0.0)).0) {
            let at_curve = |level: &&f64| {
                // A line for comparison may run along a level without being what the flag is of.
                let own = ground.curves.iter().zip(&panel.lines).filter(|(_, line)| !is_plain(line.ink));
                own.map(|(curve, _)| curve).any(|curve: &Columns| {
                    let met = curve.between(x - 1.0, x + 1.0);
                    met.is_some_and(|(top, bottom)| (top - 3.0..=bottom + 3.0).contains(*level))
                })
            };
            let met = self.levels.iter().find(at_curve).copied();
            let top = met.unwrap_or(self.plot.bottom - 7.0);
            let flag = Rect { left: x - 3.0, top: top - 3.0, right: x + 3.0, bottom: self.plot.bottom };
            ground.take(flag);
            self.flags.push(Flag { x, top, meets: met.is_some() });
        }
    }

    fn name_flags(&mut self, panel: &Panel, x_max: f64, ground: &mut Ground) {
        for (flag, (_, name)) in self.flags.iter().zip(flags(panel, x_max)) {
            if !name.is_empty() {
                self.labels.extend(ground.by_flag((flag.x, flag.top), name, Ink::Muted));
            }
        }
    }
}

fn is_plain(ink: LineInk) -> bool {
    matches!(ink, LineInk::Plain(_))
}

fn flags(panel: &Panel, x_max: f64) -> impl Iterator<Item = (f64, &str)> {
    let visible = |at: &f64| (0.0..=1.0).contains(at);
    panel
        .flags
        .iter()
        .filter_map(move |mark| Some((share(mark.at, x_max).filter(visible)?, mark.label.as_str())))
}

/// A horizontal line as something that labels avoid.
fn level(plot: &Rect, at: f64) -> Columns {
    let mut columns = Columns::new(plot);
    columns.cover(plot.at((0.0, at)), plot.at((1.0, at)));
    columns
}
