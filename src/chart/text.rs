//! How wide a text will be, without asking a browser.

/// Every text has this size, in pixels; `style/chart.css` says the same.
pub(super) const SIZE: f64 = 13.0;

/// The height that a line of text occupies.
pub(super) const LINE: f64 = 17.0;

/// From the baseline to the middle of a digit: half the capital height of Helvetica (718/1000).
pub(super) const MIDDLE: f64 = SIZE * 0.359;

/// Advance widths of Helvetica for U+0020 to U+007E in thousandths of the size. Arial and
/// Liberation Sans are drawn to the same widths.
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

fn thousandths(c: char) -> u32 {
    match c {
        ' '..='~' => u32::from(WIDTHS[c as usize - 32]),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => 278,
        // Hangul, kana, ideographs and emoji fill their square.
        '\u{1100}'.. if c as u32 >= 0x2e80 || (c as u32) < 0x1200 => 1000,
        '…' | '—' | '→' => 1000,
        _ => 600,
    }
}

/// The width in pixels. Bold Helvetica runs 5 to 10% wider.
pub(super) fn width(text: &str, bold: bool) -> f64 {
    let sum: u32 = text.chars().map(thousandths).fold(0, u32::saturating_add);
    f64::from(sum) / 1000.0 * SIZE * if bold { 1.1 } else { 1.0 }
}

/// The text itself, or as much of it as fits before an ellipsis.
pub(super) fn fit(text: &str, bold: bool, room: f64) -> String {
    if width(text, bold) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", bold);
    let fits = |c: &char| {
        left -= width(c.encode_utf8(&mut [0; 4]), bold);
        left >= 0.0
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_tabular_and_long_text_is_cut() {
        assert_eq!(width("1111", false), width("0489", false));
        assert_eq!(fit("Yours", false, 100.0), "Yours");
        let cut = fit("Yours, optimized", false, 60.0);
        assert!(cut.ends_with('…') && width(&cut, false) <= 60.0, "{cut}");
    }
}
