//! The palette: plotters carries only colours, so each ink travels as a colour that no one
//! sees and comes out as a CSS class.

use super::LineInk;
use plotters::style::Color;
use plotters_backend::BackendColor;

/// Every role that something drawn can have. The class says the colour (and, for strokes,
/// width and dashes); the element says whether it is a stroke, a fill or a text.
#[rustfmt::skip]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Ink {
    Grid, Axis, Leader, Text, Strong, Muted, Mark, Flag,
    // The ground, where it parts what would touch.
    Gap,
    // What is further right lies lower in a picture.
    Yours, Optimized, Plain1, Plain2, Plain3, Level,
    Part1, Part2, Part3, Part4, Part5,
    Rest1, Rest2, Rest3, Rest4, Rest5,
    // Text on the two palest tints.
    OnPale,
}

/// In the order of the variants.
#[rustfmt::skip]
const CLASSES: [&str; 26] = [
    "i-grid", "i-axis", "i-leader", "i-text", "i-strong", "i-muted", "i-mark", "i-flag",
    "i-gap",
    "i-yours", "i-optimized", "i-plain-1", "i-plain-2", "i-plain-3", "i-level",
    "i-part-1", "i-part-2", "i-part-3", "i-part-4", "i-part-5",
    "i-rest-1", "i-rest-2", "i-rest-3", "i-rest-4", "i-rest-5",
    "i-on-pale",
];

impl Ink {
    /// The tint of a bar's part; a sixth part begins again.
    pub fn part(index: usize, emphasis: bool) -> Ink {
        use Ink::*;
        let tints = match emphasis {
            true => [Part1, Part2, Part3, Part4, Part5],
            false => [Rest1, Rest2, Rest3, Rest4, Rest5],
        };
        tints[index % tints.len()]
    }

    pub fn line(ink: LineInk) -> Ink {
        match ink {
            LineInk::Yours => Ink::Yours,
            LineInk::Optimized => Ink::Optimized,
            LineInk::Plain(n) => [Ink::Plain1, Ink::Plain2, Ink::Plain3][usize::from(n) % 3],
        }
    }

    /// Of a line's name: greys are told apart by dashes, not by their text.
    pub fn of_name(self) -> Ink {
        match self {
            Ink::Plain1 | Ink::Plain2 | Ink::Plain3 => Ink::Text,
            Ink::Level => Ink::Muted,
            ink => ink,
        }
    }

    /// Whether its text is set semi-bold, and so needs more room.
    pub fn is_bold(self) -> bool {
        matches!(self, Ink::Strong | Ink::Yours)
    }

    /// The class of a colour that an ink became.
    pub fn class((_, _, n): (u8, u8, u8)) -> &'static str {
        CLASSES.get(usize::from(n)).copied().unwrap_or("i-text")
    }
}

impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (0, 0, *self as u8) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_order_of_the_variants() {
        let pairs = [(Ink::Grid, "i-grid"), (Ink::Gap, "i-gap"), (Ink::Plain3, "i-plain-3")];
        for (ink, class) in pairs.into_iter().chain([(Ink::Rest5, "i-rest-5"), (Ink::OnPale, "i-on-pale")]) {
            assert_eq!(Ink::class(ink.rgb()), class);
        }
    }
}
