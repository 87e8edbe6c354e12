//! A home of five sessions in two projects, read as a whole.

use crate::{logs, read, told};
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::{Compacted, Logs};
use sawtooth::prices::RateTable;

fn home() -> Logs {
    read(&logs("home"))
}

/// Every call, as it stands in the files. Estimates are 53 + n / 3.5 for 37 + 57 + 125, 159, 28
/// and 26 characters, and 82 + 57 / 2.8 for the unknown model's. The fork's copies of Tuesday's first three calls are
/// not there; nor are the sub-agent's first two calls in its parent's lines of progress.
#[test]
fn every_call_counts_once() {
    let logs = home();
    let calls: Vec<String> = logs.calls.iter().map(|call| told(&logs, call)).collect();
    let expected = "\
0.0 opus-5-5 4 0 23410 18870 412
0.0 opus-5-5 2 0 640 42280 188
0.0 opus-5-5 2 0 871 42920 655
0.0 opus-5-5 2 0 1214 43791 903
0.0 opus-5-5 2 0 1020 45005 131
0.0 opus-5-5 2 0 377 46025 204
0.1 haiku-5-5 3 9120 0 4305 141
0.1 haiku-5-5 2 1480 0 13425 96 1 searches
0.1 haiku-5-5 2 702 0 14905 231
1.0 sonnet-5-5 5 21904 0 19702 310
1.0 sonnet-5-5 2 1366 0 41606 142
1.0 sonnet-5-5 2 38120 0 42972 396
1.0 sonnet-5-5 2 44210 0 81092 2871
1.0 sonnet-5-5 3 126733 0 1900 288
1.0 sonnet-5-5 2 31877 0 128636 417
1.0 sonnet-5-5 3 11480 0 39700 197
1.0 sonnet-5-5 2 409 0 51183 58
1.4294967294 sonnet-5-5 0 65069 0 95863 9310
2.0 sonnet-5-5 2 79004 0 2310 1544
2.0 sonnet-5-5 2 1690 0 81314 133
2.0 sonnet-5-5 2 240 0 83004 166
3.0 sonnet-4-5-20250929 4 14820 0 15210 1 ~116
3.0 sonnet-4-5-20250929 6 2005 0 30030 8 ~98
3.0 verse-1 9 33480 0 0 1 ~102
3.1 haiku-4-5-20251001 3 7710 0 0 1 ~61
3.1 haiku-4-5-20251001 3 96 0 7710 1 ~60
4.0 haiku-5-5 3 13102 0 17400 118
4.0 haiku-5-5 2 61215 0 30502 97
4.0 haiku-5-5 2 24903 0 91717 260
4.0 opus-5-5 3 0 119340 0 734 fast us
4.0 opus-5-5 2 0 812 119340 82 fast us";
    assert_eq!(calls, expected.lines().collect::<Vec<_>>());
}

#[test]
fn sessions_know_their_project_and_what_they_go_on_with() {
    let logs = home();
    let sessions: Vec<_> = logs.sessions.iter().map(|s| (&s.id[..8], s.project, s.resumed)).collect();
    let expected = [
        ("3c1f0a52", 0, false),
        ("5e9b7c10", 0, false),
        ("9d02e6f4", 0, true),
        ("0b64d8a1", 1, false),
        ("c7a3f9e8", 1, false),
    ];
    assert_eq!(sessions, expected);
    assert_eq!(logs.projects, ["/home/sam/code/harbor", "/home/sam/code/ledger-site"]);
}

/// 44 lines with usage are 30 calls: the first answer has two lines more, the sub-agent's two
/// lines of progress, two of Tuesday's answers one more each, the fork copies five lines of
/// three calls, and Friday's first answer has two lines more.
#[test]
fn what_was_read_is_counted() {
    let logs = home();
    let reading = &logs.reading;
    assert_eq!((reading.files, reading.bytes, reading.lines), (7, 64_233, 88));
    assert_eq!((reading.usage_lines, reading.duplicates), (44, 14));
    assert_eq!((reading.malformed, reading.synthetic), (0, 1));
    assert_eq!(reading.faults, []);
}

/// Two prompts a session, but three on Tuesday and one of the fork's own; neither the command
/// `/model` nor its output on Friday.
#[test]
fn prompts_and_compactions_are_the_sessions() {
    let logs = home();
    let prompts: Vec<u32> = logs.prompts.iter().map(|prompt| prompt.session).collect();
    assert_eq!(prompts, [0, 0, 1, 1, 1, 2, 3, 3, 4, 4]);
    // Tuesday at 14:06:20.510.
    let compacted = Compacted {
        session: 1,
        at: 1_791_900_380_510,
        auto: Some(true),
        before: Some(160_932),
        left: Some(9_310),
        ..Compacted::default()
    };
    assert_eq!(logs.compactions, [compacted]);
}

/// On Monday an answer of three lines 6.1 s after its prompt, which took 2.4 s for each of the
/// next two; a tool's result 0.2 s later and 4.0 s to the next answer; a sub-agent's first
/// answer 3.3 s after it was sent; and a prompt after a pause, answered in 9.4 s.
#[test]
fn calls_know_when_they_were_asked_and_answered() {
    let logs = home();
    let took = |at: usize| (logs.calls[at].answered - logs.calls[at].asked) as f64 / 1e3;
    assert_eq!([0, 1, 3, 6].map(took), [10.9, 4.0, 9.4, 3.3]);
    let pause = logs.calls[3].asked - logs.calls[2].answered;
    assert_eq!(pause, 1_000 * (31 * 60 + 12));
}

/// USD at list price, summed up by another program from the rates in `src/prices/data/claude.json`
/// and the calls above. The unknown model's call is not in it.
#[test]
fn the_home_has_its_price() {
    let (logs, table) = (home(), RateTable::shipped());
    let ledger = Ledger::new(&table, &logs, &Terms::default());
    let usd: f64 = (0..logs.calls.len()).filter_map(|at| ledger.usd(&logs, at)).sum();
    assert!((usd - 3.666308).abs() < 1e-6, "{usd}");
    let names: Vec<_> =
        ledger.unpriced.iter().map(|(model, calls)| (&*logs.models[*model], *calls)).collect();
    assert_eq!(names, [("claude-verse-1", 1)]);
}
