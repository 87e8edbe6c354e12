//! What part of everything was the floor, sub-agents and 1-hour writes, and what the missing
//! output counts come to.

use super::{Books, Filter};
use crate::model::bill::{self, Bill};
use crate::model::usage::{Source, Usage};
use crate::prices::Class;

/// A part of the total.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    pub usd: f64,
    /// 0..1; 0 of nothing.
    pub of: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// What sending the start of every context cost again and again: of each call's prompt the
    /// tokens up to its chain's first context, at that prompt's mean price.
    pub floor: Share,
    pub agents: Share,
    /// Calls of sub-agents.
    pub agent_calls: usize,
    /// Of all tokens that were written to the cache, those for an hour, 0..1.
    pub hour_writes: f64,
}

/// What the logs have not got in the end: output counts, and summaries of compactions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Correction {
    /// Calls of which no line has the final count.
    pub calls: usize,
    /// Output tokens by which the visible text of them exceeds what was recorded.
    pub tokens: u64,
    /// Summaries that stand in no line and in no total of the client.
    pub summaries: usize,
    /// USD of those tokens, and of the summaries.
    pub usd: f64,
}

impl Books<'_> {
    pub fn shares(&self, filter: &Filter) -> Shares {
        let (mut all, mut floor) = (Usage::default(), Usage::default());
        let mut shares = Shares::default();
        let (mut short, mut long) = (0.0, 0.0);
        for at in self.calls(filter) {
            let call = &self.logs.calls[at];
            if !call.is_guess {
                short += f64::from(call.write_5m);
                long += f64::from(call.write_1h);
            }
            shares.agent_calls += usize::from(call.chain != 0 && call.is_logged() && !call.sums_up);
            self.add_real(&mut all, at, filter.item());
            self.add_floor(&mut floor, at, filter);
        }
        let bill = Bill::new(&self.account.ledger.prices, &all);
        let share = |usd: f64| Share { usd, of: if bill.total > 0.0 { usd / bill.total } else { 0.0 } };
        shares.floor = share(self.usd(&floor));
        shares.agents = share(bill.of_source(Source::Agents));
        shares.hour_writes = if long > 0.0 { long / (short + long) } else { 0.0 };
        shares
    }

    fn add_floor(&self, usage: &mut Usage, at: usize, filter: &Filter) {
        let Some((call, place, band)) = self.priced(at) else { return };
        let context = call.context();
        let share = u64::from(self.step(at).floor).min(context) as f64 / context.max(1) as f64;
        let counts = usage.of(Source::Main, place);
        for (class, tokens) in Class::ALL.into_iter().zip(self.tokens(call)) {
            let chosen = filter.item().is_none_or(|item| item == super::Item::Tokens(class));
            if class != Class::Output && chosen {
                counts.add(band, class, tokens * share);
            }
        }
    }

    /// What the correction of missing output counts adds, whether it is applied or not.
    pub fn correction(&self) -> Correction {
        let mut found = Correction::default();
        let mut usage = Usage::default();
        for (at, call) in self.logs.calls.iter().enumerate().filter(|(_, call)| !call.is_final) {
            found.calls += 1;
            let more = call.estimated.saturating_sub(call.output);
            found.tokens += u64::from(more);
            if let Some((_, place, band)) = self.priced(at) {
                usage.of(Source::Main, place).add(band, Class::Output, f64::from(more));
            }
        }
        for (at, call) in self.logs.calls.iter().enumerate().filter(|(_, call)| call.is_guess) {
            found.summaries += 1;
            if let Some((_, place, band)) = self.priced(at) {
                let counts = usage.of(Source::Compaction, place);
                for (class, tokens) in Class::ALL.into_iter().zip(call.estimated_tokens()) {
                    counts.add(band, class, f64::from(tokens));
                }
            }
        }
        found.usd = bill::total(&self.account.ledger.prices, &usage);
        found
    }
}
