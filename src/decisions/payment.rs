//! Payment: what leaves the account in a month, and what it buys.
//!
//! [`Payments::of`] is the one function that says what is paid: headline, options, break-even
//! chart, breakdown and `--json` take their dollars from it. A month here is one with work; a
//! year has the idle ones too, in which plans are paid all the same.

use super::plans::{Comparison, Offer, Work, compare};
use super::weeks;
use crate::model::bill;
use crate::model::estimate::{Answer, MONTHS_A_YEAR, sessions_a_month};
use crate::model::team::GroupMonth;
use crate::prices::Family;
use crate::prices::plans::{Plan, PlanUsage};
use crate::scenario::{Cloud, Payment, Pays, Scenario};

mod deal;
mod limit;

pub use deal::{Deal, Part, Seats};
pub use limit::{Limit, full_week, share_of_limit, state_capacity};

/// USD (or shares) at the largest capacity that a plan may have, and at the smallest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    pub low: f64,
    pub high: f64,
}

/// Who is paid: the API (or the scenario's cloud provider in its place), or a plan by its place in the
/// list; of groups that pay for tokens otherwise than the scenario, their provider or the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payer {
    Api,
    Plan(usize),
    Cloud(Cloud),
    Key,
}

impl Payer {
    pub fn is_plan(self) -> bool {
        matches!(self, Payer::Plan(_))
    }
}

/// Why what is paid cannot be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// "Which plan?" has not been answered.
    WhichPlan,
    /// The list has no plan of this id.
    NoSuchPlan(String),
}

/// Everybody's month, and who is paid for which part of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paid {
    /// USD that leave the account in a month with work; `None` where that is open. A plan
    /// whose limit is not known counts with its price.
    pub month: Option<Span>,
    /// USD in twelve months, idle ones included.
    pub year: Option<Span>,
    pub open: Option<Open>,
    pub parts: Vec<PartPaid>,
    /// Seats that are paid and that nobody sits on.
    pub unused: Vec<Unused>,
    /// Batch jobs, which are on the API however people pay.
    pub batch: f64,
    /// USD a month of the same work at API prices: of plans with the cache lifetime that they
    /// have, of the rest as it is paid.
    pub at_api_prices: f64,
    pub people: f64,
    /// Whether some of the work is billed as usage credits whatever the limit, which these
    /// dollars do not have: fast mode on every plan, Fable on some.
    pub more: bool,
}

impl Paid {
    /// USD that one developer pays a month on average, where a plan is among what is paid;
    /// `None` where all of it is by the token.
    pub fn plan_price_each(&self) -> Option<f64> {
        let on_a_plan = self.parts.iter().any(|part| part.payer.is_plan());
        let usd = self.usd().filter(|_| on_a_plan && self.people > 0.0)?;
        Some((usd - self.batch) / self.people)
    }
}

/// People of one group with one payer.
#[derive(Clone, Debug, PartialEq)]
pub struct PartPaid {
    /// Its place among the groups, the scenario's own at 0.
    pub group: usize,
    pub people: f64,
    pub payer: Payer,
    pub month: Span,
    /// Of the month: the plan's price, usage credits (expected over nine weeks), the API.
    pub price: f64,
    pub credits: Span,
    pub api: f64,
    /// Share of the plan's work that waits for another week, 0..1.
    pub waits: Span,
    /// Where the payer is a plan with a limit.
    pub limit: Option<Limit>,
    pub at_api_prices: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unused {
    pub plan: usize,
    pub seats: f64,
    pub usd: f64,
}

/// A group with people, and what one of them does in a month with work.
#[derive(Clone, Debug, PartialEq)]
pub struct Workers {
    /// Its place among the groups.
    pub group: usize,
    pub people: f64,
    /// Sessions a month of one of them.
    pub sessions: f64,
    /// As it would be with the scenario's payer of tokens.
    pub work: Work,
    /// Their own payer of tokens, and what a session costs there.
    pub by_token: Payer,
    pub session: f64,
    /// Whether some of it runs in fast mode, and on Fable.
    pub fast: bool,
    pub fable: bool,
}

/// An answer beside the plans, from which any way to pay has its dollars.
pub struct Payments<'a> {
    pub plans: &'a [Plan],
    pub scenario: &'a Scenario,
    pub compared: Comparison,
    pub groups: Vec<Workers>,
    batch: f64,
    /// Everybody's month as it was estimated, where that is on the API.
    estimated: Option<f64>,
}

impl Span {
    pub fn same(usd: f64) -> Span {
        Span { low: usd, high: usd }
    }

    pub fn middle(self) -> f64 {
        if self.low == self.high { self.low } else { (self.low + self.high) / 2.0 }
    }

    pub fn plus(self, other: Span) -> Span {
        Span { low: self.low + other.low, high: self.high + other.high }
    }

    pub fn times(self, factor: f64) -> Span {
        Span { low: self.low * factor, high: self.high * factor }
    }
}

impl Paid {
    /// USD a month in one number, the middle of the two ends.
    pub fn usd(&self) -> Option<f64> {
        self.month.map(Span::middle)
    }

    /// Whether the limit of some plan is not known, so that credits may come on top.
    pub fn use_is_open(&self) -> bool {
        self.parts.iter().any(|part| part.limit.as_ref().is_some_and(|limit| limit.share.is_none()))
    }

    /// Whether some of the work finds neither limit nor credits.
    pub fn waits(&self) -> bool {
        self.parts.iter().any(|part| part.waits.high > 0.0)
    }
}

/// What is paid as the scenario has it.
pub fn paid(plans: &[Plan], answer: &Answer) -> Paid {
    Payments::new(plans, answer).paid()
}

impl<'a> Payments<'a> {
    pub fn new(plans: &'a [Plan], answer: &'a Answer) -> Payments<'a> {
        let scenario = &answer.scenario;
        let compared = compare(plans, answer);
        let groups = answer.team.iter().filter_map(|group| workers(answer, &compared, group)).collect();
        let on_the_api = scenario.payment != Payment::Subscription;
        Payments {
            plans,
            scenario,
            groups,
            batch: answer.batch_month,
            estimated: on_the_api.then_some(answer.month.total),
            compared,
        }
    }

    /// What is paid as the scenario has it.
    pub fn paid(&self) -> Paid {
        match self.now() {
            Ok(deal) => self.of(&deal),
            Err(open) => Paid {
                open: Some(open),
                batch: self.batch,
                at_api_prices: self.batch
                    + self.groups.iter().map(|g| g.people * g.sessions * g.work.equivalent).sum::<f64>(),
                people: self.people(),
                ..Paid::default()
            },
        }
    }

    /// The same people in a month with so many times the sessions; the limits that are stated may go
    /// along, where they were stated as shares of this work. Else the month's mean week is among what it
    /// is so many times of, and its weeks differ by no more than the rest.
    pub fn with_work(&self, times: f64, limits_too: bool) -> Payments<'a> {
        let used = |of: &Workers| (of.people, of.people * of.sessions * of.work.equivalent);
        let used: Vec<(f64, f64)> = self.groups.iter().map(used).collect();
        let weeks = |weeks| if limits_too { weeks } else { weeks::within_a_month(weeks, &used) };
        let more = |workers: &Workers| {
            let work = Work { weeks: weeks(workers.work.weeks), ..workers.work.clone() };
            Workers { sessions: workers.sessions * times, work, ..workers.clone() }
        };
        let mut compared = self.compared.clone();
        for offer in compared.offers.iter_mut().filter(|_| limits_too) {
            offer.low = offer.low.map(|low| low * times);
            offer.high = offer.high.map(|high| high * times);
        }
        Payments {
            plans: self.plans,
            scenario: self.scenario,
            compared,
            groups: self.groups.iter().map(more).collect(),
            batch: self.batch,
            estimated: None,
        }
    }

    pub fn people(&self) -> f64 {
        self.groups.iter().map(|group| group.people).sum()
    }

    /// What is paid if everybody pays like this.
    pub fn of(&self, deal: &Deal) -> Paid {
        let parts: Vec<PartPaid> = deal.parts.iter().filter_map(|part| self.part(part)).collect();
        let unused: Vec<Unused> = deal.seats.iter().filter_map(|seats| self.unused(deal, seats)).collect();
        let idle_too = self.batch + unused.iter().map(|u| u.usd).sum::<f64>();
        let summed = parts.iter().fold(Span::same(idle_too), |sum, part| sum.plus(part.month));
        let by_token = |part: &Part| self.groups.get(part.group).is_some_and(|g| g.by_token == part.payer);
        let is_estimated = unused.is_empty() && deal.parts.iter().all(by_token);
        let month = self.estimated.filter(|_| is_estimated).map_or(summed, Span::same);
        // In an idle month only prices are paid; jobs go on, as a year of the estimate has them.
        let used = |part: &PartPaid| part.credits.plus(Span::same(part.api));
        let used = parts.iter().fold(Span::default(), |sum, part| sum.plus(used(part)));
        let idle = self.scenario.plans.idle_months;
        Paid {
            month: Some(month),
            year: Some(month.times(MONTHS_A_YEAR).plus(used.times(-idle))),
            open: None,
            batch: self.batch,
            at_api_prices: self.batch + parts.iter().map(|part| part.at_api_prices).sum::<f64>(),
            people: parts.iter().map(|part| part.people).sum(),
            more: parts.iter().any(|part| self.is_more(part)),
            parts,
            unused,
        }
    }

    fn is_more(&self, part: &PartPaid) -> bool {
        let workers = self.groups.iter().find(|workers| workers.group == part.group);
        let (Payer::Plan(place), Some(workers)) = (part.payer, workers) else { return false };
        let limited = |plan: &&Plan| plan.usage == PlanUsage::Limited;
        self.plans
            .get(place)
            .filter(limited)
            .is_some_and(|plan| workers.fast || (workers.fable && plan.fable_on_credits))
    }

    fn part(&self, part: &Part) -> Option<PartPaid> {
        let workers = self.groups.get(part.group)?;
        let (work, sessions, people) = (&workers.work, workers.sessions, part.people);
        let one = match part.payer {
            Payer::Plan(place) => OnePaid::on(self.compared.offers.get(place)?, work, sessions),
            payer => {
                let session = if payer == workers.by_token { workers.session } else { work.api };
                let api = sessions * session * work.working;
                OnePaid { api, at_api_prices: api, ..OnePaid::default() }
            }
        };
        let price = one.price * people;
        let (credits, api) = (one.credits.times(people), one.api * people);
        Some(PartPaid {
            group: workers.group,
            people,
            payer: part.payer,
            month: Span::same(price + api).plus(credits),
            price,
            credits,
            api,
            waits: one.waits,
            limit: one.limit,
            at_api_prices: one.at_api_prices * people,
        })
    }

    fn unused(&self, deal: &Deal, seats: &Seats) -> Option<Unused> {
        let used: f64 =
            deal.parts.iter().filter(|p| p.payer == Payer::Plan(seats.plan)).map(|p| p.people).sum();
        let price = self.compared.offers.get(seats.plan)?.price;
        let left = seats.paid - used;
        (left > 0.0).then_some(Unused { plan: seats.plan, seats: left, usd: left * price })
    }
}

/// One person's month with work.
#[derive(Default)]
struct OnePaid {
    price: f64,
    credits: Span,
    api: f64,
    waits: Span,
    limit: Option<Limit>,
    at_api_prices: f64,
}

impl OnePaid {
    fn on(offer: &Offer, work: &Work, sessions: f64) -> OnePaid {
        let month = |capacity| work.month(offer, sessions, capacity);
        if offer.usage == PlanUsage::ApiRates {
            let month = month(f64::INFINITY);
            return OnePaid {
                price: month.price,
                api: month.on_api,
                at_api_prices: month.on_api,
                ..OnePaid::default()
            };
        }
        let limit = Limit::of(offer, work, sessions);
        // Without a limit that is known nothing is known to be past it.
        let (large, small) = limit::ends(offer).unwrap_or((f64::INFINITY, f64::INFINITY));
        let (best, worst) = (month(large), month(small));
        OnePaid {
            price: best.price,
            credits: Span { low: best.credits, high: worst.credits },
            api: best.on_api,
            waits: Span { low: best.waits, high: worst.waits },
            limit: Some(limit),
            at_api_prices: best.on_api + sessions * work.equivalent * (1.0 - work.on_api),
        }
    }
}

/// The group as one who works, under the terms of the scenario; `None` without people.
fn workers(answer: &Answer, compared: &Comparison, group: &GroupMonth) -> Option<Workers> {
    let GroupMonth { place, one, session, .. } = group;
    let (scenario, prices) = (&answer.scenario, &answer.prices);
    let people = scenario.people(*place);
    if people <= 0.0 {
        return None;
    }
    let by_token = match scenario.pays_apart(*place) {
        Some(Pays::Cloud(cloud)) => Payer::Cloud(*cloud),
        Some(Pays::Key) => Payer::Key,
        _ => Payer::Api,
    };
    let work = if scenario.has_sessions_of_first(*place) {
        let (sessions_per_day, active_days) = (one.work.sessions_per_day, one.work.active_days);
        Some(Work { sessions_per_day, active_days, ..compared.work.clone() })
    } else if by_token == Payer::Api {
        Work::found(prices, one, session).or_else(|| Work::priced(&prices.under(one), one))
    } else {
        let alike = Scenario { payment: scenario.payment, cloud: scenario.cloud, ..one.clone() };
        Work::priced(&prices.under(&alike), &alike)
    };
    let estimated = bill::total(prices, session);
    let work = work.unwrap_or_else(|| Work::of(one, [estimated; 3]));
    let fable = |id: &str| prices.0.iter().any(|p| p.id == id && p.family == Family::Fable);
    let fable = one.mean_mix().iter().any(|share| share.share > 0.0 && fable(&share.model));
    let fast = one.fast && prices.under(one).0.iter().any(|price| price.fast);
    Some(Workers {
        group: *place,
        people,
        sessions: sessions_a_month(one),
        session: if by_token == Payer::Api { work.api } else { estimated },
        work: Work { working: 1.0, ..work },
        by_token,
        fast,
        fable,
    })
}
