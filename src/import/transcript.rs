//! Claude Code's own transcripts -> [`Logs`] (FACTS.md 5.1; REAL_USAGE.md, Reading
//! transcripts).
//!
//! Lines are found by their ends and walked over once, in place; only calls are kept, so memory
//! grows with their number. How the bytes are cut into chunks changes nothing.
//!
//! A line is malformed where it does not begin and end as an object, or where one of the fields
//! that count cannot be reached or read. What no count depends on (the rest of a tool's result,
//! snapshots, summaries) is not looked at: that is where most bytes are.

use std::hash::BuildHasher;
use std::mem;

use foldhash::fast::FixedState;
use memchr::{memchr, memchr_iter};

use crate::logs::{Logs, Moment, ReadFault, Reading, Why};
use calls::{Calls, Key, Rank, Record};
use entry::{Entry, Kind};
use events::Events;
use file::{Memory, Place};
use message::{is_tool_result, is_typed};
use names::{Names, Sessions};

mod calls;
mod entry;
mod events;
mod file;
mod gather;
mod message;
mod names;
mod scan;
mod time;

/// Reads one transcript after another. In the order of their paths, calls that several have in
/// common are the first one's; in any other order too, since paths are compared.
#[derive(Clone, Debug, Default)]
pub struct Transcripts {
    reading: Reading,
    /// Of every file, in the order of reading.
    paths: Vec<Box<str>>,
    /// Of every file: its session, and the record of its first call.
    files: Vec<FileOf>,
    sessions: Sessions,
    models: Names,
    calls: Calls,
    events: Events,
    /// The file that is being read.
    file: Option<File>,
    memory: Memory,
    /// The beginning of a line whose end is in the next chunk.
    carry: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct FileOf {
    session: u32,
    /// Of a main conversation's file.
    first: Option<u32>,
}

#[derive(Clone, Debug)]
struct File {
    /// Nothing until a line says it.
    session: Option<u32>,
    folder: String,
    stem: String,
    /// A hash of the sub-agent whose file it is.
    agent: Option<u64>,
    /// Lines so far, blank ones too.
    line: u64,
    lines_before: u64,
    /// Whether the line that is being read is too long, and left out.
    is_too_long: bool,
    knows_cwd: bool,
    first: Option<u32>,
}

impl Transcripts {
    /// Bytes of the longest line that is read; the longest seen anywhere has 2.1 MB.
    pub const LONGEST_LINE: usize = 64 << 20;

    pub fn new() -> Transcripts {
        Transcripts::default()
    }

    /// Calls so far, before those are joined that turn out to be copies.
    pub fn calls(&self) -> usize {
        self.calls.len()
    }

    /// What was read so far.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// A file begins; one that has not ended yet ends.
    pub fn begin(&mut self, path: &str) {
        self.end();
        let place = Place::of(path);
        self.reading.files += 1;
        self.paths.push(path.into());
        self.file = Some(File {
            session: place.session.map(|id| self.sessions.place(place.folder, id)),
            folder: place.folder.into(),
            stem: place.agent.map_or_else(|| place.session.unwrap_or_default().into(), Into::into),
            agent: place.agent.map(|agent| hash(agent.as_bytes())),
            line: 0,
            lines_before: self.reading.lines,
            is_too_long: false,
            knows_cwd: false,
            first: None,
        });
        self.memory.clear();
        self.events.begin();
    }

    /// The file's next bytes, cut anywhere. Without a file they are not read.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.file.is_none() {
            return;
        }
        self.reading.bytes += bytes.len() as u64;
        let mut start = 0;
        if self.is_within_line() {
            let Some(end) = memchr(b'\n', bytes) else { return self.keep(bytes) };
            self.keep(&bytes[..end]);
            self.end_of_line(true);
            start = end + 1;
        }
        let from = start;
        for end in memchr_iter(b'\n', &bytes[from..]) {
            let line = &bytes[start..from + end];
            start = from + end + 1;
            if line.len() > Self::LONGEST_LINE {
                self.keep(line);
                self.end_of_line(true);
            } else {
                self.line(line, true);
            }
        }
        self.keep(&bytes[start..]);
    }

    /// The file is over; its last line needs no end.
    pub fn end(&mut self) {
        if self.file.is_none() {
            return;
        }
        if self.is_within_line() {
            self.end_of_line(false);
        }
        let Some(file) = self.file.take() else { return };
        if self.reading.lines == file.lines_before {
            self.fault(None, Why::Empty);
        }
        let session = file.session.unwrap_or_else(|| self.sessions.place(&file.folder, &file.stem));
        self.files.push(FileOf { session, first: file.first });
    }

    fn is_within_line(&self) -> bool {
        !self.carry.is_empty() || self.file.as_ref().is_some_and(|file| file.is_too_long)
    }

    /// Part of a line, for later.
    fn keep(&mut self, part: &[u8]) {
        let Some(file) = &mut self.file else { return };
        if self.carry.len() + part.len() > Self::LONGEST_LINE {
            file.is_too_long = true;
            self.carry = Vec::new();
        } else if !file.is_too_long {
            self.carry.extend_from_slice(part);
        }
    }

    fn end_of_line(&mut self, is_ended: bool) {
        let mut line = mem::take(&mut self.carry);
        let is_too_long = self.file.as_mut().is_some_and(|file| mem::take(&mut file.is_too_long));
        if is_too_long {
            self.count_line();
            self.malformed(Why::LineTooLong { limit: Self::LONGEST_LINE as u64 });
        } else {
            self.line(&line, is_ended);
        }
        line.clear();
        self.carry = line;
    }

    fn line(&mut self, line: &[u8], is_ended: bool) {
        let line =
            if self.line_number() == 0 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
        if line.iter().all(u8::is_ascii_whitespace) {
            // A blank line is none, but has its number.
            self.file.iter_mut().for_each(|file| file.line += 1);
            return;
        }
        self.count_line();
        match Entry::read(line) {
            Ok(entry) => self.entry(&entry),
            Err(_) if is_ended => self.malformed(Why::Malformed),
            Err(_) => self.malformed(Why::CutShort),
        }
    }

    fn line_number(&self) -> u64 {
        self.file.as_ref().map_or(0, |file| file.line)
    }

    fn count_line(&mut self) {
        self.reading.lines += 1;
        self.file.iter_mut().for_each(|file| file.line += 1);
    }

    fn malformed(&mut self, why: Why) {
        self.reading.malformed += 1;
        self.fault(Some(self.line_number()), why);
    }

    fn fault(&mut self, line: Option<u64>, why: Why) {
        if self.reading.faults.len() < Reading::MOST_FAULTS {
            let file = self.paths.last().map_or("", |path| path).into();
            self.reading.faults.push(ReadFault { file, line, why });
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let Some(file) = &mut self.file else { return };
        if file.session.is_none() && !entry.session.is_empty() {
            let id = scan::plain(entry.session);
            file.session = Some(self.sessions.place(&file.folder, &id));
        }
        if !file.knows_cwd && !entry.cwd.is_empty() {
            file.knows_cwd = true;
            self.sessions.works_in(file.session, file.agent.is_none(), &scan::plain(entry.cwd));
        }
        let at = entry.at.unwrap_or(self.memory.last);
        self.memory.last = at;
        let (rank, chain) = self.chain(entry, at);
        match entry.kind {
            _ if entry.is_error || entry.message.model == b"<synthetic>" => self.reading.synthetic += 1,
            _ if entry.message.counts.is_some() => self.call(entry, at, rank, chain),
            Kind::User => self.sent(entry, at, rank, chain),
            Kind::Progress => self.memory.sent(chain, at),
            Kind::System if rank == Rank::Main => {
                if let (Some(boundary), Some(session)) = (entry.boundary, self.session()) {
                    self.events.compacted(session, at, boundary);
                }
            }
            _ => {}
        }
    }

    fn session(&self) -> Option<u32> {
        self.file.as_ref()?.session
    }

    /// Who wrote the line, and a hash of what names the sub-agent that did; 0 for none.
    fn chain(&mut self, entry: &Entry, at: Moment) -> (Rank, u64) {
        let own = self.file.as_ref().and_then(|file| file.agent);
        let named = (!entry.agent.is_empty()).then(|| hash(entry.agent).max(1));
        match own.or(named) {
            Some(agent) if own.is_some() => (Rank::Sidechain, named.unwrap_or(agent)),
            Some(agent) if entry.kind == Kind::Progress => (Rank::Progress, agent),
            Some(agent) if entry.is_sidechain => (Rank::Sidechain, agent),
            _ if entry.is_sidechain => {
                (Rank::Sidechain, self.memory.sidechain(hash(entry.uuid), hash(entry.parent), at))
            }
            _ => (Rank::Main, 0),
        }
    }

    fn call(&mut self, entry: &Entry, at: Moment, rank: Rank, chain: u64) {
        let (message, Some(counts), Some(file)) = (&entry.message, entry.message.counts, &self.file) else {
            return;
        };
        let (is_main_file, line) = (file.agent.is_none(), file.line);
        self.reading.usage_lines += 1;
        let is_shown = !message.is_final && self.memory.shows(some_hash(entry.uuid));
        let record = Record {
            request: some_hash(entry.request).unwrap_or(0),
            rank,
            file: self.files.len() as u32,
            chain,
            model: self.models.place(message.model),
            asked: self.memory.answered(chain, at),
            answered: at,
            is_final: message.is_final,
            counts,
            ..Record::default()
        };
        let record = record.with_visible(if is_shown { message.visible() } else { 0 });
        let place = self.calls.add(self.key(entry, line), record, &self.paths);
        if rank == Rank::Main {
            self.events.answered();
        }
        if let Some(file) = self.file.as_mut().filter(|_| is_main_file && rank == Rank::Main) {
            file.first.get_or_insert(place);
        }
    }

    /// What copies of a call have in common: the message id, or else the request's, or else the
    /// line's; without any of them a line is a copy of none.
    fn key(&self, entry: &Entry, line: u64) -> Key {
        let ids = [entry.message.id, entry.request, entry.uuid];
        match ids.iter().enumerate().find(|(_, id)| !id.is_empty()) {
            Some((kind, id)) => (FixedState::with_seed(kind as u64).hash_one(id), hash(id)),
            None => (self.paths.last().map_or(0, |path| hash(path.as_bytes())), line),
        }
    }

    fn sent(&mut self, entry: &Entry, at: Moment, rank: Rank, chain: u64) {
        self.memory.sent(chain, at);
        let content = entry.message.content;
        let Some(session) = self.session().filter(|_| rank == Rank::Main) else { return };
        if entry.is_summary {
            self.events.summed_up(session, at);
        } else if !entry.is_meta && !is_tool_result(content) && is_typed(content) {
            self.events.typed(session, at, hash(content));
        }
    }

    /// Everything that was read.
    pub fn finish(mut self) -> Logs {
        self.end();
        gather::gather(self)
    }
}

fn hash(bytes: &[u8]) -> u64 {
    FixedState::with_seed(4).hash_one(bytes)
}

/// Nothing for nothing, and never 0.
fn some_hash(text: &[u8]) -> Option<u64> {
    (!text.is_empty()).then(|| hash(text).max(1))
}
