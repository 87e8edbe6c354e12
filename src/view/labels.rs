//! Every label of the page, once, by part of the page; sentences take them from here.
//!
//! Nouns in sentence case, buttons begin with a verb (HOUSE.md, Words).

use crate::prices::Class;
use crate::scenario::Preset;

/// A choice's words as links write them, each with its label.
pub type Words = &'static [(&'static str, &'static str)];

/// Inputs, in the order of the scenario's field table, then choices and models.
pub mod input {
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

    pub const KNOW: &str = "Based on";
    pub const KNOWS: Words = &[("work", "How I work"), ("paid", "My bill"), ("totals", "Tokens")];
    pub const PAYMENT: &str = "I pay with";
    pub const PAYMENTS: Words =
        &[("api", "API key"), ("subscription", "Subscription"), ("cloud", "Cloud provider")];
    pub const EXACT: &str = "Bill met to the cent";
    pub const PAID_PER: &str = "Bill covers";
    pub const PAID_PERS: Words = &[("month", "a month, team"), ("day", "an active day of 1 developer")];
    pub const ROUTING: &str = "Model chosen per";
    pub const ROUTINGS: Words = &[("session", "session"), ("request", "request")];
    pub const CACHING: &str = "Prompt caching";
    pub const ON_OFF: Words = &[("on", "on"), ("off", "off")];
    pub const HIT_FROM: &str = "Cache hit rate from";
    pub const HIT_FROMS: Words =
        &[("given", "a rate per request"), ("reported", "a usage report"), ("rhythm", "pauses")];
    pub const LIFETIME: &str = "Cache lifetime";
    pub const LIFETIMES: Words = &[("auto", "automatic"), ("5m", "5 minutes"), ("1h", "1 hour")];
    pub const COMPACT: &str = "Compaction";
    pub const COMPACTS: Words = &[("auto", "automatic"), ("at", "at a context I set"), ("off", "off")];
    pub const METHOD: &str = "Compaction method";
    pub const METHODS: Words = &[("summary", "summary"), ("prune", "pruning service")];
    pub const TOKENIZER: &str = "Tokens counted by";
    pub const TOKENIZERS: Words = &[("2026", "Opus 4.7 and later"), ("classic", "Opus and Sonnet up to 4.6")];
    pub const NO_YES: Words = &[("no", "no"), ("yes", "yes")];
    pub const US: &str = "US-only inference";
    pub const FAST: &str = "Fast mode";
    pub const SHOWN: &str = "Session shown";
    pub const SHOWNS: Words = &[("median", "Median"), ("long", "Long (1 in 10)")];
    pub const BILLED: &str = "Billed";
    pub const BILLEDS: Words = &[("month", "monthly"), ("year", "yearly, where offered")];
    pub const OVERFLOW: &str = "When I reach my limit";
    pub const OVERFLOWS: Words =
        &[("stop", "I stop"), ("credits", "I use credits"), ("capped", "I use credits up to a cap")];
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

    pub const AGENT_MODEL: &str = "Sub-agent model";
    pub const JOB_MODEL: &str = "Batch model";
    pub const MIX: &str = "Models";
    pub const PRICES: &str = "Prices";
    pub const NAME: &str = "Title";
    pub const NOTE: &str = "Note";
}

/// The tabs over the inputs, and what stands under them.
pub mod entry {
    pub const WORK: &str = "How I work";
    pub const BILL: &str = "My bill";
    pub const TOKENS: &str = "Tokens";
    pub const LOGS: &str = "My logs";
    pub const PAID: &str = "I paid";
    pub const PER: &str = "per";
    pub const LOGS_HELP: &str = "Claude Code keeps a log of every session on your machine. Sawtooth reads it here; nothing is uploaded.";
    pub const TO_LOGS: &str = "Read my logs";
}

/// The answer.
pub mod answer {
    pub const CHANGE: &str = "Change the numbers";
    pub const BACK: &str = "Back to mine";
}

/// Payers, headline and options.
pub mod paid {
    pub const PAY_WITH: &str = "I pay with";
    pub const API: &str = "API";
    pub const API_KEY: &str = "API key";
    pub const CLOUD: &str = "Cloud provider";
    pub const WHICH_PLAN: &str = "Which plan?";
    pub const SUBSCRIPTION: &str = "Subscription";
    pub const A_MONTH: &str = "a month";
    pub const AT_API_PRICES: &str = "At API prices";
    /// On demand, beside [`AT_API_PRICES`].
    pub const AT_API_PRICES_HELP: &str = "What the same work would cost by the token at list prices, with the 1-hour \
        cache of a subscription. You do not pay this.";
    pub const USAGE_CREDITS: &str = "usage credits";
    pub const USAGE_CREDITS_HELP: &str =
        "Usage credits pay for work past a plan's limit, at API prices and with the 5-minute cache.";
    pub const LIST_PRICES: &str = "US dollars, list prices, before tax.";
    pub const NOT_YET_YOURS: &str = "Not yet your numbers.";
    pub const SET_YOURS: &str = "Set yours, or read your logs.";
    pub const USE_NOT_ENTERED: &str = "weekly use not entered.";
    pub const MORE_ON_CREDITS: &str =
        "Fast mode, and Fable on some plans, run on usage credits: that part comes on top.";
    pub const BILL_ON_A_PLAN: &str =
        "A plan’s price does not tell how much you use: enter your weekly limit.";
    pub const OPENING_LINK: &str = "Opening the scenario in this link…";
    pub const OPENING_LAST: &str = "Opening your last scenario…";

    pub const WEEKLY_LIMIT: &str = "My weekly limit shows";
    pub const WEEKLY_LIMIT_RESETS: &str = "used, and resets in";
    pub const WEEKLY_LIMIT_DAYS: &str = "days";
    pub const WEEKLY_LIMIT_ONLY: &str = "Weekly limit only: a 5-hour limit may stop you sooner.";
    pub const AT_LIMIT: &str = "When I reach my limit";
    pub const AT_LIMIT_STOP: &str = "I stop";
    pub const AT_LIMIT_CREDITS: &str = "I use credits";

    pub const PLAN: &str = "Plan";
    pub const MONTH: &str = "Month";
    pub const TWELVE_MONTHS: &str = "12 months";
    pub const AGAINST_NOW: &str = "Against now";
    pub const CHEAPER_FROM: &str = "Cheaper than the API from";
    pub const WITHIN_LIMIT: &str = "Within its limit?";
    pub const NOW: &str = "now";
    pub const CHEAPEST_KNOWN: &str = "cheapest known to fit";
    pub const AS_NOW: &str = "As now";
    pub const BEST_MIX: &str = "Best mix";

    pub const MORE: &str = "some of this work is billed on top";
    pub const PRICES_QUOTED: &str = "Plan prices are as others quote them. Look them up before you buy.";

    pub const YOU_PAY: &str = "You pay";
    pub const TOTAL: &str = "Total";
    pub const BATCH_JOBS: &str = "Batch jobs";
    pub const UNUSED_SEATS: &str = "Unused seats";

    pub const GROUP_OWN: &str = "On this profile";
    pub const GROUP_LIGHT: &str = "Light";
    pub const GROUP_AVERAGE: &str = "Typical";
    pub const GROUP_HEAVY: &str = "Heavy";

    pub const OPTIONS: &str = "Ways to pay";
    pub const OTHERS: &str = "All plans";
    pub const FEWER: &str = "Fewer plans";
}

/// Just me, or a team.
pub mod team {
    pub const WHO: &str = "Who is this for?";
    pub const ME: &str = "Just me";
    pub const TEAM: &str = "A team";
    pub const AS_ABOVE: &str = "pay as above";
    pub const PAY_WITH: &str = "they pay with";
}

/// Folds of inputs.
pub mod fold {
    pub const CONTEXT: &str = "Context";
    pub const CACHE: &str = "Cache";
    pub const COMPACTION: &str = "Compaction details";
    pub const ROUTING: &str = "Routing";
    pub const MODELS: &str = "Speed, region and tokenizer";
    pub const AGENTS: &str = "Sub-agents and background";
    pub const BATCH: &str = "Batch jobs";
    pub const TEAM: &str = "Team";
}

/// Buttons and names of every chart.
pub mod figure {
    pub const SHOW_TABLE: &str = "Show table";
    pub const HIDE_TABLE: &str = "Hide table";
    pub const SAVE_SVG: &str = "Save SVG";
    pub const SAVE_PNG: &str = "Save PNG";
    pub const HOW: &str = "How this is computed";
    pub const NO_PRICE: &str = "No chart without a price. See what is missing above.";
    pub const TOTALS: &str = "Totals do not show how a session went, so there is no chart.";
}

/// One session.
pub mod session {
    pub const TITLE: &str = "One session";
}

/// Plans.
pub mod plans {
    pub const TITLE: &str = "Plans";
    pub const CHART: &str = "Break-even with the API";
    pub const CAPACITY: &str = "What a plan carries";
    pub const CAPACITY_HELP: &str =
        "Dollars a week at API prices, or the share of your weekly limit that a week like this uses (35%).";
    pub const HEAD: [&str; 5] = ["Plan", "$ a month", "$ a week, at least", "At most", "Seats"];
    pub const SOURCES: &str = "Where plan prices come from";
    pub const MEASURED: &str = "What others measured";
    pub const MEASURED_HELP: &str = "None of these is official, and some are older than today’s limits.";
    pub const TAKE: &str = "Use this";
    pub const UNKNOWN: &str = "unknown";
    pub const WEEKS: &str = "Weeks, holidays and CI";
}

/// Decisions.
pub mod decisions {
    pub const TITLE: &str = "Decisions";
    pub const COMPACTING: &str = "When to compact or split";
    pub const COMPACTING_CHART: &str = "Cost by compaction";
    pub const USE_BEST: &str = "Set the cheapest";
    pub const LIFETIME: &str = "Cache lifetime and pauses";
    pub const LIFETIME_CHART: &str = "Cost by pauses";
    pub const NO_PAUSES: &str = "Pauses change nothing here.";
    pub const MIXING: &str = "One model or several";
    pub const LIFE: &str = "Lifetime cost of a token";
    pub const GOAL: &str = "Stay within a budget";
    pub const GOAL_USE: &str = "Make this change";
    pub const GOAL_TICK: &str = "Tick these only";
    pub const GOAL_UNSET: &str = "No budget set";
    pub const AGAINST: &str = "Compare with a baseline";
    pub const AGAINST_HELP: &str =
        "Set a baseline, then change inputs: every chart shows both. A link carries both.";
    pub const AGAINST_UNSET: &str = "No baseline set";
    pub const AGAINST_NO_PRICE: &str = "The baseline has no price";
    pub const HELD: &str = "Baseline set. Charts now show the difference.";
    pub const AGAINST_CHART: &str = "From the baseline to this scenario";
    pub const HOLD: &str = "Set as baseline";
    pub const RELEASE: &str = "Clear baseline";
    pub const SWAP: &str = "Swap with baseline";
    pub const HOLD_PUBLISHED: &str = "Published average";
    pub const HOLD_LINK: &str = "Baseline from a link";
    pub const ADVICE: &str = "Common claims";
    pub const OPEN_CLAIM: &str = "Open the scenario";
    /// What is opened, in "This claim could not be read".
    pub const CLAIM: &str = "claim";
}

/// The list of actions, the bill, effects and the sentence on what costs.
pub mod actions {
    use crate::decisions::savings::Lever;

    pub const TITLE: &str = "Cut cost";
    pub const APPLY_NONE: &str = "Nothing to apply";
    pub const COPY: &str = "Copy";
    pub const MORE: &str = "All actions";
    pub const FEWER: &str = "Fewer actions";
    pub const IDLE: &str = "Changes nothing here.";
    pub const NOT_FROM_TOTALS: &str = "Token counts alone do not show this.";
    pub const NEEDS_PAUSES: &str = "Set the cache hit rate from pauses to compare cache lifetimes.";
    pub const BEST_THRESHOLD: &str = "No threshold that Claude Code accepts is cheaper than yours.";

    /// An action's name.
    pub fn name(lever: Lever) -> &'static str {
        match lever {
            Lever::Model => "A cheaper model for part of the work",
            Lever::Floor => "Less base context",
            Lever::Growth => "More specific prompts",
            Lever::Output => "Shorter output",
            Lever::Explore => "Explore in sub-agents",
            Lever::Split => "One task per session",
            Lever::Batch => "Single requests as batch jobs",
            Lever::Hour => "The other cache lifetime",
            Lever::Pauses => "Fewer pauses within a session",
            Lever::Compact => "Compact earlier or later",
            Lever::Plan => "A plan instead of the API",
        }
    }
}

/// The bill.
pub mod bill {
    pub const YOURS: &str = "your bill";
    pub const FITTED: &str = "Fitted to your bill";
    pub const END_FIT: &str = "Stop fitting to the bill";
    pub const ON_A_PLAN: &str = "A plan’s price does not tell how much you use. Enter your weekly limit.";
}

/// Cost breakdown.
pub mod breakdown {
    pub const TITLE: &str = "Cost breakdown";
    pub const FOLD: &str = "By source, model and token class";
    pub const HEAD: [&str; 6] = ["Item", "Month", "12 months", "Session", "Tokens a month", "$ per million"];
    pub const BESIDE: &str = "Cost breakdown beside the baseline";
    pub const CSV: &str = "Save CSV";
    pub const TOTAL: &str = "Total";
}

/// Prices.
pub mod prices {
    pub const TITLE: &str = "Prices";
    pub const FOLD: &str = "US dollars per million tokens";
    pub const HELP: &str = "Type your own rate where you pay another. An empty field means the list price.";
    pub const SOURCES: &str = "Where these prices come from";
    pub const MODEL: &str = "Model";
    pub const RESET: &str = "Use list prices";
}

/// Share.
pub mod share {
    pub const TITLE: &str = "Share";
    pub const LINK: &str = "Link to this scenario";
    pub const COPY: &str = "Copy link";
    pub const COPY_PUBLIC: &str = "Copy public link";
    pub const PRIVATE: &str = "The scenario is in the part after #, which browsers send to no server.";
    pub const ONLY_HERE: &str = "Only this machine can open this address.";
    pub const KEPT: &str = "Your last scenario is kept in this browser only.";
    pub const NOT_KEPT: &str =
        "This browser lets the page keep nothing. What you set is gone when the page closes.";
    pub const SAVE_FILE: &str = "Save scenario";
    pub const OPEN_FILE: &str = "Open scenario";
    pub const PRINT: &str = "Print";
    pub const EARLIER: &str = "Open my earlier scenario";
    pub const FORGET: &str = "Forget everything";
}

/// A preset's name.
pub fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::Light => "Light",
        Preset::Average => "Typical",
        Preset::Heavy => "Heavy",
        Preset::Textbook => "Textbook",
    }
}

/// What a preset is like.
pub fn preset_work(preset: Preset) -> &'static str {
    match preset {
        Preset::Light => "3 short sessions on 15 days, mostly Sonnet",
        Preset::Average => "4 sessions on 20 days, half on Opus",
        Preset::Heavy => "5 long sessions on 21 days, mostly Opus",
        Preset::Textbook => "One session of 45K input, 38K cached, 13K output on Sonnet 4.6",
    }
}

/// A token class, as the vendor's screens write it. Files keep [`super::words::class`].
pub fn class(class: Class) -> &'static str {
    match class {
        Class::Input => "Input",
        Class::Write5m => "Cache write (5 min)",
        Class::Write1h => "Cache write (1 hour)",
        Class::Read => "Cache read",
        Class::Output => "Output",
    }
}

/// Your logs: what was read, what it cost, and the forecast made of it.
pub mod logs {
    pub const TITLE: &str = "Logs";
    pub const HEADING: &str = "Your logs: what your work cost";
    pub const DROP: &str = "Drop your logs: a folder, files or a .zip";
    pub const INTRO: &str = "Drop the folder `~/.claude/projects` anywhere on this page, or choose it: transcripts as they are, \
        as .gz or as .zip. Reports work too: text of `/usage` or `/cost`, `claude -p --output-format json`, `ccusage --json`, \
        Admin API JSON, Console CSV.";
    pub const CHOOSE_FOLDER: &str = "Choose a folder";
    pub const CHOOSE_FILES: &str = "Choose files";
    pub const CLEAR: &str = "Clear logs";
    pub const CANCEL: &str = "Cancel";
    pub const AGAIN: &str = "Try again";
    pub const READING: &str = "Reading your logs";
    pub const LOADING: &str = "Loading the part that reads logs…";
    pub const PASTE: &str = "Paste text instead";
    pub const PASTED: &str = "Text of /usage or /cost, JSON, CSV or transcript lines";
    pub const READ_PASTED: &str = "Read text";
    pub const WHERE: &str = "Find the folder: choosers hide it";
    /// Where Claude Code keeps its transcripts, and for how long (its docs: settings, and the
    /// .claude directory).
    pub const WHERE_BY_SYSTEM: [(&str, &str); 4] = [
        (
            "macOS",
            "In the chooser, press Cmd+Shift+G and type `~/.claude/projects`. Cmd+Shift+. shows hidden folders.",
        ),
        (
            "Windows",
            "Type `%USERPROFILE%\\.claude\\projects` into the chooser’s address bar. In WSL: `\\\\wsl.localhost`, the system, then home.",
        ),
        ("Linux", "In the chooser, press Ctrl+L and type `~/.claude/projects`. Ctrl+H shows hidden folders."),
        (
            "Not there?",
            "`CLAUDE_CONFIG_DIR` moves it. Claude Code deletes sessions after 30 days unless `cleanupPeriodDays` is higher.",
        ),
    ];
    pub const PRIVACY: &str = "What is read, kept and sent";
    pub const PRIVATE: [(&str, &str); 3] = [
        (
            "Read",
            "Times, models, token counts, ids and folder names. Of what was said, only its length. Of a `.claude` folder, only \
             `projects`. Lines up to 64 MB, reports up to 32 MB, archives up to 8 GB and 250 times their size unpacked.",
        ),
        (
            "Kept",
            "Nothing, until you use these numbers. Then only the numbers, without a path, name or word of the logs.",
        ),
        ("Sent", "Nothing."),
    ];

    pub const FACTS: &str = "What was read, and how it was counted";
    pub const ZONE: &str = "Time zone of days and hours";
    pub const UNPRICED: &str = "Models without a list price";
    pub const UNPRICED_HELP: &str = "They are in no total until priced: like another model, or at five rates of your own in USD per million tokens.";
    pub const NO_PRICE_YET: &str = "No price yet";

    pub const FILTER_HELP: &str = "Press a row to filter everything by it. Press it again for everything.";
    pub const SHOW_ALL: &str = "Show everything";
    pub const BY_DAY: &str = "By day";
    pub const BY_MODEL: &str = "By model";
    pub const BY_PROJECT: &str = "By project";
    pub const BY_SESSION: &str = "By session";
    pub const BY_CLASS: &str = "By token class";
    pub const BY_SOURCE: &str = "By source";
    pub const MAIN: &str = "Main conversation";
    pub const DAYS: &str = "Cost by day";
    pub const NO_DAYS: &str = "One day only: no chart.";

    pub const SESSIONS: &str = "Most expensive sessions";
    pub const COURSE: &str = "One session";
    pub const NO_COURSE: &str = "Too few calls for a chart.";
    pub const PAUSES: &str = "Cost of pauses";
    pub const HOURS: &str = "Lost prefixes by hour";
    pub const COMPACTIONS: &str = "Savings from compactions";
    pub const REPLAYS: &str = "What it would have cost otherwise";
    pub const BREAKDOWN: &str = "Cost breakdown of these calls";
    pub const BREAKDOWN_HEAD: [&str; 4] = ["Item", "Tokens", "$ per million", "Cost"];
    pub const COMPUTING: &str = "Computing…";

    pub const FORECAST: &str = "Forecast";
    pub const FORECASTING: &str = "Making the forecast…";
    pub const OF_EVERYTHING: &str = "Of everything that was read, whatever is filtered.";
    pub const USE: &str = "Use these numbers";
    pub const USE_HELP: &str =
        "Sets the inputs to these numbers, each marked and yours to change. Undo brings yours back.";
    pub const INPUTS: &str = "Inputs from your logs";
    pub const RANGE: &str = "80% range";
    pub const BACK_TEST: &str = "Back-test";
    pub const STAY: &str = "On a subscription: switch or stay?";
    pub const STAY_PLAN: &str = "Your plan";
    pub const STAY_LOW: &str = "Weekly limit used, at least";
    pub const STAY_HIGH: &str = "At most";
    pub const COMPARE: &str = "Compare plans";

    pub const DAY: &str = "Day";
    pub const COST: &str = "Cost";
    pub const ACTUAL: &str = "Actual";
    pub const TOTAL: &str = "Total";
}

/// The bar on a phone.
pub mod phone {
    pub const INPUTS: &str = "Inputs";
    pub const SPEND: &str = "Spend";
    pub const PLANS: &str = "Plans";
    pub const ACTIONS: &str = "Cut cost";
    pub const CHECK: &str = "Check 1 input";
}

/// The foot of the page.
pub mod foot {
    pub const PRIVATE: &str = "Everything is computed in your browser. Nothing you type or drop leaves this page: its content \
        security policy allows no other server.";
    pub const BASIS: &str = "US dollars, list prices, before tax. Defaults come from 34,000 public calls.";
}

/// Monthly spend.
pub mod spend {
    pub const TITLE: &str = "Monthly spend";
    pub const AT_API_PRICES: &str = "The same work at API prices, a month";
    pub const EACH: &str = ", per developer";
    pub const YOURS: &str = "Yours";
    pub const OPTIMIZED: &str = "Optimized";
    pub const BASELINE: &str = "Baseline";
    pub const YOU_PAY: &str = "you pay";
}
