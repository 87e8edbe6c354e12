//! Reading a number from its digits.

/// The number of plain digits with at most one point, times a power of ten; nothing for any other
/// text. What reads JSON reads it, to the last digit, as [`str::parse`] does: with that beside it
/// the page is 12 KB larger over the wire, most of it a table of powers of five.
pub fn read(digits: &str, power_of_ten: i32) -> Option<f64> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain(whole) || !is_plain(part) || whole.len() + part.len() == 0 {
        return None;
    }
    // JSON wants a digit on both sides of the point, and no zero before others.
    let json = format!("{:0>1}.{part:0>1}e{power_of_ten}", whole.trim_start_matches('0'));
    // All that it has no place for is a number too large.
    Some(serde_json::from_str(&json).unwrap_or(f64::INFINITY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_of_plain_digits_is_nothing() {
        for text in ["", ".", "1e5", "+1", "-1", " 1", "1.2.3", "inf", "nan", "0x1", "1_000", "٣"] {
            assert_eq!(read(text, 0), None, "{text}");
        }
    }

    #[test]
    fn digits_read_as_the_standard_library_reads_them() {
        let many = "9".repeat(400);
        for text in ["0", "007", "5.", ".5", "0.1", "4.35", "000.000", "9007199254740993", &many] {
            assert_eq!(read(text, 0), text.parse().ok(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_digits_read_as_the_standard_library_reads_them(
            text in "[0-9]{1,25}(\\.[0-9]{0,25})?",
            power in -40..40,
        ) {
            prop_assert_eq!(read(&text, power), format!("{text}e{power}").parse().ok());
        }

        #[test]
        fn any_number_reads_back(number in 0.0f64..1e18) {
            prop_assert_eq!(read(&number.to_string(), 0), Some(number));
        }
    }
}
