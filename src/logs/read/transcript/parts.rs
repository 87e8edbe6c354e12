//! The sessions of one file: mostly one. Of transcripts that were written into one file, or came
//! one after another through a pipe, each session is read as if it had a file of its own.
//!
//! A file that is named after its session stays that session's, whatever its lines say: those of
//! a resumed session or a fork begin with lines of another. So does a sub-agent's file.

use std::collections::HashMap;
use std::mem;

use foldhash::fast::FixedState;

use super::client::Point;
use super::entry::Kind;
use super::file::{Memory, Place};
use super::names::is_id;
use super::{FileOf, Transcripts, scan};
use crate::logs::sorted;
use crate::logs::{Moment, Why};

/// What a file says of one session.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Its place in the order of files: each part is one.
    pub file: u32,
    /// The session's id as lines write it; empty until one does.
    id: Box<[u8]>,
    /// Nothing until a line says it.
    pub session: Option<u32>,
    /// The working directory in which it began.
    pub cwd: Option<Box<str>>,
    /// Whether the first of its lines that says how the client was started names no terminal.
    pub headless: Option<bool>,
    /// The record of its first call, in a main conversation's file.
    pub first: Option<u32>,
    /// The records of its calls, copies of other files' too.
    pub calls: Vec<u32>,
    /// The client's own totals, in their order.
    pub points: Vec<Point>,
    /// The latest of its lines so far.
    pub latest: Moment,
    /// What its lines said, while those of another are read.
    memory: Memory,
}

/// The parts of the file that is being read.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub now: Part,
    /// Whether the lines say of which sessions the file is.
    follows_lines: bool,
    others: HashMap<Box<[u8]>, Part, FixedState>,
    /// What tools asked for in the files before.
    asked_before: usize,
}

impl Parts {
    fn may_turn_to(&self, written: &[u8]) -> bool {
        let is_open = self.follows_lines || self.now.session.is_none();
        is_open && !written.is_empty() && *self.now.id != *written
    }
}

impl Transcripts {
    /// A file begins with a part of its own.
    pub(super) fn first_part(&mut self, path: &str, place: &Place) -> Parts {
        let session = place.session.map(|id| self.sessions.place(place.folder, id));
        let names_itself = place.session.is_some_and(is_id);
        Parts {
            now: Part { session, ..self.part(path.into()) },
            follows_lines: place.agent.is_none() && !names_itself,
            others: HashMap::default(),
            asked_before: self.unlogged.asked(),
        }
    }

    fn part(&mut self, path: Box<str>) -> Part {
        let file = self.files.len() as u32;
        self.paths.push(path);
        self.files.push(FileOf { session: 0, first: None });
        self.events.begin();
        Part { file, ..Part::default() }
    }

    /// Goes to the part of the session that a line is of. The client's totals stand behind what they
    /// are of, and begin none.
    pub(super) fn turn_to(&mut self, written: &[u8], kind: Kind) {
        let Some(mut file) = self.file.take_if(|file| file.parts.may_turn_to(written)) else { return };
        let parts = &mut file.parts;
        let is_alone = parts.others.is_empty();
        let begins = kind != Kind::CostState;
        if parts.now.session.is_none() {
            // A sub-agent's file, which is of one session.
            parts.now.session = Some(self.sessions.place(&file.folder, &scan::plain(written)));
            parts.now.id = written.into();
        } else if is_alone && *file.stem.as_bytes() == *written {
            parts.follows_lines = false;
        } else if begins && parts.now.id.is_empty() {
            // With one session in it, a file is called as it is named.
            parts.now.id = written.into();
        } else if begins || parts.others.contains_key(written) {
            self.other_part(parts, &file.folder, written);
        }
        self.file = Some(file);
    }

    fn other_part(&mut self, parts: &mut Parts, folder: &str, written: &[u8]) {
        if parts.others.is_empty() {
            self.name_first(parts, folder);
        }
        let mut next = match parts.others.remove(written) {
            Some(part) => {
                self.events.turn_to(part.file);
                part
            }
            None => {
                let id = scan::plain(written);
                let path = [&*self.path, "/", &id].concat();
                let session = Some(self.sessions.place(folder, &id));
                Part { session, id: written.into(), ..self.part(path.into()) }
            }
        };
        mem::swap(&mut parts.now, &mut next);
        next.memory = mem::replace(&mut self.memory, mem::take(&mut parts.now.memory));
        parts.others.insert(next.id.clone(), next);
    }

    /// Where there are several, the first too is called as its lines say.
    fn name_first(&mut self, parts: &mut Parts, folder: &str) {
        let session = self.sessions.place(folder, &scan::plain(&parts.now.id));
        parts.now.session = Some(session);
        self.sessions.works_in(Some(session), true, parts.now.cwd.as_deref().unwrap_or_default());
        self.events.moved(parts.now.file, session);
        self.unlogged.moved(parts.asked_before, session);
    }

    /// The file is over, and with it all of its parts.
    pub(super) fn end_parts(&mut self, parts: Parts, folder: &str, stem: &str) {
        let Parts { now, others, follows_lines, .. } = parts;
        let mut all: Vec<Part> = others.into_values().collect();
        all.push(now);
        sorted::by_key(&mut all, |part| part.file);
        // Of several each is called as its lines say.
        if let [part] = all.as_slice()
            && let Some(session) = part.session.filter(|_| follows_lines)
        {
            self.sessions.says(session, &scan::plain(&part.id));
        }
        for part in all {
            let session = part.session.unwrap_or_else(|| self.sessions.place(folder, stem));
            self.sessions.started(session, part.headless);
            match part.latest {
                _ if part.points.is_empty() => {}
                // Totals of no day, and so of no price.
                0 => self.fault(None, Why::NoTime),
                latest => {
                    // Those before the first line with a time have the day of the file.
                    let at =
                        |point: Point| Point { at: if point.at == 0 { latest } else { point.at }, ..point };
                    self.unlogged.add(session, part.points.into_iter().map(at).collect(), part.calls);
                }
            }
            self.files[part.file as usize] = FileOf { session, first: part.first };
        }
    }
}
