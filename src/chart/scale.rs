//! An axis that runs over the unit interval and has ready-made ticks.

use super::{Axis, text};

/// The ticks as (share of the axis, text).
#[derive(Debug, Clone, Default)]
pub(super) struct Scale {
    pub ticks: Vec<(f64, String)>,
}

/// Where a value lies on an axis: 0 at its start, 1 at its end, none if it is no number.
pub(super) fn share(value: f64, max: f64) -> Option<f64> {
    let max = if max.is_finite() && max > 0.0 { max } else { 1.0 };
    // A bound keeps later products finite; nobody sees so far beyond the edge.
    value.is_finite().then(|| (value / max).clamp(-1e6, 1e6))
}

impl Scale {
    pub fn new(axis: &Axis) -> Scale {
        let visible = |at: &f64| (-1e-9..=1.0 + 1e-9).contains(at);
        let place = |(value, text): &(f64, String)| {
            share(*value, axis.max).filter(visible).map(|at| (at, text.clone()))
        };
        Scale { ticks: axis.ticks.iter().filter_map(place).collect() }
    }

    /// Ticks whose text would touch its neighbour lose it; their grid line stays.
    pub fn thin(mut self, length: f64) -> Scale {
        let mut free = f64::NEG_INFINITY;
        for (at, label) in &mut self.ticks {
            let half = text::width(label, false) / 2.0;
            match *at * length - half >= free {
                true => free = *at * length + half + 8.0,
                false => label.clear(),
            }
        }
        self
    }

    /// The width of the widest tick text.
    pub fn widest(&self) -> f64 {
        self.ticks.iter().map(|(_, label)| text::width(label, false)).fold(0.0, f64::max)
    }

    /// How far the last tick's text reaches beyond the axis.
    pub fn overhang(&self) -> f64 {
        self.ticks.last().map_or(0.0, |(_, label)| text::width(label, false) / 2.0)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        let check = |max, about, expected: &[f64]| assert_eq!(ticks(max, about), expected);
        check(700.0, 4, &[0.0, 200.0, 400.0, 600.0]);
        check(1.0, 4, &[0.0, 0.5, 1.0]);
        check(0.3, 3, &[0.0, 0.1, 0.2, 0.3]);
        check(200_000.0, 4, &[0.0, 50_000.0, 100_000.0, 150_000.0, 200_000.0]);
        check(0.0, 4, &[0.0]);
        check(f64::NAN, 4, &[0.0]);
        check(-3.0, 0, &[0.0]);
        assert!(ticks(1e15, 5).len() < 8);
    }
}
