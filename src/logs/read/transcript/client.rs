//! The client's own totals of a session: a line of Claude Code 2.1.278 and later, written when it
//! ends. They hold what no other line does: summaries of compactions, the requests behind the
//! tools that search and fetch, titles, side questions (FACTS-2026-11-28, (d)).

use std::collections::BTreeMap;

use super::counts::Counts;
use super::scan::{Scan, Scanned};
use crate::logs::Moment;

/// Tokens by class in the order of [`crate::prices::Class::ALL`], and searches of the web.
pub type Totals = [u64; 6];

/// The totals of a run of the client, by the place of the model's name.
pub type Run = BTreeMap<u32, Totals>;

/// The totals of one line, by the model's name.
pub fn models<'a>(scan: &mut Scan<'a>) -> Scanned<Vec<(&'a [u8], Totals)>> {
    let mut all = Vec::new();
    if !scan.enter()? {
        return Ok(all);
    }
    while let Some(name) = scan.key()? {
        all.push((name, totals(scan)?));
    }
    Ok(all)
}

fn totals(scan: &mut Scan) -> Scanned<Totals> {
    let [mut input, mut writes, mut five, mut hour, mut read, mut output, mut searches] = [0_u64; 7];
    if !scan.enter()? {
        return Ok([0; 6]);
    }
    while let Some(key) = scan.key()? {
        let into = match key {
            b"inputTokens" => &mut input,
            b"outputTokens" => &mut output,
            b"cacheReadInputTokens" => &mut read,
            b"cacheCreationInputTokens" => &mut writes,
            b"cacheCreationEphemeral5mInputTokens" => &mut five,
            b"cacheCreationEphemeral1hInputTokens" => &mut hour,
            b"webSearchRequests" => &mut searches,
            _ => {
                scan.skip()?;
                continue;
            }
        };
        *into = scan.large_count()?;
    }
    // Writes without a split are of 5 minutes, as the client prices them.
    let five = five.max(writes.saturating_sub(hour));
    Ok([input, five, hour, read, output, searches])
}

/// The client's totals so far, where a line of them stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The line's time, or that of the last line before it.
    pub at: Moment,
    pub totals: Run,
}

impl Point {
    /// The same with each model at its place among others.
    pub fn moved(&self, models: &[u32]) -> Point {
        Point { at: self.at, totals: by(&self.totals, models) }
    }
}

/// Totals with each model at another place; where several are at one, they add up.
pub fn by(totals: &Run, places: &[u32]) -> Run {
    let mut moved = Run::new();
    for (model, totals) in totals {
        join(&mut moved, &Run::from([(places[*model as usize], *totals)]));
    }
    moved
}

/// Whether totals go on from those before, and did not begin at 0.
pub fn grew(before: &Run, totals: &Run) -> bool {
    before
        .iter()
        .all(|(model, was)| totals.get(model).is_some_and(|is| was.iter().zip(is).all(|(was, is)| was <= is)))
}

/// Adds others.
pub fn join(run: &mut Run, more: &Run) {
    for (model, totals) in more {
        let into = run.entry(*model).or_default();
        into.iter_mut().zip(totals).for_each(|(sum, count)| *sum = sum.saturating_add(*count));
    }
}

/// What is left of totals without another part of them; never below nothing.
///
/// Writes whose lifetime the totals do not tell stand among those of 5 minutes, while lines may tell
/// that they were of an hour: so writes are taken out of both together (agent SDK 0.3.332, `ModelUsage`:
/// the lifetimes are absent or an undercount, and are inside of the writes).
pub fn without(totals: &Run, part: &Run) -> Run {
    let rest = |(model, totals): (&u32, &Totals)| {
        let part = part.get(model).copied().unwrap_or_default();
        let mut rest = *totals;
        rest.iter_mut().zip(part).for_each(|(count, part)| *count = count.saturating_sub(part));
        let written = |of: &Totals| of[1].saturating_add(of[2]);
        let writes = written(totals).saturating_sub(written(&part));
        rest[2] = rest[2].min(writes);
        rest[1] = writes - rest[2];
        (*model, rest)
    };
    totals.iter().map(rest).filter(|(_, rest)| *rest != [0; 6]).collect()
}

/// Adds a call to what a session's lines come to.
pub fn add(run: &mut Run, model: u32, counts: &Counts) {
    let Counts { input, write_5m, write_1h, read, output, web_searches, .. } = *counts;
    let into = run.entry(model).or_default();
    let counts = [input, write_5m, write_1h, read, output, web_searches];
    into.iter_mut().zip(counts).for_each(|(sum, count)| *sum += u64::from(count));
}
