//! The client's own setting of prices, `modelPricing`.

use super::{month, rate_of, typical};
use sawtooth::model::managed::{Lost, give, take};
use sawtooth::prices::{Class, PriceTier, RateTable, Rates};
use sawtooth::scenario::link::managed::{Managed, Wrong, holds, read, write};
use sawtooth::scenario::{Lifetime, Payment, PriceKey, Scenario};
use sawtooth::view::managed::{given, taken};

const EXAMPLE: &str = r#"{"modelPricing":{"multiplier":0.85,"overrides":{"claude-opus-5-5":
    {"input":4,"output":20,"cacheRead":0.2,"cacheWrite":5}}}}"#;

fn import(scenario: &Scenario, text: &str) -> Result<Scenario, Vec<Wrong>> {
    read(text).and_then(|managed| take(&RateTable::shipped(), scenario, &managed))
}

fn wrong(text: &str) -> Vec<String> {
    taken(&RateTable::shipped(), &typical(), text).expect_err(text)
}

/// "multiplier scales every computed cost, overridden or not" (sdk.d.ts of 0.3.332).
#[test]
fn a_setting_is_a_discount_and_own_rates() {
    let taken = import(&typical(), EXAMPLE).expect("a setting");
    assert_eq!(taken.discount, 0.15);
    for (class, rate) in Class::ALL.into_iter().zip([3.4, 4.25, 4.25, 0.17, 17.0]) {
        for tier in [PriceTier::Lower, PriceTier::Fast] {
            let key = PriceKey { model: "claude-opus-5-5".into(), tier, class };
            assert_eq!(taken.overrides.get(&key), Some(&rate), "{key:?}");
        }
    }
    // Opus 5.5 has no step of its prompts.
    assert_eq!(taken.overrides.len(), 10);
    // A scenario's own prices make room, and nothing else.
    let mut before = typical();
    before.overrides.insert(rate_of("claude-haiku-5-5", Class::Read), 9.0);
    before.name = "Ours".into();
    let after = import(&before, EXAMPLE).expect("a setting");
    assert_eq!(after, Scenario { name: "Ours".into(), ..taken });
}

#[test]
fn a_row_alone_is_charged_as_it_is_written() {
    let row = r#"{"overrides":{"claude-opus-5-5":{"input":4,"output":20,"cacheRead":0.2,"cacheWrite":5}}}"#;
    let mut opus = typical();
    opus.mix.truncate(1);
    opus.mix[0].share = 1.0;
    let taken = import(&opus, row).expect("a setting");
    let usage =
        |s: &Scenario| sawtooth::model::estimate::estimate(&RateTable::shipped(), s).answer.unwrap().month;
    let expected = |s: &Scenario| -> f64 {
        let rate = |class| match class {
            Class::Input => 4.0,
            Class::Output => 20.0,
            Class::Read => 0.2,
            Class::Write5m | Class::Write1h => 5.0,
        };
        usage(s).lines.iter().filter_map(|l| l.of).map(|of| of.tokens * rate(of.class) / 1e6).sum()
    };
    // Neither fast mode nor US-only inference adds to it.
    let all = [taken.clone(), Scenario { fast: true, ..taken.clone() }];
    for scenario in
        all.into_iter().chain([import(&Scenario { us_only: true, ..opus }, row).expect("a setting")])
    {
        let month = month(&scenario);
        assert!((month - expected(&scenario)).abs() < 1e-6 * month, "{month}");
    }
}

#[test]
fn a_row_holds_above_the_step_too() {
    let row = r#"{"modelPricing":{"overrides":{"claude-haiku-5-5":{"input":1,"output":4,"cacheRead":0.1,"cacheWrite":1.25}}}}"#;
    let taken = import(&typical(), row).expect("a setting");
    let upper = |class| PriceKey { model: "claude-haiku-5-5".into(), tier: PriceTier::Upper, class };
    assert_eq!(taken.overrides.get(&upper(Class::Read)), Some(&0.1));
    assert_eq!((taken.overrides.len(), taken.discount), (10, 0.0));
}

#[test]
fn models_are_known_by_the_clients_ids_and_no_others() {
    let row = |id: &str| {
        [r#"{"overrides":{""#, id, r#"":{"input":1,"output":4,"cacheRead":0.1,"cacheWrite":1.25}}}"#].concat()
    };
    for (id, model) in [
        ("claude-sonnet-4-6", "claude-sonnet-4-6"),
        ("Claude-Opus-4-5-20251101", "claude-opus-4-5"),
        ("us.anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5"),
        ("anthropic.claude-opus-4-8", "claude-opus-4-8"),
        ("claude-sonnet-4-5@20250929", "claude-sonnet-4-5"),
        ("claude-sonnet-4-20250514", "claude-sonnet-4-0"),
    ] {
        let taken = import(&typical(), &row(id)).expect(id);
        assert!(taken.overrides.keys().all(|key| key.model == model), "{id}");
    }
    for id in
        ["claude-opus-6", "our-opus", "gateway/claude-opus-5-5", "claude-opus", "", "claude-opus-5-5[1m]"]
    {
        assert_eq!(import(&typical(), &row(id)), Err(vec![Wrong::UnknownModel { id: id.into() }]), "{id}");
    }
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_taken() {
    let row = r#"{"input":4,"output":20,"cacheRead":0.2,"cacheWrite":5}"#;
    let with = |rows: &str| [r#"{"modelPricing":{"overrides":{"#, rows, "}}}"].concat();
    let opus = |row: &str| with(&[r#""claude-opus-5-5":"#, row].concat());
    for (text, words) in [
        (r#"{"modelPricing":{"multiplier":0}}"#.into(), "“multiplier” is 0, not a number from 0 to 10"),
        (r#"{"modelPricing":{"multiplier":10.5}}"#.into(), "“multiplier” is 10.5, not a number from 0 to 10"),
        (r#"{"modelPricing":{"multiplier":-1}}"#.into(), "“multiplier” is -1"),
        (r#"{"modelPricing":{"multiplier":"0.9"}}"#.into(), "“multiplier” is \"0.9\""),
        (r#"{"modelPricing":{"discount":0.1}}"#.into(), "“discount” is no part of modelPricing"),
        (r#"{"modelPricing":[]}"#.into(), "“modelPricing” is missing or of another kind"),
        (
            opus(&row.replace("20", "10001")),
            "“overrides.claude-opus-5-5.output” is 10001, not a number from 0 to 10000",
        ),
        (opus(&row.replace("0.2", "-0.2")), "“overrides.claude-opus-5-5.cacheRead” is -0.2"),
        (opus(&row.replace(r#","cacheWrite":5"#, "")), "“overrides.claude-opus-5-5.cacheWrite” is missing"),
        (
            opus(&row.replace("cacheWrite", "cacheWrite1h")),
            "“overrides.claude-opus-5-5.cacheWrite1h” is no part",
        ),
        (
            opus(&row.replace("0.2", "0")),
            "“claude-opus-5-5.cacheRead” is 0, and Sawtooth needs a price above 0",
        ),
        (
            with(&[r#""claude-opus-5-5":"#, row, r#","anthropic.claude-opus-5-5":"#, row].concat()),
            "is in it twice",
        ),
        (with(&[r#""claude-x":"#, row].concat()), "the price list has no model “claude-x”"),
        ("{".into(), "not JSON from line 1"),
        ("{}".into(), "it has no modelPricing"),
    ] {
        assert!(wrong(&text).iter().any(|line| line.contains(words)), "{text}: {:?}", wrong(&text));
    }
    // All that is wrong, not the first alone.
    let two = with(r#""claude-x":{"input":-1,"output":20,"cacheRead":0.2}"#);
    assert_eq!(wrong(&two).len(), 2);
}

#[test]
fn a_setting_is_told_from_logs_and_scenarios() {
    for text in [EXAMPLE, r#"{"multiplier":0.9}"#, r#"{"permissions":{},"modelPricing":{"multiplier":99}}"#] {
        assert!(holds(text), "{text}");
    }
    let scenario = sawtooth::scenario::link::file::write(&typical());
    let log = r#"{"type":"user","message":"modelPricing"}"#;
    for text in
        [&scenario, log, "{}", "", "modelPricing", r#"{"overrides":{},"other":1}"#, r#"["modelPricing"]"#]
    {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn prices_go_out_and_come_back() {
    let mut ours = typical();
    let mut set = |model: &str, tier, rates: [f64; 5]| {
        for (class, rate) in Class::ALL.into_iter().zip(rates) {
            ours.overrides.insert(PriceKey { model: model.into(), tier, class }, rate);
        }
    };
    for tier in [PriceTier::Lower, PriceTier::Fast] {
        set("claude-opus-5-5", tier, [4.0, 5.0, 5.0, 0.2, 20.0]);
    }
    for tier in [PriceTier::Lower, PriceTier::Upper] {
        set("claude-haiku-5-5", tier, [0.7, 0.9, 0.9, 0.013, 3.3]);
    }
    for discount in [0.0, 0.15, -0.05, 0.333] {
        ours.discount = discount;
        let (managed, lost) = give(&RateTable::shipped(), &ours);
        assert_eq!(lost, []);
        assert_eq!(read(&write(&managed)), Ok(managed));
        assert_eq!(
            import(&typical(), &given(&RateTable::shipped(), &ours).0),
            Ok(ours.clone()),
            "{discount}"
        );
    }
    assert_eq!(write(&Managed { multiplier: 1.0, rows: Vec::new() }), "{\n  \"modelPricing\": {}\n}");
}

/// The list's own cache writes differ, and so do its tiers.
#[test]
fn what_a_setting_cannot_say_is_said() {
    let table = RateTable::shipped();
    let mut ours = typical();
    ours.overrides.insert(rate_of("claude-haiku-5-5", Class::Read), 0.01);
    ours.overrides.insert(rate_of("claude-opus-5-5", Class::Write5m), 6.0);
    let (managed, lost) = give(&table, &ours);
    let model = |name: &str| name.to_string();
    let kept = Lifetime::FiveMinutes;
    assert_eq!(
        lost,
        [
            Lost::Writes { model: model("Haiku 5.5"), kept },
            Lost::Tier { model: model("Haiku 5.5"), tier: PriceTier::Upper },
            Lost::Writes { model: model("Opus 5.5"), kept },
        ]
    );
    // All four rates are required: those that are not one's own are the list's.
    let list: Rates = table.model("claude-opus-5-5").unwrap().price(ours.priced_on, 1).unwrap().rates;
    let opus = managed.rows.iter().find(|(id, _)| id == "claude-opus-5-5").expect("a row");
    assert_eq!(opus.1, [list.input, list.output, list.read, 6.0]);
    ours.fast = true;
    let fast = Lost::Tier { model: model("Opus 5.5"), tier: PriceTier::Fast };
    assert!(give(&table, &ours).1.contains(&fast));
    // On a subscription an hour's lifetime is written.
    let plan = Scenario { payment: Payment::Subscription, ..ours.clone() };
    let (managed, _) = give(&table, &plan);
    let opus = managed.rows.iter().find(|(id, _)| id == "claude-opus-5-5").expect("a row");
    assert_eq!(opus.1[3], list.write_1h);
    ours.overrides.insert(rate_of("claude-opus-5-5", Class::Output), 10_001.0);
    ours.overrides.insert(rate_of("no-model", Class::Output), 1.0);
    let rows: Vec<String> = give(&table, &ours).0.rows.into_iter().map(|(id, _)| id).collect();
    assert_eq!(rows, ["claude-haiku-5-5"]);
    let sentences = given(&table, &ours).1.join(" ");
    assert!(sentences.contains("Haiku 5.5: modelPricing has one cache write, here the 5-minute rate."));
    assert!(sentences.contains("no-model: no price on this day"), "{sentences}");
}
