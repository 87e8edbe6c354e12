//! Plans: one developer's month on the API beside the same work on plans.
//!
//! No plan's limits are published. What a plan carries is entered, and without it a plan is
//! drawn at its price: the break-even needs no limit.

use super::format::plural;
use super::{Chart, Figure, Locale, Texts, difference, labels};
use crate::chart::Area;
use crate::decisions::payment::{Paid, Payer, Payments};
use crate::decisions::plans::{Comparison, Even, Offer, compare, is_team};
use crate::model::estimate::Answer;
use crate::prices::plans::{Plan, PlanUsage};
use crate::scenario::{Payment, PlanAxis, Scenario};

mod inputs;
mod notes;
mod picture;
mod table;
mod title;

pub use inputs::{Measured, PlanCell, PlanLine, carries, lines, measurements, read};

/// An answer beside the plans that its picture shows.
struct Shown<'a> {
    plans: &'a [Plan],
    scenario: &'a Scenario,
    compared: Comparison,
    /// Places in the list.
    drawn: Vec<usize>,
    axis: PlanAxis,
    /// What leaves the account now, and what everybody on the API would pay.
    paid: Paid,
    on_the_api: Option<f64>,
    /// Where the scenario is on the axis.
    now: f64,
}

pub fn figure(plans: &[Plan], answer: &Answer, locale: &Locale) -> Figure {
    let shown = Shown::new(plans, answer);
    let max = picture::axis_end(&shown);
    let stops = picture::stops(shown.axis, max);
    Figure {
        title: title::title(&shown, locale),
        chart: Chart::Lines(picture::chart(&shown, max, &stops, locale)),
        readouts: picture::readouts(&shown, stops),
    }
}

/// The same with a baseline's month in it, the mean over a year as all months there are. A
/// whole team's is another sum.
pub fn figure_beside(plans: &[Plan], answer: &Answer, baseline: Option<&Answer>, locale: &Locale) -> Figure {
    let one = baseline.filter(|_| answer.scenario.plans.axis != PlanAxis::People);
    let month = one.map(|held| (&held.scenario, compare(plans, held).api_month));
    difference::level(figure(plans, answer, locale), month, locale)
}

/// The same with what the API may cost for so many sessions, as multiples of its line. A team's people
/// may pay otherwise, so along them there is none.
pub fn with_range(mut figure: Figure, answer: &Answer, range: Option<[f64; 2]>, locale: &Locale) -> Figure {
    let of_one = answer.scenario.plans.axis != PlanAxis::People;
    if let (Chart::Lines(lines), Some([low, high])) = (&mut figure.chart, range.filter(|_| of_one))
        && let Some(panel) = lines.panels.first_mut()
        && let Some(api) = panel.lines.first()
    {
        let times = |factor: f64| api.points.iter().map(|(at, usd)| (*at, usd * factor)).collect();
        panel.areas.push(Area { ink: api.ink, low: times(low), high: times(high) });
        let name = format!("{}, {}", api.label, labels::ranges::EIGHTY);
        lines.x.title = format!("{}; {}: {name}", lines.x.title, labels::ranges::SHADED);
        let (low, high) = (locale.percent(low - 1.0), locale.percent(high - 1.0));
        lines.description = format!("{}. {name}: {low} to +{high}", lines.description);
    }
    figure
}

/// What stands beside it.
pub fn texts(plans: &[Plan], answer: &Answer, locale: &Locale) -> Texts {
    let shown = Shown::new(plans, answer);
    Texts { notes: notes::notes(&shown, answer, locale), table: table::table(&shown, locale) }
}

/// How the comparison is computed.
pub fn how(plans: &[Plan], answer: &Answer, locale: &Locale) -> Vec<String> {
    notes::how(&Shown::new(plans, answer), locale)
}

/// What was entered of capacities, in a line.
pub fn stated(plans: &[Plan], answer: &Answer, locale: &Locale) -> String {
    let compared = compare(plans, answer);
    let one = |offer: &Offer| {
        let plan = plans.get(offer.plan)?;
        let range = match (offer.low, offer.high) {
            (None, None) => return None,
            (Some(low), Some(high)) if low == high => locale.money(low),
            (Some(low), Some(high)) => format!("{} to {}", locale.money(low), locale.money(high)),
            (Some(low), None) => format!("{} or more", locale.money(low)),
            (None, Some(high)) => format!("up to {}", locale.money(high)),
        };
        Some(format!("{} {range}", plan.name))
    };
    let all: Vec<String> = compared.offers.iter().filter_map(one).collect();
    match all.len() {
        0 => "No limit entered: plans publish none".into(),
        _ => format!("Entered, a week at API prices: {}", all.join("; ")),
    }
}

impl<'a> Shown<'a> {
    fn new(plans: &'a [Plan], answer: &'a Answer) -> Shown<'a> {
        let scenario = &answer.scenario;
        let payments = Payments::new(plans, answer);
        let (paid, deal) = (payments.paid(), payments.now());
        let on_the_api = payments.of(&payments.all_on(Payer::Api)).usd();
        let compared = payments.compared;
        let is_paid = |place: usize| {
            deal.as_ref().is_ok_and(|deal| deal.parts.iter().any(|part| part.payer == Payer::Plan(place)))
        };
        // A team's choice is among seats, one person's among personal plans. A plan that is paid,
        // or of which something is entered, stays in either.
        let team = is_team(scenario);
        let entered = |offer: &Offer| {
            offer.seats > 0.0 || offer.low.is_some() || offer.high.is_some() || offer.own_price
        };
        let chosen = |(plan, offer): &(&Plan, &Offer)| {
            plan.usage == PlanUsage::Limited
                && (plan.per_seat == team || entered(offer) || is_paid(offer.plan))
        };
        let drawn = plans.iter().zip(&compared.offers).filter(chosen).map(|(_, offer)| offer.plan).collect();
        let now = match scenario.plans.axis {
            PlanAxis::Sessions => scenario.work.sessions_per_day,
            PlanAxis::Days => scenario.work.active_days,
            PlanAxis::People => scenario.team.own,
        };
        Shown { plans, scenario, compared, drawn, axis: scenario.plans.axis, paid, on_the_api, now }
    }

    fn drawn(&self) -> impl Iterator<Item = (&Plan, &Offer)> + Clone {
        self.drawn.iter().filter_map(|plan| Some((self.plans.get(*plan)?, self.compared.offers.get(*plan)?)))
    }

    fn name(&self, plan: usize) -> &str {
        self.plans.get(plan).map_or("", |plan| &plan.name)
    }

    /// What the other side is called, and where its dollars are paid.
    fn api(&self) -> (&'static str, &'static str) {
        match self.scenario.payment {
            Payment::Cloud => ("cloud", "at your cloud provider"),
            Payment::ApiKey | Payment::Subscription => ("API", "on the API"),
        }
    }
}

/// USD from to, or once where both read alike.
fn range(low: f64, high: f64, locale: &Locale) -> String {
    let (low, high) = (locale.money(low), locale.money(high));
    if low == high { low } else { format!("{low} to {high}") }
}

/// What a plan carries a week, as entered.
fn capacity(offer: &Offer, locale: &Locale) -> Option<String> {
    // As it was typed: $6, not $6.00.
    let money = |usd| format!("${}", locale.short(usd, 2));
    match (offer.low, offer.high) {
        (Some(low), Some(high)) if low == high => Some(money(low)),
        (Some(low), Some(high)) => Some(format!("{} to {}", money(low), money(high))),
        (Some(low), None) => Some(format!("at least {}", money(low))),
        (None, Some(high)) => Some(format!("at most {}", money(high))),
        (None, None) => None,
    }
}

/// A number with a digit that counts, never 0 for what is not 0.
pub(super) fn count(at: f64, locale: &Locale) -> String {
    let decimals = match at {
        at if at >= 0.095 || at == 0.0 => 1,
        at => (1.0 - libm::floor(libm::log10(at))).clamp(2.0, 12.0) as usize,
    };
    locale.short(at, decimals)
}

/// Where a plan begins to cost no more than the API: "2.6 to 3 sessions a day". People change
/// no break-even, so that theirs is in sessions.
fn evens(shown: &Shown, offer: &Offer, locale: &Locale) -> String {
    let (axis, one, many, per) = match shown.axis {
        PlanAxis::Days => (PlanAxis::Days, "day", "days", "a month"),
        _ => (PlanAxis::Sessions, "session", "sessions", "a day"),
    };
    let text = |even: Option<Even>| Some(count(shown.compared.place(axis, even?.sessions)?, locale));
    let Some(first) = text(offer.even_at_least) else { return "never".into() };
    let from = match text(offer.even_at_most).filter(|last| *last != first) {
        Some(last) => format!("{first} to {last} {many} {per}"),
        None => format!("{} {per}", plural(&first, one, many)),
    };
    format!("{from}{}", until(shown, axis, offer, locale))
}

/// Up to where it stays so, if credits then cost more than the API: ", up to 8 to 12".
fn until(shown: &Shown, axis: PlanAxis, offer: &Offer, locale: &Locale) -> String {
    let end = |even: Option<Even>| Some(count(shown.compared.place(axis, even?.until?)?, locale));
    let (largest, smallest) = (end(offer.even_at_least), end(offer.even_at_most));
    match (smallest, largest) {
        (Some(first), Some(last)) if first != last => format!(", up to {first} to {last}"),
        (None, None) => String::new(),
        // A limit that may be larger may have no end.
        (Some(end), None) => format!(", up to at least {end}"),
        (_, Some(end)) => format!(", up to {end}"),
    }
}
