//! Ranges in a link: each after the key of its input.
//!
//! `between-sessions_3_6_hit_0.95_0.99`

use super::{list, number, read_number};
use crate::scenario::{Range, Ranges};

pub(super) fn write(ranges: &Ranges) -> String {
    list(ranges.own.iter().map(|(key, range)| [(*key).into(), number(range.low), number(range.high)]))
}

pub(super) fn read(ranges: &mut Ranges, value: &str) -> Option<()> {
    let words: Vec<&str> = value.split('_').filter(|_| !value.is_empty()).collect();
    let mut read = Ranges { off: ranges.off, own: Vec::new() };
    for three in words.chunks(3) {
        let [key, low, high] = three else { return None };
        let range = Range { low: read_number(low)?, high: read_number(high)? };
        if read.own(key).is_some() {
            return None;
        }
        read.set(key, Some(range));
        read.own(key).filter(|own| *own == range)?;
    }
    *ranges = read;
    Some(())
}
