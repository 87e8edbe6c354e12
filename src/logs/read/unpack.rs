//! Unpack: the files within a file: gzip, zip, or itself.

mod entry;
mod guard;
mod gzip;
mod header;
mod inflate;
mod scan;
mod zip;

use super::intake::Intake;
use gzip::Gunzip;
use zip::Unzip;

/// Bytes that tell a packed file.
const MAGIC: usize = 4;
/// What stands so deep is opened no further.
const DEEPEST: u8 = 2;

/// One file as it comes.
pub(super) struct Unpack {
    path: String,
    /// What it stands in: a zip is opened only outside of others, gzip within one.
    depth: u8,
    way: Way,
}

enum Way {
    Unknown(Vec<u8>),
    Plain,
    Gzip(Box<Gunzip>),
    Zip(Box<Unzip>),
}

impl Unpack {
    pub fn new(path: String) -> Unpack {
        Unpack::within(path, 0)
    }

    fn within(path: String, depth: u8) -> Unpack {
        Unpack { path, depth, way: Way::Unknown(Vec::new()) }
    }

    pub fn push(&mut self, bytes: &[u8], to: &mut Intake) {
        match &mut self.way {
            Way::Unknown(head) if head.is_empty() && bytes.len() >= MAGIC => {
                self.decide(bytes, to);
            }
            Way::Unknown(head) => {
                let (first, rest) = bytes.split_at(bytes.len().min(MAGIC - head.len()));
                head.extend_from_slice(first);
                if head.len() == MAGIC {
                    let head = std::mem::take(head);
                    self.decide(&head, to);
                    self.push(rest, to);
                }
            }
            Way::Plain => to.push(bytes),
            Way::Gzip(gunzip) => gunzip.push(bytes, to),
            Way::Zip(unzip) => unzip.push(bytes, to),
        }
    }

    pub fn end(mut self, to: &mut Intake) {
        if let Way::Unknown(head) = &mut self.way {
            let head = std::mem::take(head);
            self.decide(&head, to);
        }
        match self.way {
            Way::Plain | Way::Unknown(_) => to.end(),
            Way::Gzip(gunzip) => gunzip.end(to),
            Way::Zip(unzip) => unzip.end(to),
        }
    }

    /// Whether the rest of the file matters.
    pub fn wants_more(&self, to: &Intake) -> bool {
        match &self.way {
            Way::Unknown(_) => true,
            Way::Plain => to.wants_more(),
            Way::Gzip(gunzip) => gunzip.wants_more(to),
            Way::Zip(unzip) => unzip.wants_more(),
        }
    }

    /// Reads the file's first bytes as what they show it to be.
    fn decide(&mut self, bytes: &[u8], to: &mut Intake) {
        self.way = Way::Plain;
        let path = std::mem::take(&mut self.path);
        match bytes.get(..MAGIC).unwrap_or(bytes) {
            [0x1f, 0x8b, 8, ..] if self.depth < DEEPEST => self.way = Way::Gzip(Box::new(Gunzip::new(path))),
            // What has no entry at all begins with its end.
            b"PK\x03\x04" | b"PK\x05\x06" | b"PK\x07\x08" | b"PK00" if self.depth == 0 => {
                self.way = Way::Zip(Box::new(Unzip::new(path)));
            }
            _ => to.begin(&path),
        }
        self.push(bytes, to);
    }
}
