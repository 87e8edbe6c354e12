//! Worked numbers, each with its source, against the library: `tests/vectors/*.json`.
//!
//! A row's `value` is a scenario in the words of the share link and what to take of its
//! answer; `over`, `less` and `saves` (percent) relate it to another one. `expect` holds
//! exactly, or to `decimals`. `shows` is what the source prints, `says` what it gets wrong.

use sawtooth::model::bill::Bill;
use sawtooth::model::estimate::{Answer, MONTHS_A_YEAR, Warning, estimate};
use sawtooth::model::price::Prices;
use sawtooth::model::usage::{Source, Usage};
use sawtooth::prices::{Class, Date, PriceTier, RateTable};
use sawtooth::scenario::{Basis, Preset, Scenario, Share, Trouble, Window, august, choice, field};
use serde_json::Value;

mod reference;

#[test]
fn the_model_s_vectors() {
    check(include_str!("vectors/model.json"));
}

#[test]
fn presets_cost_what_is_published() {
    check(include_str!("vectors/presets.json"));
}

#[test]
fn advice_right_and_wrong() {
    check(include_str!("vectors/advice.json"));
}

/// Runs a table and tells of every row that does not hold.
fn check(rows: &str) {
    let table = RateTable::shipped();
    let rows: Vec<Value> = serde_json::from_str(rows).unwrap();
    let failures: Vec<String> = rows
        .iter()
        .filter(|row| row.get("not_ours").is_none())
        .filter_map(|row| fault(&table, row))
        .collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), rows.len(), failures.join("\n"));
}

fn fault(table: &RateTable, row: &Value) -> Option<String> {
    assert!(row["source"].as_str().is_some_and(|s| !s.is_empty()), "a source for {row}");
    let ours = value(table, &row["value"]);
    let expected = number(&row["expect"]);
    let holds = match row.get("decimals").and_then(Value::as_u64) {
        Some(decimals) => rounded(ours, decimals as i32) == rounded(expected, decimals as i32),
        None => (ours - expected).abs() <= 1e-12 * expected.abs(),
    };
    let shows = row.get("shows").map(|shows| {
        let decimals = row["shows_decimals"].as_i64().unwrap() as i32;
        rounded(ours, decimals) == rounded(number(shows), decimals)
    });
    let refuted = row.get("says").map(|says| {
        let decimals = says.as_str().unwrap().split_once('.').map_or(0, |(_, d)| d.len() as i32);
        rounded(ours, decimals) != rounded(number(says), decimals)
    });
    let ok = holds && shows.unwrap_or(true) && refuted.unwrap_or(true);
    (!ok).then(|| format!("ours is {ours}: {row}"))
}

/// Half up, as every source here rounds; what only binary digits push under a half counts as one.
fn rounded(value: f64, decimals: i32) -> i64 {
    (value * 10f64.powi(decimals) * (1.0 + 1e-12) + 0.5).floor() as i64
}

fn value(table: &RateTable, spec: &Value) -> f64 {
    let own = taken(table, spec);
    let other = |word: &str| spec.get(word).map(|other| taken(table, other));
    match (other("over"), other("less"), other("saves")) {
        (Some(other), ..) => own / other,
        (_, Some(other), _) => own - other,
        (.., Some(other)) => (1.0 - own / other) * 100.0,
        _ => own,
    }
}

fn taken(table: &RateTable, spec: &Value) -> f64 {
    let scenario = scenario(table, spec);
    let model = table.model(&scenario.mix[0].model);
    match spec["take"].as_str().unwrap() {
        "unknown" => f64::from(matches!(
            &estimate(table, &scenario).problems[..],
            [problem] if matches!(problem.trouble, Trouble::UnknownModel { .. })
        )),
        "current" => f64::from(model.unwrap().current),
        "window" => model.unwrap().window,
        "request" => request(table, &scenario),
        word => of_answer(table, &scenario, word),
    }
}

fn of_answer(table: &RateTable, scenario: &Scenario, word: &str) -> f64 {
    let estimate = estimate(table, scenario);
    let answer = estimate.answer.unwrap_or_else(|| panic!("{:?} in {scenario:?}", estimate.problems));
    agrees_with_the_reference(table, scenario, &answer);
    match word {
        "session" => answer.session.total,
        "day" => answer.active_day,
        "month" => answer.month.total,
        "year" => answer.month.total * MONTHS_A_YEAR,
        "prompt" => answer.expected.usage.tokens.iter().map(|(_, _, tokens)| tokens.prompt()).sum(),
        "peak" => answer.expected.peak,
        "compactions" => answer.expected.compactions,
        "reported" => answer.expected.reported * 100.0,
        "retired" => f64::from(answer.warnings.iter().any(|w| matches!(w, Warning::Retired { .. }))),
        other => panic!("nothing to take named {other}"),
    }
}

/// The vectors are the reference's too: both must be the page's model.
fn agrees_with_the_reference(table: &RateTable, scenario: &Scenario, answer: &Answer) {
    let outcome = reference::month(table, scenario);
    assert!(!outcome.near, "a vector hangs on its last digit: {scenario:?}");
    let reference = outcome.answer.unwrap();
    let close = |a: f64, b: f64| assert!((a - b).abs() <= 1e-9 * b.abs(), "{a} is not {b} in {scenario:?}");
    close(answer.month.total, reference.month);
    close(answer.session.total, reference::usd(&reference.session));
    if scenario.basis == Basis::Work {
        close(answer.expected.turns, reference.turns);
        close(answer.expected.compactions, reference.compactions);
        close(answer.expected.reported, reference.reported);
        assert!(answer.expected.hit_rate.is_none_or(|h| Some(h) == reference.hit_rate));
    }
}

/// One request by the library's bill, its tier by the table's step.
fn request(table: &RateTable, scenario: &Scenario) -> f64 {
    let prices = Prices::new(table, scenario, &[]);
    let totals = &scenario.totals;
    let prompt = totals.input + totals.write_5m + totals.write_1h + totals.read;
    let upper = prices.0[0].step.is_some_and(|step| prompt > step);
    let tier = if upper { PriceTier::Upper } else { PriceTier::Lower };
    let mut usage = Usage::default();
    let tokens = usage.of(Source::Main, 0);
    tokens.add(tier, Class::Input, totals.input);
    tokens.add(tier, Class::Read, totals.read);
    tokens.add(tier, Class::Output, totals.output);
    Bill::new(&prices, &usage).total
}

fn scenario(table: &RateTable, spec: &Value) -> Scenario {
    let preset =
        spec.get("preset").map_or(Preset::Average, |key| Preset::from_key(key.as_str().unwrap()).unwrap());
    let mut scenario = match spec.get("on") {
        Some(day) => preset.scenario(day.as_str().unwrap().parse::<Date>().unwrap(), table.revision),
        None => august(preset, table.revision),
    };
    if let Some(mix) = spec.get("mix").and_then(Value::as_object) {
        let share = |(model, share): (&String, &Value)| Share {
            model: model.clone(),
            share: share.as_f64().unwrap(),
        };
        scenario.mix = mix.iter().map(share).collect();
    }
    // MODEL.md section 10 sets it.
    scenario.window = Window::Large;
    for (key, value) in spec["set"].as_object().unwrap() {
        set(&mut scenario, key, value);
    }
    scenario
}

fn set(scenario: &mut Scenario, key: &str, value: &Value) {
    match (field(key), choice(key)) {
        (Some(field), _) => (field.set)(scenario, value.as_f64().unwrap()),
        (_, Some(choice)) => {
            let word = value.as_str().unwrap();
            assert!(choice.words.contains(&word), "{key} is never {word}");
            (choice.set)(scenario, word);
        }
        _ if key == "jobModel" => scenario.batch.model = value.as_str().unwrap().into(),
        _ => panic!("nothing to set named {key}"),
    }
}

fn number(value: &Value) -> f64 {
    value.as_str().unwrap().parse().unwrap()
}

/// Links that earlier versions of the page made open as they did: same scenario, same number.
#[test]
fn links_of_before_open_unchanged() {
    let golden: serde_json::Value = serde_json::from_str(include_str!("golden_links.json")).expect("JSON");
    let table = RateTable::shipped();
    for row in golden.as_array().expect("a list") {
        let link = row["link"].as_str().expect("a link");
        let opened = sawtooth::scenario::link::decode(link);
        assert_eq!(opened.faults, [], "{link}");
        let scenario = opened.scenario.expect("a scenario");
        assert_eq!(sawtooth::scenario::link::encode(&scenario), link);
        let month = estimate(&table, &scenario).answer.expect("a price").month.total;
        let expected = row["usd_month"].as_f64().expect("dollars");
        assert!((month - expected).abs() < 1e-6, "{link}: {month}, not {expected}");
    }
}
