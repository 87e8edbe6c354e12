//! The discrete Fourier transform of a power of two (J. W. Cooley, J. W. Tukey, Mathematics of
//! Computation 19, 1965). Of the crates, `microfft` has `f32` only, and `rustfft` plans for any length at
//! a size that this page need not load.

/// Real and imaginary part.
pub type Complex = [f64; 2];

pub fn product(a: Complex, b: Complex) -> Complex {
    [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
}

/// Transforms of one length.
pub struct Fourier {
    /// The roots of unity of its first half.
    roots: Vec<Complex>,
}

impl Fourier {
    /// `length` is a power of two, at least 2.
    pub fn new(length: usize) -> Fourier {
        let angle = |at: usize| -std::f64::consts::TAU * at as f64 / length as f64;
        let root = |at: usize| [libm::cos(angle(at)), libm::sin(angle(at))];
        Fourier { roots: (0..length / 2).map(root).collect() }
    }

    /// In place; nothing where the length is another.
    pub fn forward(&self, all: &mut [Complex]) {
        let length = self.roots.len() * 2;
        if all.len() != length {
            return;
        }
        let shift = usize::BITS - length.trailing_zeros();
        for at in 0..length {
            let other = at.reverse_bits() >> shift;
            if at < other {
                all.swap(at, other);
            }
        }
        let mut half = 1;
        while half < length {
            let stride = self.roots.len() / half;
            for block in all.chunks_exact_mut(half * 2) {
                let (low, high) = block.split_at_mut(half);
                let roots = self.roots.iter().step_by(stride);
                for ((low, high), root) in low.iter_mut().zip(high).zip(roots) {
                    let turned = product(*high, *root);
                    *high = [low[0] - turned[0], low[1] - turned[1]];
                    *low = [low[0] + turned[0], low[1] + turned[1]];
                }
            }
            half *= 2;
        }
    }

    /// The inverse of [`Fourier::forward`].
    pub fn back(&self, all: &mut [Complex]) {
        let turn = |all: &mut [Complex], factor: f64| {
            all.iter_mut().for_each(|one| *one = [one[0] * factor, -one[1] * factor]);
        };
        turn(all, 1.0);
        self.forward(all);
        turn(all, 1.0 / all.len() as f64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transform_of_one_place_turns_and_comes_back() {
        let fourier = Fourier::new(8);
        let mut all = vec![[0.0, 0.0]; 8];
        all[1] = [1.0, 0.0];
        let before = all.clone();
        fourier.forward(&mut all);
        // exp(-2 pi i k / 8)
        let half = std::f64::consts::FRAC_1_SQRT_2;
        for (found, expected) in all.iter().zip([[1.0, 0.0], [half, -half], [0.0, -1.0], [-half, -half]]) {
            assert!((found[0] - expected[0]).abs() < 1e-15 && (found[1] - expected[1]).abs() < 1e-15);
        }
        fourier.back(&mut all);
        for (found, expected) in all.iter().zip(before) {
            assert!((found[0] - expected[0]).abs() < 1e-15 && found[1].abs() < 1e-15);
        }
    }
}
