//! Results of `claude -p` that share work: forks, status lines, copies of streams; and dollars of
//! which the models have only a part.

use super::total::{File, check_total};
use super::{check_files, check_text};

/// A model's input and cache reads in thousands, output in hundreds, and USD.
type Model<'a> = (&'a str, u32, u32, u32, f64);

/// A result of a session: its own run's input, reads and output, and all of each model since the
/// conversation began.
fn result(session: &str, own: (u32, u32, u32), models: &[Model]) -> String {
    let usage = |(name, input, read, output, usd): &Model| {
        let [input, read, output] = [input * 1000, read * 1000, output * 100];
        format!(
            r#""{name}":{{"inputTokens":{input},"cacheReadInputTokens":{read},"outputTokens":{output},"costUSD":{usd}}}"#
        )
    };
    let total: f64 = models.iter().map(|model| model.4).sum();
    let models: Vec<String> = models.iter().map(usage).collect();
    let [input, read, output] = [own.0 * 1000, own.1 * 1000, own.2 * 100];
    format!(
        r#"{{"type":"result","session_id":"{session}","total_cost_usd":{total},"usage":{{"input_tokens":{input},"cache_read_input_tokens":{read},"output_tokens":{output}}},"modelUsage":{{{}}}}}"#,
        models.join(",")
    )
}

const OPUS: &str = "claude-opus-5-5";

/// A conversation of two runs, and forks of it; of one fork, a third and a fork of that.
fn runs() -> [String; 6] {
    let opus = |input, read, output, usd| (OPUS, input, read, output, usd);
    [
        result("a", (100, 0, 10), &[opus(100, 0, 10, 0.42)]),
        result("a", (5, 100, 5), &[opus(105, 100, 15, 0.47)]),
        result("b", (7, 110, 7), &[opus(112, 210, 22, 0.534)]),
        result("c", (9, 110, 9), &[opus(114, 210, 24, 0.546)]),
        result("d", (1, 0, 0), &[opus(115, 210, 24, 0.55)]),
        result("e", (2, 0, 0), &[opus(116, 210, 24, 0.554)]),
    ]
}

#[test]
fn forks_contain_their_parent_once() {
    let [a, a2, b, c, d, e] = runs();
    let titles = |session: &str, own, opus: Model| {
        result(session, own, &[opus, ("claude-haiku-5-5", 4, 0, 1, 0.0005)])
    };
    let titled = titles("b", (7, 110, 7), (OPUS, 112, 210, 22, 0.534));
    // Less of a model than the parent had is another conversation.
    let less =
        result("t", (7, 110, 7), &[(OPUS, 112, 210, 22, 0.534), ("claude-haiku-5-5", 3, 0, 1, 0.0004)]);
    let parent = titles("s", (105, 100, 15), (OPUS, 105, 100, 15, 0.47));
    let cases: [(&str, &[&String], f64); 9] = [
        ("a conversation", &[&a, &a2], 0.47),
        ("one fork", &[&a, &a2, &b], 0.534),
        ("two forks", &[&a, &a2, &b, &c], 0.61),
        ("two forks and what went on", &[&a2, &b, &c, &d], 0.614),
        ("two forks of a fork", &[&a2, &c, &d, &e], 0.558),
        ("forks of both", &[&a2, &b, &c, &d, &e], 0.622),
        ("a fork with titles", &[&a, &a2, &titled], 0.5345),
        ("a fork without its parent", &[&b, &c], 1.08),
        ("no fork", &[&parent, &less], 1.0049),
    ];
    let names = ["a.json", "b.json", "c.json", "d.json", "e.json"];
    for (name, texts, usd) in cases {
        let files: Vec<File> = texts.iter().zip(names).map(|(text, name)| (name, text.to_string())).collect();
        check_total(name, &files, usd);
    }
}

/// The client's own total is what it counted.
#[test]
fn a_total_stands_whatever_its_models_say() {
    let result = |total: f64, models: &str| {
        format!(
            r#"{{"type":"result","session_id":"y","total_cost_usd":{total},"usage":{{}},"modelUsage":{{{models}}}}}"#
        )
    };
    let opus = |usd: &str| format!(r#""claude-opus-5-5":{{"inputTokens":100000{usd}}}"#);
    let haiku = r#""claude-haiku-5-5":{"inputTokens":7}"#;
    for (models, rows) in [
        (opus(r#","costUSD":2"#), "- claude-opus-5-5 input 100000, $2, sessions 1"),
        (opus(""), "- claude-opus-5-5 input 100000, $2, sessions 1"),
        (opus(r#","costUSD":0.5"#), "- claude-opus-5-5 input 100000, $0.5, sessions 1\n- - $1.5, sessions 0"),
        (
            opus(r#","costUSD":0.5"#) + "," + haiku,
            "- claude-opus-5-5 input 100000, $0.5, sessions 1\n- claude-haiku-5-5 input 7, $1.5, sessions 0",
        ),
        (opus("") + "," + haiku, "- - input 100007, $2, sessions 1"),
    ] {
        check_text(&result(2.0, &models), &format!("SdkResult\n{rows}"));
    }
    // What is used for nothing has no price, and no total.
    check_text(&result(0.0, &opus("")), "SdkResult\n- claude-opus-5-5 input 100000, sessions 1");
}

/// A status line has what the result of its session has; a stream that was cut what the whole one has.
#[test]
fn other_files_of_a_run_are_copies() {
    let line = |session: &str| {
        format!(r#"{{"session_id":"{session}","model":{{"id":"{OPUS}"}},"cost":{{"total_cost_usd":0.42}}}}"#)
    };
    let [run, ..] = runs();
    let row = "- claude-opus-5-5 input 100000, output 1000, $0.42, sessions 1";
    check_files(
        &[("a.json", line("a").into()), ("b.json", run.clone().into())],
        &format!("SdkResult\n{row}\n! a.json: counts twice with b.json"),
    );
    check_files(
        &[("a.json", line("b").into()), ("b.json", run.clone().into())],
        &format!("SdkResult\n{row}\nStatusLine\n- claude-opus-5-5 $0.42, sessions 1"),
    );
    let message = |id: &str| {
        format!(
            r#"{{"type":"assistant","session_id":"a","message":{{"id":"{id}","model":"{OPUS}","usage":{{"input_tokens":5}}}}}}"#
        )
    };
    let cut = ["{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"a\"}".to_string(), message("m1")];
    let whole = [cut.to_vec(), vec![run]].concat().join("\n");
    let other = [cut.to_vec(), vec![message("m2")]].concat().join("\n");
    let cut = cut.join("\n");
    check_files(
        &[("a.jsonl", cut.into()), ("b.jsonl", whole.clone().into())],
        &format!("SdkResult\n{row}\n! a.jsonl: counts twice with b.jsonl"),
    );
    check_files(
        &[("a.jsonl", other.into()), ("b.jsonl", whole.into())],
        &format!(
            "ApiMessages\n- claude-opus-5-5 input 5\nSdkResult\n{row}\n! a.jsonl: counts twice with b.jsonl\n! a.jsonl: no result"
        ),
    );
}

#[test]
fn a_batch_without_an_answer_is_one() {
    check_text(
        "{\"custom_id\":\"b\",\"result\":{\"type\":\"errored\",\"error\":{}}}\n{\"custom_id\":\"c\",\"result\":{\"type\":\"expired\"}}\n",
        "! pasted: no answers",
    );
}

/// What was resumed is in the next result, whatever the files are called.
#[test]
fn results_of_a_session_come_to_the_same_under_all_names() {
    let of = |own: u32, all: u32| result("s", (own, 0, 0), &[(OPUS, all, 0, 0, f64::from(all) * 4e-3)]);
    // With sub-agents, so that no run's own tokens tell what was there before.
    let resumed = [of(1_250, 1_250), of(700, 2_000), of(400, 2_500)];
    // From 0 again, as after a crash; a third run goes on from the second.
    let again = [of(1_250, 1_250), of(2_000, 2_000), of(400, 2_500)];
    // The larger one has no room for the smaller one's.
    let apart = [of(1_250, 1_250), of(1_900, 2_000), of(1_250, 1_250)];
    // A run's own output is not quite what the totals have.
    let near = resumed.clone().map(|run| run.replacen(r#""output_tokens":0"#, r#""output_tokens":1"#, 1));
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for order in orders {
        let files = |runs: &[String; 3]| -> Vec<File> {
            let names = ["a.json", "b.json", "c.json"];
            names.iter().zip(order).map(|(name, run)| (*name, runs[run].clone())).collect()
        };
        check_total("resumed", &files(&resumed), 10.0);
        check_total("resumed, nearly", &files(&near), 10.0);
        check_total("from 0", &files(&again), 15.0);
        check_total("apart", &files(&apart), 13.0);
    }
}

/// A status line's dollars grow, and begin at 0 where the session was resumed after the client was killed.
#[test]
fn a_status_line_that_begins_again_adds_up() {
    let line = |session: &str, usd: f64| {
        format!(r#"{{"session_id":"{session}","model":{{"id":"{OPUS}"}},"cost":{{"total_cost_usd":{usd}}}}}"#)
    };
    let log = |all: &[(&str, f64)]| {
        all.iter().map(|(session, usd)| line(session, *usd)).collect::<Vec<_>>().join("\n")
    };
    let one = log(&[("s", 1.5), ("s", 2.5), ("s", 0.5), ("s", 0.75)]);
    check_text(&one, &format!("StatusLine\n- {OPUS} $2.5, sessions 1\n- {OPUS} $0.75, sessions 0"));
    check_total("two sessions", &[("a.jsonl", log(&[("s", 1.5), ("t", 0.5), ("s", 2.5), ("t", 1.0)]))], 3.5);
    check_total("a copy that ends before", &[("a.jsonl", one), ("b.json", line("s", 2.5))], 3.25);
}

/// What the client keeps of all sessions together is no result.
#[test]
fn the_client_s_statistics_are_no_report() {
    let text = r#"{"version":1,"lastComputedDate":"2026-11-27","dailyActivity":[{"date":"2026-06-01","messageCount":5}],"dailyModelTokens":[{"date":"2026-06-01","tokensByModel":{"claude-opus-5-5":5000}}],"modelUsage":{"claude-opus-5-5":{"inputTokens":1000000,"outputTokens":1000,"costUSD":0}},"totalSessions":5}"#;
    check_text(text, "! pasted: statistics");
    let [run, ..] = runs();
    let row = "SdkResult\n- claude-opus-5-5 input 100000, output 1000, $0.42, sessions 1";
    check_files(
        &[(".claude/stats-cache.json", text.into()), (".claude/r.json", run.into())],
        &format!("{row}\npassed over 1"),
    );
}
