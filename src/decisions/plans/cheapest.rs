//! Which option is the cheapest at a usage, as far as the capacities that are known tell.

use super::{Comparison, Offer};
use crate::scenario::PlanAxis;

/// Places of the axis that are looked at: a piece shorter than one of their steps, of which
/// no label would be legible, may be missed.
const STEPS: usize = 96;
/// Halvings that put a piece's end where the last digits are.
const HALVINGS: usize = 50;

/// A stretch of the axis with one answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub from: f64,
    pub to: f64,
    pub cheapest: Cheapest,
}

/// Plans by their place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cheapest {
    Api,
    Plan(usize),
    /// The plan if it carries the least that is worth its price, else the API.
    PlanOrApi(usize),
    /// It depends on the capacities of all of these.
    Depends(Vec<usize>),
}

impl Comparison {
    /// Sessions a month of one developer at a place of the axis.
    pub fn sessions(&self, axis: PlanAxis, at: f64) -> f64 {
        match axis {
            PlanAxis::Sessions => at * self.work.active_days,
            PlanAxis::Days => at * self.work.sessions_per_day,
            PlanAxis::People => self.work.sessions_per_day * self.work.active_days,
        }
    }

    /// Developers at a place of the axis; beside it a picture is of one.
    fn people(axis: PlanAxis, at: f64) -> f64 {
        if axis == PlanAxis::People { at } else { 1.0 }
    }

    /// USD a month of the API, and of a plan at its largest and smallest capacity.
    pub fn api_at(&self, axis: PlanAxis, at: f64) -> f64 {
        self.work.api_month(self.sessions(axis, at)) * Comparison::people(axis, at)
    }

    pub fn plan_at(&self, offer: &Offer, axis: PlanAxis, at: f64) -> (f64, f64) {
        let (sessions, people) = (self.sessions(axis, at), Comparison::people(axis, at));
        let (large, small) = offer.capacities();
        let usd = |capacity| self.work.month(offer, sessions, capacity).total() * people;
        (usd(large), usd(small))
    }

    /// USD a month of a plan's price alone.
    pub fn price_at(offer: &Offer, axis: PlanAxis, at: f64) -> f64 {
        offer.price * Comparison::people(axis, at)
    }

    /// The least that a plan has to carry a week to be worth its price at a place of the axis.
    pub fn least_at(&self, offer: &Offer, axis: PlanAxis, at: f64) -> Option<f64> {
        self.work.least(offer.price, self.sessions(axis, at))
    }

    /// Where on the axis a number of sessions a month is; people change no session.
    pub fn place(&self, axis: PlanAxis, sessions: f64) -> Option<f64> {
        let per_step = match axis {
            PlanAxis::Sessions => self.work.active_days,
            PlanAxis::Days => self.work.sessions_per_day,
            PlanAxis::People => 0.0,
        };
        Some(sessions / per_step).filter(|at| per_step > 0.0 && at.is_finite())
    }

    /// Where on the axis a plan begins to need credits, with a capacity.
    pub fn full_from(&self, axis: PlanAxis, capacity: f64) -> Option<f64> {
        let heaviest = self.work.weeks.iter().fold(1.0, |a: f64, b| a.max(*b));
        let a_session = self.work.week(1.0);
        self.place(axis, capacity / heaviest / a_session).filter(|_| a_session > 0.0)
    }

    /// The cheapest of the API and of some plans along the axis, in its order.
    pub fn pieces(&self, of: &[usize], axis: PlanAxis, max: f64) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut before: Option<(f64, Cheapest)> = None;
        // Not from zero itself, where everything that is not used costs nothing.
        for step in 0..=STEPS {
            let at = max * (step as f64 + 0.001) / (STEPS as f64 + 0.001);
            let cheapest = self.cheapest(of, axis, at);
            let from = match before.take() {
                None => 0.0,
                Some((_, same)) if same == cheapest => {
                    before = Some((at, cheapest));
                    continue;
                }
                Some((last, old)) => self.change(of, axis, (last, at), &old),
            };
            if let Some(piece) = pieces.last_mut() {
                piece.to = from;
            }
            pieces.push(Piece { from, to: max, cheapest: cheapest.clone() });
            before = Some((at, cheapest));
        }
        pieces
    }

    /// Where `old` ceases to be the answer.
    fn change(&self, of: &[usize], axis: PlanAxis, between: (f64, f64), old: &Cheapest) -> f64 {
        let (mut low, mut high) = between;
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if self.cheapest(of, axis, middle) == *old { low = middle } else { high = middle }
        }
        high
    }

    /// An option can be the cheapest if at its best it costs no more than every other at its
    /// worst: the capacities of two plans say nothing of each other.
    pub fn cheapest(&self, of: &[usize], axis: PlanAxis, at: f64) -> Cheapest {
        let api = self.api_at(axis, at);
        let offers: Vec<&Offer> = of.iter().filter_map(|plan| self.offers.get(*plan)).collect();
        let ends: Vec<(f64, f64)> = offers.iter().map(|offer| self.ranked(offer, axis, at)).collect();
        let worst = |but: usize| {
            let others = ends.iter().enumerate().filter(|(n, _)| *n != but).map(|(_, ends)| ends.1);
            others.fold(f64::INFINITY, f64::min)
        };
        let possible = offers.iter().zip(&ends).enumerate().filter(|(n, (_, (best, _)))| {
            // Where two cost the same, the API asks for no contract.
            *best < api && *best <= worst(*n)
        });
        let plans: Vec<usize> = possible.map(|(_, (offer, _))| offer.plan).collect();
        let api_may = api <= worst(usize::MAX);
        match (plans.as_slice(), api_may) {
            ([], _) => Cheapest::Api,
            ([plan], false) => Cheapest::Plan(*plan),
            ([plan], true) => Cheapest::PlanOrApi(*plan),
            _ => Cheapest::Depends(plans),
        }
    }

    /// A plan's two ends; where it does not carry the work there is no price for doing it.
    fn ranked(&self, offer: &Offer, axis: PlanAxis, at: f64) -> (f64, f64) {
        let (best, worst) = self.plan_at(offer, axis, at);
        let (large, small) = offer.capacities();
        let sessions = self.sessions(axis, at);
        let carried =
            |usd, capacity| if self.work.keeps_up(sessions, capacity) { usd } else { f64::INFINITY };
        (carried(best, large), carried(worst, small))
    }
}
