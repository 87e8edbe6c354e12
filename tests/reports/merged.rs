//! Several files at once: merged where that means something, left out where it counts twice.

use super::{check, check_files, read, sample};

#[test]
fn nothing_counts_twice() {
    let same = sample("ccusage-weekly.json");
    check_files(
        &[("a.json", same.clone()), ("b.json", same)],
        "CcusageWeekly
         2026-11-16..2026-11-22 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25
         ! b.json: counts twice with a.json",
    );
    // Days, weeks, months and blocks of the same days: the days tell most. October is only
    // in the months.
    check(
        &["ccusage-blocks.json", "ccusage-daily.json", "ccusage-monthly.json", "ccusage-weekly.json"],
        "CcusageDaily
         2026-11-19 claude-opus-5-5 input 300, unsplit 60000, read 900000, output 5000, $1.6
         2026-11-19 claude-haiku-9 input 10, unsplit 1000, output 200
         2026-11-20 claude-opus-5-5 input 7, unsplit 9, read 10, output 8
         CcusageMonthly
         2026-10-01..2026-10-31 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25
         ! ccusage-blocks.json: counts twice with ccusage-daily.json
         ! ccusage-monthly.json: counts twice with ccusage-daily.json
         ! ccusage-weekly.json: counts twice with ccusage-daily.json",
    );
    // A text without days could be any of them.
    check(
        &["ccusage-weekly.json", "result-2025.json", "usage.txt"],
        "CcusageWeekly
         2026-11-16..2026-11-22 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25
         ! result-2025.json: counts twice with ccusage-weekly.json
         ! usage.txt: counts twice with ccusage-weekly.json",
    );
}

#[test]
fn what_goes_together_is_merged() {
    let day = |day: &str, tokens: u32| {
        format!(
            r#"{{"daily":[{{"date":"2026-11-0{day}","inputTokens":{tokens},"totalCost":1}}],"totals":{{}}}}"#
        )
    };
    let files = [("a.json", day("2", 10).into()), ("b.json", day("1", 20).into())];
    check_files(&files, "CcusageDaily\n2026-11-01 - input 20, $1\n2026-11-02 - input 10, $1");
    // Of two that share days, the one that goes on later is kept whole.
    let long = r#"{"daily":[{"date":"2026-11-02","inputTokens":5},{"date":"2026-11-03","inputTokens":6}],"totals":{}}"#;
    let files = [("a.json", day("2", 10).into()), ("b.json", day("1", 20).into()), ("c.json", long.into())];
    check_files(
        &files,
        "CcusageDaily
         2026-11-01 - input 20, $1
         2026-11-02 - input 5
         2026-11-03 - input 6
         ! a.json: counts twice with c.json",
    );
    check(
        &["result-2025.json", "result.json", "statusline.json", "stream.jsonl"],
        "SdkResult
         - - input 4, unsplit 6000, read 9000, output 120, $0.03, searches 2, sessions 1
         - claude-opus-5-5 input 9, 5m 5000, 1h 15000, read 100000, output 1200, $0.26, searches 1, sessions 1
         - claude-haiku-5-5 input 300, unsplit 7, output 40, $0.0034, sessions 0
         - claude-opus-5-5 input 7, output 25, $0.25, sessions 1
         StatusLine
         - claude-opus-5-5 $1.75, sessions 1",
    );
}

#[test]
fn the_admin_api_s_cost_goes_with_its_usage() {
    check(
        &["admin-cost.json", "admin-usage-2.json"],
        "AdminUsage
         2026-11-20 claude-opus-5-5 input 1, 5m 3, 1h 2, read 4, output 5, key
         AdminCost
         2026-11-18 claude-opus-5-5 $1.2378912
         2026-11-18 - $0.1
         ! admin-cost.json: 1 in EUR",
    );
    // But not with what Claude Code's own report says of the same days.
    check(
        &["admin-claude-code.json", "console.csv"],
        "AdminClaudeCode
         2026-11-18 claude-opus-5-5 input 100000, unsplit 5000, read 10000, output 35000, $10.25, sessions 5, person
         2026-11-18 claude-haiku-5-5 input 1, unsplit 4, read 3, output 2, $0.05, sessions 0, person
         2026-11-18 claude-opus-5-5 input 10, unsplit 40, read 30, output 20, $0.1, sessions 1, key
         ConsoleCsv
         2026-11-19 claude-haiku-5-5 input 7, output 8, key, batch
         ! console.csv: counts twice with admin-claude-code.json",
    );
}

/// A call at ten on a day, of a session.
fn call(session: &str, day: &str) -> Vec<u8> {
    let line = format!(
        r#"{{"parentUuid":null,"isSidechain":false,"cwd":"/home/ada/loom","sessionId":"{session}","type":"assistant","timestamp":"{day}T10:00:00.000Z","requestId":"r","uuid":"u","message":{{"id":"{session}{day}","role":"assistant","model":"claude-opus-5-5","stop_reason":"end_turn","content":[],"usage":{{"input_tokens":1,"output_tokens":2,"cache_creation_input_tokens":0,"cache_read_input_tokens":0}}}}}}"#
    );
    (line + "\n").into_bytes()
}

/// Reports of days that transcripts have, or of sessions, are left out; of others they stay.
#[test]
fn transcripts_tell_most() {
    let logs = [call("s-1", "2026-11-10"), call("s-1", "2026-11-20")].concat();
    let file = |name: &'static str| (name, sample(name));
    check_files(
        &[
            ("a/s-1.jsonl", logs.clone()),
            file("ccusage-daily-2025.json"),
            file("ccusage-daily.json"),
            file("ccusage-monthly.json"),
        ],
        "CcusageDaily
         2025-06-21 - input 277, unsplit 512000, read 1024000, output 31456, $17.58
         2026-11-19 claude-opus-5-5 input 300, unsplit 60000, read 900000, output 5000, $1.6
         2026-11-19 claude-haiku-9 input 10, unsplit 1000, output 200
         CcusageMonthly
         2026-10-01..2026-10-31 claude-opus-5-5 input 1, unsplit 3, read 4, output 2, $0.25
         ! ccusage-daily.json: 1 rows, $0, covered by the transcripts
         ! ccusage-monthly.json: 1 rows, $0.5, covered in part by the transcripts",
    );
    // Results have no day, but sessions: s-1 is among the transcripts, s-3 is not. The text
    // of a screen has neither.
    let expected = "SdkResult
         - - input 4, unsplit 6000, read 9000, output 120, $0.03, searches 2, sessions 1
         ! stream.jsonl: 1 rows, $0.25, covered by the transcripts
         ! usage.txt: 1 rows, $0.55, covered by the transcripts";
    let files = [("a/s-1.jsonl", logs), file("result-2025.json"), file("stream.jsonl"), file("usage.txt")];
    assert_eq!(read(&files, 100).logs.calls.len(), 2);
    check_files(&files, expected);
}
