//! Problems, warnings and unreadable links in words.

use super::format::plural;
use super::{Locale, labels};
use crate::model::estimate::Warning;
use crate::model::mixture::NoIdle;
use crate::model::reprice::{Moved, Repriced};
use crate::model::usage::Source;
use crate::prices::{Class, Date, PriceTier, RateTable};
use crate::scenario::link::Fault;
use crate::scenario::{Cloud, Field, HitSource, Kind, Scenario, Trouble, field};

/// What is wrong at a field and what would be right.
pub fn trouble(table: &RateTable, key: &str, trouble: &Trouble, locale: &Locale) -> String {
    let name = |id: &str| table.model(id).map_or_else(|| id.to_string(), |m| m.name.clone());
    match trouble {
        Trouble::OutOfRange { min, max } => out_of_range(key, *min, *max, locale),
        Trouble::NotWhole => "This must be a whole number.".into(),
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
            format!("A router needs shares of 0.1% or more; {} has less.", name(model))
        }
        Trouble::NoUsOnly { model } => {
            format!("{} refuses US-only requests. Choose another model or switch US-only off.", name(model))
        }
        Trouble::PausesOrder => {
            "Pauses over an hour are also over 5 minutes, so this cannot be larger.".into()
        }
        Trouble::ImpossibleHitRate { low, high } => format!(
            "Sessions of this length have a hit rate from {} to {}. Their first request always writes to the cache.",
            locale.percent(inside(*low, *high).0),
            locale.percent(inside(*low, *high).1)
        ),
        Trouble::DoesNotFit { model, needs, window } => format!(
            "A session does not fit {}: its first prompt is {} tokens, the window {}.",
            name(model),
            locale.tokens(*needs),
            locale.tokens(*window)
        ),
        Trouble::NoAnchor { low, high } if low.is_finite() => format!(
            "No session of 1 to 5,000 requests costs this: they cost {} to {}. Check sessions a day, active days \
             and models.",
            locale.money(*low),
            locale.money(*high)
        ),
        Trouble::NoAnchor { .. } => "No session of 1 to 5,000 requests can have this hit rate.".into(),
        Trouble::BadRate { max } => {
            format!("An own rate must be above 0 and at most {} per million tokens.", locale.money(*max))
        }
        Trouble::NewerPrices { revision } => newer_prices(*revision, table.revision),
    }
}

/// What to do about prices that this page does not have yet.
pub fn newer_prices(revision: u32, known: u32) -> String {
    format!("It uses revision {revision} of the price list; this page has revision {known}. Reload the page.")
}

pub fn use_nearest(rate: f64, locale: &Locale) -> String {
    format!("Use {}, the nearest possible rate", locale.percent(rate))
}

/// Bounds to a tenth of a percent, rounded so that both are still possible.
pub fn inside(low: f64, high: f64) -> (f64, f64) {
    let (low, high) = (libm::ceil(low * 1e3) / 1e3, libm::floor(high * 1e3) / 1e3);
    (low.min(high), high.max(low))
}

/// What a number field allows.
pub fn out_of_range(key: &str, min: f64, max: f64, locale: &Locale) -> String {
    let text = |value: f64| match field(key).map(|f| f.kind) {
        // In full: less than everything may be taken off.
        Some(Kind::Share) => format!("{}%", locale.share(value)),
        Some(Kind::Money) => locale.money(value),
        Some(Kind::Tokens) => locale.tokens(value),
        _ => locale.short(value, 2),
    };
    let whole = if field(key).is_some_and(|f| f.kind == Kind::Count) { "Whole numbers from" } else { "From" };
    format!("{whole} {} to {}. The last valid number is still used.", text(min), text(max))
}

/// The number that a text is for a field, in the field's unit.
///
/// # Errors
/// Why it is none, or none that the field takes.
pub fn number(of: &Field, text: &str, locale: &Locale) -> Result<f64, String> {
    let outside = || out_of_range(of.key, of.min, of.max, locale);
    let text = text.trim();
    match locale.parse(of, text) {
        None if text.is_empty() => Err(format!("Type a number. {}", outside())),
        None if text.contains(',') => {
            Err(format!("“{text}” is not a number here: write decimals with a point. {}", outside()))
        }
        None => Err(format!("“{text}” is not a number here. {}", outside())),
        Some(n) if !of.allows(n) => Err(outside()),
        Some(n) => Ok(n),
    }
}

/// What to know beside the price.
pub fn warning(warning: &Warning, scenario: &Scenario, locale: &Locale) -> String {
    match warning {
        Warning::WindowForced { model } => format!(
            "Some sessions outgrow {model}’s window. The price includes the compaction this forces."
        ),
        Warning::Thrashing => {
            "Sessions compact on every request: base context, summary and re-read tokens leave no room. Raise the \
             threshold or reduce the base context."
                .into()
        }
        Warning::LowHitRate { hit_rate, times } => low_hit_rate(*hit_rate, *times, scenario, locale),
        Warning::TotalsStep { model, above } => format!(
            "{model} bills prompts over {} tokens at higher rates. Totals do not show which, so this is the lowest \
             cost.",
            locale.tokens(*above)
        ),
        Warning::NotFast { model } => format!("{model} has no fast mode and is priced without it."),
        Warning::OwnWindow { model, window } => {
            format!("{model} keeps its own window of {} tokens.", locale.tokens(*window))
        }
        Warning::Retired { model, on } => format!("{model} was retired on {}.", day(*on)),
        Warning::Retires { model, on } => format!("{model} retires on {}.", day(*on)),
        Warning::Provisional { model } => {
            format!("{model}’s price is unconfirmed: it rests on one source.")
        }
        Warning::NoIdle { why } => no_idle(*why),
        Warning::UnusedOverride { model } => {
            format!("Your own rate for {model} is kept, but not used here.")
        }
        Warning::OldPrice { model, checked } => format!(
            "{model}’s price was last checked on {}, more than 60 days before {}.",
            day(*checked),
            day(scenario.priced_on)
        ),
    }
}

fn no_idle(why: NoIdle) -> String {
    let name = labels::input::IDLE;
    let why = match why {
        NoIdle::Totals => "token counts do not show how a session came about",
        NoIdle::NotCached => "prompt caching is off",
        NoIdle::FiveMinutes => "it needs the 1-hour cache lifetime",
        NoIdle::Routed => "the model is chosen per request",
        NoIdle::Pruned => "a pruning service compacts",
        NoIdle::NoLongPauses => "there are no pauses over an hour",
        NoIdle::TooSmall => "no context reaches 200,000 tokens before the last request",
        NoIdle::TooLong => {
            return format!("“{name}” is not computed for sessions of more than 50,000 requests.");
        }
    };
    format!("“{name}” has no effect: {why}.")
}

fn low_hit_rate(hit_rate: f64, (low, high): (f64, f64), scenario: &Scenario, locale: &Locale) -> String {
    let (low, high) = (locale.short(low, 0), locale.short(high, 0));
    let times = if low == high { low } else { format!("{low} to {high}") };
    let then = match scenario.cache.source {
        HitSource::Given => {
            "Real sessions: 95% to 98%. If you read it off a usage report, choose that under “Cache hit rate from”."
        }
        HitSource::Reported => "Real sessions: 95% to 98%. Check the counts.",
        HitSource::Rhythm => "It follows from the pauses. Real sessions pause after one in 35 requests.",
    };
    format!(
        "At a hit rate of {}, {} of the requests write their whole context again, at {times} times the price of a \
         cache read. {then}",
        locale.percent(hit_rate),
        locale.percent(1.0 - hit_rate),
    )
}

/// Why a link or file could not be read whole.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::NotOurs => "it contains no scenario".into(),
        Fault::TooLong { length } => format!("it is {length} characters long, more than any scenario needs"),
        Fault::Damaged => "it was cut off or changed (its check characters do not match)".into(),
        Fault::TooNew { .. } => "a newer version of this page made it; reload the page".into(),
        Fault::UnknownPreset { name } => {
            format!("it starts from a preset called “{}”, which does not exist", cut(name))
        }
        Fault::UnknownKey { key } => format!("“{}” is not an input of this page and was left out", cut(key)),
        Fault::BadValue { key, value } => {
            format!("“{}” is not valid for “{}” and was left out", cut(value), cut(key))
        }
        Fault::Repeated { key } => format!("“{}” is in it twice; the first was read", cut(key)),
        Fault::Broken { line } => format!("it breaks off or is not JSON from line {line} on"),
        Fault::Missing { key: "on" } => "it does not say for which day it was priced".into(),
        Fault::Missing { key } => format!("its “{key}” is missing"),
    }
}

/// Words from outside, short enough for a sentence.
pub(super) fn cut(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

/// A token class as `--json` and CSV name it; the page writes [`super::labels::class`].
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
        Source::Unlogged => "Calls that are in no log line",
        Source::Searches => "Web searches",
    }
}

/// What a provider's place with prices of its own is called behind a model; nothing for the others.
pub fn place(place: Cloud) -> &'static str {
    match place {
        Cloud::BedrockRegional | Cloud::VertexRegional => ", regional endpoint",
        Cloud::BedrockGov => ", GovCloud",
        _ => "",
    }
}

/// What a tier is called beside a class; nothing for the ordinary one.
pub fn tier(tier: PriceTier, step: Option<f64>, locale: &Locale) -> Option<String> {
    match tier {
        PriceTier::Lower => None,
        PriceTier::Upper => Some(format!("prompts over {}", locale.tokens(step.unwrap_or(0.0)))),
        PriceTier::Fast => Some("fast mode".into()),
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
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// The name of its month.
pub fn month(date: Date) -> &'static str {
    calendar_month(date.month() as usize - 1)
}

/// The name of a calendar month, January at 0.
pub fn calendar_month(at: usize) -> &'static str {
    MONTHS.get(at).copied().unwrap_or_default()
}

/// The day that [`day`] wrote.
pub fn read_day(text: &str) -> Option<Date> {
    let mut words = text.split(' ');
    let (day, month, year) = (words.next()?.parse().ok()?, words.next()?, words.next()?.parse().ok()?);
    let month = MONTHS.iter().position(|name| *name == month)? as i8 + 1;
    Date::new(year, month, day).filter(|_| words.next().is_none())
}

/// The month then and now, where prices changed since a scenario was made.
pub fn repriced(change: &Repriced, on: Date, locale: &Locale) -> String {
    if let (None, Some(now)) = (change.then, change.now) {
        return format!(
            "Some of its models had no price on {}. At today’s prices it costs {} a month.",
            day(on),
            locale.money(now)
        );
    }
    let month =
        |usd: Option<f64>| usd.map_or("no price".into(), |usd| format!("{} a month", locale.money(usd)));
    format!(
        "Prices changed: {} on {}, {} today. The scenario keeps its old prices.",
        month(change.then),
        day(on),
        month(change.now)
    )
}

/// "with the prices of 3 November 2026; $133 with today’s: Sonnet 5.5 output fell from $18 to $15
/// per million.", after a month that is priced by an earlier day.
pub fn older_prices(change: &Repriced, on: Date, locale: &Locale) -> String {
    let now = change.now.map_or("no price".into(), |usd| locale.money(usd));
    let usd = |rate: f64| format!("${}", locale.short(rate, 5));
    let first = change.moved.iter().find_map(|m| {
        let (from, to) = m.from.zip(m.to)?;
        let how = if to < from { "fell" } else { "rose" };
        let what = format!("{} {}", m.name, class(m.class).to_ascii_lowercase());
        Some(format!("{what} {how} from {} to {} per million", usd(from), usd(to)))
    });
    let why = match (first, change.moved.len()) {
        (None, _) => String::new(),
        (Some(first), 1) => format!(": {first}"),
        (Some(first), all) => {
            format!(": {first}, and {}", plural(&(all - 1).to_string(), "more rate", "more rates"))
        }
    };
    format!("with the prices of {}; {now} with today’s{why}.", day(on))
}

/// Rates that are listed one by one.
const MOST_MOVED: usize = 8;

/// Each rate that moved.
pub fn moved(change: &Repriced, locale: &Locale) -> Vec<String> {
    let rate = |rate: Option<f64>| rate.map_or("no price".into(), |r| format!("${}", locale.short(r, 5)));
    let line = |m: &Moved| {
        let tier = tier(m.tier, None, locale)
            .map_or("", |_| if m.tier == PriceTier::Fast { ", fast mode" } else { ", long prompts" });
        format!(
            "{}{tier}, {}: {} → {} per million",
            m.name,
            class(m.class).to_ascii_lowercase(),
            rate(m.from),
            rate(m.to)
        )
    };
    let mut lines: Vec<String> = change.moved.iter().take(MOST_MOVED).map(line).collect();
    if change.moved.len() > MOST_MOVED {
        lines.push(format!("and {} more", change.moved.len() - MOST_MOVED));
    }
    lines
}
