//! The levers in words: what each does here, what it asks of the person, and what it saves.

use super::answer::basis;
use super::format::{capital, lower, plural};
use super::{Chart, Figure, Locale, Texts, waterfall};
use crate::decisions::savings::{Lever, Pull, Pulled, What};
use crate::model::estimate::Answer;
use crate::scenario::{Lifetime, Payment, Routing};

/// Each lever's name.
static NAMES: [(Lever, &str); 11] = [
    (Lever::Model, "A cheaper model for part of the work"),
    (Lever::Floor, "A leaner floor"),
    (Lever::Growth, "More specific prompts"),
    (Lever::Output, "Shorter output"),
    (Lever::Explore, "Exploring in sub-agents"),
    (Lever::Split, "One task a session"),
    (Lever::Batch, "Single requests to the batch"),
    (Lever::Hour, "The other cache lifetime"),
    (Lever::Pauses, "Fewer pauses in mid-session"),
    (Lever::Compact, "Compacting at the best context"),
    (Lever::Plan, "A plan instead of the API"),
];

pub fn name(lever: Lever) -> &'static str {
    NAMES.iter().find(|(l, _)| *l == lever).map_or("", |(_, name)| name)
}

/// What a lever does in this scenario.
pub fn what(what: &What, routing: Routing, locale: &Locale) -> String {
    let tokens = |tokens: f64| locale.tokens(tokens);
    match *what {
        What::Cheaper { share } => {
            let of = if routing == Routing::PerRequest { "requests" } else { "sessions" };
            format!("{} of the {of} on the next cheaper model", locale.percent(share))
        }
        What::Floor { from, to } => format!("a floor of {} instead of {}", tokens(to), tokens(from)),
        What::Growth { from, to } => {
            format!("growth of {} a request instead of {}", tokens(to), tokens(from))
        }
        What::Output { from, to } => {
            format!("output of {} a request instead of {}", tokens(to), tokens(from))
        }
        What::Explored { share, agents } => {
            let agents = plural(&locale.short(agents, 1), "sub-agent", "sub-agents");
            format!("{} of the requests in {agents} a session", locale.percent(share))
        }
        What::Split { pieces } => {
            format!("{} instead of one", plural(&locale.short(pieces, 0), "session", "sessions"))
        }
        What::Batch { jobs } => {
            format!("{} a month", plural(&locale.short(jobs, 1), "batch job", "batch jobs"))
        }
        What::Lifetime { to: Lifetime::OneHour } => "1-hour cache writes".into(),
        What::Lifetime { to: Lifetime::FiveMinutes } => "5-minute cache writes".into(),
        What::HitRate { from, to } => {
            format!("a hit rate of {} instead of {}", locale.percent(to), locale.percent(from))
        }
        What::Pauses { from, to } => {
            format!("{} long pauses a session instead of {}", locale.short(to, 2), locale.short(from, 2))
        }
        What::Threshold { to } => format!("compaction at {}", tokens(to)),
        What::Plan { usd, .. } => {
            format!(
                "a plan for {} a developer, credits included, as you state its capacity",
                locale.money(usd)
            )
        }
    }
}

/// What the ticked levers come to, each with what it saves on top of those before it.
pub fn together(pulled: &Pulled, locale: &Locale) -> String {
    if pulled.steps.is_empty() {
        return "Optimized: none of the ticked changes would make this cheaper.".into();
    }
    let routing = pulled.scenario.routing;
    let one =
        |pull: &Pull| format!("{} saves {}", what(&pull.what, routing, locale), locale.money(pull.saves));
    let list: Vec<String> = pulled.steps.iter().map(one).collect();
    let whose = if pulled.scenario.team.own == 1.0 { "" } else { ", everybody’s dollars a month" };
    format!("Optimized{whose}: {}.", list.join("; "))
}

/// Levers that are told under the answer.
const TOLD: usize = 3;
/// What is less than this share of the month is not told there.
const WORTH: f64 = 0.005;

/// The changes that would save most, in a line under the answer.
pub fn top(ranked: &[Pull], answer: &Answer, locale: &Locale) -> String {
    let month = answer.month.total;
    let worth = |pull: &&Pull| pull.saves >= CENT && pull.saves >= month * WORTH;
    let one = |pull: &Pull| format!("{}, {}", lower(name(pull.lever)), locale.money(pull.saves));
    let list: Vec<String> = ranked.iter().filter(worth).take(TOLD).map(one).collect();
    match list.len() {
        0 => "None of the usual changes would save anything here.".into(),
        _ => {
            format!("Would save most: {} a month {}.", list.join("; "), basis(answer.scenario.payment))
        }
    }
}

/// Below this nothing is said to be saved, USD.
const CENT: f64 = 0.01;

/// Every lever with what it saves by itself, most first; those that do not apply are last.
pub fn rows(ranked: &[Pull], answer: &Answer, locale: &Locale) -> Vec<(Lever, String)> {
    let subscribed = answer.scenario.payment == Payment::Subscription;
    let saves = |pull: &Pull| match pull.saves {
        usd if usd >= CENT => format!("saves {} a month", locale.money(usd)),
        usd if usd <= -CENT => format!("costs {} more a month", locale.money(-usd)),
        _ => "changes nothing".into(),
    };
    let why = |lever| match lever {
        Lever::Plan if !subscribed => "unknown, without a capacity",
        Lever::Hour => "unknown, without your pauses",
        _ => "not here",
    };
    let others = Lever::ALL.into_iter().filter(|lever| ranked.iter().all(|pull| pull.lever != *lever));
    let others = others.map(|lever| (lever, why(lever).to_string()));
    ranked.iter().map(|pull| (pull.lever, saves(pull))).chain(others).collect()
}

/// The ticked levers' worth in a line.
pub fn finding(pulled: &Pulled, locale: &Locale) -> String {
    let saved = pulled.before - pulled.after;
    if saved < CENT {
        return "Nothing that is ticked would make this month cheaper".into();
    }
    format!(
        "The ticked changes save {} a month {} ({}): {} instead of {}",
        locale.money(saved),
        basis(pulled.scenario.payment),
        percent(saved / pulled.before, locale),
        locale.money(pulled.after),
        locale.money(pulled.before)
    )
}

fn percent(share: f64, locale: &Locale) -> String {
    format!("{}%", locale.short(share * 100.0, 0))
}

type Sum = (&'static str, f64);

/// From today's month to the one with the ticked changes.
fn way(pulled: &Pulled, locale: &Locale) -> (Sum, Vec<(String, f64)>, Sum) {
    let step = |pull: &Pull| (capital(&what(&pull.what, pulled.scenario.routing, locale)), -pull.saves);
    let steps = pulled.steps.iter().map(step).collect();
    (("Today", pulled.before), steps, ("With the ticked changes", pulled.after))
}

/// From today's month to the optimized one, a step for each ticked lever.
pub fn figure(pulled: &Pulled, locale: &Locale) -> Figure {
    let (before, steps, after) = way(pulled, locale);
    Figure {
        title: finding(pulled, locale),
        chart: Chart::Bars(waterfall::chart(before, &steps, after, locale)),
        readouts: waterfall::readouts(before, &steps, after),
    }
}

pub fn texts(pulled: &Pulled, ranked: &[Pull], locale: &Locale) -> Texts {
    let (before, steps, after) = way(pulled, locale);
    let mut notes = vec![
        "Changes interact, so each one counts on top of those above it; in another order the steps would differ \
         and their sum would not."
            .to_string(),
    ];
    notes.extend(pulled.steps.iter().filter_map(|step| weakened(step, ranked, locale)));
    notes.extend(pulled.left_out.iter().map(|pull| left_out(pull, locale)));
    notes.extend(pulled.idle.iter().map(|lever| idle(*lever, ranked, locale)));
    Texts {
        notes,
        table: waterfall::table(
            format!("Dollars a month of everybody, {}", basis(pulled.scenario.payment)),
            &[],
            before,
            &steps,
            &[],
            after,
            locale,
        ),
    }
}

/// Share of what it would save alone under which the others have taken its place.
const CANCELLED: f64 = 0.6;

fn weakened(step: &Pull, ranked: &[Pull], locale: &Locale) -> Option<String> {
    let alone = ranked.iter().find(|pull| pull.lever == step.lever)?.saves;
    (step.saves < alone * CANCELLED).then(|| {
        format!(
            "{} saves {} after those above it and {} alone: they take each other’s place.",
            name(step.lever),
            locale.money(step.saves),
            locale.money(alone)
        )
    })
}

fn left_out(pull: &Pull, locale: &Locale) -> String {
    format!(
        "{} is ticked and left out: among the others it would cost {} more.",
        name(pull.lever),
        locale.money(-pull.saves)
    )
}

fn idle(lever: Lever, ranked: &[Pull], locale: &Locale) -> String {
    match ranked.iter().find(|pull| pull.lever == lever && pull.saves >= CENT) {
        Some(alone) => format!(
            "{} would save {} alone and saves nothing after those above it: they take its place.",
            name(lever),
            locale.money(alone.saves)
        ),
        None => format!("{} is ticked and changes nothing in this scenario.", name(lever)),
    }
}
