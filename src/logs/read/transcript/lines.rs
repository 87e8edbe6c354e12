//! Chunks -> lines. A line that lies within one chunk is not copied.

use std::mem;

use memchr::{memchr, memchr_iter};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// Without its end.
    Whole(&'a [u8]),
    /// The last one, which nothing ends.
    Unended(&'a [u8]),
    TooLong,
}

/// The lines of one file, from 1.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Lines so far.
    number: u64,
    /// The beginning of a line whose end has not come yet.
    carry: Vec<u8>,
    /// Whether that line is too long to be kept.
    is_too_long: bool,
}

impl Lines {
    /// Bytes of the longest line that is read; the longest seen anywhere has 2.1 MB.
    pub const LONGEST: usize = 64 << 20;

    /// The file's next bytes, cut anywhere.
    pub fn push(&mut self, bytes: &[u8], mut each: impl FnMut(u64, Line)) {
        let mut start = 0;
        if self.is_within() {
            let Some(end) = memchr(b'\n', bytes) else { return self.keep(bytes) };
            self.keep(&bytes[..end]);
            self.end_line(|text| Line::Whole(text), &mut each);
            start = end + 1;
        }
        let from = start;
        for end in memchr_iter(b'\n', &bytes[from..]) {
            let line = &bytes[start..from + end];
            start = from + end + 1;
            self.number += 1;
            each(self.number, if line.len() > Self::LONGEST { Line::TooLong } else { Line::Whole(line) });
        }
        self.keep(&bytes[start..]);
    }

    /// The file is over; the next one begins at line 1.
    pub fn end(&mut self, mut each: impl FnMut(u64, Line)) {
        if self.is_within() {
            self.end_line(|text| Line::Unended(text), &mut each);
        }
        self.number = 0;
    }

    fn is_within(&self) -> bool {
        self.is_too_long || !self.carry.is_empty()
    }

    fn keep(&mut self, part: &[u8]) {
        if self.is_too_long || self.carry.len() + part.len() > Self::LONGEST {
            self.is_too_long = true;
            self.carry = Vec::new();
        } else {
            self.carry.extend_from_slice(part);
        }
    }

    fn end_line(&mut self, line: fn(&[u8]) -> Line, each: &mut impl FnMut(u64, Line)) {
        self.number += 1;
        let is_too_long = mem::take(&mut self.is_too_long);
        each(self.number, if is_too_long { Line::TooLong } else { line(&self.carry) });
        self.carry.clear();
    }
}
