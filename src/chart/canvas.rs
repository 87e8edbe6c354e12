//! What both kinds of chart are drawn on: plots with axes from plotters' chart builder, and in
//! pixels beside them texts, rules and the key.

use super::ink::Ink;
use super::svg::{Svg, UNITS, escape, units};
use super::text::{self, LINE};
use super::{Axis, Picture, Rect};
use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, TRANSPARENT, TextStyle};
use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write;
use std::ops::Range;
use std::rc::Rc;

/// From the plot to the text of a tick; plotters makes the tick's stroke half of it.
pub(super) const TICK_GAP: f64 = 6.0;
/// The height under a plot that tick texts take.
pub(super) const TICKS: f64 = 20.0;

pub(super) type Point = (f64, f64);
pub(super) type Plot = ChartContext<'static, Svg, Cartesian2d<Scale, Scale>>;
/// A value with its text.
pub(super) type Tick = (f64, String);
/// plotters' own errors, of which a backend that writes to memory has none.
pub(super) type Drawn<T = ()> = Result<T, DrawingAreaErrorKind<Infallible>>;

/// What a finished drawing says of itself.
#[derive(Default)]
pub(super) struct Extent {
    pub height: f64,
    pub stops: Vec<f64>,
    pub plot: Rect,
}

/// A name and the inks it is drawn in.
pub(super) struct Entry {
    pub inks: Vec<Ink>,
    pub name: String,
    /// A stroke rather than squares.
    pub stroke: bool,
}

pub(super) struct Canvas {
    svg: Rc<RefCell<Svg>>,
    root: DrawingArea<Svg, Shift>,
    pub width: f64,
}

impl Canvas {
    /// Real widths pass, anything else becomes a usable one.
    pub fn new(width: f64) -> Canvas {
        let width = if width.is_nan() { 640.0 } else { tenths(width.clamp(240.0, 4000.0)) };
        let svg = Rc::new(RefCell::new(Svg::new(width)));
        Canvas { root: DrawingArea::from(&svg), svg, width }
    }

    /// What was drawn, in its `<svg>`. Memory cannot fail; were plotters to refuse a layout,
    /// what it drew before stays.
    pub fn picture(self, description: &str, drawn: Drawn<Extent>) -> Picture {
        let Extent { height, stops, plot } = drawn.unwrap_or_default();
        let (width, height, body) = (self.width, tenths(height), &self.svg.borrow().out);
        let mut svg = String::with_capacity(body.len() + 200);
        let _ = write!(svg, "<svg viewBox=\"0 0 {width} {height}\" class=\"chart\" role=\"img\"");
        svg.push_str(" aria-label=\"");
        escape(&mut svg, description);
        svg.extend(["\">", body, "</svg>"]);
        Picture { svg, width, height, stops, plot }
    }

    /// A plot at that place, with `below` for what stands under it.
    pub fn plot(&self, place: &Rect, below: f64, x: Scale, y: Scale) -> Drawn<Plot> {
        let size = (units(place.right), units(place.bottom - place.top + below));
        let area = self.root.clone().shrink((0, units(place.top)), size);
        let mut builder = ChartBuilder::on(&area);
        builder.x_label_area_size(units(below)).y_label_area_size(units(place.left));
        builder.build_cartesian_2d(x, y)
    }

    /// A text whose line has its middle at `y`.
    pub fn text(&self, content: &str, ink: Ink, (x, y): Point, side: HPos) -> Drawn {
        let style = text_style(ink).pos(Pos::new(side, VPos::Center));
        self.root.draw_text(content, &style, (units(x), units(y)))
    }

    pub fn rule(&self, ink: Ink, points: &[Point]) -> Drawn {
        let points: Vec<_> = points.iter().map(|p| (units(p.0), units(p.1))).collect();
        self.root.draw(&PathElement::new(points, ink))
    }

    pub fn rect(&self, ink: Ink, r: &Rect) -> Drawn {
        let corners = [(units(r.left), units(r.top)), (units(r.right), units(r.bottom))];
        self.root.draw(&Rectangle::new(corners, ink.filled()))
    }

    pub fn dot(&self, ink: Ink, (x, y): Point) -> Drawn {
        self.root.draw(&Circle::new((units(x), units(y)), units(2.5), ink.filled()))
    }

    /// What an axis counts, under its end; returns the height it took.
    pub fn axis_title(&self, title: &str, (right, top): Point) -> Drawn<f64> {
        let title = text::fit(title, false, right);
        self.text(&title, Ink::Muted, (right, top + LINE / 2.0 - 4.0), HPos::Right)?;
        Ok(if title.is_empty() { 0.0 } else { LINE })
    }

    /// Samples with names, for what found no room beside the data; returns the height it took.
    pub fn key(&self, entries: &[Entry], left: f64, top: f64) -> Drawn<f64> {
        let (mut x, mut y) = (left, top + LINE);
        for entry in entries {
            let sample = if entry.stroke { 18.0 } else { 10.0 * entry.inks.len() as f64 };
            let name = text::fit(&entry.name, false, self.width - left - sample - 5.0);
            let width = sample + 5.0 + text::width(&name, false);
            if x > left && x + width > self.width {
                (x, y) = (left, y + LINE + 2.0);
            }
            for (n, &ink) in entry.inks.iter().enumerate() {
                let at = x + 10.0 * n as f64;
                match entry.stroke {
                    true => self.rule(ink, &[(x, y), (x + sample, y)])?,
                    false => {
                        let (top, bottom) = (y - 4.5, y + 4.5);
                        self.rect(ink, &Rect { left: at, top, right: at + 9.0, bottom })?;
                    }
                }
            }
            self.text(&name, Ink::Text, (x + sample + 5.0, y), HPos::Left)?;
            x += width + 16.0;
        }
        Ok(if entries.is_empty() { 0.0 } else { y + LINE / 2.0 - top })
    }
}

fn tenths(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

/// The class decides size and face; plotters only passes the ink on.
fn text_style(ink: Ink) -> TextStyle<'static> {
    let font = FontDesc::new(FontFamily::SansSerif, text::SIZE * UNITS, FontStyle::Normal);
    TextStyle { font, color: ink.to_backend_color(), pos: Pos::default() }
}

/// plotters' linear axis, with ticks and texts that are known already.
pub(super) struct Scale {
    linear: RangedCoordf64,
    ticks: Vec<Tick>,
}

impl Scale {
    pub fn new(range: Range<f64>, ticks: Vec<Tick>) -> Scale {
        Scale { linear: range.into(), ticks }
    }
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.linear.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        let light = hint.weight().allow_light_points();
        self.ticks.iter().filter(|_| !light).map(|tick| tick.0).collect()
    }

    fn range(&self) -> Range<f64> {
        self.linear.range()
    }
}

impl ValueFormatter<f64> for Scale {
    fn format_ext(&self, value: &f64) -> String {
        self.ticks.iter().find(|tick| tick.0 == *value).map_or(String::new(), |tick| tick.1.clone())
    }
}

/// The pixel of a point.
pub(super) fn pixel(plot: &Plot, point: Point) -> Point {
    let (x, y) = plot.backend_coord(&point);
    (f64::from(x) / UNITS, f64::from(y) / UNITS)
}

/// The rectangle of a plot, in pixels.
pub(super) fn rect(plot: &Plot) -> Rect {
    let (x, y) = (plot.x_range(), plot.y_range());
    let ((left, bottom), (right, top)) = (pixel(plot, (x.start, y.start)), pixel(plot, (x.end, y.end)));
    Rect { left, top, right, bottom }
}

/// Both axes with the texts of their ticks: of one the line, of the other the grid.
pub(super) fn mesh(plot: &mut Plot, line_of_x: bool) -> Drawn {
    for (is_x, is_line) in [(!line_of_x, false), (line_of_x, true)] {
        let mut mesh = plot.configure_mesh();
        mesh.label_style(text_style(Ink::Muted)).bold_line_style(Ink::Grid);
        mesh.set_all_tick_mark_size(units(TICK_GAP / 2.0));
        if is_x {
            mesh.disable_y_axis()
        } else {
            mesh.disable_x_axis()
        };
        if is_line || is_x {
            mesh.disable_y_mesh()
        } else {
            mesh.disable_x_mesh()
        };
        match is_line {
            true => mesh.disable_mesh().axis_style(Ink::Axis),
            false => mesh.axis_style(TRANSPARENT),
        };
        mesh.draw()?;
    }
    Ok(())
}

impl Axis {
    /// The end of the axis; a bound keeps later products finite.
    pub(super) fn end(&self) -> f64 {
        if self.max.is_finite() && self.max > 0.0 { self.max.clamp(1e-100, 1e100) } else { 1.0 }
    }

    pub(super) fn ticks(&self) -> Vec<Tick> {
        let visible = |tick: &&Tick| (0.0..=self.end() * (1.0 + 1e-9)).contains(&tick.0);
        self.ticks.iter().filter(visible).cloned().collect()
    }

    /// The ticks of a horizontal axis. A text that would touch its neighbour is left out; its
    /// grid line stays.
    pub(super) fn ticks_along(&self, pixels: f64) -> Vec<Tick> {
        let (mut ticks, mut free) = (self.ticks(), f64::NEG_INFINITY);
        for (at, label) in &mut ticks {
            let (middle, half) = (*at / self.end() * pixels, text::width(label, false) / 2.0);
            match middle - half >= free {
                true => free = middle + half + 8.0,
                false => label.clear(),
            }
        }
        ticks
    }

    /// How far the last tick's text reaches beyond a horizontal axis.
    pub(super) fn overhang(&self) -> f64 {
        self.ticks().last().map_or(0.0, |(_, label)| text::width(label, false) / 2.0).min(60.0)
    }
}

/// Round values from zero up to `max`, about so many steps apart: 1, 2 or 5 times a power of
/// ten. Only zero when there is no such axis.
pub fn ticks(max: f64, about: usize) -> Vec<f64> {
    let raw = max / about.clamp(1, 50) as f64;
    if !(max.is_finite() && raw >= 1e-300) {
        return vec![0.0];
    }
    let exponent = libm::floor(libm::log10(raw));
    let lead = raw / libm::pow(10.0, exponent);
    let lead = [1.0, 2.0, 5.0].into_iter().find(|&l| lead <= l * 1.001).unwrap_or(10.0);
    // Dividing by a whole power of ten gives 0.3 where multiplying by 0.1 does not.
    let tick = |n: u32| match exponent < 0.0 {
        true => f64::from(n) * lead / libm::pow(10.0, -exponent),
        false => f64::from(n) * lead * libm::pow(10.0, exponent),
    };
    (0..=200).map(tick).take_while(|&t| t <= max * (1.0 + 1e-9)).collect()
}
