//! Intake: one unpacked file at a time, to the reader of its kind.

use crate::logs::sorted;
use std::collections::{HashMap, hash_map};
use std::mem;

use super::kind::{HEAD, Kind, Nothing, ZSTD, is_litter, is_sessions, is_surprise, kind};
use super::report::{self, Found, Unbilled, merge::Source};
use super::transcript::Transcripts;
use super::{Imported, MOST_DOCUMENT};
#[cfg(feature = "tables")]
use crate::logs::tables::reading as tables;
use crate::logs::{ReadFault, Reading, Why, Zone};

/// Everything that was read so far, and the file that is being read.
#[derive(Default)]
pub(super) struct Intake {
    pub transcripts: Transcripts,
    documents: Vec<Document>,
    /// Rows of tables of sessions, and the first one's path.
    #[cfg(feature = "tables")]
    sessions: crate::logs::tables::packed::Packed,
    #[cfg(feature = "tables")]
    table: Option<String>,
    /// Whether there was one, which only a program with its reader can read.
    #[cfg(not(feature = "tables"))]
    pub has_table: bool,
    faults: Vec<ReadFault>,
    passed_over: u64,
    /// Files without a byte.
    empty: Vec<String>,
    files: u64,
    bytes: u64,
    path: String,
    state: State,
}

/// A report, or several in one file.
#[derive(Clone)]
struct Document {
    /// A hash of all of it: what comes twice under two names is one.
    content: u64,
    path: String,
    found: Found,
}

#[derive(Default)]
enum State {
    /// No file, or one of which nothing more is needed.
    #[default]
    Over,
    /// Too little of it to know its kind.
    Head(Vec<u8>),
    Transcript,
    Document(Vec<u8>),
    #[cfg(feature = "tables")]
    Table(Box<tables::Reading>),
}

impl Intake {
    pub fn begin(&mut self, path: &str) {
        self.path = path.into();
        self.state = if is_litter(path) { State::Over } else { State::Head(Vec::new()) };
    }

    /// Whether the rest of the file matters.
    pub fn wants_more(&self) -> bool {
        !matches!(self.state, State::Over)
    }

    pub fn push(&mut self, bytes: &[u8]) {
        match &mut self.state {
            State::Over => {}
            State::Transcript => self.transcripts.push(bytes),
            // Enough to tell by, and not copied first.
            State::Head(head) if head.is_empty() && bytes.len() >= HEAD => {
                if kind(&bytes[..HEAD], false) == Kind::Transcript {
                    return self.transcript(bytes);
                }
                *head = bytes[..HEAD].to_vec();
                self.decide(false);
                self.push(&bytes[HEAD..]);
            }
            State::Head(head) => {
                let (first, rest) = bytes.split_at(bytes.len().min(HEAD - head.len()));
                head.extend_from_slice(first);
                if head.len() == HEAD {
                    self.decide(false);
                    self.push(rest);
                }
            }
            #[cfg(feature = "tables")]
            State::Table(table) if table.bytes + bytes.len() as u64 > tables::MOST => {
                self.state = State::Over;
                self.pass_over(&self.path.clone(), Why::TooLarge { limit: tables::MOST });
            }
            #[cfg(feature = "tables")]
            State::Table(table) => table.push(bytes),
            State::Document(document) => {
                let room = MOST_DOCUMENT as usize - document.len();
                let (first, rest) = bytes.split_at(bytes.len().min(room));
                document.extend_from_slice(first);
                if !rest.is_empty() {
                    self.too_large(rest);
                }
            }
        }
    }

    pub fn end(&mut self) {
        if matches!(self.state, State::Head(_)) {
            self.decide(true);
        }
        match std::mem::take(&mut self.state) {
            State::Transcript => self.transcripts.end(),
            State::Document(document) => self.document(document),
            #[cfg(feature = "tables")]
            State::Table(table) => self.table(*table),
            State::Over | State::Head(_) => {}
        }
    }

    /// The rest of a file or archive cannot be had; what was read so far stays.
    pub fn fault_of(&mut self, path: &str, why: Why) {
        self.end_early();
        self.faults.push(ReadFault { file: path.into(), line: None, why });
    }

    /// An archive ends within a file of it. A transcript is read to there, which its reader and
    /// the archive's fault say.
    pub fn cut(&mut self, path: &str) {
        if !self.end_early() {
            self.faults.push(ReadFault { file: path.into(), line: None, why: Why::CutShort });
        }
    }

    /// A file that is not read at all.
    pub fn pass_over(&mut self, path: &str, why: Why) {
        // Logs are put away with zstd, under any name.
        let is_surprise = is_surprise(path) || why == Why::Packed { unpack: Some(ZSTD) };
        if why == Why::Empty && is_surprise {
            self.empty.push(path.into());
        } else if is_surprise {
            self.faults.push(ReadFault { file: path.into(), line: None, why });
        } else {
            self.passed_over += 1;
        }
    }

    /// Ends a file whose rest cannot be had; what cannot be judged by halves is dropped. Whether
    /// it was a transcript.
    fn end_early(&mut self) -> bool {
        if let State::Head(head) = &self.state
            && kind(head, false) == Kind::Transcript
        {
            self.decide(false);
        }
        let is_transcript = matches!(std::mem::take(&mut self.state), State::Transcript);
        if is_transcript {
            self.transcripts.end();
        }
        is_transcript
    }

    fn decide(&mut self, whole: bool) {
        let State::Head(head) = std::mem::take(&mut self.state) else { return };
        match kind(&head, whole) {
            Kind::Transcript => self.transcript(&head),
            #[cfg(feature = "tables")]
            Kind::Document if is_sessions(&head) => {
                let mut table = Box::<tables::Reading>::default();
                table.push(&head);
                self.state = State::Table(table);
            }
            #[cfg(not(feature = "tables"))]
            Kind::Document if is_sessions(&head) => self.has_table = true,
            Kind::Document => self.state = State::Document(head),
            Kind::Neighbour => self.passed_over += 1,
            Kind::Nothing(nothing) => self.nothing(nothing),
        }
    }

    fn transcript(&mut self, first: &[u8]) {
        // Its session is named by the file, however it is packed.
        let path = self.path.strip_suffix(".gz").unwrap_or(&self.path);
        self.transcripts.begin(path);
        self.transcripts.push(first);
        self.state = State::Transcript;
    }

    fn nothing(&mut self, nothing: Nothing) {
        self.pass_over(&self.path.clone(), nothing.into());
    }

    /// A document can only be a transcript after all, whose first line is longer than any head.
    fn too_large(&mut self, rest: &[u8]) {
        let State::Document(document) = std::mem::take(&mut self.state) else { return };
        if kind(&document, false) == Kind::Transcript {
            self.transcript(&document);
            self.transcripts.push(rest);
        } else {
            self.pass_over(&self.path.clone(), Why::TooLarge { limit: MOST_DOCUMENT });
        }
    }

    fn document(&mut self, document: Vec<u8>) {
        let document = match document.as_slice() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => report::decoded(&document).into_bytes(),
            _ => document,
        };
        match kind(&document, true) {
            Kind::Transcript => {
                self.transcript(&document);
                return self.end();
            }
            Kind::Neighbour => return self.passed_over += 1,
            Kind::Document | Kind::Nothing(_) => {}
        }
        #[cfg(feature = "tables")]
        if is_sessions(&document) {
            let mut table = tables::Reading::default();
            table.push(&document);
            return self.table(table);
        }
        let found = report::read(&document);
        if found.parts.is_empty() && found.faults.iter().all(|(_, why)| is_no_report(why)) {
            let why = found.faults.into_iter().next().map_or(Why::Unknown, |(_, why)| why);
            return self.pass_over(&self.path.clone(), why);
        }
        self.files += 1;
        self.bytes += document.len() as u64;
        self.documents.push(Document { content: report::hash(&document), path: self.path.clone(), found });
    }

    /// Of a table: exports of the same sessions are told apart when all are there.
    #[cfg(feature = "tables")]
    fn table(&mut self, mut table: tables::Reading) {
        table.end();
        let file = |(line, why)| ReadFault { file: self.path.clone(), line, why };
        self.faults.extend(table.faults.into_iter().map(file));
        match self.sessions.is_empty() {
            true => self.sessions = table.rows,
            false => self.sessions.append(&table.rows),
        }
        self.table.get_or_insert_with(|| self.path.clone());
        self.files += 1;
        self.bytes += table.bytes;
    }

    /// Takes out what was read so far. What is kept is room to read on.
    pub fn take(&mut self) -> Intake {
        let transcripts = self.transcripts.take();
        let rooms = mem::take(&mut self.transcripts);
        Intake { transcripts, ..mem::replace(self, Intake { transcripts: rooms, ..Intake::default() }) }
    }

    /// Takes in what was read of other files, which come after these.
    pub fn append(&mut self, other: &Intake) {
        self.transcripts.append(&other.transcripts);
        self.documents.extend_from_slice(&other.documents);
        #[cfg(feature = "tables")]
        if self.table.is_none() {
            (self.table, self.sessions) = (other.table.clone(), other.sessions.clone());
        } else {
            self.sessions.append(&other.sessions);
        }
        self.faults.extend_from_slice(&other.faults);
        self.empty.extend_from_slice(&other.empty);
        self.passed_over += other.passed_over;
        self.files += other.files;
        self.bytes += other.bytes;
    }

    /// What the documents say, each once, under the path under which it came first.
    fn sources(&mut self) -> (Vec<Source>, Unbilled) {
        let (mut sources, mut first) = (Vec::new(), HashMap::new());
        let mut unbilled = Unbilled::default();
        for Document { content, path, found } in mem::take(&mut self.documents) {
            let file = |line, why| ReadFault { file: path.clone(), line, why };
            match first.entry(content) {
                hash_map::Entry::Occupied(other) => {
                    let other = String::clone(other.get());
                    self.faults.push(file(None, Why::CountsTwice { other }));
                }
                hash_map::Entry::Vacant(place) => {
                    self.faults.extend(found.faults.into_iter().map(|(line, why)| file(line, why)));
                    found.parts.iter().for_each(|part| unbilled.append(&part.unbilled));
                    let source = |part| Source { path: path.clone(), part };
                    sources.extend(found.parts.into_iter().map(source));
                    place.insert(path);
                }
            }
        }
        (sources, unbilled)
    }

    pub fn finish(mut self, zone: &Zone) -> Imported {
        #[cfg(feature = "tables")]
        let (mut sources, unbilled) = self.sources();
        #[cfg(not(feature = "tables"))]
        let (sources, unbilled) = self.sources();
        let mut logs = self.transcripts.finish();
        #[cfg(feature = "tables")]
        {
            self.sessions.settle();
            logs.reading.summed = self.sessions.sessions().count() as u64;
            if logs.calls.is_empty() {
                logs.models = self.sessions.models().0;
            }
            let part = report::sessions::part(&crate::prices::RateTable::shipped(), &self.sessions);
            sources.extend(self.table.take().map(|path| Source { path, part }));
        }
        let (reports, left_out, refused) = report::merge::merge(sources, (&logs, zone));
        let reading = &mut logs.reading;
        reading.files += self.files;
        reading.bytes += self.bytes;
        reading.passed_over += self.passed_over;
        reading.refused += unbilled.refused.len() as u64;
        reading.uncounted += unbilled.uncounted.len() as u64;
        self.empty.iter().for_each(|file| reading.add_empty(file));
        let told = reading.faults.len();
        reading.faults.extend(self.faults.into_iter().chain(refused));
        reading.unread += (reading.faults.len() - told) as u64;
        sorted::by(&mut reading.faults, |a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        reading.faults.truncate(Reading::MOST_FAULTS);
        Imported {
            logs,
            reports,
            left_out,
            #[cfg(feature = "tables")]
            sessions: self.sessions,
        }
    }
}

/// Whether the document may be anything: settings are JSON too.
fn is_no_report(why: &Why) -> bool {
    matches!(why, Why::Unknown | Why::Statistics)
}
