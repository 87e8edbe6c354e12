//! Labelled numbers in, a picture as SVG text out; the same on every target.
//!
//! Nothing here knows money, tokens or models, and no number is formatted: ticks, totals and
//! labels arrive as text. A chart is laid out for the real width in CSS pixels, so text keeps
//! its size on a phone and the layout adapts instead. Colours are classes that
//! `style/chart.css` paints, so that a change of theme redraws nothing.
//!
//! Values that are not finite count as absent, negative ones as nothing; no input panics.

use serde::{Deserialize, Serialize};

mod bars;
mod canvas;
mod changes;
mod clip;
mod ink;
mod lines;
mod place;
mod standalone;
mod svg;
mod text;

pub use bars::bars;
pub use canvas::ticks;
pub use changes::{Change, changes};
pub use lines::lines;
pub use standalone::{Theme, standalone};

/// A finished picture and where its readouts are.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// A whole `<svg viewBox="0 0 width height" class="chart" role="img" aria-label="...">`.
    pub svg: String,
    pub width: f64,
    pub height: f64,
    /// In viewBox units, one per input in its order: the x of each of `Lines::stops`, or the
    /// middle y of each of `Bars::rows`.
    pub stops: Vec<f64>,
    /// The rectangle of the data, from the first panel's top to the last one's bottom.
    pub plot: Rect,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// An axis from zero to `max`, with its ticks as (value, text).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    pub max: f64,
    pub ticks: Vec<(f64, String)>,
    /// What is counted, such as "dollars a month"; may be empty.
    pub title: String,
}

/// A place on an axis that has a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub at: f64,
    pub label: String,
}

/// Stacked horizontal bars, a row each, all with the same parts in the same order. A bar that
/// is longer than the axis ends with it, behind a gap that says so. An axis without ticks is a
/// baseline alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bars {
    pub rows: Vec<Bar>,
    pub part_names: Vec<String>,
    /// What the range of a bar is called, in the key.
    pub range_name: String,
    /// Vertical lines across all rows, such as what is paid, with their labels above.
    pub marks: Vec<Mark>,
    pub axis: Axis,
    /// The picture in a sentence, for those who do not see it.
    pub description: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    pub label: String,
    /// Where its first part begins; above zero, the bar floats.
    pub start: f64,
    pub parts: Vec<f64>,
    /// Where the value may lie, as a thin line over the bar with an end at both sides.
    pub range: Option<[f64; 2]>,
    /// The text at the bar's end.
    pub total: String,
    /// Drawn in the accent colour; the others are grey.
    pub emphasis: bool,
}

/// Panels stacked over one x axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    pub panels: Vec<Panel>,
    pub x: Axis,
    /// The x values that have a readout.
    pub stops: Vec<f64>,
    /// What holds along the x axis, as a strip under it; may be empty.
    pub ribbon: Vec<Stretch>,
    /// The picture in a sentence, for those who do not see it.
    pub description: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    pub title: String,
    pub y: Axis,
    /// Of the plot itself, in pixels, without title and axis.
    pub height: f64,
    pub lines: Vec<Line>,
    /// Ground between two lines, under everything else.
    pub areas: Vec<Area>,
    /// Horizontal lines, such as a limit or a price.
    pub levels: Vec<Mark>,
    /// Points on the x axis. Where a line meets a level, the flag rises to the meeting. A flag
    /// whose label finds no free place, or is empty, stays without one.
    pub flags: Vec<Mark>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub label: String,
    pub ink: LineInk,
    /// In order of x. Points beyond the x axis are left out; what rises above the y axis is cut off.
    pub points: Vec<(f64, f64)>,
    /// Whether the ground under the line is tinted.
    pub area: bool,
}

/// What lies between two lines, tinted like a line of that ink.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Area {
    pub ink: LineInk,
    /// Both in order of x, and cut like lines.
    pub low: Vec<(f64, f64)>,
    pub high: Vec<(f64, f64)>,
}

/// A part of the x axis with a text, which is cut or left out where it does not fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    pub from: f64,
    pub to: f64,
    pub label: String,
}

/// What a line stands for decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineInk {
    Yours,
    Optimized,
    /// A line for comparison: grey, one of three dash patterns.
    Plain(u8),
}
