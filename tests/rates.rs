//! The shipped prices and plans: rules of the table, worked rates, and a second list.

use sawtooth::prices::plans::{self, PlanUsage};
use sawtooth::prices::vendors::VendorList;
use sawtooth::prices::{Class, Date, PriceTier, RateTable, Rates};

#[path = "rates/differences.rs"]
mod differences;
#[path = "rates/genai.rs"]
mod genai;
#[path = "rates/vendors.rs"]
mod vendors;

/// Checks the rates of `model` on `day` in `tier`, in the order input, 5-minute write, 1-hour
/// write, read, output.
fn check(model: &str, day: &str, tier: PriceTier, expected: Option<[f64; 5]>) {
    let table = RateTable::shipped();
    let model = table.model(model).expect(model);
    let row = model.price(day.parse().expect(day), table.revision).expect(day);
    let rates = match tier {
        PriceTier::Lower => Some(row.rates),
        PriceTier::Upper => row.step.map(|step| step.rates),
        PriceTier::Fast => row.fast,
    };
    let found = rates.map(|rates| Class::ALL.map(|class| rates.of(class)));
    assert_eq!(found, expected, "{} {day} {tier:?}", model.id);
}

/// Source: FACTS section 1, from the provider's pricing pages and two dated lists.
#[test]
fn rates_on_days() {
    use PriceTier::{Fast, Lower, Upper};
    let opus_55 = "claude-opus-5-5";
    check(opus_55, "2026-11-21", Lower, Some([4.0, 5.0, 8.0, 0.2, 20.0]));
    check(opus_55, "2026-11-21", Fast, Some([8.0, 10.0, 16.0, 0.4, 40.0]));
    check(opus_55, "2026-11-21", Upper, None);
    let sonnet_55 = "claude-sonnet-5-5";
    check(sonnet_55, "2026-10-06", Lower, Some([2.0, 2.5, 4.0, 0.2, 10.0]));
    check(sonnet_55, "2026-10-07", Lower, Some([2.0, 2.5, 4.0, 0.1, 10.0]));
    let opus_46 = "claude-opus-4-6";
    check(opus_46, "2026-03-12", Upper, Some([10.0, 12.5, 20.0, 1.0, 37.5]));
    check(opus_46, "2026-03-13", Upper, None);
    let opus_48 = "claude-opus-4-8";
    check(opus_48, "2026-11-29", Fast, Some([10.0, 12.5, 20.0, 1.0, 50.0]));
    check(opus_48, "2026-11-30", Fast, None);
    let sonnet_4 = "claude-sonnet-4-0";
    check(sonnet_4, "2026-04-29", Upper, Some([6.0, 7.5, 12.0, 0.6, 22.5]));
    check(sonnet_4, "2026-04-30", Upper, None);
    let haiku_3 = "claude-3-haiku-20240307";
    check(haiku_3, "2026-01-01", Lower, Some([0.25, 0.3, 0.5, 0.03, 1.25]));
}

/// The advice vectors haiku55-under and haiku55-over: one prompt token turns the whole request.
#[test]
fn haiku_55_steps_beyond_100_000_tokens() {
    let table = RateTable::shipped();
    let haiku = table.model("claude-haiku-5-5").expect("shipped");
    let row = haiku.price(haiku.released, table.revision).expect("priced");
    let step = row.step.expect("stepped");
    let usd = |input: f64, read: f64, output: f64| {
        let upper = input + read > step.above;
        let rates = if upper { step.rates } else { row.rates };
        (input * rates.input + read * rates.read + output * rates.output) / 1e6
    };
    assert!((usd(1_000.0, 99_000.0, 2_000.0) - 0.00209).abs() < 1e-12);
    assert!((usd(1_001.0, 99_000.0, 2_000.0) - 0.010_450_5).abs() < 1e-12);
}

#[test]
fn the_picker_leads_with_confirmed_models() {
    let table = RateTable::shipped();
    let current = table.models.iter().filter(|model| model.current);
    let names: Vec<_> = current.map(|model| model.name.as_str()).collect();
    assert_eq!(names, ["Fable 5.2", "Opus 5.5", "Sonnet 5.5", "Haiku 5.5"]);
}

#[test]
fn every_day_since_release_has_a_price() {
    let table = RateTable::shipped();
    assert_eq!(table.models.len(), 27);
    for model in &table.models {
        assert!(model.price(model.released, table.revision).is_some(), "{}", model.id);
        let gaps = model.prices.iter().filter_map(|row| row.to);
        for day in gaps {
            assert!(model.price(day, table.revision).is_some(), "{} {day}", model.id);
        }
    }
}

#[test]
fn retirement_starts_on_its_day() {
    let table = RateTable::shipped();
    let sonnet_45 = table.model("claude-sonnet-4-5").expect("shipped");
    let on = |day: &str| sonnet_45.retired(day.parse().expect(day));
    assert_eq!([on("2026-11-29"), on("2026-11-30")], [false, true]);
}

const EARLIER: &str = r#"{"revision": 1, "from": "2026-01-01", "checked": "2026-01-01", "source": ["s"],
    "rates": {"input": 1, "write_5m": 1, "write_1h": 1, "read": 1, "output": 1}}"#;

/// A table of one model with these price rows.
fn table_of(rows: &[&str]) -> Result<RateTable, String> {
    let rows = rows.join(",");
    RateTable::parse(&format!(
        r#"{{"schema": "sawtooth-rates/1", "unit": "USD per million tokens", "revision": 2,
        "sources": {{"s": "a page"}}, "models": [{{"id": "m", "name": "M", "family": "opus",
        "tokenizer": "2026", "us_only": true, "window": 1000, "released": "2026-01-01",
        "prices": [{rows}]}}]}}"#
    ))
}

#[test]
fn a_correction_outranks_but_does_not_replace() {
    let later = EARLIER.replace("\"revision\": 1", "\"revision\": 2").replace("\"read\": 1", "\"read\": 3");
    let table = table_of(&[&later, EARLIER]).expect("valid");
    let day: Date = "2026-05-05".parse().expect("a day");
    let read = |revision| table.models[0].price(day, revision).map(|row| row.rates.read);
    assert_eq!([read(0), read(1), read(2), read(9)], [None, Some(1.0), Some(3.0), Some(3.0)]);
}

#[test]
fn a_wrong_table_is_refused_with_its_place() {
    let refused = |from: &str, to: &str, expected: &str| {
        let error = table_of(&[&EARLIER.replace(from, to)]).expect_err(to);
        assert!(error.starts_with(expected), "{error}, and not {expected}");
    };
    refused("\"read\": 1", "\"read\": 0", "m: prices[0].rates.read: 0 is not a positive number at line 5");
    refused("[\"s\"]", "[\"t\"]", "m: source \"t\" is not in sources");
    refused("[\"s\"]", "[]", "m: source names nothing");
    refused("\"revision\": 1", "\"revision\": 3", "m: revision 3 is not in 1 to 2");
    let no_day = "m: prices[0].from: \"soon\" is not a day like 2026-11-21";
    refused("\"from\": \"2026-01-01\"", "\"from\": \"soon\"", no_day);
    refused("\"read\": 1, ", "", "m: prices[0].rates: missing field `read`");
    let no_number = "m: prices[0].rates.read: invalid type: string \"1\", expected f64";
    refused("\"read\": 1", "\"read\": \"1\"", no_number);
    refused("\"read\": 1", "\"read\": 1, \"read\": 1", "m: prices[0].rates: duplicate field `read`");
    refused("\"checked\"", "\"cheked\"", "m: prices[0].cheked: unknown field `cheked`, expected one of");
    refused("\"checked\": \"2026-01-01\",", "", "m: prices[0]: missing field `checked`");
    let no_count = "m: prices[0].revision: invalid type: floating point `1.5`, expected u32";
    refused("\"revision\": 1", "\"revision\": 1.5", no_count);
    refused("\"revision\": 1", "\"revision\": 1, \"fats\": {}", "m: prices[0].fats: unknown field `fats`");
    refused("[\"s\"],", "[\"s\"]", "rate table: not JSON from line 5 on");
    let second = EARLIER.replace("\"checked\": \"2026-01-01\"", "\"checked\": \"2026-02-30\"");
    let told = table_of(&[EARLIER, &second]).expect_err("no such day");
    assert!(told.starts_with("m: prices[1].checked: \"2026-02-30\" is not a day like"), "{told}");
    let twice = table_of(&[EARLIER, EARLIER]).expect_err("overlap");
    assert_eq!(twice, "m: prices from 2026-01-01 and from 2026-01-01 hold on the same day");
    assert_eq!(table_of(&[]).expect_err("empty"), "m: prices has no row");
}

#[test]
fn setting_a_rate_touches_no_other() {
    for class in Class::ALL {
        let mut rates = Rates { input: 1.0, write_5m: 1.0, write_1h: 1.0, read: 1.0, output: 1.0 };
        rates.set(class, 2.0);
        let changed = Class::ALL.into_iter().filter(|class| rates.of(*class) == 2.0);
        assert_eq!(changed.collect::<Vec<_>>(), [class]);
    }
}

/// Source: FACTS section 2.
#[test]
fn plans_cost_what_the_facts_say() {
    let plans = plans::shipped();
    let prices = plans.iter().map(|plan| (plan.name.as_str(), plan.usd_month, plan.usd_month_annual));
    let expected = [
        ("Pro", 20.0, Some(17.0)),
        ("Max", 100.0, None),
        ("Ultra", 200.0, None),
        ("Team Standard", 25.0, Some(20.0)),
        ("Team Premium", 125.0, Some(100.0)),
        ("Enterprise", 20.0, None),
    ];
    assert_eq!(prices.collect::<Vec<_>>(), expected);
    let metered = plans.iter().filter(|plan| plan.usage == PlanUsage::ApiRates);
    assert_eq!(metered.map(|plan| plan.id.as_str()).collect::<Vec<_>>(), ["enterprise"]);
}

#[test]
fn genai_prices_agrees_or_we_know_why() {
    let found = genai::differences(&RateTable::shipped());
    let list = include_str!("rates/known_differences.json");
    let complaints = differences::unsettled(&found, list).expect("the list is valid");
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn genai_prices_agrees_on_other_vendors_or_we_know_why() {
    let found = vendors::differences(&VendorList::shipped());
    let list = include_str!("rates/vendor_differences.json");
    let complaints = differences::unsettled(&found, list).expect("the list is valid");
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn a_stale_or_bare_entry_is_a_complaint() {
    let list =
        r#"[{"model": "m", "what": "w", "ours": "1", "theirs": "2", "reason": "", "second_source": "s"}]"#;
    let complaints = differences::unsettled(&[], list).expect("the list is valid");
    let expected = ["no reason or second source: m, w", "no longer differs: m: w: ours 1, theirs 2"];
    assert_eq!(complaints, expected);
}
