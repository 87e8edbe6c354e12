//! Breakdown: what is paid line by line, and where the tokens of each group go.
//!
//! The paid lines add up to [`Paid::usd`]. Tokens that a plan includes are no dollars: their
//! sections are at API prices and say so by [`Section::is_paid`].

use super::payment::{Paid, PartPaid, Payer, Payments};
use super::plans::sides;
use crate::model::bill::Bill;
use crate::model::estimate::{Answer, MONTHS_A_YEAR, sessions_a_month};
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::model::usage::{Source, Usage};
use crate::prices::plans::{Plan, PlanUsage};
use crate::scenario::Scenario;

#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    pub paid: Paid,
    /// In the order of the parts; empty where what is paid is open.
    pub lines: Vec<PaidLine>,
    pub sections: Vec<Section>,
}

/// USD, of a range the middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaidLine {
    pub what: PaidFor,
    pub month: f64,
    pub year: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PaidFor {
    /// The tokens of a section, by its place.
    Tokens {
        section: usize,
    },
    /// Seats or accounts of a plan, for a group.
    Plan {
        plan: usize,
        seats: f64,
        group: usize,
    },
    Credits {
        plan: usize,
        group: usize,
    },
    Unused {
        plan: usize,
        seats: f64,
    },
}

/// The tokens of the people of a group who pay one, or of the batch jobs.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its place among the groups; `None` for batch jobs, which have no session.
    pub group: Option<usize>,
    pub people: f64,
    /// `None` where it is open which plan that is.
    pub payer: Option<Payer>,
    /// Whether these dollars are paid, or are what a plan's tokens would cost.
    pub is_paid: bool,
    /// An average session of one of them, and the month of all of them.
    pub session: Bill,
    pub month: Bill,
    /// What the models of the lines are places in.
    pub prices: Prices,
    /// What each of them does there, and their sessions a month; `None` for batch jobs.
    pub sessions: Option<(Scenario, f64)>,
}

pub fn breakdown(plans: &[Plan], answer: &Answer) -> Breakdown {
    let payments = Payments::new(plans, answer);
    let paid = payments.paid();
    let mut found = Breakdown { lines: Vec::new(), sections: Vec::new(), paid };
    if found.paid.open.is_some() {
        let open = payments.groups.iter();
        found.sections = open.filter_map(|g| section(answer, g.group, g.people, None, false, 1.0)).collect();
        found.sections.extend(batch(answer));
        return found;
    }
    let usage = |payer: Payer| match payer {
        Payer::Api | Payer::Cloud(_) | Payer::Key => None,
        Payer::Plan(place) => plans.get(place).map(|plan| plan.usage),
    };
    let working = MONTHS_A_YEAR - answer.scenario.plans.idle_months;
    for part in found.paid.parts.clone() {
        found.add(answer, &part, usage(part.payer), working);
    }
    for unused in &found.paid.unused {
        let what = PaidFor::Unused { plan: unused.plan, seats: unused.seats };
        found.lines.push(PaidLine { what, month: unused.usd, year: unused.usd * MONTHS_A_YEAR });
    }
    if let Some(batch) = batch(answer) {
        let month = found.paid.batch;
        let what = PaidFor::Tokens { section: found.sections.len() };
        found.lines.push(PaidLine { what, month, year: month * MONTHS_A_YEAR });
        found.sections.push(batch);
    }
    found
}

impl Breakdown {
    /// The lines of one part: its price, its credits, its tokens on the API, then those that its
    /// plan includes. `working` are the months a year with work.
    fn add(&mut self, answer: &Answer, part: &PartPaid, usage: Option<PlanUsage>, working: f64) {
        let mut line = |what, month: f64, months: f64| {
            if month > 0.0 {
                self.lines.push(PaidLine { what, month, year: month * months });
            }
        };
        let (group, people) = (part.group, part.people);
        if let Payer::Plan(plan) = part.payer {
            line(PaidFor::Plan { plan, seats: people, group }, part.price, MONTHS_A_YEAR);
            line(PaidFor::Credits { plan, group }, part.credits.middle(), working);
        }
        let on_api = match usage {
            Some(PlanUsage::Limited) => answer.scenario.plans.on_api,
            Some(PlanUsage::ApiRates) | None => 1.0,
        };
        if on_api > 0.0 {
            line(PaidFor::Tokens { section: self.sections.len() }, part.api, working);
            self.sections.extend(section(answer, group, people, Some(part.payer), true, on_api));
        }
        if on_api < 1.0 {
            self.sections.extend(section(answer, group, people, Some(part.payer), false, 1.0 - on_api));
        }
    }
}

/// A group's tokens, at the price of the API or as a plan includes them; `share` of its sessions.
fn section(
    answer: &Answer,
    group: usize,
    people: f64,
    payer: Option<Payer>,
    is_paid: bool,
    share: f64,
) -> Option<Section> {
    let like = answer.scenario.as_group(group);
    let [api, plan, _] = sides(&like);
    let (side, prices) =
        if is_paid { (api, answer.prices.clone()) } else { (plan, answer.prices.of_the_api()) };
    let prices = if group == 0 { prices } else { prices.under(&like) };
    let one = expected(&prices, &side).ok()?.usage;
    let (mut month, sessions) = (Usage::default(), people * sessions_a_month(&like) * share);
    month.add_times(&one, sessions);
    let (session, month) = (Bill::new(&prices, &one), Bill::new(&prices, &month));
    let sessions = Some((side, sessions));
    Some(Section { group: Some(group), people, payer, is_paid, session, month, prices, sessions })
}

/// The month's batch jobs, which are on the API however people pay.
fn batch(answer: &Answer) -> Option<Section> {
    let lines = answer.month.lines.iter().filter(|line| line.source == Source::Batch);
    let lines: Vec<_> = lines.copied().collect();
    let month = Bill { total: lines.iter().map(|line| line.usd).sum(), lines };
    (!month.lines.is_empty()).then(|| Section {
        group: None,
        people: 0.0,
        payer: Some(Payer::Api),
        is_paid: true,
        session: Bill::default(),
        month,
        prices: answer.prices.clone(),
        sessions: None,
    })
}
