//! People: what a team's month may be because people differ, beside simulations of it.

use sawtooth::decisions::payment::paid;
use sawtooth::decisions::people::{Amounts, Spread, Team, Total};
use sawtooth::decisions::range::{POINTS, dimensions, range};
use sawtooth::model::draws::{Points, deviation};
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{RateTable, date, plans};
use sawtooth::scenario::{PayWith, Pays, Preset, Scenario};

mod seeded;

fn typical(people: f64) -> Scenario {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 4);
    scenario.team.own = people;
    scenario
}

fn answer(scenario: &Scenario) -> Answer {
    estimate(&RateTable::shipped(), scenario).answer.expect("a price")
}

fn team(scenario: &Scenario) -> Team {
    let answer = answer(scenario);
    let range = range(scenario, &answer, &Points::new(dimensions(scenario), POINTS));
    Team::new(&paid(&plans::shipped(), &answer), answer.month.total, range.as_ref(), 1.28).expect("a team")
}

fn alike(count: f64, mean: f64, sigma: f64) -> Team {
    let by_token = vec![Amounts { count, mean, sigma }];
    Team { by_token, fixed: 0.0, credits: 0.0, factors: vec![1.0], sigma }
}

/// The percentiles of simulated months, and their mean.
fn simulated(all: &[Amounts], months: usize, parts: &[f64]) -> (Vec<f64>, f64) {
    let mut random = seeded::Seeded(7);
    let mut one = |a: &Amounts| a.mean * (a.sigma * deviation(random.next()) - a.sigma * a.sigma / 2.0).exp();
    let mut found: Vec<f64> = (0..months)
        .map(|_| all.iter().map(|a| (0..a.count as usize).map(|_| one(a)).sum::<f64>()).sum())
        .collect();
    found.sort_unstable_by(f64::total_cmp);
    let mean = found.iter().sum::<f64>() / months as f64;
    (parts.iter().map(|part| found[(part * months as f64) as usize]).collect(), mean)
}

const PARTS: [f64; 6] = [0.05, 0.1, 0.5, 0.8, 0.9, 0.95];

#[track_caller]
fn near(found: f64, expected: f64, error: f64) {
    assert!((found / expected - 1.0).abs() < error, "{found}, not {expected}");
}

/// FACTS.md section 4: the published mean and 20 people on 15 days.
#[test]
fn published_team_has_its_mean_and_its_bad_month() {
    let month = alike(20.0, 13.0 * 15.0, 1.28).over(1);
    near(month.mean, 3_900.0, 1e-12);
    let p90 = month.percentile(0.9);
    assert!((5_800.0..6_000.0).contains(&p90), "{p90}");
    near(month.above(p90), 0.1, 1e-6);
}

#[test]
fn totals_are_those_of_simulated_people() {
    for (people, sigma) in [(2.0, 1.28), (5.0, 0.8), (20.0, 1.28), (60.0, 1.5), (300.0, 1.28)] {
        let all = [Amounts { count: people, mean: 155.0, sigma }];
        let spread = alike(people, 155.0, sigma).over(1);
        let (expected, _) = simulated(&all, 60_000_000 / (people as usize * 60 + 200), &PARTS);
        for (part, expected) in PARTS.into_iter().zip(expected) {
            near(spread.percentile(part), expected, 0.012);
        }
    }
}

#[test]
fn one_person_is_log_normal() {
    for sigma in [0.3, 0.8, 1.28, 1.5] {
        let one = Amounts { count: 1.0, mean: 155.0, sigma };
        let spread = alike(1.0, 155.0, sigma).over(1);
        for part in PARTS {
            near(spread.percentile(part), one.percentile(part), 0.01);
        }
    }
}

#[test]
fn groups_of_other_people_add() {
    let all = [(10.0, 22.0), (8.0, 155.0), (2.0, 417.0)];
    let all = all.map(|(count, mean)| Amounts { count, mean, sigma: 1.0 });
    let total = Total::new(&all, 100.0);
    let (expected, mean) = simulated(&all, 100_000, &PARTS);
    near(mean, 10.0 * 22.0 + 8.0 * 155.0 + 2.0 * 417.0, 0.005);
    for (part, usd) in PARTS.into_iter().zip(expected) {
        let found = 1.0 - total.above(usd + 100.0);
        assert!((found - part).abs() < 0.005, "{found}, not {part}");
    }
}

/// Where the grid hands over to three moments nothing jumps.
#[test]
fn many_people_follow_on_from_fewer() {
    let of = |people: f64, sigma: f64| {
        let spread = alike(people, 1.0, sigma).over(1);
        PARTS.map(|part| spread.percentile(part) / people)
    };
    for (sigma, people) in [(0.3, 10.0), (0.8, 163.0), (1.28, 2_366.0), (1.5, 12_468.0)] {
        for (below, above) in of(people, sigma).into_iter().zip(of(people + 1.0, sigma)) {
            near(below, above, if people < 100.0 { 0.01 } else { 0.004 });
        }
    }
    // A million people are their mean.
    for share in of(1e6, 1.28) {
        near(share, 1.0, 0.006);
    }
    // Half a person more is half a person more.
    near(alike(2.5, 100.0, 0.5).over(1).mean, 250.0, 1e-12);
    near(median(&alike(2.0, 100.0, 0.01).over(1)), 200.0, 0.001);
    near(median(&alike(2.5, 100.0, 0.01).over(1)), 250.0, 0.001);
}

fn median(spread: &Spread) -> f64 {
    spread.percentile(0.5)
}

#[test]
fn band_narrows_with_the_size_of_the_team() {
    let narrowed = alike(20.0, 155.0, 1.28).narrowed();
    let width: Vec<f64> = narrowed.iter().map(|n| n.p90 - n.p10).collect();
    assert!(width.windows(2).all(|pair| pair[0] > pair[1]), "{width:?}");
    // With four times the people half as wide, once there are many.
    near(width[3] / width[4], 2.0, 0.1);
    // One person in 20: exp(1.28 * 1.645 - 0.8192) = 3.62 times the mean.
    let outlier = alike(20.0, 155.0, 1.28).outlier().expect("an outlier");
    near(outlier.usd, 155.0 * 3.62, 0.002);
    // Phi(1.28 - 1.645) = 0.3576
    near(outlier.share, 0.3576, 0.002);
}

#[test]
fn what_is_not_known_does_not_average_out() {
    let unsure = team(&typical(200.0));
    let (spread, mut exact) = (unsure.over(1), typical(200.0));
    exact.ranges.off = true;
    let sure = team(&exact).over(1);
    let width = |spread: &Spread| spread.percentile(0.9) / spread.percentile(0.1);
    assert!(width(&sure) < 1.6 && width(&spread) > 3.0, "{} {}", width(&sure), width(&spread));
    near(sure.mean, answer(&typical(200.0)).month.total, 1e-9);
    // What is not known of one's inputs alone, for so many people: the range of the month.
    let answer = answer(&typical(200.0));
    let month = range(&typical(200.0), &answer, &Points::new(8, POINTS)).expect("a range");
    near(width(&spread), month.p90 / month.p10, 0.1);
}

#[test]
fn plans_are_flat() {
    let mut scenario = typical(20.0);
    scenario.pay_with(PayWith::Plan("max".into()));
    let on_plans = team(&scenario);
    assert_eq!((on_plans.people(), on_plans.outlier()), (0.0, None));
    assert_eq!(on_plans.over(1).percentile(0.9), on_plans.over(1).percentile(0.1));
    // A second group pays by the token.
    scenario.add_group(sawtooth::scenario::Group { people: 5.0, ..Default::default() });
    scenario.team.set_pays(1, Pays::Key);
    let both = team(&scenario);
    assert_eq!(both.people(), 5.0);
    assert!(both.fixed >= 20.0 * 100.0);
    assert!(both.over(1).percentile(0.9) > both.over(1).percentile(0.1) * 1.1);
}

#[test]
fn nobody_is_no_team() {
    let answer = answer(&typical(0.0));
    assert_eq!(Team::new(&paid(&plans::shipped(), &answer), 0.0, None, 1.28), None);
    // The same people cost the same, and every number is finite, at the edges of the fields.
    for (people, sigma) in [(1.0, 0.0), (1e6, 0.0), (1e6, 2.0), (0.5, 2.0)] {
        let spread = alike(people, 1e-3, sigma).over(12);
        for part in [0.01, 0.5, 0.99] {
            assert!(spread.percentile(part).is_finite() && spread.percentile(part) >= 0.0);
        }
    }
}
