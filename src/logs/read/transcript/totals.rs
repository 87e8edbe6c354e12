//! A session's totals as its client wrote them, run by run, and what its lines hold of them
//! (FACTS-2026-11-28, (d)).
//!
//! Totals are written at the end of a run and go on where the session is resumed; after a run that
//! was killed, which writes none, they begin at 0 again. What came after the last of them is in none.

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

/// A session with totals, its calls in the order of time.
#[derive(Default)]
pub struct Covered {
    /// Where totals stand, and what they have beyond the lines so far, of all runs.
    points: Vec<(Moment, Run)>,
    /// When a run ended, and what its totals have beyond its lines.
    pub runs: Vec<(Moment, Run)>,
    /// All tokens of the last totals of each run.
    pub size: u64,
    pub calls: BTreeSet<u32>,
    /// When they were answered, and whether by the main conversation.
    moments: Vec<(Moment, u32, bool)>,
    /// By what they have in common, the models that the totals name.
    pub names: BTreeMap<u32, BTreeSet<u32>>,
}

/// What a call came to, request by request with its model.
pub type Requests<'a> = &'a dyn Fn(u32) -> Vec<(u32, Counts)>;

/// When a call was answered, and whether by the main conversation.
pub type Answered<'a> = &'a dyn Fn(u32) -> (Moment, bool);

impl Covered {
    /// `same` is by the place of a model the first one that is the same.
    pub fn new(
        mut points: Vec<Point>,
        calls: BTreeSet<u32>,
        (same, requests, answered): (&[u32], Requests, Answered),
    ) -> Covered {
        let moment = |call: &u32| {
            let (at, is_main) = answered(*call);
            (at, *call, is_main)
        };
        let mut moments: Vec<_> = calls.iter().map(moment).collect();
        moments.sort_unstable();
        let mut found = Covered { calls, moments, ..Covered::default() };
        points.sort_by_key(|point| point.at);
        let (mut begin, mut before, mut ended) = (0, Run::new(), Run::new());
        let last_point = points.last().map(|point| point.at);
        for Point { at, totals } in points {
            totals
                .keys()
                .for_each(|model| _ = found.names.entry(same[*model as usize]).or_default().insert(*model));
            let totals = client::by(&totals, same);
            let mut until = found.moments.partition_point(|(moment, ..)| *moment <= at);
            // Totals have no time of their own: sub-agents that end after the conversation's last line
            // are in them.
            let goes_on = found.moments[until..].iter().any(|(_, _, is_main)| *is_main);
            if Some(at) == last_point && !goes_on {
                until = found.moments.len();
            }
            if client::grew(&before, &totals) {
                found.runs.pop();
            } else {
                found.size += size(&before);
                if let Some((_, rest)) = found.runs.last() {
                    client::join(&mut ended, rest);
                }
                let last = found.points.last().map_or(Moment::MIN, |(at, _)| *at);
                begin = found.moments.partition_point(|(moment, ..)| *moment <= last);
            }
            let (from, lines) = found.lines(begin..until, &totals, same, requests);
            begin = from;
            let rest = client::without(&totals, &lines);
            let mut all = ended.clone();
            client::join(&mut all, &rest);
            found.points.push((at, all));
            found.runs.push((at, rest));
            before = totals;
        }
        found.size += size(&before);
        found
    }

    /// Where a run's lines begin among those that may be its, and what they come to. Where all of
    /// them exceed its totals, the first ones are of a run that was killed.
    fn lines(&self, among: Range<usize>, totals: &Run, same: &[u32], requests: Requests) -> (usize, Run) {
        let fits = |run: &Run| {
            let sum = |totals: &client::Totals| totals.iter().sum::<u64>() as f64;
            run.iter().all(|(model, part)| totals.get(model).is_none_or(|all| sum(part) <= sum(all) * ALMOST))
        };
        let mut all = Run::new();
        let mut fitting = (among.end, Run::new());
        let mut still = true;
        for at in among.clone().rev() {
            for (model, counts) in requests(self.moments[at].1) {
                client::add(&mut all, same[model as usize], &counts);
            }
            still &= fits(&all);
            if still {
                fitting = (at, all.clone());
            }
        }
        // None fits: the totals are of something else, and no more than the lines are known.
        if fitting.0 == among.end { (among.start, all) } else { fitting }
    }

    /// What the totals had beyond the lines that another session began with as a copy of this one:
    /// where all of the conversation so far is the other one's too. Sub-agents' calls are not copied.
    pub fn rest_at_fork(&self, other: &Covered, same: &[u32], requests: Requests) -> Option<Run> {
        let is_own = |call: &u32| !other.calls.contains(call);
        let own = self.moments.iter().find(|(_, call, is_main)| *is_main && is_own(call));
        let until = own.map_or(Moment::MAX, |(moment, ..)| *moment);
        let (at, rest) = self.points.iter().rev().find(|(at, _)| *at < until)?;
        let mut rest = rest.clone();
        let before = self.moments.iter().take_while(|(moment, ..)| moment <= at);
        for (_, call, _) in before.filter(|(_, call, _)| is_own(call)) {
            for (model, counts) in requests(*call) {
                client::add(&mut rest, same[model as usize], &counts);
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

/// By the place of each model the first one that is the same by the price list and in its speed:
/// totals name it as it was asked for, answers as the provider does.
pub fn same_models(names: &[String]) -> Vec<u32> {
    let table = RateTable::shipped();
    let mut first: BTreeMap<(&str, bool), u32> = BTreeMap::new();
    let mut place = |(at, name): (u32, &String)| match known(&table, name) {
        Some(model) => *first.entry((&model.id, is_fast(name))).or_insert(at),
        None => at,
    };
    (0..).zip(names).map(&mut place).collect()
}
