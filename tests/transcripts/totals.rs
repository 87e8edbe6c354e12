//! The client's own totals of sessions that were resumed, killed, forked, copied, or asked for their
//! models under other names (FACTS-2026-11-28, (d)).

use crate::{File, read};
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::{Call, Logs};
use sawtooth::prices::RateTable;

const ONE: &str = "11111111-1111-4111-8111-111111111111";
const TWO: &str = "22222222-1111-4111-8111-111111111111";

/// An answer with so many thousand tokens of input, at an hour of a day.
fn answer(session: &str, id: &str, (day, hour): (u32, u32), model: &str, thousands: u32) -> String {
    format!(
        r#"{{"type":"assistant","uuid":"u{id}","timestamp":"2026-11-{day:02}T{hour:02}:00:00.000Z","sessionId":"{session}","requestId":"r{id}","message":{{"id":"{id}","model":"{model}","content":[],"stop_reason":"end_turn","usage":{{"input_tokens":{thousands}000,"output_tokens":0}}}}}}"#
    )
}

/// Totals of so many thousand tokens of input for each model.
fn totals(session: &str, models: &[(&str, u32)]) -> String {
    let of = |(model, thousands): &(&str, u32)| format!(r#""{model}":{{"inputTokens":{thousands}000}}"#);
    let models: Vec<String> = models.iter().map(of).collect();
    format!(r#"{{"type":"cost-state","sessionId":"{session}","modelUsage":{{{}}}}}"#, models.join(","))
}

fn logs(files: &[(String, Vec<String>)]) -> Logs {
    let file = |(path, lines): &(String, Vec<String>)| -> File { (path.clone(), lines.join("\n").into()) };
    read(&files.iter().map(file).collect::<Vec<_>>())
}

/// USD of all that was read, in whatever order the files come.
fn usd(files: &[(String, Vec<String>)]) -> f64 {
    let of = |files: &[(String, Vec<String>)]| {
        let logs = logs(files);
        let ledger = Ledger::new(&RateTable::shipped(), &logs, &Terms::default());
        let usd: f64 = (0..logs.calls.len()).filter_map(|call| ledger.usd(&logs, call)).sum();
        (usd, logs)
    };
    let mut turned = files.to_vec();
    turned.reverse();
    let ((usd, logs), (other, _)) = (of(files), of(&turned));
    assert!((usd - other).abs() < 1e-9, "{usd} and {other}");
    assert!(logs.calls.iter().all(|call| call.chain != Call::SUMMARY));
    usd
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} and not {expected}");
}

const OPUS: &str = "claude-opus-5-5";

fn file(folder: &str, session: &str, lines: Vec<String>) -> (String, Vec<String>) {
    (format!("{folder}/{session}.jsonl"), lines)
}

/// Bedrock answers with a plain id and is asked under a profile's, whose region costs 10% more.
#[test]
fn totals_name_the_model_as_it_was_asked_for() {
    let of = |answers: &str, asked: &[(&str, u32)]| {
        usd(&[file("p", ONE, vec![answer(ONE, "a", (20, 10), answers, 100), totals(ONE, asked)])])
    };
    near(of("claude-opus-4-6", &[("us.anthropic.claude-opus-4-6-v1", 110)]), 0.11 * 5.5);
    near(of("claude-opus-4-5-20251101", &[("claude-opus-4-5@20251101", 110)]), 0.11 * 5.0);
    near(of("claude-haiku-4-5-20251001", &[("claude-haiku-4-5", 1_000)]), 1.0);
    near(of("claude-opus-4-6", &[("claude-opus-4-6[1m]", 600), ("claude-opus-4-6", 500)]), 1.1 * 5.0);
    // A gateway has a name of its own for the model that answers, or for the one that is asked for.
    near(of(OPUS, &[("gateway-model", 110)]), 0.44);
    near(of("gateway-model", &[(OPUS, 110)]), 0.44);
    // A name that is not known is no copy of another one of the totals, nor of one with more tokens.
    near(of(OPUS, &[("gateway-model", 50)]), 0.4);
    near(of("claude-sonnet-5", &[(OPUS, 110)]), 0.1 * 2.0 + 0.11 * 4.0);
    near(of(OPUS, &[("gateway-model", 110), (OPUS, 100)]), 0.4);
}

/// Opus 5.5 at $4: what comes after the totals is in none, and of a run that was killed no totals
/// are written, so that those of the next one begin at 0.
#[test]
fn totals_hold_the_lines_of_their_run_alone() {
    let of = |lines: Vec<String>| usd(&[file("p", ONE, lines)]);
    let (first, later) = (answer(ONE, "a", (20, 10), OPUS, 100), answer(ONE, "b", (21, 9), OPUS, 1_000));
    near(of(vec![first.clone(), totals(ONE, &[(OPUS, 350)]), later.clone()]), 0.35 * 4.0 + 4.0);
    let ended = totals(ONE, &[(OPUS, 1_600)]);
    near(of(vec![first.clone(), totals(ONE, &[(OPUS, 350)]), later.clone(), ended]), 1.6 * 4.0);
    let killed = answer(ONE, "a", (20, 10), OPUS, 1_000);
    let resumed = answer(ONE, "b", (21, 9), OPUS, 100);
    near(of(vec![killed, resumed, totals(ONE, &[(OPUS, 350)])]), 4.0 + 0.35 * 4.0);
}

/// A third run's totals may outgrow the first one's although they began at 0: a run between them was
/// killed, whose lines have no room in them.
#[test]
fn totals_that_outgrew_earlier_ones_may_have_begun_at_0() {
    let at = |id, day, thousands| answer(ONE, id, (day, 10), OPUS, thousands);
    let first = [at("a", 20, 100), totals(ONE, &[(OPUS, 350)])];
    let third = [at("c", 22, 300), totals(ONE, &[(OPUS, 400)])];
    let all = |between: Option<String>| {
        let lines = first.iter().cloned().chain(between).chain(third.iter().cloned());
        usd(&[file("p", ONE, lines.collect())])
    };
    near(all(Some(at("b", 21, 1_000))), (0.35 + 1.0 + 0.4) * 4.0);
    // Without the run between: no room for the third one's lines either.
    near(all(None), (0.35 + 0.4) * 4.0);
}

/// A session that was resumed in two windows, or on two machines: each goes on from the same totals,
/// and its lines stand between the other one's.
#[test]
fn runs_beside_each_other_go_on_from_the_same_totals() {
    let at = |id: &str, hour, thousands| answer(ONE, id, (20, hour), OPUS, thousands);
    let base = vec![at("a", 8, 500), totals(ONE, &[(OPUS, 550)])];
    // 50 of no line to begin with, and 10 more in the second window.
    let both = [at("b", 9, 100), at("c", 10, 300), at("d", 11, 100), totals(ONE, &[(OPUS, 750)])];
    let other = totals(ONE, &[(OPUS, 860)]);
    let lines: Vec<String> =
        base.iter().chain(&both).cloned().chain([at("e", 12, 10), other.clone()]).collect();
    let usd_of = |lines: Vec<String>| usd(&[file("p", ONE, lines)]);
    near(usd_of(lines), (0.55 + 0.2 + 0.3 + 0.01) * 4.0);
    // Five times, one after the other.
    let five = (0..5).flat_map(|n| [at(&format!("f{n}"), 9 + n, 100 + n), totals(ONE, &[(OPUS, 650 + n)])]);
    near(usd_of(base.iter().cloned().chain(five).collect()), (0.55 + 0.5 + 0.01) * 4.0);
    // Two copies of the folder, one from each machine.
    let first = [base.clone(), vec![at("b", 9, 100), at("d", 11, 100), totals(ONE, &[(OPUS, 750)])]].concat();
    let second = [base, vec![at("c", 10, 300), at("e", 12, 10), other]].concat();
    let files = [file("x/aa/p", ONE, first), file("x/zz/p", ONE, second)];
    near(usd(&files), (0.55 + 0.2 + 0.3 + 0.01) * 4.0);
}

/// A fork whose first run was killed has totals from 0, in which its parent's are not.
#[test]
fn a_fork_s_totals_may_begin_at_0() {
    let shared = |session| answer(session, "a", (20, 10), OPUS, 100);
    let parent = file("p", ONE, vec![shared(ONE), totals(ONE, &[(OPUS, 600)])]);
    let own = answer(TWO, "b", (20, 11), OPUS, 200);
    let fork = |total| file("p", TWO, vec![shared(TWO), own.clone(), totals(TWO, &[(OPUS, total)])]);
    near(usd(&[parent.clone(), fork(250)]), (0.6 + 0.25) * 4.0);
    near(usd(&[parent, fork(850)]), 0.85 * 4.0);
}

/// What totals do not have is estimated; what they have is not estimated beside them.
#[test]
fn what_came_after_the_totals_is_estimated() {
    let open = |id: &str, day| {
        let text = "word ".repeat(2_000);
        let line = answer(ONE, id, (day, 10), OPUS, 100);
        line.replace(r#""content":[]"#, &format!(r#""content":[{{"type":"text","text":"{text}"}}]"#))
            .replace(r#""stop_reason":"end_turn""#, r#""stop_reason":null"#)
            .replace(r#""output_tokens":0"#, r#""output_tokens":1"#)
    };
    let mark = |day: u32| {
        format!(
            r#"{{"type":"system","subtype":"compact_boundary","timestamp":"2026-11-{day}T11:00:00.000Z","sessionId":"{ONE}","uuid":"c{day}","compactMetadata":{{"trigger":"auto","preTokens":100000,"postTokens":2000}}}}"#
        )
    };
    let lines = |parts: &[String]| logs(&[file("p", ONE, parts.to_vec())]);
    let (first, second) = (open("a", 20), open("b", 21));
    let (one, two) = (mark(20), mark(21));
    let of = |logs: &Logs| {
        let more = |call: &&Call| call.is_logged() && call.estimated > call.output;
        let guessed = |call: &&Call| call.chain == Call::SUMMARY && call.is_guess;
        let count = |of: &dyn Fn(&&Call) -> bool| logs.calls.iter().filter(of).count();
        [count(&more), count(&guessed)]
    };
    let total = totals(ONE, &[(OPUS, 250)]);
    assert_eq!(of(&lines(&[first.clone(), one.clone(), second.clone(), two.clone()])), [2, 2]);
    assert_eq!(of(&lines(&[first.clone(), one.clone(), total.clone(), second.clone(), two.clone()])), [1, 1]);
    assert_eq!(of(&lines(&[first.clone(), one.clone(), second.clone(), two.clone(), total.clone()])), [0, 0]);
    // Of two copies of a session the one without totals comes first.
    let copy = |session: &str| [first.clone(), one.clone()].map(|line| line.replace(ONE, session)).to_vec();
    let fork = file("a", TWO, copy(TWO));
    let parent = file("b", ONE, [copy(ONE), vec![totals(ONE, &[(OPUS, 250)])]].concat());
    assert_eq!(of(&logs(&[fork, parent])), [0, 0]);
}

/// The client counts a refusal before any output, which is not billed.
#[test]
fn a_refusal_in_the_totals_is_not_billed() {
    let refused = answer(ONE, "a", (20, 10), OPUS, 100).replace("end_turn", "refusal");
    let lines = vec![refused, answer(ONE, "b", (20, 11), OPUS, 200), totals(ONE, &[(OPUS, 350)])];
    near(usd(&[file("p", ONE, lines)]), 0.25 * 4.0);
}

/// An answer without counts is in the totals all the same; after them it is in nothing.
#[test]
fn an_answer_without_counts_is_in_the_totals() {
    let bare = |usage: &str| {
        let line = answer(ONE, "b", (20, 11), OPUS, 0).replace(r#""content":[]"#, r#""content":"ok""#);
        line.replace(r#","usage":{"input_tokens":0000,"output_tokens":0}"#, usage)
    };
    for usage in ["", r#","usage":{"input_tokens":0,"output_tokens":0}"#] {
        let first = answer(ONE, "a", (20, 10), OPUS, 100);
        let total = totals(ONE, &[(OPUS, 150)]);
        let uncounted = |lines: Vec<String>| logs(&[file("p", ONE, lines)]).reading.uncounted;
        assert_eq!(uncounted(vec![first.clone(), bare(usage), total.clone()]), 0);
        assert_eq!(uncounted(vec![first, total, bare(usage)]), 1);
    }
}

/// The fork's totals begin with what its parent's were when it was forked, however long the parent
/// went on.
#[test]
fn a_fork_takes_what_its_parent_had_by_then() {
    for (later, end) in [(200, 600), (1_500, 2_000)] {
        let shared = |session| answer(session, "a", (20, 10), OPUS, 100);
        let parent = vec![
            shared(ONE),
            totals(ONE, &[(OPUS, 350)]),
            answer(ONE, "b", (21, 12), OPUS, later),
            totals(ONE, &[(OPUS, end)]),
        ];
        let fork = vec![shared(TWO), answer(TWO, "c", (20, 11), OPUS, 300), totals(TWO, &[(OPUS, 750)])];
        let own = 750 - 350;
        near(usd(&[file("p", ONE, parent), file("p", TWO, fork)]), f64::from(end + own) * 4.0 / 1e3);
    }
}

/// A fork's file has no lines of its parent's sub-agents, which its totals begin with; and one that
/// ends after the conversation's last line is in the totals, which have no time.
#[test]
fn sub_agents_are_in_the_totals_whenever_they_end() {
    let agent = |hour| {
        let line = answer(ONE, "x", (20, hour), OPUS, 500);
        let path = format!("p/{ONE}/subagents/agent-a1.jsonl");
        (path, vec![line.replacen('{', r#"{"isSidechain":true,"agentId":"a1","#, 1)])
    };
    let shared = |session| answer(session, "a", (20, 10), OPUS, 110);
    let parent = file("p", ONE, vec![shared(ONE), totals(ONE, &[(OPUS, 610)])]);
    for hour in [9, 12] {
        near(usd(&[parent.clone(), agent(hour)]), 0.61 * 4.0);
    }
    let own = answer(TWO, "b", (20, 11), OPUS, 50);
    let fork = file("p", TWO, vec![shared(TWO), own, totals(TWO, &[(OPUS, 660)])]);
    near(usd(&[parent, agent(9), fork]), 0.66 * 4.0);
}

/// A backup has the first of the totals, and a session may go on in another folder.
#[test]
fn copies_and_parts_of_a_session_are_one() {
    let old = vec![answer(ONE, "a", (20, 10), OPUS, 1_000), totals(ONE, &[(OPUS, 1_250)])];
    let more = [answer(ONE, "b", (21, 10), OPUS, 1_000), totals(ONE, &[(OPUS, 2_500)])];
    let new: Vec<String> = old.iter().chain(&more).cloned().collect();
    for folders in [("x/aa/p", "x/zz/p"), ("x/zz/p", "x/aa/p")] {
        near(usd(&[file(folders.0, ONE, new.clone()), file(folders.1, ONE, old.clone())]), 10.0);
        near(usd(&[file(folders.0, ONE, old.clone()), file(folders.1, ONE, more.to_vec())]), 10.0);
    }
    near(usd(&[file("-a", ONE, old), file("-b", ONE, more.to_vec())]), 10.0);
}

/// Totals do not always tell how long writes last, and then lines tell it: they are no writes beside.
#[test]
fn writes_without_a_lifetime_in_the_totals_are_those_of_the_lines() {
    let line = |five: u32, hour: u32| {
        let written = format!(
            r#""input_tokens":0,"cache_creation_input_tokens":{0}000,"cache_creation":{{"ephemeral_5m_input_tokens":{five}000,"ephemeral_1h_input_tokens":{hour}000}}"#,
            five + hour
        );
        answer(ONE, "a", (20, 10), OPUS, 0).replace(r#""input_tokens":0000"#, &written)
    };
    let totals = |more: &str| {
        let usage = format!(r#""{OPUS}":{{"cacheCreationInputTokens":{more}}}"#);
        format!(r#"{{"type":"cost-state","sessionId":"{ONE}","modelUsage":{{{usage}}}}}"#)
    };
    let of = |line: String, totals: String| usd(&[file("p", ONE, vec![line, totals])]);
    // $8 for an hour, $5 for 5 minutes.
    near(of(line(0, 100), totals("100000")), 0.8);
    near(of(line(0, 150), totals(r#"150000,"cacheCreationEphemeral1hInputTokens":50000"#)), 1.2);
    near(of(line(100, 50), totals(r#"150000,"cacheCreationEphemeral5mInputTokens":150000"#)), 0.9);
    near(of(line(0, 100), totals("130000")), 0.8 + 0.15);
    near(
        of(line(0, 100), totals(r#"130000,"cacheCreationEphemeral1hInputTokens":120000"#)),
        0.8 + 0.16 + 0.05,
    );
}

/// The lines of a run that was killed are before the longest pause, if they can be there.
#[test]
fn a_run_after_a_killed_one_has_its_calls_of_no_line() {
    let at = |id: &str, hour, thousands| answer(ONE, id, (20, hour), OPUS, thousands);
    let of = |lines: Vec<String>| usd(&[file("p", ONE, lines)]);
    let first = vec![at("a", 8, 100), totals(ONE, &[(OPUS, 100)])];
    let all = |more: Vec<String>| of([first.clone(), more].concat());
    // 167 are in no line; with the killed run's 110 they would be 57.
    near(
        all(vec![at("b", 11, 110), at("c", 12, 500), totals(ONE, &[(OPUS, 667)])]),
        (0.1 + 0.11 + 0.667) * 4.0,
    );
    // The session went on afterwards.
    let later = [at("d", 13, 50), totals(ONE, &[(OPUS, 720)])];
    let killed = [at("b", 11, 110), at("c", 12, 500), totals(ONE, &[(OPUS, 667)])];
    near(all(killed.into_iter().chain(later).collect()), (0.1 + 0.11 + 0.72) * 4.0);
    // Several calls of each, an hour between the runs and minutes within them.
    let minutes = |id: &str, hour, count: u32, thousands| -> Vec<String> {
        let line = |n: u32| {
            at(&format!("{id}{n}"), hour, thousands).replace(":00:00.000Z", &format!(":{n:02}:00.000Z"))
        };
        (0..count).map(line).collect()
    };
    let runs = [minutes("k", 11, 5, 60), minutes("l", 13, 20, 70), vec![totals(ONE, &[(OPUS, 1_567)])]];
    near(all(runs.concat()), (0.1 + 0.3 + 1.567) * 4.0);
}
