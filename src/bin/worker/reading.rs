//! A reading: the files' bytes into the importer, and word of it to the page.

use crate::desk::{self, say};
use crate::files::{Coming, Given};
use crate::here;
use sawtooth::chosen::{Chosen, Piece, Pieces, order};
use sawtooth::import::Import;
use sawtooth::view::{Locale, reading as words};
use std::collections::VecDeque;

/// Stretches that are asked for before the one in hand is read. A third gains nothing.
const AHEAD: usize = 2;
/// Milliseconds between two words of progress.
const BETWEEN: f64 = 100.0;

struct Reading {
    number: f64,
    given: Vec<Given>,
    import: Import,
    /// The file whose rest nobody needs: what it is was clear from its beginning.
    skipped: Option<usize>,
    locale: Locale,
    files: u64,
    bytes: u64,
    began: f64,
    said: f64,
}

/// Reads all of them, unless a newer reading or the reader stops it.
pub async fn read(number: f64, given: Vec<Given>) {
    let chosen: Vec<Chosen> = given.iter().map(|given| given.chosen.clone()).collect();
    let places = order(&chosen);
    let mut reading = Reading {
        number,
        given,
        import: Import::new(),
        skipped: None,
        locale: here::locale(),
        files: places.len() as u64,
        bytes: places.iter().map(|place| chosen[*place].bytes).sum(),
        began: here::now(),
        said: 0.0,
    };
    let mut pieces = Pieces::new(&chosen, &places);
    let mut coming: VecDeque<Coming> = VecDeque::new();
    let mut bytes = Vec::new();
    loop {
        while coming.len() < AHEAD
            && let Some(pieces) = pieces.next()
        {
            let pieces = reading.without_skipped(pieces);
            coming.push_back(Coming::ask(&reading.given, pieces));
        }
        let Some(next) = coming.pop_front() else { break };
        let pieces = next.pieces.clone();
        let read = next.into(&mut bytes).await;
        if !desk::is_newest(number) {
            return;
        }
        match read {
            Ok(()) => reading.take_all(&pieces, &bytes),
            Err(_) => reading.one_by_one(&pieces, &mut bytes).await,
        }
        reading.tell();
    }
    reading.finish();
}

impl Reading {
    fn take_all(&mut self, pieces: &[Piece], bytes: &[u8]) {
        let mut rest = bytes;
        for piece in pieces {
            let length = rest.len().min((piece.to - piece.from) as usize);
            let (own, after) = rest.split_at(length);
            self.take(piece, own);
            rest = after;
        }
    }

    fn take(&mut self, piece: &Piece, bytes: &[u8]) {
        let Chosen { path, bytes: length } = &self.given[piece.file].chosen;
        if self.skipped == Some(piece.file) {
            // It was on its way when the importer had seen enough.
            return self.bytes -= piece.to - piece.from;
        }
        if piece.from == 0 {
            self.import.begin(path);
        }
        self.import.push(bytes);
        if piece.to == *length {
            self.import.end();
        } else if !self.import.wants_more() {
            self.import.end();
            self.skipped = Some(piece.file);
        }
    }

    fn without_skipped(&mut self, mut pieces: Vec<Piece>) -> Vec<Piece> {
        pieces.retain(|piece| {
            let kept = self.skipped != Some(piece.file);
            self.bytes -= if kept { 0 } else { piece.to - piece.from };
            kept
        });
        pieces
    }

    /// One of them cannot be read, and the browser does not say which.
    async fn one_by_one(&mut self, pieces: &[Piece], bytes: &mut Vec<u8>) {
        for piece in pieces {
            match Coming::ask(&self.given, vec![*piece]).into(bytes).await {
                Ok(()) => self.take(piece, bytes),
                Err(says) => self.refuse(piece, &says),
            }
        }
    }

    fn refuse(&mut self, piece: &Piece, says: &str) {
        if self.skipped != Some(piece.file) {
            self.import.refused(&self.given[piece.file].chosen.path, says);
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
        let seconds = (now - self.began) / 1e3;
        let text = words::progress(read, self.files, self.bytes, seconds, &self.locale);
        let share = (read.bytes as f64 / self.bytes.max(1) as f64).min(1.0);
        say("progress", &[self.number.into(), share.into(), text.into()]);
    }

    fn finish(self) {
        let imported = self.import.finish();
        let text = words::done(&imported.logs, &self.locale);
        desk::finished(self.number, imported);
        say("done", &[self.number.into(), text.into(), desk::memory().into()]);
    }
}
