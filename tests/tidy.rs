//! The house's "never" rules, which no compiler holds.

use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a source file; most should have fewer than half of it.
const LONGEST_FILE: usize = 400;

/// What exists only below `src/bin`.
const BROWSER: [&str; 7] =
    ["leptos", "reactive_graph", "web_sys", "js_sys", "gloo", "wasm_bindgen", "target_arch"];
/// What would make the same arguments give another answer.
const OUTSIDE: [&str; 10] = [
    "SystemTime",
    "Instant",
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "rand::",
    "Zoned::now",
    "Timestamp::now",
    "static mut",
];
/// What makes text of numbers.
const TEXT: [&str; 4] = ["format!", "to_string(", "write!(", "println!"];
/// Files whose answers are data. (The readers of the embedded files, `rates/` and `advice/`,
/// make their errors.)
const DATA: &[&str] = &[
    "rates.rs",
    "session.rs",
    "session/",
    "usage.rs",
    "bill.rs",
    "price.rs",
    "expected.rs",
    "estimate.rs",
    "anchor.rs",
    "levers.rs",
    "levers/changes.rs",
    "goal.rs",
    "compaction.rs",
    "difference.rs",
    "advice.rs",
    "compaction",
    "lifetime.rs",
    "routing.rs",
    "life.rs",
    "plans/compare",
    "logs",
    "ledger",
    "import.rs",
    "import/intake.rs",
    "import/kind",
    "import/report",
    "import/unpack",
    "fit",
    "calibrate",
    "backtest",
    "band",
    "spent",
    "replay",
    "import/transcript",
];
/// What money is computed from: tokens times a rate over a million. The view may ask for a
/// bill and show a rate, but has none of these.
const ARITHMETIC: [&str; 6] = [".rate(", "Tokens::", ".add_times(", "MILLION", "/ 1e6 *", "* rate"];

#[test]
fn only_bin_knows_the_browser() {
    check(library(), &BROWSER);
}

#[test]
fn the_library_reads_nothing_but_its_arguments() {
    check(library(), &OUTSIDE);
}

#[test]
fn the_core_makes_no_text() {
    let core = library().into_iter().filter(|file| DATA.iter().any(|data| named(file).starts_with(data)));
    check(core.collect(), &TEXT);
}

#[test]
fn scenarios_make_no_text_either() {
    let files = library().into_iter().filter(|file| named(file).starts_with("scenario"));
    check(files.collect(), &["format!", "write!(", "println!"]);
}

#[test]
fn the_view_computes_no_money() {
    let view = library().into_iter().filter(|file| named(file).starts_with("view"));
    check(view.collect(), &ARITHMETIC);
}

#[test]
fn charts_know_only_labelled_numbers() {
    let chart = library().into_iter().filter(|file| named(file).starts_with("chart"));
    check(
        chart.collect(),
        &["crate::rates", "crate::scenario", "crate::estimate", "crate::bill", "crate::usage"],
    );
}

#[test]
fn the_core_cannot_panic_by_a_word() {
    let core =
        library().into_iter().filter(|file| DATA[1..].iter().any(|data| named(file).starts_with(data)));
    check(core.collect(), &["unwrap()", "expect(\"", "panic!", "unreachable!", "todo!", "unsafe"]);
}

#[test]
fn files_are_short() {
    let long = |file: &PathBuf| {
        let lines = read(file).lines().count();
        (lines > LONGEST_FILE).then(|| format!("{}: {lines} lines", file.display()))
    };
    let long: Vec<String> = [rust("src"), rust("tests")].concat().iter().filter_map(long).collect();
    assert!(long.is_empty(), "over {LONGEST_FILE} lines:\n{}", long.join("\n"));
}

/// Tells of every line of code, comments and tests left out, that names one of the words.
fn check(files: Vec<PathBuf>, words: &[&str]) {
    let mut found = Vec::new();
    for file in &files {
        let text = read(file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            for word in words.iter().filter(|word| line.contains(**word)) {
                found.push(format!("{}:{}: {word}", file.display(), number + 1));
            }
        }
    }
    assert!(found.is_empty(), "not here:\n{}", found.join("\n"));
}

#[test]
fn the_check_sees_files() {
    let names: Vec<String> = library().iter().map(|file| named(file)).collect();
    for data in DATA {
        assert!(names.iter().any(|name| name.starts_with(data)), "{data} is gone: mend the list");
    }
    assert!(names.iter().all(|name| !name.starts_with("bin/")));
}

/// Every source of the library.
fn library() -> Vec<PathBuf> {
    rust("src").into_iter().filter(|file| !named(file).starts_with("bin/")).collect()
}

/// A file's name within `src`.
fn named(file: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    file.strip_prefix(root).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

fn rust(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}
