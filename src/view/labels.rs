//! Every label of the page once. Sentences take theirs from here.

/// Your logs: what was read, what it cost, and the forecast made of it.
pub mod logs {
    pub const TITLE: &str = "Your logs";
    pub const CHOOSE_FOLDER: &str = "Choose a folder";
    pub const CHOOSE_FILES: &str = "Choose files";
    pub const CLEAR: &str = "Clear logs";
    pub const CANCEL: &str = "Cancel";
    pub const READING: &str = "Reading your logs";
    pub const PASTE: &str = "Paste text instead";
    pub const PASTED: &str = "Text of `/usage` or `/cost`, JSON, CSV or transcript lines";
    pub const READ_PASTED: &str = "Read text";

    pub const FACTS: &str = "What was read, and how it was counted";
    pub const ZONE: &str = "Time zone of days and hours";
    pub const UNPRICED: &str = "Models without a list price";
    pub const NO_PRICE_YET: &str = "No price yet";

    pub const FILTERS: &str = "Filters";
    pub const SHOW_ALL: &str = "Show everything";
    pub const BY_DAY: &str = "By day";
    pub const BY_MODEL: &str = "By model";
    pub const BY_PROJECT: &str = "By project";
    pub const BY_SESSION: &str = "By session";
    pub const BY_CLASS: &str = "By token class";
    pub const BY_SOURCE: &str = "By source";
    pub const MAIN: &str = "Main conversation";

    pub const SESSIONS: &str = "Most expensive sessions";
    pub const PAUSES: &str = "Cost of pauses";
    pub const COMPACTIONS: &str = "Savings from compactions";
    pub const REPLAYS: &str = "What it would have cost otherwise";
    pub const BREAKDOWN: &str = "Cost breakdown of these calls";
    pub const TABLE: &str = "Show as a table";

    pub const FORECAST: &str = "Forecast";
    pub const USE: &str = "Use these numbers";
    pub const INPUTS: &str = "Inputs from your logs";
    pub const RANGE: &str = "80% range";
    pub const BACK_TEST: &str = "Back-test";
    pub const STAY: &str = "On a subscription: switch or stay?";
    pub const STAY_PLAN: &str = "Your plan";
    pub const STAY_LOW: &str = "Weekly limit used, at least";
    pub const STAY_HIGH: &str = "at most";
    pub const COMPARE: &str = "Compare plans";

    pub const DAY: &str = "Day";
    pub const MODEL: &str = "Model";
    pub const COST: &str = "Cost";
    pub const ACTUAL: &str = "Actual";
    pub const TOTAL: &str = "Total";
}
