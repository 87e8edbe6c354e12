//! A line of help for every number: what is typical, where that is from, and how to find
//! one's own. It stands in the page's HTML and nowhere in the program.

use crate::decisions::savings::Lever;

/// Typical numbers are those of 34,000 public calls (2025-06 to 2026-08), unless said otherwise.
static HELP: &[(&str, &str)] = &[
    ("sessions", "2.5 to 8 in public logs, per repository; `/resume` lists yours."),
    (
        "days",
        "Days with at least one session: about 20 for full-time use. `/resume` lists your sessions with their dates.",
    ),
    (
        "messages",
        "What you type in a middling session. Public logs: 23 to 60 requests a session, about 10 for each message. Scroll through one of yours and count.",
    ),
    (
        "hit",
        "The chance that a request finds its context cached: 95–98% in real sessions, which `/usage` lets you check.",
    ),
    ("reported", "Cache reads divided by all prompt tokens, from the counts that `/usage` shows."),
    (
        "pauses5m",
        "After one, a 5-minute cache is lost and the context is written again. Public logs: about 3 in 100 requests.",
    ),
    ("pauses60m", "After one, a 1-hour cache is lost too. Public logs: 3 in 1,000 requests."),
    ("threshold", "Below about 80K, compactions cost more than they save. `/autocompact` sets it."),
    (
        "paid",
        "From the Console’s cost page, or what a tracker says. The published average is $13 a developer and active day (Claude Code docs, August 2026).",
    ),
    (
        "totalInput",
        "Neither read from nor written to the cache: next to nothing where caching is on. `/usage` lists the counts by model.",
    ),
    (
        "totalWrite5m",
        "`/usage` shows one “cache write”: on an API key it belongs here. Public logs: 2% to 5% of all prompt tokens.",
    ),
    ("totalWrite1h", "On a subscription the main conversation’s cache writes belong here."),
    ("totalRead", "95% to 98% of all prompt tokens in public logs. `/usage` shows it."),
    (
        "totalOutput",
        "What the model wrote, thinking included: 620 to 880 a request on average in public logs. `/usage` shows it.",
    ),
    ("perMessage", "Median 5 to 11, mean 10 to 19 in public logs."),
    (
        "spread",
        "How many times the median the longest tenth of sessions is. Public logs: about 3. Long sessions cost more than their length, so the average is dearer than the median.",
    ),
    (
        "floor",
        "What stands before your first message: system prompt, tools, CLAUDE.md, MCP. `/context` shows yours; 33K to 53K is typical, 20K to 25K is bare.",
    ),
    (
        "growth",
        "Message, tool results and reply that stay in the context. Public logs: 1.2K to 1.7K on average.",
    ),
    ("output", "Generated tokens, thinking included. Public logs: 620 to 880 on average."),
    (
        "warm",
        "Share of the floor that an earlier session left in the cache. Public logs: 40% at a session’s first request.",
    ),
    ("every", "0 is never, which is the agent’s own way. Ten requests are about one message."),
    (
        "summary",
        "Output of a compaction. 5.7K and 9.3K were measured (claude-code issue 87602, agent-network issue 18).",
    ),
    (
        "reacquire",
        "What the agent opens again because the summary lost it. It decides whether compacting early pays; 6K reproduces public logs.",
    ),
    ("kept", "Tokens of the conversation that a pruning service leaves verbatim; its settings say how many."),
    (
        "prunePrice",
        "What the service asks for a million tokens of history; see its price list. 0 if it runs on your machine.",
    ),
    ("routerPrice", "What a router asks for each main request; see its price list. 0 for `/model` by hand."),
    (
        "tokenizerFactor",
        "Tokens of the 2026 tokenizer per token of the older one for the same text: about 1.3, from 1.0 to 1.35.",
    ),
    (
        "agents",
        "Each has a context and a 5-minute cache of its own. They are 1% to 24% of the cost in most public logs; `/usage` shows your share.",
    ),
    ("agentTurns", "Median 10 in public logs, each with a file of its own beside the session’s."),
    ("agentFloor", "Their first context: 23K to 28K in public logs."),
    (
        "agentGrowth",
        "Like the main conversation’s: 1.2K to 1.7K on average in public logs, where each sub-agent has a file of its own.",
    ),
    ("agentOutput", "Like the main conversation’s: 620 to 880 on average in public logs."),
    (
        "background",
        "Titles and summaries: under $0.04 a session, the Claude Code docs say; 0 in the presets.",
    ),
    ("jobs", "Single requests through the Batch API, at half price. Claude Code itself never uses it."),
    ("jobInput", "Prompt of one job, instructions included: `usage` in the batch’s results counts yours."),
    ("jobOutput", "Reply to one job, thinking included: `usage` in the batch’s results counts yours."),
    ("developers", "1 for yourself, or everybody with these habits."),
    ("light", "Colleagues like the Light preset: 3 sessions on 15 days, mostly Sonnet."),
    ("average", "Like the Average preset: 4 sessions on 20 days, half of them Opus."),
    ("heavy", "Like the Heavy preset: 5 sessions on 21 days, mostly Opus."),
    (
        "rework",
        "Share of the cheaper models’ sessions that the dearest model of the mix does again. Nobody publishes it; count yours for a week.",
    ),
    (
        "creditCap",
        "What one developer may spend on credits a month; the account’s settings hold such a limit.",
    ),
    (
        "weekSpread",
        "One week in ten is this many times the median week. 1.4 is what the sessions’ own spread makes; more with releases and holidays.",
    ),
    ("idleMonths", "Holidays and other projects: a plan is paid all the same, the API is not."),
    ("onApi", "CI and scripts with an API key, while the rest runs on the plan."),
    ("moved", "Of each model, to today’s model of the next cheaper family."),
    ("leanFloor", "System prompt and tools alone are 20K to 25K; `/context` lists the rest."),
    (
        "lessGrowth",
        "Named files and exact questions instead of searching. The size is a place to begin, not a measurement.",
    ),
    (
        "lessOutput",
        "Shorter answers, less thinking; `/effort` sets how much. The size is a place to begin, not a measurement.",
    ),
    (
        "explored",
        "Searching and reading that the main conversation need not keep. Their model and size are under Sub-agents. The size is a place to begin, not a measurement.",
    ),
    ("pieces", "The same work with `/clear` between tasks; each begins with the floor again."),
    (
        "toBatch",
        "Those that need nothing of their session. Each becomes one job of the size under Batch jobs, at half price.",
    ),
    ("avoided", "Half is one avoidable pause in two."),
    ("goal", "The most that everybody’s month may cost."),
    ("lifeRead", "A log, a file, a tool’s answer. 10K tokens are about 30 KB of text."),
    ("lifeAt", "Which request of the session reads them."),
    ("standing", "`/context` lists each MCP server. Deferred tools cost about 120 tokens in all."),
];

/// The line of a number's field.
pub fn help(key: &str) -> &'static str {
    HELP.iter().find(|(k, _)| *k == key).map_or("", |(_, text)| text)
}

/// What each lever asks of the person.
pub fn asks(lever: Lever) -> &'static str {
    match lever {
        Lever::Model => "Choosing it for the easy sessions, and doing again what it gets wrong.",
        Lever::Floor => "A shorter CLAUDE.md, and only the MCP servers that are used.",
        Lever::Growth => "Naming files and lines, so that less is read.",
        Lever::Output => "Less effort where it is not needed, and no summaries nobody reads.",
        Lever::Explore => "Asking for a sub-agent where only its finding matters.",
        Lever::Split => "/clear between tasks; each begins with the floor again.",
        Lever::Batch => "A script with the Batch API: answers come within a day, outside of Claude Code.",
        Lever::Hour => "One setting of Claude Code’s environment.",
        Lever::Pauses => "Finishing a task before the break, or clearing after it.",
        Lever::Compact => "One setting: the context at which it compacts.",
        Lever::Plan => "A subscription that carries this work; say below what yours carries a week.",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_control_has_its_line() {
        let keys: Vec<&str> = super::HELP.iter().map(|(key, _)| *key).collect();
        let controls: Vec<&str> = crate::view::controls::CONTROLS.iter().map(|c| c.key).collect();
        assert_eq!(keys, controls);
    }
}
