//! The house's "never" rules, which no compiler holds.

use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a source file; most should have fewer than half of it.
const LONGEST_FILE: usize = 400;

/// What exists only in `page` and `bin`.
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
/// Rooms whose answers are data, and modules in them that may make text: the codecs of link and
/// file, the readers of embedded lists, whose errors are sentences.
const DATA: [&str; 6] = ["prices", "scenario", "model", "decisions", "logs", "forecast"];
const CODECS: [&str; 4] = ["prices", "scenario/link", "decisions/claims/file.rs", "scenario/from_logs.rs"];
/// What each room may import. A room that is not here may import nothing.
const IMPORTS: [(&str, &[&str]); 9] = [
    ("scenario", &["prices"]),
    ("model", &["prices", "scenario"]),
    ("decisions", &["prices", "scenario", "model"]),
    ("logs", &["prices", "scenario", "model"]),
    ("forecast", &["prices", "scenario", "model", "logs"]),
    ("view", &["prices", "scenario", "model", "decisions", "logs", "forecast", "chart"]),
    ("page", &["prices", "scenario", "model", "decisions", "logs", "forecast", "chart", "view"]),
    ("prices", &[]),
    ("chart", &[]),
];
/// What money is computed from: tokens times a rate over a million. The view may ask for a
/// bill and show a rate, but has none of these.
const ARITHMETIC: [&str; 6] = [".rate(", "Tokens::", ".add_times(", "MILLION", "/ 1e6 *", "* rate"];

#[test]
fn only_the_page_knows_the_browser() {
    check(library().into_iter().filter(|file| !in_room(&named(file), "page")).collect(), &BROWSER);
}

/// Atoms know no scenario and format no number.
#[test]
fn components_know_no_scenario() {
    let atoms = library().into_iter().filter(|file| named(file).starts_with("page/components"));
    check(
        atoms.collect(),
        &["crate::scenario", "crate::model", "crate::decisions", "crate::prices", "page::state"],
    );
}

#[test]
fn the_library_reads_nothing_but_its_arguments() {
    check(library(), &OUTSIDE);
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (file, line) in
        library().iter().flat_map(|file| imports(file).into_iter().map(move |line| (file, line)))
    {
        let name = named(file);
        let room = name.split(['/', '.']).next().unwrap_or_default();
        let allowed = IMPORTS.iter().find(|(from, _)| *from == room).map_or(&[][..], |(_, to)| to);
        let known = |to: &str| to == room || allowed.contains(&to);
        if room != "lib" && !known(&line) {
            wrong.push(format!("{name} imports {line}"));
        }
    }
    assert!(wrong.is_empty(), "against the order of src/lib.rs:\n{}", wrong.join("\n"));
}

/// The rooms that a file names behind `crate::`.
fn imports(file: &Path) -> Vec<String> {
    let text = read(file);
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let named = code.flat_map(|line| line.split("crate::").skip(1));
    named.map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect()).collect()
}

#[test]
fn the_core_makes_no_text() {
    let core = library().into_iter().filter(|file| is_data(file));
    check(core.collect(), &TEXT);
}

fn is_data(file: &Path) -> bool {
    let name = named(file);
    !name.ends_with("tests.rs")
        && DATA.iter().any(|room| in_room(&name, room))
        && !CODECS.iter().any(|codec| name.starts_with(codec))
}

fn in_room(name: &str, room: &str) -> bool {
    name.strip_prefix(room).is_some_and(|rest| rest.starts_with(['/', '.']))
}

#[test]
fn the_view_computes_no_money() {
    let view = library().into_iter().filter(|file| named(file).starts_with("view"));
    check(view.collect(), &ARITHMETIC);
}

#[test]
fn charts_know_only_labelled_numbers() {
    let chart = library().into_iter().filter(|file| named(file).starts_with("chart"));
    check(chart.collect(), &["crate::prices", "crate::scenario", "crate::model"]);
}

#[test]
fn the_core_cannot_panic_by_a_word() {
    let core = library().into_iter().filter(|file| is_data(file));
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
    for place in DATA.iter().chain(&CODECS) {
        assert!(names.iter().any(|name| name.starts_with(place)), "{place} is gone: mend the list");
    }
    assert!(names.iter().all(|name| !name.starts_with("bin/")));
}

/// Every source of the library.
fn library() -> Vec<PathBuf> {
    let of_others = |name: &str| name.starts_with("bin/") || name == "build.rs";
    rust("src").into_iter().filter(|file| !of_others(&named(file))).collect()
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
