//! The files that the page hands over, and the bytes of several at once.

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use sawtooth::logs::file_selection::{AT_ONCE, Piece};
use sawtooth::logs::read::Import;
use sawtooth::view::reading::NOT_READABLE;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

#[wasm_bindgen]
extern "C" {
    /// `start.js`: the bytes of several blobs, one after another, in that room or a larger one.
    #[wasm_bindgen(js_name = bytesOf)]
    fn bytes_of(parts: &Array, room: &ArrayBuffer) -> Promise;
}

/// A file, or a pasted text as one.
#[derive(Clone)]
pub struct Given {
    pub path: String,
    pub bytes: u64,
    changed: f64,
    /// Or why the browser did not let the page have it.
    file: Result<File, String>,
    /// Whether its bytes could not be had.
    pub refused: bool,
    /// What it said when it was read.
    pub part: Option<Rc<Import>>,
    /// Whether another file of its path was given: either it was changed, or there are two.
    pub in_doubt: bool,
}

impl Given {
    /// A file as the page handed it over.
    pub fn new(path: String, file: JsValue) -> Given {
        let file = file.dyn_into::<File>().map_err(|reason| message(&reason));
        let bytes = file.as_ref().map_or(0, |file| file.size() as u64);
        let changed = file.as_ref().map_or(0.0, File::last_modified);
        Given { path, bytes, changed, refused: file.is_err(), file, part: None, in_doubt: false }
    }

    /// Whether this is that file once more. Two files given alone may have one name.
    pub fn is(&self, other: &Given) -> bool {
        self.path == other.path && self.bytes == other.bytes && self.changed == other.changed
    }

    /// Part of a file or all of it, cut to where it was: a whole file that grew since gives Firefox more
    /// bytes, which those behind it would be taken for.
    fn stretch(&self, piece: &Piece) -> Result<Blob, JsValue> {
        let file = self.file.as_ref().map_err(JsValue::from)?;
        file.slice_with_f64_and_f64(piece.from as f64, piece.to as f64)
    }
}

/// Bytes that were asked for, and come while those before them are read.
pub struct Coming {
    pub pieces: Vec<Piece>,
    /// Begun at once: a refusal that nobody waits for yet would end the program.
    bytes: Result<JsFuture, JsValue>,
}

impl Coming {
    /// Takes one of the rooms for them, or a new one.
    pub fn ask(given: &[Given], pieces: Vec<Piece>, rooms: &mut Vec<ArrayBuffer>) -> Coming {
        let parts = pieces.iter().map(|piece| given[piece.file].stretch(piece)).collect::<Result<Array, _>>();
        let bytes = parts.map(|parts| {
            let room = rooms.pop().unwrap_or_else(|| ArrayBuffer::new(AT_ONCE as u32));
            bytes_of(&parts, &room).into()
        });
        Coming { pieces, bytes }
    }

    /// The bytes of all pieces, one after another, or what the browser says against it.
    pub async fn bytes(self) -> Result<Uint8Array, String> {
        let bytes = match self.bytes {
            Ok(future) => future.await,
            Err(error) => Err(error),
        };
        bytes.map(JsCast::unchecked_into).map_err(|error| message(&error))
    }
}

/// Why there are no bytes, in the browser's words where they help.
fn message(error: &JsValue) -> String {
    let text = |name: &str| Reflect::get(error, &name.into()).ok()?.as_string();
    match text("name").as_deref() {
        Some("NotReadableError") => NOT_READABLE.into(),
        _ => error.as_string().or_else(|| text("message")).unwrap_or_else(|| "it cannot be read".into()),
    }
}
