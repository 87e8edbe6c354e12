//! What must hold of any bill, whatever its scenario.

use crate::{agree, cases, close, scenarios, table};
use proptest::prelude::*;
use sawtooth::model::bill::Bill;
use sawtooth::model::estimate::{Answer, Warning, estimate};
use sawtooth::prices::{Class, PriceTier};
use sawtooth::scenario::{Cloud, HitSource, Own, PriceKey, Scenario, Trigger};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn parts_add_up_to_their_total(scenario in scenarios::any_scenario()) {
        let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
        for bill in [&answer.session, &answer.month] {
            in_order(bill)?;
        }
        let groups: f64 = answer.groups.iter().map(|(_, usd)| usd).sum();
        close(groups + answer.batch_month, answer.month.total, answer.month.total, "groups and batch")?;
        let days = scenario.work.active_days;
        close(answer.active_day * days, answer.developer_month, answer.developer_month, "days")?;
    }

    #[test]
    fn more_work_never_costs_less(scenario in scenarios::any_scenario(), times in 1.0..3.0f64, more in 0.0..5e3f64) {
        let mut scenario = scenario;
        scenario.compaction.trigger = Trigger::Off;
        scenario.compaction.every = 0.0;
        scenario.cache.source = HitSource::Given;
        // Whose sessions may compact, or have a rate of their own.
        scenario.team.groups.retain(|group| group.like.is_some());
        let Some(base) = uncompacted(&scenario) else { return Ok(()) };
        let edits: [fn(&mut Scenario, f64, f64); 6] = [
            |s, times, _| s.work.messages *= times,
            |s, times, _| s.work.sessions_per_day *= times,
            |s, times, _| s.work.active_days = (s.work.active_days * times).min(31.0),
            |s, _, more| s.shape.growth += more,
            |s, _, more| s.shape.floor += more,
            |s, _, more| s.shape.output += more,
        ];
        for (place, edit) in edits.iter().enumerate() {
            let mut larger = scenario.clone();
            edit(&mut larger, times, more);
            if let Some(larger) = uncompacted(&larger) {
                let (before, after) = (base.month.total, larger.month.total);
                prop_assert!(after >= before * (1.0 - 1e-12), "edit {place}: {before} to {after}");
            }
        }
    }

    #[test]
    fn a_higher_hit_rate_never_costs_more(scenario in scenarios::any_scenario(), a in 0.0..=1.0f64, b in 0.0..=1.0f64) {
        let cost = |hit_rate: f64| {
            let mut scenario = scenario.clone();
            scenario.cache.source = HitSource::Given;
            scenario.cache.hit_rate = hit_rate;
            estimate(table(), &scenario).answer.map(|answer| answer.month.total)
        };
        if let (Some(low), Some(high)) = (cost(a.min(b)), cost(a.max(b))) {
            prop_assert!(high <= low * (1.0 + 1e-12), "{low} to {high}");
        }
    }

    #[test]
    fn all_prices_times_k_are_the_bill_times_k(scenario in scenarios::any_scenario(), k in 0.1..10.0f64) {
        // An own rate is what is paid at any place: no region comes on top.
        let mut scenario = Scenario { cloud: Cloud::Any, ..scenario };
        scenario.team.pay_alike();
        let Some(before) = estimate(table(), &scenario).answer else { return Ok(()) };
        let mut dearer = scenario.clone();
        dearer.overrides = every_rate_times(&before, &scenario, k);
        let after = estimate(table(), &dearer).answer.unwrap();
        for (a, b) in [(&after.session, &before.session), (&after.month, &before.month)] {
            let (a, b) = (a.total - a.of_no_class(), b.total - b.of_no_class());
            close(a, b * k, before.month.total.max(b) * k, "times k")?;
        }
        agree(table(), &dearer)?;
    }

    #[test]
    fn a_warning_of_the_window_means_a_compaction(scenario in scenarios::any_scenario()) {
        let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
        let forced = answer.warnings.iter().any(|w| matches!(w, Warning::WindowForced { .. }));
        let thrashing = answer.warnings.contains(&Warning::Thrashing);
        prop_assert!(!(forced || thrashing) || answer.expected.compactions > 0.0);
        prop_assert!(!forced || scenario.compaction.trigger != Trigger::Auto);
    }

    #[test]
    fn shares_stay_whole(
        scenario in scenarios::any_scenario(),
        edits in proptest::collection::vec((0usize..4, 0.0..=1.0f64), 1..12),
    ) {
        let mut scenario = scenario;
        scenario.add_model("claude-sonnet-5");
        for (index, share) in edits {
            scenario.set_share(index, share);
            let sum: f64 = scenario.mix.iter().map(|s| s.share).sum();
            close(sum, 1.0, 1.0, "shares")?;
            prop_assert!(scenario.mix.iter().all(|s| (0.0..=1.0).contains(&s.share)));
            let set = scenario.mix.get(index).map(|s| s.share);
            prop_assert!(scenario.mix.len() == 1 || set.is_none_or(|s| s == share), "{set:?} for {share}");
        }
        scenario.remove_model(0);
        close(scenario.mix.iter().map(|s| s.share).sum(), 1.0, 1.0, "shares of the rest")?;
    }
}

/// The total is its lines' sum in the receipt's order, to the last digit.
fn in_order(bill: &Bill) -> Result<(), TestCaseError> {
    prop_assert_eq!(bill.lines.iter().map(|line| line.usd).sum::<f64>(), bill.total);
    let key =
        |line: &sawtooth::model::bill::Line| (line.source, line.of.map(|of| (of.model, of.tier, of.class)));
    prop_assert!(bill.lines.windows(2).all(|two| key(&two[0]) < key(&two[1])), "{:?}", bill.lines);
    let by_class = Class::ALL.map(|class| bill.of_class(class)).iter().sum::<f64>() + bill.of_no_class();
    close(by_class, bill.total, bill.total, "classes")
}

/// The answer, if the session stays within its window.
fn uncompacted(scenario: &Scenario) -> Option<Answer> {
    estimate(table(), scenario).answer.filter(|answer| answer.expected.compactions == 0.0)
}

fn every_rate_times(answer: &Answer, s: &Scenario, k: f64) -> Own<PriceKey> {
    let mut all = Own::default();
    for price in &answer.prices.0 {
        let row = table().model(&price.id).unwrap().price(s.priced_on, s.price_revision).unwrap();
        for (tier, rates) in
            PriceTier::ALL.into_iter().zip([Some(row.rates), row.step.map(|s| s.rates), row.fast])
        {
            for (class, rates) in Class::ALL.into_iter().filter_map(|class| Some((class, rates?))) {
                all.insert(
                    PriceKey { model: price.id.clone(), tier, class },
                    rates.of(class) * (1.0 - s.discount) * k,
                );
            }
        }
    }
    all
}
