//! What holds of this comparison, and how it is computed, in sentences.

use super::super::Locale;
use super::super::format::plural;
use super::{Shown, range};
use crate::decisions::plans::{Offer, Seats};
use crate::model::estimate::{Answer, MONTHS_A_YEAR};
use crate::prices::Family;
use crate::prices::plans::Plan;
use crate::scenario::{Basis, HitSource, Lifetime, Overflow};

/// What of this scenario changes the comparison.
pub fn notes(shown: &Shown, answer: &Answer, locale: &Locale) -> Vec<String> {
    let some = [
        past_the_limit(shown, locale),
        idle(shown, locale),
        on_api(shown, locale),
        fable(shown, answer),
        shown.compared.seats.as_ref().map(|team| seats(shown, team, locale)),
        outside(shown, answer),
        unknown(shown),
    ];
    some.into_iter().flatten().collect()
}

/// How this is computed: read once, on demand.
pub fn how(shown: &Shown, locale: &Locale) -> Vec<String> {
    let some = [
        Some(limits(shown, locale)),
        Some(lifetimes(shown, locale)),
        Some(weeks(shown, locale)),
        days(shown, locale),
        Some("Plan prices marked second-hand are unconfirmed. Check them before you buy.".into()),
    ];
    some.into_iter().flatten().collect()
}

fn limits(shown: &Shown, locale: &Locale) -> String {
    if shown.compared.week <= 0.0 {
        return "No work of this scenario is on a plan.".into();
    }
    let open = shown.drawn().any(|(_, offer)| !offer.is_known());
    let drawn = if open { " A plan whose limit you did not enter is drawn at its price." } else { "" };
    format!(
        "No plan publishes its limit. A week of this work is {} at API prices.{drawn}",
        locale.money(shown.compared.week)
    )
}

fn lifetime(lifetime: Lifetime) -> &'static str {
    match lifetime {
        Lifetime::FiveMinutes => "5 minutes",
        Lifetime::OneHour => "1 hour",
    }
}

fn lifetimes(shown: &Shown, locale: &Locale) -> String {
    let work = &shown.compared.work;
    let (api, plan) = (locale.money(work.api), locale.money(work.equivalent));
    let where_ = shown.api().1;
    if shown.scenario.basis == Basis::Totals || !shown.scenario.cache.on {
        return format!("A session costs {api} {where_}, and counts as much against a plan.");
    }
    let (short, long) = shown.compared.lifetimes;
    let hit = match shown.scenario.cache.source {
        HitSource::Rhythm => "Your pauses decide what each loses.",
        HitSource::Given | HitSource::Reported => "One hit rate counts for both.",
    };
    format!(
        "A session costs {api} {where_}, where the cache lives {}. It counts as {plan} against a plan, where the cache \
         lives {}. {hit}",
        lifetime(short),
        lifetime(long)
    )
}

/// How weeks differ, and what becomes of work past the limit.
fn weeks(shown: &Shown, locale: &Locale) -> String {
    let terms = &shown.scenario.plans;
    let rule = match terms.overflow {
        Overflow::Credits => "is paid with usage credits, at API prices and with a 5-minute cache".into(),
        Overflow::Capped => format!(
            "is paid with usage credits up to {} a month per developer; the rest waits",
            locale.money(terms.credit_cap)
        ),
        Overflow::Stop => "waits for a lighter week; a plan that never catches up is too small".into(),
    };
    let spread = match terms.week_spread {
        1.0 => "Every week is the same.".into(),
        spread => {
            format!("One week in ten has {} times the work of the median one.", locale.short(spread, 1))
        }
    };
    format!("{spread} Work past a plan’s limit {rule}.")
}

/// Credits and waiting work of plans whose limit is known.
fn past_the_limit(shown: &Shown, locale: &Locale) -> Option<String> {
    let known = || shown.drawn().filter(|(_, offer)| offer.is_known());
    let credits = |(plan, offer): (&Plan, &Offer)| {
        let paid = range(offer.at_least.credits, offer.at_most.credits, locale);
        (offer.at_most.credits > 0.0).then(|| format!("{} {paid}", plan.name))
    };
    let waits = |(plan, offer): (&Plan, &Offer)| {
        let (least, most) = (locale.percent(offer.at_least.waits), locale.percent(offer.at_most.waits));
        let share = if least == most { most } else { format!("{least} to {most}") };
        (offer.at_most.waits > 0.0).then(|| format!("{} {share}", plan.name))
    };
    let list =
        |what: &str, all: Vec<String>| (!all.is_empty()).then(|| format!("{what}: {}.", all.join(", ")));
    let both = [
        list("Usage credits a month", known().filter_map(credits).collect()),
        list("Work that waits", known().filter_map(waits).collect()),
    ];
    let both: Vec<String> = both.into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// Guides divide by thirty; work is done on fewer days.
fn days(shown: &Shown, locale: &Locale) -> Option<String> {
    let (_, offer) = shown.drawn().max_by(|a, b| a.1.price.total_cmp(&b.1.price))?;
    let active = offer.active_day?;
    Some(format!(
        "{} a month is {} a calendar day, but {} on each of your {}.",
        locale.money(offer.price),
        locale.money(offer.calendar_day),
        locale.money(active),
        plural(&locale.short(shown.compared.work.active_days, 1), "active day", "active days"),
    ))
}

fn idle(shown: &Shown, locale: &Locale) -> Option<String> {
    let idle = shown.scenario.plans.idle_months;
    let works = locale.short(MONTHS_A_YEAR - idle, 1);
    (idle > 0.0).then(|| format!("Months are the mean of a year with {works} months of work."))
}

fn on_api(shown: &Shown, locale: &Locale) -> Option<String> {
    let share = shown.compared.work.on_api;
    (share > 0.0).then(|| format!("{} of the sessions stay {}.", locale.percent(share), shown.api().1))
}

fn fable(shown: &Shown, answer: &Answer) -> Option<String> {
    let used = |id: &str| {
        let price = answer.prices.0.iter().find(|price| price.id == id);
        price.is_some_and(|price| price.family == Family::Fable)
    };
    let mixed = shown.scenario.mean_mix().iter().any(|share| share.share > 0.0 && used(&share.model));
    let plans = shown.plans.iter().filter(|plan| plan.fable_on_credits).map(|plan| plan.name.as_str());
    let plans: Vec<&str> = plans.collect();
    (mixed && !plans.is_empty()).then(|| {
        format!(
            "On {} Fable runs on usage credits only, on other plans for half of the limit. It is not split off here, so \
             they cost more than shown.",
            plans.join(" and ")
        )
    })
}

fn seats(shown: &Shown, team: &Seats, locale: &Locale) -> String {
    let number = |n: f64| locale.short(n, 1);
    let seat = |seated: &crate::decisions::plans::Seated| {
        format!("{} of {} {} seats used", number(seated.used), number(seated.paid), shown.name(seated.plan))
    };
    let seats: Vec<String> = team.plans.iter().map(seat).collect();
    let rest = match team.on_api {
        0.0 => String::new(),
        rest => format!(", {} {}", number(rest), shown.api().1),
    };
    let unused = match team.unused {
        0.0 => String::new(),
        unused => format!(
            " {} unused: {} a month.",
            plural(&number(unused), "seat is", "seats are"),
            locale.money(team.unused_usd)
        ),
    };
    format!(
        "Your {}: {}{rest}.{}{unused}",
        plural(&number(team.developers), "developer", "developers"),
        seats.join(", "),
        everybody(shown, locale)
    )
}

/// What all pay together: the number of the headline.
fn everybody(shown: &Shown, locale: &Locale) -> String {
    let Some((month, api)) = shown.paid.month.zip(shown.on_the_api) else { return String::new() };
    let paid = range(month.low, month.high, locale);
    format!(" Everybody together pays {paid} a month, against {} {}.", locale.money(api), shown.api().1)
}

/// What this comparison leaves where it is.
fn outside(shown: &Shown, answer: &Answer) -> Option<String> {
    let others = answer.groups[1..].iter().any(|(developers, _)| *developers > 0.0);
    let what = match (answer.batch_month > 0.0, others) {
        (false, false) => return None,
        (true, false) => "Batch jobs stay",
        (false, true) => "Light, typical and heavy developers stay",
        (true, true) => "Batch jobs and light, typical and heavy developers stay",
    };
    Some(format!("{what} {} and are not in this picture.", shown.api().1))
}

fn unknown(shown: &Shown) -> Option<String> {
    let unknown = &shown.compared.unknown;
    (!unknown.is_empty()).then(|| format!("Unknown plans, kept and not used: {}.", unknown.join(", ")))
}
