//! The finding in a sentence.

use super::super::Locale;
use super::{Shown, capacity, evens, range};
use crate::decisions::plans::{Cheapest, Comparison, Offer};
use crate::prices::plans::Plan;
use crate::scenario::PlanAxis;

pub fn title(shown: &Shown, locale: &Locale) -> String {
    let place = shown.now;
    if let Cheapest::Plan(plan) = shown.compared.cheapest(&shown.drawn, shown.axis, place)
        && let Some(found) = shown.drawn().find(|(_, offer)| offer.plan == plan)
    {
        return certain(shown, found, locale);
    }
    if let Some(found) = surely_cheaper(shown) {
        return certain(shown, found, locale);
    }
    let better = |(_, offer): &(&Plan, &Offer)| {
        offer.even_at_least.is_some() && offer.at_least.total() < shown.compared.api_month
    };
    let known = |(_, offer): &(&Plan, &Offer)| offer.low.is_some() || offer.high.is_some();
    let dearest = |all: &mut dyn Iterator<Item = (usize, f64)>| {
        all.reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(plan, _)| plan)
    };
    let price = |(_, offer): (&Plan, &Offer)| (offer.plan, offer.price);
    let plan = dearest(&mut shown.drawn().filter(better).filter(known).map(price))
        .or_else(|| dearest(&mut shown.drawn().filter(better).map(price)));
    match plan.and_then(|plan| shown.drawn().find(|(_, offer)| offer.plan == plan)) {
        Some(found) => conditional(shown, found, locale),
        None => none(shown, locale),
    }
}

/// The plan that costs least at the smallest capacity that was given, where that is less
/// than the API: one of unknown capacity may be cheaper still.
fn surely_cheaper<'a>(shown: &'a Shown) -> Option<(&'a Plan, &'a Offer)> {
    let sure = |(_, offer): &(&Plan, &Offer)| {
        let month = &offer.at_most;
        offer.low.is_some() && month.waits <= 0.0 && month.total() < shown.compared.api_month
    };
    let all = shown.drawn().filter(sure);
    all.reduce(|a, b| if b.1.at_most.total() < a.1.at_most.total() { b } else { a })
}

/// "Max ($100)"
fn named((plan, offer): (&Plan, &Offer), locale: &Locale) -> String {
    format!("{} ({})", plan.name, locale.money(offer.price))
}

/// "$155 a month on the API", of everybody where the axis is people.
fn bill(shown: &Shown, locale: &Locale) -> String {
    format!("{} a month {}", locale.money(shown.compared.api_at(shown.axis, shown.now)), shown.api().1)
}

/// "of API-equivalent work, which you gave as $90 to $140"
fn given(offer: &Offer, locale: &Locale) -> String {
    match capacity(offer, locale) {
        Some(capacity) => format!("of API-equivalent work, which you gave as {capacity}"),
        None => "of API-equivalent work, which only you can know".into(),
    }
}

fn certain(shown: &Shown, (plan, offer): (&Plan, &Offer), locale: &Locale) -> String {
    let (least, most) = shown.compared.plan_at(offer, shown.axis, shown.now);
    let carries = match capacity(offer, locale) {
        Some(capacity) => {
            format!(", with a weekly capacity of {capacity} of API-equivalent work, as you gave it")
        }
        None => String::new(),
    };
    let paid = range(least, most, locale);
    format!("On {} you pay {paid} a month instead of {}{carries}", plan.name, bill(shown, locale))
}

fn conditional(shown: &Shown, (plan, offer): (&Plan, &Offer), locale: &Locale) -> String {
    let (bill, named) = (bill(shown, locale), named((plan, offer), locale));
    if offer.price == 0.0 {
        return format!("{named} costs nothing beside {bill}");
    }
    let each = if shown.axis == PlanAxis::People { " each" } else { "" };
    let ever = offer.least_ever.map_or(String::new(), |least| locale.money(least));
    let now = offer.least_now.map(|least| locale.money(least)).filter(|now| *now != ever);
    let least = now.map_or_else(|| ever.clone(), |now| format!("{ever} ({now} at your usage)"));
    let from = evens(shown, offer, locale);
    let given = given(offer, locale);
    format!("{bill}: {named} is cheaper from {from}{each}, if its weekly capacity is above {least} {given}")
}

/// No plan is worth its price here.
fn none(shown: &Shown, locale: &Locale) -> String {
    let cheapest = shown.drawn().reduce(|a, b| if b.1.price < a.1.price { b } else { a });
    let bill_text = bill(shown, locale);
    let Some(found) = cheapest else { return bill_text };
    let api = shown.compared.api_at(shown.axis, shown.now);
    if api <= Comparison::price_at(found.1, shown.axis, shown.now) {
        return format!("{bill_text} is less than the cheapest plan, {}", named(found, locale));
    }
    let too_small = found.1.least_ever.zip(capacity(found.1, locale));
    match too_small {
        Some((least, capacity)) => format!(
            "{bill_text} is the cheapest: {} would have to carry more than {} of API-equivalent work a week, and you \
             gave {capacity}",
            named(found, locale),
            locale.money(least)
        ),
        None => format!("{bill_text} is the cheapest for this work"),
    }
}
