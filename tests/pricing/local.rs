//! Currency and tax, for display alone.

use super::{answer, comes_back, month, typical};
use sawtooth::decisions::breakdown::breakdown;
use sawtooth::decisions::payment::{Span, paid};
use sawtooth::prices::plans;
use sawtooth::scenario::link::{Fault, decode, encode};
use sawtooth::scenario::{PayWith, Preset, Scenario, field, word};
use sawtooth::view::breakdown::csv;
use sawtooth::view::{Locale, local};

fn euro(rate: f64, rate_on: &str, tax: f64) -> Scenario {
    let mut scenario = typical();
    scenario.local.currency = "EUR".into();
    (scenario.local.rate, scenario.local.tax) = (rate, tax);
    scenario.local.rate_on = rate_on.into();
    scenario
}

fn line(scenario: &Scenario, usd: f64) -> String {
    local::line(scenario, Some(Span { low: usd, high: usd }), &Locale::default())
}

#[test]
fn currency_and_tax_come_back_from_link_and_file() {
    comes_back(&euro(0.92, "2026-11-28", 0.19), "~rate-0.92~tax-0.19~currency-EUR~rateOn-2026-11-28~");
}

#[test]
fn nothing_else_is_taken_for_a_code_or_a_day() {
    let (body, _) = encode(&typical()).rsplit_once('~').map(|(a, b)| (a.to_string(), b.to_string())).unwrap();
    for pair in [
        "currency-EURO",
        "currency-E1R",
        "rateOn-2026-13-01",
        "rateOn-today",
        "rate--1",
        "rate-1e9",
        "tax-1.5",
    ] {
        let (key, value) = pair.split_once('-').unwrap();
        let bad = Fault::BadValue { key: key.into(), value: value.into() };
        assert!(decode(&format!("{body}~{pair}~aaa")).faults.contains(&bad), "{pair}");
    }
    let mut scenario = typical();
    let mut set = |key: &str, text: &str| (word(key).unwrap().set)(&mut scenario, text);
    assert!(set("currency", " eur ") && !set("currency", "€") && !set("currency", "EURO"));
    assert!(set("rateOn", "2026-11-28") && !set("rateOn", "28.11.2026"));
    assert_eq!((scenario.local.currency.as_str(), scenario.local.rate_on.as_str()), ("EUR", "2026-11-28"));
    assert!((word("currency").unwrap().set)(&mut scenario, "") && scenario.local.currency.is_empty());
}

#[test]
fn line_has_a_code_at_every_figure() {
    assert_eq!(
        line(&euro(0.92, "2026-11-28", 0.19), 260.33),
        "EUR 239.50 a month before tax, EUR 285.01 with 19% tax, at 0.92 EUR per US$ (your rate of 2026-11-28)."
    );
    assert_eq!(
        line(&euro(0.92, "", 0.0), 1260.33),
        "EUR 1,159.50 a month before tax, at 0.92 EUR per US$ (your rate)."
    );
    let mut dollars = typical();
    dollars.local.tax = 0.081;
    assert_eq!(line(&dollars, 100.0), "USD 100.00 a month before tax, USD 108.10 with 8.1% tax.");
    let mut yen = euro(151.5, "", 0.1);
    yen.local.currency = "JPY".into();
    assert!(
        line(&yen, 155.29)
            .starts_with("JPY 23,526 a month before tax, JPY 25,879 with 10% tax, at 151.5 JPY")
    );
    let range = local::line(&euro(0.5, "", 0.0), Some(Span { low: 100.0, high: 177.0 }), &Locale::default());
    assert!(range.starts_with("EUR 50.00 to EUR 88.50 a month before tax"), "{range}");
}

#[test]
fn nothing_is_said_where_nothing_is_set_or_the_rate_is_missing() {
    assert_eq!(line(&typical(), 100.0), "");
    assert_eq!(local::line(&euro(0.92, "", 0.19), None, &Locale::default()), "");
    let without = euro(0.0, "", 0.19);
    assert_eq!(line(&without, 100.0), "");
    assert_eq!(local::problem(&without.local, "currency", ""), "Type how many EUR a US dollar costs.");
    assert!(local::problem(&without.local, "currency", "EURO").contains("“EURO” is no currency code"));
    assert!(local::problem(&without.local, "rateOn", "today").contains("“today” is no day"));
    assert!(field("rate").is_some_and(|rate| !rate.allows(-1.0) && rate.allows(0.92)));
    let mut dollars = typical();
    dollars.local.currency = "USD".into();
    assert_eq!((line(&dollars, 100.0), local::problem(&dollars.local, "currency", "")), Default::default());
}

#[test]
fn dollars_stay_as_they_are() {
    let local = euro(0.92, "2026-11-28", 0.19);
    assert_eq!(month(&local), month(&typical()));
    assert_eq!(local.starting_from(Preset::Heavy).local, local.local);
    assert!(local.works_like(Preset::Average));
}

#[test]
fn csv_has_the_same_behind_its_columns() {
    let table = |scenario: &Scenario| {
        let answer = answer(scenario);
        csv(&breakdown(&plans::shipped(), &answer), &plans::shipped(), &answer.scenario)
    };
    let mut local = euro(0.92, "2026-11-28", 0.19);
    local.batch.jobs = 1000.0;
    let plain = table(&Scenario { local: Default::default(), ..local.clone() });
    let rows = table(&local);
    let pairs = || rows.lines().zip(plain.lines());
    let behind =
        |(row, plain): (&str, &str)| row.strip_prefix(plain).expect("the columns of before").to_string();
    let mut all = pairs().map(behind);
    assert_eq!(
        all.next().expect("a head"),
        ",paid_EUR_month,paid_EUR_year,paid_EUR_month_with_tax,paid_EUR_year_with_tax,EUR_per_USD,rate_on,tax_percent"
    );
    for (behind, (_, plain)) in all.zip(pairs().skip(1)) {
        let number = |text: &str| text.parse::<f64>().expect("a number");
        let paid: Vec<f64> = plain.rsplit(',').take(2).map(number).collect();
        let cells: Vec<&str> = behind.split(',').skip(1).collect();
        for (cell, usd) in cells.iter().zip([paid[1], paid[0], paid[1] * 1.19, paid[0] * 1.19]) {
            // Dollars are to the cent, and lines in the other money less than a cent from theirs.
            assert!((number(cell) - usd * 0.92).abs() < 0.016, "{behind} of {plain}");
        }
        assert_eq!(cells[4..].join(","), "0.92,2026-11-28,19");
    }
    // Where it is open what is paid, it is in every money.
    local.pay_with(PayWith::Plan(String::new()));
    assert!(table(&local).trim_end().ends_with(",,,,,,,0.92,2026-11-28,19"), "{}", table(&local));
}

#[test]
fn plans_are_shown_in_it_too() {
    let mut plan = euro(0.5, "", 0.2);
    plan.pay_with(PayWith::Plan("max".into()));
    let answer = answer(&plan);
    let line = local::line(&plan, paid(&plans::shipped(), &answer).month, &Locale::default());
    assert!(line.starts_with("EUR 50.00 a month before tax, EUR 60.00 with 20% tax"), "{line}");
}
