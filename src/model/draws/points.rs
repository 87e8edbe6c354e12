//! Points that fill a cube evenly, as deviations of normal distributions: the same on every machine.
//!
//! A Sobol sequence with Owen's scrambling (crate sobol_burley), seeded once and for all: at n points
//! its error falls nearly with 1/n, that of random draws with 1/sqrt(n).

/// One number for all, so that a scenario has the same numbers everywhere.
const SEED: u32 = 20_261_130;

/// `n` points of some dimensions, each a column of standard normal deviations.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    columns: Vec<Vec<f64>>,
    n: usize,
}

impl Points {
    /// `n` is best a power of two, at most 65,536, and there are at most 256 dimensions; what is
    /// asked for beyond them is left out.
    pub fn new(dimensions: usize, n: usize) -> Points {
        let n = n.min(1 << 16);
        let dimensions = dimensions.min(sobol_burley::NUM_DIMENSIONS as usize);
        let column = |dimension: u32| (0..n as u32).map(|at| deviation(uniform(at, dimension))).collect();
        Points { columns: (0..dimensions as u32).map(column).collect(), n }
    }

    pub fn len(&self) -> usize {
        self.n
    }

    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// The first so many of them, which fill the cube evenly too.
    pub fn first(&self, n: usize) -> Points {
        let n = n.min(self.n);
        Points { columns: self.columns.iter().map(|column| column[..n].to_vec()).collect(), n }
    }

    pub fn dimensions(&self) -> usize {
        self.columns.len()
    }

    /// The deviations of every point in one dimension; none where there is no such dimension.
    pub fn of(&self, dimension: usize) -> &[f64] {
        self.columns.get(dimension).map_or(&[], Vec::as_slice)
    }
}

/// In the middle of the cell of 2^-24 that the sequence names, so that it is never 0.
fn uniform(at: u32, dimension: u32) -> f64 {
    const HALF_CELL: f64 = 1.0 / 33_554_432.0;
    f64::from(sobol_burley::sample(at, dimension, SEED)) + HALF_CELL
}

/// Phi^-1 (M. J. Wichura, Algorithm AS 241, Applied Statistics 37, 1988: PPND16, about 1 part in
/// 10^16).
pub fn deviation(probability: f64) -> f64 {
    let q = probability - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return q * ratio(&CENTRAL, r);
    }
    let tail = if q < 0.0 { probability } else { 1.0 - probability };
    if tail <= 0.0 {
        return if q < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let r = libm::sqrt(-libm::log(tail));
    let size = if r <= 5.0 { ratio(&MIDDLE, r - 1.6) } else { ratio(&FAR, r - 5.0) };
    if q < 0.0 { -size } else { size }
}

/// Numerator and denominator, constants first.
type Ratio = [[f64; 8]; 2];

fn ratio([over, under]: &Ratio, r: f64) -> f64 {
    let polynomial = |all: &[f64; 8]| all.iter().rev().fold(0.0, |sum, next| sum * r + next);
    polynomial(over) / polynomial(under)
}

const CENTRAL: Ratio = [
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
];
const MIDDLE: Ratio = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];
const FAR: Ratio = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviations_are_those_of_the_published_tables() {
        // AS 241's own checks, and the percentiles that MODEL.md uses.
        for (probability, expected) in [
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_813_6),
            (1e-20, -9.262_340_089_798_408),
            (0.9, 1.281_551_565_544_600_4),
            (0.5, 0.0),
        ] {
            let found = deviation(probability);
            assert!((found - expected).abs() <= 1e-15 * expected.abs().max(1.0), "{probability}: {found}");
        }
    }

    #[test]
    fn points_have_the_moments_of_a_normal_distribution_in_every_dimension() {
        let points = Points::new(16, 1_024);
        assert_eq!((points.len(), points.dimensions()), (1_024, 16));
        for dimension in 0..16 {
            let all = points.of(dimension);
            let mean = all.iter().sum::<f64>() / 1_024.0;
            let variance = all.iter().map(|z| z * z).sum::<f64>() / 1_024.0;
            assert!(mean.abs() < 2e-3 && (variance - 1.0).abs() < 1e-2, "{dimension}: {mean} {variance}");
        }
        assert_eq!(points, Points::new(16, 1_024));
        assert_eq!(points.first(256), Points::new(16, 256));
        assert!(points.of(16).is_empty());
    }
}
