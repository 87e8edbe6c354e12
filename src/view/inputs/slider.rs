//! How a slider moves a number: positions to values and back.

use crate::scenario::Field;

/// The usual range, narrower than what the field allows.
pub enum Slider {
    /// From, to, step.
    Even(f64, f64, f64),
    /// From, to, in even ratios; 0 stands below the first.
    Ratio(f64, f64),
}

/// Positions of a ratio slider.
const POSITIONS: f64 = 200.0;

use Slider::{Even, Ratio};

impl Slider {
    /// Lowest and highest position and the step between, for an `<input type=range>`.
    pub fn range(&self) -> (f64, f64, f64) {
        match self {
            Even(from, to, step) => (0.0, libm::round((to - from) / step), 1.0),
            Ratio(..) => (0.0, POSITIONS, 1.0),
        }
    }

    /// Where a value stands; values beyond the usual range stand at its end.
    pub fn position(&self, value: f64) -> f64 {
        let (low, high, _) = self.range();
        let position = match self {
            Even(from, _, step) => (value - from) / step,
            Ratio(from, to) if value >= *from => {
                1.0 + libm::log(value / from) / libm::log(to / from) * (POSITIONS - 1.0)
            }
            Ratio(from, _) => value / from,
        };
        libm::round(position).clamp(low, high)
    }

    /// The value at a position, round to the eye. `None` where the field forbids it.
    pub fn value(&self, position: f64, field: &Field) -> Option<f64> {
        let value = match self {
            // Through whole steps, so that 0.985 is not 0.9849999.
            Even(from, _, step) => tidy(from + position * step),
            Ratio(from, _) if position < 1.0 => {
                if field.allows(0.0) {
                    0.0
                } else {
                    *from
                }
            }
            Ratio(from, to) => {
                two_digits(from * libm::exp((position - 1.0) / (POSITIONS - 1.0) * libm::log(to / from)))
            }
        };
        field.allows(value).then_some(value)
    }
}

fn tidy(value: f64) -> f64 {
    libm::round(value * 1e6) / 1e6
}

/// 47,312 becomes 47,000: steps finer than 2% have no meaning on a slider.
fn two_digits(value: f64) -> f64 {
    let unit = libm::pow(10.0, libm::floor(libm::log10(value)) - 1.0);
    tidy(libm::round(value / unit) * unit)
}
