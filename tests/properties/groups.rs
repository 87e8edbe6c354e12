//! Groups of people: one that is cut in two changes no answer, and the groups add up to the month.

use crate::{cases, close, scenarios, table};
use proptest::prelude::*;
use sawtooth::decisions::actions::actions;
use sawtooth::decisions::goal::{Sought, seek};
use sawtooth::decisions::options::options;
use sawtooth::decisions::payment::{Payments, paid};
use sawtooth::model::estimate::{Answer, estimate, estimate_beside};
use sawtooth::prices::{date, plans};
use sawtooth::scenario::*;

fn answer(scenario: &Scenario) -> Option<Answer> {
    estimate(table(), scenario).answer
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn people_in_a_group_of_their_own_change_no_answer(
        scenario in scenarios::any_scenario(), own in 1.0..20.0f64, others in 1.0..20.0f64,
    ) {
        let mut one = scenario.clone();
        one.team = Team { own: own + others, ..Team::default() };
        let Some(together) = answer(&one) else { return Ok(()) };
        let mut two = one.clone();
        two.team.own = own;
        two.add_group(Group { people: others, ..Group::default() });
        let apart = answer(&two).expect("a price");
        let month = together.month.total;
        close(apart.month.total, month, month, "month")?;
        close(actions(table(), &apart).after, actions(table(), &together).after, month, "optimized")?;
        let plans = plans::shipped();
        let [now, then] = [&together, &apart].map(|answer| paid(&plans, answer).usd());
        close(then.unwrap_or(0.0), now.unwrap_or(0.0), month, "paid")?;
        let rows = [&together, &apart].map(|answer| options(&plans, answer).rows);
        for (one, two) in rows[0].iter().zip(&rows[1]) {
            prop_assert_eq!((one.offered, one.even), (two.offered, two.even));
            let usd = one.paid.usd().unwrap_or(0.0);
            close(two.paid.usd().unwrap_or(0.0), usd, usd.max(month), "an option")?;
        }
    }

    #[test]
    fn group_that_changes_with_the_first_is_in_what_is_sought(
        scenario in scenarios::any_scenario(), people in 1.0..9.0f64, share in 0.3..0.95f64,
    ) {
        let mut two = Scenario { basis: Basis::Work, ..scenario };
        two.team = Team { own: 1.0, ..Team::default() };
        two.add_group(Group { people, ..Group::default() });
        let Some(found) = answer(&two) else { return Ok(()) };
        two.goal = Goal { month: found.month.total * share, by: GoalBy::Sessions };
        let found = answer(&two).expect("a price");
        if let Sought::Found(met) = seek(table(), &found) {
            let usd = answer(&met.scenario).expect("a price").month.total;
            prop_assert!(usd <= two.goal.month * (1.0 + 1e-6), "{usd} of {}", two.goal.month);
        }
    }

    /// Whatever is known of a session already: on a plan and on credits it costs what the scenario
    /// that is paid so does.
    #[test]
    fn work_of_a_group_costs_what_its_scenario_does(scenario in scenarios::any_scenario(), kept in any::<bool>()) {
        let mut scenario = scenario;
        scenario.cache.lifetime = scenario.cache.lifetime.filter(|_| kept);
        // A provider may lack fast mode, which plans and credits have.
        if scenario.payment == Payment::Cloud {
            scenario.payment = Payment::ApiKey;
        }
        let Some(found) = answer(&scenario) else { return Ok(()) };
        let plans = plans::shipped();
        for group in Payments::new(&plans, &found).groups {
            let session = |payment: Payment| {
                let mut alone = Scenario { payment, ..scenario.as_group(group.group) };
                let is_own = scenario.payment == payment;
                alone.cache.lifetime = alone.cache.lifetime.filter(|_| is_own);
                alone.batch.jobs = 0.0;
                answer(&alone).map_or(f64::NAN, |alone| alone.session.total)
            };
            let equivalent = session(Payment::Subscription);
            if equivalent.is_finite() {
                close(group.work.equivalent, equivalent, equivalent, "on a plan")?;
            }
            let mut credit = Scenario { payment: Payment::ApiKey, ..scenario.as_group(group.group) };
            credit.cache.lifetime = None;
            if let Some(credit) = answer(&credit).map(|credit| credit.session.total) {
                close(group.work.credit, credit, credit, "on credits")?;
            }
        }
    }

    /// Whatever the other answer is.
    #[test]
    fn answer_beside_another_is_the_same(
        scenario in scenarios::any_scenario(), other in scenarios::any_scenario(), sessions in 0.0..9.0f64,
    ) {
        let mut moved = scenario.clone();
        moved.work.sessions_per_day = sessions;
        let mut alike = Scenario { team: scenario.team.clone(), ..other.clone() };
        alike.team.groups.iter_mut().for_each(|group| group.people += 1.0);
        for last in [moved, alike, other] {
            let last = answer(&last);
            let beside = estimate_beside(table(), &scenario, last.as_ref());
            prop_assert_eq!(format!("{beside:?}"), format!("{:?}", estimate(table(), &scenario)));
        }
    }

    #[test]
    fn groups_and_batch_jobs_add_up_to_the_month(scenario in scenarios::any_scenario()) {
        let Some(found) = answer(&scenario) else { return Ok(()) };
        let sum: f64 = found.groups.iter().map(|(_, usd)| usd).sum();
        close(sum + found.batch_month, found.month.total, found.month.total, "groups")?;
        for group in 1..scenario.count_groups() {
            let alone = Scenario { team: Team { own: scenario.people(group), ..Team::default() }, batch: Batch { jobs: 0.0, ..scenario.batch.clone() }, ..scenario.as_group(group) };
            let usd = answer(&alone).map_or(0.0, |alone| alone.month.total);
            close(found.groups[group].1, usd, found.month.total, "a group by itself")?;
        }
    }
}

/// A published $13 a day is $3,900 a month for 20 people on 15 days (MODEL.md section 6), whatever
/// groups and kinds they are in.
#[test]
fn bill_of_groups_and_kinds_is_met_to_the_cent() {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 21), table().revision);
    (scenario.basis, scenario.exact) = (Basis::Pay, true);
    scenario.pay = Pay { amount: 3_900.0, per: PayPer::Month };
    (scenario.team.own, scenario.work.active_days) = (8.0, 15.0);
    scenario.add_kind_of("Quick question", 3.0, |one| one.work.messages = 1.0);
    scenario.add_group(Group { people: 8.0, ..Group::default() });
    scenario.edit_group(1, |one| one.work.sessions_per_day = 5.0);
    scenario.add_group(Group::like(Preset::Light, 4.0));
    let found = answer(&scenario).expect("a price");
    assert!((found.month.total - 3_900.0).abs() < 0.005, "{}", found.month.total);
}
