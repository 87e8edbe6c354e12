//! Inflate: a deflated stream in blocks that are the same however its bytes come.

use flate2::{Decompress, FlushDecompress, Status};

/// Unpacked bytes at a time: enough for speed, little beside the rest.
const BLOCK: usize = 128 << 10;
/// The largest window there is, as every writer uses it.
const WINDOW: u8 = 15;

pub(super) struct Inflate {
    stream: Decompress,
    block: Vec<u8>,
    filled: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// All bytes are taken in, and the block is not full.
    Hungry,
    /// A block is full.
    Full,
    /// The stream is at its end, and so is the block.
    Ended,
    /// This is no such stream; the block holds what came before.
    Broken,
}

impl Inflate {
    /// With the header and check sum of gzip.
    pub fn gzip() -> Inflate {
        Inflate::of(Decompress::new_gzip(WINDOW))
    }

    /// Without any, as in zip.
    pub fn raw() -> Inflate {
        Inflate::of(Decompress::new(false))
    }

    fn of(stream: Decompress) -> Inflate {
        Inflate { stream, block: vec![0; BLOCK], filled: 0 }
    }

    /// Takes bytes in, until a block is full or the stream ends.
    pub fn step(&mut self, bytes: &mut &[u8]) -> Step {
        if self.filled == BLOCK {
            self.filled = 0;
        }
        loop {
            let (read, written) = (self.stream.total_in(), self.stream.total_out());
            let status = self.stream.decompress(bytes, &mut self.block[self.filled..], FlushDecompress::None);
            let read = (self.stream.total_in() - read) as usize;
            let written = (self.stream.total_out() - written) as usize;
            *bytes = &bytes[read..];
            self.filled += written;
            match status {
                Err(_) => return Step::Broken,
                Ok(Status::StreamEnd) => return Step::Ended,
                Ok(_) if self.filled == BLOCK => return Step::Full,
                Ok(_) if read == 0 && written == 0 => return Step::Hungry,
                Ok(_) => {}
            }
        }
    }

    /// What is unpacked and was not there in the block before.
    pub fn block(&self) -> &[u8] {
        &self.block[..self.filled]
    }

    /// Packed bytes that were taken in so far.
    pub fn read(&self) -> u64 {
        self.stream.total_in()
    }
}
