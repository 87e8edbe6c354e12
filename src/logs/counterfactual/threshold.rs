//! The real calls with compaction before their context would exceed a threshold.

use std::ops::Range;

use super::{After, Chain, Sent, sizes};
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
    pub(super) fn compacted_at(&self, chain: &Chain, limit: f64, after: &After, sent: &mut Vec<Sent>) {
        let Some(above) = self.compacted_from(chain, limit, after) else { return sent.extend(chain.was) };
        let (before, from) = chain.was.split_at(above);
        sent.extend(before);
        let last = before.last().map_or(0.0, |was| sizes::context(&was.tokens));
        let mut walk = Walk { limit, growth: chain.growth, offset: 0.0, last };
        for (at, was) in (chain.places.start + above..).zip(from) {
            sent.push(self.next(&mut walk, at, *was, after));
        }
    }

    /// The place in a chain of the first call above the threshold, where there is room under it.
    pub(super) fn compacted_from(&self, chain: &Chain, limit: f64, after: &After) -> Option<usize> {
        let is_possible = chain.largest > limit && self.has_room(&chain.places, chain.growth, limit, after);
        let is_above = |was: &Sent| sizes::context(&was.tokens) > limit;
        is_possible.then(|| chain.was.iter().position(is_above))?
    }

    /// Whether what a compaction leaves, and one call more, are within the threshold.
    fn has_room(&self, chain: &Range<usize>, growth: f64, limit: f64, after: &After) -> bool {
        let is_logged = self.logs.calls.get(chain.start).is_some_and(Call::is_logged);
        is_logged && self.step(chain.start).floor as f64 + after.above_floor + growth <= limit
    }

    /// Whether a threshold compacts some chain of the calls that pass: one that grows above it,
    /// and in which a compaction leaves less.
    pub fn is_possible(&self, filter: &Filter, limit: f64) -> bool {
        let after = self.after();
        let above = |at: usize| self.logs.calls[at].context() as f64 > limit && self.passes(filter, at);
        let has_room = |chain: &Range<usize>| self.has_room(chain, self.growth(chain.clone()), limit, &after);
        self.chains().any(|chain| chain.clone().any(above) && has_room(&chain))
    }

    fn next(&self, walk: &mut Walk, at: usize, was: Sent, after: &After) -> Sent {
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
        let sent = self.sized(walk, (at, was), (way, context), after);
        walk.offset = context - real;
        walk.last = context;
        sent
    }

    fn sized(
        &self,
        walk: &Walk,
        (at, was): (usize, Sent),
        (way, context): (Way, f64),
        after: &After,
    ) -> Sent {
        let step = self.step(at);
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
