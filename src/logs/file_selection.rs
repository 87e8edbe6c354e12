//! Chosen: which of the files that somebody gave are read, in which order, and how much of
//! them at once. Only paths and sizes: whoever calls has the files.

use super::sorted;
use std::collections::{HashSet, VecDeque};

/// A stretch of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// As [`Pieces::add`] was told.
    pub file: usize,
    pub from: u64,
    /// The first byte after it.
    pub to: u64,
}

/// What is asked of a disk at once: a stretch of a long file, or many short ones. Measured in
/// Chromium over 3,600 files of 140 KB, each stretch in a buffer of its own: 760 MB/s at 8 MiB
/// together, 375 MB/s one by one; from long files 1,300 MB/s.
pub const AT_ONCE: u64 = 8 << 20;
/// Files of which the largest part may be opened at once.
const FILES_AT_ONCE: usize = 250;

/// The places of the paths to be read, in their order. A whole `.claude` folder is given for its
/// `projects`: what else lies beside that folder is the agent's own, such as copies of edited files.
pub fn order(paths: &[&str]) -> Vec<usize> {
    let roots: HashSet<&str> = paths.iter().filter_map(|path| root(path)).collect();
    let is_read = |path: &str| {
        let first = path.split('/').find(|part| !part.is_empty()).unwrap_or_default();
        let is_transcript = lies_in(path, "projects");
        is_log(path) && (is_transcript || !path.contains('/') || !roots.contains(first))
    };
    let mut places: Vec<usize> = (0..paths.len()).filter(|at| is_read(paths[*at])).collect();
    sorted::by_key(&mut places, |at| paths[*at]);
    places
}

/// Not what tools printed, which the agent keeps beside a session's sub-agents: it may look like a log or
/// a bill and is none.
pub fn is_log(path: &str) -> bool {
    !lies_in(path, "tool-results")
}

fn lies_in(path: &str, folder: &str) -> bool {
    path.split('/').rev().skip(1).any(|part| part == folder)
}

/// The folder, given as a whole, of which the file lies in `projects`.
fn root(path: &str) -> Option<&str> {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let root = parts.next()?;
    (parts.next()? == "projects" && parts.next().is_some()).then_some(root)
}

/// Every byte of some files in the order in which they are added, each once.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    /// Files and their sizes.
    waiting: VecDeque<(usize, u64)>,
    /// How much of the first of them is given out.
    past: u64,
}

impl Pieces {
    pub fn add(&mut self, file: usize, bytes: u64) {
        self.waiting.push_back((file, bytes));
    }
}

impl Iterator for Pieces {
    type Item = Vec<Piece>;

    /// What to ask for next.
    fn next(&mut self) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        let mut room = AT_ONCE;
        while let Some(&(file, bytes)) = self.waiting.front() {
            let left = bytes.saturating_sub(self.past);
            let whole = left <= room;
            // A file that fits into one is not torn in two.
            if pieces.len() == FILES_AT_ONCE || !whole && !pieces.is_empty() {
                break;
            }
            let length = left.min(room);
            pieces.push(Piece { file, from: self.past, to: self.past + length });
            room -= length;
            if !whole {
                self.past += length;
                break;
            }
            self.waiting.pop_front();
            self.past = 0;
        }
        (!pieces.is_empty()).then_some(pieces)
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, FILES_AT_ONCE, Piece, Pieces, order};

    fn check(paths: &[&str], expected: &[&str]) {
        let read: Vec<&str> = order(paths).into_iter().map(|at| paths[at]).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn files_are_read_by_path() {
        check(&["b.jsonl", "a/z.jsonl", "a/b.json"], &["a/b.json", "a/z.jsonl", "b.jsonl"]);
        check(&[], &[]);
    }

    #[test]
    fn of_a_whole_folder_only_its_projects_are_read() {
        check(
            &[".claude/todos/1.json", ".claude/projects/-a/1.jsonl", ".claude/history.jsonl", "usage.txt"],
            &[".claude/projects/-a/1.jsonl", "usage.txt"],
        );
        check(&["x/projects/-a/1.jsonl", "x/2.json", "y/2.json"], &["x/projects/-a/1.jsonl", "y/2.json"]);
        // Of another machine's folder below it, too.
        check(
            &["x/projects/-a/1.jsonl", "x/pc/.claude/projects/-a/1.jsonl", "x/pc/.claude/2.json"],
            &["x/pc/.claude/projects/-a/1.jsonl", "x/projects/-a/1.jsonl"],
        );
        check(&["projects/-a/1/tool-results/t.jsonl", "projects/-a/1.jsonl"], &["projects/-a/1.jsonl"]);
        check(&["projects/-a/1.jsonl", "projects/2.jsonl"], &["projects/-a/1.jsonl", "projects/2.jsonl"]);
    }

    fn all(sizes: &[u64]) -> Vec<Vec<Piece>> {
        let mut pieces = Pieces::default();
        sizes.iter().enumerate().for_each(|(file, bytes)| pieces.add(file, *bytes));
        pieces.collect()
    }

    #[test]
    fn every_byte_is_read_once() {
        let piece = |file, from, to| Piece { file, from, to };
        assert_eq!(
            all(&[3, 0, 2 * AT_ONCE + 5, 7, AT_ONCE]),
            [
                vec![piece(0, 0, 3), piece(1, 0, 0)],
                vec![piece(2, 0, AT_ONCE)],
                vec![piece(2, AT_ONCE, 2 * AT_ONCE)],
                vec![piece(2, 2 * AT_ONCE, 2 * AT_ONCE + 5), piece(3, 0, 7)],
                vec![piece(4, 0, AT_ONCE)],
            ]
        );
    }

    #[test]
    fn few_files_are_open_at_once() {
        let counts: Vec<usize> = all(&[1; 600]).iter().map(Vec::len).collect();
        assert_eq!(counts, [FILES_AT_ONCE, FILES_AT_ONCE, 100]);
    }
}
