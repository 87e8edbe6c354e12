//! Merging: reports of one kind become one, and what would count twice is left out.
//!
//! Transcripts tell most, so they come first; then reports by how much they tell. What comes
//! later is left out row by row where it stands for work that is counted already: by time and who
//! is paid among kinds, and by time and what else tells rows apart within one. Only the Admin API's
//! cost goes with its usage: one has dollars and no tokens, the other tokens and no dollars.

use crate::logs::sorted;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::copies::Copies;
use super::otel;
use super::part::{Part, Row};
use super::runs::{self, Contained};
use super::scope::{Scope, hash};
use super::transcribed::{Covered, Transcribed};
use crate::logs::{Logs, ReadFault, Report, ReportKind, Seller, Why};
use crate::prices::Date;

/// From what tells most to what tells least.
const RANKS: [ReportKind; 22] = [
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
pub(crate) fn merge(sources: Vec<Source>, logs: &Logs) -> (Vec<Report>, Vec<Report>, Vec<ReadFault>) {
    // To compare reports with calls, every call is looked at.
    if sources.is_empty() {
        return Default::default();
    }
    let (mut sources, said) = without_contained(sources);
    let mut copies = without_events(&mut sources);
    copies.extend(without_messages(&mut sources));
    // Of equal ones the one that tells its rows apart is first, in whichever order they came.
    let order = |source: &Source| {
        let (end, usd) = (end(&source.part), usd(&source.part).max(0.0).to_bits());
        (rank(source.part.kind), Reverse((end, usd, source.part.rows.len())))
    };
    let mut ordered: Vec<_> = sources.into_iter().map(|source| (order(&source), source)).collect();
    sorted::by(&mut ordered, |(a, one), (b, other)| a.cmp(b).then_with(|| one.path.cmp(&other.path)));
    let sources: Vec<Source> = ordered.into_iter().map(|(_, source)| source).collect();
    let mut counted = Counted::new(&sources, logs);
    let (no_logs, mut left_out) = (Logs::default(), Vec::new());
    let mut beside = Counted::new(&sources, &no_logs);
    let mut faults = pages_missing(&sources);
    faults.extend(said.into_iter().chain(copies));
    let mut kept: Vec<(usize, Row)> = Vec::new();
    for (place, source) in sources.iter().enumerate() {
        let (mut other, mut transcribed) = (None, None);
        let mut new = Vec::new();
        for row in &source.part.rows {
            match counted.by(place, row) {
                Some(By::Source(by)) => _ = other.get_or_insert(by),
                Some(By::Transcripts(covered)) => {
                    add_covered(&mut transcribed, row, covered);
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
        faults.extend(transcribed.map(|why| ReadFault { file: source.path.clone(), line: None, why }));
        faults.extend(other.map(|by| twice(source, sources[by].path.clone())));
    }
    faults.dedup();
    (by_kind(&sources, kept), by_work(&sources, left_out), faults)
}

/// Without results that others contain, and what several contain in one of them only; of different
/// files it is said.
fn without_contained(mut sources: Vec<Source>) -> (Vec<Source>, Vec<ReadFault>) {
    let Contained { within, shared } =
        runs::contained(&sources.iter().map(|source| &source.part).collect::<Vec<_>>());
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
    let counted: BTreeMap<u64, String> = sources.iter().flat_map(of).collect();
    let mut said = Vec::new();
    for source in sources.iter_mut().filter(|source| source.part.kind == ReportKind::ApiMessages) {
        let by = source.part.rows.iter().find_map(|row| counted.get(&row.scope.key())).cloned();
        source.part.rows.retain(|row| !counted.contains_key(&row.scope.key()));
        said.extend(by.filter(|by| *by != source.path).map(|by| twice(source, by)));
    }
    said
}

/// Leaves events out on days that have metrics, which hold the same work; of different files it is said.
fn without_events(sources: &mut [Source]) -> Vec<ReadFault> {
    let metrics = sources.iter().filter(|source| source.part.kind == ReportKind::OpenTelemetry);
    let metrics = metrics.filter(|source| !source.part.has_events);
    let days =
        metrics.flat_map(|source| source.part.rows.iter().map(|row| (row.row.day, source.path.clone())));
    let days: BTreeMap<Option<Date>, String> = days.collect();
    let mut said = Vec::new();
    for source in sources.iter_mut().filter(|source| source.part.has_events) {
        let by = source.part.rows.iter().find_map(|row| days.get(&row.row.day)).cloned();
        source.part.rows.retain(|row| !days.contains_key(&row.row.day));
        said.extend(by.filter(|by| *by != source.path).map(|by| twice(source, by)));
    }
    said
}

/// Adds a row that stands for work of transcripts to what is said of its file.
fn add_covered(said: &mut Option<Why>, row: &Row, covered: Covered) {
    let more = (row.row.usd.unwrap_or(0.0), covered == Covered::InPart);
    let (count, sum, any) = match said {
        Some(Why::Covered { rows, usd, in_part }) => (*rows, *usd, *in_part),
        _ => (0, 0.0, false),
    };
    *said = Some(Why::Covered { rows: count + 1, usd: sum + more.0, in_part: any || more.1 });
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

/// One has what was paid, the other the tokens of the same work; and the two halves of a run of
/// `claude -p`, with a result and without, are no copies of each other.
fn complementary(a: ReportKind, b: ReportKind) -> bool {
    let halves = [ReportKind::SdkResult, ReportKind::ApiMessages];
    (a.is_bill() && b.is_usage())
        || (b.is_bill() && a.is_usage())
        || (halves.contains(&a) && halves.contains(&b))
}

/// Kinds of single sessions: two of different names are different work.
fn by_session(kind: ReportKind) -> bool {
    use ReportKind::{ApiMessages, ClientState, SdkResult, StatusLine};
    matches!(kind, SdkResult | StatusLine | ClientState | ApiMessages)
}

/// The work that is counted already, and by which source.
struct Counted<'a> {
    sources: &'a [Source],
    transcripts: Transcribed<'a>,
    copies: Copies<'a>,
    kinds: Vec<(ReportKind, OfKind)>,
}

/// What counts a row's work already: transcripts, or the source at a place.
enum By {
    Transcripts(Covered),
    Source(usize),
}

/// What a row stands for.
#[derive(Clone, Copy)]
struct Standing {
    scope: Scope,
    seller: Option<Seller>,
    kind: ReportKind,
    /// A hash of its name, where it is of one.
    session: Option<u64>,
    source: usize,
}

impl Standing {
    fn of(kind: ReportKind, source: usize, row: &Row) -> Standing {
        let session = row.row.session.as_ref().filter(|_| by_session(kind));
        let session = session.map(|id| hash(id.as_bytes()));
        Standing { scope: row.scope, seller: row.row.seller_in(Some(kind)), kind, session, source }
    }

    /// Whether rows of two kinds may be of the same work.
    fn meets(&self, other: &Standing) -> bool {
        let results = [ReportKind::SdkResult, ReportKind::StatusLine];
        let is_same = match self.session.zip(other.session) {
            Some((mine, theirs)) => mine == theirs,
            None => !(results.contains(&self.kind) && results.contains(&other.kind)),
        };
        let bills = [ReportKind::AwsCur, ReportKind::Focus];
        // Of one cloud, the accounts tell.
        let are_bills = bills.contains(&self.kind) && bills.contains(&other.kind);
        let is_same = is_same && !(are_bills && self.scope.is_of_other_account(&other.scope));
        is_same && self.scope.meets(&other.scope) && Seller::may_be(self.seller, other.seller)
    }
}

/// Rows of a kind by the minute in which they begin.
#[derive(Default)]
struct OfKind {
    dated: BTreeMap<i64, Vec<Standing>>,
    longest: i64,
    /// Rows without a time, by what tells them apart.
    ever: BTreeMap<u64, Vec<Standing>>,
    /// Rows that their tables number, by that.
    numbered: HashMap<u64, Vec<Standing>>,
    /// Header and length of all rows, where each has a number and they have the same.
    alike: Alike,
}

/// Whether rows are of tables with one header, of one length, and numbered.
#[derive(Clone, Copy, Default, PartialEq)]
enum Alike {
    #[default]
    None,
    All(u64, i64),
    Mixed,
}

impl Alike {
    fn of(scope: &Scope) -> Alike {
        match scope.cells.id {
            0 => Alike::Mixed,
            _ => Alike::All(scope.cells.header, scope.to.saturating_sub(scope.from)),
        }
    }
}

impl<'a> Counted<'a> {
    fn new(sources: &'a [Source], logs: &'a Logs) -> Counted<'a> {
        let (transcripts, copies) = (Transcribed::new(logs), Copies::new(sources));
        Counted { sources, transcripts, copies, kinds: Vec::new() }
    }

    /// What counts the row's work already.
    fn by(&self, source: usize, row: &Row) -> Option<By> {
        let kind = self.sources[source].part.kind;
        if let Some(covered) = self.transcripts.count(kind, row) {
            return Some(By::Transcripts(covered));
        }
        let standing = Standing::of(kind, source, row);
        let by = self.kinds.iter().find_map(|(other, rows)| match *other == kind {
            true => rows.clashing(&standing, &self.copies),
            false if complementary(kind, *other) => None,
            false => rows.meeting(&standing),
        });
        by.map(By::Source)
    }

    fn add(&mut self, source: usize, row: &Row) {
        let kind = self.sources[source].part.kind;
        let place = self.kinds.iter().position(|(of, _)| *of == kind).unwrap_or_else(|| {
            self.kinds.push((kind, OfKind::default()));
            self.kinds.len() - 1
        });
        self.kinds[place].1.add(Standing::of(kind, source, row));
    }
}

impl OfKind {
    fn add(&mut self, standing: Standing) {
        let scope = standing.scope;
        let alike = Alike::of(&scope);
        let is_new = self.alike == Alike::None || self.alike == alike;
        self.alike = if is_new { alike } else { Alike::Mixed };
        if scope.cells.id != 0 {
            self.numbered.entry(scope.cells.id).or_default().push(standing);
        }
        if scope.is_dated() {
            self.longest = self.longest.max(scope.to - scope.from);
            self.dated.entry(scope.from).or_default().push(standing);
        } else {
            self.ever.entry(scope.key()).or_default().push(standing);
        }
    }

    fn dated(&self, scope: &Scope) -> impl Iterator<Item = &Standing> {
        let from = if scope.is_dated() { scope.from.saturating_sub(self.longest) } else { i64::MIN };
        self.dated.range(from..scope.to).flat_map(|(_, rows)| rows)
    }

    fn clashing(&self, row: &Standing, copies: &Copies) -> Option<usize> {
        let scope = &row.scope;
        let is_one =
            |other: &Standing| copies.are_one(row.kind, (row.source, scope), (other.source, &other.scope));
        let other = |other: &&Standing| other.source != row.source && is_one(other);
        if self.alike != Alike::Mixed && self.alike == Alike::of(scope) {
            let same = self.numbered.get(&scope.cells.id).into_iter().flatten();
            return same.into_iter().find(other).map(|by| by.source);
        }
        let of_key = |key: u64| self.ever.get(&key).into_iter().flatten();
        let ever = match scope.key() {
            // What nothing tells apart may be any of them.
            0 => self.ever.values().flatten().find(other),
            key => of_key(key).chain(of_key(0)).find(other),
        };
        ever.or_else(|| self.dated(scope).find(other)).map(|by| by.source)
    }

    fn meeting(&self, row: &Standing) -> Option<usize> {
        let other = |other: &&Standing| other.meets(row);
        let ever = self.ever.values().flatten().find(other);
        ever.or_else(|| self.dated(&row.scope).find(other)).map(|by| by.source)
    }
}
