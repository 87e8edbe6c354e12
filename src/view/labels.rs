//! Every label of the page, once, by part of the page; sentences take them from here.
//!
//! Nouns in sentence case, buttons begin with a verb (HOUSE.md, Words).

use crate::prices::Class;
use crate::scenario::Preset;

/// A choice's words as links write them, each with its label.
pub type Words = &'static [(&'static str, &'static str)];

pub mod input;

/// The menu of what is needed seldom.
pub const MORE: &str = "More";
/// What the first link of the page leads to.
pub const SKIP: &str = "Skip to the inputs";

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
    /// Where the work is not what the month is computed from.
    pub const TOKENS_COUNT: &str = "Token counts are in force.";
    pub const USE_MESSAGES: &str = "Use messages instead";
}

pub const PRESETS: &str = "Presets";

/// The answer.
pub mod answer {
    pub const CHANGE: &str = "Change the numbers";
    pub const BACK: &str = "Back to mine";
}

/// The part of the page that is loaded after the first screen.
pub mod rest {
    pub const MISSING: &str =
        "The rest of this page could not be loaded. Try again; if that fails, load the page again.";
    pub const OFFLINE: &str =
        "The rest of this page could not be loaded because the page is offline. Go online, then try again.";
    pub const AGAIN: &str = "Try again";
}

pub mod budget;

pub mod paid;

pub mod ranges;

pub mod side_by_side;

/// Just me, or a team.
pub mod team {
    pub const WHO: &str = "Who is this for?";
    pub const ME: &str = "Just me";
    pub const TEAM: &str = "A team";
    pub const TITLE: &str = "Groups of people";
    pub const GROUP: &str = "Group";
    pub const PAYERS: &str = "Whom groups pay";
    pub const LIKE_FIRST: &str = "the first group";
    pub const NAME: &str = "name";
    pub const PEOPLE: &str = "people";
    pub const LIKE: &str = "work like";
    pub const PAY_WITH: &str = "pay with";
    pub const SESSIONS: &str = "sessions a day";
    pub const DAYS: &str = "days a month";
    pub const EACH: &str = "each";
    pub const OWN: &str = "Of its own:";
    pub const OWN_MODELS: &str = "models";
    pub const ONE_KIND: &str = "one kind of session";
    pub const FIRST_HELP: &str = "The first group works as the inputs below say.";
    pub const ALIKE: &str = "Reset its inputs";
    pub const COPY: &str = "Copy";
    pub const REMOVE: &str = "Remove";
    pub const ADD: &str = "Add a group";
    pub const ADD_FIRST: &str = "Like the first";
    pub const FROM_LINK: &str = "Add a group from a scenario link";
    pub const ADD_LINK: &str = "Add";
    pub const TOTALS: &str =
        "This scenario gives one session by its tokens, so nothing else is known of how its people work.";
    pub const NO_PRICE: &str = "This scenario has no price, so no group can work like it.";
    pub const FULL: &str = "A team has at most 12 groups.";
    pub const A_MONTH: &str = "a month";
    pub const TOTAL: &str = "Total";
    pub const ADDED: &str = "A group that works like your logs was added to the team.";
    pub const FROM_LOGS: &str = "Add as a group of the team";
    pub const LOGS: &str = "From logs";
}

/// Where the month goes.
pub mod parts {
    pub const TITLE: &str = "Spend by group and kind of session, by the token";
    pub const NAME: &str = "Where the month goes";
    pub const WHAT: &str = "Group or kind";
    pub const ALL_SESSIONS: &str = "All sessions";
    pub const EVERYBODY: &str = "Everybody";
    pub const LOOK_AT: &str = "Look at one group";
    pub const NOTE: &str = "As if everybody paid by the token, however each group pays. With the batch jobs, the bars add up to the month.";
    pub const DESCRIPTION: &str = "Dollars a month by group of people or kind of session, stacked by cache write, cache read, output, input and other";
}

/// Kinds of session.
pub mod kinds {
    pub const TITLE: &str = "Kinds of session";
    pub const KIND: &str = "Kind";
    pub const ANOTHER: &str = "+ Another kind of session";
    pub const ADD: &str = "Add a kind of session";
    pub const HELP: &str = "One session a day of a typical kind: messages from public logs, models as a published guide gives them. Set yours.";
    pub const QUESTION: &str = "Quick question";
    pub const FEATURE: &str = "Feature";
    pub const REFACTOR: &str = "Long refactor";
    pub const HEADLESS: &str = "Headless run";
    pub const NAME: &str = "name";
    pub const A_DAY: &str = "a day";
    pub const MESSAGES: &str = "messages";
    pub const MODEL: &str = "model";
    pub const A_MONTH: &str = "a month";
    pub const AS_FIRST: &str = "Same as the first kind";
    pub const ALL: &str = "All kinds:";
    pub const FOLDS: &str =
        "What a kind has of its own stays: these are of the first kind and of those like it.";
    pub const TABLE: &str = "A month by kind of session, by the token";
    pub const HEAD: [&str; 4] = ["Kind of session", "A day", "One session", "A month"];
    pub const REST: &str = "Others in the team and batch jobs";
    pub const TOTAL: &str = "Total";
}

pub mod statement;
pub mod tasks;
pub mod vendors;

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
    pub const LOCAL: &str = "Currency and tax";
}

/// Buttons and names of every chart.
pub mod figure {
    pub const SHOW_TABLE: &str = "Show table";
    pub const HIDE_TABLE: &str = "Hide table";
    pub const VALUES: &str = "values, by arrow keys";
    pub const VALUES_AND_ENTER: &str = "values, by arrow keys; Enter looks at one alone";
    pub const SAVE_SVG: &str = "Save SVG";
    pub const SAVE_PNG: &str = "Save PNG";
    pub const HOW: &str = "How this is computed";
    pub const NO_PRICE: &str = "No chart without a price. See what is missing above.";
    pub const TOTALS: &str = "Totals do not show how a session went, so there is no chart.";
}

/// One session.
pub mod session {
    pub const TITLE: &str = "One session";
    pub const COST_SO_FAR: &str = "Cost so far, dollars";
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
    /// Where usage credits are paid, and a change takes off none of them.
    pub const NO_CREDITS: &str = "You pay the same: more of the work fits under the limit or the cap.";
    pub const LEFT_OUT: &str = "Left out: the other ticked changes save more without it.";
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
    pub const PAID: &str = "What is paid";
    pub const PAID_HEAD: [&str; 3] = ["Item", "Month", "12 months"];
    pub const HEAD: [&str; 5] = ["Item", "Month", "Session", "Tokens a month", "$ per million"];
    pub const BESIDE: &str = "Cost breakdown beside the baseline";
    pub const CSV: &str = "Save CSV";
    pub const TOTAL: &str = "Total";
}

/// Prices.
pub mod prices {
    pub const TITLE: &str = "Prices";
    pub const FOLD: &str = "US dollars per million tokens";
    pub const HELP: &str = "Type your own rate where you pay another. An empty field means the list price, less any negotiated discount.";
    pub const SOURCES: &str = "Where these prices come from";
    pub const MODEL: &str = "Model";
    pub const RESET: &str = "Use list prices";
    pub const COPY: &str = "Copy as modelPricing";
    pub const COPIED: &str = "Copied. It belongs in managed-settings.json of Claude Code.";
    pub const NOT_COPIED: &str = "The browser did not allow copying.";
    pub const NOT_TAKEN: &str = "These prices could not be taken over. What you had is untouched.";
    pub const KEEP: &str = "Keep what I have";
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

pub mod logs;

/// Every table.
pub mod table {
    pub const COPY: &str = "Copy as CSV";
    pub const COPIED: &str = "Table copied as CSV.";
    pub const SAVED: &str = "The browser did not allow copying: the table is in your downloads.";
    /// What the column of smaller texts is called, after that which has them.
    pub const NOTE: &str = "note";
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
    pub const LIST_PRICES: &str = "list prices";
    pub const DEFAULTS: &str = "Defaults come from 34,000 public calls.";
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
    pub const PROFILE: &str = "Profile";
    pub const TABLE: &str = "Dollars a month of one developer";
    pub const DESCRIPTION: &str = "One developer’s dollars a month by profile, stacked by cache write, cache read, output, input and other";
    pub const RANGES: &str = "The thin line over a bar is its 80% range, P10 to P90";
    pub const RANGES_NOTE: &str = "The thin line over a bar is its 80% range at API prices: in 8 of 10 such months it costs P10 to P90, by what is not known of \
        its inputs and by weeks that differ. Light and Heavy have their presets’ widths.";
}
