//! Scenario: everything a person can set, as one plain value.
//!
//! Whatever changes the answer is a field here, so that it is in the link, in the
//! file, in undo and in the tests. Sizes are in tokens of the `tokenizer` they were
//! counted with, money is in US dollars. Choices that are not in force keep their
//! numbers: folding a group or switching a tab loses nothing.

use crate::prices::{AUTO_RESERVE, Class, Date, Model, PriceTier, Tokenizer};
use std::collections::BTreeMap;

mod beside;
mod choices;
mod days_off;
mod decide;
mod differences;
mod edit;
mod fields;
mod from_logs;
pub mod history;
pub mod in_order;
mod kinds;
mod levers;
pub mod link;
mod local;
mod payer;
mod presets;
mod problems;
mod ranges;
mod tasks;
mod team;

pub use beside::{MOST_BESIDE, MOST_SIDES, Place};
pub use choices::{CHOICES, Choice, choice};
pub use decide::{
    Billed, ByMonth, Curve, Goal, GoalBy, Life, MOST_DAYS_OFF, MOST_JOINERS, MOST_STATED, Overflow, Pilot,
    PlanAxis, PlanKey, Plans, PriceSwitch, TeamBudget, Term,
};
pub use differences::Differences;
pub use fields::{FIELDS, Field, Kind, field};
pub use from_logs::{FromLogs, Mark, mark_key};
pub use kinds::{KIND_KEYS, MOST_KINDS, SessionKind, is_of_all_kinds};
pub use levers::{Lever, Levers};
pub use local::{Local, LocalMoney, WORDS, Word, word};
pub use payer::{Cloud, PayWith, Pays};
pub use presets::{Preset, august};
pub use problems::{Problem, SMALLEST_ROUTED_SHARE, Trouble};
pub use ranges::{DEFAULT_WIDTHS, NINETIETH, Range, Ranges, Uncertain};
pub use tasks::{MOST_IN_TASK, MOST_TASKS, TASK_KEYS, Task};
pub use team::{GROUP_KEYS, Group, LIKES, MOST_GROUPS, OwnKinds, Team, people_of};

/// Characters of a name and of a note, so that links stay short.
pub const LONGEST_NAME: usize = 80;
pub const LONGEST_NOTE: usize = 400;

/// One's own numbers in the place of listed ones, by what they stand for.
pub type Own<K> = BTreeMap<K, f64>;

#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What it started from; marks and links name only what differs from it.
    pub base: Preset,
    pub name: String,
    pub note: String,
    /// The day and the revision of the price table that it is priced with.
    pub priced_on: Date,
    pub price_revision: u32,
    pub payment: Payment,
    /// The plan paid with on a subscription, by the id of `prices/data/plans.json`; empty where
    /// that was not said.
    pub plan: String,
    pub cloud: Cloud,
    pub basis: Basis,
    pub work: Work,
    pub pay: Pay,
    /// Whether requests of the median session need not be whole: two neighbouring whole
    /// numbers are mixed, so that a bill is met to the cent. Links of before it do not.
    pub exact: bool,
    pub totals: Totals,
    pub mix: Vec<Share>,
    pub routing: Routing,
    /// USD that a router asks per main request.
    pub router_price: f64,
    /// Share of the cheaper models' sessions that the mix's dearest model does again, 0..1.
    pub rework: f64,
    pub shape: Shape,
    pub cache: Cache,
    pub compaction: Compaction,
    /// The other kinds of session, in which only what differs from this one stands, and the name of
    /// this one.
    pub kinds: Vec<SessionKind>,
    pub kind_name: String,
    pub tasks: Vec<Task>,
    pub tokenizer: Tokenizer,
    /// Tokens of the 2026 tokenizer per token of the classic one, for the same text.
    pub tokenizer_factor: f64,
    pub us_only: bool,
    pub fast: bool,
    pub agents: Agents,
    /// USD a session for titles, summaries and the like.
    pub background: f64,
    pub batch: Batch,
    pub team: Team,
    /// Which session the sawtooth shows.
    pub shown: Shown,
    /// Rates that replace the table's, USD per million tokens.
    pub overrides: Own<PriceKey>,
    /// Share of the table's prices that is taken off, negative where a reseller adds to them. Own
    /// rates are what is paid, and have it in them.
    pub discount: f64,
    pub local: Local,
    /// The context window that sessions run with.
    pub window: Window,
    /// Changes no number: nobody published what it does to tokens.
    pub effort: Effort,
    /// How far the inputs may lie from what is set.
    pub ranges: Ranges,
    pub plans: Plans,
    pub levers: Levers,
    pub goal: Goal,
    pub budget: TeamBudget,
    pub life: Life,
    pub curve: Curve,
    /// What it rests on, where it was made from logs.
    pub from_logs: Option<FromLogs>,
    /// What this is compared with; has no baseline of its own.
    pub baseline: Option<Box<Scenario>>,
    /// Others that stand beside it, at most [`MOST_BESIDE`], as links of whole scenarios.
    pub beside: Vec<String>,
}

/// How the person pays; decides the default cache lifetime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    ApiKey,
    Subscription,
    Cloud,
}

/// What the person knows, hence what the session's size comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Messages a session, as given.
    Work,
    /// Dollars paid: the messages a session are solved for.
    Pay,
    /// The token counts of one session, as a usage screen shows them.
    Totals,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    pub sessions_per_day: f64,
    /// Days a month on which at least one session runs.
    pub active_days: f64,
    /// Messages that a person types in a median session.
    pub messages: f64,
    pub requests_per_message: f64,
    /// 90th percentile of requests a session over the median; 1 is no spread.
    pub spread: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pay {
    pub amount: f64,
    pub per: PayPer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayPer {
    /// The whole month's bill: every developer, batch jobs included.
    Month,
    /// One active day of one of this scenario's developers.
    ActiveDay,
}

/// Tokens of one session by class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    pub input: f64,
    pub write_5m: f64,
    pub write_1h: f64,
    pub read: f64,
    pub output: f64,
}

/// A model and its share of the sessions (or of the requests, with a router), 0..1.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub model: String,
    pub share: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Routing {
    /// A session runs wholly on one model.
    PerSession,
    /// Each request goes to a model by chance: a router, or `/model` in mid-session.
    PerRequest,
}

/// How the context of a session is built, in tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Tokens that stand before the first message.
    pub floor: f64,
    /// Tokens that each request adds for good.
    pub growth: f64,
    /// Tokens generated per request, thinking included.
    pub output: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cache {
    pub on: bool,
    pub source: HitSource,
    /// The chance that the carried part is still cached, 0..1.
    pub hit_rate: f64,
    /// Cache reads over prompt tokens, as a usage screen's counts give it, 0..1.
    pub reported: f64,
    /// Pauses a session that are longer than five minutes, and than an hour.
    pub pauses_5m: f64,
    pub pauses_60m: f64,
    /// Share of the requests after the first that come after an hour or more, 0..1; for idle compaction.
    pub long_pauses: f64,
    /// Share of the floor that another session left in the cache, 0..1.
    pub warm: f64,
    /// `None` follows how the person pays.
    pub lifetime: Option<Lifetime>,
}

/// Where the hit rate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitSource {
    Given,
    Reported,
    Rhythm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    FiveMinutes,
    OneHour,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compaction {
    pub trigger: Trigger,
    /// Context size, in the priced model's own tokens, for [`Trigger::Threshold`].
    pub threshold: f64,
    /// Compact every so many requests as well; 0 is never.
    pub every: f64,
    pub method: Method,
    /// Whether large contexts are compacted in a long pause, while their cache is warm.
    pub idle: bool,
    /// Tokens that a summary is long.
    pub summary: f64,
    /// Tokens that the agent reads again because the summary lost them.
    pub reacquire: f64,
    /// Tokens of history that pruning keeps.
    pub kept: f64,
    /// USD per million tokens of history that a pruning service asks.
    pub prune_price: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    Off,
    /// Where the agent compacts by itself, see [`Scenario::auto_compact_of`].
    Auto,
    Threshold,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Summarise,
    Prune,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The agent's own for each model, as it was known at the revision of the prices.
    Agent,
    /// 200,000 tokens.
    Small,
    /// What `[1m]` asks for; a model whose own is smaller keeps it.
    Large,
}

impl Window {
    /// Tokens of the two that can be asked for.
    pub const SMALL: f64 = 200_000.0;
    pub const LARGE: f64 = 1_000_000.0;
}

/// How much the models are asked to think.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// The model's own default.
    Default,
    Low,
    Medium,
    High,
    ExtraHigh,
    Max,
}

/// Sub-agents: sessions of their own, `count` to a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Agents {
    pub count: f64,
    pub model: String,
    pub turns: f64,
    pub shape: Shape,
}

/// Single-request jobs at half price, outside of the agent; `jobs` a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    pub jobs: f64,
    pub model: String,
    pub input: f64,
    pub output: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Median,
    /// The session that one in ten exceeds.
    Long,
}

/// One rate of one model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PriceKey {
    pub model: String,
    pub tier: PriceTier,
    pub class: Class,
}

impl Scenario {
    /// The lifetime of the main conversation's cache writes.
    pub fn lifetime(&self) -> Lifetime {
        self.cache.lifetime.unwrap_or(self.payment.lifetime())
    }

    /// The window that a model's sessions run with, tokens.
    pub fn window_of(&self, model: &Model) -> f64 {
        match self.window {
            Window::Agent => model.window_in_agent(self.price_revision),
            Window::Small => model.window.min(Window::SMALL),
            Window::Large => model.window.min(Window::LARGE),
        }
    }

    /// The context at which a model's sessions compact by themselves, tokens: the agent's rule at
    /// its own window, and one for all at a window that was asked for (MODEL.md section 4).
    pub fn auto_compact_of(&self, model: &Model) -> f64 {
        let reserve = match self.window {
            Window::Agent => model.auto_reserve_in_agent(self.price_revision),
            Window::Small | Window::Large => AUTO_RESERVE,
        };
        self.window_of(model) - reserve
    }

    /// What is paid of a price of the table.
    pub fn negotiated(&self, listed: f64) -> f64 {
        listed * (1.0 - self.discount)
    }

    /// Requests in a median session, before it is rounded to whole ones.
    pub fn median_requests(&self) -> f64 {
        self.work.messages * self.work.requests_per_message
    }

    /// How many tokens of a model's tokenizer stand for one token of this scenario.
    pub fn scale(&self, to: Tokenizer) -> f64 {
        match (self.tokenizer, to) {
            (Tokenizer::Classic, Tokenizer::Since2026) => self.tokenizer_factor,
            (Tokenizer::Since2026, Tokenizer::Classic) => 1.0 / self.tokenizer_factor,
            _ => 1.0,
        }
    }
}
