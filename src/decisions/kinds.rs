//! What each kind of session costs: parts that add up to the month of the people who work so.

use crate::model::bill::Bill;
use crate::model::estimate::{Answer, sessions_a_month};
use crate::model::mixture::{expected, held};

/// A kind of session of a group of people. USD as they are by the token.
#[derive(Clone, Debug, PartialEq)]
pub struct KindMonth {
    /// Its place among the groups, the scenario's own at 0, and among that group's kinds.
    pub group: usize,
    pub kind: usize,
    pub name: String,
    /// Of one person on an active day, and of all of the group in a month.
    pub sessions_per_day: f64,
    pub sessions: f64,
    pub session: Bill,
}

impl KindMonth {
    /// USD a month of all of the group.
    pub fn month(&self) -> f64 {
        self.session.total * self.sessions
    }
}

/// The kinds of the scenario's own people, the first one first; empty where one has no price.
pub fn by_kind(answer: &Answer) -> Vec<KindMonth> {
    kinds_of(answer, 0)
}

/// The kinds of all groups with people, group by group: with the batch jobs, everybody's month.
pub fn of_everybody(answer: &Answer) -> Vec<KindMonth> {
    let groups = (0..answer.scenario.count_groups()).filter(|group| answer.scenario.people(*group) > 0.0);
    groups.flat_map(|group| kinds_of(answer, group)).collect()
}

fn kinds_of(answer: &Answer, group: usize) -> Vec<KindMonth> {
    let scenario = answer.scenario.as_group(group);
    let prices = answer.prices.under(&scenario);
    let Ok(kinds) = held(&prices, &scenario) else { return Vec::new() };
    let sessions = sessions_a_month(&scenario) * answer.scenario.people(group);
    let part = |(kind, (one, share)): (usize, _)| {
        let share: f64 = share;
        KindMonth {
            group,
            kind,
            name: scenario.name_of_kind(kind).into(),
            sessions_per_day: scenario.work.sessions_per_day * share,
            sessions: sessions * share,
            session: expected(&prices, &one)
                .map_or_else(|_| Bill::default(), |e| Bill::new(&prices, &e.usage)),
        }
    };
    kinds.into_iter().enumerate().map(part).collect()
}
