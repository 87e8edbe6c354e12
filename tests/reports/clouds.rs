//! Bills of clouds: AWS's Cost and Usage Report in both spellings. The rows are made up after the
//! columns and usage types of FACTS-2026-11-28, (b), Finance formats.

use crate::{check_text, read};
use sawtooth::logs::ledger::{priced, row_price, row_usd};
use sawtooth::logs::spend::reported;
use sawtooth::prices::{RateTable, date};
use sawtooth::view::{Locale, logs::faults};

/// A cell for each of these, in the order of the legacy report.
const LEGACY: &str = "identity/LineItemId,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UsageAccountId,lineItem/LineItemType,lineItem/ProductCode,lineItem/UsageType,lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost,lineItem/LineItemDescription,product/ProductName,pricing/unit,resourceTags/user:team";
const DATA_EXPORT: &str = "identity_line_item_id,line_item_usage_start_date,line_item_usage_end_date,line_item_usage_account_id,line_item_line_item_type,line_item_product_code,line_item_usage_type,line_item_usage_amount,line_item_currency_code,line_item_unblended_cost,line_item_line_item_description,product,pricing_unit,resource_tags";

/// A row of a Cost and Usage Report; the hour begins at so many on 20 November 2026.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    pub hour: u8,
    pub account: &'a str,
    pub line_type: &'a str,
    pub code: &'a str,
    pub usage_type: &'a str,
    pub amount: &'a str,
    pub currency: &'a str,
    pub cost: &'a str,
    pub description: &'a str,
    pub product: &'a str,
    pub unit: &'a str,
}

/// A million regional reads of Opus 4.7.
pub const READS: Line = Line {
    hour: 10,
    account: "111122223333",
    line_type: "Usage",
    code: "a1b2c3d4e5f6g7h8i9j0k1l2m",
    usage_type: "USE1-MP:USE1_cache_read_tokens_standard-Units",
    amount: "12",
    currency: "USD",
    cost: "6.60",
    description: "",
    product: "Claude Opus 4.7 (Amazon Bedrock Edition)",
    unit: "Units",
};

impl Line<'_> {
    fn cells(&self) -> Vec<String> {
        let time = |hour: u8| format!("2026-11-20T{hour:02}:00:00Z");
        let product = format!("\"{}\"", self.product);
        let cells = [self.line_type, self.code, self.usage_type, self.amount, self.currency, self.cost];
        let mut all = vec!["id".into(), time(self.hour), time(self.hour + 1), self.account.into()];
        all.extend(cells.map(String::from));
        all.extend([format!("\"{}\"", self.description), product, self.unit.into(), "payments".into()]);
        all
    }
}

pub fn legacy(lines: &[Line]) -> String {
    let lines = lines.iter().map(|line| line.cells().join(",") + "\n");
    format!("{LEGACY}\n{}", lines.collect::<String>())
}

/// The same rows, with the product's attributes in one cell, in another order of columns.
pub fn data_export(lines: &[Line]) -> String {
    let row = |line: &Line| {
        let mut cells = line.cells();
        for time in [1, 2] {
            cells[time] = cells[time].replace('T', " ").replace('Z', ".000");
        }
        cells[11] = format!(r#""{{""product_name"":""{}"",""region_code"":""us-east-1""}}""#, line.product);
        cells.rotate_left(5);
        cells.join(",") + "\n"
    };
    let mut header: Vec<&str> = DATA_EXPORT.split(',').collect();
    header.rotate_left(5);
    format!("{}\n{}", header.join(","), lines.iter().map(row).collect::<String>())
}

/// Both spellings are read alike.
fn check_cur(lines: &[Line], expected: &str) {
    check_text(&legacy(lines), expected);
    check_text(&data_export(lines), expected);
}

/// Product, usage type, amount, cost, and the row that it is. Opus 4.7 costs $5 for a million tokens of
/// input, $6.25 and $10 for writes, $0.50 for reads and $25 for output, globally; a tenth more
/// elsewhere, and half of it in a batch.
const USAGE_TYPES: &str = "
    Claude Opus 4.7   | USE1-MP:USE1_input_tokens_standard-Units                 | 2   | 11   | claude-opus-4-7 input 2000000, $11, BedrockRegional
    Claude Opus 4.7   | USE1-MP:USE1_input_tokens_global_standard-Units          | 2   | 10   | claude-opus-4-7 input 2000000, $10
    Claude Opus 4.7   | USE1-MP:USE1_output_tokens_global_batch-Units            | 0.5 | 6.25 | claude-opus-4-7 output 500000, $6.25, batch
    Claude Opus 4.7   | USE1-MP:USE1_cache_write_tokens_global_standard-Units    | 1   | 6.25 | claude-opus-4-7 5m 1000000, $6.25
    Claude Opus 4.7   | USE1-MP:USE1_cache_write_tokens_1h_standard-Units        | 1   | 11   | claude-opus-4-7 1h 1000000, $11, BedrockRegional
    Claude Opus 4.7   | USE1-MP:USE1_cache_read_tokens_standard-Units            | 12  | 6.60 | claude-opus-4-7 read 12000000, $6.6, BedrockRegional
    Claude Opus 4.7   | USE1-MP:USE1_input_tokens_global_priority-Units          | 1   | 8.75 | claude-opus-4-7 input 1000000, $8.75, priority
    Claude Opus 4.7   | EUW1-MP:EUW1_cache_read_tokens_flex-Units                | 12  | 6.60 | claude-opus-4-7 read 12000000, $6.6, BedrockRegional, priority
    Claude Haiku 5.5  | APN1-MP:APN1_input_tokens_long_ctx_global_standard-Units | 1   | 2    | claude-haiku-5-5 input 1000000, $2, long
    Claude Sonnet 4.5 | USE1-MP:USE1_InputTokenCount-Units               | 0.000001 | 0.0000033 | claude-sonnet-4-5 input 1, $0.0000033, BedrockRegional
    Claude 4.6 Sonnet | USE1-MP:USE1_OutputTokenCount_Global-Units              | 1 | 15   | claude-sonnet-4-6 output 1000000, $15
    Claude 4.6 Sonnet | USE1-MP:USE1_CacheWriteInputTokenCount_Global-Units     | 1 | 3.75 | claude-sonnet-4-6 5m 1000000, $3.75
    Claude 4.6 Sonnet | USW2-MP:USW2_CacheWrite1hInputTokenCount_Global-Units   | 1 | 6    | claude-sonnet-4-6 1h 1000000, $6
    Claude 4.6 Sonnet | USE1-MP:USE1_CacheReadInputTokenCount_Global_Batch-Units | 1 | 0.15 | claude-sonnet-4-6 read 1000000, $0.15, batch
    Claude Sonnet 4.5 | EUW1-MP:EUW1_OutputTokenCount_Batch-Units               | 1 | 8.25 | claude-sonnet-4-5 output 1000000, $8.25, BedrockRegional, batch
    Claude Sonnet 4.5 | UGW1-MP:UGW1_InputTokenCount-Units                      | 1 | 3.6  | claude-sonnet-4-5 input 1000000, $3.6, BedrockGov
    Claude Instant    | USE1-MP:USE1_InputTokenCount-Units                      | 1 | 0.8  | Claude Instant input 1000000, $0.8, BedrockRegional
    Claude Opus 9     | USE1-MP:USE1_input_tokens_standard-Units                | 1 | 9    | claude-opus-9 input 1000000, $9, BedrockRegional
";

/// Rows of such a table, without the blanks around its cells.
pub fn cells<const N: usize>(table: &str) -> Vec<[&str; N]> {
    let lines = table.lines().filter(|line| !line.trim().is_empty());
    let cells = lines.map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    cells.map(|cells| cells.try_into().expect("as many cells")).collect()
}

/// What no table of prices knows is listed under its own name.
#[test]
fn every_usage_type_of_bedrock() {
    for [product, usage_type, amount, cost, expected] in cells(USAGE_TYPES) {
        let product = format!("{product} (Amazon Bedrock Edition)");
        let line = Line { product: &product, usage_type, amount, cost, ..READS };
        check_cur(&[line], &format!("AwsCur\n2026-11-20 {expected}"));
    }
}

/// Rows that Bedrock sells itself have the model in their usage type, and thousands of tokens.
#[test]
fn units_are_what_the_row_says() {
    let native = Line {
        code: "AmazonBedrock",
        product: "Amazon Bedrock",
        usage_type: "USW2-Claude4.5Sonnet-cache-read-input-token-count",
        amount: "5372.659",
        cost: "1.77297747",
        unit: "1K tokens",
        ..READS
    };
    let dollars = |more: &str| format!("AwsCur\n2026-11-20 claude-sonnet-4-5 {more}");
    check_cur(&[native], &dollars("read 5372659, $1.77297747, BedrockRegional"));
    check_cur(
        &[Line { usage_type: "EU-Claude4.5Sonnet-output-tokens-cross-region-global", ..native }],
        &dollars("output 5372659, $1.77297747"),
    );
    check_cur(
        &[Line { unit: "1M tokens", amount: "5.372659", ..native }],
        &dollars("read 5372659, $1.77297747, BedrockRegional"),
    );
    // Of an unknown unit, only the dollars count.
    let unknown = "$1.77297747\n! pasted: 1 of unknown tokens";
    for unit in ["Units", "", "Hrs"] {
        check_cur(&[Line { unit, ..native }], &dollars(unknown));
    }
    let capacity = "EU-Claude4.5Sonnet-reserved-1-month-input-tokens-per-minute-cross-region-global";
    check_cur(&[Line { usage_type: capacity, ..native }], "! pasted: 1 of Purchases, $1.77297747");
    // What AWS writes beside "Units" goes before what they are elsewhere.
    let thousands = Line {
        description: "AWS Marketplace software usage|us-east-1|thousand Cache Read Input Tokens",
        amount: "1000",
        cost: "0.55",
        ..READS
    };
    check_cur(&[thousands], "AwsCur\n2026-11-20 claude-opus-4-7 read 1000000, $0.55, BedrockRegional");
    // An inference profile names the model where nothing else does.
    let profile = legacy(&[Line { usage_type: "USE1-input-tokens", unit: "1K tokens", ..native }])
        .replace("resourceTags/user:team", "lineItem/ResourceId")
        .replace("payments", "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-4-8");
    check_text(&profile, "AwsCur\n2026-11-20 claude-opus-4-8 input 5372659, $1.77297747, BedrockRegional");
}

/// Most of a bill is other services, also of the same shop.
#[test]
fn rows_of_other_services_are_left_out() {
    let machine = Line {
        code: "AmazonEC2",
        usage_type: "USE1-BoxUsage:m7i.large",
        product: "Amazon Elastic Compute Cloud",
        unit: "Hrs",
        cost: "0.1",
        ..READS
    };
    let llama = Line { product: "Llama 4 Maverick (Amazon Bedrock Edition)", cost: "9", ..READS };
    let nova = Line {
        code: "AmazonBedrock",
        usage_type: "USE1-NovaPro-input-tokens",
        product: "Amazon Bedrock",
        cost: "x",
        ..READS
    };
    check_cur(
        &[machine, READS, llama, nova],
        "AwsCur\n2026-11-20 claude-opus-4-7 read 12000000, $6.6, BedrockRegional\n! pasted: 3 of other services",
    );
    check_cur(&[machine, llama], "! pasted: no Claude in 2 rows of AwsCur");
    // A machine whose name is Claude's is none of its models.
    let named = legacy(&[machine])
        .replace("resourceTags/user:team", "lineItem/ResourceId")
        .replace("payments", "claude-opus-5-5");
    check_text(&named, "! pasted: no Claude in 1 rows of AwsCur");
    let words =
        faults(&read(&[("cur.csv", legacy(&[machine, llama]))], 100).logs.reading, &Locale::default());
    assert_eq!(
        words,
        [
            "cur.csv: AWS bill (Cost and Usage Report) without any row of Claude (2 rows of other services); export the product columns too, since most usage types name no model."
        ]
    );
    check_text(&format!("{LEGACY}\n"), "! pasted: empty");
}

/// Of $6.60 charged, $0.66 are a discount in a row of its own.
#[test]
fn what_is_no_usage_is_kept_apart() {
    let other = |line_type, cost| Line { line_type, cost, ..READS };
    let lines = [
        READS,
        Line { hour: 11, ..other("DiscountedUsage", "3.30") },
        other("EdpDiscount", "-0.66"),
        other("PrivateRateDiscount", "-0.34"),
        other("Credit", "-5"),
        other("Refund", "-1.5"),
        other("Fee", "100"),
        other("Tax", "1.32"),
        other("SomethingNew", "0.25"),
        other("Usage", "-0.125"),
    ];
    let row = "2026-11-20 claude-opus-4-7 read 12000000,";
    check_cur(
        &lines,
        &format!(
            "AwsCur
             {row} $6.6, BedrockRegional
             {row} $3.3, BedrockRegional
             ! pasted: 2 of Discounts, $-1
             ! pasted: 3 of Credits, $-6.625
             ! pasted: 1 of Purchases, $100
             ! pasted: 1 of Tax, $1.32
             ! pasted: 1 of Others, $0.25"
        ),
    );
    // Net costs are after discounts, and where a row has none its unblended cost is.
    let net = legacy(&[READS, Line { hour: 11, ..READS }, other("EdpDiscount", "-0.66")])
        .replace("resourceTags/user:team", "lineItem/NetUnblendedCost")
        .replacen("payments", "5.94", 1)
        .replacen("payments", "", 1)
        .replacen("payments", "0", 1);
    check_text(
        &net,
        &format!(
            "AwsCur
             {row} $5.94, BedrockRegional, net
             {row} $6.6, BedrockRegional
             ! pasted: 1 of NetDiscounts, $-0.66"
        ),
    );
    let words = faults(&read(&[("a.csv", net)], 100).logs.reading, &Locale::default());
    assert_eq!(
        words,
        ["a.csv: 1 row (-$0.66) of discounts left out, because the net costs have them deducted."]
    );
}

#[test]
fn other_currencies_and_damaged_rows_are_no_dollars() {
    let euro = Line { currency: "EUR", ..READS };
    check_cur(
        &[euro, euro, READS, Line { currency: "CNY", ..READS }],
        "AwsCur
        2026-11-20 claude-opus-4-7 read 12000000, $6.6, BedrockRegional
        ! pasted: 2 in EUR
        ! pasted: 1 in CNY",
    );
    let damaged = [("12", "many"), ("many", "1"), ("-12", "1"), ("", ""), ("1e300", "1")];
    for (amount, cost) in damaged {
        check_cur(&[Line { amount, cost, ..READS }], "! pasted:2: malformed");
    }
    // Without dollars it has a list price, which is regional.
    let free =
        [("12", "", "read 12000000, BedrockRegional"), ("12", "0", "read 12000000, $0, BedrockRegional")];
    for (amount, cost, expected) in free {
        check_cur(
            &[Line { amount, cost, ..READS }],
            &format!("AwsCur\n2026-11-20 claude-opus-4-7 {expected}"),
        );
    }
    let unpriced = read(&[("a.csv", legacy(&[Line { cost: "", ..READS }]))], 100);
    let table = RateTable::shipped();
    let row = &unpriced.reports[0].rows[0];
    let price = row_price(&table, row, date(2026, 11, 29)).expect("a listed model");
    assert!((row_usd(&price, row, 0.0) - 6.60).abs() < 1e-9);
}

/// Two hours of a day and one of the next: by day, $13.20 and $6.60; the UTC day is of the minute.
#[test]
fn hours_add_up_to_days() {
    let lines = legacy(&[READS, Line { hour: 23, ..READS }, READS]);
    let lines = lines.replacen("2026-11-20T10:00:00Z", "2026-11-20T23:30:00-01:00", 1).replacen(
        "2026-11-20T11:00:00Z",
        "2026-11-21T01:30:00Z",
        1,
    );
    let imported = read(&[("a.csv", lines.replace("2026-11-20T24", "2026-11-21T00"))], 100);
    let table = RateTable::shipped();
    let report = reported(&table, &imported.reports[0], date(2026, 11, 29));
    let days: Vec<_> = report
        .days
        .iter()
        .map(|(day, sum)| (day.expect("a day").first, sum.paid.usd(), sum.tokens.read))
        .collect();
    assert_eq!(days, [(date(2026, 11, 20), 13.2, 24_000_000), (date(2026, 11, 21), 6.6, 12_000_000)]);
    assert_eq!(report.models.len(), 1);
    let usage = priced(&table, &imported.reports, date(2026, 11, 29));
    assert!(usage.unpriced.is_empty());
}
