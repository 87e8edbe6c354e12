//! The files that the page handed over: what they are, and the bytes of several at once.

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use sawtooth::chosen::{Chosen, Piece};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// A file, or a pasted text as one.
#[derive(Clone)]
pub struct Given {
    pub chosen: Chosen,
    /// The number of the reading that it came with.
    pub since: f64,
    changed: f64,
    /// Or why the browser did not let the page have it.
    file: Result<File, String>,
}

impl Given {
    /// A file as the page handed it over.
    pub fn new(since: f64, path: &str, file: JsValue) -> Given {
        let file = file.dyn_into::<File>().map_err(|reason| message(&reason));
        // A dropped folder's paths begin with a slash; a file alone may have none.
        let path = match path.trim_start_matches('/') {
            "" => file.as_ref().map(File::name).unwrap_or_default(),
            path => path.into(),
        };
        let bytes = file.as_ref().map_or(0, |file| file.size() as u64);
        let changed = file.as_ref().map_or(0.0, File::last_modified);
        Given { chosen: Chosen { path, bytes }, since, changed, file }
    }

    /// The same for a file that is given again. In a folder it may have grown since; two
    /// files given alone may have one name and be different.
    pub fn key(&self) -> (String, u64, u64) {
        let Chosen { path, bytes } = &self.chosen;
        if path.contains('/') { (path.clone(), 0, 0) } else { (path.clone(), *bytes, self.changed as u64) }
    }

    fn stretch(&self, piece: &Piece) -> Result<Blob, JsValue> {
        let file = self.file.as_ref().map_err(JsValue::from)?;
        if piece.from == 0 && piece.to == self.chosen.bytes {
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
        let bytes = together(given, &pieces).map(|blob| blob.array_buffer());
        Coming { pieces, bytes }
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

/// One thing to read for the browser, whose own round trip costs more than a short file.
fn together(given: &[Given], pieces: &[Piece]) -> Result<Blob, JsValue> {
    let stretch = |piece: &Piece| given[piece.file].stretch(piece);
    match pieces {
        [piece] => stretch(piece),
        pieces => {
            let blobs = pieces.iter().map(stretch).collect::<Result<Array, _>>()?;
            Blob::new_with_blob_sequence(&blobs)
        }
    }
}

fn message(error: &JsValue) -> String {
    let inside = || Reflect::get(error, &"message".into()).ok()?.as_string();
    error.as_string().or_else(inside).unwrap_or_else(|| "it cannot be read".into())
}
