//! Weeks that differ, in the month's range, beside months that are put together week by week.

use super::{answer, found, typical};
use crate::seeded::Seeded;
use sawtooth::decisions::budget::outlook;
use sawtooth::decisions::payment::{Payments, paid, state_capacity};
use sawtooth::decisions::plans::compare;
use sawtooth::decisions::range::{POINTS, dimensions, of, paid_range};
use sawtooth::decisions::weeks;
use sawtooth::decisions::year::Year;
use sawtooth::model::draws::{Months, Points};
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::{Group, PayWith, Pays, Preset, Range, Scenario};

const DRAWS: usize = 100_000;

/// Nine equally likely weeks, four or five of them a month: 52 in twelve.
fn mean_week(nine: &[f64; 9], random: &mut Seeded) -> f64 {
    let uniform = |random: &mut Seeded| -> f64 { random.next() };
    let count = if uniform(random) < 1.0 / 3.0 { 5 } else { 4 };
    let week = |random: &mut Seeded| nine[((uniform(random) * 9.0) as usize).min(8)];
    (0..count).map(|_| week(random)).sum::<f64>() / f64::from(count)
}

fn percentiles(mut all: Vec<f64>) -> [f64; 3] {
    all.sort_unstable_by(f64::total_cmp);
    [0.1, 0.5, 0.9].map(|part| all[(part * all.len() as f64) as usize])
}

/// Months of people whose weeks are drawn one by one, each group's people and their USD.
fn simulated(scenario: &Scenario) -> [f64; 3] {
    let answer = answer(scenario);
    let nine = weeks::nine(scenario.plans.week_spread);
    let months = Months::new(&answer, scenario.uncertain());
    let points = Points::new(months.uncertain.len(), 1 << 16);
    let columns = months.factors(&points);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let (unknown, batch) = (months.all(&columns, points.len()), months.batch(&columns, points.len()));
    let mut random = Seeded(5);
    let mut month = |at: usize| {
        let batch = batch[at % points.len()];
        let work = unknown[at % points.len()] - batch;
        let of_group = |(people, usd): &(f64, f64), random: &mut Seeded| {
            (0..*people as usize).map(|_| mean_week(&nine, random)).sum::<f64>() * usd / people
        };
        let some = answer.groups.iter().filter(|(people, _)| *people > 0.0);
        let mean: f64 = some.map(|group| of_group(group, &mut random)).sum();
        batch + work * mean / (answer.month.total - answer.batch_month)
    };
    percentiles((0..DRAWS).map(&mut month).collect())
}

fn check(scenario: &Scenario) {
    let range = found(scenario).expect("a range");
    // The mean of a few heavily skewed weeks is not quite log-normal.
    let error = if scenario.plans.week_spread > 1.5 { 0.015 } else { 0.007 };
    for (found, simulated) in [range.p10, range.p50, range.p90].into_iter().zip(simulated(scenario)) {
        assert!((found / simulated - 1.0).abs() < error, "{found}, not {simulated}");
    }
}

#[test]
fn range_is_that_of_months_put_together_week_by_week() {
    check(&typical());
    let with = |change: &dyn Fn(&mut Scenario)| {
        let mut scenario = typical();
        change(&mut scenario);
        check(&scenario);
    };
    with(&|s| s.plans.week_spread = 2.0);
    with(&|s| (s.plans.week_spread, s.batch.jobs) = (2.5, 5_000.0));
    // Of which the jobs are not known either.
    with(&|s| {
        (s.plans.week_spread, s.batch.jobs) = (2.5, 5_000.0);
        s.ranges.set("jobs", Some(Range { low: 1_000.0, high: 25_000.0 }));
    });
    with(&|s| {
        (s.plans.week_spread, s.team.own) = (2.0, 2.0);
        s.add_group(Group::like(Preset::Heavy, 1.0));
        s.add_group(Group::like(Preset::Light, 5.0));
    });
}

/// A month that is known but for its weeks.
fn known(spread: f64) -> Scenario {
    let mut scenario = typical();
    for input in typical().uncertain() {
        let number = (input.field.get)(&scenario);
        scenario.ranges.set(input.field.key, Some(Range { low: number, high: number }));
    }
    scenario.ranges.set("background", Some(Range { low: 1e-9, high: 1.1e-9 }));
    scenario.set_number("background", 1e-9);
    scenario.plans.week_spread = spread;
    scenario
}

#[test]
fn weeks_alone_are_those_by_which_plans_overflow() {
    for (spread, error) in [(1.4, 0.01), (2.0, 0.025), (3.0, 0.08)] {
        let scenario = known(spread);
        let answer = answer(&scenario);
        let nine = compare(&plans::shipped(), &answer).work.weeks;
        assert_eq!(nine, weeks::nine(spread));
        let mut random = Seeded(11);
        let means: Vec<f64> = (0..DRAWS).map(|_| mean_week(&nine, &mut random)).collect();
        let range = found(&scenario).expect("a range");
        for (found, simulated) in [range.p10, range.p50, range.p90].into_iter().zip(percentiles(means)) {
            let found = found / answer.month.total;
            assert!((found / simulated - 1.0).abs() < error, "{spread}: {found}, not {simulated}");
        }
    }
}

#[test]
fn weeks_change_the_range_and_no_point() {
    let wide = |spread: f64| {
        let mut scenario = typical();
        scenario.plans.week_spread = spread;
        scenario
    };
    let point = answer(&typical()).month.total;
    let mut before = 0.0;
    for spread in [1.0, 1.4, 2.0, 4.0] {
        let (answer, range) = (answer(&wide(spread)), found(&wide(spread)).expect("a range"));
        assert_eq!(answer.month.total, point);
        assert!(range.p90 / range.p10 > before, "{spread}");
        before = range.p90 / range.p10;
        // Their mean is 1: months are no higher on average.
        let mean = range.months.iter().sum::<f64>() / range.months.len() as f64;
        let alike = found(&wide(1.0)).expect("a range").months;
        assert!((mean / (alike.iter().sum::<f64>() / alike.len() as f64) - 1.0).abs() < 0.005, "{mean}");
    }
    // Weeks that are alike leave what is not known, to the last digit.
    let alike = wide(1.0);
    let months = Months::new(&answer(&alike), alike.uncertain());
    assert_eq!(found(&alike), of(&months, &Points::new(8, POINTS)));
    // Who counts every input as exact has no range.
    let mut off = wide(3.0);
    off.ranges.off = true;
    assert_eq!(found(&off), None);
}

#[test]
fn weeks_average_out_over_people() {
    let sigma = |people: f64| {
        let mut scenario = typical();
        scenario.set_number("developers", people);
        weeks::of_month(&answer(&scenario))
    };
    let one = sigma(1.0);
    for people in [4.0, 25.0, 400.0] {
        assert!((sigma(people) * people.sqrt() / one - 1.0).abs() < 0.01, "{people}: {}", sigma(people));
    }
    // Half a person beside one is as one who works half as much.
    assert!((sigma(1.5) / one - 1.25f64.sqrt() / 1.5).abs() < 0.01);
    assert_eq!(sigma(0.5), one);
}

/// What one person pays past a limit: at the percentiles of the month's work, whose weeks are those of
/// the plan's overflow.
#[test]
fn overflow_of_a_plan_rests_on_the_weeks_of_the_month() {
    let mut scenario = known(2.0);
    scenario.pay_with(PayWith::Plan("max".into()));
    let found_answer = answer(&scenario);
    assert!(state_capacity(&mut scenario, &found_answer, 1.3, 1.3, None));
    let (answer, plans) = (answer(&scenario), plans::shipped());
    let points = Points::new(dimensions(&scenario), POINTS);
    let month = found(&scenario).expect("a range");
    let range = paid_range(&plans, &scenario, &answer, &month, &points).expect("a range");
    assert!(!range.by_token && range.p10 >= 100.0 && range.p10 < range.p50 && range.p50 < range.p90);
    // Weeks of the month one by one, and what each is past the limit.
    let payments = Payments::new(&plans, &answer);
    let (work, offer) = (&payments.groups[0].work, payments.compared.offers.iter().find(|o| o.low.is_some()));
    let (week, limit) = (work.week(payments.groups[0].sessions), offer.and_then(|o| o.low).expect("a limit"));
    let nine = weeks::nine(2.0);
    let mut random = Seeded(3);
    let mut pays = || {
        let count = if random.next() < 1.0 / 3.0 { 5 } else { 4 };
        let of = |_| (nine[((random.next() * 9.0) as usize).min(8)] * week - limit).max(0.0);
        let past = (0..count).map(of).sum::<f64>() / f64::from(count) * sawtooth::decisions::plans::WEEKS;
        100.0 + past * work.credit / work.equivalent
    };
    let all: Vec<f64> = (0..DRAWS).map(|_| pays()).collect();
    let mean = all.iter().sum::<f64>() / DRAWS as f64;
    let now = paid(&plans, &answer).usd().expect("known");
    assert!((now / mean - 1.0).abs() < 0.01, "{now}, not {mean}");
    for (found, simulated) in [range.p10, range.p50, range.p90].into_iter().zip(percentiles(all)) {
        assert!((found / simulated - 1.0).abs() < 0.06, "{found}, not {simulated}");
    }
}

/// A price that no week passes has no range, nor one of which tokens that are paid beside it are no part.
#[test]
fn flat_price_has_no_range() {
    let of = |scenario: &Scenario| {
        let (answer, plans) = (answer(scenario), plans::shipped());
        let month = found(scenario).expect("a range");
        let points = Points::new(dimensions(scenario), POINTS);
        paid_range(&plans, scenario, &answer, &month, &points)
    };
    let mut on_a_plan = typical();
    on_a_plan.pay_with(PayWith::Plan("max".into()));
    assert_eq!(of(&on_a_plan), None);
    let mut stated = on_a_plan.clone();
    assert!(state_capacity(&mut stated, &answer(&on_a_plan), 0.5, 0.5, None));
    assert_eq!(of(&stated), None);
    assert!(state_capacity(&mut stated, &answer(&on_a_plan), 0.9, 0.9, None));
    let busy = of(&stated).expect("some weeks pass it");
    assert!(busy.p90 > busy.p10 && busy.p10 >= 100.0, "{busy:?}");
    stated.add_group(Group { people: 3.0, pays: Pays::Api, ..Group::default() });
    assert_eq!(of(&stated), None);
}

/// One person's budget has their weeks in it, of a team its people's spread, which has theirs.
#[test]
fn budget_of_one_person_has_the_range_of_the_headline() {
    let of = |scenario: &Scenario| {
        let (answer, plans, table) = (answer(scenario), plans::shipped(), RateTable::shipped());
        let paid = paid(&plans, &answer);
        let year = Year::new(&table, &plans, &answer, &paid);
        outlook(&paid, &answer, found(scenario).as_ref(), year).expect("a month")
    };
    let mut scenario = typical();
    (scenario.plans.week_spread, scenario.budget.month) = (2.0, 200.0);
    let (outlook, range) = (of(&scenario), found(&scenario).expect("a range"));
    for (found, expected) in outlook.band.into_iter().zip([range.p10, range.p50, range.p90]) {
        assert!((found / expected - 1.0).abs() < 0.02, "{found}, not {expected}");
    }
    assert_eq!(outlook.team.sigma, range.weeks);
    assert!((outlook.ahead[3].p90 / outlook.band[2] - 1.0).abs() < 0.001);
    scenario.set_number("developers", 20.0);
    let mut alike = scenario.clone();
    alike.plans.week_spread = 1.0;
    assert_eq!(of(&scenario).band, of(&alike).band);
}
