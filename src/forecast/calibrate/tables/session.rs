//! Session: what the rows of one session add up to.

use super::list::{Chain, List, Of};
use crate::forecast::session_fit::Line;
use crate::logs::ledger::SEARCH;
use crate::logs::tables::packed::Unpacked;

/// A row with its terms, its tokens by class, and USD at list price with searches.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub found: Unpacked,
    /// Its place among the list's, and what stands there.
    pub kind: u32,
    pub of: Of,
    pub tokens: [f64; 5],
    /// Nothing where its model has no price.
    pub usd: Option<f64>,
    pub unlogged: f64,
}

impl Part {
    pub fn new(list: &List, found: Unpacked) -> Part {
        let kind = list.kind(&found);
        let of = list.of(kind);
        let tokens = list.tokens(&found);
        let usd = list.usd(&found, &tokens).map(|usd| usd + found.row.searches as f64 * SEARCH);
        let unlogged = list.unlogged(&found, &of);
        Part { found, kind, of, tokens, usd, unlogged }
    }

    pub fn is_main(&self) -> bool {
        self.of.chain == Chain::Main && self.found.row.calls > 0 && !self.of.batch
    }

    pub fn is_agent(&self) -> bool {
        self.of.chain == Chain::Agent && self.found.row.calls > 0 && !self.of.batch
    }

    /// USD of all of it.
    pub fn total(&self) -> f64 {
        self.usd.unwrap_or(0.0) + self.unlogged
    }
}

/// The main conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Conversation {
    pub calls: f64,
    /// Compactions.
    pub cuts: f64,
    pub line: Line,
    /// What the requests after the first carried, and what was read of it.
    pub carried: f64,
    pub read: f64,
    /// Context of the first request, and what of it was read.
    pub first: f64,
    pub first_read: f64,
    pub peak: f64,
    /// The terms of its first request.
    pub of: Of,
}

/// What the rows of a conversation add up to.
#[derive(Clone, Copy, Debug, Default)]
struct Totals {
    calls: u64,
    prompt: f64,
    read: f64,
    segments: u64,
    first_calls: u64,
    first_prompt: u64,
    first_steps: u64,
    later_steps: u64,
    sxx12: u64,
    sxy2: i64,
    first_context: u64,
    first_read: u64,
    peak: u64,
}

impl Totals {
    fn add(&mut self, part: &Part) {
        let row = &part.found.row;
        self.calls += row.calls;
        self.prompt += part.tokens[..4].iter().sum::<f64>();
        self.read += part.tokens[3];
        self.segments += row.segments;
        self.first_calls += row.first_calls;
        self.first_prompt += row.first_prompt;
        self.first_steps += row.first_steps;
        self.later_steps += row.later_steps;
        self.sxx12 += row.sxx12;
        self.sxy2 += row.sxy2;
        self.first_context += row.first_context;
        self.first_read += row.first_read;
        self.peak = self.peak.max(row.peak);
    }
}

impl Conversation {
    /// Of the rows of it that count.
    pub fn of<'p>(rows: impl Iterator<Item = &'p Part>) -> Option<Conversation> {
        let (mut all, mut first, mut begins) = (Totals::default(), None, None);
        for part in rows {
            all.add(part);
            first = first.or(Some(part.of));
            begins = begins.or((part.found.row.conversations > 0).then_some(part.of));
        }
        let of = begins.or(first)?;
        let calls = all.calls as f64;
        // Without its parts it is one stretch.
        let is_one = all.segments <= 1 || all.first_calls == 0 || all.first_calls >= all.calls;
        let triangle = calls * (calls + 1.0) / 2.0;
        let [head, head_prompt, head_steps] = match is_one {
            true => [calls, all.prompt, triangle],
            false => [all.first_calls, all.first_prompt, all.first_steps].map(|sum| sum as f64),
        };
        let [tail, tail_prompt, tail_steps] = match is_one {
            true => [0.0; 3],
            false => [calls - head, all.prompt - head_prompt, all.later_steps as f64],
        };
        let slope = if all.sxx12 > 0 { (6.0 * all.sxy2 as f64 / all.sxx12 as f64).max(0.0) } else { 0.0 };
        let growth = slope.min(if head_steps > 0.0 { head_prompt / head_steps } else { 0.0 });
        let rest =
            |prompt: f64, steps: f64, calls: f64| ((prompt - growth * steps) / calls.max(1.0)).max(0.0);
        let floor = rest(head_prompt, head_steps, head);
        let base = if tail > 0.0 { rest(tail_prompt, tail_steps, tail) } else { floor };
        let cuts = if is_one { 0.0 } else { all.segments as f64 - 1.0 };
        // As `Line::carried` has it: a segment's later requests carry the one before, its first the floor.
        let carried = floor * (head - 1.0)
            + growth * (head_steps - head)
            + floor * cuts
            + base * (tail - cuts)
            + growth * (tail_steps - tail);
        let first_read = all.first_read as f64;
        let later = (all.read - first_read).max(0.0);
        Some(Conversation {
            calls,
            cuts,
            line: Line { floor, growth, base },
            carried: carried.max(0.0),
            read: if carried > 0.0 { later.min(carried) } else { 0.0 },
            first: if begins.is_some() { all.first_context as f64 } else { floor + growth },
            first_read,
            peak: all.peak as f64,
            of,
        })
    }
}
