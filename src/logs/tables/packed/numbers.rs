//! Numbers of a row as bytes: which of its columns have one, and then those, each in as many bytes as it needs.
//!
//! Rows are read five times, of an organisation 400,000 of them, and most of their columns are empty. Crate postcard
//! writes and reads a value for each of those too.

use crate::logs::tables::sessions::{KNOWN, NUMBERS, Row};

/// Places of columns in the mask that says which are there: those of [`NUMBERS`] from 0 on, then these, then those of
/// [`KNOWN`].
const SXY2: usize = NUMBERS.len();
const USD: usize = SXY2 + 1;
const FIRST_KNOWN: usize = USD + 1;

/// Bytes of a row's numbers at most.
const MOST: usize = 10 * (FIRST_KNOWN + KNOWN.len() + 1);

/// Numbers that are taken up together: a list that may have to grow asks with each byte whether it does.
pub(super) struct Line {
    bytes: [u8; MOST],
    length: usize,
}

impl Line {
    pub fn new() -> Line {
        Line { bytes: [0; MOST], length: 0 }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Seven bits in each byte, the lowest first; a byte from 128 on has another behind it.
    pub fn write(&mut self, mut number: u64) {
        for byte in &mut self.bytes[self.length..] {
            self.length += 1;
            if number < 0x80 {
                *byte = number as u8;
                return;
            }
            *byte = number as u8 | 0x80;
            number >>= 7;
        }
    }
}

/// The number before these bytes, of which they are the rest then; 0 where there are none.
#[inline]
pub(super) fn read(bytes: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u64::from(byte & 0x7f).wrapping_shl(shift);
        if *byte < 0x80 {
            break;
        }
        shift += 7;
    }
    number
}

pub(super) fn write_row(line: &mut Line, row: &mut Row) {
    let mut numbers = [0; FIRST_KNOWN + KNOWN.len()];
    let mut mask = 0u64;
    let mut set = |at: usize, number: u64| {
        numbers[at] = number;
        mask |= 1 << at;
    };
    for (at, (_, of)) in NUMBERS.iter().enumerate() {
        let number = *of(row);
        if number > 0 {
            set(at, number);
        }
    }
    if row.sxy2 != 0 {
        set(SXY2, zigzag(row.sxy2));
    }
    if let Some(usd) = row.usd {
        set(USD, usd.to_bits());
    }
    for (at, (_, of)) in KNOWN.iter().enumerate() {
        if let Some(number) = *of(row) {
            set(FIRST_KNOWN + at, number);
        }
    }
    line.write(mask);
    while mask > 0 {
        line.write(numbers[mask.trailing_zeros() as usize]);
        mask &= mask - 1;
    }
}

/// Into a row that has no numbers yet.
pub(super) fn read_row(bytes: &mut &[u8], row: &mut Row) {
    let mut mask = read(bytes);
    while mask > 0 {
        let at = mask.trailing_zeros() as usize;
        mask &= mask - 1;
        let number = read(bytes);
        match at {
            SXY2 => row.sxy2 = unzigzag(number),
            USD => row.usd = Some(f64::from_bits(number)),
            _ if at < SXY2 => *(NUMBERS[at].1)(row) = number,
            _ => {
                if let Some((_, of)) = KNOWN.get(at - FIRST_KNOWN) {
                    *of(row) = Some(number);
                }
            }
        }
    }
}

/// Small numbers of either sign as small ones without.
fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX] {
            let mut line = Line::new();
            line.write(number);
            line.write(7);
            let mut rest = line.bytes();
            assert_eq!((read(&mut rest), rest), (number, &[7][..]));
        }
        for number in [0, 1, -1, 63, -64, i64::MAX, i64::MIN] {
            assert_eq!(unzigzag(zigzag(number)), number);
        }
    }

    #[test]
    fn rows_are_read_as_they_were_written() {
        let mut full = Row { sxy2: -5_000_000_000, usd: Some(0.1), ..Row::default() };
        NUMBERS.iter().enumerate().for_each(|(at, (_, of))| *of(&mut full) = 1 << (at * 2));
        KNOWN.iter().enumerate().for_each(|(at, (_, of))| *of(&mut full) = Some(at as u64 % 3));
        for mut row in [Row::default(), full] {
            let mut line = Line::new();
            write_row(&mut line, &mut row);
            let mut again = Row::default();
            read_row(&mut line.bytes(), &mut again);
            assert_eq!(again, row);
        }
    }
}
