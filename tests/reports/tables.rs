//! Tables of dollars: credits, sums that spreadsheets add, other currencies and other vendors' models.

use super::total::{File, check_total};
use super::{check_files, check_text};

const SPEND: &str = "user_email,account_uuid,product,model,total_requests,total_prompt_tokens,total_completion_tokens,total_net_spend_usd,total_gross_spend_usd\n";
const ADA: &str = "a@b.c,u1,Claude Code,claude-sonnet-5-5,10,1000,100,1.25,2.50\n";
const BOB: &str = "b@b.c,u2,Claude Code,claude-opus-5-5,10,1000,100,3.75,3.75\n";
const COST: &str = "usage_date_utc,model,api_key,usage_type,token_type,cost_usd\n2026-11-15,Claude Opus 5.5,k,message,output,3\n";

fn spend(rows: &[&str]) -> String {
    SPEND.to_string() + &rows.concat()
}

#[test]
fn dollars_of_tables_add_up() {
    let november = spend(&[ADA, BOB]).replace("1.25", "2.25").replace("3.75", "4.75");
    let again = spend(&[BOB, ADA]);
    let cases: [(&str, &[String], f64); 9] = [
        ("spend", &[spend(&[ADA, BOB])], 5.0),
        ("spend of two months", &[spend(&[ADA, BOB]), november], 12.0),
        ("the same rows in two files", &[spend(&[ADA, BOB]), again], 5.0),
        ("a credit", &[spend(&[ADA, BOB, "c@b.c,u3,Claude Code,claude-opus-5-5,0,0,0,-0.50,0\n"])], 4.5),
        ("a sum below", &[spend(&[ADA, BOB, "Total,,,,20,2000,200,5.00,6.25\n"])], 5.0),
        ("a sum in another column", &[spend(&[ADA, BOB, ",,,Grand total:,20,2000,200,5.004,6.25\n"])], 5.0),
        // What it does not add up is a name.
        ("a person of that name", &[spend(&[ADA, BOB, "Total,,,,20,2000,200,1.00,1.00\n"])], 6.0),
        ("a credit of the Console", &[COST.to_string() + "2026-11-15,,,credit,,-0.50\n"], 2.5),
        ("a sum below days", &[COST.to_string() + "Total,,,,,3\n"], 3.0),
    ];
    for (name, texts, usd) in cases {
        let files: Vec<File> =
            texts.iter().zip(["a.csv", "b.csv"]).map(|(text, name)| (name, text.clone())).collect();
        check_total(name, &files, usd);
    }
}

/// What a report does not say is no $0, and what it says in dollars' own writing is read.
#[test]
fn blank_cells_are_no_zeros() {
    let console =
        "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens,web_search_count\n";
    let row = |cells: &str| format!("{console}2026-11-18,claude-opus-5-5,{cells}\n");
    check_text(&row(",,"), "! pasted:2: malformed");
    check_total("one that says $0", &[("a.csv", row("0,,"))], 0.0);
    for (cell, usd) in
        [("$1.50", "$1.5"), ("($1.50)", "$-1.5"), ("-$1.50", "$-1.5"), ("\"$1,001.50\"", "$1001.5")]
    {
        let text = [SPEND, "a@b.c,u1,Claude Code,claude-opus-5-5,1,1,1,", cell, ",9\n"].concat();
        check_text(&text, &format!("EnterpriseSpend\n- claude-opus-5-5 {usd}, person"));
    }
    let searches = [console, "2026-11-18,,0,0,10\n"].concat();
    check_total("searches of no model", &[("a.csv", searches)], 0.1);
    for text in [
        r#"{"session_id":"s","model":{"id":"claude-opus-5-5"},"cost":{"total_cost_usd":null}}"#,
        r#"{"type":"result","session_id":"s","total_cost_usd":null}"#,
    ] {
        check_text(text, "! pasted: malformed");
    }
}

/// A title and the time of an export above the header, or what a spreadsheet notes of its delimiter.
#[test]
fn lines_before_a_header_are_passed_over() {
    let table = [SPEND, ADA, "b@b.c,u2,Claude Code,claude-opus-5-5,1,1,1,many,9\n"].concat();
    for before in ["sep=,\n", "Spend report\r\nGenerated 2026-11-16\r\n\r\n"] {
        let line = before.lines().count() + 3;
        check_text(
            &[before, &table].concat(),
            &format!("EnterpriseSpend\n- claude-sonnet-5-5 $1.25, person\n! pasted:{line}: malformed"),
        );
    }
    let far = "a line\n".repeat(9);
    check_text(&[&far, &table[..]].concat(), "! pasted: unknown");
}

/// What `script` saved of a terminal.
#[test]
fn colours_of_a_terminal_are_no_text() {
    let text = "\u{1b}[2mTotal cost:   \u{1b}[0m\u{1b}[1;33m$0.55\u{1b}[0m\r\n";
    check_total("with colours", &[("a.txt", text.to_string())], 0.55);
}

/// Files without dates may be of the same days, which is said, and are no copies.
#[test]
fn spend_without_dates_is_said() {
    let (october, november) = (spend(&[ADA]), spend(&[ADA]).replace("1.25", "2.25"));
    let rows =
        "EnterpriseSpend\n- claude-sonnet-5-5 $2.25, person\n- claude-sonnet-5-5 $1.25, person".to_string();
    // The larger one is counted first; rows are in the order of their files.
    check_files(
        &[("a.csv", november.into()), ("b.csv", october.into())],
        &format!("{rows}\n! b.csv: no dates, added to a.csv"),
    );
    check_text(&(COST.to_string() + "Total,,,,,3\n"), "ConsoleCost\n2026-11-15 Claude Opus 5.5 $3, key");
    // A damaged row with a key of that name is no sum.
    check_text(
        &(COST.to_string() + "2026-11-15,Claude Opus 5.5,Total,message,output,many\n"),
        "ConsoleCost\n2026-11-15 Claude Opus 5.5 $3, key\n! pasted:3: malformed",
    );
}

#[test]
fn other_currencies_and_vendors_are_left_out() {
    let tokscale = |client: &str, model: &str| {
        format!(r#"{{"client":"{client}","model":"{model}","input":5,"output":0,"cost":2}}"#)
    };
    let all = |entries: &[String]| format!(r#"{{"groupBy":"model","entries":[{}]}}"#, entries.join(","));
    let [claude, own, gpt] = [("claude", "claude-opus-5-5"), ("claude", "glm-5"), ("codex", "gpt-5.5")]
        .map(|(client, model)| tokscale(client, model));
    check_text(
        &all(&[claude, own, gpt.clone()]),
        "Tokscale\n- claude-opus-5-5 input 5, $2\n- glm-5 input 5, $2\n! pasted: 1 of other services",
    );
    check_text(&all(&[gpt]), "! pasted: no Claude in 1 rows of Tokscale");
    let codeburn = |currency: &str| {
        format!(r#"{{"overview":{{"cost":3.5}},"daily":[{{"date":"2026-11-20","cost":3.5}}]{currency}}}"#)
    };
    check_text(&codeburn(""), "Codeburn\n2026-11-20 - $3.5");
    check_text(&codeburn(r#","currency":"USD""#), "Codeburn\n2026-11-20 - $3.5");
    check_text(&codeburn(r#","currency":"EUR""#), "! pasted: 1 in EUR");
    let header = "Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens\n";
    let gpt = "2026-11-12,openai/gpt-5.5,6,0,1,1\n";
    let claude = "2026-11-12,anthropic/claude-opus-5.5,4,0,1,1\n";
    check_text(
        &[header, claude, gpt].concat(),
        "OpenRouter\n2026-11-12 anthropic/claude-opus-5.5 $4\n! pasted: 1 of other services",
    );
    check_text(&[header, gpt, gpt].concat(), "! pasted: no Claude in 2 rows of OpenRouter");
}

/// As spreadsheets of other languages save them: of whichever table.
#[test]
fn numbers_and_days_are_read_in_the_table_s_own_writing() {
    let cost = |rows: &[(&str, &str)]| {
        let row = |(day, usd): &(&str, &str)| format!("{day};Claude Opus 5.5;k;message;output;{usd}\n");
        COST.lines().next().unwrap_or_default().replace(',', ";")
            + "\n"
            + &rows.iter().map(row).collect::<String>()
    };
    let day = "15.11.2026";
    let spend =
        SPEND.replace(',', ";") + "a@b.c;u1;Claude Code;claude-sonnet-5-5;10;1.000;100;12,345;25,000\n";
    let focus = "BilledCost;BillingCurrency;ChargePeriodStart;ChargePeriodEnd;ChargeCategory;ProviderName;ServiceName;x_Model\n1,234;USD;15.11.2026 00:00;16.11.2026 00:00;Usage;Anthropic;Claude API;claude-opus-5-5\n";
    let tokens = "usage_date_utc;model_version;usage_input_tokens_no_cache;usage_output_tokens\n15.11.2026;claude-opus-5-5;1.000.000;50.000\n";
    let slash = |rows: &[&str]| {
        let row = |day: &&str| format!("{day},Claude Opus 5.5,k,message,output,1.50 USD\n");
        COST.lines().next().unwrap_or_default().to_string() + "\n" + &rows.iter().map(row).collect::<String>()
    };
    for (name, text, usd) in [
        ("three digits", cost(&[(day, "1,234"), (day, "2,500")]), 3.734),
        ("two digits", cost(&[(day, "1,23"), (day, "2,50")]), 3.73),
        ("one digit beside three", cost(&[(day, "1,234"), (day, "2,5")]), 3.734),
        ("thousands and cents", cost(&[(day, "1.234,56"), (day, "1.000")]), 2234.56),
        ("a program's own", cost(&[("2026-11-15", "1.5"), ("2026-11-16", "2.25")]), 3.75),
        ("spend", spend, 12.345),
        ("FOCUS", focus.into(), 1.234),
        ("counts", tokens.into(), 5.0),
        ("months first", slash(&["11/15/2026", "11/2/2026"]), 3.0),
        ("years first", slash(&["2026/11/15"]), 1.5),
    ] {
        check_total(name, &[("a.csv", text)], usd);
    }
    let open = |text: &str| check_text(text, "! pasted:2: two readings");
    open(&cost(&[("11/2/2026", "1,5")]));
    open(&cost(&[(day, "1,234")]).replace(';', "\t"));
}

/// Trackers read the logs of other programs too, whose dollars are not Claude's.
#[test]
fn trackers_other_models_are_left_out() {
    let model = |name: &str, usd: u32| format!(r#"{{"modelName":"{name}","inputTokens":5,"cost":{usd}}}"#);
    let day = |agent: &str, more: &str| {
        format!(
            r#"{{"daily":[{{"date":"2026-11-20","inputTokens":9,"totalCost":6{agent}{more}}}],"totals":{{}}}}"#
        )
    };
    let models = |all: &[String]| format!(r#","modelBreakdowns":[{}]"#, all.join(","));
    let both = models(&[model("claude-opus-5-5", 4), model("gpt-6", 2)]);
    let own = "CcusageDaily\n2026-11-20 claude-opus-5-5 input 5, $4";
    check_text(&day("", &both), &format!("{own}\n! pasted: 1 of other services"));
    check_text(&day(r#","agent":"codex""#, &both), &format!("{own}\n! pasted: 1 of other services"));
    // A gateway's model that Claude Code asked.
    let gateway = [own, "\n2026-11-20 gpt-6 input 5, $2"].concat();
    check_text(&day(r#","agent":"claude""#, &both), &gateway);
    check_text(&day("", &models(&[model("gpt-6", 2)])), "! pasted: no Claude in 1 rows of CcusageDaily");
    let listed = |names: &str| day("", &format!(r#","modelsUsed":[{names}]"#));
    check_text(&listed(r#""gpt-6""#), "! pasted: no Claude in 1 rows of CcusageDaily");
    let mixed = "CcusageDaily\n2026-11-20 - input 9, $6\n! pasted: 1 with others within";
    check_text(&listed(r#""claude-opus-5-5","gpt-6""#), mixed);
    let codeburn = |models: &str| {
        format!(
            r#"{{"overview":{{"cost":6}},"daily":[{{"date":"2026-11-19","cost":2}},{{"date":"2026-11-20","cost":4}}],"models":[{models}]}}"#
        )
    };
    let (opus, gpt) = (r#"{"name":"Opus 5.5","cost":4}"#, r#"{"name":"GPT-6","cost":2}"#);
    check_text(&codeburn(opus), "Codeburn\n2026-11-19 - $2\n2026-11-20 - $4");
    check_text(
        &codeburn(&[opus, gpt].join(",")),
        "Codeburn\n2026-11-19..2026-11-20 Opus 5.5 $4\n! pasted: 1 of other services",
    );
    check_text(&codeburn(gpt), "! pasted: no Claude in 1 rows of Codeburn");
}
