//! The plotters backend: writes SVG elements with classes into a string.
//!
//! plotters counts in whole numbers, so one CSS pixel is ten backend units; writing divides
//! again, which leaves at most one decimal. No colours, no `style` attributes (the page's
//! content security policy forbids them), no sizes but the viewBox, which the caller writes.

use super::ink::Ink;
use super::text;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;

/// Backend units in one pixel.
pub(super) const UNITS: f64 = 10.0;
/// A picture ends where its drawing ends, so its ground is deeper than any.
const DEPTH: u32 = 1 << 30;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Pixels to backend units.
pub(super) fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

pub(super) struct Svg {
    pub out: String,
    width: u32,
}

impl Svg {
    /// A backend for a picture of that many pixels.
    pub fn new(width: f64) -> Svg {
        Svg { out: String::with_capacity(16_384), width: units(width).max(1) as u32 }
    }

    fn open(&mut self, element: &str, color: BackendColor, attributes: &[(&str, i32)]) {
        self.out.extend(["<", element, " class=\"", Ink::class(color.rgb), "\""]);
        for (name, value) in attributes {
            self.out.extend([" ", name, "=\""]);
            number(&mut self.out, *value);
            self.out.push('"');
        }
    }

    fn path(&mut self, color: BackendColor, points: &[BackendCoord], close: &str) -> Drawn {
        if color.alpha > 0.0 && !points.is_empty() {
            self.open("path", color, &[]);
            self.out.push_str(" d=\"m");
            data(&mut self.out, points);
            self.out.extend([close, "\"/>"]);
        }
        Ok(())
    }
}

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.width, DEPTH)
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
        self.path(style.color(), &[from, to], "")
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.path(style.color(), &thinned(points), "")
    }

    /// The pale ground under a line or between two.
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.out.push_str("<g class=\"wash\">");
        self.path(style.color(), &thinned(corners), "z")?;
        self.out.push_str("</g>");
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let (width, height) = ((right - x).max(0), (bottom - y).max(0));
        self.open("rect", style.color(), &[("x", x), ("y", y), ("width", width), ("height", height)]);
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        self.open("circle", style.color(), &[("cx", x), ("cy", y), ("r", radius.min(10_000) as i32)]);
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, content: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        if content.is_empty() {
            return Ok(());
        }
        // Computed, because browsers differ in `dominant-baseline`.
        let baseline = units(match style.anchor().v_pos {
            VPos::Top => text::MIDDLE * 2.0,
            VPos::Center => text::MIDDLE,
            VPos::Bottom => 0.0,
        });
        self.open("text", style.color(), &[("x", x), ("y", y + baseline)]);
        self.out.push_str(match style.anchor().h_pos {
            HPos::Left => ">",
            HPos::Center => " text-anchor=\"middle\">",
            HPos::Right => " text-anchor=\"end\">",
        });
        escape(&mut self.out, content);
        self.out.push_str("</text>");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        content: &str,
        _style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((units(text::width(content, false)).max(0) as u32, units(text::LINE) as u32))
    }
}

/// Drops points on the tenth of a pixel of their predecessor and those in the middle of a
/// straight stretch.
fn thinned(path: impl IntoIterator<Item = BackendCoord>) -> Vec<BackendCoord> {
    let mut kept: Vec<BackendCoord> = Vec::new();
    for point in path {
        match kept[..] {
            [.., last] if last == point => continue,
            [.., a, b] if straight(a, b, point) => kept.pop(),
            _ => None,
        };
        kept.push(point);
    }
    kept
}

/// Whether `b` lies between `a` and `c`.
fn straight(a: BackendCoord, b: BackendCoord, c: BackendCoord) -> bool {
    let minus =
        |p: BackendCoord, q: BackendCoord| (i64::from(p.0) - i64::from(q.0), i64::from(p.1) - i64::from(q.1));
    let (u, v) = (minus(b, a), minus(c, b));
    u.0 * v.1 == u.1 * v.0 && u.0 * v.0 + u.1 * v.1 > 0
}

/// The points as path data after an `m`: each but the first by its distance from the one before,
/// which is shorter. A point alone becomes a dot.
fn data(out: &mut String, points: &[BackendCoord]) {
    let mut from = (0, 0);
    for &(x, y) in points {
        if !out.ends_with('m') && x >= from.0 {
            out.push(' ');
        }
        number(out, x - from.0);
        if y >= from.1 {
            out.push(' ');
        }
        number(out, y - from.1);
        from = (x, y);
    }
    if points.len() == 1 {
        out.push_str("h0");
    }
}

/// Backend units as pixels: `-3`, `.5`, `12.4`.
fn number(out: &mut String, value: i32) {
    let (whole, tenth) = (value.unsigned_abs() / 10, value.unsigned_abs() % 10);
    if value < 0 {
        out.push('-');
    }
    if whole > 0 || tenth == 0 {
        digits(out, whole);
    }
    if tenth > 0 {
        out.push('.');
        digits(out, tenth);
    }
}

/// Digit by digit, as most of a redraw is this.
fn digits(out: &mut String, value: u32) {
    if value >= 10 {
        digits(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

/// Text and attribute values alike; characters that XML 1.0 has no place for are left out.
pub(super) fn escape(out: &mut String, content: &str) {
    for c in content.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_is_short() {
        let mut out = String::from("m");
        data(&mut out, &[(0, 5), (-5, 10), (-123, 4200), (2, 4200)]);
        assert_eq!(out, "m0 .5-.5 .5-11.8 419 12.5 0");
    }

    #[test]
    fn doubles_and_straight_stretches_collapse() {
        let path = [(0, 0), (0, 0), (2, 1), (4, 2), (4, 9), (4, 3), (5, 3)];
        assert_eq!(thinned(path), [(0, 0), (4, 2), (4, 9), (4, 3), (5, 3)]);
    }
}
