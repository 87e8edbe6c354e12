//! The picture's numbers, plan by plan.

use super::super::{Locale, Table, labels};
use super::{Shown, capacity, evens, range};
use crate::decisions::plans::Offer;
use crate::prices::plans::{Plan, PlanUsage};

const HEAD: [&str; 8] = [
    "Plan",
    "Price a month",
    "Billed yearly",
    "Carries a week, at API prices",
    "You pay a month",
    labels::plans::CHART,
    "API cost at break-even",
    "Worth its price above, a week",
];

pub fn table(shown: &Shown, locale: &Locale) -> Table {
    let (name, where_) = shown.api();
    let pays = locale.money(shown.compared.api_month);
    let api = [name, "–", "–", "–", &pays, "–", "–", "–"].map(String::from).to_vec();
    let rows = shown.plans.iter().zip(&shown.compared.offers).map(|pair| row(shown, pair, locale));
    Table {
        caption: format!("One developer’s month: {pays} {where_}, and on plans"),
        head: HEAD.map(String::from).to_vec(),
        rows: std::iter::once(api).chain(rows).collect(),
    }
}

fn row(shown: &Shown, (plan, offer): (&Plan, &Offer), locale: &Locale) -> Vec<String> {
    let former = plan.former_name.as_ref().map_or(String::new(), |name| format!(" (was {name})"));
    let limited = plan.usage == PlanUsage::Limited;
    let carries = match capacity(offer, locale) {
        _ if !limited => "no limit".into(),
        Some(capacity) => capacity,
        None => "unknown".into(),
    };
    vec![
        format!("{}{former}", plan.name),
        price(plan, offer, locale),
        plan.usd_month_annual.map_or("–".into(), |usd| locale.money(usd)),
        carries,
        pays(offer, locale),
        even(shown, offer, locale),
        if limited { on_the_api(offer, locale) } else { "–".into() },
        least(offer, locale),
    ]
}

fn price(plan: &Plan, offer: &Offer, locale: &Locale) -> String {
    let seat = if plan.per_seat { " a seat" } else { "" };
    let own = match (offer.own_price, offer.yearly) {
        (true, _) => ", your price",
        (_, true) => ", billed yearly",
        _ => "",
    };
    format!("{}{seat}{own}", locale.money(offer.price))
}

fn pays(offer: &Offer, locale: &Locale) -> String {
    let paid = range(offer.at_least.total(), offer.at_most.total(), locale);
    match (offer.is_known(), offer.low.or(offer.high)) {
        (true, _) => paid,
        (_, Some(_)) => format!("{paid}, if the limit is not lower"),
        _ => format!("{paid} and any usage credits"),
    }
}

fn even(shown: &Shown, offer: &Offer, locale: &Locale) -> String {
    if offer.usage == PlanUsage::ApiRates {
        return "never: usage is billed at API prices".into();
    }
    let evens = evens(shown, offer, locale);
    let open = offer.even_at_least.is_some() && offer.even_at_most.is_none();
    if open { format!("{evens} at the earliest") } else { evens }
}

/// What the API asks at the break-even, a working day and one of thirty.
fn on_the_api(offer: &Offer, locale: &Locale) -> String {
    let Some(first) = offer.even_at_least else { return "–".into() };
    let last = offer.even_at_most.unwrap_or(first);
    let calendar = range(first.calendar_day, last.calendar_day, locale);
    match first.active_day.zip(last.active_day) {
        Some((from, to)) => {
            format!("{} an active day, {calendar} a calendar day", range(from, to, locale))
        }
        None => format!("{calendar} a calendar day"),
    }
}

fn least(offer: &Offer, locale: &Locale) -> String {
    let Some(ever) = offer.least_ever else { return "–".into() };
    let now = match offer.least_now {
        Some(now) if locale.money(now) != locale.money(ever) => {
            format!("; {} at your usage", locale.money(now))
        }
        Some(_) => String::new(),
        None => "; not at your usage".into(),
    };
    format!("{}{now}", locale.money(ever))
}
