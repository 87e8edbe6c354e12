//! What a compaction leaves, as these logs show it.

use crate::logs::sorted;
use crate::logs::spend::{Books, Kind};

/// Tokens of a summary where no log tells.
pub const SUMMARY: f64 = crate::logs::SUMMARY_TOKENS as f64;
/// What is read again after it, where no log tells: the preset's (MODEL.md section 4).
const REACQUIRE: f64 = 6_000.0;
/// Of the prompt after a compaction, what is found in the cache: half of it in 34,000 public
/// calls (REAL_USAGE.md).
const WARM: f64 = 0.5;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct After {
    /// Tokens of the context after a compaction above its chain's first one: the median.
    pub above_floor: f64,
    /// Of the prompt after a compaction, the share that is found in the cache.
    pub warm: f64,
    /// Compactions that this was measured from; 0 where the preset's sizes stand in.
    pub measured: usize,
}

impl Books<'_> {
    /// Measured from the compactions that the logs mark.
    pub fn after(&self) -> After {
        let compacted = |at: &usize| matches!(self.step(*at).kind, Kind::Compacted(_));
        let calls: Vec<usize> = (0..self.logs.calls.len()).filter(compacted).collect();
        if calls.is_empty() {
            return After { above_floor: SUMMARY + REACQUIRE, warm: WARM, measured: 0 };
        }
        let context = |at: &usize| self.logs.calls[*at].context();
        let above = |at: &usize| context(at).saturating_sub(u64::from(self.step(*at).floor));
        let mut aboves: Vec<u64> = calls.iter().map(above).collect();
        sorted::by_key(&mut aboves, |above| *above);
        let sent: u64 = calls.iter().map(context).sum();
        let read: u64 = calls.iter().map(|at| u64::from(self.logs.calls[*at].read)).sum();
        After {
            above_floor: aboves[aboves.len() / 2] as f64,
            warm: read as f64 / sent.max(1) as f64,
            measured: calls.len(),
        }
    }
}
