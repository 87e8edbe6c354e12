//! Transcripts that were read apart, put together as if one reader had read all of them.

use std::mem;

use super::{FileOf, Transcripts};

/// Where what another reader numbered stands here: sessions, models and records by their places
/// there.
pub struct Places {
    /// Files before its first.
    pub files: u32,
    pub sessions: Vec<u32>,
    pub models: Vec<u32>,
    pub records: Vec<u32>,
}

impl Transcripts {
    /// Takes out what was read so far. What is kept is room to read on.
    pub fn take(&mut self) -> Transcripts {
        self.end();
        let (lines, memory) = (mem::take(&mut self.lines), mem::take(&mut self.memory));
        mem::replace(self, Transcripts { lines, memory, ..Transcripts::default() })
    }

    /// Takes in what another reader read, as if this one had read it after its own files. The
    /// other one's last file has ended.
    pub fn append(&mut self, other: &Transcripts) {
        self.end();
        let mut places = Places {
            files: self.files.len() as u32,
            sessions: self.sessions.append(&other.sessions),
            models: self.models.append(&other.models),
            records: Vec::new(),
        };
        self.paths.extend(other.paths.iter().cloned());
        places.records = self.calls.append(&other.calls, &places, &self.paths);
        self.files.extend(other.files.iter().map(|file| FileOf {
            session: places.sessions[file.session as usize],
            first: file.first.map(|first| places.records[first as usize]),
        }));
        self.events.append(&other.events, &places);
        self.unlogged.append(&other.unlogged, &places);
        self.reading.append(&other.reading);
    }
}
