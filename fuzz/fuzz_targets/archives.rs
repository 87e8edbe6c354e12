//! Any bytes, as an archive and packed in one, are unpacked without a panic and to the same end.
//!
//! What is packed here has right sums, which no mutation would find; then some of its bytes are
//! changed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sawtooth_fuzz::{check_file, seed};

#[path = "../../tests/reports/pack.rs"]
mod pack;
use pack::{Entry, by_hand, gzip, streamed_zip, zip};

fuzz_target!(|data: &[u8]| {
    check_file(data);
    // The first bytes say how the rest is packed, and what is damaged.
    let Some((head, content)) = data.split_first_chunk::<6>() else { return };
    let (bytes, half) = (content.to_vec(), seed(content).checked_rem(content.len()).unwrap_or(0));
    let (first, second) = (content[..half].to_vec(), content[half..].to_vec());
    let entry = Entry {
        path: "x/a.jsonl",
        content,
        method: [0, 8, 8, 12][usize::from(head[1] & 3)],
        encrypted: head[1] & 0xf0 == 0xf0,
        described: (head[2] & 1 == 1).then_some((head[2] & 2 == 0, head[2] & 4 == 0)),
        zip64: head[2] & 8 == 8,
    };
    let mut packed = match head[0] % 6 {
        0 => gzip(&bytes),
        1 => [gzip(&first), gzip(&second)].concat(),
        2 => zip(&[("x/a.jsonl", first), ("x/b.csv", second)]),
        3 => streamed_zip(&[("x/a.jsonl", first), ("x/b.csv", second)]),
        4 => zip(&[("x/a.jsonl.gz", gzip(&bytes))]),
        _ => by_hand(&[entry, Entry { path: "x/b.csv", ..entry }]),
    };
    let whole = check_file(&packed);
    if head[0] % 6 < 2 && !content.starts_with(b"PK") && !content.starts_with(&[0x1f, 0x8b]) {
        // Of one file, nothing but its packing is new.
        assert_eq!(whole, check_file(content));
    }
    let at = usize::from(u16::from_le_bytes([head[3], head[4]])) % packed.len().max(1);
    match head[5] {
        0 => packed.truncate(at),
        change => packed[at] ^= change,
    }
    check_file(&packed);
});
