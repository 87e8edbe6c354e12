//! Logs by hand.

use sawtooth::logs::ledger::Terms;
use sawtooth::logs::read::Imported;
use sawtooth::logs::spend::{Account, Books};
use sawtooth::logs::{Call, Compacted, Logs, Moment, ReadFault, Reading, Report, Session, Why, Zone};
use sawtooth::prices::{RateTable, date, plans};
use sawtooth::view::Locale;
use sawtooth::view::logs::{ForecastView, MadeForecast, Part};
use sawtooth::view::logs_session::{LogsSession, Question};
use serde::Serialize;

pub const SECOND: Moment = 1_000;
pub const MINUTE: Moment = 60 * SECOND;
pub const HOUR: Moment = 60 * MINUTE;
/// 3 July 2026, 10:00 UTC: 20,637 days after 1970.
pub const DAY: i64 = 20_637;
pub const START: Moment = DAY * 24 * HOUR + 10 * HOUR;

/// Opus 5 in July 2026: $5 input, $6.25 and $10 writes, $0.50 reads, $25 output a million
/// (prices/data/claude.json; FACTS.md section 1).
pub const OPUS: &str = "claude-opus-5";

/// One project and one session of the main conversation.
pub fn logs(models: &[&str]) -> Logs {
    Logs {
        models: models.iter().map(|name| name.to_string()).collect(),
        projects: vec!["/home/me/project".into()],
        sessions: vec![Session {
            id: "11111111-aaaa".into(),
            project: 0,
            resumed: false,
            has_totals: false,
            headless: false,
            ..Session::default()
        }],
        ..Logs::default()
    }
}

/// A call so long after [`START`], with its input, 5-minute and 1-hour writes, reads and output.
pub fn call(after: Moment, [input, write_5m, write_1h, read, output]: [u32; 5]) -> Call {
    Call {
        asked: START + after,
        answered: START + after + 2 * SECOND,
        input,
        write_5m,
        write_1h,
        read,
        output,
        estimated: output,
        is_final: true,
        ..Call::default()
    }
}

pub fn compaction(after: Moment, auto: bool) -> Compacted {
    Compacted { session: 0, at: START + after, auto: Some(auto), before: None, ..Compacted::default() }
}

/// What is made of logs with their account.
pub fn with<T>(logs: &Logs, then: impl FnOnce(Books) -> T) -> T {
    let account = Account::new(&RateTable::shipped(), logs, &terms());
    then(Books { logs, account: &account })
}

/// Two hours east of UTC, output as recorded.
pub fn terms() -> Terms {
    Terms { zone: east(), ..Terms::default() }
}

pub fn east() -> Zone {
    Zone { first: 120, changes: Vec::new() }
}

/// A session with the worker that read these logs and made everything of them.
pub fn session(logs: Logs) -> LogsSession {
    with_reports(logs, Vec::new())
}

pub fn with_reports(logs: Logs, reports: Vec<Report>) -> LogsSession {
    let (table, today) = (RateTable::shipped(), date(2026, 11, 21));
    let mut session = LogsSession::new(table, plans::shipped(), Locale::default(), today, east());
    session.read(Imported { logs, reports, ..Imported::default() });
    session.answer(Question::Rest);
    session
}

/// What was sent of one part.
macro_rules! part {
    ($parts:expr, $kind:ident) => {
        $parts
            .iter()
            .find_map(
                |part| if let sawtooth::view::logs::Part::$kind(part) = part { Some(part) } else { None },
            )
            .expect(stringify!($kind))
    };
}
pub(crate) use part;

/// The forecast, where there is one.
pub fn made(parts: &[Part]) -> &MadeForecast {
    match part!(parts, Forecast) {
        ForecastView::Made(made) => made,
        other => panic!("{other:?}"),
    }
}

/// All that is sent, as text.
pub fn text<T: Serialize>(part: &T) -> String {
    serde_json::to_string(part).expect("text and numbers")
}

/// The same to a billionth of a dollar.
#[track_caller]
pub fn same(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found} instead of {expected}");
}

/// Two sessions in two projects: a lost prefix, a compaction, a sub-agent, a search.
pub fn small() -> Logs {
    let mut logs = logs(&[OPUS, "claude-sonnet-5"]);
    logs.projects.push("/home/me/elsewhere/project".into());
    logs.sessions.push(Session {
        id: "22222222-bbbb".into(),
        project: 1,
        resumed: false,
        has_totals: false,
        headless: false,
        ..Session::default()
    });
    logs.compactions = vec![compaction(2 * HOUR + 30 * SECOND, false)];
    let of = |session, chain, model, call| Call { session, chain, model, ..call };
    logs.calls = vec![
        call(0, [3, 0, 40_000, 0, 400]),
        call(20 * SECOND, [3, 0, 2_000, 40_000, 900]),
        call(2 * HOUR, [3, 0, 43_000, 0, 300]),
        call(2 * HOUR + MINUTE, [3, 0, 12_000, 8_000, 300]),
        of(0, 1, 1, call(40 * SECOND, [5, 20_000, 0, 0, 700])),
        of(1, 0, 1, Call { web_searches: 2, ..call(26 * HOUR, [3, 15_000, 0, 10_000, 250]) }),
        of(
            1,
            0,
            1,
            Call { is_final: false, estimated: 2_000, ..call(26 * HOUR + MINUTE, [3, 900, 0, 25_000, 2]) },
        ),
    ];
    logs.reading = Reading {
        files: 3,
        bytes: 1_234_567,
        lines: 321,
        usage_lines: 19,
        duplicates: 12,
        malformed: 1,
        synthetic: 2,
        passed_over: 4,
        empty: 17,
        empty_files: ["b", "c", "d"].map(|name| format!("project/{name}.jsonl")).to_vec(),
        beside: 2,
        refused: 2,
        priority: 0,
        uncounted: 0,
        pages: 0,
        orphans: 0,
        unread: 1,
        faults: vec![ReadFault { file: "project/a.jsonl".into(), line: Some(31), why: Why::Malformed }],
        ..Reading::default()
    };
    logs
}
