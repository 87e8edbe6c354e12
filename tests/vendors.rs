//! Other vendors' models: the list, and the same work at its prices.

use sawtooth::prices::vendors::{ListError, VendorList, VendorModel, Why, Wrong};
use sawtooth::prices::{Date, date};

const TODAY: Date = date(2026, 11, 30);

#[path = "vendors/month.rs"]
mod month;
#[path = "vendors/words.rs"]
mod words;

fn model(id: &str) -> VendorModel {
    VendorList::shipped().models.into_iter().find(|model| model.id == id).expect(id)
}

/// Input, output and cache reads on a day.
fn rates_on(id: &str, day: &str) -> [f64; 3] {
    let model = model(id);
    let price = model.price(day.parse().expect(day)).expect(id);
    [price.rates.input, price.rates.output, price.rates.read.expect(id)]
}

#[test]
fn the_shipped_list_keeps_the_rules() {
    let json = include_str!("../src/prices/data/vendors.json");
    assert_eq!(VendorList::parse(json), Ok(VendorList::shipped()));
    let list = VendorList::shipped();
    assert_eq!(list.models.len(), 71);
    for model in &list.models {
        assert!(!list.sources_of(model).is_empty(), "{}", model.id);
        assert!(model.checked >= list.since, "{}", model.id);
    }
}

/// Source: the corrections of 2026-11-28 to the rows of 2026-11-21.
#[test]
fn corrections_are_applied() {
    assert_eq!(rates_on("gpt-6.2-astra", "2026-11-30"), [8.0, 40.0, 0.4]);
    assert_eq!(rates_on("gpt-6.2-sol", "2026-11-30"), [2.0, 10.0, 0.1]);
    assert_eq!(rates_on("gemini-4-neon", "2026-11-30"), [3.0, 15.0, 0.15]);
    assert_eq!(rates_on("gemini-4-hydrogen", "2026-11-30"), [1.5, 7.5, 0.075]);
    assert_eq!(rates_on("mistral-large-4", "2026-11-30"), [0.7, 2.1, 0.07]);
    assert_eq!(rates_on("qwen4-max", "2026-11-30"), [1.5, 4.5, 0.075]);
    assert_eq!(rates_on("gpt-6-cyber", "2026-11-30"), [20.0, 100.0, 2.0]);
    assert_eq!(rates_on("kimi-k3.1-pro-highspeed", "2026-11-30"), [4.0, 20.0, 0.2]);
    let step = model("gpt-6.2-astra").prices[0].step.expect("a step");
    assert_eq!((step.above, step.rates.input, step.rates.output), (272e3, 16.0, 60.0));
}

#[test]
fn introductory_prices_end_on_their_day() {
    for id in ["gemini-4-argon", "gemini-4-carbon"] {
        assert_eq!(rates_on(id, "2026-11-30"), [2.0, 10.0, 0.1], "{id}");
        assert_eq!(rates_on(id, "2026-12-01"), [4.0, 20.0, 0.2], "{id}");
    }
    for id in ["gemini-3.6-flash", "gemini-3.7-flash", "gemini-3.8-flash"] {
        assert_eq!(rates_on(id, "2026-12-31"), [0.75, 3.75, 0.075], "{id}");
        assert_eq!(rates_on(id, "2027-01-01"), [1.5, 7.5, 0.15], "{id}");
    }
}

#[test]
fn models_end_on_their_day() {
    let ends = [
        ("gemini-2.5-flash", "2026-12-01"),
        ("gemini-2.5-pro", "2026-12-01"),
        ("gpt-4.1", "2027-01-14"),
        ("gpt-5", "2026-12-11"),
        ("gpt-5-mini", "2026-12-11"),
        ("gpt-5.1", "2027-04-01"),
        ("gpt-5.3-codex", "2027-04-01"),
        ("mistral-large-2512", "2027-04-30"),
        ("mistral-medium-3-5", "2027-04-30"),
        ("o3", "2026-12-11"),
    ];
    let list = VendorList::shipped();
    let later = list.models.iter().filter(|m| !m.has_ended(TODAY));
    let mut later: Vec<(&str, Date)> = later.filter_map(|m| Some((m.id.as_str(), m.ends?))).collect();
    later.sort();
    assert_eq!(later, ends.map(|(id, day)| (id, day.parse().expect(day))));
    let gone: Vec<&str> = list.models.iter().filter(|m| m.has_ended(TODAY)).map(|m| m.id.as_str()).collect();
    assert_eq!(gone, ["gpt-5.1-codex-mini", "o4-mini", "grok-code-fast-1"]);
}

#[test]
fn a_price_that_is_not_known_has_both() {
    let why = |id: &str| model(id).prices[0].or.as_ref().map(|other| (other.why, other.rates.input));
    assert_eq!(why("gpt-5.6-sol"), Some((Why::Promotion, 5.0)));
    assert_eq!(why("deepseek-v4-pro"), Some((Why::Hours, 0.66)));
    assert_eq!(why("gpt-6-sol"), None);
}

#[test]
fn classes_without_a_price_cost_input() {
    let by_class = |id: &str| model(id).prices[0].rates.by_class();
    let glm = by_class("GLM-5.3");
    assert_eq!((glm.write_5m, glm.write_1h, glm.read), (1.4, 1.4, 0.26));
    let kimi = by_class("kimi-k3");
    assert_eq!((kimi.write_5m, kimi.write_1h), (3.0, 6.0));
    let sol = by_class("gpt-6.1-sol");
    assert_eq!((sol.write_5m, sol.write_1h), (2.5, 2.5));
}

/// A list of one model with this in its price and in itself.
fn list_of(model: &str, price: &str) -> Result<VendorList, ListError> {
    VendorList::parse(&format!(
        r#"{{"schema": "sawtooth-vendors/1", "unit": "USD per million tokens", "since": "2026-11-21",
        "sources": {{"s": "a page"}}, "models": [{{"id": "m", "name": "M", "vendor": "V",
        "checked": "2026-11-28", "source": ["s"]{model}, "prices": [{{{price}}}]}}]}}"#
    ))
}

const PRICE: &str = r#""rates": {"input": 2, "output": 10}"#;

#[test]
fn a_wrong_list_is_refused_with_its_reason() {
    assert!(list_of("", PRICE).is_ok());
    let refused = |model: &str, price: &str, wrong: Wrong| {
        assert_eq!(list_of(model, price), Err(ListError::Model { id: "m".into(), wrong }), "{model}{price}");
    };
    let price = |more: &str| format!("{PRICE}{more}");
    refused(r#", "batch": 1.5"#, PRICE, Wrong::BatchCostsMore);
    refused(r#", "ends": "2026-11-01""#, &price(r#", "from": "2026-11-01""#), Wrong::EndsBeforeItsPrice);
    refused(
        "",
        &price(r#", "step": {"above": 5, "rates": {"input": 1, "output": 10}}"#),
        Wrong::StepCostsLess,
    );
    refused("", r#""rates": {"input": 2, "output": 10, "read": 3}"#, Wrong::ReadCostsMore);
    let same_day =
        price(r#", "from": "2026-11-01"}, {"from": "2026-11-01", "rates": {"input": 1, "output": 1}"#);
    refused("", &same_day, Wrong::DaysOutOfOrder);
    let undated = price(r#"}, {"rates": {"input": 1, "output": 1}"#);
    refused("", &undated, Wrong::DaysOutOfOrder);
    let json = |model: &str, price: &str| list_of(model, price).expect_err(price).to_string();
    let zero = json("", r#""rates": {"input": 0, "output": 10}"#);
    assert!(zero.starts_with("m: prices[0].rates.input: 0 is not a positive number"), "{zero}");
    let misspelt = json(r#", "ended": "2026-11-01""#, PRICE);
    assert!(misspelt.starts_with("m: ended: unknown field `ended`"), "{misspelt}");
    let text = include_str!("../src/prices/data/vendors.json");
    assert_eq!(VendorList::parse(&text.replace("vendors/1", "vendors/2")), Err(ListError::NotThisList));
    let moved = text.replace(r#""id": "composer-2.5","#, r#""id": "composer-9","#);
    let wrong = |id: &str, wrong| Err(ListError::Model { id: id.into(), wrong });
    assert_eq!(VendorList::parse(&moved), wrong("composer-2.5-fast", Wrong::OutOfOrder));
    let source = text.replace(r#""litellm-52347": "#, r#""litellm-1": "#);
    let unknown = Wrong::UnknownSource("litellm-52347".into());
    assert_eq!(VendorList::parse(&source), wrong("gpt-6.2-astra", unknown));
}
