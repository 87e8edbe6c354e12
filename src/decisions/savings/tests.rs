use super::{Lever, What, enough, pulled, ranked};
use crate::model::estimate::{Answer, estimate};
use crate::prices::plans;
use crate::prices::{RateTable, date};
use crate::scenario::{
    Basis, HitSource, Lifetime, Payment, PlanKey, Preset, Scenario, Term, Trigger, choice,
};

fn answer(scenario: &Scenario) -> Answer {
    let estimate = estimate(&RateTable::shipped(), scenario);
    estimate.answer.unwrap_or_else(|| panic!("{:?}", estimate.problems))
}

fn average() -> Scenario {
    Preset::Average.scenario(date(2026, 11, 21), RateTable::shipped().revision)
}

fn tick(levers: &mut Scenario, ticked: &[Lever]) {
    for lever in Lever::ALL {
        let word = if ticked.contains(&lever) { "yes" } else { "no" };
        (choice(lever.key()).expect("a choice").set)(levers, word);
    }
}

#[test]
fn every_lever_has_a_tick_and_a_size_that_are_inputs() {
    for lever in Lever::ALL {
        let mut scenario = average();
        tick(&mut scenario, &[lever]);
        assert_eq!(Lever::ALL.map(|l| l.ticked(&scenario)), Lever::ALL.map(|l| l == lever));
        assert!(lever.size().is_none_or(|key| crate::scenario::field(key).is_some()));
    }
}

/// Whatever it starts from, the best threshold is the same.
#[test]
fn a_threshold_that_is_too_low_is_raised() {
    let table = RateTable::shipped();
    let best = pulled(&table, &[], &answer(&average())).scenario;
    let mut low = average();
    (low.compaction.trigger, low.compaction.threshold) = (Trigger::Threshold, 60_000.0);
    let raised = pulled(&table, &[], &answer(&low));
    assert!(raised.steps.iter().any(|s| matches!(s.what, What::Threshold { .. })), "{raised:?}");
    assert_eq!(raised.scenario.compaction, best.compaction);
    low.compaction.every = 1.0;
    assert_eq!(pulled(&table, &[], &answer(&low)).scenario.compaction, best.compaction);
}

/// A reported rate means one chance, whatever the floor becomes.
#[test]
fn the_hit_rate_starts_where_it_is() {
    let mut scenario = average();
    (scenario.cache.source, scenario.cache.reported) = (HitSource::Reported, 0.5);
    let answer = answer(&scenario);
    let steps = pulled(&RateTable::shipped(), &[], &answer).steps;
    let from = steps.iter().find_map(|step| match step.what {
        What::HitRate { from, .. } => Some(from),
        _ => None,
    });
    assert_eq!(from, answer.expected.hit_rate);
}

/// MODEL.md cannot compare lifetimes by a chance that is given.
#[test]
fn only_the_rhythm_of_pauses_offers_the_other_lifetime() {
    let table = RateTable::shipped();
    let mut scenario = average();
    let offers = |s: &Scenario| ranked(&table, &[], &answer(s)).into_iter().find(|p| p.lever == Lever::Hour);
    assert_eq!(offers(&scenario), None);
    (scenario.cache.source, scenario.cache.pauses_5m) = (HitSource::Rhythm, 8.0);
    let hour = offers(&scenario).expect("pauses are known");
    assert_eq!(hour.what, What::Lifetime { to: Lifetime::OneHour });
    assert!(hour.saves > 0.0, "{hour:?}");
    scenario.cache.pauses_5m = 0.0;
    scenario.cache.pauses_60m = 0.0;
    assert!(offers(&scenario).expect("no pauses").saves < 0.0);
}

#[test]
fn what_would_cost_more_is_left_out_and_told() {
    let mut scenario = average();
    scenario.cache.source = HitSource::Rhythm;
    (scenario.cache.pauses_5m, scenario.cache.pauses_60m) = (0.0, 0.0);
    tick(&mut scenario, &[Lever::Hour, Lever::Floor]);
    let all = pulled(&RateTable::shipped(), &[], &answer(&scenario));
    assert_eq!(all.steps.iter().map(|s| s.lever).collect::<Vec<_>>(), [Lever::Floor]);
    assert_eq!(all.left_out.iter().map(|s| s.lever).collect::<Vec<_>>(), [Lever::Hour]);
    assert_eq!(all.scenario.cache.lifetime, None);
}

#[test]
fn the_fewest_levers_that_are_enough() {
    let (table, answer) = (RateTable::shipped(), answer(&average()));
    let month = answer.month.total;
    let none = enough(&table, &[], &answer, month + 1.0).expect("nothing to do");
    assert_eq!(none.steps, []);
    let one = enough(&table, &[], &answer, month - 1.0).expect("one is enough");
    assert_eq!(one.steps.len(), 1);
    assert_eq!(one.steps[0].lever, ranked(&table, &[], &answer)[0].lever);
    assert_eq!(enough(&table, &[], &answer, 1.0), None);
}

#[test]
fn totals_have_levers_of_their_own() {
    let scenario = Preset::Textbook.scenario(date(2026, 11, 21), RateTable::shipped().revision);
    assert_eq!(scenario.basis, Basis::Totals);
    let levers = ranked(&RateTable::shipped(), &[], &answer(&scenario)).into_iter().map(|p| p.lever);
    assert_eq!(levers.filter(|l| *l != Lever::Model).count(), 0);
}

/// Without a stated capacity a plan is no lever; with one it pays for what is left.
#[test]
fn a_plan_is_a_lever_once_its_capacity_is_stated() {
    let (table, plans) = (RateTable::shipped(), plans::shipped());
    let mut scenario = average();
    tick(&mut scenario, &[Lever::Floor, Lever::Plan]);
    let steps = |s: &Scenario| pulled(&table, &plans, &answer(s));
    assert_eq!(steps(&scenario).on_a_plan(), None);
    scenario.plans.terms.insert(PlanKey { plan: "max".into(), term: Term::Low }, 500.0);
    let all = steps(&scenario);
    assert_eq!(all.on_a_plan(), Some(100.0));
    assert_eq!(all.after, 100.0);
    let sum: f64 = all.steps.iter().map(|s| s.saves).sum();
    assert!((all.before - sum - all.after).abs() < 1e-9);
    // A smaller one sends the rest to usage credits.
    scenario.plans.terms.insert(PlanKey { plan: "max".into(), term: Term::Low }, 35.0);
    assert!(steps(&scenario).on_a_plan().is_some_and(|usd| usd > 100.0));
    scenario.payment = Payment::Subscription;
    assert_eq!(steps(&scenario).on_a_plan(), None);
}
