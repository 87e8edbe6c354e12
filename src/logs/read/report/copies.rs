//! Copies: which files of a bill have rows of each other.
//!
//! An export comes in parts, and again when it has grown. Rows of two files with the same columns are
//! parts of one export or rows of two deliveries of it: one row where AWS numbers both alike, and two
//! where it numbers them differently. Without numbers, two files are deliveries of the same where they
//! have a row in common, and most rows of one, in the time that both cover, are in the other too: whole,
//! or with newer counts and amounts where no other row of the file is alike in all else. Only then are
//! two rows one. In any other pair of files they are two charges, however much they are alike, as two
//! rows in one file are.
//!
//! Files with other columns, and rows of other stretches of time, are another export of the same, so
//! that there rows are one where nothing tells them apart.

use std::collections::{HashMap, HashSet};

use super::merge::Source;
use super::part::{Part, Row};
use super::scope::Scope;
use crate::logs::ReportKind;

/// What files have of each other.
pub(super) struct Copies<'a> {
    /// Places of sources that are deliveries of the same, the smaller place first.
    pairs: HashSet<(usize, usize)>,
    /// Those of which there are pairs.
    files: HashMap<usize, File<'a>>,
}

/// Whether rows of a kind are told apart by all of their cells, and not by what they are grouped by.
fn has_single_rows(kind: ReportKind) -> bool {
    matches!(kind, ReportKind::AwsCur | ReportKind::Focus | ReportKind::EnterpriseSpend)
}

/// Rows of which nothing but their cells tells the copies.
fn nameless(part: &Part) -> impl Iterator<Item = &Row> {
    let rows = part.rows.iter().filter(|_| has_single_rows(part.kind));
    rows.filter(|row| row.scope.cells.id == 0)
}

impl<'a> Copies<'a> {
    pub fn new(sources: &'a [Source]) -> Copies<'a> {
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
        Copies { pairs, files }
    }

    /// Whether rows of one kind in two files are one.
    pub fn are_one(&self, kind: ReportKind, mine: (usize, &Scope), theirs: (usize, &Scope)) -> bool {
        let ((place, scope), (other, by)) = (mine, theirs);
        let (cells, known) = (scope.cells, by.cells);
        let is_alike = cells.header == known.header && scope.is_as_long_as(by);
        if is_alike && cells.header != 0 && !has_single_rows(kind) {
            return scope.is_same_group(by);
        }
        if !has_single_rows(kind) || !is_alike {
            return scope.clashes(by);
        }
        match (cells.id, known.id) {
            (0, _) | (_, 0) => {
                let is_row = cells.whole == known.whole
                    || (cells.terms == known.terms && self.have_once(place, other, cells.terms));
                is_row && self.pairs.contains(&(place.min(other), place.max(other)))
            }
            (mine, theirs) => mine == theirs && scope.clashes(by),
        }
    }

    /// Whether a row in each of two files stands alone with its terms: then they tell which row it was.
    fn have_once(&self, one: usize, other: usize, terms: u64) -> bool {
        [one, other].iter().all(|place| self.files.get(place).is_some_and(|file| file.has_once(terms)))
    }
}

/// A file's rows, and the time from the first to the last.
struct File<'a> {
    rows: Vec<&'a Scope>,
    whole: HashSet<u64>,
    /// How many rows have the same terms.
    terms: HashMap<u64, usize>,
    from: i64,
    to: i64,
}

impl File<'_> {
    fn new(part: &Part) -> File<'_> {
        let rows: Vec<&Scope> = nameless(part).map(|row| &row.scope).collect();
        let whole = rows.iter().map(|scope| scope.cells.whole).collect();
        let mut terms = HashMap::new();
        rows.iter().for_each(|scope| *terms.entry(scope.cells.terms).or_default() += 1);
        let from = rows.iter().map(|scope| scope.from).min().unwrap_or(i64::MIN);
        let to = rows.iter().map(|scope| scope.to).max().unwrap_or(i64::MAX);
        File { rows, whole, terms, from, to }
    }

    fn has_once(&self, terms: u64) -> bool {
        self.terms.get(&terms) == Some(&1)
    }

    fn has(&self, row: &Scope, of: &File) -> bool {
        let Scope { cells, .. } = row;
        self.whole.contains(&cells.whole) || (self.has_once(cells.terms) && of.has_once(cells.terms))
    }

    /// Its rows in the time of another one, and how many of them that one has.
    fn within(&self, other: &File) -> (usize, usize) {
        let rows = self.rows.iter().filter(|scope| scope.from < other.to && other.from < scope.to);
        (rows.clone().count(), rows.filter(|scope| other.has(scope, self)).count())
    }
}

fn is_copy(one: &File, other: &File) -> bool {
    let (all, known) = one.within(other).min(other.within(one));
    2 * known > all
}
