//! Compare: one developer's work on the API and on each plan, in USD.
//!
//! The same work is priced twice: with the lifetime of the API's cache, which is what the API
//! asks and what usage credits ask; and with the subscription's, which is API-equivalent use,
//! what a plan's capacity is told in. A month is linear in its sessions, a plan's included
//! work is concave and piecewise linear in them, so that every question below has an exact
//! answer. Batch jobs and the other groups of a team stay on the API and are not in it.

use super::weeks;
use crate::model::bill;
use crate::model::estimate::{Answer, MONTHS_A_YEAR, sessions_a_month};
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::model::usage::Usage;
use crate::prices::Class;
use crate::prices::plans::{Plan, PlanUsage};
use crate::scenario::{
    Basis, Billed, HitSource, Lifetime, MOST_STATED, Overflow, Payment, Plans, Scenario, SessionKind, Term,
};

mod cheapest;
mod even;
mod seats;
mod surest;

pub use cheapest::{Cheapest, Piece};
pub use seats::{Seated, Seats};
pub use surest::surest;

/// Weeks in a month: 52 in twelve months.
pub const WEEKS: f64 = 52.0 / 12.0;
/// Days by which guides divide a month's price.
const CALENDAR_DAYS: f64 = 30.0;

/// Everything that is compared, as plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub work: Work,
    /// The cache lifetimes of the two prices of a session: on the API, on a plan.
    pub lifetimes: (Lifetime, Lifetime),
    /// A month of one developer, the mean over a year: on the API, and as API-equivalent use.
    pub api_month: f64,
    pub equivalent_month: f64,
    /// API-equivalent work of a week with work that is left to a plan.
    pub week: f64,
    /// In the order of the plans.
    pub offers: Vec<Offer>,
    /// The team as set, where any seat is.
    pub seats: Option<Seats>,
    /// Plans of which the scenario states something and which are not in the list.
    pub unknown: Vec<String>,
}

/// One developer's work, and how its weeks and months differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// A session on the API, and as API-equivalent use of a plan.
    pub api: f64,
    pub equivalent: f64,
    /// A session on usage credits, which always bring the 5-minute lifetime.
    pub credit: f64,
    pub sessions_per_day: f64,
    pub active_days: f64,
    /// Share of the sessions that is paid to the API in any case.
    pub on_api: f64,
    /// Share of the year's months that have work.
    pub working: f64,
    /// Nine equally likely weeks over their mean, the lightest first.
    pub weeks: [f64; 9],
    /// Usage credits that a month with work may cost.
    pub credits: f64,
}

/// A plan under the user's terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its place among the plans.
    pub plan: usize,
    pub usage: PlanUsage,
    /// A month, and whether it is the yearly price or the user's own.
    pub price: f64,
    pub yearly: bool,
    pub own_price: bool,
    /// API-equivalent work that a week includes, at least and at most; `None` is unknown.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// A month at the largest capacity it may have, and at the smallest.
    pub at_least: Month,
    pub at_most: Month,
    /// From where on it costs no more than the API, at those capacities.
    pub even_at_least: Option<Even>,
    pub even_at_most: Option<Even>,
    /// The smallest capacity a week that is worth the price at any usage, and at today's.
    pub least_ever: Option<f64>,
    pub least_now: Option<f64>,
    /// The price on each active day, and on each of thirty.
    pub active_day: Option<f64>,
    pub calendar_day: f64,
    /// Seats that the team pays.
    pub seats: f64,
}

/// A month of one developer on a plan, the mean over a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Month {
    pub price: f64,
    pub credits: f64,
    /// What is paid to the API in any case.
    pub on_api: f64,
    /// Share of the plan's work that finds neither capacity nor credits in its week, 0..1.
    pub waits: f64,
}

/// The usage at which a plan and the API cost the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Even {
    /// Sessions a month with work, and on each of the active days (`None` without one).
    pub sessions: f64,
    pub a_day: Option<f64>,
    /// Sessions a month beyond which it costs more than the API again; `None` if it never does.
    pub until: Option<f64>,
    /// What the API asks for it, a calendar day.
    pub calendar_day: f64,
    /// What the API asks for it on an active day.
    pub active_day: Option<f64>,
}

/// The comparison of an answer with every plan of the list.
pub fn compare(plans: &[Plan], answer: &Answer) -> Comparison {
    let scenario = &answer.scenario;
    let lifetimes = paid_by(scenario).map(|(payment, set)| set.unwrap_or(payment.lifetime()));
    let work = Work::new(answer);
    let sessions = sessions_a_month(scenario);
    let offers: Vec<Offer> =
        plans.iter().enumerate().map(|(at, plan)| offer(&work, &scenario.plans, at, plan)).collect();
    let stated = scenario.plans.terms.keys().map(|key| &key.plan);
    let mut unknown: Vec<String> = stated.filter(|id| plans.iter().all(|p| p.id != **id)).cloned().collect();
    unknown.dedup();
    Comparison {
        lifetimes: (lifetimes[0], lifetimes[1]),
        api_month: work.api_month(sessions),
        equivalent_month: sessions * work.equivalent * work.working,
        week: work.week(sessions),
        seats: seats::seats(&work, &offers, scenario.team.own),
        offers,
        unknown,
        work,
    }
}

/// Whether the choice is among seats: more than one developer, of whatever habits.
pub fn is_team(scenario: &Scenario) -> bool {
    (0..scenario.count_groups()).map(|group| scenario.people(group)).sum::<f64>() > 1.0
}

/// The scenario as it runs on the API, on a subscription and on usage credits.
pub(crate) fn sides(scenario: &Scenario) -> [Scenario; 3] {
    paid_by(scenario).map(|(payment, lifetime)| {
        let mut side = Scenario { baseline: None, payment, ..scenario.clone() };
        side.cache.lifetime = lifetime;
        side
    })
}

/// How these pay, with a lifetime that the user set: it belongs to the payment it was set for.
fn paid_by(scenario: &Scenario) -> [(Payment, Option<Lifetime>); 3] {
    let (set, subscribed) = (scenario.cache.lifetime, scenario.payment == Payment::Subscription);
    let api = if subscribed { Payment::ApiKey } else { scenario.payment };
    [
        (api, set.filter(|_| !subscribed)),
        (Payment::Subscription, set.filter(|_| subscribed)),
        (Payment::ApiKey, None),
    ]
}

/// Whether with another cache lifetime a session does all the same, and only its cache writes are of
/// another class: else a lifetime decides what pauses cost or compact, or some kind keeps its own.
fn does_the_same(scenario: &Scenario) -> bool {
    let own = |of: &SessionKind| of.own.choices.iter().any(|(key, _)| matches!(*key, "lifetime" | "idle"));
    scenario.cache.source != HitSource::Rhythm
        && (scenario.basis != Basis::Totals && !scenario.compaction.idle)
        && !scenario.kinds.iter().any(own)
}

impl Work {
    /// A reported hit rate and the window do not depend on the lifetime: what had a price with
    /// one has a price with the other.
    pub(crate) fn new(answer: &Answer) -> Work {
        let work = Work::found(&answer.prices, &answer.scenario, &answer.expected.usage)
            .or_else(|| Work::priced(&answer.prices, &answer.scenario));
        work.unwrap_or_else(|| Work::of(&answer.scenario, [answer.session.total; 3]))
    }

    /// The work of one whose average session is known: what [`Work::priced`] would find by prices
    /// under the scenario. `None` where that takes more than the session's tokens.
    pub(crate) fn found(prices: &Prices, scenario: &Scenario, session: &Usage) -> Option<Work> {
        if !does_the_same(scenario) {
            return None;
        }
        let adds_a_region = prices.0.iter().any(|price| price.api_bands.is_some());
        let of_the_api = adds_a_region.then(|| prices.of_the_api());
        let of_the_api = of_the_api.as_ref().unwrap_or(prices);
        let usd = |prices: &Prices, (payment, set): (Payment, Option<Lifetime>)| {
            let class = match set.unwrap_or(payment.lifetime()) {
                Lifetime::FiveMinutes => Class::Write5m,
                Lifetime::OneHour => Class::Write1h,
            };
            bill::total(prices, &session.with_writes_as(class))
        };
        let [api, equivalent, credit] = paid_by(scenario);
        let usd = [usd(prices, api), usd(of_the_api, equivalent), usd(of_the_api, credit)];
        Some(Work::of(scenario, usd))
    }

    /// The work of one who works like the scenario, by prices of its tokenizer and speed.
    pub(crate) fn priced(prices: &Prices, scenario: &Scenario) -> Option<Work> {
        let session = |prices: &Prices, side: &Scenario| {
            expected(prices, side).ok().map(|e| bill::total(prices, &e.usage))
        };
        let ([api, equivalent, credit], of_the_api) = (sides(scenario), prices.of_the_api());
        let on_api = session(prices, &api)?;
        // Who pays the API with its own lifetime has the price of credits already.
        let is_same = credit == api && of_the_api == *prices;
        let on_credit = if is_same { on_api } else { session(&of_the_api, &credit)? };
        Some(Work::of(scenario, [on_api, session(&of_the_api, &equivalent)?, on_credit]))
    }

    /// A session's USD on the API, as API-equivalent use of a plan, and on credits.
    pub(crate) fn of(scenario: &Scenario, [api, equivalent, credit]: [f64; 3]) -> Work {
        let plans = &scenario.plans;
        Work {
            api,
            equivalent,
            credit,
            sessions_per_day: scenario.work.sessions_per_day,
            active_days: scenario.work.active_days,
            on_api: plans.on_api,
            working: (MONTHS_A_YEAR - plans.idle_months) / MONTHS_A_YEAR,
            weeks: weeks::nine(plans.week_spread),
            credits: match plans.overflow {
                Overflow::Credits => f64::INFINITY,
                Overflow::Capped => plans.credit_cap,
                Overflow::Stop => 0.0,
            },
        }
    }

    /// What the API asks for a month of so many sessions, the mean over a year.
    pub fn api_month(&self, sessions: f64) -> f64 {
        sessions * self.api * self.working
    }

    /// API-equivalent work of the mean week that is left to a plan.
    pub fn week(&self, sessions: f64) -> f64 {
        sessions * (1.0 - self.on_api) * self.equivalent / WEEKS
    }

    /// Share of the plan's work that is beyond a capacity, USD a week.
    pub fn beyond(&self, sessions: f64, capacity: f64) -> f64 {
        let week = self.week(sessions);
        if week <= 0.0 || capacity == f64::INFINITY {
            return 0.0;
        }
        let beyond: f64 = self.weeks.iter().map(|w| (w * week - capacity).max(0.0)).sum();
        (beyond / 9.0 / week).min(1.0)
    }

    /// A month of so many sessions on a plan of that capacity, the mean over a year.
    pub fn month(&self, offer: &Offer, sessions: f64, capacity: f64) -> Month {
        let api = self.api_month(sessions);
        if offer.usage == PlanUsage::ApiRates {
            return Month { price: offer.price, on_api: api, ..Month::default() };
        }
        let beyond = self.beyond(sessions, capacity);
        // Credits are paid in months with work.
        let wanted = beyond * sessions * (1.0 - self.on_api) * self.credit;
        let paid = wanted.min(self.credits);
        let waits = if wanted > paid { beyond * (1.0 - paid / wanted) } else { 0.0 };
        Month { price: offer.price, credits: paid * self.working, on_api: api * self.on_api, waits }
    }

    /// API-equivalent work of a week that is bought with as many credits as are allowed.
    fn bought(&self) -> f64 {
        if self.credit > 0.0 { self.credits / self.credit * self.equivalent / WEEKS } else { f64::INFINITY }
    }

    /// Whether what waits in a heavy week is done in a light one, instead of growing for ever.
    pub fn keeps_up(&self, sessions: f64, capacity: f64) -> bool {
        let most = capacity + self.bought();
        self.week(sessions) <= most * (1.0 + 1e-12)
    }

    /// Included work a week that costs a plan's price on the API: with less of it, nothing but
    /// credits of another lifetime makes the plan worth its price. `None` where work costs nothing or is not on the plan.
    pub fn worth(&self, price: f64) -> Option<f64> {
        let worth = price / self.working / self.api * self.equivalent / WEEKS;
        (self.api > 0.0 && self.on_api < 1.0 && worth.is_finite()).then_some(worth)
    }

    fn even_of(&self, price: f64, capacity: f64) -> Option<Even> {
        let (sessions, until) = self.cheaper_between(price, capacity)?;
        let days = Some(self.active_days).filter(|days| *days > 0.0);
        Some(Even {
            sessions,
            until,
            a_day: days.map(|days| sessions / days),
            calendar_day: sessions * self.api / CALENDAR_DAYS,
            active_day: days.map(|days| sessions * self.api / days),
        })
    }
}

fn offer(work: &Work, terms: &Plans, place: usize, plan: &Plan) -> Offer {
    let term = |term| terms.term(&plan.id, term).filter(|usd| (0.0..=MOST_STATED).contains(usd));
    let own = term(Term::Price);
    let (listed, yearly) = list_price(plan, terms.billed);
    let price = own.unwrap_or(listed);
    let stated = |usd: &f64| (0.0..=MOST_STATED).contains(usd);
    let (low, high) = terms.capacity(&plan.id);
    let (low, high) = (low.filter(stated), high.filter(stated));
    let mut offer = Offer {
        plan: place,
        usage: plan.usage,
        price,
        yearly: own.is_none() && yearly,
        own_price: own.is_some(),
        low,
        high,
        at_least: Month::default(),
        at_most: Month::default(),
        even_at_least: None,
        even_at_most: None,
        least_ever: None,
        least_now: None,
        active_day: (work.active_days > 0.0).then(|| price / work.active_days),
        calendar_day: price / CALENDAR_DAYS,
        seats: term(Term::Seats).unwrap_or(0.0),
    };
    offer.weigh(work);
    offer
}

/// A plan's price a month by the list, and whether it is the yearly one.
pub fn list_price(plan: &Plan, billed: Billed) -> (f64, bool) {
    match (billed, plan.usd_month_annual) {
        (Billed::Yearly, Some(price)) => (price, true),
        _ => (plan.usd_month, false),
    }
}

impl Offer {
    /// The largest and the smallest capacity that the plan may have.
    pub fn capacities(&self) -> (f64, f64) {
        (self.high.unwrap_or(f64::INFINITY), self.low.unwrap_or(0.0))
    }

    /// Whether both ends of its capacity are known.
    pub fn is_known(&self) -> bool {
        self.usage == PlanUsage::ApiRates || self.low.is_some() && self.high.is_some()
    }

    fn weigh(&mut self, work: &Work) {
        let sessions = work.sessions_per_day * work.active_days;
        let (large, small) = self.capacities();
        self.at_least = work.month(self, sessions, large);
        self.at_most = work.month(self, sessions, small);
        if self.usage == PlanUsage::Limited {
            self.even_at_least = work.even_of(self.price, large);
            self.even_at_most = work.even_of(self.price, small);
            self.least_ever = work.worth(self.price);
            self.least_now = work.least(self.price, sessions);
        }
    }
}

impl Month {
    pub fn total(&self) -> f64 {
        self.price + self.credits + self.on_api
    }
}

/// What of a week's capacity a week like this uses, 0 and up.
pub fn share_of(week: f64, capacity: f64) -> Option<f64> {
    let share = week / capacity;
    (capacity > 0.0 && share <= MOST_STATED).then_some(share)
}

/// The capacity of which a week like this uses a share.
pub fn capacity_of(week: f64, share: f64) -> Option<f64> {
    let capacity = week / share;
    (share > 0.0 && week > 0.0 && capacity <= MOST_STATED).then_some(capacity)
}
