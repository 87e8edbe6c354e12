//! Every call once, out of its many copies.
//!
//! An answer is written as a line for each of its blocks, again where a conversation is
//! resumed or forked, and again where a sub-agent's lines are kept beside its parent's. What
//! a call is does not depend on the order in which its copies come:
//!
//! - Copies with the same message and request id are one call, in whichever files they are.
//! - A sidechain's copy, or one without a request id, goes by the message id alone: it is a
//!   copy of the main conversation's call of that id (of the one with the smallest request
//!   hash, should there be several), and without such a call all of them are one.
//! - Output is the largest of all copies; the prompt's counts are those of the copy from a main
//!   conversation, among those of the one with the largest output.
//! - A call is in the file that comes first by its path, main conversations before others.

use crate::logs::sorted;
use std::collections::HashMap;
use std::collections::hash_map;

use foldhash::fast::FixedState;

use super::append::Places;
use super::counts::Counts;
use super::iterations::{Iteration, fuller};
use crate::logs::Moment;

/// Who wrote a copy; the first is preferred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Main,
    #[default]
    Sidechain,
    /// A sub-agent's line in its parent's transcript.
    Progress,
}

/// A call, or a copy of one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Record {
    /// A hash of the request id; 0 where there is none.
    pub request: u64,
    /// The same of the message's id, which all of its copies have.
    pub message: u64,
    pub rank: Rank,
    /// The place of its file in the order of reading.
    pub file: u32,
    /// A hash of what names the sub-agent; 0 for the main conversation.
    pub chain: u64,
    pub model: u32,
    /// A part of a hash of its name.
    pub named: u32,
    pub asked: Moment,
    pub answered: Moment,
    pub is_final: bool,
    /// Whether it stopped as a refusal, and whether some copy has anything of an answer.
    pub is_refused: bool,
    pub has_content: bool,
    pub counts: Counts,
    /// Whether the counts are of a main conversation's copy, and which output they came with.
    pub from: (bool, u32),
    /// Characters of one file's copies: of the file with the most, and of the one being read.
    pub visible: u32,
    pub visible_here: u32,
    pub here: u32,
    /// The place of another record with the same message id.
    pub next: Option<u32>,
}

impl Record {
    /// Of one line, with the characters that it shows.
    pub fn with_visible(mut self, visible: u32) -> Record {
        (self.visible_here, self.here) = (visible, self.file);
        self.from = (self.rank == Rank::Main, self.counts.output);
        self
    }

    /// A refusal before any output is not billed (Claude docs, stop reasons).
    pub fn is_free(&self) -> bool {
        self.is_refused && !self.has_content
    }

    /// A gateway that counts nothing writes zeros: an answer has a prompt.
    pub fn is_uncounted(&self) -> bool {
        let counts = &self.counts;
        let all = [counts.input, counts.write_5m, counts.write_1h, counts.read, counts.output];
        self.has_content && all == [0; 5]
    }

    /// Whether it says no tokens of its prompt, which every answer has.
    pub fn has_no_prompt(&self) -> bool {
        let Counts { input, write_5m, write_1h, read, output, .. } = self.counts;
        [input, write_5m, write_1h, read] == [0; 4] && (self.has_content || output > 0)
    }

    pub fn visible(&self) -> u32 {
        self.visible.max(self.visible_here)
    }

    /// When no file is being read any more.
    fn settled(mut self) -> Record {
        (self.visible, self.visible_here) = (self.visible(), 0);
        self
    }

    /// Takes in another copy of the same call. `paths` are those of the files.
    fn merge(&mut self, other: &Record, paths: &[Box<str>]) {
        self.merge_visible(other);
        self.merge_counts(other);
        self.is_final |= other.is_final;
        self.is_refused |= other.is_refused;
        self.has_content |= other.has_content;
        let here = (self.rank, self.file);
        let there = (other.rank, other.file);
        if here == there {
            self.asked = self.asked.min(other.asked);
            self.answered = self.answered.max(other.answered);
        } else if (there.0, path(paths, there.1)) < (here.0, path(paths, here.1)) {
            (self.rank, self.file, self.chain) = (other.rank, other.file, other.chain);
            (self.asked, self.answered) = (other.asked, other.answered);
        }
    }

    /// A file's lines are blocks of the answer, and another file's are the same blocks.
    fn merge_visible(&mut self, other: &Record) {
        if self.here == other.here {
            self.visible_here = self.visible_here.saturating_add(other.visible_here);
        } else {
            self.visible = self.visible();
            (self.here, self.visible_here) = (other.here, other.visible_here);
        }
        self.visible = self.visible.max(other.visible);
    }

    fn merge_counts(&mut self, other: &Record) {
        let (ours, theirs) = (self.counts, other.counts);
        // Whose counts they are is said by the copy that has them.
        if (other.from, weight(&theirs), other.named) > (self.from, weight(&ours), self.named) {
            (self.counts, self.from) = (theirs, other.from);
            (self.model, self.named) = (other.model, other.named);
        }
        let counts = &mut self.counts;
        counts.output = ours.output.max(theirs.output);
        counts.web_searches = ours.web_searches.max(theirs.web_searches);
        counts.fast = ours.fast || theirs.fast;
        counts.us_only = ours.us_only || theirs.us_only;
        counts.batch = ours.batch || theirs.batch;
        counts.priority = ours.priority || theirs.priority;
        counts.in_cloud = ours.in_cloud || theirs.in_cloud;
    }
}

/// Among copies with the same output one is chosen by its counts, not by its place.
fn weight(counts: &Counts) -> (bool, u64, u32, u32, u32) {
    let prompt = [counts.input, counts.write_5m, counts.write_1h, counts.read];
    let sum = prompt.into_iter().map(u64::from).sum();
    (counts.is_split, sum, counts.write_1h, counts.write_5m, counts.input)
}

fn path(paths: &[Box<str>], file: u32) -> &str {
    paths.get(file as usize).map_or("", |path| path)
}

/// A message id's hash, 128 bits: two of a billion ids are the same by chance once in
/// 10^20 such logs.
pub type Key = (u64, u64);

/// All calls, by message id. About 150 bytes for each.
#[derive(Clone, Debug, Default)]
pub struct Calls {
    places: HashMap<Key, u32, FixedState>,
    records: Vec<Record>,
    /// The requests of those answers that list several, by the record's place.
    iterations: Iterations,
    /// Answers of which a line has no count at all, with the files and times of those.
    uncounted: HashMap<Key, Vec<(u32, Moment)>, FixedState>,
}

pub type Iterations = HashMap<u32, Vec<Iteration>, FixedState>;

impl Calls {
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Takes a copy in, and returns the place of its record.
    pub fn add(&mut self, key: Key, copy: Record, paths: &[Box<str>]) -> u32 {
        let new = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        let mut at = match self.places.entry(key) {
            hash_map::Entry::Occupied(place) => *place.get(),
            hash_map::Entry::Vacant(place) => {
                place.insert(new);
                self.records.push(copy);
                return new;
            }
        };
        while let Some(record) = self.records.get_mut(at as usize) {
            if record.request == copy.request {
                record.merge(&copy, paths);
                return at;
            }
            match record.next {
                Some(next) => at = next,
                None => {
                    record.next = Some(new);
                    break;
                }
            }
        }
        self.records.push(copy);
        new
    }

    /// A line of an answer that says nothing of its tokens.
    pub fn add_uncounted(&mut self, key: Key, file: u32, at: Moment) {
        self.uncounted.entry(key).or_default().push((file, at));
    }

    /// Answers that have a count in none of their lines: the files and times of each.
    pub fn uncounted(&self) -> Vec<Vec<(u32, Moment)>> {
        let without = self.uncounted.iter().filter(|(key, _)| !self.places.contains_key(key));
        without.map(|(_, lines)| lines.clone()).collect()
    }

    /// The requests that a copy lists; of several copies the fullest list counts.
    pub fn add_iterations(&mut self, place: u32, list: Vec<Iteration>) {
        keep_fuller(&mut self.iterations, place, list);
    }

    /// Takes in those of other files, in their order, and returns the places that their records
    /// have here. `paths` are those of all files.
    pub fn append(&mut self, other: &Calls, places: &Places, paths: &[Box<str>]) -> Vec<u32> {
        let moved = |record: &Record| Record {
            file: record.file + places.files,
            here: record.here + places.files,
            model: places.models[record.model as usize],
            next: None,
            ..*record
        };
        let copies = other.keys().into_iter().zip(&other.records);
        let records: Vec<u32> = copies.map(|(key, record)| self.add(key, moved(record), paths)).collect();
        for (key, lines) in &other.uncounted {
            let moved = lines.iter().map(|(file, at)| (file + places.files, *at));
            self.uncounted.entry(*key).or_default().extend(moved);
        }
        for (record, list) in &other.iterations {
            let list = list.iter().map(|iteration| iteration.moved(&places.models)).collect();
            self.add_iterations(records[*record as usize], list);
        }
        records
    }

    /// Of every record what its copies have in common.
    fn keys(&self) -> Vec<Key> {
        let mut keys = vec![Key::default(); self.records.len()];
        for (key, first) in &self.places {
            let mut next = Some(*first);
            while let Some(at) = next {
                keys[at as usize] = *key;
                next = self.records[at as usize].next;
            }
        }
        keys
    }

    /// The calls, by a record's place the place of its call, and by that its requests.
    pub fn finish(self, paths: &[Box<str>]) -> (Vec<Record>, Vec<u32>, Iterations) {
        let Calls { places: families, mut records, iterations: lists, .. } = self;
        let mut homes: Vec<u32> = (0..).take(records.len()).collect();
        for first in families.into_values() {
            if records[first as usize].next.is_some() {
                join(&mut records, first, &mut homes, paths);
            }
        }
        // In place: the records are most of what is held at this time.
        let mut places = vec![0; records.len()];
        let mut calls = 0;
        for (at, home) in homes.iter().enumerate() {
            if *home as usize == at {
                places[at] = calls as u32;
                records[calls] = records[at];
                calls += 1;
            }
        }
        records.truncate(calls);
        let place: Vec<u32> = homes.iter().map(|home| places[*home as usize]).collect();
        let mut iterations = Iterations::default();
        for (record, list) in lists {
            keep_fuller(&mut iterations, place[record as usize], list);
        }
        (records, place, iterations)
    }
}

fn keep_fuller(iterations: &mut Iterations, place: u32, list: Vec<Iteration>) {
    let known = iterations.entry(place).or_default();
    if fuller(&list, known) {
        *known = list;
    }
}

/// Finds the calls among the records of one message id.
fn join(records: &mut [Record], first: u32, homes: &mut [u32], paths: &[Box<str>]) {
    let mut family: Vec<u32> = std::iter::successors(Some(first), |at| records[*at as usize].next).collect();
    let of = |at: &u32| &records[*at as usize];
    let is_own = |at: &u32| of(at).rank == Rank::Main && of(at).request != 0;
    // The order of hashes, so that it is not the order of reading.
    sorted::by_key(&mut family, |at| (!is_own(at), of(at).request));
    let (Some(&home), own) = (family.first(), family.iter().filter(|at| is_own(at)).count()) else { return };
    for &copy in family.iter().skip(own.max(1)) {
        let other = records[copy as usize].settled();
        records[home as usize] = records[home as usize].settled();
        records[home as usize].merge(&other, paths);
        homes[copy as usize] = home;
    }
}
