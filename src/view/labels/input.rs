//! Inputs, in the order of the scenario's field table, then choices and models.

use super::Words;

pub const SESSIONS: &str = "Sessions a day";
pub const DAYS: &str = "Active days a month";
pub const MESSAGES: &str = "Messages a session";
pub const PER_MESSAGE: &str = "Requests per message";
pub const SPREAD: &str = "Longest tenth of sessions";
pub const PAID: &str = "Bill";
pub const TOTAL_INPUT: &str = "Input tokens";
pub const TOTAL_WRITE_5M: &str = "Cache write (5 min) tokens";
pub const TOTAL_WRITE_1H: &str = "Cache write (1 hour) tokens";
pub const TOTAL_READ: &str = "Cache read tokens";
pub const TOTAL_OUTPUT: &str = "Output tokens";
pub const ROUTER_PRICE: &str = "Router price";
pub const FLOOR: &str = "Base context";
pub const GROWTH: &str = "Context growth per request";
pub const OUTPUT: &str = "Output per request";
pub const HIT: &str = "Cache hit rate";
pub const REPORTED: &str = "Reported cache hit rate";
pub const PAUSES_5M: &str = "Pauses over 5 minutes";
pub const PAUSES_60M: &str = "Pauses over an hour";
pub const LONG_PAUSES: &str = "Requests after more than an hour";
pub const WARM: &str = "Base context already cached";
pub const THRESHOLD: &str = "Compact at";
pub const EVERY: &str = "Also compact every";
pub const SUMMARY: &str = "Summary length";
pub const REACQUIRE: &str = "Tokens re-read after compaction";
pub const KEPT: &str = "History kept by pruning";
pub const PRUNE_PRICE: &str = "Pruning price";
pub const TOKENIZER_FACTOR: &str = "Tokenizer factor";
pub const AGENTS: &str = "Sub-agents";
pub const AGENT_TURNS: &str = "Requests per sub-agent";
pub const AGENT_FLOOR: &str = "Sub-agent base context";
pub const AGENT_GROWTH: &str = "Sub-agent context growth";
pub const AGENT_OUTPUT: &str = "Sub-agent output";
pub const BACKGROUND: &str = "Background work";
pub const JOBS: &str = "Batch jobs";
pub const JOB_INPUT: &str = "Input per batch job";
pub const JOB_OUTPUT: &str = "Output per batch job";
pub const DEVELOPERS: &str = "Developers on this profile";
pub const LIGHT: &str = "Light developers";
pub const AVERAGE: &str = "Typical developers";
pub const HEAVY: &str = "Heavy developers";
pub const REWORK: &str = "Rework";
pub const CREDIT_CAP: &str = "Cap on usage credits";
pub const WEEK_SPREAD: &str = "Heaviest week in ten";
pub const IDLE_MONTHS: &str = "Months without work";
pub const ON_API: &str = "Sessions on an API key";
pub const MOVED: &str = "Share on a cheaper model";
pub const LEAN_FLOOR: &str = "Reduced base context";
pub const LESS_GROWTH: &str = "Less context growth";
pub const LESS_OUTPUT: &str = "Less output";
pub const EXPLORED: &str = "Requests in sub-agents";
pub const PIECES: &str = "Sessions instead of one";
pub const TO_BATCH: &str = "Requests moved to batch";
pub const AVOIDED: &str = "Pauses avoided";
pub const GOAL: &str = "Monthly budget";
pub const LIFE_READ: &str = "Tokens read once";
pub const LIFE_AT: &str = "Read at request";
pub const STANDING: &str = "Tool definitions of one MCP server";
pub const DISCOUNT: &str = "Negotiated discount";
pub const RATE: &str = "Exchange rate";
pub const TAX: &str = "Tax on top";
pub const PEOPLE_SIGMA: &str = "Spread between people";
pub const BUDGET: &str = "Team budget a month";
pub const BUDGET_RISK: &str = "Accepted risk";
pub const JOINING: &str = "Joiners a month";
pub const BUDGET_YEAR: &str = "Budget year";
pub const PILOT_PEOPLE: &str = "People in the pilot";
pub const PILOT_DAYS: &str = "Working days in the pilot";
pub const PILOT_SPENT: &str = "Spent in the pilot";

pub const KNOW: &str = "Based on";
pub const KNOWS: Words = &[("work", "How I work"), ("paid", "My bill"), ("totals", "Tokens")];
pub const PAYMENT: &str = "I pay with";
pub const PAYMENTS: Words =
    &[("api", "API key"), ("subscription", "Subscription"), ("cloud", "Cloud provider")];
pub const EXACT: &str = "Bill met to the cent";
pub const CLOUD: &str = "Cloud and region";
pub const CLOUDS: Words = &[
    ("any", "your cloud provider"),
    ("bedrock", "Amazon Bedrock, global"),
    ("bedrock-region", "Amazon Bedrock, regional (+10%)"),
    ("bedrock-gov", "Amazon Bedrock, GovCloud (+20%)"),
    ("vertex", "Google Vertex AI, global"),
    ("vertex-region", "Google Vertex AI, regional (+10%)"),
    ("foundry", "Microsoft Foundry"),
    ("aws", "Claude Platform on AWS"),
];
pub const PAID_PER: &str = "Bill covers";
pub const PAID_PERS: Words = &[("month", "month, everybody"), ("day", "active day of one")];
pub const ROUTING: &str = "Model chosen per";
pub const ROUTINGS: Words = &[("session", "session"), ("request", "request")];
pub const CACHING: &str = "Prompt caching";
pub const ON_OFF: Words = &[("on", "on"), ("off", "off")];
pub const HIT_FROM: &str = "Cache hit rate from";
pub const HIT_FROMS: Words =
    &[("given", "a rate per request"), ("reported", "a usage report"), ("rhythm", "pauses")];
pub const LIFETIME: &str = "Cache lifetime";
pub const RANGES: &str = "Ranges";
pub const RANGESES: Words = &[("on", "on"), ("off", "off: every input is exact")];
pub const LIFETIMES: Words = &[("auto", "automatic"), ("5m", "5 minutes"), ("1h", "1 hour")];
pub const COMPACT: &str = "Compaction";
pub const COMPACTS: Words = &[("auto", "automatic"), ("at", "at a context I set"), ("off", "off")];
pub const METHOD: &str = "Compaction method";
pub const METHODS: Words = &[("summary", "summary"), ("prune", "pruning service")];
pub const IDLE: &str = "Idle compaction";
pub const TOKENIZER: &str = "Tokens counted by";
pub const TOKENIZERS: Words = &[("2026", "Opus 4.7 and later"), ("classic", "Opus and Sonnet up to 4.6")];
pub const NO_YES: Words = &[("no", "no"), ("yes", "yes")];
pub const US: &str = "US-only inference";
pub const FAST: &str = "Fast mode";
pub const WINDOW: &str = "Context window";
pub const WINDOWS: Words = &[("auto", "Claude Code’s own"), ("200k", "200K"), ("1m", "1M, as [1m] asks for")];
pub const EFFORT: &str = "Effort";
pub const EFFORTS: Words = &[
    ("auto", "model’s default"),
    ("low", "low"),
    ("medium", "medium"),
    ("high", "high"),
    ("xhigh", "xhigh"),
    ("max", "max"),
];
pub const SHOWN: &str = "Session shown";
pub const SHOWNS: Words = &[("median", "Median"), ("long", "Long (1 in 10)")];
pub const BILLED: &str = "Billed";
pub const BILLEDS: Words = &[("month", "monthly"), ("year", "yearly, where offered")];
pub const OVERFLOW: &str = "When I reach my limit";
pub const OVERFLOWS: Words = &[("stop", "I stop"), ("credits", "I use credits"), ("capped", "up to a cap")];
pub const PLAN_AXIS: &str = "Chart over";
pub const PLAN_AXES: Words =
    &[("sessions", "sessions a day"), ("days", "active days"), ("people", "developers")];
pub const CURVE: &str = "Compact";
pub const CURVES: Words =
    &[("threshold", "by context"), ("messages", "by messages"), ("split", "split the session")];
pub const GOAL_BY: &str = "By changing";
pub const GOAL_BYS: Words = &[
    ("messages", MESSAGES),
    ("sessions", SESSIONS),
    ("days", DAYS),
    ("hit", HIT),
    ("floor", FLOOR),
    ("growth", GROWTH),
    ("output", OUTPUT),
    ("model", MOVED),
    ("threshold", THRESHOLD),
];

pub const FISCAL_FROM: &str = "Fiscal year begins in";
pub const FISCAL_FROMS: Words = &[
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
];

pub const CURRENCY: &str = "Currency code";
pub const RATE_ON: &str = "Day of the rate";
pub const AGENT_MODEL: &str = "Sub-agent model";
pub const JOB_MODEL: &str = "Batch model";
pub const MIX: &str = "Models";
pub const PRICES: &str = "Prices";
pub const NAME: &str = "Title";
pub const NOTE: &str = "Note";
