//! What `--json` prints has the shapes of schema/, and these are as closed as they say.

use crate::{run, text};
use jsonschema::{Validator, draft202012};
use sawtooth::prices::date;
use sawtooth::scenario::{Basis, Group, Pay, PayPer, PayWith, Pays, Preset, Scenario, Task, link};
use serde_json::{Value, json};
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn schema(command: &str) -> Value {
    let path = Path::new(ROOT).join("schema").join(format!("{command}.json"));
    let text = std::fs::read_to_string(path).expect("one for each command with --json");
    serde_json::from_str(&text).expect("JSON")
}

fn validator(command: &str) -> Validator {
    let schema = schema(command);
    assert!(draft202012::meta::is_valid(&schema), "{command}");
    draft202012::new(&schema).expect("a schema")
}

/// The answer, which its schema has to accept.
fn shaped(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--json"]].concat());
    let answer: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", text(&output.stderr)));
    let errors: Vec<String> = validator(arguments[0])
        .iter_errors(&answer)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{arguments:?}:\n{}", errors.join("\n"));
    answer
}

fn scenarios() -> Vec<Scenario> {
    let average = || Preset::Average.scenario(date(2026, 11, 21), 1);
    let made = |change: &dyn Fn(&mut Scenario)| {
        let mut scenario = average();
        change(&mut scenario);
        scenario
    };
    vec![
        average(),
        Preset::Light.scenario(date(2026, 11, 28), 4),
        made(&|s| s.pay_with(PayWith::Plan("max".into()))),
        made(&|s| s.pay_with(PayWith::Plan(String::new()))),
        made(&|s| {
            s.baseline = Some(Box::new(Preset::Heavy.scenario(date(2026, 11, 21), 1)));
            s.add_task(Task::new("Bug fix", &[0.5]));
            (s.local.currency, s.local.rate, s.local.tax) = ("EUR".into(), 0.5, 0.2);
        }),
        made(&|s| {
            (s.team.own, s.budget.month) = (20.0, 3_500.0);
            s.add_kind_of("Quick question", 3.0, |one| one.work.messages = 1.0);
            s.add_group(Group { name: "Data".into(), people: 8.0, ..Group::default() });
            s.add_group(Group::like(Preset::Light, 4.0));
            s.team.set_pays(1, Pays::Plan("team-premium".into()));
        }),
        made(&|s| {
            (s.team.own, s.budget.month, s.budget.year) = (20.0, 3_500.0, 2_027.0);
            (s.budget.joiners[2], s.budget.days_off[7]) = (-5.0, 10.0);
            s.add_group(Group { name: "Paris".into(), people: 8.0, ..Group::default() });
            s.team.set_days_off(1, Some([1.0; 12]));
            s.mix[0].model = "claude-opus-4-5".into();
        }),
        made(&|s| (s.basis, s.exact, s.pay) = (Basis::Pay, true, Pay { amount: 390.0, per: PayPer::Month })),
        made(&|s| s.basis = Basis::Totals),
        made(&|s| s.goal.month = 1.0),
        made(&|s| s.goal.month = 9_000.0),
    ]
}

#[test]
fn estimates_have_their_shape() {
    let answers: Vec<Value> = scenarios().iter().map(|s| shaped(&["estimate", &link::encode(s)])).collect();
    // Every part that can be null was there once, and null once.
    for part in ["/team", "/budget", "/local", "/decisions/baseline", "/usd/you_pay", "/usd/range"] {
        for is_null in [true, false] {
            let found = |answer: &&Value| answer.pointer(part).expect("a part").is_null() == is_null;
            assert!(answers.iter().any(|answer| found(&answer)), "{part} is null: {is_null}");
        }
    }
    let goals = ["met", "unreachable", "from"];
    for goal in goals {
        assert!(answers.iter().any(|a| !a["decisions"]["goal"]["answer"][goal].is_null()), "{goal}");
    }
}

#[test]
fn comparisons_and_checks_have_their_shape() {
    let links: Vec<String> = scenarios().iter().map(link::encode).collect();
    for pair in links.windows(2) {
        shaped(&["compare", &pair[0], &pair[1]]);
    }
    for three in links.windows(3) {
        shaped(&["compare", &three[0], &three[1], &three[2]]);
    }
    let checked: Vec<Value> =
        links.iter().map(|link| shaped(&["check", link, "--max-month", "150"])).collect();
    for (key, value) in [
        ("above", json!(true)),
        ("above", json!(false)),
        ("compared", json!("you_pay")),
        ("compared", json!("at_api_prices")),
    ] {
        assert!(checked.iter().any(|one| one[key] == value), "{key}: {value}");
    }
}

#[test]
fn rates_have_their_shape() {
    let now = shaped(&["rates", "--on", "2026-11-28"]);
    let then = shaped(&["rates", "--on", "2026-11-09"]);
    assert!(now["models"].as_array().is_some_and(|all| all.iter().any(|one| !one["usd_above"].is_null())));
    assert!(then["models"].as_array().is_some_and(|all| all.iter().any(|one| !one["retires"].is_null())));
}

/// Transcripts, every report that the other tests read, and both together.
#[test]
fn usage_has_its_shape() {
    let path = |name: &str| Path::new(ROOT).join("tests").join(name).to_str().expect("UTF-8").to_string();
    let logs = shaped(&["usage", &path("logs/home")]);
    assert!(!logs["back_test"]["cut"].is_null() && !logs["calibration"]["kinds"].is_null());
    shaped(&["usage", &path("logs"), &path("reports"), "--recorded", "--zone", "+02:00"]);
    let mut anchored = 0;
    for entry in std::fs::read_dir(path("reports")).expect("reports").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.path().is_file() || name.ends_with(".rs") || name.ends_with("regressions") {
            continue;
        }
        let given = path(&format!("reports/{name}"));
        let answer = shaped(&["usage", &given]);
        anchored += usize::from(!answer["calibration"]["from_preset"].is_null());
    }
    assert!(anchored > 3, "{anchored}");
}

/// A schema that lets anything pass would hold nothing: no member may be left out, none added, none be text
/// instead.
#[test]
fn schemas_refuse_other_shapes() {
    let link = link::encode(&scenarios()[0]);
    let logs = Path::new(ROOT).join("tests/logs/home");
    for arguments in [
        &["estimate", &link][..],
        &["usage", logs.to_str().expect("UTF-8")],
        &["compare", &link, &link],
        &["check", &link, "--max-month", "1"],
        &["rates", "--on", "2026-11-28"],
    ] {
        let answer = shaped(arguments);
        let validator = validator(arguments[0]);
        for key in answer.as_object().expect("an object").keys() {
            let optional = ["calibration", "back_test"].contains(&key.as_str());
            let mut less = answer.clone();
            less.as_object_mut().expect("an object").remove(key);
            assert_eq!(validator.is_valid(&less), optional, "{arguments:?} without {key}");
            let mut other = answer.clone();
            other[key] = json!([["other"]]);
            assert!(!validator.is_valid(&other), "{arguments:?} with another {key}");
        }
        let mut more = answer.clone();
        more["another"] = json!(1);
        assert!(!validator.is_valid(&more), "{arguments:?} with another member");
        open_objects(&schema(arguments[0]), arguments[0]);
    }
}

/// Every object of a schema names its members; only a scenario's values are open, which the file's own format names.
fn open_objects(schema: &Value, place: &str) {
    match schema {
        Value::Object(members) => {
            if members.get("type") == Some(&json!("object")) && !place.ends_with("/values") {
                assert_eq!(members.get("additionalProperties"), Some(&json!(false)), "{place}");
            }
            members.iter().for_each(|(key, value)| open_objects(value, &format!("{place}/{key}")));
        }
        Value::Array(items) => items.iter().for_each(|value| open_objects(value, place)),
        _ => {}
    }
}
