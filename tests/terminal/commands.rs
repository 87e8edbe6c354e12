//! What each command prints for people, and the exit code it ends with.

use crate::{program, run, text};
use insta::assert_snapshot;
use sawtooth::decisions::payment::state_capacity;
use sawtooth::model::estimate::estimate;
use sawtooth::prices::{Class, RateTable, date};
use sawtooth::scenario::{PayWith, Preset, Scenario, link};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

const COMMANDS: [&str; 8] = ["estimate", "usage", "compare", "check", "rates", "serve", "completions", "man"];
const LOGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs/home");

fn preset(preset: Preset) -> Scenario {
    preset.scenario(date(2026, 11, 21), 1)
}

fn link_of(change: impl FnOnce(&mut Scenario)) -> String {
    let mut scenario = preset(Preset::Average);
    change(&mut scenario);
    link::encode(&scenario)
}

fn out(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

fn json(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)))
}

#[test]
fn tables_stay_as_they_are() {
    let [average, heavy] = [Preset::Average, Preset::Heavy].map(|one| link::encode(&preset(one)));
    assert_snapshot!("help", out(&["--help"]));
    assert_snapshot!("estimate", out(&["estimate", &average]));
    assert_snapshot!("compare", out(&["compare", &average, &heavy]));
    assert_snapshot!("check", out(&["check", &average, "--max-month", "300"]));
    // What is made of them for months to come has tests of its own.
    let usage = out(&["usage", LOGS]);
    assert_snapshot!("usage", usage.split("\n\nCalibrated").next().unwrap_or_default());
    // Rows of another day would change with each revision of the list.
    let rates = out(&["rates", "--on", "2024-03-20"]);
    assert_snapshot!(
        "rates",
        rates.replace(&format!("revision {}", RateTable::shipped().revision), "revision N")
    );
}

#[test]
fn every_command_has_help_and_a_manual_page() {
    let help = out(&["--help"]);
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
        assert!(out(&[command, "--help"]).contains("Usage: sawtooth"), "{command}");
        let page = out(&["man", command]);
        let title = format!(".TH sawtooth-{command} 1  \"sawtooth {}\"", env!("CARGO_PKG_VERSION"));
        assert!(page.contains(&title), "{page}");
        // Sentences of help are short.
        for line in out(&[command, "--help"]).lines() {
            assert!(line.split_whitespace().count() <= 26, "{line}");
        }
    }
    assert!(out(&["man"]).contains(r"sawtooth\-check(1)"));
    assert_eq!(run(&["man", "nothing"]).status.code(), Some(2));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = out(&["completions", shell]);
        assert!(COMMANDS.iter().all(|command| script.contains(command)), "{shell}");
    }
    assert_eq!(run(&["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
fn mistakes_have_exit_code_2_and_say_what_to_do() {
    let average = link::encode(&preset(Preset::Average));
    for (arguments, sentence) in [
        (&["estmate"][..], "similar subcommand exists: 'estimate'"),
        (&["usage"], "required arguments were not provided"),
        (&["usage", "--zone", "+2", LOGS], "write it like +02:00"),
        (&["compare", &average], "<B>"),
        (&["compare", "-", "-"], "give a link or a file for the others"),
        (&["compare", &average, "nowhere.json"], "nowhere.json is neither a link nor a file"),
        (&["check", &average], "--max-month"),
        (&["check", &average, "--max-month", "much"], "a number of dollars is needed, like 300"),
        (&["check", &average, "--max-month=-1"], "a number of dollars is needed, like 300"),
        (&["check", &average, "--max-month", "NaN"], "a number of dollars is needed, like 300"),
        (&["rates", "--on", "yesterday"], "a day is needed, like 2026-11-30"),
        (&["rates", "--on", "2020-01-01"], "the first prices are of 2024-02-29"),
        (&["man", "nothing"], "`sawtooth --help` lists them"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(text(&output.stderr).contains(sentence), "{arguments:?}: {}", text(&output.stderr));
    }
    assert_eq!(run(&[]).status.code(), Some(2));
}

/// The page's own comparison: the steps lead from the one total to the other, exactly and as printed.
#[test]
fn comparison_adds_up() {
    let scenarios = [Preset::Average, Preset::Heavy].map(preset);
    let [average, heavy] = scenarios.each_ref().map(link::encode);
    let compared = json(&["compare", &average, &heavy]);
    let usd = |value: &Value| value.as_f64().expect("dollars");
    let (before, after) = (usd(&compared["usd_month"]["before"]), usd(&compared["usd_month"]["after"]));
    let table = RateTable::shipped();
    let months = scenarios.each_ref().map(|one| estimate(&table, one).answer.expect("a price").month.total);
    assert_eq!([before, after], months);
    let steps = compared["steps"].as_array().expect("steps");
    assert!(steps.len() > 3);
    let sum: f64 = steps.iter().map(|step| usd(&step["usd_month"])).sum();
    assert!((before + sum - after).abs() < 1e-9);
    let printed = out(&["compare", &average, &heavy]);
    let cents = |text: &str| {
        text.trim_start_matches('+').replace(['$', ','], "").replace('.', "").parse::<i64>().expect("cents")
    };
    let last =
        |line: &str, at: usize| line.split_whitespace().rev().nth(at).map(String::from).expect("a cell");
    let rows: Vec<&str> = printed.lines().skip(3).take(steps.len() + 2).collect();
    let first = cents(&last(rows[0], 0));
    let changes: i64 = rows[1..=steps.len()].iter().map(|row| cents(&last(row, 1))).sum();
    assert_eq!(first + changes, cents(&last(rows[steps.len() + 1], 0)), "{printed}");
    // The page says the same of a baseline.
    let with = link_of(|scenario| {
        *scenario = preset(Preset::Heavy);
        scenario.baseline = Some(Box::new(preset(Preset::Average)));
    });
    let baseline = &json(&["estimate", &with])["decisions"]["baseline"];
    for part in ["usd_month", "you_pay_usd_month", "steps"] {
        assert_eq!(baseline[part], compared[part], "{part}");
    }
}

/// The numbers of each are those of its own estimate, and a third changes nothing of the other two.
#[test]
fn comparison_has_all_side_by_side() {
    let plan = link_of(|scenario| {
        scenario.name = "On Max".into();
        scenario.pay_with(PayWith::Plan("max".into()));
    });
    let [average, heavy] = [Preset::Average, Preset::Heavy].map(|one| link::encode(&preset(one)));
    let compared = json(&["compare", &average, &plan, &heavy]);
    for (at, link) in [&average, &plan, &heavy].into_iter().enumerate() {
        let (side, alone) = (&compared["sides"][at], json(&["estimate", link]));
        assert_eq!(side["you_pay_usd_month"], alone["usd"]["you_pay"]);
        assert_eq!(side["you_pay_range"], alone["usd"]["you_pay_range"]);
        // Added up group by group, and line by line.
        let usd = |value: &Value| value.as_f64().expect("dollars");
        assert!((usd(&side["at_api_prices_usd_month"]) - usd(&alone["usd"]["month"])).abs() < 1e-9);
        assert_eq!(side["link"], link.as_str());
    }
    assert_eq!(compared["sides"][1]["differs_in"], serde_json::json!(["payment", "plan"]));
    assert_eq!(compared["ways"].as_array().map(Vec::len), Some(3));
    let two = json(&["compare", &average, &plan]);
    for part in ["before", "after", "usd_month", "you_pay_usd_month", "steps"] {
        assert_eq!(two[part], compared[part], "{part}");
    }
    for part in ["usd_month", "you_pay_usd_month", "steps"] {
        assert_eq!(two["ways"][0][part], two[part], "{part}");
    }
    assert_snapshot!("compare_three", out(&["compare", &average, &plan, &heavy]));
}

#[test]
fn comparison_on_a_plan_leads_with_what_is_paid() {
    let plan = link_of(|scenario| scenario.pay_with(PayWith::Plan("max".into())));
    let printed = out(&["compare", &link::encode(&preset(Preset::Average)), &plan]);
    assert!(
        printed.starts_with("You pay $100.00 a month, $55.29 less than with “A” ($155.29)."),
        "{printed}"
    );
    assert_eq!(printed.matches("You pay $").count(), 1, "{printed}");
    let compared = json(&["compare", &plan, &plan]);
    assert_eq!(compared["you_pay_usd_month"]["after"], 100.0);
    let open = link_of(|scenario| scenario.pay_with(PayWith::Plan(String::new())));
    assert!(json(&["compare", &plan, &open])["you_pay_usd_month"]["after"].is_null());
}

/// Exit code 1 above the limit, to the cent; 0 at it.
#[test]
fn check_ends_with_1_above_the_limit() {
    let average = link::encode(&preset(Preset::Average));
    for (limit, exit, verdict) in [
        ("155.28", 1, "**Above the limit.** You pay: $155.29 a month, limit $155.28."),
        ("155.29", 0, "**Within the limit.** You pay: $155.29 a month, limit $155.29."),
        ("$1000", 0, "**Within the limit.** You pay: $155.29 a month, limit $1,000.00."),
        ("0", 1, "**Above the limit.** You pay: $155.29 a month, limit $0.00."),
    ] {
        let output = run(&["check", &average, "--max-month", limit]);
        assert_eq!(output.status.code(), Some(exit), "{limit}");
        assert!(text(&output.stdout).starts_with(verdict), "{}", text(&output.stdout));
        let checked = json(&["check", &average, "--max-month", limit]);
        assert_eq!(checked["above"], exit == 1, "{limit}");
        assert_eq!(checked["usd_month"], json(&["estimate", &average])["usd"]["you_pay"]);
    }
}

/// What is compared is what the estimate says is paid; where that is open, its month at API prices.
#[test]
fn check_says_what_is_compared() {
    let max = link_of(|scenario| scenario.pay_with(PayWith::Plan("max".into())));
    let printed = out(&["check", &max, "--max-month", "100"]);
    assert!(printed.starts_with("**Within the limit.** You pay: $100.00 a month"), "{printed}");
    assert!(printed.contains("| At API prices a month | $189.10 |"), "{printed}");
    assert!(printed.contains("weekly use not entered"), "{printed}");
    let open = link_of(|scenario| scenario.pay_with(PayWith::Plan(String::new())));
    let output = run(&["check", &open, "--max-month", "150"]);
    let printed = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        printed.starts_with("**Above the limit.** At API prices: $189.10 a month, limit $150.00."),
        "{printed}"
    );
    assert!(printed.contains("Which plan?") && !printed.contains("You pay"), "{printed}");
    let checked = json(&["check", &open, "--max-month", "150"]);
    assert_eq!(checked["compared"], "at_api_prices");
    let month = json(&["estimate", &open])["usd"]["month"].as_f64().expect("dollars");
    assert!((checked["usd_month"].as_f64().expect("dollars") - month).abs() < 1e-9);
}

/// A plan whose limit is known as a range: the middle is compared, and the upper end is said.
#[test]
fn check_of_a_range_compares_the_middle() {
    let mut scenario = preset(Preset::Heavy);
    scenario.pay_with(PayWith::Plan("pro".into()));
    let answer = estimate(&RateTable::shipped(), &scenario).answer.expect("a price");
    assert!(state_capacity(&mut scenario, &answer, 1.2, 2.0, None));
    let link = link::encode(&scenario);
    let month = &json(&["check", &link, "--max-month", "1"])["usd_month_range"];
    let [low, high] = ["at_least", "at_most"].map(|end| month[end].as_f64().expect("dollars"));
    assert!(high > low + 10.0, "{month}");
    for (share, exit, verdict) in [
        (0.25, 1, "**Above the limit.**"),
        (0.75, 0, "**Within the limit, but may be above it.**"),
        (1.01, 0, "**Within the limit.**"),
    ] {
        let limit = format!("{:.2}", low + share * (high - low));
        let output = run(&["check", &link, "--max-month", &limit]);
        assert_eq!(output.status.code(), Some(exit), "{limit}");
        let printed = text(&output.stdout);
        assert!(printed.starts_with(verdict) && printed.contains("(compared: the middle, $"), "{printed}");
        let checked = json(&["check", &link, "--max-month", &limit]);
        assert_eq!(checked["may_be_above"], share < 1.0);
        assert_eq!(checked["usd_month"], json(&["estimate", &link])["usd"]["you_pay"]);
    }
}

/// Names are other people's: they end no cell and begin no markup.
#[test]
fn check_is_markdown_whatever_the_name() {
    let notorious = link_of(|scenario| scenario.name = "a | b <img src=x> [y](z)".into());
    let printed = out(&["check", &notorious, "--max-month", "300"]);
    for line in printed.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(line.replace(r"\|", "").matches('|').count(), 3, "{line}");
    }
    assert!(!printed.contains("<img"), "{printed}");
    let link = printed.lines().last().and_then(|line| line.strip_prefix("Link: `")?.strip_suffix('`'));
    assert_eq!(link, Some(notorious.as_str()));
}

#[test]
fn rates_are_the_tables_of_the_day() {
    let (table, on) = (RateTable::shipped(), date(2026, 10, 10));
    let rates = json(&["rates", "--on", "2026-10-10"]);
    let listed = rates["models"].as_array().expect("models");
    let priced = table.models.iter().filter_map(|model| Some((model, model.price(on, table.revision)?)));
    let priced: Vec<_> = priced.collect();
    assert_eq!(listed.len(), priced.len());
    for ((model, row), line) in priced.into_iter().zip(listed) {
        assert_eq!((line["id"].as_str(), line["source"].as_str()), (Some(&*model.id), Some(&*row.source)));
        for (class, key) in Class::ALL.into_iter().zip(["input", "write_5m", "write_1h", "read", "output"]) {
            assert_eq!(line["usd"][key].as_f64(), Some(row.rates.of(class)), "{} {key}", model.id);
        }
        assert_eq!(line["usd_above"].is_null(), row.step.is_none());
        assert_eq!(line["usd_fast_mode"].is_null(), row.fast.is_none());
        assert_eq!(line["retired"], model.retired(on));
    }
    let printed = out(&["rates", "--on", "2026-10-10"]);
    assert!(printed.contains("Opus 4.1, retired 2026-08-05 "), "{printed}");
    assert!(!printed.contains("Fable 5.2"), "it came in November: {printed}");
}

/// A scenario file, a link and a transcript by way of standard input.
#[test]
fn a_dash_is_standard_input() {
    let scenario = preset(Preset::Heavy);
    let (file, link) =
        (link::file::write(&scenario), format!("https://example.org/#{}\n", link::encode(&scenario)));
    for given in [&file, &link] {
        for (arguments, start) in [
            (&["estimate", "-"][..], "$417"),
            (&["check", "-", "--max-month", "9999"], "**Within"),
            (&["compare", "-", &link::encode(&scenario)], "Same cost as"),
        ] {
            let mut child = program()
                .args(arguments)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("the program was built");
            child.stdin.take().expect("piped").write_all(given.as_bytes()).expect("it reads");
            let output = child.wait_with_output().expect("it ends");
            assert_eq!(output.status.code(), Some(0), "{arguments:?}");
            assert!(text(&output.stdout).starts_with(start), "{arguments:?}: {}", text(&output.stdout));
        }
    }
}

/// A file may hold a link as well.
#[test]
fn a_file_with_a_link_is_read() {
    let file = std::env::temp_dir().join(format!("sawtooth-link-{}.txt", std::process::id()));
    let link = link::encode(&preset(Preset::Light));
    std::fs::write(&file, format!("{link}\n")).expect("written");
    assert_eq!(out(&["estimate", file.to_str().expect("UTF-8")]), out(&["estimate", &link]));
    std::fs::remove_file(file).expect("written above");
}

/// None in a pipe, none with NO_COLOR (no-color.org), some where they are forced.
#[test]
fn colours_are_for_terminals() {
    let average = link::encode(&preset(Preset::Average));
    for (arguments, styled) in [
        (&["estimate", &average][..], true),
        (&["rates"], true),
        (&["estimate", "nowhere"], true),
        (&["--help"], true),
        (&["estimate", "--fast"], true),
        // For programs and for pull requests there are none whatever is asked for.
        (&["estimate", "--json"], false),
        (&["check", &average, "--max-month", "300"], false),
    ] {
        let codes = |variables: &[(&str, &str)]| {
            let output =
                program().args(arguments).envs(variables.iter().copied()).output().expect("it was built");
            text(&[output.stdout, output.stderr].concat()).contains('\u{1b}')
        };
        assert!(!codes(&[]), "{arguments:?}");
        assert_eq!(codes(&[("CLICOLOR_FORCE", "1")]), styled, "{arguments:?}");
        assert!(!codes(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), "{arguments:?}");
    }
}

/// `| head -1` ends it without a word.
#[test]
fn a_reader_that_leaves_is_no_mistake() {
    for arguments in
        [&["estimate", "--json"][..], &["rates"], &["usage", LOGS, "--json"], &["completions", "bash"]]
    {
        let mut child = program()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()), "{arguments:?}");
    }
    let mut child =
        program().args(["estimate", "--json"]).stdout(Stdio::piped()).spawn().expect("it was built");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut first).expect("a line");
    assert_eq!((first.as_str(), child.wait().expect("it ends").code()), ("{\n", Some(0)));
}

/// The bar of a long read is for a terminal.
#[test]
fn no_progress_is_shown_to_programs() {
    let output = run(&["usage", LOGS]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}
