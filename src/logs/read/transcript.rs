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

use foldhash::quality::FixedState;

use crate::logs::{Logs, Moment, ReadFault, Reading, Why};
use calls::{Calls, Key, Rank, Record};
use client::{Point, Run};
use entry::{Entry, Kind};
use events::Events;
use file::{Memory, Place};
use lines::{Line, Lines};
use message::{is_tool_result, is_typed};
use names::{Names, Sessions};
use parts::Parts;
use tools::Asked;
use unlogged::Unlogged;

pub(in crate::logs::read) mod answer;
mod append;
mod calls;
mod client;
mod counts;
mod entry;
mod estimate;
mod events;
mod file;
mod gather;
mod glued;
mod iterations;
pub(in crate::logs::read) mod lines;
mod message;
pub(in crate::logs) mod names;
mod parts;
mod scan;
mod spread;
mod summaries;
mod time;
mod tools;
mod totals;
mod unlogged;

/// Reads one transcript after another. In the order of their paths, calls that several have in
/// common are the first one's; in any other order too, since paths are compared.
#[derive(Clone, Debug, Default)]
pub struct Transcripts {
    reading: Reading,
    /// Of every file or part of one, in the order of reading.
    paths: Vec<Box<str>>,
    /// Of each: its session, and the record of its first call.
    files: Vec<FileOf>,
    sessions: Sessions,
    models: Names,
    calls: Calls,
    events: Events,
    unlogged: Unlogged,
    /// The file that is being read.
    file: Option<File>,
    /// Its path, and after its end still.
    path: Box<str>,
    memory: Memory,
    lines: Lines,
}

#[derive(Clone, Copy, Debug)]
struct FileOf {
    session: u32,
    /// Of a main conversation's file.
    first: Option<u32>,
}

#[derive(Clone, Debug)]
struct File {
    folder: String,
    stem: String,
    /// A hash of the sub-agent whose file it is.
    agent: Option<u64>,
    /// Whether that one only sums up, for a compaction.
    sums_up: bool,
    /// Lines of the files before it.
    lines_before: u64,
    parts: Parts,
}

impl Transcripts {
    /// Bytes of the longest line that is read.
    pub const LONGEST_LINE: usize = Lines::LONGEST;

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
        self.path = path.into();
        let parts = self.first_part(path, &place);
        self.file = Some(File {
            folder: place.folder.into(),
            stem: place.agent.map_or_else(|| place.session.unwrap_or_default().into(), Into::into),
            agent: place.agent.map(|agent| hash(agent.as_bytes())),
            sums_up: place.sums_up(),
            lines_before: self.reading.lines,
            parts,
        });
        self.memory.clear();
    }

    /// The file's next bytes, cut anywhere. Without a file they are not read.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.file.is_some() {
            self.reading.bytes += bytes.len() as u64;
            let mut lines = mem::take(&mut self.lines);
            lines.push(bytes, &mut |number, line| self.line(number, line));
            self.lines = lines;
        }
    }

    /// The file is over; its last line needs no end.
    pub fn end(&mut self) {
        if self.file.is_none() {
            return;
        }
        let mut lines = mem::take(&mut self.lines);
        lines.end(&mut |number, line| self.line(number, line));
        self.lines = lines;
        let Some(file) = self.file.take() else { return };
        if self.reading.lines == file.lines_before {
            self.reading.add_empty(&self.path);
        }
        self.end_parts(file.parts, &file.folder, &file.stem);
    }

    fn line(&mut self, number: u64, line: Line) {
        let (text, why) = match line {
            Line::Whole(text) => (text, Why::Malformed),
            Line::Unended(text) => (text, Why::CutShort),
            Line::TooLong => (&b""[..], Why::LineTooLong { limit: Lines::LONGEST as u64 }),
        };
        let mark: &[u8] = if number == 1 { b"\xEF\xBB\xBF" } else { b"" };
        let text = text.strip_prefix(mark).unwrap_or(text);
        // A blank line has its number, and is none.
        if line != Line::TooLong && text.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        self.reading.lines += 1;
        match Entry::read(text) {
            Ok(entry) => self.record(&entry, number),
            Err(_) if line == Line::TooLong => self.unreadable(number, why),
            Err(_) => {
                // Of records that were written onto each other, each that is whole is read.
                let whole = glued::records(text);
                whole.entries.iter().for_each(|entry| self.record(entry, number));
                if whole.is_torn {
                    self.unreadable(number, why);
                }
            }
        }
    }

    fn record(&mut self, entry: &Entry, number: u64) {
        self.turn_to(entry.session, entry.kind);
        if entry.message.is_strange {
            self.unreadable(number, Why::OtherNames);
        } else if self.is_timeless(entry) {
            self.unreadable(number, Why::NoTime);
        } else {
            self.entry(entry, number);
        }
    }

    fn unreadable(&mut self, line: u64, why: Why) {
        self.reading.malformed += 1;
        self.fault(Some(line), why);
    }

    /// Whether it is a call of no day, and so of no price: no time in it, and none before it.
    fn is_timeless(&self, entry: &Entry) -> bool {
        entry.message.counts.is_some() && entry.at.is_none() && self.memory.last == 0
    }

    fn fault(&mut self, line: Option<u64>, why: Why) {
        self.reading.unread += 1;
        if self.reading.faults.len() < Reading::MOST_FAULTS {
            let file = self.path.as_ref().into();
            self.reading.faults.push(ReadFault { file, line, why });
        }
    }

    fn entry(&mut self, entry: &Entry, line: u64) {
        let Some(file) = &mut self.file else { return };
        let part = &mut file.parts.now;
        if part.cwd.is_none() && !entry.cwd.is_empty() {
            let cwd = scan::plain(entry.cwd);
            self.sessions.works_in(part.session, file.agent.is_none(), &cwd);
            part.cwd = Some(cwd.into());
        }
        if part.headless.is_none() && file.agent.is_none() && !entry.entrypoint.is_empty() {
            part.headless = Some(is_headless(entry.entrypoint));
        }
        let at = entry.at.unwrap_or(self.memory.last);
        self.memory.last = at;
        part.latest = part.latest.max(at);
        let (rank, chain) = self.chain(entry);
        match entry.kind {
            _ if entry.is_error || entry.message.model == b"<synthetic>" => self.reading.synthetic += 1,
            _ if entry.message.counts.is_some() => self.call(entry, line, at, (rank, chain)),
            Kind::Assistant if entry.message.has_content() => {
                let key = self.key(entry, line);
                self.calls.add_uncounted(key, self.here(), at);
            }
            Kind::User => self.sent(entry, at, (rank, chain)),
            Kind::CostState => self.client_totals(entry),
            Kind::Progress if rank == Rank::Progress => self.memory.sent(chain, at),
            Kind::System => {
                if let (Some(boundary), Some(session)) = (entry.boundary, self.session()) {
                    match rank {
                        Rank::Main => self.events.compacted(session, at, boundary),
                        _ => self.events.agent_compacted(session, chain, at, boundary),
                    }
                }
            }
            _ => {}
        }
    }

    fn session(&self) -> Option<u32> {
        self.file.as_ref()?.parts.now.session
    }

    /// The place of the file or of its part that is being read.
    fn here(&self) -> u32 {
        self.file.as_ref().map_or(0, |file| file.parts.now.file)
    }

    /// Who wrote the line, and a hash of what names the sub-agent that did; 0 for none.
    fn chain(&mut self, entry: &Entry) -> (Rank, u64) {
        let own = self.file.as_ref().and_then(|file| file.agent);
        let named = (!entry.agent.is_empty()).then(|| hash(entry.agent).max(1));
        match own.or(named) {
            Some(agent) if own.is_some() => (Rank::Sidechain, named.unwrap_or(agent)),
            Some(agent) if entry.kind == Kind::Progress => (Rank::Progress, agent),
            Some(agent) if entry.is_sidechain => (Rank::Sidechain, agent),
            _ if entry.is_sidechain => {
                (Rank::Sidechain, self.memory.sidechain(hash(entry.uuid), hash(entry.parent)))
            }
            _ => (Rank::Main, 0),
        }
    }

    fn call(&mut self, entry: &Entry, line: u64, at: Moment, (rank, chain): (Rank, u64)) {
        let message = &entry.message;
        let Some(mut counts) = message.counts else { return };
        counts.in_cloud = is_of_cloud(message.id);
        self.reading.usage_lines += 1;
        let is_shown = !message.is_final && self.memory.shows(some_hash(entry.uuid));
        let record = Record {
            request: some_hash(entry.request).unwrap_or(0),
            message: some_hash(message.id).unwrap_or(0),
            rank,
            file: self.here(),
            chain,
            model: self.models.place(message.model),
            named: hash(message.model) as u32,
            asked: self.memory.answered(chain, at),
            answered: at,
            is_final: message.is_final,
            is_refused: message.is_refused,
            has_content: message.has_content(),
            counts,
            ..Record::default()
        };
        let record = record.with_visible(if is_shown { message.visible() } else { 0 });
        let place = self.calls.add(self.key(entry, line), record, &self.paths);
        let requests = iterations::read(message.iterations, &mut self.models);
        if !requests.is_empty() {
            self.calls.add_iterations(place, requests);
        }
        if let Some(file) = self.file.as_mut().filter(|file| file.agent.is_none()) {
            file.parts.now.calls.push(place);
        }
        if let Some(session) = self.session().filter(|_| self.file.as_ref().is_some_and(|file| file.sums_up))
        {
            self.events.summarised(session, at);
        }
        if let Some(file) = self.file.as_mut().filter(|_| rank == Rank::Main) {
            file.parts.now.first.get_or_insert(place);
            self.events.answered();
        }
    }

    /// What copies of a call have in common: the message id, or else the request's, or else the
    /// line's; without any of them the same line of a file of the same name is one.
    fn key(&self, entry: &Entry, line: u64) -> Key {
        let ids = [entry.message.id, entry.request, entry.uuid];
        match ids.iter().enumerate().find(|(_, id)| !id.is_empty()) {
            Some((kind, id)) => (FixedState::with_seed(kind as u64).hash_one(id), hash(id)),
            None => {
                let counts = entry.message.counts.unwrap_or_default();
                let name = self.file.as_ref().map_or("", |file| &file.stem);
                let said = (name, entry.at, entry.session, counts.output, counts.input, counts.read);
                // Without a time, files of one name may be anything.
                let path = if entry.at.is_some() { "" } else { &*self.path };
                (FixedState::with_seed(4).hash_one((path, said)), line)
            }
        }
    }

    /// The client's totals name a model as it was asked for, the answers as it is.
    fn client_totals(&mut self, entry: &Entry) {
        let name =
            |written: &[u8]| written.split(|byte| *byte == b'[').next().map_or(written, |name| name).to_vec();
        let mut totals = Run::new();
        for (model, counts) in &entry.totals {
            client::join(&mut totals, &Run::from([(self.models.place(&name(model)), *counts)]));
        }
        if let Some(file) = self.file.as_mut().filter(|file| file.agent.is_none()) {
            let part = &mut file.parts.now;
            part.points.push(Point { at: entry.at.unwrap_or(part.latest), totals });
        }
    }

    fn sent(&mut self, entry: &Entry, at: Moment, (rank, chain): (Rank, u64)) {
        self.memory.sent(chain, at);
        if let Some(session) = self.session().filter(|_| entry.asked != Asked::default()) {
            let from = (session, rank == Rank::Main);
            self.unlogged.tool_asked(from, at, (some_hash(entry.uuid), entry.asked));
        }
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

/// Whether a message's id says that a cloud served it: Bedrock or Vertex AI.
fn is_of_cloud(id: &[u8]) -> bool {
    [&b"msg_bdrk_"[..], b"msg_vrtx_"].iter().any(|cloud| id.starts_with(cloud))
}

/// `cli` and the editors have a person before them; `claude -p` and the SDKs (`sdk-cli`, `sdk-ts`,
/// `sdk-py`) have none (FACTS-2026-11-28, (d), Lines).
fn is_headless(entrypoint: &[u8]) -> bool {
    entrypoint.starts_with(b"sdk-")
}

/// Of a message's id, as calls have it.
pub(in crate::logs::read) fn of_message(id: &str) -> u64 {
    some_hash(id.as_bytes()).unwrap_or(0)
}

/// Nothing for nothing, and never 0.
fn some_hash(text: &[u8]) -> Option<u64> {
    (!text.is_empty()).then(|| hash(text).max(1))
}
