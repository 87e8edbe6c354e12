//! The levers in words: what each does here, what it asks of the person, and what it saves.

use super::Locale;
use super::format::plural;
use crate::levers::{Lever, Pull, Pulled, What};
use crate::scenario::{Lifetime, Routing};

/// A lever as the reader sees it.
pub struct Shown {
    pub lever: Lever,
    pub name: &'static str,
    /// What it asks of the person.
    pub asks: &'static str,
}

pub static LEVERS: [Shown; 10] = [
    shown(
        Lever::Model,
        "A cheaper model for part of the work",
        "Choosing it for the easy sessions, and doing again what it gets wrong.",
    ),
    shown(Lever::Floor, "A leaner floor", "A shorter CLAUDE.md, and only the MCP servers that are used."),
    shown(Lever::Growth, "More specific prompts", "Naming files and lines, so that less is read."),
    shown(
        Lever::Output,
        "Shorter output",
        "Less effort where it is not needed, and no summaries nobody reads.",
    ),
    shown(
        Lever::Explore,
        "Exploring in sub-agents",
        "Asking for a sub-agent where only its finding matters.",
    ),
    shown(Lever::Split, "One task a session", "/clear between tasks; each begins with the floor again."),
    shown(
        Lever::Batch,
        "Single requests to the batch",
        "A script with the Batch API: answers come within a day, outside of Claude Code.",
    ),
    shown(Lever::Hour, "The other cache lifetime", "One setting of Claude Code’s environment."),
    shown(
        Lever::Pauses,
        "Fewer pauses in mid-session",
        "Finishing a task before the break, or clearing after it.",
    ),
    shown(Lever::Compact, "Compacting at the best context", "One setting: the context at which it compacts."),
];

const fn shown(lever: Lever, name: &'static str, asks: &'static str) -> Shown {
    Shown { lever, name, asks }
}

pub fn name(lever: Lever) -> &'static str {
    LEVERS.iter().find(|l| l.lever == lever).map_or("", |l| l.name)
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
    format!("Optimized: {}.", list.join("; "))
}
