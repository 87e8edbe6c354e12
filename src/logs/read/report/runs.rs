//! Runs of `claude -p`: which results contain which others.
//!
//! A result counts from the beginning of its conversation: what was resumed, continued or forked is
//! in it (FACTS-2026-11-28, (d)). So a result is left out where another one is made of it and of that
//! one's own run, class by class, and where the same session went on. Of several forks of one
//! conversation each contains it, and all but one are without it. A run that starts
//! from 0, after a crash or before 0.3.277, stands beside the others of its session.

use crate::logs::sorted;
use std::collections::{BTreeMap, HashMap};

use super::part::{Part, Row};
use crate::logs::ReportTokens;

/// What a result says of the run that it ends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub session: Option<String>,
    pub usd: f64,
    /// Since the conversation began.
    pub totals: Tokens,
    /// The same of each model, where the result tells them apart.
    pub models: Vec<(String, Tokens)>,
    /// Of this run alone.
    pub own: Tokens,
}

/// Input, cache writes of either lifetime, cache reads and output.
pub(crate) type Tokens = [u64; 4];

/// Tokens by which a run's own usage may differ from what it added to the totals: of what was cut the
/// client estimates its output (agent SDK 0.3.332, `modelUsage`).
const FEW: u64 = 64;

/// What parents are found by: a model, or nothing of all together, and its tokens.
type Key<'a> = (Option<&'a str>, Tokens);

pub(crate) fn tokens(of: &ReportTokens) -> Tokens {
    [of.input, of.written(), of.read, of.output]
}

impl Run {
    fn keys(&self) -> impl Iterator<Item = Key<'_>> {
        let models = self.models.iter().map(|(model, tokens)| (Some(model.as_str()), *tokens));
        [(None, self.totals)].into_iter().chain(models)
    }

    /// What was there before this run, of all models or of the one that it used; nothing where it is
    /// the first, or where it does not say what it added. Sub-agents are in the totals alone, so
    /// then it is no other run's totals.
    fn before(&self) -> impl Iterator<Item = Key<'_>> {
        let keys = self.keys().filter(|_| self.own != [0; 4]);
        keys.filter_map(|(model, totals)| {
            let mut before = totals;
            for (total, own) in before.iter_mut().zip(self.own) {
                *total = total.checked_sub(own)?;
            }
            Some((model, before)).filter(|_| before != [0; 4])
        })
    }

    /// Whether it may begin with another run, of which one model is as it was before this one. Models
    /// that only this one used are no contradiction: titles and searches have their own.
    fn may_begin_with(&self, earlier: &Run, by: Option<&str>) -> bool {
        let of = |model: &str| self.models.iter().find(|(name, _)| name == model).map(|(_, tokens)| *tokens);
        let mut models = earlier.models.iter();
        let mut has_all = || models.all(|(model, then)| of(model).is_some_and(|now| has(&now, then)));
        earlier.usd <= self.usd && (by.is_none() || has_all())
    }

    /// Whether it may be what another run of its session came to later: it has that one's totals, and
    /// room for what it added itself.
    fn goes_on_from(&self, earlier: &Run) -> bool {
        let with_own = earlier.totals.iter().zip(self.own).map(|(then, own)| then.saturating_add(own));
        let has_all = self.totals.iter().zip(with_own).all(|(now, then)| now.saturating_add(FEW) >= then);
        self.usd >= earlier.usd && has_all && self.totals != self.own
    }
}

fn has(now: &Tokens, then: &Tokens) -> bool {
    now.iter().zip(then).all(|(now, then)| now >= then)
}

/// What results have of each other, by the places of their parts.
pub(super) struct Contained {
    /// Of each, the result that contains it.
    pub within: Vec<Option<usize>>,
    /// Results that contain another one, which is counted elsewhere already.
    pub shared: Vec<(usize, usize)>,
}

/// Parts with the paths of their files, within a stream in its order.
pub(super) fn contained(parts: &[(&str, &Part)]) -> Contained {
    let mut within: Vec<Option<usize>> = vec![None; parts.len()];
    let runs: Vec<(usize, &Run)> =
        parts.iter().enumerate().filter_map(|(place, (_, part))| Some((place, part.run.as_ref()?))).collect();
    copies(&runs, &mut within);
    let is_copy: Vec<bool> = within.iter().map(Option::is_some).collect();
    let mut by_key: HashMap<Key, Vec<(usize, &Run)>> = HashMap::new();
    for (place, run) in &runs {
        run.keys().for_each(|key| by_key.entry(key).or_default().push((*place, run)));
    }
    let mut forks: Vec<(usize, usize)> = Vec::new();
    for (place, run) in runs.iter().filter(|(place, _)| !is_copy[*place]) {
        let mut parents = Vec::new();
        for key in run.before() {
            let known = by_key.get(&key).into_iter().flatten();
            let known = known.filter(|(_, earlier)| run.may_begin_with(earlier, key.0));
            parents.extend(known.map(|(parent, _)| *parent));
        }
        match parents.iter().find(|parent| within[**parent].is_none()) {
            Some(parent) => within[*parent] = Some(*place),
            None => forks.extend(parents.first().map(|parent| (*place, *parent))),
        }
    }
    in_streams(&runs, parts, &mut within);
    across_files(&runs, parts, &mut within);
    let outermost = |place: usize| std::iter::successors(Some(place), |inner| within[*inner]).last();
    let shared = forks.iter().filter_map(|(fork, parent)| {
        let fork = outermost(*fork)?;
        (outermost(*parent) != Some(fork)).then_some((fork, *parent))
    });
    Contained { shared: shared.collect(), within }
}

/// Within a stream the next result of a session has the one before it.
fn in_streams(runs: &[(usize, &Run)], parts: &[(&str, &Part)], within: &mut [Option<usize>]) {
    let mut last: HashMap<(&str, &str), (usize, &Run)> = HashMap::new();
    for (place, run) in runs {
        let Some(session) = run.session.as_deref().filter(|_| within[*place].is_none()) else { continue };
        if let Some((earlier, before)) = last.insert((session, parts[*place].0), (*place, run))
            && run.goes_on_from(before)
        {
            within[earlier] = Some(*place);
        }
    }
}

/// Of several files the next larger result of a session has the one before it: their names tell no
/// order.
fn across_files(runs: &[(usize, &Run)], parts: &[(&str, &Part)], within: &mut [Option<usize>]) {
    let mut sessions: BTreeMap<&str, Vec<(usize, &Run)>> = BTreeMap::new();
    for (place, run) in runs.iter().filter(|(place, _)| within[*place].is_none()) {
        let session = run.session.as_deref();
        session.into_iter().for_each(|session| sessions.entry(session).or_default().push((*place, run)));
    }
    for mut all in sessions.into_values() {
        sorted::by(&mut all, |(_, a), (_, b)| a.usd.total_cmp(&b.usd).then(a.totals.cmp(&b.totals)));
        for (at, (place, run)) in all.iter().enumerate() {
            let is_before = |(earlier, before): &&(usize, &Run)| {
                within[*earlier].is_none() && parts[*earlier].0 != parts[*place].0 && run.goes_on_from(before)
            };
            if let Some((earlier, _)) = all[..at].iter().rev().find(is_before) {
                within[*earlier] = Some(*place);
            }
        }
    }
}

/// Of results of one session that say the same, the last one stands.
fn copies(runs: &[(usize, &Run)], within: &mut [Option<usize>]) {
    let mut last: HashMap<(&str, Tokens), (usize, &Run)> = HashMap::new();
    for (place, run) in runs {
        let Some(session) = run.session.as_deref() else { continue };
        if let Some((earlier, before)) = last.insert((session, run.totals), (*place, run))
            && before == *run
        {
            within[earlier] = Some(*place);
        }
    }
}

/// Takes what another result has out of the rows of one that contains it.
pub(super) fn take_out(rows: &mut [Row], of: &[Row]) {
    for before in of.iter().map(|row| &row.row) {
        let Some(Row { row, .. }) = rows.iter_mut().find(|row| row.row.model == before.model) else {
            continue;
        };
        row.tokens.take_out(&before.tokens);
        row.web_searches = row.web_searches.saturating_sub(before.web_searches);
        row.usd = row.usd.map(|usd| (usd - before.usd.unwrap_or(0.0)).max(0.0));
    }
}
