//! Entry: the content of one entry of a zip, to its end.

use flate2::Crc;

use super::Unpack;
use super::header::{Header, Method, descriptor};
use super::inflate::{Inflate, Step};
use super::scan::{Found, Scan};
use crate::logs::Why;
use crate::logs::read::intake::Intake;
use crate::logs::read::kind::is_litter;

pub(super) struct Entry {
    path: String,
    header: Header,
    /// Who is given the content; nothing where it is passed over.
    inner: Option<Unpack>,
    way: Way,
    crc: Crc,
    /// Whether everything was unpacked, so that its sum can be compared.
    is_whole: bool,
    /// Bytes of the content so far, packed and unpacked.
    read: u64,
    pub written: u64,
}

enum Way {
    /// So many bytes as they are.
    Stored(u64),
    /// So many bytes that nobody needs.
    Skipped(u64),
    /// To its own end, of so many bytes where that is known.
    Deflated(Box<Inflate>, Option<u64>),
    Scanned(Box<Scan>),
}

/// Where an entry stands after its next bytes.
pub(super) enum Now {
    /// More bytes are needed.
    Hungry,
    On,
    /// The content is over; these bytes after it were taken already.
    Over(Vec<u8>),
    /// What comes after it cannot be found.
    Lost,
}

impl Entry {
    pub fn new(archive: &str, header: Header, to: &mut Intake) -> Entry {
        let path = [archive, "/", &header.name].concat();
        let is_file = !header.name.ends_with('/') && !is_litter(&path);
        if is_file && header.method == Method::Other {
            to.pass_over(&path, Why::Packed { unpack: None });
        }
        let is_read = is_file && header.method != Method::Other;
        let way = match (header.method, header.packed) {
            (Method::Stored, Some(size)) => Way::Stored(size),
            (Method::Deflated, size) => {
                Way::Deflated(Box::new(Inflate::raw()), size.filter(|_| !header.described))
            }
            (Method::Other, Some(size)) if !header.described => Way::Skipped(size),
            (method, _) => Way::Scanned(Box::new(Scan::new(method == Method::Stored))),
        };
        let inner = is_read.then(|| Unpack::within(path.clone(), 1));
        Entry { path, inner, way, crc: Crc::new(), is_whole: is_read, read: 0, written: 0, header }
    }

    pub fn step(&mut self, bytes: &mut &[u8], to: &mut Intake) -> Now {
        match &mut self.way {
            Way::Stored(left) => {
                let content = first(bytes, Some(*left));
                *left -= content.len() as u64;
                let over = *left == 0;
                self.take(content, to);
                if over { Now::Over(Vec::new()) } else { Now::Hungry }
            }
            Way::Skipped(left) => {
                *left -= first(bytes, Some(*left)).len() as u64;
                if *left == 0 { Now::Over(Vec::new()) } else { Now::Hungry }
            }
            Way::Scanned(_) => self.scan(bytes, to),
            Way::Deflated(..) => self.inflate(bytes, to),
        }
    }

    fn scan(&mut self, bytes: &mut &[u8], to: &mut Intake) -> Now {
        let mut passed = Vec::new();
        let Way::Scanned(scan) = &mut self.way else { return Now::Lost };
        match scan.step(bytes, &mut passed) {
            None => Now::Hungry,
            Some(Found::End(taken)) => Now::Over(taken),
            Some(Found::Content(content)) => {
                self.take(content, to);
                Now::On
            }
        }
    }

    fn inflate(&mut self, bytes: &mut &[u8], to: &mut Intake) -> Now {
        let Way::Deflated(inflate, left) = &mut self.way else { return Now::Lost };
        let mut mine: &[u8] = first(&mut &**bytes, *left);
        let before = mine.len();
        let step = inflate.step(&mut mine);
        let read = before - mine.len();
        *bytes = &bytes[read..];
        if let Some(left) = left {
            *left -= read as u64;
        }
        let left = *left;
        self.read = inflate.read();
        if step == Step::Hungry && left != Some(0) {
            return Now::Hungry;
        }
        let Way::Deflated(inflate, _) = std::mem::replace(&mut self.way, Way::Skipped(0)) else {
            return Now::Lost;
        };
        self.take(inflate.block(), to);
        match (step, left) {
            (Step::Full, Some(left)) if !self.inner.as_ref().is_some_and(|inner| inner.wants_more(to)) => {
                self.is_whole = false;
                self.way = Way::Skipped(left);
            }
            (Step::Full, _) => self.way = Way::Deflated(inflate, left),
            (Step::Ended, Some(left)) => self.way = Way::Skipped(left),
            (Step::Ended, None) => return Now::Over(Vec::new()),
            (Step::Hungry | Step::Broken, left) => {
                self.fail(Why::Malformed, to);
                match left {
                    Some(left) => self.way = Way::Skipped(left),
                    None => return Now::Lost,
                }
            }
        }
        Now::On
    }

    /// Unpacked content, on its way.
    fn take(&mut self, content: &[u8], to: &mut Intake) {
        self.crc.update(content);
        self.written += content.len() as u64;
        if let Way::Stored(_) = self.way {
            self.read += content.len() as u64;
        }
        if let Some(inner) = &mut self.inner {
            inner.push(content, to);
        }
    }

    /// Whether a descriptor is still to come.
    pub fn is_described(&self) -> bool {
        self.header.described && !matches!(self.way, Way::Scanned(_))
    }

    /// The length of its descriptor, which begins there.
    pub fn descriptor(&self, bytes: &[u8]) -> Option<usize> {
        descriptor(bytes, self.crc.sum(), self.read, self.written)
    }

    /// What came out before stays read.
    pub fn fail(&mut self, why: Why, to: &mut Intake) {
        self.is_whole = false;
        if self.inner.take().is_some() {
            to.fault_of(&self.path, why);
        }
    }

    /// The content has come to its end.
    pub fn end(mut self, to: &mut Intake) {
        if self.is_whole && self.header.crc.is_some_and(|crc| crc != self.crc.sum()) {
            self.fail(Why::Malformed, to);
        }
        if let Some(inner) = self.inner {
            inner.end(to);
        }
    }

    /// The archive has come to its end before the entry has.
    pub fn cut(mut self, to: &mut Intake) {
        if let Way::Deflated(inflate, _) = std::mem::replace(&mut self.way, Way::Skipped(0)) {
            self.take(inflate.block(), to);
        }
        if self.inner.is_some() {
            to.cut(&self.path);
        }
    }
}

/// So many of the bytes, taken off.
fn first<'a>(bytes: &mut &'a [u8], most: Option<u64>) -> &'a [u8] {
    let most = most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let (first, rest) = bytes.split_at(bytes.len().min(most));
    *bytes = rest;
    first
}
