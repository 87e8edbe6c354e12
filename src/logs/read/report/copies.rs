//! Copies: which files of a bill have rows of each other.
//!
//! An export comes in parts, and again when it has grown. Rows of two files with the same columns are
//! parts of one export or rows of two deliveries of it: one row where AWS numbers both alike, and two
//! where it numbers them differently. Without numbers, two files are deliveries of the same where they
//! have a row in common and most rows of one, in the time that both cover, are in the other too, but
//! for their counts and amounts; only then are two rows one. In any other pair of files they
//! are two charges, however much they are alike, as two rows in one file are.
//!
//! Files with other columns, and rows of other stretches of time, are another export of the same, so
//! that there rows are one where nothing tells them apart.

use std::collections::{HashMap, HashSet};

use super::merge::Source;
use super::part::{Part, Row};
use super::scope::Scope;
use crate::logs::ReportKind;

/// Pairs of places of sources that are deliveries of the same, the smaller place first.
pub(super) struct Copies(HashSet<(usize, usize)>);

/// Whether rows of a kind are told apart by all of their cells, and not by what they are grouped by.
fn has_single_rows(kind: ReportKind) -> bool {
    matches!(kind, ReportKind::AwsCur | ReportKind::Focus | ReportKind::EnterpriseSpend)
}

/// Rows of which nothing but their cells tells the copies.
fn nameless(part: &Part) -> impl Iterator<Item = &Row> {
    let rows = part.rows.iter().filter(|_| has_single_rows(part.kind));
    rows.filter(|row| row.scope.cells.id == 0)
}

impl Copies {
    pub fn new(sources: &[Source]) -> Copies {
        let mut by_row: HashMap<(u64, u64), Vec<usize>> = HashMap::new();
        let mut pairs = HashSet::new();
        for (place, source) in sources.iter().enumerate() {
            for row in nameless(&source.part) {
                let cells = row.scope.cells;
                let known = by_row.entry((cells.header, cells.whole)).or_default();
                if known.last() != Some(&place) {
                    pairs.extend(known.iter().map(|other| (*other, place)));
                    known.push(place);
                }
            }
        }
        pairs.retain(|(one, other)| sources[*one].part.kind == sources[*other].part.kind);
        let in_pairs: HashSet<usize> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
        let files: HashMap<usize, File> =
            in_pairs.into_iter().map(|place| (place, File::new(&sources[place].part))).collect();
        pairs.retain(|(one, other)| is_copy(&files[one], &files[other]));
        Copies(pairs)
    }

    /// Whether rows of one kind in two files are one.
    pub fn are_one(&self, kind: ReportKind, mine: (usize, &Scope), theirs: (usize, &Scope)) -> bool {
        let ((place, scope), (other, by)) = (mine, theirs);
        let (cells, known) = (scope.cells, by.cells);
        if !has_single_rows(kind) || cells.header != known.header || !scope.is_as_long_as(by) {
            return scope.clashes(by);
        }
        match (cells.id, known.id) {
            (0, _) | (_, 0) => {
                cells.terms == known.terms && self.0.contains(&(place.min(other), place.max(other)))
            }
            (mine, theirs) => mine == theirs && scope.clashes(by),
        }
    }
}

/// A file's rows, and the time from the first to the last.
struct File<'a> {
    rows: Vec<&'a Scope>,
    terms: HashSet<u64>,
    from: i64,
    to: i64,
}

impl File<'_> {
    fn new(part: &Part) -> File<'_> {
        let rows: Vec<&Scope> = nameless(part).map(|row| &row.scope).collect();
        let terms = rows.iter().map(|scope| scope.cells.terms).collect();
        let from = rows.iter().map(|scope| scope.from).min().unwrap_or(i64::MIN);
        let to = rows.iter().map(|scope| scope.to).max().unwrap_or(i64::MAX);
        File { rows, terms, from, to }
    }

    /// Its rows in the time of another one, and how many of them that one has.
    fn within(&self, other: &File) -> (usize, usize) {
        let rows = self.rows.iter().filter(|scope| scope.from < other.to && other.from < scope.to);
        let has = |scope: &&&Scope| other.terms.contains(&scope.cells.terms);
        (rows.clone().count(), rows.filter(has).count())
    }
}

fn is_copy(one: &File, other: &File) -> bool {
    let (all, known) = one.within(other).min(other.within(one));
    2 * known > all
}
