//! The inputs in words: label, unit, help, and how a slider moves each number.

use super::Locale;
use crate::scenario::{Field, Kind, Scenario, choice, field};

/// How one number is asked for.
pub struct Control {
    pub key: &'static str,
    pub label: &'static str,
    pub unit: &'static str,
    /// What is typical, where that is from, and how to find one's own.
    pub help: &'static str,
    pub slider: Slider,
}

/// The usual range, narrower than what the field allows.
pub enum Slider {
    /// From, to, step.
    Even(f64, f64, f64),
    /// From, to, in even ratios; 0 stands below the first.
    Ratio(f64, f64),
}

/// Positions of a ratio slider.
const POSITIONS: f64 = 200.0;

use Slider::{Even, Ratio};

const fn control(
    key: &'static str,
    label: &'static str,
    unit: &'static str,
    slider: Slider,
    help: &'static str,
) -> Control {
    Control { key, label, unit, help, slider }
}

/// Typical numbers are those of 34,000 public calls (2025-06 to 2026-08), unless said otherwise.
pub static CONTROLS: &[Control] = &[
    control(
        "sessions",
        "Sessions a day",
        "sessions",
        Even(0.0, 20.0, 0.5),
        "2.5 to 8 in public logs, per repository; `/resume` lists yours.",
    ),
    control(
        "days",
        "Active days a month",
        "days",
        Even(0.0, 31.0, 1.0),
        "Days with at least one session: about 20 for full-time use. `/resume` lists your sessions with their dates.",
    ),
    control(
        "messages",
        "Messages a session",
        "messages",
        Even(0.5, 50.0, 0.5),
        "What you type in a middling session. Public logs: 23 to 60 requests a session, about 10 for each message. Scroll through one of yours and count.",
    ),
    control(
        "hit",
        "Cache hit rate",
        "%",
        Even(0.0, 1.0, 0.005),
        "The chance that a request finds its context cached: 95–98% in real sessions, which `/usage` lets you check.",
    ),
    control(
        "reported",
        "Reported hit rate",
        "%",
        Even(0.0, 1.0, 0.005),
        "Cache reads divided by all prompt tokens, from the counts that `/usage` shows.",
    ),
    control(
        "pauses5m",
        "Pauses over 5 minutes",
        "a session",
        Even(0.0, 20.0, 0.5),
        "After one, a 5-minute cache is lost and the context is written again. Public logs: about 3 in 100 requests.",
    ),
    control(
        "pauses60m",
        "Pauses over an hour",
        "a session",
        Even(0.0, 10.0, 0.1),
        "After one, a 1-hour cache is lost too. Public logs: 3 in 1,000 requests.",
    ),
    control(
        "threshold",
        "Compact at",
        "tokens",
        Ratio(20_000.0, 1_000_000.0),
        "Below about 80K, compactions cost more than they save. `/autocompact` sets it.",
    ),
    control(
        "paid",
        "What you paid",
        "USD",
        Ratio(1.0, 10_000.0),
        "From the Console’s cost page, or what a tracker says. The published average is $13 a developer and active day (Claude Code docs, August 2026).",
    ),
    control(
        "totalInput",
        "Input",
        "tokens",
        Ratio(1_000.0, 10_000_000.0),
        "Neither read from nor written to the cache: next to nothing where caching is on. `/usage` lists the counts by model.",
    ),
    control(
        "totalWrite5m",
        "Cache write, 5 minutes",
        "tokens",
        Ratio(1_000.0, 10_000_000.0),
        "`/usage` shows one “cache write”: on an API key it belongs here. Public logs: 2% to 5% of all prompt tokens.",
    ),
    control(
        "totalWrite1h",
        "Cache write, 1 hour",
        "tokens",
        Ratio(1_000.0, 10_000_000.0),
        "On a subscription the main conversation’s cache writes belong here.",
    ),
    control(
        "totalRead",
        "Cache read",
        "tokens",
        Ratio(1_000.0, 100_000_000.0),
        "95% to 98% of all prompt tokens in public logs. `/usage` shows it.",
    ),
    control(
        "totalOutput",
        "Output",
        "tokens",
        Ratio(100.0, 1_000_000.0),
        "What the model wrote, thinking included: 620 to 880 a request on average in public logs. `/usage` shows it.",
    ),
    control(
        "perMessage",
        "Requests per message",
        "requests",
        Even(1.0, 40.0, 0.5),
        "Median 5 to 11, mean 10 to 19 in public logs.",
    ),
    control(
        "spread",
        "Spread of session lengths",
        "× at one in ten",
        Even(1.0, 10.0, 0.1),
        "How many times the median the longest tenth of sessions is. Public logs: about 3. Long sessions cost more than their length, so the average is dearer than the median.",
    ),
    control(
        "floor",
        "Floor",
        "tokens",
        Ratio(1_000.0, 300_000.0),
        "What stands before your first message: system prompt, tools, CLAUDE.md, MCP. `/context` shows yours; 33K to 53K is typical, 20K to 25K is bare.",
    ),
    control(
        "growth",
        "Growth per request",
        "tokens",
        Ratio(50.0, 20_000.0),
        "Message, tool results and reply that stay in the context. Public logs: 1.2K to 1.7K on average.",
    ),
    control(
        "output",
        "Output per request",
        "tokens",
        Ratio(50.0, 10_000.0),
        "Generated tokens, thinking included. Public logs: 620 to 880 on average.",
    ),
    control(
        "warm",
        "Warm floor",
        "%",
        Even(0.0, 1.0, 0.05),
        "Share of the floor that an earlier session left in the cache. Public logs: 40% at a session’s first request.",
    ),
    control(
        "every",
        "Also compact every",
        "requests",
        Even(0.0, 200.0, 1.0),
        "0 is never, which is the agent’s own way. Ten requests are about one message.",
    ),
    control(
        "summary",
        "Summary",
        "tokens",
        Ratio(500.0, 50_000.0),
        "Output of a compaction. 5.7K and 9.3K were measured (claude-code issue 87602, agent-network issue 18).",
    ),
    control(
        "reacquire",
        "Read again after it",
        "tokens",
        Ratio(500.0, 100_000.0),
        "What the agent opens again because the summary lost it. It decides whether compacting early pays; 6K reproduces public logs.",
    ),
    control(
        "kept",
        "History that pruning keeps",
        "tokens",
        Ratio(500.0, 500_000.0),
        "Tokens of the conversation that a pruning service leaves verbatim; its settings say how many.",
    ),
    control(
        "prunePrice",
        "Pruning price",
        "USD per million",
        Even(0.0, 5.0, 0.05),
        "What the service asks for a million tokens of history; see its price list. 0 if it runs on your machine.",
    ),
    control(
        "routerPrice",
        "Router price",
        "USD per request",
        Even(0.0, 0.05, 0.0005),
        "What a router asks for each main request; see its price list. 0 for `/model` by hand.",
    ),
    control(
        "tokenizerFactor",
        "Tokenizer factor",
        "×",
        Even(1.0, 1.35, 0.01),
        "Tokens of the 2026 tokenizer per token of the older one for the same text: about 1.3, from 1.0 to 1.35.",
    ),
    control(
        "agents",
        "Sub-agents",
        "a session",
        Even(0.0, 20.0, 0.5),
        "Each has a context and a 5-minute cache of its own. They are 1% to 24% of the cost in most public logs; `/usage` shows your share.",
    ),
    control(
        "agentTurns",
        "Requests each",
        "requests",
        Even(1.0, 100.0, 1.0),
        "Median 10 in public logs, each with a file of its own beside the session’s.",
    ),
    control(
        "agentFloor",
        "Their floor",
        "tokens",
        Ratio(1_000.0, 100_000.0),
        "Their first context: 23K to 28K in public logs.",
    ),
    control(
        "agentGrowth",
        "Their growth per request",
        "tokens",
        Ratio(50.0, 20_000.0),
        "Like the main conversation’s: 1.2K to 1.7K on average in public logs, where each sub-agent has a file of its own.",
    ),
    control(
        "agentOutput",
        "Their output per request",
        "tokens",
        Ratio(50.0, 10_000.0),
        "Like the main conversation’s: 620 to 880 on average in public logs.",
    ),
    control(
        "background",
        "Background work",
        "USD a session",
        Even(0.0, 0.2, 0.005),
        "Titles and summaries: under $0.04 a session, the Claude Code docs say; 0 in the presets.",
    ),
    control(
        "jobs",
        "Batch jobs",
        "a month",
        Ratio(1.0, 1_000_000.0),
        "Single requests through the Batch API, at half price. Claude Code itself never uses it.",
    ),
    control(
        "jobInput",
        "Input each",
        "tokens",
        Ratio(100.0, 1_000_000.0),
        "Prompt of one job, instructions included: `usage` in the batch’s results counts yours.",
    ),
    control(
        "jobOutput",
        "Output each",
        "tokens",
        Ratio(10.0, 100_000.0),
        "Reply to one job, thinking included: `usage` in the batch’s results counts yours.",
    ),
    control(
        "developers",
        "Developers who work like this",
        "people",
        Even(0.0, 200.0, 1.0),
        "1 for yourself, or everybody with these habits.",
    ),
    control(
        "light",
        "Light users beside them",
        "people",
        Even(0.0, 200.0, 1.0),
        "Colleagues like the Light preset: 3 sessions on 15 days, mostly Sonnet.",
    ),
    control(
        "average",
        "Average users",
        "people",
        Even(0.0, 200.0, 1.0),
        "Like the Average preset: 4 sessions on 20 days, half of them Opus.",
    ),
    control(
        "heavy",
        "Heavy users",
        "people",
        Even(0.0, 200.0, 1.0),
        "Like the Heavy preset: 5 sessions on 21 days, mostly Opus.",
    ),
    control(
        "rework",
        "Rework",
        "%",
        Even(0.0, 1.0, 0.01),
        "Share of the cheaper models’ sessions that the dearest model of the mix does again. Nobody publishes it; count yours for a week.",
    ),
    control(
        "creditCap",
        "Cap on usage credits",
        "USD a month",
        Ratio(5.0, 2_000.0),
        "What one developer may spend on credits a month; the account’s settings hold such a limit.",
    ),
    control(
        "weekSpread",
        "Spread between weeks",
        "×",
        Even(1.0, 5.0, 0.1),
        "One week in ten is this many times the median week. 1.4 is what the sessions’ own spread makes; more with releases and holidays.",
    ),
    control(
        "idleMonths",
        "Months without work",
        "a year",
        Even(0.0, 6.0, 0.5),
        "Holidays and other projects: a plan is paid all the same, the API is not.",
    ),
    control(
        "onApi",
        "Sessions that stay on the API",
        "%",
        Even(0.0, 1.0, 0.05),
        "CI and scripts with an API key, while the rest runs on the plan.",
    ),
    control(
        "moved",
        "Sessions that move to a cheaper family",
        "%",
        Even(0.0, 1.0, 0.05),
        "Of each model, to today’s model of the next cheaper family. What goes wrong there is Rework, under Routing.",
    ),
    control(
        "leanFloor",
        "Down to",
        "tokens",
        Ratio(5_000.0, 100_000.0),
        "System prompt and tools alone are 20K to 25K; `/context` lists the rest.",
    ),
    control(
        "lessGrowth",
        "Smaller by",
        "%",
        Even(0.0, 0.9, 0.05),
        "Named files and exact questions instead of searching.",
    ),
    control(
        "lessOutput",
        "Shorter by",
        "%",
        Even(0.0, 0.9, 0.05),
        "Shorter answers, less thinking; `/effort` sets how much.",
    ),
    control(
        "explored",
        "Requests that run in sub-agents",
        "%",
        Even(0.0, 0.9, 0.05),
        "Searching and reading that the main conversation need not keep. Their model and size are under Sub-agents.",
    ),
    control(
        "pieces",
        "Sessions instead of one",
        "sessions",
        Even(1.0, 20.0, 1.0),
        "The same work with `/clear` between tasks; each begins with the floor again.",
    ),
    control(
        "toBatch",
        "Sessions that one request would do",
        "%",
        Even(0.0, 1.0, 0.05),
        "Each becomes one job of the size under Batch jobs, at half price, outside of Claude Code.",
    ),
    control(
        "avoided",
        "Lost prefixes avoided",
        "%",
        Even(0.0, 1.0, 0.05),
        "Half is one avoidable pause in two.",
    ),
    control(
        "goal",
        "A month under",
        "USD, everybody",
        Ratio(1.0, 100_000.0),
        "The most that everybody’s month may cost.",
    ),
    control(
        "lifeRead",
        "Tokens that are read",
        "tokens",
        Ratio(100.0, 500_000.0),
        "A log, a file, a tool’s answer. 10K tokens are about 30 KB of text.",
    ),
    control("lifeAt", "At request", "", Ratio(1.0, 1_000.0), "Which request of the session reads them."),
    control(
        "standing",
        "Tokens of a tool server’s definitions",
        "tokens",
        Ratio(100.0, 100_000.0),
        "`/context` lists each MCP server. Deferred tools cost about 120 tokens in all.",
    ),
];

/// Inputs that are one fold away, by what they are about.
pub struct Fold {
    pub id: &'static str,
    pub name: &'static str,
    /// Where it counts, as `data-when` says it.
    pub when: &'static str,
    pub keys: &'static [&'static str],
}

/// A session's counts say nothing of how it came about.
const BUILT_UP: &str = "know=work,paid,unknown";
const ALWAYS: &str = "know=work,paid,unknown,totals";

pub static FOLDS: &[Fold] = &[
    Fold {
        id: "context",
        name: "Context",
        when: BUILT_UP,
        keys: &["floor", "growth", "output", "perMessage", "spread"],
    },
    Fold { id: "cache", name: "Cache", when: BUILT_UP, keys: &["caching", "lifetime", "warm"] },
    Fold {
        id: "compaction",
        name: "Compaction in detail",
        when: BUILT_UP,
        keys: &["every", "method", "summary", "reacquire", "kept", "prunePrice"],
    },
    Fold { id: "routing", name: "Routing", when: BUILT_UP, keys: &["routing", "routerPrice"] },
    Fold {
        id: "models",
        name: "Speed, place and tokenizer",
        when: ALWAYS,
        keys: &["fast", "us", "tokenizer", "tokenizerFactor"],
    },
    Fold {
        id: "agents",
        name: "Sub-agents and background",
        when: BUILT_UP,
        keys: &[
            "agents",
            "agentModel",
            "agentTurns",
            "agentFloor",
            "agentGrowth",
            "agentOutput",
            "background",
        ],
    },
    Fold {
        id: "batch",
        name: "Batch jobs",
        when: ALWAYS,
        keys: &["jobs", "jobModel", "jobInput", "jobOutput"],
    },
    Fold { id: "team", name: "Team", when: ALWAYS, keys: &["developers", "light", "average", "heavy"] },
];

/// The control of a field.
pub fn of(key: &str) -> Option<&'static Control> {
    CONTROLS.iter().find(|c| c.key == key)
}

impl Slider {
    /// Lowest and highest position and the step between, for an `<input type=range>`.
    pub fn range(&self) -> (f64, f64, f64) {
        match self {
            Even(from, to, step) => (0.0, libm::round((to - from) / step), 1.0),
            Ratio(..) => (0.0, POSITIONS, 1.0),
        }
    }

    /// Where a value stands; values beyond the usual range stand at its end.
    pub fn position(&self, value: f64) -> f64 {
        let (low, high, _) = self.range();
        let position = match self {
            Even(from, _, step) => (value - from) / step,
            Ratio(from, to) if value >= *from => {
                1.0 + libm::log(value / from) / libm::log(to / from) * (POSITIONS - 1.0)
            }
            Ratio(from, _) => value / from,
        };
        libm::round(position).clamp(low, high)
    }

    /// The value at a position, round to the eye. `None` where the field forbids it.
    pub fn value(&self, position: f64, field: &Field) -> Option<f64> {
        let value = match self {
            // Through whole steps, so that 0.985 is not 0.9849999.
            Even(from, _, step) => tidy(from + position * step),
            Ratio(from, _) if position < 1.0 => {
                if field.allows(0.0) {
                    0.0
                } else {
                    *from
                }
            }
            Ratio(from, to) => {
                two_digits(from * libm::exp((position - 1.0) / (POSITIONS - 1.0) * libm::log(to / from)))
            }
        };
        field.allows(value).then_some(value)
    }
}

fn tidy(value: f64) -> f64 {
    libm::round(value * 1e6) / 1e6
}

/// 47,312 becomes 47,000: steps finer than 2% have no meaning on a slider.
fn two_digits(value: f64) -> f64 {
    let unit = libm::pow(10.0, libm::floor(libm::log10(value)) - 1.0);
    tidy(libm::round(value / unit) * unit)
}

/// The number in words, for a slider's reader: "40K tokens".
pub fn spoken(key: &str, value: f64, locale: &Locale) -> String {
    let (Some(field), Some(control)) = (field(key), of(key)) else { return String::new() };
    match field.kind {
        Kind::Tokens => format!("{} tokens", locale.tokens(value)),
        Kind::Share => locale.percent(value),
        Kind::Money => format!("${} {}", locale.value(field, value), control.unit),
        Kind::Number | Kind::Count => format!("{} {}", locale.value(field, value), control.unit),
    }
}

/// Whether an input, a number, a choice or a model, differs between two scenarios.
pub fn differs(one: &Scenario, other: &Scenario, key: &str) -> bool {
    let number = field(key).is_some_and(|f| (f.get)(one) != (f.get)(other));
    let chosen = choice(key).is_some_and(|c| (c.get)(one) != (c.get)(other));
    number
        || chosen
        || match key {
            "mix" => one.mix != other.mix,
            "agentModel" => one.agents.model != other.agents.model,
            "jobModel" => one.batch.model != other.batch.model,
            _ => false,
        }
}

/// How many of these inputs differ from the preset that the scenario started from.
pub fn changed(scenario: &Scenario, preset: &Scenario, keys: &[&str]) -> usize {
    keys.iter().filter(|key| differs(scenario, preset, key)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::FIELDS;

    #[test]
    fn every_field_has_a_control_and_a_slider_that_stays_inside() {
        for field in FIELDS {
            let control = of(field.key).unwrap_or_else(|| panic!("{} has no control", field.key));
            let (low, high, _) = control.slider.range();
            for position in [low, low + 1.0, (low + high) / 2.0, high] {
                let value = control.slider.value(libm::floor(position), field);
                assert!(value.is_some(), "{} at {position}", field.key);
            }
        }
    }

    #[test]
    fn sliders_come_back_to_their_position() {
        for control in CONTROLS {
            let field = field(control.key).expect("a control belongs to a field");
            let (low, high, _) = control.slider.range();
            let middle = libm::floor((low + high) / 2.0);
            let value = control.slider.value(middle, field).expect("checked above");
            let back = control.slider.position(value);
            assert!((back - middle).abs() <= 1.0, "{}: {middle} came back as {back}", control.key);
        }
    }
}
