//! The real calls with compaction before their context would exceed a threshold.

use std::ops::Range;

use super::{After, Sent, sizes};
use crate::logs::Call;
use crate::logs::spend::{Books, FIVE_MINUTES, Filter, Kind, ONE_HOUR};

/// Where a chain stands.
struct Walk {
    limit: f64,
    /// Tokens that a call adds on average, where the real growth is hidden by a compaction.
    growth: f64,
    /// Tokens by which the context differs from the real one.
    offset: f64,
    /// The context before.
    last: f64,
}

/// How a call comes to its context.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// As in reality.
    Real,
    /// Grown from one that differs from the real one.
    Grown,
    /// Grown where the real one was compacted, which is not due here.
    Uncompacted,
    Compacted,
}

impl Books<'_> {
    /// As long as nothing is due, the calls are the real ones, their compactions too. From the
    /// first compaction that the threshold brings, each call adds what it really added, and
    /// only the threshold compacts; where the real context fell for no known reason, it falls.
    ///
    /// A chain in which a compaction leaves no room under the threshold stays as it was: it would
    /// be compacted again and again.
    pub(super) fn compacted_at(&self, chain: Range<usize>, limit: f64, after: &After, sent: &mut Vec<Sent>) {
        let limit = if self.has_room(chain.clone(), limit, after) { limit } else { f64::INFINITY };
        let mut walk = Walk { limit, growth: self.growth(chain.clone()), offset: 0.0, last: 0.0 };
        for at in chain {
            sent.push(self.next(&mut walk, at, after));
        }
    }

    /// Whether what a compaction leaves, and one call more, are within the threshold.
    fn has_room(&self, chain: Range<usize>, limit: f64, after: &After) -> bool {
        let is_logged = self.logs.calls.get(chain.start).is_some_and(Call::is_logged);
        is_logged && self.step(chain.start).floor as f64 + after.above_floor + self.growth(chain) <= limit
    }

    /// Whether a threshold compacts some chain of the calls that pass: one that grows above it,
    /// and in which a compaction leaves less.
    pub fn is_possible(&self, filter: &Filter, limit: f64) -> bool {
        let after = self.after();
        let above = |at: usize| self.logs.calls[at].context() as f64 > limit && self.passes(filter, at);
        self.chains().any(|chain| chain.clone().any(above) && self.has_room(chain, limit, &after))
    }

    fn next(&self, walk: &mut Walk, at: usize, after: &After) -> Sent {
        let was = self.as_it_was(at);
        let (step, real) = (self.step(at), sizes::context(&was.tokens));
        let floor = step.floor as f64;
        let base = floor + after.above_floor;
        let (mut way, mut context) = match step.kind {
            _ if walk.offset == 0.0 => (Way::Real, real),
            Kind::First | Kind::Fell => (Way::Real, real),
            Kind::Compacted(_) => (Way::Uncompacted, walk.last + walk.growth),
            Kind::GoesOn | Kind::Switched => (Way::Grown, (real + walk.offset).max(floor.min(real))),
        };
        let goes_on = matches!(step.kind, Kind::GoesOn | Kind::Switched);
        let replaced = way == Way::Real && !goes_on;
        if !replaced && context > walk.limit && base < walk.last {
            (way, context) = (Way::Compacted, base);
        }
        let sent = self.sized(walk, at, way, context, after);
        walk.offset = context - real;
        walk.last = context;
        sent
    }

    fn sized(&self, walk: &Walk, at: usize, way: Way, context: f64, after: &After) -> Sent {
        let (was, step) = (self.as_it_was(at), self.step(at));
        let really_read = sizes::read(&was.tokens);
        let lifetime = if step.hour { ONE_HOUR } else { FIVE_MINUTES };
        let read = match way {
            Way::Real => return was,
            Way::Compacted => context * after.warm,
            Way::Uncompacted if step.pause < lifetime => walk.last,
            Way::Uncompacted => really_read,
            Way::Grown if step.lost || step.kind == Kind::Switched => really_read,
            Way::Grown => really_read + walk.offset,
        };
        Sent {
            tokens: sizes::resized(was.tokens, context, read, step.hour),
            lost: was.lost && way == Way::Grown,
            summarised: (way == Way::Compacted).then_some(walk.last),
        }
    }
}
