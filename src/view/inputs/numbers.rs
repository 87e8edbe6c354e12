//! Numbers. Typical values are those of 34,000 public calls (2025-06 to 2026-08), unless
//! said otherwise; sizes of savings are starting points.

use super::super::labels::input;
use super::Slider::{Even, Ratio};
use super::{
    AT, BILL, BUILT_UP, CACHED, CAPPED, Form, GIVEN, IDLE, Input, MESSAGES, PRUNED, REPORTED, RHYTHM,
};
use super::{SUMMARY, Slider, TOTALS};

const fn number(
    key: &'static str,
    label: &'static str,
    unit: &'static str,
    slider: Slider,
    help: &'static str,
) -> Input {
    Input { key, label, help, form: Form::Number { unit, slider }, term: None, when: &[] }
}

/// A row per input reads better than six lines.
#[rustfmt::skip]
pub static NUMBERS: &[Input] = &[
    number("sessions", input::SESSIONS, "sessions", Even(0.0, 20.0, 0.5), "Public logs: 2.5 to 8 per repository. `/resume` lists yours."),
    number("days", input::DAYS, "days", Even(0.0, 31.0, 1.0), "About 20 for full-time use. `/resume` lists sessions with their dates."),
    number("messages", input::MESSAGES, "messages", Even(0.5, 50.0, 0.5), "Your prompts in a median session. Count them in a typical one.").when(&MESSAGES),
    number("hit", input::HIT, "%", Even(0.0, 1.0, 0.005), "Real sessions: 95% to 98%. `/usage` lets you check.").term("hit").when(&GIVEN),
    number("reported", input::REPORTED, "%", Even(0.0, 1.0, 0.005), "Cache reads divided by all input tokens, from `/usage`.").term("hit").when(&REPORTED),
    number("pauses5m", input::PAUSES_5M, "a session", Even(0.0, 20.0, 0.5), "Public logs: after 3 in 100 requests.").when(&RHYTHM),
    number("pauses60m", input::PAUSES_60M, "a session", Even(0.0, 10.0, 0.1), "Public logs: after 3 in 1,000 requests.").when(&RHYTHM),
    number("longPauses", input::LONG_PAUSES, "%", Even(0.0, 0.1, 0.001), "Public logs: 3 in 1,000 requests.").when(&IDLE),
    number("threshold", input::THRESHOLD, "tokens", Ratio(20_000.0, 1_000_000.0), "`/context` shows the current size, `/autocompact` sets the limit.").when(&AT),
    number("paid", input::PAID, "USD", Ratio(1.0, 10_000.0), "From the Console’s cost page. Published average: $13 per developer and active day.").when(&BILL),
    number("totalInput", input::TOTAL_INPUT, "tokens", Ratio(1_000.0, 10_000_000.0), "Neither cached nor read from the cache. `/usage` lists tokens by model.").when(&TOTALS),
    number("totalWrite5m", input::TOTAL_WRITE_5M, "tokens", Ratio(1_000.0, 10_000_000.0), "“Cache write” in `/usage`, on an API key.").term("lifetime").when(&TOTALS),
    number("totalWrite1h", input::TOTAL_WRITE_1H, "tokens", Ratio(1_000.0, 10_000_000.0), "“Cache write” in `/usage`, on a subscription.").term("lifetime").when(&TOTALS),
    number("totalRead", input::TOTAL_READ, "tokens", Ratio(1_000.0, 100_000_000.0), "From `/usage`. Public logs: 95% to 98% of all input tokens.").when(&TOTALS),
    number("totalOutput", input::TOTAL_OUTPUT, "tokens", Ratio(100.0, 1_000_000.0), "From `/usage`, thinking included.").when(&TOTALS),
    number("perMessage", input::PER_MESSAGE, "requests", Even(1.0, 40.0, 0.5), "Public logs: median 5 to 11, mean 10 to 19.").term("request").when(&BUILT_UP),
    number("spread", input::SPREAD, "× the median", Even(1.0, 10.0, 0.1), "How much longer they are. Public logs: 3.").when(&BUILT_UP),
    number("floor", input::FLOOR, "tokens", Ratio(1_000.0, 300_000.0), "`/context` in a new session. Typical: 33K to 53K.").term("floor").when(&BUILT_UP),
    number("growth", input::GROWTH, "tokens", Ratio(50.0, 20_000.0), "Prompt, tool results and reply. Public logs: 1.2K to 1.7K.").when(&BUILT_UP),
    number("output", input::OUTPUT, "tokens", Ratio(50.0, 10_000.0), "Thinking included. Public logs: 620 to 880.").when(&BUILT_UP),
    number("warm", input::WARM, "%", Even(0.0, 1.0, 0.05), "By an earlier session. Public logs: 40%.").when(&CACHED),
    number("every", input::EVERY, "requests", Even(0.0, 200.0, 1.0), "0 means never, the default.").when(&BUILT_UP),
    // 5.7K and 9.3K were measured: claude-code issue 87602, agent-network issue 18.
    number("summary", input::SUMMARY, "tokens", Ratio(500.0, 50_000.0), "Output of one compaction. Measured: 5.7K and 9.3K.").when(&SUMMARY),
    number("reacquire", input::REACQUIRE, "tokens", Ratio(500.0, 100_000.0), "Files opened again because the summary lost them. 6K fits public logs.").when(&SUMMARY),
    number("kept", input::KEPT, "tokens", Ratio(500.0, 500_000.0), "From the pruning service’s settings.").when(&PRUNED),
    number("prunePrice", input::PRUNE_PRICE, "USD per million", Even(0.0, 5.0, 0.05), "From the service’s price list; 0 if it runs on your machine.").when(&PRUNED),
    number("routerPrice", input::ROUTER_PRICE, "USD per request", Even(0.0, 0.05, 0.0005), "From the router’s price list; 0 for `/model`.").when(&BUILT_UP),
    number("tokenizerFactor", input::TOKENIZER_FACTOR, "×", Even(1.0, 1.35, 0.01), "New tokens per old token for the same text. Usually 1.3."),
    number("agents", input::AGENTS, "a session", Even(0.0, 20.0, 0.5), "`/usage` shows their share of cost. Public logs: 1% to 24%.").term("sub-agent").when(&BUILT_UP),
    number("agentTurns", input::AGENT_TURNS, "requests", Even(1.0, 100.0, 1.0), "Public logs: median 10.").when(&BUILT_UP),
    number("agentFloor", input::AGENT_FLOOR, "tokens", Ratio(1_000.0, 100_000.0), "Public logs: 23K to 28K.").term("floor").when(&BUILT_UP),
    number("agentGrowth", input::AGENT_GROWTH, "tokens", Ratio(50.0, 20_000.0), "Per request. Public logs: 1.2K to 1.7K.").when(&BUILT_UP),
    number("agentOutput", input::AGENT_OUTPUT, "tokens", Ratio(50.0, 10_000.0), "Per request. Public logs: 620 to 880.").when(&BUILT_UP),
    number("background", input::BACKGROUND, "USD a session", Even(0.0, 0.2, 0.005), "Titles and summaries: under $0.04 (Claude Code docs).").when(&BUILT_UP),
    number("jobs", input::JOBS, "a month", Ratio(1.0, 1_000_000.0), "Your own scripts. Claude Code does not use the Batch API.").term("batch"),
    number("jobInput", input::JOB_INPUT, "tokens", Ratio(100.0, 1_000_000.0), "From `usage` in the batch results."),
    number("jobOutput", input::JOB_OUTPUT, "tokens", Ratio(10.0, 100_000.0), "From `usage` in the batch results, thinking included."),
    number("developers", input::DEVELOPERS, "people", Even(0.0, 200.0, 1.0), "Everybody who works as entered here."),
    number("light", input::LIGHT, "people", Even(0.0, 200.0, 1.0), "3 short sessions on 15 days, mostly Sonnet."),
    number("average", input::AVERAGE, "people", Even(0.0, 200.0, 1.0), "4 sessions on 20 days, half on Opus."),
    number("heavy", input::HEAVY, "people", Even(0.0, 200.0, 1.0), "5 long sessions on 21 days, mostly Opus."),
    number("rework", input::REWORK, "%", Even(0.0, 1.0, 0.01), "Of the cheaper models’ sessions. Count yours for a week.").term("rework"),
    number("creditCap", input::CREDIT_CAP, "USD a month", Ratio(5.0, 2_000.0), "Per developer. Your account’s usage settings show it.").term("credits").when(&CAPPED),
    // 1.4 is what the sessions' own spread makes (tests/properties/plans.rs).
    number("weekSpread", input::WEEK_SPREAD, "× the median week", Even(1.0, 5.0, 0.1), "1.4 comes from session lengths alone; releases and holidays add to it. The month’s range has it."),
    number("idleMonths", input::IDLE_MONTHS, "a year", Even(0.0, 6.0, 0.5), "A plan is paid in these months too."),
    number("onApi", input::ON_API, "%", Even(0.0, 1.0, 0.05), "CI and scripts that no plan covers."),
    number("moved", input::MOVED, "%", Even(0.0, 1.0, 0.05), "Of each model, to the next cheaper family."),
    number("leanFloor", input::LEAN_FLOOR, "tokens", Ratio(5_000.0, 100_000.0), "System prompt and tools alone: 20K to 25K. `/context` lists the rest.").term("floor"),
    number("lessGrowth", input::LESS_GROWTH, "%", Even(0.0, 0.9, 0.05), "By naming files and asking exact questions."),
    number("lessOutput", input::LESS_OUTPUT, "%", Even(0.0, 0.9, 0.05), "`/effort` sets how much Claude thinks."),
    number("explored", input::EXPLORED, "%", Even(0.0, 0.9, 0.05), "Searches whose steps the conversation need not keep.").term("sub-agent"),
    number("pieces", input::PIECES, "sessions", Even(1.0, 20.0, 1.0), "The same work, with `/clear` between tasks."),
    number("toBatch", input::TO_BATCH, "%", Even(0.0, 0.9, 0.05), "Those that need nothing from their session.").term("batch"),
    number("avoided", input::AVOIDED, "%", Even(0.0, 1.0, 0.05), "Those that outlast the cache."),
    number("goal", input::GOAL, "USD, team", Ratio(1.0, 100_000.0), "The most that a month may cost."),
    number("lifeRead", input::LIFE_READ, "tokens", Ratio(100.0, 500_000.0), "A log, a file or a tool result. 10K tokens are about 30 KB."),
    number("lifeAt", input::LIFE_AT, "", Ratio(1.0, 1_000.0), "Tokens read early are sent more often."),
    // Deferred definitions: 13 tokens a tool, measured (FACTS of 2026-11-28).
    number("standing", input::STANDING, "tokens", Ratio(100.0, 100_000.0), "`/context` lists each server. Deferred tools count 13 tokens each."),
    number("discount", input::DISCOUNT, "%", Even(-0.2, 0.6, 0.01), "Taken off list prices by your contract, never off your own rates. Below 0: a reseller’s surcharge."),
    number("rate", input::RATE, "per US$", Ratio(0.1, 200.0), "Units of your currency for one US dollar, for display alone. Prices stay in US dollars."),
    number("tax", input::TAX, "%", Even(0.0, 0.3, 0.005), "For display alone. List prices and plans’ prices are before tax."),
    number("peopleSigma", input::PEOPLE_SIGMA, "sigma", Even(0.0, 2.0, 0.01), "Of the logarithm of a month. The published mean and bound fit 0.8 to 1.3; 0 is no difference."),
    number("budget", input::BUDGET, "USD, everybody", Ratio(1.0, 1_000_000.0), "What all people together may spend; 0 is no budget."),
    number("budgetRisk", input::BUDGET_RISK, "%", Even(0.01, 0.5, 0.01), "How often a month may pass the budget: 10% is one month in ten."),
    number("joining", input::JOINING, "people", Even(-10.0, 20.0, 1.0), "By how many the team grows each month; below 0 where more leave."),
    number("budgetYear", input::BUDGET_YEAR, "", Even(2025.0, 2035.0, 1.0), "In which it begins. Price changes count from their day; at 0 none do."),
    number("pilotPeople", input::PILOT_PEOPLE, "people", Even(0.0, 100.0, 1.0), "Everybody who had access, however much they used it."),
    number("pilotDays", input::PILOT_DAYS, "days", Even(0.0, 60.0, 1.0), "Working days on which they had access."),
    number("pilotSpent", input::PILOT_SPENT, "USD", Ratio(1.0, 1_000_000.0), "All of them together, from the Console’s cost page."),
];
