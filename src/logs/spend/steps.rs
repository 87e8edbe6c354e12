//! What each call is to the one before it in its chain: a growing context, a compaction, a
//! change of the model; and whether its prefix was still cached.

use crate::logs::sorted;
use crate::logs::{Call, Compacted, Logs, Moment};

/// The two lifetimes of a cached prefix, which count from the start of a request (Claude docs,
/// prompt caching).
pub const FIVE_MINUTES: Moment = 5 * 60_000;
pub const ONE_HOUR: Moment = 60 * 60_000;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Step {
    pub kind: Kind,
    /// The place of the chain's call before it; of its first, its own.
    pub before: u32,
    /// Milliseconds from the start of that request to the start of this one.
    pub pause: Moment,
    /// Whether it read less than half of the context before it, although nothing replaced it.
    pub lost: bool,
    /// Whether the prefix before it was written for an hour.
    pub hour: bool,
    /// Tokens with which the chain begins.
    pub floor: u32,
    /// Tokens that the chain's first call found in the cache: what others keep warm.
    pub warm: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The first of its chain.
    #[default]
    First,
    /// It sends the context before it, and more.
    GoesOn,
    /// A compaction replaced the context: its place in [`Logs::compactions`].
    Compacted(u32),
    /// Less than half of the context is left, and the log does not say why: the user went
    /// back in the conversation, or an old log marks no compactions.
    Fell,
    /// Another model, which has a cache of its own.
    Switched,
}

/// Every call's step, by its place in the logs.
pub(super) fn steps(logs: &Logs) -> Vec<Step> {
    let usual = usual_floors(logs);
    let mut steps: Vec<Step> = Vec::with_capacity(logs.calls.len());
    for (at, call) in logs.calls.iter().enumerate() {
        let before = at.checked_sub(1).filter(|before| same_chain(&logs.calls[*before], call));
        let step = match before {
            // Each for itself: they have neither a context nor an order.
            _ if !call.is_logged() => Step { before: place(at), ..Step::default() },
            Some(before) => next(logs, steps[before], before, call),
            None => first(logs, at, call, &usual),
        };
        steps.push(step);
    }
    steps
}

/// Logs have at most 2^32 of anything.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn same_chain(a: &Call, b: &Call) -> bool {
    (a.session, a.chain) == (b.session, b.chain)
}

/// A main conversation may begin with what is no floor: another one's history, or a long
/// first message. Where its project's conversations usually begin with less, that counts.
fn first(logs: &Logs, at: usize, call: &Call, usual: &[u64]) -> Step {
    let project = logs.sessions.get(call.session as usize).map(|session| session.project as usize);
    let usual = project.and_then(|project| usual.get(project)).copied().unwrap_or(u64::MAX);
    let floor = if call.chain == 0 { call.context().min(usual) } else { call.context() };
    let floor = u32::try_from(floor).unwrap_or(u32::MAX);
    Step { before: place(at), floor, warm: call.read, hour: is_hour(call, false), ..Step::default() }
}

fn next(logs: &Logs, last: Step, at: usize, call: &Call) -> Step {
    let before = &logs.calls[at];
    let kind = match marked(logs, before, call) {
        Some(mark) => Kind::Compacted(place(mark)),
        None if call.context() * 2 < before.context() => Kind::Fell,
        None if call.model != before.model => Kind::Switched,
        None => Kind::GoesOn,
    };
    let read = u64::from(call.read);
    Step {
        kind,
        before: place(at),
        pause: call.asked.saturating_sub(before.asked).max(0),
        lost: kind == Kind::GoesOn && read * 2 < before.context(),
        hour: is_hour(before, last.hour),
        ..last
    }
}

/// Whether the prefix is an hour's after this call: by what it wrote, or as it was.
fn is_hour(call: &Call, was: bool) -> bool {
    match (call.write_5m, call.write_1h) {
        (0, 0) => was,
        (short, long) => long > short,
    }
}

/// The compaction of the main conversation between two of its calls.
fn marked(logs: &Logs, before: &Call, call: &Call) -> Option<usize> {
    if call.chain != 0 {
        return None;
    }
    let key = |c: &Compacted| (c.session, c.at);
    let at = logs.compactions.partition_point(|c| key(c) <= (call.session, before.asked));
    let mark = logs.compactions.get(at)?;
    (key(mark) <= (call.session, call.asked)).then_some(at)
}

/// By project: the median of the contexts with which its conversations begin that go on with
/// no other; where there is none, that of all projects.
fn usual_floors(logs: &Logs) -> Vec<u64> {
    let mut contexts = vec![Vec::new(); logs.projects.len()];
    let mut all = Vec::new();
    let mut last = None;
    for call in logs.calls.iter().filter(|call| call.chain == 0) {
        let begins = last != Some(call.session);
        last = Some(call.session);
        let Some(session) = logs.sessions.get(call.session as usize).filter(|s| begins && !s.resumed) else {
            continue;
        };
        all.push(call.context());
        if let Some(of_project) = contexts.get_mut(session.project as usize) {
            of_project.push(call.context());
        }
    }
    let usual = median(all);
    contexts.into_iter().map(|contexts| if contexts.is_empty() { usual } else { median(contexts) }).collect()
}

/// Of no contexts, more than any.
fn median(mut contexts: Vec<u64>) -> u64 {
    sorted::by_key(&mut contexts, |context| *context);
    contexts.get(contexts.len() / 2).copied().unwrap_or(u64::MAX)
}
