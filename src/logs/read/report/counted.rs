//! Counted: which work is counted already, by transcripts or by another report.

use std::collections::{BTreeMap, HashMap};

use super::copies::Copies;
use super::merge::Source;
use super::part::Row;
use super::scope::{Scope, hash};
use super::transcribed::{Covered, Transcribed};
use crate::logs::{Logs, ReportKind, Seller, Zone};

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
pub(super) struct Counted<'a> {
    sources: &'a [Source],
    transcripts: Transcribed<'a>,
    /// Of each source the zone of its days.
    zones: Vec<Option<i64>>,
    copies: Copies<'a>,
    kinds: Vec<(ReportKind, OfKind)>,
}

/// What counts a row's work already: transcripts, or the source at a place.
pub(super) enum By {
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
    pub fn new(sources: &'a [Source], logs: &'a Logs, zone: &'a Zone) -> Counted<'a> {
        let (transcripts, copies) = (Transcribed::new(logs, zone), Copies::new(sources));
        let zones = sources.iter().map(|source| transcripts.zone(&source.part)).collect();
        Counted { sources, transcripts, zones, copies, kinds: Vec::new() }
    }

    /// What counts the row's work already.
    pub fn by(&self, source: usize, row: &Row) -> Option<By> {
        let kind = self.sources[source].part.kind;
        if let Some(covered) = self.transcripts.count(kind, row, self.zones[source]) {
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

    pub fn add(&mut self, source: usize, row: &Row) {
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
