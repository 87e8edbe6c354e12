//! The terminal's answer is the library's, and what it cannot read is said with exit code 2.

use sawtooth::model::estimate::estimate;
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::link;
use sawtooth::scenario::{Basis, Group, Pay, PayPer, PayWith, Pays, Preset, Scenario, Task};
use std::process::{Command, Output};

#[path = "terminal/commands.rs"]
mod commands;
#[path = "terminal/old_name.rs"]
mod old_name;
#[path = "terminal/schemas.rs"]
mod schemas;
#[path = "terminal/serve.rs"]
mod serve;
#[path = "terminal/usage.rs"]
mod usage;

/// The program, with nothing of the environment that changes what it prints.
fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sawtooth"));
    program.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
    program
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().expect("the program was built")
}

fn estimated(arguments: &[&str]) -> Output {
    run(&[&["estimate"], arguments].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_link_and_a_file_give_the_librarys_number() {
    let table = RateTable::shipped();
    let scenario = Preset::Heavy.scenario(date(2026, 11, 21), table.revision);
    let month = estimate(&table, &scenario).answer.expect("a preset has a price").month.total;
    let file = std::env::temp_dir().join(format!("sawtooth-terminal-{}.json", std::process::id()));
    std::fs::write(&file, link::file::write(&scenario)).expect("a file in the temporary folder");
    let address = format!("https://example.org/sawtooth/#{}", link::encode(&scenario));
    // As Markdown, mail and chat programs rewrite it.
    let [upper, lower] = ["%7E", "%7e"].map(|tilde| address.replace('~', tilde));
    let all = format!("{}%0A", upper.replace('-', "%2D"));
    for place in [&address, &upper, &lower, &all, file.to_str().expect("UTF-8")] {
        let output = estimated(&[place, "--json"]);
        assert_eq!(output.status.code(), Some(0), "{place}: {}", text(&output.stderr));
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(json["usd"]["month"].as_f64(), Some(month), "{place}");
        assert_eq!(json["usd"]["year"].as_f64(), Some(month * 12.0), "{place}");
        let levers = &json["decisions"]["levers"];
        assert_eq!(levers["usd_month"]["before"].as_f64(), Some(month), "{place}");
        let steps = levers["ticked"].as_array().expect("steps").iter();
        let saved: f64 = steps.map(|step| step["saves_usd_month"].as_f64().expect("dollars")).sum();
        let after = levers["usd_month"]["after"].as_f64().expect("dollars");
        assert!((month - saved - after).abs() < 1e-9, "{levers}");
        for decision in ["goal", "plans", "compaction", "lifetime", "routing", "life", "vendors"] {
            assert!(!json["decisions"][decision].is_null(), "{decision}");
        }
    }
    std::fs::remove_file(file).expect("written above");
}

#[test]
fn team_and_its_budget_stand_in_json() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
    let json = |scenario: &sawtooth::scenario::Scenario| -> serde_json::Value {
        let output = estimated(&[&link::encode(scenario), "--json"]);
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let alone = json(&scenario);
    assert!(alone["team"].is_null() && alone["budget"].is_null());
    (scenario.team.own, scenario.budget.month) = (20.0, 3_500.0);
    let all = json(&scenario);
    let team = |key: &str| all["team"][key].as_f64().expect("a number");
    assert!(team("p10") < team("p50") && team("p50") < team("p80") && team("p80") < team("p90"));
    assert_eq!((team("sigma"), team("people")), (1.28, 20.0));
    let budget = |key: &str| all["budget"][key].as_f64().expect("a number");
    // One month in ten is above the 90th percentile: that is enough at the risk that a scenario has.
    assert_eq!((budget("month"), budget("enough")), (3_500.0, team("p90")));
    assert!((0.2..0.6).contains(&budget("chance_passed")));
    let limit = all["budget"]["limit_of_one_person"]["usd"].as_f64().expect("a limit");
    assert!((175.0..3_500.0).contains(&limit), "{limit}");
}

#[test]
fn months_of_the_budget_stand_in_json() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 4);
    (scenario.team.own, scenario.budget.month, scenario.budget.year) = (20.0, 3_500.0, 2_027.0);
    scenario.budget.joiners[2] = 5.0;
    scenario.mix[0].model = "claude-opus-4-5".into();
    let output = estimated(&[&link::encode(&scenario), "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let months = json["budget"]["months"].as_array().expect("months");
    let of = |month: usize, key: &str| months[month][key].as_f64().expect("a number");
    assert_eq!((months.len(), months[2]["from"].as_str()), (12, Some("2027-03-01")));
    assert_eq!([of(1, "people"), of(2, "people")], [20.0, 25.0]);
    assert!((of(2, "mean") / of(1, "mean") - 1.25).abs() < 1e-9);
    assert!(months[11]["since_the_year_began"]["p50"].as_f64() > Some(12.0 * of(1, "p50")));
    let change = &json["budget"]["price_changes"][0];
    assert_eq!((change["on"].as_str(), change["kind"].as_str()), (Some("2027-01-22"), Some("retires")));
    assert_eq!(
        (change["counts"].as_bool(), change["moves_to"].as_str()),
        (Some(true), Some("claude-opus-5-5"))
    );
}

/// A number where it is known what leaves the account, null where it is open.
#[test]
fn you_pay_is_what_leaves_the_account() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
    let month = estimate(&RateTable::shipped(), &scenario).answer.expect("a price").month.total;
    let mut check = |payer: PayWith, expected: Option<f64>| {
        scenario.pay_with(payer);
        let output = estimated(&[&link::encode(&scenario), "--json"]);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert!(json["usd"].as_object().expect("dollars").contains_key("you_pay"));
        assert_eq!(json["usd"]["you_pay"].as_f64(), expected);
        let now =
            json["decisions"]["options"].as_array().expect("options").iter().find(|row| row["now"] == true);
        assert_eq!(now.and_then(|row| row["usd_month"].as_f64()), expected);
    };
    check(PayWith::ApiKey, Some(month));
    check(PayWith::Plan("max".into()), Some(100.0));
    check(PayWith::Plan(String::new()), None);
}

/// $13 a day for 20 people on 15 days (MODEL.md section 6), in groups and kinds: $3,900.00, and each of
/// them has its dollars.
#[test]
fn bill_of_groups_and_kinds_is_met_and_shared_out() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 28), RateTable::shipped().revision);
    (scenario.basis, scenario.exact) = (Basis::Pay, true);
    scenario.pay = Pay { amount: 3_900.0, per: PayPer::Month };
    (scenario.team.own, scenario.work.active_days) = (8.0, 15.0);
    scenario.add_kind_of("Quick question", 3.0, |one| one.work.messages = 1.0);
    scenario.add_group(Group { name: "Data".into(), people: 8.0, ..Group::default() });
    scenario.edit_group(1, |one| one.work.sessions_per_day = 5.0);
    scenario.add_group(Group::like(Preset::Light, 4.0));
    let link = link::encode(&scenario);
    let output = estimated(&[&link, "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let month = json["usd"]["month"].as_f64().expect("dollars");
    assert!((month - 3_900.0).abs() < 0.005, "{month}");
    let groups = json["groups"].as_array().expect("groups");
    assert_eq!(groups.iter().map(|g| g["people"].as_f64()).collect::<Vec<_>>(), [8.0, 8.0, 4.0].map(Some));
    let usd = |value: &serde_json::Value| value["usd_month"].as_f64().expect("dollars");
    let sum: f64 = groups.iter().map(usd).sum();
    assert!((sum - month).abs() < 1e-9, "{sum}");
    for group in groups {
        let kinds: f64 = group["kinds"].as_array().expect("kinds").iter().map(usd).sum();
        assert!((kinds - usd(group)).abs() < 1e-9, "{group}");
    }
    let table = text(&estimated(&[&link]).stdout);
    assert!(table.contains("Data: 8 people on the API, $"), "{table}");
}

#[test]
fn the_table_ends_in_the_total() {
    let output = estimated(&[]);
    let shown = text(&output.stdout);
    assert!(shown.starts_with("$155 a month on the API"), "{shown}");
    // The average preset's month (REAL_USAGE: $155.29).
    assert!(shown.lines().any(|l| l.starts_with("Total") && l.contains("$155.29")), "{shown}");
}

/// As on the page: seats lead, the month by the token is labelled and second.
#[test]
fn what_is_paid_leads_where_a_plan_is_paid() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
    let first = |scenario: &Scenario| {
        let shown = text(&estimated(&[&link::encode(scenario)]).stdout);
        shown.lines().take(2).map(String::from).collect::<Vec<_>>()
    };
    let is = |shown: &[String], paid: &str, token: &str| {
        assert!(shown[0].starts_with(paid) && shown[1].starts_with(token), "{shown:#?}");
    };
    scenario.pay_with(PayWith::Plan("max".into()));
    is(&first(&scenario), "You pay $100 a month on Max, weekly use", "$189 a month at API prices, ");
    scenario.pay_with(PayWith::Plan(String::new()));
    is(&first(&scenario), "– on a subscription. Which plan? At API prices: $189", "$189 a month at API");
    scenario.pay_with(PayWith::ApiKey);
    scenario.team.own = 12.0;
    scenario.team.set_pays(0, Pays::Plan("team-premium".into()));
    let seats = first(&scenario);
    is(&seats, "You pay $1,500 a month: 12 developers, $125 each; on Team Premium", "$1,863 a month by the");
    scenario.set_number("light", 8.0);
    is(&first(&scenario), "You pay $1,677 a month: 20 developers: 12 on Team Premium $1,500, ", "$2,0");
}

/// Two answers and what is paid for each: of programs, too.
#[test]
fn comparison_with_a_baseline_has_both_dollars() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
    scenario.baseline = Some(Box::new(scenario.clone()));
    scenario.pay_with(PayWith::Plan("max".into()));
    let link = link::encode(&scenario);
    let table = text(&estimated(&[&link]).stdout);
    let line =
        "You pay $100.00 a month, $55.29 less than with the Typical preset ($155.29). $33.81 a month more";
    assert!(table.contains(line), "{table}");
    let json: serde_json::Value =
        serde_json::from_slice(&estimated(&[&link, "--json"]).stdout).expect("JSON");
    let baseline = &json["decisions"]["baseline"];
    let (paid, month) = (&baseline["you_pay_usd_month"], &baseline["usd_month"]);
    assert_eq!(paid["after"].as_f64(), Some(100.0));
    assert_eq!(paid["before"], month["before"]);
    assert!((month["after"].as_f64().expect("dollars") - 189.103_550_471).abs() < 1e-6, "{month}");
}

#[test]
fn local_money_stands_beside_dollars() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
    let none: serde_json::Value =
        serde_json::from_slice(&estimated(&[&link::encode(&scenario), "--json"]).stdout).expect("JSON");
    assert!(none["local"].is_null());
    scenario.local.currency = "EUR".into();
    (scenario.local.rate, scenario.local.tax) = (0.5, 0.2);
    let link = link::encode(&scenario);
    let json: serde_json::Value =
        serde_json::from_slice(&estimated(&[&link, "--json"]).stdout).expect("JSON");
    assert_eq!(json["usd"], none["usd"]);
    let (usd, local) = (json["usd"]["you_pay"].as_f64().expect("dollars"), &json["local"]);
    assert_eq!((local["currency"].as_str(), local["per_usd"].as_f64()), (Some("EUR"), Some(0.5)));
    assert_eq!(local["month"]["before_tax"].as_f64(), Some(usd * 0.5));
    assert_eq!(local["month"]["with_tax"].as_f64(), Some(usd * 0.5 * 1.2));
    assert!(local["rate_on"].is_null() && local["tax_percent"].as_f64() == Some(20.0));
    let table = text(&estimated(&[&link]).stdout);
    assert!(table.contains("EUR 77.64 a month before tax, EUR 93.17 with 20% tax"), "{table}");
}

#[test]
fn tasks_stand_in_table_and_json() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
    scenario.add_task(Task::new("Bug fix", &[0.5]));
    let link = link::encode(&scenario);
    let json: serde_json::Value =
        serde_json::from_slice(&estimated(&[&link, "--json"]).stdout).expect("JSON");
    let task = &json["decisions"]["tasks"][0];
    let session = json["usd"]["session"].as_f64().expect("dollars");
    assert_eq!((task["name"].as_str(), &task["sessions"]), (Some("Bug fix"), &serde_json::json!([0.5])));
    assert!((task["usd"].as_f64().expect("dollars") - session / 2.0).abs() < 1e-12);
    assert_eq!(task["usd_range_80"]["low"].as_f64(), Some(0.0), "every other one has no session");
    assert!(task["usd_range_80"]["high"].as_f64() > Some(session));
    let table = text(&estimated(&[&link]).stdout);
    assert!(table.contains("\nBug fix: $0.97, 80% range $0 to $"), "{table}");
}

/// A settings file in, and the same prices out.
#[test]
fn negotiated_prices_are_taken_and_given() {
    let name = format!("sawtooth-settings-{}.json", std::process::id());
    let file = std::env::temp_dir().join(name);
    let path = file.to_str().expect("UTF-8");
    let setting = r#"{"modelPricing":{"multiplier":0.5,"overrides":{"claude-opus-5-5":
        {"input":4,"output":20,"cacheRead":0.2,"cacheWrite":5}}}}"#;
    std::fs::write(&file, setting).expect("a file in the temporary folder");
    let output = estimated(&["--prices", path, "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let scenario = link::decode(json["link"].as_str().expect("a link")).scenario.expect("a scenario");
    assert_eq!(scenario.discount, 0.5);
    let month = estimate(&RateTable::shipped(), &scenario).answer.expect("a price").month.total;
    assert_eq!(json["usd"]["month"].as_f64(), Some(month));
    assert!(json["warnings"][0].as_str().is_some_and(|w| w.contains("list prices less 50%")), "{json}");
    let given = estimated(&[json["link"].as_str().expect("a link"), "--model-pricing"]);
    let given: serde_json::Value = serde_json::from_slice(&given.stdout).expect("JSON");
    assert_eq!(
        given,
        serde_json::from_str::<serde_json::Value>(
            &setting.replace("4,", "4.0,").replace("20,", "20.0,").replace(":5}", ":5.0}")
        )
        .expect("JSON")
    );
    std::fs::write(&file, setting.replace("0.5", "50")).expect("a file in the temporary folder");
    let refused = estimated(&["--prices", path]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("“multiplier” is 50, not a number from 0 to 10"));
    std::fs::remove_file(file).expect("written above");
}

#[test]
fn what_cannot_be_read_is_said() {
    let cases = [
        ("s1~average1~on-2026-11-21~rev-1~aaa", "check characters"),
        ("s9~average1~on-2026-11-21~rev-1~aaa", "newer version"),
        ("no-such-file.json", "neither a link nor a file"),
        ("--fast", "unexpected argument"),
    ];
    for (place, sentence) in cases {
        let output = estimated(&[place]);
        assert_eq!(output.status.code(), Some(2), "{place}");
        assert!(text(&output.stderr).contains(sentence), "{place}: {}", text(&output.stderr));
    }
}

#[test]
fn statement_is_printed_and_written() {
    let folder = std::env::temp_dir().join(format!("sawtooth-statement-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut scenario = Preset::Heavy.scenario(date(2026, 11, 21), 1);
    scenario.name = "January budget".into();
    let address = format!("https://example.org/sawtooth/#{}", link::encode(&scenario));
    let [csv, xlsx] = ["all.csv", "all.xlsx"].map(|name| folder.join(name));
    let files = [csv.to_str().expect("UTF-8"), xlsx.to_str().expect("UTF-8")];
    let output = estimated(&[&address, "--statement", "--csv", files[0], "--xlsx", files[1]]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let printed = text(&output.stdout);
    assert!(printed.starts_with("January budget\n") && printed.contains(&address), "{printed}");
    assert!(std::fs::read_to_string(&csv).expect("written").contains("Statement,January budget,"));
    // A zip, as workbooks are.
    assert!(std::fs::read(&xlsx).expect("written").starts_with(b"PK"));
    std::fs::remove_dir_all(folder).expect("written above");
    for other in ["--json", "--model-pricing"] {
        assert_eq!(estimated(&["--statement", other]).status.code(), Some(2), "{other}");
    }
}
