//! `sawtooth usage` on what people give it: the total and what it is, pipes, names of any bytes.

use crate::{program, run, text};
use serde_json::{Value, json};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sawtooth-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder in the temporary folder");
    folder
}

fn file(folder: &Path, name: impl AsRef<OsStr>, text: &str) -> PathBuf {
    let path = folder.join(name.as_ref());
    std::fs::write(&path, text).expect("a file in the folder");
    path
}

fn answer(model: &str, reason: &str, content: &str) -> String {
    json!({
        "type": "assistant", "uuid": model, "sessionId": "s", "timestamp": "2026-11-20T10:00:00.000Z", "requestId": "r",
        "message": { "id": model, "model": model, "stop_reason": reason, "content": serde_json::from_str::<Value>(content).expect("JSON"),
            "usage": { "input_tokens": 1_000_000, "output_tokens": 0 } },
    })
    .to_string()
}

fn said(path: &Path) -> Value {
    let output = run(&["usage", path.to_str().expect("UTF-8"), "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A number or null, and what kind of a number: $0 only where everything costs nothing.
#[test]
fn the_total_says_what_it_is() {
    let folder = folder("total");
    let block = r#"[{"type":"text","text":"ok"}]"#;
    let priced = answer("claude-opus-5-5", "end_turn", block);
    let unknown = answer("claude-opus-9", "end_turn", block);
    let refused = answer("claude-opus-5-5", "refusal", "[]");
    let result = r#"{"type":"result","session_id":"s","total_cost_usd":2.0,"usage":{"input_tokens":5}}"#;
    let guess = r#"{"type":"result","session_id":"s","modelUsage":{"acme":{"inputTokens":5,"costUSD":2.0,"costBasis":"unknown"}}}"#;
    let nameless = r#"{"data":[{"starting_at":"2026-11-15T00:00:00Z","results":[{"uncached_input_tokens":5,"model":null}]}]}"#;
    for (name, lines, total, kind, reasons) in [
        ("priced.jsonl", priced.clone(), json!(4.0), "exact", 0),
        ("unknown.jsonl", unknown.clone(), Value::Null, "no_price", 1),
        ("both.jsonl", format!("{priced}\n{unknown}"), json!(4.0), "at_least", 1),
        ("refused.jsonl", refused.clone(), json!(0.0), "exact", 1),
        (
            "refused-too.jsonl",
            format!("{priced}\n{}", refused.replace(r#""id":"claude-opus-5-5""#, r#""id":"x""#)),
            json!(4.0),
            "exact",
            1,
        ),
        ("result.json", result.into(), json!(2.0), "reported", 1),
        ("guess.json", guess.into(), json!(2.0), "estimated", 2),
        ("nameless.json", nameless.into(), Value::Null, "no_price", 1),
    ] {
        let usd = &said(&file(&folder, name, &lines))["usd"];
        assert_eq!((&usd["total"], &usd["total_kind"]), (&total, &json!(kind)), "{name}: {usd}");
        assert_eq!(usd["reasons"].as_array().map(Vec::len), Some(reasons), "{name}: {usd}");
        let table = run(&["usage", folder.join(name).to_str().expect("UTF-8")]);
        let table = text(&table.stdout);
        let first = table.lines().next().expect("a line");
        assert_eq!(first.contains("$0.00"), total == json!(0.0), "{name}: {first}");
    }
    std::fs::remove_dir_all(folder).expect("made above");
}

/// The first line has the total of transcripts and reports, as the answer for programs has it.
#[test]
fn the_headline_is_the_whole() {
    let folder = folder("headline");
    let block = r#"[{"type":"text","text":"ok"}]"#;
    file(&folder, "s.jsonl", &answer("claude-opus-5-5", "end_turn", block));
    let usage = "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens\n2026-11-10,claude-opus-5-5,10000000,0\n";
    let cost = "usage_date_utc,model,token_type,cost_usd\n2026-11-10,Claude Opus 5.5,output,40\n";
    for (report, total, start) in [
        (
            usage.to_string(),
            44.0,
            "$44.00 at list price for 1 calls in 1 sessions and 1 report from 2026-11-10",
        ),
        (cost.into(), 44.0, "$44.00 (partly as reported) for 1 calls"),
        (usage.replace("opus-5-5", "opus-9"), 4.0, "At least $4.00 for 1 calls"),
    ] {
        file(&folder, "console.csv", &report);
        assert_eq!(said(&folder)["usd"]["total"], json!(total));
        let table = text(&run(&["usage", folder.to_str().expect("UTF-8")]).stdout);
        assert!(table.starts_with(start), "{table}");
    }
    std::fs::remove_dir_all(folder).expect("made above");
}

/// The list price of a regional endpoint is in the total, and said.
#[test]
fn a_regional_endpoint_is_named_in_the_receipt() {
    let folder = folder("region");
    let call = answer("us.anthropic.claude-opus-4-8-v1:0", "end_turn", r#"[{"type":"text","text":"ok"}]"#);
    let path = file(&folder, "s.jsonl", &call);
    assert_eq!(said(&path)["usd"]["total"], json!(5.5));
    let table = text(&run(&["usage", path.to_str().expect("UTF-8")]).stdout);
    assert!(table.contains("Opus 4.8, regional endpoint"), "{table}");
    std::fs::remove_dir_all(folder).expect("made above");
}

#[test]
fn nothing_is_said_to_be_nothing() {
    let folder = folder("nothing");
    let output = run(&["usage", folder.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    let expected = "sawtooth: no usage was found: there is no transcript and no report in it.\n";
    assert_eq!(text(&output.stderr), expected);
    std::fs::remove_dir_all(folder).expect("made above");
}

/// A pipe that nobody writes into is told and not waited for; the rest is read.
#[test]
fn a_pipe_among_files_is_told() {
    let folder = folder("pipe");
    let pipe = folder.join("x.jsonl");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    file(&folder, "s.jsonl", &answer("claude-opus-5-5", "end_turn", r#"[{"type":"text","text":"ok"}]"#));
    let whole = said(&folder);
    assert_eq!(whole["usd"]["total"], json!(4.0));
    let faults = whole["read"]["faults"].to_string();
    assert!(faults.contains("x.jsonl") && faults.contains("pipe"), "{faults}");
    assert_eq!(run(&["usage", pipe.to_str().expect("UTF-8")]).status.code(), Some(2));
    std::fs::remove_dir_all(folder).expect("made above");
}

/// What another program writes is read as a file is, under each of its names.
#[test]
fn standard_input_is_read() {
    for name in ["-", "/dev/stdin"] {
        let mut child = program()
            .args(["usage", name, "--json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let call = answer("claude-opus-5-5", "end_turn", r#"[{"type":"text","text":"ok"}]"#);
        child.stdin.take().expect("piped").write_all(call.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(found["usd"]["total"], json!(4.0), "{name}");
    }
}

#[test]
fn a_name_of_any_bytes_is_read() {
    let folder = folder("bytes");
    let call = answer("claude-opus-5-5", "end_turn", r#"[{"type":"text","text":"ok"}]"#);
    let path = file(&folder, OsStr::from_bytes(b"s\xe9.jsonl"), &call);
    let arguments: [OsString; 3] = ["usage".into(), path.into_os_string(), "--json".into()];
    let output = program().args(arguments).output().expect("the program was built");
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(found["usd"]["total"], json!(4.0));
    let broken = OsString::from_vec(b"\xff".to_vec());
    let output = program().arg(broken).output().expect("the program was built");
    assert_eq!(output.status.code(), Some(2));
    std::fs::remove_dir_all(folder).expect("made above");
}
