//! Pilot: what a few people spent forecasts what more of them will, with the error of so small a sample.
//!
//! k people with a mean of x spent as k log-normal amounts do. The true mean m is unknown, but x/m is
//! distributed as the mean A of k such amounts with a mean of 1. So m is x/A, and a month of n others is x S/A,
//! with S their total. Both follow from sigma alone; x says nothing of sigma, which is assumed.

use super::people::{Amounts, FACTORS, Spread, Team, Total};
use crate::model::estimate::Answer;

/// USD.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// Of one person and working day in the pilot.
    pub person_day: f64,
    /// People it is made for, and a month of theirs at that.
    pub people: f64,
    pub month: f64,
    /// The distribution of that month.
    pub spread: Spread,
    /// 10th and 90th percentile of the mean of a month: what the sample leaves open.
    pub mean: [f64; 2],
}

/// For everybody of an answer, on its active days; `None` where the pilot is not entered.
pub fn forecast(answer: &Answer) -> Option<Forecast> {
    let budget = &answer.scenario.budget;
    let (pilot, sigma) = (budget.pilot, budget.people_sigma);
    let (people, days) = (answer.developers(), answer.scenario.work.active_days);
    if !(pilot.people >= 1.0 && pilot.days > 0.0 && pilot.spent > 0.0 && people > 0.0 && days > 0.0) {
        return None;
    }
    let person_day = pilot.spent / (pilot.people * pilot.days);
    let sample = Total::new(&[Amounts { count: pilot.people, mean: 1.0 / pilot.people, sigma }], 0.0);
    let factor = |part: f64| 1.0 / sample.percentile(1.0 - part);
    let factors = (0..FACTORS).map(|at| factor((at as f64 + 0.5) / FACTORS as f64)).collect();
    let by_token = vec![Amounts { count: people, mean: person_day * days, sigma }];
    let month = people * person_day * days;
    let team = Team { by_token, fixed: 0.0, credits: 0.0, factors, sigma };
    let mean = [0.1, 0.9].map(|part| month * factor(part));
    Some(Forecast { person_day, people, month, spread: team.over(1), mean })
}
