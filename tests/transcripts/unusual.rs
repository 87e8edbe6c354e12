//! What transcripts of gateways, of other programs and of newer versions hold. Each kind has its
//! public reports; the values follow from the API's rules.

use crate::{File, read, told};
use sawtooth::logs::{Call, Logs, Why};

const SESSION: &str = "p/s.jsonl";

/// A line of an answer of Opus 5.5, with this usage.
fn answer(id: &str, second: u32, usage: &str) -> String {
    let content = r#"[{"type":"text","text":"ok"}]"#;
    stopped(id, second, ("claude-opus-5-5", content, "end_turn"), usage)
}

fn stopped(id: &str, second: u32, (model, content, reason): (&str, &str, &str), usage: &str) -> String {
    format!(
        r#"{{"parentUuid":null,"isSidechain":false,"type":"assistant","uuid":"u-{id}","timestamp":"2026-11-20T10:00:{second:02}.000Z","sessionId":"s","requestId":"r-{id}","message":{{"id":"{id}","model":"{model}","content":{content},"stop_reason":"{reason}","usage":{usage}}}}}"#
    )
}

/// A line with these texts in it, after which a person's next one comes.
fn prompt(text: &str, second: u32) -> String {
    format!(
        r#"{{"type":"user","uuid":"p{second}","timestamp":"2026-11-20T10:00:{second:02}.000Z","sessionId":"s","message":{{"role":"user","content":"{text}"}}}}"#
    )
}

fn files(all: &[(&str, &[String])]) -> Logs {
    let file =
        |(path, lines): &(&str, &[String])| -> File { ((*path).into(), (lines.join("\n") + "\n").into()) };
    read(&all.iter().map(file).collect::<Vec<_>>())
}

fn lines(lines: &[String]) -> Logs {
    files(&[(SESSION, lines)])
}

fn calls(logs: &Logs) -> Vec<String> {
    logs.calls.iter().map(|call| told(logs, call)).collect()
}

fn usage(input: u32, output: u32) -> String {
    format!(r#"{{"input_tokens":{input},"output_tokens":{output}}}"#)
}

/// ccusage#1115, codeburn PR#659: an advisor's tokens are in no total. The answer took two
/// requests, each with a prompt of its own.
#[test]
fn every_request_of_an_answer_counts_once_at_its_own_model() {
    let listed = r#"{"input_tokens":2,"cache_creation_input_tokens":8000,"cache_read_input_tokens":200000,"output_tokens":500,"cache_creation":{"ephemeral_5m_input_tokens":5000,"ephemeral_1h_input_tokens":3000},"server_tool_use":{"web_search_requests":2},"iterations":[
        {"type":"message","input_tokens":1,"output_tokens":50,"cache_read_input_tokens":100000,"cache_creation_input_tokens":8000},
        {"type":"advisor_message","model":"claude-fable-5","input_tokens":150000,"output_tokens":8000},
        {"type":"message","input_tokens":1,"output_tokens":450,"cache_read_input_tokens":100000,"cache_creation_input_tokens":0}]}"#.replace('\n', "");
    // The client writes the answer once for each block; the earlier line has the first counts.
    let early = answer("m", 1, &usage(1, 1)).replace("end_turn", "");
    let logs = lines(&[early, answer("m", 2, &listed), answer("m", 2, &listed)]);
    let expected = [
        "0.0 opus-5-5 1 0 0 100000 450",
        "0.0 opus-5-5 1 5000 3000 100000 50 2 searches",
        "0.1 fable-5 150000 0 0 0 8000",
    ];
    assert_eq!(calls(&logs), expected);
    assert_eq!((logs.reading.beside, logs.reading.duplicates), (1, 2));
}

/// The API's documentation of compaction: totals of 23,000 and 1,000, and 180,000 and 3,500 beside.
#[test]
fn an_attempt_of_another_model_counts_where_it_answered_and_is_in_no_total() {
    let with = |fallback: &str, totals: (u32, u32)| {
        format!(
            r#"{{"input_tokens":{},"output_tokens":{},"iterations":[{{"type":"fallback_message","model":"claude-fable-5",{fallback}}},{{"type":"message","input_tokens":23000,"output_tokens":1000}}]}}"#,
            totals.0, totals.1
        )
    };
    let answered = r#""input_tokens":23000,"output_tokens":40"#;
    let refused = r#""input_tokens":23000,"output_tokens":0"#;
    let own = "0.0 opus-5-5 23000 0 0 0 1000";
    let of = |usage: &str| calls(&lines(&[answer("m", 1, usage)]));
    assert_eq!(of(&with(answered, (23_000, 1_000))), [own, "0.1 fable-5 23000 0 0 0 40"]);
    assert_eq!(of(&with(refused, (23_000, 1_000))), [own]);
    // Here the totals have it already.
    let both = of(&with(answered, (46_000, 1_040)));
    assert_eq!(both, ["0.0 fable-5 23000 0 0 0 40", own]);
}

/// A refusal before any output is not billed, one after output is (Claude docs, stop reasons).
#[test]
fn a_refusal_is_a_call_only_after_output() {
    let refused = |content| stopped("m", 1, ("claude-fable-5", content, "refusal"), &usage(100_000, 50));
    let before = lines(&[refused("[]")]);
    assert_eq!((before.calls.len(), before.reading.refused), (0, 1));
    let after = lines(&[refused(r#"[{"type":"text","text":"I"}]"#), refused("[]")]);
    assert_eq!((calls(&after), after.reading.refused), (vec!["0.0 fable-5 100000 0 0 0 50".to_string()], 0));
}

/// BerriAI/litellm#24176, CLIProxyAPI#5956: usage in the names of OpenAI's API, whose prompt holds
/// what was read; in Bedrock's; and in names that nobody knows.
#[test]
fn usage_is_read_under_the_names_that_gateways_write() {
    for (usage, expected) in [
        (r#"{"prompt_tokens":1000,"completion_tokens":20,"total_tokens":1020}"#, "1000 0 0 0 20"),
        (r#"{"promptTokens":1000,"completionTokens":20,"totalTokens":1020}"#, "1000 0 0 0 20"),
        (r#"{"promptTokenCount":1000,"candidatesTokenCount":20,"totalTokenCount":1020}"#, "1000 0 0 0 20"),
        (
            r#"{"prompt_tokens":1000,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":900}}"#,
            "100 0 0 900 20",
        ),
        (
            r#"{"input_tokens":1000,"output_tokens":20,"input_tokens_details":{"cached_tokens":900}}"#,
            "100 0 0 900 20",
        ),
        (
            r#"{"inputTokens":10,"outputTokens":20,"cacheReadInputTokens":1000,"cacheWriteInputTokens":100}"#,
            "10 100 0 1000 20",
        ),
        (
            r#"{"input_tokens":10.0,"output_tokens":"2e1","cache_read_input_tokens":"1,000"}"#,
            "10 0 0 1000 20",
        ),
    ] {
        let logs = lines(&[answer("m", 1, usage)]);
        assert_eq!(calls(&logs), [format!("0.0 opus-5-5 {expected}")], "{usage}");
    }
    let strange = lines(&[answer("m", 1, r#"{"billed_tokens":1000}"#)]);
    assert_eq!((strange.calls.len(), &strange.reading.faults[0].why), (0, &Why::OtherNames));
    assert_eq!(strange.reading.faults[0].line, Some(1));
}

/// anthropics/claude-code#52387: two writers, one line.
#[test]
fn whole_records_of_a_line_are_read_and_a_stub_is_told() {
    let one = |id: &str| answer(id, 1, &usage(1000, 1));
    let stub = r#"{"type":"pr-link","sessionId":"x","prNu"#;
    let inner = r#"{"type":"assistant","uuid":"u","message":{"id":"m0","usage":{"input_tokens":5,"#;
    let logs = lines(&[
        one("m1"),
        stub.to_string() + &one("m2"),
        one("m3") + r#"{"type":"mode","mode":"normal","sessionId":"x"}"#,
        one("m4") + &one("m5"),
        inner.to_string() + &one("m6"),
        r#"{"type":"summary","summary":"what it was","leafUuid":"u"}"#.to_string() + &one("m7"),
    ]);
    assert_eq!(logs.calls.len(), 7);
    let faults: Vec<_> = logs.reading.faults.iter().map(|fault| (fault.line, fault.why.clone())).collect();
    assert_eq!(faults, [(Some(2), Why::Malformed), (Some(5), Why::Malformed)]);
}

/// A record that was cut anywhere, also one of which nothing is read, and an answer behind it.
#[test]
fn an_answer_behind_a_cut_record_is_read() {
    let stubs = [
        r#"{"type":"file-history-snapshot","messageId":"x","snapshot":{"trackedFi"#,
        r#"{"type":"queue-operation","operation":"enq"#,
        r#"{"type":"attachment","attachment":{"type":"file","content":"abc"#,
        r#"{"type":"last-prompt","lastPrompt":"do"#,
        r#"{"type":"user","timestamp":"2026-11-20T10:00:00.000Z","uuid":"t","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"x"}]},"toolUseResult":{"stdout":"abc"#,
    ];
    for stub in stubs {
        let logs = lines(&[answer("m1", 1, &usage(7, 1)), stub.to_string() + &answer("m2", 2, &usage(9, 1))]);
        assert_eq!(logs.calls.iter().map(|call| call.input).sum::<u32>(), 16, "{stub}");
        assert_eq!(logs.reading.malformed, 1, "{stub}");
        // The same of the client's totals and of a compaction.
        let total = totals("s", &of_model("claude-opus-5-5", [50, 0, 0, 0, 1, 0]));
        let first = answer("m1", 1, &usage(7, 1));
        for torn in [stub.to_string(), stub.to_string() + "\":{\"a\":", stub.to_string() + "\":[1,"] {
            let logs = lines(&[first.clone(), torn + &total]);
            assert_eq!(unlogged(&logs), ["0.? opus-5-5 43 0 0 0 0"], "{stub}");
        }
        let mark = r#"{"parentUuid":null,"type":"system","subtype":"compact_boundary","timestamp":"2026-11-20T10:00:09.000Z","sessionId":"s","uuid":"c","compactMetadata":{"trigger":"auto","preTokens":9}}"#;
        let logs = lines(&[first, stub.to_string() + mark]);
        assert_eq!(logs.compactions.len(), 1, "{stub}");
    }
    let summary = r#"{"type":"summary","summary":"s","leafUuid":"u"}"#;
    for between in [" ", "\t", "\0\0"] {
        let logs = lines(&[[summary, &answer("m1", 1, &usage(7, 1))].join(between)]);
        assert_eq!(logs.logged(), 1, "{between:?}");
    }
}

/// Gateways that count nothing write zeros, or no usage: not calls that cost nothing. Their other
/// names count where the API's are 0.
#[test]
fn answers_without_counts_are_no_calls() {
    let none = answer("m1", 1, r#"{"input_tokens":0,"output_tokens":0}"#);
    let without = answer("m2", 2, "null");
    let other =
        answer("m3", 3, r#"{"input_tokens":0,"output_tokens":0,"prompt_tokens":5,"completion_tokens":2}"#);
    let logs = lines(&[none.clone(), none, without.clone(), without, other]);
    assert_eq!((calls(&logs), logs.reading.uncounted), (vec!["0.0 opus-5-5 5 0 0 0 2".to_string()], 2));
    // A line without them of an answer that has them elsewhere.
    let logs = lines(&[answer("m1", 1, "null"), answer("m1", 2, &usage(7, 1))]);
    assert_eq!((logs.logged(), logs.reading.uncounted), (1, 0));
}

/// Model and counts of a call come from the same copy, in whatever order its copies come.
#[test]
fn a_call_is_not_made_of_two_copies() {
    let of = |model: &str, input| {
        stopped("m", 1, (model, r#"[{"type":"text","text":"ok"}]"#, "end_turn"), &usage(input, 1))
    };
    let (one, other) = (of("claude-sonnet-5-5", 700), of("claude-haiku-5-5", 100_001));
    for all in [[one.clone(), other.clone()], [other, one]] {
        assert_eq!(calls(&lines(&all)), ["0.0 haiku-5-5 100001 0 0 0 1"]);
        let logs = files(&[("p/a.jsonl", &all[..1]), ("p/b.jsonl", &all[1..])]);
        assert_eq!(calls(&logs), ["0.0 haiku-5-5 100001 0 0 0 1"]);
    }
    let same = [of("claude-sonnet-5-5", 700), of("claude-haiku-5-5", 700)];
    let turned = [same[1].clone(), same[0].clone()];
    assert_eq!(calls(&lines(&same)), calls(&lines(&turned)));
}

/// What an answer lists beside its totals was asked for on its terms.
#[test]
fn requests_beside_the_totals_are_on_the_terms_of_the_answer() {
    let of = |terms: &str| {
        let usage = format!(
            r#"{{"input_tokens":10,"output_tokens":1,{terms},"iterations":[{{"type":"compaction","input_tokens":203000,"output_tokens":0}},{{"type":"message","input_tokens":10,"output_tokens":1}}]}}"#
        );
        lines(&[answer("m", 1, &usage)])
    };
    let all = |logs: &Logs, is: fn(&Call) -> bool| logs.calls.len() == 2 && logs.calls.iter().all(is);
    assert!(all(&of(r#""service_tier":"batch""#), |call| call.batch));
    assert!(all(&of(r#""inference_geo":"us""#), |call| call.us_only));
}

/// A block of empty text is no output.
#[test]
fn a_refusal_with_an_empty_block_is_not_billed() {
    let refused = |content: &str| {
        let line = stopped("m", 1, ("claude-opus-5-5", content, "refusal"), &usage(100, 0));
        let logs = lines(&[line]);
        (logs.logged(), logs.reading.refused)
    };
    assert_eq!(refused(r#"[{"type":"text","text":""}]"#), (0, 1));
    assert_eq!(refused(r#"[{"type":"text","text":"no"}]"#), (1, 0));
    assert_eq!(refused(r#"[{"type":"tool_use","id":"t","name":"x","input":{}}]"#), (1, 0));
}

/// claude-honcho#131, anthropics/claude-code#77932: what other sessions, channels and ticks send.
#[test]
fn only_what_a_person_wrote_is_typed() {
    let typed = ["fix it", "<div> is broken", "<command-message>review</command-message>", "a <tick> here"];
    let inserted = [
        r#"<cross-session-message from=\"x\">m</cross-session-message>"#,
        r#"<teammate-message id=\"x\">m</teammate-message>"#,
        "<agent-message>m</agent-message>",
        r#"<channel source=\"slack\">m</channel>"#,
        "<tick>10:00</tick>",
        "Another Claude session sent a message: m",
        "<task-notification>m</task-notification>",
    ];
    let all: Vec<String> =
        typed.iter().chain(&inserted).zip(1..).map(|(text, at)| prompt(text, at)).collect();
    assert_eq!(lines(&all).prompts.len(), typed.len());
}

fn totals(session: &str, models: &str) -> String {
    format!(
        r#"{{"type":"cost-state","sessionId":"{session}","totalCostUSD":0.1,"modelUsage":{{{models}}},"hasUnknownModelCost":false}}"#
    )
}

fn of_model(model: &str, [input, read, five, hour, output, searches]: [u32; 6]) -> String {
    format!(
        r#""{model}":{{"inputTokens":{input},"outputTokens":{output},"thinkingTokens":0,"cacheReadInputTokens":{read},"cacheCreationInputTokens":{},"cacheCreationEphemeral5mInputTokens":{five},"cacheCreationEphemeral1hInputTokens":{hour},"webSearchRequests":{searches},"costUSD":0.1}}"#,
        five + hour
    )
}

fn unlogged(logs: &Logs) -> Vec<String> {
    let all = logs.calls.iter().filter(|call| !call.is_logged());
    all.map(|call| told(logs, call).replace(&format!(".{}", Call::UNLOGGED), ".?")).collect()
}

/// FACTS-2026-11-28, (d): the client's totals at the end of a transcript, less its calls, are the
/// calls that stand in no line.
#[test]
fn what_only_the_clients_totals_have_is_counted_apart() {
    let opus = of_model("claude-opus-5-5[1m]", [15, 2000, 100, 50, 70, 1]);
    let both = opus + "," + &of_model("claude-haiku-5-5", [400, 0, 0, 0, 9, 0]);
    let first = totals("s", &of_model("claude-opus-5-5", [10, 0, 0, 0, 20, 0]));
    // A placeholder: no estimate beside what the client knows.
    let call = answer("m", 1, r#"{"input_tokens":10,"output_tokens":1,"cache_read_input_tokens":1000}"#);
    let logs = lines(&[call.replace("end_turn", ""), first, totals("s", &both), totals("s", &both)]);
    assert_eq!(calls(&logs)[0], "0.0 opus-5-5 10 0 0 1000 1 ~1");
    assert_eq!(unlogged(&logs), ["0.? haiku-5-5 400 0 0 0 9", "0.? opus-5-5 5 100 50 1000 69 1 searches"]);
    assert!(logs.sessions[0].has_totals);
}

/// After a kill the next run's totals begin at 0; what lines have beyond them is no negative call.
#[test]
fn totals_of_several_runs_add_up_and_never_fall_below_the_lines() {
    let run = |input| totals("s", &of_model("claude-opus-5-5", [input, 0, 0, 0, 20, 0]));
    let logs = lines(&[answer("m", 1, &usage(100, 20)), run(150), run(90), run(120)]);
    assert_eq!(unlogged(&logs), ["0.? opus-5-5 170 0 0 0 20"]);
    let killed = lines(&[answer("m", 1, &usage(100, 20)), run(30)]);
    assert_eq!(unlogged(&killed), Vec::<String>::new());
}

/// A fork's totals begin with its parent's, and its file with the parent's lines.
#[test]
fn a_forks_totals_are_counted_without_its_parents() {
    let run = |session: &str, input| totals(session, &of_model("claude-opus-5-5", [input, 0, 0, 0, 50, 0]));
    let [first, second, third] = ["m1", "m2", "m3"].map(|id| answer(id, 1, &usage(100, 20)));
    let parent = [first.clone(), run("a", 130)];
    let fork = |session: &str, own: &String, input| [first.clone(), own.clone(), run(session, input)];
    let (one, two) = (fork("b", &second, 240), fork("c", &third, 250));
    for names in [["p/a.jsonl", "p/b.jsonl", "p/c.jsonl"], ["p/z.jsonl", "p/b.jsonl", "p/c.jsonl"]] {
        let logs = files(&[(names[0], &parent), (names[1], &one), (names[2], &two)]);
        let sum: u32 = logs.calls.iter().filter(|call| !call.is_logged()).map(|call| call.input).sum();
        // Of the parent 130 - 100, of the forks 240 - 130 - 100 and 250 - 130 - 100.
        assert_eq!(sum, 30 + 10 + 20, "{names:?}");
    }
}

/// A sub-agent's calls are in its session's totals, and its own file has none.
#[test]
fn sub_agents_are_in_their_sessions_totals() {
    let agent = answer("m2", 1, &usage(50, 2)).replace(r#""isSidechain":false"#, r#""isSidechain":true"#);
    let end = totals("s", &of_model("claude-opus-5-5", [160, 0, 0, 0, 22, 0]));
    let main = [answer("m1", 1, &usage(100, 20)), end];
    let logs = files(&[("p/s.jsonl", &main), ("p/s/subagents/agent-a1.jsonl", &[agent])]);
    assert_eq!(unlogged(&logs), ["0.? opus-5-5 10 0 0 0 0"]);
}

/// The tool that searches says how often; the totals of the client have it already.
#[test]
fn searches_of_a_tool_count_once() {
    let result = r#"{"type":"user","timestamp":"2026-11-20T10:00:03.000Z","sessionId":"s","uuid":"u3","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"found \"searchCount\":9"}]},"toolUseResult":{"query":"q \"searchCount\":8","results":[],"searchCount":3}}"#;
    let call = answer("m", 1, &usage(100, 20));
    let alone = lines(&[call.clone(), result.into(), result.into()]);
    assert_eq!(unlogged(&alone), ["0.? opus-5-5 0 0 0 0 0 3 searches"]);
    let end = totals("s", &of_model("claude-opus-5-5", [100, 0, 0, 0, 20, 3]));
    assert_eq!(unlogged(&lines(&[call, result.into(), end])), ["0.? opus-5-5 0 0 0 0 0 3 searches"]);
}

/// A session's totals can be more than any request's, and more than 32 bits hold.
#[test]
fn totals_of_a_long_session_are_read() {
    let read = r#""claude-opus-5-5":{"inputTokens":15,"outputTokens":20,"cacheReadInputTokens":5000000000}"#;
    let logs = lines(&[answer("m", 1, &usage(10, 20)), totals("s", read)]);
    assert_eq!(logs.reading.malformed, 0);
    let read = |call: &Call| u64::from(call.read);
    assert_eq!(logs.calls.iter().map(read).sum::<u64>(), 5_000_000_000);
}

/// Where its line is written with the time at the end, a search is found as well.
#[test]
fn searches_are_found_wherever_the_time_stands() {
    let result = r#"{"type":"user","sessionId":"s","uuid":"u3","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"x"}]},"toolUseResult":{"query":"q","searchCount":3},"timestamp":"2026-11-20T10:00:03.000Z"}"#;
    let call = answer("m", 1, &usage(100, 20));
    let long = result.replace(r#""timestamp""#, &format!(r#""more":"{}","timestamp""#, "x".repeat(5_000)));
    for all in [[call.clone(), result.into()], [call.clone(), long], [result.into(), call]] {
        assert_eq!(unlogged(&lines(&all)), ["0.? opus-5-5 0 0 0 0 0 3 searches"]);
    }
}

/// Titles and side questions alone: a session that no line has a call of.
#[test]
fn totals_alone_are_a_session() {
    let end = totals("s", &of_model("claude-haiku-5-5", [400, 0, 0, 0, 9, 0]));
    let logs = files(&[
        ("p/r.jsonl", &[answer("m", 1, &usage(1, 1))]),
        ("p/s.jsonl", &[prompt("hi", 1), end.clone()]),
    ]);
    assert_eq!(unlogged(&logs), ["1.? haiku-5-5 400 0 0 0 9"]);
    // In a file without any time they are of no day, and none of 1970.
    let timeless = lines(&[end]);
    assert_eq!((timeless.calls.len(), &timeless.reading.faults[0].why), (0, &Why::NoTime));
}

/// A batch's request is billed at half; an estimate is never more than the model can answer.
#[test]
fn batches_and_limits_of_output() {
    let batched = lines(&[answer("m", 1, r#"{"input_tokens":10,"output_tokens":2,"service_tier":"batch"}"#)]);
    assert!(batched.calls[0].batch);
    let batched = lines(&[answer("m", 1, r#"{"input_tokens":10,"output_tokens":2,"service_tier":"BATCH"}"#)]);
    assert!(batched.calls[0].batch);
    let text = format!(r#"[{{"type":"text","text":"{}"}}]"#, "x".repeat(2_400_000));
    let open = stopped("m", 1, ("claude-opus-5-5", &text, ""), &usage(10, 1));
    assert_eq!(lines(&[open]).calls[0].estimated, 128_000);
}
