//! `sawtooth usage`: the terminal's answer is the library's, over files and folders.

use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::read::{Import, Imported};
use sawtooth::model::bill::Bill;
use sawtooth::prices::RateTable;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sawtooth")).args(arguments).output().expect("the program was built")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn sample(name: &str) -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reports/").to_string() + name
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sawtooth-usage-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder in the temporary one");
    folder
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("within the folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let output = run(&[arguments, &["--json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn reports_give_the_library_s_numbers() {
    let path = sample("ccusage-daily.json");
    let found = json(&["usage", &path]);
    let mut import = Import::new();
    import.begin("ccusage-daily.json");
    import.push(&fs::read(&path).expect("a sample"));
    let imported = import.finish();
    let usd: f64 = imported.reports[0].rows.iter().filter_map(|row| row.usd).sum();
    assert_eq!(found["usd"]["reports_as_reported"].as_f64(), Some(usd));
    assert_eq!(found["dates"]["first"], "2026-11-19");
    assert_eq!(found["reports"]["unpriced"][0]["model"], "claude-haiku-9");
    let receipt = found["reports"]["receipt"].as_array().expect("lines").iter();
    let lines: f64 = receipt.clone().map(|line| line["usd"].as_f64().expect("dollars")).sum();
    assert!((lines - found["usd"]["reports_at_list_price"].as_f64().expect("dollars")).abs() < 1e-9);
    for line in receipt {
        assert!(line["price_checked"].as_str().is_some_and(|day| day.len() == 10), "{line}");
    }
}

/// The sum of nothing is negative in Rust; and the members stay in the order that they had.
#[test]
fn zeros_have_no_sign_and_keys_are_in_order() {
    let home = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs/home");
    let output = run(&["usage", home, "--json"]);
    let printed = text(&output.stdout);
    // A link has numbers behind a hyphen.
    let is_signed_zero = |line: &str| line.trim_end_matches(',').ends_with(" -0.0");
    assert!(!printed.lines().any(is_signed_zero), "{printed}");
    assert!(printed.contains("\"reports_at_list_price\": 0.0,"), "{printed}");
    let outermost = printed.lines().filter_map(|line| line.strip_prefix("  \""));
    let keys: Vec<&str> = outermost.filter_map(|line| line.split('"').next()).collect();
    assert!(keys.len() > 10 && keys.is_sorted(), "{keys:?}");
}

/// Every file below, in the order of names, as the library is given them.
fn library(folder: &Path) -> Imported {
    let (mut folders, mut files) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    let above = folder.parent().expect("a folder above");
    let mut files: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|path| {
            (
                path.strip_prefix(above).expect("below").to_string_lossy().into_owned(),
                fs::read(path).expect("a file"),
            )
        })
        .collect();
    files.sort();
    let mut import = Import::new();
    for (name, bytes) in &files {
        import.begin(name);
        import.push(bytes);
        import.end();
    }
    import.finish()
}

#[test]
fn logs_give_the_library_s_numbers() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/logs/home");
    let imported = library(&home);
    let table = RateTable::shipped();
    let total = |corrected| {
        let ledger = Ledger::new(&table, &imported.logs, &Terms { corrected, ..Terms::default() });
        Bill::new(&ledger.prices, &ledger.usage(&imported.logs, 0..imported.logs.calls.len())).total
    };
    let home = home.to_str().expect("UTF-8");
    let (corrected, recorded) = (json(&["usage", home]), json(&["usage", home, "--recorded"]));
    for (found, is) in [(&corrected, true), (&recorded, false)] {
        assert_eq!(found["usd"]["logs"].as_f64(), Some(total(is)));
        assert_eq!(found["without_final_output"]["usd_otherwise"].as_f64(), Some(total(!is)));
        assert_eq!(found["calls"].as_u64(), Some(imported.logs.logged() as u64));
        assert_eq!(found["read"]["lines"].as_u64(), Some(imported.logs.reading.lines));
        let models = found["models"].as_array().expect("models").iter();
        let sum: f64 = models.filter_map(|model| model["usd"].as_f64()).sum();
        assert!((sum - total(is)).abs() < 1e-9, "{sum}");
        assert!(found["calibration"]["usd_month"].as_f64().is_some_and(|usd| usd > 0.0), "{found:#}");
    }
    // A day begins elsewhere, and costs the same.
    let elsewhere = json(&["usage", home, "--zone", "-11:30"]);
    assert_eq!(elsewhere["usd"]["logs"], corrected["usd"]["logs"]);
    assert_eq!(elsewhere["zone"], "-11:30");
}

#[test]
fn what_is_printed_adds_up() {
    let output = run(&["usage", &sample("admin-claude-code.json"), &sample("ccusage-daily-2025.json")]);
    let shown = text(&output.stdout);
    // $10.25, $0.05, $0.10 and $17.58, as the samples say.
    assert!(shown.starts_with("$27.98 (as the report says) from 2025-06-21 to 2026-11-18"), "{shown}");
    let receipt = shown.split("Reports at list price").nth(1).expect("a receipt");
    let cents =
        |line: &str| -> Option<i64> { line.rsplit_once('$')?.1.replace([',', '.'], "").trim().parse().ok() };
    let parts: i64 = receipt.lines().filter(|line| line.starts_with("  ")).filter_map(cents).sum();
    let total = receipt.lines().find(|line| line.starts_with("Total")).and_then(cents);
    assert_eq!(Some(parts), total, "{shown}");
    assert!(parts > 0 && shown.contains("(checked 2026-"), "{shown}");
}

/// What may have cost more is said in the first line, of reports alone too.
#[test]
fn the_first_line_says_how_sure_a_total_is() {
    let folder = folder("sure");
    let header = "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens\n";
    let row = |model: &str| format!("{header}2026-11-15,{model},1000000,0\n");
    put(&folder, "haiku.csv", row("claude-haiku-5-5").as_bytes());
    put(&folder, "opus.csv", row("claude-opus-5-5").as_bytes());
    put(
        &folder,
        "flex.csv",
        row("claude-opus-5-5")
            .replace("0\n", "0,flex\n")
            .replace("tokens\n", "tokens,service_tier\n")
            .as_bytes(),
    );
    let first = |name: &str| {
        let shown = text(&run(&["usage", folder.join(name).to_str().expect("UTF-8")]).stdout);
        shown.lines().next().unwrap_or_default().to_string()
    };
    let shown = ["haiku.csv", "opus.csv", "flex.csv"].map(first);
    fs::remove_dir_all(&folder).expect("made above");
    assert_eq!(shown[0], "At least $0.10 (its tokens at list price) on 2026-11-15.");
    assert_eq!(shown[1], "$4.00 (its tokens at list price) on 2026-11-15.");
    assert_eq!(shown[2], "$4.00 (its tokens at list price, partly estimated) on 2026-11-15.");
}

/// Folders are gone through in the order of names, and into none that they are in.
#[cfg(unix)]
#[test]
fn folders_and_their_loops() {
    let folder = folder("loops");
    let weekly = fs::read(sample("ccusage-weekly.json")).expect("a sample");
    put(&folder, "b/weekly.json", &weekly);
    put(&folder, "a/again.json", &weekly);
    put(&folder, "notes.md", b"# Notes\n");
    put(&folder, "projects/x/empty.jsonl", b"");
    std::os::unix::fs::symlink(&folder, folder.join("b/loop")).expect("a link");
    let found = json(&["usage", folder.to_str().expect("UTF-8")]);
    fs::remove_dir_all(&folder).expect("made above");
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(found["usd"]["reports_as_reported"].as_f64(), Some(0.25));
    assert_eq!(found["read"]["passed_over"].as_u64(), Some(1), "{found:#}");
    let faults = found["read"]["faults"].as_array().expect("faults");
    let faults: Vec<&str> = faults.iter().filter_map(|fault| fault.as_str()).collect();
    assert!(faults[0].starts_with(&format!("{name}/b/weekly.json: overlaps with {name}/a/again.json")));
    assert_eq!((faults.len(), &found["read"]["empty"]), (1, &1.into()));
}

/// Transcripts of one day beside a report of it: what that means is said as on the page.
#[test]
fn what_to_know_of_a_forecast_is_said() {
    let folder = folder("cautions");
    let call = |id: u32, day: u32| {
        format!(
            r#"{{"type":"assistant","sessionId":"s","timestamp":"2026-10-{day:02}T10:00:0{id}.000Z","requestId":"r{id}","message":{{"id":"m{id}","model":"claude-opus-5-5","role":"assistant","content":[],"stop_reason":"end_turn","usage":{{"input_tokens":10,"cache_creation_input_tokens":9000,"output_tokens":20}}}}}}"#
        )
    };
    // Lines of a session without a call are no session here.
    let idle = r#"{"type":"user","sessionId":"idle","timestamp":"2026-10-01T09:00:00.000Z","message":{"role":"user","content":"hi"}}"#;
    put(&folder, "s.jsonl", [call(1, 1), call(2, 1)].join("\n").as_bytes());
    put(&folder, "idle.jsonl", idle.as_bytes());
    let days = [("2026-10-01", "5"), ("2026-11-01", "7")];
    let days = days.map(|(day, usd)| format!(r#"{{"date":"{day}","inputTokens":9,"totalCost":{usd}}}"#));
    put(&folder, "daily.json", format!(r#"{{"daily":[{}],"totals":{{}}}}"#, days.join(",")).as_bytes());
    let path = folder.to_str().expect("UTF-8");
    let (found, shown) = (json(&["usage", path]), text(&run(&["usage", path]).stdout));
    fs::remove_dir_all(&folder).expect("made above");
    assert_eq!(found["sessions"].as_u64(), Some(1));
    assert!(shown.contains(" for 2 calls in 1 sessions"), "{shown}");
    let cautions = found["calibration"]["cautions"].as_array().expect("cautions").iter();
    let cautions: Vec<&str> = cautions.filter_map(|caution| caution.as_str()).collect();
    for (place, start) in
        ["Only 1 session:", "Only 1 active day:", "All within 1 day", "No typed messages"].iter().enumerate()
    {
        assert!(cautions.iter().any(|caution| caution.starts_with(start)), "{place}: {cautions:?}");
    }
    assert!(
        cautions.contains(
            &"1 report beside the transcripts is not in this forecast, which uses single calls only."
        )
    );
    assert!(cautions.iter().all(|caution| shown.contains(caution)), "{shown}");
    assert!(shown.contains("One active day is too little for a back-test"), "{shown}");
    assert!(shown.contains("covers the same days as the transcripts"), "{shown}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let cases: [(&[&str], &str); 6] = [
        (&["usage"], "<PATH>..."),
        (&["usage", "no-such-folder"], "cannot be read"),
        (&["usage", &sample("usage.txt"), "--zone", "Berlin"], "no time zone"),
        (&["usage", "--zone"], "a value is required"),
        (&["usage", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")], "no kind that is known"),
        (&["estimate", "--recorded"], "unexpected argument"),
    ];
    for (arguments, sentence) in cases {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(sentence), "{arguments:?}: {}", text(&output.stderr));
    }
}

/// Beside transcripts the agent keeps copies of edited files and what tools printed.
#[test]
fn the_agent_s_own_files_are_no_logs() {
    let folder = folder("own");
    let line = r#"{"type":"assistant","sessionId":"s","timestamp":"2026-11-20T10:00:00.000Z","message":{"id":"m","model":"claude-opus-5-5","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1000000,"output_tokens":0}}}"#;
    let weekly = fs::read(sample("ccusage-weekly.json")).expect("a sample");
    put(&folder, ".claude/projects/-p/s.jsonl", line.as_bytes());
    put(&folder, ".claude/projects/-p/s/tool-results/t.jsonl", line.replace("\"m\"", "\"n\"").as_bytes());
    put(&folder, ".claude/file-history/s/weekly.json", &weekly);
    let path = folder.join(".claude");
    let found = json(&["usage", path.to_str().expect("UTF-8")]);
    fs::remove_dir_all(&folder).expect("made above");
    assert_eq!(found["usd"]["total"].as_f64(), Some(4.0));
    assert_eq!(found["usd"]["total_kind"].as_str(), Some("exact"));
}
