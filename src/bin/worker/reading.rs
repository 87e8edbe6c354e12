//! A reading: the files' bytes into the importer, and word of it to the page.

use crate::desk::{self, say};
use crate::files::{Coming, Given};
use crate::here;
use crate::incoming::Incoming;
use js_sys::{ArrayBuffer, Uint8Array};
use sawtooth::logs::file_selection::{Piece, Pieces};
use sawtooth::logs::read::Import;
use sawtooth::view::logs_session::Reply;
use sawtooth::view::{Locale, reading as words};
use std::collections::VecDeque;

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
    /// A room in the program's own memory.
    block: Box<[u8]>,
    /// The file whose rest nobody needs: what it is was clear from its beginning.
    skipped: Option<usize>,
    /// Of the files that are here, less what is skipped.
    bytes: u64,
    /// Whether some of them were given at an earlier time.
    given_before: bool,
    locale: Locale,
    began: f64,
    said: f64,
}

impl Reading {
    pub fn new(number: u32, incoming: Incoming, given_before: bool) -> Reading {
        Reading {
            number,
            incoming,
            given: Vec::new(),
            pieces: Pieces::default(),
            coming: VecDeque::new(),
            rooms: Vec::new(),
            import: Import::new(),
            block: vec![0; BLOCK as usize].into(),
            skipped: None,
            bytes: 0,
            given_before,
            locale: here::locale(),
            began: here::now(),
            said: 0.0,
        }
    }

    /// Reads all of them, unless a newer reading or a cancel stops it.
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
            self.pieces.add(self.given.len(), given.bytes);
            self.bytes += given.bytes;
            self.given.push(given);
        }
        !self.incoming.is_over()
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
            self.import.end();
        } else if !self.import.wants_more() {
            self.import.end();
            self.skipped = Some(piece.file);
        }
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
            self.skipped = Some(piece.file);
        }
    }

    fn tell(&mut self) {
        let now = here::now();
        if now - self.said < BETWEEN {
            return;
        }
        self.said = now;
        let read = self.import.progress();
        let text =
            words::progress(read, self.incoming.files, self.bytes, (now - self.began) / 1e3, &self.locale);
        let share = (read.bytes as f64 / self.bytes.max(1) as f64).min(1.0);
        say(&Reply::Progress { reading: self.number, share, text });
    }

    fn finish(self) {
        let imported = self.import.finish();
        let text = words::done(&imported, self.given_before, &self.locale);
        desk::finished(self.number, self.given, imported, text);
    }
}
