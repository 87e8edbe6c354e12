//! Reports without single calls, as they are read: their kinds, rows and tokens.

use crate::prices::Date;
use crate::scenario::Cloud;

/// Usage that a report has added up already, by day and model where it says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub kind: Option<ReportKind>,
    pub rows: Vec<ReportRow>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// The text of `/usage` or `/cost`.
    UsageText,
    /// `claude -p --output-format json`.
    SdkResult,
    /// The JSON that a status line is given.
    StatusLine,
    CcusageDaily,
    CcusageWeekly,
    CcusageMonthly,
    CcusageSession,
    CcusageBlocks,
    AdminUsage,
    AdminCost,
    AdminClaudeCode,
    ConsoleCsv,
    /// The Console's other export, of dollars alone.
    ConsoleCost,
    /// Spend of an Enterprise organisation by person.
    EnterpriseSpend,
    /// Metrics or events that Claude Code sends to an OpenTelemetry collector.
    OpenTelemetry,
    /// Answers of the Messages API, of its batches, or of a run of `claude -p` that was ended before
    /// its result.
    ApiMessages,
    /// What the client keeps of the last session of each project.
    ClientState,
    OpenRouter,
    Tokscale,
    Codeburn,
    /// The bill of AWS: its Cost and Usage Report or a Data Export of it, of Claude on Bedrock.
    AwsCur,
    /// A bill of any provider in the columns of the FinOps Open Cost and Usage Specification.
    Focus,
    /// Totals of sessions, of any number of people: the table that Sawtooth or its SQL writes.
    Sessions,
}

impl ReportKind {
    /// Whether it has what was paid, and another report the tokens of the same work.
    pub fn is_bill(self) -> bool {
        use ReportKind::{AdminCost, AwsCur, ConsoleCost, Focus};
        matches!(self, AdminCost | ConsoleCost | AwsCur | Focus)
    }

    /// Whether it has tokens, and another report what was paid for the same work.
    pub fn is_usage(self) -> bool {
        matches!(self, ReportKind::AdminUsage | ReportKind::ConsoleCsv)
    }

    /// Who is paid for the work of all of its rows; nothing where a row says it, or nothing does.
    fn seller(self) -> Option<Seller> {
        use ReportKind::{
            AdminClaudeCode, AdminCost, AdminUsage, AwsCur, ConsoleCost, ConsoleCsv, EnterpriseSpend,
        };
        match self {
            AdminUsage | AdminCost | AdminClaudeCode | ConsoleCsv | ConsoleCost | EnterpriseSpend => {
                Some(Seller::Anthropic)
            }
            AwsCur => Some(Seller::Aws),
            _ => None,
        }
    }

    /// Whether its days are those of UTC, by its columns or by times with their offset.
    pub fn is_in_utc(self) -> bool {
        use ReportKind::{CcusageBlocks, Focus, OpenRouter, OpenTelemetry, Sessions};
        let is_moment = matches!(self, CcusageBlocks | Focus | OpenRouter | OpenTelemetry | Sessions);
        is_moment || self.seller().is_some()
    }
}

/// Who is paid. What two of them are paid for is never the same work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seller {
    Anthropic,
    Aws,
    OpenRouter,
    /// Google, Microsoft and others, of which only bills in FOCUS columns know.
    OtherCloud,
}

impl Seller {
    /// Whether both may be paid for the same work: one of them is not known, or both are one.
    pub fn may_be(one: Option<Seller>, other: Option<Seller>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
}

impl Report {
    /// Whether it has what was paid for the work of usage reports, all of which are Anthropic's.
    pub fn pays_for_usage(&self) -> bool {
        self.rows.iter().any(|row| row.pays_for_usage(self.kind))
    }
}

impl ReportRow {
    /// All days that it stands for.
    pub fn days(&self) -> Option<Days> {
        let first = self.day?;
        Some(Days { first, last: self.until.map_or(first, |until| until.max(first)) })
    }

    /// Who is paid for its work, as a row of a report of this kind; nothing where it may be any.
    pub fn seller_in(&self, kind: Option<ReportKind>) -> Option<Seller> {
        self.seller.or(kind.and_then(ReportKind::seller))
    }

    /// Whether it is what was paid for the work of usage reports, all of which are Anthropic's.
    pub fn pays_for_usage(&self, kind: Option<ReportKind>) -> bool {
        let is_bill = kind.is_some_and(ReportKind::is_bill);
        is_bill && Seller::may_be(self.seller_in(kind), Some(Seller::Anthropic))
    }
}

/// Days that a row stands for, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    pub first: Date,
    pub last: Date,
}

impl Days {
    /// Whether they share one.
    pub fn meets(&self, other: &Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether work of both may be the same: they share a day, or neither has any.
    pub fn may_meet(one: Option<Days>, other: Option<Days>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => one.meets(&other),
            (one, other) => one == other,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportRow {
    /// In the report's own time zone; the first day where a row covers several.
    pub day: Option<Date>,
    /// The last day where a row covers several.
    pub until: Option<Date>,
    /// As the report names it; nothing where a row covers several.
    pub model: Option<String>,
    pub tokens: ReportTokens,
    /// USD that the report itself gives.
    pub usd: Option<f64>,
    /// Whether those are a guess of the client's: it did not know the model, and counted it as
    /// Opus 5.5 (FACTS-2026-11-28, (d)).
    pub is_guess: bool,
    /// Whether those are after discounts, of a bill that has both.
    pub is_net: bool,
    /// USD of the same at list price, before discounts, where the report has both.
    pub listed: Option<f64>,
    pub web_searches: u64,
    /// Sessions that the row stands for, where the report counts them.
    pub sessions: Option<f64>,
    /// The session it stands for, where there is one; only compared, never shown.
    pub session: Option<String>,
    /// The person or key it stands for; only counted, never shown.
    pub person: Option<String>,
    /// Whether that is a key or a service, and so nobody in particular.
    pub is_key: bool,
    pub fast: bool,
    pub us_only: bool,
    /// Who is paid for it, where rows of one kind differ in that.
    pub seller: Option<Seller>,
    /// Whether it is in Claude Consumption Units: of platforms of other sellers that Anthropic runs
    /// itself, so that transcripts tell their calls from none of its own.
    pub in_units: bool,
    /// Where it ran, as a bill says it beside the model's name.
    pub place: Cloud,
    pub batch: bool,
    /// Whether it was of a tier of which no price is published, such as priority and flex.
    pub priority: bool,
    /// Whether the prompts were above the model's price step.
    pub long_context: bool,
    /// The longest prompt that it may have, where the report says.
    pub longest: Option<u32>,
    /// Tokens of the prompt, where it is of one request or of several on one side of the step.
    pub prompt: Option<u64>,
    /// Whether a cloud served it, by its message's id: Bedrock or Vertex AI.
    pub in_cloud: bool,
}

/// Tokens as reports give them: cache writes often without their lifetime.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ReportTokens {
    pub input: u64,
    pub write_5m: u64,
    pub write_1h: u64,
    /// Cache writes whose lifetime the report does not say.
    pub write_unsplit: u64,
    pub read: u64,
    pub output: u64,
}

impl ReportTokens {
    /// Adds others, up to the most that fits.
    pub fn add(&mut self, more: &ReportTokens) {
        self.pairs(more).into_iter().for_each(|(mine, theirs)| *mine = mine.saturating_add(theirs));
    }

    /// Takes others out, down to none.
    pub fn take_out(&mut self, less: &ReportTokens) {
        self.pairs(less).into_iter().for_each(|(mine, theirs)| *mine = mine.saturating_sub(theirs));
    }

    fn pairs(&mut self, other: &ReportTokens) -> [(&mut u64, u64); 6] {
        [
            (&mut self.input, other.input),
            (&mut self.write_5m, other.write_5m),
            (&mut self.write_1h, other.write_1h),
            (&mut self.write_unsplit, other.write_unsplit),
            (&mut self.read, other.read),
            (&mut self.output, other.output),
        ]
    }

    /// Everything that was sent.
    pub fn sent(&self) -> u64 {
        self.input.saturating_add(self.written()).saturating_add(self.read)
    }

    /// Cache writes, however long they are kept.
    pub fn written(&self) -> u64 {
        self.write_5m.saturating_add(self.write_1h).saturating_add(self.write_unsplit)
    }
}
