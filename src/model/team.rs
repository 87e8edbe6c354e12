//! The months of a team's groups. What a group does that differs from a preset is fixed; what one
//! does that differs from the scenario's own work changes with it.

use crate::model::bill;
use crate::model::estimate::sessions_a_month;
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::model::usage::Usage;
use crate::scenario::{GROUP_KEYS, Problem, Scenario};

/// People who work alike.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupMonth {
    /// Its place among the groups, the scenario's own at 0.
    pub place: usize,
    /// One of them as a scenario by themselves.
    pub one: Scenario,
    /// One average session, and how many of them all of the group run in a month.
    pub session: Usage,
    pub sessions: f64,
}

impl GroupMonth {
    /// USD of all of the group.
    pub fn usd(&self, prices: &Prices) -> f64 {
        bill::total(prices, &self.session) * self.sessions
    }
}

/// The groups with people that work like presets: nothing that is set of the scenario's own work
/// changes them. `groups` are all but the first, as [`Scenario::other_groups`] has them; `others` are
/// priced by the same prices.
///
/// # Errors
/// The first of them that has no price, at its group.
pub fn fixed(
    prices: &Prices,
    scenario: &Scenario,
    groups: Vec<(Scenario, f64)>,
    others: &[GroupMonth],
) -> Result<Vec<GroupMonth>, Problem> {
    let is_fixed = |at: usize| scenario.team.groups.get(at).is_some_and(|group| group.like.is_some());
    let all = groups.into_iter().enumerate().filter(|(at, (_, people))| *people > 0.0 && is_fixed(*at));
    let month = |(at, (one, _)): (usize, (Scenario, f64))| match known(others, at + 1, &one) {
        Some(known) => {
            let sessions = sessions_a_month(&one) * scenario.people(at + 1);
            Ok(GroupMonth { place: at + 1, one, session: known.session.clone(), sessions })
        }
        None => group(prices, scenario, at + 1, one, None),
    };
    all.map(month).collect()
}

/// The group at that place, where it is known to do the same.
pub fn known<'a>(others: &'a [GroupMonth], place: usize, one: &Scenario) -> Option<&'a GroupMonth> {
    others.iter().find(|other| other.place == place && other.one == *one)
}

/// The scenario's own people, then the groups that work like them but for what they have of their own.
/// `session` is the scenario's own average session.
///
/// # Errors
/// The first of them that has no price, at its group.
pub fn own(prices: &Prices, scenario: &Scenario, session: &Usage) -> Result<Vec<GroupMonth>, Problem> {
    let sessions = sessions_a_month(scenario) * scenario.team.own;
    let first = GroupMonth { place: 0, one: scenario.as_group(0), session: session.clone(), sessions };
    let others = with_people(scenario)
        .map(|place| group(prices, scenario, place, scenario.as_group(place), Some(session)));
    std::iter::once(Ok(first)).chain(others).collect()
}

/// USD a month of those, where a session of the scenario's own costs that much.
///
/// # Errors
/// The first of them that has no price, at its group.
pub fn own_usd(prices: &Prices, scenario: &Scenario, session: f64) -> Result<f64, Problem> {
    let mut usd = session * sessions_a_month(scenario) * scenario.team.own;
    for place in with_people(scenario) {
        let one = scenario.as_group(place);
        let each = match scenario.has_sessions_of_first(place) {
            true => session,
            false => bill::total(prices, &usage(prices, &one, place)?),
        };
        usd += each * sessions_a_month(&one) * scenario.people(place);
    }
    Ok(usd)
}

/// Requests a month of the same people, compaction requests not counted, by the mean requests of a
/// session of each scenario.
pub fn own_requests(scenario: &Scenario, mean: impl Fn(&Scenario) -> f64) -> f64 {
    let of = |place: usize| {
        let one = scenario.as_group(place);
        mean(&one) * sessions_a_month(&one) * scenario.people(place)
    };
    of(0) + with_people(scenario).map(of).sum::<f64>()
}

/// The places of the other groups that have people and are not fixed.
fn with_people(scenario: &Scenario) -> impl Iterator<Item = usize> {
    let groups = scenario.team.groups.iter().enumerate();
    groups.filter(|(_, g)| g.people > 0.0 && g.like.is_none()).map(|(at, _)| at + 1)
}

/// `session` is the scenario's own, where the group works like that.
fn group(
    prices: &Prices,
    scenario: &Scenario,
    place: usize,
    one: Scenario,
    session: Option<&Usage>,
) -> Result<GroupMonth, Problem> {
    let sessions = sessions_a_month(&one) * scenario.people(place);
    let session = match session.filter(|_| scenario.has_sessions_of_first(place)) {
        Some(session) => session.clone(),
        None => usage(prices, &one, place)?,
    };
    Ok(GroupMonth { place, one, session, sessions })
}

/// A group's sizes may have a tokenizer of their own, a preset never runs in fast mode, and who pays
/// otherwise than the scenario is billed by prices of its own.
fn usage(prices: &Prices, one: &Scenario, place: usize) -> Result<Usage, Problem> {
    let at_its_group = |problem: Problem| match GROUP_KEYS.get(place) {
        Some(key) => Problem { field: key, ..problem },
        None => problem,
    };
    let found = expected(&prices.under(one), one).map_err(at_its_group)?;
    Ok(prices.placed(one, found.usage))
}
