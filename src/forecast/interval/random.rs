//! Random numbers that are the same everywhere: the library takes no randomness from outside.

/// PCG-XSH-RR 64/32 (O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
/// Algorithms for Random Number Generation", 2014). Twenty lines, where the crates bring traits
/// and ways to be seeded by a system.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

const MULTIPLIER: u64 = 6_364_136_223_846_793_005;
const INCREMENT: u64 = 1_442_695_040_888_963_407;

impl Random {
    pub fn new(seed: u64) -> Random {
        let mut random = Random(seed.wrapping_add(INCREMENT));
        random.next();
        random
    }

    fn next(&mut self) -> u32 {
        let old = self.0;
        self.0 = old.wrapping_mul(MULTIPLIER).wrapping_add(INCREMENT);
        let shifted = (((old >> 18) ^ old) >> 27) as u32;
        shifted.rotate_right((old >> 59) as u32)
    }

    /// 0 up to, not including, `end`; 0 where there is nothing to choose from. The product's
    /// bias is at most `end` in 2^32.
    pub fn below(&mut self, end: usize) -> usize {
        ((u64::from(self.next()) * end as u64) >> 32) as usize
    }

    /// Above 0 and below 1.
    fn unit(&mut self) -> f64 {
        (f64::from(self.next()) + 0.5) / 4_294_967_296.0
    }

    /// Of the standard normal distribution (Box and Muller, 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(self.unit()));
        radius * libm::cos(2.0 * std::f64::consts::PI * self.unit())
    }
}

/// Where the standard normal distribution has so much below it.
pub(super) fn normal_at(share: f64) -> f64 {
    let (mut low, mut high) = (-8.0, 8.0);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if libm::erf(middle / std::f64::consts::SQRT_2) < 2.0 * share - 1.0 {
            low = middle
        } else {
            high = middle
        }
    }
    (low + high) / 2.0
}

/// Until neighbours differ by a millionth.
const HALVINGS: usize = 24;

#[cfg(test)]
mod tests {
    use super::{Random, normal_at};

    #[test]
    fn shares_of_the_normal_distribution_are_found() {
        for (share, at) in [(0.5, 0.0), (0.9, 1.281_551_6), (0.1, -1.281_551_6), (0.975, 1.959_964)] {
            assert!((normal_at(share) - at).abs() < 1e-5, "{share}");
        }
    }

    /// Mean 0 and variance 1, to what 100,000 draws tell (their standard error is 0.003).
    #[test]
    fn normal_numbers_are_normal() {
        let mut random = Random::new(7);
        let draws: Vec<f64> = (0..100_000).map(|_| random.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 1e5;
        let variance = draws.iter().map(|x| x * x).sum::<f64>() / 1e5;
        assert!(mean.abs() < 0.015 && (variance - 1.0).abs() < 0.02, "{mean} {variance}");
    }

    #[test]
    fn every_choice_comes() {
        let mut random = Random::new(1);
        let mut seen = [0; 7];
        (0..7_000).for_each(|_| seen[random.below(7)] += 1);
        assert!(seen.iter().all(|count| (850..1_150).contains(count)), "{seen:?}");
        assert_eq!(random.below(0), 0);
    }
}
