//! Guard: against archives that are small and unpack to more than anybody could read.

use crate::import::{MOST_TIMES, MOST_TIMES_FROM, MOST_UNPACKED};

/// What came out of one archive so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Guard {
    unpacked: u64,
}

impl Guard {
    /// The limit that so many bytes more pass, in bytes; `packed` is what the archive had so far.
    pub fn passed(&mut self, packed: u64, unpacked: u64) -> Option<u64> {
        self.unpacked += unpacked;
        if self.unpacked > MOST_UNPACKED {
            Some(MOST_UNPACKED)
        } else if self.unpacked > MOST_TIMES_FROM && self.unpacked / MOST_TIMES > packed {
            Some(MOST_TIMES_FROM)
        } else {
            None
        }
    }
}
