//! Archives for tests, byte by byte where a case needs it.

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use std::io::Write;

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

/// As common programs write it, by another library than the one that reads them here.
pub fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (place, (path, bytes)) in files.iter().enumerate() {
        let stored = place % 2 == 1;
        let method = if stored { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        archive.start_file(*path, options).expect("a name");
        archive.write_all(bytes).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// The same to a stream that cannot be gone back in, so that sizes follow the content.
pub fn streamed_zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new_stream(Vec::new());
    for (path, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*path, options).expect("a name");
        archive.write_all(bytes).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// How an entry is described.
#[derive(Clone, Copy, Default)]
pub struct Entry<'a> {
    pub path: &'a str,
    pub content: &'a [u8],
    /// 0 for stored, 8 for deflated, anything for an unknown method.
    pub method: u16,
    pub encrypted: bool,
    /// Sizes after the content: with the mark or not, in 32 or 64 bits.
    pub described: Option<(bool, bool)>,
    /// Sizes in the extra field.
    pub zip64: bool,
}

/// PKWARE's APPNOTE 4.3.7 to 4.3.16, without a list of entries at the end but its end mark.
pub fn by_hand(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    for entry in entries {
        let packed = if entry.method == 8 { deflated(entry.content) } else { entry.content.to_vec() };
        let mut crc = flate2::Crc::new();
        crc.update(entry.content);
        let (crc, sizes) = (crc.sum().to_le_bytes(), [packed.len() as u64, entry.content.len() as u64]);
        let flags = u16::from(entry.encrypted) | if entry.described.is_some() { 8 } else { 0 };
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(flags.to_le_bytes());
        out.extend(entry.method.to_le_bytes());
        out.extend([0; 4]);
        let shown = |size: u64| if entry.zip64 { u32::MAX } else { size as u32 };
        match entry.described {
            Some(_) => out.extend([0; 12]),
            None => {
                out.extend(crc);
                sizes.iter().for_each(|size| out.extend(shown(*size).to_le_bytes()));
            }
        }
        out.extend((entry.path.len() as u16).to_le_bytes());
        out.extend((if entry.zip64 { 24_u16 } else { 0 }).to_le_bytes());
        out.extend(entry.path.as_bytes());
        if entry.zip64 {
            // A field of another kind stands before it.
            out.extend(*b"\x99\x99\0\0\x01\0\x10\0");
            out.extend(sizes[1].to_le_bytes());
            out.extend(sizes[0].to_le_bytes());
        }
        out.extend(&packed);
        if let Some((marked, long)) = entry.described {
            out.extend(if marked { &b"PK\x07\x08"[..] } else { b"" });
            out.extend(crc);
            match long {
                true => sizes.iter().for_each(|size| out.extend(size.to_le_bytes())),
                false => sizes.iter().for_each(|size| out.extend((*size as u32).to_le_bytes())),
            }
        }
    }
    out.extend(b"PK\x05\x06");
    out.extend([0; 18]);
    out
}
