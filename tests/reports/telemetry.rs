//! Telemetry in several files and in both of its forms: each point and each request counts once.

use super::total::{File, check_total};
use super::{check_files, check_text};
use serde_json::{Value, json};

/// Nanoseconds of an hour of a day of November 2026.
fn nanoseconds(day: u64, hour: u64) -> String {
    // 1 November 2026 began 1,793,491,200 seconds after 1970.
    ((1_793_491_200 + (day - 1) * 86_400 + hour * 3600) * 1_000_000_000).to_string()
}

fn attributes(pairs: &[(&str, Value)]) -> Value {
    let value = |value: &Value| match value {
        Value::String(_) => json!({ "stringValue": value }),
        _ => json!({ "doubleValue": value }),
    };
    pairs.iter().map(|(key, of)| json!({ "key": key, "value": value(of) })).collect()
}

/// Input tokens of a model and session within an hour: delta (1) or cumulative since the start (2).
fn metric(temporality: u8, (day, from, to): (u64, u64, u64), tokens: u32, more: &[(&str, &str)]) -> String {
    let mut pairs = vec![("type", json!("input")), ("model", json!("claude-opus-5-5"))];
    pairs.extend(more.iter().map(|(key, value)| (*key, json!(value))));
    let point = json!({ "attributes": attributes(&pairs), "asDouble": tokens,
        "startTimeUnixNano": nanoseconds(day, from), "timeUnixNano": nanoseconds(day, to) });
    let sum = json!({ "aggregationTemporality": temporality, "dataPoints": [point] });
    let metrics = json!([{ "name": "claude_code.token.usage", "sum": sum }]);
    json!({ "resourceMetrics": [{ "scopeMetrics": [{ "metrics": metrics }] }] }).to_string()
}

/// A request of a million input tokens for $4.
fn event(day: u64, hour: u64, request: &str) -> String {
    let mut pairs =
        vec![("model", json!("claude-opus-5-5")), ("cost_usd", json!(4)), ("input_tokens", json!(1_000_000))];
    pairs.extend((!request.is_empty()).then(|| ("request_id", json!(request))));
    let record = json!({ "timeUnixNano": nanoseconds(day, hour), "attributes": attributes(&pairs),
        "body": { "stringValue": "claude_code.api_request" } });
    json!({ "resourceLogs": [{ "scopeLogs": [{ "logRecords": [record] }] }] }).to_string()
}

const MILLION: u32 = 1_000_000;

#[test]
fn points_and_requests_count_once() {
    let delta = |hours, session| metric(1, hours, MILLION, &[("session.id", session)]);
    let total = |to, tokens| metric(2, (15, 1, to), tokens, &[]);
    let cases: [(&str, &[&[String]], f64); 12] = [
        ("two files of one day", &[&[delta((15, 9, 10), "s")], &[delta((15, 14, 15), "s")]], 8.0),
        ("two sessions at one time", &[&[delta((15, 9, 10), "s")], &[delta((15, 9, 10), "t")]], 8.0),
        (
            "a point in both files",
            &[&[delta((15, 9, 10), "s")], &[delta((15, 9, 10), "s"), delta((15, 10, 11), "s")]],
            8.0,
        ),
        ("a point twice in one file", &[&[delta((15, 9, 10), "s"), delta((15, 9, 10), "s")]], 4.0),
        ("a growing total in two files", &[&[total(5, MILLION)], &[total(9, 3 * MILLION)]], 12.0),
        ("a request twice", &[&[event(15, 10, "r"), event(15, 10, "r")]], 4.0),
        ("a request in two files", &[&[event(15, 10, "r")], &[event(15, 10, "r"), event(15, 11, "q")]], 8.0),
        ("requests without an id", &[&[event(15, 10, ""), event(15, 11, ""), event(15, 10, "")]], 8.0),
        ("metrics and events of one day", &[&[delta((15, 9, 10), "s"), event(15, 10, "r")]], 4.0),
        ("the same in two files", &[&[delta((15, 9, 10), "s")], &[event(15, 10, "r")]], 4.0),
        ("metrics and events of two days", &[&[delta((16, 9, 10), "s"), event(15, 10, "r")]], 8.0),
        ("fast mode", &[&[metric(1, (15, 9, 10), MILLION, &[("speed", "fast")])]], 8.0),
    ];
    for (name, texts, usd) in cases {
        let files: Vec<File> =
            texts.iter().zip(["a.json", "b.json"]).map(|(text, name)| (name, text.join("\n"))).collect();
        check_total(name, &files, usd);
    }
}

/// Events that metrics hold are said where another file has them, and rows of one day are one.
#[test]
fn days_of_several_files_are_one_row() {
    let files = [
        ("a.json", metric(1, (15, 9, 10), 5, &[]).into()),
        ("b.json", metric(1, (15, 14, 15), 7, &[]).into()),
        ("c.json", event(15, 10, "r").into()),
    ];
    check_files(
        &files,
        "OpenTelemetry\n2026-11-15 claude-opus-5-5 input 12\n! c.json: counts twice with b.json",
    );
    check_text(&event(15, 10, "r"), "OpenTelemetry\n2026-11-15 claude-opus-5-5 input 1000000, $4");
}

/// Points that are none are said, and requests without dollars stand beside those that have them.
#[test]
fn what_telemetry_does_not_say_is_no_zero() {
    let metric = |kind: &str, value: &str| {
        format!(
            r#"{{"resourceMetrics":[{{"scopeMetrics":[{{"metrics":[{{"name":"claude_code.token.usage","sum":{{"aggregationTemporality":1,"dataPoints":[{{"attributes":[{{"key":"type","value":{{"stringValue":"{kind}"}}}},{{"key":"model","value":{{"stringValue":"claude-opus-5-5"}}}}],"startTimeUnixNano":"1795168800000000000","timeUnixNano":"1795172400000000000","asDouble":{value}}}]}}}}]}}]}}]}}"#
        )
    };
    check_text(&metric("reasoning", "5"), "! pasted: other names");
    // The dollars of all kinds are in a metric of their own.
    let dollars = metric("", "3").replace("token.usage", "cost.usage");
    check_text(
        &[metric("reasoning", "5"), dollars].join("\n"),
        "OpenTelemetry\n2026-11-20 claude-opus-5-5 $3\n! pasted: 1 of unknown tokens",
    );
    check_text(&metric("input", "-5"), "! pasted: malformed");
    check_text(&metric("input", "5"), "OpenTelemetry\n2026-11-20 claude-opus-5-5 input 5");
    let event = |id: &str, cost: &str| {
        format!(
            r#"{{"resourceLogs":[{{"scopeLogs":[{{"logRecords":[{{"timeUnixNano":"1795172400000000000","body":{{"stringValue":"claude_code.api_request"}},"attributes":[{{"key":"model","value":{{"stringValue":"claude-opus-5-5"}}}},{{"key":"input_tokens","value":{{"intValue":"1000000"}}}},{cost}{{"key":"request_id","value":{{"stringValue":"{id}"}}}}]}}]}}]}}]}}"#
        )
    };
    let cost = r#"{"key":"cost_usd","value":{"doubleValue":3}},"#;
    let text = [event("a", cost), event("b", ""), event("c", cost)].join("\n");
    check_total("a request without dollars", &[("a.json", text)], 10.0);
}

/// Metrics of a person and a session have the events of these, and of nobody else.
#[test]
fn metrics_have_the_events_of_their_own_session() {
    let event = |more: &[(&str, &str)]| {
        let mut value: Value = serde_json::from_str(&event(15, 10, "r")).expect("JSON");
        let attributes = &mut value["resourceLogs"][0]["scopeLogs"][0]["logRecords"][0]["attributes"];
        let own = attributes.as_array_mut().expect("a list");
        own.extend(more.iter().map(|(key, value)| json!({ "key": key, "value": { "stringValue": value } })));
        value.to_string()
    };
    let metric = |more: &[(&str, &str)]| metric(1, (15, 9, 10), MILLION, more);
    let (ada, bob) = (("user.email", "a@b.c"), ("user.email", "b@b.c"));
    let (one, two) = (("session.id", "s1"), ("session.id", "s2"));
    // Metrics have their dollars beside their tokens.
    let with_dollars = |more: &[(&str, &str)]| {
        let dollars = super::telemetry::metric(1, (15, 9, 10), 4, more).replace("token.usage", "cost.usage");
        [metric(more), dollars].join("\n")
    };
    for (name, metrics, events, usd) in [
        ("the same", metric(&[ada, one]), event(&[ada, one]), 4.0),
        ("another person and dollars", with_dollars(&[ada, one]), event(&[bob, two]), 8.0),
        ("nobody", metric(&[]), event(&[]), 4.0),
        ("a session that is not named", metric(&[ada]), event(&[ada, one]), 4.0),
        ("another session", metric(&[ada, one]), event(&[ada, two]), 8.0),
        ("another person", metric(&[ada, one]), event(&[bob, two]), 8.0),
        ("a person that is not named", metric(&[one]), event(&[bob, two]), 8.0),
        ("another person alone", metric(&[ada]), event(&[bob]), 8.0),
    ] {
        check_total(name, &[("a.json", metrics), ("b.json", events)], usd);
    }
}
