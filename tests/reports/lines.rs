//! Transcripts as other programs keep them: in UTF-16, and as a list of their lines.

use super::total::{calls, total};
use super::{check_files, read};
use sawtooth::logs::spend::Sure;

#[test]
fn a_transcript_in_utf_16_is_read() {
    let (name, text) = calls(&[20, 21]);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [[&[0xff, 0xfe], &little[..]].concat(), [&[0xfe, 0xff], &big[..]].concat()] {
        assert_eq!(read(&[(name, &bytes)], 7).logs.logged(), 2);
        check_files(&[(name, bytes)], "");
    }
}

/// However many there are, nothing of them is cut off.
#[test]
fn a_list_of_lines_is_read_to_its_end() {
    let days: Vec<u32> = (1..=28).chain(1..=28).chain(1..=28).collect();
    let (_, text) = calls(&days);
    for list in [text.replace('\n', ","), text.replace('\n', ", ")] {
        let found = total(&[("t.json", ["[", &list, "]"].concat())]);
        assert_eq!((found.usd, found.sure), (Some(28.0 * 4.0), Sure::Exact));
    }
    let cut = total(&[("t.json", ["[", &text.replace('\n', ",")].concat()[..1_000].into())]);
    assert_eq!(cut.sure, Sure::AtLeast);
}
