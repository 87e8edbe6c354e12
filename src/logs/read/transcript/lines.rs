//! Chunks -> lines. A line that lies within one chunk is not copied.
//!
//! What an editor or `jq` wrote over several lines, or as a list, becomes lines as the agent writes
//! them.

use std::mem;

use memchr::{memchr, memchr_iter};

use super::glued::without_marks;
use super::spread::{Next, Spread};

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
    /// The line on which a record begins that stands over several or in a list, and the number that
    /// the one before it had.
    first: u64,
    last: u64,
    /// Whether anything but blanks has come.
    has_begun: bool,
    /// The beginning of a line whose end has not come yet.
    carry: Vec<u8>,
    /// Whether that line is too long to be kept.
    is_too_long: bool,
    /// Where records stand over several lines, or in a list.
    spread: Option<Spread>,
}

impl Lines {
    /// Bytes of the longest line that is read; the longest seen anywhere has 2.1 MB.
    pub const LONGEST: usize = 64 << 20;

    /// The file's next bytes, cut anywhere.
    pub fn push(&mut self, mut bytes: &[u8], each: &mut dyn FnMut(u64, Line)) {
        if !self.has_begun {
            bytes = self.begin(bytes);
        }
        while !bytes.is_empty() {
            bytes = match self.spread.take() {
                Some(spread) => self.push_spread(spread, bytes, each),
                None => self.push_lines(bytes, each),
            };
        }
    }

    /// A file that begins as a list is one.
    fn begin<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let is_blank = |byte: &u8| byte.is_ascii_whitespace() || MARK.contains(byte);
        let blanks = bytes.iter().take_while(|byte| is_blank(byte)).count();
        self.has_begun = blanks < bytes.len();
        if bytes.get(blanks) != Some(&b'[') {
            return bytes;
        }
        self.number += memchr_iter(b'\n', &bytes[..blanks]).count() as u64;
        self.carry.clear();
        self.spread = Some(Spread::default());
        &bytes[blanks..]
    }

    /// Goes on to the first line that only opens a record, and gives what comes after it.
    fn push_lines<'a>(&mut self, bytes: &'a [u8], each: &mut dyn FnMut(u64, Line)) -> &'a [u8] {
        let mut start = 0;
        if self.is_within() {
            let Some(end) = memchr(b'\n', bytes) else {
                self.keep(bytes);
                return &[];
            };
            self.keep(&bytes[..end]);
            if opens(&self.carry) {
                let line = mem::take(&mut self.carry);
                self.push_spread(Spread::default(), &line, each);
                return &bytes[end..];
            }
            self.end_line(|text| Line::Whole(text), each);
            start = end + 1;
        }
        let from = start;
        for end in memchr_iter(b'\n', &bytes[from..]) {
            let line = &bytes[start..from + end];
            if opens(line) {
                self.spread = Some(Spread::default());
                return &bytes[start..];
            }
            start = from + end + 1;
            self.number += 1;
            each(self.number, if line.len() > Self::LONGEST { Line::TooLong } else { Line::Whole(line) });
        }
        self.keep(&bytes[start..]);
        &[]
    }

    /// Goes on to where lines follow.
    fn push_spread<'a>(
        &mut self,
        mut spread: Spread,
        bytes: &'a [u8],
        each: &mut dyn FnMut(u64, Line),
    ) -> &'a [u8] {
        for (at, byte) in bytes.iter().enumerate() {
            let next = spread.step(*byte);
            match next {
                Next::First => {
                    self.end_spread(|text| Line::Whole(text), each);
                    self.first = self.number + 1;
                    self.keep(&[*byte]);
                }
                Next::Inner | Next::Last => self.keep(&[*byte]),
                Next::Blank | Next::Over => self.number += u64::from(*byte == b'\n'),
                Next::Stray => return &bytes[at..],
            }
            if next == Next::Last {
                self.end_spread(|text| Line::Whole(text), each);
            }
            if next == Next::Over {
                return &bytes[at + 1..];
            }
        }
        self.spread = Some(spread);
        &[]
    }

    /// Several on one line have numbers of their own.
    fn end_spread(&mut self, line: fn(&[u8]) -> Line, each: &mut dyn FnMut(u64, Line)) {
        if self.is_within() {
            let number = mem::replace(&mut self.number, self.first.max(self.last + 1) - 1);
            self.end_line(line, each);
            self.last = self.number;
            self.number = number;
        }
    }

    /// The file is over; the next one begins at line 1.
    pub fn end(&mut self, each: &mut dyn FnMut(u64, Line)) {
        match self.spread.take() {
            Some(_) => self.end_spread(|text| Line::Unended(text), each),
            None if self.is_within() => self.end_line(|text| Line::Unended(text), each),
            None => {}
        }
        (self.number, self.first, self.last, self.has_begun) = (0, 0, 0, false);
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

    fn end_line(&mut self, line: fn(&[u8]) -> Line, each: &mut dyn FnMut(u64, Line)) {
        self.number += 1;
        let is_too_long = mem::take(&mut self.is_too_long);
        each(self.number, if is_too_long { Line::TooLong } else { line(&self.carry) });
        self.carry.clear();
    }
}

/// What a file may begin with.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whether nothing but the beginning of a record stands on a line.
fn opens(line: &[u8]) -> bool {
    // Such a line is short, and few others are.
    line.len() < 64 && without_marks(line.strip_prefix(MARK).unwrap_or(line)).trim_ascii_end() == b"{"
}
