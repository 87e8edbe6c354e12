//! LZMA, as `xz --format=lzma` writes it, to the bytes that were packed.

use std::io::Read;
use wasm_bindgen::prelude::*;

/// The largest dictionary that the packing uses, and some room for the tables, in KiB.
const MEMORY: u32 = 64 * 1024;

/// All bytes of a stream, or why it is none.
#[wasm_bindgen]
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>, JsError> {
    let mut bytes = Vec::new();
    lzma_rust2::LzmaReader::new_mem_limit(packed, MEMORY, None)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
