//! Exports of 2026: of the Console, of organisations, gateways, collectors and other trackers, and
//! results of runs that were resumed, forked or killed.

use crate::{check_files, check_text, read};
use proptest::prelude::*;

fn check_all(cases: &[(&str, &str)]) {
    cases.iter().for_each(|(text, expected)| check_text(text, expected));
}

/// The Console's dollars; a file of 2024 has fewer columns.
#[test]
fn dollars_of_the_console() {
    let header = "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type";
    let row = "2026-11-15,Claude Opus 5.5,Default,key-a,message,≤ 200k";
    check_all(&[
        (
            &format!(
                "{header}\n{row},input_no_cache,1.50,3.00,token\n{row},output,\"1,000.50\",2001,token\n"
            ),
            "ConsoleCost\n2026-11-15 Claude Opus 5.5 $1.5, key\n2026-11-15 Claude Opus 5.5 $1000.5, key",
        ),
        (
            "usage_date_utc;model;token_type;cost_usd\n2024-11-15;Claude 3 Opus;output;0.5\n2024-11-15;;output;\n",
            "ConsoleCost\n2024-11-15 Claude 3 Opus $0.5\n! pasted:3: malformed",
        ),
    ]);
}

/// Fractional cents before and after discounts: what was paid counts, and the page says what was taken off.
#[test]
fn the_admin_apis_cost_has_a_list_price_beside_it() {
    let bucket = |amounts: &str| {
        format!(
            r#"{{"data":[{{"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[{{"currency":"USD",{amounts},"model":"claude-opus-5-5"}}]}}],"has_more":false}}"#
        )
    };
    let paid = |amounts: &str| {
        let read = read(&[("cost.json", bucket(amounts))], 7);
        let report = read.reports.first().expect("a report");
        let table = sawtooth::prices::RateTable::shipped();
        sawtooth::logs::spend::reported(&table, report, sawtooth::prices::date(2026, 11, 21)).total.paid
    };
    let both = paid(r#""amount":"8012.5","list_amount":"10015.625""#);
    assert_eq!((both.usd(), both.before, both.after, both.net), (80.125, 100.15625, 80.125, 1));
    let one = paid(r#""amount":"8012.5""#);
    assert_eq!((one.usd(), one.before, one.after, one.net), (80.125, 0.0, 0.0, 0));
}

/// Beside the usage they are what was paid for it, and no copy of it.
#[test]
fn the_consoles_dollars_go_with_its_tokens() {
    let usage = "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens\n2026-11-15,claude-opus-5-5,\"1,000\",1e3\n";
    let cost = "usage_date_utc,model,token_type,cost_usd\n2026-11-15,Claude Opus 5.5,output,2\n";
    check_files(
        &[("a.csv", usage.into()), ("b.csv", cost.into())],
        "ConsoleCsv\n2026-11-15 claude-opus-5-5 input 1000, output 1000\nConsoleCost\n2026-11-15 Claude Opus 5.5 $2",
    );
}

/// Net spend counts, and tokens that do not tell the cache apart do not.
#[test]
fn spend_of_organisations_and_gateways_is_dollars_alone() {
    check_all(&[
        (
            "user_email,account_uuid,product,model,total_requests,total_prompt_tokens,total_completion_tokens,total_net_spend_usd,total_gross_spend_usd\na@b.c,u1,Claude Code,claude-sonnet-5-5,10,1000,100,1.25,2.50\n",
            "EnterpriseSpend\n- claude-sonnet-5-5 $1.25, person",
        ),
        (
            "Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens\n\"2026-11-12 00:00:00\",\"anthropic/claude-opus-5.5\",\"430.07\",\"1.5\",\"4115\",\"70965665\",\"3009973\",\"0\"\n",
            "OpenRouter\n2026-11-12 anthropic/claude-opus-5.5 $431.57",
        ),
    ]);
}

fn metric(name: &str, temporality: u8, points: &[String]) -> String {
    format!(
        r#"{{"resourceMetrics":[{{"scopeMetrics":[{{"metrics":[{{"name":"{name}","sum":{{"aggregationTemporality":{temporality},"dataPoints":[{}]}}}}]}}]}}]}}"#,
        points.join(",")
    )
}

/// A point of 20 November 2026, of a process that started at `start`.
fn point(kind: &str, value: &str, start: u64) -> String {
    let attribute =
        |key: &str, value: &str| format!(r#"{{"key":"{key}","value":{{"stringValue":"{value}"}}}}"#);
    let kind = if kind.is_empty() { String::new() } else { attribute("type", kind) + "," };
    format!(
        r#"{{"timeUnixNano":"1795132800000000000","startTimeUnixNano":"{start}","attributes":[{kind}{}],{value}}}"#,
        attribute("model", "claude-opus-5-5")
    )
}

/// New parts add up; totals of one process grow, and those of two add up. Integers are text.
#[test]
fn telemetry_is_added_up_by_day_and_model() {
    let expected = "OpenTelemetry\n2026-11-20 claude-opus-5-5 input 30, unsplit 7, read 5";
    let part = |kind: &str, count: u32| point(kind, &format!(r#""asInt":"{count}""#), 0);
    let parts =
        metric("claude_code.token.usage", 1, &[part("input", 10), part("input", 20), part("cacheRead", 5)]);
    check_text(
        &(parts + "\n" + &metric("claude_code.token.usage", 1, &[part("cacheCreation", 7)])),
        expected,
    );
    let total = |count: u32, start| {
        let input = point("input", &format!(r#""asDouble":{count}.0"#), start);
        metric("claude_code.token.usage", 2, &[input])
    };
    let totals = [total(4, 1), total(10, 1), total(20, 2)].join("\n");
    check_text(&totals, "OpenTelemetry\n2026-11-20 claude-opus-5-5 input 30");
    let cost = metric("claude_code.cost.usage", 1, &[point("", r#""asDouble":0.5"#, 0)]);
    check_text(&cost, "OpenTelemetry\n2026-11-20 claude-opus-5-5 $0.5");
}

/// A process that runs past midnight sends one growing total: each day has what was new on it.
#[test]
fn totals_of_several_days_count_once() {
    let day = |count: u32, time: &str| {
        let input =
            point("input", &format!(r#""asDouble":{count}.0"#), 1).replace("1795132800000000000", time);
        metric("claude_code.token.usage", 2, &[input])
    };
    let days =
        [day(10, "1795132800000000000"), day(25, "1795219200000000000"), day(20, "1795132900000000000")];
    let expected = "OpenTelemetry\n2026-11-20 claude-opus-5-5 input 20\n2026-11-21 claude-opus-5-5 input 5";
    check_text(&days.join("\n"), expected);
}

#[test]
fn events_of_requests_are_telemetry_too() {
    let number = |key: &str, value: u32| format!(r#"{{"key":"{key}","value":{{"intValue":"{value}"}}}}"#);
    let attributes = [
        number("input_tokens", 2),
        number("output_tokens", 3),
        number("cache_read_tokens", 4),
        number("cache_creation_tokens", 9),
        number("cache_creation_1h_tokens", 5),
        r#"{"key":"model","value":{"stringValue":"claude-opus-5-5"}},{"key":"cost_usd","value":{"doubleValue":0.25}}"#.into(),
    ];
    let event = format!(
        r#"{{"resourceLogs":[{{"scopeLogs":[{{"logRecords":[{{"timeUnixNano":"1795132800000000000","body":{{"stringValue":"claude_code.api_request"}},"attributes":[{}]}}]}}]}}]}}"#,
        attributes.join(",")
    );
    check_text(
        &event,
        "OpenTelemetry\n2026-11-20 claude-opus-5-5 input 2, 1h 5, unsplit 4, read 4, output 3, $0.25",
    );
}

#[test]
fn answers_of_the_api_and_of_batches() {
    let message = |id: &str, more: &str| {
        format!(
            r#"{{"id":"{id}","type":"message","role":"assistant","model":"claude-opus-5-5","content":[],"usage":{{"input_tokens":10,"output_tokens":2{more}}}}}"#
        )
    };
    check_text(&message("m1", ""), "ApiMessages\n- claude-opus-5-5 input 10, output 2");
    let advised = r#","iterations":[{"type":"message","input_tokens":10,"output_tokens":2},{"type":"advisor_message","model":"claude-fable-5","input_tokens":7}]"#;
    let expected = "ApiMessages\n- claude-opus-5-5 input 10, output 2\n- claude-fable-5 input 7";
    check_text(&message("m1", advised), expected);
    let names = r#"{"id":"m2","type":"message","model":"claude-opus-5-5","content":[],"usage":{"prompt_tokens":10,"completion_tokens":2.0}}"#;
    check_text(names, "ApiMessages\n- claude-opus-5-5 input 10, output 2");
    let wrong = message("m1", "").replace("10", "-10");
    check_text(&wrong, "! pasted: malformed");
    let batched = format!(
        r#"{{"custom_id":"a","result":{{"type":"succeeded","message":{}}}}}"#,
        message("m1", r#","service_tier":"batch""#)
    );
    let failed = r#"{"custom_id":"b","result":{"type":"errored","error":{}}}"#;
    // Not all of them name their tier.
    for batched in [batched.clone(), batched.replace(r#","service_tier":"batch""#, "")] {
        let expected = "ApiMessages\n- claude-opus-5-5 input 10, output 2, batch";
        check_text(&format!("{batched}\n{failed}\n"), expected);
    }
}

#[test]
fn other_trackers() {
    check_all(&[
        (
            r#"{"groupBy":"model","entries":[{"client":"claude","model":"claude-opus-5-5","input":10,"output":1,"cacheRead":5,"cacheWrite":2,"cost":4.0},{"client":"claude","model":"new","input":1,"cost":0}],"totalCost":4.0}"#,
            "Tokscale\n- claude-opus-5-5 input 10, unsplit 2, read 5, output 1, $4\n- new input 1",
        ),
        (
            r#"{"overview":{"cost":5.0},"daily":[{"date":"2026-11-20","cost":4.0},{"date":"2026-11-21","cost":1.0}],"models":[{"name":"Opus 5.5","cost":5.0}]}"#,
            "Codeburn\n2026-11-20 - $4\n2026-11-21 - $1",
        ),
    ]);
}

/// A result of `claude -p` of so many input tokens in all, and in its own run, for as many dollars.
fn result(session: &str, all: u32, own: u32) -> String {
    format!(
        r#"{{"type":"result","session_id":"{session}","total_cost_usd":{all},"usage":{{"input_tokens":{own}}},"modelUsage":{{"claude-opus-5-5":{{"inputTokens":{all},"costUSD":{all}}}}}}}"#
    )
}

fn row(all: u32) -> String {
    format!("- claude-opus-5-5 input {all}, ${all}, sessions 1")
}

/// Totals are cumulative within a run, and begin again after a restart.
#[test]
fn runs_of_one_session_add_up() {
    let stream = [result("s", 5, 1), result("s", 20, 1), result("s", 1, 1)].join("\n");
    check_text(&stream, &format!("SdkResult\n{}\n{}", row(20), row(1)));
}

/// A resumed or forked run begins with what its conversation had, class by class; anything less is
/// another conversation, and is added.
#[test]
fn results_that_contain_others_count_once() {
    let files = |texts: &[String]| -> Vec<(&'static str, Vec<u8>)> {
        ["a.json", "b.json", "c.json", "d.json"]
            .into_iter()
            .zip(texts)
            .map(|(n, t)| (n, t.clone().into()))
            .collect()
    };
    let chain = [result("s", 10, 10), result("s", 30, 20), result("fork", 60, 30), result("fork", 100, 40)];
    let told = "! a.json: counts twice with b.json\n! b.json: counts twice with c.json\n! c.json: counts twice with d.json";
    check_files(&files(&chain), &format!("SdkResult\n{}\n{told}", row(100)));
    let apart = [result("s", 10, 10), result("t", 31, 20)];
    check_files(&files(&apart), &format!("SdkResult\n{}\n{}", row(10), row(31)));
}

/// Without its own run's usage a result is part of no other, and never are two parts of each other.
#[test]
fn results_of_unknown_runs_are_not_lost() {
    let bare = |session: &str| result(session, 10, 0).replace(r#""usage":{"input_tokens":0},"#, "");
    let two = [("a.json", bare("s").into()), ("b.json", bare("t").into())];
    check_files(&two, &format!("SdkResult\n{}\n{}", row(10), row(10)));
    let same = [("a.json", bare("s").into()), ("b.json", (bare("s") + "\n").into())];
    check_files(&same, &format!("SdkResult\n{}\n! a.json: counts twice with b.json", row(10)));
}

/// A run that was killed has messages and no result.
#[test]
fn a_stream_without_its_result_counts_by_its_messages() {
    let start = r#"{"type":"system","subtype":"init","session_id":"s"}"#.to_string();
    let message = |id: &str, output: u32| {
        format!(
            r#"{{"type":"assistant","session_id":"s","message":{{"id":"{id}","model":"claude-opus-5-5","usage":{{"input_tokens":10,"output_tokens":{output}}}}}}}"#
        )
    };
    let killed = [start.clone(), message("m1", 1), message("m1", 5), message("m2", 1)];
    let counted = "ApiMessages\n- claude-opus-5-5 input 10, output 5\n- claude-opus-5-5 input 10, output 1";
    check_text(&killed.join("\n"), &format!("{counted}\n! pasted: no result"));
    let whole = [killed.to_vec(), vec![start, message("m3", 9), result("s", 7, 7)]].concat().join("\n");
    check_text(&whole, &format!("{counted}\nSdkResult\n{}\n! pasted: no result", row(7)));
}

/// Claude Code 2.1.332 says "Estimated cost:"; its heading is the total.
#[test]
fn the_usage_text_of_newer_versions() {
    check_all(&[
        ("Estimated cost:         $18.97\nTotal duration (API):   0s\n", "UsageText\n- - $18.97, sessions 1"),
        (
            "Estimated cost:  $9.79\nUsage by model:\n  claude-opus-5-5:  1.2m input, 1 output ($9.79)\n  Prompt cache (main):  1 request · 89% of input tokens from cache · warm\n",
            "UsageText\n- claude-opus-5-5 input 1200000, output 1, $9.79, sessions 1",
        ),
        (
            "Estimated cost: $9.80 (costs may be inaccurate due to usage of unknown models)\nUsage by model:\n  claude-opus-9-9:  1.2m input ($9.80)\n",
            "UsageText\n- claude-opus-9-9 input 1200000, $9.8, guess, sessions 1",
        ),
        ("Current session\n  4% used\nCurrent week (all models)\n 35% used\n", "! pasted: shares"),
        (
            "Total usage est:       1 Premium request\nUsage by model:\n    claude-sonnet-4.5    340.6k input (Est. 1 Premium request)\n",
            "! pasted: another program",
        ),
    ]);
}

proptest! {
    /// Results of two conversations add up, in whichever order they come: only where one is what the
    /// other had before its own run is it counted within that one.
    #[test]
    fn unrelated_results_add_up(a in 1_u32..1000, b in 1_u32..1000, own in (1_u32..1000, 1_u32..1000)) {
        let (own_a, own_b) = (own.0.min(a), own.1.min(b));
        prop_assume!(a - own_a != b && b - own_b != a);
        let (one, two) = (result("s", a, own_a), result("t", b, own_b));
        for files in [[("a.json", &one), ("b.json", &two)], [("a.json", &two), ("b.json", &one)]] {
            let found = read(&files, usize::MAX);
            let usd: f64 = found.reports.iter().flat_map(|report| &report.rows).filter_map(|row| row.usd).sum();
            prop_assert_eq!(usd, f64::from(a + b));
            prop_assert!(found.logs.reading.faults.is_empty());
        }
    }
}

/// Haiku 5.5 costs more above 100,000 tokens of prompt, Sonnet 4.5 above 200,000 while it was
/// offered: a report whose
/// windows end elsewhere gives the lower price, at least.
#[test]
fn prompts_above_a_price_step_may_hide_in_a_row() {
    let header =
        "usage_date_utc,model_version,context_window,usage_input_tokens_no_cache,usage_output_tokens";
    for (row, may) in [
        ("2026-11-15,claude-haiku-5-5,≤ 200k,150000", true),
        ("2026-11-15,claude-haiku-5-5,0-200k,150000", true),
        ("2026-11-15,claude-haiku-5-5,,150000", true),
        ("2026-11-15,claude-haiku-5-5,0-100k,150000", false),
        ("2026-11-15,claude-haiku-5-5,> 200k,150000", false),
        ("2026-11-15,claude-haiku-5-5,≤ 200k,100000", false),
        ("2026-01-15,claude-sonnet-4-5,≤ 200k,900000", false),
        ("2026-01-15,claude-sonnet-4-5,,900000", true),
        ("2026-11-15,claude-sonnet-4-5,,900000", false),
        ("2026-11-15,claude-opus-5-5,,900000", false),
    ] {
        let imported = read(&[("a.csv", format!("{header}\n{row},1\n"))], 4096);
        let table = sawtooth::prices::RateTable::shipped();
        let day = sawtooth::prices::date(2026, 11, 20);
        let found = sawtooth::logs::spend::reported(&table, &imported.reports[0], day);
        assert_eq!(found.total.paid.below_step, usize::from(may), "{row}");
    }
}

/// What the client keeps of each project's last session (FACTS-2026-11-28, (d)); not of others, and
/// not beside its transcript.
#[test]
fn the_last_session_of_each_project() {
    let usage = |input: u32, usd: f64| {
        format!(
            r#""lastCost":{usd},"lastModelUsage":{{"claude-opus-5-5":{{"inputTokens":{input},"outputTokens":2,"cacheReadInputTokens":3,"cacheCreationInputTokens":4,"webSearchRequests":1,"costUSD":{usd}}}}}"#
        )
    };
    let state = format!(
        r#"{{"numStartups":3,"projects":{{"/a":{{"history":[{{"display":"x"}}],{},"lastSessionId":"one"}},"/b":{{{},"lastSessionId":"two"}},"/c":{{"allowedTools":[]}}}}}}"#,
        usage(10, 0.5),
        usage(20, 0.25)
    );
    let row = |input: u32, usd: f64| {
        format!(
            "- claude-opus-5-5 input {input}, unsplit 4, read 3, output 2, ${usd}, searches 1, sessions 1"
        )
    };
    check_text(&state, &format!("ClientState\n{}\n{}", row(10, 0.5), row(20, 0.25)));
    let line = r#"{"type":"assistant","timestamp":"2026-11-20T10:00:00.000Z","sessionId":"one","message":{"id":"m","model":"claude-opus-5-5","usage":{"input_tokens":1,"output_tokens":1}}}"#;
    let imported = read(&[("p/one.jsonl", line), (".claude.json", state.as_str())], 4096);
    assert_eq!(imported.reports[0].rows.len(), 1);
    assert_eq!(imported.reports[0].rows[0].session.as_deref(), Some("two"));
    // Of a session that several say something of, the most: it only grows.
    let of = |a: f64, b: f64| {
        let (one, other) = (usage(10, a), usage(20, b));
        format!(
            r#"{{"projects":{{"/a":{{{one},"lastSessionId":"one"}},"/b":{{{other},"lastSessionId":"one"}}}}}}"#
        )
    };
    for files in [vec![("a.json", of(5.0, 8.0))], vec![("a.json", of(1.0, 5.0)), ("b.json", of(8.0, 2.0))]] {
        let imported = read(&files, 4096);
        let usd: Vec<Option<f64>> = imported.reports[0].rows.iter().map(|row| row.usd).collect();
        assert_eq!(usd, [Some(8.0)], "{files:?}");
    }
}
