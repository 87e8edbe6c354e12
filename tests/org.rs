//! Tables for an organisation: the shipped SQL, run by the engines that it is for, writes what the terminal
//! writes, and what is read of them costs what the transcripts do.

use sawtooth::logs::Logs;
use sawtooth::logs::ledger::{Ledger, Terms, priced};
use sawtooth::logs::read::{Import, Imported};
use sawtooth::logs::tables::{Names, csv, days, sessions};
use sawtooth::model::bill::Bill;
use sawtooth::prices::{RateTable, date};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[path = "org/events.rs"]
mod events;

/// Bytes of a tool's result that are longer than what engines read at a time by themselves.
const LONG: usize = 2_600_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn table() -> &'static RateTable {
    static TABLE: std::sync::OnceLock<RateTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(RateTable::shipped)
}

/// As `tests/org/run.py` has them.
fn names() -> Names {
    Names { salt: "pepper".into(), person: "ada".into() }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sawtooth-org-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder in the temporary one");
    folder
}

/// Files below a folder, by their paths from it.
fn files(folder: &Path, below: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder.join(below)).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{below}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() { all.extend(files(folder, &name)) } else { all.push(name) }
    }
    all.sort();
    all
}

/// The trap folder, its tool's result as long as real ones are.
fn home(name: &str) -> PathBuf {
    let (from, to) = (root().join("tests/org/home"), folder(name));
    for file in files(&from, "projects") {
        let lines = fs::read_to_string(from.join(&file)).expect("a transcript");
        let path = to.join(&file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, lines.replace("@LONG@", &"x".repeat(LONG))).expect("a file");
    }
    to
}

fn import(folder: &Path) -> Imported {
    let mut import = Import::new();
    for file in files(folder, "projects") {
        import.begin(&file);
        import.push(&fs::read(folder.join(&file)).expect("a file"));
        import.end();
    }
    import.finish()
}

fn import_one(name: &str, bytes: &[u8]) -> Imported {
    let mut import = Import::new();
    import.begin(name);
    import.push(bytes);
    import.finish()
}

/// USD of all calls, output as recorded.
fn usd(logs: &Logs) -> f64 {
    let ledger = Ledger::new(table(), logs, &Terms::default());
    Bill::new(&ledger.prices, &ledger.usage(logs, 0..logs.calls.len())).total
}

/// Runs the shipped SQL.
fn run(engine: &str, given: &str, output: &Path) {
    let tools = Command::new(root().join("scripts/tools.sh")).arg("org-python").output().expect("a script");
    let python = text(&tools.stdout).trim();
    assert!(Path::new(python).exists(), "scripts/tools.sh org installs what these tests need");
    let script = root().join("tests/org/run.py");
    let ran = Command::new(python).arg(script).args([engine, given]).arg(output).output().expect("python");
    assert!(ran.status.success(), "{}", text(&ran.stderr));
}

fn terminal(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sawtooth")).args(arguments).output().expect("the program was built")
}

/// Its first columns, which SQL has too. Nothing in these tables is quoted.
fn first_columns(csv: &str, count: usize) -> String {
    assert!(!csv.contains('"'));
    let line = |line: &str| line.split(',').take(count).collect::<Vec<_>>().join(",") + "\n";
    csv.lines().map(line).collect()
}

fn columns(csv: &str) -> Vec<&str> {
    csv.lines().next().unwrap_or_default().split(',').collect()
}

/// Rows by their columns.
fn rows(csv: &str) -> Vec<HashMap<&str, &str>> {
    let names = columns(csv);
    csv.lines().skip(1).map(|line| names.iter().copied().zip(line.split(',')).collect()).collect()
}

/// Columns that transcripts alone fill stand last, and the SQL does not write them.
#[test]
fn duckdb_writes_the_terminals_bytes() {
    let (home, output) = (home("duckdb"), folder("duckdb-tables"));
    let given = format!("{}/projects/**/*.jsonl", home.display());
    run("duckdb", &given, &output);
    let logs = import(&home).logs;
    let ours = [csv(&days::rows(table(), &logs, &names())), csv(&sessions::rows(&logs, &names()))];
    for (name, ours) in ["days.csv", "sessions.csv"].into_iter().zip(ours) {
        let theirs = fs::read_to_string(output.join(name)).expect("a table");
        let ours = ours.expect("a table");
        let ours = text(&ours);
        let count = columns(&theirs).len();
        assert!(count < columns(ours).len(), "{name}");
        assert_eq!(first_columns(ours, count), theirs, "{name}");
    }
}

#[test]
fn the_terminal_writes_both_tables() {
    let (home, output) = (home("terminal"), folder("terminal-tables"));
    let projects = home.join("projects");
    let paths = [projects.to_str().expect("UTF-8"), "--sessions", output.to_str().expect("UTF-8")];
    let refused = terminal(&[&["usage"], &paths[..]].concat());
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("--sessions needs --salt"), "{}", text(&refused.stderr));
    let written = terminal(&[&["usage"], &paths[..], &["--salt", "pepper", "--person", "ada"]].concat());
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    let logs = import(&home).logs;
    let tables = [csv(&days::rows(table(), &logs, &names())), csv(&sessions::rows(&logs, &names()))];
    for (name, expected) in ["days.csv", "sessions.csv"].into_iter().zip(tables) {
        let bytes = fs::read(output.join(name)).expect("a table");
        assert_eq!(text(&bytes), text(&expected.expect("a table")));
        // No word of a path, a name or a message.
        for word in ["shop", "till", "receipt", "5a000000"] {
            assert!(!text(&bytes).contains(word), "{word} in {name}");
        }
    }
}

/// Among them calls of Haiku 5.5 on both sides of its step at 100,000 tokens, fast mode, and the US only.
#[test]
fn days_cost_what_the_transcripts_do() {
    let logs = import(&root().join("tests/org/home")).logs;
    let days = csv(&days::rows(table(), &logs, &names())).expect("a table");
    let read = import_one("days.csv", &days);
    let all = priced(table(), &read.reports, date(2026, 11, 21));
    let (read, real) = (Bill::new(&all.prices, &all.usage).total, usd(&logs));
    assert!(real > 1.0 && (read / real - 1.0).abs() < 1e-12, "{read} {real}");
}

/// A call is in one row, and each row has a key of its own.
#[test]
fn sessions_add_up_to_the_calls() {
    let logs = import(&root().join("tests/org/home")).logs;
    let rows = sessions::rows(&logs, &names());
    let sum = |of: fn(&sessions::Row) -> u64| rows.iter().map(of).sum::<u64>();
    let calls =
        |of: fn(&sawtooth::logs::Call) -> u32| logs.calls.iter().map(|call| u64::from(of(call))).sum::<u64>();
    assert_eq!(sum(|row| row.calls), logs.calls.len() as u64);
    assert_eq!(sum(|row| row.input), calls(|call| call.input));
    assert_eq!(sum(|row| row.write_5m), calls(|call| call.write_5m));
    assert_eq!(sum(|row| row.write_1h), calls(|call| call.write_1h));
    assert_eq!(sum(|row| row.read), calls(|call| call.read));
    assert_eq!(sum(|row| row.output), calls(|call| call.output));
    assert_eq!(sum(|row| row.output + row.estimated.unwrap_or(0)), calls(|call| call.estimated));
    assert_eq!(sum(|row| row.messages.unwrap_or(0)), logs.prompts.len() as u64);
    let mut keys: Vec<String> = rows
        .iter()
        .map(|row| {
            format!("{:?}", &(row.day, &row.session, &row.chain, &row.model, &row.speed, &row.geo, row.band))
        })
        .collect();
    keys.dedup();
    assert_eq!(keys.len(), rows.len());
}
