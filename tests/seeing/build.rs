//! Logs by hand.

use sawtooth::logs::ledger::Terms;
use sawtooth::logs::spend::{Account, Books};
use sawtooth::logs::{Call, Compacted, Logs, Moment, Session, Zone};
use sawtooth::prices::{RateTable, date};
use sawtooth::view::Locale;
use sawtooth::view::logs_session::Job;

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
        sessions: vec![Session { id: "11111111-aaaa".into(), project: 0, resumed: false }],
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
    Compacted { session: 0, at: START + after, auto: Some(auto), before: None }
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

pub fn job(logs: Logs) -> Job {
    let mut job = Job::new(RateTable::shipped(), Vec::new(), Locale::default(), date(2026, 11, 21), east());
    job.read(logs, Vec::new());
    job.ask("rest");
    job
}

/// The same to a billionth of a dollar.
#[track_caller]
pub fn same(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found} instead of {expected}");
}
