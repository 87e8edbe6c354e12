//! Which rows of two files are one: parts of an export have rows of their own, however much they are
//! alike, and an export that comes again has those that it had.

use super::total::{File, check_total};

const CUR: &str = "identity/LineItemId,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UsageAccountId,lineItem/LineItemType,lineItem/ProductCode,lineItem/UsageType,lineItem/UsageAmount,lineItem/UnblendedCost,product/ProductName,product/regionCode,lineItem/ResourceId,lineItem/IamPrincipal,resourceTags/user:team\n";

/// A row of a Cost and Usage Report of 15 November: its number, cost, and cells of the columns from the
/// region on.
fn cur(rows: &[(&str, &str, &str)]) -> String {
    let row = |(id, usd, more): &(&str, &str, &str)| {
        format!(
            "{id},2026-11-15T10:00:00Z,2026-11-15T11:00:00Z,111122223333,Usage,a1b2c3,USE1-MP:USE1_cache_read_tokens_standard-Units,2,{usd},Claude Opus 4.7 (Amazon Bedrock Edition),{more}\n"
        )
    };
    CUR.to_string() + &rows.iter().map(row).collect::<String>()
}

const FOCUS: &str = "ChargePeriodStart,ChargePeriodEnd,ChargeCategory,BilledCost,BillingCurrency,ProviderName,ServiceName,x_Model,x_TokenType,RegionId,ResourceId,SubAccountId,Tags\n";

/// A row of FOCUS: the days, cost, and cells of the columns from the region on.
fn focus(rows: &[(&str, &str, &str)]) -> String {
    let row = |(days, usd, more): &(&str, &str, &str)| {
        let (first, after) = days.split_once("..").expect("two days");
        format!("{first},{after},Usage,{usd},USD,AWS,Amazon Bedrock,claude-opus-5-5,input,{more}\n")
    };
    FOCUS.to_string() + &rows.iter().map(row).collect::<String>()
}

fn check(name: &str, texts: &[String], usd: f64) {
    let files: Vec<File> =
        texts.iter().zip(["a.csv", "b.csv", "c.csv"]).map(|(text, name)| (name, text.clone())).collect();
    check_total(name, &files, usd);
}

#[test]
fn parts_of_an_aws_export_add_up() {
    let base = "us-east-1,arn:a,ada,pay";
    for (name, one, two) in [
        ("the number", ("a", "2", base), ("b", "2", base)),
        ("the region", ("a", "2", base), ("b", "2", "us-west-2,arn:a,ada,pay")),
        ("the resource", ("a", "2", base), ("b", "2", "us-east-1,arn:b,ada,pay")),
        ("the principal", ("a", "2", base), ("b", "2", "us-east-1,arn:a,bob,pay")),
        ("the tags", ("a", "2", base), ("b", "2", "us-east-1,arn:a,ada,search")),
        ("the cost", ("a", "2", base), ("b", "2.0", base)),
        // Older exports have no numbers.
        ("the tags, unnumbered", ("", "2", base), ("", "2", "us-east-1,arn:a,ada,search")),
        ("the region, unnumbered", ("", "2", base), ("", "2", "us-west-2,arn:a,ada,pay")),
    ] {
        check(name, &[cur(&[one]), cur(&[two])], 4.0);
        check(&[name, ", in one file"].concat(), &[cur(&[one, two])], 4.0);
    }
    // One row in common is a charge that happened twice.
    let [x, y] = [("", "3", "us-east-1,arn:x,,"), ("", "5", "us-east-1,arn:y,,")];
    let same = ("", "2", base);
    check("equal rows in one file", &[cur(&[same, same])], 4.0);
    check("equal rows in two parts", &[cur(&[same, x]), cur(&[same, y])], 12.0);
}

#[test]
fn an_aws_export_that_comes_again_counts_once() {
    let base = "us-east-1,arn:a,ada,pay";
    let [one, two, three] = [("a", "2", base), ("b", "2", base), ("c", "3", base)];
    check("a newer file", &[cur(&[one, two]), cur(&[one, two, three])], 7.0);
    check("a newer file in parts", &[cur(&[one, two]), cur(&[two, three]), cur(&[one])], 7.0);
    // The newer cost counts: its file has more dollars.
    check("a cost that has grown", &[cur(&[one]), cur(&[("a", "2.5", base), three])], 5.5);
    check("tags that came later", &[cur(&[one]), cur(&[("a", "2", "us-east-1,arn:a,ada,new"), three])], 5.0);
    let shuffled = cur(&[two, one]).replace("2026-11-15T1", "2026-11-15 1").replace('\n', "\r\n");
    check("the same from a spreadsheet", &[cur(&[one, two]), ["\u{feff}", &shuffled].concat()], 4.0);
    // Another report of the same numbers its rows its own way, and has other columns.
    let renamed =
        cur(&[("x", "2", base), ("y", "3", base)]).replace("resourceTags/user:team", "resource_tags");
    check("another report of the same", &[cur(&[("a", "2", base), ("b", "3", base)]), renamed], 5.0);
}

#[test]
fn parts_and_copies_of_focus() {
    const DAY: &str = "2026-11-15..2026-11-16";
    const NEXT: &str = "2026-11-16..2026-11-17";
    let base = "us-east-1,r,s,{}";
    let one = (DAY, "2", base);
    for (name, more) in [
        ("the region", "us-west-2,r,s,{}"),
        ("the resource", "us-east-1,q,s,{}"),
        ("the account", "us-east-1,r,t,{}"),
        ("the tags", "us-east-1,r,s,{team:pay}"),
    ] {
        check(name, &[focus(&[one]), focus(&[(DAY, "2", more)])], 4.0);
    }
    check("the cost", &[focus(&[one]), focus(&[(DAY, "3", base)])], 5.0);
    check("equal rows in one file", &[focus(&[one, one])], 4.0);
    let other = (DAY, "3", "us-east-1,q,s,{}");
    let [x, y] = [(DAY, "3", "us-east-1,x,s,{}"), (DAY, "5", "us-east-1,y,s,{}")];
    check("equal rows in two parts", &[focus(&[one, x]), focus(&[one, y])], 12.0);
    // Of rows that are alike in all else, the amounts tell.
    let alike = |usd: &[&'static str]| focus(&usd.iter().map(|usd| (DAY, *usd, base)).collect::<Vec<_>>());
    check("parts of rows that are alike", &[alike(&["1", "2", "3"]), alike(&["3", "4", "5"])], 18.0);
    check("the same and more", &[alike(&["1", "2", "3"]), alike(&["3", "4", "2", "1"])], 10.0);
    check("a copy", &[focus(&[one, other]), focus(&[other, one])], 5.0);
    check("an export that goes on", &[focus(&[one]), focus(&[one, (NEXT, "7", base)])], 9.0);
    // The last day of the older one was not over.
    let older = focus(&[one, (NEXT, "3", base)]);
    check("a day that was not over", &[older, focus(&[one, (NEXT, "7", base)])], 9.0);
    let columns = focus(&[one]).replace(",Tags", ",x_Tags");
    check("other columns", &[focus(&[one]), columns], 2.0);
    let month = ("2026-11-01..2026-12-01", "9", base);
    check("the month and its days", &[focus(&[month]), focus(&[one, (NEXT, "7", base)])], 9.0);
}

/// Of different accounts, two bills of AWS are of different work.
#[test]
fn two_formats_of_one_cloud() {
    let cur = || cur(&[("a", "2", "us-east-1,arn:a,,")]);
    let focus = |account: &str| {
        let more = ["us-east-1,arn:a,", account, ",{}"].concat();
        focus(&[("2026-11-15..2026-11-16", "2", more.as_str())])
    };
    check("the same account", &[cur(), focus("111122223333")], 2.0);
    check("another account", &[cur(), focus("444455556666")], 4.0);
    check("no account", &[cur(), focus("")], 2.0);
}

/// What a report is grouped by tells its rows apart, all of it.
#[test]
fn groups_of_other_reports() {
    let console = |more: &str| {
        let header = "usage_date_utc,model_version,service_tier,usage_type,speed,context_window,inference_geo,usage_input_tokens_no_cache,usage_output_tokens";
        format!("{header}\n2026-11-15,claude-opus-5-5,{more},1000000,0\n")
    };
    for (one, two, usd) in [
        ("standard,message,standard,0-200k,global", "standard,message,fast,0-200k,global", 12.0),
        ("standard,message,standard,0-200k,global", "standard,message,standard,0-200k,us", 8.4),
        ("standard,message,standard,0-200k,global", "standard,batch,standard,0-200k,global", 6.0),
    ] {
        check(two, &[console(one), console(two)], usd);
        check(one, &[console(one), console(one) + "\n"], 4.0);
    }
    let cost = |more: &str, usd: u8| {
        let header = "usage_date_utc,model,usage_type,context_window,token_type,inference_geo,speed,cost_usd";
        format!("{header}\n2026-11-15,Claude Opus 5.5,message,0-200k,output,{more},{usd}\n")
    };
    check("another place", &[cost("global,standard", 3), cost("us,standard", 4)], 7.0);
    check("another speed", &[cost("global,standard", 3), cost("global,fast", 4)], 7.0);
    check("a newer number", &[cost("global,standard", 3), cost("global,standard", 4)], 4.0);
    let admin = |more: &str| {
        format!(
            r#"{{"data":[{{"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[{{"uncached_input_tokens":1000000,"output_tokens":0,"model":"claude-opus-5-5","service_tier":"standard","context_window":"0-200k",{more}}}]}}],"has_more":false}}"#
        )
    };
    let [plain, fast] = ["standard", "fast"].map(|speed| admin(&format!(r#""speed":"{speed}""#)));
    check("speeds of the Admin API", &[plain, fast], 12.0);
    let [global, us] = ["global", "us"].map(|geo| admin(&format!(r#""inference_geo":"{geo}""#)));
    check("places of the Admin API", &[global, us], 8.4);
    // In a report by workspace, what is of none is a group of its own; one by nothing has all.
    let page = |workspaces: &[&str]| {
        let row = |of: &&str| {
            format!(
                r#"{{"uncached_input_tokens":1000000,"output_tokens":0,"model":"claude-opus-5-5","workspace_id":{of}}}"#
            )
        };
        let rows: Vec<String> = workspaces.iter().map(row).collect();
        format!(
            r#"{{"data":[{{"starting_at":"2026-11-15T00:00:00Z","ending_at":"2026-11-16T00:00:00Z","results":[{}]}}],"has_more":false}}"#,
            rows.join(",")
        )
    };
    check("workspaces in two files", &[page(&["null", r#""a""#]), page(&[r#""b""#])], 12.0);
    check("workspaces and all of them", &[page(&[r#""a""#, r#""b""#]), page(&["null"])], 8.0);
    let search = cost(",", 5).replace("Claude Opus 5.5,message,0-200k,output", ",,,");
    check("tokens and searches", &[cost("global,standard", 3), search], 8.0);
    let person = |organization: &str| {
        format!(
            r#"{{"data":[{{"date":"2026-11-15T00:00:00Z","actor":{{"email_address":"a@b.c"}},"organization_id":"{organization}","model_breakdown":[{{"model":"claude-opus-5-5","tokens":{{"input":1}},"estimated_cost":{{"currency":"USD","amount":400}}}}]}}],"has_more":false}}"#
        )
    };
    check("organisations", &[person("o"), person("p")], 8.0);
    check("an organisation twice", &[person("o"), person("o") + " "], 4.0);
    let openrouter = |provider: &str| {
        let header = "Date,Slug,Provider,Usage,BYOK Usage,Requests,Prompt Tokens";
        format!("{header}\n2026-11-15,anthropic/claude-opus-5.5,{provider},2,0,1,1\n")
    };
    check("providers of OpenRouter", &[openrouter("Anthropic"), openrouter("Google")], 4.0);
}

/// One person's equal spend in two months is no copy; most rows are others.
#[test]
fn equal_rows_of_two_months_of_spend() {
    let header = "user_email,product,model,total_requests,total_prompt_tokens,total_completion_tokens,total_net_spend_usd,total_gross_spend_usd";
    let spend = |rows: &[(&str, &str)]| {
        let row = |(person, usd): &(&str, &str)| {
            format!("{person},Claude Code,claude-opus-5-5,1,1,1,{usd},{usd}\n")
        };
        format!("{header}\n{}", rows.iter().map(row).collect::<String>())
    };
    let october = spend(&[("a@b.c", "2"), ("d@b.c", "3"), ("e@b.c", "4")]);
    let november = spend(&[("a@b.c", "2"), ("f@b.c", "5"), ("g@b.c", "6")]);
    check("two months", &[october, november], 22.0);
}
