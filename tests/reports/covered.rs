//! Bills beside transcripts: those of another seller are other money, and what transcripts cover is said
//! in rows and dollars. And how sure a total of several sources is.

use super::total::{File, calls, check_total, console, total};
use sawtooth::logs::spend::{Reason, Sure};

const AWS: &str = "line_item_usage_start_date,line_item_usage_type,line_item_unblended_cost,line_item_product_code,line_item_usage_amount,pricing_unit,product_product_name\n2026-11-15T00:00:00Z,USE1-MP:USE1_cache_read_tokens_standard-Units,6.6,AmazonBedrockFoundationModels,12,Units,Claude Opus 4.7 (Amazon Bedrock Edition)\n";

fn aws() -> File<'static> {
    ("cur.csv", AWS.into())
}

fn focus(provider: &str, service: &str, usd: &str) -> File<'static> {
    let header = "BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,ServiceCategory";
    let row = format!(
        "{usd},USD,2026-11-15T00:00:00Z,2026-11-16T00:00:00Z,Usage,{provider},{service},AI and Machine Learning"
    );
    ("focus.csv", format!("{header}\n{row}\n"))
}

fn cost(cents: &str) -> File<'static> {
    let page = format!(
        r#"{{"data":[{{"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[{{"currency":"USD","amount":"{cents}"}}]}}]}}"#
    );
    ("cost.json", page)
}

fn openrouter(usd: &str, own: &str) -> File<'static> {
    let row = format!("2026-11-15,anthropic/claude-opus-5.5,{usd},{own},1,1");
    ("or.csv", format!("Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens\n{row}\n"))
}

/// $4 on the 15th, with such ids of messages and models.
fn served(message: &str, model: &str) -> File<'static> {
    let (name, text) = calls(&[15]);
    let text = text.replace("\"m15\"", &format!("\"{message}\"")).replace("claude-opus-5-5", model);
    (name, text)
}

#[test]
fn a_bill_of_another_seller_is_other_money() {
    let api = || served("msg_01A", "claude-opus-5-5");
    let bedrock = || served("msg_bdrk_01A", "claude-opus-5-5");
    let named = || served("msg_01A", "global.anthropic.claude-opus-5-5-v1:0");
    let vertex = || served("msg_vrtx_01A", "claude-opus-5-5");
    let router = || served("gen-1", "anthropic/claude-opus-5.5");
    let anthropic = || focus("Anthropic", "Claude API", "2");
    let google = || focus("Google Cloud", "Claude Opus 5.5", "2");
    let microsoft = || focus("Microsoft", "Claude Opus 5.5", "2");
    let nobody = || focus("", "Claude Opus 5.5", "2");
    // Of these units no id tells who was asked.
    let units = || focus("Microsoft", "Claude Consumption Units", "2");
    for (name, files, usd) in [
        ("AWS beside the API", vec![api(), aws()], 10.6),
        ("Google beside the API", vec![api(), google()], 6.0),
        ("Microsoft beside the API", vec![api(), microsoft()], 6.0),
        ("OpenRouter beside the API", vec![api(), openrouter("3", "0")], 7.0),
        ("a key of one's own beside the API", vec![api(), openrouter("0", "3")], 4.0),
        ("Anthropic beside the API", vec![api(), anthropic()], 4.0),
        ("Anthropic's cost beside the API", vec![api(), cost("200")], 4.0),
        ("nobody beside the API", vec![api(), nobody()], 4.0),
        ("units beside the API", vec![api(), units()], 4.0),
        ("AWS beside Bedrock", vec![bedrock(), aws()], 4.0),
        ("AWS beside a name of Bedrock", vec![named(), aws()], 4.0),
        ("Google beside a name of Bedrock", vec![named(), google()], 6.0),
        ("Anthropic beside Bedrock", vec![bedrock(), anthropic()], 6.0),
        ("Anthropic's usage beside Bedrock", vec![bedrock(), console(&[(15, 1)])], 8.0),
        ("Google beside Vertex AI", vec![vertex(), google()], 4.0),
        ("Anthropic's cost beside Vertex AI", vec![vertex(), cost("200")], 6.0),
        ("anything beside a gateway", vec![router(), openrouter("3", "0")], 4.0),
        ("AWS and Anthropic beside the API", vec![api(), aws(), cost("200")], 10.6),
        ("AWS and Anthropic beside Bedrock", vec![bedrock(), aws(), cost("200")], 6.0),
    ] {
        check_total(name, &files, usd);
    }
}

#[test]
fn dollars_that_transcripts_cover_are_said() {
    let covered = |rows, usd, in_part| Some(Reason::Covered { rows, usd, in_part });
    let spend =
        ("spend.csv", "user_email,product,model,total_net_spend_usd\na@b.c,Claude Code,claude-opus-5-5,9\n");
    let spend = || (spend.0, spend.1.to_string());
    for (name, files, usd, sure, reason) in [
        ("nothing", vec![calls(&[15]), aws()], 10.6, Sure::Reported, None),
        ("a cost", vec![calls(&[15]), cost("200")], 4.0, Sure::Exact, covered(1, 2.0, false)),
        (
            "two files",
            vec![calls(&[15]), cost("200"), ("b.csv", focus("Anthropic", "Claude API", "3").1)],
            4.0,
            Sure::Exact,
            covered(2, 5.0, false),
        ),
        (
            "usage, which has no dollars",
            vec![calls(&[15]), console(&[(15, 1)])],
            4.0,
            Sure::Exact,
            covered(1, 0.0, false),
        ),
        (
            "a part of it",
            vec![calls(&[15]), console(&[(15, 1), (16, 1)])],
            8.0,
            Sure::Exact,
            covered(1, 0.0, false),
        ),
        // Spend of everybody, without days.
        ("spend", vec![calls(&[15]), spend()], 4.0, Sure::AtLeast, covered(1, 9.0, true)),
    ] {
        let found = total(&files);
        assert_eq!((found.usd, found.sure), (Some(usd), sure), "{name}: {:?}", found.reasons);
        let is_covered = |reason: &Reason| matches!(reason, Reason::Covered { .. });
        assert_eq!(found.reasons.iter().copied().find(is_covered), reason, "{name}");
    }
}

/// A page of usage without its model, or with one that has no price.
fn usage(model: &str) -> File<'static> {
    let page = format!(
        r#"{{"data":[{{"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[{{"uncached_input_tokens":1000000,"output_tokens":0{model}}}]}}],"has_more":false}}"#
    );
    ("usage.json", page)
}

#[test]
fn what_a_total_is_for_every_mix() {
    let (free, credit) = (cost("0"), ("spend.csv", String::new()));
    let spend = |rows: &[&str]| {
        let rows: Vec<String> =
            rows.iter().map(|usd| format!("a{usd}@b.c,Claude Code,claude-opus-5-5,{usd}\n")).collect();
        (credit.0, "user_email,product,model,total_net_spend_usd\n".to_string() + &rows.concat())
    };
    let ccusage = |model: &str, more: &str| {
        let row = format!(r#""date":"2026-11-20","inputTokens":1000000{more},"modelsUsed":["{model}"]"#);
        ("ccusage.json", format!(r#"{{"daily":[{{{row}}}],"totals":{{}}}}"#))
    };
    let unsplit = r#","cacheCreationTokens":1000000"#;
    let unfinished = || {
        let (name, text) = calls(&[20]);
        let content =
            r#""content":[{"type":"text","text":"Some words that were written before it was cut off."}]"#;
        let text = text.replace("\"stop_reason\":\"end_turn\"", "\"stop_reason\":null");
        (name, text.replace("\"content\":[]", content))
    };
    let tier = |tier: &str| {
        ("cur.csv", AWS.replace(",6.6,", ",,").replace("tokens_standard", &format!("tokens_{tier}")))
    };
    let no_name = || usage("");
    let unknown = || usage(r#","model":"claude-opus-99""#);
    let known = || usage(r#","model":"claude-opus-5-5""#);
    for (name, files, usd, sure) in [
        ("AWS's priority tier without dollars", vec![tier("priority")], Some(6.6), Sure::Estimated),
        ("its standard tier", vec![tier("standard")], Some(6.6), Sure::Exact),
        ("$0 that was billed", vec![free.clone()], Some(0.0), Sure::Reported),
        ("a cost below a cent", vec![cost("0.0001")], Some(0.000_001), Sure::Reported),
        ("a credit of all of it", vec![spend(&["5", "-5"])], Some(0.0), Sure::Reported),
        ("$0 and what has a list price", vec![free.clone(), console(&[(20, 1)])], Some(4.0), Sure::Reported),
        ("$0 for usage of the day", vec![free.clone(), known()], Some(0.0), Sure::Reported),
        ("list price alone", vec![known()], Some(4.0), Sure::Exact),
        ("no model", vec![no_name()], None, Sure::NoPrice),
        ("an unknown model", vec![unknown()], None, Sure::NoPrice),
        // What the bill has is missing in nothing.
        ("a bill for usage without a model", vec![cost("300"), no_name()], Some(3.0), Sure::Reported),
        ("a bill for usage of an unknown model", vec![cost("300"), unknown()], Some(3.0), Sure::Reported),
        (
            "an unknown model on another day",
            vec![cost("300"), ("u.json", unknown().1.replace("-11-1", "-11-2"))],
            Some(3.0),
            Sure::AtLeast,
        ),
        ("reported and exact", vec![calls(&[20]), cost("300")], Some(7.0), Sure::Reported),
        ("$0 and exact", vec![calls(&[20]), free.clone()], Some(4.0), Sure::Reported),
        (
            "a list price of writes unsplit",
            vec![ccusage("claude-opus-5-5", unsplit)],
            Some(9.0),
            Sure::Estimated,
        ),
        (
            "the same, and reported",
            vec![ccusage("claude-opus-5-5", unsplit), aws()],
            Some(15.6),
            Sure::Estimated,
        ),
        (
            "a list price and reported",
            vec![ccusage("claude-opus-5-5", ""), aws()],
            Some(10.6),
            Sure::Reported,
        ),
        (
            "an unknown model and reported",
            vec![ccusage("claude-opus-99", ""), aws()],
            Some(6.6),
            Sure::AtLeast,
        ),
    ] {
        let found = total(&files);
        assert_eq!(
            (found.usd.map(|usd| (usd * 1e9).round() / 1e9), found.sure),
            (usd, sure),
            "{name}: {:?}",
            found.reasons
        );
    }
    let mixed = total(&[unfinished(), cost("300")]);
    assert_eq!(mixed.sure, Sure::Estimated, "{:?}", mixed.reasons);
}

/// Rows that are alike are as many as they are, in one file or in several.
#[test]
fn alike_rows_of_transcripts_are_all_said() {
    let of = |session: &str| {
        let (_, line) = calls(&[20]);
        line.replace("\"m20\"", &format!("\"{session}\""))
            .replace("\"r20\"", &format!("\"r{session}\""))
            .replace("\"s\"", &format!("\"{session}\""))
    };
    let result = |session: &str| {
        format!(
            r#"{{"type":"result","session_id":"{session}","total_cost_usd":4,"usage":{{"input_tokens":1000000}}}}"#
        )
    };
    let logs = || [("p/s1.jsonl", of("s1")), ("p/s2.jsonl", of("s2")), ("p/s3.jsonl", of("s3"))];
    let all = ["s1", "s2", "s3"].map(result);
    let one = vec![("r.jsonl", all.join("\n"))];
    let three: Vec<File> = ["a.json", "b.json", "c.json"].into_iter().zip(all).collect();
    for results in [one, three] {
        let found = total(&logs().into_iter().chain(results).collect::<Vec<_>>());
        let expected = Reason::Covered { rows: 3, usd: 12.0, in_part: false };
        assert_eq!((found.usd, found.reasons), (Some(12.0), vec![expected]));
    }
}
