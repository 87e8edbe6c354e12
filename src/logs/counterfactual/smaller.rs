//! The real calls of main conversations with a smaller base context, slower growth, or fewer
//! prefixes found in the cache.

use super::{Chain, Change, Sent, sizes};
use crate::logs::spend::{Books, Kind};

impl Books<'_> {
    /// Compactions stay where they were: what made somebody compact is in no log.
    pub(super) fn smaller(&self, chain: &Chain, change: Change, sent: &mut Vec<Sent>) {
        if !self.is_main(chain) {
            return sent.extend(chain.was);
        }
        // Where the segment starts, and by how much the context before is smaller.
        let (mut base, mut less) = (0.0, 0.0);
        for (at, was) in chain.calls() {
            let (step, context) = (self.step(at), sizes::context(&was.tokens));
            let goes_on = matches!(step.kind, Kind::GoesOn | Kind::Switched);
            if !goes_on {
                base = (context - chain.growth).max(0.0);
            }
            let before = std::mem::replace(&mut less, self.less(change, at, context, base));
            // What is carried, and by how much it is smaller.
            let (carried, smaller) = match step.kind {
                Kind::First => (context, less),
                Kind::Compacted(_) => (step.floor as f64, self.less_base(change, at)),
                _ => (self.context_before(at), before),
            };
            let read = sizes::read(&was.tokens);
            let found = match change {
                Change::HitRate(_) if matches!(step.kind, Kind::First | Kind::Switched | Kind::Fell) => read,
                Change::HitRate(points) => read - points * carried,
                // As large a share of it as really was.
                _ if carried > 0.0 => (read * (1.0 - smaller / carried)).min(context - less),
                _ => read,
            };
            sent.push(Sent {
                tokens: sizes::resized(was.tokens, context - less, found, step.hour),
                summarised: was.summarised.map(|summarised| summarised - before),
                ..was
            });
        }
    }

    /// Others have neither a base nor a growth that somebody chose.
    pub(super) fn is_main(&self, chain: &Chain) -> bool {
        self.logs.calls.get(chain.places.start).is_some_and(|call| call.chain == 0)
    }

    fn less_base(&self, change: Change, at: usize) -> f64 {
        match change {
            Change::Base(tokens) => tokens.min(self.step(at).floor as f64),
            _ => 0.0,
        }
    }

    fn less(&self, change: Change, at: usize, context: f64, base: f64) -> f64 {
        match change {
            Change::Base(_) => self.less_base(change, at).min(context),
            Change::Growth(share) => (context - base).max(0.0) * share,
            _ => 0.0,
        }
    }
}
