//! Problems, warnings and unreadable links in words.

use super::Locale;
use crate::estimate::Warning;
use crate::link::Fault;
use crate::rates::{Band, Class, Date, RateTable};
use crate::reprice::{Moved, Repriced};
use crate::scenario::{Kind, Scenario, Trouble, field};
use crate::usage::Source;

/// What is wrong at a field and what would be right.
pub fn trouble(table: &RateTable, key: &str, trouble: &Trouble, locale: &Locale) -> String {
    let name = |id: &str| table.model(id).map_or_else(|| id.to_string(), |m| m.name.clone());
    match trouble {
        Trouble::OutOfRange { min, max } => out_of_range(key, *min, *max, locale),
        Trouble::NotWhole => "This must be a whole number.".into(),
        Trouble::TooLong { max } => format!("At most {max} characters, so that the link stays short."),
        Trouble::UnknownModel { model } => {
            format!("There is no price for a model called “{model}”. Choose one from the list.")
        }
        Trouble::NoPrice { model, day } => {
            format!("{} has no price on {day}. Choose another model.", name(model))
        }
        Trouble::EmptyMix => "Choose at least one model.".into(),
        Trouble::Repeated { model } => format!("{} is in the mix twice.", name(model)),
        Trouble::SharesSum { sum } => {
            format!("The shares add up to {}; they must add up to 100%.", locale.percent(*sum))
        }
        Trouble::ShareTooSmall { model } => {
            format!("A router's share must be 0.1% or more; {} has less.", name(model))
        }
        Trouble::NoUsOnly { model } => {
            format!("{} refuses US-only requests. Choose another model or switch US-only off.", name(model))
        }
        Trouble::PausesOrder => {
            "Pauses over an hour are also pauses over five minutes, so this cannot be larger.".into()
        }
        Trouble::ImpossibleHitRate { low, high } => format!(
            "These sessions cannot have that hit rate: with their number of requests it lies between {} and {}. \
             The first request of a session always writes what nobody cached before.",
            locale.percent(*low),
            locale.percent(*high)
        ),
        Trouble::DoesNotFit { model, needs, window } => format!(
            "A session does not fit {}: its first prompt would be {} tokens, the window holds {}.",
            name(model),
            locale.tokens(*needs),
            locale.tokens(*window)
        ),
        Trouble::NoAnchor { low, high } if low.is_finite() => format!(
            "No session length costs that: sessions of 1 to 5,000 requests come to {} up to {}. \
             Check sessions a day, active days and models.",
            locale.money(*low),
            locale.money(*high)
        ),
        Trouble::NoAnchor { .. } => {
            "No session length from 1 to 5,000 requests can have this hit rate.".into()
        }
        Trouble::UselessOverride { model } => {
            format!("{} has no such price on this day; the price you set is not used.", name(model))
        }
    }
}

/// What a number field allows.
pub fn out_of_range(key: &str, min: f64, max: f64, locale: &Locale) -> String {
    let text = |value: f64| match field(key).map(|f| f.kind) {
        Some(Kind::Share) => locale.percent(value),
        Some(Kind::Money) => locale.money(value),
        Some(Kind::Tokens) => locale.tokens(value),
        _ => locale.short(value, 2),
    };
    format!("From {} to {}. The last number that was right is still used.", text(min), text(max))
}

/// What the reader should know beside the price.
pub fn warning(warning: &Warning, scenario: &Scenario, locale: &Locale) -> String {
    match warning {
        Warning::WindowForced { model } => format!(
            "Some sessions outgrow {model}’s window, which forces a compaction that these settings do not ask for. It is in the price."
        ),
        Warning::Thrashing => {
            "Sessions compact again on every request: floor, summary and what is read again \
             leave no room under the threshold. Raise the threshold or make the floor leaner."
                .into()
        }
        Warning::LowHitRate { hit_rate } => format!(
            "A hit rate of {} means that one request in {} sends its whole context anew, at 12 to 50 times the \
             price of a cache read. Real sessions are at 95–98%, so it is likely that another rate is meant: \
             a usage screen’s share of cache reads is entered under “hit rate from”.",
            locale.percent(*hit_rate),
            locale.short(libm::round(1.0 / (1.0 - hit_rate)).max(1.0), 0)
        ),
        Warning::TotalsStep { model, above } => format!(
            "{model} bills a request whose prompt exceeds {} tokens at five times the rate. Totals cannot tell \
             which requests did, so this is the least it can cost.",
            locale.tokens(*above)
        ),
        Warning::NotFast { model } => format!("{model} has no fast mode; it is priced at ordinary speed."),
        Warning::Retired { model, on } => format!("{model} was retired on {on}: it can no longer be used."),
        Warning::Retires { model, on } => format!("{model} retires on {on}."),
        Warning::Provisional { model } => {
            format!("{model}’s price rests on one source and is not confirmed by the provider’s page.")
        }
        Warning::OldPrice { model, checked } => format!(
            "{model}’s price was last checked on {checked}, more than 60 days before {}.",
            scenario.priced_on
        ),
    }
}

/// Why a link or file could not be read whole.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::NotOurs => "there is no scenario in it".into(),
        Fault::TooLong { length } => format!("it is {length} characters long, more than any scenario needs"),
        Fault::Damaged => "it was cut off or changed on its way (its check characters do not fit)".into(),
        Fault::TooNew { .. } => {
            "it was made by a newer version of this page; reload to get that version".into()
        }
        Fault::UnknownPreset { name } => {
            format!("it starts from a preset called “{}”, which does not exist", cut(name))
        }
        Fault::UnknownKey { key } => format!("“{}” is not an input of this page and was left out", cut(key)),
        Fault::BadValue { key, value } => {
            format!("“{}” is no value for “{}” and was left out", cut(value), cut(key))
        }
        Fault::Missing { key: "on" } => "it does not say for which day it was priced".into(),
        Fault::Missing { key } => format!("its “{key}” is missing"),
    }
}

/// A stranger's words, short enough for a sentence.
fn cut(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

pub fn class(class: Class) -> &'static str {
    match class {
        Class::Input => "Input",
        Class::Write5m => "Cache write, 5 minutes",
        Class::Write1h => "Cache write, 1 hour",
        Class::Read => "Cache read",
        Class::Output => "Output",
    }
}

pub fn source(source: Source) -> &'static str {
    match source {
        Source::Main => "Conversation",
        Source::Compaction => "Compaction",
        Source::Agents => "Sub-agents",
        Source::Background => "Background work",
        Source::Router => "Router",
        Source::Prune => "Pruning service",
        Source::Batch => "Batch jobs, at half price",
    }
}

/// What a band is called beside a class; nothing for the ordinary one.
pub fn band(band: Band, step: Option<f64>, locale: &Locale) -> Option<String> {
    match band {
        Band::Lower => None,
        Band::Upper => Some(format!("prompts over {}", locale.tokens(step.unwrap_or(0.0)))),
        Band::Fast => Some("fast mode".into()),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "21 November 2026"
pub fn day(date: Date) -> String {
    let month = MONTHS.get(date.month() as usize - 1).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// The month then and now, where prices changed since a scenario was made.
pub fn repriced(change: &Repriced, on: Date, locale: &Locale) -> String {
    format!(
        "Prices changed since this scenario was made: {} a month on {}, {} at today’s prices. It is shown as it was.",
        locale.money(change.then),
        day(on),
        locale.money(change.now)
    )
}

/// Each rate that moved.
pub fn moved(change: &Repriced, locale: &Locale) -> Vec<String> {
    let rate = |rate: Option<f64>| rate.map_or("no price".into(), |r| format!("${}", locale.short(r, 5)));
    let line = |m: &Moved| {
        let band = band(m.band, None, locale)
            .map_or("", |_| if m.band == Band::Fast { ", fast mode" } else { ", long prompts" });
        format!(
            "{}{band}, {}: {} → {} per million",
            m.name,
            class(m.class).to_lowercase(),
            rate(m.from),
            rate(m.to)
        )
    };
    change.moved.iter().map(line).collect()
}
