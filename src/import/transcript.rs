//! A stand-in until the reader of transcripts comes: it counts files, bytes and lines.

use crate::logs::Logs;

#[derive(Clone, Debug, Default)]
pub struct Transcripts {
    logs: Logs,
}

impl Transcripts {
    pub fn new() -> Transcripts {
        Transcripts::default()
    }

    pub fn begin(&mut self, _path: &str) {
        self.logs.reading.files += 1;
    }

    pub fn push(&mut self, bytes: &[u8]) {
        self.logs.reading.bytes += bytes.len() as u64;
        self.logs.reading.lines += bytes.iter().filter(|b| **b == b'\n').count() as u64;
    }

    pub fn end(&mut self) {}

    pub fn calls(&self) -> usize {
        self.logs.calls.len()
    }

    pub fn finish(self) -> Logs {
        self.logs
    }
}
