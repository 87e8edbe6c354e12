//! Session: what the rows of one session add up to.

use super::list::{Chain, List, Of};
use crate::forecast::session_fit::Line;
use crate::logs::ledger::SEARCH;
use crate::logs::tables::packed::Unpacked;

/// A row with its terms, its tokens by class, and USD at list price with searches.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub found: Unpacked,
    pub of: Of,
    pub tokens: [f64; 5],
    /// Nothing where its model has no price.
    pub usd: Option<f64>,
    pub unlogged: f64,
}

impl Part {
    pub fn new(list: &List, found: Unpacked) -> Part {
        let of = list.of(&found);
        let tokens = list.tokens(&found);
        let usd = list.usd(&found, &of, &tokens).map(|usd| usd + found.row.searches as f64 * SEARCH);
        let unlogged = list.unlogged(&found, &of);
        Part { found, of, tokens, usd, unlogged }
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

impl Conversation {
    /// Of the rows of it that count.
    pub fn of(rows: &[&Part]) -> Option<Conversation> {
        let sum = |of: fn(&Part) -> u64| rows.iter().map(|part| of(part)).sum::<u64>() as f64;
        let calls = sum(|part| part.found.row.calls);
        let begins = rows.iter().find(|part| part.found.row.conversations > 0);
        let of = begins.or(rows.first())?.of;
        let prompt: f64 = rows.iter().map(|part| part.tokens[..4].iter().sum::<f64>()).sum();
        let read: f64 = rows.iter().map(|part| part.tokens[3]).sum();
        let (segments, first_calls) =
            (sum(|part| part.found.row.segments), sum(|part| part.found.row.first_calls));
        // Without its parts it is one stretch.
        let is_one = segments <= 1.0 || first_calls == 0.0 || first_calls >= calls;
        let triangle = calls * (calls + 1.0) / 2.0;
        let [head, head_prompt, head_steps] = match is_one {
            true => [calls, prompt, triangle],
            false => {
                let (prompt, steps) =
                    (sum(|part| part.found.row.first_prompt), sum(|part| part.found.row.first_steps));
                [first_calls, prompt, steps]
            }
        };
        let [tail, tail_prompt, tail_steps] = match is_one {
            true => [0.0; 3],
            false => [calls - head, prompt - head_prompt, sum(|part| part.found.row.later_steps)],
        };
        let (sxx, sxy) = (
            sum(|part| part.found.row.sxx12),
            rows.iter().map(|part| part.found.row.sxy2).sum::<i64>() as f64,
        );
        let slope = if sxx > 0.0 { (6.0 * sxy / sxx).max(0.0) } else { 0.0 };
        let growth = slope.min(if head_steps > 0.0 { head_prompt / head_steps } else { 0.0 });
        let rest =
            |prompt: f64, steps: f64, calls: f64| ((prompt - growth * steps) / calls.max(1.0)).max(0.0);
        let floor = rest(head_prompt, head_steps, head);
        let base = if tail > 0.0 { rest(tail_prompt, tail_steps, tail) } else { floor };
        let cuts = if is_one { 0.0 } else { segments - 1.0 };
        // As `Line::carried` has it: a segment's later requests carry the one before, its first the floor.
        let carried = floor * (head - 1.0)
            + growth * (head_steps - head)
            + floor * cuts
            + base * (tail - cuts)
            + growth * (tail_steps - tail);
        let first = sum(|part| part.found.row.first_context);
        let first_read = sum(|part| part.found.row.first_read);
        let later = (read - first_read).max(0.0);
        Some(Conversation {
            calls,
            cuts,
            line: Line { floor, growth, base },
            carried: carried.max(0.0),
            read: if carried > 0.0 { later.min(carried) } else { 0.0 },
            first: if begins.is_some() { first } else { floor + growth },
            first_read,
            peak: rows.iter().map(|part| part.found.row.peak).max().unwrap_or(0) as f64,
            of,
        })
    }
}
