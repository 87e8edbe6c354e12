//! Transcripts are read as REAL_USAGE.md's reference rule counts them. All fixtures are written
//! by hand: `logs/home` as the agent lays out a home, `logs/traps` a file for each trap.

use sawtooth::logs::read::transcript::Transcripts;
use sawtooth::logs::{Call, Logs};
use std::fs;
use std::path::{Path, PathBuf};

#[path = "transcripts/attempts.rs"]
mod attempts;
#[path = "transcripts/copies.rs"]
mod copies;
#[path = "transcripts/entries.rs"]
mod entries;
#[path = "transcripts/home.rs"]
mod home;
#[path = "transcripts/laws.rs"]
mod laws;
#[path = "transcripts/lengths.rs"]
mod lengths;
#[path = "transcripts/several.rs"]
mod several;
#[path = "transcripts/spread.rs"]
mod spread;
#[path = "transcripts/summaries.rs"]
mod summaries;
#[path = "transcripts/sure.rs"]
mod sure;
#[path = "transcripts/totals.rs"]
mod totals;
#[path = "transcripts/traps.rs"]
mod traps;
#[path = "transcripts/unusual.rs"]
mod unusual;

/// A file's path within `logs`, and its bytes.
type File = (String, Vec<u8>);

fn logs(folder: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs");
    let mut files = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn read(files: &[File]) -> Logs {
    cut(files, |bytes| vec![bytes])
}

/// Reads files whose bytes come in pieces.
fn cut(files: &[File], pieces: impl Fn(&[u8]) -> Vec<&[u8]>) -> Logs {
    let mut transcripts = Transcripts::new();
    for (path, bytes) in files {
        transcripts.begin(path);
        pieces(bytes).into_iter().for_each(|piece| transcripts.push(piece));
        transcripts.end();
    }
    transcripts.finish()
}

/// A call in one line: session and chain, model, then input, 5-minute and 1-hour writes, reads
/// and output, and whatever is unusual about it.
fn told(logs: &Logs, call: &Call) -> String {
    let mut text = format!(
        "{}.{} {} {} {} {} {} {}",
        call.session,
        call.chain,
        logs.models[call.model as usize].trim_start_matches("claude-"),
        call.input,
        call.write_5m,
        call.write_1h,
        call.read,
        call.output
    );
    if !call.is_final {
        text += &format!(" ~{}", call.estimated);
    }
    for (is_so, word) in [(call.fast, " fast"), (call.us_only, " us")] {
        text += if is_so { word } else { "" };
    }
    if call.web_searches > 0 {
        text += &format!(" {} searches", call.web_searches);
    }
    text
}
