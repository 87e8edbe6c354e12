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

    fn path(&mut self, points: &[BackendCoord]) {
        let Some(&(mut at)) = points.first() else {
            return;
        };
        self.out.push('M');
        number(self.out, at.0);
        separated(self.out, at.1);
        for &to in &points[1..] {
            step(self.out, to.0 - at.0, to.1 - at.1);
            at = to;
        }
        if points.len() == 1 {
            self.out.push_str("h0");
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
        self.path(&points);
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
        self.path(&thinned(corners));
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

/// The shortest relative step of a path.
fn step(out: &mut String, dx: i32, dy: i32) {
    match (dx, dy) {
        (dx, 0) => {
            out.push('h');
            number(out, dx);
        }
        (0, dy) => {
            out.push('v');
            number(out, dy);
        }
        (dx, dy) => {
            out.push('l');
            number(out, dx);
            separated(out, dy);
        }
    }
}

fn separated(out: &mut String, value: i32) {
    if value >= 0 {
        out.push(' ');
    }
    number(out, value);
}

/// Backend units as pixels: `-3`, `.5`, `12.4`. Digit by digit, as most of a redraw is this.
fn number(out: &mut String, value: i32) {
    if value < 0 {
        out.push('-');
    }
    let (whole, tenth) = (value.unsigned_abs() / 10, value.unsigned_abs() % 10);
    if whole > 0 || tenth == 0 {
        digits(out, whole);
    }
    if tenth > 0 {
        out.push('.');
        digits(out, tenth);
    }
}

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
    fn numbers_are_short() {
        let mut out = String::new();
        for value in [0, 5, -5, 10, -123, 4200] {
            separated(&mut out, value);
        }
        assert_eq!(out, " 0 .5-.5 1-12.3 420");
    }

    #[test]
    fn doubles_and_straight_stretches_collapse() {
        let path = [(0, 0), (0, 0), (2, 1), (4, 2), (4, 9), (4, 3), (5, 3)];
        assert_eq!(thinned(path), [(0, 0), (4, 2), (4, 9), (4, 3), (5, 3)]);
    }
}
