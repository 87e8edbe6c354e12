//! FOCUS of several providers, and how bills go with each other and with usage.

use crate::clouds::{Line, READS, cells, data_export, legacy};
use crate::{check_files, check_text, read};
use sawtooth::logs::spend::{Sure, reported, whole};
use sawtooth::prices::{RateTable, date};

const FOCUS: &str = "BilledCost,EffectiveCost,ListCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,ProviderName,PublisherName,ServiceCategory,ServiceName,SubAccountId,";
const DAY: &str = "2026-11-20T00:00:00Z,2026-11-21T00:00:00Z";

/// A row of FOCUS: billed cost, category and class, who sells what, and cells for the columns after.
fn focus(columns: &str, rows: &[(&str, &str, &str, &str)]) -> String {
    let row = |(cost, category, seller, more): &(&str, &str, &str, &str)| {
        format!("{cost},9,9,USD,{DAY},{category},{seller},s-1,{more}\n")
    };
    format!("{FOCUS}{columns}\n{}", rows.iter().map(row).collect::<String>())
}

/// Columns after those of every row, who sells it, cost, cells of the columns, and the row that it is.
/// Writes of an unsaid lifetime are of 5 minutes in the meters of AWS alone.
const PROVIDERS: &str = r#"
    SkuMeter,PricingQuantity,PricingUnit,x_Model,x_TokenType | ANTHROPIC | 0.20 | cache_read,1000000,tokens,claude-opus-5-5,cache_read | claude-opus-5-5 read 1000000, $0.2
    SkuMeter,PricingQuantity,PricingUnit,x_Model,x_TokenType | ANTHROPIC | 1    | x,0.1,1M tokens,claude-opus-5-5,cache_creation      | claude-opus-5-5 unsplit 100000, $1
    SkuMeter,PricingQuantity,PricingUnit,x_Model,x_TokenType | ANTHROPIC | 8    | x,1,1M Tokens,claude-opus-5-5,cache_write_1h        | claude-opus-5-5 1h 1000000, $8
    SkuMeter,PricingQuantity,PricingUnit,x_Model,x_TokenType | ANTHROPIC | 1    | x,7,tokens,acme-claude,input                        | acme-claude input 7, $1
    x_Model,x_TokenType,x_ConsumedTokens                     | ANTHROPIC | 1    | claude-opus-5-5,output,50000                        | claude-opus-5-5 output 50000, $1
    SkuPriceDetails,SkuMeter,PricingQuantity,PricingUnit     | ANTHROPIC | 4    | "{""ModelId"":""claude-opus-5-5""}",Input tokens,1,1 million tokens     | claude-opus-5-5 input 1000000, $4
    SkuMeter,PricingQuantity,PricingUnit                     | AWS       | 4.4  | USE1-MP:USE1_input_tokens_standard-Units,1,Units                        | claude-opus-5-5 input 1000000, $4.4, BedrockRegional
    x_UsageType,ConsumedQuantity,ConsumedUnit                | AWS       | 5    | USE1-MP:USE1_cache_write_tokens_global_standard-Units,1,Units           | claude-opus-5-5 5m 1000000, $5
    ResourceName,SkuMeter,PricingQuantity,PricingUnit        | AZURE     | 8    | claude-opus-5-5-fast,Input Tokens,1000,1K                               | claude-opus-5-5-fast input 1000000, $8
    ChargeDescription,ConsumedQuantity,ConsumedUnit          | GOOGLE    | 0.3  | Claude Sonnet 4.5 Batch Input Tokens - Global,200000,Tokens             | claude-sonnet-4-5 input 200000, $0.3, batch
    ChargeDescription,ConsumedQuantity,ConsumedUnit          | GOOGLE    | 0.3  | Claude Sonnet 4.5 Input Tokens,200,count                                | claude-sonnet-4-5 $0.3 UNKNOWN
    ChargeDescription,ConsumedQuantity,ConsumedUnit          | AZURE     | 5    | Claude Consumption Units,500,Units                                      | - $5 UNKNOWN
"#;

#[test]
fn focus_of_each_provider() {
    for [columns, seller, cost, more, expected] in cells(PROVIDERS) {
        let seller = match seller {
            "ANTHROPIC" => "Anthropic,Anthropic,AI and Machine Learning,Claude API",
            "AWS" => "AWS,AWS,AI and Machine Learning,Claude Opus 5.5 (Amazon Bedrock Edition)",
            "AZURE" => "Microsoft,Anthropic,AI and Machine Learning,Foundry Models",
            _ => "Google Cloud,Anthropic,AI and Machine Learning,Vertex AI",
        };
        let expected = expected.replace(" UNKNOWN", "\n! pasted: 1 of unknown tokens");
        let expected = format!("Focus\n2026-11-20 {expected}");
        let text = focus(columns, &[(cost, "Usage,", seller, more)]);
        check_text(&text, &expected);
        // Some tools write the columns in small letters.
        let (header, rows) = text.split_once('\n').expect("a header");
        check_text(&format!("{}\n{rows}", header.to_lowercase()), &expected);
    }
}

#[test]
fn only_usage_of_claude_counts_in_focus() {
    let claude = "Anthropic,Anthropic,AI and Machine Learning,Claude API";
    let reads = "1000000,tokens,claude-opus-5-5,cache_read";
    let columns = "PricingQuantity,PricingUnit,x_Model,x_TokenType";
    let text = focus(
        columns,
        &[
            ("0.20", "Usage,", claude, reads),
            ("0.10", "Usage,Correction", claude, reads),
            ("500", "Purchase,", claude, ",,,"),
            ("-2", "Credit,", claude, ",,,"),
            ("0.04", "Tax,", claude, ",,,"),
            ("0.01", "Adjustment,", claude, ",,,"),
            ("-0.5", "Usage,", claude, reads),
            ("3", "Usage,", "AWS,AWS,Compute,Amazon Elastic Compute Cloud", "24,Hours,,"),
            ("7", "Usage,", "OpenAI,OpenAI,AI and Machine Learning,OpenAI API", "1,tokens,gpt-5.5,input"),
        ],
    );
    check_text(
        &text,
        "Focus
         2026-11-20 claude-opus-5-5 read 1000000, $0.2
         ! pasted: 2 of Corrections, $0.11
         ! pasted: 1 of Purchases, $500
         ! pasted: 2 of Credits, $-2.5
         ! pasted: 1 of Tax, $0.04
         ! pasted: 2 of other services",
    );
    check_text(&text.replace("USD", "EUR"), "! pasted: 7 in EUR\n! pasted: 2 of other services");
    // Of what one of the tools exports, there is no currency and no quantity.
    check_text(
        "ChargePeriodStart,ChargeCategory,BilledCost,ResourceId,ServiceCategory,ServiceName,Tags\n2026-11-20,Usage,2.5,r,AI and Machine Learning,Claude Opus 5.5,{}\n",
        "Focus\n2026-11-20 claude-opus-5-5 $2.5\n! pasted: 1 of unknown tokens",
    );
    // A month of a bill is one row for all of its days.
    check_text(
        &focus(columns, &[("6", "Usage,", claude, reads)])
            .replace(DAY, "2026-11-01T00:00:00Z,2026-12-01T00:00:00Z"),
        "Focus\n2026-11-01..2026-11-30 claude-opus-5-5 read 1000000, $6",
    );
}

/// The same bill twice counts once; one of another account, or of another provider, is added.
#[test]
fn bills_are_merged_or_refused() {
    let row = "2026-11-20 claude-opus-4-7 read 12000000, $6.6, BedrockRegional";
    let one = legacy(&[READS]);
    let again = data_export(&[READS]);
    check_files(
        &[("a.csv", one.clone().into()), ("b.csv", again.into())],
        &format!("AwsCur\n{row}\n! b.csv: counts twice with a.csv"),
    );
    let apart = [Line { account: "444455556666", ..READS }, Line { hour: 11, ..READS }];
    let files = [("a.csv", one.clone().into()), ("b.csv", legacy(&apart).into())];
    check_files(&files, &format!("AwsCur\n{row}\n{row}\n{row}"));
    // AWS exports the same bill in both formats; the one of more columns stays.
    let aws = focus(
        "SkuMeter,PricingQuantity,PricingUnit",
        &[(
            "6.6",
            "Usage,",
            "AWS,AWS,AI and Machine Learning,Claude Opus 4.7",
            "cache_read_tokens,12,1M tokens",
        )],
    );
    check_files(
        &[("a.csv", one.into()), ("f.csv", aws.clone().into())],
        &format!("AwsCur\n{row}\n! f.csv: counts twice with a.csv"),
    );
    let google = aws.replace("AWS,AWS", "Google Cloud,Anthropic").replace("6.6", "6");
    check_files(
        &[("f.csv", aws.into()), ("g.csv", google.into())],
        "Focus
         2026-11-20 claude-opus-4-7 read 12000000, $6.6, BedrockRegional
         2026-11-20 claude-opus-4-7 read 12000000, $6",
    );
}

/// A bill beside the usage of the same days is what was paid for it: $2, and not the list price too.
#[test]
fn a_bill_goes_with_usage() {
    let usage = "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens\n2026-11-20,claude-opus-5-5,1000000,0\n";
    let claude = "Anthropic,Anthropic,AI and Machine Learning,Claude API";
    let bill = focus(
        "PricingQuantity,PricingUnit,x_Model,x_TokenType",
        &[("2", "Usage,", claude, "1000000,tokens,claude-opus-5-5,input")],
    );
    let files = [("a.csv", usage.to_string()), ("b.csv", bill)];
    let imported = read(&files, 100);
    assert_eq!(imported.reports.len(), 2);
    let table = RateTable::shipped();
    let each: Vec<_> =
        imported.reports.iter().map(|report| reported(&table, report, date(2026, 11, 29))).collect();
    let found = whole((&Default::default(), &Default::default(), false), &imported.logs.reading, &each);
    assert_eq!((found.usd, found.sure), (Some(2.0), Sure::Reported));
}
