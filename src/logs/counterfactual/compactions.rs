//! What each compaction saved or cost: the real calls after it, held against the same calls
//! had the history stayed.

use super::{SUMMARY, sizes};
use crate::logs::ledger::tier;
use crate::logs::spend::{Books, FIVE_MINUTES, Filter, Item, Kind, ONE_HOUR};
use crate::logs::{Call, Compacted};
use crate::model::price::Price;
use crate::model::usage::Usage;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compaction {
    /// The place of the first call after it.
    pub call: usize,
    /// Its place in [`crate::logs::Logs::compactions`].
    pub mark: usize,
    /// Context before and after it, tokens.
    pub before: u64,
    pub after: u64,
    /// Calls after it, to the next one or the chain's end, that had fitted the window without it.
    pub calls: usize,
    /// Whether some later call had not.
    pub window: bool,
    /// USD that reading the longer history in each of those calls had cost more.
    pub spared: f64,
    /// USD of the new prefix: of the first call over what it had cost with the old one. Below
    /// zero where even that call was cheaper.
    pub rewritten: f64,
    /// USD of the summary's own request, which is in no line: estimated, or a part of the
    /// client's totals.
    pub summary: f64,
}

impl Compaction {
    /// USD saved by it; below zero it cost.
    pub fn saved(&self) -> f64 {
        self.spared - self.rewritten - self.summary
    }
}

impl Books<'_> {
    /// The compactions before calls that pass the filter.
    pub fn compactions(&self, filter: &Filter) -> Vec<Compaction> {
        let mut found = Vec::new();
        for chain in self.chains() {
            let growth = self.growth(chain.clone());
            let ends = chain.end;
            for at in chain {
                if let Kind::Compacted(mark) = self.step(at).kind
                    && self.passes(filter, at)
                {
                    found.extend(self.compaction(at, mark as usize, growth, ends, filter.item()));
                }
            }
        }
        found
    }

    fn compaction(
        &self,
        at: usize,
        mark: usize,
        growth: f64,
        ends: usize,
        item: Option<Item>,
    ) -> Option<Compaction> {
        let (call, place, _) = self.priced(at)?;
        let (before, after) = (self.context_before(at), call.context());
        let more = before + growth - after as f64;
        let replaced = |at: &usize| matches!(self.step(*at).kind, Kind::Compacted(_) | Kind::Fell);
        let next = (at + 1..ends).find(replaced);
        let window = self.account.ledger.prices.0[place].window;
        let stays = at..next.unwrap_or(ends);
        let fits = stays.clone().take_while(|at| self.logs.calls[*at].context() as f64 + more <= window);
        let calls = fits.count();
        let usd =
            |at: usize| self.usd_without(at, more, at == stays.start, item) - self.usd_of_real(at, item);
        let mut found = Compaction {
            call: at,
            mark,
            before: before as u64,
            after,
            calls,
            window: calls < stays.len(),
            spared: stays.clone().take(calls).skip(1).map(usd).sum(),
            rewritten: 0.0,
            summary: 0.0,
        };
        if calls > 0 {
            found.rewritten = -usd(at);
        }
        let estimate = || self.usd_in_band(at, before, sizes::summary(before, SUMMARY), item);
        found.summary = self.summary(mark, item).unwrap_or_else(estimate);
        Some(found)
    }

    /// USD of what is counted for a compaction's summary: its own guess, or of what the client's
    /// totals have for all of its session an equal part.
    fn summary(&self, mark: usize, item: Option<Item>) -> Option<f64> {
        let marked = self.logs.compactions.get(mark)?;
        let of_session = self.logs.calls.partition_point(|call| call.session < marked.session);
        let mine = self.logs.calls[of_session..].iter().take_while(|call| call.session == marked.session);
        let all: Vec<(usize, &Call)> =
            (of_session..).zip(mine).filter(|(_, call)| call.chain == Call::SUMMARY).collect();
        let own: Vec<&(usize, &Call)> =
            all.iter().filter(|(_, call)| call.is_guess && call.asked == marked.at).collect();
        let usd = |calls: &[&(usize, &Call)]| {
            let mut usage = Usage::default();
            for (at, call) in calls {
                let (_, _, tier) = self.priced(*at)?;
                self.add(&mut usage, *at, tier, call.estimated_tokens().map(f64::from), item);
            }
            Some(self.usd(&usage))
        };
        let same = |other: &&Compacted| other.session == marked.session && !other.has_call;
        match (own.first(), all.first()) {
            (Some(_), _) => usd(&own[..1]),
            (None, Some(_)) if !marked.has_call => Some(
                usd(&all.iter().collect::<Vec<_>>())?
                    / self.logs.compactions.iter().filter(same).count() as f64,
            ),
            _ => None,
        }
    }

    /// USD of a call with so many tokens more before it.
    fn usd_without(&self, at: usize, more: f64, first: bool, item: Option<Item>) -> f64 {
        let (tokens, step) = (self.real(at), self.step(at));
        let context = sizes::context(&tokens) + more;
        let lifetime = if step.hour { ONE_HOUR } else { FIVE_MINUTES };
        let really_read = sizes::read(&tokens);
        let read = match first {
            true if step.pause < lifetime => self.context_before(at),
            false if !step.lost && step.kind == Kind::GoesOn => really_read + more,
            _ => really_read,
        };
        self.usd_in_band(at, context, sizes::resized(tokens, context, read, step.hour), item)
    }

    fn usd_of_real(&self, at: usize, item: Option<Item>) -> f64 {
        let tokens = self.real(at);
        self.usd_in_band(at, sizes::context(&tokens), tokens, item)
    }

    /// USD of tokens at a call's own price, in the tier of a prompt.
    fn usd_in_band(&self, at: usize, prompt: f64, tokens: [f64; 5], item: Option<Item>) -> f64 {
        let Some((call, place, _)) = self.priced(at) else { return 0.0 };
        let price: &Price = &self.account.ledger.prices.0[place];
        let mut usage = Usage::default();
        self.add(&mut usage, at, tier(price, call.fast, prompt), tokens, item);
        self.usd(&usage)
    }
}
