//! Sensitivity: which of the inputs that are not known moves the month most.
//!
//! A tornado moves one input at a time, the others at what is set. Sobol's indices share out the
//! variance of the month: what an input explains alone, and with the others, in which what two do
//! together is counted at both (A. Saltelli et al., Computer Physics Communications 181, 2010;
//! M. J. W. Jansen, ibid. 117, 1999).

use crate::model::draws::{Months, Points};
use crate::model::estimate::Answer;
use crate::scenario::{NINETIETH, Range, Scenario};

/// Points for the indices: each takes two and one more for every input.
pub const POINTS: usize = 512;
/// Dimensions of points that so many inputs take.
pub const fn dimensions(inputs: usize) -> usize {
    2 * inputs
}

/// One uncertain input.
#[derive(Clone, Debug, PartialEq)]
pub struct Moves {
    pub key: &'static str,
    /// Its 10th and 90th percentile.
    pub range: Range,
    /// Whether that is the preset's and not one that was typed.
    pub is_default: bool,
    /// USD a month at API prices at these two, `None` without a price.
    pub usd: [Option<f64>; 2],
    /// Share of the month's variance that it explains alone, and together with others.
    pub alone: f64,
    pub with_others: f64,
}

/// The uncertain inputs of a scenario that was asked for, beside its answer: those that move the month
/// most first. Nothing that changes nothing.
pub fn sensitivity(asked: &Scenario, answer: &Answer, points: &Points) -> Vec<Moves> {
    let uncertain = asked.uncertain();
    let months = Months::new(answer, uncertain);
    let found = indices(
        months.uncertain.len(),
        points,
        |at, deviation| months.uncertain.get(at).map_or(1.0, |input| input.factor(deviation)),
        |factors| months.all(factors, points.len()),
    );
    let moves = |(at, index): (usize, Index)| {
        let input = months.uncertain[at];
        let usd = [-NINETIETH, NINETIETH].map(|z| {
            let mut factors = vec![1.0; at + 1];
            factors[at] = input.factor(z);
            months.at(&factors)
        });
        let median = (input.field.get)(&answer.scenario);
        let (key, is_default, range) = (input.field.key, input.is_default, input.range(median));
        Moves { key, range, is_default, usd, alone: index.alone, with_others: index.with_others }
    };
    let mut all: Vec<Moves> = found.into_iter().enumerate().map(moves).collect();
    all.retain(|moves| moves.usd[0] != moves.usd[1]);
    all.sort_unstable_by(|a, b| b.swing().total_cmp(&a.swing()));
    all
}

impl Moves {
    /// USD a month between its two ends.
    pub fn swing(&self) -> f64 {
        let [low, high] = self.usd.map(|usd| usd.unwrap_or_default());
        (high - low).abs()
    }
}

/// Sobol's indices of one input, 0..1 but for the error of the points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Index {
    pub alone: f64,
    pub with_others: f64,
}

/// The indices of a function of so many independent inputs. `input` makes the value of one of them
/// from a standard normal deviation; `of` takes such values at every point, a column for each input.
/// Where it gives no number, the point is left out. Empty where the function never changes, or where the
/// points have too few [`dimensions`].
pub fn indices(
    inputs: usize,
    points: &Points,
    input: impl Fn(usize, f64) -> f64,
    of: impl Fn(&[&[f64]]) -> Vec<f64>,
) -> Vec<Index> {
    if points.dimensions() < dimensions(inputs) {
        return Vec::new();
    }
    let column = |dimension: usize| -> Vec<f64> {
        points.of(dimension).iter().map(|z| input(dimension % inputs.max(1), *z)).collect()
    };
    let columns: Vec<Vec<f64>> = (0..dimensions(inputs)).map(column).collect();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let (one, other) = columns.split_at(inputs);
    let (of_one, of_other) = (of(one), of(other));
    let both = of_one.iter().zip(&of_other).filter(|(a, b)| a.is_finite() && b.is_finite());
    let (mut n, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for (a, b) in both {
        (n, sum, squares) = (n + 1.0, sum + a + b, squares + a * a + b * b);
    }
    let mean = sum / (2.0 * n);
    let variance = squares / (2.0 * n) - mean * mean;
    if n == 0.0 || variance <= f64::EPSILON * mean * mean {
        return Vec::new();
    }
    let part = |sum: f64| sum / (2.0 * n * variance);
    let index = |input: usize| {
        let mut mixed = one.to_vec();
        mixed[input] = other[input];
        let (mut alone, mut with_others) = (0.0, 0.0);
        for ((a, b), mixed) in of_one.iter().zip(&of_other).zip(of(&mixed)) {
            if a.is_finite() && b.is_finite() && mixed.is_finite() {
                alone += (b - mixed) * (b - mixed);
                with_others += (a - mixed) * (a - mixed);
            }
        }
        Index { alone: 1.0 - part(alone), with_others: part(with_others) }
    };
    (0..inputs).map(index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// T. Ishigami and T. Homma, 1990, with a = 7 and b = 0.1: three inputs, each uniform from -pi to
    /// pi. The indices are those of its closed form (Saltelli et al., Sensitivity Analysis, 2000).
    #[test]
    fn indices_of_the_ishigami_function_are_the_published_ones() {
        let points = Points::new(dimensions(3), 8_192);
        // Abramowitz and Stegun 7.1.26 would do; libm has the error function.
        let uniform = |z: f64| 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
        let angle = |_: usize, z: f64| std::f64::consts::PI * (2.0 * uniform(z) - 1.0);
        let ishigami = |x: &[&[f64]]| -> Vec<f64> {
            let at = |at: usize| {
                let (sine, second) = (libm::sin(x[0][at]), libm::sin(x[1][at]));
                sine + 7.0 * second * second + 0.1 * libm::pow(x[2][at], 4.0) * sine
            };
            (0..x[0].len()).map(at).collect()
        };
        let found = indices(3, &points, angle, ishigami);
        let published = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
        for (index, (alone, with_others)) in found.iter().zip(published) {
            assert!((index.alone - alone).abs() < 0.005, "{index:?}, not {alone}");
            assert!((index.with_others - with_others).abs() < 0.005, "{index:?}, not {with_others}");
        }
        assert_eq!(found.len(), 3);
    }
}
