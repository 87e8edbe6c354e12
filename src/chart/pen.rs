//! Annotations in pixels on top of what plotters draws: texts, rules, dots, squares.

use super::ink::Ink;
use super::path::escape;
use super::svg::{self, Svg, units};
use super::{Picture, Rect, text};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, TextStyle};
use std::convert::Infallible;
use std::fmt::Write;

/// plotters' own errors, of which a backend that writes to memory has none.
pub(super) type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

/// The side of a text at which its x lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum At {
    Start,
    Middle,
    End,
}

/// A text and its place: `y` is the middle of its line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub text: String,
    pub ink: Ink,
    pub x: f64,
    pub y: f64,
    pub at: At,
}

impl Label {
    pub fn new(text: &str, ink: Ink, x: f64, y: f64, at: At) -> Label {
        Label { text: text.to_owned(), ink, x, y, at }
    }

    pub fn width(&self) -> f64 {
        text::width(&self.text, self.ink.is_bold())
    }
}

pub(super) struct Pen<'a> {
    pub area: DrawingArea<Svg<'a>, Shift>,
}

impl<'a> Pen<'a> {
    pub fn new(out: &'a mut String, width: f64, height: f64) -> Pen<'a> {
        Pen { area: Svg::new(out, width, height).into_drawing_area() }
    }

    pub fn text(&self, label: &Label) -> Drawn {
        let side = match label.at {
            At::Start => HPos::Left,
            At::Middle => HPos::Center,
            At::End => HPos::Right,
        };
        let style = text_style(label.ink).pos(Pos::new(side, VPos::Center));
        self.area.draw_text(&label.text, &style, (units(label.x), units(label.y)))
    }

    pub fn rule(&self, ink: Ink, points: &[(f64, f64)]) -> Drawn {
        let points: Vec<_> = points.iter().map(|p| (units(p.0), units(p.1))).collect();
        self.area.draw(&PathElement::new(points, ink.rgb()))
    }

    /// A pale ground between these corners.
    pub fn wash(&self, ink: Ink, corners: &[(f64, f64)]) -> Drawn {
        let corners: Vec<_> = corners.iter().map(|p| (units(p.0), units(p.1))).collect();
        self.area.draw(&Polygon::new(corners, ink.rgb().mix(0.1)))
    }

    pub fn dot(&self, ink: Ink, (x, y): (f64, f64)) -> Drawn {
        self.area.draw(&Circle::new((units(x), units(y)), units(2.5), ink.rgb().filled()))
    }

    pub fn square(&self, ink: Ink, (x, y): (f64, f64), side: f64) -> Drawn {
        self.rect(ink, &Rect { left: x, top: y, right: x + side, bottom: y + side })
    }

    pub fn rect(&self, ink: Ink, r: &Rect) -> Drawn {
        let corners = [(units(r.left), units(r.top)), (units(r.right), units(r.bottom))];
        self.area.draw(&Rectangle::new(corners, ink.rgb().filled()))
    }
}

/// The class decides size and face; plotters only passes the ink on.
pub(super) fn text_style(ink: Ink) -> TextStyle<'static> {
    let font = FontDesc::new(FontFamily::SansSerif, text::SIZE * svg::UNITS, FontStyle::Normal);
    TextStyle { font, color: ink.rgb().to_backend_color(), pos: Pos::default() }
}

/// Puts the drawn elements into their `<svg>`.
pub(super) fn picture(
    body: &str,
    (width, height): (f64, f64),
    description: &str,
    stops: Vec<f64>,
    plot: Rect,
) -> Picture {
    let (width, height) = (tenths(width), tenths(height));
    let mut svg = String::with_capacity(body.len() + 200);
    let _ = write!(svg, "<svg viewBox=\"0 0 {width} {height}\" class=\"chart\" role=\"img\"");
    svg.push_str(" aria-label=\"");
    escape(&mut svg, description);
    svg.extend(["\">", body, "</svg>"]);
    Picture { svg, width, height, stops, plot }
}

fn tenths(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

/// A width to lay out for: real ones pass, anything else becomes a usable one.
pub(super) fn usable(width: f64) -> f64 {
    if width.is_nan() { 640.0 } else { tenths(width.clamp(240.0, 4000.0)) }
}
