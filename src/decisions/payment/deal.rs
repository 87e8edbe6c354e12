//! Who pays whom: as the scenario says, and as it could be.

use super::{Open, Payer, Payments};
use crate::scenario::in_order;
use crate::scenario::{Payment, Pays, Term};

/// Everybody and whom they pay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deal {
    pub parts: Vec<Part>,
    /// Seats that are paid, used or not, where that was stated.
    pub seats: Vec<Seats>,
}

/// So many people of a group, by its place among [`Payments::groups`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    pub group: usize,
    pub people: f64,
    pub payer: Payer,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seats {
    /// Its place in the list of plans.
    pub plan: usize,
    pub paid: f64,
}

impl Deal {
    /// The one payer of everybody, where there is one and no seat beside.
    pub fn only_payer(&self) -> Option<Payer> {
        let first = self.parts.first()?.payer;
        let alone = self.parts.iter().all(|part| part.payer == first);
        let other = |seats: &Seats| Payer::Plan(seats.plan) != first;
        (alone && !self.seats.iter().any(other)).then_some(first)
    }
}

impl Payments<'_> {
    /// Everybody pays one.
    pub fn all_on(&self, payer: Payer) -> Deal {
        let part = |(group, workers): (usize, &super::Workers)| Part { group, people: workers.people, payer };
        Deal { parts: self.groups.iter().enumerate().map(part).collect(), seats: Vec::new() }
    }

    /// Who pays whom as the scenario says.
    ///
    /// # Errors
    /// What has to be said before anybody can know.
    pub fn now(&self) -> Result<Deal, Open> {
        let mut seating = Seating::new(self);
        let (said, follow): (Vec<usize>, Vec<usize>) =
            (0..self.groups.len()).partition(|at| *self.pays(*at) != Pays::AsScenario);
        for at in said {
            match self.pays(at) {
                Pays::Plan(id) => seating.sit(at, self.place(id)?),
                Pays::AsScenario | Pays::Api | Pays::Cloud(_) | Pays::Key => {}
            }
            seating.rest_by_token(at, self.by_token(at));
        }
        for at in follow {
            self.follow(&mut seating, at)?;
        }
        let Deal { parts, seats } = seating.deal;
        Ok(Deal { parts: in_order::by_key(parts, |part| part.group), seats })
    }

    fn pays(&self, at: usize) -> &Pays {
        self.scenario.team.pays(self.groups.get(at).map_or(0, |workers| workers.group))
    }

    /// Whom a group pays that is on no plan.
    pub fn by_token(&self, at: usize) -> Payer {
        self.groups.get(at).map_or(Payer::Api, |workers| workers.by_token)
    }

    fn place(&self, id: &str) -> Result<usize, Open> {
        let place = self.plans.iter().position(|plan| plan.id == id);
        place.ok_or_else(|| if id.is_empty() { Open::WhichPlan } else { Open::NoSuchPlan(id.into()) })
    }

    /// As every group paid before groups could say it: on the plan of a subscription, on seats
    /// that are stated for the scenario's own developers, else on the API.
    fn follow(&self, seating: &mut Seating, at: usize) -> Result<(), Open> {
        let own = self.groups.get(at).is_some_and(|workers| workers.group == 0);
        let subscribed = self.scenario.payment == Payment::Subscription;
        let stated = !seating.deal.seats.is_empty();
        if subscribed && !(self.scenario.plan.is_empty() && stated) {
            seating.sit(at, self.place(&self.scenario.plan)?);
        }
        if own {
            for plan in seating.deal.seats.iter().map(|seats| seats.plan).collect::<Vec<_>>() {
                seating.sit(at, plan);
            }
        }
        seating.rest_by_token(at, Payer::Api);
        Ok(())
    }
}

/// People who find their seats one group after another.
struct Seating {
    deal: Deal,
    /// People of each group who have not been placed.
    standing: Vec<f64>,
}

impl Seating {
    fn new(payments: &Payments) -> Seating {
        let stated = |(plan, listed): (usize, &crate::prices::plans::Plan)| {
            let paid = payments.scenario.plans.term(&listed.id, Term::Seats)?;
            (paid > 0.0 && paid.is_finite()).then_some(Seats { plan, paid })
        };
        let seats = payments.plans.iter().enumerate().filter_map(stated).collect();
        let standing = payments.groups.iter().map(|workers| workers.people).collect();
        Seating { deal: Deal { parts: Vec::new(), seats }, standing }
    }

    /// Seats as many of a group as the plan has seats for: all, where none were counted.
    fn sit(&mut self, group: usize, plan: usize) {
        let used = |part: &&Part| part.payer == Payer::Plan(plan);
        let used: f64 = self.deal.parts.iter().filter(used).map(|part| part.people).sum();
        let stated = self.deal.seats.iter().find(|seats| seats.plan == plan);
        let free = stated.map_or(f64::INFINITY, |seats| (seats.paid - used).max(0.0));
        self.put(group, Payer::Plan(plan), free);
    }

    fn rest_by_token(&mut self, group: usize, payer: Payer) {
        self.put(group, payer, f64::INFINITY);
    }

    fn put(&mut self, group: usize, payer: Payer, most: f64) {
        let Some(standing) = self.standing.get_mut(group) else { return };
        let people = standing.min(most);
        if people > 0.0 {
            *standing -= people;
            self.deal.parts.push(Part { group, people, payer });
        }
    }
}
