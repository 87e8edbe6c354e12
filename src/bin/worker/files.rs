//! The files that the page hands over, and the bytes of several at once.

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use sawtooth::chosen::Piece;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

#[wasm_bindgen]
extern "C" {
    /// `start.js`: the bytes of several blobs, one after another.
    #[wasm_bindgen(js_name = bytesOf)]
    fn bytes_of(parts: &Array) -> Promise;
}

/// A file, or a pasted text as one.
#[derive(Clone)]
pub struct Given {
    pub path: String,
    pub bytes: u64,
    changed: f64,
    /// Or why the browser did not let the page have it.
    file: Result<File, String>,
}

impl Given {
    /// A file as the page handed it over.
    pub fn new(path: String, file: JsValue) -> Given {
        let file = file.dyn_into::<File>().map_err(|reason| message(&reason));
        let bytes = file.as_ref().map_or(0, |file| file.size() as u64);
        let changed = file.as_ref().map_or(0.0, File::last_modified);
        Given { path, bytes, changed, file }
    }

    /// Whether this is that file once more. Two files given alone may have one name.
    pub fn is(&self, other: &Given) -> bool {
        self.path == other.path && self.bytes == other.bytes && self.changed == other.changed
    }

    fn stretch(&self, piece: &Piece) -> Result<Blob, JsValue> {
        let file = self.file.as_ref().map_err(JsValue::from)?;
        if piece.from == 0 && piece.to == self.bytes {
            return Ok(file.clone().into());
        }
        file.slice_with_f64_and_f64(piece.from as f64, piece.to as f64)
    }
}

/// Bytes that were asked for, and come while those before them are read.
pub struct Coming {
    pub pieces: Vec<Piece>,
    bytes: Result<Promise, JsValue>,
}

impl Coming {
    pub fn ask(given: &[Given], pieces: Vec<Piece>) -> Coming {
        let parts = pieces.iter().map(|piece| given[piece.file].stretch(piece)).collect::<Result<Array, _>>();
        Coming { pieces, bytes: parts.map(|parts| bytes_of(&parts)) }
    }

    /// The bytes of all pieces, one after another, or what the browser says against it.
    pub async fn into(self, bytes: &mut Vec<u8>) -> Result<(), String> {
        let buffer = match self.bytes {
            Ok(promise) => JsFuture::from(promise).await,
            Err(error) => Err(error),
        };
        let buffer: ArrayBuffer = buffer.map_err(|error| message(&error))?.unchecked_into();
        let array = Uint8Array::new(&buffer);
        bytes.resize(array.length() as usize, 0);
        array.copy_to(bytes);
        Ok(())
    }
}

fn message(error: &JsValue) -> String {
    let inside = || Reflect::get(error, &"message".into()).ok()?.as_string();
    error.as_string().or_else(inside).unwrap_or_else(|| "it cannot be read".into())
}
