//! Merging: reports of one kind become one, and what would count twice is left out.
//!
//! Transcripts tell most, so they come first; then reports by how much they tell. What comes
//! later is left out row by row where it stands for work that is counted already: by time and who
//! is paid among kinds, and by time and what else tells rows apart within one. Only the Admin API's
//! cost goes with its usage: one has dollars and no tokens, the other tokens and no dollars.

use crate::logs::sorted;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::counted::{By, Counted};
use super::otel;
use super::part::{Part, Row};
use super::runs::{self, Contained};
use super::transcribed::Covered;
use crate::logs::{Logs, ReadFault, Report, ReportKind, Why, Zone};
use crate::prices::Date;

/// From what tells most to what tells least.
const RANKS: [ReportKind; 23] = [
    ReportKind::Sessions,
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
    ReportKind::StatusLine,
    ReportKind::ClientState,
    ReportKind::UsageText,
];

/// One part of one file.
pub(crate) struct Source {
    pub path: String,
    pub part: Part,
}

/// The reports by kind, what was left out of them because the transcripts have it, and what is to be
/// said of what was left out.
pub(crate) fn merge(
    sources: Vec<Source>,
    (logs, zone): (&Logs, &Zone),
) -> (Vec<Report>, Vec<Report>, Vec<ReadFault>) {
    // To compare reports with calls, every call is looked at.
    if sources.is_empty() {
        return Default::default();
    }
    let (mut sources, said) = without_contained(sources);
    let mut copies = without_events(&mut sources);
    copies.extend(without_messages(&mut sources));
    // Of equal ones the one that tells its rows apart is first, in whichever order they came; what is
    // told by groups of people comes after what is not, since groups overlap.
    let order = |source: &Source| {
        let (end, usd) = (end(&source.part), usd(&source.part).max(0.0).to_bits());
        let has_groups = !source.part.groups.is_empty();
        (rank(source.part.kind), has_groups, Reverse((end, usd, source.part.rows.len())))
    };
    let mut ordered: Vec<_> = sources.into_iter().map(|source| (order(&source), source)).collect();
    sorted::by(&mut ordered, |(a, one), (b, other)| a.cmp(b).then_with(|| one.path.cmp(&other.path)));
    let sources: Vec<Source> = ordered.into_iter().map(|(_, source)| source).collect();
    let mut counted = Counted::new(&sources, logs, zone);
    let (no_logs, mut left_out) = (Logs::default(), Vec::new());
    let mut beside = Counted::new(&sources, &no_logs, zone);
    let mut faults = pages_missing(&sources);
    faults.extend(said.into_iter().chain(copies));
    let mut kept: Vec<(usize, Row)> = Vec::new();
    // By file: of parts that are alike none is a copy.
    let mut covered: BTreeMap<&str, Why> = BTreeMap::new();
    for (place, source) in sources.iter().enumerate() {
        let mut other = None;
        let mut new = Vec::new();
        for row in &source.part.rows {
            match counted.by(place, row) {
                Some(By::Source(by)) => _ = other.get_or_insert(by),
                Some(By::Transcripts(how)) => {
                    add_covered(&mut covered, (&source.path, row), how);
                    if beside.by(place, row).is_none() {
                        beside.add(place, row);
                        left_out.push((place, row.clone()));
                    }
                }
                None => new.push((place, row.clone())),
            }
        }
        let is_ended = source.part.is_ended && (!new.is_empty() || source.part.unreadable > 0);
        let no_result = || ReadFault { file: source.path.clone(), line: None, why: Why::NoResult };
        faults.extend(is_ended.then(no_result));
        new.iter().for_each(|(_, row)| counted.add(place, row));
        faults.extend(dateless(&sources, &kept, place).filter(|_| !new.is_empty()));
        kept.extend(new);
        faults.extend(other.map(|by| twice(source, sources[by].path.clone())));
    }
    faults.dedup();
    faults.extend(of_groups(&sources, &kept));
    faults.extend(covered.into_iter().map(|(file, why)| ReadFault { file: file.into(), line: None, why }));
    (by_kind(&sources, kept), by_work(&sources, left_out), faults)
}

/// Without results that others contain, and what several contain in one of them only; of different
/// files it is said.
fn without_contained(mut sources: Vec<Source>) -> (Vec<Source>, Vec<ReadFault>) {
    let Contained { within, shared } =
        runs::contained(&sources.iter().map(|source| (&*source.path, &source.part)).collect::<Vec<_>>());
    let all = (0..sources.len()).filter_map(|place| Some((place, within[place]?)));
    let all = all.chain(shared.iter().copied());
    let other = |(place, by): (usize, usize)| {
        let is_other = sources[by].path != sources[place].path;
        is_other.then(|| twice(&sources[place], sources[by].path.clone()))
    };
    let said = all.filter_map(other).collect();
    let parents: Vec<Vec<Row>> =
        shared.iter().map(|(_, parent)| sources[*parent].part.rows.clone()).collect();
    for ((fork, _), parent) in shared.iter().zip(parents) {
        runs::take_out(&mut sources[*fork].part.rows, &parent);
    }
    let kept = sources.into_iter().zip(within).filter(|(_, within)| within.is_none());
    (kept.map(|(source, _)| source).collect(), said)
}

/// Leaves messages out that a result counts: of a copy of its stream that was cut before the result.
fn without_messages(sources: &mut [Source]) -> Vec<ReadFault> {
    let of = |source: &Source| {
        let path = source.path.clone();
        source.part.messages.iter().map(move |key| (*key, path.clone())).collect::<Vec<_>>()
    };
    let counted = sorted::map(sources.iter().flat_map(of));
    let mut said = Vec::new();
    for source in sources.iter_mut().filter(|source| source.part.kind == ReportKind::ApiMessages) {
        let by = source.part.rows.iter().find_map(|row| counted.get(&row.scope.key())).cloned();
        source.part.rows.retain(|row| !counted.contains_key(&row.scope.key()));
        said.extend(by.filter(|by| *by != source.path).map(|by| twice(source, by)));
    }
    said
}

/// Leaves events out on days on which the same person and session have metrics, which hold the same
/// work; of different files it is said.
fn without_events(sources: &mut [Source]) -> Vec<ReadFault> {
    let metrics = sources.iter().filter(|source| source.part.kind == ReportKind::OpenTelemetry);
    let mut days: BTreeMap<Option<Date>, BTreeMap<[u64; 2], String>> = BTreeMap::new();
    for source in metrics.filter(|source| !source.part.has_events) {
        for row in &source.part.rows {
            let whose = days.entry(row.row.day).or_default();
            whose.insert(row.scope.whose(), source.path.clone());
        }
    }
    let measured = |row: &Row| {
        let mut all = days.get(&row.row.day)?.iter();
        all.find(|(whose, _)| is_same_work(row.scope.whose(), **whose)).map(|(_, path)| path)
    };
    let mut said = Vec::new();
    for source in sources.iter_mut().filter(|source| source.part.has_events) {
        let by = source.part.rows.iter().find_map(measured).cloned();
        source.part.rows.retain(|row| measured(row).is_none());
        said.extend(by.filter(|by| *by != source.path).map(|by| twice(source, by)));
    }
    said
}

/// Whether nothing tells the work of two persons and sessions apart.
fn is_same_work(mine: [u64; 2], theirs: [u64; 2]) -> bool {
    mine.iter().zip(theirs).all(|(mine, theirs)| *mine == theirs || *mine == 0 || theirs == 0)
}

/// Adds a row that stands for work of transcripts to what is said of its file.
fn add_covered<'a>(said: &mut BTreeMap<&'a str, Why>, (path, row): (&'a str, &Row), covered: Covered) {
    let none = Why::Covered { rows: 0, usd: 0.0, in_part: false };
    if let Why::Covered { rows, usd, in_part } = said.entry(path).or_insert(none) {
        *rows += 1;
        *usd += row.row.usd.unwrap_or(0.0);
        *in_part |= covered == Covered::InPart;
    }
}

/// Groups of people, of whom one may be in several: what is counted of more than one group is said.
fn of_groups(sources: &[Source], kept: &[(usize, Row)]) -> Vec<ReadFault> {
    let is_kept = |place: usize| kept.iter().any(|(of, _)| *of == place);
    let grouped = (0..sources.len()).filter(|place| !sources[*place].part.groups.is_empty());
    let grouped: Vec<&Source> =
        grouped.filter(|place| is_kept(*place)).map(|place| &sources[place]).collect();
    let groups = sorted::set(grouped.iter().flat_map(|source| &source.part.groups).copied());
    let said = |source: &&Source| ReadFault { file: source.path.clone(), line: None, why: Why::Groups };
    if groups.len() > 1 { grouped.iter().map(said).collect() } else { Vec::new() }
}

fn twice(source: &Source, other: String) -> ReadFault {
    ReadFault { file: source.path.clone(), line: None, why: Why::CountsTwice { other } }
}

/// Spend without days is added to that of another file, and that is said: both may be of the same days.
fn dateless(sources: &[Source], kept: &[(usize, Row)], place: usize) -> Option<ReadFault> {
    let is_dateless = |place: usize| sources[place].part.kind == ReportKind::EnterpriseSpend;
    let (by, _) = kept.iter().find(|(by, _)| is_dateless(*by) && *by != place)?;
    let why = Why::NoDates { other: sources[*by].path.clone() };
    is_dateless(place).then(|| ReadFault { file: sources[place].path.clone(), line: None, why })
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
        sorted::by_key(&mut rows, |(path, row)| (row.day, *path));
        let rows: Vec<_> = rows.into_iter().map(|(_, row)| row.clone()).collect();
        let rows = if kind == ReportKind::OpenTelemetry { otel::joined(rows) } else { rows };
        (!rows.is_empty()).then_some(Report { kind: Some(kind), rows })
    };
    RANKS.into_iter().filter_map(of).collect()
}

/// What was left out, as it can be compared with the transcripts: all days of a kind, each session that
/// is named, and each text that names neither.
fn by_work(sources: &[Source], rows: Vec<(usize, Row)>) -> Vec<Report> {
    let mut groups: BTreeMap<_, Vec<(usize, Row)>> = BTreeMap::new();
    for (place, row) in rows {
        let (is_dated, session) = (row.row.day.is_some(), row.row.session.clone());
        let source = (!is_dated && session.is_none()).then_some(place);
        let key = (rank(sources[place].part.kind), session.filter(|_| !is_dated), source);
        groups.entry(key).or_default().push((place, row));
    }
    groups.into_values().flat_map(|rows| by_kind(sources, rows)).collect()
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
