//! Replay: what the real calls had cost with other habits, call by call with their own sizes
//! and times.
//!
//! What a call added to its context, what it answered and when it came stay as they were.
//! What changes is which prefixes were still cached, when the history was compacted, and for
//! which lifetime prefixes were written. Without a change the real cost comes out exactly.

use std::ops::Range;

use crate::logs::ledger::tier;
use crate::logs::spend::{Books, FIVE_MINUTES, Filter, Kind, ONE_HOUR};
use crate::model::usage::Usage;
use crate::scenario::Lifetime;

mod after;
mod compactions;
mod pauses;
mod several;
mod sizes;
mod smaller;
mod threshold;

pub use after::{After, SUMMARY};
pub use compactions::Compaction;
pub use pauses::{LENGTHS, Length, Lost, Pauses};
pub use several::Several;

use sizes::{reading, written_for};

/// Another habit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    Nothing,
    /// Every prefix that a pause of five minutes or more lost is still cached.
    NoPauses,
    /// Compaction before a context would exceed so many tokens, where one leaves less than that.
    Threshold(f64),
    /// All cache writes of the main conversation for one lifetime.
    Lifetime(Lifetime),
    /// So many tokens less before the first message of a main conversation.
    Base(f64),
    /// A share less is added by each of its calls.
    Growth(f64),
    /// A share less of what they carry is found in the cache.
    HitRate(f64),
}

/// What a change had come to, for the calls that pass a filter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    pub change: Change,
    /// USD of the real calls.
    pub before: f64,
    /// USD of the same calls with the change, and of the summaries that it asks for beyond the
    /// real ones, which are in no log.
    pub after: f64,
    /// Prefixes written again after a pause: really, and with the change.
    pub lost: [usize; 2],
    /// Compactions: really, and with the change.
    pub compactions: [usize; 2],
}

/// The calls of a chain.
struct Chain<'a> {
    places: Range<usize>,
    /// As they were sent, in their order.
    was: &'a [Sent],
    /// Tokens that one adds to the context, on average.
    growth: f64,
    /// Tokens of the largest context.
    largest: f64,
}

impl Chain<'_> {
    /// Where they are in the logs, and as they were.
    fn calls(&self) -> impl Iterator<Item = (usize, Sent)> {
        self.places.clone().zip(self.was.iter().copied())
    }
}

/// A call as a replay sends it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sent {
    tokens: [f64; 5],
    /// Whether its prefix was cached no longer.
    lost: bool,
    /// The context that was summarised before it.
    summarised: Option<f64>,
}

impl Books<'_> {
    /// Replays every chain whole, and counts the calls that pass the filter.
    pub fn replay(&self, filter: &Filter, change: Change) -> Outcome {
        let after = self.after();
        let mut outcome = Outcome { change, before: 0.0, after: 0.0, lost: [0; 2], compactions: [0; 2] };
        let mut usages: [Usage; 4] = Default::default();
        let (mut was, mut sent) = (Vec::new(), Vec::new());
        for places in self.chains() {
            let chain = self.chain(places, &mut was);
            sent.clear();
            self.send(&chain, change, &after, &mut sent);
            for ((at, was), is) in chain.calls().zip(&sent).filter(|((at, _), _)| self.passes(filter, *at)) {
                let [real, new, summaries, new_summaries] = &mut usages;
                self.add_sent(real, summaries, at, was, filter);
                self.add_sent(new, new_summaries, at, *is, filter);
                let count = |of: fn(&Sent) -> bool| [usize::from(of(&was)), usize::from(of(is))];
                add(&mut outcome.lost, count(|sent| sent.lost));
                add(&mut outcome.compactions, count(|sent| sent.summarised.is_some()));
            }
        }
        let [real, new, summaries, new_summaries] = usages.map(|usage| self.usd(&usage));
        outcome.before = real;
        outcome.after = new + (new_summaries - summaries);
        outcome
    }

    /// The calls of a chain as they had been sent: a chain at a time, of which there may be many.
    fn send(&self, chain: &Chain, change: Change, after: &After, sent: &mut Vec<Sent>) {
        match change {
            Change::Nothing => sent.extend(chain.was),
            Change::NoPauses => sent.extend(chain.calls().map(|(at, was)| self.without_pause(at, was))),
            Change::Lifetime(lifetime) => {
                let hour = lifetime == Lifetime::OneHour;
                sent.extend(chain.calls().map(|(at, was)| self.written_for(at, was, hour)));
            }
            Change::Threshold(limit) => self.compacted_at(chain, limit, after, sent),
            Change::Base(_) | Change::Growth(_) | Change::HitRate(_) => self.smaller(chain, change, sent),
        }
    }

    fn as_it_was(&self, at: usize) -> Sent {
        let step = self.step(at);
        let compacted = matches!(step.kind, Kind::Compacted(_));
        Sent {
            tokens: self.real(at),
            lost: step.lost && step.pause >= FIVE_MINUTES,
            summarised: compacted.then(|| self.context_before(at)),
        }
    }

    fn without_pause(&self, at: usize, was: Sent) -> Sent {
        if was.lost { self.kept(at, was) } else { was }
    }

    fn kept(&self, at: usize, was: Sent) -> Sent {
        let tokens = reading(was.tokens, self.context_before(at), self.step(at).hour);
        Sent { tokens, lost: false, ..was }
    }

    /// A prefix of an hour keeps a pause that loses one of five minutes. What was really found
    /// or lost within the lifetime that it really had stays so. Sub-agents always write for
    /// five minutes.
    fn written_for(&self, at: usize, was: Sent, hour: bool) -> Sent {
        let step = self.step(at);
        if self.logs.calls.get(at).is_none_or(|call| call.chain != 0) {
            return was;
        }
        let between = (FIVE_MINUTES..ONE_HOUR).contains(&step.pause) && step.kind == Kind::GoesOn;
        let mut sent = match (hour, step.hour, was.lost) {
            (true, false, true) if between => self.kept(at, was),
            (false, true, false) if between => self.lose(at, was),
            _ => was,
        };
        sent.tokens = written_for(sent.tokens, hour);
        sent
    }

    /// What is found in the cache all the same is what the chain's first call found there.
    fn lose(&self, at: usize, was: Sent) -> Sent {
        let found = sizes::read(&was.tokens).min(self.step(at).warm as f64);
        let tokens = sizes::resized(was.tokens, sizes::context(&was.tokens), found, true);
        Sent { tokens, lost: true, ..was }
    }

    fn add_sent(&self, usage: &mut Usage, summaries: &mut Usage, at: usize, sent: Sent, filter: &Filter) {
        let Some((call, place, _)) = self.priced(at) else { return };
        let price = &self.account.ledger.prices.0[place];
        let item = filter.item();
        self.add(usage, at, tier(price, call.fast, sizes::context(&sent.tokens)), sent.tokens, item);
        self.add_searches(usage, at, item);
        if let Some(context) = sent.summarised {
            let tokens = sizes::summary(context, SUMMARY);
            self.add(summaries, at, tier(price, call.fast, context), tokens, item);
        }
    }

    /// Tokens of a call as they were.
    fn real(&self, at: usize) -> [f64; 5] {
        self.logs.calls.get(at).map(|call| self.tokens(call)).unwrap_or_default()
    }

    /// The context of the call before it in its chain, tokens.
    fn context_before(&self, at: usize) -> f64 {
        self.logs.calls.get(self.step(at).before as usize).map_or(0.0, |call| call.context() as f64)
    }

    /// A chain with its calls as they were, of which the list takes the place of the last chain's.
    fn chain<'s>(&self, places: Range<usize>, was: &'s mut Vec<Sent>) -> Chain<'s> {
        was.clear();
        was.extend(places.clone().map(|at| self.as_it_was(at)));
        let largest = was.iter().map(|was| sizes::context(&was.tokens)).fold(0.0, f64::max);
        Chain { growth: self.growth(places.clone()), places, was, largest }
    }

    /// The places of each chain's calls.
    fn chains(&self) -> impl Iterator<Item = Range<usize>> {
        let begins = |at: &usize| self.step(*at).kind == Kind::First;
        let count = self.logs.calls.len();
        let starts: Vec<usize> = (0..count).filter(begins).collect();
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([count]).collect();
        starts.into_iter().zip(ends).map(|(start, end)| start..end)
    }

    /// Tokens that a call of the chain adds to its context, on average.
    fn growth(&self, chain: Range<usize>) -> f64 {
        let grown = chain.filter(|at| self.step(*at).kind == Kind::GoesOn).map(|at| {
            let context = self.logs.calls[at].context() as f64;
            (context - self.context_before(at)).max(0.0)
        });
        let (sum, count) = grown.fold((0.0, 0.0), |(sum, count), tokens| (sum + tokens, count + 1.0));
        if count > 0.0 { sum / count } else { 0.0 }
    }
}

fn add(sums: &mut [usize; 2], more: [usize; 2]) {
    sums[0] += more[0];
    sums[1] += more[1];
}
