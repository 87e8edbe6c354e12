//! The plotters backend: writes SVG elements with classes into a string.
//!
//! plotters counts in whole numbers, so one CSS pixel is ten backend units; writing divides
//! again, which leaves at most one decimal. No colours, no `style` attributes (the page's
//! content security policy forbids them), no sizes but the viewBox, which the caller writes.

use super::ink::Ink;
use super::path::{data, escape, number, thinned};
use super::text;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;

/// Backend units in one pixel.
pub(super) const UNITS: f64 = 10.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

pub(super) struct Svg<'a> {
    out: &'a mut String,
    size: (u32, u32),
}

/// Pixels to backend units.
pub(super) fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

impl<'a> Svg<'a> {
    /// A backend for an area of that many pixels.
    pub fn new(out: &'a mut String, width: f64, height: f64) -> Svg<'a> {
        let size = (units(width).max(1) as u32, units(height).max(1) as u32);
        Svg { out, size }
    }

    fn open(&mut self, element: &str, color: BackendColor) {
        self.out.extend(["<", element, " class=\"", Ink::class(color.rgb), "\""]);
    }

    fn attributes<const N: usize>(&mut self, pairs: [(&str, i32); N]) {
        for (name, value) in pairs {
            self.out.extend([" ", name, "=\""]);
            number(self.out, value);
            self.out.push('"');
        }
    }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_circle(point, 5, &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.open("rect", style.color());
        self.attributes([("x", left), ("y", top)]);
        self.attributes([("width", (right - left).max(0)), ("height", (bottom - top).max(0))]);
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points = thinned(path);
        if style.color().alpha == 0.0 || points.is_empty() {
            return Ok(());
        }
        self.open("path", style.color());
        self.out.push_str(" d=\"");
        data(self.out, &points);
        self.out.push_str("\"/>");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.open("circle", style.color());
        self.attributes([("cx", x), ("cy", y), ("r", radius.min(10_000) as i32)]);
        self.out.push_str("/>");
        Ok(())
    }

    /// The ground under a line: a path inside of a group that makes it a pale fill.
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.out.push_str("<g class=\"wash\">");
        self.open("path", style.color());
        self.out.push_str(" d=\"");
        data(self.out, &thinned(corners));
        self.out.push_str("z\"/></g>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, content: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        if content.is_empty() {
            return Ok(());
        }
        self.open("text", style.color());
        self.attributes([("x", x), ("y", y + baseline(style.anchor().v_pos))]);
        self.out.push_str(match style.anchor().h_pos {
            HPos::Left => ">",
            HPos::Center => " text-anchor=\"middle\">",
            HPos::Right => " text-anchor=\"end\">",
        });
        escape(self.out, content);
        self.out.push_str("</text>");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        content: &str,
        _style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = units(text::width(content, false)).max(0);
        Ok((width as u32, units(text::LINE) as u32))
    }
}

/// From the anchor down to the baseline, computed because browsers differ in
/// `dominant-baseline`.
fn baseline(anchor: VPos) -> i32 {
    units(match anchor {
        VPos::Top => text::MIDDLE * 2.0,
        VPos::Center => text::MIDDLE,
        VPos::Bottom => 0.0,
    })
}
