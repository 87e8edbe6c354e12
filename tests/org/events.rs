//! `otel_logs` of ClickHouse: what events have of the same work.

use super::{columns, csv, folder, import, import_one, names, root, rows, run, sessions, table, text};
use sawtooth::logs::ledger::{Ledger, Split, Terms, row_price, split_writes};
use sawtooth::logs::{Call, Logs, Moment, date_of};
use sawtooth::prices::date;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;

/// What no event says, or of a sub-agent only its kind.
const UNKNOWN: [&str; 5] = ["project", "entry", "geo", "searches", "not_final"];
const OF_A_CONVERSATION: [&str; 13] = [
    "conversations",
    "segments",
    "first_calls",
    "first_prompt",
    "first_steps",
    "later_steps",
    "sxx12",
    "sxy2",
    "first_context",
    "first_read",
    "cut_before",
    "cut_after",
    "cut_read",
];

fn time(at: Moment) -> String {
    let (seconds, day) = (at.div_euclid(1_000), date_of(at.div_euclid(86_400_000)));
    let of_day = seconds.rem_euclid(86_400);
    format!(
        "{day} {:02}:{:02}:{:02}.{:03}",
        of_day / 3_600,
        of_day / 60 % 60,
        of_day % 60,
        at.rem_euclid(1_000)
    )
}

fn event(name: &str, at: Moment, attributes: Value) -> Value {
    let mut all = json!({ "event.name": name, "event.timestamp": time(at), "user.id": "ada" });
    for (key, value) in attributes.as_object().expect("attributes") {
        all[key] = value.clone();
    }
    json!({ "Timestamp": time(at), "ServiceName": "claude-code", "Body": format!("claude_code.{name}"), "LogAttributes": all })
}

/// An event for each call: some of them again, as collectors send them, and others between.
fn events(logs: &Logs, ledger: &Ledger, with_lifetimes: bool) -> String {
    let session = |place: u32| logs.sessions[place as usize].id.as_str();
    let request = |(at, call): (usize, &Call)| {
        let source = match call.chain {
            0 => "repl_main_thread",
            _ if call.sums_up => "compact",
            _ => "explore",
        };
        let [short, hour] =
            [call.write_5m, call.write_1h].map(|writes| if with_lifetimes { writes } else { 0 });
        event(
            "api_request",
            call.answered,
            json!({
                "session.id": session(call.session),
                "model": logs.models[call.model as usize],
                "query_source": source,
                "request_id": format!("req_{at}"),
                "speed": if call.fast { "fast" } else { "normal" },
                "input_tokens": call.input.to_string(),
                "output_tokens": call.output.to_string(),
                "cache_read_tokens": call.read.to_string(),
                "cache_creation_tokens": (call.write_5m + call.write_1h).to_string(),
                "cache_creation_5m_tokens": short.to_string(),
                "cache_creation_1h_tokens": hour.to_string(),
                "cost_usd": ledger.usd(logs, at).expect("a price").to_string(),
            }),
        )
    };
    let mut all: Vec<Value> = logs.calls.iter().enumerate().map(request).collect();
    let again: Vec<Value> = all.iter().step_by(3).cloned().collect();
    all.extend(again);
    for mark in &logs.compactions {
        all.push(event("compaction", mark.at, json!({ "session.id": session(mark.session) })));
        all.push(event("user_prompt", mark.at, json!({ "session.id": session(mark.session) })));
    }
    all.iter().map(|event| event.to_string() + "\n").collect()
}

/// The tables that the SQL makes of the trap folder's calls as events.
fn written(name: &str, with_lifetimes: bool) -> (Logs, String, Vec<u8>) {
    let logs = import(&root().join("tests/org/home")).logs;
    let ledger = Ledger::new(table(), &logs, &Terms::default());
    let output = folder(name);
    let given = output.join("events.jsonl");
    fs::write(&given, events(&logs, &ledger, with_lifetimes)).expect("a file");
    run("clickhouse", given.to_str().expect("UTF-8"), &output);
    let sessions = fs::read_to_string(output.join("sessions.csv")).expect("a table");
    (logs, sessions, fs::read(output.join("days.json")).expect("a report"))
}

/// A row without what events do not know, by what tells it apart.
fn known<'a>(row: &HashMap<&'a str, &'a str>, columns: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let is_main = row["chain"] == "main";
    let is_known = |column: &&&str| {
        !UNKNOWN.contains(column) && **column != "usd" && (is_main || !OF_A_CONVERSATION.contains(column))
    };
    columns.iter().filter(is_known).map(|column| (*column, row[column])).collect()
}

#[test]
fn clickhouse_writes_what_events_have_of_the_sessions() {
    let (logs, theirs, _) = written("events", true);
    let ours = csv(&sessions::rows(&logs, &names())).expect("a table");
    let shared = columns(&theirs);
    let all = |csv| {
        let mut all: Vec<_> = rows(csv).iter().map(|row| known(row, &shared)).collect();
        all.sort();
        all
    };
    assert_eq!(all(text(&ours)), all(&theirs));
    assert!(rows(&theirs).iter().all(|row| UNKNOWN[..4].iter().all(|column| row[column].is_empty())));
    let usd: f64 = rows(&theirs).iter().map(|row| row["usd"].parse::<f64>().expect("dollars")).sum();
    assert!((usd / super::usd(&logs) - 1.0).abs() < 1e-9, "{usd}");
}

/// Older events merge the lifetimes: sessions say so, and days tell them by their dollars.
#[test]
fn merged_writes_are_told_apart_by_their_dollars() {
    let (logs, theirs, days) = written("merged", false);
    for row in rows(&theirs) {
        assert_eq!((row["write_5m"], row["write_1h"]), ("", ""), "{row:?}");
        assert!(!row["write_unsplit"].is_empty(), "{row:?}");
    }
    let read = import_one("days.json", &days);
    let report = &read.reports[0];
    let usd: f64 = report.rows.iter().filter_map(|row| row.usd).sum();
    assert!((usd / super::usd(&logs) - 1.0).abs() < 1e-9, "{usd}");
    let of_opus = report
        .rows
        .iter()
        .find(|row| row.day == Some(date(2026, 11, 20)) && row.model.as_deref() == Some("claude-opus-5-5"));
    let row = of_opus.expect("the day's row");
    let Split::Share { one_hour, .. } =
        split_writes(row_price(table(), row, date(2026, 11, 20)).as_ref(), report.kind, row)
    else {
        panic!("the dollars say it");
    };
    let hour: u32 = logs.calls.iter().map(|call| call.write_1h).sum();
    assert!((one_hour * row.tokens.write_unsplit as f64 - f64::from(hour)).abs() < 1.0, "{one_hour}");
}
