//! A line of JSON, walked over without copying it and without a tree.
//!
//! What is not asked for is passed by, from quote to quote: brackets and strings have to
//! close, and that is all that is checked of it.

use crate::logs::read::number::whole;
use memchr::memchr;
use wide::u8x16;

/// The line is no JSON, or one of its numbers is none that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

pub type Scanned<T> = Result<T, Broken>;

/// A place in a line.
#[derive(Clone)]
pub struct Scan<'a> {
    line: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    pub fn new(line: &'a [u8]) -> Scan<'a> {
        Scan { line, at: 0 }
    }

    /// The next byte after blanks, which is not passed; 0 at the end.
    #[inline]
    pub fn peek(&mut self) -> u8 {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.line.get(self.at) {
            self.at += 1;
        }
        self.line.get(self.at).copied().unwrap_or(0)
    }

    /// The line has to be an object; goes into it.
    pub fn enter_object(&mut self) -> Scanned<()> {
        self.pass(b'{')
    }

    /// Bytes before the place.
    pub fn passed(&self) -> usize {
        self.at
    }

    /// Nothing but blanks may be left.
    pub fn finish(&mut self) -> Scanned<()> {
        self.peek();
        if self.at < self.line.len() { Err(Broken) } else { Ok(()) }
    }

    /// What is left is not looked at, but it has to end as an object does.
    pub fn ends_with_bracket(&self) -> Scanned<()> {
        if self.line.trim_ascii_end().ends_with(b"}") { Ok(()) } else { Err(Broken) }
    }

    #[inline]
    fn pass(&mut self, byte: u8) -> Scanned<()> {
        if self.peek() != byte {
            return Err(Broken);
        }
        self.at += 1;
        Ok(())
    }

    /// Goes into an object, or passes another value by and returns false.
    #[inline]
    pub fn enter(&mut self) -> Scanned<bool> {
        if self.peek() != b'{' {
            self.skip()?;
            return Ok(false);
        }
        self.at += 1;
        Ok(true)
    }

    /// The next key of the object that the scan is in, up to its value; nothing at its end.
    #[inline]
    pub fn key(&mut self) -> Scanned<Option<&'a [u8]>> {
        let key = match self.peek() {
            b'}' => {
                self.at += 1;
                return Ok(None);
            }
            // Lenient: the comma between members is not asked for.
            b',' => {
                self.at += 1;
                self.peek();
                self.text()?
            }
            _ => self.text()?,
        };
        self.pass(b':')?;
        Ok(Some(key))
    }

    /// Goes to the next element of the array that the scan is in; false at its end.
    pub fn element(&mut self) -> Scanned<bool> {
        match self.peek() {
            b']' => {
                self.at += 1;
                Ok(false)
            }
            b',' => {
                self.at += 1;
                Ok(true)
            }
            0 => Err(Broken),
            _ => Ok(true),
        }
    }

    /// Goes into an array, or passes another value by and returns false.
    pub fn enter_array(&mut self) -> Scanned<bool> {
        if self.peek() != b'[' {
            self.skip()?;
            return Ok(false);
        }
        self.at += 1;
        Ok(true)
    }

    /// A string as it is written, with its escapes and without its quotes.
    #[inline]
    fn text(&mut self) -> Scanned<&'a [u8]> {
        if self.line.get(self.at) != Some(&b'"') {
            return Err(Broken);
        }
        let start = self.at + 1;
        let end = start + closing_quote(&self.line[start..])?;
        self.at = end + 1;
        Ok(&self.line[start..end])
    }

    /// A string as it is written; empty where the value is another.
    #[inline]
    pub fn string(&mut self) -> Scanned<&'a [u8]> {
        if self.peek() == b'"' {
            return self.text();
        }
        self.skip()?;
        Ok(&[])
    }

    /// Whether the value is `true`.
    pub fn flag(&mut self) -> Scanned<bool> {
        Ok(self.value()? == b"true")
    }

    /// A count: digits, or `null`, which is none, or a whole number as other programs write it.
    #[inline]
    pub fn count(&mut self) -> Scanned<u32> {
        self.large_count().and_then(|count| u32::try_from(count).map_err(|_| Broken))
    }

    /// The same of what a session has in all, which can be more than one request's.
    #[inline]
    pub fn large_count(&mut self) -> Scanned<u64> {
        let value = self.value()?;
        match digits(value) {
            Some(count) => Ok(count),
            None if value == b"null" => Ok(0),
            None => rewritten(value).ok_or(Broken),
        }
    }

    /// Passes a value by and returns it as it is written.
    #[inline]
    pub fn value(&mut self) -> Scanned<&'a [u8]> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(&self.line[start..self.at])
    }

    /// Passes a value by.
    #[inline]
    pub fn skip(&mut self) -> Scanned<()> {
        match self.peek() {
            b'"' => self.text().map(drop),
            b'{' | b'[' => self.skip_nested(),
            _ => self.skip_word(),
        }
    }

    /// A number, `true`, `false` or `null`.
    fn skip_word(&mut self) -> Scanned<()> {
        let start = self.at;
        while let Some(b'0'..=b'9' | b'a'..=b'z' | b'-' | b'+' | b'.' | b'E') = self.line.get(self.at) {
            self.at += 1;
        }
        if self.at == start { Err(Broken) } else { Ok(()) }
    }

    fn skip_nested(&mut self) -> Scanned<()> {
        let mut depth = 0_usize;
        loop {
            match self.line.get(self.at) {
                Some(b'"') => {
                    self.text()?;
                    continue;
                }
                Some(b'{' | b'[') => depth += 1,
                Some(b'}' | b']') => depth -= 1,
                Some(_) => {}
                None => return Err(Broken),
            }
            self.at += 1;
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

/// Digits of the largest count: beyond it `f64`, in which dollars are made of it, skips numbers.
const MOST_DIGITS: usize = 15;

/// As the agent writes counts.
#[inline]
fn digits(value: &[u8]) -> Option<u64> {
    let add = |count: u64, digit: &u8| digit.is_ascii_digit().then(|| count * 10 + u64::from(digit - b'0'));
    (1..=MOST_DIGITS).contains(&value.len()).then(|| value.iter().try_fold(0, add))?
}

/// 1000.0, 1e6, "1000" or "1,000": what came through another program or a spreadsheet.
#[cold]
fn rewritten(value: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(value).ok()?;
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    whole(text, 1e15).map(|count| count as u64)
}

/// Bytes that are compared at once.
const BLOCK: usize = 16;
/// Bytes whose quotes and backslashes are the bits of one number.
const GROUP: usize = 4 * BLOCK;

/// The place of the quote that ends the string which the bytes begin in.
#[inline]
fn closing_quote(bytes: &[u8]) -> Scanned<usize> {
    // Keys, and most values, are short and without a backslash.
    if let Some(first) = bytes.first_chunk::<BLOCK>() {
        let (slashes, quotes) = (places(first, b'\\'), places(first, b'"'));
        if quotes != 0 && slashes == 0 {
            return Ok(quotes.trailing_zeros() as usize);
        }
    }
    let (mut escaped, mut from) = (0, 0);
    let (groups, rest) = bytes.as_chunks::<GROUP>();
    for group in groups {
        if !has_quote(group) && group[GROUP - 1] != b'\\' {
            escaped = 0;
        } else {
            let quotes = quotes(group, &mut escaped);
            if quotes != 0 {
                return Ok(from + quotes.trailing_zeros() as usize);
            }
        }
        from += GROUP;
    }
    let mut group = [0; GROUP];
    group[..rest.len()].copy_from_slice(rest);
    match quotes(&group, &mut escaped) {
        0 => Err(Broken),
        quotes => Ok(from + quotes.trailing_zeros() as usize),
    }
}

#[inline]
fn has_quote(group: &[u8; GROUP]) -> bool {
    let quote = u8x16::splat(b'"');
    let found = group.as_chunks::<BLOCK>().0.iter().map(|block| u8x16::new(*block).simd_eq(quote));
    found.reduce(|all, block| all | block).is_some_and(|any| any.to_bitmask() != 0)
}

/// A bit for each place of a byte.
#[inline]
fn places(block: &[u8; BLOCK], byte: u8) -> u32 {
    u8x16::new(*block).simd_eq(u8x16::splat(byte)).to_bitmask()
}

#[inline]
fn places_in_group(group: &[u8; GROUP], byte: u8) -> u64 {
    let blocks = group.as_chunks::<BLOCK>().0.iter().enumerate();
    blocks.fold(0, |all, (at, block)| all | (u64::from(places(block, byte)) << (at * BLOCK)))
}

/// A bit for each quote that no backslash stands before. `escaped` is 1 where a backslash stands
/// before the group, and afterwards where one does before the next.
///
/// Which bytes are escaped needs no loop over the backslashes: a subtraction carries through each
/// run of them, as in simdjson (`json_escape_scanner.h`). In code that a tool printed, every second
/// block has some.
#[inline]
fn quotes(group: &[u8; GROUP], escaped: &mut u64) -> u64 {
    const ODD: u64 = 0xAAAA_AAAA_AAAA_AAAA;
    let (slashes, quotes) = (places_in_group(group, b'\\'), places_in_group(group, b'"'));
    let may_escape = slashes & !*escaped;
    let escapes_and_ends = ((may_escape << 1) | ODD).wrapping_sub(may_escape) ^ ODD;
    let is_escaped = escapes_and_ends ^ (slashes | *escaped);
    *escaped = (escapes_and_ends & slashes) >> (GROUP - 1);
    quotes & !is_escaped
}

/// Characters of a string as it is written: an escape is one.
pub fn characters(text: &[u8]) -> u32 {
    let mut count = text.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    let mut from = 0;
    while let Some(at) = memchr(b'\\', &text[from..]) {
        let written = if text.get(from + at + 1) == Some(&b'u') { 6 } else { 2 };
        count = count.saturating_sub(written - 1);
        from = (from + at + written).min(text.len());
    }
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A string's text, its escapes resolved; as it is written where they are none.
pub fn plain(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    serde_json::from_str(&["\"", &text, "\""].concat()).unwrap_or_else(|_| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Broken, GROUP, closing_quote};

    /// The same, byte by byte.
    fn plainly(bytes: &[u8]) -> Result<usize, Broken> {
        let mut is_escaped = false;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => return Ok(at),
                _ => {}
            }
        }
        Err(Broken)
    }

    #[test]
    fn a_string_ends_at_its_own_quote_wherever_the_blocks_are_cut() {
        const LETTERS: [u8; 3] = [b'"', b'\\', b'a'];
        // With a group of blocks after it, and without.
        for (before, after) in (0..70).flat_map(|before| [(before, 0), (before, 2 * GROUP)]) {
            for word in 0..LETTERS.len().pow(6) {
                let letter = |at: u32| LETTERS[word / LETTERS.len().pow(at) % LETTERS.len()];
                let mut text = vec![b'a'; before];
                text.extend((0..6).map(letter));
                text.extend(vec![b'a'; after]);
                assert_eq!(closing_quote(&text), plainly(&text), "{}", String::from_utf8_lossy(&text));
            }
        }
    }
}
