//! Kind: what a file is, by its first bytes and never by its name.

mod keys;

pub(super) use keys::Brackets;

use super::report;
use super::transcript::lines::{Line, Lines};
use crate::logs::Why;
use keys::{Object, objects};

/// Bytes from the beginning that decide, where they can.
pub(super) const HEAD: usize = 64 << 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lines of Claude Code's transcripts.
    Transcript,
    /// A report, or at least nothing else that is known: read whole.
    Document,
    /// What stands beside transcripts and is no log: the history of prompts, journals of workflows.
    Neighbour,
    /// Nothing that is read.
    Nothing(Nothing),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nothing {
    Empty,
    Binary,
    Unknown,
    /// With what unpacks it.
    Packed(&'static str),
}

impl From<Nothing> for Why {
    fn from(nothing: Nothing) -> Why {
        match nothing {
            Nothing::Empty => Why::Empty,
            Nothing::Binary => Why::Binary,
            Nothing::Unknown => Why::Unknown,
            Nothing::Packed(unpack) => Why::Packed { unpack: Some(unpack) },
        }
    }
}

/// What the beginning of a file shows it to be; `whole` where there is no more of it.
pub(super) fn kind(head: &[u8], whole: bool) -> Kind {
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = head {
        return Kind::Document;
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if text.is_empty() {
        return Kind::Nothing(if whole { Nothing::Empty } else { Nothing::Unknown });
    }
    // The first file of a tar may be a transcript.
    if is_tar(head) {
        return Kind::Nothing(Nothing::Packed("tar xf"));
    }
    // Before all else, so that a damaged transcript is read for what is left of it.
    let known = |text: &[u8]| objects(text).find_map(|object| of_object(&object));
    if let Some(kind) = known(text).or_else(|| known(&as_lines(text)?)) {
        return kind;
    }
    if let Some(unpack) = unpacks(head) {
        Kind::Nothing(Nothing::Packed(unpack))
    } else if text.contains(&0) {
        Kind::Nothing(Nothing::Binary)
    } else if text.starts_with(b"{") || text.starts_with(b"[") {
        Kind::Document
    } else {
        of_text(text)
    }
}

/// Records over several lines, or in a list, on a line each.
fn as_lines(text: &[u8]) -> Option<Vec<u8>> {
    let is_spread = text.starts_with(b"[") || text.get(1).is_some_and(u8::is_ascii_whitespace);
    let (mut lines, mut all) = (Lines::default(), Vec::new());
    let mut add = |_, line: Line| {
        if let Line::Whole(line) | Line::Unended(line) = line {
            all.extend_from_slice(line);
            all.push(b'\n');
        }
    };
    if is_spread {
        lines.push(text, &mut add);
        lines.end(&mut add);
    }
    is_spread.then_some(all)
}

fn of_text(text: &[u8]) -> Kind {
    // The end of the head may cut a character.
    let utf8 = std::str::from_utf8(text).map_err(|error| text.len() - error.valid_up_to());
    let is_text = !utf8.is_err_and(|left| left > 3);
    if is_sessions(text) {
        return Kind::Document;
    }
    if report::is_promising(&String::from_utf8_lossy(text)) {
        Kind::Document
    } else {
        Kind::Nothing(if is_text { Nothing::Unknown } else { Nothing::Binary })
    }
}

/// Whether a text begins with the header of a table of sessions: one of its columns names the format.
pub(super) fn is_sessions(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let header = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    header.starts_with(b"day,") && memchr::memmem::find(header, b"sawtooth-sessions-1").is_some()
}

/// Nothing where the object is not of a kind of lines.
fn of_object(object: &Object) -> Option<Kind> {
    // Transcripts of every version, and beside them lines that only newer ones have.
    let marks = ["parentUuid", "isSidechain", "leafUuid", "isSnapshotUpdate"];
    let kinds = ["summary", "file-history-snapshot", "queue-operation"];
    // What a workflow notes of its agents, whose calls are in transcripts of their own.
    if object.has("key") && object.has("agentId") && !object.has("message") {
        return Some(Kind::Neighbour);
    }
    // What reads streams and results writes its names with underscores; transcripts of 2.1.199 and
    // later have both.
    if (object.has("session_id") && !object.has("sessionId")) || object.kind() == Some(b"result") {
        return Some(Kind::Document);
    }
    let known = object.kind().is_some_and(|kind| kinds.iter().any(|known| known.as_bytes() == kind));
    let of_session = object.has("sessionId") && object.has("type");
    let message = object.has_object("message") && (object.has("timestamp") || object.has("requestId"));
    if known || of_session || message || marks.iter().any(|mark| object.has(mark)) {
        return Some(Kind::Transcript);
    }
    let history = object.has("display") && (object.has("pastedContents") || object.has("project"));
    history.then_some(Kind::Neighbour)
}

/// What unpacks zstd, of which a parallel writer begins with a frame to be skipped.
pub(super) const ZSTD: &str = "zstd -d";

/// What unpacks the archives and compressions that are not opened here.
fn unpacks(head: &[u8]) -> Option<&'static str> {
    let magic: [(&[u8], &str); 8] = [
        (b"\x28\xb5\x2f\xfd", ZSTD),
        (b"\x50\x2a\x4d\x18", ZSTD),
        (b"\xfd7zXZ\0", "xz -d"),
        (b"BZh", "bzip2 -d"),
        (b"7z\xbc\xaf\x27\x1c", "7z x"),
        (b"\x04\x22\x4d\x18", "lz4 -d"),
        // Within another archive.
        (b"PK\x03\x04", "unzip"),
        (b"\x1f\x8b", "gzip -d"),
    ];
    magic.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, unpack)| *unpack)
}

fn is_tar(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar") && !head.starts_with(b"{")
}

/// Whether a file that is none of the kinds is a surprise: it was chosen by itself, or its name
/// promises a log. Whoever drops a whole folder knows of the notes and pictures in it.
pub(super) fn is_surprise(path: &str) -> bool {
    let promising = [
        ".jsonl", ".csv", ".zip", ".gz", ".zst", ".zstd", ".xz", ".bz2", ".lz4", ".br", ".7z", ".tar",
        ".tgz", ".tbz2", ".txz", ".tzst",
    ];
    let path = path.to_ascii_lowercase();
    !path.contains('/') || promising.iter().any(|end| path.ends_with(end))
}

/// What systems leave in folders and archives, of which nobody knows.
pub(super) fn is_litter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with("._") || path.split('/').any(|part| part == "__MACOSX") || {
        matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
    }
}
