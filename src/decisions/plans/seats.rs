//! Seats: a team on the plans that it pays, and on the API beside them.

use super::{Offer, Work};

/// A month of the team, the mean over a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Seats {
    pub developers: f64,
    /// Plans with seats, in the order of the list.
    pub plans: Vec<Seated>,
    /// Developers without a seat, on the API.
    pub on_api: f64,
    /// Seats that are paid and not used, and what they cost.
    pub unused: f64,
    pub unused_usd: f64,
    /// Everything: with the largest capacities, and with the smallest.
    pub at_least: f64,
    pub at_most: f64,
    /// The same team on the API alone.
    pub api: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seated {
    /// Its place among the plans.
    pub plan: usize,
    pub paid: f64,
    pub used: f64,
}

/// Developers take the seats in the order of the list; who finds none is on the API.
pub(super) fn seats(work: &Work, offers: &[Offer], developers: f64) -> Option<Seats> {
    let api = work.api_month(work.sessions_per_day * work.active_days);
    let mut team = Seats {
        developers,
        plans: Vec::new(),
        on_api: developers,
        unused: 0.0,
        unused_usd: 0.0,
        at_least: 0.0,
        at_most: 0.0,
        api: api * developers,
    };
    for offer in offers.iter().filter(|offer| offer.seats > 0.0) {
        let used = offer.seats.min(team.on_api);
        let paid = offer.seats * offer.price;
        team.on_api -= used;
        team.unused += offer.seats - used;
        team.unused_usd += (offer.seats - used) * offer.price;
        team.at_least += paid + used * (offer.at_least.credits + offer.at_least.on_api);
        team.at_most += paid + used * (offer.at_most.credits + offer.at_most.on_api);
        team.plans.push(Seated { plan: offer.plan, paid: offer.seats, used });
    }
    team.at_least += team.on_api * api;
    team.at_most += team.on_api * api;
    (!team.plans.is_empty()).then_some(team)
}
