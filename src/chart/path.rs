//! Path data, numbers and text as SVG spells them, as short as they can be.

use plotters_backend::BackendCoord;

/// Drops points on the tenth of a pixel of their predecessor and those in the middle of a
/// straight stretch.
pub(super) fn thinned(path: impl IntoIterator<Item = BackendCoord>) -> Vec<BackendCoord> {
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

/// The points as path data; a point alone becomes a dot.
pub(super) fn data(out: &mut String, points: &[BackendCoord]) {
    let Some(&(mut at)) = points.first() else {
        return;
    };
    out.push('M');
    number(out, at.0);
    separated(out, at.1);
    for &to in &points[1..] {
        step(out, to.0 - at.0, to.1 - at.1);
        at = to;
    }
    if points.len() == 1 {
        out.push_str("h0");
    }
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
pub(super) fn number(out: &mut String, value: i32) {
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
