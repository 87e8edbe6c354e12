//! Intake: one unpacked file at a time, to the reader of its kind.

use super::kind::{HEAD, Kind, Nothing, is_litter, is_surprise, kind};
use super::report::{self, Found, merge::Source};
use super::transcript::Transcripts;
use super::{Imported, MOST_DOCUMENT};
use crate::logs::{ReadFault, Reading, Why};

/// Everything that was read so far, and the file that is being read.
#[derive(Default)]
pub(super) struct Intake {
    pub transcripts: Transcripts,
    sources: Vec<Source>,
    /// Documents by their content, with the path under which each came first.
    documents: Vec<(u64, String)>,
    faults: Vec<ReadFault>,
    passed_over: u64,
    /// Files without a byte.
    empty: Vec<String>,
    files: u64,
    bytes: u64,
    path: String,
    state: State,
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
            State::Head(head) => {
                let (first, rest) = bytes.split_at(bytes.len().min(HEAD - head.len()));
                head.extend_from_slice(first);
                if head.len() == HEAD {
                    self.decide(false);
                    self.push(rest);
                }
            }
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
        if why == Why::Empty && is_surprise(path) {
            self.empty.push(path.into());
        } else if is_surprise(path) {
            self.faults.push(ReadFault { file: path.into(), line: None, why });
        } else {
            self.passed_over += 1;
        }
    }

    fn add_fault(&mut self, line: Option<u64>, why: Why) {
        self.faults.push(ReadFault { file: self.path.clone(), line, why });
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
        match kind(&document, true) {
            Kind::Transcript => {
                self.transcript(&document);
                return self.end();
            }
            Kind::Neighbour => return self.passed_over += 1,
            Kind::Document | Kind::Nothing(_) => {}
        }
        let found = report::read(&document);
        if found.parts.is_empty() && found.faults.iter().all(|(_, why)| is_no_report(why)) {
            return self.nothing(Nothing::Unknown);
        }
        self.files += 1;
        self.bytes += document.len() as u64;
        self.report(report::hash(&document), found);
    }

    fn report(&mut self, content: u64, found: Found) {
        if let Some((_, other)) = self.documents.iter().find(|(known, _)| *known == content) {
            let other = other.clone();
            return self.add_fault(None, Why::CountsTwice { other });
        }
        self.documents.push((content, self.path.clone()));
        found.faults.into_iter().for_each(|(line, why)| self.add_fault(line, why));
        let path = &self.path;
        self.sources.extend(found.parts.into_iter().map(|part| Source { path: path.clone(), part }));
    }

    pub fn finish(self) -> Imported {
        let mut logs = self.transcripts.finish();
        let (reports, refused) = report::merge::merge(self.sources, &logs);
        let reading = &mut logs.reading;
        reading.files += self.files;
        reading.bytes += self.bytes;
        reading.passed_over += self.passed_over;
        self.empty.iter().for_each(|file| reading.add_empty(file));
        let told = reading.faults.len();
        reading.faults.extend(self.faults.into_iter().chain(refused));
        reading.unread += (reading.faults.len() - told) as u64;
        reading.faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        reading.faults.truncate(Reading::MOST_FAULTS);
        Imported { logs, reports }
    }
}

/// Whether the document may be anything: settings are JSON too.
fn is_no_report(why: &Why) -> bool {
    matches!(why, Why::Unknown)
}
