//! What is the same work: of transcripts and reports by their days, and of reports by who is paid.

use super::total::{File, calls, check_total, console};
use sawtooth::logs::Zone;
use sawtooth::logs::read::Import;

fn answer(id: &str, input: u32) -> File<'static> {
    let message = format!(
        r#"{{"id":"{id}","type":"message","role":"assistant","model":"claude-opus-5-5","content":[],"usage":{{"input_tokens":{input},"output_tokens":7}}}}"#
    );
    ("api.json", message)
}

/// Days with $16 each.
fn ccusage(days: &[(u32, u32)]) -> File<'static> {
    let row = |(day, tokens): &(u32, u32)| {
        format!(r#"{{"date":"2026-11-{day:02}","inputTokens":{tokens},"totalCost":16}}"#)
    };
    let rows: Vec<String> = days.iter().map(row).collect();
    ("ccusage.json", format!(r#"{{"daily":[{}],"totals":{{}}}}"#, rows.join(",")))
}

const MILLION: u32 = 1_000_000;

/// A row of a report is left out only where a transcript has calls on that very day. Where a report does
/// not say its time zone, its tokens do.
#[test]
fn reports_beside_transcripts_keep_their_other_days() {
    for (name, files, usd) in [
        ("a day beside", vec![calls(&[20]), console(&[(19, 10), (20, 1), (21, 1)])], 48.0),
        ("days between", vec![calls(&[1, 28]), console(&[(10, 10), (12, 1)])], 52.0),
        ("the same days", vec![calls(&[10, 12]), console(&[(10, 10), (12, 1)])], 8.0),
        ("no zone, the day itself", vec![calls(&[20]), ccusage(&[(20, MILLION)])], 4.0),
        ("no zone, the day itself with less", vec![calls(&[20]), ccusage(&[(20, 1)])], 4.0),
        // At ten in UTC it is still the 19th, 11 hours to the west.
        ("no zone, the day before", vec![calls(&[20]), ccusage(&[(19, MILLION)])], 4.0),
        ("no zone, the day before with other work", vec![calls(&[20]), ccusage(&[(19, 1)])], 20.0),
        ("no zone, both alike", vec![calls(&[20]), ccusage(&[(19, MILLION), (20, MILLION)])], 20.0),
        (
            "no zone, days around",
            vec![calls(&[20]), ccusage(&[(18, MILLION), (19, MILLION), (20, MILLION), (21, MILLION)])],
            52.0,
        ),
        ("no zone, two days before", vec![calls(&[20]), ccusage(&[(18, MILLION)])], 20.0),
        ("no zone, between", vec![calls(&[1, 28]), ccusage(&[(12, MILLION)])], 24.0),
        ("an answer of another request", vec![calls(&[20]), answer("m", 500_000)], 6.00014),
        ("an answer that has a line", vec![calls(&[20]), answer("m20", 1_000_000)], 4.0),
        ("one of as many tokens", vec![calls(&[20]), answer("m", 1_000_000)], 8.00014),
    ] {
        check_total(name, &files, usd);
    }
}

const AWS: &str = "line_item_usage_start_date,line_item_usage_type,line_item_unblended_cost,line_item_product_code,line_item_usage_amount,pricing_unit,product_product_name\n2026-11-15T00:00:00Z,USE1-MP:USE1_cache_read_tokens_standard-Units,6.6,AmazonBedrockFoundationModels,12,Units,Claude Opus 4.7 (Amazon Bedrock Edition)\n";

/// Rows of one day, by what was billed and by whom.
fn focus(rows: &[(&str, &str)]) -> String {
    let row = |(usd, provider): &(&str, &str)| {
        format!(
            "{usd},USD,2026-11-15T00:00:00Z,2026-11-16T00:00:00Z,Usage,{provider},Claude API,AI and Machine Learning\n"
        )
    };
    "BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,ServiceCategory\n"
        .to_string()
        + &rows.iter().map(row).collect::<String>()
}

/// Only what the same seller is paid for is the same work.
#[test]
fn what_two_sellers_are_paid_for_adds_up() {
    let aws = || ("cur.csv", AWS.to_string());
    let focus = |rows: &[(&str, &str)]| ("focus.csv", focus(rows));
    let usage = || console(&[(15, 1)]);
    let cost = || {
        let page = r#"{"data":[{"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[{"currency":"USD","amount":"300.00"}]}]}"#;
        ("cost.json", page.to_string())
    };
    let console_cost = || {
        ("b.csv", "usage_date_utc,model,token_type,cost_usd\n2026-11-15,Claude Opus 5.5,output,3\n".into())
    };
    let openrouter = |usd: &str, own: &str| {
        let header =
            "Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens\n2026-11-15,anthropic/claude-opus-5.5";
        ("or.csv", format!("{header},{usd},{own},1,1\n"))
    };
    for (name, files, usd) in [
        ("AWS and usage of Anthropic", vec![aws(), usage()], 10.6),
        ("AWS and cost of Anthropic", vec![aws(), cost()], 9.6),
        ("AWS and cost of the Console", vec![aws(), console_cost()], 9.6),
        ("AWS, usage and cost", vec![aws(), usage(), cost()], 9.6),
        ("the Console's usage and cost", vec![usage(), console_cost()], 3.0),
        ("two costs of Anthropic", vec![cost(), console_cost()], 3.0),
        ("OpenRouter and Anthropic", vec![usage(), openrouter("5", "0")], 9.0),
        ("a key of Anthropic's at OpenRouter", vec![usage(), openrouter("0", "5")], 4.0),
        ("FOCUS of Anthropic and AWS", vec![focus(&[("2", "Anthropic")]), aws()], 8.6),
        ("FOCUS of AWS and AWS", vec![focus(&[("6.6", "AWS")]), aws()], 6.6),
        ("FOCUS of Anthropic and usage", vec![focus(&[("2", "Anthropic")]), usage()], 2.0),
        ("FOCUS of Google and usage", vec![focus(&[("2", "Google Cloud")]), usage()], 6.0),
        ("FOCUS without a provider and usage", vec![focus(&[("2", "")]), usage()], 2.0),
        ("FOCUS of both and all", vec![focus(&[("2", "Anthropic"), ("5", "AWS")]), usage(), aws()], 8.6),
    ] {
        check_total(name, &files, usd);
    }
}

/// Where the tokens of a report tell no zone, the user's is its own.
#[test]
fn a_report_s_days_are_the_user_s() {
    let late = || {
        let (name, line) = calls(&[20]);
        (name, line.replace("T10:", "T22:"))
    };
    let left = |zone: i32, day: u32| {
        let mut import = Import::new();
        for (name, text) in [late(), ccusage(&[(day, 1)])] {
            import.begin(name);
            import.push(text.as_bytes());
        }
        import.finish_in(&Zone { first: zone * 60, changes: Vec::new() }).reports.is_empty()
    };
    assert_eq!([left(0, 20), left(0, 21), left(10, 20), left(10, 21)], [true, false, false, true]);
}
