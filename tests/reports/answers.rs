//! Answers of the API and of its batches, alone and beside transcripts.

use super::check_text;
use super::total::{File, calls, check_total, total};
use sawtooth::logs::spend::{Reason, Sure};

/// So many answers to classifications of 500 tokens, and 5 of output.
fn messages(count: u32, id: bool, wrap: fn(String, u32) -> String) -> File<'static> {
    let message = |n: u32| {
        let id = if id { format!(r#""id":"msg_{n}","#) } else { String::new() };
        wrap(
            format!(
                r#"{{{id}"type":"message","role":"assistant","model":"claude-opus-5-5","content":[{{"type":"text","text":"{n}"}}],"stop_reason":"end_turn","usage":{{"input_tokens":500,"output_tokens":5}}}}"#
            ),
            n,
        )
    };
    ("api.jsonl", (0..count).map(message).collect::<Vec<_>>().join("\n"))
}

/// A transcript with a call of 500 tokens, with or without an id.
fn one(id: bool) -> File<'static> {
    let (name, line) = calls(&[20]);
    let line = line.replace("1000000", "500");
    (name, if id { line } else { line.replace(r#""id":"m20","#, "").replace(r#""requestId":"r20","#, "") })
}

/// Many prompts have as many tokens as one of the agent's: ids tell them apart.
#[test]
fn an_answer_is_a_transcript_s_call_by_its_id() {
    let alone = |text, _| text;
    let batched =
        |text, n| format!(r#"{{"custom_id":"c{n}","result":{{"type":"succeeded","message":{text}}}}}"#);
    let (all, call) = (1000.0 * 2_100e-6, 2_000e-6);
    for (name, files, usd) in [
        ("answers", vec![messages(1000, true, alone), one(true)], all + call),
        ("results of a batch", vec![messages(1000, true, batched), one(true)], all / 2.0 + call),
        ("results without an id", vec![messages(1, false, batched), one(true)], 1_050e-6 + call),
        ("an answer without an id", vec![messages(1, false, alone), one(true)], call),
        ("a call without an id", vec![messages(1, true, alone), one(false)], call),
    ] {
        check_total(name, &files, usd);
    }
}

/// An answer with this content, stop reason and usage.
fn answer(id: &str, model: &str, (content, stop): (&str, &str), usage: &str) -> String {
    format!(
        r#"{{"id":"{id}","type":"message","role":"assistant","model":"{model}","content":{content},"stop_reason":"{stop}","usage":{{{usage}}}}}"#
    )
}

const OPUS: &str = "claude-opus-5-5";
const SAID: &str = r#"[{"type":"text","text":"Hello"}]"#;
const MILLION: &str = r#""input_tokens":1000000,"output_tokens":0"#;

fn batched(message: &str) -> String {
    format!(r#"{{"custom_id":"c","result":{{"type":"succeeded","message":{message}}}}}"#)
}

/// The stream of a run of `claude -p` up to some message.
fn stream(message: &str) -> String {
    let init = r#"{"type":"system","subtype":"init","session_id":"s"}"#;
    format!("{init}\n{{\"type\":\"assistant\",\"session_id\":\"s\",\"message\":{message}}}")
}

fn found(text: String) -> (Option<f64>, Sure, Vec<Reason>) {
    let found = total(&[("a.jsonl", text)]);
    (found.usd, found.sure, found.reasons)
}

/// Haiku 5.5 costs five times as much above 100,000 tokens, and a request knows its own prompt.
#[test]
fn a_request_above_a_step_is_priced_above_it() {
    let message = |tokens: u32| {
        answer(
            "m",
            "claude-haiku-5-5",
            (SAID, "end_turn"),
            &format!(r#""input_tokens":{tokens},"output_tokens":0"#),
        )
    };
    let event = |tokens: u32, id: &str| {
        let attribute = |key: &str, form: &str, value: &str| {
            format!(r#"{{"key":"{key}","value":{{"{form}":"{value}"}}}}"#)
        };
        let attributes = [
            attribute("model", "stringValue", "claude-haiku-5-5"),
            attribute("input_tokens", "intValue", &tokens.to_string()),
            attribute("request_id", "stringValue", id),
        ];
        format!(
            r#"{{"resourceLogs":[{{"scopeLogs":[{{"logRecords":[{{"timeUnixNano":"1795172400000000000","body":{{"stringValue":"claude_code.api_request"}},"attributes":[{}]}}]}}]}}]}}"#,
            attributes.join(",")
        )
    };
    for (name, text, usd) in [
        ("an answer", message(200_000), 0.1),
        ("an answer below", message(100_000), 0.01),
        ("of a batch", batched(&message(200_000)), 0.05),
        ("of a stream", stream(&message(200_000)), 0.1),
        ("an event", event(200_000, "r"), 0.1),
        ("events of a day", [event(200_000, "r"), event(60_000, "q"), event(60_000, "p")].join("\n"), 0.112),
    ] {
        let (found, _, reasons) = found(text);
        assert!(found.is_some_and(|found| (found - usd).abs() < 1e-9), "{name}: {found:?} and not {usd}");
        assert!(reasons.iter().all(|reason| *reason == Reason::NoResult(1)), "{name}: {reasons:?}");
    }
}

/// A refusal before any output is not billed, and what counts nothing is not free.
#[test]
fn answers_follow_the_rules_of_transcripts() {
    let refused = answer("m", OPUS, ("[]", "refusal"), MILLION);
    let other = answer("n", OPUS, (SAID, "end_turn"), MILLION);
    let free = |n| vec![Reason::Refused(n)];
    for text in [refused.clone(), batched(&refused), stream(&refused)] {
        assert_eq!(found(text), (Some(0.0), Sure::Exact, free(1)));
    }
    assert_eq!(found([refused.clone(), other.clone()].join("\n")), (Some(4.0), Sure::Exact, free(1)));
    let late = answer("m", OPUS, (SAID, "refusal"), MILLION);
    assert_eq!(found(late), (Some(4.0), Sure::Exact, Vec::new()));
    let zero = answer("m", OPUS, (SAID, "end_turn"), r#""input_tokens":0,"output_tokens":0"#);
    let missing = vec![Reason::Uncounted(1)];
    assert_eq!(found([zero.clone(), other].join("\n")), (Some(4.0), Sure::AtLeast, missing.clone()));
    assert_eq!(found(zero), (None, Sure::NoPrice, missing.clone()));
    let output = answer("m", OPUS, (SAID, "end_turn"), r#""input_tokens":0,"output_tokens":50000"#);
    assert_eq!(found(output), (Some(1.0), Sure::AtLeast, missing));
}

/// Regions of Bedrock and Vertex AI cost 10% more than the global endpoint, where an id does not say which.
#[test]
fn answers_of_clouds_hide_their_region() {
    let of = |id: &str, model: &str| found(answer(id, model, (SAID, "end_turn"), MILLION));
    let hidden = (Some(5.0), Sure::AtLeast, vec![Reason::HiddenRegionRows(1)]);
    assert_eq!(of("msg_bdrk_1", "claude-opus-4-8"), hidden);
    assert_eq!(of("msg_vrtx_1", "claude-opus-4-8"), hidden);
    assert_eq!(of("msg_1", "claude-opus-4-8@20260801"), hidden);
    assert_eq!(of("msg_1", "claude-opus-4-8"), (Some(5.0), Sure::Exact, Vec::new()));
    assert_eq!(of("msg_bdrk_1", "us.anthropic.claude-opus-4-8"), (Some(5.5), Sure::Exact, Vec::new()));
    let text = stream(&answer("msg_bdrk_1", "claude-opus-4-8", (SAID, "end_turn"), MILLION));
    assert_eq!(found(text).2, [Reason::NoResult(1), Reason::HiddenRegionRows(1)]);
}

/// The result of a run that crashed carries zeros, which say nothing of its messages.
#[test]
fn a_zeroed_result_erases_no_messages() {
    let message = stream(&answer("m", OPUS, (SAID, "end_turn"), MILLION));
    let zeroed = r#"{"type":"result","subtype":"error_during_execution","is_error":true,"session_id":"s","total_cost_usd":0,"usage":{"input_tokens":0,"output_tokens":0},"modelUsage":{}}"#;
    let whole = zeroed.replace("\"total_cost_usd\":0", "\"total_cost_usd\":1").replace("\"s\"", "\"t\"");
    let crashed = [message.as_str(), zeroed].join("\n");
    let row = "ApiMessages\n- claude-opus-5-5 input 1000000\n! pasted: no result";
    check_text(&crashed, row);
    let listed = ["[", &crashed.replace('\n', ","), "]"].concat();
    check_text(&listed, row);
    check_text(zeroed, "SdkResult\n- - $0, sessions 1");
    check_total("beside another run", &[("a.jsonl", crashed.clone()), ("b.json", whole)], 5.0);
    assert_eq!(total(&[("a.jsonl", crashed)]).sure, Sure::AtLeast);
}
