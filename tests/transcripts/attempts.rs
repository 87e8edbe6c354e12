//! Answers of a model in the place of another one that had declined: what was declined after some
//! output is billed too, and is in no total (anthropic 2.14.0, `BetaFallbackMessageIterationUsage`).

use crate::{File, read, told};

fn usage((input, output): (u32, u32), requests: &[(&str, &str, u32, u32)]) -> String {
    let request = |(kind, model, input, output): &(&str, &str, u32, u32)| {
        let model = if model.is_empty() { String::new() } else { format!(r#""model":"{model}","#) };
        format!(r#"{{"type":"{kind}",{model}"input_tokens":{input},"output_tokens":{output}}}"#)
    };
    let requests: Vec<String> = requests.iter().map(request).collect();
    format!(r#"{{"input_tokens":{input},"output_tokens":{output},"iterations":[{}]}}"#, requests.join(","))
}

/// The calls of one answer of Opus 4.8.
fn calls(totals: (u32, u32), requests: &[(&str, &str, u32, u32)]) -> Vec<String> {
    let line = format!(
        r#"{{"type":"assistant","uuid":"u","timestamp":"2026-11-20T10:00:00.000Z","sessionId":"s","requestId":"r","message":{{"id":"m","model":"claude-opus-4-8","content":[{{"type":"text","text":"ok"}}],"stop_reason":"end_turn","usage":{}}}}}"#,
        usage(totals, requests)
    );
    let file: File = ("p/s.jsonl".into(), line.into());
    let logs = read(&[file]);
    logs.calls.iter().map(|call| told(&logs, call)).collect()
}

const FABLE: &str = "claude-fable-5";
const OPUS: &str = "claude-opus-4-8";

#[test]
fn a_declined_attempt_is_billed_beside_the_one_that_served() {
    let served = "0.0 opus-4-8 100000 0 0 0 1000";
    let last = ("fallback_message", OPUS, 100_000, 1_000);
    let of = |first: (&str, &str, u32, u32)| calls((100_000, 1_000), &[first, last]);
    assert_eq!(of(("message", FABLE, 100_000, 50)), [served, "0.1 fable-5 100000 0 0 0 50"]);
    // The same counts by chance.
    assert_eq!(of(("message", FABLE, 100_000, 1_000)), [served, "0.1 fable-5 100000 0 0 0 1000"]);
    // Before any output it is not billed.
    assert_eq!(of(("message", FABLE, 100_000, 0)), [served]);
    assert_eq!(calls((100_000, 1_000), &[last]), [served]);
    // Where the totals have it, it is not beside them.
    let both = calls((200_000, 1_050), &[("message", FABLE, 100_000, 50), last]);
    assert_eq!(both, ["0.0 fable-5 100000 0 0 0 50", served]);
}

/// The model that served took two requests for it, and another one had an advisor.
#[test]
fn all_requests_of_the_model_that_served_are_its_own() {
    let found = calls(
        (30_000, 300),
        &[
            ("message", FABLE, 10_000, 7),
            ("message", OPUS, 10_000, 100),
            ("advisor_message", "claude-fable-5-2", 5_000, 0),
            ("fallback_message", OPUS, 20_000, 200),
        ],
    );
    let mut found: Vec<&str> = found.iter().filter_map(|call| Some(call.split_once(' ')?.1)).collect();
    found.sort_unstable();
    let expected = [
        "fable-5 10000 0 0 0 7",
        "fable-5-2 5000 0 0 0 0",
        "opus-4-8 10000 0 0 0 100",
        "opus-4-8 20000 0 0 0 200",
    ];
    assert_eq!(found, expected);
}
