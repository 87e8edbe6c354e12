//! What the picture rests on, in sentences.

use super::super::Locale;
use super::super::format::plural;
use super::{Shown, range};
use crate::decisions::plans::{Offer, Seats};
use crate::model::estimate::{Answer, MONTHS_A_YEAR};
use crate::prices::Family;
use crate::prices::plans::Plan;
use crate::scenario::{Basis, HitSource, Lifetime, Overflow};

pub fn notes(shown: &Shown, answer: &Answer, locale: &Locale) -> Vec<String> {
    let some = [
        Some(limits(shown, locale)),
        Some(lifetimes(shown, locale)),
        Some(beyond(shown, locale)),
        days(shown, locale),
        idle(shown, locale),
        on_api(shown, locale),
        fable(shown, answer),
        shown.compared.seats.as_ref().map(|team| seats(shown, team, locale)),
        outside(shown, answer),
        unknown(shown),
        Some("Plan prices are second-hand where the list under “What your plan carries” says so: look them up before you buy.".into()),
    ];
    some.into_iter().flatten().collect()
}

fn limits(shown: &Shown, locale: &Locale) -> String {
    if shown.compared.week <= 0.0 {
        return "None of this work is left to a plan.".into();
    }
    let open = shown.drawn().any(|(_, offer)| !offer.is_known());
    let drawn =
        if open { " A plan of unknown capacity is drawn at its price, the least it can cost." } else { "" };
    format!(
        "Plan limits are not published, so what a plan carries is what you enter. A week like this is {} of \
         API-equivalent work; if the usage screen says that such a week takes 40% of your weekly limit, enter 40%.{drawn}",
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
    if shown.scenario.basis == Basis::Totals {
        return format!(
            "A session’s totals are priced as they stand: {api} both {where_} and as use of a plan."
        );
    }
    if !shown.scenario.cache.on {
        return format!("Without caching a session costs {api} {where_} and as use of a plan.");
    }
    let (short, long) = shown.compared.lifetimes;
    let hit = match shown.scenario.cache.source {
        HitSource::Rhythm => "The pauses that you gave decide what each of them loses.",
        HitSource::Given | HitSource::Reported => {
            "The hit rate counts for both: only “how often I pause” can tell the two apart."
        }
    };
    format!(
        "The same session is priced twice: {api} {where_}, where a cached prompt lives {}, and {plan} of API-equivalent \
         use on a plan, where it lives {}. {hit}",
        lifetime(short),
        lifetime(long)
    )
}

/// What becomes of the work that a plan does not carry.
fn beyond(shown: &Shown, locale: &Locale) -> String {
    let terms = &shown.scenario.plans;
    let waits = |(plan, offer): (&Plan, &Offer)| {
        let (least, most) = (locale.percent(offer.at_least.waits), locale.percent(offer.at_most.waits));
        let share = if least == most { most } else { format!("{least} to {most}") };
        (offer.is_known() && offer.at_most.waits > 0.0).then(|| format!("{} {share}", plan.name))
    };
    let credits = |(plan, offer): (&Plan, &Offer)| {
        let paid = range(offer.at_least.credits, offer.at_most.credits, locale);
        (offer.is_known() && offer.at_most.credits > 0.0).then(|| format!("{} {paid}", plan.name))
    };
    let list = |all: Vec<String>, what: &str| {
        if all.is_empty() { String::new() } else { format!(" {what}: {}.", all.join(", ")) }
    };
    let (on_credits, waiting) = (
        list(shown.drawn().filter_map(credits).collect(), "Credits a month"),
        list(shown.drawn().filter_map(waits).collect(), "Of the work waits"),
    );
    let rule = match terms.overflow {
        Overflow::Credits => {
            "is paid with usage credits at API rates and with their 5-minute lifetime".into()
        }
        Overflow::Capped => format!(
            "is paid with usage credits at API rates up to {} in the mean month of one developer; the rest waits",
            locale.money(terms.credit_cap)
        ),
        Overflow::Stop => {
            "waits for a lighter week, and a plan that never catches up counts as too small".into()
        }
    };
    let spread = match terms.week_spread {
        1.0 => "Every week is the same.".into(),
        spread => format!("One week in ten is {} times the median one.", locale.short(spread, 1)),
    };
    format!("{spread} What a week needs beyond a plan’s capacity {rule}.{on_credits}{waiting}")
}

/// Guides divide by thirty; work is done on fewer days.
fn days(shown: &Shown, locale: &Locale) -> Option<String> {
    let (_, offer) = shown.drawn().max_by(|a, b| a.1.price.total_cmp(&b.1.price))?;
    let active = offer.active_day?;
    Some(format!(
        "{} a month is {} on each of thirty calendar days, but {} on each of your {} and {} a session: hold a \
         working day’s bill against the second.",
        locale.money(offer.price),
        locale.money(offer.calendar_day),
        locale.money(active),
        plural(&locale.short(shown.compared.work.active_days, 1), "active day", "active days"),
        locale.money(active / shown.compared.work.sessions_per_day)
    ))
}

fn idle(shown: &Shown, locale: &Locale) -> Option<String> {
    let idle = shown.scenario.plans.idle_months;
    let works = locale.short(MONTHS_A_YEAR - idle, 1);
    (idle > 0.0).then(|| {
        format!(
            "Months are the mean of a year with {works} of work: use is paid in those, a plan in all twelve."
        )
    })
}

fn on_api(shown: &Shown, locale: &Locale) -> Option<String> {
    let share = shown.compared.work.on_api;
    (share > 0.0)
        .then(|| format!("{} of the sessions stay {} beside any plan.", locale.percent(share), shown.api().1))
}

fn fable(shown: &Shown, answer: &Answer) -> Option<String> {
    let used = |id: &str| {
        let price = answer.prices.0.iter().find(|price| price.id == id);
        price.is_some_and(|price| price.family == Family::Fable)
    };
    let mixed = shown.scenario.mix.iter().any(|share| share.share > 0.0 && used(&share.model));
    let plans = shown.plans.iter().filter(|plan| plan.fable_on_credits).map(|plan| plan.name.as_str());
    let plans: Vec<&str> = plans.collect();
    (mixed && !plans.is_empty()).then(|| {
        format!(
            "Fable is in the mix: on {} it runs on usage credits only, and other plans take it for up to half of their \
             limit. Here it counts like the rest, so those plans cost more than is shown.",
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
            " {} paid and unused: {} a month.",
            plural(&number(unused), "seat is", "seats are"),
            locale.money(team.unused_usd)
        ),
    };
    format!(
        "Your {}: {}{rest}. You pay {} a month, against {} {}.{unused}",
        plural(&number(team.developers), "developer", "developers"),
        seats.join(", "),
        range(team.at_least, team.at_most, locale),
        locale.money(team.api),
        shown.api().1
    )
}

/// What this comparison leaves where it is.
fn outside(shown: &Shown, answer: &Answer) -> Option<String> {
    let others = answer.groups[1..].iter().any(|(developers, _)| *developers > 0.0);
    let what = match (answer.batch_month > 0.0, others) {
        (false, false) => return None,
        (true, false) => "Batch jobs stay",
        (false, true) => "Colleagues on the light, average and heavy presets stay",
        (true, true) => "Batch jobs and colleagues on the light, average and heavy presets stay",
    };
    Some(format!("{what} {} and are not compared here.", shown.api().1))
}

fn unknown(shown: &Shown) -> Option<String> {
    let unknown = &shown.compared.unknown;
    (!unknown.is_empty()).then(|| {
        format!(
            "This page knows no plan called {}; what was said of it is kept and not used.",
            unknown.join(", ")
        )
    })
}
