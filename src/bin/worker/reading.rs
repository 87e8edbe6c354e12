//! A reading: the files' bytes into the importer, and word of it to the page.

use crate::desk::{self, say};
use crate::files::{Coming, Given};
use crate::here;
use crate::incoming::Incoming;
use crate::zone;
use js_sys::{ArrayBuffer, Uint8Array};
use sawtooth::logs::file_selection::{Piece, Pieces};
use sawtooth::logs::read::{Import, Imported, Progress};
use sawtooth::view::logs_session::Reply;
use sawtooth::view::reading::Before;
use sawtooth::view::{Locale, reading as words};
use std::collections::VecDeque;
use std::rc::Rc;

/// Stretches that are asked for before the one in hand is read.
const AHEAD: usize = 5;
/// Bytes that are copied into the program's memory at once.
const BLOCK: u32 = 256 << 10;
/// Milliseconds between two words of progress.
const BETWEEN: f64 = 100.0;

pub struct Reading {
    number: u32,
    incoming: Incoming,
    /// Those of them that are here, in order.
    given: Vec<Given>,
    pieces: Pieces,
    coming: VecDeque<Coming>,
    /// Where bytes were that are read, for others.
    rooms: Vec<ArrayBuffer>,
    import: Import,
    /// Of the files whose parts are made.
    read: Progress,
    /// A room in the program's own memory.
    block: Box<[u8]>,
    /// The file whose rest nobody needs: what it is was clear from its beginning.
    skipped: Option<usize>,
    /// Of the files that are here and to be read, less what is skipped.
    bytes: u64,
    /// Files that are here and were read before.
    known: u64,
    locale: Locale,
    began: f64,
    said: f64,
}

impl Reading {
    pub fn new(number: u32, incoming: Incoming) -> Reading {
        Reading {
            number,
            incoming,
            given: Vec::new(),
            pieces: Pieces::default(),
            coming: VecDeque::new(),
            rooms: Vec::new(),
            import: Import::new(),
            read: Progress::default(),
            block: vec![0; BLOCK as usize].into(),
            skipped: None,
            bytes: 0,
            known: 0,
            locale: here::locale(),
            began: here::now(),
            said: 0.0,
        }
    }

    /// Reads those that are new or changed, unless a newer reading or a cancel stops it.
    pub async fn go(mut self) {
        // Not before all are here: the browser's disk would be busy when the page asks it about
        // the next, and the page's frames would wait.
        while self.take_in() {
            self.incoming.mail.clone().wait().await;
            if !desk::is_newest(self.number) {
                return;
            }
            self.tell();
        }
        while let Some(next) = self.ask_ahead() {
            let pieces = next.pieces.clone();
            match (next.bytes().await, &pieces[..]) {
                _ if !desk::is_newest(self.number) => return,
                (Ok(bytes), _) => self.take_all(&pieces, &bytes),
                (Err(says), [piece]) => self.refuse(piece, &says),
                (Err(_), _) => self.one_by_one(&pieces).await,
            }
            if !desk::is_newest(self.number) {
                return;
            }
            self.tell();
        }
        self.finish();
    }

    /// Takes the files that are here, and says whether more will come.
    fn take_in(&mut self) -> bool {
        while let Some(given) = self.incoming.next() {
            if given.part.is_some() {
                self.known += 1;
            } else {
                self.doubt(&given.path);
                self.want(self.given.len(), given.bytes);
            }
            self.given.push(given);
        }
        !self.incoming.is_over()
    }

    fn want(&mut self, file: usize, bytes: u64) {
        self.pieces.add(file, bytes);
        self.bytes += bytes;
    }

    /// Another file of this path is new. Those that were read are read again: the browser refuses
    /// what was changed since it was given, and so is replaced.
    fn doubt(&mut self, path: &str) {
        for at in
            (0..self.given.len()).rev().take_while(|at| self.given[*at].path == path).collect::<Vec<_>>()
        {
            if self.given[at].part.take().is_some() {
                self.given[at].in_doubt = true;
                self.known -= 1;
                self.want(at, self.given[at].bytes);
            }
        }
    }

    fn ask_ahead(&mut self) -> Option<Coming> {
        while self.coming.len() < AHEAD
            && let Some(pieces) = self.pieces.next()
        {
            let pieces = self.without_skipped(pieces);
            self.coming.push_back(Coming::ask(&self.given, pieces, &mut self.rooms));
        }
        self.coming.pop_front()
    }

    fn without_skipped(&mut self, mut pieces: Vec<Piece>) -> Vec<Piece> {
        pieces.retain(|piece| {
            let kept = self.skipped != Some(piece.file);
            self.bytes -= if kept { 0 } else { piece.to - piece.from };
            kept
        });
        pieces
    }

    fn take_all(&mut self, pieces: &[Piece], bytes: &Uint8Array) {
        let mut from = 0;
        for piece in pieces {
            let to = bytes.length().min(from + (piece.to - piece.from) as u32);
            self.take(piece, &bytes.subarray(from, to));
            from = to;
        }
        self.rooms.push(bytes.buffer());
    }

    fn take(&mut self, piece: &Piece, bytes: &Uint8Array) {
        let length = self.given[piece.file].bytes;
        if self.skipped == Some(piece.file) {
            // It was on its way when the importer had seen enough.
            return self.bytes -= piece.to - piece.from;
        }
        if piece.from == 0 {
            self.import.begin(&self.given[piece.file].path);
        }
        self.push(bytes);
        if piece.to == length {
            self.keep(piece.file);
        } else if !self.import.wants_more() {
            self.keep(piece.file);
            self.skipped = Some(piece.file);
        }
        #[cfg(not(feature = "tables"))]
        if self.given[piece.file].part.as_ref().is_some_and(|part| part.has_table()) {
            desk::leave(self.number);
        }
    }

    /// The file is over: keeps what it said for every reading to come.
    fn keep(&mut self, file: usize) {
        let part = self.import.take();
        let read = part.progress();
        self.read.files += read.files;
        self.read.bytes += read.bytes;
        self.read.calls += read.calls;
        self.given[file].part = Some(Rc::new(part));
    }

    /// Copies them into the program's memory and reads them there, little by little: what was
    /// just copied is still in the processor's cache.
    fn push(&mut self, bytes: &Uint8Array) {
        let mut from = 0;
        while from < bytes.length() {
            let to = bytes.length().min(from + BLOCK);
            let block = &mut self.block[..(to - from) as usize];
            bytes.subarray(from, to).copy_to(block);
            self.import.push(block);
            from = to;
        }
    }

    /// One of them cannot be read, and the browser does not say which.
    async fn one_by_one(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            let bytes = Coming::ask(&self.given, vec![*piece], &mut self.rooms).bytes().await;
            if !desk::is_newest(self.number) {
                return;
            }
            match bytes {
                Ok(bytes) => self.take_all(&[*piece], &bytes),
                Err(says) => self.refuse(piece, &says),
            }
        }
    }

    fn refuse(&mut self, piece: &Piece, says: &str) {
        self.bytes -= piece.to - piece.from;
        if self.skipped != Some(piece.file) {
            let given = &mut self.given[piece.file];
            given.refused = true;
            self.import.refused(&given.path, says);
            self.keep(piece.file);
            self.skipped = Some(piece.file);
        }
    }

    fn tell(&mut self) {
        let now = here::now();
        if now - self.said < BETWEEN {
            return;
        }
        self.said = now;
        let now_read = self.import.progress();
        let read = Progress {
            files: self.read.files + now_read.files,
            bytes: self.read.bytes + now_read.bytes,
            calls: self.read.calls + now_read.calls,
        };
        let files = self.incoming.files - self.known;
        let text = words::progress(read, files, self.bytes, (now - self.began) / 1e3, &self.locale);
        let share = (read.bytes as f64 / self.bytes.max(1) as f64).min(1.0);
        say(&Reply::Progress { reading: self.number, share, text });
    }

    fn finish(mut self) {
        let all = self.given.len();
        self.given.retain(|given| !(given.in_doubt && given.refused));
        let replaced = (all - self.given.len()) as u64;
        self.given.iter_mut().for_each(|given| given.in_doubt = false);
        let imported = (!desk::shows(&self.given)).then(|| self.imported());
        // The next reading may have more luck with those.
        self.given.iter_mut().filter(|given| given.refused).for_each(|given| given.part = None);
        let Incoming { unchanged, earlier, .. } = self.incoming;
        let before = Before { unchanged, earlier: earlier.saturating_sub(replaced) };
        desk::finished(self.number, self.given, imported, before);
    }

    /// What all files say, in the order of their paths, whichever of them were read now.
    fn imported(&self) -> Imported {
        let mut whole = Import::new();
        self.given.iter().filter_map(|given| given.part.as_ref()).for_each(|part| whole.append(part));
        whole.finish_in(&zone::of(&zone::own()))
    }
}
