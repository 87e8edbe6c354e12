//! Reports of every format, shape and trap, written by hand after FACTS.md 5.2 to 5.6, and how
//! several of them go together.

#[path = "reports/answers.rs"]
mod answers;
#[path = "reports/archives.rs"]
mod archives;
#[path = "reports/checks.rs"]
mod checks;
#[path = "reports/clouds.rs"]
mod clouds;
#[path = "reports/copies.rs"]
mod copies;
#[path = "reports/covered.rs"]
mod covered;
#[path = "reports/focus.rs"]
mod focus;
#[path = "reports/lines.rs"]
mod lines;
#[path = "reports/merged.rs"]
mod merged;
#[path = "reports/newer.rs"]
mod newer;
#[path = "reports/pack.rs"]
mod pack;
#[path = "reports/results.rs"]
mod results;
#[path = "reports/sellers.rs"]
mod sellers;
#[path = "reports/sizes.rs"]
mod sizes;
#[path = "reports/spans.rs"]
mod spans;
#[path = "reports/splits.rs"]
mod splits;
#[path = "reports/sure.rs"]
mod sure;
#[path = "reports/tables.rs"]
mod tables;
#[path = "reports/telemetry.rs"]
mod telemetry;
#[path = "reports/told.rs"]
mod told;
#[path = "reports/total.rs"]
mod total;

use sawtooth::logs::read::{Import, Imported};
use std::hash::{DefaultHasher, Hash, Hasher};
use told::told;

/// A sample of `tests/reports/`.
fn sample(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reports/");
    std::fs::read(format!("{folder}{name}")).expect(name)
}

/// Files read in pieces of so many bytes.
fn read<P: AsRef<str>, B: AsRef<[u8]>>(files: &[(P, B)], size: usize) -> Imported {
    let mut import = Import::new();
    for (path, bytes) in files {
        import.begin(path.as_ref());
        bytes.as_ref().chunks(size).for_each(|piece| import.push(piece));
        import.end();
    }
    import.finish()
}

/// Where the fuzz targets want samples to begin with, a copy of the file is put there.
fn keep(bytes: &[u8]) {
    let Some(folder) = std::env::var_os("SAWTOOTH_SAMPLES") else { return };
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let file = std::path::Path::new(&folder).join(format!("{:016x}", hasher.finish()));
    std::fs::write(file, bytes).expect("a folder");
}

/// The files are read as told, a line for each report, row and fault, in any pieces.
fn check_files(files: &[(&str, Vec<u8>)], expected: &str) {
    files.iter().for_each(|(_, bytes)| keep(bytes));
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    for size in [usize::MAX, 7, 1] {
        assert_eq!(told(&read(files, size)), expected, "pieces of {size}");
    }
}

/// Samples are read as told.
fn check(names: &[&str], expected: &str) {
    let files: Vec<_> = names.iter().map(|name| (*name, sample(name))).collect();
    check_files(&files, expected);
}

/// A text is read as told.
fn check_text(text: &str, expected: &str) {
    check_files(&[("pasted", text.into())], expected);
}

#[test]
fn the_text_of_usage() {
    check(
        &["usage.txt"],
        "UsageText
         - claude-sonnet-4-6 input 1200, unsplit 50000, read 940000, output 5300, $0.55, sessions 1",
    );
    // Marks of the terminal, a wrapped line, one paste that comes twice; a model that was used
    // for $0 has no price. What the heading has more than its models is of none of them.
    check(
        &["usage-twice.txt"],
        "UsageText
         - claude-opus-5-5 input 1234, unsplit 18500000, read 2100000000, output 1200000, $1200.06, searches 3, sessions 1
         - claude-haiku-4-5 input 3000, output 69, $0.0034, sessions 0, fast
         - somebody-4 input 10, output 20, guess, sessions 0
         - - $4.2466, guess, sessions 0
         - claude-sonnet-5 input 12, output 456, $0.12, sessions 1
         ! usage-twice.txt: counts twice with usage-twice.txt",
    );
    // Without a cost for each model, the total stands by itself.
    check(
        &["cost-2025.txt"],
        "UsageText
         - claude-3-5-haiku input 101000, output 2500, sessions 1
         - claude-sonnet input 42, unsplit 88100, read 1200000, output 9200, sessions 0
         - - $1.86, sessions 0",
    );
    check_text("Total cost: $6.80\nTotal duration (API): 41m 09s\n", "UsageText\n- - $6.8, sessions 1");
    check_text(
        "Usage by model:\n claude-opus-5-5:  1 input, 2 output ($1.00)",
        "UsageText\n- claude-opus-5-5 input 1, output 2, $1, sessions 1",
    );
    check_text("Total cost: unknown\n", "! pasted: malformed");
}

#[test]
fn results_of_the_agent_without_a_terminal() {
    // 15,000 and 5,000 are given by the model; 7 of the other are not told apart.
    check(
        &["result.json"],
        "SdkResult
         - claude-opus-5-5 input 9, 5m 5000, 1h 15000, read 100000, output 1200, $0.26, searches 1, sessions 1
         - claude-haiku-5-5 input 300, unsplit 7, output 40, $0.0034, sessions 0",
    );
    // The second result holds the first; messages of the stream are none.
    check(&["stream.jsonl"], "SdkResult\n- claude-opus-5-5 input 7, output 25, $0.25, sessions 1");
    // One model alone: the main conversation's split is its.
    check(
        &["verbose.json"],
        "SdkResult\n- claude-sonnet-5-5 input 5, 5m 10, 1h 20, read 70, output 11, $0.5, sessions 1",
    );
    check(
        &["result-2025.json"],
        "SdkResult\n- - input 4, unsplit 6000, read 9000, output 120, $0.03, searches 2, sessions 1",
    );
    check(&["statusline.json"], "StatusLine\n- claude-opus-5-5 $1.75, sessions 1");
    let stopped = r#"{"type":"system","subtype":"init","session_id":"s-1"}"#;
    check_text(stopped, "! pasted: empty");
}

#[test]
fn ccusage_in_all_its_shapes() {
    // A price that is missing is none, and neither is $0 for tokens.
    check(
        &["ccusage-daily.json"],
        "CcusageDaily
         2026-11-19 claude-opus-5-5 input 300, unsplit 60000, read 900000, output 5000, $1.6
         2026-11-19 claude-haiku-9 input 10, unsplit 1000, output 200
         2026-11-20 claude-opus-5-5 input 7, unsplit 9, read 10, output 8",
    );
    check(
        &["ccusage-daily-2025.json"],
        "CcusageDaily\n2025-06-21 - input 277, unsplit 512000, read 1024000, output 31456, $17.58",
    );
    check(
        &["ccusage-documented.json"],
        "CcusageDaily\n2025-06-21 claude-opus-4-20250514 input 277, unsplit 512, read 1024, output 31456, $17.58",
    );
    check(
        &["ccusage-weekly.json"],
        "CcusageWeekly\n2026-11-16..2026-11-22 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25",
    );
    check(
        &["ccusage-monthly.json"],
        "CcusageMonthly
         2026-10-01..2026-10-31 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25
         2026-11-01..2026-11-30 claude-opus-5-5 input 5, unsplit 7, read 8, output 6, $0.5",
    );
    check(
        &["ccusage-session.json"],
        "CcusageSession
         2026-11-20 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.5, sessions 1
         2026-11-20 claude-haiku-5-5 input 2, unsplit 4, read 5, output 3, $0.25, sessions 0",
    );
    check(
        &["ccusage-sessions-2025.json"],
        "CcusageSession
         2025-07-02 claude-sonnet-4-20250514 input 1, unsplit 3, read 4, output 2, $0.5, sessions 1
         2025-07-03..2025-07-05 claude-sonnet-4-20250514 input 1, unsplit 1, read 1, output 1, $0.125, sessions 1",
    );
    // A gap is no work.
    check(
        &["ccusage-blocks.json"],
        "CcusageBlocks\n2026-11-20 claude-opus-5-5 input 11, unsplit 13, read 14, output 12, $0.375",
    );
    check(
        &["ccusage-projects.json"],
        "CcusageDaily
         2026-11-20 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.5
         2026-11-20 claude-opus-5-5 input 5, unsplit 7, read 8, output 6, $0.25",
    );
    check_text(r#"{"daily":[],"totals":{}}"#, "! pasted: empty");
}

#[test]
fn reports_of_the_admin_api() {
    let first = "AdminUsage
         2026-11-18 claude-opus-5-5 input 1500, 5m 500, 1h 1000, read 200, output 500, searches 10, key
         2026-11-18 claude-sonnet-4-5 input 7, output 1, person, us, batch, long";
    check(&["admin-usage-1.json"], &format!("{first}\n! admin-usage-1.json: more pages"));
    let second = "2026-11-20 claude-opus-5-5 input 1, 5m 3, 1h 2, read 4, output 5, key";
    check(&["admin-usage-1.json", "admin-usage-2.json"], &format!("{first}\n{second}"));
    // Cents as decimal text: 123.78912 are $1.2378912. What is not in dollars is not added up.
    check(
        &["admin-cost.json"],
        "AdminCost
         2026-11-18 claude-opus-5-5 $1.2378912
         2026-11-18 - $0.1
         ! admin-cost.json: 1 in EUR",
    );
    check(
        &["admin-claude-code.json"],
        "AdminClaudeCode
         2026-11-18 claude-opus-5-5 input 100000, unsplit 5000, read 10000, output 35000, $10.25, sessions 5, person
         2026-11-18 claude-haiku-5-5 input 1, unsplit 4, read 3, output 2, $0.05, sessions 0, person
         2026-11-18 claude-opus-5-5 input 10, unsplit 40, read 30, output 20, $0.1, sessions 1, key",
    );
    let empty =
        r#"{"data":[{"starting_at":"2026-11-18T00:00:00Z","results":[]}],"has_more":false,"next_page":null}"#;
    check_text(empty, "! pasted:1: empty");
}

#[test]
fn the_console_s_table() {
    check(
        &["console.csv"],
        "ConsoleCsv
         2026-11-18 claude-opus-5-5 input 100000, 5m 1, 1h 2, read 3, output 5000, searches 10, key
         2026-11-18 claude-opus-4-8 input 50000, output 2000, key, fast, us, long
         2026-11-19 claude-haiku-5-5 input 7, output 8, key, batch",
    );
    check(
        &["console-2025.csv"],
        "ConsoleCsv
         2025-06-12 claude-3-5-haiku-20241022 input 8, output 1, key
         2025-06-13 claude-opus-4-20250514 input 9, 5m 1, 1h 2, read 3, output 4, searches 5, key",
    );
    check_text(
        "usage_date_utc;model_version;usage_output_tokens\n2026-11-18;claude-opus-5-5;3\n2026-11-19;claude-opus-5-5;many\n\n2026-11-20;claude-op",
        "ConsoleCsv
         2026-11-18 claude-opus-5-5 output 3
         ! pasted:3: malformed
         ! pasted:5: cut short",
    );
}

#[test]
fn several_values_in_one_text() {
    let [one, two] = ["admin-usage-1.json", "admin-usage-2.json"].map(sample);
    let expected = "AdminUsage
         2026-11-18 claude-opus-5-5 input 1500, 5m 500, 1h 1000, read 200, output 500, searches 10, key
         2026-11-18 claude-sonnet-4-5 input 7, output 1, person, us, batch, long
         2026-11-20 claude-opus-5-5 input 1, 5m 3, 1h 2, read 4, output 5, key";
    check_files(&[("pages.json", [&one[..], &two].concat())], expected);
    check_files(&[("pages.json", [b"[", &one[..], b",", &two, b"]"].concat())], expected);
    let result =
        |id: &str| format!(r#"{{"type":"result","session_id":"{id}","total_cost_usd":1,"usage":{{}}}}"#);
    check_text(
        &format!("{}\n{}\n{{\"type\":\"result\",\n{}\n", result("a"), result("b"), result("c")),
        "SdkResult
         - - $1, sessions 1
         - - $1, sessions 1
         - - $1, sessions 1
         ! pasted:3: malformed",
    );
}

#[test]
fn as_windows_writes_it() {
    let text = String::from_utf8(sample("ccusage-weekly.json")).expect("UTF-8");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_files(
        &[("weekly.json", [&[0xff, 0xfe], &utf16[..]].concat())],
        "CcusageWeekly\n2026-11-16..2026-11-22 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25",
    );
    check_files(
        &[("weekly.json", [b"\xef\xbb\xbf", text.replace('\n', "\r\n").as_bytes()].concat())],
        "CcusageWeekly\n2026-11-16..2026-11-22 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25",
    );
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_read() {
    let half = sample("ccusage-daily.json")[..900].to_vec();
    check_files(&[("half.json", half)], "! half.json:16: cut short");
    check_text("{\"daily\": [\n{\"inputTokens\":\n}]}", "! pasted:3: malformed");
    check_files(&[("empty.json", vec![]), ("blank.txt", b" \r\n".to_vec())], "empty 2");
    check_files(&[("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec())], "! photo.png: binary");
    check_files(&[("latin.txt", b"caf\xe9, th\xe9, p\xe2t\xe9s".to_vec())], "! latin.txt: binary");
    check_text("Dear diary,\n", "! pasted: unknown");
    check_text("{\"theme\": \"dark\"}", "! pasted: unknown");
    check_text("[package]\nname = \"loom\"\n\n[features]\n", "! pasted: unknown");
    check_text("{\"theme\": ", "! pasted: unknown");
    check_files(&[("logs.tar", [vec![b'x'; 257], b"ustar\x0000".to_vec()].concat())], "! logs.tar: packed");
    // Its first file may be a transcript, which is not the only one.
    let line = r#"{"parentUuid":null,"isSidechain":false,"sessionId":"s","type":"user","uuid":"u"}"#;
    let head = [b"s.jsonl".as_slice(), &[0; 250], b"ustar\x0000", &[0; 247], line.as_bytes()].concat();
    check_files(&[("logs.tar", head)], "! logs.tar: packed");
    check_text(
        r#"{"daily":[{"date":"2026-11-20","inputTokens":-1},{"date":"2026-11-21","inputTokens":1,"totalCost":1}],"totals":{}}"#,
        "CcusageDaily\n2026-11-21 - input 1, $1\n! pasted: malformed",
    );
}

#[test]
fn numbers_and_nesting_that_cannot_be_right() {
    let day = |more: &str| {
        format!(r#"{{"daily":[{{"date":"2026-11-20","inputTokens":1,"totalCost":1,{more}}}],"totals":{{}}}}"#)
    };
    let deep = |depth: usize| format!(r#""x":{}{}"#, "[".repeat(depth), "]".repeat(depth));
    let read = "CcusageDaily\n2026-11-20 - input 1, $1";
    check_text(&day(&deep(124)), read);
    check_text(&day(&deep(125)), "! pasted:1: malformed");
    check_text(&day(&deep(50_000)), "! pasted:1: malformed");
    check_text(&day(r#""x":1e999"#), "! pasted:1: malformed");
    check_text(&day(r#""outputTokens":null,"agent":7"#), read);
    for wrong in ["-1", "1e300", r#""many""#, "{}", "true", r#""inf""#] {
        let text = day(&format!(r#""outputTokens":{wrong}"#));
        check_text(&text, "! pasted: malformed");
    }
    check_text(&day(r#""outputTokens":" 2.0 ""#), "CcusageDaily\n2026-11-20 - input 1, output 2, $1");
    check_text(
        &format!("\u{feff}{}", day(r#""outputTokens":2"#)),
        "CcusageDaily\n2026-11-20 - input 1, output 2, $1",
    );
}

#[test]
fn cells_as_spreadsheets_write_them() {
    let table = |cell: &str| {
        format!(
            "usage_date_utc,model_version,web_search_count,usage_output_tokens\n2026-11-18, claude-opus-5-5 ,1,{cell}\n"
        )
    };
    for cell in ["1000", " 1000 ", "1000.0", "1e3", "\"1000\""] {
        check_text(&table(cell), "ConsoleCsv\n2026-11-18 claude-opus-5-5 output 1000, searches 1");
    }
    check_text(&table(""), "ConsoleCsv\n2026-11-18 claude-opus-5-5 searches 1");
    for cell in ["-1", "inf", "NaN", "true", "many", "1e300"] {
        check_text(&table(cell), "! pasted:2: malformed");
    }
}

#[test]
fn neighbours_of_logs_are_passed_over() {
    let settings = b"{\"theme\": \"dark\"}".to_vec();
    let history = b"{\"display\":\"hello\",\"pastedContents\":{},\"timestamp\":1795250000000,\"project\":\"/home/ada\"}\n";
    check_files(
        &[
            (".claude/.DS_Store", b"\0\0\0\x01Bud1".to_vec()),
            (".claude/history.jsonl", history.to_vec()),
            (".claude/settings.json", settings.clone()),
            (".claude/shell-snapshots/snapshot-zsh.sh", b"alias ll='ls -l'\n".to_vec()),
            (".claude/statsig/cache.session", vec![0, 159, 146, 150]),
            (".claude/todos/a.json", b"[]".to_vec()),
            ("__MACOSX/.claude/._a.jsonl", b"\0\x05\x16\x07".to_vec()),
        ],
        "passed over 5",
    );
    // But what has the name of a log, or was chosen by itself, is said.
    check_files(
        &[(".claude/projects/a/b.jsonl", vec![]), ("settings.json", settings)],
        "! settings.json: unknown\nempty 1",
    );
}

/// Logs that a backup packed in a way that is not opened here: never without a word, in a folder either.
#[test]
fn packed_logs_in_a_folder_are_named() {
    for (end, magic) in [
        ("zst", &b"\x28\xb5\x2f\xfd\x04\x00\x41\x00"[..]),
        ("xz", b"\xfd7zXZ\0\0\x04"),
        ("bz2", b"BZh91AY&SY"),
        ("7z", b"7z\xbc\xaf\x27\x1c\0\x04"),
        ("lz4", b"\x04\x22\x4d\x18\x64\x40"),
        ("tar.zst", b"\x28\xb5\x2f\xfd\x04\x00\x41\x00"),
    ] {
        let path = format!(".claude/projects/-p/a.jsonl.{end}");
        let expected = format!("! {path}: packed");
        check_files(&[(&path, magic.to_vec())], &expected);
    }
    // A picture in a folder is none of the user's logs, whatever is in it.
    check_files(&[("notes/a.png", b"\x89PNG\r\n\x1a\n\0\0".to_vec())], "passed over 1");
}
