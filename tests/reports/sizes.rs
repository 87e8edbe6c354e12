//! Large files and large numbers: reading takes as long as there is to read, and no sum leaves
//! the numbers that it is made of.

use super::{check_text, read};
use std::time::{Duration, Instant};

/// What takes a fraction of a second where time grows with the size, and minutes where it grows
/// with the square of it.
const LONG: Duration = Duration::from_secs(20);

fn check_time(bytes: String) {
    let start = Instant::now();
    let _ = read(&[("a", bytes)], usize::MAX);
    assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
}

/// A model's line that the terminal wraps for ever.
#[test]
fn wrapped_lines_take_their_time_once() {
    check_time("Usage by model:\nclaude-opus-5-5: 1k input,\n".to_string() + &"1 output,\n".repeat(600_000));
}

#[test]
fn every_call_may_be_of_another_model() {
    let line = |at: usize| {
        format!(
            r#"{{"parentUuid":null,"sessionId":"s","type":"assistant","timestamp":"2026-11-20T10:00:00Z","requestId":"r{at}","message":{{"id":"m{at}","model":"claude-{at}","role":"assistant","usage":{{"input_tokens":1,"output_tokens":1}}}}}}"#
        ) + "\n"
    };
    check_time((0..60_000).map(line).collect());
}

/// Each with the client's own totals.
#[test]
fn there_may_be_very_many_sessions() {
    let file = |at: usize| {
        let about = format!(r#""sessionId":"s{at}","timestamp":"2026-11-20T10:00:00Z""#);
        let text = format!(
            r#"{{"parentUuid":null,{about},"type":"assistant","requestId":"r{at}","message":{{"id":"m{at}","model":"claude-opus-5-5","role":"assistant","usage":{{"input_tokens":1,"output_tokens":1}}}}}}"#
        );
        let totals = format!(
            r#"{{"type":"cost-state",{about},"modelUsage":{{"claude-opus-5-5":{{"inputTokens":3}}}}}}"#
        );
        (format!("projects/-a/s{at}.jsonl"), [text, totals].join("\n"))
    };
    let files: Vec<(String, String)> = (0..10_000).map(file).collect();
    let start = Instant::now();
    let logs = read(&files, usize::MAX).logs;
    assert_eq!(logs.calls.len(), 20_000, "each session's own, and what only its totals have");
    assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
}

/// Numbers beyond all that anybody uses are none, which is said of points that have them.
#[test]
fn no_sum_is_infinite_or_too_large() {
    let many = "9".repeat(400);
    check_text(
        &format!("Total cost: ${many}\nUsage by model:\nclaude-opus-5-5: 1 input, 2 output\n"),
        "UsageText\n- claude-opus-5-5 input 1, output 2, sessions 1",
    );
    let point = |value: &str| {
        format!(
            r#"{{"timeUnixNano":"1795132800000000000","attributes":[{{"key":"type","value":{{"stringValue":"input"}}}}],"asDouble":{value}}}"#
        )
    };
    let metric = |name: &str, points: &str| {
        format!(
            r#"{{"resourceMetrics":[{{"scopeMetrics":[{{"metrics":[{{"name":"{name}","sum":{{"aggregationTemporality":1,"dataPoints":[{points}]}}}}]}}]}}]}}"#
        )
    };
    let points = [point("1e308"), point("5"), point("1e308")].join(",");
    check_text(
        &metric("claude_code.token.usage", &points),
        "OpenTelemetry\n2026-11-20 - input 5\n! pasted: malformed",
    );
    let points = [point("1e308"), point("0.5"), point("1e308")].join(",");
    check_text(
        &metric("claude_code.cost.usage", &points),
        "OpenTelemetry\n2026-11-20 - $0.5\n! pasted: malformed",
    );
    let attribute = |key: &str| format!(r#"{{"key":"{key}","value":{{"doubleValue":9e15}}}}"#);
    let keys = ["cache_creation_5m_tokens", "cache_creation_1h_tokens", "cache_creation_tokens"];
    let attributes = keys.map(attribute).join(",");
    let event = format!(
        r#"{{"resourceLogs":[{{"scopeLogs":[{{"logRecords":[{{"timeUnixNano":"1795132800000000000","body":{{"stringValue":"claude_code.api_request"}},"attributes":[{attributes}]}}]}}]}}]}}"#
    );
    check_text(&event, "OpenTelemetry\n2026-11-20 - 5m 9000000000000000, 1h 9000000000000000");
}
