//! The palette: plotters carries only colours, so each ink travels as a colour that no one
//! sees and comes out as a CSS class.

use super::LineInk;
use plotters::style::RGBColor;

/// Every role that something drawn can have. The class says the colour (and, for strokes,
/// width and dashes); the element says whether it is a stroke, a fill or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Ink {
    Grid,
    Axis,
    Leader,
    Text,
    Strong,
    Muted,
    Mark,
    Level,
    Flag,
    Yours,
    Optimized,
    Plain1,
    Plain2,
    Plain3,
    Part1,
    Part2,
    Part3,
    Part4,
    Part5,
    Rest1,
    Rest2,
    Rest3,
    Rest4,
    Rest5,
    /// Text on the two deep tints, and on the three pale ones.
    OnDeep,
    OnPale,
}

/// In the order of the variants.
const CLASSES: [&str; 26] = [
    "i-grid",
    "i-axis",
    "i-leader",
    "i-text",
    "i-strong",
    "i-muted",
    "i-mark",
    "i-level",
    "i-flag",
    "i-yours",
    "i-optimized",
    "i-plain-1",
    "i-plain-2",
    "i-plain-3",
    "i-part-1",
    "i-part-2",
    "i-part-3",
    "i-part-4",
    "i-part-5",
    "i-rest-1",
    "i-rest-2",
    "i-rest-3",
    "i-rest-4",
    "i-rest-5",
    "i-on-deep",
    "i-on-pale",
];

impl Ink {
    /// The tint of a bar's part; a sixth part begins anew.
    pub fn part(index: usize, emphasis: bool) -> Ink {
        use Ink::*;
        let tints = match emphasis {
            true => [Part1, Part2, Part3, Part4, Part5],
            false => [Rest1, Rest2, Rest3, Rest4, Rest5],
        };
        tints[index % tints.len()]
    }

    /// Text that is legible on that part, in either theme.
    pub fn on_part(index: usize) -> Ink {
        if index % 5 < 2 { Ink::OnDeep } else { Ink::OnPale }
    }

    pub fn line(ink: LineInk) -> Ink {
        match ink {
            LineInk::Yours => Ink::Yours,
            LineInk::Optimized => Ink::Optimized,
            LineInk::Plain(n) => [Ink::Plain1, Ink::Plain2, Ink::Plain3][usize::from(n) % 3],
        }
    }

    /// Whether its text is set semi-bold, and so needs more room.
    pub fn is_bold(self) -> bool {
        matches!(self, Ink::Strong | Ink::Yours)
    }

    pub fn rgb(self) -> RGBColor {
        RGBColor(0, 0, self as u8)
    }

    /// The class of a colour that [`Ink::rgb`] made.
    pub fn class((_, _, n): (u8, u8, u8)) -> &'static str {
        CLASSES.get(usize::from(n)).copied().unwrap_or("i-text")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_order_of_the_variants() {
        for (ink, class) in [
            (Ink::Grid, "i-grid"),
            (Ink::Yours, "i-yours"),
            (Ink::Plain3, "i-plain-3"),
            (Ink::Rest5, "i-rest-5"),
            (Ink::OnPale, "i-on-pale"),
        ] {
            let RGBColor(r, g, b) = ink.rgb();
            assert_eq!(Ink::class((r, g, b)), class);
        }
    }
}
