//! Runs of `claude -p`: which results contain which others.
//!
//! A result counts from the beginning of its conversation: what was resumed, continued or forked is
//! in it (FACTS-2026-11-28, (d)). So a result is left out where another one is made of it and of that
//! one's own run, class by class, and where the same session went on. A run that starts
//! from 0, after a crash or before 0.3.277, stands beside the others of its session.

use std::collections::HashMap;

use super::part::Part;
use crate::logs::ReportTokens;

/// What a result says of the run that it ends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub session: Option<String>,
    pub usd: f64,
    /// Since the conversation began.
    pub totals: Tokens,
    /// Of this run alone.
    pub own: Tokens,
}

/// Input, cache writes of either lifetime, cache reads and output.
pub(crate) type Tokens = [u64; 4];

pub(crate) fn tokens(of: &ReportTokens) -> Tokens {
    [of.input, of.written(), of.read, of.output]
}

impl Run {
    /// What was there before this run; nothing where it is the first, or where it does not say what
    /// it added. Sub-agents are in the totals alone, so then it is no other run's totals.
    fn before(&self) -> Option<Tokens> {
        if self.own == [0; 4] {
            return None;
        }
        let mut before = self.totals;
        for (total, own) in before.iter_mut().zip(self.own) {
            *total = total.checked_sub(own)?;
        }
        Some(before).filter(|before| *before != [0; 4])
    }

    /// Whether it may be what another run of its session came to later.
    fn goes_on_from(&self, earlier: &Run) -> bool {
        let grew = self.totals.iter().zip(earlier.totals).all(|(now, then)| *now >= then);
        self.usd >= earlier.usd && grew && self.totals != self.own
    }
}

/// By the place of a part, that of the result that contains it. Parts are in the order of their
/// files, and within a stream in its own.
pub(super) fn contained(parts: &[&Part]) -> Vec<Option<usize>> {
    let mut within: Vec<Option<usize>> = vec![None; parts.len()];
    let runs: Vec<(usize, &Run)> =
        parts.iter().enumerate().filter_map(|(place, part)| Some((place, part.run.as_ref()?))).collect();
    let mut by_totals: HashMap<Tokens, Vec<(usize, &Run)>> = HashMap::new();
    runs.iter().for_each(|(place, run)| by_totals.entry(run.totals).or_default().push((*place, run)));
    for (place, run) in &runs {
        let parents = run.before().and_then(|before| by_totals.get(&before)).into_iter().flatten();
        let mut free = parents.filter(|(other, earlier)| within[*other].is_none() && earlier.usd <= run.usd);
        if let Some((parent, _)) = free.next() {
            within[*parent] = Some(*place);
        }
    }
    let mut last: HashMap<&str, (usize, &Run)> = HashMap::new();
    for (place, run) in runs {
        let Some(session) = run.session.as_deref().filter(|_| within[place].is_none()) else { continue };
        if let Some((earlier, before)) = last.insert(session, (place, run))
            && (run.goes_on_from(before) || run == before)
        {
            within[earlier] = Some(place);
        }
    }
    within
}
