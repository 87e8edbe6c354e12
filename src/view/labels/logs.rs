//! Your logs: what was read, what it cost, and the forecast made of it.

pub const TITLE: &str = "Logs";
pub const HEADING: &str = "Your logs: what your work cost";
pub const DROP: &str = "Drop your logs: a folder, files or a .zip";
pub const INTRO: &str = "Drop the folder `~/.claude/projects` anywhere on this page, or choose it: transcripts as they are, \
    as .gz or as .zip. Reports work too: text of `/usage`, results of `claude -p` and of the API, the Console’s and OpenRouter’s CSV, Enterprise spend, \
    Admin API, OpenTelemetry, ccusage, tokscale, codeburn, and bills as CSV: AWS Cost and Usage Report, FOCUS.";
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
pub const SUMMARIES: &str = "Compaction summaries";
pub const DAYS: &str = "Cost by day";
pub const NO_DAYS: &str = "One day only: no chart.";

pub const SESSIONS: &str = "Most expensive sessions";
pub const COURSE: &str = "One session";
pub const NO_COURSE: &str = "Too few calls for a chart.";
pub const PAUSES: &str = "Cost of pauses";
pub const HOURS: &str = "Lost prefixes by hour";
pub const COMPACTIONS: &str = "Savings from compactions";
pub const CHECKS: &str = "Checked against other totals";
pub const WHAT_IFS: &str = "How well the forecast answers what-ifs";
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
