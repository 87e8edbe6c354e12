//! Guard: against archives that are small and unpack to more than anybody could read.

use crate::logs::Why;
use crate::logs::read::{MOST_TIMES, MOST_TIMES_FROM, MOST_UNPACKED};

/// What came out of one archive so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Guard {
    unpacked: u64,
}

impl Guard {
    /// Why no more is read, if so many bytes more are too many; `packed` is what the archive had
    /// so far.
    pub fn refuses(&mut self, packed: u64, unpacked: u64) -> Option<Why> {
        self.unpacked += unpacked;
        if self.unpacked > MOST_UNPACKED {
            Some(Why::TooLarge { limit: MOST_UNPACKED })
        } else if self.unpacked > MOST_TIMES_FROM && self.unpacked / MOST_TIMES > packed {
            Some(Why::TooDense { times: MOST_TIMES })
        } else {
            None
        }
    }
}
