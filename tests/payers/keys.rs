//! The keys `plan`, `cloud` and `groupPays`.

use crate::{answer, typical};
use sawtooth::scenario::link::{decode, encode, file};
use sawtooth::scenario::{Cloud, Payment, Pays, Preset, PriceKey, Scenario};

#[test]
fn links_without_the_keys_open_as_before() {
    let link = "s1~average1~on-2026-11-21~rev-1~ujr";
    let opened = decode(link).scenario.expect("a golden link");
    assert_eq!((opened.plan.as_str(), opened.cloud), ("", Cloud::Any));
    assert_eq!(opened, typical());
    assert_eq!(encode(&opened), link);
}

#[test]
fn links_and_files_carry_who_is_paid() {
    let mut scenario = typical();
    scenario.payment = Payment::Subscription;
    scenario.plan = "team-premium".into();
    scenario.set_number("light", 2.0);
    scenario.set_number("heavy", 3.0);
    scenario.team.set_pays(1, Pays::Api);
    scenario.team.set_pays(2, Pays::Plan("team-standard".into()));
    let link = encode(&scenario);
    assert!(link.contains("~plan-team-premium~groupPays-light_api_heavy_team-standard~"), "{link}");
    assert_eq!(decode(&link).scenario, Some(scenario.clone()));
    assert_eq!(file::read(&file::write(&scenario)).scenario, Some(scenario));
}

#[test]
fn a_group_that_is_none_is_refused() {
    let scenario = typical();
    let link = encode(&scenario).replace("~rev-1~", "~rev-1~groupPays-nobody_max~");
    assert!(!decode(&link).faults.is_empty());
}

#[test]
fn a_preset_keeps_who_is_paid() {
    let mut scenario = typical();
    (scenario.payment, scenario.cloud, scenario.plan) = (Payment::Cloud, Cloud::VertexRegional, "max".into());
    scenario.team.set_pays(0, Pays::Api);
    let light = scenario.starting_from(Preset::Light);
    assert_eq!((light.cloud, light.plan.as_str()), (Cloud::VertexRegional, "max"));
    assert_eq!(light.team.pays(0), &Pays::Api);
    assert!(light.works_like(Preset::Light));
}

fn at(cloud: Cloud) -> Scenario {
    Scenario { payment: Payment::Cloud, cloud, ..typical() }
}

/// FACTS, Clouds: global 1.0, regional 1.1, GovCloud 1.2; Foundry bills the list price.
#[test]
fn a_region_adds_its_surcharge() {
    let list = answer(&typical()).month.total;
    for (cloud, factor) in [
        (Cloud::Any, 1.0),
        (Cloud::Bedrock, 1.0),
        (Cloud::BedrockRegional, 1.1),
        (Cloud::BedrockGov, 1.2),
        (Cloud::Vertex, 1.0),
        (Cloud::VertexRegional, 1.1),
        (Cloud::Foundry, 1.0),
        (Cloud::AwsPlatform, 1.0),
    ] {
        let month = answer(&at(cloud)).month.total;
        assert!((month - list * factor).abs() < 1e-9 * list, "{cloud:?}: {month}");
    }
}

#[test]
fn a_region_adds_nothing_for_others() {
    let scenario = Scenario { cloud: Cloud::BedrockGov, ..typical() };
    assert_eq!(answer(&scenario).month.total, answer(&typical()).month.total);
}

/// Sonnet 4 is older than the generation that has regional prices.
#[test]
fn older_models_have_no_regional_price() {
    let on = |cloud| {
        let mut scenario = at(cloud);
        scenario.priced_on = sawtooth::prices::date(2026, 3, 1);
        scenario.mix = vec![sawtooth::scenario::Share { model: "claude-sonnet-4-0".into(), share: 1.0 }];
        answer(&scenario).month.total
    };
    assert_eq!(on(Cloud::BedrockRegional), on(Cloud::Bedrock));
    assert!(on(Cloud::BedrockGov) > on(Cloud::Bedrock) * 1.19);
}

/// A rate of one's own is what is paid, and a region is a place already: neither gets more.
#[test]
fn a_region_comes_alone() {
    let mut own = at(Cloud::BedrockRegional);
    own.mix.truncate(1);
    own.mix[0].share = 1.0;
    let us = Scenario { us_only: true, ..own.clone() };
    assert_eq!(answer(&us).month.total, answer(&own).month.total);
    for class in sawtooth::prices::Class::ALL {
        let model = own.mix[0].model.clone();
        own.overrides.insert(PriceKey { model, tier: sawtooth::prices::PriceTier::Lower, class }, 2.0);
    }
    let plain = Scenario { cloud: Cloud::Any, ..own.clone() };
    assert_eq!(answer(&own).month.total, answer(&plain).month.total);
}

#[test]
fn the_aws_platform_has_no_fast_mode() {
    let fast = |cloud| answer(&Scenario { fast: true, ..at(cloud) }).month.total;
    assert_eq!(fast(Cloud::AwsPlatform), answer(&at(Cloud::Any)).month.total);
    assert!(fast(Cloud::Bedrock) > fast(Cloud::AwsPlatform));
}
