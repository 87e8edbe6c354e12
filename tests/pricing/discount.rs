//! The negotiated discount.

use super::{answer, comes_back, month, rate_of, typical};
use sawtooth::decisions::difference::difference;
use sawtooth::decisions::options::{Even, Offered, options};
use sawtooth::decisions::savings::pulled;
use sawtooth::model::reprice::reprice;
use sawtooth::prices::plans;
use sawtooth::prices::{Class, PriceTier, RateTable, date};
use sawtooth::scenario::link::{Fault, decode, encode};
use sawtooth::scenario::{Cloud, Payment, Preset, PriceKey, Scenario, Trouble, field};
use sawtooth::view::{Locale, answer as words, at_prices};

fn less(discount: f64) -> Scenario {
    Scenario { discount, ..typical() }
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * b.abs(), "{a} and {b}");
}

#[test]
fn discount_comes_back_from_link_and_file() {
    comes_back(&less(0.15), "~discount-0.15~");
    comes_back(&less(-0.2), "~discount--0.2~");
    assert_eq!(encode(&typical()), "s1~average1~on-2026-11-21~rev-1~ujr");
}

#[test]
fn only_discount_may_be_negative_and_within_its_bounds() {
    let link = encode(&typical());
    let body = link.rsplit_once('~').expect("check characters").0;
    for pair in ["discount--0", "discount-1", "discount--9.5", "discount-+0.1", "hit--0.5", "sessions--1"] {
        let (key, value) = pair.split_once('-').expect("a pair");
        let bad = Fault::BadValue { key: key.into(), value: value.into() };
        assert!(decode(&format!("{body}~{pair}~aaa")).faults.contains(&bad), "{pair}");
    }
    let discount = field("discount").expect("a field");
    assert!(
        discount.allows(-9.0) && discount.allows(0.999) && !discount.allows(1.0) && !discount.allows(-9.01)
    );
    let table = RateTable::shipped();
    let refused = less(1.0).problems(&table);
    assert!(
        matches!(refused.as_slice(), [p] if p.field == "discount" && matches!(p.trouble, Trouble::OutOfRange { .. }))
    );
}

/// Team, sub-agents, batch jobs, fast mode, the step of Haiku 5.5, a region and US-only inference.
#[test]
fn every_price_of_the_table_is_multiplied() {
    let mut whole = typical();
    whole.set_number("light", 2.0);
    (whole.agents.count, whole.batch.jobs) = (3.0, 1000.0);
    whole.shape.growth = 5_000.0;
    let fast = Scenario { fast: true, ..whole.clone() };
    let us = Scenario { us_only: true, ..whole.clone() };
    let region = Scenario { payment: Payment::Cloud, cloud: Cloud::BedrockRegional, ..whole.clone() };
    for scenario in [whole, fast, us, region] {
        for discount in [0.15, -0.05, 0.999, -9.0] {
            close(month(&Scenario { discount, ..scenario.clone() }), month(&scenario) * (1.0 - discount));
        }
    }
}

#[test]
fn own_rates_and_dollars_are_not() {
    let mut own = typical();
    own.background = 0.5;
    let keys = PriceTier::ALL.into_iter().flat_map(|tier| Class::ALL.map(|class| (tier, class)));
    for (tier, class) in keys {
        for model in own.models().into_iter().map(String::from).collect::<Vec<_>>() {
            own.overrides.insert(PriceKey { model, tier, class }, 3.0);
        }
    }
    assert_eq!(month(&Scenario { discount: 0.4, ..own.clone() }), month(&own));
    let mut part = less(0.5);
    part.overrides.insert(rate_of("claude-opus-5-5", Class::Read), 0.2);
    let lines = answer(&part).month.lines;
    let rate = |class| {
        lines.iter().filter_map(|l| l.of).find(|of| of.model == 0 && of.class == class).map(|of| of.rate)
    };
    assert_eq!((rate(Class::Read), rate(Class::Output)), (Some(0.2), Some(10.0)));
}

#[test]
fn plans_keep_their_price_and_break_even_later() {
    let plans = plans::shipped();
    let even = |discount: f64| {
        let answer = answer(&less(discount));
        let options = options(&plans, &answer);
        let row =
            options.rows.iter().find(|row| matches!(row.offered, Offered::Plan(at) if plans[at].id == "max"));
        let row = row.expect("a row of Max");
        let Even::From(from, _) = row.even else { panic!("{row:?}") };
        (row.paid.usd(), from)
    };
    let (list, half) = (even(0.0), even(0.5));
    assert_eq!((list.0, half.0), (Some(100.0), Some(100.0)));
    close(half.1, list.1 * 2.0);
}

#[test]
fn decisions_are_at_the_same_prices() {
    let (table, plans) = (RateTable::shipped(), plans::shipped());
    let (list, less) = (answer(&typical()), answer(&less(0.25)));
    let (a, b) = (pulled(&table, &plans, &list), pulled(&table, &plans, &less));
    close(b.after, a.after * 0.75);
    let best = |a: sawtooth::model::estimate::Answer| {
        sawtooth::decisions::compaction::best_threshold(&a.prices, &a.scenario).expect("a best")
    };
    close(best(less.clone()).usd_month, best(list).usd_month * 0.75);
    // What it does alone is a step of its own in a comparison.
    let found = difference(&table, &typical(), &less.scenario).expect("prices");
    assert_eq!(found.steps.iter().map(|s| s.keys.clone()).collect::<Vec<_>>(), [["discount"]]);
    close(found.after - found.before, found.steps[0].usd);
}

#[test]
fn work_of_another_kind_is_paid_the_same() {
    let paid = less(0.15);
    assert_eq!(paid.starting_from(Preset::Heavy).discount, 0.15);
    assert_eq!(paid.like(Preset::Light).discount, 0.15);
    assert_eq!(paid.working_as(Preset::Heavy.scenario(date(2026, 11, 21), 1)).discount, 0.15);
    assert!(paid.works_like(Preset::Average));
}

#[test]
fn older_prices_are_compared_at_what_is_paid() {
    let table = RateTable::shipped();
    let mut scenario = Preset::Average.scenario(date(2026, 10, 1), 1);
    scenario.mix.retain(|share| share.model == "claude-sonnet-5-5");
    scenario.mix[0].share = 1.0;
    let at = |s: &Scenario| reprice(&table, s, date(2026, 11, 21)).expect("its cache reads fell");
    let (list, less) = (at(&scenario), at(&Scenario { discount: 0.5, ..scenario.clone() }));
    close(less.moved[0].to.expect("a rate"), list.moved[0].to.expect("a rate") / 2.0);
    close(less.now.expect("a price"), list.now.expect("a price") / 2.0);
}

#[test]
fn discount_is_said_and_list_prices_only_where_they_are() {
    let locale = Locale::default();
    let foot = |s: &Scenario| at_prices::foot(s, &locale);
    assert!(foot(&typical()).starts_with("US dollars, list prices, before tax. "));
    assert!(foot(&less(0.125)).starts_with("US dollars, list prices less 12.5%, before tax. "));
    assert!(foot(&less(-0.05)).starts_with("US dollars, list prices plus 5%, before tax. "));
    let mut own = less(0.15);
    own.overrides.insert(rate_of("claude-opus-5-5", Class::Read), 0.2);
    assert!(foot(&own).starts_with("US dollars, list prices less 15% and 1 own rate, before tax. "));
    let notes =
        |s: &Scenario| words::notes(&sawtooth::model::estimate::estimate(&RateTable::shipped(), s), &locale);
    assert_eq!(notes(&less(0.15)), ["Priced at list prices less 15%."]);
    assert_eq!(notes(&typical()), Vec::<String>::new());
}

#[test]
fn discount_is_typed_below_zero_too() {
    let (locale, discount) = (Locale::default(), field("discount").expect("a field"));
    for (text, value) in [("15", 0.15), ("15%", 0.15), ("-5", -0.05), ("−5%", -0.05), ("12.5", 0.125)] {
        assert_eq!(locale.parse(discount, text), Some(value), "{text}");
        assert_eq!(locale.parse(discount, &locale.value(discount, value)), Some(value));
    }
    assert_eq!(locale.parse(discount, "--5"), None);
}
