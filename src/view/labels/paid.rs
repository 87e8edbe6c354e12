//! Payers, headline and options.

pub use super::input::PAYMENT as PAY_WITH;
pub const API: &str = "API";
pub const API_KEY: &str = "API key";
pub const CLOUD: &str = "Cloud provider";
pub const WHICH_PLAN: &str = "Which plan?";
pub const SUBSCRIPTION: &str = "Subscription";
pub const A_MONTH: &str = "a month";
pub const AT_API_PRICES: &str = "At API prices";
/// On demand, beside [`AT_API_PRICES`].
pub const AT_API_PRICES_HELP: &str = "What the same work would cost by the token, with the 1-hour cache of a \
    subscription. You do not pay this.";
/// Of everybody, where some are on plans and some are not: neither what is paid nor [`AT_API_PRICES`], in
/// which a plan keeps its 1-hour cache. Also of usage that a plan bills.
pub const BY_THE_TOKEN: &str = "by the token";
pub const ALL_BY_THE_TOKEN: &str = "If everybody paid by the token";
pub const USAGE_CREDITS: &str = "usage credits";
pub const USAGE_CREDITS_HELP: &str =
    "Usage credits pay for work past a plan's limit, at API prices and with the 5-minute cache.";
pub const NOT_YET_YOURS: &str = "Not yet your numbers.";
pub const FROM_TOKEN_COUNTS: &str = "from the token counts of one session.";
pub const SET_YOURS: &str = "Set yours, or read your logs.";
pub const USE_NOT_ENTERED: &str = "weekly use not entered.";
pub const MORE_ON_CREDITS: &str =
    "Fast mode, and Fable on some plans, run on usage credits: that part comes on top.";
pub const BILL_ON_A_PLAN: &str = "A plan’s price does not tell how much you use: enter your weekly limit.";
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
pub const UNKNOWN: &str = "unknown";
pub const SHORTER_CACHE: &str = "with a 5-minute cache";
pub const CHEAPEST_WITH_CREDITS: &str = "cheapest known, with credits";
pub const CHEAPEST_KNOWN: &str = "cheapest known to fit";
pub const AS_NOW: &str = "As now";
pub const BEST_MIX: &str = "Best mix";

pub const MORE: &str = "some of this work is billed on top";
pub const PRICES_QUOTED: &str = "Plan prices are as others quote them. Look them up before you buy.";

pub const OF_YOUR_LIMIT: &str = "of your weekly limit";
pub const YOU_PAY: &str = "You pay";
/// Before dollars in a sentence.
pub const YOU_PAY_ABOUT: &str = "you pay about";
pub const NOT_KNOWN: &str = "What you pay is not known: no plan is chosen.";
pub const SAME_TO_PAY: &str = "you pay the same";
pub const TOTAL: &str = "Total";
pub const BATCH_JOBS: &str = "Batch jobs";
pub const UNUSED_SEATS: &str = "Unused seats";

/// Beside a model, where other groups pay a cloud provider's price.
pub const LIST_PRICE: &str = "list price";
pub const PAYS_AS_ALL: &str = "As everybody";

pub const GROUP_OWN: &str = "On this profile";
pub const GROUP_LIGHT: &str = "Light";
pub const GROUP_AVERAGE: &str = "Typical";
pub const GROUP_HEAVY: &str = "Heavy";

pub const OPTIONS: &str = "Ways to pay";
pub const OTHERS: &str = "All plans";
pub const FEWER: &str = "Fewer plans";
