//! Options: every way to pay beside the one in force, each by the same function.
//!
//! A plan is never left out: of one for teams a single person reads that it is one, and of a
//! personal plan a team reads that it takes an account each.

use super::payment::{Deal, Paid, Part, Payer, Payments};
use super::plans::is_team;
use crate::model::estimate::{Answer, MONTHS_A_YEAR};
use crate::prices::plans::{Plan, PlanUsage};
use crate::scenario::{Billed, Term};

#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// What is paid now.
    pub now: Paid,
    /// The API for all, every plan in the order of the list, then what is mixed.
    pub rows: Vec<OptionRow>,
    /// Weeks of nine are told of one developer's sessions: of which active days.
    pub sessions_per_day: f64,
    pub team: bool,
    /// The mix that costs least, if its seats are enough, where it is one of the plans.
    pub likely: Option<Offered>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OptionRow {
    pub offered: Offered,
    /// Who would pay whom.
    pub deal: Deal,
    pub paid: Paid,
    /// USD for twelve months billed at once, where the plan is offered so and billed monthly.
    pub yearly: Option<f64>,
    /// USD a month more than now; `None` for the row in force, and where now is open.
    pub against_now: Option<f64>,
    /// Sessions a day of one developer from which it is cheaper than the API.
    pub even: Even,
    pub fit: Fit,
    pub takes: Takes,
    pub is_now: bool,
    /// Costs least of those whose cost is known and whose work gets done, with credits or without,
    /// where the limit of any plan is known at all.
    pub is_cheapest_known: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    Api,
    /// By its place in the list.
    Plan(usize),
    /// As now, where that is no single payer.
    AsNow,
    /// The best mix of payers; `known` where all its limits are, else it holds if the seats
    /// are enough.
    Mix {
        known: bool,
    },
}

/// Where a plan becomes cheaper than the API.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Even {
    /// It is the API, or a mix.
    NotOne,
    Never,
    /// Sessions a day from which, and up to which if there is an end.
    From(f64, Option<f64>),
}

/// Whether the work stays within the plan's weekly limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    NoLimit,
    Yes,
    /// In so many weeks of nine, least and most, and not in the others.
    Weeks(usize, usize),
    No,
    /// The limit is not known; it has to include this much a week, API-equivalent USD.
    Unknown {
        needs: f64,
    },
    /// Not known either, but more than that of the plan before it.
    MoreThan(usize),
}

/// What a plan takes that the table's reader may not have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    Nothing,
    /// A personal account for each of a team.
    AccountEach(f64),
    /// A team: it is sold by the seat.
    Team,
}

pub fn options(plans: &[Plan], answer: &Answer) -> Options {
    of(&Payments::new(plans, answer))
}

/// The same where the payments are there already.
pub fn of(payments: &Payments) -> Options {
    let team = is_team(payments.scenario);
    let now = payments.paid();
    let deal = payments.now().ok();
    let table = Table { payments, now: &now, team };
    let mut rows = vec![table.row(Offered::Api, payments.all_on(Payer::Api))];
    let plans = (0..payments.plans.len()).map(|place| (Offered::Plan(place), Payer::Plan(place)));
    rows.extend(plans.map(|(offered, payer)| table.row(offered, payments.all_on(payer))));
    match deal.as_ref().map(|deal| (deal, deal.only_payer().and_then(|payer| place_of(&rows, payer)))) {
        Some((deal, Some(row))) => {
            // Counted seats may be more than people.
            rows[row] =
                OptionRow { is_now: true, against_now: None, ..table.row(rows[row].offered, deal.clone()) };
        }
        Some((deal, None)) if !deal.parts.is_empty() => {
            let row = table.row(Offered::AsNow, deal.clone());
            rows.push(OptionRow { is_now: true, against_now: None, ..row });
        }
        _ => {}
    }
    let mut likely = None;
    if let Some((deal, known)) = table.mix().filter(|_| team) {
        let row = table.row(Offered::Mix { known }, deal);
        let same = rows.iter().find(|other| other.deal.parts == row.deal.parts);
        likely = Some(same.map_or(row.offered, |same| same.offered));
        if same.is_none() {
            rows.push(row);
        }
    }
    mark_cheapest(&mut rows);
    let sessions_per_day = payments.scenario.work.sessions_per_day;
    Options { now, rows, sessions_per_day, team, likely }
}

fn place_of(rows: &[OptionRow], payer: Payer) -> Option<usize> {
    rows.iter().position(|row| match payer {
        Payer::Api => row.offered == Offered::Api,
        Payer::Plan(place) => row.offered == Offered::Plan(place),
        Payer::Cloud(_) | Payer::Key => false,
    })
}

impl Options {
    /// The best mix for a team; it may be one of the plans for all.
    pub fn best_mix(&self) -> Option<&OptionRow> {
        let likely = self.likely?;
        self.rows.iter().find(|row| row.offered == likely)
    }

    pub fn api(&self) -> Option<&OptionRow> {
        self.rows.iter().find(|row| row.offered == Offered::Api)
    }
}

struct Table<'a> {
    payments: &'a Payments<'a>,
    now: &'a Paid,
    team: bool,
}

impl Table<'_> {
    fn row(&self, offered: Offered, deal: Deal) -> OptionRow {
        let paid = self.payments.of(&deal);
        let plan = match offered {
            Offered::Plan(place) => self.payments.plans.get(place),
            _ => None,
        };
        OptionRow {
            yearly: plan.and_then(|plan| self.yearly(plan, paid.people)),
            against_now: paid.usd().zip(self.now.usd()).map(|(usd, now)| usd - now),
            even: self.even(offered),
            fit: self.fit(offered, &paid),
            takes: plan.map_or(Takes::Nothing, |plan| self.takes(plan)),
            is_now: false,
            is_cheapest_known: false,
            offered,
            deal,
            paid,
        }
    }

    fn yearly(&self, plan: &Plan, people: f64) -> Option<f64> {
        let terms = &self.payments.scenario.plans;
        let own = terms.term(&plan.id, Term::Price).is_some();
        let usd = plan.usd_month_annual.filter(|_| terms.billed == Billed::Monthly && !own)?;
        Some(usd * MONTHS_A_YEAR * people)
    }

    fn even(&self, offered: Offered) -> Even {
        let Offered::Plan(place) = offered else { return Even::NotOne };
        let compared = &self.payments.compared;
        let Some(offer) = compared.offers.get(place) else { return Even::Never };
        if offer.usage == PlanUsage::ApiRates {
            return Even::Never;
        }
        // As soon as its limit is known it counts; without one the price alone decides.
        let capacity = offer.low.or(offer.high).unwrap_or(f64::INFINITY);
        let days = compared.work.active_days;
        let between = compared.work.cheaper_between(offer.price, capacity).filter(|_| days > 0.0);
        between.map_or(Even::Never, |(from, until)| Even::From(from / days, until.map(|until| until / days)))
    }

    fn fit(&self, offered: Offered, paid: &Paid) -> Fit {
        let limits = || paid.parts.iter().filter_map(|part| part.limit.as_ref());
        if limits().next().is_none() {
            return Fit::NoLimit;
        }
        if limits().any(|limit| limit.share.is_none()) {
            let unknown = limits().filter(|limit| limit.share.is_none());
            let needs = unknown.map(|limit| limit.needs).fold(0.0, f64::max);
            return self.smaller_unknown(offered).map_or(Fit::Unknown { needs }, Fit::MoreThan);
        }
        let within = |past: usize| WEEKS - past.min(WEEKS);
        let most = limits().map(|limit| within(limit.weeks_past.0)).min().unwrap_or(WEEKS);
        let least = limits().map(|limit| within(limit.weeks_past.1)).min().unwrap_or(WEEKS);
        match (least, most) {
            (WEEKS, _) => Fit::Yes,
            (_, 0) => Fit::No,
            (least, most) => Fit::Weeks(least, most),
        }
    }

    /// The plan of the same kind before it, whose limit is smaller, where that says more than
    /// what is needed.
    fn smaller_unknown(&self, offered: Offered) -> Option<usize> {
        let Offered::Plan(place) = offered else { return None };
        let plan = self.payments.plans.get(place)?;
        let before = self.payments.plans.get(..place)?.iter().enumerate().rev();
        let mut same = before.filter(|(_, other)| {
            other.per_seat == plan.per_seat
                && other.usage == PlanUsage::Limited
                && other.usd_month < plan.usd_month
        });
        // The smallest of a kind says what is needed; so does the next, as the one most likely to fit.
        let (nearest, _) = same.next()?;
        let known = self.payments.compared.offers.get(nearest).is_some_and(|offer| offer.low.is_some());
        (known || same.next().is_some()).then_some(nearest)
    }

    fn takes(&self, plan: &Plan) -> Takes {
        match (plan.per_seat, self.team) {
            (false, true) => Takes::AccountEach(self.payments.people()),
            (true, false) => Takes::Team,
            _ => Takes::Nothing,
        }
    }

    /// For every group the payer that costs it least, and whether all limits in it are known.
    /// Nobody shares a limit, so the groups choose one by one.
    fn mix(&self) -> Option<(Deal, bool)> {
        let known = self.payments.compared.offers.iter().any(|offer| {
            offer.usage == PlanUsage::Limited && self.is_seat(offer.plan) && offer.low.is_some()
        });
        let choose = |at: usize| if known { self.surest(at) } else { self.likeliest(at) };
        let part = |at: usize| {
            let people = self.payments.groups.get(at)?.people;
            Some(Part { group: at, people, payer: choose(at) })
        };
        let parts: Option<Vec<Part>> = (0..self.payments.groups.len()).map(part).collect();
        let deal = Deal { parts: parts.filter(|parts| !parts.is_empty())?, seats: Vec::new() };
        let on_seats = deal.parts.iter().any(|part| part.payer.is_plan());
        on_seats.then_some((deal, known))
    }

    fn is_seat(&self, place: usize) -> bool {
        self.payments.plans.get(place).is_some_and(|plan| plan.per_seat)
    }

    /// USD a month of one of a group with a payer, by the smallest capacity; `None` where work
    /// would wait or the limit is not known.
    fn surely(&self, at: usize, payer: Payer) -> Option<f64> {
        let paid = self
            .payments
            .of(&Deal { parts: vec![Part { group: at, people: 1.0, payer }], seats: Vec::new() });
        let part = paid.parts.first()?;
        let known = part.limit.as_ref().is_none_or(|limit| limit.share.is_some());
        (known && !paid.waits()).then_some(part.month.high)
    }

    fn surest(&self, at: usize) -> Payer {
        let seats = (0..self.payments.plans.len()).filter(|place| self.is_seat(*place)).map(Payer::Plan);
        // A provider of one's own is a place, not a bargain: it stays where no seat costs less.
        let by_token = self.payments.by_token(at);
        let all = std::iter::once(by_token).chain(seats);
        let costs = all.filter_map(|payer| Some((payer, self.surely(at, payer)?)));
        costs.reduce(|best, next| if next.1 < best.1 { next } else { best }).map_or(by_token, |found| found.0)
    }

    /// The most expensive seat that is cheaper than the API: of those the likeliest to be enough.
    fn likeliest(&self, at: usize) -> Payer {
        let by_token = self.payments.by_token(at);
        let api = self.surely(at, by_token).unwrap_or_default();
        let seats = self.payments.compared.offers.iter().filter(|offer| {
            self.is_seat(offer.plan) && offer.usage == PlanUsage::Limited && offer.price < api
        });
        let likeliest = seats.reduce(|best, next| if next.price > best.price { next } else { best });
        likeliest.map_or(by_token, |offer| Payer::Plan(offer.plan))
    }
}

/// Weeks of which fits are told.
const WEEKS: usize = 9;

fn mark_cheapest(rows: &mut [OptionRow]) {
    let limited = |row: &OptionRow| row.fit != Fit::NoLimit;
    let known = |row: &OptionRow| !matches!(row.fit, Fit::Unknown { .. } | Fit::MoreThan(_));
    if !rows.iter().any(|row| limited(row) && known(row)) {
        return;
    }
    // A team plan is no choice of one person, and dollars that lack a part are no bargain.
    let counts =
        |row: &&mut OptionRow| known(row) && !row.paid.waits() && !row.paid.more && row.takes != Takes::Team;
    let cost = |row: &OptionRow| row.paid.month.map_or(f64::INFINITY, |month| month.high);
    let cheapest =
        rows.iter_mut().filter(counts).reduce(|best, next| if cost(next) < cost(best) { next } else { best });
    if let Some(row) = cheapest {
        row.is_cheapest_known = true;
    }
}
