//! Merging: reports of one kind become one, and what would count twice is left out.
//!
//! Transcripts tell most, so they come first; then reports by how much they tell. What comes
//! later is left out row by row where it stands for work that is counted already: by time
//! among kinds, and by time and what else tells rows apart within one. Only the Admin API's
//! cost goes with its usage: one has dollars and no tokens, the other tokens and no dollars.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use super::part::{Part, Row};
use super::runs;
use super::scope::Scope;
use crate::logs::{Logs, ReadFault, Report, ReportKind, Why};

/// From what tells most to what tells least.
const RANKS: [ReportKind; 21] = [
    ReportKind::AdminClaudeCode,
    ReportKind::ConsoleCsv,
    ReportKind::AdminUsage,
    ReportKind::AdminCost,
    ReportKind::ConsoleCost,
    ReportKind::AwsCur,
    ReportKind::Focus,
    ReportKind::EnterpriseSpend,
    ReportKind::OpenTelemetry,
    ReportKind::CcusageDaily,
    ReportKind::CcusageSession,
    ReportKind::CcusageBlocks,
    ReportKind::CcusageWeekly,
    ReportKind::CcusageMonthly,
    ReportKind::Codeburn,
    ReportKind::Tokscale,
    ReportKind::OpenRouter,
    ReportKind::ApiMessages,
    ReportKind::SdkResult,
    ReportKind::ClientState,
    ReportKind::UsageText,
];
/// Minutes by which a report's days may lie otherwise than the transcripts' (UTC): its own
/// time zone is not in it, and none is further away.
const ZONES: i64 = 14 * 60;
const MINUTE: i64 = 60_000;

/// One part of one file.
pub(crate) struct Source {
    pub path: String,
    pub part: Part,
}

/// The reports by kind, and what was left out of them.
pub(crate) fn merge(sources: Vec<Source>, logs: &Logs) -> (Vec<Report>, Vec<ReadFault>) {
    let (mut sources, told) = without_contained(sources);
    // Equal ones stay in the order of their paths.
    sources.sort_by_key(|source| {
        let (end, usd) = (end(&source.part), usd(&source.part).max(0.0).to_bits());
        (rank(source.part.kind), Reverse(end), Reverse(usd))
    });
    let mut counted = Counted::new(&sources, logs);
    let mut faults = pages_missing(&sources);
    faults.extend(told);
    let mut kept: Vec<(usize, Row)> = Vec::new();
    for (place, source) in sources.iter().enumerate() {
        let mut other = None;
        let mut new = Vec::new();
        for row in &source.part.rows {
            match counted.by(place, row) {
                Some(by) => _ = other.get_or_insert(by),
                None => new.push((place, row.clone())),
            }
        }
        new.iter().for_each(|(_, row)| counted.add(place, row));
        kept.extend(new);
        faults.extend(other.map(|other| twice(source, other)));
    }
    faults.dedup();
    (by_kind(&sources, kept), faults)
}

/// Without results that others contain; of different files it is told.
fn without_contained(sources: Vec<Source>) -> (Vec<Source>, Vec<ReadFault>) {
    let within = runs::contained(&sources.iter().map(|source| &source.part).collect::<Vec<_>>());
    let other =
        |place: usize| within[place].map(|by| &sources[by].path).filter(|path| **path != sources[place].path);
    let told =
        (0..sources.len()).filter_map(|place| Some(twice(&sources[place], other(place)?.clone()))).collect();
    let kept = sources.into_iter().zip(within).filter(|(_, within)| within.is_none());
    (kept.map(|(source, _)| source).collect(), told)
}

fn twice(source: &Source, other: String) -> ReadFault {
    ReadFault { file: source.path.clone(), line: None, why: Why::CountsTwice { other } }
}

fn rank(kind: ReportKind) -> usize {
    RANKS.iter().position(|ranked| *ranked == kind).unwrap_or(RANKS.len())
}

fn end(part: &Part) -> i64 {
    part.rows.iter().map(|row| row.scope.to).max().unwrap_or(i64::MIN)
}

/// USD that a part gives.
pub(super) fn usd(part: &Part) -> f64 {
    part.rows.iter().filter_map(|row| row.row.usd).sum()
}

fn by_kind(sources: &[Source], kept: Vec<(usize, Row)>) -> Vec<Report> {
    let of = |kind: ReportKind| {
        let rows = kept.iter().filter(|(source, _)| sources[*source].part.kind == kind);
        let mut rows: Vec<_> = rows.map(|(source, row)| (&sources[*source].path, &row.row)).collect();
        rows.sort_by_key(|(path, row)| (row.day, *path));
        let rows: Vec<_> = rows.into_iter().map(|(_, row)| row.clone()).collect();
        (!rows.is_empty()).then_some(Report { kind: Some(kind), rows })
    };
    RANKS.into_iter().filter_map(of).collect()
}

/// Kinds of which every page says that there are more.
fn pages_missing(sources: &[Source]) -> Vec<ReadFault> {
    let missing = |kind: ReportKind| {
        let mut pages = sources.iter().filter(|source| source.part.kind == kind);
        let last = pages.clone().map(|source| &source.path).max()?;
        let fault = ReadFault { file: last.clone(), line: None, why: Why::MorePages };
        pages.all(|source| source.part.more).then_some(fault)
    };
    RANKS.into_iter().filter_map(missing).collect()
}

/// One has what was paid, the other the tokens of the same work; and the two halves of a run of
/// `claude -p`, with a result and without, are no copies of each other.
fn complementary(a: ReportKind, b: ReportKind) -> bool {
    let halves = [ReportKind::SdkResult, ReportKind::ApiMessages];
    (a.is_bill() && b.is_usage())
        || (b.is_bill() && a.is_usage())
        || (halves.contains(&a) && halves.contains(&b))
}

/// The work that is counted already, and by which source.
struct Counted<'a> {
    sources: &'a [Source],
    /// From the first to the last call, with the name of what stands for all transcripts.
    transcripts: Option<(Scope, String)>,
    sessions: HashSet<&'a str>,
    kinds: Vec<(ReportKind, OfKind)>,
}

/// Rows of a kind by the minute in which they begin.
#[derive(Default)]
struct OfKind {
    dated: BTreeMap<i64, Vec<(Scope, usize)>>,
    longest: i64,
    /// Rows without a time, by what tells them apart.
    ever: BTreeMap<u64, Vec<(Scope, usize)>>,
}

impl<'a> Counted<'a> {
    fn new(sources: &'a [Source], logs: &'a Logs) -> Counted<'a> {
        let sessions = logs.sessions.iter().map(|session| session.id.as_str()).collect();
        Counted { sources, transcripts: transcripts(logs), sessions, kinds: Vec::new() }
    }

    /// What counts the row's work already.
    fn by(&self, source: usize, row: &Row) -> Option<String> {
        let kind = self.sources[source].part.kind;
        if let Some((scope, name)) = &self.transcripts {
            // Without a day, only the name of a session can tell that it is another one.
            let known = row.row.session.as_deref().is_none_or(|id| self.sessions.contains(id));
            if row.scope.meets(scope) && (known || row.scope.is_dated()) {
                return Some(name.clone());
            }
        }
        let path = |by: usize| self.sources[by].path.clone();
        self.kinds.iter().find_map(|(other, rows)| match *other == kind {
            true => rows.clashing(source, &row.scope).map(path),
            false if complementary(kind, *other) => None,
            false => rows.meeting(&row.scope).map(path),
        })
    }

    fn add(&mut self, source: usize, row: &Row) {
        let kind = self.sources[source].part.kind;
        let place = self.kinds.iter().position(|(of, _)| *of == kind).unwrap_or_else(|| {
            self.kinds.push((kind, OfKind::default()));
            self.kinds.len() - 1
        });
        self.kinds[place].1.add(source, row.scope);
    }
}

impl OfKind {
    fn add(&mut self, source: usize, scope: Scope) {
        if scope.is_dated() {
            self.longest = self.longest.max(scope.to - scope.from);
            self.dated.entry(scope.from).or_default().push((scope, source));
        } else {
            self.ever.entry(scope.key()).or_default().push((scope, source));
        }
    }

    fn dated(&self, scope: &Scope) -> impl Iterator<Item = &(Scope, usize)> {
        let from = if scope.is_dated() { scope.from.saturating_sub(self.longest) } else { i64::MIN };
        self.dated.range(from..scope.to).flat_map(|(_, rows)| rows)
    }

    fn clashing(&self, source: usize, scope: &Scope) -> Option<usize> {
        let other = |(other, by): &&(Scope, usize)| *by != source && other.clashes(scope);
        let of_key = |key: u64| self.ever.get(&key).into_iter().flatten();
        let ever = match scope.key() {
            // What nothing tells apart may be any of them.
            0 => self.ever.values().flatten().find(other),
            key => of_key(key).chain(of_key(0)).find(other),
        };
        ever.or_else(|| self.dated(scope).find(other)).map(|(_, by)| *by)
    }

    fn meeting(&self, scope: &Scope) -> Option<usize> {
        let ever = self.ever.values().flatten().next().map(|(_, by)| *by);
        ever.or_else(|| self.dated(scope).find(|(other, _)| other.meets(scope)).map(|(_, by)| *by))
    }
}

/// Nothing where there are no calls.
fn transcripts(logs: &Logs) -> Option<(Scope, String)> {
    let first = logs.calls.iter().map(|call| call.asked.min(call.answered)).min()?;
    let last = logs.calls.iter().map(|call| call.answered).max()?;
    let minute = |at: i64| at.div_euclid(MINUTE);
    let scope = Scope::between(minute(first) - ZONES, minute(last) + 1 + ZONES);
    Some((scope, crate::logs::read::TRANSCRIPTS.into()))
}
