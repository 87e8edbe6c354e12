//! How sure a total is: what its calls do not say.

use crate::{File, read};
use sawtooth::logs::ledger::Terms;
use sawtooth::logs::spend::{Account, Books, Reason, Sure, whole};
use sawtooth::prices::RateTable;

/// A session of one answer of a million tokens of input, and how sure its dollars are.
fn sure(model: &str, more: &str) -> (Option<f64>, Sure, Vec<Reason>) {
    answered("m", model, more, "")
}

/// The same with the id of its message, and with further lines.
fn answered(id: &str, model: &str, more: &str, lines: &str) -> (Option<f64>, Sure, Vec<Reason>) {
    let line = format!(
        r#"{{"type":"assistant","timestamp":"2026-11-20T10:00:00.000Z","sessionId":"s","message":{{"id":"{id}","model":"{model}","content":[],"stop_reason":"end_turn","usage":{{"input_tokens":1000000{more}}}}}}}"#
    );
    let file: File = ("p/s.jsonl".into(), [&line, lines].join("\n").into());
    let (table, logs) = (RateTable::shipped(), read(&[file]));
    let account = Account::new(&table, &logs, &Terms::default());
    let books = Books { logs: &logs, account: &account };
    let total = books.total(&Default::default());
    let whole = whole((&total, &books.correction(), true), &logs.reading, &[]);
    (whole.usd, whole.sure, whole.reasons)
}

/// FACTS-2026-11-28, Clouds: Vertex has one id for its global and its regional endpoints, which cost
/// 10% more from Sonnet 4.5 on. Bedrock's ids name them.
#[test]
fn an_id_that_hides_its_region_gives_a_lower_bound() {
    let hidden = |usd| (Some(usd), Sure::AtLeast, vec![Reason::HiddenRegion(1)]);
    let exact = |usd| (Some(usd), Sure::Exact, vec![]);
    assert_eq!(sure("claude-opus-5-5@20260801", ""), hidden(4.0));
    assert_eq!(sure("vertex_ai/claude-haiku-4-5", ""), hidden(1.0));
    assert_eq!(sure("claude-opus-4-1@20250805", ""), exact(15.0));
    assert_eq!(sure("claude-opus-5-5", ""), exact(4.0));
    // Messages of the clouds have ids of their own, also where the model's is plain.
    assert_eq!(answered("msg_bdrk_1", "claude-opus-5-5", "", ""), hidden(4.0));
    assert_eq!(answered("msg_vrtx_1", "claude-opus-5-5", "", ""), hidden(4.0));
    assert_eq!(answered("msg_bdrk_1", "global.anthropic.claude-opus-5-5", "", ""), exact(4.0));
    assert_eq!(answered("msg_bdrk_1", "eu.anthropic.claude-opus-5-5", "", ""), exact(4.4));
    assert_eq!(sure("eu.anthropic.claude-opus-5-5", ""), exact(4.4));
    // A gateway names the region, or no one does.
    assert_eq!(sure("bedrock/us-gov-west-1/anthropic.claude-opus-5-5", ""), exact(4.8));
    assert_eq!(sure("bedrock/us-east-1/anthropic.claude-opus-5-5", ""), exact(4.4));
    assert_eq!(sure("anthropic.claude-opus-5-5-v1:0", ""), hidden(4.0));
    assert_eq!(sure("anthropic/claude-opus-5-5", ""), exact(4.0));
}

/// Prices of the priority tier stand in contracts only (FACTS-2026-11-28, (c)).
#[test]
fn a_tier_without_a_published_price_is_at_list_price_and_said() {
    let tier = |name: &str| sure("claude-opus-5-5", &format!(r#","service_tier":"{name}""#));
    assert_eq!(tier("priority"), (Some(4.0), Sure::Estimated, vec![Reason::Priority(1)]));
    assert_eq!(tier("flex"), (Some(4.0), Sure::Estimated, vec![Reason::Priority(1)]));
    assert_eq!(tier("standard"), (Some(4.0), Sure::Exact, vec![]));
    assert_eq!(tier("batch"), (Some(2.0), Sure::Exact, vec![]));
}

/// Some models have no fast mode, and some had it until a day.
#[test]
fn fast_mode_without_a_price_is_said() {
    let fast = |model: &str| sure(model, r#","speed":"fast""#);
    assert_eq!(fast("claude-opus-5-5"), (Some(8.0), Sure::Exact, vec![]));
    assert_eq!(fast("claude-haiku-4-5"), (Some(1.0), Sure::Estimated, vec![Reason::NoFastPrice(1)]));
}

/// A search is $0.01; what its own request sent and got is not known without the client's totals.
#[test]
fn what_is_missing_is_a_reason() {
    let search = r#"{"type":"user","timestamp":"2026-11-20T09:59:00.000Z","sessionId":"s","uuid":"u","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"x"}]},"toolUseResult":{"query":"q","results":[],"searchCount":3}}"#;
    let expected = (Some(4.03), Sure::AtLeast, vec![Reason::BareSearches(3)]);
    assert_eq!(answered("m", "claude-opus-5-5", "", search), expected);
    // Older versions list their searches, and a page is read by a model of its own.
    let with = |result: &str| search.replace(r#"{"query":"q","results":[],"searchCount":3}"#, result);
    let listed = with(
        r#"{"query":"q","results":[{"tool_use_id":"srv","content":[{"title":"t"}]},"text"],"durationSeconds":8.1}"#,
    );
    assert_eq!(
        answered("m", "claude-opus-5-5", "", &listed),
        (Some(4.01), Sure::AtLeast, vec![Reason::BareSearches(1)])
    );
    let page =
        with(r#"{"bytes":66000,"code":200,"codeText":"OK","result":"x","durationMs":900,"url":"https://x"}"#);
    let page = [page.as_str(), page.as_str()].join("\n");
    assert_eq!(
        answered("m", "claude-opus-5-5", "", &page),
        (Some(4.0), Sure::AtLeast, vec![Reason::BarePages(1)])
    );
    // What other tools count is no search of the web.
    let others = [
        r#"{"status":"completed","agentId":"a1","toolStats":{"readCount":3,"searchCount":20}}"#,
        r#"{"content":[{"type":"text","text":"x"}],"structuredContent":{"searchCount":5400}}"#,
        r#"{"searchCount":7}"#,
    ];
    for other in others {
        assert_eq!(
            answered("m", "claude-opus-5-5", "", &with(other)),
            (Some(4.0), Sure::Exact, vec![]),
            "{other}"
        );
    }
    let nested = with(r#"{"query":"q","searchCount":2,"results":[{"title":"t","meta":{"searchCount":77}}]}"#);
    assert_eq!(answered("m", "claude-opus-5-5", "", &nested).0, Some(4.02));
    let no_prompt = r#"{"type":"assistant","timestamp":"2026-11-20T10:00:00.000Z","sessionId":"s","message":{"id":"n","model":"claude-opus-5-5","content":"ok","stop_reason":"end_turn","usage":{"input_tokens":0,"output_tokens":500}}}"#;
    let expected = (Some(4.01), Sure::AtLeast, vec![Reason::Uncounted(1)]);
    assert_eq!(answered("m", "claude-opus-5-5", "", no_prompt), expected);
    let bare = r#"{"type":"assistant","timestamp":"2026-11-20T10:00:00.000Z","sessionId":"s","message":{"id":"n","model":"claude-opus-5-5","content":"ok"}}"#;
    let expected = (Some(4.0), Sure::AtLeast, vec![Reason::Uncounted(1)]);
    assert_eq!(answered("m", "claude-opus-5-5", "", bare), expected);
}

/// What only the client's totals have runs as all of its session does. Where some of that was in fast
/// mode, or a context may have been above the step, it costs at least so much.
#[test]
fn what_only_totals_have_is_priced_as_its_session() {
    let of = |model: &str, more: &str, other: &str, beyond: u32| {
        let second = format!(
            r#"{{"type":"assistant","timestamp":"2026-11-20T10:01:00.000Z","sessionId":"s","message":{{"id":"n","model":"{model}","content":[],"stop_reason":"end_turn","usage":{{"input_tokens":0{other}}}}}}}"#
        );
        let totals = format!(
            r#"{{"type":"cost-state","sessionId":"s","modelUsage":{{"{model}":{{"inputTokens":{}}}}}}}"#,
            1_000_000 + beyond
        );
        answered("m", model, more, &[second, totals].join("\n"))
    };
    let lowest = |usd| (Some(usd), Sure::AtLeast, vec![Reason::LowestPrice(1)]);
    let exact = |usd| (Some(usd), Sure::Exact, vec![]);
    let (fast, us) = (r#","speed":"fast""#, r#","inference_geo":"us""#);
    assert_eq!(of("claude-opus-5-5", "", "", 500_000), exact(4.0 * 1.5));
    assert_eq!(of("claude-opus-5-5", fast, fast, 500_000), exact(8.0 * 1.5));
    assert_eq!(of("claude-opus-5-5", "", fast, 500_000), lowest(4.0 * 1.5));
    assert_eq!(of("claude-opus-5-5", us, us, 500_000), exact(4.4 * 1.5));
    assert_eq!(of("claude-opus-5-5", "", us, 500_000), lowest(4.0 * 1.5));
    // Haiku 5.5 at $0.1 up to 100,000 tokens, $0.5 above.
    assert_eq!(of("claude-haiku-5-5", "", "", 100_000), exact(0.5 + 0.1 * 0.1));
    assert_eq!(of("claude-haiku-5-5", "", "", 200_000), lowest(0.5 + 0.2 * 0.1));
}

/// After the clean-up only sub-agents' files are left: what their sessions cost is not known.
#[test]
fn sub_agents_without_their_session_are_a_lower_bound() {
    let line = r#"{"type":"assistant","timestamp":"2026-11-20T10:00:00.000Z","sessionId":"s","isSidechain":true,"agentId":"a1","message":{"id":"m","model":"claude-opus-5-5","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1000000}}}"#;
    let orphans = |files: &[&str]| {
        let files: Vec<File> = files.iter().map(|path| ((*path).into(), line.into())).collect();
        read(&files).reading.orphans
    };
    let agents = ["p/s/subagents/agent-a1.jsonl", "p/s/subagents/workflows/wf_1/agent-a2.jsonl"];
    assert_eq!(orphans(&agents), 1);
    assert_eq!(orphans(&[agents[0], "p/s.jsonl"]), 0);
}
