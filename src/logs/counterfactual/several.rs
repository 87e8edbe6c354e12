//! Several: many changes of all calls at once. Each chain is read once, and sent again only by the changes that
//! reach it.

use super::{After, Chain, Change, SUMMARY, Sent, sizes};
use crate::logs::ledger::{self, tier};
use crate::logs::spend::Books;
use crate::model::usage::{Source, Tokens, Usage};
use crate::prices::Class;

/// USD of all calls, as [`Books::replay`] has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Several {
    /// As they were.
    pub before: f64,
    /// With each change, in their order.
    pub after: Vec<f64>,
}

impl Books<'_> {
    /// What each of these had come to for all calls.
    pub fn replay_several(&self, changes: &[Change]) -> Several {
        let after = self.after();
        let mut real = Adding::default();
        // What each change adds to the real calls.
        let mut more = vec![Adding::default(); changes.len()];
        let (mut was, mut sent) = (Vec::new(), Vec::new());
        for places in self.chains() {
            let chain = self.chain(places, &mut was);
            for (at, was) in chain.calls() {
                real.add(self, at, &Sent { summarised: None, ..was }, 1.0);
                self.add_searches(&mut real.usage, at, None);
            }
            for (change, more) in changes.iter().zip(&mut more) {
                let Some(from) = self.changes_from(&chain, *change, &after) else { continue };
                sent.clear();
                self.send(&chain, *change, &after, &mut sent);
                for ((at, was), is) in chain.calls().zip(&sent).skip(from) {
                    more.add(self, at, &was, -1.0);
                    more.add(self, at, is, 1.0);
                }
            }
        }
        let before = self.usd(&real.usage);
        Several { before, after: more.iter().map(|more| before + self.usd(&more.usage)).collect() }
    }

    /// The first call of a chain that may be another with a change.
    fn changes_from(&self, chain: &Chain, change: Change, after: &After) -> Option<usize> {
        match change {
            Change::Nothing => None,
            Change::Threshold(limit) => self.compacted_from(chain, limit, after),
            Change::Base(_) | Change::Growth(_) | Change::HitRate(_) => self.is_main(chain).then_some(0),
            Change::NoPauses | Change::Lifetime(_) => Some(0),
        }
    }
}

/// A usage to which neighbours are added, which are alike as a rule.
#[derive(Clone, Debug, Default)]
struct Adding {
    usage: Usage,
    latest: usize,
}

impl Adding {
    /// Adds a call with its summary so many times.
    fn add(&mut self, books: &Books, at: usize, sent: &Sent, times: f64) {
        let Some((call, place, _)) = books.priced(at) else { return };
        let price = &books.account.ledger.prices.0[place];
        let counts = self.of(ledger::source(call), place);
        let mut add = |context: f64, tokens: [f64; 5]| {
            let tier = tier(price, call.fast, context);
            for (class, tokens) in Class::ALL.into_iter().zip(tokens) {
                counts.add(tier, class, tokens * times);
            }
        };
        add(sizes::context(&sent.tokens), sent.tokens);
        if let Some(context) = sent.summarised {
            add(context, sizes::summary(context, SUMMARY));
        }
    }

    fn of(&mut self, source: Source, place: usize) -> &mut Tokens {
        let is_latest = |(s, p, _): &(Source, usize, Tokens)| (*s, *p) == (source, place);
        if !self.usage.tokens.get(self.latest).is_some_and(is_latest) {
            self.usage.of(source, place);
            self.latest = self.usage.tokens.iter().position(is_latest).unwrap_or_default();
        }
        &mut self.usage.tokens[self.latest].2
    }
}
