//! The speed of reading transcripts, on one core: `cargo bench --features bench --bench import`.
//!
//! SAWTOOTH_LOGS names a folder to read, best of some hundred megabytes (`replicate.mjs` makes
//! one of a few). Without it the tests' home stands in, many times over, with as many and as
//! large lines between its answers as real logs have. Of tables of sessions it makes one of 400,000 rows.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sawtooth::forecast::Forecast;
use sawtooth::logs::Logs;
use sawtooth::logs::ledger::Terms;
use sawtooth::logs::read::transcript::Transcripts;
use sawtooth::logs::read::{Import, Imported};
use sawtooth::logs::tables::{Names, csv, sessions};
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::Preset;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};

const CHUNK: usize = 4 << 20;
/// Bytes of what stands in for real logs.
const ENOUGH: usize = 120_000_000;

fn import(c: &mut Criterion) {
    let files = match std::env::var_os("SAWTOOTH_LOGS") {
        Some(folder) => from_disk(c, Path::new(&folder)),
        None => many_homes(),
    };
    let mut group = c.benchmark_group("import");
    let bytes = files.iter().map(|(_, text)| text.len() as u64).sum();
    group.throughput(Throughput::BytesDecimal(bytes)).sample_size(10);
    group.bench_function("read", |b| b.iter(|| read(black_box(&files))));
    group.finish();
    let logs = read(&files);
    println!(
        "{} calls in {} lines, {} with usage",
        logs.calls.len(),
        logs.reading.lines,
        logs.reading.usage_lines
    );
}

fn read(files: &[(String, Vec<u8>)]) -> Logs {
    let mut transcripts = Transcripts::new();
    for (path, text) in files {
        transcripts.begin(path);
        text.chunks(CHUNK).for_each(|chunk| transcripts.push(chunk));
        transcripts.end();
    }
    transcripts.finish()
}

/// Also measures them with the reading of the files themselves.
fn from_disk(c: &mut Criterion, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let paths = transcripts(folder);
    let load = |path: &PathBuf| (path.display().to_string(), fs::read(path).unwrap());
    let files: Vec<(String, Vec<u8>)> = paths.iter().map(load).collect();
    let mut group = c.benchmark_group("import");
    let bytes = files.iter().map(|(_, text)| text.len() as u64).sum();
    group.throughput(Throughput::BytesDecimal(bytes)).sample_size(10);
    let mut chunk = vec![0; CHUNK];
    group.bench_function("warm files", |b| {
        b.iter(|| {
            let mut transcripts = Transcripts::new();
            for path in &paths {
                transcripts.begin(&path.to_string_lossy());
                let mut file = File::open(path).unwrap();
                while let Ok(length @ 1..) = file.read(&mut chunk) {
                    transcripts.push(&chunk[..length]);
                }
                transcripts.end();
            }
            transcripts.finish()
        });
    });
    group.finish();
    files
}

fn transcripts(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "jsonl") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths
}

/// In real logs 43% of lines and 27% of bytes are answers (REAL_USAGE.md).
fn many_homes() -> Vec<(String, Vec<u8>)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/home");
    let load = |path: PathBuf| (path.display().to_string(), realistic(&fs::read_to_string(&path).unwrap()));
    let once: Vec<(String, String)> = transcripts(&home).into_iter().map(load).collect();
    let mut files = Vec::new();
    let mut bytes = 0;
    for round in 0.. {
        for (path, text) in &once {
            if bytes >= ENOUGH {
                return files;
            }
            let text = renamed(text, round);
            bytes += text.len();
            files.push((path.replace(".jsonl", &format!("-{round}.jsonl")), text.into_bytes()));
        }
    }
    files
}

/// With ids of its own, so that its calls are new ones.
fn renamed(text: &str, round: usize) -> String {
    let ids = text
        .replace("\"msg_01", &format!("\"msg_{round:05}"))
        .replace("\"req_011", &format!("\"req_{round:05}"));
    ids.replace("\"10a4", &format!("\"{round:04x}"))
}

/// With results of the usual length, and the small lines that stand between.
fn realistic(text: &str) -> String {
    const SNAPSHOT: &str = "{\"type\":\"file-history-snapshot\",\"messageId\":\"m\",\"snapshot\":\
        {\"trackedFileBackups\":{},\"timestamp\":\"2026-10-12T08:02:11.204Z\"},\"isSnapshotUpdate\":false}\n";
    let long = "     1\u{2192}    let said = \\\"tide\\\";\\n".repeat(48);
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        let is_result = line.contains("\"tool_result\"");
        let line = if is_result {
            line.replace("\"content\":\"", &format!("\"content\":\"{long}"))
        } else {
            line.into()
        };
        out += &if is_result { line.replace("\"stdout\":\"", &format!("\"stdout\":\"{long}")) } else { line };
        out.push('\n');
        if at % 6 == 0 {
            out += SNAPSHOT;
        }
    }
    out
}

/// A table as an organisation has it: read, and made a scenario with its groups and kinds.
fn tables(c: &mut Criterion) {
    let (table, bytes) = (RateTable::shipped(), many_sessions());
    let base = Preset::Average.scenario(date(2026, 11, 28), table.revision);
    let forecast = |read: &Imported| {
        Forecast::of_sessions(&table, (&read.sessions, &read.reports), &Terms::default(), &base)
    };
    let mut group = c.benchmark_group("tables");
    group.throughput(Throughput::BytesDecimal(bytes.len() as u64)).sample_size(10);
    group.bench_function("read", |b| b.iter(|| read_table(black_box(&bytes))));
    let read = read_table(&bytes);
    group.bench_function("forecast", |b| b.iter(|| forecast(black_box(&read))));
    group.finish();
    println!("{} sessions, {} MB", read.logs.reading.summed, bytes.len() / 1_000_000);
}

fn read_table(bytes: &[u8]) -> Imported {
    let mut import = Import::new();
    import.begin("sessions.csv");
    bytes.chunks(CHUNK).for_each(|chunk| import.push(chunk));
    import.finish()
}

/// A session in each row, of a thousand people, by the sessions of the tests' home.
fn many_sessions() -> Vec<u8> {
    const SESSIONS: u64 = 400_000;
    const PEOPLE: u64 = 1_000;
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/home");
    let mut import = Import::new();
    for path in transcripts(&home) {
        import.begin(&path.to_string_lossy());
        import.push(&fs::read(&path).unwrap());
        import.end();
    }
    let logs = import.finish().logs;
    let mut rows = sessions::rows(&logs, &Names { salt: "salt".into(), person: "ada".into() });
    rows.retain(|row| row.chain == "main" && row.conversations == 1);
    let row = |at: u64| {
        let (row, person) = (&rows[at as usize % rows.len()], at % PEOPLE);
        sessions::Row {
            day: Some(date(2026, 10, 1 + (at / PEOPLE % 28) as i8)),
            person: format!("{person:012x}"),
            project: format!("{:012x}", at % (PEOPLE * 5)),
            session: format!("{at:012x}"),
            ..row.clone()
        }
    };
    csv(&(0..SESSIONS).map(row).collect::<Vec<_>>()).unwrap()
}

criterion_group!(benches, import, tables);
criterion_main!(benches);
