//! What each kind of session costs: parts that add up to the month of one's own people.

use crate::model::bill;
use crate::model::estimate::{Answer, sessions_a_month};
use crate::model::mixture::{expected, held};

/// One kind of session. USD at API prices, of everybody who works like the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct KindMonth {
    pub name: String,
    /// Of one person on an active day.
    pub sessions_per_day: f64,
    pub session: f64,
    pub month: f64,
}

/// In the order of the kinds, the first one first; empty where one has no price.
pub fn by_kind(answer: &Answer) -> Vec<KindMonth> {
    let scenario = &answer.scenario;
    let Ok(kinds) = held(&answer.prices, scenario) else { return Vec::new() };
    let sessions = sessions_a_month(scenario) * scenario.team.own;
    let month = |(kind, (one, share)): (usize, _)| {
        let share: f64 = share;
        let session = match expected(&answer.prices, &one) {
            Ok(expected) => bill::total(&answer.prices, &expected.usage),
            Err(_) => 0.0,
        };
        KindMonth {
            name: scenario.name_of_kind(kind).into(),
            sessions_per_day: scenario.work.sessions_per_day * share,
            session,
            month: session * sessions * share,
        }
    };
    kinds.into_iter().enumerate().map(month).collect()
}
