//! Scan: the end of an entry that does not say how long it is: stored, or packed in a way that
//! is not read. Only a descriptor whose size is the number of bytes before it ends it.

use flate2::Crc;

use super::header::{DESCRIPTOR, LONGEST, u32_at, u64_at};

pub(super) struct Scan {
    /// What may be a descriptor.
    held: Vec<u8>,
    crc: Crc,
    /// Whether the content is stored as it is, so that its sum is known.
    stored: bool,
    content: u64,
}

/// What comes next.
pub(super) enum Found<'a> {
    /// So much more of the content.
    Content(&'a [u8]),
    /// The descriptor is over; these bytes after it were taken already.
    End(Vec<u8>),
}

impl Scan {
    pub fn new(stored: bool) -> Scan {
        Scan { held: Vec::new(), crc: Crc::new(), stored, content: 0 }
    }

    /// Goes on as far as the bytes tell something; nothing where more are needed.
    pub fn step<'b, 'a: 'b>(&mut self, bytes: &mut &'a [u8], passed: &'b mut Vec<u8>) -> Option<Found<'b>> {
        if self.held.is_empty() {
            let start = memchr::memchr(DESCRIPTOR[0], bytes).unwrap_or(bytes.len());
            let (content, rest) = bytes.split_at(start);
            *bytes = rest;
            if start > 0 {
                self.count(content);
                return Some(Found::Content(content));
            }
        }
        let (more, rest) = bytes.split_at(bytes.len().min(LONGEST - self.held.len()));
        self.held.extend_from_slice(more);
        *bytes = rest;
        if self.held.len() < LONGEST {
            return None;
        }
        if let Some(length) = self.descriptor() {
            return Some(Found::End(self.held.split_off(length)));
        }
        // The first byte began no descriptor; the next that could is looked for.
        let next = memchr::memchr(DESCRIPTOR[0], &self.held[1..]).map_or(self.held.len(), |at| at + 1);
        *passed = self.held.drain(..next).collect();
        self.count(passed);
        Some(Found::Content(passed))
    }

    fn count(&mut self, content: &[u8]) {
        self.content += content.len() as u64;
        if self.stored {
            self.crc.update(content);
        }
    }

    fn descriptor(&self) -> Option<usize> {
        let bytes = self.held.strip_prefix(DESCRIPTOR)?;
        let sum = !self.stored || u32_at(bytes, 0) == self.crc.sum();
        let long = u64_at(bytes, 4) == self.content && (!self.stored || u64_at(bytes, 12) == self.content);
        let size = self.content & 0xffff_ffff;
        let short =
            u64::from(u32_at(bytes, 4)) == size && (!self.stored || u64::from(u32_at(bytes, 8)) == size);
        match (sum, long, short) {
            (true, true, _) => Some(24),
            (true, false, true) => Some(16),
            _ => None,
        }
    }
}
