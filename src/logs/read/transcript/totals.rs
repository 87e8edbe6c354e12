//! A session's totals as its client wrote them, run by run, and what its lines hold of them
//! (FACTS-2026-11-28, (d)).
//!
//! Totals are written at the end of a run and go on where the session is resumed; after a run that
//! was killed, which writes none, they begin at 0 again. What came after the last of them is in none.

use crate::logs::sorted;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::client::{self, Point, Run};
use super::counts::Counts;
use crate::logs::Moment;
use crate::logs::ledger::{is_fast, known};
use crate::prices::RateTable;

/// Lines may have more than the totals by so much and still be a part of them: what exceeds them by
/// more is of a run that was killed.
const ALMOST: f64 = 1.02;
/// The same in tokens, of a class with few.
const FEW: f64 = 64.0;

/// A session with totals, its calls in the order of time.
#[derive(Default)]
pub struct Covered {
    /// Where totals stand, and what they have beyond the lines so far, of all runs.
    points: Vec<(Moment, Run)>,
    /// These totals, and how many calls there are up to them.
    totals: Vec<(usize, Run)>,
    /// Those whose totals are known, in their order.
    pub runs: Vec<OfRun>,
    pub calls: BTreeSet<u32>,
    /// When they were answered, and whether by the main conversation.
    moments: Vec<(Moment, u32, bool)>,
    /// By what they have in common, the models that the totals name.
    pub names: BTreeMap<u32, BTreeSet<u32>>,
    /// Two names of one model, of which the second one stays.
    pub alias: (u32, u32),
    /// By the place of a model the first one that is the same, here.
    same: Vec<u32>,
}

/// A run of the client, from where it began or was resumed up to its last totals.
#[derive(Clone, Debug)]
pub struct OfRun {
    /// When it ended.
    pub at: Moment,
    totals: Run,
    /// What its totals began with: those at which it was resumed beside another run that was, too.
    base: Run,
    /// What its totals have beyond these and its lines.
    pub rest: Run,
    /// Its calls, by their places among the session's.
    calls: Range<usize>,
    /// What came after it was in it.
    after: Moment,
    /// Whether it is the last one, so that sub-agents that end after it are in its totals.
    is_open: bool,
}

/// What a call came to, request by request with its model.
pub type Requests<'a> = &'a dyn Fn(u32) -> Vec<(u32, Counts)>;

/// When a call was answered, and whether by the main conversation.
pub type Answered<'a> = &'a dyn Fn(u32) -> (Moment, bool);

impl Covered {
    pub fn new(
        mut points: Vec<Point>,
        calls: BTreeSet<u32>,
        (models, requests, answered): (&Models, Requests, Answered),
    ) -> Covered {
        let moment = |call: &u32| {
            let (at, is_main) = answered(*call);
            (at, *call, is_main)
        };
        let mut moments: Vec<_> = calls.iter().map(moment).collect();
        sorted::by(&mut moments, Ord::cmp);
        let mut found = Covered { calls, moments, ..Covered::default() };
        sorted::by_key(&mut points, |point| point.at);
        found.alias = found.alias(&points, models, requests);
        let (goes, stays) = found.alias;
        found.same = models.same.iter().map(|model| if *model == goes { stays } else { *model }).collect();
        let same = found.same.clone();
        let mut ended = Run::new();
        let mut last_point = Moment::MIN;
        let last = points.last().map(|point| point.at);
        for (place, Point { at, totals }) in points.iter().enumerate() {
            let at = *at;
            // The answers' name stays where the price list knows no other.
            for model in totals.keys().filter(|model| models.same[**model as usize] != goes) {
                found.names.entry(same[*model as usize]).or_default().insert(*model);
            }
            let totals = client::by(totals, &same);
            let next = points.get(place + 1).map(|next| (next.at, client::by(&next.totals, &same)));
            let index =
                |moments: &[(Moment, u32, bool)], at| moments.partition_point(|(moment, ..)| *moment <= at);
            let mut until = index(&found.moments, at);
            // Totals have no time of their own: sub-agents that end after the conversation's last line
            // are in them.
            let has_more = found.moments[until..].iter().any(|(_, _, is_main)| *is_main);
            let is_open = Some(at) == last && !has_more;
            if is_open {
                until = found.moments.len();
            }
            let since = index(&found.moments, last_point)..until;
            let goes_on = found
                .runs
                .last()
                .filter(|before| found.goes_on(before, since.clone(), &totals, (&same, requests)));
            let is_after_others = goes_on.is_none() && !found.totals.is_empty();
            let (begin, base) = match goes_on.map(|before| (before.calls.start, before.base.clone())) {
                Some(begin) => {
                    found.runs.pop();
                    begin
                }
                None => {
                    found.runs.last().iter().for_each(|before| client::join(&mut ended, &before.rest));
                    let beside = found.resumed_at(until, &totals, next, (&same, requests));
                    beside.unwrap_or((since.start, Run::new()))
                }
            };
            let own = client::without(&totals, &base);
            let (from, lines) = match base.is_empty() {
                true => found.lines(begin..until, (&own, is_after_others), &same, requests),
                // Lines of the run beside it are among them.
                false => (begin, found.come_to(begin..until, &same, requests)),
            };
            let rest = client::without(&own, &lines);
            let mut all = ended.clone();
            client::join(&mut all, &rest);
            found.points.push((at, all));
            found.totals.push((until, totals.clone()));
            let before = from.checked_sub(1).and_then(|last| found.moments.get(last));
            let after = before.map_or(Moment::MIN, |(moment, ..)| *moment);
            found.runs.push(OfRun { at, totals, rest, base, calls: from..until, after, is_open });
            last_point = at;
        }
        found
    }

    /// All tokens of the last totals of each run.
    pub fn size(&self) -> u64 {
        self.runs.iter().map(|run| size(&run.totals)).sum()
    }

    /// Calls that are in the totals: those of runs that were killed are not.
    pub fn counted(&self) -> impl Iterator<Item = u32> {
        self.runs.iter().flat_map(|run| &self.moments[run.calls.clone()]).map(|(_, call, _)| *call)
    }

    /// Whether what happened at that time, in the main conversation or a sub-agent, is in the totals.
    pub fn has(&self, at: Moment, is_main: bool) -> bool {
        let has = |run: &OfRun| run.after < at && (at <= run.at || (run.is_open && !is_main));
        self.runs.iter().any(has)
    }

    /// What the runs have beyond their lines and beyond what the first one's totals began with: the
    /// rest of a session that this one was forked from. Where most of that is not in them, as after a
    /// run of the fork that was killed, they began at 0.
    pub fn rests(&self, parents: Option<Run>) -> BTreeMap<Moment, Run> {
        let mut by_end: BTreeMap<Moment, Run> = BTreeMap::new();
        let first = self.runs.first().zip(parents);
        for run in &self.runs {
            client::join(by_end.entry(run.at).or_default(), &run.rest);
        }
        if let Some((first, parents)) = first {
            let own = client::without(&first.rest, &parents);
            if (size(&first.rest) - size(&own)) * 2 >= size(&parents) {
                let rest = by_end.entry(first.at).or_default();
                *rest = client::without(rest, &parents);
            }
        }
        by_end
    }

    /// Where totals were resumed that do not go on from the last ones: a session may be resumed twice
    /// at one time, in two windows or on two machines, and then both go on from the same. They have all
    /// of those, and room for the lines since, or for some of them where the next totals have room for
    /// the others. The first of these lines, and those totals.
    fn resumed_at(
        &self,
        until: usize,
        totals: &Run,
        next: Option<(Moment, Run)>,
        (same, requests): (&[u32], Requests),
    ) -> Option<(usize, Run)> {
        let last = self.totals.last().map_or(0, |(end, _)| *end);
        let since = self.come_to(last..until, same, requests);
        let next = next.map(|(at, next)| (self.moments.partition_point(|(moment, ..)| *moment <= at), next));
        // Where they began at 0, after a run that was killed, so much is in no line.
        let unlogged = || {
            let (_, lines) = self.lines(last..until, (totals, true), same, requests);
            size(totals).saturating_sub(size(&lines))
        };
        let is_shared = |end: usize, before: &Run, own: &Run| {
            next.as_ref().is_some_and(|(until, next)| {
                let lines = size(&self.come_to(end..*until, same, requests));
                let both = size(own) + size(&client::without(next, before));
                let has_all = lines as f64 <= both as f64 * ALMOST + FEW;
                client::grew(before, next) && has_all && both.saturating_sub(lines) < unlogged()
            })
        };
        let resumed = |(end, before): &(usize, Run)| {
            let own = client::without(totals, before);
            let has_room = |call: usize| {
                let call = self.come_to(call..call + 1, same, requests);
                call.keys().all(|model| own.contains_key(model)) && fits(&call, &own)
            };
            let goes_on = client::grew(before, totals)
                && (*end..until).any(has_room)
                && (fits(&since, &own) || is_shared(*end, before, &own));
            goes_on.then(|| (*end, before.clone()))
        };
        self.totals.iter().rev().find_map(resumed)
    }

    /// Whether totals go on from a run's: they have all of those, and room for the lines since. After a
    /// run that was killed they begin at 0, and may have outgrown the ones before it.
    fn goes_on(
        &self,
        before: &OfRun,
        since: Range<usize>,
        totals: &Run,
        (same, requests): (&[u32], Requests),
    ) -> bool {
        let mut all = before.totals.clone();
        client::join(&mut all, &self.come_to(since, same, requests));
        client::grew(&before.totals, totals) && fits(&all, totals)
    }

    fn come_to(&self, calls: Range<usize>, same: &[u32], requests: Requests) -> Run {
        let mut run = Run::new();
        for (model, counts) in self.moments[calls].iter().flat_map(|(_, call, _)| requests(*call)) {
            client::add(&mut run, same[model as usize], &counts);
        }
        run
    }

    /// A gateway's own name for the model of the answers: where each side has one model that the other
    /// has not, and the price list knows one of the two at most, they are one. The first is the name
    /// that goes, the second the one that stays.
    fn alias(&self, points: &[Point], models: &Models, requests: Requests) -> (u32, u32) {
        let none = (u32::MAX, u32::MAX);
        let mut totals = Run::new();
        for point in points {
            for (model, counts) in client::by(&point.totals, &models.same) {
                let most = totals.entry(model).or_default();
                most.iter_mut().zip(counts).for_each(|(most, count)| *most = count.max(*most));
            }
        }
        let lines = self.come_to(0..self.moments.len(), &models.same, requests);
        let alone = |run: &Run, other: &Run| {
            let mut alone = run.keys().filter(|model| !other.contains_key(model)).copied();
            alone.next().filter(|_| alone.next().is_none())
        };
        let (Some(asked), Some(answered)) = (alone(&totals, &lines), alone(&lines, &totals)) else {
            return none;
        };
        let part = Run::from([(asked, lines[&answered])]);
        match (models.is_known(asked), models.is_known(answered)) {
            (true, true) => none,
            _ if !fits(&part, &totals) => none,
            (false, true) => (asked, answered),
            _ => (answered, asked),
        }
    }

    /// Where a run's lines begin among those that may be its, and what they come to. Where all of
    /// them exceed its totals, or its totals begin at 0 after others, the first ones are of a run that
    /// was killed: those before the longest pause, as far as most of the totals are in the others.
    fn lines(
        &self,
        among: Range<usize>,
        (totals, is_after_others): (&Run, bool),
        same: &[u32],
        requests: Requests,
    ) -> (usize, Run) {
        let mut all = Run::new();
        let mut fitting = (among.end, Run::new());
        let mut resumed: Option<(Moment, usize, Run)> = None;
        let mut still = true;
        for at in among.clone().rev() {
            for (model, counts) in requests(self.moments[at].1) {
                client::add(&mut all, same[model as usize], &counts);
            }
            still &= fits(&all, totals);
            if still {
                fitting = (at, all.clone());
                let pause = |before: usize| self.moments[at].0 - self.moments[before].0;
                let pause = at.checked_sub(1).filter(|_| at > among.start).map(pause);
                let is_most = size(&all) * 2 >= size(totals);
                let longest = resumed.as_ref().map_or(Moment::MIN, |(pause, ..)| *pause);
                if let Some(pause) = pause.filter(|pause| is_most && *pause > longest) {
                    resumed = Some((pause, at, all.clone()));
                }
            }
        }
        if let Some((_, at, lines)) = resumed.filter(|_| is_after_others || !still) {
            return (at, lines);
        }
        // None fits: the totals are of something else, and no more than the lines are known.
        if fitting.0 == among.end { (among.start, all) } else { fitting }
    }

    /// What the totals had beyond the lines that another session began with as a copy of this one:
    /// where all of the conversation so far is the other one's too. Sub-agents' calls are not copied.
    pub fn rest_at_fork(&self, other: &Covered, requests: Requests) -> Option<Run> {
        let is_own = |call: &u32| !other.calls.contains(call);
        let own = self.moments.iter().find(|(_, call, is_main)| *is_main && is_own(call));
        let until = own.map_or(Moment::MAX, |(moment, ..)| *moment);
        let (at, rest) = self.points.iter().rev().find(|(at, _)| *at < until)?;
        let mut rest = rest.clone();
        let before = self.moments.iter().take_while(|(moment, ..)| moment <= at);
        for (_, call, _) in before.filter(|(_, call, _)| is_own(call)) {
            for (model, counts) in requests(*call) {
                client::add(&mut rest, self.same[model as usize], &counts);
            }
        }
        Some(rest)
    }

    /// What all of its totals have beyond the lines.
    pub fn rest(&self) -> Option<&Run> {
        self.points.last().map(|(_, rest)| rest)
    }
}

fn size(totals: &Run) -> u64 {
    totals.values().flatten().sum()
}

/// Whether a part is within all, class by class, as nearly as totals are known. Writes are one class:
/// older totals do not tell their lifetimes.
fn fits(part: &Run, all: &Run) -> bool {
    let classes = |[input, five, hour, read, output, _]: &client::Totals| {
        [*input, five + hour, *read, *output].map(|count| count as f64)
    };
    let is_in = |all: &client::Totals, part: &client::Totals| {
        classes(part).into_iter().zip(classes(all)).all(|(part, all)| part <= all * ALMOST + FEW)
    };
    part.iter().all(|(model, part)| all.get(model).is_none_or(|all| is_in(all, part)))
}

/// Models by the places of their names.
pub struct Models {
    /// The first one that is the same by the price list and in its speed: totals name it as it was
    /// asked for, answers as the provider does.
    pub same: Vec<u32>,
    /// Whether the price list knows it.
    known: Vec<bool>,
}

impl Models {
    pub fn new(names: &[String]) -> Models {
        let table = RateTable::shipped();
        let mut first: BTreeMap<(&str, bool), u32> = BTreeMap::new();
        let mut models = Models { same: Vec::new(), known: Vec::new() };
        for (at, name) in (0..).zip(names) {
            let model = known(&table, name);
            models.known.push(model.is_some());
            models
                .same
                .push(model.map_or(at, |model| *first.entry((&model.id, is_fast(name))).or_insert(at)));
        }
        models
    }

    fn is_known(&self, model: u32) -> bool {
        self.known.get(model as usize).copied().unwrap_or(false)
    }
}
