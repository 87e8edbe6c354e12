//! Summaries of compactions, whose requests stand in no line (FACTS-2026-11-28, (d)).

use crate::{File, read, told};
use sawtooth::logs::ledger::{Ledger, Terms, source};
use sawtooth::logs::spend::{Account, Books, Reason, Reported, Sure, whole};
use sawtooth::logs::{Call, Logs};
use sawtooth::model::usage::Source;
use sawtooth::prices::RateTable;

/// 166,000 of 167,000 tokens of the prompt come from the cache.
fn answer(id: &str, second: u32, model: &str) -> String {
    format!(
        r#"{{"type":"assistant","uuid":"u{id}","timestamp":"2026-11-20T10:00:{second:02}.000Z","sessionId":"s","requestId":"r{id}","message":{{"id":"{id}","model":"{model}","role":"assistant","content":[],"stop_reason":"end_turn","usage":{{"input_tokens":2,"cache_creation_input_tokens":998,"cache_read_input_tokens":166000,"output_tokens":10,"cache_creation":{{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":998}}}}}}}}"#
    )
}

fn compaction(second: u32, metadata: &str) -> String {
    format!(
        r#"{{"type":"system","subtype":"compact_boundary","timestamp":"2026-11-20T10:00:{second:02}.000Z","sessionId":"s","uuid":"c{second}","compactMetadata":{{"trigger":"auto"{metadata}}}}}"#
    )
}

/// The client's totals, `beyond` which are input, 5-minute writes, reads and output.
fn totals(lines: [u64; 4], beyond: [u64; 4]) -> String {
    let [input, written, read, output] = std::array::from_fn(|class| lines[class] + beyond[class]);
    format!(
        r#"{{"type":"cost-state","sessionId":"s","totalCostUSD":1,"modelUsage":{{"claude-opus-5-5":{{"inputTokens":{input},"outputTokens":{output},"cacheReadInputTokens":{read},"cacheCreationInputTokens":{},"cacheCreationEphemeral5mInputTokens":{written},"cacheCreationEphemeral1hInputTokens":998}}}}}}"#,
        written + 998
    )
}

fn logs(files: &[(&str, &[String])]) -> Logs {
    let file =
        |(path, lines): &(&str, &[String])| -> File { ((*path).into(), (lines.join("\n") + "\n").into()) };
    read(&files.iter().map(file).collect::<Vec<_>>())
}

fn of_summaries(logs: &Logs, chain: u32) -> Vec<String> {
    let calls = logs.calls.iter().filter(|call| call.chain == chain);
    calls.map(|call| told(logs, &Call { chain: 9, ..*call })).collect()
}

const OPUS: &str = "claude-opus-5-5";
const SESSION: &str = "p/s.jsonl";

/// By hand: of 167,010 tokens 166,000 of 167,000 are read, the rest is written for 5 minutes; the
/// answer is what was left. What nothing is said of comes from the call before.
#[test]
fn a_compaction_of_an_older_log_has_an_estimated_summary() {
    let of = |metadata: &str| {
        let logs = logs(&[(SESSION, &[answer("a", 1, OPUS), compaction(5, metadata), answer("b", 9, OPUS)])]);
        assert_eq!(logs.logged(), 2);
        assert!(logs.calls.iter().all(|call| call.is_guess == (call.chain == Call::SUMMARY)));
        of_summaries(&logs, Call::SUMMARY)
    };
    assert_eq!(of(r#","preTokens":167010,"postTokens":2617"#), ["0.9 opus-5-5 0 1000 0 166010 2617"]);
    assert_eq!(of(""), ["0.9 opus-5-5 0 1000 0 166010 9000"]);
    // With system prompt and tools, which stay as they were.
    assert_eq!(of(r#","preTokens":334000,"postTokens":171000"#), ["0.9 opus-5-5 0 2000 0 332000 4000"]);
    // No model answers so much.
    assert_eq!(of(r#","preTokens":334000,"postTokens":999000"#), ["0.9 opus-5-5 0 2000 0 332000 128000"]);
}

/// In 2026's first versions a sub-agent of that name sums up: its call is in its file.
#[test]
fn a_summary_that_has_a_file_is_not_estimated() {
    let summary = answer("x", 4, OPUS).replacen('{', r#"{"agentId":"acompact-1","isSidechain":true,"#, 1);
    let main = [answer("a", 1, OPUS), compaction(5, ""), answer("b", 9, OPUS), compaction(12, "")];
    let agents = "p/s/subagents/agent-acompact-1.jsonl";
    let logs = logs(&[(SESSION, &main), (agents, &[summary])]);
    assert_eq!(logs.logged(), 3);
    let marks: Vec<bool> = logs.compactions.iter().map(|marked| marked.has_call).collect();
    assert_eq!(marks, [true, false]);
    assert_eq!(of_summaries(&logs, Call::SUMMARY).len(), 1);
    // It is a compaction's on the receipt, and no sub-agent's.
    let summing: Vec<&Call> = logs.calls.iter().filter(|call| call.sums_up).collect();
    assert_eq!(summing.len(), 1);
    assert_eq!((source(summing[0]), summing[0].is_guess), (Source::Compaction, false));
    let table = RateTable::shipped();
    let account = Account::new(&table, &logs, &Terms::default());
    let shares = Books { logs: &logs, account: &account }.shares(&Default::default());
    assert_eq!((shares.agent_calls, shares.agents.usd), (0, 0.0));
}

/// The client's totals have the summary: it is a part of them and no more. The rest stays apart.
#[test]
fn with_the_client_s_totals_a_summary_is_a_part_of_them() {
    let main = |beyond: [u64; 4]| {
        let mark = compaction(5, r#","preTokens":167010,"postTokens":2617"#);
        logs(&[(SESSION, &[answer("a", 1, OPUS), mark, totals([2, 0, 166_000, 10], beyond)])])
    };
    let both = |logs: &Logs| [Call::SUMMARY, Call::UNLOGGED].map(|chain| of_summaries(logs, chain));
    let summary = "0.9 opus-5-5 0 10 0 167000 777".to_string();
    let rest = "0.9 opus-5-5 1234 4311 0 0 0".to_string();
    let known = main([1_234, 4_321, 167_000, 777]);
    assert_eq!(both(&known), [vec![summary], vec![rest]]);
    assert!(known.calls.iter().all(|call| !call.is_guess));
    // A title beside it, which is no summary.
    let none: Vec<String> = Vec::new();
    assert_eq!(both(&main([0; 4])), [none.clone(), none.clone()]);
    let all = main([0, 0, 100_000, 2_617]);
    assert_eq!(both(&all), [vec!["0.9 opus-5-5 0 0 0 100000 2617".to_string()], none]);
}

/// By hand, Opus 5.5 at $4, $5 and $0.20: 1,000 written, 166,010 read, 2,617 of output at $20.
#[test]
fn what_is_estimated_can_be_left_out_and_is_called_so() {
    let table = RateTable::shipped();
    let mark = compaction(5, r#","preTokens":167010,"postTokens":2617"#);
    let logs = logs(&[(SESSION, &[answer("a", 1, OPUS), mark])]);
    let summary = (1_000.0 * 5.0 + 166_010.0 * 0.2 + 2_617.0 * 20.0) / 1e6;
    let of = |corrected| {
        let account = Account::new(&table, &logs, &Terms { corrected, ..Terms::default() });
        let books = Books { logs: &logs, account: &account };
        let (total, correction) = (books.total(&Default::default()), books.correction());
        let reports: &[Reported] = &[];
        (total.bill.total, correction, whole((&total, &correction, corrected), &logs.reading, reports))
    };
    let ((with, correction, estimated), (without, _, at_least)) = (of(true), of(false));
    assert!((with - without - summary).abs() < 1e-12, "{with} {without} {summary}");
    assert_eq!((correction.calls, correction.summaries), (0, 1));
    assert!((correction.usd - summary).abs() < 1e-12);
    assert_eq!((estimated.sure, estimated.reasons), (Sure::Estimated, vec![Reason::EstimatedSummaries(1)]));
    assert_eq!((at_least.sure, at_least.reasons), (Sure::AtLeast, vec![Reason::LeftOutSummaries(1)]));
}

/// A sub-agent that is compacted asks for a summary as its session does, of its own context.
#[test]
fn a_sub_agent_s_compaction_has_a_summary_too() {
    let own = |line: String| line.replacen('{', r#"{"agentId":"a1","isSidechain":true,"#, 1);
    let mark = own(compaction(5, r#","preTokens":83500,"postTokens":2617"#));
    let agent = [own(answer("x", 2, OPUS)), mark.clone(), mark, own(answer("y", 7, OPUS))];
    let agents = "p/s/subagents/agent-a1.jsonl";
    let alone = logs(&[(SESSION, &[answer("a", 1, OPUS)]), (agents, &agent)]);
    assert_eq!(of_summaries(&alone, Call::SUMMARY), ["0.9 opus-5-5 0 500 0 83000 2617"]);
    assert_eq!(alone.compactions, []);
    // In the totals it is a part of them.
    let lines = [6, 0, 498_000, 30];
    let main = [answer("a", 1, OPUS), totals(lines, [0, 0, 90_000, 3_000])];
    let known = logs(&[(SESSION, &main), (agents, &agent)]);
    assert!(known.calls.iter().all(|call| !call.is_guess));
    assert_eq!(of_summaries(&known, Call::SUMMARY), ["0.9 opus-5-5 0 0 0 83500 2617"]);
}

/// What has no price is one call without one, not two.
#[test]
fn a_summary_of_an_unknown_model_is_no_further_call() {
    let mark = compaction(5, "");
    let logs = logs(&[(SESSION, &[answer("a", 1, "someone-else"), mark])]);
    let ledger = Ledger::new(&RateTable::shipped(), &logs, &Terms { corrected: true, ..Terms::default() });
    assert_eq!(ledger.unpriced, [(0, 1)]);
}
