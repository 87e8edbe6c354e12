//! Budgets of a team, and forecasts from a pilot, beside simulations.

use sawtooth::decisions::budget::{Budget, PersonLimit, alike, budget, course};
use sawtooth::decisions::people::{Amounts, Team};
use sawtooth::decisions::pilot;
use sawtooth::model::draws::deviation;
use sawtooth::model::estimate::estimate;
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{Pilot, Preset, Scenario, link};

#[cfg(feature = "page")]
#[path = "budget/days_off.rs"]
mod days_off;
#[path = "budget/section.rs"]
mod section;
mod seeded;
#[path = "budget/words.rs"]
mod words;
#[path = "budget/year.rs"]
mod year;
use seeded::Seeded;

fn team(count: f64, mean: f64, factors: Vec<f64>) -> Team {
    let by_token = vec![Amounts { count, mean, sigma: 1.28 }];
    Team { by_token, fixed: 0.0, credits: 0.0, factors, sigma: 1.28 }
}

fn of(team: &Team, usd: f64, risk: f64) -> Budget {
    let months = alike(team, 0.0);
    budget(team, &team.over(1), &months, &course(&months), usd, risk).expect("a budget")
}

/// One person's month with a mean of 1.
fn person(random: &mut Seeded) -> f64 {
    (1.28 * deviation(random.next()) - 1.28 * 1.28 / 2.0).exp()
}

#[track_caller]
fn near(found: f64, expected: f64, error: f64) {
    assert!((found - expected).abs() < error, "{found}, not {expected}");
}

#[test]
fn chances_are_those_of_simulated_months_and_years() {
    let (team, mut random) = (team(20.0, 195.0, vec![0.8, 1.25]), Seeded(3));
    let found = of(&team, 4_500.0, 0.1);
    let (mut months, mut years) = (0, 0);
    const YEARS: usize = 20_000;
    for year in 0..YEARS {
        let factor = if year % 2 == 0 { 0.8 } else { 1.25 };
        let mut spent = 0.0;
        for _ in 0..12 {
            let month: f64 = (0..20).map(|_| 195.0 * factor * person(&mut random)).sum();
            months += usize::from(month > 4_500.0);
            spent += month;
        }
        years += usize::from(spent > 54_000.0);
    }
    near(found.passed, months as f64 / (12 * YEARS) as f64, 0.005);
    near(found.year_passed, years as f64 / YEARS as f64, 0.01);
}

#[test]
fn years_budget_runs_out_where_its_course_passes_it() {
    let team = team(20.0, 195.0, vec![1.0]);
    let months = alike(&team, 0.0);
    let course = course(&months);
    // Independent months: the median year comes nearer to twelve means than a month to its own.
    let [first, last] = [course[0], course[11]];
    assert!(first.p50 < 0.94 * 3_900.0 && last.p50 > 0.98 * 12.0 * 3_900.0, "{first:?} {last:?}");
    assert!(last.p90 / last.p10 < first.p90 / first.p10);
    // Half of the year's spend is there after about half of the year.
    let half = of(&team, 1_950.0, 0.1);
    assert!(matches!(half.runs_out, [Some(6 | 7), Some(5 | 6)]), "{half:?}");
    assert_eq!(of(&team, 3_900.0 * 2.0, 0.1).runs_out, [None, None]);
    let tight = of(&team, 3_900.0, 0.1);
    assert_eq!(tight.runs_out, [None, Some(11)]);
    assert_eq!(budget(&team, &team.over(1), &months, &course, 0.0, 0.1), None);
}

/// 20 people and 2 more after each month: 12 + 0.1 * (0 + 1 + ... + 11) = 18.6 months of the 20.
#[test]
fn joiners_cost_their_months() {
    let team = team(20.0, 195.0, vec![1.0]);
    let months = alike(&team, 0.1);
    let grown = course(&months);
    near(grown[11].team_months, 18.6, 1e-9);
    near(grown[11].p50 / team.over_team_months(18.6).percentile(0.5), 1.0, 1e-9);
    near(team.over_team_months(18.6).mean, 18.6 * 3_900.0, 1e-6);
    assert_eq!(grown[0], course(&alike(&team, 0.0))[0]);
    // A team that shrinks by a tenth of itself is gone after ten months.
    near(course(&alike(&team, -0.1))[11].team_months, 5.5, 1e-9);
    // Twelve budgets of today's mean last eight months of such a year.
    let found = budget(&team, &team.over(1), &months, &grown, 3_900.0, 0.1).expect("a budget");
    assert!(matches!(found.runs_out, [Some(9), Some(8 | 9)]), "{found:?}");
    assert!(found.year_passed > 0.99);
}

#[test]
fn limit_for_each_person_holds_the_budget_at_the_risk() {
    for (factors, risk) in [(vec![1.0], 0.1), (vec![0.7, 1.0, 1.3], 0.2)] {
        let team = team(20.0, 195.0, factors.clone());
        let PersonLimit::Usd { usd, share, people } = of(&team, 3_900.0, risk).person else {
            panic!("a limit is needed");
        };
        let (mut random, mut passed, mut stopped) = (Seeded(5), 0, 0);
        const MONTHS: usize = 60_000;
        // What stands for three factors while a limit is sought is the middle one.
        for month in 0..MONTHS {
            let counted = factors[month % factors.len()];
            let each: Vec<f64> = (0..20).map(|_| 195.0 * person(&mut random)).collect();
            stopped += each.iter().filter(|x| **x * counted > usd).count();
            passed += usize::from(each.iter().map(|x| x.min(usd)).sum::<f64>() > 3_900.0);
        }
        near(passed as f64 / MONTHS as f64, risk, 0.01);
        near(share, stopped as f64 / (20 * MONTHS) as f64, 0.003);
        near(people, share * 20.0, 1e-9);
    }
}

#[test]
fn limit_is_none_where_none_is_needed_and_an_even_share_where_little_is_left() {
    let team = team(20.0, 195.0, vec![1.0]);
    assert_eq!(of(&team, 20_000.0, 0.1).person, PersonLimit::NotNeeded);
    let PersonLimit::Usd { usd, share, .. } = of(&team, 40.0, 0.1).person else { panic!("a limit") };
    assert!((2.0..2.4).contains(&usd) && share > 0.99, "{usd} {share}");
    let flat = Team { fixed: 5_000.0, ..team };
    assert_eq!(of(&flat, 4_000.0, 0.1).person, PersonLimit::Impossible);
    // What is enough is passed at the risk.
    let enough = of(&flat, 4_000.0, 0.1).enough;
    near(of(&flat, enough, 0.1).passed, 0.1, 1e-3);
}

fn with_pilot(people: f64, days: f64, spent: f64) -> Scenario {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 4);
    scenario.team.own = 20.0;
    scenario.budget.pilot = Pilot { people, days, spent };
    scenario
}

fn forecast(scenario: &Scenario) -> Option<pilot::Forecast> {
    pilot::forecast(&estimate(&RateTable::shipped(), scenario).answer.expect("a price"))
}

/// The band is of the next month of other people, so eight of ten such months must lie within it.
#[test]
fn eight_of_ten_months_after_a_pilot_lie_in_its_band() {
    for k in [3, 5, 12] {
        let found = forecast(&with_pilot(k as f64, 10.0, 13.0 * 10.0 * k as f64)).expect("a forecast");
        near(found.person_day, 13.0, 1e-9);
        near(found.month, 20.0 * 13.0 * 20.0, 1e-6);
        let band = [found.spread.percentile(0.1) / found.month, found.spread.percentile(0.9) / found.month];
        let (mut random, mut inside, mut mean_inside) = (Seeded(11), 0, 0);
        const PILOTS: usize = 40_000;
        for _ in 0..PILOTS {
            let sample: f64 = (0..k).map(|_| person(&mut random)).sum::<f64>() / f64::from(k);
            let month: f64 = (0..20).map(|_| person(&mut random)).sum::<f64>() / 20.0;
            inside += usize::from((band[0]..band[1]).contains(&(month / sample)));
            let mean = found.mean.map(|usd| usd / found.month);
            mean_inside += usize::from((mean[0]..mean[1]).contains(&(1.0 / sample)));
        }
        near(inside as f64 / PILOTS as f64, 0.8, 0.012);
        near(mean_inside as f64 / PILOTS as f64, 0.8, 0.01);
    }
}

#[test]
fn larger_pilots_leave_less_open() {
    let width = |people: f64| {
        let [low, high] = forecast(&with_pilot(people, 10.0, 130.0 * people)).expect("a forecast").mean;
        high / low
    };
    assert!(width(3.0) > 1.5 * width(12.0) && width(12.0) > 1.5 * width(100.0));
    for (people, days, spent) in [(0.0, 10.0, 500.0), (5.0, 0.0, 500.0), (5.0, 10.0, 0.0)] {
        assert_eq!(forecast(&with_pilot(people, days, spent)), None);
    }
}

/// Whatever work it is for.
#[test]
fn budget_stays_when_another_preset_is_chosen() {
    let scenario = with_pilot(5.0, 10.0, 900.0);
    assert_eq!(scenario.starting_from(Preset::Heavy).budget, scenario.budget);
    assert!(scenario.works_like(Preset::Average) && !scenario.works_like(Preset::Heavy));
}

#[test]
fn links_and_files_carry_the_budget() {
    let mut scenario = with_pilot(5.0, 10.0, 900.0);
    (scenario.budget.month, scenario.budget.fiscal_from, scenario.budget.risk) = (3_500.0, 4, 0.2);
    (scenario.budget.people_sigma, scenario.budget.joining) = (1.0, -2.0);
    let written = link::encode(&scenario);
    for part in
        ["budget-3500", "fiscalFrom-apr", "budgetRisk-0.2", "peopleSigma-1", "pilotSpent-900", "joining-"]
    {
        assert!(written.contains(part), "{part} is not in {written}");
    }
    assert_eq!(link::decode(&written).scenario.as_ref(), Some(&scenario));
    assert_eq!(link::file::read(&link::file::write(&scenario)).scenario, Some(scenario));
}
