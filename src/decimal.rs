//! Decimal digits -> the nearest `f64`.
//!
//! The standard library does this faster, with a table of 10 KB that no compression makes
//! smaller: a twentieth of all that the page may weigh. The tests hold this reader against it.

use std::cmp::Ordering;

/// More significant digits than decide between two neighbours: the longest number half way
/// between two has 767.
const DECIDING: usize = 800;

/// "1300", "0.985", ".5", "1." or "4e-2": digits with a point or an exponent or both, no sign.
/// Exact, ties to even; infinite where it is too large. Nothing for any other text.
pub fn read(text: &str) -> Option<f64> {
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, read_exponent(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = || whole.bytes().chain(fraction.bytes());
    if all().next().is_none() || !all().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let significant = || all().skip_while(|digit| *digit == b'0').map(|digit| u32::from(digit - b'0'));
    let mut number = Big::default();
    significant().take(DECIDING).for_each(|digit| number.times_plus(10, digit));
    // What is left can only break a tie.
    let left = significant().skip(DECIDING);
    number.times_plus(10, u32::from(left.clone().any(|digit| digit > 0)));
    let places = left.count() as i32 - 1 - fraction.len() as i32;
    Some(nearest(number, exponent.saturating_add(places)))
}

/// Saturates where no number of digits could bring the value back.
fn read_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digit = |sum: i32, c: char| Some(sum.saturating_mul(10).saturating_add(c.to_digit(10)? as i32));
    let size = digits.chars().try_fold(0, digit).filter(|_| !digits.is_empty())?;
    Some(if text.starts_with('-') { -size } else { size })
}

/// `number` times a power of ten: binary long division, until there are 53 bits or the
/// smallest that `f64` can tell.
fn nearest(mut number: Big, power: i32) -> f64 {
    const SMALLEST: i32 = -1074;
    // Up to 801 digits times this is still below half of the smallest.
    if number.0.is_empty() || power < -1200 {
        return 0.0;
    }
    if power > 310 {
        return f64::INFINITY;
    }
    let mut divisor = Big(vec![1]);
    let tens = if power < 0 { &mut divisor } else { &mut number };
    (0..power.abs()).for_each(|_| tens.times_plus(10, 0));
    // Brings the quotient between a half and two.
    let scale = number.bits() - divisor.bits();
    let smaller = if scale < 0 { &mut number } else { &mut divisor };
    (0..scale.abs()).for_each(|_| smaller.times_plus(2, 0));
    let (mut bits, mut last) = (0_u64, scale + 1);
    if last < SMALLEST {
        return 0.0;
    }
    while bits < 1 << 52 && last > SMALLEST {
        bits = bits * 2 + u64::from(number.take(&divisor));
        number.times_plus(2, 0);
        last -= 1;
    }
    // The rest is twice what is left of the last bit.
    match number.cmp(&divisor) {
        Ordering::Greater => bits += 1,
        Ordering::Equal => bits += bits % 2,
        Ordering::Less => {}
    }
    libm::scalbn(bits as f64, last)
}

/// A whole number of any size, lowest digits first, without zeros at the top.
#[derive(Default, PartialEq, Eq)]
struct Big(Vec<u32>);

impl Big {
    fn times_plus(&mut self, factor: u32, summand: u32) {
        let mut carry = u64::from(summand);
        for digit in &mut self.0 {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn bits(&self) -> i32 {
        let top = self.0.last().map_or(32, |digit| digit.leading_zeros());
        self.0.len() as i32 * 32 - top as i32
    }

    /// Takes `other` away if that leaves no less than nothing, and tells.
    fn take(&mut self, other: &Big) -> bool {
        if *self < *other {
            return false;
        }
        let mut borrow = false;
        for (at, digit) in self.0.iter_mut().enumerate() {
            let less = other.0.get(at).copied().unwrap_or(0);
            let (rest, under) = digit.overflowing_sub(less);
            let (rest, further) = rest.overflowing_sub(u32::from(borrow));
            (*digit, borrow) = (rest, under || further);
        }
        while self.0.pop_if(|top| *top == 0).is_some() {}
        true
    }
}

impl Ord for Big {
    fn cmp(&self, other: &Big) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Big {
    fn partial_cmp(&self, other: &Big) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::prelude::*;

    /// The standard library's answer, where it is one of ours: it also reads signs and words.
    fn check(text: &str) {
        let plain = text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        let theirs = text.parse().ok().filter(|_| plain).map(f64::to_bits);
        assert_eq!(read(text).map(f64::to_bits), theirs, "{text}");
    }

    #[test]
    fn reads_what_the_standard_library_reads() {
        let words = [
            "", ".", "e5", ".e5", "1e", "1e+", "1e--1", "1.2.3", "+1", "-1", "inf", "NaN", "1_000", "٣", "1 ",
        ];
        let numbers =
            ["0", "00", "0.0e9", "1.", ".5", "007", "0.1", "0.3", "4e-2", "1E+2", "1e5.5", "98.5e-2"];
        words.into_iter().chain(numbers).for_each(check);
    }

    /// Sources: the ends of IEEE 754's range, and numbers known for readers that failed on them.
    #[test]
    fn reads_the_hard_ones() {
        for text in [
            "9007199254740992",
            "9007199254740993",
            "9007199254740993.0000000000000000000000000000001",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.797693134862315807e308",
            "1.797693134862315808e308",
            "1e309",
            "1e99999999999",
            "0e99999999999",
            "1e-99999999999",
            "2.2250738585072011e-308",
            "2.2250738585072012e-308",
            "2.2250738585072014e-308",
            "5e-324",
            "4.9406564584124654e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.4703282292062329e-324",
            "7.4109846876186981e-324",
            "6.9294956446009195e15",
            "3.518437208883201171875e13",
        ] {
            check(text);
        }
        check(&format!("0.{}1e1001", "0".repeat(1000)));
        check(&format!("1{}e-2000", "0".repeat(2000)));
    }

    /// A number half way between two, and its neighbours in the last of many digits.
    #[test]
    fn a_tie_goes_to_even_and_any_digit_breaks_it() {
        for exact in
            [f64::from_bits(1), 2f64.powi(-1022), 1.0 + f64::EPSILON, f64::from_bits(0x000f_ffff_ffff_ffff)]
        {
            let above = f64::from_bits(exact.to_bits() + 1);
            // Both end in 1074 places or less, and the middle in one more: no digit is cut.
            let half = format!("{:.1080}", above - (above - exact));
            assert_eq!(half.parse(), Ok(exact));
            check(&half);
        }
        let tie = "9007199254740993";
        for zeros in [1, 700, 799, 800, 900, 5000] {
            check(&format!("{tie}.{}1", "0".repeat(zeros)));
            check(&format!("{tie}.{}", "0".repeat(zeros)));
        }
        // Half of the smallest, with all of its 751 digits, and one more.
        let half = format!("{:.1080}", f64::from_bits(1));
        check(&half);
        check(&format!("{half}1"));
    }

    proptest! {
        #[test]
        fn comes_back_from_any_text_of_a_number(number in any::<f64>().prop_map(f64::abs)) {
            prop_assume!(number.is_finite());
            for text in [format!("{number}"), format!("{number:e}"), format!("{number:.20}"), format!("{number:.17e}")] {
                check(&text);
            }
        }

        #[test]
        fn agrees_on_digits(text in "[0-9]{0,40}(\\.[0-9]{0,40})?(e[+-]?[0-9]{1,3})?") {
            check(&text);
        }

        /// The middle between two neighbours, to its last digit, and a little more.
        #[test]
        fn agrees_on_ties(bits in 1u64..1 << 53, power in 0usize..60, more in "[0-9]{0,3}") {
            let whole = u128::from(bits * 2 + 1) << power;
            check(&whole.to_string());
            check(&format!("{whole}.{more}"));
            let fraction = u128::from(bits * 2 + 1) * 5u128.pow(20);
            check(&format!("{fraction}{more}e-{}", 20 + more.len()));
        }
    }
}
