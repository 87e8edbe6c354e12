//! The levers in words: what each does here, what it asks of the person, and what it saves.

use super::Locale;
use super::format::plural;
use crate::decisions::savings::What;
use crate::scenario::{Lifetime, Routing};

/// What a lever does in this scenario.
pub fn what(what: &What, routing: Routing, locale: &Locale) -> String {
    let tokens = |tokens: f64| locale.tokens(tokens);
    match *what {
        What::Cheaper { share } => {
            let of = if routing == Routing::PerRequest { "requests" } else { "sessions" };
            format!("{} of the {of} on the next cheaper model", locale.percent(share))
        }
        What::Floor { from, to } => format!("a base context of {} instead of {}", tokens(to), tokens(from)),
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
