//! What several parts show of the same sums, each made once for an answer.

use std::cell::OnceCell;

use super::LogsState;
use crate::logs::counterfactual::{Change, Compaction, Outcome, Pauses};
use crate::logs::spend::Total;
use crate::scenario::Lifetime;

/// Nothing yet; filled as parts need it.
#[derive(Clone, Debug, Default)]
pub struct Found {
    total: OnceCell<Total>,
    pauses: OnceCell<Pauses>,
    compactions: OnceCell<Vec<Compaction>>,
    replays: OnceCell<Vec<Outcome>>,
}

/// Thresholds that are tried, tokens: those below the largest context.
const THRESHOLDS: [f64; 7] = [60e3, 80e3, 100e3, 120e3, 160e3, 200e3, 400e3];

impl<'a> LogsState<'a> {
    pub(super) fn total(&self) -> &'a Total {
        self.found.total.get_or_init(|| self.books.total(self.filter))
    }

    /// Whether there are calls, and none of them has a price.
    pub(super) fn has_no_price(&self) -> bool {
        let total = self.total();
        total.calls > 0 && total.unpriced == total.calls
    }

    pub(super) fn pauses(&self) -> &'a Pauses {
        self.found.pauses.get_or_init(|| self.books.pauses(self.filter, &self.terms.zone))
    }

    pub(super) fn compactions(&self) -> &'a [Compaction] {
        self.found.compactions.get_or_init(|| self.books.compactions(self.filter))
    }

    pub(super) fn replays(&self) -> &'a [Outcome] {
        self.found.replays.get_or_init(|| self.outcomes())
    }

    /// Thresholds below the largest context: those that are possible, or those that are not.
    pub(super) fn thresholds(&self, possible: bool) -> impl Iterator<Item = f64> {
        let calls = self.books.calls(self.filter);
        let peak = calls.map(|at| self.books.logs.calls[at].context()).max().unwrap_or(0) as f64;
        let is_it = move |limit: &f64| self.books.is_possible(self.filter, *limit) == possible;
        THRESHOLDS.into_iter().filter(move |limit| *limit < peak).filter(is_it)
    }

    fn outcomes(&self) -> Vec<Outcome> {
        let thresholds = self.thresholds(true).map(Change::Threshold);
        let lifetimes = [Lifetime::FiveMinutes, Lifetime::OneHour].map(Change::Lifetime);
        let changes = std::iter::once(Change::NoPauses).chain(thresholds).chain(lifetimes);
        changes.map(|change| self.books.replay(self.filter, change)).collect()
    }
}
