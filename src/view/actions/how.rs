//! What exactly to do for each action, what to paste, and where that is documented.

use super::super::Locale;
use super::super::format::plural;
use crate::decisions::actions::Row;
use crate::decisions::compaction::Setting;
use crate::decisions::savings::{What, moves};
use crate::prices::RateTable;
use crate::scenario::{Lifetime, Routing, Scenario};

/// Where a command or its effect is documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    pub text: &'static str,
    /// Empty for what was tried and not read.
    pub url: &'static str,
}

pub struct How {
    pub instruction: String,
    pub copy: Vec<String>,
    pub source: Option<Source>,
}

const fn docs(text: &'static str, url: &'static str) -> Option<Source> {
    Some(Source { text, url })
}

const CONTEXT: Option<Source> =
    docs("Claude Code docs, context window", "https://code.claude.com/docs/en/context-window");
const MODELS: Option<Source> =
    docs("Claude Code docs, model configuration", "https://code.claude.com/docs/en/model-config");
const COSTS: Option<Source> = docs("Claude Code docs, costs", "https://code.claude.com/docs/en/costs");
const AGENTS: Option<Source> =
    docs("Claude Code docs, sub-agents", "https://code.claude.com/docs/en/sub-agents");
const CACHING: Option<Source> =
    docs("Claude Code docs, prompt caching", "https://code.claude.com/docs/en/prompt-caching");
const PRICING: Option<Source> =
    docs("Claude docs, pricing", "https://platform.claude.com/docs/en/about-claude/pricing");
const TRIED: Option<Source> = docs("Tried with Claude Code 2.1.332, 28 Nov 2026", "");

/// What to do for a row. `scenario` is the optimized one.
pub fn how(table: &RateTable, scenario: &Scenario, row: &Row, locale: &Locale) -> How {
    let tokens = |tokens: f64| locale.tokens(tokens);
    let how = |instruction: String, copy: &[&str], source: Option<Source>| How {
        instruction,
        copy: copy.iter().map(|text| (*text).into()).collect(),
        source,
    };
    match row.what {
        Some(What::Cheaper { share }) => cheaper(table, scenario, row, share, locale),
        Some(What::Floor { from, to }) => how(
            format!(
                "Start sessions with {} instead of {}: see what stands there with `/context`, shorten `CLAUDE.md`, \
                 remove MCP servers and skills you do not use.",
                tokens(to),
                tokens(from)
            ),
            &["/context"],
            CONTEXT,
        ),
        Some(What::Growth { from, to }) => how(
            format!(
                "Name files and lines in prompts, so that a request adds {} instead of {}.",
                tokens(to),
                tokens(from)
            ),
            &[],
            COSTS,
        ),
        Some(What::Output { from, to }) => how(
            format!(
                "Set a lower `/effort` when a session starts, for {} instead of {} of output a request.",
                tokens(to),
                tokens(from)
            ),
            &["/effort"],
            MODELS,
        ),
        Some(What::Explored { share, agents }) => explored(scenario, share, agents, locale),
        Some(What::Split { pieces }) => how(
            format!(
                "Type `/clear` between tasks: {} where there is one now.",
                plural(&locale.short(pieces, 0), "session", "sessions")
            ),
            &["/clear"],
            COSTS,
        ),
        Some(What::Batch { jobs }) => how(
            format!(
                "Send {} a month to the Batch API, at half price.",
                plural(
                    &locale.short(jobs, 0),
                    "request that needs no session",
                    "requests that need no session"
                )
            ),
            &[],
            PRICING,
        ),
        Some(What::Lifetime { to: Lifetime::OneHour }) => {
            how("Keep the cache for an hour.".into(), &["CLAUDE_CODE_PROMPT_CACHE_TTL=1h"], CACHING)
        }
        Some(What::Lifetime { to: Lifetime::FiveMinutes }) => {
            how("Keep the cache for 5 minutes.".into(), &["CLAUDE_CODE_PROMPT_CACHE_TTL=5m"], CACHING)
        }
        Some(What::HitRate { .. } | What::Pauses { .. }) => pauses(row, scenario, locale),
        Some(What::Threshold { to }) => compact(row, to, locale),
        Some(What::Plan { .. }) | None => How { instruction: String::new(), copy: Vec::new(), source: None },
    }
}

/// "Sonnet 5.5 for 30% of the Opus 5.5 sessions".
fn cheaper(table: &RateTable, scenario: &Scenario, row: &Row, share: f64, locale: &Locale) -> How {
    let name = |id: &str| table.model(id).map_or_else(|| id.to_string(), |model| model.name.clone());
    let of = if scenario.routing == Routing::PerRequest { "requests" } else { "sessions" };
    let moves = moves(table, scenario, &row.mix);
    let part = locale.percent(scenario.levers.moved);
    let list: Vec<String> = moves
        .iter()
        .map(|(from, to)| format!("{} for {part} of the {} {of}", name(to), name(from)))
        .collect();
    let mut copy: Vec<String> = Vec::new();
    for (_, to) in &moves {
        let command = format!("/model {to}");
        if !copy.contains(&command) {
            copy.push(command);
        }
    }
    let instruction = match scenario.routing {
        Routing::PerSession => format!("{}, chosen when a session starts.", list.join(", ")),
        Routing::PerRequest => format!("{}, {} of all.", list.join(", "), locale.percent(share)),
    };
    How { instruction, copy, source: MODELS }
}

fn explored(scenario: &Scenario, share: f64, agents: f64, locale: &Locale) -> How {
    How {
        instruction: format!(
            "Ask for sub-agents to search and read: {} of the requests, in {} a session. Their contexts end with them.",
            locale.percent(share),
            plural(&locale.short(agents, 1), "sub-agent", "sub-agents")
        ),
        // Explore runs on the main model unless this says otherwise (since 2.1.198).
        copy: vec![format!("CLAUDE_CODE_SUBAGENT_MODEL={}", scenario.agents.model)],
        source: AGENTS,
    }
}

fn pauses(row: &Row, scenario: &Scenario, locale: &Locale) -> How {
    let within = match scenario.lifetime() {
        Lifetime::FiveMinutes => "5 minutes",
        Lifetime::OneHour => "an hour",
    };
    let aim = match row.what {
        Some(What::HitRate { from, to }) => {
            format!("a cache hit rate of {} instead of {}", locale.percent(to), locale.percent(from))
        }
        Some(What::Pauses { from, to }) => {
            format!("{} long pauses a session instead of {}", locale.short(to, 2), locale.short(from, 2))
        }
        _ => return How { instruction: String::new(), copy: Vec::new(), source: None },
    };
    How {
        instruction: format!("Answer within {within}, or `/compact` before you leave: {aim}."),
        copy: vec!["/compact".into()],
        source: CACHING,
    }
}

/// The command for each model, with the setting that does the same beside it.
fn compact(row: &Row, to: f64, locale: &Locale) -> How {
    let at = locale.tokens(to);
    let (mut steps, mut copy) = (Vec::new(), Vec::new());
    for setting in &row.settings {
        match setting {
            Setting::Window { tokens } => {
                let tokens = libm::round(*tokens) as u64;
                copy.extend([
                    format!("/autocompact {tokens}"),
                    format!("CLAUDE_CODE_AUTO_COMPACT_WINDOW={tokens}"),
                ]);
                steps.push(format!("`/autocompact {tokens}`"));
            }
            Setting::Percent { model, percent } => {
                let percent = libm::round(*percent) as u64;
                copy.extend(["/compact".into(), format!("CLAUDE_AUTOCOMPACT_PCT_OVERRIDE={percent}")]);
                steps.push(format!(
                    "on {model}, which does not compact ahead of time, `/compact` by hand there"
                ));
            }
            Setting::LargeWindow { model, name, tokens } => {
                let tokens = libm::round(*tokens) as u64;
                copy.extend([format!("/model {model}[1m]"), format!("/autocompact {tokens}")]);
                steps.push(format!("on {name}, `/model {model}[1m]` and `/autocompact {tokens}`"));
            }
            Setting::Nothing { .. } => {}
        }
    }
    let how = if steps.is_empty() { String::new() } else { format!(": {}", steps.join("; ")) };
    How { instruction: format!("Compact at {at}{how}."), copy, source: TRIED }
}
