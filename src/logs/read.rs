//! Import: files of any kind, in pieces as they come -> what they say of real work.
//!
//! ```text
//! bytes -> unpack (gzip, zip) -> intake -- kind --> transcript -> Logs
//!                                             '---> report -> merge -> [Report]
//! ```
//!
//! What a file is, its content says, never its name. However a file is cut into pieces, the
//! result is the same. What cannot be read is a fault with its file and line, and the rest is
//! read.

mod intake;
mod kind;
mod number;
pub mod report;
mod tier;
pub mod transcript;
mod unpack;

use crate::logs::{Logs, Report, Why, Zone};
use intake::Intake;
use unpack::Unpack;

/// Bytes of a report at most: ten years of days by model, or a month of a large
/// organisation's keys. Transcripts have no limit: they are read line by line.
pub const MOST_DOCUMENT: u64 = 32 << 20;
/// Unpacked bytes of one archive at most.
pub const MOST_UNPACKED: u64 = 8 << 30;
/// How many times its size an archive may unpack to, from [`MOST_TIMES_FROM`] bytes on.
/// Transcripts pack to a fifth or a tenth of their size, and the best that deflate can do
/// is 1,032 times.
pub const MOST_TIMES: u64 = 250;
pub const MOST_TIMES_FROM: u64 = 100 << 20;

/// Reads files one after the other, in the order of their paths.
#[derive(Default)]
pub struct Import {
    intake: Intake,
    file: Option<Unpack>,
    files: u64,
    bytes: u64,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// That were begun, as they were given: an archive is one.
    pub files: u64,
    /// As they were given, packed.
    pub bytes: u64,
    /// That were found so far.
    pub calls: u64,
}

/// Everything that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Of transcripts; its reading counts every kind of file, with the faults of all.
    pub logs: Logs,
    /// One of each kind, from what tells most to what tells least, with nothing in them that
    /// another or the logs count already.
    pub reports: Vec<Report>,
    /// What was left out of reports because the logs have it: to check these with. Each is of the days
    /// of a kind, of a session, or of one text.
    pub left_out: Vec<Report>,
    /// Rows of tables of sessions, whose dollars stand in a report.
    #[cfg(feature = "tables")]
    pub sessions: crate::logs::tables::packed::Packed,
}

impl Import {
    pub fn new() -> Import {
        Import::default()
    }

    /// A file is going to come, under a path from what was chosen on: "x.jsonl" for a file,
    /// "projects/a/x.jsonl" for one of a folder.
    pub fn begin(&mut self, path: &str) {
        self.end();
        self.files += 1;
        self.file = Some(Unpack::new(path.into()));
    }

    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        if let Some(file) = &mut self.file {
            file.push(bytes, &mut self.intake);
        }
    }

    /// Whether the rest of the file matters: where it does not, it need not be pushed.
    pub fn wants_more(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.wants_more(&self.intake))
    }

    /// Whether a table of sessions was among the files, which this program does not read.
    #[cfg(not(feature = "tables"))]
    pub fn has_table(&self) -> bool {
        self.intake.has_table
    }

    /// The file has come to its end.
    pub fn end(&mut self) {
        if let Some(file) = self.file.take() {
            file.end(&mut self.intake);
        }
    }

    /// A file or folder that the system does not let be read, in its words. A file that was
    /// begun ends there.
    pub fn refused(&mut self, path: &str, says: &str) {
        self.file = None;
        self.intake.fault_of(path, Why::Refused { says: says.into() });
    }

    /// Takes out what was read so far, for [`Import::append`]. What is kept is room to read on.
    pub fn take(&mut self) -> Import {
        self.end();
        let intake = self.intake.take();
        let (files, bytes) = (std::mem::take(&mut self.files), std::mem::take(&mut self.bytes));
        Import { intake, file: None, files, bytes }
    }

    /// Takes in what another import took out, as if this one had read its files after its own.
    /// So files can be read apart from each other, in any order, and put together in that of
    /// their paths.
    pub fn append(&mut self, part: &Import) {
        self.end();
        self.intake.append(&part.intake);
        self.files += part.files;
        self.bytes += part.bytes;
    }

    pub fn progress(&self) -> Progress {
        Progress { files: self.files, bytes: self.bytes, calls: self.intake.transcripts.calls() as u64 }
    }

    pub fn finish(self) -> Imported {
        self.finish_in(&Zone::UTC)
    }

    /// The same with the user's zone, in which reports have their days that do not say another one.
    pub fn finish_in(mut self, zone: &Zone) -> Imported {
        self.end();
        self.intake.finish(zone)
    }
}
