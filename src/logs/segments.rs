//! Segments: the stretches of a conversation between two compactions.

use super::{Call, Logs, Moment};

/// Moments of the compactions that the log marks in the conversation of a call. Only main
/// conversations have marks.
pub fn marks(logs: &Logs, of: &Call) -> Vec<Moment> {
    let mine = |session: u32| session == of.session && of.chain == 0;
    let from = logs.compactions.partition_point(|marked| marked.session < of.session);
    logs.compactions[from..].iter().take_while(|m| mine(m.session)).map(|m| m.at).collect()
}

/// Calls in each stretch: one ends where the context more than halves, or where the log marks a
/// compaction.
pub fn lengths(calls: &[Call], marks: &[Moment]) -> Vec<usize> {
    let mut lengths = vec![0];
    let mut before: Option<&Call> = None;
    for call in calls {
        let marked = |last: &Call| marks.iter().any(|at| last.answered <= *at && *at <= call.answered);
        let ends = before.is_some_and(|last| last.context() > 2 * call.context() || marked(last));
        match lengths.last_mut() {
            Some(length) if !ends => *length += 1,
            _ => lengths.push(1),
        }
        before = Some(call);
    }
    lengths
}
