//! What reports say of work that the transcripts have too stands beside what those come to.

use super::read;
use sawtooth::logs::ReportKind;
use sawtooth::logs::ledger::Terms;
use sawtooth::logs::spend::{Account, Books, Check, Checked, Reason, Sure, whole};
use sawtooth::prices::{RateTable, date};

/// A session of one answer of so many million tokens of input, at $4 each.
fn session(id: &str, day: u32, millions: u32) -> (String, String) {
    let line = format!(
        r#"{{"type":"assistant","timestamp":"2026-11-{day}T10:00:00.000Z","sessionId":"{id}","message":{{"id":"m{id}","model":"claude-opus-5-5","content":[],"stop_reason":"end_turn","usage":{{"input_tokens":{millions}000000,"output_tokens":0}}}}}}"#
    );
    (format!("projects/p/{id}.jsonl"), line)
}

fn checks(reports: &[(&str, &str)]) -> (Vec<Check>, f64) {
    let mut files = vec![session("one", 20, 1), session("two", 21, 2), session("three", 22, 5)];
    files.extend(reports.iter().map(|(path, text)| ((*path).into(), (*text).into())));
    let imported = read(&files, 1 << 20);
    assert_eq!(imported.reports, []);
    let table = RateTable::shipped();
    let account = Account::new(&table, &imported.logs, &Terms::default());
    let books = Books { logs: &imported.logs, account: &account };
    let all = books.checks(&table, &imported.left_out, date(2026, 11, 28));
    (all, books.total(&Default::default()).bill.total)
}

fn check(kind: ReportKind, of: Checked, reported: f64, counted: f64) -> Check {
    Check { kind: Some(kind), of, reported, counted }
}

/// Places of sessions are by their paths: one, three, two.
#[test]
fn a_session_s_total_is_checked_with_its_own_and_added_to_none() {
    let state = r#"{"projects":{"/p":{"lastCost":8.5,"lastSessionId":"two","lastModelUsage":{"claude-opus-5-5":{"inputTokens":2125000,"costUSD":8.5}}}}}"#;
    let result = r#"{"type":"result","session_id":"one","total_cost_usd":4.0,"modelUsage":{"claude-opus-5-5":{"inputTokens":1000000,"costUSD":4.0}}}"#;
    // A copy says nothing more.
    let (all, total) = checks(&[(".claude.json", state), ("old.claude.json", state), ("r.json", result)]);
    let expected = [
        check(ReportKind::SdkResult, Checked::Session(0), 4.0, 4.0),
        check(ReportKind::ClientState, Checked::Session(2), 8.5, 8.0),
    ];
    assert_eq!(all, expected);
    assert_eq!(total, 32.0);
    assert_eq!(all[0].difference(), Some(0.0));
}

/// Something of the session, or of the days, is in no log then. The nearest session may be another one.
#[test]
fn a_larger_total_of_a_session_makes_a_lower_bound() {
    let of = |checked, reported| {
        let (total, reading) = (Default::default(), Default::default());
        let exact = whole((&total, &Default::default(), true), &reading, &[]);
        let exact = sawtooth::logs::spend::Whole { usd: Some(8.0), sure: Sure::Exact, ..exact };
        let whole = exact.checked(&[check(ReportKind::ClientState, checked, reported, 8.0)]);
        (whole.sure, whole.reasons)
    };
    assert_eq!(of(Checked::Session(0), 8.5), (Sure::AtLeast, vec![Reason::MoreElsewhere(1)]));
    assert_eq!(of(Checked::Session(0), 8.05), (Sure::Exact, vec![]));
    assert_eq!(of(Checked::Nearest(0), 8.5), (Sure::Exact, vec![]));
    let days = Checked::Days(date(2026, 11, 20), date(2026, 11, 22));
    assert_eq!(of(days, 36.0), (Sure::AtLeast, vec![Reason::MoreOnDays(1)]));
    assert_eq!(of(days, 2.0), (Sure::Exact, vec![]));
}

/// The text of /usage names no session.
#[test]
fn a_text_of_usage_is_checked_with_the_nearest_session() {
    let text = "Total cost:            $19.90\nTotal duration (API):  1m\nUsage by model:\n    claude-opus-5-5:  5.0m input, 0 output, 0 cache read, 0 cache write ($19.90)\n";
    let (all, _) = checks(&[("usage.txt", text)]);
    assert_eq!(all, [check(ReportKind::UsageText, Checked::Nearest(1), 19.9, 20.0)]);
}

/// Days that a report has, and no others between them.
#[test]
fn a_report_by_days_is_checked_with_those_days() {
    let day = |day: u32, usd: f64| {
        format!(
            r#"{{"date":"2026-11-{day}","inputTokens":1,"outputTokens":0,"cacheCreationTokens":0,"cacheReadTokens":0,"totalTokens":1,"totalCost":{usd},"modelsUsed":["claude-opus-5-5"],"modelBreakdowns":[]}}"#
        )
    };
    let daily = format!(r#"{{"daily":[{},{}]}}"#, day(20, 4.0), day(22, 18.0));
    let (all, _) = checks(&[("ccusage.json", &daily)]);
    let days = Checked::Days(date(2026, 11, 20), date(2026, 11, 22));
    assert_eq!(all, [check(ReportKind::CcusageDaily, days, 22.0, 24.0)]);
}
